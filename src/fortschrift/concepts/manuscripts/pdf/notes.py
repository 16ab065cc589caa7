"""Footnotes: small lines at the foot of a column that begin with a number raised in the text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from fortschrift.concepts.manuscripts.pdf.columns import Column, Flow
from fortschrift.concepts.manuscripts.pdf.grids import Grid
from fortschrift.concepts.manuscripts.pdf.page import Strip, Word

_SMALLER = 0.93  # of the size of the body
_MARK = re.compile(r"\(?(\d{1,3}|\*{1,3})\)?")
_ENDS = (".", "!", "?", "“", "”", ")")


def mark_in(word: Word) -> str:
    """Give the number that leads to a note, "" for other words."""
    found = _MARK.fullmatch(word.text)
    return found[1] if found and word.raised == 1 else ""


def key_of(page: int, mark: str) -> str:
    """Name a note; numbers may begin anew on each page."""
    return f"footnote-{page}-{mark}"


@dataclass
class Notes:
    """The notes of a file as they are found, page by page."""

    body: float
    found: dict[str, list[Strip]] = field(default_factory=dict)
    right: float = 0
    _open: str = ""

    def taken_from(self, flows: Sequence[Flow]) -> list[Flow]:
        """Take the notes out of what stands on a page."""
        marks = {mark_in(word): strip.page for strip in _strips(flows) for word in self._in(strip)}
        still_open, self._open = self._open, ""
        return [
            replace(flow, lines=tuple(self._without(flow, marks, still_open)))
            if isinstance(flow, Column)
            else flow
            for flow in flows
        ]

    def _in(self, strip: Strip) -> Iterable[Word]:
        return strip.words if self._is_body(strip) else strip.words[1:]

    def _is_body(self, strip: Strip) -> bool:
        return strip.size >= _SMALLER * self.body

    def _without(self, flow: Column, marks: dict[str, int], still_open: str) -> list[Strip]:
        lines = list(flow.lines)
        first = len(lines)
        while first and not self._is_body(lines[first - 1]):
            first -= 1
        for index in range(first, len(lines)):
            page, mark = lines[index].page, _leading(lines[index])
            if mark and marks.get(mark) == page:
                self._open = key_of(page, mark)
                self.found.setdefault(self._open, []).append(_without_mark(lines[index]))
            elif self._open:
                self.found[self._open].append(lines[index])
            elif still_open and self._goes_on(still_open):
                self.found[still_open].append(lines[index])
            else:
                first = index + 1
            self.right = max(self.right, flow.right)
        return lines[:first]

    def _goes_on(self, key: str) -> bool:
        return not self.found[key][-1].text.endswith(_ENDS)


def _strips(flows: Iterable[Flow]) -> Iterable[Strip]:
    for flow in flows:
        if isinstance(flow, Grid):
            yield from (line for row in flow.rows for cell in row for line in cell.lines)
        else:
            yield from flow.lines


def _leading(strip: Strip) -> str:
    found = _MARK.fullmatch(strip.words[0].text)
    return found[1] if found and len(strip.words) > 1 else ""


def _without_mark(strip: Strip) -> Strip:
    return replace(strip, words=(strip.words[1]._replace(tight=False), *strip.words[2:]))
