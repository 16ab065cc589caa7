"""The tree: node states joined to one text, with the outline it follows.

A tree is a value. It is structurally sound by construction: everything is reachable
from the root, nothing stands twice, no block stands where it could not be shown.
The outline is part of the text, because level names and numbers are printed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from fortschrift.core.text.blocks import ROOT_KIND, may_stand_under
from fortschrift.core.text.errors import (
    Cycle,
    DuplicateNode,
    RootTouched,
    StrayNode,
    UnknownNode,
    WrongPlace,
)
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.outline import NO_OUTLINE, Outline

K = TypeVar("K")
V = TypeVar("V")
Nodes: TypeAlias = Mapping[NodeId, NodeState]
Parents: TypeAlias = Mapping[NodeId, NodeId]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands: under a parent, behind a sibling, or (None) as its first child."""

    parent: NodeId
    after: NodeId | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """A text: the root, every node's state by id, the outline.

    Raises UnknownNode, DuplicateNode, StrayNode, Cycle or WrongPlace when the states do
    not make one tree. Building is linear in the nodes.
    """

    root: NodeId
    nodes: Nodes
    outline: Outline = NO_OUTLINE
    _parents: Parents = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Freeze the mapping and check the structure."""
        nodes = dict(self.nodes)
        object.__setattr__(self, "nodes", MappingProxyType(nodes))
        object.__setattr__(self, "_parents", MappingProxyType(_parents_of(nodes)))
        _check_root(self)
        _check_reachable(self)
        for node, parent in self._parents.items():
            check_place(nodes[node], nodes[parent], root=self.root)

    @classmethod
    def of(
        cls, states: Iterable[NodeState], *, root: NodeId, outline: Outline = NO_OUTLINE
    ) -> "Tree":
        """Join states, in any order, to a tree; raises DuplicateNode for an id given twice."""
        nodes: dict[NodeId, NodeState] = {}
        for state in states:
            if state.id in nodes:
                raise DuplicateNode(state.id)
            nodes[state.id] = state
        return cls(root, nodes, outline)

    @classmethod
    def trusted(cls, root: NodeId, nodes: Nodes, outline: Outline, parents: Parents) -> "Tree":
        """Build without checks from what an operation on a sound tree has left sound."""
        tree = object.__new__(cls)
        for name, value in (("root", root), ("outline", outline)):
            object.__setattr__(tree, name, value)
        object.__setattr__(tree, "nodes", MappingProxyType(nodes))
        object.__setattr__(tree, "_parents", MappingProxyType(parents))
        return tree

    def __getitem__(self, node: NodeId) -> NodeState:
        """Give a node's state; raises UnknownNode."""
        try:
            return self.nodes[node]
        except KeyError:
            raise UnknownNode(node) from None

    def __contains__(self, node: object) -> bool:
        """Tell whether the node stands in this text."""
        return node in self.nodes

    def __len__(self) -> int:
        """Count the nodes, the root included."""
        return len(self.nodes)

    def __iter__(self) -> Iterator[NodeState]:
        """Walk the states in document order."""
        return self.walk()

    def walk(self, start: NodeId | None = None) -> Iterator[NodeState]:
        """Walk a node (None: the root) and all below it in document order."""
        return walk(self.nodes, self.root if start is None else self[start].id)

    def children(self, node: NodeId) -> tuple[NodeState, ...]:
        """Give the states of a node's children in order."""
        return tuple(self.nodes[child] for child in self[node].children)

    def parent_of(self, node: NodeId) -> NodeId | None:
        """Give a node's parent, None for the root; raises UnknownNode."""
        return self._parents.get(self[node].id)

    def place_of(self, node: NodeId) -> Place:
        """Give a node's place; raises UnknownNode, RootTouched for the root, which has none."""
        parent = self.parent_of(node)
        if parent is None:
            raise RootTouched(node)
        return place_among(self.nodes[parent], node)

    def ancestors(self, node: NodeId) -> Iterator[NodeState]:
        """Walk from a node's parent up to the root."""
        above = self.parent_of(node)
        while above is not None:
            yield self.nodes[above]
            above = self._parents.get(above)

    def upwards(self, node: NodeId) -> Iterator[NodeId]:
        """Walk the ids from a node itself up to the root; of a stranger there is none."""
        above = node if node in self.nodes else None
        while above is not None:
            yield above
            above = self._parents.get(above)

    def depth(self, node: NodeId) -> int:
        """Count the steps down from the root."""
        return sum(1 for _ in self.ancestors(node))

    def copied_parts(self) -> tuple[dict[NodeId, NodeState], dict[NodeId, NodeId]]:
        """Give nodes and parents as dicts of one's own, to work on."""
        return _copied(self.nodes), _copied(self._parents)


