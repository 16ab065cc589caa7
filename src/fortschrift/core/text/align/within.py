"""Pair what is free within two nodes that are one: there is little to choose from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fortschrift.core.text.align.evidence import Evidence
from fortschrift.core.text.align.ordered import in_order
from fortschrift.core.text.align.pairs import Pairs
from fortschrift.core.text.align.reading import Reading
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState


@dataclass(frozen=True, slots=True)
class Within:
    """Pairs the children of nodes that are one."""

    evidence: Evidence
    old: Reading
    new: Reading
    pairs: Pairs

    def pair_all(self) -> None:
        """Go from the outermost nodes inwards, because each new pair helps its children."""
        for state in self.new.tree:
            if state.id in self.pairs.old_of and state.children:
                self._pair_children(self.old.tree[self.pairs.old_of[state.id]], state)

    def _pair_children(self, before: NodeState, after: NodeState) -> None:
        old = [node for node in before.children if self.pairs.is_free_old(node)]
        new = [node for node in after.children if self.pairs.is_free_new(node)]
        if not old or not new:
            return
        self._pair_like(old, new)
        self._pair_hollow(old, new)
        if before.kind == after.kind == "row":
            self._pair_cells(before.children, after.children)

    def _pair_like(self, old: Sequence[NodeId], new: Sequence[NodeId]) -> None:
        """Pair what says much the same, in order."""
        here = [self.old.places[node] for node in old if node in self.old.places]
        there = [self.new.places[node] for node in new if node in self.new.places]
        for i, j in in_order(self.evidence, here, there):
            self.pairs.pair(self.old.nodes[i], self.new.nodes[j])

    def _pair_hollow(self, old: Sequence[NodeId], new: Sequence[NodeId]) -> None:
        """Pair what says nothing and holds nothing that does, in order: empty lists and rows."""
        empty: dict[str, Iterator[NodeId]] = {}
        for node in new:
            if node not in self.new.hollow:
                continue
            kind = self.new.tree[node].kind
            if kind not in empty:
                empty[kind] = self._hollow_of(kind, old)
            before = next(empty[kind], None)
            if before is not None:
                self.pairs.pair(before, node)

    def _hollow_of(self, kind: str, nodes: Sequence[NodeId]) -> Iterator[NodeId]:
        hollow = (node for node in nodes if node in self.old.hollow)
        return (node for node in hollow if self.old.tree[node].kind == kind)

    def _pair_cells(self, old: Sequence[NodeId], new: Sequence[NodeId]) -> None:
        """Pair cells between the same cells, whatever they say: their column is the same."""
        places = {node: place for place, node in enumerate(old)}
        known = [
            (places[self.pairs.old_of[node]], place)
            for place, node in enumerate(new)
            if self.pairs.old_of.get(node) in places
        ]
        ends = [(-1, -1), *known, (len(old), len(new))]
        for (i, j), (next_i, next_j) in pairwise(ends):
            if next_i - i == next_j - j:
                for before, after in zip(old[i + 1 : next_i], new[j + 1 : next_j], strict=True):
                    if self.pairs.is_free_old(before) and self.pairs.is_free_new(after):
                        self.pairs.pair(before, after)
