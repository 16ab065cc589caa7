"""Which nodes of two texts differ at all, found without looking into those that are the same.

A change leaves untouched nodes their very state objects, and so does the store; then two
texts are compared in a blink.
"""

from dataclasses import dataclass

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
    states, others = old.nodes.values(), new.nodes.values()
    if len(old) == len(new):
        beside = [
            (one, other) for one, other in zip(states, others, strict=True) if one is not other
        ]
        if all(one.id == other.id for one, other in beside):  # the very same nodes, in one order
            return Differing(tuple((one, other) for one, other in beside if one != other))
    # By their place in memory, because the hash of a node's id costs more than all the rest.
    known, kept = set(map(id, states)), set(map(id, others))
    left = {state.id: state for state in states if id(state) not in kept}
    changed: list[tuple[NodeState, NodeState]] = []
    fresh: list[NodeState] = []
    for state in others:
        if id(state) in known:
            continue
        before = left.pop(state.id, None)
        if before is None:
            fresh.append(state)
        elif before != state:
            changed.append((before, state))
    return Differing(tuple(changed), tuple(left.values()), tuple(fresh))
