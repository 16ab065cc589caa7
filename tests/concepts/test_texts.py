"""What a version says: brought in at once, better, or years later; nothing is lost."""

import json

import pytest
from django.core.exceptions import ValidationError

from fortschrift.accounts.selectors import journal_of
from fortschrift.concepts import repository, selectors
from fortschrift.concepts.actions import bring_in_text
from fortschrift.concepts.errors import text_fault
from fortschrift.concepts.models import Change, Node, VersionText
from fortschrift.core.text import (
    OPERATIONS,
    Outline,
    Retitle,
    UnknownNode,
    WrongPlace,
    apply,
)
from tests.accounts.factories import NOW, municipality, operator
from tests.concepts.factories import FIELD, concept, node_id, text, tree, version

pytestmark = pytest.mark.django_db

TITLES = VersionText.Completeness.TITLES_ONLY


def test_the_first_text_is_a_root_change_that_claims_no_operation() -> None:
    brought = text(author="Stadt Wolfsburg", happened="2011", note="Abschrift")

    assert brought.change.kind == Change.Kind.IMPORT and brought.change.parent is None
    assert OPERATIONS.from_bytes(brought.change.operations.encode()) == ()
    assert brought.kind == VersionText.Kind.ORIGINAL
    assert brought.hash == brought.manifest.digest


def test_the_entry_names_every_table_and_the_beginning_of_the_hash() -> None:
    brought = text()

    entry = journal_of(brought.municipality).first()

    assert entry is not None and brought.hash[:12] in entry.payload.content
    assert json.loads(entry.subjects)["concepts.versiontext"] == [str(brought.pk)]


def test_a_better_transcription_is_a_child_of_the_text_it_corrects_and_both_stay() -> None:
    first = text(None, FIELD, ("schreibfehler", "field", "Whonen"))
    of = first.version

    better = text(of, FIELD, ("schreibfehler", "field", "Wohnen"))

    assert better.change.kind == Change.Kind.TRANSCRIPTION
    assert better.change.parent == first.change
    (step,) = OPERATIONS.from_bytes(better.change.operations.encode())
    assert isinstance(step, Retitle)
    old = repository.load_tree(first.manifest)
    assert apply([step], old) == repository.load_tree(better.manifest)
    shown = selectors.shown_text(of)
    assert shown is not None and shown.row == better
    cited = selectors.text_by_hash(of, first.hash[:16])
    assert cited is not None and cited.row == first


def test_a_text_that_is_more_complete_is_kept_beside_the_one_before() -> None:
    of = text(completeness=TITLES).version

    text(of, (*FIELD, ("p", "paragraph", "Wir lernen Deutsch.")))

    assert [each.completeness for each in of.texts.order_by("order")] == [TITLES, "complete"]


def test_the_same_text_twice_is_refused_and_nothing_is_written() -> None:
    first = text()
    before = Change.objects.count()

    with pytest.raises(ValidationError, match="genau diesen Text"):
        text(first.version)

    assert Change.objects.count() == before


def test_the_first_text_cannot_be_an_erratum_nor_the_second_the_original() -> None:
    of = version()

    with pytest.raises(ValidationError, match="Original"):
        text(of, kind=VersionText.Kind.ERRATUM)
    text(of)
    with pytest.raises(ValidationError, match="Original"):
        text(of, ("wohnen", "field", "Wohnen"), kind=VersionText.Kind.ORIGINAL)


def test_a_level_under_a_wrong_parent_is_stored_and_shows_as_a_finding() -> None:
    brought = text(None, ("m", "measure", "Maßnahme", ("hf", "field", "Feld im Ziel")))

    shown = selectors.shown_text(brought.version)

    assert shown is not None
    assert [(found.code, found.node) for found in shown.findings] == [
        ("wrong_parent", node_id(brought.version.concept, "m")),
        ("wrong_parent", node_id(brought.version.concept, "hf")),
    ]


def test_a_level_the_outline_does_not_know_is_stored_and_shows_as_a_finding() -> None:
    brought = text(None, FIELD, outline=Outline())

    shown = selectors.shown_text(brought.version)

    assert shown is not None and [found.code for found in shown.findings] == ["unknown_level"]


def test_an_identity_of_another_concept_is_refused_by_its_name() -> None:
    foreign = text().version.concept
    of = version(concept(foreign.municipality))
    other = tree(foreign, ("bildung", "field", "Bildung"))

    with pytest.raises(ValidationError, match="gehört zu einem anderen Konzept"):
        bring_in_text(of, tree=other, completeness="complete", actor=operator(), now=NOW)

    assert not of.texts.exists()


def test_all_texts_of_a_concept_begin_with_the_same_element() -> None:
    of = text().version.concept
    later = version(of, label="2020")
    other_root = tree(concept(of.municipality), ("x", "field", "X"))

    with pytest.raises(ValidationError, match="beginnt mit einem anderen Element"):
        bring_in_text(later, tree=other_root, completeness="complete", actor=operator(), now=NOW)


def test_an_address_in_use_is_refused_with_the_address() -> None:
    of = text().version
    taken = Node.objects.get(pk=node_id(of.concept, "bildung")).slug
    other = version(concept(of.municipality))
    whole = tree(other.concept, ("wohnen", "field", "Wohnen"))

    with pytest.raises(ValidationError, match=taken):
        bring_in_text(
            other, tree=whole, slugs={node_id(other.concept, "wohnen"): taken},
            completeness="complete", actor=operator(), now=NOW,
        )  # fmt: skip


def test_the_same_address_serves_two_towns() -> None:
    addresses = []
    for of in (version(concept(municipality())), version(concept(municipality()))):
        whole = tree(of.concept, FIELD)
        bring_in_text(
            of, tree=whole, slugs={node_id(of.concept, "bildung"): "bildung"},
            completeness="complete", actor=operator(), now=NOW,
        )  # fmt: skip
        addresses.append(Node.objects.get(municipality=of.municipality, slug="bildung"))

    assert addresses[0] != addresses[1]


def test_nodes_without_an_address_get_a_short_one_of_their_own() -> None:
    of = version()
    bring_in_text(
        of, tree=tree(of.concept, FIELD), completeness="complete", actor=operator(), now=NOW
    )

    slugs = Node.objects.filter(concept=of.concept).values_list("slug", flat=True)

    assert len(set(slugs)) == 2 and all(len(slug) == 12 for slug in slugs)


def test_engine_errors_become_sentences_that_name_the_place() -> None:

    of = concept()
    whole = tree(of, FIELD)
    field, missing = node_id(of, "bildung"), node_id(of, "fehlt")

    wrong = text_fault(WrongPlace(field, whole.root, "kind"), whole)
    unknown = text_fault(UnknownNode(missing), whole)

    assert wrong.messages == [
        "„Vorschulische und schulische Bildung“ kann an dieser Stelle nicht stehen."
    ]
    assert unknown.messages == [f"Das Element {missing} gibt es in diesem Text nicht."]
