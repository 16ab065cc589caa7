"""What higher apps hang into lower pages."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import SafeString, mark_safe

from fortschrift.web import registry
from fortschrift.web.registry import SlotNotPrefetchedError, Task


@dataclass
class Thing:
    pk: int


@dataclass
class Town:
    slug: str = "musterstadt"


@pytest.fixture(autouse=True)
def empty_registry() -> Iterator[None]:
    with registry.isolated_registry():
        yield


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/")


def test_the_menu_stands_in_order_and_marks_where_one_is() -> None:
    registry.register_nav(20, "Darstellung", "web:theme")
    registry.register_nav(10, "Muster", "web:gallery")

    links = registry.nav_links(None, path="/darstellung/muster/fortgang/")

    assert [(link.label, link.current) for link in links] == [
        ("Muster", True),
        ("Darstellung", False),
    ]


def test_an_address_that_does_not_exist_is_left_out() -> None:
    registry.register_nav(10, "Fehlt", "nirgends:nichts")

    assert registry.nav_links(Town()) == []


def test_places_are_apart() -> None:
    registry.register_nav(10, "Muster", "web:gallery", place="footer")

    assert registry.nav_links(None) == []
    assert len(registry.nav_links(None, place="footer")) == 1


def test_the_same_item_twice_is_a_mistake() -> None:
    registry.register_nav(10, "Muster", "web:gallery")

    with pytest.raises(ValueError, match="web:gallery"):
        registry.register_nav(20, "Muster", "web:gallery")


def test_tasks_of_all_apps_come_most_urgent_first() -> None:
    soon, late = datetime.date(2026, 12, 1), datetime.date(2027, 1, 1)
    registry.register_tasks(lambda user, town: [Task("spät", "/", late), Task("irgendwann", "/")])
    registry.register_tasks(lambda user, town: [Task("bald", "/", soon)])

    titles = [task.title for task in registry.tasks_for(user="ich", municipality=Town())]

    assert titles == ["bald", "spät", "irgendwann"]


def test_a_slot_is_filled_by_one_call_for_all_objects(request_: HttpRequest) -> None:
    calls: list[Sequence[Any]] = []

    def renderer(objects: Sequence[Any], request: HttpRequest) -> Mapping[Any, SafeString]:
        calls.append(objects)
        return {2: mark_safe("<b>zwei</b>")}

    registry.fill_slot("council.agenda_item", renderer)
    things = [Thing(1), Thing(2)]

    slots = registry.prefetch_slots({"council.agenda_item": things}, request=request_)
    html = Template(
        '{% load web %}{% for t in things %}[{% slot "council.agenda_item" t %}]{% endfor %}'
    ).render(Context({"things": things, "slots": slots}))

    assert calls == [things]
    assert html == "[][<b>zwei</b>]"


def test_pieces_of_a_slot_stand_in_order_of_registration(request_: HttpRequest) -> None:
    registry.fill_slot("a.b", lambda objects, request: {1: mark_safe("eins ")})
    registry.fill_slot("a.b", lambda objects, request: {1: mark_safe("zwei")})

    slots = registry.prefetch_slots({"a.b": [Thing(1)]}, request=request_)

    assert "".join(registry.slot_pieces(slots, "a.b", Thing(1))) == "eins zwei"


def test_no_object_costs_no_call(request_: HttpRequest) -> None:
    def renderer(objects: Sequence[Any], request: HttpRequest) -> Mapping[Any, SafeString]:
        raise AssertionError

    registry.fill_slot("a.b", renderer)

    assert registry.prefetch_slots({"a.b": []}, request=request_) == {"a.b": {}}


def test_a_slot_nobody_prefetched_is_noticed() -> None:
    with pytest.raises(SlotNotPrefetchedError):
        registry.slot_pieces(None, "a.b", Thing(1))
