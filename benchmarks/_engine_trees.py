"""The generated paragraphs and amendments in the engine's own shapes.

Making these is never timed: an installation reads its trees from the database. Headings of fields
and goals become elements, list items stand in lists, nested as their depth says.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias
from uuid import NAMESPACE_URL, uuid5

from benchmarks._german_concepts import Paragraph
from fortschrift.core.text import (
    InlineText,
    Insert,
    Level,
    NodeId,
    NodeState,
    Numbering,
    Operation,
    Outline,
    Place,
    Repeal,
    Retitle,
    Substitute,
    Tree,
    inline,
)

OUTLINE = Outline(
    (
        Level("field", "Handlungsfeld", "Handlungsfelder", ("goal",), Numbering("{n}")),
        Level("goal", "Leitziel", "Leitziele", (), Numbering("{parent}.{n}")),
    ),
    roots=("field",),
)
Operations: TypeAlias = tuple[Operation, ...]
#: How the texts of an amendment and of the document are compared: to splices.
Compare: TypeAlias = Callable[[InlineText, InlineText], Any]
ELEMENTS = {"h2": "field", "h3": "goal"}


def node_id(name: str) -> NodeId:
    """Give the identity of what the generator calls so."""
    return NodeId(uuid5(NAMESPACE_URL, f"https://example.org/bench/{name}"))


ROOT = node_id("concept")


@dataclass(slots=True)
class Lists:
    """Which list each item belongs to, so that a list stays the same from version to version.

    The generator knows no lists, only items that follow each other.
    """

    homes: dict[str, NodeId] = field(default_factory=dict)

    def of(self, item: str, taken: set[NodeId]) -> NodeId:
        """Give the list that begins with this item; one that is taken already is a new one."""
        home = self.homes.get(item)
        return home if home is not None and home not in taken else node_id(f"list/{item}")


def tree_of(
    paragraphs: Sequence[Paragraph], lists: Lists | None = None, before: Tree | None = None
) -> Tree:
    """Build the tree of a generated document; with `lists` those of the version before stay.

    What says the same as in `before` is the very state that it is there, as it is in the engine.
    """
    builder = _Builder(lists or Lists())
    for paragraph in paragraphs:
        builder.add(paragraph)
    known = before.nodes if before is not None else {}
    states = (
        known[node] if known.get(node) == state else state for node, state in builder.states.items()
    )
    return Tree.of(states, root=ROOT, outline=OUTLINE)


class _Builder:
    """Puts one paragraph after another under what stands open."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.states: dict[NodeId, NodeState] = {}
        self.goal_or_field = self.field = ROOT
        #: Of each depth the open list and its last item.
        self.open: list[tuple[NodeId, NodeId]] = []
        self._put(NodeState(ROOT, "concept", heading=inline("Zusammen leben")), None)

    def add(self, paragraph: Paragraph) -> None:
        """Add a heading, a paragraph or a list item."""
        node, text = node_id(paragraph["id"]), inline(paragraph["text"])
        if paragraph["kind"] == "li":
            self._add_item(paragraph, node)
            return
        self.open = []
        kind = ELEMENTS.get(paragraph["kind"])
        if kind is None:
            self._put(NodeState(node, "paragraph", text=text), self.goal_or_field)
            return
        self._put(NodeState(node, kind, heading=text), ROOT if kind == "field" else self.field)
        self.goal_or_field = node
        if kind == "field":
            self.field = node

    def _add_item(self, paragraph: Paragraph, node: NodeId) -> None:
        depth = min(paragraph.get("depth", 1), len(self.open) + 1)
        self.open = self.open[:depth]
        if len(self.open) < depth:
            above = self.open[-1][1] if self.open else self.goal_or_field
            self.open.append((self._begin_list(paragraph["id"], above), node))
        owner = self.open[-1][0]
        self.open[-1] = (owner, node)
        self.lists.homes[paragraph["id"]] = owner
        self._put(NodeState(node, "list_item", text=inline(paragraph["text"])), owner)

    def _begin_list(self, item: str, above: NodeId) -> NodeId:
        node = self.lists.of(item, set(self.states))
        self._put(NodeState(node, "list"), above)
        return node

    def _put(self, state: NodeState, parent: NodeId | None) -> None:
        self.states[state.id] = state
        if parent is not None:
            above = self.states[parent]
            self.states[parent] = replace(above, children=(*above.children, state.id))


def operations_of(tree: Tree, amendment: Mapping[str, Any], compare: Compare) -> Operations:
    """Write an amendment as operations: words that differ as ranges, items in and out."""
    operations: list[Operation] = []
    for change in amendment["changes"]:
        node = node_id(f"p{change['para']:05d}")
        if change["op"] == "insert_after":
            operations.append(insertion(tree, f"{amendment['id']}/{change['para']}", change, node))
        elif change["op"] == "delete":
            operations.append(Repeal(node))
        elif splices := compare(_said(tree[node]), inline(change["text"])):
            operations.append((Retitle if tree[node].heading else Substitute)(node, splices))
    return tuple(operations)


def insertion(tree: Tree, name: str, change: dict[str, Any], behind: NodeId) -> Insert:
    """Give the operation that puts a new list item behind a paragraph, in a list of its own if
    that stands in none; `name` makes the new ids.
    """
    item = NodeState(node_id(f"{name}/item"), "list_item", text=inline(change["text"]))
    state = tree[behind]
    if state.kind == "list_item":
        return Insert(Place(_parent(tree, behind), behind), (item,))
    fresh = NodeState(node_id(f"{name}/list"), "list", children=(item.id,))
    place = Place(behind) if state.heading else Place(_parent(tree, behind), behind)
    return Insert(place, (fresh, item))


def texts_in(tree: Tree) -> Iterator[tuple[NodeId, str]]:
    """Go through what a tree says, the title left out: node and plain words, in order."""
    for state in tree:
        words = "".join(run.text for run in _said(state))
        if words and state.id != tree.root:
            yield state.id, words


def _said(state: NodeState) -> InlineText:
    return state.heading or state.text


def _parent(tree: Tree, node: NodeId) -> NodeId:
    parent = tree.parent_of(node)
    assert parent is not None
    return parent
