"""Where each character comes from: stored with the states, read and not computed."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts import repository, selectors
from fortschrift.concepts.actions import amend_amendment, freeze_version
from fortschrift.concepts.models import (
    Amendment,
    Change,
    Manifest,
    NodeState,
    OperationNode,
    Strand,
)
from fortschrift.concepts.selectors.origins import Left, origins_of_text, what_is_left
from fortschrift.core.text import (
    Insert,
    Join,
    Move,
    NodeId,
    Place,
    Repeal,
    Retitle,
    SetAttribute,
    Splice,
    Split,
    Substitute,
    inline,
    plain,
)
from fortschrift.core.text import NodeState as State
from fortschrift.core.text.origins.spans import Origin
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import adopt, amendment, draft, in_parts, merge, replacing
from tests.concepts.factories import FIELD, change, node_id, strand, text, version
from tests.concepts.plays import OLD_TITLE

pytestmark = pytest.mark.django_db

WORDS = "Die Stadt fördert Kurse. Sie sind offen."
PARAGRAPH = ("hf", "field", "Bildung", ("p", "paragraph", WORDS))


def paragraph() -> tuple[Strand, NodeId]:
    """Begin a draft of one paragraph."""
    draft = strand(text(None, PARAGRAPH).version)
    return draft, node_id(draft.concept, "p")


def told(of: Manifest | Strand, node: NodeId) -> list[tuple[str, Origin]]:
    """Give the words of a node's text, each stretch with its origin."""
    return list(_told(of, node))


def _told(of: Manifest | Strand, node: NodeId) -> Iterator[tuple[str, Origin]]:
    words, at = plain(repository.load(of).tree[node].text), 0
    for length, origin in repository.origins_of(of)[node].text:
        yield words[at : at + length], origin
        at += length


def first(draft: Strand) -> Origin:
    return Origin(draft.begun_at_id, 0)


def test_all_of_a_text_brought_in_comes_from_its_root_change() -> None:
    brought = text(None, PARAGRAPH)

    origins = repository.origins_of(brought.manifest)

    there = {origin for node in origins.values() for spans in node.fields() for _, origin in spans}
    assert there == {Origin(brought.change_id, 0)}
    assert origins.keys() == repository.load_tree(brought.manifest).nodes.keys()


def test_a_change_is_the_origin_of_the_words_it_brings_and_of_no_other() -> None:
    draft, node = paragraph()

    made = change(
        draft,
        Retitle.whole(node_id(draft.concept, "hf"), inline("Bildung"), inline("Lernen")),
        Substitute(node, (Splice(18, inline("Kurse"), inline("Sprachkurse")),)),
    )

    assert told(draft, node) == [
        ("Die Stadt fördert ", first(draft)),
        ("Sprachkurse", Origin(made.pk, 1)),
        (". Sie sind offen.", first(draft)),
    ]


def test_a_move_keeps_the_state_and_so_every_origin() -> None:
    draft = strand(text(None, PARAGRAPH, ("wohnen", "field", "Wohnen")).version)
    node = node_id(draft.concept, "p")
    before = repository.load(draft).keys[node]

    change(draft, Move(node, Place(node_id(draft.concept, "wohnen"))))

    assert repository.load(draft).keys[node] == before


def test_a_split_and_a_join_carry_origins_from_node_to_node() -> None:
    draft, node = paragraph()
    other = node_id(draft.concept, "p2")

    split = change(draft, Split(node, 24, inline(" "), other))
    joined = change(draft, Join(node, other, inline(" – ")))

    assert told(draft, node) == [
        ("Die Stadt fördert Kurse.", first(draft)),
        (" – ", Origin(joined.pk, 0)),
        ("Sie sind offen.", first(draft)),
    ]
    assert not OperationNode.objects.filter(change=split).exists()
    held = OperationNode.objects.filter(change=draft.begun_at_id, node__in=[node, other])
    assert {row.node_id for row in held} == {node, other}


