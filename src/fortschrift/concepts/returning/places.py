"""Where the nodes of a file stand: in which order, below which heading, in which cell or note.

Both files are read so, the one that went out and the one that came back; what a node stands in
is compared between them. What has no line of its own (a list, a row) stands where what is in it
stands.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from fortschrift.concepts.rendering.anchors import TEXT, Anchor
from fortschrift.concepts.returning.seen import (
    RELATED,
    Seen,
    SeenFile,
    SeenLine,
    SeenSheet,
    SeenTable,
)
from fortschrift.core.text import NodeId, NodeState, Tree, plain
from fortschrift.core.text.blocks import BLOCKS, ROOT_KIND

Where: TypeAlias = NodeId | str
"""A node, or the number of a heading, cell or note in the file that belongs to none."""


Standing: TypeAlias = tuple[Where, int | None]
"""What something stands in and, of an item, how deep it stands in lists."""


@dataclass(frozen=True, slots=True)
class Met:
    """Something at its place in the file; `node` is None for what belongs to none."""

    at: int
    where: Where
    seen: Seen
    node: NodeId | None = None
    level: int | None = None
    key: Where = ""


@dataclass(slots=True)
class Places:
    """All that stands in a file."""

    met: list[Met] = field(default_factory=list)
    first: dict[NodeId, Met] = field(default_factory=dict)
    said: dict[Anchor, SeenLine] = field(default_factory=dict)
    values: dict[Anchor, tuple[SeenLine, ...]] = field(default_factory=dict)
    sheets: dict[NodeId, SeenSheet] = field(default_factory=dict)
    notes: dict[str, Where] = field(default_factory=dict)
    strays: list[SeenLine] = field(default_factory=list)


def places(file: SeenFile, known: Tree, living: frozenset[NodeId] | None = None) -> Places:
    """Find where everything stands; only the nodes of a known text count, of these the living."""
    return _Walk(known, living).file(file)


@dataclass
class _Walk:
    known: Tree
    living: frozenset[NodeId] | None
    found: Places = field(default_factory=Places)
    headings: list[tuple[int, Where]] = field(default_factory=list)

    def file(self, file: SeenFile) -> Places:
        self._flow(file.flow, self.known.root)
        for key, line in file.signed.items():
            self.found.notes[key] = self._note([line]) or f"note {key}"
        for key, flow in file.notes.items():
            node = self._note(flow)
            where: Where = node or f"note {key}"
            self.found.notes[key] = where
            if node:
                self.headings = []
                self._flow(flow, node, in_note=True)
        return self.found

    def _note(self, flow: Iterable[Seen]) -> NodeId | None:
        lines = (each for each in flow if isinstance(each, SeenLine))
        nodes = (anchor.node for line in lines for anchor in line.anchors)
        return next((node for node in nodes if self._lives(node, "note")), None)

    def _lives(self, node: NodeId, kind: str = "") -> bool:
        if node not in self.known or (self.living is not None and node not in self.living):
            return False
        return not kind or self.known[node].kind == kind

    def _flow(self, flow: Iterable[Seen], top: NodeId, *, in_note: bool = False) -> None:
        if not in_note:
            self.headings = [(0, top)]
        where: Where = top
        for each in flow:
            if isinstance(each, SeenLine):
                line = self._in_note(each, top) if in_note else each
                where = self._line(line, where, in_note=in_note)
            elif isinstance(each, SeenTable):
                self._table(each, where)
            elif isinstance(each, SeenSheet):
                self._sheet(each)
            else:
                self._meet(each, where, None)

    def _meet(self, seen: Seen, where: Where, node: NodeId | None, level: int | None = None) -> Met:
        at = len(self.found.met)
        met = Met(at, where, seen, node, level, node or f"met {at}")
        self.found.met.append(met)
        if node is not None:
            self.found.first.setdefault(node, met)
        return met

    def _owner(self, line: SeenLine) -> tuple[NodeId | None, list[Anchor]]:
        """Tell whose paragraph a line is: that of its first anchor which is not taken yet."""
        free = [
            anchor
            for anchor in line.anchors
            if self._lives(anchor.node)
            and anchor not in self.found.said
            and self._fits(line, anchor)
        ]
        return (free[0].node if free else None), free[:1]

    def _in_note(self, line: SeenLine, note: NodeId) -> SeenLine:
        """Know a paragraph of a note that has lost its name by its words."""
        if line.anchors or not line.text:
            return line
        for state in self.known.walk(note):
            anchor = Anchor(state.id, TEXT)
            free = anchor not in self.found.said and self._lives(state.id)
            if free and plain(state.text) == line.text:
                return replace(line, anchors=(anchor,))
        return line

    def _fits(self, line: SeenLine, anchor: Anchor) -> bool:
        """Tell whether a line can be that part: a heading of an element must look like one."""
        kind = self.known[anchor.node].kind
        if anchor.part == "h" and kind not in BLOCKS and kind != ROOT_KIND:
            return line.line.level is not None
        return anchor.part == "h" or line.line.level is None

    def _line(self, line: SeenLine, where: Where, *, in_note: bool) -> Where:
        node, anchors = self._owner(line)
        self.found.said.update((anchor, line) for anchor in anchors)
        level = line.line.level
        part = anchors[0].part if anchors else ""
        is_root = node == self.known.root and part == "h"
        if level is None or in_note or is_root or (node and self.known[node].kind in BLOCKS):
            met = self._meet(line, where, node)
            return self.known.root if is_root else where
        while len(self.headings) > 1 and self.headings[-1][0] >= level:
            self.headings.pop()
        met = self._meet(line, self.headings[-1][1], node, level)
        self.headings.append((level, met.key))
        return met.key

    def _table(self, table: SeenTable, where: Where) -> None:
        self._meet(table, where, None)
        if not any(self._owner(line)[0] for line in table.lines()):
            return
        for row in table.rows:
            for cell in row:
                self._cell(cell.lines, where)

    def _cell(self, lines: Iterable[SeenLine], where: Where) -> None:
        """Meet the cell where the table stands, and what is in it in the cell."""
        inside: Where | None = None
        for line in lines:
            node, anchors = self._owner(line)
            if node is not None and self.known[node].kind == "cell":
                self.found.said.update((anchor, line) for anchor in anchors)
                self._meet(line, where, node)
                inside = node
            elif inside is not None:
                self._line(line, inside, in_note=True)

    def _sheet(self, sheet: SeenSheet) -> None:
        for label, lines in sheet.rows:
            anchors = [a for line in lines for a in line.anchors if self._lives(a.node)]
            if not anchors:
                if label.strip() != RELATED:
                    self.found.strays += lines
                continue
            self.found.values[anchors[0]] = lines
            self.found.sheets.setdefault(anchors[0].node, sheet)


def standing(known: Tree, node: NodeId, found: Places) -> Standing | None:
    """Tell where a node stands; what has no line of its own, where most of what is in it does."""
    met = found.first.get(node)
    if met is not None:
        return _standing_of(met)
    state = known[node]
    if state.kind not in UNSEEN:
        return None
    votes = Counter(
        _standing_of(found.first[child.id])
        for child in seen_in(known, state)
        if child.id in found.first
    )
    return votes.most_common(1)[0][0] if votes else None


def _standing_of(met: Met) -> Standing:
    item = met.seen.line.item if isinstance(met.seen, SeenLine) else None
    return met.where, item.depth if item else None


UNSEEN = frozenset({"list", "row", "table"})


def seen_in(known: Tree, state: NodeState) -> Iterator[NodeState]:
    """Go through the nearest nodes below that have lines of their own."""
    for child in known.children(state.id):
        if child.kind in UNSEEN:
            yield from seen_in(known, child)
        else:
            yield child
