"""What begins a line of plain text: the sign of a list, its number; cells, entries of contents."""

import re
from typing import NamedTuple

from fortschrift.concepts.manuscripts.text.wrapping import TextLine

_BULLET = re.compile(r"(?:[-–—•·*▪◦‣●○■□▫➢✓→+\uf0b7]|o(?=\t))[ \t\xa0]+(?=\S)")
_LABEL = re.compile(r"(\(?(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)]|\(\d{1,3}\))[ \t\xa0]+(?=\S)")
_ENTRY = re.compile(r"\S.*?(?:\t|\s?(?:[.·…_]\s?){4,}\s*)(\d{1,4})\s*")
_UNDERLINE = re.compile(r"={4,}|-{4,}|\*{4,}|~{4,}|_{4,}")


class Sign(NamedTuple):
    """The beginning of an item: its length in the line, and the number as printed or ""."""

    length: int
    label: str = ""


def sign_of(line: TextLine) -> Sign | None:
    """Find the sign of an item of a list."""
    said = line.said
    bullet = _BULLET.match(said)
    if bullet:
        return Sign(bullet.end())
    label = _LABEL.match(said)
    return Sign(label.end(), label[1]) if label else None


def counted_by(label: str) -> int | None:
    """Give the number that a label counts, None for letters.

    >>> counted_by("(12)"), counted_by("b)")
    (12, None)
    """
    digits = label.strip("().")
    return int(digits) if digits.isdigit() else None


def cells_of(line: TextLine) -> list[str]:
    """Give what stands between tabs, nothing where there are none between words.

    A tab behind a sign is that of a list, but for a row of three cells and more.
    """
    said = line.text.strip(" \r")
    if "\t" not in said.strip():
        return []
    cells = [each.strip() for each in said.split("\t")]
    return [] if sign_of(line) and len(cells) < 3 else cells


def page_in(line: TextLine) -> int | None:
    """Give the number of the page that an entry of contents leads to."""
    found = _ENTRY.fullmatch(line.said)
    return int(found[1]) if found else None


def is_underline(line: TextLine) -> bool:
    """Tell a row of signs that sets off the line above it."""
    return bool(_UNDERLINE.fullmatch(line.said))
