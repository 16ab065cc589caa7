"""Wolfsburg 2020: what a review found of each element, and what nobody knows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fortschrift.deliberation.findings import of_concept
from fortschrift.deliberation.life_line import life_line_entries as deliberated
from fortschrift.deliberation.models import Mandate
from fortschrift.review import selectors
from fortschrift.review.life_line import life_line_entries as reviewed
from fortschrift.review.wording import several_words, summary
from fortschrift.sources.life_line import in_order
from tests.concepts.factories import node
from tests.review.wolfsburg import CAUSE, FIELDS, GOALS, GROUP, tell

pytestmark = pytest.mark.django_db
ADDRESS = "/wolfsburg/konzepte/{concept}/ueberpruefung/2020/"


@pytest.mark.row("S1.05", "S1.06", "S1.30", "S1.37")
def test_counts_add_up_though_one_element_has_several_outcomes() -> None:
    result = selectors.result_of(tell().review)

    assert summary(result) == "10 Elemente: 5 bestätigt, 1 umbenannt, 1 erweitert, 5 neu."
    assert several_words(result) == "Für 1 davon gilt mehr als ein Ergebnis."
    assert sum(len(each.reviewed) for each in result.combinations) == 11
    assert len(result.elements) == len(FIELDS) + len(GOALS)
    assert [each.group for each in result.groups] == [GROUP]


@pytest.mark.row("S1.31", "S1.32", "S1.33", "S1.34")
def test_the_renamed_field_is_confirmed_renamed_and_extended_at_once() -> None:
    story = tell()

    (bildung,) = selectors.result_of(story.review).with_several

    assert bildung.kinds == ("confirmed", "renamed", "extended")
    assert bildung.old is not None and bildung.new is not None
    assert (bildung.old.heading, bildung.new.heading) == (FIELDS["bildung"], "Bildung")
    assert bildung.new.level == "Handlungsfeld"
    assert not bildung.is_decided


@pytest.mark.row("S1.36")
def test_added_goals_have_no_title_before_and_carry_their_cause() -> None:
    result = selectors.result_of(tell().review)

    added = [each for each in result.elements if each.kinds == ("added",)]

    assert [each.new.heading for each in added if each.new] == list(GOALS.values())
    assert {each.old for each in added} == {None}
    assert {each.rows[0].reason for each in added} == {CAUSE}


@pytest.mark.row("S1.13", "S1.44")
def test_the_line_goes_from_adoption_over_workshops_to_planned_stations() -> None:
    story = tell()

    line = in_order([*deliberated(story.concept), *reviewed(story.concept)])

    assert [(str(entry.date), entry.kind, entry.planned) for entry in line] == [
        ("2011-06", "decision", False),
        ("2019", "mandate", False),
        ("", "meeting", False),
        ("", "meeting", False),
        ("", "meeting", False),
        ("2019-01-01..2020-06-18", "review", False),
        ("2020-06-18", "referral", False),
        ("2020-07-14", "consultation", True),
        ("2020-07-15", "consultation", True),
        ("", "review_plan", True),
    ]


def test_nothing_is_reported_as_adopted_in_2020() -> None:
    story = tell()

    assert {finding.code for finding in of_concept(story.concept)} == {"decision_without_vote"}


@pytest.mark.row("S1.31", "S1.32", "S1.33", "S1.34", "S1.37")
def test_the_page_lists_old_and_new_titles_and_says_what_is_not_known(client: Client) -> None:
    story = tell()

    page = client.get(ADDRESS.format(concept=story.concept.slug))

    text = page.content.decode()
    assert page.status_code == 200
    for words in [
        "Review 2019/2020", *FIELDS.values(), *GOALS.values(), GROUP, ">Bildung</a>",
        "Bestätigt, umbenannt und erweitert", "Unverändert bestätigt", "Neu",
        "um den Bereich der Erwachsenenbildung", "vorgeschlagen, Entscheidung nicht bekannt",
        "ist nicht bekannt.", "Eine Zuordnung alter zu neuen Feldern ist nicht veröffentlicht.",
        "Pressebericht vom 18.06.2020", "3. Workshop", "Ausschuss für Migration und Integration",
        f"/wolfsburg/e/bildung-{story.concept.slug}/",
    ]:  # fmt: skip
        assert words in text


def test_a_workshop_leads_to_the_review_it_was_part_of(client: Client) -> None:
    story = tell()

    page = client.get("/wolfsburg/gremien/workshops/sitzungen/workshop-2/")

    assert ADDRESS.format(concept=story.concept.slug) in page.content.decode()


def test_a_review_of_another_town_or_concept_is_not_found(client: Client) -> None:
    story = tell()

    for address in (
        f"/anderswo/konzepte/{story.concept.slug}/ueberpruefung/2020/",
        "/wolfsburg/konzepte/anderes/ueberpruefung/2020/",
        f"/wolfsburg/konzepte/{story.concept.slug}/ueberpruefung/2019/",
    ):
        assert client.get(address).status_code == 404


def test_an_element_knows_what_all_reviews_said_of_it() -> None:
    story = tell()

    with CaptureQueriesContext(connection) as captured:
        rows = list(selectors.outcomes_of_node(node(story.concept, "bildung")))
        words = [(row.review.to_version, row.get_kind_display(), row.detail) for row in rows]

    assert [kind for _, kind, _ in words] == ["unverändert bestätigt", "umbenannt", "erweitert"]
    assert {version for version, _, _ in words} == {story.new}
    assert len(captured) <= 6


def test_the_page_does_not_tell_who_ordered_the_review_where_that_is_not_public(
    client: Client,
) -> None:
    story = tell()
    Mandate.objects.update(visibility="body")

    text = client.get(ADDRESS.format(concept=story.concept.slug)).content.decode()

    assert "Ausschuss für Migration und Integration" not in text
    assert "nicht öffentlich" in text
