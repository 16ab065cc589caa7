"""Questions about rights on mandates, questions, decisions and hand-overs."""

from fortschrift.accounts.models import Municipality, RoleAssignment, User
from fortschrift.accounts.permissions import holds_role
from fortschrift.accounts.results import Result

Role = RoleAssignment.Role


def may_record_decisions(actor: User | None, municipality: Municipality) -> Result:
    """The officer of the concept and the committee office record what bodies ordered and decided.

    They only record: the body itself has decided.
    """
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)


def may_advise(actor: User | None, municipality: Municipality) -> Result:
    """The officer of the concept prepares the vote: advice, and what goes together."""
    return holds_role(actor, municipality, Role.OFFICER)


def may_correct_decisions(actor: User | None, municipality: Municipality) -> Result:
    """Only the officer, since the text is said again without what was not decided."""
    return holds_role(actor, municipality, Role.OFFICER)


def may_answer(actor: User | None, municipality: Municipality) -> Result:
    """The office that releases what comes in answers those who sent it."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)
