"""Operations by example: what each does, and what it refuses."""

from itertools import permutations

import pytest

from fortschrift.core.text import (
    BOLD,
    ChangeKind,
    ChangeOutline,
    Cycle,
    DuplicateNode,
    Insert,
    Join,
    Level,
    Move,
    NodeError,
    NodeId,
    NodeState,
    Operation,
    Outline,
    Place,
    Reformat,
    Relate,
    Repeal,
    Retitle,
    RootTouched,
    SetAttribute,
    SetPrintedNumber,
    Splice,
    Split,
    Stale,
    StrayNode,
    Substitute,
    Tree,
    UnknownNode,
    Unrelate,
    WrongField,
    WrongPlace,
    WrongValue,
    apply,
    inline,
    inverse_of_all,
    plain,
)
from tests.core.text.growing import OUTLINE, node_id

ROOT, BILDUNG, WOHNEN, SPRACHE, TEXT, LIST, ITEM, LATER = (node_id(n) for n in range(1, 9))
NEW, BELOW, NOWHERE = node_id(20), node_id(21), node_id(99)


@pytest.fixture
def concept() -> Tree:
    """Two fields; in the first a goal with a paragraph and a list; a goal of unknown place."""
    states = [
        NodeState(ROOT, "concept", inline("Konzept"), children=(BILDUNG, WOHNEN, LATER)),
        NodeState(
            BILDUNG,
            "feld",
            inline("Vorschulische und schulische Bildung"),
            attributes=(("laufend", True),),
            children=(SPRACHE,),
            relations=(("dient", WOHNEN),),
        ),
        NodeState(SPRACHE, "ziel", inline("Sprache"), children=(TEXT, LIST)),
        NodeState(TEXT, "paragraph", text=inline("Kurse für alle.")),
        NodeState(LIST, "list", children=(ITEM,)),
        NodeState(ITEM, "list_item", text=inline("abends")),
        NodeState(WOHNEN, "feld", inline("Wohnen")),
        NodeState(LATER, "ziel", inline("Ohne Platz"), parent_unknown=True),
    ]
    return Tree.of(states, root=ROOT, outline=OUTLINE)


def order(tree: Tree) -> list[NodeId]:
    """List the ids in document order."""
    return [state.id for state in tree]


def test_retitle_renames_and_leaves_everything_else_as_it_was(concept: Tree) -> None:
    old = concept[BILDUNG].heading

    after = apply([Retitle.whole(BILDUNG, old, inline("Bildung"))], concept)

    assert after[BILDUNG].title == "Bildung"
    assert order(after) == order(concept)
    assert all(after[node] is concept[node] for node in order(concept) if node != BILDUNG)
    assert concept[BILDUNG].title == "Vorschulische und schulische Bildung"


def test_substitute_replaces_words_and_marks(concept: Tree) -> None:
    new = inline("Kurse für alle.", BOLD)

    after = apply([Substitute.whole(TEXT, concept[TEXT].text, new)], concept)

    assert after[TEXT].text == new


def test_insert_puts_a_whole_subtree_behind_a_sibling_or_first(concept: Tree) -> None:
    goal = NodeState(NEW, "ziel", inline("Schule"), children=(BELOW,))
    paragraph = NodeState(BELOW, "paragraph", text=inline("Text"))

    behind = apply([Insert(Place(BILDUNG, SPRACHE), (goal, paragraph))], concept)
    first = apply([Insert(Place(BILDUNG), (goal, paragraph))], concept)

    assert behind[BILDUNG].children == (SPRACHE, NEW)
    assert first[BILDUNG].children == (NEW, SPRACHE)
    assert behind.parent_of(BELOW) == NEW


def test_repeal_takes_out_what_stands_below_as_well(concept: Tree) -> None:
    after = apply([Repeal(SPRACHE)], concept)

    assert order(after) == [ROOT, BILDUNG, WOHNEN, LATER]
    assert after[BILDUNG].children == ()


def test_move_takes_along_what_stands_below(concept: Tree) -> None:
    after = apply([Move(SPRACHE, Place(WOHNEN))], concept)

    assert order(after) == [ROOT, BILDUNG, WOHNEN, SPRACHE, TEXT, LIST, ITEM, LATER]
    assert after.parent_of(SPRACHE) == WOHNEN


def test_move_among_siblings_names_them_without_the_moved_one(concept: Tree) -> None:
    after = apply([Move(BILDUNG, Place(ROOT, WOHNEN))], concept)

    assert after[ROOT].children == (WOHNEN, BILDUNG, LATER)


