"""A table laid out: which cell stands in which column of which row, spans resolved."""

from typing import NamedTuple, TypeAlias

from fortschrift.concepts.manuscripts.manuscript import Cell, Line, Side, Table, lines_in

MOST_COLUMNS = 60
"""Wider tables tell of no elements."""
_MOST = 500_000  # places of one table


class Slot(NamedTuple):
    """A place in a table; `is_first` tells that the cell begins there and goes not on."""

    cell: Cell
    is_first: bool = True


Slots: TypeAlias = list[list[Slot | None]]


def slots_of(table: Table) -> Slots:
    """Lay a table out, all rows equally long; one that is too wide or too large has no slots."""
    rows: list[dict[int, Slot]] = [{} for _ in table.rows]
    left = _MOST
    for at, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while column in rows[at]:
                column += 1
            wide, tall = max(cell.columns, 1), min(max(cell.rows, 1), len(rows) - at)
            left -= wide * tall
            if column + wide > MOST_COLUMNS or left < 0:
                return []
            for down in range(tall):
                for right in range(wide):
                    slot = Slot(cell, is_first=not (down or right))
                    rows[at + down].setdefault(column + right, slot)
            column += wide
    # Columns in which no cell begins are there only because a cell says that it is so wide.
    columns = sorted({at for row in rows for at, slot in row.items() if slot.is_first})
    return [[row.get(column) for column in columns] for row in rows]


def text_in(slot: Slot | Cell | None, side: Side = "after") -> str:
    """Give what a cell says, line by line."""
    cell = slot.cell if isinstance(slot, Slot) else slot
    if cell is None:
        return ""
    said = (line.text(side).strip() for line in lines_in(cell.blocks))
    return "\n".join(each for each in said if each)


def is_plain(cell: Cell) -> bool:
    """Tell whether a cell holds lines only, no pictures and no tables."""
    return all(isinstance(block, Line) for block in cell.blocks)
