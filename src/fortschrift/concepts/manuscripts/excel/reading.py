"""Reading an Excel file into a manuscript: each sheet is a table, each cell has its place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.excel.book import Book, Sheet, Spot, letters_of
from fortschrift.concepts.manuscripts.manuscript import (
    Aside,
    AsideKind,
    Block,
    Cell,
    Comment,
    Line,
    Manuscript,
    Place,
    Row,
    Table,
    Words,
)
from fortschrift.concepts.manuscripts.package import Package
from fortschrift.concepts.manuscripts.titles import ALL_NAMES, title_of

MOST_PLACES = 2_000_000
"""Rows times columns in which something stands, of one sheet."""


def read_excel(package: Package) -> Manuscript:
    """Read an Excel file; raises Unreadable."""
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        raise Unreadable("macros")
    if "xl/workbook.bin" in package:
        raise Unreadable("unknown", "xl/workbook.bin")
    try:
        return _Reader(Book(package)).manuscript()
    except RecursionError:
        raise Unreadable("broken", "nesting") from None


@dataclass
class _Reader:
    book: Book
    asides: list[Aside] = field(default_factory=list)
    comments: dict[str, Comment] = field(default_factory=dict)

    def manuscript(self) -> Manuscript:
        blocks = tuple(block for sheet in self.book.sheets() for block in self._sheet(sheet))
        return Manuscript(
            blocks, self.book.title, asides=tuple(self.asides), comments=self.comments
        )

    def _sheet(self, sheet: Sheet) -> Iterator[Block]:
        self._beside(sheet)
        shown = {spot: words for spot, words in sheet.cells.items() if sheet.shows(spot)}
        for spot, words in sheet.cells.items():
            if spot not in shown:
                self._aside(sheet, spot, "hidden", "".join(each.text for each in words))
        title = Place("row", 0, sheet.name)
        if title_of(sheet.name, ALL_NAMES, heading=False).name:
            yield Line(title, (Words(sheet.name),), "Sheet")
        elif sheet.name:
            self.asides.append(Aside(title, "head", sheet.name))
        if shown:
            yield self._table(sheet, shown)

    def _table(self, sheet: Sheet, shown: dict[Spot, tuple[Words, ...]]) -> Table:
        """Give rows and columns in which something stands."""
        rows = sorted({spot.row for spot in shown})
        columns = sorted({spot.column for spot in shown})
        if len(rows) * len(columns) > MOST_PLACES:
            raise Unreadable("too_large", sheet.name)
        grid = _Grid(sheet, shown, rows, columns)
        made = tuple(Row(tuple(grid.cells(row))) for row in rows)
        return Table(Place("row", rows[0], sheet.name), made)

    # ---- what stands beside the cells

    def _beside(self, sheet: Sheet) -> None:
        for spot, formula in sheet.formulas:
            self._aside(sheet, spot, "other", f"={formula}")
        for head in sheet.heads:
            self._aside(sheet, Spot(0, 0), "head", head)
        for box in sheet.boxes:
            self._aside(sheet, Spot(0, 0), "box", box)
        for remark in sheet.remarks:
            on = "".join(each.text for each in sheet.cells.get(remark.spot, ()))
            place = self._place(sheet, remark.spot)
            key = f"{sheet.name}-{len(self.comments)}"
            self.comments[key] = Comment(place, remark.author, "", remark.text, on)

    def _aside(self, sheet: Sheet, spot: Spot, kind: AsideKind, text: str) -> None:
        if text.strip():
            self.asides.append(Aside(self._place(sheet, spot), kind, text.strip()))

    def _place(self, sheet: Sheet, spot: Spot) -> Place:
        return Place("row", spot.row, sheet.name, letters_of(spot.column))


@dataclass
class _Grid:
    """The rows and columns of a sheet in which something stands."""

    sheet: Sheet
    shown: dict[Spot, tuple[Words, ...]]
    rows: list[int]
    columns: list[int]
    covered: set[Spot] = field(default_factory=set)
    left: int = MOST_PLACES
    """Places that merged cells may still cover; then they are read as if they were not merged."""

    def cells(self, row: int) -> Iterator[Cell]:
        """Give the cells that begin in a row."""
        for column in self.columns:
            spot = Spot(row, column)
            if spot in self.covered:
                continue
            over = self._over(spot, self.sheet.merged.get(spot, spot))
            if any(each in self.shown for each in over[1:]):
                over = [spot]  # what stands below a merged cell is shown rather than lost
            self.covered.update(over)
            wide = len({each.column for each in over})
            place = Place("row", row, self.sheet.name, letters_of(column))
            lines = tuple(_lines(self.shown.get(spot, ()), place))
            yield Cell(lines, wide, len(over) // wide)

    def _over(self, start: Spot, end: Spot) -> list[Spot]:
        """List the places of a cell, its first one first."""
        rows = _within(self.rows, start.row, end.row)
        columns = _within(self.columns, start.column, end.column)
        self.left -= len(rows) * len(columns)
        if self.left < 0:
            return [start]
        return [Spot(row, column) for row in rows for column in columns]


def _lines(words: tuple[Words, ...], place: Place) -> Iterator[Line]:
    """Part the words of a cell into its lines."""
    line: list[Words] = []
    for each in words:
        first, *others = each.text.split("\n")
        line.append(each._replace(text=first))
        for other in others:
            yield from _line(line, place)
            line = [each._replace(text=other)]
    yield from _line(line, place)


def _line(words: list[Words], place: Place) -> Iterator[Line]:
    said = tuple(each for each in words if each.text)
    if any(each.text.strip() for each in said):
        yield Line(place, said)


def _within(numbers: list[int], first: int, last: int) -> list[int]:
    """Give those numbers of a sorted list that lie between two, both counted in."""
    start = bisect_left(numbers, first)
    return numbers[start : max(bisect_right(numbers, last), start + 1)]
