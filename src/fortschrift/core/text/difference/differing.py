"""Which nodes of two texts differ at all, found without looking into those that are the same.

A change leaves untouched nodes their very state objects, and so does the store; then two
texts are compared in a blink.
"""

from dataclasses import dataclass
from itertools import compress
from operator import is_not, not_

from fortschrift.core.text.node import NodeState
from fortschrift.core.text.tree import Tree


@dataclass(frozen=True, slots=True)
class Differing:
    """What one text has and the other has not, or has otherwise (before, after)."""

    changed: tuple[tuple[NodeState, NodeState], ...]
    gone: tuple[NodeState, ...] = ()
    fresh: tuple[NodeState, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether any node differs."""
        return bool(self.changed or self.gone or self.fresh)


def differing(old: Tree, new: Tree) -> Differing:
    """Find the nodes that differ, each kind in the order in which its text lists them."""
    if len(old) == len(new):
        sides = old.nodes.values(), new.nodes.values()
        beside = list(compress(zip(*sides, strict=True), map(is_not, *sides)))
        if all(one.id == other.id for one, other in beside):  # the very same nodes, in one order
            return Differing(tuple(each for each in beside if each[0] != each[1]))
    # By their place in memory, because the hash of a node's id costs more than all the rest.
    before, after = _left(old, new), _left(new, old)
    ids = {state.id: state for state in before}
    there = {state.id for state in after}
    return Differing(
        tuple(
            (ids[state.id], state) for state in after if state.id in ids and ids[state.id] != state
        ),
        tuple(state for state in before if state.id not in there),
        tuple(state for state in after if state.id not in ids),
    )


def _left(one: Tree, other: Tree) -> list[NodeState]:
    """List the states of a text that are not the very ones of another text."""
    known, states = set(map(id, other.nodes.values())), one.nodes.values()
    return list(compress(states, map(not_, map(known.__contains__, map(id, states)))))
