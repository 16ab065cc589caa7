"""Rows of participation: readings with their topics, and what is handed in."""

from fortschrift.participation.models.readings import Reading, ReadingQuerySet, ReadingTopic
from fortschrift.participation.models.submissions import (
    Submission,
    SubmissionQuerySet,
    SubmissionSender,
    SubmissionStatus,
)

__all__ = [
    "Reading",
    "ReadingQuerySet",
    "ReadingTopic",
    "Submission",
    "SubmissionQuerySet",
    "SubmissionSender",
    "SubmissionStatus",
]
