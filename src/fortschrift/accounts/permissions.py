"""Questions about municipality-wide rights, each answered with Allowed or Denied(reason)."""

from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality, RoleAssignment, User
from fortschrift.accounts.results import Allowed, Denied, Result

Role = RoleAssignment.Role


def holds_role(actor: User | None, municipality: Municipality, *roles: str) -> Result:
    """Allow an operator, and whoever holds one of the roles in this municipality."""
    if actor is None:
        return Denied(_("Bitte melden Sie sich an."))
    if not actor.is_active:
        return Denied(_("Dieses Konto ist gesperrt."))
    if actor.is_operator:
        return Allowed()
    if actor.roles.filter(municipality=municipality, role__in=roles).exists():
        return Allowed()
    return Denied(_("Dafür fehlt Ihrem Konto in dieser Kommune die passende Rolle."))


def may_administer(actor: User | None, municipality: Municipality) -> Result:
    return holds_role(actor, municipality, Role.ADMINISTRATOR)


def may_see_internal(actor: User | None, municipality: Municipality) -> Result:
    """Whoever holds any role here may see what is marked internal."""
    return holds_role(actor, municipality, *Role.values)


def may_operate(actor: User | None) -> Result:
    """Allow acts on the installation itself; the very first account has nobody to ask."""
    if actor is None:
        if User.objects.exists():
            return Denied(_("Bitte melden Sie sich an."))
        return Allowed()
    if actor.is_active and actor.is_operator:
        return Allowed()
    return Denied(_("Das darf nur, wer die Installation betreibt."))
