"""Lists of contents: lines that lead to the number of a page, and those wrapped above them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from fortschrift.concepts.manuscripts.pdf.page import Strip
from fortschrift.concepts.manuscripts.pdf.strips import in_rows

_LEADERS = re.compile(r"(?:[.·…_]\s?){4,}\s*\d{1,4}$")
_HEADING = re.compile(r"(?:Inhalt(?:sverzeichnis|sübersicht)?|Gliederung|Contents)\W*", re.I)
_NUMBER = re.compile(r".*\D\s(\d{1,4})")
_SHORT = re.compile(r".*\D\d{1,4}")  # an entry as wide as the line has no room for leaders
_MANY = 4  # lines with leaders on one page: it is one of a list of contents
_WRAPPED = 3  # lines without a number that are no longer one entry


class Contents:
    """Takes lists of contents out of pages, in order: one may go on over many pages."""

    def __init__(self, pages: int) -> None:
        """Begin at the first of so many pages."""
        self._pages = pages
        self._goes_on = False

    def parted(self, strips: list[Strip]) -> tuple[list[Strip], list[str]]:
        """Part a page from the lines of a list of contents."""
        rows = in_rows(strips)
        found = set(self._entries(rows))
        self._goes_on = bool(rows) and len(rows) - 1 in found
        if not found:
            return strips, []
        heights = {rows[index].base for index in found}
        left = [each for each in strips if not any(abs(each.base - at) < 1 for at in heights)]
        return left, [rows[index].text for index in sorted(found)]

    def _entries(self, rows: Sequence[Strip]) -> Iterator[int]:
        is_below, last = False, 0
        leading = [index for index, row in enumerate(rows) if _LEADERS.search(row.text)]
        yield from leading
        if len(leading) >= _MANY:
            yield from self._wrapped(rows, leading)
        for index, row in enumerate(rows):
            number = _NUMBER.fullmatch(row.text)
            if is_below and number and last <= int(number[1]) <= self._pages:
                last = int(number[1])
                yield index
            is_below = is_below or bool(_HEADING.fullmatch(row.text))

    def _wrapped(self, rows: Sequence[Strip], leading: Sequence[int]) -> Iterator[int]:
        """Find the beginnings of entries that are longer than a line, and those without leaders."""
        largest = max(rows[index].size for index in leading) + 0.5
        borders = [-1, *leading, len(rows)]
        for before, behind in pairwise(borders):
            between = range(before + 1, behind)
            plain = [index for index in between if rows[index].size <= largest]
            is_loose = len(plain) < len(between) or len(plain) >= _WRAPPED
            if is_loose or (before == -1 and not self._goes_on):
                plain = [index for index in plain if _SHORT.fullmatch(rows[index].text)]
            yield from plain
