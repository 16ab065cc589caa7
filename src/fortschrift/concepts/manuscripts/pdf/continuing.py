"""Tables that go on in the next column or on the next page."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fortschrift.concepts.manuscripts.pdf.grids import Grid, GridCell

_SAME_EDGE = 4.0
_EDGE_OF_PAGE = 0.2  # of its height
_ENDS = (".", "!", "?", ":")
_Row = tuple[GridCell, ...]


def continued(grids: Iterable[Grid], height: float) -> Iterator[Grid]:
    """Join tables that follow each other without text between and belong together.

    A table that begins with the same words as the last is another one of its kind: the next
    measure, or the same head once more.
    """
    last: Grid | None = None
    on = Grid(0, 0, 0, 0, 0, 0, (), ())
    for grid in grids:
        if last is not None and _goes_on(on, grid, height) and not _is_same_kind(last, grid):
            last = replace(last, rows=(*last.rows[:-1], *_joined(last.rows[-1], grid.rows)))
        else:
            if last is not None:
                yield last
            last = grid
        on = grid
    if last is not None:
        yield last


def _goes_on(before: Grid, grid: Grid, height: float) -> bool:
    is_at_edge = before.low > (1 - _EDGE_OF_PAGE) * height and grid.top < _EDGE_OF_PAGE * height
    is_next = grid.page == before.page + 1 or grid.left >= before.right
    return is_at_edge and is_next and _widths(before) == _widths(grid)


def _widths(grid: Grid) -> list[int]:
    """Give the places of columns, measured from the left edge of the table."""
    return [round((each - grid.edges[0]) / _SAME_EDGE) for each in grid.edges]


def _is_same_kind(one: Grid, other: Grid) -> bool:
    first, then = (_said(grid.rows[0][0]) if grid.rows[0] else "" for grid in (one, other))
    return first == then != ""


def _joined(last: _Row, rows: tuple[_Row, ...]) -> Iterator[_Row]:
    """Join a row that the end of a page parts: its label stands on the first page only."""
    first = rows[0]
    is_parted = (
        len(first) == len(last)
        and not _said(first[0])
        and any(_said(here) and not _said(here).endswith(_ENDS) for here in last[1:])
    )
    if is_parted:
        yield tuple(
            replace(here, lines=(*here.lines, *there.lines))
            for here, there in zip(last, first, strict=True)
        )
        yield from rows[1:]
    else:
        yield last
        yield from rows


def _said(cell: GridCell) -> str:
    return " ".join(each.text for each in cell.lines)
