"""Where the cells of a table lie when some reach over several columns and rows.

A cell that reaches down takes its place from those of the rows below it, which move on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fortschrift.concepts.rendering.nested import Told
from fortschrift.concepts.rendering.tracked import SIDES, OneSide
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState

Merge = Literal["", "begins", "goes_on"]
"""Whether a cell reaches down, or goes on from above."""

_MOST_COLUMNS = 63  # as many as Word can show


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell's first column and row, and how many of each it takes."""

    x: int
    y: int
    columns: int
    rows: int


def spots(rows: Sequence[Sequence[tuple[int, int]]]) -> list[list[Spot]]:
    """Give each cell its spot; of each is told how many columns and rows it wishes to take.

    >>> [[spot.x for spot in row] for row in spots([[(1, 2), (1, 1)], [(1, 1)]])]
    [[0, 1], [1]]
    """
    taken: set[tuple[int, int]] = set()
    found: list[list[Spot]] = []
    for y, row in enumerate(rows):
        found.append([])
        x = 0
        for wished, deep in row:
            while (x, y) in taken:
                x += 1
            columns = wished
            while any((x + more, y) in taken for more in range(columns)):
                columns -= 1
            height = min(deep, len(rows) - y)
            taken |= {(x + i, y + j) for i in range(columns) for j in range(height)}
            found[-1].append(Spot(x, y, columns, height))
            x += columns
    return found


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row of a Word table; `cell` is None for one that goes on, and for a gap."""

    cell: NodeId | None
    columns: int
    merge: Merge = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The slots of each row of a table as each side has it, and the columns of the wider one."""

    slots: Mapping[tuple[OneSide, NodeId], Sequence[Slot]]
    columns: int

    @classmethod
    def of(cls, told: Told, table: NodeId, sides: Sequence[OneSide] = SIDES) -> "Grid":
        """Lay out a table as some sides have it."""
        slots = {(side, row): laid for side in sides for row, laid in _laid_out(told, table, side)}
        wide = (sum(slot.columns for slot in row) for row in slots.values())
        return cls(slots, max(wide, default=1))

    def alike(self, row: NodeId) -> bool:
        """Tell whether the cells of a row take the same places on both sides."""
        laid = ([(slot.columns, slot.merge) for slot in self.slots[side, row]] for side in SIDES)
        old, new = laid
        return old == new


def _laid_out(told: Told, table: NodeId, side: OneSide) -> Iterator[tuple[NodeId, Sequence[Slot]]]:
    children = (told.state(each, side) for each in told.state(table, side).children)
    rows = [each for each in children if each.kind == "row"]
    cells = [[told.state(each, side) for each in row.children] for row in rows]
    found = spots([[(columns_of(cell), _rows_of(cell)) for cell in row] for row in cells])
    from_above: list[list[Spot]] = [[] for _ in rows]
    for spot in (each for row in found for each in row):
        for y in range(spot.y + 1, spot.y + spot.rows):
            from_above[y].append(spot)
    for row, own, above in zip(rows, found, from_above, strict=True):
        yield row.id, list(_slots(row, own, above))


def _slots(row: NodeState, own: Sequence[Spot], above: Sequence[Spot]) -> Iterator[Slot]:
    """Give the slots of a row from left to right, up to the first place that nothing takes.

    A row without a cell of its own has empty places instead, since Word wants a cell in each.
    """
    cells = {spot.x: cell for spot, cell in zip(own, row.children, strict=True)}
    at = 0
    for spot in sorted((*own, *above), key=lambda spot: spot.x):
        if spot.x > at:
            if cells:
                return
            yield Slot(None, spot.x - at)
        cell = cells.get(spot.x)
        begins: Merge = "begins" if spot.rows > 1 else ""
        yield Slot(cell, spot.columns, begins if cell else "goes_on")
        at = spot.x + spot.columns
    if not at:
        yield Slot(None, 1)


def columns_of(cell: NodeState) -> int:
    """Tell over how many columns a cell wishes to reach."""
    columns = cell.attribute("columns")
    return min(columns, _MOST_COLUMNS) if isinstance(columns, int) else 1


def _rows_of(cell: NodeState) -> int:
    rows = cell.attribute("rows")
    return rows if isinstance(rows, int) else 1
