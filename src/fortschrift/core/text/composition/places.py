"""Where nodes stand while operations are folded: children lists and parents, beside the base.

Only what operations touch is looked at; all else is looked up in the base.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fortschrift.core.text.composition.flow import Untold
from fortschrift.core.text.composition.placing import Ghost, Slot, present
from fortschrift.core.text.errors import (
    Cycle,
    DuplicateNode,
    RootTouched,
    UnknownNode,
    WrongPlace,
)
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.tree import Place, Tree, parents_in


class Places:
    """Children lists and parents as operations have left them.

    `fresh` are new nodes, `moved` those of the base that have moved (and whether their parent
    is unknown), `gone` those taken out, `parts` second parts of texts with the node whose text
    it was, `ended` texts of the base that were joined to another one, with that one.
    """

    def __init__(self, base: Tree) -> None:
        """Begin with nothing done."""
        self.base = base
        self.kids: dict[NodeId, list[Slot]] = {}
        self.parents: dict[NodeId, NodeId] = {}
        self.fresh: dict[NodeId, NodeState] = {}
        self.moved: dict[NodeId, bool] = {}
        self.gone: set[NodeId] = set()
        self.parts: dict[NodeId, NodeId] = {}
        self.ended: dict[NodeId, NodeId] = {}

    def insert(self, place: Place, states: tuple[NodeState, ...]) -> None:
        """Put in a new subtree; raises DuplicateNode, UnknownNode, WrongPlace, Untold."""
        for state in states:
            if state.id in self.gone or state.id in self.parts:
                raise Untold
            if self.is_here(state.id):
                raise DuplicateNode(state.id)
        self.check_place(place, states[0].id)
        for state in states:
            self.fresh[state.id] = state
            self.kids[state.id] = list(state.children)
        self.parents.update(parents_in(states))
        self.attach(states[0].id, place)

    def move(self, node: NodeId, place: Place, *, parent_unknown: bool) -> None:
        """Put a subtree elsewhere; raises UnknownNode, RootTouched, Cycle, WrongPlace."""
        self.check_no_root(node)
        self.check_place(place, node)
        self.check_no_cycle(node, place.parent)
        self.detach(node)
        self.attach(node, place)
        if node in self.fresh:
            self.fresh[node] = replace(self.fresh[node], parent_unknown=parent_unknown)
        else:  # also when it comes back: what others put beside it meanwhile stays beside it
            self.moved[node] = parent_unknown

    def bring(self, nodes: Iterable[NodeId], parent: NodeId, after: NodeId | None) -> None:
        """Put nodes under another parent, one behind the other."""
        for node in nodes:
            self.move(node, Place(parent, after), parent_unknown=False)
            after = node

    def topmost_gone(self) -> Iterator[NodeId]:
        """List the nodes taken out whose parent in the base is not."""
        for node in self.gone:
            parent = self.base.parent_of(node)
            if parent is None or parent not in self.gone:
                yield node

    def check(self, node: NodeId) -> None:
        if not self.is_here(node):
            raise UnknownNode(node)

    def is_here(self, node: NodeId) -> bool:
        if node in self.fresh or node in self.parts:
            return True
        return node in self.base and node not in self.gone and node not in self.ended

    def children(self, node: NodeId) -> list[Slot]:
        if node not in self.kids:
            self.kids[node] = list(self.base[node].children)
        return self.kids[node]

    def parent(self, node: NodeId) -> NodeId:
        if node in self.parents:
            return self.parents[node]
        parent = self.base.parent_of(node)
        if parent is None:
            raise RootTouched(node)
        return parent

    def place(self, node: NodeId) -> Place:
        parent = self.parent(node)
        siblings = present(self.children(parent))
        at = siblings.index(node)
        return Place(parent, siblings[at - 1] if at else None)

    def below(self, node: NodeId) -> Iterator[NodeId]:
        pending = [node]
        while pending:
            each = pending.pop()
            yield each
            if each in self.kids:
                pending.extend(present(self.kids[each]))
            elif each in self.base:
                pending.extend(self.base[each].children)

    def attach(self, node: NodeId, place: Place) -> None:
        """Put a node in, behind a sibling and, unless that moved, all that was joined to it."""
        siblings = self.children(place.parent)
        at = 0 if place.after is None else siblings.index(place.after) + 1
        for other, into in self.ended.items() if place.after not in self.moved else ():
            if into == place.after and other not in self.moved and Ghost(other) in siblings:
                at = max(at, siblings.index(Ghost(other)) + 1)
        siblings.insert(at, node)
        self.parents[node] = place.parent

    def detach(self, node: NodeId) -> None:
        """Take a node out; where one of the base stood is kept in mind."""
        parent = self.parent(node)
        siblings = self.children(parent)
        at = siblings.index(node)
        homes = {self.parts.get(parent, parent)}
        homes |= {other for other, into in self.ended.items() if into == parent}
        is_home = node in self.base and self.base.parent_of(node) in homes
        siblings[at : at + 1] = [Ghost(node)] if is_home and Ghost(node) not in siblings else []

    def is_unknown(self, node: NodeId) -> bool:
        state = self.fresh.get(node) or self.base.nodes.get(node)
        return self.moved.get(node, state is not None and state.parent_unknown)

    def check_no_root(self, node: NodeId) -> None:
        self.check(node)
        if node == self.base.root:
            raise RootTouched(node)

    def check_place(self, place: Place, node: NodeId) -> None:
        self.check(place.parent)
        if place.after is None:
            return
        if place.after == node:
            raise WrongPlace(node, place.parent, "itself")
        self.check(place.after)
        if place.after == self.base.root or self.parent(place.after) != place.parent:
            raise WrongPlace(node, place.parent, "after")

    def check_no_cycle(self, node: NodeId, parent: NodeId) -> None:
        above: NodeId | None = parent
        while above is not None and above != self.base.root:
            if above == node:
                raise Cycle(node)
            above = self.parent(above)
