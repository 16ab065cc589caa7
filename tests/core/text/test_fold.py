"""Operations folded to one effect do the same, whatever came after what."""

from dataclasses import replace

import pytest
from hypothesis import given

from fortschrift.core.text import (
    TREE,
    Insert,
    Join,
    Move,
    NodeId,
    NodeState,
    Operation,
    Place,
    Splice,
    Split,
    Substitute,
    Tree,
    apply,
    inline,
    inverse_of_all,
    plain,
)
from fortschrift.core.text.composition.fold import fold
from fortschrift.core.text.effects.effect import Break, Effect, Seam
from fortschrift.core.text.effects.emit import emit
from fortschrift.core.text.errors import Cycle
from fortschrift.core.text.merging.rebase import rebase
from tests.core.text.amending import ITEMS, LIST, field
from tests.core.text.growing import node_id
from tests.core.text.strategies import edits

ROOT, WHOLE, PART, NOTE, NEXT, LAST = map(node_id, range(1, 7))
GAP = inline(" ")

Edit = tuple[Tree, tuple[Operation, ...]]


@given(edits(most=8))
def test_an_effect_does_what_the_operations_did(edit: Edit) -> None:
    base, operations = edit

    again = apply(emit(fold(operations, base), base), base)

    assert TREE.to_bytes(again) == TREE.to_bytes(apply(operations, base))


@given(edits(most=8))
def test_an_effect_written_as_operations_is_read_as_that_effect(edit: Edit) -> None:
    """But for where nodes stand, which can be named by another one that stays."""
    base, operations = edit

    effect = fold(operations, base)

    again = fold(emit(effect, base), base)
    assert replace(again, placed=effect.placed, moved=effect.moved) == effect


@given(edits(most=4))
def test_doing_and_taking_back_has_no_effect(edit: Edit) -> None:
    base, operations = edit

    effect = fold((*operations, *inverse_of_all(operations, base)), base)

    assert apply(emit(effect, base), base) == base


@given(edits(most=1))
def test_nothing_done_is_no_effect(edit: Edit) -> None:
    base, _ = edit

    assert fold((), base) == Effect()


def test_nodes_put_below_each_other_are_refused() -> None:
    one, other = WHOLE, PART
    base = Tree.of(
        [
            NodeState(ROOT, "concept", children=(one, other)),
            *(NodeState(node, "feld", inline("Feld")) for node in (one, other)),
        ],
        root=ROOT,
    )
    circle = Effect(
        placed={Place(one): (other,), Place(other): (one,)}, moved={one: False, other: False}
    )

    with pytest.raises(Cycle):
        emit(circle, base)


def test_a_text_may_move_below_what_its_second_part_took_along() -> None:
    base = Tree.of(
        [
            NodeState(ROOT, "concept", children=(WHOLE,)),
            NodeState(WHOLE, "paragraph", text=inline("Erst dies. Dann das."), children=(NOTE,)),
            NodeState(NOTE, "note"),
        ],
        root=ROOT,
    )
    operations = (
        Split(WHOLE, 10, inline(" "), PART, children=(NOTE,)),
        Move(WHOLE, Place(NOTE, None)),
    )

    again = apply(emit(fold(operations, base), base), base)

    assert again == apply(operations, base)


def in_a_row() -> Tree:
    """Give three paragraphs, one behind the other."""
    said = {WHOLE: "Eins zwei drei.", NEXT: "Vier fünf sechs.", LAST: "Ende da."}
    return Tree.of(
        [
            NodeState(ROOT, "concept", children=tuple(said)),
            *(NodeState(node, "paragraph", text=inline(text)) for node, text in said.items()),
        ],
        root=ROOT,
    )


@pytest.mark.parametrize(
    ("operations", "source", "start", "seams"),
    [
        # a boundary goes to the left
        ((Join(WHOLE, NEXT, GAP), Split(WHOLE, 9, GAP, PART)), WHOLE, 9, {NEXT: PART}),
        ((Split(WHOLE, 9, GAP, PART), Join(PART, NEXT, GAP)), WHOLE, 9, {NEXT: PART}),
        # to the right
        ((Join(WHOLE, NEXT, GAP), Split(WHOLE, 20, GAP, PART)), NEXT, 4, {NEXT: WHOLE}),
        ((Split(NEXT, 4, GAP, PART), Join(WHOLE, NEXT, GAP)), NEXT, 4, {NEXT: WHOLE}),
        # and what is joined behind it goes along
        (
            (Join(WHOLE, NEXT, GAP), Join(WHOLE, LAST, GAP), Split(WHOLE, 20, GAP, PART)),
            NEXT, 4, {NEXT: WHOLE, LAST: PART},
        ),
        (
            (Split(NEXT, 4, GAP, PART), Join(PART, LAST, GAP), Join(WHOLE, NEXT, GAP)),
            NEXT, 4, {NEXT: WHOLE, LAST: PART},
        ),
    ],
)  # fmt: skip
def test_a_text_that_is_joined_and_split_elsewhere_is_told_by_ranges(
    operations: tuple[Operation, ...], source: NodeId, start: int, seams: dict[NodeId, NodeId]
) -> None:
    base = in_a_row()

    effect = fold(operations, base)

    assert effect == Effect(
        breaks={source: (Break(start, GAP, PART),)},
        seams={other: Seam(node, GAP) for other, node in seams.items()},
    )
    assert apply(emit(effect, base), base) == apply(operations, base)


def test_words_follow_to_where_a_boundary_went_and_what_comes_behind_stays_there() -> None:
    base = in_a_row()
    boundary = (Join(WHOLE, NEXT, GAP), Split(WHOLE, 20, GAP, PART))
    one, other = (Splice(0, inline("Vier"), inline("4")), Splice(10, inline("sechs"), inline("6")))
    new = Insert(Place(ROOT, NEXT), (NodeState(NOTE, "paragraph", text=inline("Neu.")),))

    carried = rebase((Substitute(NEXT, (one, other)), new), boundary, base)

    after = apply(carried, apply(boundary, base))
    assert [plain(after[node].text) for node in after[ROOT].children] == [
        "Eins zwei drei. 4", "fünf 6.", "Neu.", "Ende da.",
    ]  # fmt: skip


def test_what_was_joined_and_moved_before_it_is_split_does_what_was_done() -> None:
    base = in_a_row()
    operations = (
        Join(NEXT, LAST, GAP),
        Move(NEXT, Place(ROOT, None)),
        Split(NEXT, 4, GAP, PART),
    )

    assert apply(emit(fold(operations, base), base), base) == apply(operations, base)


def test_what_comes_behind_a_joined_text_that_moved_stands_there() -> None:
    base, new = field(), node_id(20)
    joined = (Join(ITEMS[1], ITEMS[2], inline(" ")), Move(ITEMS[1], Place(LIST)))
    state = NodeState(new, "list_item", text=inline("Neu"))
    done = (*joined, Insert(Place(LIST, ITEMS[1]), (state,)))

    after = apply(emit(fold(done, base), base), base)

    assert after == apply(done, base)
    assert after[LIST].children == (ITEMS[1], new, ITEMS[0])
