"""Operations folded to one effect do the same, whatever came after what."""

import pytest
from hypothesis import given

from fortschrift.core.text import (
    TREE,
    Move,
    NodeState,
    Operation,
    Place,
    Split,
    Tree,
    apply,
    inline,
    inverse_of_all,
)
from fortschrift.core.text.composition.fold import fold
from fortschrift.core.text.effects.effect import Effect
from fortschrift.core.text.effects.emit import emit
from fortschrift.core.text.errors import Cycle
from tests.core.text.growing import node_id
from tests.core.text.strategies import edits

ROOT, WHOLE, PART, NOTE = map(node_id, range(1, 5))

Edit = tuple[Tree, tuple[Operation, ...]]


@given(edits(most=8))
def test_an_effect_does_what_the_operations_did(edit: Edit) -> None:
    base, operations = edit

    again = apply(emit(fold(operations, base), base), base)

    assert TREE.to_bytes(again) == TREE.to_bytes(apply(operations, base))


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
