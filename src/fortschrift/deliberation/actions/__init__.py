"""Acts that tie text to vote, in the order a matter takes on paper and seldom in reality.

Reading order: mandates, considerations, advising, questions, occasions, ruling, decisions,
enacting, overlapping, correcting, answering, referrals, handing over, deciding versions.
"""

from fortschrift.deliberation.actions.advising import (
    Advised,
    group_proposals,
    recommend,
    ungroup_proposals,
)
from fortschrift.deliberation.actions.answering import Answered, answer_submissions
from fortschrift.deliberation.actions.considerations import (
    lay_late_proposals,
    open_consideration,
)
from fortschrift.deliberation.actions.correcting import correct_decision
from fortschrift.deliberation.actions.deciding_versions import decide_version
from fortschrift.deliberation.actions.decisions import Answer, Point, decide
from fortschrift.deliberation.actions.enacting import merge_decided, work_out
from fortschrift.deliberation.actions.handing_over import Station, hand_over
from fortschrift.deliberation.actions.mandates import give_mandate
from fortschrift.deliberation.actions.occasions import Ballot, Occasion
from fortschrift.deliberation.actions.overlapping import decide_overlap
from fortschrift.deliberation.actions.questions import put_question
from fortschrift.deliberation.actions.referrals import refer
from fortschrift.deliberation.actions.ruling import Ruling, decide_proposals

__all__ = [
    "Advised",
    "Answer",
    "Answered",
    "Ballot",
    "Occasion",
    "Point",
    "Ruling",
    "Station",
    "answer_submissions",
    "correct_decision",
    "decide",
    "decide_overlap",
    "decide_proposals",
    "decide_version",
    "give_mandate",
    "group_proposals",
    "hand_over",
    "lay_late_proposals",
    "merge_decided",
    "open_consideration",
    "put_question",
    "recommend",
    "refer",
    "ungroup_proposals",
    "work_out",
]
