"""One play of each act on accounts, for the test that every act journals truly."""

from collections.abc import Callable

from fortschrift.accounts import actions
from fortschrift.accounts.models import JournalEntry, RoleAssignment
from tests.accounts.factories import NOW, municipality, officer, operator


def open_operator_account() -> None:
    actions.open_operator_account(
        email="zweiter@example.org", name="Zweiter", password=None, actor=operator(), now=NOW
    )


def give_role() -> None:
    officer(municipality())


def withdraw_role() -> None:
    user = officer(municipality())
    actions.withdraw_role(RoleAssignment.objects.get(user=user), actor=operator(), now=NOW)


def change_own_password() -> None:
    actions.change_own_password(password="ein anderes langes", actor=operator(), now=NOW)


def begin_import() -> None:
    actions.begin_import(municipality(), bundle="probe", content=b"x", actor=operator(), now=NOW)


def erase_payload() -> None:
    town = municipality()
    entry = JournalEntry.objects.get(subjects__contains=str(town.pk))
    actions.erase_payload(town, journal_entry=entry, reason="Bitte", actor=operator(), now=NOW)


PLAYS: dict[str, Callable[[], object]] = {
    "open_operator_account": open_operator_account,
    "found_municipality": municipality,
    "give_role": give_role,
    "withdraw_role": withdraw_role,
    "change_own_password": change_own_password,
    "begin_import": begin_import,
    "erase_payload": erase_payload,
}
