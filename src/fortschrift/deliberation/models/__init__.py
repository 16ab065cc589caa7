"""Mandates, co-signatures, what is put to the vote, what was decided, the hand-over to the council.

Each row has its own visibility, and no public read shows what a body decided that sits in private:
that it had its turn is public as a station of the council's papers, the content stays with it.
"""

from fortschrift.deliberation.models.answers import Reply, ReplyQuerySet
from fortschrift.deliberation.models.considerations import (
    Consideration,
    Enactment,
    Grouping,
    ProposalLine,
    Recommendation,
)
from fortschrift.deliberation.models.cosignatures import (
    CosignatureAnswer,
    CosignatureElement,
    CosignatureRequest,
    CosignatureRequestQuerySet,
    CosignatureStatus,
)
from fortschrift.deliberation.models.decisions import (
    Decision,
    DecisionQuerySet,
    OperativePoint,
    QuestionResult,
)
from fortschrift.deliberation.models.mandates import Mandate, MandateQuerySet
from fortschrift.deliberation.models.questions import Question, QuestionQuerySet
from fortschrift.deliberation.models.referrals import Referral, ReferralQuerySet

__all__ = [
    "Consideration",
    "CosignatureAnswer",
    "CosignatureElement",
    "CosignatureRequest",
    "CosignatureRequestQuerySet",
    "CosignatureStatus",
    "Decision",
    "DecisionQuerySet",
    "Enactment",
    "Grouping",
    "Mandate",
    "MandateQuerySet",
    "OperativePoint",
    "ProposalLine",
    "Question",
    "QuestionQuerySet",
    "QuestionResult",
    "Recommendation",
    "Referral",
    "ReferralQuerySet",
    "Reply",
    "ReplyQuerySet",
]
