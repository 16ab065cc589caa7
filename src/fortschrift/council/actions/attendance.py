"""Acts on who takes part, noted while a meeting goes on, and on what absent members handed in."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.actions.checks import NeedsCorrection, check_belonging, read_dates
from fortschrift.council.actions.meetings import Attended, keep_attendances
from fortschrift.council.models import AdvanceRemark, AgendaItem, Attendance, Meeting, Person
from fortschrift.council.permissions import may_record_meetings
from fortschrift.sources.models import Visibility

__all__ = ["Attended", "attendance_words", "keep_remark", "note_attendance", "set_rows"]


@action(_("{actor} hat notiert, wer an „{meeting}“ teilnimmt."))
def note_attendance(
    entry: Entry,
    meeting: Meeting,
    *,
    attended: Sequence[Attended],
    actor: User | None,
    now: datetime,
) -> list[Attendance]:
    """Note the whole list of who takes part, anew as often as people come and go.

    Once the meeting is recorded as held a list that stands is corrected instead: raises
    NeedsCorrection.
    """
    require(may_record_meetings(actor, meeting.municipality))
    if meeting.state == Meeting.State.HELD and meeting.attendances.exists():
        raise NeedsCorrection(
            _("Wer teilgenommen hat, ist schon festgehalten. Bitte berichtigen Sie es mit Grund.")
        )
    entry.tell(meeting=meeting)
    return set_rows(entry, meeting, attended)


def set_rows(entry: Entry, meeting: Meeting, attended: Sequence[Attended]) -> list[Attendance]:
    """Let the list be this; rows that say the same keep their place and their claims."""
    check_belonging(
        meeting.municipality, group=[given.group for given in attended],
        person=[given.person for given in attended],
    )  # fmt: skip
    standing = {as_given(row): row for row in meeting.attendances.order_by("pk")}
    for given, row in standing.items():
        if given not in attended:
            entry.unlink(row.claims)
            entry.remove(row)
    return keep_attendances(entry, meeting, [each for each in attended if each not in standing])


def as_given(row: Attendance) -> Attended:
    """Give a recorded row as it would be given."""
    return Attended(
        group=row.group, person=row.person, label=row.label, count=row.count,
        was_present=row.was_present, note=row.note, came=row.came, left=row.left,
    )  # fmt: skip


def attendance_words(meeting: Meeting) -> str:
    """Say the list in words, for a correction."""
    rows = meeting.attendances.select_related("group", "person").order_by("pk")
    return "; ".join(_row_words(row) for row in rows)


def _row_words(row: Attendance) -> str:
    details = [str(row.count)] if row.count is not None else []
    if row.was_present is not None:
        details.append(_gettext("anwesend") if row.was_present else _gettext("nicht anwesend"))
    details += [_gettext("ab %(time)s") % {"time": f"{row.came:%H:%M}"}] if row.came else []
    details += [_gettext("bis %(time)s") % {"time": f"{row.left:%H:%M}"}] if row.left else []
    details += [row.note] if row.note else []
    return f"{row} ({', '.join(details)})" if details else str(row)


@action(_("{actor} hat zum TOP „{title}“ eine vorab eingereichte Bemerkung festgehalten."))
def keep_remark(
    entry: Entry,
    agenda_item: AgendaItem,
    *,
    text: str,
    actor: User | None,
    now: datetime,
    person: Person | None = None,
    label: str = "",
    received: PartialDate | str = UNKNOWN,
    visibility: str = Visibility.INTERNAL,
) -> AdvanceRemark:
    """Keep what an absent member handed in beforehand; it stands beside and never counts."""
    require(may_record_meetings(actor, agenda_item.municipality))
    check_belonging(agenda_item.municipality, person=person)
    if person is None and not label.strip():
        raise ValidationError({"label": _("Bitte nennen Sie, von wem die Bemerkung ist.")})
    entry.tell(title=agenda_item.title)
    return entry.create(
        AdvanceRemark, agenda_item=agenda_item, text=text, person=person, label=label,
        visibility=visibility, **read_dates(received=received),
    )  # fmt: skip
