"""What stands where on the pages of a PDF; lengths in points, heights counted downwards."""

from dataclasses import dataclass
from typing import NamedTuple


class Word(NamedTuple):
    """Letters side by side that look alike; `tight` without a space behind the word before."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    turned: bool = False
    tight: bool = False
    link: str = ""
    raised: int = 0  # 1 above, -1 below the line it stands in


class Rule(NamedTuple):
    """A straight line along the page or down it."""

    left: float
    high: float
    right: float
    low: float

    @property
    def is_flat(self) -> bool:
        """Tell whether it runs along the page."""
        return self.right - self.left >= self.low - self.high


class Remark(NamedTuple):
    """What somebody put on a page, or (`field`) filled into it."""

    kind: str
    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is shown."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    pictures: int = 0
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """Words side by side in one line of one column, or of a cell."""

    page: int
    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        """Give where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Give where it ends."""
        return max(each.right for each in self.words)

    @property
    def base(self) -> float:
        """Give the height of the line that the letters stand on."""
        return self._main.base

    @property
    def size(self) -> float:
        """Give the size of most of its letters."""
        return self._main.size

    @property
    def top(self) -> float:
        """Give about where its letters begin."""
        return self.base - 0.8 * self.size

    @property
    def low(self) -> float:
        """Give about where its letters end."""
        return self.base + 0.25 * self.size

    @property
    def is_bold(self) -> bool:
        """Tell whether all of it is bold."""
        return all(each.bold for each in self.words)

    @property
    def text(self) -> str:
        """Give its words with spaces between."""
        return said(self.words)

    @property
    def _main(self) -> Word:
        return max(self.words, key=lambda each: (not each.raised, len(each.text)))


def said(words: tuple[Word, ...]) -> str:
    """Give words as one reads them.

    >>> said((Word("CO", 0, 9, 0, 9), Word("2", 9, 12, 2, 6, tight=True), Word("an", 15, 20, 0, 9)))
    'CO2 an'
    """
    return "".join(
        f"{'' if index == 0 or each.tight else ' '}{each.text}" for index, each in enumerate(words)
    )
