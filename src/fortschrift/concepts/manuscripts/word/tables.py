"""Rows and cells of tables in Word files; a cell may go on below (ECMA-376 part 1, 17.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.manuscript import Block, Cell, Row, Tracked, lines_in
from fortschrift.concepts.manuscripts.package import local


@dataclass
class WordCell:
    """A cell as it stands in its row; one that goes on belongs to the cell above."""

    blocks: tuple[Block, ...]
    columns: int
    goes_on: bool


@dataclass
class WordRow:
    """A row as it stands."""

    cells: list[WordCell]
    header: bool
    tracked: Tracked | None


def rows_in(table: ET.Element) -> Iterator[ET.Element]:
    for each in table:
        if local(each.tag) == "tr":
            yield each
        elif local(each.tag) not in ("tblPr", "tblGrid"):
            yield from rows_in(each)


def cells_in(row: ET.Element) -> Iterator[ET.Element]:
    for each in row:
        if local(each.tag) == "tc":
            yield each
        elif local(each.tag) not in ("trPr", "tblPrEx"):
            yield from cells_in(each)


def spanned(rows: list[WordRow]) -> tuple[Row, ...]:
    """Let a cell that goes on downwards be one cell over several rows."""
    spans: dict[tuple[int, int], int] = {}
    above: dict[int, tuple[int, int]] = {}
    for at, row in enumerate(rows):
        column = 0
        for place, cell in enumerate(row.cells):
            if cell.goes_on and column in above and not _is_said(cell):
                spans[above[column]] += 1
            else:
                cell.goes_on = False
                above[column] = at, place
                spans[at, place] = 1
            column += cell.columns
    return tuple(
        Row(
            tuple(
                Cell(cell.blocks, cell.columns, spans[at, place])
                for place, cell in enumerate(row.cells)
                if not cell.goes_on
            ),
            row.header,
            row.tracked,
        )
        for at, row in enumerate(rows)
    )


def _is_said(cell: WordCell) -> bool:
    return any(line.text().strip() for line in lines_in(cell.blocks))
