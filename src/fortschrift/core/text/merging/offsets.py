"""In which text an offset of the base stands after a change that split and joined texts."""

from functools import cached_property

from fortschrift.core.text.effects.composing import carried_start
from fortschrift.core.text.effects.effect import Effect
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.runs import length
from fortschrift.core.text.tree import Tree


class Offsets:
    """Follows offsets of texts of the base to the texts of after the change."""

    def __init__(self, base: Tree, after: Tree, change: Effect) -> None:
        """Begin with a change and the text that it leaves."""
        self.base = base
        self.after = after
        self.change = change

    def spot(self, node: NodeId, before: int, start: int) -> tuple[NodeId, int]:
        """Tell in which text an offset is now that the change split or joined texts.

        `before` is the offset in the base, `start` the one in the text with its words
        changed.
        """
        over = self.change.texts.get((node, "text"), ())
        for each in reversed(self.change.breaks.get(node, ())):
            if before >= each.end:
                begins = carried_start(each.start, over) + length(each.gap)
                return each.new, start - begins
        if node in self.change.seams:
            return self.change.seams[node].node, start + self._begins[node]
        return node, start

    @cached_property
    def _begins(self) -> dict[NodeId, int]:
        """Tell where joined texts begin in the text they went into."""
        begins: dict[NodeId, int] = {}
        ends: dict[NodeId, int] = {}
        for other, seam in reversed(tuple(self.change.seams.items())):
            end = ends.get(seam.node, length(self.after[seam.node].text))
            begins[other] = end - self._length(other)
            ends[seam.node] = begins[other] - length(seam.gap)
        return begins

    def _length(self, node: NodeId) -> int:
        """Measure a text of the base with its words changed, up to where it is split."""
        over = self.change.texts.get((node, "text"), ())
        breaks = self.change.breaks.get(node)
        if breaks:
            return carried_start(breaks[0].start, over)
        change = sum(length(each.new) - length(each.old) for each in over)
        return length(self.base[node].text) + change
