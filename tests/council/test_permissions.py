"""Who may record what, as one table; everybody else is told why not."""

from collections.abc import Callable
from typing import Any

import pytest

from fortschrift.accounts.models import Municipality, RoleAssignment, User
from fortschrift.accounts.results import NotAllowed
from fortschrift.council import actions
from fortschrift.council.permissions import EVERYTHING, INTERNAL_TOO, PUBLIC_ONLY, readable
from tests.accounts.factories import NOW, municipality, operator, outsider, user_with_role
from tests.council.factories import (
    body,
    contact,
    council,
    item,
    meeting,
    odd_vote,
    paper,
    round_table,
    rules,
    station,
)

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role

WRONG = {"wrong": "X", "reason": "Y"}
DETAILS = actions.ContactDetails(function="Ansprechstelle")
Act = Callable[[Municipality], tuple[Callable[..., Any], Any, dict[str, Any]]]
#: For each act: the function, what it acts on, and its fields, made in a given town.
ACTS: dict[str, Act] = {
    "found_organization": lambda town: (actions.found_organization, town, {
        "slug": "rat", "name": "Rat", "classification": "council", "is_statutory": True}),
    "name_organization": lambda town: (
        actions.name_organization, body(town), {"name": "X", "kind": "alias"}),
    "rename_organization": lambda town: (actions.rename_organization, body(town), {"name": "X"}),
    "publish_organization": lambda town: (actions.publish_organization, body(town), {}),
    "begin_term": lambda town: (actions.begin_term, town, {"name": "2021 bis 2026"}),
    "name_person": lambda town: (actions.name_person, town, {"name": "Mitglied 1"}),
    "seat_member": lambda town: (
        actions.seat_member, council(town), {"on_behalf_of": body(town)}),
    "add_contact": lambda town: (actions.add_contact, body(town), {"details": DETAILS}),
    "change_contact": lambda town: (
        actions.change_contact, contact(body(town)), {"details": DETAILS}),
    "end_contact": lambda town: (actions.end_contact, contact(body(town)), {"until": "2026"}),
    "hand_over_contact": lambda town: (
        actions.hand_over_contact, contact(body(town)), {"since": "2026", "details": DETAILS}),
    "set_deputy": lambda town: (actions.set_deputy, contact(body(town)), {"of": None}),
    "erase_contact": lambda town: (actions.erase_contact, contact(body(town)), {}),
    "take_in_contacts": lambda town: (
        actions.take_in_contacts, town, {"listed": [actions.ListedContact("X", DETAILS)]}),
    "convene_meeting": lambda town: (
        actions.convene_meeting, body(town), {"slug": "a", "state": "planned"}),
    "hold_meeting": lambda town: (
        actions.hold_meeting, meeting(body(town)), {"date": "2017-09-13"}),
    "cancel_meeting": lambda town: (actions.cancel_meeting, meeting(body(town)), {}),
    "add_agenda_item": lambda town: (
        actions.add_agenda_item, meeting(body(town)), {"title": "X"}),
    "decide_agenda_item": lambda town: (
        actions.decide_agenda_item, item(meeting(body(town))), {"result": "adopted"}),
    "record_attendance": lambda town: (
        actions.record_attendance, meeting(body(town)), {"attended": []}),
    "publish_minutes": lambda town: (
        actions.publish_minutes, meeting(body(town)), {"minutes": "published"}),
    "lay_paper": lambda town: (
        actions.lay_paper, town, {"slug": "v", "title": "V", "paper_type": "resolution"}),
    "add_consultation": lambda town: (
        actions.add_consultation, paper(town), {"organization": body(town), "role": "prepares"}),
    "assign_consultation": lambda town: (
        actions.assign_consultation, station(paper(town), body(town)),
        {"meeting": meeting(body(town))}),
    "record_vote": lambda town: (
        actions.record_vote, body(town),
        {"subject": "X", "outcome": "carried", "manner": "majority"}),
    "set_rules": lambda town: (
        actions.set_rules, body(town), {"title": "X", "ready": "runder-tisch"}),
    "end_rules": lambda town: (actions.end_rules, rules(round_table(town)), {"valid_to": "2025"}),
    "mark_finding_checked": lambda town: (
        actions.mark_finding_checked, odd_vote(council(town)),
        {"code": "outcome_differs", "remark": "X"}),
    "change_meeting": lambda town: (
        actions.change_meeting, meeting(body(town)), {"details": {"place": "Ratssaal"}}),
    "change_agenda_item": lambda town: (
        actions.change_agenda_item, item(meeting(body(town))), {"details": {"title": "X"}}),
    "order_agenda": lambda town: (actions.order_agenda, meeting(body(town)), {"items": []}),
    "remove_agenda_item": lambda town: (
        actions.remove_agenda_item, item(meeting(body(town))), {}),
    "note_attendance": lambda town: (
        actions.note_attendance, meeting(body(town)), {"attended": []}),
    "keep_remark": lambda town: (
        actions.keep_remark, item(meeting(body(town))), {"text": "X", "label": "Y"}),
    "correct_meeting": lambda town: (
        actions.correct_meeting, meeting(body(town)), {"details": {"place": "X"}, **WRONG}),
    "correct_attendance": lambda town: (
        actions.correct_attendance, meeting(body(town)),
        {"attended": [actions.Attended(label="X")], **WRONG}),
    "correct_agenda_item": lambda town: (
        actions.correct_agenda_item, item(meeting(body(town))),
        {"details": {"result": "adopted"}, **WRONG}),
    "correct_vote": lambda town: (
        actions.correct_vote, odd_vote(council(town)),
        {"instead": {"subject": "X", "outcome": "carried", "manner": "majority"}, **WRONG}),
    "record_excerpt": lambda town: (
        actions.record_excerpt, council(town),
        {"lines": [actions.Line("X")], "date": "2017-09-13"}),
    "strike_vote": lambda town: (actions.strike_vote, odd_vote(council(town)), WRONG),
}  # fmt: skip
BODIES = {
    "found_organization", "name_organization", "rename_organization", "publish_organization",
    "begin_term", "name_person", "seat_member", "set_rules", "end_rules",
}  # fmt: skip
#: Besides the operator.
ALLOWED = {
    True: {Role.OFFICER, Role.CLERK, Role.ADMINISTRATOR},
    False: {Role.OFFICER, Role.CLERK},
}
WHO = ["operator", *Role.values, "outsider", "nobody"]


