"""Acts on endorsements: saying that one carries something, confirming it, taking it back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.models import Node, Version
from fortschrift.concepts.selectors import shown_text
from fortschrift.council.actions.checks import check_belonging
from fortschrift.council.models import Organization
from fortschrift.participation.bad_input import check_same_concept
from fortschrift.participation.models import Endorsement, EndorsementStatus, Invitation
from fortschrift.participation.permissions import may_endorse, speaks_for

Status, Way, Role = EndorsementStatus.Status, Endorsement.Way, Endorsement.Role


@action(_("„{organization}“ trägt mit: {version} ({role})."))
def endorse(
    entry: Entry,
    version: Version,
    *,
    organization: Organization,
    role: str,
    actor: User | None,
    now: datetime,
    node: Node | None = None,
    words: str = "",
    is_shown: bool = False,
    invitation: Invitation | None = None,
) -> Endorsement:
    """Say that an organization carries an element, or the whole version, and in which role.

    What the organization says itself is confirmed at once, and shown if it wants; what the office
    enters for it waits until the organization confirms it.  Raises ValidationError for own words
    that are missing, for an element that is not in the text, and for what is said already.
    """
    day = timezone.localdate(now)
    require(may_endorse(actor, version, organization, day, invitation))
    check_belonging(version.municipality, organization=organization)
    check_same_concept(version.concept, node=node)
    _check_said(version, node, role, words)
    standing = Endorsement.objects.standing().filter(
        version=version, node=node, organization=organization, role=role, words=words.strip()
    )
    if standing.exists():
        raise ValidationError({"role": _("Das ist schon festgehalten.")})
    itself = bool(speaks_for(actor, organization, day, invitation))
    made = entry.create(
        Endorsement, version=version, node=node, organization=organization, role=role,
        words=words.strip(), way=_way(itself=itself, invitation=invitation), user=actor,
        invitation=invitation if itself else None, recorded=database_now(),
    )  # fmt: skip
    if itself:
        _confirm(entry, made, is_shown=is_shown)
    entry.tell(organization=organization, version=version.label, role=made.said)
    return made


@action(_("„{organization}“ hat bestätigt: {endorsement}."))
def confirm_endorsement(
    entry: Entry,
    endorsement: Endorsement,
    *,
    is_shown: bool,
    actor: User | None,
    now: datetime,
    invitation: Invitation | None = None,
) -> Endorsement:
    """Stand by what the office entered, and say whether everybody may see it.

    What is confirmed already is shown from now on, if that is wanted.  Raises ValidationError for
    one that is withdrawn.
    """
    day = timezone.localdate(now)
    require(speaks_for(actor, endorsement.organization, day, invitation))
    _check_standing(endorsement)
    _confirm(entry, endorsement, is_shown=is_shown)
    entry.tell(organization=endorsement.organization, endorsement=endorsement.said)
    return endorsement


@action(_("„{organization}“ trägt nicht mehr mit: {endorsement}."))
def withdraw_endorsement(
    entry: Entry,
    endorsement: Endorsement,
    *,
    actor: User | None,
    now: datetime,
    invitation: Invitation | None = None,
) -> EndorsementStatus:
    """Carry it no longer; from now on nobody sees it.  The office may for the organization."""
    day = timezone.localdate(now)
    require(may_endorse(actor, endorsement.version, endorsement.organization, day, invitation))
    _check_standing(endorsement)
    entry.tell(organization=endorsement.organization, endorsement=endorsement.said)
    return _mark(entry, endorsement, Status.WITHDRAWN)


def _way(*, itself: bool, invitation: Invitation | None) -> str:
    if not itself:
        return Way.OFFICE
    return Way.LINK if invitation is not None else Way.ACCOUNT


def _check_said(version: Version, node: Node | None, role: str, words: str) -> None:
    if role == Role.OWN_WORDS and not words.strip():
        raise ValidationError({"words": _("Bitte sagen Sie, was Sie beitragen.")})
    text = shown_text(version)
    if text is None:
        raise ValidationError({"version": _("Von dieser Fassung liegt hier kein Text vor.")})
    if node is not None and node.pk not in text.tree:
        raise ValidationError({"node": _("Dieses Element steht nicht in dieser Fassung.")})


def _check_standing(endorsement: Endorsement) -> None:
    if endorsement.statuses.filter(status=Status.WITHDRAWN).exists():
        raise ValidationError(_("Das ist schon zurückgezogen."))


def _confirm(entry: Entry, endorsement: Endorsement, *, is_shown: bool) -> None:
    there = set(endorsement.statuses.values_list("status", flat=True))
    wanted = [Status.CONFIRMED, *([Status.SHOWN] if is_shown else [])]
    for status in wanted:
        if status not in there:
            _mark(entry, endorsement, status)


def _mark(entry: Entry, endorsement: Endorsement, status: str) -> EndorsementStatus:
    return entry.create(
        EndorsementStatus, endorsement=endorsement, status=status, recorded=database_now()
    )
