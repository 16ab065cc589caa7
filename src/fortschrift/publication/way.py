"""The way to one decision, picked from a concept's life line and told in short sentences.

A concept lives for decades and is decided upon again and again.  A station belongs to the way to
one decision only when that is sure: it came before it, after the decision before, and is about
the version decided or a draft of it.
"""

from collections.abc import Sequence
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fortschrift.concepts.models import Version, VersionStatus
from fortschrift.core.partial_date import PartialDate, Precision
from fortschrift.council.addresses import organization_url
from fortschrift.deliberation.models import Decision
from fortschrift.sources.life_line import LifeLineEntry, named_in
from fortschrift.web.content import joined, told
from fortschrift.web.dates import date_words, weekday_words

#: Stations that are told on the way to a decision.
KINDS = {"mandate", "reading", "decision", "referral", "consultation"}
#: What only has these was a draft of the version that came after it.
DRAFTS = {VersionStatus.Status.DRAFT, VersionStatus.Status.PROPOSED}


def decided_versions(decision: Decision) -> set[UUID]:
    """Return the keys of the versions that the points of a decision speak of."""
    return {p.version_id for p in decision.operative_points.all() if p.version_id is not None}


def way_to(
    decision: Decision,
    *,
    stations: Sequence[LifeLineEntry],
    versions: Sequence[Version],
    others: Sequence[Decision],
) -> list[str]:
    """Tell how it came to a decision, one sentence for each station, in the order given.

    ``others`` are the council's decisions on versions of the same concept, ``versions`` all of
    them in order, each with its statuses.
    """
    about = _with_drafts(decision, versions)
    return [
        _sentence(station)
        for station in stations
        if station.kind in KINDS
        and not station.planned
        and _came_before(station, decision)
        and not _belongs_to_earlier(station, decision, others)
        and set(station.versions) <= about
    ]


def _with_drafts(decision: Decision, versions: Sequence[Version]) -> set[UUID]:
    """Return the decided versions and, before each of them, the drafts that led to it."""
    found = decided_versions(decision)
    is_on_way = False
    for version in reversed(versions):
        only_draft = {status.status for status in version.statuses.all()} <= DRAFTS
        is_on_way = version.pk in found or (is_on_way and only_draft)
        if is_on_way:
            found.add(version.pk)
    return found


def _came_before(station: LifeLineEntry, decision: Decision) -> bool:
    if station.date.surely_before(decision.date):
        return True
    same_day = decision.date.day is not None and station.date == decision.date
    return same_day and station.kind != "decision" and not _is_its_meeting(station, decision)


def _is_its_meeting(station: LifeLineEntry, decision: Decision) -> bool:
    own = organization_url(decision.organization)
    is_turn_of_body = station.kind == "consultation" and station.body_url == own
    return is_turn_of_body or str(decision.meeting_id) in named_in(station, "meeting")


def _belongs_to_earlier(
    station: LifeLineEntry, decision: Decision, others: Sequence[Decision]
) -> bool:
    """Whether a council decided on another version after the station, or may have."""
    about = decided_versions(decision)
    earlier = [
        other.date
        for other in others
        if other.date.surely_before(decision.date) and decided_versions(other).isdisjoint(about)
    ]
    return any(not day.surely_before(station.date) for day in earlier)


def when_words(day: PartialDate, *, weekday: bool = False) -> str:
    """Say when within a sentence: "am 13. September 2017", "im Juni 2011", "im Jahr 2019"."""
    if day.precision is Precision.DAY and weekday:
        parts = {"weekday": weekday_words(day), "date": date_words(day)}
        return _("am %(weekday)s, %(date)s") % parts
    templates = {
        Precision.DAY: _("am %(date)s"),
        Precision.MONTH: _("im %(date)s"),
        Precision.YEAR: _("im Jahr %(date)s"),
    }
    return templates.get(day.precision, "%(date)s") % {"date": date_words(day)}


def _sentence(station: LifeLineEntry) -> str:
    sentences = {
        "mandate": _("%(when)s wurde der Auftrag „%(subject)s“ erteilt%(who)s."),
        "reading": _("%(when)s begann die %(subject)s%(who)s."),
        "decision": _("%(when)s wurde entschieden: %(subject)s%(who)s."),
        "referral": _("%(when)s wurde das Konzept in die Beratungsfolge übergeben%(who)s."),
        "consultation": _("%(when)s wurde das Konzept beraten%(who)s."),
    }
    return told(
        sentences[station.kind],
        when=capfirst(when_words(station.date)),
        subject=station.subject,
        who=_who(station),
    )


def _who(station: LifeLineEntry) -> str:
    """Name body and result in brackets; German names would have to be inflected in a sentence."""
    badge = station.badge
    result = badge.label if badge and badge.tone != "open" else ""
    named = {
        "reading": [station.body],
        "consultation": [station.title, station.subject, result],
    }
    inside = joined(", ", named.get(station.kind, [station.body, result]))
    return told(" (%(inside)s)", inside=inside) if inside else ""
