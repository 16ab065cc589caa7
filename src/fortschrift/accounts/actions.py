"""Acts on accounts: founding municipalities, giving accounts and roles, erasing payloads."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import (
    RESERVED_SLUGS,
    ImportRun,
    JournalEntry,
    Municipality,
    RoleAssignment,
    User,
)
from fortschrift.accounts.permissions import may_administer, may_operate
from fortschrift.accounts.results import NotAllowed, require


@action(_("{actor} hat das Konto „{name}“ für den Betrieb angelegt."))
def open_operator_account(
    entry: Entry, *, email: str, name: str, password: str | None, actor: User | None, now: datetime
) -> User:
    """Make an account that runs the installation; the first one needs no actor."""
    require(may_operate(actor))
    entry.tell(name=name)
    return _open_account(entry, email=email, name=name, password=password, is_operator=True)


@action(_("{actor} hat die Kommune „{name}“ angelegt."))
def found_municipality(
    entry: Entry,
    *,
    slug: str,
    name: str,
    kind: str,
    state: str,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    ags: str = "",
    host: str = "",
    is_fictional: bool = False,
    accent: str = "blue",
    part_of: Municipality | None = None,
) -> Municipality:
    """Give a municipality its place on this installation; its journal begins with this entry."""
    require(may_operate(actor))
    if slug in RESERVED_SLUGS:
        raise ValidationError({"slug": _("Diese Adresse gehört der Installation.")})
    if Municipality.objects.filter(slug=slug).exists():
        raise ValidationError({"slug": _("Diese Adresse ist schon vergeben.")})
    fields = {"id": id} if id else {}
    municipality = entry.create(
        Municipality, slug=slug, name=name, kind=kind, state=state, ags=ags, host=host,
        is_fictional=is_fictional, accent=accent, part_of=part_of, **fields,
    )  # fmt: skip
    entry.municipality = municipality
    entry.tell(name=name)
    return municipality


@action(_("{actor} hat „{name}“ die Rolle „{role}“ gegeben."))
def give_role(
    entry: Entry,
    municipality: Municipality,
    *,
    email: str,
    name: str,
    role: str,
    actor: User | None,
    now: datetime,
    password: str | None = None,
) -> User:
    """Give an account a role here, opening the account when the address has none.

    Raises ValidationError for a role the account has already, and for a weak password.
    """
    require(may_administer(actor, municipality))
    user = User.objects.filter(email__iexact=email).first()
    if user is not None and user.roles.filter(municipality=municipality, role=role).exists():
        raise ValidationError({"role": _("Dieses Konto hat die Rolle schon.")})
    if user is None:
        user = _open_account(entry, email=email, name=name, password=password, is_operator=False)
    assignment = entry.create(RoleAssignment, municipality=municipality, user=user, role=role)
    entry.tell(name=user.name, role=assignment.get_role_display())
    return user


@action(_("{actor} hat „{name}“ die Rolle „{role}“ entzogen."))
def withdraw_role(
    entry: Entry, assignment: RoleAssignment, *, actor: User | None, now: datetime
) -> None:
    require(may_administer(actor, assignment.municipality))
    entry.tell(name=assignment.user, role=assignment.get_role_display())
    entry.remove(assignment)


@action(_("{actor} hat das eigene Kennwort geändert."))
def change_own_password(entry: Entry, *, password: str, actor: User | None, now: datetime) -> None:
    """Give the acting account another password; raises ValidationError for a weak one."""
    if actor is None:
        raise NotAllowed(_("Bitte melden Sie sich an."))
    _check_password(password)
    actor.set_password(password)
    entry.save(actor, password=actor.password)


@action(_("{actor} hat die Datensammlung „{bundle}“ eingelesen."))
def begin_import(
    entry: Entry,
    municipality: Municipality,
    *,
    bundle: str,
    content: bytes,
    actor: User | None,
    now: datetime,
) -> ImportRun:
    """Note which bundle of data is brought in; raises ValidationError for one brought in before.

    ``selectors.imported_digest`` tells beforehand.
    """
    require(may_administer(actor, municipality))
    digest = hashlib.sha256(content).hexdigest()
    if ImportRun.objects.filter(bundle=bundle).exists():
        raise ValidationError(_("Diese Datensammlung ist schon eingelesen."))
    entry.tell(bundle=bundle)
    return entry.create(ImportRun, municipality=municipality, bundle=bundle, digest=digest)


@action(_("{actor} hat den Inhalt des Eintrags {sequence} gelöscht: {reason}"))
def erase_payload(
    entry: Entry,
    municipality: Municipality,
    *,
    journal_entry: JournalEntry,
    reason: str,
    actor: User | None,
    now: datetime,
) -> None:
    """Erase the words of an entry (data protection); the chain stays whole."""
    require(may_administer(actor, municipality))
    entry.tell(sequence=journal_entry.sequence, reason=reason)
    entry.remove(journal_entry.payload)


def _open_account(
    entry: Entry, *, email: str, name: str, password: str | None, is_operator: bool
) -> User:
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError({"email": _("Für diese Adresse gibt es schon ein Konto.")})
    if password:
        _check_password(password)
    user = User(email=email.lower(), name=name, is_operator=is_operator)
    user.set_password(password)
    return entry.create(
        User, id=user.id, email=user.email, name=name, password=user.password,
        is_operator=is_operator,
    )  # fmt: skip


def _check_password(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
