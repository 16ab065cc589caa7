"""Who may record mandates, questions, decisions and hand-overs: one table."""

from collections.abc import Callable

import pytest

from fortschrift.accounts.models import RoleAssignment
from fortschrift.accounts.results import NotAllowed
from fortschrift.deliberation import actions
from fortschrift.deliberation.permissions import may_answer, may_record_decisions
from tests.accounts.factories import NOW, municipality, outsider, user_with_role
from tests.concepts.factories import concept
from tests.council.factories import body

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role

PERMISSIONS = {
    Role.ADMINISTRATOR: False,
    Role.OFFICER: True,
    Role.CLERK: True,
    Role.READER: False,
}


@pytest.mark.parametrize("role", PERMISSIONS)
def test_who_may_record_what_bodies_decide(role: str) -> None:
    town = municipality()
    expected = PERMISSIONS[Role(role)]

    assert bool(may_record_decisions(user_with_role(town, role), town)) is expected
    assert bool(may_answer(user_with_role(town, role), town)) is expected


def test_nobody_of_another_town_may() -> None:
    town = municipality()

    assert not may_record_decisions(outsider(), town)
    assert not may_record_decisions(None, town)
    assert not may_answer(outsider(), town)
    assert not may_answer(None, town)


@pytest.mark.parametrize("act", ["give_mandate", "put_question", "decide", "refer"])
def test_every_act_asks(act: str) -> None:
    of = concept()
    fields = {
        "give_mandate": {"kind": "create", "organization_reason": "nicht bekannt"},
        "put_question": {"subject": "referral", "as_stated": "Übergabe"},
        "decide": {"organization": body(of.municipality), "title": "Konzept"},
        "refer": {},
    }[act]
    perform: Callable[..., object] = getattr(actions, act)

    with pytest.raises(NotAllowed):
        perform(of, actor=user_with_role(of.municipality, Role.READER), now=NOW, **fields)
