"""What the record can be asked: versions, an element through time, former headings, gaps."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import selectors
from fortschrift.concepts.actions import (
    freeze_version,
    name_concept,
    record_lineage,
    record_status,
    relate_concept,
    state_fact,
)
from fortschrift.concepts.models import Concept, Lineage, Version, VersionStatus
from fortschrift.concepts.standing import current_status, speaking
from fortschrift.core.text import NodeState, Retitle, inline, is_level
from tests.accounts.factories import NOW, municipality, operator
from tests.concepts.factories import (
    FIELD,
    change,
    concept,
    node,
    node_id,
    strand,
    text,
    version,
)
from tests.concepts.plays import OLD_TITLE

pytestmark = pytest.mark.django_db

Status = VersionStatus.Status
FIELDS = (FIELD, ("wohnen", "field", "Wohnen und Nachbarschaft"))
RENAMED = (("bildung", "field", "Bildung"), ("wohnen", "field", "Wohnen und Nachbarschaft"))


def status(of: Version, kind: str, happened: str = "") -> VersionStatus:
    return record_status(of, status=kind, happened=happened, actor=operator(), now=NOW)


def wolfsburg(town: Municipality | None = None) -> tuple[Version, Version]:
    """Record a version of which only the fields are known and one that renames a field."""
    of = concept(town)
    old = version(of, label="2011")
    new = version(of, label="2020", based_on=old)
    text(old, *FIELDS, completeness="titles_only")
    goal = ("frauen", "goal", "Gleichberechtigte Teilhabe von Frauen mit Fluchterfahrung")
    text(new, (*RENAMED[0], goal), RENAMED[1], completeness="partial")
    status(old, Status.ADOPTED, "2011-06")
    status(new, Status.PROPOSED, "2020-06")
    status(new, Status.UNKNOWN_WHETHER_ADOPTED)
    return old, new


def queries(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def headings(states: object) -> list[str]:
    return [state.title for state in states if isinstance(state, NodeState)]  # type: ignore[attr-defined]


# An element through time


def test_a_renamed_field_is_the_same_field_with_a_history() -> None:
    old, new = wolfsburg()

    history = selectors.history_of(node(old.concept, "bildung"))

    assert [(each.version, each.heading, each.changed) for each in history.versions] == [
        (old, "Vorschulische und schulische Bildung", False),
        (new, "Bildung", True),
    ]
    assert [each.level for each in history.versions] == ["Handlungsfeld", "Handlungsfeld"]
    assert history.current is not None and history.current.version == new
    assert history.headings == ["Vorschulische und schulische Bildung", "Bildung"]


def test_a_state_that_did_not_change_names_the_change_of_the_first_version() -> None:
    old, _ = wolfsburg()

    first, second = selectors.history_of(node(old.concept, "wohnen")).versions

    assert not second.changed
    assert first.change == second.change == old.texts.get().change


def test_absence_from_an_incomplete_text_is_unknown_and_from_a_complete_one_a_fact() -> None:
    of = concept()
    for label, completeness in (("a", "complete"), ("b", "partial"), ("c", "complete")):
        text(version(of, label=label), FIELD, completeness=completeness)
    version(of, label="ohne-text")
    text(version(of, label="d"), ("wohnen", "field", "Wohnen"), completeness="titles_only")

    history = selectors.history_of(node(of, "wohnen"))

    found = [each.presence for each in history.versions]
    assert found == ["absent", "unknown", "absent", "unknown", "present"]


def test_drafts_are_no_history() -> None:
    draft = strand()
    field = node_id(draft.concept, "bildung")
    change(draft, Retitle.whole(field, OLD_TITLE, inline("Noch nicht beschlossen")))

    history = selectors.history_of(node(draft.concept, "bildung"))

    assert history.headings == [FIELD[2]]


@pytest.mark.row("S1.07", "S1.52")
def test_a_text_of_2011_found_later_repeals_nothing_in_2020() -> None:
    old, new = wolfsburg()

    found = text(
        old, (*FIELD, ("sprachfoerderung", "goal", "Sprachförderung für alle Kinder")),
        FIELDS[1], ("p", "paragraph", "Ein Absatz, den 2020 niemand wiederholt."),
        note="2026 im Archiv gefunden",
    )  # fmt: skip

    compared = selectors.compare_presence(old, new)
    assert selectors.shown_text(old).row == found  # type: ignore[union-attr]
    assert compared.only_old == ()
    assert headings(compared.maybe_gone) == ["Sprachförderung für alle Kinder", ""]
    goal = selectors.history_of(node(old.concept, "sprachfoerderung"))
    assert [each.presence for each in goal.versions] == ["present", "unknown"]
    assert goal.current is not None and goal.current.version == old
    rename = selectors.history_of(node(old.concept, "bildung"))
    assert rename.headings == ["Vorschulische und schulische Bildung", "Bildung"]


# Two versions beside each other


def test_presence_between_complete_texts_is_known_both_ways() -> None:
    of = concept()
    old, new = version(of, label="2011"), version(of, label="2020")
    text(old, FIELD, ("sport", "field", "Sport"))
    text(new, ("bildung", "field", "Bildung"), ("pflege", "field", "Pflege"))

    compared = selectors.compare_presence(old, new)

    kept = [pair for pair in compared.in_both if is_level(pair[0].kind)]
    assert [(one.title, other.title) for one, other in kept] == [(FIELD[2], "Bildung")]
    assert headings(compared.only_old) == ["Sport"] and headings(compared.only_new) == ["Pflege"]
    assert not compared.maybe_gone and not compared.maybe_new


def test_what_only_the_newer_of_two_incomplete_texts_has_may_have_been_there_before() -> None:
    old, new = wolfsburg()

    compared = selectors.compare_presence(old, new)

    assert compared.only_new == () and len(compared.maybe_new) == 1


def test_a_version_without_text_leaves_everything_open_and_is_named() -> None:
    old = text().version
    new = version(old.concept, label="2020", no_text_reason="nicht veröffentlicht")

    compared = selectors.compare_presence(old, new)

    assert compared.gaps == [new] and len(compared.maybe_gone) == 2
    assert not compared.only_old and not compared.in_both


# Search


@pytest.mark.row("S1.32")
def test_a_former_heading_leads_to_the_element_as_it_is_called_today() -> None:
    old, new = wolfsburg()

    (hit,) = selectors.search_nodes(old.municipality, "vorschulische und SCHULISCHE bildung")

    assert hit.node == node(old.concept, "bildung")
    assert (hit.heading, hit.version, hit.level) == ("Bildung", new, "Handlungsfeld")
    assert (hit.former_heading, hit.matched_in) == ("Vorschulische und schulische Bildung", old)


def test_todays_heading_is_found_before_former_ones_and_before_words() -> None:
    of = concept()
    text(version(of, label="2011"), ("a", "field", "Größe"), ("b", "field", "Wohnen"))
    text(
        version(of, label="2020"), ("a", "field", "Anders"),
        ("b", "field", "Wohnen", ("p", "paragraph", "Über die Größe der Wohnungen.")),
        ("c", "field", "GRÖSSE und Zahl"),
    )  # fmt: skip

    hits = selectors.search_nodes(of.municipality, "grösse")
    same = selectors.search_nodes(of.municipality, "größe")

    assert [hit.heading for hit in hits] == ["GRÖSSE und Zahl", "", "Anders"]
    assert hits == same


def test_signs_that_databases_give_a_meaning_are_only_signs() -> None:
    of = text(None, ("a", "field", "100 % erneuerbar"), ("b", "field", "100 Dächer")).version

    assert len(selectors.search_nodes(of.municipality, "100 %")) == 1
    assert selectors.search_nodes(of.municipality, "10_") == []
    assert selectors.search_nodes(of.municipality, "  ") == []


def test_neither_drafts_nor_replaced_transcriptions_are_found() -> None:
    first = text(None, ("a", "field", "Whonen"))
    text(first.version, ("a", "field", "Wohnen"))
    draft = strand(first.version)
    field = node_id(draft.concept, "a")
    change(draft, Retitle.whole(field, inline("Wohnen"), inline("Geheimer Entwurf")))

    assert selectors.search_nodes(draft.municipality, "Whonen") == []
    assert selectors.search_nodes(draft.municipality, "Geheimer") == []
    freeze_version(draft, version=version(draft.concept, label="2020"), actor=operator(), now=NOW)
    assert len(selectors.search_nodes(draft.municipality, "Geheimer")) == 1


def test_a_search_costs_the_same_queries_for_one_hit_and_for_many() -> None:
    town = municipality()
    text(version(concept(town)), ("a", "field", "Eine Suche"))
    for _ in range(12):
        text(version(concept(town)), *((f"n{i}", "field", f"Viele {i}") for i in range(3)))

    one = queries(lambda: selectors.search_nodes(town, "Suche"))
    many = queries(lambda: selectors.search_nodes(town, "Viele"))

    assert one == many == 4
    assert len(selectors.search_nodes(town, "Viele")) == 25


# Versions


def test_a_version_of_a_thousand_nodes_knows_numbers_paths_and_children() -> None:
    measures = [(f"m{i}", "measure", f"Maßnahme {i}") for i in range(300)]
    of = text(None, FIELD, ("w", "field", "Wohnen", ("z", "goal", "Ziel", *measures))).version
    measure = node_id(of.concept, "m299")

    shown = selectors.shown_text(of)

    assert shown is not None and shown.number(measure) == "2.1.300"
    assert headings(shown.path(measure)) == ["Wohnen", "Ziel"]
    assert shown.children(node_id(of.concept, "w"))[0].title == "Ziel"
    assert shown.row_of(measure).slug == f"m299-{of.concept.slug}"


def test_the_status_that_holds_is_the_last_recorded_unless_it_is_surely_older() -> None:
    of = version()
    status(of, Status.ADOPTED, "2017-09-13")
    status(of, Status.DRAFT, "2017-03-30")
    assert current_status(of.statuses.all()).status == Status.ADOPTED  # type: ignore[union-attr]

    status(of, Status.UNKNOWN_WHETHER_ADOPTED)
    assert current_status(of.statuses.all()).status == Status.UNKNOWN_WHETHER_ADOPTED  # type: ignore[union-attr]


def test_a_draft_does_not_speak_for_a_concept_that_has_an_adopted_version() -> None:
    of = concept()
    adopted, draft, rejected = (version(of, label=label) for label in ("1", "2", "3"))
    status(adopted, Status.ADOPTED)
    status(rejected, Status.REJECTED)
    status(draft, Status.DRAFT)

    assert speaking(list(selectors.versions_of(of))) == adopted
    assert speaking([draft, rejected]) == draft
    assert speaking([]) is None


def test_the_list_of_concepts_costs_the_same_for_two_and_for_twenty_and_reads_few_rows() -> None:
    small, large = municipality(), municipality()
    for town, number in ((small, 2), (large, 20)):
        for _ in range(number):
            of = concept(town)
            for label in "1234":
                status(version(of, label=label), Status.DRAFT)

    def read(town: Municipality) -> list[Concept]:
        return list(selectors.concepts_of(town))

    assert queries(lambda: read(small)) == queries(lambda: read(large)) == 3
    shown = read(large)
    assert [len(each.latest) for each in shown] == [1] * 20  # type: ignore[attr-defined]
    assert {each.version_count for each in shown} == {4}  # type: ignore[attr-defined]


def test_a_concept_comes_with_names_relations_and_what_points_at_it() -> None:
    of, other = concept(), concept()
    name_concept(of, name="Vielfalt Leben", actor=operator(), now=NOW)
    relate_concept(of, kind="beside", other=other, actor=operator(), now=NOW)

    found = selectors.concept(of.municipality, of.slug)
    pointed_at = selectors.concept(other.municipality, other.slug)

    assert found is not None and [each.name for each in found.names.all()] == ["Vielfalt Leben"]
    assert pointed_at is not None
    assert [each.concept for each in pointed_at.relations_to.all()] == [of]


def test_a_version_costs_the_same_queries_with_little_and_with_much_recorded() -> None:
    of = concept()
    little, much = version(of, label="1"), version(of, label="2")
    for number in range(6):
        state_fact(much, label=f"Angabe {number}", value="x", actor=operator(), now=NOW)
        status(much, Status.DRAFT)
    state_fact(little, label="Seiten", reason="nicht öffentlich", actor=operator(), now=NOW)
    status(little, Status.DRAFT)

    assert queries(lambda: selectors.version(of.municipality, of.slug, "1")) == queries(
        lambda: selectors.version(of.municipality, of.slug, "2")
    )


def test_a_history_costs_the_same_queries_for_one_version_and_for_five() -> None:
    short = text().version.concept
    long = concept()
    for label in "12345":
        text(version(long, label=label))
    one, other = (selectors.node(of.municipality, node(of, "bildung").slug) for of in (short, long))

    assert one is not None and other is not None
    assert queries(lambda: selectors.history_of(one)) == 4
    assert queries(lambda: selectors.history_of(other)) == 4


def test_lineage_tells_where_an_element_came_from_and_went() -> None:
    old, new = wolfsburg()
    field = node(old.concept, "bildung")
    record_lineage(
        old.concept, kind=Lineage.Kind.UNKNOWN, from_node=field, from_version=old, to_version=new,
        actor=operator(), now=NOW,
    )  # fmt: skip

    assert [each.kind for each in selectors.lineage_of(field)] == [Lineage.Kind.UNKNOWN]


# Two towns


def test_towns_never_see_each_others_concepts_versions_and_elements() -> None:
    here, there = municipality(), municipality()
    old, _ = wolfsburg(there)
    theirs = node(old.concept, "bildung")

    assert list(selectors.concepts_of(here)) == []
    assert selectors.concept(here, old.concept.slug) is None
    assert selectors.version(here, old.concept.slug, old.slug) is None
    assert selectors.node(here, theirs.slug) is None
    assert selectors.search_nodes(here, "Bildung") == []
    assert selectors.node(there, theirs.slug) == theirs
