"""Tracked changes of a file as proposals to its text: one for each author and element.

What somebody changed within one element (a goal, a measure) belongs together and can be decided
on by itself; so each proposal is a row of operations that stands on the text alone.  Only where an
author's changes lean on each other across elements they stay one proposal.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fortschrift.concepts.manuscripts.manuscript import Place, Tracked
from fortschrift.concepts.manuscripts.placed import Placed
from fortschrift.concepts.manuscripts.tracking import Marked
from fortschrift.concepts.manuscripts.understanding import Understanding
from fortschrift.core.text import (
    Insert,
    Move,
    NodeId,
    Operation,
    Split,
    TextError,
    Tree,
    apply,
    is_level,
)
from fortschrift.core.text.align import identified
from fortschrift.core.text.align.alignment import Alignment
from fortschrift.core.text.difference.diff import diff


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody tracked in one element.

    ``node`` is the element, or the root; ``marked`` are the changes as the file has them.
    """

    author: str
    node: NodeId
    operations: tuple[Operation, ...]
    marked: tuple[Marked, ...]

    @property
    def happened(self) -> str:
        """Say when, as precisely as all dates agree: a day, a month, a year, or nothing.

        >>> marked = Marked(0, Place("line", 1), Tracked("inserted", "", "2026-03-01T09:00"), "x")
        >>> Proposal("", None, (), (marked,)).happened
        '2026-03-01'
        """
        dates = {each.tracked.date[:10] for each in self.marked if _is_day(each.tracked.date)}
        for length in (10, 7, 4):
            beginnings = {day[:length] for day in dates}
            if len(beginnings) == 1 and len(found := beginnings.pop()) == length:
                return found
        return ""


def _is_day(said: str) -> bool:
    try:
        return bool(date.fromisoformat(said[:10]))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Base:
    """The text of a file without its tracked changes, under the ids that it has from now on."""

    tree: Tree
    places: Mapping[NodeId, Place]


def base_of(made: Placed, tree: Tree, pairs: Mapping[NodeId, NodeId]) -> Base:
    """Say where each node of a text comes from; ``pairs`` are those that were renamed."""
    return Base(tree, {pairs.get(node, node): place for node, place in made.places.items()})


def proposals(found: Understanding, base: Base, mint: Callable[[], NodeId]) -> list[Proposal]:
    """Make proposals of all tracked changes, author by author in the order of the file."""
    made: list[Proposal] = []
    for author in dict.fromkeys(each.tracked.author for each in found.marked):
        made += _of_author(found, base, author, mint)
    return made


def _of_author(
    found: Understanding, base: Base, author: str, mint: Callable[[], NodeId]
) -> Iterator[Proposal]:
    def own(position: int, tracked: Tracked) -> bool:
        return tracked.author == author

    theirs = found.placed(found.resolved(own), mint)
    same = Alignment(dict(_same(base, theirs)))
    after = identified(base.tree, identified(base.tree, theirs.tree, same))
    names = {theirs_id: same.pairs.get(theirs_id, theirs_id) for theirs_id in theirs.places}
    places = {**{names[node]: place for node, place in theirs.places.items()}, **base.places}
    operations = diff(base.tree, after)
    marked = [each for each in found.marked if each.tracked.author == author]
    for node, group in coherent(operations, base.tree):
        touched = {places[each] for each in touched_nodes(group, base.tree) if each in places}
        near = tuple(each for each in marked if each.place in touched)
        yield Proposal(author, node, group, near or tuple(marked))


def _same(base: Base, theirs: Placed) -> Iterator[tuple[NodeId, NodeId]]:
    """Pair what stands at the same place of the file; a table only with as many rows."""
    known = {key: node for node, key in _keys(base.tree, base.places)}
    for node, key in _keys(theirs.tree, theirs.places):
        before = known.get(key)
        if before is None:
            continue
        yield node, before
        if key[1] == "table":
            yield from _same_cells(theirs.tree, node, base.tree, before)


_Key = tuple[Place, str, int]


def _keys(tree: Tree, places: Mapping[NodeId, Place]) -> Iterator[tuple[NodeId, _Key]]:
    seen: Counter[tuple[Place, str]] = Counter()
    for state in tree:
        place = places.get(state.id)
        if place is not None and state.kind not in ("row", "cell"):
            seen[place, state.kind] += 1
            yield state.id, (place, state.kind, seen[place, state.kind])


def _same_cells(
    one: Tree, table: NodeId, other: Tree, same: NodeId
) -> Iterator[tuple[NodeId, NodeId]]:
    for row, before in _paired(one[table].children, other[same].children):
        if one[row].kind == other[before].kind == "row":
            yield row, before
            yield from _paired(one[row].children, other[before].children)


def _paired(one: Sequence[NodeId], other: Sequence[NodeId]) -> Iterable[tuple[NodeId, NodeId]]:
    return zip(one, other, strict=True) if len(one) == len(other) else ()


def coherent(
    operations: Sequence[Operation], base: Tree
) -> list[tuple[NodeId, tuple[Operation, ...]]]:
    """Part operations by element where each part stands alone and all together say the same."""
    groups: dict[NodeId, list[Operation]] = {}
    owners: dict[NodeId, NodeId] = {}
    for operation in operations:
        element = _element_of(operation, base, owners)
        groups.setdefault(element, []).append(operation)
        owners |= dict.fromkeys(_new(operation), element)
    parted = [(element, tuple(group)) for element, group in groups.items()]
    if len(parted) > 1 and not _stand_alone([group for _, group in parted], operations, base):
        return [(base.root, tuple(operations))]
    return parted


def _stand_alone(
    groups: Sequence[tuple[Operation, ...]], operations: Sequence[Operation], base: Tree
) -> bool:
    try:
        for group in groups:
            apply(group, base)
        together = apply([each for group in groups for each in group], base)
    except TextError:
        return False
    return together == apply(operations, base)


def _element_of(operation: Operation, base: Tree, owners: Mapping[NodeId, NodeId]) -> NodeId:
    node = operation.place.parent if isinstance(operation, Insert) else _subject(operation)
    if node in owners:
        return owners[node]
    above = (each for each in base.upwards(node) if is_level(base[each].kind))
    return next(above, base.root)


def _subject(operation: Operation) -> NodeId:
    node: NodeId | None = getattr(operation, "node", None)
    return node  # type: ignore[return-value]


def _new(operation: Operation) -> list[NodeId]:
    if isinstance(operation, Insert):
        return [state.id for state in operation.states]
    return [operation.new] if isinstance(operation, Split) else []


def touched_nodes(operations: Iterable[Operation], base: Tree) -> set[NodeId]:
    """Name the nodes that operations touch, with what they strike, in the file's own places."""
    found: set[NodeId] = set()
    for operation in operations:
        node = getattr(operation, "node", None)
        found |= {*_new(operation)}
        if node is not None:
            found |= (
                {state.id for state in base.walk(node)} if _whole(operation, node, base) else {node}
            )
        if (other := getattr(operation, "other", None)) is not None:
            found.add(other)
    return found


def _whole(operation: Operation, node: NodeId, base: Tree) -> bool:
    return type(operation).__name__ == "Repeal" or (isinstance(operation, Move) and node in base)
