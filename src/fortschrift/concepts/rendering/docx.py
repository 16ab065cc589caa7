"""A synopsis as a Word file: the new text with every change tracked.

Accepting all changes leaves the new text, rejecting all leaves the old one. A moved node
is written twice, as `w:moveFrom` where it was and as `w:moveTo` where it is; so is what
Word cannot track in place (a row with other cells, a list that became a table). Words that
changed on the way are struck at the old place and put in at the new one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from fortschrift.concepts.rendering.credits import Credits
from fortschrift.concepts.rendering.drawings import Drawings
from fortschrift.concepts.rendering.footnotes import FootnotesOf, FootnoteTracker
from fortschrift.concepts.rendering.front import front_matter
from fortschrift.concepts.rendering.grid import Grid, Slot
from fortschrift.concepts.rendering.lines import (
    Line,
    Lists,
    Place,
    Places,
    calling_once,
    lines,
    text_line,
    told,
)
from fortschrift.concepts.rendering.nested import Both, Chain, Item, One, Told, nested
from fortschrift.concepts.rendering.package import Contents, word_file
from fortschrift.concepts.rendering.pictured import is_pictured, picture_lines
from fortschrift.concepts.rendering.pictures import (
    MEASURE,
    NO_PICTURES,
    Pictures,
    unshown_told,
)
from fortschrift.concepts.rendering.stamp import Stamp
from fortschrift.concepts.rendering.tables import MARGINS, WordCell, WordRow, word_table
from fortschrift.concepts.rendering.tracked import (
    OneSide,
    Properties,
    Side,
    Tracked,
    Tracker,
    in_move,
    runs_leftwards,
    with_ranges,
)
from fortschrift.core.text.comparison.shown import Pieces
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.runs import plain
from fortschrift.core.text.synopsis import Row, synopsis
from fortschrift.core.text.tree import Tree


def tracked_document(
    rows: Sequence[Row],
    *,
    author: str,
    at: datetime | None = None,
    credits: Credits | None = None,
    stamp: Stamp | None = None,
    pictures: Pictures = NO_PICTURES,
) -> bytes:
    """Write a synopsis as a Word file whose changes bear an author and, if given, a time.

    `credits` tell of single nodes who changed them, when and why: reasons become comments.
    """
    date = at.replace(microsecond=0).isoformat() if at else ""
    tracker = Tracker(
        author, date, _numbers_of(rows), credits=credits or {}, drawings=Drawings(pictures)
    )
    document = _Document(Told.by(rows), tracker)
    body = with_ranges(document.body(rows), tracker)
    return _packed(document, body, rows, stamp)


def document(tree: Tree, stamp: Stamp | None = None, pictures: Pictures = NO_PICTURES) -> bytes:
    """Write a text as a Word file: with contents, real footnotes, and what it is on each page."""
    rows = synopsis(tree, tree)
    footnotes, numbers = FootnotesOf.tree(tree, pictures), _numbers_of(rows)
    placed = frozenset(numbers[str(note)] for note in footnotes.called)
    tracker = FootnoteTracker("", "", numbers, drawings=Drawings(pictures), footnote_numbers=placed)
    document = _Document(Told.by(rows), tracker, footnotes=footnotes)
    body = document.body(rows)
    title, end, rest = body.partition("</w:p>")
    front = front_matter(stamp, rows, unshown_told(tree, pictures)) if stamp else ""
    return _packed(document, f"{title}{end}{front}{rest}", rows, stamp)


def _numbers_of(rows: Sequence[Row]) -> dict[str, int]:
    notes = [str(row.state.id) for row in rows if not row.points_to and row.state.kind == "note"]
    return {note: number for number, note in enumerate(notes, start=1)}


def _packed(document: "_Document", body: str, rows: Sequence[Row], stamp: Stamp | None) -> bytes:
    tracker = document.tracker
    contents = Contents(
        body + tracker.paragraph("", "", _GAP),
        tracker.links,
        list(document.lists.known.values()),
        footnotes="".join(document.footnotes.written),
        comments="".join(tracker.comments),
        pictures=tuple(tracker.drawings.parts()),
    )
    return word_file(contents, stamp or Stamp(title=plain(rows[0].state.heading)))


_GAP = Properties("Gap")  # an empty line that belongs to neither text


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or table; `firm` when it stands on both sides and can end a cell."""

    xml: str
    firm: bool = False


