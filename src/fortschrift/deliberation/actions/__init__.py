"""Acts that tie text to vote, in the order a matter takes on paper and seldom in reality.

Reading order: mandates, questions, decisions, referrals.
"""

from fortschrift.deliberation.actions.decisions import Answer, Point, decide
from fortschrift.deliberation.actions.mandates import give_mandate
from fortschrift.deliberation.actions.questions import put_question
from fortschrift.deliberation.actions.referrals import refer

__all__ = ["Answer", "Point", "decide", "give_mandate", "put_question", "refer"]