def test_a_move_to_a_known_place_ends_not_knowing(concept: Tree) -> None:
    placed = apply([Move(LATER, Place(WOHNEN))], concept)
    unplaced = apply([Move(LATER, Place(ROOT), parent_unknown=True)], placed)

    assert placed[LATER].parent_unknown is False
    assert unplaced[LATER].parent_unknown is True


def test_attributes_numbers_kinds_and_relations_are_set_and_taken_away(concept: Tree) -> None:
    after = apply(
        [
            SetAttribute(BILDUNG, "laufend", old=True, new=None),
            SetAttribute(BILDUNG, "kosten", old=None, new=5_000),
            SetPrintedNumber(BILDUNG, None, "1a"),
            ChangeKind(SPRACHE, "ziel", "massnahme"),
            Relate(BILDUNG, "betrifft", SPRACHE),
            Unrelate(BILDUNG, "dient", WOHNEN),
        ],
        concept,
    )

    field = after[BILDUNG]
    assert field.attributes == (("kosten", 5_000),)
    assert field.printed_number == "1a"
    assert field.relations == (("betrifft", SPRACHE),)
    assert after[SPRACHE].kind == "massnahme"


def test_the_outline_is_part_of_the_text_and_can_be_changed(concept: Tree) -> None:
    other = Outline((Level("feld", "Säule", "Säulen"),), ("feld",))

    after = apply([ChangeOutline(OUTLINE, other)], concept)

    assert after.outline == other
    assert after != concept


@pytest.mark.parametrize("turn", list(permutations(range(2))))
def test_a_paragraph_becomes_a_list_item_whichever_step_comes_first(
    concept: Tree, turn: tuple[int, ...]
) -> None:
    steps: list[Operation] = [
        Move(TEXT, Place(LIST, ITEM)),
        ChangeKind(TEXT, "paragraph", "list_item"),
    ]
    operations = [steps[index] for index in turn]

    after = apply(operations, concept)

    assert after[LIST].children == (ITEM, TEXT)
    assert plain(after[TEXT].text) == "Kurse für alle."
    assert apply(inverse_of_all(operations, concept), after) == concept


PARAGRAPH = NodeState(NEW, "paragraph", text=inline("x"))


@pytest.mark.parametrize(
    ("operation", "error", "node"),
    [
        (Retitle.whole(NOWHERE, (), inline("x")), UnknownNode, NOWHERE),
        (Repeal(NOWHERE), UnknownNode, NOWHERE),
        (Move(NOWHERE, Place(ROOT)), UnknownNode, NOWHERE),
        (Move(SPRACHE, Place(NOWHERE)), UnknownNode, NOWHERE),
        (Move(SPRACHE, Place(WOHNEN, NOWHERE)), UnknownNode, NOWHERE),
        (Insert(Place(NOWHERE), (PARAGRAPH,)), UnknownNode, NOWHERE),
        (Insert(Place(ROOT), (NodeState(TEXT, "paragraph"),)), DuplicateNode, TEXT),
        (Repeal(ROOT), RootTouched, ROOT),
        (Move(ROOT, Place(WOHNEN)), RootTouched, ROOT),
        (ChangeKind(ROOT, "concept", "feld"), RootTouched, ROOT),
        (Move(BILDUNG, Place(SPRACHE)), Cycle, BILDUNG),
        (Move(BILDUNG, Place(BILDUNG)), Cycle, BILDUNG),
        (Move(SPRACHE, Place(WOHNEN, TEXT)), WrongPlace, SPRACHE),
        (Move(SPRACHE, Place(BILDUNG, SPRACHE)), WrongPlace, SPRACHE),
        (Move(ITEM, Place(SPRACHE)), WrongPlace, ITEM),
        (Move(WOHNEN, Place(LIST)), WrongPlace, WOHNEN),
        (Move(SPRACHE, Place(WOHNEN), parent_unknown=True), WrongPlace, SPRACHE),
        (Insert(Place(LIST), (PARAGRAPH,)), WrongPlace, NEW),
        (Insert(Place(SPRACHE), (NodeState(NEW, "concept"),)), WrongPlace, NEW),
        (ChangeKind(LIST, "list", "table"), WrongPlace, ITEM),
        (ChangeKind(SPRACHE, "ziel", "list"), WrongField, SPRACHE),
        (ChangeKind(SPRACHE, "ziel", "Ziel"), WrongValue, SPRACHE),
        (Substitute.whole(LIST, (), inline("x")), WrongField, LIST),
        (Retitle.whole(TEXT, (), inline("x")), WrongField, TEXT),
        (SetAttribute(TEXT, "kosten", None, 1), WrongValue, TEXT),
        (Substitute.whole(TEXT, inline("Kurze"), inline("x")), Stale, TEXT),
        (Substitute(TEXT, (Splice(99, inline("Kurse")),)), Stale, TEXT),
        (Reformat(TEXT, (Splice(1, inline("K"), inline("K", BOLD)),)), Stale, TEXT),
        (Split(TEXT, 5, inline("-"), NEW), Stale, TEXT),
        (Split(TEXT, 99, (), NEW), Stale, TEXT),
        (Split(TEXT, 5, inline(" "), NEW, (ITEM,)), WrongPlace, ITEM),
        (Split(TEXT, 5, inline(" "), ITEM), DuplicateNode, ITEM),
        (Split(SPRACHE, 0, (), NEW), WrongPlace, SPRACHE),
        (Join(TEXT, ITEM, ()), WrongPlace, ITEM),
        (Join(TEXT, NOWHERE, ()), UnknownNode, NOWHERE),
        (Substitute.whole(TEXT, inline("Kurse für alle.", BOLD), inline("x")), Stale, TEXT),
        (Retitle.whole(SPRACHE, inline("x"), ()), Stale, SPRACHE),
        (ChangeKind(SPRACHE, "massnahme", "feld"), Stale, SPRACHE),
        (SetAttribute(BILDUNG, "laufend", None, False), Stale, BILDUNG),
        (SetAttribute(BILDUNG, "laufend", 1, False), Stale, BILDUNG),
        (SetPrintedNumber(BILDUNG, "1", "2"), Stale, BILDUNG),
        (Relate(BILDUNG, "dient", WOHNEN), Stale, BILDUNG),
        (Unrelate(BILDUNG, "dient", SPRACHE), Stale, BILDUNG),
        (ChangeOutline(Outline(), Outline()), Stale, ROOT),
    ],
)
def test_what_does_not_fit_is_refused_naming_node_and_operation(
    concept: Tree, operation: Operation, error: type[NodeError], node: object
) -> None:
    fits = Retitle.whole(WOHNEN, inline("Wohnen"), inline("Wohnen und Bauen"))

    with pytest.raises(error) as caught:
        apply([fits, operation], concept)

    assert (caught.value.node, caught.value.operation) == (node, 1)
    assert concept[WOHNEN].title == "Wohnen"


