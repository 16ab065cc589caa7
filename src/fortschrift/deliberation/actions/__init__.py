"""Acts that tie text to vote, in the order a matter takes on paper and seldom in reality.

Reading order: mandates, considerations, advising, questions, occasions, ruling, decisions,
enacting, overlapping, correcting, answering, cosignatures, referrals, handing over, deciding
versions.
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
from fortschrift.deliberation.actions.cosignatures import (
    AskedFor,
    Cosigner,
    ask_for_cosignature,
    cosign,
    open_cosignature_request,
    remind_of_cosignature,
    renew_cosignature_links,
    withdraw_cosignature_requests,
)
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
    "AskedFor",
    "Ballot",
    "Cosigner",
    "Occasion",
    "Point",
    "Ruling",
    "Station",
    "answer_submissions",
    "ask_for_cosignature",
    "correct_decision",
    "cosign",
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
    "open_cosignature_request",
    "put_question",
    "recommend",
    "refer",
    "remind_of_cosignature",
    "renew_cosignature_links",
    "ungroup_proposals",
    "withdraw_cosignature_requests",
    "work_out",
]
