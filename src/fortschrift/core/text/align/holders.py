"""Pair what holds other nodes by what it holds: lists, rows, tables, elements.

An element keeps its identity with its heading or with its contents; only if both are gone
it is another one.
"""

from collections import Counter
from math import inf

from fortschrift.core.text.align.pairs import Pairs
from fortschrift.core.text.align.reading import Reading, said_once, sort_of
from fortschrift.core.text.blocks import is_level
from fortschrift.core.text.ids import NodeId

# Sorts whose own words (a heading, a caption) can be outvoted by what they hold.
_NEGOTIABLE = frozenset({"element", "table"})
# What two must have in common of what they hold to be one for that reason alone: elements
# of what the larger one holds, others of the smaller one. A row is known by its first
# cell; a "ja" in another column says little.
_OF_ELEMENTS, _OF_ROWS, _OF_OTHERS = 1 / 3, 1 / 2, 1 / 3


def pair_holders(old: Reading, new: Reading, pairs: Pairs) -> None:
    """Pair nodes by their contents, from the innermost outwards.

    Where two would be the same old node it is the one for which more speaks, and the other
    one looks for the next best.
    """
    contest = Contest(old, new, pairs)
    for state in reversed(list(new.tree)):
        looking: NodeId | None = state.id if state.children else None
        while looking is not None and not pairs.is_settled(looking):
            looking = contest.find_place(looking)


class Contest:
    """Who becomes whom among nodes that hold others."""

    def __init__(self, old: Reading, new: Reading, pairs: Pairs) -> None:
        """Note who is paired by words, and which words stand but once."""
        self.old, self.new, self.pairs = old, new, pairs
        self.by_words = dict(pairs.old_of)
        self.once_in_old, self.once_in_new = said_once(old), said_once(new)

    def find_place(self, node: NodeId) -> NodeId | None:
        """Give a node the best place it can win, and give whom it takes it from."""
        for strength, place in self._wishes(node):
            holder = self.pairs.new_of.get(place)
            if holder == node:
                return None
            if holder is not None and self._strength(holder, place) < strength:
                self.pairs.release(holder)
            if self.pairs.is_free_old(place):
                self.pairs.release(node)
                self.pairs.pair(place, node)
                return holder
        return None

    def _wishes(self, node: NodeId) -> list[tuple[float, NodeId]]:
        """Give the old nodes that a new one may be, the best first, with what speaks for each."""
        may_be = {place for place in self._votes(node) if self._hold_the_same(node, place)}
        if node in self.by_words:
            may_be.add(self.by_words[node])
        wishes = [(self._strength(node, place), place) for place in may_be]
        return sorted(wishes, key=lambda wish: (-wish[0], self.old.order[wish[1]]))

    def _strength(self, node: NodeId, place: NodeId) -> float:
        """Weigh what speaks for a pair: the words of what both hold, and their own."""
        if node in self.pairs.given:
            return inf
        votes = self._votes(node)[place]
        if self.by_words.get(node) != place:
            return votes
        passage = self.new.passages[self.new.places[node]]
        own = passage.key in self.once_in_old and passage.key in self.once_in_new
        return inf if own or passage.sort not in _NEGOTIABLE else votes + len(passage.bag)

    def _votes(self, node: NodeId) -> Counter[NodeId]:
        """Count by their weight where the children of a node stood before."""
        votes = Counter[NodeId]()
        sort = sort_of(self.new.tree[node].kind)
        for child in self.new.tree[node].children:
            before = self.pairs.old_of.get(child)
            parent = None if before is None else self.old.tree.parent_of(before)
            if parent is not None and sort_of(self.old.tree[parent].kind) == sort:
                votes[parent] += self.new.weights[child]
        return votes

    def _hold_the_same(self, node: NodeId, place: NodeId) -> bool:
        """Tell whether enough of what they hold is in both."""
        new, old = self.new.tree[node], self.old.tree[place]
        common, held = self._votes(node)[place], (_held(self.new, node), _held(self.old, place))
        if is_level(new.kind):
            return common >= _OF_ELEMENTS * max(held)
        if new.kind == "row" and self.pairs.old_of.get(new.children[0]) != old.children[0]:
            return common >= _OF_ROWS * min(held)
        return common >= _OF_OTHERS * min(held)


def _held(reading: Reading, node: NodeId) -> int:
    return sum(reading.weights[child] for child in reading.tree[node].children)
