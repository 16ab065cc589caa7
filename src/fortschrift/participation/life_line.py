"""Readings as stations of a concept's life line."""

from django.utils.translation import gettext as _

from fortschrift.concepts.models import Concept
from fortschrift.council.addresses import meeting_url, organization_url
from fortschrift.participation.addresses import reading_url
from fortschrift.participation.models import Reading
from fortschrift.participation.occasions import occasions_of
from fortschrift.sources.life_line import LifeLineEntry
from fortschrift.web.content import content, joined, told
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Badge

#: Readings stand behind the meeting that opened them.
RANK = 40


def life_line_entries(concept: Concept) -> list[LifeLineEntry]:
    """Return one station per public reading; constant queries."""
    readings = Reading.objects.filter(concept=concept).public().with_content().order_by("number")
    return [_entry(reading) for reading in readings]


def _entry(reading: Reading) -> LifeLineEntry:
    body = reading.organization
    occasions = occasions_of(reading.meeting)
    return LifeLineEntry(
        kind="reading",
        title=_title(reading),
        date=reading.opens,
        date_note=_date_note(reading),
        url=_address(reading, occasions),
        body=content(body.name_at(reading.opens)) if body else _("Öffentlichkeit"),
        body_url=organization_url(body) if body else "",
        detail=content(reading.asked_for),
        badge=Badge(_("Durchsicht") if body else _("Beteiligung"), "info"),
        gap=joined(" ", map(content, [reading.version_reason, reading.proposals_reason])),
        claims=tuple(reading.claims.all()),
        occasions=occasions,
        subject=str(reading),
        versions=[reading.version_id] if reading.version_id else [],
        rank=RANK,
    )


def _title(reading: Reading) -> str:
    if reading.version is None:
        return str(reading)
    return told(
        _("%(reading)s: %(version)s"), reading=reading, version=content(reading.version.label)
    )


def _date_note(reading: Reading) -> str:
    """Say until when, unless opening and closing are the same day or the note says it."""
    if reading.date_note or not reading.closes.is_known or reading.closes == reading.opens:
        return content(reading.date_note)
    return _("bis %(date)s") % {"date": date_words(reading.closes)}


def _address(reading: Reading, occasions: list[str]) -> str:
    if reading.meeting is not None and occasions:
        return meeting_url(reading.meeting)
    return reading_url(reading)
