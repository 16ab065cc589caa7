"""The pasted text cut into lines and cells that know where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fortschrift.council.excerpts.shapes import Found

_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the text without blanks around it."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def part(self, start: int, end: int | None = None) -> "Line":
        """Give a stretch of this line, without the blanks around it."""
        piece = self.text[start:end]
        return Line(piece.strip(), self.start + start + len(piece) - len(piece.lstrip()))

    def group(self, match: "re.Match[str]", name: str) -> "Line":
        return self.part(*match.span(name))

    def found(self) -> Found[str]:
        return Found(self.text, self.start, self.end)

    def cells(self) -> list["Line"]:
        """Cut at tabs; an empty cell in the middle keeps its place."""
        cells, start = [], 0
        for piece in self.text.split("\t"):
            cells.append(self.part(start, start + len(piece)))
            start += len(piece) + 1
        return cells


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines that hold anything."""
    for match in _LINE.finditer(text):
        line = Line(match[0], match.start()).part(0)
        if line.text:
            yield line
