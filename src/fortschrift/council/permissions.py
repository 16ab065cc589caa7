"""Questions about rights on bodies, meetings, papers and votes: who writes, and who reads what."""

from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality, RoleAssignment, User
from fortschrift.accounts.permissions import holds_role
from fortschrift.accounts.results import Result
from fortschrift.council.models import Organization
from fortschrift.sources.models import Visibility

Role = RoleAssignment.Role

#: What a reader may see, as a set of marks; selectors take it and show nothing marked otherwise.
Readable = frozenset[str]
PUBLIC_ONLY: Readable = frozenset({Visibility.PUBLIC})
INTERNAL_TOO: Readable = frozenset({Visibility.PUBLIC, Visibility.INTERNAL})
EVERYTHING: Readable = frozenset(Visibility.values)

#: Why the content of a step is not shown (NKomVG s. 78 (2) for the Verwaltungsausschuss).
CLOSED_SESSION = _("Dieses Gremium tagt nicht öffentlich.")


def may_keep_bodies(actor: User | None, municipality: Municipality) -> Result:
    """Officer, committee office and administration keep bodies, terms, persons and seats."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK, Role.ADMINISTRATOR)


def may_record_meetings(actor: User | None, municipality: Municipality) -> Result:
    """Officer and committee office record meetings, papers and how they were decided."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)


def may_keep_contacts(actor: User | None, municipality: Municipality) -> Result:
    """Officer and committee office see and keep the contacts; nobody else needs them."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)


def readable(reader: User | None, municipality: Municipality) -> Readable:
    """Say which marks a reader may see here; what is a body's own is for the committee office.

    Costs no query for a visitor who is not signed in.
    """
    if reader is None or not reader.is_authenticated or not reader.is_active:
        return PUBLIC_ONLY
    if reader.is_operator:
        return EVERYTHING
    roles = set(reader.roles.filter(municipality=municipality).values_list("role", flat=True))
    if Role.CLERK in roles:
        return EVERYTHING
    return INTERNAL_TOO if roles else PUBLIC_ONLY


def shows_content_of(organization: Organization, readable: Readable) -> bool:
    """Whether what a body dealt with may be shown.

    A body that sits in private is a public step with confidential content: date and role are
    shown, agenda, attendance, votes and results stay with the body.
    """
    return organization.meets_in_public is not False or Visibility.BODY in readable
