"""The rows and cells of an OpenDocument table, repeated ones as often as they are printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.package import local, number

MOST_SPANNED = 1000
_MOST_REPEATED = 100_000  # elements that are read once more because their row or cell is repeated
_DEEPEST = 20
_GROUPS = {"table-header-rows", "table-rows", "table-row-group"}
_CELLS = {"table-cell", "covered-table-cell"}


@dataclass
class Repeats:
    """How much may still be repeated; a few words could stand for millions of cells."""

    left: int = _MOST_REPEATED

    def times(self, element: ET.Element, count: int | None) -> int:
        """Tell how often an element stands there; raises Unreadable where that is too much."""
        if count is None or count <= 1:
            return 1
        self.left -= (count - 1) * sum(1 for _ in element.iter())
        if self.left < 0:
            raise Unreadable("too_large", "content.xml")
        return count


def rows(
    table: ET.Element, repeats: Repeats, depth: int = 0, *, header: bool = False
) -> Iterator[tuple[ET.Element, bool]]:
    """Go through the rows, telling which of them are headers."""
    if depth > _DEEPEST:
        raise Unreadable("broken", "content.xml")
    for each in table:
        name = local(each.tag)
        if name == "table-row":
            for _ in range(repeats.times(each, number(each, "number-rows-repeated"))):
                yield each, header
        elif name in _GROUPS:
            is_header = header or name == "table-header-rows"
            yield from rows(each, repeats, depth + 1, header=is_header)


def cells(row: ET.Element, repeats: Repeats) -> Iterator[ET.Element]:
    """Go through the cells of a row, those that others cover as well."""
    for each in row:
        if local(each.tag) in _CELLS:
            for _ in range(repeats.times(each, number(each, "number-columns-repeated"))):
                yield each
