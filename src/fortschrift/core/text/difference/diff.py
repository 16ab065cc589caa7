"""The difference of two texts of one root: the operations from the one to the other.

Nodes are told by their ids; `align.identified` gives ids to a text that comes without. A
text has at most one operation on its words, a parent as few moves as can be, and a
paragraph that was split or joined is said to be so where that needs no more operations.

>>> from fortschrift.core.text.ids import NodeId
>>> from fortschrift.core.text.node import NodeState
>>> from fortschrift.core.text.runs import inline
>>> from uuid import UUID
>>> root = NodeId(UUID(int=1))
>>> one = Tree.of([NodeState(root, "concept", inline("Integration"))], root=root)
>>> other = Tree.of([NodeState(root, "concept", inline("Integration 2021"))], root=root)
>>> diff(one, other)  # doctest: +ELLIPSIS
(Retitle(node=..., splices=(Splice(start=11, old=(), new=(Run(text=' 2021', marks=()),)),)),)
>>> diff(one, one)
()
"""

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import cast, get_args

from fortschrift.core.text.comparison.compare import readable
from fortschrift.core.text.difference.differing import Differing, differing
from fortschrift.core.text.difference.reshape import reshaped
from fortschrift.core.text.effects.effect import (
    KIND,
    NUMBER,
    OUTLINE,
    Effect,
    Exchange,
    TextField,
    TextKey,
    ValueKey,
    attribute,
)
from fortschrift.core.text.effects.emit import emit
from fortschrift.core.text.errors import UnknownNode
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState, same_value
from fortschrift.core.text.operations import Operation
from fortschrift.core.text.splices import Splices
from fortschrift.core.text.tree import Place, Tree

_FIELDS = cast(tuple[TextField, ...], get_args(TextField))


def diff(old: Tree, new: Tree) -> tuple[Operation, ...]:
    """Give operations with ``apply(operations, old) == new``; none for equal texts.

    Texts come in the order in which *old* lists its nodes. Raises UnknownNode when the two
    have different roots.
    """
    if old.root != new.root:
        raise UnknownNode(new.root)
    found = differing(old, new)
    effect = _effect(old, new, found)
    by_ids = emit(effect, old)
    operations, reached = reshaped(old, new, found)
    if not operations:
        return by_ids
    compared = {key: each for key, each in effect.texts.items() if reached[key[0]] is old[key[0]]}
    rest = _effect(reached, new, differing(reached, new), compared=compared)
    telling = (*operations, *emit(rest, reached))
    return telling if len(telling) <= len(by_ids) else by_ids


def effect_between(old: Tree, new: Tree, moved: Container[NodeId] = ()) -> Effect:
    """Give the effect that leads from one text to the other, split and join aside.

    Nodes of which it is known that they moved are not taken for those that stay.
    """
    return _effect(old, new, differing(old, new), moved)


_Texts = Mapping[TextKey, Splices]


def _effect(
    old: Tree,
    new: Tree,
    found: Differing,
    moved: Container[NodeId] = (),
    compared: _Texts = MappingProxyType({}),
) -> Effect:
    """Give the effect of what differs; texts that were compared before are not compared again."""
    if not found:
        outline = dict(_values(old, new, ()))
        return Effect(values=outline) if outline else Effect()
    placed, moving = _places(old, new, found, moved)
    return Effect(
        texts=dict(_texts(found.changed, compared)),
        values=dict(_values(old, new, found.changed)),
        relations=dict(_relations(found.changed)),
        repealed=frozenset(_topmost(old, found)),
        placed=placed,
        moved=moving,
        fresh={state.id: state for state in found.fresh},
    )


_Pairs = Sequence[tuple[NodeState, NodeState]]


def _texts(changed: _Pairs, compared: _Texts) -> Iterator[tuple[TextKey, Splices]]:
    for before, after in changed:
        for name in _FIELDS:
            old, new = getattr(before, name), getattr(after, name)
            if old != new:
                key = (before.id, name)
                yield key, compared[key] if key in compared else readable(old, new)


def _values(old: Tree, new: Tree, changed: _Pairs) -> Iterator[tuple[ValueKey, Exchange]]:
    if old.outline != new.outline:
        yield (old.root, OUTLINE), Exchange(old.outline, new.outline)
    for before, after in changed:
        if before.kind != after.kind:
            yield (before.id, KIND), Exchange(before.kind, after.kind)
        if before.printed_number != after.printed_number:
            yield (before.id, NUMBER), Exchange(before.printed_number, after.printed_number)
        one, other = dict(before.attributes), dict(after.attributes)
        for key in sorted(one.keys() | other.keys()):
            if not same_value(one.get(key), other.get(key)):
                yield (before.id, attribute(key)), Exchange(one.get(key), other.get(key))


def _relations(changed: _Pairs) -> Iterator[tuple[tuple[NodeId, str, NodeId], bool]]:
    for before, after in changed:
        for kind, target in before.relations:
            if (kind, target) not in after.relations:
                yield (before.id, kind, target), False
        for kind, target in after.relations:
            if (kind, target) not in before.relations:
                yield (before.id, kind, target), True


def _topmost(old: Tree, found: Differing) -> Iterator[NodeId]:
    """List the topmost nodes that are gone."""
    gone = {state.id for state in found.gone}
    for node in gone:
        parent = old.parent_of(node)
        if parent is None or parent not in gone:
            yield node


def _places(
    old: Tree, new: Tree, found: Differing, known: Container[NodeId]
) -> tuple[dict[Place, tuple[NodeId, ...]], dict[NodeId, bool]]:
    """Tell what comes to stand where, and which nodes move: as few as can be."""
    placed: dict[Place, tuple[NodeId, ...]] = {}
    moved: dict[NodeId, bool] = {}
    for before, after in _parents(old, new, found):
        staying = _staying(before, after, old, new, known)
        last: NodeId | None = None
        for child in after.children:
            if child in staying:
                last = child
                continue
            if child in old:
                moved[child] = new[child].parent_unknown
            place = Place(after.id, last)
            placed[place] = (*placed.get(place, ()), child)
    for state in found.fresh:
        moved |= {child: new[child].parent_unknown for child in state.children if child in old}
    return placed, moved


def _parents(old: Tree, new: Tree, found: Differing) -> Iterator[tuple[NodeState, NodeState]]:
    """List the nodes under which something stands otherwise than before."""
    seen: set[NodeId] = set()
    for before, after in found.changed:
        if before.children != after.children and before.id not in seen:
            seen.add(before.id)
            yield before, after
        if before.parent_unknown != after.parent_unknown:
            parent = new.parent_of(after.id)
            if parent is not None and parent in old and parent not in seen:
                seen.add(parent)
                yield old[parent], new[parent]


def _staying(
    before: NodeState, after: NodeState, old: Tree, new: Tree, known: Container[NodeId]
) -> frozenset[NodeId]:
    """Choose the children that stay: the most that stand in one order in both."""
    at = {child: position for position, child in enumerate(before.children)}
    common = [
        child
        for child in after.children
        if child in at and child not in known
        if old[child].parent_unknown == new[child].parent_unknown
    ]
    return frozenset(common[i] for i in _longest_rise([at[child] for child in common]))


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """Give the positions of a longest increasing subsequence.

    >>> _longest_rise([0, 4, 1, 2, 3])
    [0, 2, 3, 4]
    """
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            at.append(position)
        ends[length], at[length] = number, position
    rise: list[int] = []
    position = at[-1] if at else -1
    while position >= 0:
        rise.append(position)
        position = before[position]
    return rise[::-1]
