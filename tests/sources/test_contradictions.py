"""Where sources disagree both statements stand, each with its source: C1 to C7 of the domain."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from fortschrift.sources import actions, selectors
from fortschrift.sources.models import Claim, Contradiction
from tests.accounts.factories import NOW, municipality, operator
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db

#: What is contradicted, and what each source prints.  The third value says which one is followed.
CONTRADICTIONS = [
    ("C1", "Gremium vor dem Rat in Wolfsburg", ["Verwaltungsrat", "Verwaltungsausschuss"], 1),
    ("C2", "Auftrag und Entwurf in Wolfenbüttel", ["Auftrag 08.06.", "Entwurf 30.03."], None),
    ("C3", "Tag des Rates in Wolfenbüttel", ["17. September", "13. September 2017"], 1),
    ("C4", "Schreibweise des Namens", ["Vielfalt Leben", "Vielfalt leben"], 1),
    ("C5", "Zahl der Säulen des Landkreises", ["sechs", "sieben Namen"], None),
    ("C6", "erstes Dresdner Konzept", ["2004", "2011"], None),
    ("C7", "Zahl der Leipziger Maßnahmen", ["89", "fast 100", "rund 90"], None),
]  # fmt: skip


def record(about: str, printed: list[str], held: int | None) -> Contradiction:
    town = municipality()
    claims = [claim(source(town), what=about, as_printed=text) for text in printed]
    return actions.note_contradiction(
        town, about=about, claims=claims, held=None if held is None else claims[held],
        actor=operator(), now=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("about", "printed", "held"), [row[1:] for row in CONTRADICTIONS], ids=lambda v: str(v)[:30]
)
def test_every_statement_stands_beside_the_others_with_its_source(
    client: Client, about: str, printed: list[str], held: int | None
) -> None:
    town = record(about, printed, held).municipality

    page = client.get(reverse("sources:sources", args=[town.slug])).content.decode()

    assert about in page
    for text in printed:
        assert f"<q>{text}</q>" in page
    assert ("Danach richten sich diese Seiten" in page) is (held is not None)


def test_a_contradiction_of_one_statement_is_refused_with_a_sentence() -> None:
    one = claim()

    with pytest.raises(ValidationError, match="mindestens zwei Angaben"):
        actions.note_contradiction(
            one.municipality, about="x", claims=[one], actor=operator(), now=NOW
        )

    assert not Contradiction.objects.exists()


def test_what_is_followed_must_be_one_of_the_statements() -> None:
    one = claim()
    two = claim(one.source)

    with pytest.raises(ValidationError, match="gehört nicht zum Widerspruch"):
        actions.note_contradiction(
            one.municipality, about="x", claims=[one, two], held=claim(), actor=operator(), now=NOW
        )


def test_a_source_shows_what_it_says_and_how_sure_it_is(client: Client) -> None:
    paper = source(title="Pressemitteilung")
    actions.note_claim(
        paper, what="Tag der Pressemitteilung", certainty=Claim.Certainty.INFERRED,
        note="aus der Adresse", actor=operator(), now=NOW,
    )  # fmt: skip

    page = client.get(
        reverse("sources:source", args=[paper.municipality.slug, paper.slug])
    ).content.decode()

    assert "Tag der Pressemitteilung" in page
    assert "erschlossen" in page and "aus der Adresse" in page


def test_sources_of_one_town_are_not_those_of_another(client: Client) -> None:
    paper = source()
    elsewhere = municipality()

    assert list(selectors.sources_of(elsewhere)) == []
    assert (
        client.get(reverse("sources:source", args=[elsewhere.slug, paper.slug])).status_code == 404
    )


@pytest.mark.parametrize("size", [2, 20])
def test_the_list_of_sources_costs_the_same_queries(
    client: Client, size: int, django_assert_max_num_queries: object
) -> None:
    town = municipality()
    for _ in range(size):
        one = claim(source(town))
        actions.note_contradiction(
            town, about="x", claims=[one, claim(source(town))], actor=operator(), now=NOW
        )

    with django_assert_max_num_queries(6):  # type: ignore[operator]
        client.get(reverse("sources:sources", args=[town.slug]))


@pytest.mark.parametrize("wrong", ["2017-02-30", "im Mai", "2017-09..2016"])
def test_an_impossible_date_is_refused_by_name_and_nothing_is_kept(wrong: str) -> None:
    town = municipality()

    with pytest.raises(ValidationError) as refused:
        actions.record_event(
            town, slug="x", kind="report", title="x", date=wrong, actor=operator(), now=NOW
        )

    assert "date" in refused.value.message_dict
    assert wrong in refused.value.message_dict["date"][0]
