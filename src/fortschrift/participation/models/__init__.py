"""Rows of participation: readings with their topics, invitations, and what is handed in."""

from fortschrift.participation.models.invitations import (
    Invitation,
    InvitationQuerySet,
    InvitationStatus,
)
from fortschrift.participation.models.readings import Reading, ReadingQuerySet, ReadingTopic
from fortschrift.participation.models.submissions import (
    Submission,
    SubmissionQuerySet,
    SubmissionSender,
    SubmissionStatus,
)

__all__ = [
    "Invitation",
    "InvitationQuerySet",
    "InvitationStatus",
    "Reading",
    "ReadingQuerySet",
    "ReadingTopic",
    "Submission",
    "SubmissionQuerySet",
    "SubmissionSender",
    "SubmissionStatus",
]
