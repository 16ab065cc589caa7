"""Acts on what is planned: the details of a meeting, and the agenda before and while it is held.

What says nothing yet is filled in at any time.  What a meeting that was held says already is put
right by a correction (``corrections.py``), never written over.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.council.actions.checks import check_unsaid, checked
from fortschrift.council.findings import codes, of_meeting
from fortschrift.council.models import AgendaItem, Meeting
from fortschrift.council.permissions import may_record_meetings

#: What of a meeting is history once it was held, or was called off.
OF_RECORD = (
    "number", "name", "date", "date_note", "planned_date", "start_time", "end_time", "place",
    "state", "summary", "url", "quorum", "properly_convened", "is_second", "hint_given",
    "notice_days",
)  # fmt: skip
#: All of it that can be changed; who may see a meeting is no history.
DETAILS = (*OF_RECORD, "visibility")
OVER = (Meeting.State.HELD, Meeting.State.CANCELLED)


class MeetingChangedMeanwhile(ValidationError):
    """Somebody else changed the meeting since it was read; carries it as it is now."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(_("Diese Sitzung hat inzwischen jemand anderes geändert."))
        self.meeting = meeting


@action(_("{actor} hat die Angaben zur Sitzung „{meeting}“ geändert: {fields}."))
def change_meeting(
    entry: Entry,
    meeting: Meeting,
    *,
    details: Mapping[str, Any],
    actor: User | None,
    now: datetime,
    seen: str = "",
) -> None:
    """Change what is said of a meeting (``DETAILS``).

    ``seen`` is the fingerprint of what whoever changes it has read; raises
    MeetingChangedMeanwhile when it is another, and NeedsCorrection for what a meeting that is
    over says already.
    """
    require(may_record_meetings(actor, meeting.municipality))
    current = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if seen and seen != fingerprint(current):
        raise MeetingChangedMeanwhile(current)
    changes = changed_details(current, details)
    if current.state in OVER:
        check_unsaid(current, changes, names=OF_RECORD)
    entry.save(meeting, **changes)
    entry.tell(
        meeting=meeting, fields=field_words(meeting, changes), findings=codes(of_meeting(meeting))
    )


def changed_details(meeting: Meeting, details: Mapping[str, Any]) -> dict[str, Any]:
    """Check new details and keep those that differ; raises ValidationError by field."""
    if strange := set(details) - set(DETAILS):
        raise ValidationError(
            {name: _("Diese Angabe gibt es zu einer Sitzung nicht.") for name in strange}
        )
    values = checked(meeting, **details)
    return {name: value for name, value in values.items() if value != getattr(meeting, name)}


def field_words(meeting: Meeting | AgendaItem, names: Mapping[str, Any]) -> str:
    """Name fields for the journal; a dash when there are none."""
    found = [str(meeting._meta.get_field(name).verbose_name) for name in names]  # type: ignore[union-attr]
    return ", ".join(found) or "–"


def fingerprint(meeting: Meeting) -> str:
    """Tell one state of its details from another, for two people at the same form."""
    said = "\0".join(str(getattr(meeting, name)) for name in DETAILS)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@action(_("{actor} hat den TOP „{title}“ geändert: {fields}."))
def change_agenda_item(
    entry: Entry,
    agenda_item: AgendaItem,
    *,
    details: Mapping[str, Any],
    actor: User | None,
    now: datetime,
) -> None:
    """Change number, title or visibility of an item, as long as nothing came of it.

    Later its title and number are corrected; who may see it can always be changed.
    """
    require(may_record_meetings(actor, agenda_item.municipality))
    known = {"number", "title", "title_is_restated", "visibility"}
    values = checked(agenda_item, **{n: v for n, v in details.items() if n in known})
    changes = {n: value for n, value in values.items() if value != getattr(agenda_item, n)}
    if has_outcome(agenda_item):
        check_unsaid(agenda_item, changes, names=("number", "title"))
    entry.save(agenda_item, **changes)
    entry.tell(title=agenda_item.title, fields=field_words(agenda_item, changes))


def has_outcome(agenda_item: AgendaItem) -> bool:
    """Whether a result or a vote is recorded on an item."""
    if agenda_item.result != AgendaItem.Result.UNKNOWN:
        return True
    return agenda_item.vote_events.exists()


@action(_("{actor} hat die Tagesordnung von „{meeting}“ geordnet."))
def order_agenda(
    entry: Entry,
    meeting: Meeting,
    *,
    items: Sequence[AgendaItem],
    actor: User | None,
    now: datetime,
) -> None:
    """Put the items of a meeting into another order; all of them must be given, each once."""
    require(may_record_meetings(actor, meeting.municipality))
    known = set(meeting.agenda_items.values_list("pk", flat=True))
    if len(items) != len(known) or {item.pk for item in items} != known:
        raise ValidationError(
            {"items": _("Die Tagesordnung hat sich inzwischen geändert. Bitte neu ordnen.")}
        )
    above = max((item.order for item in items), default=0)
    # No two items share a place, not even for a moment: first behind all, then where they belong.
    for start in (above, 0):
        for place, item in enumerate(items, start=start + 1):
            entry.save(item, order=place)
    entry.tell(meeting=meeting)


@action(_("{actor} hat „{title}“ von der Tagesordnung von „{meeting}“ genommen."))
def remove_agenda_item(
    entry: Entry, agenda_item: AgendaItem, *, actor: User | None, now: datetime
) -> None:
    """Take an item off that was put on by mistake; one that was dealt with has a result instead."""
    require(may_record_meetings(actor, agenda_item.municipality))
    entry.tell(title=agenda_item.title, meeting=agenda_item.meeting)
    if has_outcome(agenda_item):
        raise ValidationError(
            _("Zu diesem TOP ist schon ein Ergebnis festgehalten. Er bleibt stehen.")
        )
    try:
        entry.unlink(agenda_item.claims)
        entry.remove(agenda_item)
    except ProtectedError as error:
        raise ValidationError(
            _("An diesem TOP hängt schon etwas anderes, zum Beispiel eine Vorlage.")
        ) from error
