"""The rows and cells of an HTML table, and what stands between them."""

from dataclasses import dataclass, field

from fortschrift.concepts.manuscripts.html.looks import is_hidden, whole
from fortschrift.concepts.manuscripts.html.tree import Node

_MOST_SPANNED = 1000


@dataclass
class Grid:
    """The cells of a table by rows; what stands in no cell is shown in front of the table."""

    rows: list[tuple[list[Node], bool]] = field(default_factory=list)
    outside: list[Node | str] = field(default_factory=list)


def grid_of(table: Node) -> Grid:
    """Find the rows; cells without a row make one."""
    grid = Grid()
    _gather(table, grid, is_header=False)
    return grid


def span(cell: Node, name: str, left: int = _MOST_SPANNED) -> int:
    """Tell over how many columns or rows a cell goes; rows end with their table."""
    said = whole(cell.get(name))
    if said == 0 and name == "rowspan":
        return left
    return min(max(said or 1, 1), left, _MOST_SPANNED)


def _gather(parent: Node, grid: Grid, *, is_header: bool) -> None:
    loose: list[Node] = []
    if parent.tag == "tr":
        grid.rows.append((loose, is_header))
    for child in parent.children:
        if isinstance(child, str) or is_hidden(child):
            grid.outside.append(child)
        elif child.tag in ("td", "th"):
            if not loose and parent.tag != "tr":
                grid.rows.append((loose, is_header))
            loose.append(child)
        elif child.tag in ("thead", "tbody", "tfoot", "tr"):
            loose = []
            _gather(child, grid, is_header=is_header or child.tag == "thead")
        else:
            grid.outside.append(child)
