"""Words for bodies and meetings that depend on what kind of body it is.

A workshop has a "Termin", a council a "Sitzung"; whole phrases, so that they can be translated.
"""

from django.utils.translation import gettext as _

from fortschrift.council.models import Meeting, Organization
from fortschrift.web.dates import date_words

Kind = Organization.Classification
WORKSHOPS = frozenset({Kind.WORKSHOP_SERIES, Kind.WORKING_GROUP})


def meeting_title(meeting: Meeting) -> str:
    """Name a meeting by its own name, its number or its day."""
    if meeting.name:
        return meeting.name
    if meeting.number:
        return _numbered(meeting) % {"number": meeting.number}
    if meeting.when.is_known:
        return _dated(meeting) % {"date": date_words(meeting.when)}
    return _undated(meeting)


def _numbered(meeting: Meeting) -> str:
    return _("%(number)s. Termin") if _is_workshop(meeting) else _("%(number)s. Sitzung")


def _dated(meeting: Meeting) -> str:
    workshop = _is_workshop(meeting)
    if not meeting.date.is_known:
        return _("Termin, geplant: %(date)s") if workshop else _("Sitzung, geplant: %(date)s")
    if meeting.date.day:
        return _("Termin am %(date)s") if workshop else _("Sitzung am %(date)s")
    return _("Termin, %(date)s") if workshop else _("Sitzung, %(date)s")


def _undated(meeting: Meeting) -> str:
    return _("Termin ohne Datum") if _is_workshop(meeting) else _("Sitzung ohne Datum")


def _is_workshop(meeting: Meeting) -> bool:
    return meeting.organization.classification in WORKSHOPS


def meetings_heading(organization: Organization) -> str:
    """Head the list of a body's meetings."""
    return _("Termine") if organization.classification in WORKSHOPS else _("Sitzungen")


def minutes_word(organization: Organization) -> str:
    """Name the record of a meeting: only a body by law has minutes in the strict sense."""
    return _("Niederschrift") if organization.is_statutory else _("Ergebnisprotokoll")
