"""Questions about rights on readings."""

from fortschrift.accounts.models import Municipality, RoleAssignment, User
from fortschrift.accounts.permissions import holds_role
from fortschrift.accounts.results import Result

Role = RoleAssignment.Role


def may_hold_readings(actor: User | None, municipality: Municipality) -> Result:
    """The officer of the concept and the committee office call for readings and end them."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)
