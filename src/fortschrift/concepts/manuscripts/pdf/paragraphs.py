"""From lines to paragraphs and items of lists."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fortschrift.concepts.manuscripts.pdf.columns import Column
from fortschrift.concepts.manuscripts.pdf.page import Strip, Word
from fortschrift.concepts.manuscripts.pdf.strips import BULLETS, LABEL

_ENDS = (".", ":", ";", "!", "?", "“", "”", ")")
_WEAK = frozenset("–-—*o§")  # signs of lists that also stand in running text
_HYPHENS = ("-", "\u2010")
_INDENT = 0.8  # of the size of letters
_ALIKE = 0.06  # difference of sizes that means nothing


@dataclass
class Paragraph:
    """Lines that belong together; `label` is the sign or number of an item, `indent` its depth."""

    lines: list[Strip]
    label: str = ""
    indent: float = 0

    @property
    def size(self) -> float:
        """Give the size of its letters."""
        return self.lines[0].size

    @property
    def is_bold(self) -> bool:
        """Tell whether all of it is bold."""
        return all(each.is_bold for each in self.lines)

    @property
    def text_left(self) -> float:
        """Give where the text of an item begins, behind its label."""
        first = self.lines[0].words
        return first[1].left if self.label and len(first) > 1 else first[0].left

    @property
    def words(self) -> Iterator[tuple[Word, ...]]:
        """Go through its lines, without the label."""
        for index, line in enumerate(self.lines):
            yield line.words[1:] if index == 0 and self.label else line.words


def leadings_of(columns: Iterable[Column]) -> dict[float, float]:
    """Give the most frequent step from line to line for each size of letters."""
    steps: dict[float, Counter[float]] = defaultdict(Counter)
    for column in columns:
        for above, line in zip(column.lines, column.lines[1:], strict=False):
            step = line.base - above.base
            if _alike(above, line) and step < 1.9 * line.size:
                steps[round(line.size, 1)][round(step, 1)] += 1
    return {size: found.most_common(1)[0][0] for size, found in steps.items()}


class Joiner:
    """Joins lines to paragraphs, over the ends of columns and pages."""

    def __init__(self, leadings: Mapping[float, float]) -> None:
        """Take the step from line to line that is usual for each size."""
        self._leadings = leadings

    def joined(self, columns: Sequence[Column]) -> list[Paragraph]:
        """Give the paragraphs of columns that follow each other."""
        found: list[Paragraph] = []
        for column in columns:
            rights = _rights(column)
            first = min(each.left for each in column.lines) if column.lines else 0
            above: Strip | None = None
            for line in column.lines:
                if not found or self._begins(found[-1], line, above):
                    found.append(_begun(line, first))
                else:
                    found[-1].lines.append(line)
                above = line
                self._right = rights[_edge(line)]
        return found

    _right = 0.0
    """How far the line above might have reached."""

    def _begins(self, paragraph: Paragraph, line: Strip, above: Strip | None) -> bool:
        is_item = _is_label(line) and self._starts_item(paragraph, line)
        return is_item or self._is_new(paragraph, line, above)

    def _is_new(self, paragraph: Paragraph, line: Strip, above: Strip | None) -> bool:
        last = paragraph.lines[-1]
        if not _alike(last, line) or _is_strong(line):
            return True
        if last.text.endswith(_HYPHENS) and line.text[:1].islower():
            return above is not None and self._is_spaced(above, line)
        ends = self._has_ended(last, line)
        if last.is_bold != line.is_bold:
            is_going_on = line.text[:1].islower() and not ends
            begins_above = above is None and line.is_bold and not line.text[:1].islower()
            if ends or begins_above or (paragraph.is_bold and not is_going_on):
                return True
        if ends or above is None:
            return ends
        return self._is_spaced(above, line) or _is_indented(paragraph, line)

    def _is_spaced(self, above: Strip, line: Strip) -> bool:
        usual = self._leadings.get(round(line.size, 1), 1.25 * line.size)
        return line.base - above.base > max(1.18 * usual, usual + 1.5)

    def _has_ended(self, last: Strip, line: Strip) -> bool:
        """Tell whether the next word would have had its place in the line above."""
        reaches = last.right + 0.25 * last.size + _first_width(line)
        has_room = reaches < self._right - 0.3 * last.size
        is_going_on = line.text[:1].islower() and not last.text.endswith(_ENDS)
        return has_room and not is_going_on

    def _starts_item(self, paragraph: Paragraph, line: Strip) -> bool:
        """Tell whether a sign that may stand in running text begins an item."""
        gap = line.words[1].left - line.words[0].right
        is_apart = abs(line.left - paragraph.lines[-1].left) > 0.5 * line.size
        ended = paragraph.lines[-1].text.endswith(_ENDS)
        return gap > 0.5 * line.size or is_apart or ended or bool(paragraph.label)


def _begun(line: Strip, first: float) -> Paragraph:
    paragraph = Paragraph([line], line.words[0].text if _is_label(line) else "")
    paragraph.indent = paragraph.text_left - first
    return paragraph


def _is_label(line: Strip) -> bool:
    first = line.words[0].text
    is_sign = first in BULLETS or bool(LABEL.fullmatch(first))
    return is_sign and len(line.words) > 1


def _is_strong(line: Strip) -> bool:
    return line.words[0].text in BULLETS - _WEAK and len(line.words) > 1


def _is_indented(paragraph: Paragraph, line: Strip) -> bool:
    """Tell whether a line begins elsewhere than those above, as the first of a paragraph does."""
    last, far = paragraph.lines[-1], _INDENT * line.size
    if len(paragraph.lines) == 1:
        hangs = abs(line.left - paragraph.text_left) < far
        return not hangs and line.left - last.left > far
    return abs(line.left - last.left) > far


def _alike(one: Strip, other: Strip) -> bool:
    return abs(one.size - other.size) <= _ALIKE * max(one.size, other.size)


def _edge(line: Strip) -> tuple[int, int]:
    return round(line.size), round(line.left / 4)


def _rights(column: Column) -> dict[tuple[int, int], float]:
    """Give how far lines reach that begin at the same place."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    counts = Counter(_edge(line) for line in column.lines)
    for line in column.lines:
        found[_edge(line)] = max(found[_edge(line)], line.right)
    return {key: right if counts[key] > 2 else column.right for key, right in found.items()}


def _first_width(line: Strip) -> float:
    """Give the width of the first word, with what stands behind it without a space."""
    right = line.words[0].right
    for word in line.words[1:]:
        if not word.tight:
            break
        right = word.right
    return right - line.left
