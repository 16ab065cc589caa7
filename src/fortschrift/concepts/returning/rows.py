"""Rows and cells of a table that came back: which ones they were, and where they go."""

from fortschrift.concepts.manuscripts.blocks import Growing
from fortschrift.concepts.returning.building import Building
from fortschrift.concepts.returning.seen import SeenLine, SeenTable
from fortschrift.core.text import NodeId

Cells = list[NodeId | None]


def table_of(text: Building, seen: SeenTable) -> NodeId | None:
    """Find the table whose cells are in it; None for a new one."""
    known = next((cell for row in _cells(text, seen) for cell in row if cell), None)
    return None if known is None else _above(text, _above(text, known))


def put_rows(text: Building, table: NodeId, seen: SeenTable, grown: Growing) -> None:
    """Put the rows of a table in the order of the file; `grown` is it as read like any other."""
    before: NodeId | None = None
    for cells, new, said in zip(_cells(text, seen), grown.children, seen.rows, strict=True):
        if any(cells) or any(cell.says for cell in said):
            before = _put_row(text, table, cells, new, before)


def _put_row(
    text: Building, table: NodeId, cells: Cells, new: Growing, before: NodeId | None
) -> NodeId:
    """Put the cells of a row into the one they were in, or into a new one."""
    row = next((_above(text, cell) for cell in cells if cell), None)
    if row is None:
        text.grow_behind(new, table, before)
        return new.id
    if text.parents.get(row) != table:
        text.put_behind(row, table, before)
    last: NodeId | None = None
    for cell, grown in zip(cells, new.children, strict=False):
        if cell is None:
            text.grow_behind(grown, row, last)
        elif text.parents.get(cell) != row:
            text.put_behind(cell, row, last)
        last = cell or grown.id
    return row


def _cells(text: Building, seen: SeenTable) -> list[Cells]:
    return [[_cell_of(text, cell.lines) for cell in row] for row in seen.rows]


def _cell_of(text: Building, lines: tuple[SeenLine, ...]) -> NodeId | None:
    anchors = (anchor for line in lines for anchor in line.anchors)
    return next(
        (
            anchor.node
            for anchor in anchors
            if anchor.node in text.living
            and text.base[anchor.node].kind == "cell"
            and text.now.said.get(anchor) in lines
        ),
        None,
    )


def _above(text: Building, node: NodeId) -> NodeId:
    above = text.base.parent_of(node)
    assert above is not None
    return above
