"""How a passage is cited: "Leitziel 2.3 Absatz 2".

A citation is read by people who have only the printed text, so it must lead to one place:
names that stand twice in a text are told apart by the heading, by where they stand, or by
counting.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from fortschrift.core.text.blocks import BLOCKS
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.instructions.grammar import NOUNS, quoted
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.numbering import Numbers, numbers, shown_number
from fortschrift.core.text.outline import Outline
from fortschrift.core.text.synopsis.naming import NAMELESS, label, level_names
from fortschrift.core.text.tree import Tree

_NUMBER = re.compile(r".*\d.*|[A-Z]{1,7}|[a-z]{1,2}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage: the element it stands in (or, outside of all, the block itself), and where.

    The root is ("", "").
    """

    element: str
    inner: str = ""

    @property
    def whole(self) -> str:
        """The passage by itself, in any case but the genitive."""
        return " ".join(filter(None, (self.element, self.inner))) or "das Konzept"

    @property
    def within(self) -> str:
        """Begin a sentence with where something is done."""
        return f"In {self.element}" if self.element else "Im Konzept"

    @property
    def beside(self) -> str:
        """Begin a sentence with what something is done to that is not its text."""
        return f"Bei {self.whole}" if self.element else "Beim Konzept"

    @property
    def of(self) -> str:
        """Say of what something is a part."""
        return f"von {self.whole}" if self.element else "des Konzepts"


class Names:
    """The names of all passages of one text; what it costs is paid when it is asked."""

    def __init__(self, tree: Tree) -> None:
        """Take a text that is not changed any more."""
        self._tree = tree
        self._levels = level_names(tree.outline)

    def __contains__(self, node: object) -> bool:
        """Tell whether a passage stands in the text."""
        return node in self._tree

    @property
    def outline(self) -> Outline:
        """The outline of the text."""
        return self._tree.outline

    def state(self, node: NodeId) -> NodeState:
        """Give a node's state."""
        return self._tree[node]

    def children(self, node: NodeId) -> tuple[NodeState, ...]:
        """Give the states of a node's children."""
        return self._tree.children(node)

    def parent(self, node: NodeId) -> NodeId | None:
        """Give a node's parent."""
        return self._tree.parent_of(node)

    def target(self, node: NodeId) -> str:
        """Name what a relation leads to, which may be a part of another concept."""
        return self.cite(node).whole if node in self else "einen Teil eines anderen Konzepts"

    def kind(self, kind: str) -> str:
        """Name a level or a block kind."""
        noun = NOUNS.get(kind)
        return noun.name if noun else self._levels.get(kind, NAMELESS)

    def cite(self, node: NodeId) -> Citation:
        """Cite a node."""
        parts: list[str] = []
        state = self._tree[node]
        while state.kind in BLOCKS:
            parts.append(self.part(state.id))
            state = next(self._tree.ancestors(state.id))
        inner = " ".join(reversed(parts))
        if state.id == self._tree.root:
            return Citation(inner)
        return Citation(self.element(state.id), inner)

    def part(self, node: NodeId) -> str:
        """Cite a block within what it stands in: "Absatz 2"."""
        return self.counted(node)

    def counted(self, node: NodeId) -> str:
        """Name a block by its number, whether it is new or not."""
        return f"{self.kind(self.state(node).kind)} {self.number(node)}"

    def number(self, node: NodeId) -> int:
        """Count a block among its siblings of the same kind."""
        kind = self.state(node).kind
        return self._count(node, lambda each: each.kind == kind)

    def element(self, node: NodeId) -> str:
        """Name an element so that no other one is meant."""
        name, titled = self._plain(node), self._titled(node)
        if self._plain_names[name] == 1:
            return self._told_apart(name)
        if self._titled_names[titled] == 1:
            return self._told_apart(titled)
        parent = self._tree.parent_of(node)
        same = self._count(node, lambda each: self._titled(each.id) == titled)
        among = sum(self._titled(each.id) == titled for each in self._tree.children(parent or node))
        counted = f"{titled} (Nr. {same} mit diesem Namen)" if among > 1 else titled
        counted = self._told_apart(counted)
        if parent is None or parent == self._tree.root:
            return counted
        return f"{counted} in {self.element(parent)}"

    def label(self, node: NodeId) -> str:
        """Give level and number, "" where there is no number to cite."""
        state = self._tree[node]
        number = shown_number(state, self._numbers)
        return (
            label(self._levels.get(state.kind, NAMELESS), number)
            if _NUMBER.fullmatch(number)
            else ""
        )

    def titled(self, node: NodeId) -> str:
        """Name an element with its heading."""
        return self._titled(node)

    @cached_property
    def _numbers(self) -> Numbers:
        return numbers(self._tree)

    def _plain(self, node: NodeId) -> str:
        """Name an element by its number, else by its heading."""
        return self.label(node) or self._titled(node)

    def _told_apart(self, name: str) -> str:
        """Leave a name as it is: all of one text are told apart by counting."""
        return name

    def _titled(self, node: NodeId) -> str:
        state = self._tree[node]
        name = self.label(node) or self.kind(state.kind)
        title = state.title.strip()
        if title:
            return f"{name} {quoted(title)}"
        return name if self.label(node) else f"{name} ohne Überschrift"

    @cached_property
    def _plain_names(self) -> Counter[str]:
        return Counter(self._plain(state.id) for state in self._elements())

    @cached_property
    def _titled_names(self) -> Counter[str]:
        return Counter(self._titled(state.id) for state in self._elements())

    def _elements(self) -> Iterator[NodeState]:
        above = (state for state in self._tree if state.kind not in BLOCKS)
        return (state for state in above if state.id != self._tree.root)

    def _count(self, node: NodeId, same: Callable[[NodeState], bool]) -> int:
        """Count the siblings of a sort up to a node."""
        parent = self._tree.parent_of(node)
        count = 0
        for sibling in self._tree.children(parent) if parent else ():
            count += same(sibling)
            if sibling.id == node:
                break
        return count
