"""The smallest valid accounts and municipalities, made through the acts that people use."""

from datetime import UTC, datetime
from itertools import count

from fortschrift.accounts import actions
from fortschrift.accounts.models import Municipality, RoleAssignment, User

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSWORD = "ein langes Kennwort"
_number = count(1)


def operator() -> User:
    """Return the account that runs the installation, opening it once."""
    found = User.objects.filter(is_operator=True).first()
    return found or actions.open_operator_account(
        email="betrieb@example.org", name="Betrieb", password=PASSWORD, actor=None, now=NOW
    )


def municipality(slug: str = "", name: str = "") -> Municipality:
    """Found a town; each call without a slug makes a new one."""
    number = next(_number)
    return actions.found_municipality(
        slug=slug or f"stadt-{number}", name=name or f"Stadt {number}", kind="town",
        state="Niedersachsen", actor=operator(), now=NOW,
    )  # fmt: skip


def user_with_role(municipality: Municipality, role: str) -> User:
    """Open an account with one role in this municipality."""
    return actions.give_role(
        municipality, email=f"{role}-{next(_number)}@example.org", name=f"Konto {role}",
        role=role, password=PASSWORD, actor=operator(), now=NOW,
    )  # fmt: skip


def officer(municipality: Municipality) -> User:
    return user_with_role(municipality, RoleAssignment.Role.OFFICER)


def outsider() -> User:
    """Open an account whose only role is in another town."""
    number = next(_number)
    elsewhere = municipality(slug=f"anderswo-{number}")
    return user_with_role(elsewhere, RoleAssignment.Role.ADMINISTRATOR)