def new_states(before: Tree, after: Tree) -> tuple[NodeState, ...]:
    """List the states of *after* that *before* does not have, in document order.

    These are what a store has to write when a change is made; a node that is gone is in
    `before.nodes.keys() - after.nodes.keys()`.
    """
    known = before.nodes
    return tuple(state for state in after if known.get(state.id) != state)


def walk(nodes: Nodes, start: NodeId) -> Iterator[NodeState]:
    """Walk a node and all below it in document order; no recursion, so depth costs nothing."""
    pending = [start]
    while pending:
        state = nodes[pending.pop()]
        yield state
        pending.extend(reversed(state.children))


def place_among(parent: NodeState, node: NodeId) -> Place:
    """Give the place of a child of this parent."""
    position = parent.children.index(node)
    return Place(parent.id, parent.children[position - 1] if position else None)


def check_place(state: NodeState, parent: NodeState, *, root: NodeId) -> None:
    """Raise WrongPlace when a node may not stand under this parent."""
    if not may_stand_under(state.kind, parent.kind):
        raise WrongPlace(state.id, parent.id, "kind")
    if state.parent_unknown and parent.id != root:
        raise WrongPlace(state.id, parent.id, "unknown_but_placed")


def parents_in(states: Sequence[NodeState]) -> dict[NodeId, NodeId]:
    """Tell the parents within a subtree, given whole and in document order, its top first.

    Raises DuplicateNode, UnknownNode, Cycle or StrayNode when it is no such subtree.
    """
    nodes: dict[NodeId, NodeState] = {}
    for state in states:
        if state.id in nodes:
            raise DuplicateNode(state.id)
        nodes[state.id] = state
    parents = _parents_of(nodes)
    if states[0].id in parents:
        raise Cycle(states[0].id)
    in_order = walk(nodes, states[0].id)
    for state in states:
        if next(in_order, None) is not state:
            raise StrayNode(state.id)
    return parents


def _copied(mapping: Mapping[K, V]) -> dict[K, V]:
    """Copy at once: `dict` of a proxy would ask it for each item."""
    return mapping.copy() if isinstance(mapping, MappingProxyType) else dict(mapping)


def _parents_of(nodes: Nodes) -> dict[NodeId, NodeId]:
    parents: dict[NodeId, NodeId] = {}
    for state in nodes.values():
        for child in state.children:
            if child not in nodes:
                raise UnknownNode(child)
            if child in parents:
                raise DuplicateNode(child)
            parents[child] = state.id
    return parents


def _check_root(tree: Tree) -> None:
    root = tree[tree.root]
    if tree.parent_of(root.id) is not None:
        raise Cycle(root.id)
    if root.kind != ROOT_KIND or root.parent_unknown:
        raise WrongPlace(root.id, None, "no_root")


def _check_reachable(tree: Tree) -> None:
    reached = {state.id for state in tree.walk()}
    for node, state in tree.nodes.items():
        if state.id != node:
            raise UnknownNode(node)
        if node not in reached:
            raise Cycle(node) if tree.parent_of(node) else StrayNode(node)
