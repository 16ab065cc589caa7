"""What comes to stand where once operations are folded: children lists against the base.

The last step of a fold. It undoes in the lists what the effect says by itself (a join
takes a node out, a split puts one in) and then tells, for each parent, which children
stay and what stands between them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from fortschrift.core.text.composition.flow import Untold
from fortschrift.core.text.effects.effect import Break, Seam
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.tree import Place, Tree


@dataclass(frozen=True, slots=True)
class Ghost:
    """The place of a child of the base that is not there any more."""

    node: NodeId


Slot: TypeAlias = NodeId | Ghost
"""An entry of a children list under work.

What comes to stand somewhere stands in a gap of the base, and keeps to it when the nodes
around it move away.
"""


def present(slots: Iterable[Slot]) -> list[NodeId]:
    """Give the children that are there."""
    return [each for each in slots if not isinstance(each, Ghost)]


@dataclass(frozen=True, slots=True)
class Shape:
    """The part of an effect that says where nodes stand; see `Effect`."""

    placed: dict[Place, tuple[NodeId, ...]]
    moved: dict[NodeId, bool]
    fresh: dict[NodeId, NodeState]
    breaks: dict[NodeId, tuple[Break, ...]]


@dataclass(slots=True)
class Placing:
    """Children lists as they are now, what was moved, what is new, split and joined."""

    base: Tree
    kids: dict[NodeId, list[Slot]]
    moved: dict[NodeId, bool]
    fresh: Mapping[NodeId, NodeState]
    parts: Mapping[NodeId, NodeId]
    breaks: Mapping[NodeId, Sequence[Break]]
    seams: Mapping[NodeId, Seam]
    placed: dict[Place, tuple[NodeId, ...]] = field(default_factory=dict)
    moving: dict[NodeId, bool] = field(default_factory=dict)

    def shape(self) -> Shape:
        """Tell what comes to stand where; raises Untold."""
        self._part_joined()
        breaks = {node: self._with_children(node) for node in self.breaks}
        before = {each.new: each.children for found in breaks.values() for each in found}
        for parent in tuple(self.kids):
            if parent not in self.fresh and (parent in self.base or parent in before):
                self._under(parent, self._base_children(parent, before, breaks))
        return Shape(self.placed, self._moving(), self._new_states(), breaks)

    def _part_joined(self) -> None:
        """Let what was joined stand behind the node it went into, with its own children."""
        for other, seam in reversed(tuple(self.seams.items())):
            own = set(self.base[other].children)
            children = self._children(seam.node)
            starts = (
                i
                for i, each in enumerate(children)
                if _node(each) in own and each not in self.moved
            )
            at = next(starts, len(children))
            self.kids[other] = children[at:]
            self.kids[seam.node] = children[:at]
            self._stand_again(other, seam.node)

    def _stand_again(self, other: NodeId, node: NodeId) -> None:
        """Put back what was joined: to its own place, or behind a node that has moved."""
        siblings = next((kids for kids in self.kids.values() if node in kids), None)
        if siblings is None:
            raise Untold
        if {node, other}.isdisjoint(self.moved) and Ghost(other) in siblings:
            siblings[siblings.index(Ghost(other))] = other
            return
        siblings.insert(self._behind(node, other, siblings), other)
        self.moved.setdefault(other, self._flag(node))

    def _behind(self, node: NodeId, other: NodeId, siblings: Sequence[Slot]) -> int:
        """Give the position behind a node, and behind what was joined to it where it stood."""
        at = siblings.index(node)
        if node not in self.moved:
            joined = [each for each, seam in self.seams.items() if seam.node == node]
            stood = {Ghost(each) for each in joined if each not in self.moved and each != other}
            at = max([at, *(i for i, slot in enumerate(siblings) if slot in stood)])
        return at + 1

    def _children(self, node: NodeId) -> list[Slot]:
        if node not in self.kids:
            self.kids[node] = list(self.base[node].children)
        return self.kids[node]

    def _with_children(self, node: NodeId) -> tuple[Break, ...]:
        """Give the breaks of a text from left to right, with the children that go along."""
        breaks = sorted(self.breaks[node], key=lambda each: each.start)
        if len({each.start for each in breaks}) < len(breaks):
            raise Untold
        rest = self.base[node].children
        found: list[Break] = []
        for each in reversed(breaks):
            mine = self.kids.get(each.new, [])
            stay = (i for i, c in enumerate(rest) if c in mine and c not in self.moved)
            at = next(stay, len(rest))
            found.append(replace(each, children=rest[at:]))
            rest = rest[:at]
        return tuple(reversed(found))

    def _base_children(
        self,
        parent: NodeId,
        before: Mapping[NodeId, tuple[NodeId, ...]],
        breaks: Mapping[NodeId, tuple[Break, ...]],
    ) -> tuple[NodeId, ...]:
        """Give the children a node has in the base, once texts are split."""
        if parent in before:
            return before[parent]
        gone = {child for each in breaks.get(parent, ()) for child in each.children}
        return tuple(child for child in self.base[parent].children if child not in gone)

    def _under(self, parent: NodeId, before: tuple[NodeId, ...]) -> None:
        slots = self.kids[parent]
        stood = set(before)
        staying = {each for each in present(slots) if each in stood and each not in self.moved}
        after: NodeId | None = None
        last: NodeId | None = None
        in_place: set[NodeId] = set()
        for slot in slots:
            if isinstance(slot, Ghost):
                after = slot.node if slot.node in stood else after
                continue
            if slot in staying:
                after = slot
            elif self._is_in_place(slot, last, staying | in_place):
                in_place.add(slot)
            else:
                place = Place(parent, after)
                self.placed[place] = (*self.placed.get(place, ()), slot)
                if slot not in self.fresh:
                    self.moving[slot] = self._flag(slot)
            last = slot

    def _is_in_place(self, child: NodeId, last: NodeId | None, staying: set[NodeId]) -> bool:
        """Tell whether the second part of a text stands where the split has put it."""
        source = self.parts.get(child)
        if source is None or source not in staying or child in self.moved:
            return False
        row = [source, *(each.new for each in sorted(self.breaks[source], key=_start))]
        return last == row[row.index(child) - 1] and last in staying

    def _flag(self, node: NodeId) -> bool:
        if node in self.moved:
            return self.moved[node]
        return self.base[self.parts.get(node, node)].parent_unknown

    def _moving(self) -> dict[NodeId, bool]:
        """Tell what moves, into new nodes as well."""
        for state in self.fresh:
            for child in present(self.kids[state]):
                if child not in self.fresh:
                    self.moving[child] = self._flag(child)
        return self.moving

    def _new_states(self) -> dict[NodeId, NodeState]:
        return {
            node: state
            if state.children == (children := tuple(present(self.kids[node])))
            else replace(state, children=children)
            for node, state in self.fresh.items()
        }


def _node(slot: Slot) -> NodeId:
    return slot.node if isinstance(slot, Ghost) else slot


def _start(each: Break) -> int:
    return each.start