def test_a_stale_operation_says_what_it_expected_and_what_it_found(concept: Tree) -> None:
    with pytest.raises(Stale) as caught:
        apply([SetAttribute(BILDUNG, "laufend", old=None, new=False)], concept)

    error = caught.value
    assert (error.field_name, error.expected, error.found) == ("attributes", None, True)
    assert "laufend" not in str(error)
    assert str(error).startswith("Stale: operation=0, node=")


def test_a_block_that_ends_wrongly_is_blamed_on_the_operation_that_put_it_there(
    concept: Tree,
) -> None:
    operations: list[Operation] = [
        Retitle.whole(WOHNEN, inline("Wohnen"), inline("Wohnen und Bauen")),
        Move(TEXT, Place(LIST)),
        Repeal(LATER),
    ]

    with pytest.raises(WrongPlace) as caught:
        apply(operations, concept)

    assert (caught.value.node, caught.value.parent) == (TEXT, LIST)
    assert (caught.value.reason, caught.value.operation) == ("kind", 1)


def test_moves_that_are_a_ring_only_together_are_refused(concept: Tree) -> None:
    with pytest.raises(Cycle) as caught:
        apply([Move(BILDUNG, Place(WOHNEN)), Move(WOHNEN, Place(SPRACHE))], concept)

    assert (caught.value.node, caught.value.operation) == (WOHNEN, 1)


@pytest.mark.parametrize(
    ("states", "error"),
    [
        ((), WrongValue),
        ((PARAGRAPH, PARAGRAPH), DuplicateNode),
        ((NodeState(NEW, "list", children=(BELOW,)),), UnknownNode),
        ((PARAGRAPH, NodeState(BELOW, "paragraph")), StrayNode),
        ((NodeState(NEW, "ziel", children=(NEW,)),), Cycle),
        (
            (
                NodeState(NEW, "list", children=(BELOW, ITEM)),
                NodeState(ITEM, "list_item"),
                NodeState(BELOW, "list_item"),
            ),
            StrayNode,
        ),
    ],
)
def test_an_insert_that_is_no_subtree_in_document_order_cannot_exist(
    states: tuple[NodeState, ...], error: type[NodeError]
) -> None:
    with pytest.raises(error):
        Insert(Place(ROOT), states)


def test_inverting_a_list_says_which_operation_does_not_fit(concept: Tree) -> None:
    with pytest.raises(UnknownNode) as caught:
        inverse_of_all([Repeal(LIST), Repeal(ITEM)], concept)

    assert (caught.value.node, caught.value.operation) == (ITEM, 1)
