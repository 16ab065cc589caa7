"""Places to which a passage can be moved, as somebody chooses them from a list, and the operations.

An element goes where the outline lets it stand; a paragraph goes behind another one of the same
element, or to the end of the own text of another; a list item stays in its list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from fortschrift.concepts.desk import structure
from fortschrift.concepts.desk.structure import NotOffered
from fortschrift.core.text import BLOCKS, Move, NodeId, Operation, Place, Tree

Side = Literal["first", "after", "last"]
#: Blocks that can be moved by themselves; a cell or a note belongs where it is.
MOVABLE = frozenset({"paragraph", "list_item"})


@dataclass(frozen=True, slots=True)
class Target:
    """A place beside or in a node: behind it, or as first or last of what stands in it."""

    side: Side
    node: NodeId
    depth: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.side}:{self.node}"

    @classmethod
    def read(cls, words: str) -> "Target":
        """Read what a form sends; raises NotOffered for anything else."""
        side, _colon, node = words.partition(":")
        try:
            return cls(_SIDES[side], NodeId(UUID(node)))
        except (KeyError, ValueError):
            raise NotOffered from None


_SIDES: dict[str, Side] = {"first": "first", "after": "after", "last": "last"}


def is_movable(tree: Tree, node: NodeId) -> bool:
    """Tell whether a passage is one that can be moved, wherever to."""
    return node != tree.root and (tree[node].kind not in BLOCKS or tree[node].kind in MOVABLE)


def targets(tree: Tree, node: NodeId) -> list[Target]:
    """List where a passage can go, in the order of the text."""
    if tree[node].kind not in BLOCKS:
        return list(_of_element(tree, node))
    if tree[node].kind == "list_item":
        return list(_beside(tree, node, depth=0))
    return list(_of_paragraph(tree, node))


def moved(tree: Tree, node: NodeId, target: Target) -> tuple[Operation, ...]:
    """Move a passage; raises NotOffered where it cannot go or is already."""
    if target not in targets(tree, node):
        raise NotOffered
    if tree[node].kind not in BLOCKS:
        return _moved_element(tree, node, target)
    return (Move(node, _block_place(tree, node, target)),)


def _of_element(tree: Tree, element: NodeId) -> Iterator[Target]:
    """List the places where an element may stand as what it is, those where it stands aside."""
    home = tree.parent_of(element)
    previous = _previous(tree, element)
    fits: dict[NodeId, bool] = {}
    pending = [(tree.root, 0)]
    while pending:
        node, depth = pending.pop()
        parent = tree.parent_of(node)
        if parent is not None and fits[parent] and node != previous:
            yield Target("after", node, max(depth - 1, 0))
        fits[node] = node == home or _may_hold(tree, node, element)
        if fits[node] and not (node == home and previous is None):
            yield Target("first", node, depth)
        pending.extend((child, depth + 1) for child in reversed(_others(tree, element, node)))


def _previous(tree: Tree, element: NodeId) -> NodeId | None:
    parent = tree.parent_of(element)
    assert parent is not None  # the root is no element to move
    siblings = [child.id for child in structure.elements_below(tree, parent)]
    at = siblings.index(element)
    return siblings[at - 1] if at else None


def _may_hold(tree: Tree, parent: NodeId, element: NodeId) -> bool:
    return tree[element].kind in {level.key for level in structure.allowed(tree, parent)}


def _others(tree: Tree, element: NodeId, parent: NodeId) -> list[NodeId]:
    below = structure.elements_below(tree, parent)
    return [child.id for child in below if child.id != element]


def _moved_element(tree: Tree, element: NodeId, target: Target) -> tuple[Operation, ...]:
    if target.side == "after":
        return structure.moved(tree, element, target.node, "after")
    others = _others(tree, element, target.node)
    if others:
        return structure.moved(tree, element, others[0], "before")
    return structure.moved(tree, element, target.node, "below")


def _of_paragraph(tree: Tree, node: NodeId) -> Iterator[Target]:
    """List the places beside a paragraph, and the end of the own text of every other element."""
    parent = tree.parent_of(node)
    pending = [(tree.root, 0)]
    while pending:
        element, depth = pending.pop()
        if element == parent:
            yield from _beside(tree, node, depth=depth)
        elif element != tree.root:
            yield Target("last", element, max(depth - 1, 0))
        below = structure.elements_below(tree, element)
        pending.extend((child.id, depth + 1) for child in reversed(below))
    if parent is not None and tree[parent].kind in BLOCKS:
        yield from _beside(tree, node, depth=0)


def _beside(tree: Tree, node: NodeId, *, depth: int) -> Iterator[Target]:
    """List the places among what a block stands with, without the one where it is."""
    here = tree.place_of(node)
    if here.after is not None:
        yield Target("first", here.parent, depth)
    for child in tree.children(here.parent):
        if child.kind in BLOCKS and child.kind != "note" and child.id not in (node, here.after):
            yield Target("after", child.id, depth)


def _block_place(tree: Tree, node: NodeId, target: Target) -> Place:
    if target.side == "first":
        return Place(target.node)
    if target.side == "after":
        parent = tree.parent_of(target.node)
        assert parent is not None  # it is beside the passage
        return Place(parent, target.node)
    own = [child.id for child in tree.children(target.node) if child.kind in BLOCKS]
    return Place(target.node, own[-1] if own else None)
