"""Which paragraphs are headings, and of which rank: by their size, weight and number."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fortschrift.concepts.manuscripts.pdf.page import Strip
from fortschrift.concepts.manuscripts.pdf.paragraphs import Paragraph
from fortschrift.concepts.manuscripts.titles import opens

TITLE = "Title"
_LARGER = 1.08  # than the body
_LONGEST = 200
_NUMBER = re.compile(r"(?:[A-ZÄÖÜ][\w-]+ )?(\d{1,3}(?:\.\d{1,3})*)\.?[:)]?(?:\s|$)")


class Rank(NamedTuple):
    """What headings of one level have in common; the least comes first."""

    size: float  # negative: larger letters come first
    weight: int
    depth: int


def body_size(strips: Iterable[Strip]) -> float:
    """Give the size of most letters; the notes of a short text may have as many as the text."""
    letters: Counter[float] = Counter()
    for strip in strips:
        for word in strip.words:
            letters[round(word.size, 1)] += len(word.text)
    most = max(letters.values(), default=0)
    return max((size for size, count in letters.items() if 2 * count > most), default=0)


def style_of(paragraph: Paragraph) -> str:
    """Name the look of a paragraph: its size and weight."""
    return f"{round(2 * paragraph.size) / 2:g} pt{' bold' if paragraph.is_bold else ''}"


class Headings:
    """The ranks of the headings of a file."""

    def __init__(self, paragraphs: Sequence[Paragraph], body: float) -> None:
        """Look at all paragraphs at once: what is a heading shows beside the others."""
        self._body = body
        bold = sum(len(each.lines) for each in paragraphs if each.is_bold)
        self._is_bold_plain = 2 * bold > sum(len(each.lines) for each in paragraphs)
        found = [each for each in paragraphs if self._is_heading(each)]
        self._titles = self._found_titles(found)
        depths: dict[tuple[float, int], int] = {}
        for each in found:
            look, depth = _look(each), _depth(each)
            depths[look] = min(depths.get(look, depth or 99), depth or 99)
        self._depths = {look: 1 if depth == 99 else depth for look, depth in depths.items()}
        others = [each for each in found if id(each) not in self._titles]
        ranks = sorted({self._rank(each) for each in others})
        self._levels = {rank: level for level, rank in enumerate(ranks, start=1)}

    def level_of(self, paragraph: Paragraph) -> int | None:
        """Give the rank of a heading, from 1; None for other text and for the title."""
        if id(paragraph) in self._titles or not self._is_heading(paragraph):
            return None
        return self._levels[self._rank(paragraph)]

    def is_title(self, paragraph: Paragraph) -> bool:
        """Tell whether it is the title on the first page."""
        return id(paragraph) in self._titles

    def _rank(self, paragraph: Paragraph) -> Rank:
        look = _look(paragraph)
        return Rank(*look, _depth(paragraph) or self._depths[look])

    def _is_heading(self, paragraph: Paragraph) -> bool:
        text = _text(paragraph)
        if len(text) > _LONGEST or not any(each.isalpha() for each in text):
            return False
        is_sentence = text.endswith((".", ";", ",")) and len(text) > 60
        if paragraph.size > _LARGER * self._body:
            return not is_sentence
        return (
            paragraph.is_bold
            and not self._is_bold_plain
            and paragraph.size >= 0.95 * self._body
            and not text.endswith((".", ";", ","))
            and (not paragraph.label or bool(_depth(paragraph)))
        )

    def _found_titles(self, found: list[Paragraph]) -> set[int]:
        """Find the largest letters of the first page, where no other page has such."""
        if not found or found[0].lines[0].page == found[-1].lines[0].page:
            return set()
        largest = min(_look(each) for each in found)
        titles = [each for each in found if _look(each) == largest]
        is_first = all(
            each.lines[0].page == 1 and not _depth(each) and not opens(_text(each))
            for each in titles
        )
        return {id(each) for each in titles} if is_first and len(titles) < len(found) else set()


def _look(paragraph: Paragraph) -> tuple[float, int]:
    return -round(2 * paragraph.size) / 2, 0 if paragraph.is_bold else 1


def _depth(paragraph: Paragraph) -> int:
    """Count the parts of the number in front, 0 where there is none."""
    found = _NUMBER.match(_text(paragraph))
    return found[1].count(".") + 1 if found else 0


def _text(paragraph: Paragraph) -> str:
    return " ".join(each.text for each in paragraph.lines)
