"""From words to strips: what stands side by side without a gap that could part columns."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from fortschrift.concepts.manuscripts.pdf.page import Page, Strip, Word

_GAP = 0.9  # of the size of letters
_GUTTER = 0.7
_GAP_OF_COLUMNS = 3.0
_GAP_BEHIND_LABEL = 4.0
_SMALLER = 0.85
BULLETS = frozenset("•‣▪▫■□●○◦∙·◆◇►▶➢➤✓✔–-—*→⇒§o")
LABEL = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]")


def strips_of(page: Page) -> list[Strip]:
    """Give what runs to the right, line by line from above."""
    words = _settled([each for each in page.words if not each.turned])
    around = _Around(words)
    return [
        Strip(page.number, tuple(strip)) for row in _rows(words) for strip in _parted(row, around)
    ]


def in_rows(strips: Iterable[Strip]) -> list[Strip]:
    """Join again what stands in one line of one column."""
    strips = list(strips)
    page = strips[0].page if strips else 0
    words = [word for strip in strips for word in strip.words]
    return [Strip(page, tuple(row)) for row in _rows(words)]


def _settled(words: list[Word]) -> list[Word]:
    """Put small letters beside large ones on their line, as raised or lowered."""
    settled = list(words)
    for index, word in enumerate(words):
        for other in (words[each] for each in (index - 1, index + 1) if 0 <= each < len(words)):
            if word.raised == 0 and _is_beside(word, other):
                raised = 1 if word.base < other.base else -1
                settled[index] = word._replace(base=other.base, raised=raised)
                if other is words[index - 1] or not other.tight:
                    break
                settled[index + 1] = other._replace(tight=False)  # the number of a note
                break
    return settled


def _is_beside(small: Word, large: Word) -> bool:
    gap = max(small.left - large.right, large.left - small.right)
    return (
        small.size < _SMALLER * large.size
        and 0.08 * large.size < abs(small.base - large.base) < 0.6 * large.size
        and gap < 0.6 * large.size
    )


def _rows(words: list[Word]) -> Iterator[list[Word]]:
    """Go through lines from above, their words from the left."""
    row: list[Word] = []
    for word in sorted(words, key=lambda each: each.base):
        if row and word.base - row[0].base > 0.3 * min(word.size, row[0].size):
            yield _in_line(row)
            row = []
        row.append(word)
    if row:
        yield _in_line(row)


def _in_line(row: list[Word]) -> list[Word]:
    return sorted(row, key=lambda each: each.left)


class _Around:
    """The words above and below a gap, which tell whether it is one of justified text."""

    def __init__(self, words: list[Word]) -> None:
        self._words = sorted(words, key=_base)

    def is_crossed(self, left: float, right: float, word: Word) -> bool:
        """Tell whether a gap is one between words: others stand above and below it."""
        near, far = 0.5 * word.size, 1.9 * word.size
        return all(
            self._white(left, right, high, low) < _GUTTER * word.size
            for high, low in (
                (word.base - far, word.base - near),
                (word.base + near, word.base + far),
            )
        )

    def _white(self, left: float, right: float, high: float, low: float) -> float:
        """Give how much of a gap is left white between these heights."""
        first = bisect_left(self._words, high, key=_base)
        last = bisect_right(self._words, low, key=_base)
        widest = 0.0
        for word in sorted(self._words[first:last], key=_left):
            if word.right > left and word.left < right:
                widest = max(widest, word.left - left)
                left = word.right
        return max(widest, right - left)


def _left(word: Word) -> float:
    return word.left


def _base(word: Word) -> float:
    return word.base


def _parted(row: list[Word], around: _Around) -> Iterator[list[Word]]:
    strip: list[Word] = []
    for word in row:
        gap = word.left - strip[-1].right if strip else 0
        if gap > _widest_gap(strip) * word.size and (
            gap > _GAP_OF_COLUMNS * word.size
            or not around.is_crossed(strip[-1].right, word.left, word)
        ):
            yield strip
            strip = []
        strip.append(word)
    if strip:
        yield strip


def _widest_gap(strip: list[Word]) -> float:
    """A sign of a list stands apart from its text."""
    is_label = len(strip) == 1 and (strip[0].text in BULLETS or LABEL.fullmatch(strip[0].text))
    return _GAP_BEHIND_LABEL if is_label else _GAP
