"""Tables in plain text: cells parted by tabs, as a spreadsheet copies them, or by upright lines.

A table has at least two rows in a row. What only rules it off ("|---|---|", "+---+") says nothing
and is passed over; a cell of a spreadsheet with several lines stands in quotes.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from fortschrift.concepts.manuscripts.text.signs import cells_of, sign_of
from fortschrift.concepts.manuscripts.text.wrapping import TextLine

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*[|+:=-][|+:=\s-]*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MOST_IN_CELL = 60  # lines


class TextRow(NamedTuple):
    """The cells of a row, each with its lines; `at` is the position of its first line."""

    at: int
    cells: tuple[tuple[str, ...], ...]
    header: bool = False


class TextTable(NamedTuple):
    """The rows of a table, and the position of the line behind it."""

    rows: tuple[TextRow, ...]
    end: int


class _Found(NamedTuple):
    """A row as it is read: its cells, the line behind it; one that only rules off has no cells."""

    cells: tuple[tuple[str, ...], ...]
    end: int
    is_barred: bool


class TextTables:
    """The tables of a text by the positions of their first lines."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        """Look at all lines."""
        self._lines = lines
        self.found: dict[int, TextTable] = {}
        at = 0
        while at < len(lines):
            table = self._from(at)
            if len(table.rows) > 1:
                self.found[at] = table
            at = table.end
        self.inside = frozenset(
            each for at, table in self.found.items() for each in range(at, table.end)
        )

    def _from(self, at: int) -> TextTable:
        """Read the rows from a line on; fewer than two are no table."""
        first = self._row(at, 0)
        if first is None:
            return TextTable((), at + 1)
        rows: list[TextRow] = []
        end, found = at, first
        while True:
            if any(map(any, found.cells)):
                rows.append(TextRow(end, found.cells))
            elif not found.cells and len(rows) == 1:
                rows[0] = rows[0]._replace(header=True)
            end = found.end
            following = self._row(end, max((len(each.cells) for each in rows), default=0))
            if following is None or following.is_barred != first.is_barred:
                break
            found = following
        return TextTable(tuple(rows), end)

    def _row(self, at: int, width: int) -> _Found | None:
        """Read a row; below others of that width also one in which little stands."""
        if at >= len(self._lines):
            return None
        said = self._lines[at].said
        if "|" in said or (said.startswith("+") and said.endswith("+")):
            return self._barred(at)
        return self._quoted(at) or self._tabbed(at, width)

    def _barred(self, at: int) -> _Found | None:
        said = self._lines[at].said
        if _RULE.fullmatch(said) and ("-" in said or "=" in said):
            return _Found((), at + 1, is_barred=True)
        if "|" not in said:
            return None
        is_framed = said.startswith("|") and said.endswith("|") and len(said) > 1
        is_parted = " | " in f"{said} " and not sign_of(self._lines[at])
        if not (is_framed or is_parted):
            return None
        parts = _BAR.split(said[1:-1] if is_framed else said.removeprefix("|"))
        return _Found(tuple(map(_lines_in, parts)), at + 1, is_barred=True)

    def _tabbed(self, at: int, width: int) -> _Found | None:
        line = self._lines[at]
        parts = line.text.strip(" \r").split("\t")
        if len(parts) > 1 and len(parts) == width and not sign_of(line):
            return _Found(tuple(_filled(each.strip()) for each in parts), at + 1, is_barred=False)
        cells = cells_of(line)
        if len(cells) < 2:
            return None
        return _Found(tuple(map(_filled, cells)), at + 1, is_barred=False)

    def _quoted(self, at: int) -> _Found | None:
        """Read a row of which a cell goes over several lines, and is quoted therefore."""
        text = self._lines[at].text
        if '"' not in text or not _is_open(text):
            return None
        for end in range(at + 1, min(at + _MOST_IN_CELL, len(self._lines))):
            text += "\n" + self._lines[end].text
            if not _is_open(text):
                cells = tuple(map(_unquoted, text.split("\t")))
                return _Found(cells, end + 1, is_barred=False) if len(cells) > 1 else None
        return None


def _lines_in(cell: str) -> tuple[str, ...]:
    said = (each.replace("\\|", "|").strip() for each in _BREAK.split(cell))
    return tuple(each for each in said if each)


def _filled(cell: str) -> tuple[str, ...]:
    return (cell,) if cell else ()


def _is_open(text: str) -> bool:
    """Tell whether a quoted cell goes on below.

    >>> _is_open('Kurse\\t"abends'), _is_open('Kurse\\t"abends\\nund früh"\\tVHS')
    (True, False)
    """
    last = text.rpartition("\t")[2].strip(" \r")
    return last.startswith('"') and last.count('"') % 2 == 1


def _unquoted(cell: str) -> tuple[str, ...]:
    said = cell.strip()
    if len(said) > 1 and said.startswith('"') and said.endswith('"'):
        said = said[1:-1].replace('""', '"')
    return tuple(each.strip() for each in said.split("\n") if each.strip())
