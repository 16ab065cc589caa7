"""Counting the numbers that are printed in front of paragraphs without standing in their text.

Word and OpenDocument count alike: each level of a list has a look, its number may hold those
of the levels above, and what is counted above lets the levels below begin again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from fortschrift.core.text.pattern import counted

_LONGEST_IN_LETTERS = 9999  # beyond, letters and Roman numerals grow without end


class Look(NamedTuple):
    """How the numbers of one level of a list look.

    ``style`` is one of `counted`, None for a bullet; ``parts`` are the words of the number and,
    as depths, the counts in it.
    """

    style: str | None = ""
    parts: tuple[str | int, ...] = ()
    start: int = 1
    restart: int | None = None
    legal: bool = False

    @property
    def is_number(self) -> bool:
        """Tell whether it counts, and is no bullet."""
        return self.style is not None and any(isinstance(part, int) for part in self.parts)


class Numbered(NamedTuple):
    """What is printed in front of a paragraph: the number as it looks, and as it counts."""

    text: str
    value: int
    is_number: bool


@dataclass
class Counts:
    """How far the levels of one list are counted."""

    _counts: dict[int, int] = field(default_factory=dict)

    def begin(self, depth: int, at: int) -> None:
        """Let the next paragraph at a depth have this count."""
        self._counts[depth] = at - 1

    def forget(self, depth: int) -> None:
        """Let the next paragraph at a depth be the first again."""
        self._counts.pop(depth, None)

    def next(self, looks: Mapping[int, Look], depth: int) -> Numbered:
        """Count one more paragraph."""
        counts = self._counts
        look = looks.get(depth, Look())
        counts[depth] = counts.get(depth, look.start - 1) + 1
        for above in range(depth):
            counts.setdefault(above, looks.get(above, Look()).start)
        for below in [level for level in counts if level > depth]:
            after = looks.get(below, Look()).restart
            if after is None or (after and depth < after):
                del counts[below]
        text = "".join(
            part if isinstance(part, str) else _written(counts.get(part, 1), look, looks.get(part))
            for part in look.parts
        )
        return Numbered(text, counts[depth], look.is_number)


def _written(count: int, look: Look, of: Look | None) -> str:
    style = "" if look.legal or of is None else of.style
    return counted(count, style) if style and 0 < count <= _LONGEST_IN_LETTERS else str(count)
