"""Acts on meetings: planning and holding them, their agenda, attendance, results, minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.actions.checks import (
    check_belonging,
    check_free_address,
    check_unsaid,
    checked,
    identity,
    next_place,
    read_dates,
)
from fortschrift.council.findings import codes, of_meeting
from fortschrift.council.models import AgendaItem, Attendance, Meeting, Organization, Person
from fortschrift.council.permissions import may_record_meetings
from fortschrift.council.signals import agenda_item_decided
from fortschrift.sources.models import Claim, Visibility


@dataclass(frozen=True, slots=True)
class Attended:
    """Who took part: a group, a person, or words of the source ("alle Parteien").

    ``was_present`` None means that it is not known whether they came.
    """

    group: Organization | None = None
    person: Person | None = None
    label: str = ""
    count: int | None = None
    was_present: bool | None = True
    note: str = ""
    came: time | None = None
    left: time | None = None


@action(_("{actor} hat die Sitzung „{meeting}“ aufgenommen."))
def convene_meeting(
    entry: Entry,
    organization: Organization,
    *,
    slug: str,
    state: str,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    number: int | None = None,
    name: str = "",
    date: PartialDate | str = UNKNOWN,
    date_note: str = "",
    planned_date: PartialDate | str = UNKNOWN,
    start_time: time | str | None = None,
    end_time: time | str | None = None,
    place: str = "",
    visibility: str = Visibility.PUBLIC,
    summary: str = "",
    minutes: str = Meeting.Minutes.UNKNOWN,
    minutes_note: str = "",
    url: str = "",
    claims: Sequence[Claim] = (),
) -> Meeting:
    """Record a meeting in any state: planned, held, cancelled, or its course not known."""
    require(may_record_meetings(actor, organization.municipality))
    check_belonging(organization.municipality, claims=claims)
    check_free_address(Meeting.objects.filter(organization=organization, slug=slug))
    meeting = entry.create(
        Meeting, organization=organization, slug=slug, state=state, number=number, name=name,
        date_note=date_note, start_time=start_time, end_time=end_time, place=place,
        visibility=visibility, summary=summary, minutes=minutes, minutes_note=minutes_note,
        url=url, **read_dates(date=date, planned_date=planned_date), **identity(id),
    )  # fmt: skip
    entry.link(meeting.claims, claims)
    entry.tell(meeting=meeting, findings=codes(of_meeting(meeting)))
    return meeting


@action(_("{actor} hat festgehalten, dass die Sitzung „{meeting}“ stattgefunden hat."))
def hold_meeting(
    entry: Entry,
    meeting: Meeting,
    *,
    date: PartialDate | str,
    actor: User | None,
    now: datetime,
    start_time: time | str | None = None,
    end_time: time | str | None = None,
    summary: str = "",
    claims: Sequence[Claim] = (),
) -> None:
    """Record that a planned meeting took place; when it was planned for stays beside it."""
    require(may_record_meetings(actor, meeting.municipality))
    check_belonging(meeting.municipality, claims=claims)
    dates = read_dates(date=date)
    changes = checked(
        meeting, state=Meeting.State.HELD, start_time=start_time or meeting.start_time,
        end_time=end_time or meeting.end_time, summary=summary or meeting.summary,
    )  # fmt: skip
    entry.save(meeting, **changes, **dates)
    entry.link(meeting.claims, claims)
    entry.tell(meeting=meeting, findings=codes(of_meeting(meeting)))


@action(_("{actor} hat festgehalten, dass die Sitzung „{meeting}“ ausgefallen ist."))
def cancel_meeting(
    entry: Entry,
    meeting: Meeting,
    *,
    actor: User | None,
    now: datetime,
    reason: str = "",
    claims: Sequence[Claim] = (),
) -> None:
    """Record that a meeting did not take place; its date becomes the one it was planned for."""
    require(may_record_meetings(actor, meeting.municipality))
    check_belonging(meeting.municipality, claims=claims)
    notes = [note for note in (meeting.date_note, reason) if note]
    changes = checked(
        meeting, state=Meeting.State.CANCELLED, date=UNKNOWN, date_note=" · ".join(notes),
        planned_date=meeting.planned_date if meeting.planned_date.is_known else meeting.date,
    )  # fmt: skip
    entry.tell(meeting=meeting)
    entry.save(meeting, **changes)
    entry.link(meeting.claims, claims)


@action(_("{actor} hat „{title}“ auf die Tagesordnung von „{meeting}“ gesetzt."))
def add_agenda_item(
    entry: Entry,
    meeting: Meeting,
    *,
    title: str,
    actor: User | None,
    now: datetime,
    order: int | None = None,
    number: str = "",
    title_is_restated: bool = False,
    visibility: str = Visibility.PUBLIC,
    claims: Sequence[Claim] = (),
) -> AgendaItem:
    """Put an item on the agenda, by default behind the others; ``number`` is as printed."""
    require(may_record_meetings(actor, meeting.municipality))
    check_belonging(meeting.municipality, claims=claims)
    taken = set(meeting.agenda_items.values_list("order", flat=True))
    if order in taken:
        raise ValidationError({"order": _("An dieser Stelle steht schon ein anderer TOP.")})
    item = entry.create(
        AgendaItem, meeting=meeting, order=next_place(taken) if order is None else order,
        number=number, title=title, title_is_restated=title_is_restated, visibility=visibility,
    )  # fmt: skip
    entry.link(item.claims, claims)
    entry.tell(title=title, meeting=meeting)
    return item


@action(_("{actor} hat zum TOP „{title}“ das Ergebnis „{result}“ festgehalten."))
def decide_agenda_item(
    entry: Entry,
    agenda_item: AgendaItem,
    *,
    result: str,
    actor: User | None,
    now: datetime,
    result_reason: str = "",
    resolution_text: str = "",
    source_text: str = "",
    claims: Sequence[Claim] = (),
) -> None:
    """Record the result of an item in the closed vocabulary; ``result_reason`` is for unknown.

    The words of the minutes stand in the vote event.  What is recorded already is not written
    over: raises NeedsCorrection.  Sends ``agenda_item_decided``.
    """
    require(may_record_meetings(actor, agenda_item.municipality))
    check_belonging(agenda_item.municipality, claims=claims)
    changes = checked(
        agenda_item, result=result, result_reason=result_reason, resolution_text=resolution_text,
        source_text=source_text,
    )  # fmt: skip
    check_unsaid(agenda_item, changes, names=("result", "resolution_text"))
    entry.save(agenda_item, **changes)
    entry.link(agenda_item.claims, claims)
    entry.tell(title=agenda_item.title, result=agenda_item.get_result_display())
    agenda_item_decided.send(AgendaItem, agenda_item=agenda_item, actor=actor, now=now)


@action(_("{actor} hat festgehalten, wer an „{meeting}“ teilgenommen hat."))
def record_attendance(
    entry: Entry,
    meeting: Meeting,
    *,
    attended: Sequence[Attended],
    actor: User | None,
    now: datetime,
    claims: Sequence[Claim] = (),
) -> list[Attendance]:
    """Record who took part, one row each; all rows rest on the same claims."""
    require(may_record_meetings(actor, meeting.municipality))
    check_belonging(
        meeting.municipality, group=[given.group for given in attended],
        person=[given.person for given in attended], claims=claims,
    )  # fmt: skip
    entry.tell(meeting=meeting)
    return keep_attendances(entry, meeting, attended, claims)


def keep_attendances(
    entry: Entry, meeting: Meeting, attended: Sequence[Attended], claims: Sequence[Claim] = ()
) -> list[Attendance]:
    """Write rows on who took part, having checked all of them."""
    for given in attended:
        _check_attended(given)
    return [_attendance(entry, meeting, given, claims) for given in attended]


def _check_attended(given: Attended) -> None:
    if given.group is not None and given.person is not None:
        raise ValidationError(
            {"attended": _("Eine Zeile nennt eine Gruppe oder eine Person, nicht beide.")}
        )
    if given.group is None and given.person is None and not given.label:
        raise ValidationError({"attended": _("Bitte nennen Sie, wer teilgenommen hat.")})
    if given.count is not None and given.count < 0:
        raise ValidationError({"attended": _("Eine Zahl von Anwesenden ist nie kleiner als null.")})


def _attendance(
    entry: Entry, meeting: Meeting, given: Attended, claims: Sequence[Claim]
) -> Attendance:
    row = entry.create(
        Attendance, meeting=meeting, group=given.group, person=given.person, label=given.label,
        count=given.count, was_present=given.was_present, note=given.note, came=given.came,
        left=given.left,
    )  # fmt: skip
    entry.link(row.claims, claims)
    return row


@action(_("{actor} hat zur Niederschrift von „{meeting}“ vermerkt: {minutes}."))
def publish_minutes(
    entry: Entry,
    meeting: Meeting,
    *,
    minutes: str,
    actor: User | None,
    now: datetime,
    minutes_note: str = "",
    url: str = "",
    claims: Sequence[Claim] = (),
) -> None:
    """Record whether the minutes are public and where; the note says why they are not."""
    require(may_record_meetings(actor, meeting.municipality))
    check_belonging(meeting.municipality, claims=claims)
    changes = checked(meeting, minutes=minutes, minutes_note=minutes_note, url=url or meeting.url)
    entry.save(meeting, **changes)
    entry.link(meeting.claims, claims)
    entry.tell(meeting=meeting, minutes=meeting.get_minutes_display())
