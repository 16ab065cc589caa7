"""The rows of a synopsis as a tree, and what of it Word can track in place.

Whatever it cannot is written on each side as a whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from fortschrift.concepts.rendering.tracked import SIDES, OneSide
from fortschrift.core.text.comparison.shown import Piece, Pieces
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.synopsis import Row

_APART = frozenset({"table", "row", "cell"})


@dataclass(slots=True)
class Nested:
    """A row with those that stand below it."""

    row: Row
    children: "list[Nested]" = field(default_factory=list)


def nested(rows: Sequence[Row]) -> Nested:
    """Put the rows below one another as their depth says."""
    top = Nested(rows[0])
    above = [top]
    for row in rows[1:]:
        del above[row.depth :]
        node = Nested(row)
        above[-1].children.append(node)
        above.append(node)
    return top


@dataclass(frozen=True, slots=True)
class Both:
    """A node that is tracked in place, with the pieces of its text."""

    node: Nested
    kind: str
    text: Pieces


@dataclass(frozen=True, slots=True)
class Chain:
    """A text that was split or joined, part after part, with nothing between them."""

    nodes: list[Nested]
    kind: str


@dataclass(frozen=True, slots=True)
class One:
    """A node with all below it as one side has it; `moved`: the other side has it elsewhere."""

    node: NodeId
    side: OneSide
    kind: str
    moved: bool


Item: TypeAlias = Both | Chain | One


@dataclass(frozen=True, slots=True)
class Told:
    """What the rows tell of each node of one side."""

    rows: dict[tuple[OneSide, NodeId], Row]
    parts: dict[tuple[OneSide, NodeId], list[Row]]

    @classmethod
    def by(cls, rows: Sequence[Row]) -> "Told":
        """Find the row of each node, and the later parts of its text."""
        told = cls({}, {})
        for row in rows:
            for side, state in zip(SIDES, (row.old, row.new), strict=True):
                if state:
                    told.rows[side, state.id] = row
                elif row.continues:
                    told.parts.setdefault((side, row.continues), []).append(row)
        return told

    def state(self, node: NodeId, side: OneSide) -> NodeState:
        """Give a node's state on a side."""
        row = self.rows[side, node]
        state = row.old if side == "old" else row.new
        assert state is not None
        return state

    def text(self, node: NodeId, side: OneSide) -> Pieces:
        """Give all pieces of a node's text, where one side may have them in several nodes."""
        parts = self.parts.get((side, node), [])
        return (*self.rows[side, node].text, *(each for row in parts for each in row.text))

    def planned(self, nodes: Sequence[Nested]) -> Iterator[Item]:
        """Decide how each of some siblings is written."""
        siblings = iter(nodes)
        for node in siblings:
            row = node.row
            if row.points_to:
                kind = self.state(row.points_to, "old").kind
                yield One(row.points_to, "old", kind, moved=True)
            elif "moved" in row.happened or not (row.old and row.new):
                yield from _on_one_side(row)
            elif _shape(row.old) != _shape(row.new):
                yield One(row.old.id, "old", row.old.kind, moved=True)
                yield One(row.old.id, "new", row.new.kind, moved=True)
            else:
                later = [next(siblings) for _ in self._later_parts(row)]
                yield from _in_place([node, *later])

    def _later_parts(self, row: Row) -> list[Row]:
        node = row.state.id
        return [*self.parts.get(("old", node), ()), *self.parts.get(("new", node), ())]


def _shape(state: NodeState) -> str:
    """Tell tables and their parts from all that is written as paragraphs."""
    return state.kind if state.kind in _APART else ""


def _on_one_side(row: Row) -> Iterator[One]:
    """Write what stands here on one side only: it came, it is gone, or it was moved here."""
    moved = "moved" in row.happened
    if row.new:
        yield One(row.new.id, "new", row.new.kind, moved)
    elif row.old and not moved:
        yield One(row.old.id, "old", row.old.kind, moved=False)


def _in_place(parts: list[Nested]) -> Iterator[Item]:
    """Write a text and its later parts as one with line ends, unless something is between."""
    first, *later = parts
    together = not any(node.children for node in parts[:-1]) and all(
        _says_only_text(node.row) for node in parts
    )
    kind = first.row.state.kind
    if later and together:
        yield Chain(parts, kind)
        return
    here: OneSide = "new" if later and later[0].row.new else "old"
    there: OneSide = "old" if here == "new" else "new"
    lost = (piece for node in later for piece in _only(node.row.text, there))
    yield Both(first, kind, (*first.row.text, *lost))
    for node in later:
        yield Both(node, kind, _only(node.row.text, here))


def _says_only_text(row: Row) -> bool:
    """Tell whether a row is nothing but a text; the text of an image may be shown as a picture."""
    is_image = any(state.kind == "image" for state in (row.old, row.new) if state)
    return not (is_image or row.old_name or row.new_name or row.values or row.relations)


def _only(pieces: Pieces, side: OneSide) -> Pieces:
    """Leave one side of some pieces."""
    if side == "old":
        return tuple(Piece("deleted", old=piece.old) for piece in pieces if piece.old)
    return tuple(Piece("inserted", new=piece.new) for piece in pieces if piece.new)
