"""Meetings as pages show them: a row of the list, the facts of one, its agenda with results."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fortschrift.council.addresses import paper_url
from fortschrift.council.findings import Finding, of_meeting
from fortschrift.council.life_line import RESULT_TONES
from fortschrift.council.models import AgendaItem, Attendance, Consultation, Meeting
from fortschrift.council.permissions import Readable
from fortschrift.council.selectors import AgendaLine, MeetingRecord
from fortschrift.council.shown.parts import meeting_link, organization_link, state_badge
from fortschrift.council.shown.votes import VoteShown, vote_shown
from fortschrift.council.words import minutes_word
from fortschrift.sources.shown import marks
from fortschrift.web.dates import date_words, weekday_words
from fortschrift.web.shapes import Badge, Column, Fact, Gap, Link, SourceMark, Table
from fortschrift.web.source_numbers import SourceNumbers

Minutes = Meeting.Minutes


@dataclass(frozen=True, slots=True)
class AgendaShown:
    """An item of the agenda; ``result`` is a badge, or a gap with the reason."""

    item: AgendaItem
    result: Badge | Gap | None
    papers: Sequence[Link]
    votes: Sequence[VoteShown]
    marks: Sequence[SourceMark]


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """A meeting in the order of its page."""

    facts: Sequence[Fact]
    agenda: Sequence[AgendaShown]
    papers: Sequence[Link]
    votes: Sequence[VoteShown]
    attendances: Sequence[Fact]
    findings: Sequence[Finding]


def meeting_shown(
    record: MeetingRecord, numbers: SourceNumbers, readable: Readable
) -> MeetingShown:
    """Show a meeting with what the selector let through."""
    return MeetingShown(
        facts=_facts(record.meeting, numbers),
        agenda=[_agenda(line, record, numbers, readable) for line in record.agenda],
        papers=_papers(record.consultations),
        votes=[vote_shown(event, numbers, readable) for event in record.votes],
        attendances=_attendances(record.attendances, numbers, readable),
        findings=of_meeting(record.meeting),
    )


def meetings_table(meetings: Iterable[Meeting], *, caption: str) -> Table:
    """List meetings, each with its day, its body under the name of then, and its state."""
    return Table(
        caption,
        [Column(_("Datum")), Column(_("Sitzung")), Column(_("Gremium")), Column(_("Stand"))],
        [
            [
                _when(meeting),
                meeting_link(meeting),
                organization_link(meeting.organization, meeting.when),
                state_badge(meeting),
            ]
            for meeting in meetings
        ],
        caption_hidden=True,
    )


def _when(meeting: Meeting) -> str | Gap:
    return date_words(meeting.when) if meeting.when.is_known else Gap("unknown")


def _facts(meeting: Meeting, numbers: SourceNumbers) -> list[Fact]:
    """List what is known; date and minutes also when they are not."""
    organization = meeting.organization
    facts = [
        Fact(_("Gremium"), organization_link(organization, meeting.when)),
        Fact(_("Datum"), _day(meeting), marks(numbers, meeting.claims.all())),
    ]
    if meeting.planned_date.is_known and meeting.planned_date != meeting.date:
        facts.append(Fact(_("Geplant für"), date_words(meeting.planned_date)))
    if meeting.date_note:
        facts.append(Fact(_("Zum Datum"), meeting.date_note))
    if times := _times(meeting):
        facts.append(Fact(_("Uhrzeit"), times))
    if meeting.place:
        facts.append(Fact(_("Ort"), meeting.place))
    facts.append(Fact(_("Stand"), state_badge(meeting)))
    if meeting.state == Meeting.State.HELD:
        facts.append(Fact(minutes_word(organization), _minutes(meeting)))
    return facts


def _day(meeting: Meeting) -> str | Gap:
    if not meeting.date.is_known:
        return Gap("unknown")
    weekday = weekday_words(meeting.date)
    return f"{weekday}, {date_words(meeting.date)}" if weekday else date_words(meeting.date)


def _times(meeting: Meeting) -> str:
    start, end = meeting.start_time, meeting.end_time
    if start and end:
        return _("%(start)s bis %(end)s Uhr") % {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
    return _("ab %(start)s Uhr") % {"start": f"{start:%H:%M}"} if start else ""


def _minutes(meeting: Meeting) -> Link | Gap | str:
    if meeting.minutes == Minutes.NOT_PUBLIC:
        return Gap("not_public", meeting.minutes_note)
    if meeting.minutes == Minutes.UNKNOWN:
        return Gap("unknown", meeting.minutes_note)
    label = str(meeting.get_minutes_display())
    if meeting.minutes_note:
        label = f"{label} ({meeting.minutes_note})"
    return Link(label, meeting.url)


def _agenda(
    line: AgendaLine, record: MeetingRecord, numbers: SourceNumbers, readable: Readable
) -> AgendaShown:
    return AgendaShown(
        item=line.item,
        marks=marks(numbers, line.item.claims.all()),
        result=_result(line, record.meeting),
        papers=_papers(line.consultations),
        votes=[vote_shown(event, numbers, readable) for event in line.votes],
    )


def _result(line: AgendaLine, meeting: Meeting) -> Badge | Gap | None:
    """Show the result of an item, or why there is none; a vote beside it is result enough."""
    item = line.item
    if item.result != AgendaItem.Result.UNKNOWN:
        return Badge(item.get_result_display(), RESULT_TONES.get(item.result, "neutral"))
    if meeting.state != Meeting.State.HELD or (line.votes and not item.result_reason):
        return None
    if meeting.minutes == Minutes.NOT_PUBLIC:
        return Gap("not_public", item.result_reason or meeting.minutes_note)
    return Gap("unknown", item.result_reason)


def _papers(consultations: Iterable[Consultation]) -> list[Link]:
    papers = {station.paper_id: station.paper for station in consultations}
    return [
        Link(f"{paper.reference} {paper.title}".strip(), paper_url(paper))
        for paper in papers.values()
    ]


def _attendances(
    attendances: Sequence[Attendance], numbers: SourceNumbers, readable: Readable
) -> list[Fact]:
    """List who took part; persons whose name is not public are counted together."""
    shown = [a for a in attendances if a.person is None or a.person.visibility in readable]
    facts = [
        Fact(_attended_name(row), _attended(row), marks(numbers, row.claims.all())) for row in shown
    ]
    if withheld := len(attendances) - len(shown):
        facts.append(Fact(_("Weitere Personen"), Gap("not_public", str(withheld))))
    return facts


def _attended_name(row: Attendance) -> str:
    return row.label or str(row.group or row.person)


def _attended(row: Attendance) -> str | Gap:
    if row.was_present is None:
        return Gap("unknown", row.note)
    presence = _("anwesend") if row.was_present else _("nicht anwesend")
    if row.count is not None:
        presence = _("%(count)s Personen") % {"count": row.count}
    return f"{presence} ({row.note})" if row.note else presence
