"""Reads on deliberation: the public record, and what lies before a body."""

from fortschrift.deliberation.selectors.considerations import (
    check_laid,
    missing_in,
    proposed_in,
    results_on,
)
from fortschrift.deliberation.selectors.record import (
    decision,
    decisions_by,
    decisions_by_agenda_item,
    decisions_by_meeting,
    decisions_of,
    decisions_on_version,
    decisions_on_versions,
    mandates_in,
    mandates_of,
    questions_of,
    readings_in,
    referrals_by_paper,
    referrals_of,
)

__all__ = [
    "check_laid",
    "decision",
    "decisions_by",
    "decisions_by_agenda_item",
    "decisions_by_meeting",
    "decisions_of",
    "decisions_on_version",
    "decisions_on_versions",
    "mandates_in",
    "mandates_of",
    "missing_in",
    "proposed_in",
    "questions_of",
    "readings_in",
    "referrals_by_paper",
    "referrals_of",
    "results_on",
]
