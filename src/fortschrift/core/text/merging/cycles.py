"""Moves that together would put a node below itself, though each of them could be made.

A move depends on another one when its new place stands, in the base, at or below the node
that the other one moves. Nodes end in a circle only where moves depend on each other in a
circle, so the smallest sets of proposals that cannot stand together are the smallest such
circles that close: what stands between is not moved away by one of the set.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Set

from fortschrift.core.text.effects.effect import Effect
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.tree import Tree

_Move = tuple[int, NodeId]

#: In a larger knot than this not each circle is sought out, only a shortest one for each move.
_LARGEST = 12


def cycles(base: Tree, effects: Mapping[int, Effect]) -> set[tuple[int, ...]]:
    """Give the smallest sets of proposals whose moves go in a circle, each ascending."""
    depends = _dependencies(base, effects)
    found: set[frozenset[int]] = set()
    for knot in _knots(depends):
        if len(knot) > _LARGEST:
            sets = set(_sets_of_large(knot, depends))
        else:
            sets = {frozenset(number for number, _ in each) for each in _circles(knot, depends)}
        closing = {each for each in sets if _closes(base, [effects[n] for n in each])}
        rest = frozenset(number for number, _ in knot).difference(*closing)
        found |= closing
        if len(knot) > _LARGEST and _closes(base, [effects[n] for n in rest]):
            found.add(rest)
    smallest = {one for one in found if not any(other < one for other in found)}
    return {tuple(sorted(each)) for each in smallest}


def _closes(base: Tree, effects: Iterable[Effect]) -> bool:
    """Tell whether something ends up below itself when all these are done.

    Another one of the same set may have carried a place away from what stood above it.
    """
    landings = dict(landing for effect in effects for landing in _landings(effect))
    return any(node in _way_up(base, landings, node) for node in landings)


def _way_up(base: Tree, landings: Mapping[NodeId, NodeId], start: NodeId) -> set[NodeId]:
    """Give what a node ends up below."""
    found: set[NodeId] = set()
    above = landings.get(start)
    while above is not None and above not in found:
        found.add(above)
        above = landings.get(above) or base.parent_of(above)
    return found


def _dependencies(base: Tree, effects: Mapping[int, Effect]) -> dict[_Move, list[_Move]]:
    """Tell for each move on which other ones it depends."""
    moving: dict[NodeId, list[int]] = {}
    for number, effect in effects.items():
        for node in effect.moved:
            moving.setdefault(node, []).append(number)
    depends: dict[_Move, list[_Move]] = {}
    for number, effect in effects.items():
        for node, parent in _landings(effect):
            on = [*_above(base, moving, number, node, parent)]
            if on:
                depends[number, node] = on
    return depends


def _above(
    base: Tree, moving: Mapping[NodeId, list[int]], number: int, node: NodeId, parent: NodeId
) -> Iterator[_Move]:
    """List the moves of what a new place stands under, from there up.

    Who moves one of these carries the place away from all that stands higher, so what this
    proposal moves itself is the last.
    """
    carriers: set[int] = set()
    for above in base.upwards(parent):
        if number in carriers:
            return
        movers = moving.get(above, ())
        if above != node:
            yield from ((other, above) for other in movers if other not in carriers)
        carriers.update(movers)


def _landings(effect: Effect) -> Iterator[tuple[NodeId, NodeId]]:
    """Tell for each moving node under which node of the base it comes to stand."""
    parents = {node: place.parent for place, node in effect.standing()}
    homes = {part.new: node for node, part in effect.parts()}
    for node in effect.moved:
        above = parents[node]
        while above in effect.fresh:
            above = parents[above]
        yield node, homes.get(above, above)


def _knots(depends: Mapping[_Move, list[_Move]]) -> Iterator[frozenset[_Move]]:
    """Give the sets of moves in which each depends on each, directly or not."""
    reach = {move: _reached(move, depends) for move in depends}
    seen: set[_Move] = set()
    for move in depends:
        if move in seen or move not in reach[move]:
            continue
        knot = frozenset(each for each in reach[move] if move in reach.get(each, ()))
        seen |= knot
        yield knot


def _reached(start: _Move, depends: Mapping[_Move, list[_Move]]) -> set[_Move]:
    found: set[_Move] = set()
    pending = list(depends[start])
    while pending:
        move = pending.pop()
        if move not in found:
            found.add(move)
            pending.extend(depends.get(move, ()))
    return found


def _circles(
    knot: frozenset[_Move], depends: Mapping[_Move, list[_Move]]
) -> Iterator[tuple[_Move, ...]]:
    """List the circles in a small knot, each from its least move."""
    for start in knot:
        pending: list[tuple[_Move, ...]] = [(start,)]
        while pending:
            path = pending.pop()
            for move in depends.get(path[-1], ()):
                if move == start:
                    yield path
                elif move in knot and move > start and move not in path:
                    pending.append((*path, move))


def _sets_of_large(
    knot: frozenset[_Move], depends: Mapping[_Move, list[_Move]]
) -> Iterator[frozenset[int]]:
    """Give smallest sets in a large knot, without which no circle is left."""
    left: Set[_Move] = knot
    while left:
        numbers = {_shortest(move, left, depends) for move in left} - {frozenset()}
        found = {_reduced(each, left, depends) for each in numbers}
        yield from found
        fallen = frozenset[int]().union(*found)
        left = {move for move in left if move[0] not in fallen} if found else set()


def _shortest(
    start: _Move, knot: Set[_Move], depends: Mapping[_Move, list[_Move]]
) -> frozenset[int]:
    """Give the proposals of a shortest circle through a move; none if it is in no circle."""
    came_from: dict[_Move, _Move] = {}
    pending = deque([start])
    while pending:
        move = pending.popleft()
        for each in depends[move]:
            if each == start:
                circle = {start[0]}
                while move != start:
                    circle.add(move[0])
                    move = came_from[move]
                return frozenset(circle)
            if each in knot and each not in came_from:
                came_from[each] = move
                pending.append(each)
    return frozenset()


def _reduced(
    numbers: frozenset[int], knot: Set[_Move], depends: Mapping[_Move, list[_Move]]
) -> frozenset[int]:
    """Leave out proposals as long as the others still have moves in a circle."""
    for number in sorted(numbers, reverse=True):
        without = numbers - {number}
        if _has_circle({move for move in knot if move[0] in without}, depends):
            numbers = without
    return numbers


def _has_circle(moves: set[_Move], depends: Mapping[_Move, list[_Move]]) -> bool:
    while free := {move for move in moves if moves.isdisjoint(depends[move])}:
        moves = moves - free
    return bool(moves)
