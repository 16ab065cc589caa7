"""Documents as paragraphs one after another, laid out as trees.

A heading opens an element, under which everything stands up to the next heading of its
level or of one above. List items that follow each other make a list, deeper ones a list
within the item before.

Lists have no name of their own: one is the same list as before if most of its items stood
there, else it is called after its first item.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from fortschrift.core.text.canonical.codec import check_object
from fortschrift.core.text.door.names import Names
from fortschrift.core.text.door.request import text, under
from fortschrift.core.text.errors import DuplicateNode, FormatError
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.runs import InlineText
from fortschrift.core.text.tree import Nodes, Tree

ROOT = "document"
"""The name of the root, which no paragraph can have."""

HEADINGS = ("h1", "h2", "h3")
KINDS = {"p": "paragraph", "li": "list_item", **{heading: heading for heading in HEADINGS}}
_REQUIRED = frozenset({"text"})
_MEMBERS = frozenset({"id", "kind", "text", "depth"})

Homes = Mapping[NodeId, NodeId]
"""The list that each item stands in."""


class _List:
    """A list in the making: which one it is can be told when all its items are known."""

    def __init__(self) -> None:
        self.items: list[NodeId] = []


class Laying:
    """Puts one paragraph after another under what stands open."""

    def __init__(self, where: str, names: Names, known: Nodes) -> None:
        """Begin an empty document; states that are the same as in `known` are those."""
        self.paragraphs: list[NodeId] = []
        self.named = True
        self._where, self._names, self._known = where, names, known
        root = names.id_of(ROOT)
        self._said: dict[NodeId, tuple[str, InlineText]] = {root: ("concept", ())}
        self._below: dict[NodeId | _List, list[NodeId | _List]] = {root: []}
        self._headings: list[tuple[str, NodeId]] = [("", root)]
        self._lists: list[_List] = []
        self._open: list[_List] = []

    def add(self, data: Any) -> None:
        """Add a paragraph; raises FormatError, RefusedCharacter, DuplicateNode."""
        kind, depth = _checked(data)
        node = self._node(data.get("id"))
        self._said[node] = (KINDS[kind], self._text(node, data["text"]))
        self._below[node] = []
        if kind == "li":
            self._put_item(node, depth)
        else:
            self._open.clear()
            while kind in HEADINGS and self._headings[-1][0] >= kind:
                self._headings.pop()
            self._below[self._headings[-1][1]].append(node)
            if kind in HEADINGS:
                self._headings.append((kind, node))
        self.paragraphs.append(node)

    def tree(self, homes: Homes) -> tuple[Tree, dict[NodeId, NodeId]]:
        """Give the tree and the lists of its items; `homes` are those of the document before."""
        lists: dict[NodeId | _List, NodeId] = {}
        taken = set(self._said)
        for each in self._lists:
            lists[each] = self._list_id(each, homes, taken)
            taken.add(lists[each])
        states = [
            self._state(node, kind, said, self._children(node, lists))
            for node, (kind, said) in self._said.items()
        ]
        for each in self._lists:
            states.append(self._state(lists[each], "list", (), self._children(each, lists)))
        found = {item: lists[each] for each in self._lists for item in each.items}
        return Tree.of(states, root=self._names.id_of(ROOT)), found

    def _node(self, name: object) -> NodeId:
        """Give the node of a name; a paragraph without one is called by its position."""
        if name is None:
            self.named = False
            node = self._names.id_of(f"{self._where}[{len(self.paragraphs)}]")
        else:
            node = under("id", lambda: self._names.given(name))
        if node in self._said:
            raise DuplicateNode(node)
        return node

    def _text(self, node: NodeId, data: Any) -> InlineText:
        known = self._known.get(node)
        before = (known.heading or known.text) if known else ()
        if len(before) == 1 and before[0].text == data and not before[0].marks:
            return before
        return under("text", lambda: text(data))

    def _put_item(self, node: NodeId, depth: int) -> None:
        """Put an item into the open list of its depth, or begin one as deep as there can be."""
        del self._open[depth:]
        if depth > len(self._open):
            fresh = _List()
            above = self._open[-1].items[-1] if self._open else self._headings[-1][1]
            self._below[above].append(fresh)
            self._below[fresh] = []
            self._lists.append(fresh)
            self._open.append(fresh)
        self._open[-1].items.append(node)
        self._below[self._open[-1]].append(node)

    def _list_id(self, given: _List, homes: Homes, taken: set[NodeId]) -> NodeId:
        stood_in = Counter(homes[item] for item in given.items if item in homes)
        for home, _ in stood_in.most_common():
            if home not in taken:
                return home
        fresh = self._names.id_of(f"{self._names.name_of(given.items[0])}/list")
        if fresh not in taken and fresh not in self._known:
            return fresh
        return self._names.id_of(f"{self._where}: {self._names.name_of(given.items[0])}/list")

    def _children(
        self, parent: NodeId | _List, lists: Mapping[NodeId | _List, NodeId]
    ) -> tuple[NodeId, ...]:
        return tuple(
            lists[each] if isinstance(each, _List) else each for each in self._below[parent]
        )

    def _state(
        self, node: NodeId, kind: str, said: InlineText, children: tuple[NodeId, ...]
    ) -> NodeState:
        heading, words = (said, ()) if kind in HEADINGS else ((), said)
        state = NodeState(node, kind, heading, words, children=children)
        return self._known[node] if self._known.get(node) == state else state


def laid_out(given: Iterable[Any], where: str, names: Names, known: Nodes) -> Laying:
    """Lay paragraphs out one after another; raises FormatError with the path of a wrong one."""
    laying = Laying(where, names, known)
    for at, data in enumerate(given):
        under(f"{where}[{at}]", partial(laying.add, data))
    return laying


def _checked(data: Any) -> tuple[str, int]:
    """Read kind and depth of a paragraph; raises FormatError."""
    check_object(data, _REQUIRED, _MEMBERS)
    kind, depth = data.get("kind", "p"), data.get("depth", 1)
    if type(kind) is not str or kind not in KINDS:
        raise FormatError("kind", f"one of {', '.join(KINDS)} expected")
    if type(depth) is not int or depth < 1:
        raise FormatError("depth", "a number from 1 expected")
    if kind != "li" and "depth" in data:
        raise FormatError("depth", f"not read of {kind}")
    return kind, depth
