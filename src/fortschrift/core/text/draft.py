"""A text under work: the one mutable thing in the engine, alive for one call only.

`apply` takes many operations and must not copy the tree for each, so they work on one
draft. It is a tree at every moment; only whether blocks stand where they may is asked
at the end (`tree`), because a paragraph that becomes a list item stands wrongly for
a moment, whichever operation comes first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fortschrift.core.text.blocks import DIVISIBLE
from fortschrift.core.text.errors import (
    Cycle,
    DuplicateNode,
    RootTouched,
    Stale,
    UnknownNode,
    WrongPlace,
    WrongValue,
)
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.runs import InlineText, cut, joined, length
from fortschrift.core.text.tree import (
    Place,
    Tree,
    check_place,
    parents_in,
    place_among,
    walk,
)


class Draft:
    """Nodes, parents and outline at work; `operation` counts the one being applied."""

    def __init__(self, tree: Tree) -> None:
        """Begin from a tree, which is copied once."""
        self.root = tree.root
        self.outline = tree.outline
        self.operation = 0
        self._nodes, self._parents = tree.copied_parts()
        self._placed: dict[NodeId, int] = {}

    def __getitem__(self, node: NodeId) -> NodeState:
        """Give a node's state; raises UnknownNode."""
        try:
            return self._nodes[node]
        except KeyError:
            raise UnknownNode(node) from None

    def __contains__(self, node: object) -> bool:
        """Tell whether the node stands in the text as it is now."""
        return node in self._nodes

    def walk(self, start: NodeId) -> Iterator[NodeState]:
        """Walk a node and all below it in document order."""
        return walk(self._nodes, self[start].id)

    def place_of(self, node: NodeId) -> Place:
        """Give a node's place; raises UnknownNode, RootTouched."""
        self._check_no_root(node)
        return place_among(self._nodes[self._parents[node]], node)

    def put(self, state: NodeState) -> None:
        """Replace the state of a node by one with the same children.

        Raises RootTouched when the root would become something else.
        """
        if self._nodes[state.id].kind != state.kind:
            self._check_no_root(state.id)
            self._ask_later((state.id, *state.children))
        self._nodes[state.id] = state

    def insert(self, place: Place, states: tuple[NodeState, ...]) -> None:
        """Add a sound subtree; raises DuplicateNode, UnknownNode, WrongPlace."""
        top = states[0].id
        for state in states:
            if state.id in self._nodes:
                raise DuplicateNode(state.id)
        self._check_place(place, top)
        self._nodes.update((state.id, state) for state in states)
        self._parents.update(parents_in(states))
        self._attach(top, place)
        self._ask_later(state.id for state in states)

    def remove(self, node: NodeId) -> None:
        """Take a subtree out; raises UnknownNode, RootTouched."""
        self._check_no_root(node)
        self._detach(node)
        for state in tuple(walk(self._nodes, node)):
            del self._nodes[state.id], self._parents[state.id]

    def move(self, node: NodeId, place: Place, *, parent_unknown: bool) -> None:
        """Put a subtree elsewhere; raises UnknownNode, RootTouched, Cycle, WrongPlace."""
        self._check_no_root(node)
        self._check_place(place, node)
        self._check_no_cycle(node, place.parent)
        self._detach(node)
        self._attach(node, place)
        if self._nodes[node].parent_unknown != parent_unknown:
            self._nodes[node] = replace(self._nodes[node], parent_unknown=parent_unknown)
        self._ask_later((node,))

    def split(
        self, node: NodeId, at: int, gap: InlineText, new: NodeId, children: tuple[NodeId, ...]
    ) -> None:
        """Split a text in two; raises UnknownNode, DuplicateNode, Stale, WrongPlace."""
        state, parent = self._divisible(node)
        if new in self._nodes:
            raise DuplicateNode(new)
        total, behind = length(state.text), at + length(gap)
        if behind > total or cut(state.text, at, behind) != gap:
            found = cut(state.text, min(at, total), min(behind, total))
            raise Stale(node, "text", gap, found, at)
        rest = len(state.children) - len(children)
        if state.children[max(rest, 0) :] != children:
            raise WrongPlace(children[0], node, "not_last")
        first = replace(state, text=cut(state.text, 0, at), children=state.children[:rest])
        second = NodeState(
            new,
            state.kind,
            text=cut(state.text, behind, total),
            children=children,
            parent_unknown=state.parent_unknown,
        )
        self._nodes |= {node: first, new: second}
        self._parents.update(dict.fromkeys(children, new))
        self._attach(new, Place(parent, node))

    def join(self, node: NodeId, other: NodeId, gap: InlineText) -> None:
        """Join a text with the next; raises UnknownNode, WrongPlace, WrongValue, Stale."""
        state, parent = self._divisible(node)
        ended, _ = self._divisible(other)
        if self._parents[other] != parent or self.place_of(other).after != node:
            raise WrongPlace(other, parent, "not_next")
        if ended.kind != state.kind:
            raise Stale(other, "kind", state.kind, ended.kind)
        if ended.parent_unknown != state.parent_unknown:
            raise WrongPlace(other, parent, "unknown_but_placed")
        if ended.relations or ended.printed_number is not None:
            raise WrongValue(other, "relations" if ended.relations else "printed_number", "")
        self._detach(other)
        del self._nodes[other], self._parents[other]
        text = joined(state.text, gap, ended.text)
        children = (*state.children, *ended.children)
        self._nodes[node] = replace(state, text=text, children=children)
        self._parents.update(dict.fromkeys(ended.children, node))

    def tree(self) -> Tree:
        """Freeze the draft.

        Raises WrongPlace, with the number of the operation that brought the node there.
        """
        for node, operation in self._placed.items():
            parent = self._parents.get(node)
            if parent is not None:  # else it is the root or was taken out again
                self.operation = operation
                check_place(self._nodes[node], self._nodes[parent], root=self.root)
        return Tree.trusted(self.root, self._nodes, self.outline, self._parents)

    def _attach(self, node: NodeId, place: Place) -> None:
        parent = self._nodes[place.parent]
        at = 0 if place.after is None else parent.children.index(place.after) + 1
        children = (*parent.children[:at], node, *parent.children[at:])
        self._nodes[parent.id] = replace(parent, children=children)
        self._parents[node] = parent.id

    def _detach(self, node: NodeId) -> None:
        parent = self._nodes[self._parents[node]]
        at = parent.children.index(node)
        children = parent.children[:at] + parent.children[at + 1 :]
        self._nodes[parent.id] = replace(parent, children=children)

    def _ask_later(self, nodes: Iterable[NodeId]) -> None:
        """Note that these may stand wrongly since this operation."""
        self._placed.update(dict.fromkeys(nodes, self.operation))

    def _divisible(self, node: NodeId) -> tuple[NodeState, NodeId]:
        """Give a state that can be split or joined, and its parent."""
        state = self[node]
        if state.kind not in DIVISIBLE:
            raise WrongPlace(node, self._parents.get(node), "indivisible")
        return state, self._parents[node]

    def _check_no_root(self, node: NodeId) -> None:
        if self[node].id == self.root:
            raise RootTouched(node)

    def _check_place(self, place: Place, node: NodeId) -> None:
        """Raise unless the parent is there and the sibling to follow is its child."""
        parent = self[place.parent].id
        if place.after is None:
            return
        if place.after == node:
            raise WrongPlace(node, parent, "itself")
        if self._parents.get(self[place.after].id) != parent:
            raise WrongPlace(node, parent, "after")

    def _check_no_cycle(self, node: NodeId, parent: NodeId) -> None:
        """Raise when the new parent is the node itself or stands below it."""
        above: NodeId | None = parent
        while above is not None:
            if above == node:
                raise Cycle(node)
            above = self._parents.get(above)