@dataclass(frozen=True, slots=True)
class _Document:
    told: Told
    tracker: Tracker
    lists: Lists = field(default_factory=Lists)
    footnotes: FootnotesOf = field(default_factory=FootnotesOf)

    def body(self, rows: Sequence[Row]) -> str:
        """Write all rows."""
        top = self.told.planned([nested(rows)])
        return "".join(block.xml for block in self.flow(top, (Place(), Place())))

    def flow(
        self, items: Iterable[Item], places: Places, *, in_table: bool = False
    ) -> Iterator[_Block]:
        """Write nodes one after another, with all below them; only tables recurse."""
        pending = [(iter(items), places)]
        while pending:
            item = next(pending[-1][0], None)
            places = pending[-1][1]
            if item is None:
                pending.pop()
                continue
            if isinstance(item, One):
                yield from self._one(item, places, in_table)
                continue
            if isinstance(item, Both) and item.node.row.state.id in self.footnotes.called:
                self._footnote(item, places)
                continue
            last = item.nodes[-1] if isinstance(item, Chain) else item.node
            below = self._below(last.row, places)
            children = list(self.told.planned(last.children))
            yield from self._own(item, places)
            if item.kind == "table":
                grid = Grid.of(self.told, last.row.state.id)
                yield self._table(row for each in children for row in self._rows(each, below, grid))
                children = [each for each in children if each.kind != "row"]
            pending.append((iter(children), below))

    def _footnote(self, note: Both, places: Places) -> None:
        """Write a note at the foot of the page instead of here."""
        tracker = self.tracker
        assert isinstance(tracker, FootnoteTracker)
        outside, tracker.in_footnote = tracker.in_footnote, True
        children = list(self.told.planned(note.node.children))
        blocks = [*self._own(note, places), *self.flow(children, places)]
        tracker.in_footnote = outside
        number = tracker.notes[str(note.node.row.state.id)]
        self.footnotes.add(number, "".join(block.xml for block in blocks))

    def _below(self, row: Row, places: Places) -> Places:
        return self.lists.below(places[0], row.old), self.lists.below(places[1], row.new)

    def _own(self, item: Both | Chain, places: Places) -> Iterator[_Block]:
        """Write the paragraphs of a node itself."""
        if isinstance(item, Both):
            row = item.node.row
            self.tracker.turn_to(row.state.id)
            for line in self._lines(row, item.text, places):
                yield from self._paragraph(line, "both")
            yield from self._sheet(row, "both")
            return
        parts = [node.row for node in item.nodes]
        self.tracker.turn_to(parts[-1].state.id)
        found = [text_line(row, row.text, places) for row in parts]
        # The mark between two parts stands on one side only; the last one ends the text on both.
        split = parts[-1].new is not None
        between = [replace(each, old=None) if split else replace(each, new=None) for each in found]
        last = replace(
            found[-1], old=found[-1].old or found[0].old, new=found[-1].new or found[0].new
        )
        whole: OneSide = "old" if split else "new"
        for line in calling_once((*between[:-1], last), whole):
            yield from self._paragraph(line, "both")

    def _one(self, item: One, places: Places, in_table: bool) -> Iterator[_Block]:
        """Write a node with all below it as one side has it."""
        blocks = list(self._side(item.node, item.side, places, in_table))
        if item.moved and blocks and not in_table and item.kind != "table":
            tracked: Tracked = "moveFrom" if item.side == "old" else "moveTo"
            xml = in_move(tracked, f"move-{item.node}", "".join(each.xml for each in blocks))
            blocks = [_Block(xml)]
        yield from blocks

    def _side(self, top: NodeId, side: OneSide, places: Places, in_table: bool) -> Iterator[_Block]:
        moved = _MOVED[side, in_table]
        pending = [(iter((top,)), places)]
        while pending:
            node = next(pending[-1][0], None)
            places = pending[-1][1]
            if node is None:
                pending.pop()
                continue
            state, row = self.told.state(node, side), self.told.rows[side, node]
            self.tracker.turn_to(node)
            for line in self._lines(row, self.told.text(node, side), places):
                yield from self._paragraph(line, side, moved)
            yield from self._sheet(row, side)
            below = self._below(row, places)
            children = state.children
            if state.kind == "table":
                rows = [each for each in children if self.told.state(each, side).kind == "row"]
                grid = Grid.of(self.told, node, (side,))
                yield self._table(self._side_row(each, side, below, grid) for each in rows)
                others = frozenset(children).difference(rows)
                children = tuple(each for each in children if each in others)
            pending.append((iter(children), below))

    def _lines(self, row: Row, text: Pieces, places: Places) -> Iterator[Line]:
        pictures = self.tracker.drawings.pictures
        if is_pictured(row, pictures):
            return picture_lines(row, text, places, pictures)
        return lines(row, text, places)

    def _paragraph(self, line: Line, side: Side, moved: Tracked = "") -> Iterator[_Block]:
        """Write a paragraph as both sides have it, or one; none where it does not stand."""
        old = line.old if side != "new" else None
        new = line.new if side != "old" else None
        properties = new or old
        if properties is None:
            return
        mark: Tracked = "" if old and new else "ins" if new else "del"
        if side != "both" and line.old and line.new:
            mark = moved
        number = self.tracker.notes.get(line.note)
        content = self.tracker.number(number, mark, behind=" ") if number is not None else ""
        content += self.tracker.runs(line.segments, side, moved, line.later)
        leftwards = runs_leftwards("".join(each.text for each in line.segments))
        anchor = line.left if side == "old" and line.left else line.anchor
        xml = self.tracker.paragraph(
            content, mark, properties, old, runs_leftwards=leftwards, anchor=anchor
        )
        yield _Block(xml, firm=not mark)

    def _sheet(self, row: Row, side: Side) -> Iterator[_Block]:
        """Write what an element tells besides its text as a table of names and values."""
        written = []
        moved: Tracked = _MOVED[side, True] if side != "both" else ""
        for each in told(row):
            old = each.label.old if side != "new" else None
            new = each.label.new if side != "old" else None
            if old is None and new is None:
                continue
            mark: Tracked = "" if old and new else "ins" if new else "del"
            change = f"<w:{mark} {self.tracker.change()}/>" if mark else ""
            label = WordCell(self._cell(list(self._paragraph(each.label, side, moved))))
            said = [block for line in each.said for block in self._paragraph(line, side, moved)]
            written.append(WordRow((label, WordCell(self._cell(said))), change=change))
        if written:
            yield self._table(written, style="MeasureSheet", grid=_SHEET)

    def _rows(self, item: Item, places: Places, grid: Grid) -> Iterator[WordRow]:
        """Write a row in place if its cells are, else as it was and as it is."""
        if item.kind != "row" or isinstance(item, Chain):  # no row is ever split
            return
        if isinstance(item, One):
            yield self._side_row(item.node, item.side, places, grid)
            return
        row = item.node.row.state
        cells = list(self.told.planned(item.node.children))
        in_place = {cell.node.row.state.id: cell for cell in cells if isinstance(cell, Both)}
        if len(in_place) < len(cells) or not grid.alike(row.id):
            yield self._side_row(row.id, "old", places, grid)
            yield self._side_row(row.id, "new", places, grid)
            return
        written = {
            cell: self.flow([item], places, in_table=True) for cell, item in in_place.items()
        }
        yield self._row(row, grid.slots["new", row.id], grid.columns, written)

    def _side_row(self, node: NodeId, side: OneSide, places: Places, grid: Grid) -> WordRow:
        self.tracker.turn_to(node)
        state = self.told.state(node, side)
        cells = {cell: self._side(cell, side, places, in_table=True) for cell in state.children}
        tracked: Tracked = "del" if side == "old" else "ins"
        return self._row(state, grid.slots[side, node], grid.columns, cells, tracked)

    def _row(
        self,
        state: NodeState,
        slots: Iterable[Slot],
        columns: int,
        cells: Mapping[NodeId, Iterable[_Block]],
        tracked: Tracked = "",
    ) -> WordRow:
        """Write a row; Word wants a cell in each, and at the end of each cell a paragraph."""
        change = f"<w:{tracked} {self.tracker.change()}/>" if tracked else ""
        written = [self._filled(slot, cells, MEASURE * slot.columns // columns) for slot in slots]
        return WordRow(written, state.attribute("header") is True, change)

    def _filled(self, slot: Slot, cells: Mapping[NodeId, Iterable[_Block]], width: int) -> WordCell:
        """Write a cell; a picture in it has the room of its width."""
        drawings = self.tracker.drawings
        drawings.room = width - MARGINS
        content = self._cell(list(cells[slot.cell]) if slot.cell else [])
        drawings.room = MEASURE
        return WordCell(content, slot.columns, slot.merge)

    def _cell(self, blocks: list[_Block]) -> str:
        content = "".join(block.xml for block in blocks)
        if not blocks or not blocks[-1].firm:
            content += self.tracker.paragraph("", "", _GAP)
        return content

    def _table(
        self, rows: Iterable[WordRow], *, style: str = "TableGrid", grid: Sequence[int] = ()
    ) -> _Block:
        """Write a table; the empty paragraph behind it keeps it apart from the next one."""
        written = list(rows)
        table = word_table(written, style=style, grid=grid) if written else ""
        return _Block(table + self.tracker.paragraph("", "", _GAP), firm=True)


_SHEET = (2800, MEASURE - 2800)
_MOVED: dict[tuple[OneSide, bool], Tracked] = {
    ("old", False): "moveFrom",
    ("new", False): "moveTo",
    ("old", True): "del",
    ("new", True): "ins",
}
"""How words stand that the other side has elsewhere. In tables Word tracks no moves."""
