"""Acts of correction: what was wrong, how we know, and what stands now; nothing disappears.

A meeting or an agenda item is put right in its own row, and the correction keeps the words that
stood there.  A vote stays as it was recorded: another one stands in its place, or none.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.council.actions.attendance import Attended, attendance_words, set_rows
from fortschrift.council.actions.checks import checked, said_words
from fortschrift.council.actions.planning import changed_details
from fortschrift.council.actions.votes import record_vote, words_of
from fortschrift.council.findings import codes, of_meeting, of_vote
from fortschrift.council.models import AgendaItem, Correction, Meeting, VoteEvent
from fortschrift.council.permissions import may_record_meetings
from fortschrift.council.signals import agenda_item_decided
from fortschrift.council.vote_words import differing_words, recorded_words

#: What of an item can be put right, beside who may see it.
OF_ITEM = ("number", "title", "result", "result_reason", "resolution_text")


@action(_("{actor} hat die Sitzung „{meeting}“ berichtigt: {wrong}"))
def correct_meeting(
    entry: Entry,
    meeting: Meeting,
    *,
    details: Mapping[str, Any],
    wrong: str,
    reason: str,
    actor: User | None,
    now: datetime,
) -> Correction:
    """Put right what is said of a meeting; what stood there before is kept with it."""
    require(may_record_meetings(actor, meeting.municipality))
    _check_said(wrong, reason)
    changes = changed_details(meeting, details)
    before, after = _save(entry, meeting, changes)
    entry.tell(meeting=meeting, wrong=wrong, findings=codes(of_meeting(meeting)))
    return entry.create(
        Correction, meeting=meeting, wrong=wrong, reason=reason, before=before, after=after,
        corrected_by=actor, corrected=now,
    )  # fmt: skip


@action(_("{actor} hat berichtigt, wer an „{meeting}“ teilgenommen hat: {wrong}"))
def correct_attendance(
    entry: Entry,
    meeting: Meeting,
    *,
    attended: Sequence[Attended],
    wrong: str,
    reason: str,
    actor: User | None,
    now: datetime,
) -> Correction:
    """Put right who took part; the list as it was is kept in words."""
    require(may_record_meetings(actor, meeting.municipality))
    _check_said(wrong, reason)
    before = attendance_words(meeting)
    set_rows(entry, meeting, attended)
    after = attendance_words(meeting)
    if before == after:
        raise ValidationError(_("Es hat sich nichts geändert."))
    name = str(_("Teilnahme"))
    entry.tell(meeting=meeting, wrong=wrong)
    return entry.create(
        Correction, meeting=meeting, wrong=wrong, reason=reason, before={name: before},
        after={name: after}, corrected_by=actor, corrected=now,
    )  # fmt: skip


@action(_("{actor} hat den TOP „{title}“ berichtigt: {wrong}"))
def correct_agenda_item(
    entry: Entry,
    agenda_item: AgendaItem,
    *,
    details: Mapping[str, Any],
    wrong: str,
    reason: str,
    actor: User | None,
    now: datetime,
) -> Correction:
    """Put right number, title or result of an item.  Sends ``agenda_item_decided`` for a result."""
    require(may_record_meetings(actor, agenda_item.municipality))
    _check_said(wrong, reason)
    given = {name: value for name, value in details.items() if name in OF_ITEM}
    values = checked(agenda_item, **given)
    changes = {n: value for n, value in values.items() if value != getattr(agenda_item, n)}
    entry.tell(title=agenda_item.title, wrong=wrong)
    before, after = _save(entry, agenda_item, changes)
    correction = entry.create(
        Correction, agenda_item=agenda_item, wrong=wrong, reason=reason, before=before,
        after=after, corrected_by=actor, corrected=now,
    )  # fmt: skip
    if "result" in changes:
        agenda_item_decided.send(AgendaItem, agenda_item=agenda_item, actor=actor, now=now)
    return correction


@action(_("{actor} hat eine Abstimmung berichtigt: {subject} – {wrong} Jetzt: {result}."))
def correct_vote(
    entry: Entry,
    vote_event: VoteEvent,
    *,
    instead: Mapping[str, Any],
    wrong: str,
    reason: str,
    actor: User | None,
    now: datetime,
) -> Correction:
    """Record the vote anew (``instead``: the fields of ``record_vote``) in place of a wrong one.

    The wrong one stays as it was recorded.  Sends ``vote_recorded`` for the new one, whose
    ``replaces`` leads to this correction.
    """
    require(may_record_meetings(actor, vote_event.municipality))
    _check_said(wrong, reason)
    _check_standing(vote_event)
    new = record_vote(vote_event.organization, actor=actor, now=now, **instead)
    before, after = differing_words(recorded_words(vote_event), recorded_words(new))
    if not before and not after and vote_event.agenda_item_id == new.agenda_item_id:
        raise ValidationError(_("Es hat sich nichts geändert."))
    entry.tell(
        subject=vote_event.subject, wrong=wrong, result=words_of(new),
        findings=codes(of_vote(new)),
    )  # fmt: skip
    return entry.create(
        Correction, vote_event=vote_event, replacement=new, wrong=wrong, reason=reason,
        before=before, after=after, corrected_by=actor, corrected=now,
    )  # fmt: skip


@action(_("{actor} hat eine Abstimmung gestrichen: {subject} – {wrong}"))
def strike_vote(
    entry: Entry,
    vote_event: VoteEvent,
    *,
    wrong: str,
    reason: str,
    actor: User | None,
    now: datetime,
) -> Correction:
    """Say that a vote was never taken; the record of it stays, and is shown no more as a vote."""
    require(may_record_meetings(actor, vote_event.municipality))
    _check_said(wrong, reason)
    _check_standing(vote_event)
    entry.tell(subject=vote_event.subject, wrong=wrong)
    return entry.create(
        Correction, vote_event=vote_event, wrong=wrong, reason=reason,
        before=recorded_words(vote_event), after={}, corrected_by=actor, corrected=now,
    )  # fmt: skip


def _check_said(wrong: str, reason: str) -> None:
    faults = {}
    if not wrong.strip():
        faults["wrong"] = _("Bitte schreiben Sie, was falsch war.")
    if not reason.strip():
        faults["reason"] = _("Bitte schreiben Sie, woher Sie es wissen.")
    if faults:
        raise ValidationError(faults)


def _check_standing(vote_event: VoteEvent) -> None:
    if Correction.objects.filter(vote_event=vote_event).exists():
        raise ValidationError(_("Diese Abstimmung ist schon berichtigt worden."))


def _save(
    entry: Entry, row: Meeting | AgendaItem, changes: Mapping[str, Any]
) -> tuple[dict[str, str], dict[str, str]]:
    """Change the row; give the words of what changed, before and after."""
    if not changes:
        raise ValidationError(_("Es hat sich nichts geändert."))
    before = _words(row, changes)
    entry.save(row, **changes)
    return before, _words(row, changes)


def _words(row: Meeting | AgendaItem, names: Mapping[str, Any]) -> dict[str, str]:
    fields = row._meta
    return {
        str(fields.get_field(name).verbose_name): said_words(row, name)  # type: ignore[union-attr]
        for name in names
    }
