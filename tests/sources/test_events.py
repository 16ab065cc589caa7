"""What happened beside the meetings stands on a page of its own, and on that of its source."""

import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fortschrift.accounts.models import Municipality
from fortschrift.sources import actions
from fortschrift.sources.models import Claim, Event
from fortschrift.sources.shown import marks
from fortschrift.web.pagination import PER_PAGE
from fortschrift.web.source_numbers import SourceNumbers
from tests.accounts.factories import NOW, municipality, operator
from tests.council.counting import counted
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db


def happened(town: Municipality, slug: str, *claims: Claim, **fields: Any) -> Event:
    return actions.record_event(
        town, slug=slug, kind="report", title=fields.pop("title", slug), claims=claims,
        actor=operator(), now=NOW, **fields,
    )  # fmt: skip


def page(town: Municipality, query: str = "") -> str:
    address = reverse("sources:events", args=[town.slug])
    return html.unescape(Client().get(address + query).content.decode())


def test_events_stand_in_order_of_date_and_those_without_one_come_last() -> None:
    town = municipality()
    happened(town, "ohne", title="Ohne Tag")
    happened(town, "spaet", title="Im Juni", date="2018-06-16")
    happened(
        town, "frueh", title="Im Jahr davor", date="2017", text="Worum es ging",
        date_note="Den Tag nennt niemand.", place="Ratssaal",
    )  # fmt: skip

    shown = page(town)

    assert shown.index("Im Jahr davor") < shown.index("Im Juni") < shown.index("Ohne Tag")
    for words in ("Worum es ging", "Den Tag nennt niemand.", "Ratssaal", "ohne Datum", "Bericht"):
        assert words in shown


def test_a_fact_that_no_source_states_says_so_beside_its_number_and_at_the_foot() -> None:
    paper = source()
    concluded = actions.note_claim(
        paper, what="Tag", certainty=Claim.Certainty.INFERRED, note="aus der Adresse",
        actor=operator(), now=NOW,
    )  # fmt: skip
    happened(paper.municipality, "erschlossen", concluded)

    shown = page(paper.municipality)

    assert '<span class="fs-mark__certainty">erschlossen</span>' in shown
    assert "erschlossen: aus der Adresse" in shown


def test_a_fact_that_its_source_states_as_well_is_not_called_concluded() -> None:
    stated = claim()
    concluded = actions.note_claim(
        stated.source, what="Jahr", certainty=Claim.Certainty.INFERRED, actor=operator(), now=NOW
    )
    happened(stated.municipality, "x", stated, concluded)

    assert "fs-mark__certainty" not in page(stated.municipality)


def test_a_source_lists_what_rests_on_it_and_leads_to_all_events() -> None:
    paper = source()
    town = paper.municipality
    happened(town, "von-hier", claim(paper), claim(paper), title="Beruht darauf")
    happened(town, "von-dort", claim(source(town)), title="Beruht auf anderem")

    address = reverse("sources:source", args=[town.slug, paper.slug])
    shown = Client().get(address).content.decode()

    assert shown.count("Beruht darauf") == 1 and "Beruht auf anderem" not in shown
    assert f'<a href="/{town.slug}/ereignisse/">Alle Ereignisse' in shown


def test_a_report_that_two_towns_noted_is_listed_once_on_a_page_of_both() -> None:
    address = "https://example.org/bericht"
    one, other = (
        actions.name_source(
            municipality(), slug=slug, title="Bericht", kind="news", url=address,
            actor=operator(), now=NOW,
        )
        for slug in ("a", "b")
    )  # fmt: skip
    numbers = SourceNumbers()

    shown = marks(numbers, [claim(one), claim(source(slug="a")), claim(other)])

    assert [mark.number for mark in shown] == [1, 2, 1]
    assert len(numbers.notes) == 2


def test_a_town_without_events_is_told_what_will_stand_there() -> None:
    elsewhere = municipality()
    happened(municipality(), "x", title="Anderswo")

    shown = page(elsewhere)

    assert "Noch keine Ereignisse" in shown and "Anderswo" not in shown


def test_the_page_costs_the_same_however_many_there_are() -> None:
    few, many = (_with_events(size) for size in (2, PER_PAGE + 5))
    page(few)

    with counted() as small:
        page(few)
    with counted() as large:
        first = page(many)

    assert small.queries == large.queries
    assert large.rows <= 3 * PER_PAGE + 50
    assert "?seite=2" in first and "Ereignis 29" in page(many, "?seite=2")


def _with_events(size: int) -> Municipality:
    one = claim()
    for number in range(size):
        happened(one.municipality, f"e-{number}", one, title=f"Ereignis {number}", date="2018")
    return one.municipality