def somebody(who: str, town: Municipality) -> User | None:
    if who == "nobody":
        return None
    if who == "outsider":
        return outsider()
    return operator() if who == "operator" else user_with_role(town, who)


def test_the_table_holds_every_act() -> None:
    assert set(ACTS) == {name for name in actions.__all__ if name[0].islower()}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("verb", ACTS)
def test_who_may_do_it(verb: str, who: str) -> None:
    town = municipality()
    act, on, fields = ACTS[verb](town)
    actor = somebody(who, town)

    if who == "operator" or who in ALLOWED[verb in BODIES]:
        act(on, **fields, actor=actor, now=NOW)
    else:
        with pytest.raises(NotAllowed) as refused:
            act(on, **fields, actor=actor, now=NOW)
        assert str(refused.value.reason)


@pytest.mark.parametrize(("who", "marks"), [
    ("nobody", PUBLIC_ONLY),
    ("outsider", PUBLIC_ONLY),
    (Role.READER, INTERNAL_TOO),
    (Role.OFFICER, INTERNAL_TOO),
    (Role.ADMINISTRATOR, INTERNAL_TOO),
    (Role.CLERK, EVERYTHING),
    ("operator", EVERYTHING),
])  # fmt: skip
def test_what_one_may_read(who: str, marks: frozenset[str]) -> None:
    town = municipality()

    assert readable(somebody(who, town), town) == marks
