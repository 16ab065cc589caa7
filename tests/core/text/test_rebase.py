"""Carrying operations on: identity over nothing, the same as merging, step by step or at once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import fields

from hypothesis import given

from fortschrift.core.text import TREE, Operation, Tree, apply
from fortschrift.core.text.composition.flow import Untold
from fortschrift.core.text.composition.fold import fold, fold_one
from fortschrift.core.text.composition.folding import Folding
from fortschrift.core.text.effects.effect import KIND
from fortschrift.core.text.errors import Unfit
from fortschrift.core.text.merging.merge import in_turn
from fortschrift.core.text.merging.proposal import Proposal
from fortschrift.core.text.merging.rebase import rebase
from tests.core.text.strategies import edits, proposals, successions

Operations = tuple[Operation, ...]
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
    after = apply(second, middle)

    try:
        at_once = rebase(mine, (*first, *second), base)
    except Unfit:
        is_same = False
    else:
        is_same = TREE.to_bytes(apply(at_once, after)) == TREE.to_bytes(apply(by_steps, after))

    if not is_same:
        excuses = [name for name, holds in EXCUSES.items() if holds(case, halfway, middle)]
        assert excuses
        EXCUSED[excuses[0]] += 1


def _is_partly_done(case: Succession, halfway: Operations, middle: Tree) -> bool:
    """The first change did some of it; the second one may take that back."""
    base, mine, _, _ = case
    return _wishes(halfway, middle) < _wishes(mine, base)


def _has_no_ranges(case: Succession, _: Operations, middle: Tree) -> bool:
    """A text new in the first change was joined or split in the second."""
    base, _, first, second = case
    return not _has_ranges((*first, *second), base)


def _gap_is_named_anew(case: Succession, halfway: Operations, middle: Tree) -> bool:
    """What a place follows moved away or is taken out, so that halfway it follows another node."""
    base, mine, first, _ = case
    wish, change = fold(mine, base), fold(first, base)
    went = wish.moved.keys() | wish.repealed | change.moved.keys() | change.repealed
    went |= wish.seams.keys() | change.seams.keys()
    return any(place.after in went for place in wish.placed)


def _parts_are_told_apart(case: Succession, _: Operations, middle: Tree) -> bool:
    """The first change split or joined a text; the second one moves or reshapes a part of it."""
    base, mine, first, second = case
    change, later = fold(first, base), fold(second, middle)
    shaped = {*change.breaks, *change.seams, *(each.new for _, each in change.parts())}
    shaped |= {seam.node for seam in change.seams.values()}
    kinds = {node for node, name in later.values if name == KIND}
    shifted = {*later.moved, *later.repealed, *later.breaks, *later.seams, *kinds}
    shifted |= {seam.node for seam in later.seams.values()}
    worked = {*fold(mine, base).breaks, *(node for node, _ in fold(mine, base).texts)}
    return not shaped.isdisjoint(shifted) and not worked.isdisjoint(shaped)


def _children_left(case: Succession, _: Operations, middle: Tree) -> bool:
    """What was to go with a new part left the text first, so that both may split it by steps."""
    base, mine, first, second = case
    change, later = fold(first, base), fold(second, middle)
    going = {
        child
        for node, each in fold(mine, base).parts()
        if node in later.breaks
        for child in each.children
    }
    return not going.isdisjoint(change.moved.keys() | change.repealed)


EXCUSES: dict[str, Callable[[Succession, Operations, Tree], bool]] = {
    "partly done": _is_partly_done,
    "no ranges": _has_no_ranges,
    "gap named anew": _gap_is_named_anew,
    "parts told apart": _parts_are_told_apart,
    "children left": _children_left,
}
EXCUSED: Counter[str] = Counter()
"""Why steps were not the same as all at once; docs/engine.md says it, `long` prints it."""


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
