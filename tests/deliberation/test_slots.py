"""The council's pages show what was decided on concepts, at a constant cost, hiding the hidden."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from fortschrift.deliberation import slots
from fortschrift.deliberation.actions import Answer
from fortschrift.deliberation.models import QuestionResult
from fortschrift.review.slots import reviewed_in_meetings
from fortschrift.sources.models import Visibility
from tests.concepts.factories import concept
from tests.council.factories import body, closed_body, council, item, meeting, paper, station, vote
from tests.deliberation.factories import decision, mandate, question, referral
from tests.participation.factories import reading
from tests.review.factories import review
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db
Render = Callable[[Sequence[Any], Any], Any]
ADOPTED = QuestionResult.Result.ADOPTED
REQUEST = RequestFactory().get("/")


def on_items(number: int) -> list[Any]:
    of = concept()
    rat = council(of.municipality)
    items = [item(meeting(rat)) for _ in range(number)]
    for each in items:
        event = vote(rat, agenda_item=each)
        asked = question(of, agenda_item=each)
        decision(
            of, organization=rat, vote_event=event, answers=[Answer(asked, ADOPTED)],
            claims=[claim(source(of.municipality))],
        )  # fmt: skip
    return items


def in_meetings(number: int) -> list[Any]:
    of = concept()
    rat = council(of.municipality)
    meetings = [meeting(rat) for _ in range(number)]
    for each in meetings:
        decision(of, organization=rat, meeting=each)
        mandate(of, organization=rat, meeting=each)
        reading(of, organization=rat, meeting=each)
    return meetings


def on_papers(number: int) -> list[Any]:
    of = concept()
    rat = council(of.municipality)
    papers = [paper(of.municipality) for _ in range(number)]
    for each in papers:
        referral(of, consultations=[station(each, rat)])
    return papers


def of_bodies(number: int) -> list[Any]:
    of = concept()
    bodies = [body(of.municipality) for _ in range(number)]
    for each in bodies:
        decision(of, organization=each)
    return bodies


def of_workshops(number: int) -> list[Any]:
    of = concept()
    workshop = body(of.municipality)
    meetings = [meeting(workshop) for _ in range(number)]
    for each in meetings:
        review(of, meetings=[each])
    return meetings


SLOTS: dict[str, tuple[Render, Callable[[int], list[Any]]]] = {
    "agenda items": (slots.decided_on_items, on_items),
    "meetings": (slots.done_in_meetings, in_meetings),
    "papers": (slots.concepts_of_papers, on_papers),
    "bodies": (slots.decided_by_organizations, of_bodies),
    "workshops": (reviewed_in_meetings, of_workshops),
}


@pytest.mark.parametrize("name", SLOTS)
def test_a_slot_is_filled_at_the_same_cost_for_one_row_and_for_many(name: str) -> None:
    render, make = SLOTS[name]
    counts = []

    for number in (1, 4):
        rows = make(number)
        with CaptureQueriesContext(connection) as captured:
            pieces = render(rows, REQUEST)
        assert set(pieces) == {row.pk for row in rows}
        assert all("Vielfalt leben" in piece for piece in pieces.values())
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_a_decision_on_an_item_is_not_told_twice() -> None:
    of = concept()
    rat = council(of.municipality)
    sitting = meeting(rat)
    decision(of, organization=rat, vote_event=vote(rat, agenda_item=item(sitting)))

    assert slots.done_in_meetings([sitting], REQUEST) == {}


def test_what_is_not_public_fills_no_slot() -> None:
    of = concept()
    va = closed_body(of.municipality)
    sitting = meeting(va)
    on_agenda = item(sitting)
    decision(of, organization=va, vote_event=vote(va, agenda_item=on_agenda))
    decision(of, organization=va, meeting=sitting, visibility=Visibility.PUBLIC)
    mandate(of, organization=va, meeting=sitting)
    reading(of, meeting=sitting, visibility=Visibility.INTERNAL)
    referral(of, handed_over_by=va, consultations=[station(laid := paper(of.municipality), va)])

    assert slots.decided_on_items([on_agenda], REQUEST) == {}
    assert slots.done_in_meetings([sitting], REQUEST) == {}
    assert slots.decided_by_organizations([va], REQUEST) == {}
    assert slots.concepts_of_papers([laid], REQUEST) == {}
