"""Questions about rights on sources, claims, media and events."""

from fortschrift.accounts.models import Municipality, RoleAssignment, User
from fortschrift.accounts.permissions import holds_role
from fortschrift.accounts.results import Result

Role = RoleAssignment.Role


def may_keep_sources(actor: User | None, municipality: Municipality) -> Result:
    """Officer, committee office and administration keep sources, events and media."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK, Role.ADMINISTRATOR)