def test_equal_words_of_another_origin_are_another_state_but_the_same_text() -> None:
    old = text(None, PARAGRAPH)
    draft, node = strand(old.version), node_id(old.version.concept, "p")
    change(draft, Substitute(node, (Splice(24, inline(" Sie sind offen.")),)))
    again = change(draft, Substitute(node, (Splice(24, (), inline(" Sie sind offen.")),)))
    later = version(draft.concept, label="2020")

    new = freeze_version(draft, version=later, actor=operator(), now=NOW)

    assert new.hash == old.hash and new.manifest != old.manifest
    assert told(new.manifest, node)[1] == (" Sie sind offen.", Origin(again.pk, 0))
    assert told(old.manifest, node) == [(WORDS, Origin(old.change_id, 0))]


def test_what_a_better_transcription_corrects_comes_from_it() -> None:
    wrong = text(None, ("hf", "field", "Bildung", ("p", "paragraph", "Kinder lernen Deusch.")))
    of = wrong.version

    right = text(of, ("hf", "field", "Bildung", ("p", "paragraph", "Kinder lernen Deutsch.")))

    (kept, corrected, rest) = told(right.manifest, node_id(of.concept, "p"))
    assert kept[1] == rest[1] == Origin(wrong.change_id, 0)
    assert corrected == ("Deutsch", Origin(right.change_id, 0))


def test_a_later_version_brings_in_only_what_the_one_it_is_based_on_does_not_say() -> None:
    old = text(None, PARAGRAPH)
    of = old.version.concept

    new = text(
        version(of, label="2020", based_on=old.version),
        (*PARAGRAPH, ("p2", "paragraph", "Sie kosten nichts.")),
    )

    assert new.change.parent is None
    assert told(new.manifest, node_id(of, "p")) == [(WORDS, Origin(old.change_id, 0))]
    assert told(new.manifest, node_id(of, "p2")) == [
        ("Sie kosten nichts.", Origin(new.change_id, 0))
    ]


def test_a_version_that_is_based_on_nothing_owes_nothing_to_another_one() -> None:
    old = text(None, PARAGRAPH)

    new = text(version(old.version.concept, label="2020"), PARAGRAPH)

    assert told(new.manifest, node_id(new.version.concept, "p"))[0][1].change == new.change_id


def test_reading_a_version_reads_no_origins() -> None:
    of = text(None, PARAGRAPH).version

    with CaptureQueriesContext(connection) as captured:
        selectors.shown_text(of)

    assert captured.captured_queries
    assert not any("origins" in query["sql"] for query in captured.captured_queries)


@pytest.mark.parametrize("paragraphs", [2, 300])
def test_the_origins_of_a_page_cost_two_queries_however_long_it_is(paragraphs: int) -> None:
    parts = [(f"p{i}", "paragraph", f"Satz {i}.") for i in range(paragraphs)]
    draft = strand(text(None, ("hf", "field", "Bildung", *parts)).version)
    made = change(
        draft,
        *(
            Substitute(node_id(draft.concept, key), (Splice(0, inline("Satz"), inline("Absatz")),))
            for key, _, _ in parts
        ),
    )

    with CaptureQueriesContext(connection) as captured:
        read = origins_of_text(draft)

    assert len(captured) == 2
    assert len(read.nodes) == paragraphs + 2
    assert read.changes.keys() == {made.pk, draft.begun_at_id}


def test_a_change_reads_and_writes_the_origins_of_what_it_touches_and_no_more() -> None:
    parts = [(f"p{i}", "paragraph", f"Satz {i}.") for i in range(300)]
    draft = strand(text(None, ("hf", "field", "Bildung", *parts)).version)
    node = node_id(draft.concept, "p7")

    with CaptureQueriesContext(connection) as captured:
        made = change(draft, Substitute(node, (Splice(0, inline("Satz"), inline("Absatz")),)))

    reading = [q["sql"] for q in captured.captured_queries if '"origins"' in q["sql"]]
    assert len(reading) == 2  # one SELECT of one state, one INSERT
    assert NodeState.objects.filter(change=made).count() == 1
    assert [row.node_id for row in OperationNode.objects.filter(change=made)] == [node]


def words(found: list[Left]) -> list[str]:
    return [passage.words for left in found for passage in left.passages]


