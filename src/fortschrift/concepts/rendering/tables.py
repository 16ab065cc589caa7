"""Tables in a Word file: a grid with widths, rows and cells (ECMA-376 part 1, 17.4).

Word guesses what is missing; pandoc leaves out a table whose columns have no width and takes no row
for a head unless the table says so, LibreOffice makes all columns as wide as it likes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fortschrift.concepts.rendering.grid import Merge
from fortschrift.concepts.rendering.pictures import MEASURE

MARGINS = 2 * 85
"""What of a cell's width is left blank, see `styles`."""


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell with its finished paragraphs, how many columns it takes, and whether it is merged."""

    content: str
    columns: int = 1
    merge: Merge = ""


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row; `change` is the finished mark that it came or went as a whole."""

    cells: Sequence[WordCell]
    is_head: bool = False
    change: str = ""

    @property
    def columns(self) -> int:
        return sum(cell.columns for cell in self.cells)


def word_table(rows: Sequence[WordRow], *, style: str, grid: Sequence[int] = ()) -> str:
    """Write rows as a table; without a grid all columns are of the same width."""
    grid = grid or _even(max((row.columns for row in rows), default=0))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/>'
        f"{_look(rows)}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(_row(row, grid) for row in rows)}</w:tbl>"
    )


def _even(columns: int) -> list[int]:
    return [MEASURE * (at + 1) // columns - MEASURE * at // columns for at in range(columns)]


def _look(rows: Sequence[WordRow]) -> str:
    has_head = bool(rows) and rows[0].is_head
    return (
        f'<w:tblLook w:val="{"0420" if has_head else "0400"}" w:firstRow="{int(has_head)}"'
        ' w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    )


def _row(row: WordRow, grid: Sequence[int]) -> str:
    head = "<w:tblHeader/>" if row.is_head else ""
    said = f"{head}{row.change}"
    rest = len(grid) - row.columns
    short = f'<w:gridAfter w:val="{rest}"/>' if rest > 0 else ""
    properties = f"<w:trPr>{short}{said}</w:trPr>" if short or said else ""
    cells, at = [], 0
    for cell in row.cells:
        cells.append(_cell(cell, sum(grid[at : at + cell.columns])))
        at += cell.columns
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _cell(cell: WordCell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = _MERGE[cell.merge]
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>'
    return f"<w:tc>{properties}{cell.content}</w:tc>"


_MERGE: dict[Merge, str] = {
    "": "", "begins": '<w:vMerge w:val="restart"/>', "goes_on": "<w:vMerge/>"
}  # fmt: skip
