"""Drafts: identity survives every edit, two people never overwrite each other, freezing."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts import repository, selectors
from fortschrift.concepts.actions import begin_strand, freeze_version
from fortschrift.concepts.errors import StaleHead
from fortschrift.concepts.models import Change, Manifest, Node, NodeState, Strand, VersionText
from fortschrift.concepts.signals import strand_advanced
from fortschrift.core.text import (
    ChangeOutline,
    Insert,
    Level,
    Move,
    Outline,
    Place,
    Repeal,
    Retitle,
    inline,
)
from fortschrift.core.text import (
    NodeState as State,
)
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import (
    FIELD,
    OUTLINE,
    change,
    concept,
    node_id,
    strand,
    text,
    version,
)
from tests.concepts.plays import OLD_TITLE

pytestmark = pytest.mark.django_db


def test_a_draft_begins_with_the_text_its_version_has() -> None:
    of = text().version

    draft = strand(of)

    shown = selectors.shown_text(of)
    assert shown is not None and repository.load(draft).tree == shown.tree
    assert draft.head == shown.row.change


def test_a_version_without_text_begins_no_draft() -> None:
    with pytest.raises(ValidationError, match="noch keinen Text"):
        begin_strand(version(), name="Entwurf", actor=operator(), now=NOW)


def test_a_rename_keeps_identity_and_writes_one_state() -> None:
    draft = strand()
    field = node_id(draft.concept, "bildung")
    nodes, states = Node.objects.count(), NodeState.objects.count()

    made = change(
        draft, Retitle.whole(field, OLD_TITLE, inline("Bildung")), reason="Erwachsenenbildung"
    )

    assert repository.load(draft).tree[field].title == "Bildung"
    assert (Node.objects.count(), NodeState.objects.count()) == (nodes, states + 1)
    assert draft.head == made and made.parent is not None


def test_a_change_of_a_thousand_nodes_writes_what_changed_and_reads_the_text_once() -> None:
    measures = [(f"m{i}", "measure", f"Maßnahme {i}") for i in range(998)]
    draft = strand(text(None, ("hf", "field", "Bildung", *measures)).version)
    node = node_id(draft.concept, "m7")

    with CaptureQueriesContext(connection) as captured:
        change(draft, Retitle.whole(node, inline("Maßnahme 7"), inline("Neu")))

    assert len(captured) <= 25
    assert NodeState.objects.filter(change=draft.head).count() == 1


def test_an_inserted_node_gets_its_row_with_the_first_change_and_keeps_it_when_moved() -> None:
    draft = strand(text(None, FIELD, ("wohnen", "field", "Wohnen")).version)
    field, other = node_id(draft.concept, "bildung"), node_id(draft.concept, "wohnen")
    goal = State(node_id(draft.concept, "neu"), "goal", heading=inline("Neues Ziel"))
    change(draft, Insert(Place(field), (goal,)), slugs={goal.id: "neues-ziel"})

    change(draft, Move(goal.id, Place(other)))

    tree = repository.load(draft).tree
    assert tree.parent_of(goal.id) == other
    assert Node.objects.get(pk=goal.id).slug == "neues-ziel"


def test_two_people_never_overwrite_each_other_and_the_second_sees_both_sides() -> None:
    draft = strand()
    field, base = node_id(draft.concept, "bildung"), draft.head_id
    mine = Retitle.whole(field, OLD_TITLE, inline("Bildung"))
    first = change(draft, Retitle.whole(field, OLD_TITLE, inline("Lernen")))

    with pytest.raises(StaleHead) as refused:
        change(Strand.objects.get(pk=draft.pk), mine, base=base)

    assert refused.value.mine == (mine,) and refused.value.theirs == (first,)
    assert refused.value.base is not None and refused.value.base.pk == base
    assert "noch nicht gespeichert" in refused.value.messages[0]
    assert repository.load(draft).tree[field].title == "Lernen"


def test_an_operation_on_an_unknown_node_names_it_and_leaves_everything_as_it_was() -> None:
    draft = strand()
    field, missing = node_id(draft.concept, "bildung"), node_id(draft.concept, "fehlt")
    changes = Change.objects.count()

    with pytest.raises(ValidationError, match=f"2. Änderung: Das Element {missing}"):
        change(draft, Retitle.whole(field, OLD_TITLE, inline("Bildung")), Repeal(missing))

    assert Change.objects.count() == changes
    assert repository.load(draft).tree[field].title == FIELD[2]


def test_an_operation_that_does_not_fit_names_the_element_by_its_words() -> None:
    draft = strand()
    field = node_id(draft.concept, "bildung")

    with pytest.raises(ValidationError, match="„Vorschulische und schulische Bildung“"):
        change(draft, Retitle.whole(field, inline("Wohnen"), inline("Bildung")))


def test_a_change_of_the_outline_is_a_change_like_any_other() -> None:
    draft = strand()
    new = Outline((Level("field", "Säule", "Säulen"),), roots=("field",))

    change(draft, ChangeOutline(OUTLINE, new))

    assert repository.load(draft).tree.outline == new


def test_a_change_is_news_for_whoever_stands_above() -> None:
    draft, heard = strand(), []

    def listen(sender: object, **news: object) -> None:
        heard.append((news["strand"], news["change"]))

    strand_advanced.connect(listen)
    try:
        made = change(
            draft, Retitle.whole(node_id(draft.concept, "bildung"), OLD_TITLE, inline("Bildung"))
        )
    finally:
        strand_advanced.disconnect(listen)

    assert heard == [(draft, made)]


def test_the_text_after_any_change_can_be_read_again() -> None:
    draft = strand()
    field = node_id(draft.concept, "bildung")
    titles = [FIELD[2], "Bildung", "Lernen", "Bildung und Lernen", "Kita und Schule"]
    changes = [draft.head]
    for old, new in pairwise(titles):
        changes.append(change(draft, Retitle.whole(field, inline(old), inline(new))))
        if new == "Lernen":
            target = version(draft.concept, label="2020")
            freeze_version(draft, version=target, actor=operator(), now=NOW)

    read = [repository.text_at(each).tree for each in changes]

    assert [tree[field].title for tree in read] == titles
    assert read[-1] == repository.load(draft).tree
    with CaptureQueriesContext(connection) as captured:
        repository.text_at(changes[2])
        repository.text_at(changes[-1])
    assert len(captured) <= 2 * 5


def test_a_frozen_draft_is_the_text_of_its_version_and_can_go_on() -> None:
    draft = strand()
    field = node_id(draft.concept, "bildung")
    change(draft, Retitle.whole(field, OLD_TITLE, inline("Bildung")))
    new = version(draft.concept, label="2020")

    frozen = freeze_version(draft, version=new, actor=operator(), now=NOW)
    change(draft, Retitle.whole(field, inline("Bildung"), inline("Lernen")))

    shown = selectors.shown_text(new)
    assert shown is not None and shown.tree[field].title == "Bildung"
    assert frozen.kind == VersionText.Kind.ORIGINAL and frozen.hash == frozen.manifest.digest


def test_drafting_keeps_no_whole_texts_that_nobody_cites() -> None:
    draft = strand()
    field = node_id(draft.concept, "bildung")
    before = Manifest.objects.count()

    change(draft, Retitle.whole(field, OLD_TITLE, inline("Bildung")))
    change(draft, Retitle.whole(field, inline("Bildung"), inline("Lernen")))

    assert Manifest.objects.count() == before


def test_a_draft_of_one_concept_is_no_version_of_another() -> None:
    draft = strand()

    with pytest.raises(ValidationError, match="anderen Konzept"):
        freeze_version(
            draft, version=version(concept(draft.municipality)), actor=operator(), now=NOW
        )
