"""Which nodes of two texts differ at all, found without looking into those that are the same.

A change leaves untouched nodes their very state objects, and so does the store; then two
texts are compared in a blink.
"""

from dataclasses import dataclass
from itertools import zip_longest

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
    found = _in_one_order(old, new)
    return _in_any_order(old, new) if found is None else found


def _in_one_order(old: Tree, new: Tree) -> Differing | None:
    """Walk through both texts side by side; None if they list what is in both otherwise."""
    changed: list[tuple[NodeState, NodeState]] = []
    gone: list[NodeState] = []
    fresh: list[NodeState] = []
    before, after = iter(old.nodes.values()), iter(new.nodes.values())
    for beside in zip_longest(before, after):
        one, other = beside
        while one is not other:
            if one and other and one.id == other.id:
                if one != other:
                    changed.append((one, other))
                break
            if other and other.id not in old.nodes:
                fresh.append(other)
                other = next(after, None)
            elif one and one.id not in new.nodes:
                gone.append(one)
                one = next(before, None)
            else:
                return None
    return Differing(tuple(changed), tuple(gone), tuple(fresh))


def _in_any_order(old: Tree, new: Tree) -> Differing:
    """Leave out what is the same by its place in memory, as hashing all ids would cost more."""
    known, kept = set(map(id, old.nodes.values())), set(map(id, new.nodes.values()))
    left = {state.id: state for state in old.nodes.values() if id(state) not in kept}
    changed: list[tuple[NodeState, NodeState]] = []
    fresh: list[NodeState] = []
    for state in new.nodes.values():
        if id(state) in known:
            continue
        before = left.pop(state.id, None)
        if before is None:
            fresh.append(state)
        elif before != state:
            changed.append((before, state))
    return Differing(tuple(changed), tuple(left.values()), tuple(fresh))
