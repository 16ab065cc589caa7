"""Who stands under whom while operations go by, known only where they touch it.

A `Draft` copies the whole text to work on. Here only the rows of children that change are
copied, and in any order: all that is asked is which nodes go when one goes.
"""

from collections.abc import Iterable, Sequence

from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.tree import Tree


class Standing:
    """The nodes below each node, after the operations so far (which must be possible)."""

    def __init__(self, before: Tree) -> None:
        """Begin from a text, which stays as it is."""
        self._before = before
        self._rows: dict[NodeId, list[NodeId]] = {}
        self._parents: dict[NodeId, NodeId] = {}

    def insert(self, parent: NodeId, states: Sequence[NodeState]) -> None:
        """Put a subtree, given with its top first, under a parent."""
        for state in states:
            self._rows[state.id] = []
            self._put(state.children, state.id)
        self._put((states[0].id,), parent)

    def remove(self, node: NodeId) -> list[NodeId]:
        """Take a subtree out and list its nodes."""
        self._take(node)
        gone = [node]
        for each in gone:
            gone.extend(self._rows[each] if each in self._rows else self._before[each].children)
        return gone

    def move(self, node: NodeId, parent: NodeId) -> None:
        """Put a subtree under another parent."""
        self._take(node)
        self._put((node,), parent)

    def split(self, node: NodeId, new: NodeId, children: Iterable[NodeId]) -> None:
        """Put a new node beside one, with some of its children."""
        self._rows[new] = []
        self._put((new,), self._parent(node))
        for child in children:
            self.move(child, new)

    def join(self, node: NodeId, other: NodeId) -> None:
        """Take a node away and give its children to another one."""
        self._take(other)
        self._put(self._row(other), node)

    def _row(self, node: NodeId) -> list[NodeId]:
        if node not in self._rows:
            self._rows[node] = list(self._before[node].children)
        return self._rows[node]

    def _parent(self, node: NodeId) -> NodeId:
        above = self._parents.get(node) or self._before.parent_of(node)
        assert above is not None  # the root is neither moved nor taken out
        return above

    def _put(self, nodes: Iterable[NodeId], parent: NodeId) -> None:
        self._row(parent).extend(nodes)
        self._parents.update(dict.fromkeys(nodes, parent))

    def _take(self, node: NodeId) -> None:
        self._row(self._parent(node)).remove(node)
