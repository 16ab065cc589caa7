"""Search finds what once was called otherwise; an element's page tells its whole life."""

import pytest

from fortschrift.concepts.models import Node, Version
from fortschrift.publication.search import hits
from fortschrift.review.models import ReviewOutcome
from tests.concepts.factories import concept, text, version
from tests.council.factories import paper
from tests.stories.conftest import Reader, _django_db_helper, towns

__all__ = ["_django_db_helper", "towns"]

pytestmark = pytest.mark.django_db


def renamed() -> ReviewOutcome:
    """Return the outcome of Wolfsburg's review that renamed a field of action."""
    return ReviewOutcome.objects.get(
        review__concept__municipality__slug="wolfsburg", kind="renamed", node__isnull=False
    )


def headings(node: Node) -> list[str]:
    return list(
        node.states.exclude(heading="").order_by("pk").values_list("heading", flat=True).distinct()
    )


def test_an_element_is_found_by_its_old_heading_and_shown_under_the_new_one() -> None:
    node = renamed().node
    assert node is not None
    old, new = headings(node)[0], headings(node)[-1]
    assert old != new

    found = [hit for hit in hits(node.municipality, old) if hit.url.endswith(f"/{node.slug}/")]

    assert [hit.title for hit in found] == [new]
    assert old in found[0].badges[0].label


def test_an_excerpt_shows_markup_as_text_and_marks_the_word_found() -> None:
    of = version(concept())
    text(of, ("ziel", "field", "Ziel", ("satz", "paragraph", "Ein <b>Wort</b> & mehr")))

    (found,) = hits(of.municipality, "wort")

    assert "&lt;b&gt;<mark>Wort</mark>&lt;/b&gt; &amp; mehr" in found.excerpt


def test_a_title_from_the_record_is_shown_as_text() -> None:
    row = paper(title="<i>Vorlage</i> Integration")

    page = Reader(row.municipality.slug).finds("Integration")

    assert "&lt;i&gt;Vorlage" in page and "<i>Vorlage" not in page


def test_the_story_names_who_proposed_an_outcome_and_whose_mandate_it_was() -> None:
    outcome = renamed()
    assert outcome.node is not None and outcome.organization is not None

    page = Reader("wolfsburg").reads("publication:element", outcome.node.slug)

    assert f"vorgeschlagen von: {outcome.organization}" in page
    assert "Auftrag: Ausschuss für Migration und Integration, 2019" in page


def test_a_version_has_the_same_day_in_the_story_as_on_the_concept_page() -> None:
    node = renamed().node
    assert node is not None
    newest = Version.objects.filter(concept=node.concept).order_by("order").last()
    assert newest is not None

    page = Reader("wolfsburg").reads("publication:element", node.slug)

    story = page[page.index("Werdegang") :]
    assert "März 2021" in story and newest.label in story


def test_a_label_that_says_fassung_is_not_called_so_twice() -> None:
    of = version(concept(), label="Fassung 1.0", slug="fassung-1")

    page = Reader(of.municipality.slug).reads("publication:concept", of.concept.slug)

    assert "Fassung 1.0 lesen" in page and "Fassung „Fassung" not in page
