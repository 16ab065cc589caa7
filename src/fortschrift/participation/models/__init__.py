"""Rows of participation: readings with their topics, invitations, what is handed in and said."""

from fortschrift.participation.models.drafts import ProposalDraft
from fortschrift.participation.models.invitations import (
    Invitation,
    InvitationQuerySet,
    InvitationStatus,
)
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
    "Answer",
    "Comment",
    "CommentQuerySet",
    "CommentStatus",
    "Invitation",
    "InvitationQuerySet",
    "InvitationStatus",
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
