"""A draft that begins from nothing is written on like any other, and can be frozen."""

import pytest
from django.core.exceptions import ValidationError

from fortschrift.accounts.models import JournalEntry
from fortschrift.concepts import actions, repository
from fortschrift.concepts.models import Change, Concept, Strand
from fortschrift.core.text import ChangeOutline, Insert, NodeState, Outline, Place, Retitle, inline
from tests.accounts.factories import NOW, municipality, operator
from tests.concepts.factories import (
    OUTLINE,
    change,
    concept,
    node_id,
    strand,
    text,
    undo,
    version,
)

pytestmark = pytest.mark.django_db


def begun(of: Concept, *, name: str = "Erster Entwurf", outline: Outline = OUTLINE) -> Strand:
    return actions.begin_draft(of, name=name, outline=outline, actor=operator(), now=NOW)


def insert_field(draft: Strand, key: str = "bildung", words: str = "Bildung") -> Change:
    """Add a field below the root of a draft."""
    tree = repository.load(draft).tree
    field = NodeState(node_id(draft.concept, key), "field", heading=inline(words))
    last = (tree[tree.root].children or (None,))[-1]
    return change(draft, Insert(Place(tree.root, last), (field,)))


def test_a_draft_from_nothing_is_the_concept_itself_with_its_outline() -> None:
    of = concept(name="Klima")

    draft = begun(of)

    tree = repository.load(draft).tree
    assert [state.title for state in tree] == ["Klima"]
    assert tree.outline == OUTLINE
    assert of.nodes.get().slug == of.slug
    assert (draft.head.parent, draft.head_id) == (None, draft.begun_at_id)


def test_it_is_written_on_undone_frozen_and_every_state_of_it_can_be_read() -> None:
    draft = begun(concept(name="Klima"))
    first = insert_field(draft)
    second = change(
        draft,
        Retitle.whole(node_id(draft.concept, "bildung"), inline("Bildung"), inline("Schule")),
    )
    undo(draft, second)

    frozen = actions.freeze_version(
        draft, version=version(draft.concept), actor=operator(), now=NOW
    )

    titles = [
        [state.title for state in repository.text_at(each).tree]
        for each in (draft.begun_at, first, second)
    ]
    assert titles == [["Klima"], ["Klima", "Bildung"], ["Klima", "Schule"]]
    kept = [state.title for state in repository.load(frozen.manifest).tree]
    assert kept == ["Klima", "Bildung"]
    origins = repository.origins_of(draft)
    assert {origin.change for each in origins.values() for _, origin in each.heading} == {
        draft.begun_at_id, first.pk,
    }  # fmt: skip


def test_a_change_of_its_outline_is_read_again_at_every_state() -> None:
    draft = begun(concept(), outline=Outline())
    other = change(draft, ChangeOutline(Outline(), OUTLINE))

    assert repository.text_at(draft.begun_at).tree.outline == Outline()
    assert repository.text_at(other).tree.outline == OUTLINE


def test_a_concept_that_has_texts_keeps_their_root_when_it_begins_anew() -> None:
    of = text().version.concept

    draft = begun(of, name="Von Grund auf")

    root = repository.load(draft).tree.root
    assert root == repository.root_of(of) == node_id(of, "")
    insert_field(draft, "wohnen", "Wohnen")
    frozen = actions.freeze_version(
        draft, version=version(of, label="2020"), actor=operator(), now=NOW
    )
    assert [state.title for state in repository.load(frozen.manifest).tree][1:] == ["Wohnen"]


def test_it_needs_a_name_of_its_own() -> None:
    draft = strand()

    with pytest.raises(ValidationError) as caught:
        begun(draft.concept, name=draft.name)

    assert "name" in caught.value.message_dict


def test_a_root_finds_another_address_where_an_element_has_the_concepts() -> None:
    of = text().version.concept
    taken = of.nodes.exclude(slug=of.slug).get()
    other = actions.open_concept(
        of.municipality, slug=taken.slug, name="Zweites", kind="Konzept", actor=operator(), now=NOW
    )

    draft = begun(other)

    assert other.nodes.get().slug not in ("", taken.slug)
    assert repository.load(draft).tree[repository.load(draft).tree.root].title == "Zweites"


def test_a_concept_and_its_first_draft_begin_in_one_act() -> None:
    town = municipality()
    before = JournalEntry.objects.count()

    draft = actions.begin_concept(
        town, slug="klima", name="Klima schützen", kind="Klimaschutzkonzept", outline=OUTLINE,
        draft="Erster Entwurf", actor=operator(), now=NOW,
    )  # fmt: skip

    assert (draft.concept.slug, draft.concept.phase) == ("klima", Concept.Phase.DRAFTING)
    assert repository.load(draft).tree.outline == OUTLINE
    assert JournalEntry.objects.count() == before + 1


def test_nothing_of_a_concept_is_left_when_its_draft_cannot_begin() -> None:
    town = municipality()

    with pytest.raises(ValidationError):
        actions.begin_concept(
            town, slug="klima", name="Klima", kind="Konzept", outline=OUTLINE, draft="",
            actor=operator(), now=NOW,
        )  # fmt: skip

    assert not Concept.objects.filter(municipality=town).exists()


def test_an_amendment_to_a_draft_from_nothing_is_carried_and_adopted() -> None:
    draft = begun(concept())
    insert_field(draft)
    field = node_id(draft.concept, "bildung")
    amendment = actions.record_amendment(
        draft, author="Ausschuss", actor=operator(), now=NOW,
        operations=[Retitle.whole(field, inline("Bildung"), inline("Lernen"))],
    )  # fmt: skip
    insert_field(draft, "wohnen", "Wohnen")

    actions.adopt_amendment(amendment, strand=draft, actor=operator(), now=NOW)

    draft.refresh_from_db()
    titles = [state.title for state in repository.load(draft).tree]
    assert titles[1:] == ["Lernen", "Wohnen"]
