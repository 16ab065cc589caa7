"""Acts on what people hand in: submitting, releasing, holding back, withdrawing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.actions import enter_amendment
from fortschrift.concepts.amending import Part
from fortschrift.concepts.models import Node, Version, VersionStatus, VersionText
from fortschrift.concepts.selectors import shown_text
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.text import Operation
from fortschrift.council.actions.checks import check_belonging, identity
from fortschrift.council.models import Organization
from fortschrift.participation.bad_input import check_same_concept
from fortschrift.participation.codes import new_code
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
    may_wish,
    may_withdraw,
)

Status = SubmissionStatus.Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted of the text, as it is handed in: operations, or words of one's own.

    ``label`` is what is printed on the paper, ``original`` what was said, in its ``language``.
    """

    operations: Sequence[Operation] = ()
    parts: Sequence[Part] = ()
    original: str = ""
    language: str = "de"
    reason: str = ""
    label: str = ""
    number: int | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who hands it in: what is shown of them, and what is kept only to answer them."""

    shown_as: str = Submission.ShownAs.UNNAMED
    shown_name: str = ""
    organization: Organization | None = None
    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    telephone: str = field(default="", repr=False)


@action(_("Zu „{of}“ ist eingegangen: {submission} ({kind}, {channel})."))
def submit_proposal(
    entry: Entry,
    reading: Reading,
    *,
    wanted: Sequence[Wanted],
    kind: str,
    sender: Sender,
    actor: User | None,
    now: datetime,
    channel: str = Submission.Channel.PAGE,
    node: Node | None = None,
    happened: PartialDate | str = UNKNOWN,
    invitation: Invitation | None = None,
    code: str = "",
    id: UUID | None = None,
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
    if sender.shown_as == Submission.ShownAs.UNNAMED and not reading.allows_unnamed:
        raise ValidationError(
            {"shown_as": _("In dieser Durchsicht braucht jeder Vorschlag einen Namen.")}
        )
    submission = _take_in(
        entry, reading.version, wanted, sender, reading=reading, kind=kind, channel=channel,
        node=node, user=actor, happened=happened, invitation=invitation, code=code, id=id,
    )  # fmt: skip
    if actor is not None:
        _mark(entry, submission, Status.RELEASED)
    _tell(entry, submission, of=reading)
    return submission


@action(_("In den Themenspeicher zu „{of}“ ist eingegangen: {submission} ({kind}, {channel})."))
def submit_wish(
    entry: Entry,
    version: Version,
    *,
    wanted: Sequence[Wanted],
    kind: str,
    sender: Sender,
    actor: User | None,
    now: datetime,
    channel: str = Submission.Channel.PAGE,
    node: Node | None = None,
    happened: PartialDate | str = UNKNOWN,
    code: str = "",
    id: UUID | None = None,
) -> Submission:
    """Leave a wish on an adopted version, at any time, for its next review.

    Every wish waits until it is released.  Raises ValidationError for a version that nobody
    adopted.
    """
    require(may_wish(actor, version))
    if not version.statuses.filter(status=VersionStatus.Status.ADOPTED).exists():
        raise ValidationError(
            {"version": _("Wünsche sammelt der Themenspeicher nur zu beschlossenen Fassungen.")}
        )
    submission = _take_in(
        entry, version, wanted, sender, reading=None, kind=kind, channel=channel, node=node,
        user=actor, happened=happened, code=code, id=id,
    )  # fmt: skip
    _tell(entry, submission, of=version)
    return submission


@action(_("{actor} hat freigegeben: {submission}."))
def release_submission(
    entry: Entry, submission: Submission, *, actor: User | None, now: datetime
) -> SubmissionStatus:
    """Show what came without an account; raises ValidationError for what is shown already."""
    require(may_handle_submissions(actor, submission.municipality))
    _check_not_yet(submission, Status.RELEASED, Status.WITHHELD, Status.WITHDRAWN)
    entry.tell(submission=submission)
    return _mark(entry, submission, Status.RELEASED)


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
    return _mark(entry, submission, Status.WITHHELD, reason.strip())


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
    return _mark(entry, submission, Status.WITHDRAWN, reason.strip())


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


def _take_in(
    entry: Entry,
    version: Version,
    wanted: Sequence[Wanted],
    sender: Sender,
    *,
    node: Node | None,
    code: str,
    id: UUID | None,
    **given: object,
) -> Submission:
    concept = version.concept
    check_belonging(concept.municipality, organization=sender.organization)
    check_same_concept(concept, node=node)
    text = _text_of(version)
    if not wanted:
        raise ValidationError({"wanted": _("Bitte sagen Sie, was geändert werden soll.")})
    shown = _shown_name(sender)
    amendments = [
        enter_amendment(
            entry,
            text,
            operations=each.operations,
            parts=each.parts,
            original=each.original,
            language=each.language,
            reason=each.reason,
            label=each.label,
            number=each.number,
            id=each.id,
            author=shown,
            happened=str(given["happened"]),
        )
        for each in wanted
    ]
    submission = entry.create(
        Submission, concept=concept, version=version, node=node, organization=sender.organization,
        shown_as=sender.shown_as, shown_name=shown, code=code or new_code(),
        recorded=database_now(), **given, **identity(id),
    )  # fmt: skip
    entry.link(submission.amendments, amendments)
    if sender.name or sender.email or sender.telephone:
        entry.create(
            SubmissionSender, submission=submission, name=sender.name, email=sender.email,
            telephone=sender.telephone,
        )  # fmt: skip
    return submission


def _text_of(version: Version) -> VersionText:
    text = shown_text(version)
    if text is None:
        raise ValidationError({"version": _("Von dieser Fassung liegt hier kein Text vor.")})
    return text.row


def _shown_name(sender: Sender) -> str:
    """Say under which name it is shown; raises ValidationError where that is not clear."""
    as_ = Submission.ShownAs
    if sender.shown_as == as_.UNNAMED:
        return ""
    if sender.shown_as == as_.ORGANIZATION and sender.organization is None:
        raise ValidationError({"organization": _("Bitte nennen Sie die Organisation.")})
    name = sender.shown_name.strip()
    if not name and sender.shown_as == as_.ORGANIZATION:
        name = str(sender.organization)
    if not name and sender.shown_as == as_.NAME:
        name = sender.name.strip()
    if not name:
        raise ValidationError({"shown_name": _("Bitte sagen Sie, welcher Name gezeigt wird.")})
    return name


def _check_not_yet(submission: Submission, *statuses: str) -> None:
    for found in submission.statuses.filter(status__in=statuses):
        raise ValidationError(
            _("„%(submission)s“ ist schon %(status)s.")
            % {"submission": submission, "status": found.get_status_display()}
        )


def _mark(entry: Entry, submission: Submission, status: str, reason: str = "") -> SubmissionStatus:
    return entry.create(
        SubmissionStatus, submission=submission, status=status, reason=reason,
        recorded=database_now(),
    )  # fmt: skip


def _tell(entry: Entry, submission: Submission, *, of: Reading | Version) -> None:
    entry.tell(
        of=of, submission=submission, kind=submission.get_kind_display(),
        channel=submission.get_channel_display(),
    )  # fmt: skip
