"""Lists of contents: lines that end with the number of a page."""

import re
from collections.abc import Iterator, Sequence

from fortschrift.concepts.manuscripts.pdf.page import Strip
from fortschrift.concepts.manuscripts.pdf.strips import in_rows

_LEADERS = re.compile(r"(?:[.·…_]\s?){4,}\s*\d{1,4}$")
_HEADING = re.compile(r"(?:Inhalt(?:sverzeichnis|sübersicht)?|Gliederung|Contents)\W*", re.I)
_NUMBER = re.compile(r".*\D\s(\d{1,4})")


def without_contents(strips: list[Strip], pages: int) -> tuple[list[Strip], list[str]]:
    """Part a page from the lines of a list of contents."""
    rows = in_rows(strips)
    found = set(_entries(rows, pages))
    if not found:
        return strips, []
    heights = {rows[index].base for index in found}
    left = [each for each in strips if not any(abs(each.base - at) < 1 for at in heights)]
    return left, [rows[index].text for index in sorted(found)]


def _entries(rows: Sequence[Strip], pages: int) -> Iterator[int]:
    is_below, last = False, 0
    for index, row in enumerate(rows):
        number = _NUMBER.fullmatch(row.text)
        if _LEADERS.search(row.text):
            yield index
        elif is_below and number and last <= int(number[1]) <= pages:
            last = int(number[1])
            yield index
        is_below = is_below or bool(_HEADING.fullmatch(row.text))
