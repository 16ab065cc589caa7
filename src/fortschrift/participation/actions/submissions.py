"""Acts on what people hand in: proposing, releasing, holding back, withdrawing."""

from datetime import datetime
from typing import Unpack

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.participation.actions.handing_in import HandedIn, mark, take_in, tell
from fortschrift.participation.models import (
    Invitation,
    Reading,
    Submission,
    SubmissionSender,
    SubmissionStatus,
)
from fortschrift.participation.permissions import (
    may_handle_submissions,
    may_submit,
    may_withdraw,
)

Status = SubmissionStatus.Status


@action(_("Zu „{of}“ ist eingegangen: {submission} ({kind}, {channel})."))
def submit_proposal(
    entry: Entry,
    reading: Reading,
    *,
    actor: User | None,
    now: datetime,
    invitation: Invitation | None = None,
    **handed_in: Unpack[HandedIn],
) -> Submission:
    """Hand in what is wanted of the text that a reading calls to read.

    The office may do so on somebody's behalf at any time; everybody else while the reading is
    open, if they are called or hold an ``invitation``.  What comes without an account waits until
    it is released.  Raises ValidationError naming field and reason, for a reading without a text
    among others.
    """
    require(may_submit(actor, reading, timezone.localdate(now), invitation))
    if reading.version is None:
        raise ValidationError({"version": _("Zu dieser Durchsicht liegt hier keine Fassung vor.")})
    if handed_in["sender"].shown_as == Submission.ShownAs.UNNAMED and not reading.allows_unnamed:
        raise ValidationError(
            {"shown_as": _("In dieser Durchsicht braucht jeder Vorschlag einen Namen.")}
        )
    submission = take_in(
        entry, reading.version, reading=reading, user=actor, invitation=invitation, **handed_in
    )
    if actor is not None:
        mark(entry, submission, Status.RELEASED)
    tell(entry, submission, of=reading)
    return submission


@action(_("{actor} hat freigegeben: {submission}."))
def release_submission(
    entry: Entry, submission: Submission, *, actor: User | None, now: datetime
) -> SubmissionStatus:
    """Show what came without an account; raises ValidationError for what is shown already."""
    require(may_handle_submissions(actor, submission.municipality))
    _check_not_yet(submission, Status.RELEASED, Status.WITHHELD, Status.WITHDRAWN)
    entry.tell(submission=submission)
    return mark(entry, submission, Status.RELEASED)


@action(_("{actor} zeigt nicht mehr oder noch nicht: {submission} ({reason})."))
def withhold_submission(
    entry: Entry, submission: Submission, *, reason: str, actor: User | None, now: datetime
) -> SubmissionStatus:
    """Keep a submission from being shown, with the reason that its sender is told."""
    require(may_handle_submissions(actor, submission.municipality))
    if not reason.strip():
        raise ValidationError({"reason": _("Bitte sagen Sie, warum es nicht gezeigt wird.")})
    _check_not_yet(submission, Status.WITHHELD)
    entry.tell(submission=submission, reason=reason)
    return mark(entry, submission, Status.WITHHELD, reason.strip())


@action(_("Zurückgezogen ist: {submission}."))
def withdraw_submission(
    entry: Entry,
    submission: Submission,
    *,
    actor: User | None,
    now: datetime,
    code: str = "",
    reason: str = "",
) -> SubmissionStatus:
    """Take back what one handed in: whoever sent it, by account or short ``code``, or the office.

    It stays on record as withdrawn.
    """
    require(may_withdraw(actor, submission, code))
    _check_not_yet(submission, Status.WITHDRAWN)
    entry.tell(submission=submission)
    return mark(entry, submission, Status.WITHDRAWN, reason.strip())


@action(_("Wer {submission} eingereicht hat, ist gelöscht."))
def erase_sender(
    entry: Entry, submission: Submission, *, actor: User | None, now: datetime, code: str = ""
) -> None:
    """Erase what is known of who sent it: by themselves with the short ``code``, or the office.

    Raises ValidationError where nothing is known.
    """
    require(may_withdraw(actor, submission, code))
    sender = SubmissionSender.objects.filter(submission=submission).first()
    if sender is None:
        raise ValidationError(_("Von wem das kommt, ist hier nicht bekannt."))
    entry.tell(submission=submission)
    entry.remove(sender)


def _check_not_yet(submission: Submission, *statuses: str) -> None:
    for found in submission.statuses.filter(status__in=statuses):
        raise ValidationError(
            _("„%(submission)s“ ist schon %(status)s.")
            % {"submission": submission, "status": found.get_status_display()}
        )
