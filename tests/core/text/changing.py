"""Operations at random that can be applied to a given tree."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from random import Random

from fortschrift.core.text import (
    BLOCKS,
    ChangeKind,
    ChangeOutline,
    Insert,
    Move,
    NodeError,
    NodeId,
    NodeState,
    Operation,
    Place,
    Relate,
    Repeal,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Substitute,
    Tree,
    Unrelate,
    apply,
    is_level,
    may_stand_under,
)
from fortschrift.core.text.blocks import rules
from tests.core.text.growing import (
    LEVELS,
    PRINTED,
    Grower,
    node_id,
    some_outline,
    some_text,
    some_value,
    words,
)


def some_operation(chance: Random, tree: Tree) -> Operation:
    """Give an operation that can be applied to this tree."""
    tries = (make(chance, tree) for make in chance.sample(_MAKERS, 5))
    return next((made for made in tries if made is not None), _retitle_root(chance, tree))


def some_operations(chance: Random, tree: Tree, most: int) -> tuple[Operation, ...]:
    """Give one to *most* operations, each for what the ones before leave."""
    chosen: list[Operation] = []
    for _ in range(chance.randint(1, most)):
        chosen.append(some_operation(chance, tree))
        tree = apply(chosen[-1:], tree)
    return tuple(chosen)


def _node(chance: Random, tree: Tree, fits: Callable[[NodeState], bool]) -> NodeState | None:
    """Choose a node that fits, or None where there is none."""
    found = [state for state in tree if fits(state)]
    return chance.choice(found) if found else None


def _below_root(chance: Random, tree: Tree) -> NodeState | None:
    return _node(chance, tree, lambda state: state.id != tree.root)


def _place(
    chance: Random, tree: Tree, kind: str, *, without: frozenset[NodeId] = frozenset()
) -> Place | None:
    """Choose a place where a node of this kind may stand, outside of some nodes."""
    parent = _node(
        chance, tree, lambda state: state.id not in without and may_stand_under(kind, state.kind)
    )
    if parent is None:
        return None
    siblings = [child for child in parent.children if child not in without]
    return Place(parent.id, chance.choice([None, *siblings]))


def _retitle_root(chance: Random, tree: Tree) -> Operation:
    state = tree[tree.root]
    return Retitle(state.id, state.heading, words(chance))


def _insert(chance: Random, tree: Tree) -> Operation | None:
    numbers = (number for number in count(1000) if node_id(number) not in tree)
    grower = Grower(chance, numbers, 1)
    top = grower.block() if chance.random() < 0.6 else grower.element("ziel", 1)
    place = _place(chance, tree, grower.states[top].kind)
    return None if place is None else Insert(place, tuple(grower.states.values()))


def _repeal(chance: Random, tree: Tree) -> Operation | None:
    state = _below_root(chance, tree)
    return None if state is None else Repeal(state.id)


def _move(chance: Random, tree: Tree) -> Operation | None:
    state = _below_root(chance, tree)
    if state is None:
        return None
    within = frozenset(each.id for each in tree.walk(state.id))
    place = _place(chance, tree, state.kind, without=within)
    if place is None:
        return None
    may_be_unknown = place.parent == tree.root and is_level(state.kind)
    return Move(state.id, place, parent_unknown=may_be_unknown and chance.random() < 0.5)


def _substitute(chance: Random, tree: Tree) -> Operation | None:
    state = _node(chance, tree, lambda state: rules(state.kind).text)
    return None if state is None else Substitute(state.id, state.text, some_text(chance))


def _retitle(chance: Random, tree: Tree) -> Operation | None:
    state = _node(chance, tree, lambda state: rules(state.kind).heading)
    return None if state is None else Retitle(state.id, state.heading, some_text(chance))


def _change_kind(chance: Random, tree: Tree) -> Operation | None:
    state = _below_root(chance, tree)
    if state is None:
        return None
    above = next(tree.ancestors(state.id))
    fitting = [
        kind
        for kind in (*LEVELS, "abschnitt", *BLOCKS)
        if may_stand_under(kind, above.kind) and _could_be(state, kind, tree)
    ]
    return ChangeKind(state.id, state.kind, chance.choice(fitting))


def _could_be(state: NodeState, kind: str, tree: Tree) -> bool:
    try:
        replace(state, kind=kind)
    except NodeError:
        return False
    return all(may_stand_under(child.kind, kind) for child in tree.children(state.id))


def _set_attribute(chance: Random, tree: Tree) -> Operation | None:
    state = _node(chance, tree, lambda state: is_level(state.kind))
    if state is None:
        return None
    key = chance.choice(("beginn", "kosten", "laufend"))
    new = chance.choice((None, some_value(chance), some_value(chance)))
    return SetAttribute(state.id, key, state.attribute(key), new)


def _set_printed_number(chance: Random, tree: Tree) -> Operation | None:
    state = _below_root(chance, tree)
    if state is None:
        return None
    return SetPrintedNumber(state.id, state.printed_number, chance.choice(PRINTED))


def _relate(chance: Random, tree: Tree) -> Operation | None:
    state = _node(chance, tree, lambda state: is_level(state.kind))
    target = node_id(chance.randint(1, 60))
    if state is None or ("dient", target) in state.relations:
        return None
    return Relate(state.id, "dient", target)


def _unrelate(chance: Random, tree: Tree) -> Operation | None:
    state = _node(chance, tree, lambda state: bool(state.relations))
    if state is None:
        return None
    kind, target = chance.choice(state.relations)
    return Unrelate(state.id, kind, target)


def _change_outline(chance: Random, tree: Tree) -> Operation:
    return ChangeOutline(tree.outline, some_outline(chance))


# Moves, and what makes and unmakes, more often: there most can go wrong.
_MAKERS: tuple[Callable[[Random, Tree], Operation | None], ...] = (
    *(_insert, _insert, _repeal, _repeal, _repeal, _move, _move, _move),
    *(_substitute, _retitle, _change_kind, _change_kind),
    *(_set_attribute, _set_printed_number, _relate, _unrelate, _change_outline),
)
