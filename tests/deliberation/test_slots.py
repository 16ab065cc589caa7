"""Lower pages show what was decided on concepts, at a constant cost, hiding the hidden."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts.models import Concept, Version
from fortschrift.concepts.provenance import Originated
from fortschrift.core.text.origins.spans import Origin
from fortschrift.council.actions import Counted
from fortschrift.deliberation import actions, slots
from fortschrift.deliberation.actions import Answer, Ballot, Occasion, Ruling
from fortschrift.deliberation.models import QuestionResult
from fortschrift.review.slots import reviewed_in_meetings
from fortschrift.sources.models import Visibility
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import concept, text, version
from tests.council.factories import body, closed_body, council, item, meeting, paper, station, vote
from tests.deliberation.factories import (
    adoption,
    before_a_body,
    decided,
    decision,
    mandate,
    question,
    referral,
)
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


# What pages of concepts show of decisions


def words_of(version: Version, *others: Version) -> Originated:
    """A change whose words these versions say, the first of them first."""
    text_of = version.texts.select_related("change").get()
    return Originated(Origin(text_of.change_id, 0), text_of.change, [], [version, *others])


def adopted(label: str, of: Concept | None = None, **fields: Any) -> Version:
    new = version(of, label=label)
    text(new)
    adoption(new, **fields)
    return new


def test_words_tell_which_body_decided_when_and_how_it_voted() -> None:
    new = version(label="2024")
    text(new)
    rat = council(new.municipality)
    event = vote(rat, counts=[Counted("yes", 28), Counted("no", 7), Counted("abstain", 3)])
    adoption(new, by=rat, vote_event=event, date="2023-11-09")

    (piece,) = slots.decided_on_words([words_of(new)], REQUEST).values()

    for said in ("Fassung „2024“", "Beschluss", "Rat", "9. November 2023", "angenommen",
                 "28 Ja", "7 Nein", "3 Enthaltungen"):  # fmt: skip
        assert said in piece


def test_the_first_version_that_was_decided_on_speaks_for_the_words() -> None:
    draft = version(label="Entwurf", slug="entwurf")
    text(draft)
    new = adopted("2024", draft.concept)

    (piece,) = slots.decided_on_words([words_of(draft, new)], REQUEST).values()

    assert "Fassung „2024“" in piece


def test_what_a_body_that_sits_in_private_decided_stays_out_of_origins_and_comparisons() -> None:
    new = version(label="2024")
    text(new)
    adoption(new, by=closed_body(new.municipality), visibility=Visibility.PUBLIC)

    assert slots.decided_on_words([words_of(new)], REQUEST) == {}
    assert slots.decided_on_version([new], REQUEST) == {}


def test_a_comparison_tells_the_decisions_on_the_new_version() -> None:
    new = adopted("2024")

    (piece,) = slots.decided_on_version([new], REQUEST).values()

    assert "Beschluss" in piece and "Rat" in piece


def test_origins_cost_the_same_for_one_change_and_for_many() -> None:
    counts = []
    for number in (1, 4):
        of = concept()
        rat = council(of.municipality)
        asked = [words_of(adopted(f"v{n}", of, by=rat)) for n in range(number)]
        with CaptureQueriesContext(connection) as captured:
            assert len(slots.decided_on_words(asked, REQUEST)) == len(asked)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_words_of_a_proposal_tell_how_the_body_decided_on_it_and_not_on_others() -> None:
    table, (every, free) = before_a_body("all", "free")
    ballot = Ballot(outcome="carried", manner="majority", counts=[Counted("yes", 7)])
    decided(
        table,
        (every, ADOPTED),
        (free, ADOPTED),
        occasion=Occasion(date="2026-11-02", ballot=ballot),
    )
    table.strand.refresh_from_db()
    change = table.strand.head
    asked = [
        Originated(Origin(change.pk, at), change, credited, [])
        for at, credited in enumerate(([every], [free], []))
    ]

    pieces = slots.decided_on_words(asked, REQUEST)

    assert list(pieces) == [asked[0].pk, asked[1].pk]
    for said in (f"Entschieden über „{every}“", "2. November 2026", "mehrheitlich", "7 Ja"):
        assert said in pieces[asked[0].pk]
    assert str(free) not in pieces[asked[0].pk]


def test_what_was_corrected_since_is_told_of_no_words() -> None:
    table, (every,) = before_a_body("all")
    wrong = decided(table, (every, ADOPTED))
    table.strand.refresh_from_db()
    change = table.strand.head
    actions.correct_decision(
        wrong, rulings=[Ruling(amendment=every, result="rejected")], correction="Verzählt.",
        actor=operator(), now=NOW,
    )  # fmt: skip

    asked = Originated(Origin(change.pk, 0), change, [every], [])

    assert slots.decided_on_words([asked], REQUEST) == {}
