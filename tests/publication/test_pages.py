"""The public pages cost the same for few and for many rows, and show what is typed as text."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import actions as concepts
from fortschrift.concepts.models import Concept
from fortschrift.sources import actions as sources
from tests.accounts.factories import NOW, municipality, operator
from tests.council.factories import body, council, meeting, paper, station, vote
from tests.deliberation.factories import adoption, decision, mandate, referral
from tests.participation.factories import reading
from tests.review.factories import outcome, plan, review
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db
#: One for each kind of row and what belongs to it; a concept page shows almost all kinds.
MOST_QUERIES = 65


def concept(town: Municipality, number: int = 1) -> Concept:
    return concepts.open_concept(
        town, slug=f"konzept-{number}", name=f"Konzept {number}", kind="Integrationskonzept",
        actor=operator(), now=NOW,
    )  # fmt: skip


def version(of: Concept, number: int) -> None:
    said = [claim(source(of.municipality))]
    row = concepts.bring_in_version(
        of, slug=f"fassung-{number}", label=f"Fassung {number}", claims=said,
        actor=operator(), now=NOW,
    )  # fmt: skip
    concepts.record_status(
        row, status="adopted", happened=f"20{number:02}", claims=said,
        actor=operator(), now=NOW,
    )  # fmt: skip


def event(of: Concept, number: int) -> None:
    row = sources.record_event(
        of.municipality, slug=f"ereignis-{number}", kind="report", title=f"Bericht {number}",
        date=f"20{number:02}", claims=[claim(source(of.municipality))],
        actor=operator(), now=NOW,
    )  # fmt: skip
    concepts.connect_events(of, events=[row], actor=operator(), now=NOW)


def queries(client: Client, name: str, *arguments: str) -> int:
    address = reverse(name, args=arguments)
    client.get(address)  # content types and the like are asked once in a process
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_concept_costs_the_same_with_few_and_with_many_stations(client: Client) -> None:
    town = municipality()
    few, many = concept(town, 1), concept(town, 2)
    for number in range(1, 3):
        version(few, number)
        event(few, number)
    for number in range(10, 40):
        version(many, number)
        event(many, number)

    assert queries(client, "publication:concept", town.slug, few.slug) == queries(
        client, "publication:concept", town.slug, many.slug
    )


def way(of: Concept, number: int) -> None:
    """Let a committee order, read, decide and hand over; then a council meet and adopt."""
    town, said = of.municipality, {"claims": [claim(source(of.municipality))]}
    committee, day = body(town), f"20{number}-03-05"
    sitting = meeting(committee, date=day, **said)
    draft = concepts.bring_in_version(
        of, slug=f"entwurf-{number}", label=f"Entwurf {number}", actor=operator(), now=NOW
    )
    mandate(of, organization=committee, meeting=sitting, date=day, **said)
    reading(of, organization=committee, version=draft, version_reason="", opens=day, **said)
    decision(of, organization=committee, date=day, vote_event=vote(committee), **said)
    station_ = station(paper(town), body(town), planned_date=f"20{number}-04", **said)
    referral(of, version=draft, handed_over_by=committee, consultations=[station_],
             date=day, **said)  # fmt: skip
    adoption(draft, by=council(town, slug=f"rat-{number}"), date=f"20{number}-05-06", **said)
    outcome(review(of, from_version=draft, meetings=[meeting(body(town), **said)], **said))
    plan(of, version=draft, **said)


def test_a_concept_costs_the_same_with_a_short_and_with_a_long_way(client: Client) -> None:
    town = municipality()
    few, many = concept(town, 1), concept(town, 2)
    for number in range(11, 13):
        way(few, number)
    for number in range(20, 30):
        way(many, number)

    costs = queries(client, "publication:concept", town.slug, few.slug)

    assert costs == queries(client, "publication:concept", town.slug, many.slug)
    assert costs <= MOST_QUERIES


def test_a_town_costs_the_same_with_few_and_with_many_concepts(client: Client) -> None:
    few, many = municipality(), municipality()
    concept(few)
    for number in range(1, 21):
        version(concept(many, number), 1)
    version(Concept.objects.get(municipality=few), 1)

    assert queries(client, "publication:municipality", few.slug) == queries(
        client, "publication:municipality", many.slug
    )


def test_the_installation_costs_the_same_with_few_and_with_many_towns(client: Client) -> None:
    municipality()
    few = queries(client, "publication:installation")
    for _ in range(10):
        municipality()

    assert queries(client, "publication:installation") == few


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", "%", "_", "\\", "ä" * 500, "\0"])
def test_odd_questions_are_answered_as_text(client: Client, query: str) -> None:
    town = municipality()
    concept(town)

    answer = client.get(reverse("publication:search", args=[town.slug]), {"q": query})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_a_concept_of_another_town_is_not_here(client: Client) -> None:
    found = concept(municipality())
    elsewhere = municipality()

    answer = client.get(reverse("publication:concept", args=[elsewhere.slug, found.slug]))

    assert answer.status_code == 404
    assert "Dieses Konzept gibt es hier nicht." in answer.content.decode()


@pytest.mark.parametrize("name", ["imprint", "privacy", "accessibility"])
def test_what_the_law_wants_stands_on_the_installation(client: Client, name: str) -> None:
    assert client.get(reverse(f"publication:{name}")).status_code == 200
