"""Rows of participation: readings with their topics, invitations, what is handed in and said."""

from fortschrift.participation.models.drafts import ProposalDraft
from fortschrift.participation.models.endorsements import (
    Endorsement,
    EndorsementQuerySet,
    EndorsementStatus,
)
from fortschrift.participation.models.invitations import (
    Invitation,
    InvitationQuerySet,
    InvitationStatus,
)
from fortschrift.participation.models.links import WITHDRAWN, PersonalLink, PersonalLinkQuerySet
from fortschrift.participation.models.readings import Reading, ReadingQuerySet, ReadingTopic
from fortschrift.participation.models.responses import (
    Answer,
    Comment,
    CommentQuerySet,
    CommentStatus,
    Support,
)
from fortschrift.participation.models.submissions import (
    Submission,
    SubmissionQuerySet,
    SubmissionSender,
    SubmissionStatus,
)

__all__ = [
    "WITHDRAWN",
    "Answer",
    "Comment",
    "CommentQuerySet",
    "CommentStatus",
    "Endorsement",
    "EndorsementQuerySet",
    "EndorsementStatus",
    "Invitation",
    "InvitationQuerySet",
    "InvitationStatus",
    "PersonalLink",
    "PersonalLinkQuerySet",
    "ProposalDraft",
    "Reading",
    "ReadingQuerySet",
    "ReadingTopic",
    "Submission",
    "SubmissionQuerySet",
    "SubmissionSender",
    "SubmissionStatus",
    "Support",
]
