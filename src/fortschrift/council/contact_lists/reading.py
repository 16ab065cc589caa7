"""From pasted text to rows of cells: a spreadsheet, CSV, or mail addresses with names."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: ``Name <a@b>`` or ``a@b``; the name may hold commas when its quotes have been taken off.
_ADDRESS = re.compile(
    r"(?:(?P<name>[^<>@]*?)\s*<\s*(?:mailto:)?(?P<in>[^<>\s]+@[^<>\s]+)\s*>"
    r"|(?P<bare>[^<>\s;,]+@[^<>\s;,]+))"
)
_BLANKS = re.compile(r"[^\S\n]+")


#: More rows than a page can show and a form can send are no list that anybody checks.
MOST_ROWS = 800
MOST_COLUMNS = 60


class TooLarge(ValueError):
    """A list with more rows or columns than anybody looks through; carries how many."""

    def __init__(self, *, rows: int = 0, columns: int = 0) -> None:
        super().__init__(f"{rows} rows, {columns} columns")
        self.rows = rows
        self.columns = columns


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of equally many cells; ``are_addresses`` when they were read from mail addresses."""

    rows: tuple[tuple[str, ...], ...]
    are_addresses: bool = False


def read(text: str) -> Grid:
    """Read a list, whatever it was copied from; empty rows are passed over.

    Raises TooLarge before anything is made of the cells.

    >>> read("AWO\\tinfo@example.org").rows
    (('AWO', 'info@example.org'),)
    >>> read('"Beispiel, Erika" <e@example.org>; m@example.org').rows
    (('Beispiel, Erika', 'e@example.org'), ('', 'm@example.org'))
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    addresses = None if "\t" in text else _addresses(text)
    if addresses is not None:
        return Grid(addresses, are_addresses=True)
    return Grid(_even(_split(text, _delimiter(text))))


def written(rows: Iterable[Sequence[str]]) -> str:
    """Write rows as a spreadsheet would put them on the clipboard; ``read`` reads them again."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


def _addresses(text: str) -> tuple[tuple[str, ...], ...] | None:
    """Read mail addresses, or None as soon as something else stands between."""
    for delimiter in ";,":
        parts = [part for row in _split(text, delimiter) for part in row if part]
        found = [_ADDRESS.fullmatch(part) for part in parts]
        if found and all(found):
            _check_size(found, columns=2)
            return tuple((each["name"] or "", each["in"] or each["bare"]) for each in found if each)
    return None


def _delimiter(text: str) -> str:
    first = next((line for line in text.split("\n") if line.strip()), "")
    if "\t" in text:
        return "\t"
    return ";" if ";" in first else ","


def _split(text: str, delimiter: str) -> list[list[str]]:
    """Split into cells; a lone quotation mark is a sign like others and swallows nothing."""
    is_quoted = text.count('"') % 2 == 0
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True,
        quoting=csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE,
    )  # fmt: skip
    rows = [[_tidy(cell) for cell in row] for row in reader]
    return [row for row in rows if any(row)]


def _tidy(cell: str) -> str:
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in cell.strip().split("\n"))


def _even(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    width = max(map(len, rows), default=0)
    _check_size(rows, columns=width)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)


def _check_size(rows: Sequence[object], *, columns: int) -> None:
    if len(rows) > MOST_ROWS + 1:  # one may be the head
        raise TooLarge(rows=len(rows))
    if columns > MOST_COLUMNS:
        raise TooLarge(columns=columns)
