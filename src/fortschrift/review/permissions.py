"""Questions about rights on reviews."""

from fortschrift.accounts.models import Municipality, RoleAssignment, User
from fortschrift.accounts.permissions import holds_role
from fortschrift.accounts.results import Result

Role = RoleAssignment.Role


def may_run_reviews(actor: User | None, municipality: Municipality) -> Result:
    """The officer of the concept plans reviews, leads through them and records what they found."""
    return holds_role(actor, municipality, Role.OFFICER)


def may_decide_outcomes(actor: User | None, municipality: Municipality) -> Result:
    """Officer and committee office record which outcomes a body has decided."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)
