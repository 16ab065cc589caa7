"""Who may do what on accounts and sources, as one table."""

import pytest

from fortschrift.accounts.models import Municipality, RoleAssignment, User
from fortschrift.accounts.permissions import may_administer, may_operate, may_see_internal
from fortschrift.accounts.results import Allowed, Denied, NotAllowed, require
from fortschrift.sources.permissions import may_keep_sources
from tests.accounts.factories import municipality, operator, outsider, user_with_role

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role

#: question -> who is allowed; everybody else is denied with a reason
TABLE = {
    may_administer: {"operator", Role.ADMINISTRATOR},
    may_see_internal: {"operator", *Role.values},
    may_keep_sources: {"operator", Role.ADMINISTRATOR, Role.OFFICER, Role.CLERK},
}
EVERYBODY = ["operator", *Role.values, "outsider", "nobody", "locked"]


def somebody(who: str, town: Municipality) -> User | None:
    if who == "nobody":
        return None
    if who == "operator":
        return operator()
    if who == "outsider":
        return outsider()
    if who == "locked":
        user = user_with_role(town, Role.ADMINISTRATOR)
        user.is_active = False
        return user
    return user_with_role(town, who)


@pytest.mark.parametrize("question", TABLE, ids=lambda q: q.__name__)
@pytest.mark.parametrize("who", EVERYBODY)
def test_rights_are_those_of_the_table(question: object, who: str) -> None:
    town = municipality()

    answer = question(somebody(who, town), town)  # type: ignore[operator]

    assert bool(answer) is (who in TABLE[question])  # type: ignore[index]
    if not answer:
        assert str(answer.reason)


def test_the_first_account_needs_nobody_and_the_second_needs_the_operator() -> None:
    assert may_operate(None) == Allowed()
    operator()

    assert isinstance(may_operate(None), Denied)
    assert may_operate(operator()) == Allowed()
    assert isinstance(may_operate(outsider()), Denied)


def test_a_denial_reaches_the_person_as_a_sentence() -> None:
    with pytest.raises(NotAllowed, match="passende Rolle"):
        require(may_administer(outsider(), municipality()))
