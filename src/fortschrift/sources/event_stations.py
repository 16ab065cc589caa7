"""Dated events as stations of a life line."""

from collections.abc import Iterable

from fortschrift.sources.life_line import LifeLineEntry
from fortschrift.sources.models import Event
from fortschrift.web.content import content
from fortschrift.web.shapes import Badge


def of_events(events: Iterable[Event]) -> list[LifeLineEntry]:
    """Turn events into stations; they must come with ``claims__source``."""
    return [_of_event(event) for event in events]


def _of_event(event: Event) -> LifeLineEntry:
    return LifeLineEntry(
        kind="event",
        title=content(event.title),
        date=event.date,
        date_note=content(event.date_note),
        body=content(event.place),
        detail=content(event.text),
        badge=Badge(event.get_kind_display(), "neutral"),
        claims=list(event.claims.all()),
    )
