"""Words of a manuscript as inline text: looks and links become marks, notes lie on words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from fortschrift.concepts.manuscripts.manuscript import Words
from fortschrift.core.text import (
    BOLD,
    ITALIC,
    SUBSCRIPT,
    SUPERSCRIPT,
    InlineText,
    NodeId,
    footnote,
    link,
)
from fortschrift.core.text.errors import IntakeError
from fortschrift.core.text.runs import Mark, Piece, intake_runs

_MARKS = {
    "bold": BOLD, "italic": ITALIC, "superscript": SUPERSCRIPT, "subscript": SUBSCRIPT,
}  # fmt: skip


def inline_of(words: Iterable[Words], note: Callable[[str], NodeId | None]) -> InlineText:
    """Take words in; `note` gives the node of a footnote by its key, None for one not to be had.

    A note lies on the word before its sign. Blanks at both ends are left out.
    """
    pieces: list[Piece] = []
    for each in words:
        if not each.note:
            pieces.append((each.text, _marks_of(each)))
        elif (node := note(each.note)) is not None:
            _mark_last_word(pieces, footnote(node))
    return intake_runs(_trimmed(pieces))


def without_start(words: Sequence[Words], start: int) -> Iterator[Words]:
    """Leave out so many characters at the start."""
    for each in words:
        if start >= len(each.text) and not each.note:
            start -= len(each.text)
            continue
        yield each._replace(text=each.text[start:]) if start else each
        start = 0


def _marks_of(words: Words) -> tuple[Mark, ...]:
    marks = [_MARKS[style] for style in sorted(words.styles)]
    if words.link:
        with suppress(IntakeError):  # of an address that is not opened here the words stay
            marks.append(link(words.link))
    return tuple(marks)


def _mark_last_word(pieces: list[Piece], mark: Mark) -> None:
    """Lay a mark on the last word of what has been said so far."""
    if not pieces:
        return
    text, marks = pieces.pop()
    body = text.rstrip()
    start = max(body.rfind(" "), body.rfind("\n")) + 1
    if text[:start]:
        pieces.append((text[:start], marks))
    if body[start:]:
        pieces.append((body[start:], (*marks, mark)))
    if text[len(body) :]:
        pieces.append((text[len(body) :], marks))


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Leave out blanks at both ends."""
    while pieces and not pieces[0][0].strip():
        pieces.pop(0)
    while pieces and not pieces[-1][0].strip():
        pieces.pop()
    if pieces:
        pieces[0] = pieces[0][0].lstrip(), pieces[0][1]
        pieces[-1] = pieces[-1][0].rstrip(), pieces[-1][1]
    return pieces
