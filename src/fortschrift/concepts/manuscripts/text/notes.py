"""Notes at the end of a pasted text: "[1] ..." stands below, "[1]" where it belongs."""

import re
from collections.abc import Iterable, Sequence

from fortschrift.concepts.manuscripts.manuscript import Block, Line, Place, Words
from fortschrift.concepts.manuscripts.text.wrapping import TextLine

_BODY = re.compile(r"\[(\d{1,3})\][ \t\xa0]+(?=\S)")
_SIGN = re.compile(r"\[(\d{1,3})\]")


class TextNotes:
    """The notes of a text; a number counts where it stands in the text above as well."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        """Find them."""
        self.found: dict[str, tuple[Block, ...]] = {}
        seen: set[str] = set()
        self._bodies: dict[int, str] = {}
        for at, line in enumerate(lines):
            body = _BODY.match(line.said)
            if body and body[1] in seen and body[1] not in self._bodies.values():
                self._bodies[at] = body[1]
            else:
                seen.update(_SIGN.findall(line.said))

    def begins_at(self, at: int) -> bool:
        """Tell whether a line begins the body of a note."""
        return at in self._bodies

    def keep(self, at: int, number: int, text: str) -> None:
        """Keep the body of a note that begins at a line."""
        words = (Words(_BODY.sub("", text, count=1)),)
        self.found[f"note-{self._bodies[at]}"] = (Line(Place("line", number), words),)

    def words_of(self, text: str) -> tuple[Words, ...]:
        """Part a text into words and the signs of notes."""
        return tuple(self._parts(text))

    def _parts(self, text: str) -> Iterable[Words]:
        start = 0
        for sign in _SIGN.finditer(text):
            if sign[1] in self._bodies.values():
                if text[start : sign.start()]:
                    yield Words(text[start : sign.start()])
                yield Words("", note=f"note-{sign[1]}")
                start = sign.end()
        if text[start:]:
            yield Words(text[start:])
