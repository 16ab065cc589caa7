"""Operations at random that can be applied to a given tree."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import count, pairwise
from random import Random
from uuid import UUID

from fortschrift.core.text import (
    BLOCKS,
    BOLD,
    OPERATIONS,
    ChangeKind,
    ChangeOutline,
    InlineText,
    Insert,
    Join,
    Move,
    NodeError,
    NodeId,
    NodeState,
    Operation,
    Place,
    Reformat,
    Relate,
    Repeal,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Splice,
    Splices,
    Split,
    Substitute,
    Tree,
    Unrelate,
    apply,
    cut,
    inline,
    is_level,
    length,
    marked,
    may_stand_under,
    normal,
    plain,
)
from fortschrift.core.text.blocks import DIVISIBLE, rules
from fortschrift.core.text.canonical.serialize import canonical
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
    tries = (make(chance, tree) for make in chance.sample(_MAKERS, len(_MAKERS)))
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


def some_place(
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
    return Retitle.whole(state.id, state.heading, words(chance))


def _insert(chance: Random, tree: Tree) -> Operation | None:
    numbers = (number for number in count(1000) if node_id(number) not in tree)
    grower = Grower(chance, numbers, 1)
    top = grower.block() if chance.random() < 0.6 else grower.element("ziel", 1)
    place = some_place(chance, tree, grower.states[top].kind)
    return None if place is None else Insert(place, tuple(grower.states.values()))


def _repeal(chance: Random, tree: Tree) -> Operation | None:
    state = _below_root(chance, tree)
    return None if state is None else Repeal(state.id)


def _move(chance: Random, tree: Tree) -> Operation | None:
    state = _below_root(chance, tree)
    if state is None:
        return None
    within = frozenset(each.id for each in tree.walk(state.id))
    place = some_place(chance, tree, state.kind, without=within)
    if place is None:
        return None
    may_be_unknown = place.parent == tree.root and is_level(state.kind)
    return Move(state.id, place, parent_unknown=may_be_unknown and chance.random() < 0.5)


def _substitute(chance: Random, tree: Tree) -> Operation | None:
    state = _node(chance, tree, lambda state: rules(state.kind).text)
    return None if state is None else Substitute.whole(state.id, state.text, some_text(chance))


def _reword(chance: Random, tree: Tree) -> Operation | None:
    """Replace, insert or strike words at up to three places of a text."""
    state = _node(chance, tree, lambda state: bool(state.text))
    return None if state is None else Substitute(state.id, some_splices(chance, state.text))


def some_splices(chance: Random, text: InlineText) -> Splices:
    """Choose up to three ranges of a text, apart from each other, with other words for each."""
    total = length(text)
    ends = sorted(chance.sample(range(total + 1), min(total + 1, 2 * chance.randint(1, 3))))
    ranges = zip(ends[::2], ends[1::2], strict=False)
    made = []
    for start, end in ranges:
        behind = chance.choice((start, end, end))
        old = cut(text, start, behind)
        new = chance.choice(((), some_text(chance), inline("neu ")))
        if old or new:
            made.append(Splice(start, old, new))
    return tuple(made)


def _reformat(chance: Random, tree: Tree) -> Operation | None:
    state = _node(chance, tree, lambda state: length(state.text) > 3)
    if state is None:
        return None
    start = chance.randint(0, length(state.text) - 2)
    end = chance.randint(start + 1, length(state.text))
    old = cut(state.text, start, end)
    plainly = normal([(plain(old), ())])
    new = plainly if old != plainly else marked(old, 0, length(old), BOLD)
    return Reformat(state.id, (Splice(start, old, new),))


def _split(chance: Random, tree: Tree) -> Operation | None:
    state = _node(chance, tree, lambda state: state.kind in DIVISIBLE and " " in plain(state.text))
    return None if state is None else some_split(chance, tree, state)


def some_split(chance: Random, tree: Tree, state: NodeState) -> Operation:
    """Split a text at one of its blanks, with or without it, and with some children."""
    text = plain(state.text)
    at = chance.choice([place for place, sign in enumerate(text) if sign == " "])
    gap = cut(state.text, at, at + chance.choice((0, 1, 1)))
    taken = state.children[chance.randint(0, len(state.children)) :]
    return Split(state.id, at, gap, fresh_id(tree), taken)


def fresh_id(tree: Tree) -> NodeId:
    """Give an id that the tree does not use."""
    return next(node_id(number) for number in count(1000) if node_id(number) not in tree)


def some_join(chance: Random, tree: Tree) -> Operation | None:
    """Join two texts that stand next to each other, if there are any."""
    pairs = [
        (one.id, other.id)
        for parent in tree
        for one, other in pairwise(tree.children(parent.id))
        if one.kind == other.kind and one.kind in DIVISIBLE and _joinable(one, other)
    ]
    return Join(*chance.choice(pairs), chance.choice((inline(" "), ()))) if pairs else None


def _joinable(one: NodeState, other: NodeState) -> bool:
    plainly = not other.relations and other.printed_number is None
    return plainly and one.parent_unknown == other.parent_unknown


def _retitle(chance: Random, tree: Tree) -> Operation | None:
    state = _node(chance, tree, lambda state: rules(state.kind).heading)
    return None if state is None else Retitle.whole(state.id, state.heading, some_text(chance))


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
    old = state.attribute(key)
    new = chance.choice((None, some_value(chance), some_value(chance)))
    if chance.random() < 0.3 and (isinstance(old, bool) or old in (0, 1)):
        new = int(old) if isinstance(old, bool) else bool(old)  # equal to Python, not to us
    return SetAttribute(state.id, key, old, new)


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


_Maker = Callable[[Random, Tree], Operation | None]
_WORDS: tuple[_Maker, ...] = (_substitute, _reword, _reword, _reformat, _retitle)
_VALUES: tuple[_Maker, ...] = (
    *(_change_kind, _change_kind, _set_attribute, _set_printed_number),
    *(_relate, _unrelate, _change_outline),
)


def _any_of(makers: tuple[_Maker, ...]) -> _Maker:
    return lambda chance, tree: chance.choice(makers)(chance, tree)


# What moves, makes and unmakes comes up more often: there most can go wrong. Split and
# join stand there most often because many texts have nothing to split or join.
_MAKERS: tuple[_Maker, ...] = (
    *(_insert, _repeal, _repeal, _move, _move, _split, _split, _split),
    *(some_join, some_join, some_join, some_join),
    *(_any_of(_WORDS), _any_of(_VALUES)),
)


def minted_anew(operations: tuple[Operation, ...], number: int) -> tuple[Operation, ...]:
    """Give the nodes that operations bring in ids which nobody else's operations use."""
    brought = {state.id for each in operations if isinstance(each, Insert) for state in each.states}
    brought |= {each.new for each in operations if isinstance(each, Split)}
    data = canonical(OPERATIONS.to_data(operations)).decode()
    for node in brought:
        other = NodeId(UUID(int=node.int ^ (number << 64)))
        data = data.replace(str(node), str(other))
    return OPERATIONS.from_data(json.loads(data))
