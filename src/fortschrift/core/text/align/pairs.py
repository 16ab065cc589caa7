"""Pairs of nodes while they are being found."""

from collections.abc import Iterable, Mapping

from fortschrift.core.text.ids import NodeId


class Pairs:
    """Which new node is which old one; one to one.

    Pairs that are given, because they are known by their ids, are never undone.
    """

    def __init__(self, given: Mapping[NodeId, NodeId]) -> None:
        """Begin with the given pairs, new to old."""
        self.given = frozenset(given)
        self.old_of = dict(given)
        self.new_of = {old: new for new, old in given.items()}
        self._parts: set[NodeId] = set()

    def pair(self, old: NodeId, new: NodeId) -> None:
        """Pair two nodes that are free."""
        self.old_of[new], self.new_of[old] = old, new

    def release(self, new: NodeId) -> None:
        """Undo the pair that a new node is in, if it is in one."""
        if new in self.old_of:
            del self.new_of[self.old_of.pop(new)]

    def keep_apart(self, parts: Iterable[NodeId]) -> None:
        """Let parts of a split or joined node be in no other pair."""
        self._parts.update(parts)

    def is_settled(self, new: NodeId) -> bool:
        """Tell whether a new node is in a given pair or a part, and looks for nothing else."""
        return new in self.given or new in self._parts

    def is_free_old(self, node: NodeId) -> bool:
        """Tell whether a node of the old text is in no pair and no part."""
        return node not in self.new_of and node not in self._parts

    def is_free_new(self, node: NodeId) -> bool:
        """Tell whether a node of the new text is in no pair and no part."""
        return node not in self.old_of and node not in self._parts
