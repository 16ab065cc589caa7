"""Acts on invitations: inviting, reminding, taking back; opening one, having no wishes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.council.actions.checks import check_belonging
from fortschrift.council.models import Contact
from fortschrift.participation.links import check_reachable, new_key
from fortschrift.participation.models import Invitation, InvitationStatus, Reading
from fortschrift.participation.permissions import may_answer_by_link, may_hold_readings

Status = InvitationStatus.Status


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation with the key of its link, which is known only now."""

    invitation: Invitation
    key: str = field(repr=False)


@action(_("{actor} hat zu „{reading}“ eingeladen: {number}."))
def invite(
    entry: Entry,
    reading: Reading,
    *,
    contacts: Sequence[Contact],
    actor: User | None,
    now: datetime,
) -> list[Invited]:
    """Ask contacts to read and to propose; the keys of their links are given back once.

    Raises ValidationError for none at all, for contacts of another town, ended ones, and those who
    are invited already, naming them.
    """
    require(may_hold_readings(actor, reading.municipality))
    check_belonging(reading.municipality, contacts=contacts)
    if not contacts:
        raise ValidationError({"contacts": _("Bitte wählen Sie, wer eingeladen werden soll.")})
    _check_reachable(reading, contacts, timezone.localdate(now))
    invited = [_invited(reading, contact) for contact in dict.fromkeys(contacts)]
    entry.create_many(Invitation, [each.invitation for each in invited])
    entry.tell(reading=reading, number=len(invited))
    return invited


@action(_("{actor} hat zu „{reading}“ Einladungen erneuert: {number}."))
def renew_invitations(
    entry: Entry,
    reading: Reading,
    *,
    invitations: Sequence[Invitation],
    actor: User | None,
    now: datetime,
) -> list[Invited]:
    """Give contacts new links in place of lost ones, which no longer open anything.

    All or none: their keys are given back once.  Raises ValidationError for none at all, for
    invitations to another reading, and for one that is withdrawn already.
    """
    _take_back(entry, reading, invitations, actor)
    renewed = [_invited(reading, each.contact) for each in invitations]
    entry.create_many(Invitation, [each.invitation for each in renewed])
    return renewed


@action(_("{actor} hat zu „{reading}“ Einladungen zurückgezogen: {number}."))
def withdraw_invitations(
    entry: Entry,
    reading: Reading,
    *,
    invitations: Sequence[Invitation],
    actor: User | None,
    now: datetime,
) -> list[InvitationStatus]:
    """Take invitations back, all or none: their links no longer open anything."""
    return _take_back(entry, reading, invitations, actor)


@action(_("{actor} hat zu „{reading}“ an die Einladung erinnert: {number}."))
def note_reminder(
    entry: Entry,
    reading: Reading,
    *,
    invitations: Sequence[Invitation],
    actor: User | None,
    now: datetime,
) -> list[InvitationStatus]:
    """Record that contacts were reminded; how they were stays with whoever did it."""
    require(may_hold_readings(actor, reading.municipality))
    _check_chosen(reading, invitations)
    entry.tell(reading=reading, number=len(invitations))
    return _mark_all(entry, invitations, Status.REMINDED)


@action(_("Eine Einladung zu „{reading}“ ist angenommen: {invitation}."))
def open_invitation(
    entry: Entry, invitation: Invitation, *, key: str, actor: User | None, now: datetime
) -> Invitation:
    """Begin to read by a personal link; opened again it stays as it was."""
    require(may_answer_by_link(invitation, timezone.localdate(now), key=key))
    if not invitation.statuses.filter(status=Status.OPENED).exists():
        _mark(entry, invitation, Status.OPENED)
    entry.tell(reading=invitation.reading, invitation=invitation)
    return invitation


@action(_("Zu „{reading}“ hat keine Änderungswünsche: {invitation}."))
def wish_nothing(
    entry: Entry, invitation: Invitation, *, actor: User | None, now: datetime
) -> InvitationStatus:
    """Say that one has read and wants nothing changed; whoever opened the link may, once."""
    require(may_answer_by_link(invitation, timezone.localdate(now)))
    entry.tell(reading=invitation.reading, invitation=invitation)
    found = invitation.statuses.filter(status=Status.NO_WISHES).first()
    return found or _mark(entry, invitation, Status.NO_WISHES)


def _invited(reading: Reading, contact: Contact) -> Invited:
    key, kept = new_key(until=reading.closes.latest)
    return Invited(Invitation(reading=reading, contact=contact, **kept), key)


def _check_reachable(reading: Reading, contacts: Sequence[Contact], today: date) -> None:
    """Refuse contacts that have ended, and those who are invited already."""
    standing = Invitation.objects.standing().filter(reading=reading)
    check_reachable(
        contacts, set(standing.values_list("contact", flat=True)), today,
        twice=_("„%(contact)s“ ist schon eingeladen."),
    )  # fmt: skip


def _take_back(
    entry: Entry, reading: Reading, invitations: Sequence[Invitation], actor: User | None
) -> list[InvitationStatus]:
    require(may_hold_readings(actor, reading.municipality))
    _check_chosen(reading, invitations)
    withdrawn = InvitationStatus.objects.filter(
        invitation__in=invitations, status=Status.WITHDRAWN
    ).select_related("invitation__contact__organization")
    for each in withdrawn:
        raise ValidationError(
            _("Die Einladung „%(who)s“ ist schon zurückgezogen.") % {"who": each.invitation}
        )
    entry.tell(reading=reading, number=len(invitations))
    return _mark_all(entry, invitations, Status.WITHDRAWN)


def _check_chosen(reading: Reading, invitations: Sequence[Invitation]) -> None:
    if not invitations:
        raise ValidationError({"invitations": _("Bitte wählen Sie wenigstens eine Einladung.")})
    if any(each.reading_id != reading.pk for each in invitations):
        raise ValidationError({"invitations": _("Das ist keine Einladung zu dieser Durchsicht.")})


def _mark_all(
    entry: Entry, invitations: Sequence[Invitation], status: str
) -> list[InvitationStatus]:
    now = database_now()
    marks = [InvitationStatus(invitation=each, status=status, recorded=now) for each in invitations]
    return entry.create_many(InvitationStatus, marks)


def _mark(entry: Entry, invitation: Invitation, status: str) -> InvitationStatus:
    return entry.create(
        InvitationStatus, invitation=invitation, status=status, recorded=database_now()
    )
