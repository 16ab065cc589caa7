"""The council's stations on a life line: meetings, and the turns of the bodies on a paper.

Whoever stands above knows which of them belong to a concept and hands the rows in.  A body that
sits in private is a station with date and role; what it dealt with is a gap with the reason.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from fortschrift.council.addresses import meeting_url, organization_url
from fortschrift.council.models import AgendaItem, Consultation, Meeting, VoteEvent
from fortschrift.council.permissions import (
    CLOSED_SESSION,
    PUBLIC_ONLY,
    Readable,
    shows_content_of,
)
from fortschrift.council.words import meeting_title
from fortschrift.sources.life_line import LifeLineEntry, occasion_key
from fortschrift.web.content import content, joined, told
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Badge, Tone

Result = AgendaItem.Result

#: In which tone a result is shown; what is not listed is neither yes nor no.
RESULT_TONES: dict[str, Tone] = {
    Result.ADOPTED: "success",
    Result.ADOPTED_AMENDED: "success",
    Result.PARTLY_ADOPTED: "success",
    Result.RECOMMENDED: "success",
    Result.RECOMMENDED_AMENDED: "success",
    Result.ELECTED: "success",
    Result.REJECTED: "danger",
    Result.REJECTED_TIE: "danger",
}


def of_meetings(
    meetings: Iterable[Meeting], readable: Readable = PUBLIC_ONLY
) -> list[LifeLineEntry]:
    """Turn meetings into stations.

    They must come with ``organization__municipality``, ``organization__names`` and
    ``claims__source``.
    """
    return [_of_meeting(m, readable) for m in meetings if m.visibility in readable]


def _of_meeting(meeting: Meeting, readable: Readable) -> LifeLineEntry:
    open_content = shows_content_of(meeting.organization, readable)
    return LifeLineEntry(
        kind="meeting",
        title=content(meeting.name) or meeting_title(meeting),
        date=meeting.when,
        date_note=content(meeting.date_note),
        url=meeting_url(meeting),
        body=content(meeting.organization.name_at(meeting.when)),
        body_url=organization_url(meeting.organization),
        detail=content(meeting.summary) if open_content else "",
        badge=Badge(_("ausgefallen"), "neutral") if _is_cancelled(meeting) else None,
        planned=_is_planned(meeting),
        gap="" if open_content else str(CLOSED_SESSION),
        gap_kind="not_public",
        claims=list(meeting.claims.all()),
        occasions=[occasion_key("meeting", meeting.pk)],
    )


def _is_cancelled(meeting: Meeting) -> bool:
    return meeting.state == Meeting.State.CANCELLED


def _is_planned(meeting: Meeting) -> bool:
    """Whether nobody recorded that it took place; its day may long have passed."""
    if meeting.state == Meeting.State.UNKNOWN:
        return not meeting.date.is_known
    return meeting.state in (Meeting.State.PLANNED, Meeting.State.INVITED)


def of_consultations(
    stations: Iterable[Consultation], readable: Readable = PUBLIC_ONLY
) -> list[LifeLineEntry]:
    """Turn stations of papers into stations of a life line, in the order given.

    They must come with ``paper__municipality``, ``organization__municipality``,
    ``organization__names``, ``meeting__organization__municipality``, ``agenda_item``,
    ``agenda_item__vote_events`` (those that stand) and ``claims__source``.
    """
    return [_of_consultation(s, readable) for s in stations if s.visibility in readable]


def _of_consultation(station: Consultation, readable: Readable) -> LifeLineEntry:
    item = readable_item(station, readable)
    return LifeLineEntry(
        kind="consultation",
        title=content(station.organization.name_at(station.when)),
        date=station.when,
        date_note=_date_note(station),
        url=_station_url(station, readable),
        body=str(station.get_role_display()),
        body_url=organization_url(station.organization),
        detail=_manner(item, readable),
        badge=_result_badge(item),
        planned=_still_planned(station),
        gap=_gap(station, item, readable),
        gap_kind="unknown" if shows_content_of(station.organization, readable) else "not_public",
        remark=_as_printed(station),
        claims=list(station.claims.all()),
        occasions=_occasions(station),
        subject=str(station.get_role_display()),
    )


def readable_item(station: Consultation, readable: Readable) -> AgendaItem | None:
    """Return the item that dealt with the paper, if the reader may see it."""
    item = station.agenda_item
    if item is None or not shows_content_of(station.organization, readable):
        return None
    return item if {item.visibility, item.meeting.visibility} <= readable else None


def _station_url(station: Consultation, readable: Readable) -> str:
    meeting = station.meeting
    if meeting is not None and meeting.visibility in readable:
        return meeting_url(meeting)
    return organization_url(station.organization)


def _result_badge(item: AgendaItem | None) -> Badge | None:
    if item is None or item.result == Result.UNKNOWN:
        return None
    return Badge(item.get_result_display(), RESULT_TONES.get(item.result, "neutral"))


def _manner(item: AgendaItem | None, readable: Readable) -> str:
    """Say how the only vote on an item fell; several votes are told on the meeting's page."""
    events = [e for e in item.vote_events.all() if e.visibility in readable] if item else []
    if len(events) != 1 or events[0].manner in (VoteEvent.Manner.UNKNOWN, ""):
        return ""
    return content(events[0].verbatim) or str(events[0].get_manner_display())


def _still_planned(station: Consultation) -> bool:
    """Whether a station is only laid down: no meeting is known that dealt with it."""
    return station.meeting is None or _is_planned(station.meeting)


def _gap(station: Consultation, item: AgendaItem | None, readable: Readable) -> str:
    if not shows_content_of(station.organization, readable):
        return str(CLOSED_SESSION)
    if item is not None and item.result != Result.UNKNOWN:
        return ""
    return content((item.result_reason if item else "") or station.outcome_reason)


def _date_note(station: Consultation) -> str:
    """Tell the day it was planned for when the meeting was on another day."""
    meeting = station.meeting
    if meeting is None:
        return ""
    planned = station.planned_date
    if planned.is_known and meeting.date.is_known and str(planned) != str(meeting.date):
        return _("Geplant war: %(date)s.") % {"date": date_words(planned)}
    return ""


def _as_printed(station: Consultation) -> str:
    printed = [p for p in (station.organization_as_printed, station.planned_as_printed) if p]
    if not printed:
        return ""
    return told(
        _("In der Quelle steht: %(printed)s."),
        printed=joined(", ", (content(f"„{text}“") for text in printed)),
    )


def _occasions(station: Consultation) -> list[str]:
    keys = [occasion_key("consultation", station.pk)]
    return [*keys, occasion_key("meeting", station.meeting_id)] if station.meeting_id else keys
