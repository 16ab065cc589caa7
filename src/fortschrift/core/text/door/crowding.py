"""How many pairs of amendments meet: deciding on each takes time, and each may be written.

Two meet where they work on one node or put something behind it, where one works on or
deletes what the other puts something into, where one deletes what the other works on with
all that stands above it, and where they are alternatives. What meets need not clash.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.merging.proposal import Proposal
from fortschrift.core.text.operations import (
    ChangeOutline,
    Insert,
    Join,
    Move,
    Operation,
    Repeal,
)
from fortschrift.core.text.tree import Place, Tree


def meeting(base: Tree, proposals: Iterable[Proposal]) -> int:
    """Count the pairs that meet; one that meets in several ways counts for each."""
    working: Counter[NodeId] = Counter()
    filling: Counter[NodeId] = Counter()
    deleting: Counter[NodeId] = Counter()
    pairs = 0
    for each in proposals:
        made = each.operations
        working.update({node for one in made for node in _worked_on(one, base)})
        filling.update({one.place.parent for one in made if isinstance(one, Insert | Move)})
        deleting.update({one.node for one in made if isinstance(one, Repeal)})
        pairs += len(each.alternatives)
    for node, count in working.items():
        pairs += count * (count - 1) // 2 + count * filling[node]
    below = _below(base, working + filling)
    return pairs + sum(count * below.get(node, 0) for node, count in deleting.items())


def _worked_on(operation: Operation, base: Tree) -> Iterator[NodeId]:
    match operation:
        case Insert(place=place, states=states):
            yield from (state.id for state in states)
            yield from _behind(place)
        case Move(node=node, place=place):
            yield node
            yield from _behind(place)
        case Join(node=node, other=other):
            yield from (node, other)
        case ChangeOutline():
            yield base.root
        case _:
            yield operation.node


def _behind(place: Place) -> Iterator[NodeId]:
    if place.after:
        yield place.after


def _below(base: Tree, counts: Counter[NodeId]) -> dict[NodeId, int]:
    """Give the sum of all that stands below each node."""
    below: dict[NodeId, int] = {}
    for state in reversed(list(base)):
        below[state.id] = sum(counts[child] + below[child] for child in state.children)
    return below
