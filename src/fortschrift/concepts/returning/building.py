"""A text while it is built from a file that came back: its nodes, and what stands below what."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from fortschrift.concepts.manuscripts.blocks import Blocks, Growing
from fortschrift.concepts.manuscripts.manuscript import Words
from fortschrift.concepts.returning.places import UNSEEN, Places, Where, seen_in
from fortschrift.core.text import NodeId, NodeState, Tree, may_stand_under


@dataclass
class Building:
    """The nodes so far and the children of each; `keys` says which node stands where in the file.

    `then` is the file as it went out, `now` as it came back, `living` what is still in it. `blocks`
    reads what is new as in any file, `names` are those of the levels.
    """

    base: Tree
    then: Places
    now: Places
    living: frozenset[NodeId]
    blocks: Blocks
    names: tuple[str, ...]
    mint: Callable[[], NodeId]
    nodes: dict[NodeId, NodeState] = field(default_factory=dict)
    below: dict[NodeId, list[NodeId]] = field(default_factory=dict)
    keys: dict[Where, NodeId] = field(default_factory=dict)

    def tree(self) -> Tree:
        """Give the text with all that was put in its place."""
        states = [
            replace(state, children=tuple(self.below.get(node, ())))
            for node, state in self.nodes.items()
        ]
        return Tree.of(states, root=self.base.root, outline=self.base.outline)

    def at(self, node: NodeId, found: Places) -> int | None:
        """Give the place of a node in the file, or of the first that is in it."""
        met = found.first.get(node)
        if met is not None:
            return met.at
        inside = (
            found.first[each.id].at
            for each in seen_in(self.base, self.base[node])
            if each.id in found.first
        )
        return min(inside, default=None) if self.base[node].kind in UNSEEN else None

    @cached_property
    def parents(self) -> dict[NodeId, NodeId]:
        """Give the parent of each node that has a place; asked for when all that stay have one."""
        return {child: parent for parent, children in self.below.items() for child in children}

    def is_placed(self, node: NodeId) -> bool:
        return node == self.base.root or node in self.parents

    def put_behind(self, node: NodeId, parent: NodeId, before: NodeId | None) -> None:
        """Take a node from where it is and put it behind another one."""
        above = self.parents.get(node)
        if above is not None:
            self.below[above].remove(node)
        children = self.below.setdefault(parent, [])
        children.insert(children.index(before) + 1 if before in children else 0, node)
        self.parents[node] = parent

    def grow_behind(self, grown: Growing, parent: NodeId, before: NodeId | None) -> None:
        self.take(grown)
        self.put_behind(grown.id, parent, before)

    def take(self, grown: Growing) -> None:
        """Take in a subtree that was read like that of any file."""
        for state in grown.states():
            self.nodes[state.id] = replace(state, children=())
            self.below[state.id] = list(state.children)
            self.parents.update(dict.fromkeys(state.children, state.id))

    def note_in(self, holder: NodeId) -> Callable[[str], NodeId | None]:
        """Give the node of a note; one that is new is put below the node whose text calls it."""

        def note(key: str) -> NodeId | None:
            where = self.now.notes.get(key)
            if where in self.nodes:
                return self.keys.get(where)
            _, grown = self.blocks.inline([_call(key)])
            if not grown:
                return None
            self.take(grown[0])
            parent = self._note_holder(holder)
            self.below.setdefault(parent, []).append(grown[0].id)
            self.parents[grown[0].id] = parent
            return grown[0].id

        return note

    def _note_holder(self, node: NodeId) -> NodeId:
        above: NodeId | None = node
        while above is not None and not may_stand_under("note", self.nodes[above].kind):
            above = self.parents.get(above)
        return self.base.root if above is None else above


def _call(key: str) -> Words:
    return Words("", note=key)