def test_what_is_left_of_a_change_is_told_for_any_text_and_by_two_queries() -> None:
    draft, node = paragraph()
    early = change(
        draft, Substitute(node, (Splice(18, inline("Kurse"), inline("neue Sprachkurse")),))
    )
    frozen = freeze_version(
        draft, version=version(draft.concept, label="2020"), actor=operator(), now=NOW
    )
    change(draft, Substitute(node, (Splice(18, inline("neue "), ()),)))

    with CaptureQueriesContext(connection) as captured:
        left = what_is_left(early, draft)

    assert words(left) == ["Sprachkurse"] and words(what_is_left(early, frozen.manifest)) == [
        "neue Sprachkurse"
    ]
    assert [each.characters for each in left] == [11]
    assert (left[0].node, left[0].slug) == (node, f"p-{draft.concept.slug}")
    assert len(captured) <= 2


def test_what_is_left_can_be_asked_of_one_operation() -> None:
    draft, node = paragraph()
    new = State(node_id(draft.concept, "neu"), "paragraph", text=inline("Neu."))
    made = change(
        draft,
        Insert(Place(node_id(draft.concept, "hf"), node), (new,)),
        Substitute(node, (Splice(0, inline("Die Stadt"), inline("Wolfsburg")),)),
    )

    assert words(what_is_left(made, draft)) == ["Wolfsburg", "Neu."]
    assert words(what_is_left(made, draft, operation=0)) == ["Neu."]
    change(draft, Repeal(new.id))
    assert what_is_left(made, draft, operation=0) == []


@pytest.mark.parametrize("at", [len("Die Stadt"), -len(" barrierefrei.")])
def test_who_joins_and_splits_a_text_brings_none_of_its_words(at: int) -> None:
    of, others = joined_and_split_elsewhere(at)

    made = adopt(others[0], of)

    assert words(what_is_left(made, of)) == [" ", "Beratung"]


@pytest.mark.parametrize("at", [len("Die Stadt"), -len(" barrierefrei.")])
def test_who_joins_and_splits_a_text_brings_none_of_its_words_merged_with_others(at: int) -> None:
    of, others = joined_and_split_elsewhere(at)

    made = merge(of, *others).change

    assert made is not None
    assert words(what_is_left(made, of)) == [" ", "Patenschaft", "Beratung"]


def joined_and_split_elsewhere(at: int) -> tuple[Strand, list[Amendment]]:
    """Let an amendment in parts join two paragraphs and then another one split them elsewhere."""
    of = draft()
    first, second = (node_id(of.concept, key) for key in ("kurse", "raeume"))
    joining = Join(first, second, inline(" "))
    outer = in_parts(
        of, ("a)", replacing(of, "punkt-2", "Elterncafés", "Beratung")), ("b)", joining)
    )
    other = amendment(of, replacing(of, "punkt-1", "Patenschaften", "Patenschaft"))
    whole = selectors.amendment_page(outer, of).after
    assert whole is not None
    start = at % len(plain(whole[first].text))
    elsewhere = Split(first, start, inline(" "), node_id(of.concept, "zweiter"))
    inner = amend_amendment(outer, strand=of, operations=[elsewhere], actor=operator(), now=NOW)
    adopt(inner, of)
    return of, [outer, other]


def test_headings_and_attributes_have_origins_as_well() -> None:
    draft = strand(text(None, ("m", "measure", "Sprachkurse")).version)
    node = node_id(draft.concept, "m")

    made = change(
        draft,
        Retitle(node, (Splice(0, (), inline("Neue ")),)),
        SetAttribute(node, "responsible", None, "Jugendamt"),
        SetAttribute(node, "partners", None, ("AWO", "VHS")),
        SetAttribute(node, "cost", None, 400_000),
    )

    left = what_is_left(made, draft)
    assert [(passage.field, passage.words) for passage in left[0].passages] == [
        ("heading", "Neue "), ("cost", "400000"), ("partners", "AWO, VHS"),
        ("responsible", "Jugendamt"),
    ]  # fmt: skip


def test_the_text_after_a_change_is_read_with_the_states_of_then() -> None:
    draft = strand(text(None, FIELD).version)
    field = node_id(draft.concept, "bildung")
    keys = [repository.state_keys(draft)]
    changes: list[Change] = [draft.head]
    for old, new in ((OLD_TITLE, inline("Bildung")), (inline("Bildung"), OLD_TITLE)):
        changes.append(change(draft, Retitle.whole(field, old, new)))
        keys.append(repository.state_keys(draft))

    read = [repository.text_at(each) for each in changes]

    assert [[text.keys[state.id] for state in text.tree] for text in read] == keys
