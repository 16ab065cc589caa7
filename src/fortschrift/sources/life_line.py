"""Stations of a life line (Werdegang): one value for all apps, and the order they stand in.

Meetings, versions, readings, mandates, decisions and reviews live in different apps but stand in
one line on a page, so they share this value.  It lives here because it needs partial dates and
claims, and every app that has dated facts stands above ``sources``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.sources.models import Claim
from fortschrift.sources.shown import marks
from fortschrift.web.content import joined
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Badge, Entry, Gap, GapKind
from fortschrift.web.source_numbers import SourceNumbers

#: Stations of these kinds only say that there was an occasion, or what followed from it; a station
#: that tells what happened there replaces them (``without_bare_occasions``).
BARE_KINDS = frozenset({"meeting", "consultation", "version_status"})


@dataclass(frozen=True, slots=True)
class LifeLineEntry:
    """One station, happened, planned or missing.

    ``kind`` names what it is ("mandate", "decision", "meeting" ...), ``body`` who acted, in the
    words of the reader's language where they are ours.  ``url`` leads to the station's own page,
    ``body_url`` to the body; either may be empty.  ``gap`` is the reason why something about the
    station is not known, ``gap_kind`` which kind of gap it is.  ``remark`` explains an oddity
    ("dated after the first draft").  Stations that are one occasion in reality share one of their
    ``occasions`` (``occasion_key``).  ``subject`` is what it is about in few
    words, for a sentence that tells the station, ``versions`` the keys of the versions it names.
    Words of the record are marked as such (``web.content``).

    ``place`` says where a station stands whose date is not known at all ("between the hand-over
    and the council"); ``rank`` orders stations of the same date, low first.
    """

    kind: str
    title: str
    date: PartialDate = UNKNOWN
    date_note: str = ""
    url: str = ""
    body: str = ""
    body_url: str = ""
    detail: str = ""
    badge: Badge | None = None
    planned: bool = False
    gap: str = ""
    gap_kind: GapKind = "unknown"
    remark: str = ""
    claims: Sequence[Claim] = ()
    occasions: Sequence[str] = ()
    subject: str = ""
    versions: Sequence[UUID] = ()
    place: PartialDate = UNKNOWN
    rank: int = 50


def occasion_key(kind: str, key: object, detail: str = "") -> str:
    """Name an occasion, as ``("meeting", pk)`` or ``("version", pk, status)``."""
    return ":".join(filter(None, [kind, str(key), detail]))


def named_in(entry: LifeLineEntry, kind: str) -> set[str]:
    """Return the keys of the things of a kind ("meeting") that are occasions of a station."""
    pairs = (occasion.split(":") for occasion in entry.occasions)
    return {key for of_kind, key, *_ in pairs if of_kind == kind}


def in_order(entries: Iterable[LifeLineEntry]) -> list[LifeLineEntry]:
    """Put stations into the order of their dates, whatever order the work should have had.

    A station whose day lies in a span stands at the span's beginning, behind stations of that very
    day; so no station stands before one that is surely earlier.  Stations without date and place
    come last, what is only planned behind what has happened.  The order among equals is the one
    given.
    """
    return sorted(entries, key=_position)


def without_bare_occasions(entries: Iterable[LifeLineEntry]) -> list[LifeLineEntry]:
    """Leave out bare meetings and stations of which another entry tells what happened there."""
    entries = list(entries)
    told = {key for entry in entries if entry.kind not in BARE_KINDS for key in entry.occasions}
    return [
        entry
        for entry in entries
        if entry.kind not in BARE_KINDS or told.isdisjoint(entry.occasions)
    ]


def as_shown(entries: Iterable[LifeLineEntry], numbers: SourceNumbers) -> list[Entry]:
    """Turn stations into what the component ``timeline`` shows, with the page's source marks."""
    return [
        Entry(
            title=entry.title,
            date=date_words(entry.date, unknown=""),
            url=entry.url,
            body=joined(" · ", [entry.body, entry.detail]),
            badges=[entry.badge] if entry.badge else [],
            marks=marks(numbers, entry.claims),
            state="planned" if entry.planned else "happened",
            gap=Gap(entry.gap_kind, entry.gap) if entry.gap else None,
            note=joined(" ", [entry.date_note, entry.remark]),
        )
        for entry in entries
    ]


def _position(entry: LifeLineEntry) -> tuple[date, date, bool, int]:
    where = entry.date if entry.date.is_known else entry.place
    only_planned = entry.planned and not where.is_known
    return (where.earliest or date.max, where.latest or date.max, only_planned, entry.rank)
