"""Carrying operations on: identity over nothing, the same as merging, step by step or at once."""

from dataclasses import fields

from hypothesis import given

from fortschrift.core.text import TREE, Operation, Tree, apply
from fortschrift.core.text.composition.flow import Untold
from fortschrift.core.text.composition.fold import fold, fold_one
from fortschrift.core.text.composition.folding import Folding
from fortschrift.core.text.errors import Unfit
from fortschrift.core.text.merging.merge import in_turn
from fortschrift.core.text.merging.proposal import Proposal
from fortschrift.core.text.merging.rebase import rebase
from tests.core.text.strategies import edits, proposals, successions

Edit = tuple[Tree, tuple[Operation, ...]]
Case = tuple[Tree, tuple[Proposal, ...]]
Succession = tuple[Tree, tuple[Operation, ...], tuple[Operation, ...], tuple[Operation, ...]]


@given(edits(most=4))
def test_p9_carried_over_nothing_it_does_the_same(edit: Edit) -> None:
    base, operations = edit

    again = rebase(operations, (), base)

    assert apply(again, base) == apply(operations, base)


@given(proposals(most=2))
def test_p9_carrying_on_is_merging_with_what_was_adopted(case: Case) -> None:
    base, given_ones = case
    if len(given_ones) < 2:
        return
    adopted, mine = given_ones[0].operations, given_ones[1].operations

    merged = in_turn(base, given_ones[:2])
    try:
        carried = rebase(mine, adopted, base)
    except Unfit as unfit:
        assert merged.adopted == (1,), unfit
        return

    assert merged.adopted == (1, 2)
    assert TREE.to_bytes(apply(carried, apply(adopted, base))) == TREE.to_bytes(
        apply(merged.operations, base)
    )


@given(successions())
def test_p9_step_by_step_is_the_same_as_at_once(case: Succession) -> None:
    base, mine, first, second = case
    middle = apply(first, base)
    try:
        halfway = rebase(mine, first, base)
        by_steps = rebase(halfway, second, middle)
    except Unfit:
        return
    if _wishes(halfway, middle) < _wishes(mine, base):
        return  # the first change did some of it; a second one may take that back

    if not _has_ranges((*first, *second), base):
        return  # a text new in the first was joined or split in the second

    at_once = rebase(mine, (*first, *second), base)

    after = apply(second, middle)
    assert TREE.to_bytes(apply(at_once, after)) == TREE.to_bytes(apply(by_steps, after))


def _wishes(operations: tuple[Operation, ...], base: Tree) -> int:
    """Count what operations want, each range, value and place by itself."""
    effect = fold(operations, base)
    members = (getattr(effect, each.name) for each in fields(effect))
    return sum(len(member) for member in members) + sum(map(len, effect.texts.values()))


def _has_ranges(operations: tuple[Operation, ...], base: Tree) -> bool:
    """Tell whether ranges of the base say all that operations do."""
    folding = Folding(base)
    try:
        for operation in operations:
            fold_one(operation, folding)
        folding.effect()
    except Untold:
        return False
    return True
