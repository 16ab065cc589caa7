"""Meetings as pages show them: a row of the list, the facts of one, its agenda with results."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from fortschrift.core.partial_date import PartialDate
from fortschrift.council.addresses import meeting_url, paper_url
from fortschrift.council.findings import Finding, of_meeting
from fortschrift.council.life_line import RESULT_TONES
from fortschrift.council.models import (
    AgendaItem,
    Attendance,
    Consultation,
    Correction,
    Meeting,
    Organization,
    Quorum,
)
from fortschrift.council.permissions import Readable, shows_content_of
from fortschrift.council.selectors import AgendaLine, MeetingRecord
from fortschrift.council.shown.parts import organization_link, state_badge
from fortschrift.council.shown.votes import VoteShown, vote_shown
from fortschrift.council.words import meeting_title, minutes_word
from fortschrift.sources.models import Visibility
from fortschrift.sources.shown import marks
from fortschrift.web.content import content, joined, told
from fortschrift.web.dates import date_words, weekday_words
from fortschrift.web.shapes import Badge, Column, Fact, Gap, Link, SourceMark, Table
from fortschrift.web.source_numbers import SourceNumbers

Minutes, State = Meeting.Minutes, Meeting.State
#: Before a meeting, or when it was called off, nobody expects a result.
STILL_OPEN = frozenset({State.PLANNED, State.INVITED, State.CANCELLED})


@dataclass(frozen=True, slots=True)
class AgendaShown:
    """An item of the agenda; ``result`` is a badge, or a gap with the reason."""

    item: AgendaItem
    result: Badge | Gap | None
    papers: Sequence[Link]
    votes: Sequence[VoteShown]
    marks: Sequence[SourceMark]


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """A correction: what it is of, what was wrong, and each change as name, before, after."""

    title: str
    when: str
    wrong: str
    reason: str
    who: str
    is_struck: bool
    changes: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """A meeting in the order of its page."""

    agenda: Sequence[AgendaShown]
    votes: Sequence[VoteShown]
    papers: Sequence[Link]
    facts: Sequence[Fact]
    attendances: Sequence[Fact]
    findings: Sequence[Finding]
    corrections: Sequence[CorrectionShown] = ()


def meeting_shown(
    record: MeetingRecord, numbers: SourceNumbers, readable: Readable
) -> MeetingShown:
    """Show a meeting with what the selector let through."""
    return MeetingShown(
        agenda=[_agenda(line, record, numbers, readable) for line in record.agenda],
        votes=[vote_shown(event, numbers, readable) for event in record.votes],
        papers=_papers(record.consultations),
        facts=_facts(record.meeting, numbers),
        attendances=_attendances(record.attendances, numbers, readable),
        findings=of_meeting(record.meeting),
        corrections=[_correction(each, readable) for each in record.corrections],
    )


def _correction(correction: Correction, readable: Readable) -> CorrectionShown:
    """Show a correction; the reason and who made it are for the staff."""
    staff = Visibility.INTERNAL in readable
    row = correction.vote_event or correction.agenda_item
    who = content(str(correction.corrected_by or _("niemand")))
    names = dict.fromkeys([*correction.before, *correction.after])
    return CorrectionShown(
        title=content(str(row)) if row else _("Sitzung"),
        when=date_words(PartialDate.of(localtime(correction.corrected).date())),
        wrong=content(correction.wrong),
        reason=content(correction.reason) if staff else "",
        who=who if staff else "",
        is_struck=correction.vote_event_id is not None and correction.replacement_id is None,
        changes=[
            (
                name,
                content(correction.before.get(name, "")),
                content(correction.after.get(name, "")),
            )
            for name in names
            if staff or not _names_somebody(correction, name)
        ],
    )


def _names_somebody(correction: Correction, name: str) -> bool:
    """Whether the words of a change may name persons: by name, excluded, present, in a note."""
    said_of_all = {"Worüber", "Ergebnis", "Wie", "Im Wortlaut", "Form", "Anwesend", "Ja", "Nein",
                   "Enthaltung", "ungültig", "abwesend", "Nötig war"}  # fmt: skip
    is_vote = correction.vote_event_id is not None
    return name == "Teilnahme" or (is_vote and name not in said_of_all)


def meetings_table(
    meetings: Iterable[Meeting], readable: Readable, *, caption: str, of_one_body: bool = False
) -> Table:
    """List meetings; of several bodies each with its body under the name of then."""
    label = _title if of_one_body else _title_with_body
    return Table(
        caption,
        [Column(_("Datum")), Column(_("Sitzung")), Column(_("Worum es ging")), Column(_("Stand"))],
        [
            [
                _when(meeting),
                Link(label(meeting), meeting_url(meeting)),
                _about(meeting, readable),
                state_badge(meeting),
            ]
            for meeting in meetings
        ],
        caption_hidden=True,
    )


def _title_with_body(meeting: Meeting) -> str:
    body = content(meeting.organization.name_at(meeting.when))
    if not (meeting.name or meeting.number):
        return body
    return told("%(body)s, %(title)s", body=body, title=_title(meeting))


def _title(meeting: Meeting) -> str:
    """Name a meeting; only a name of its own is content, a number or day is said by us."""
    return content(meeting.name) or meeting_title(meeting)


def _when(meeting: Meeting) -> str | Gap:
    return date_words(meeting.when) if meeting.when.is_known else Gap("unknown")


def _about(meeting: Meeting, readable: Readable) -> str | Gap:
    if shows_content_of(meeting.organization, readable):
        return content(meeting.summary or getattr(meeting, "matter", "")) or "–"
    return Gap("not_public")


def _facts(meeting: Meeting, numbers: SourceNumbers) -> list[Fact]:
    """List what is known; the minutes also when they are not, the date unless one was planned."""
    organization, planned = meeting.organization, meeting.planned_date
    day_marks = marks(numbers, meeting.claims.all())
    facts = [Fact(_("Gremium"), organization_link(organization, meeting.when))]
    if meeting.date.is_known or not planned.is_known:
        value = _day(meeting.date) if meeting.date.is_known else _undated(meeting)
        facts.append(Fact(_("Datum"), value, day_marks))
        day_marks = []
    if planned.is_known and planned != meeting.date:
        facts.append(Fact(_("Geplant für"), _day(planned), day_marks))
    if meeting.date_note and meeting.when.is_known:
        facts.append(Fact(_("Zum Datum"), content(meeting.date_note)))
    if times := _times(meeting):
        facts.append(Fact(_("Uhrzeit"), times))
    if meeting.place:
        facts.append(Fact(_("Ort"), content(meeting.place)))
    facts.append(Fact(_("Stand"), state_badge(meeting)))
    if meeting.quorum != Quorum.NOT_SAID:
        facts.append(Fact(_("Zu Beginn"), str(meeting.get_quorum_display())))
    if meeting.is_second:
        facts.append(Fact(_("Art"), _("zweite Sitzung zur selben Sache")))
    if meeting.state == State.HELD and (minutes := _minutes(meeting)):
        facts.append(Fact(minutes_word(organization), minutes))
    return facts


def _undated(meeting: Meeting) -> Gap:
    return Gap("unknown", content(meeting.date_note) or _("Der Tag ist nicht festgehalten."))


def _day(when: PartialDate) -> str:
    weekday = weekday_words(when)
    return f"{weekday}, {date_words(when)}" if weekday else date_words(when)


def _times(meeting: Meeting) -> str:
    start, end = meeting.start_time, meeting.end_time
    if start and end:
        return _("%(start)s bis %(end)s Uhr") % {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
    return _("ab %(start)s Uhr") % {"start": f"{start:%H:%M}"} if start else ""


def _minutes(meeting: Meeting) -> Link | Gap | None:
    """Lead to the minutes or say why there are none; None where nothing is known to say."""
    if meeting.minutes == Minutes.NOT_PUBLIC:
        return Gap("not_public", content(meeting.minutes_note))
    if meeting.minutes == Minutes.UNKNOWN:
        return _unknown_minutes(meeting)
    label = str(meeting.get_minutes_display())
    if meeting.minutes_note:
        label = told("%(word)s (%(note)s)", word=label, note=content(meeting.minutes_note))
    return Link(label, meeting.url)


def _unknown_minutes(meeting: Meeting) -> Gap | None:
    if meeting.minutes_note:
        return Gap("unknown", content(meeting.minutes_note))
    if meeting.organization.leading_system == Organization.LeadingSystem.COUNCIL_SYSTEM:
        return Gap("not_recorded", _("Das Gremium führt sie im Ratsinformationssystem."))
    return None


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
    if not item.result_reason and (line.votes or meeting.state in STILL_OPEN):
        return None
    if meeting.minutes == Minutes.NOT_PUBLIC:
        return Gap("not_public", content(item.result_reason or meeting.minutes_note))
    return Gap("unknown", content(item.result_reason) or _("Ein Ergebnis ist nicht festgehalten."))


def _papers(consultations: Iterable[Consultation]) -> list[Link]:
    papers = {station.paper_id: station.paper for station in consultations}
    return [
        Link(content(f"{paper.reference} {paper.title}".strip()), paper_url(paper))
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
    return content(row.label or str(row.group or row.person))


def _attended(row: Attendance) -> str | Gap:
    if row.was_present is None:
        return Gap("unknown", content(row.note))
    presence = _("anwesend") if row.was_present else _("nicht anwesend")
    if row.count is not None:
        presence = _("%(count)s Personen") % {"count": row.count}
    times = [_("ab %(time)s Uhr") % {"time": f"{row.came:%H:%M}"}] if row.came else []
    times += [_("bis %(time)s Uhr") % {"time": f"{row.left:%H:%M}"}] if row.left else []
    beside = [*times, *([content(row.note)] if row.note else [])]
    if not beside:
        return presence
    return told("%(presence)s (%(note)s)", presence=presence, note=joined(", ", beside))
