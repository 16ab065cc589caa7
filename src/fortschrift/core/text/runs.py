"""Inline text: runs of characters with marks as properties, never in-band.

A text is a tuple of runs in normal form: no empty run, marks sorted, no two
neighbours with equal marks. So equal texts are equal values, and every character
that intake admits is only text. Offsets count code points of the plain text.

A footnote is a mark like the others: it lies on the words that the note explains,
and the reference is printed where the last of them ends. Its value is the id of a
`note` node.

>>> text = joined(inline("Sprache "), inline("und", BOLD), inline(" Bildung"))
>>> plain(text)
'Sprache und Bildung'
>>> cut(text, 6, 10)
(Run(text='e ', marks=()), Run(text='un', marks=(Mark(kind='bold', value=''),)))
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Literal, TypeAlias, get_args
from unicodedata import combining, is_normalized, normalize
from uuid import UUID

from fortschrift.core.text.errors import EmptyRun, RefusedMarks, WrongRange
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.intake import (
    check_characters,
    check_intake,
    check_link,
    in_one_form,
    intake,
    intake_link,
)

MarkKind = Literal["bold", "italic", "link", "superscript", "subscript", "footnote"]
_KINDS = frozenset(get_args(MarkKind))
_WITH_VALUE = frozenset({"link", "footnote"})


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A property of a run; `value` is the address of a link, the node of a footnote, else ""."""

    kind: MarkKind
    value: str = ""

    def __post_init__(self) -> None:
        """Refuse unknown kinds, values where none belongs and links we do not open."""
        if self.kind not in _KINDS or (self.kind in _WITH_VALUE) != bool(self.value):
            raise RefusedMarks((self.kind,))
        if self.kind == "link":
            check_link(self.value)
        elif self.kind == "footnote" and not _is_uuid(self.value):
            raise RefusedMarks((self.kind,))


BOLD = Mark("bold")
ITALIC = Mark("italic")
SUPERSCRIPT = Mark("superscript")
SUBSCRIPT = Mark("subscript")


def link(href: str) -> Mark:
    """Make the mark of a link; raises RefusedLink unless http, https or mailto."""
    return Mark("link", intake_link(href))


def footnote(note: NodeId) -> Mark:
    """Make the mark that leads to a note."""
    return Mark("footnote", str(note))


Marks: TypeAlias = tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that share their marks; at least one, marks sorted and each once."""

    text: str
    marks: Marks = ()

    def __post_init__(self) -> None:
        """Refuse what is no text and marks that are not in normal form."""
        if not self.text:
            raise EmptyRun
        check_characters(self.text)
        if self.marks:
            _check_marks(self.marks)


InlineText: TypeAlias = tuple[Run, ...]
Piece: TypeAlias = tuple[str, Marks]


def inline(text: str, *marks: Mark) -> InlineText:
    """Take in one stretch of text under the given marks; the empty text has no run."""
    return normal([(intake(text), marks)])


def intake_runs(pieces: Iterable[Piece]) -> InlineText:
    """Take in a text that comes in pieces, for example from a form or a Word file.

    A combining sign at the start of a piece goes to the letter before it, so that the
    whole plain text is NFC, and a line end that lies in two pieces goes to the first.
    Raises RefusedCharacter with the position in the pieces laid end to end, as submitted.
    """
    given = list(pieces)
    check_intake("".join(text for text, _ in given))
    taken: list[Piece] = []
    before = ""
    for text, marks in given:
        begun = before.endswith("\r") and text.startswith("\n")
        _append_composed(taken, in_one_form(text[1:] if begun else text), marks)
        before = text or before
    return normal(taken)


def normal(pieces: Iterable[Piece]) -> InlineText:
    """Bring pieces into normal form: none empty, marks sorted, equal neighbours joined."""
    joint: list[tuple[list[str], Marks]] = []
    for text, marks in pieces:
        if not text:
            continue
        ordered = tuple(sorted(set(marks))) if len(marks) > 1 else marks
        if joint and joint[-1][1] == ordered:
            joint[-1][0].append(text)
        else:
            joint.append(([text], ordered))
    return tuple(Run("".join(texts), marks) for texts, marks in joint)


def is_normal(text: InlineText) -> bool:
    """Tell whether no two neighbours could be joined (runs are sound by themselves)."""
    return len(text) < 2 or all(one.marks != next_one.marks for one, next_one in pairwise(text))


def plain(text: InlineText) -> str:
    """Give the characters without their marks."""
    return text[0].text if len(text) == 1 else "".join(run.text for run in text)


def length(text: InlineText) -> int:
    """Count the code points."""
    if len(text) == 1:  # most texts are one run
        return len(text[0].text)
    return sum(len(run.text) for run in text)


def joined(*texts: InlineText) -> InlineText:
    """Lay texts end to end."""
    return normal((run.text, run.marks) for text in texts for run in text)


def cut(text: InlineText, start: int, end: int) -> InlineText:
    """Cut out the code points from `start` up to `end` with their marks.

    Raises WrongRange unless 0 <= start <= end <= length.
    """
    total = length(text)
    if not 0 <= start <= end <= total:
        raise WrongRange(start, end, total)
    if end - start == total:
        return text
    if len(text) == 1:
        return (Run(text[0].text[start:end], text[0].marks),) if start < end else ()
    pieces: list[Piece] = []
    at = 0
    for run in text:
        pieces.append((run.text[max(start - at, 0) : max(end - at, 0)], run.marks))
        at += len(run.text)
    return normal(pieces)


def marked(text: InlineText, start: int, end: int, mark: Mark) -> InlineText:
    """Put a mark on the code points from `start` up to `end`; raises WrongRange.

    >>> plain(marked(inline("Runder Tisch"), 7, 12, BOLD)[1:])
    'Tisch'
    """
    within = ((run.text, (*run.marks, mark)) for run in cut(text, start, end))
    before, after = cut(text, 0, start), cut(text, end, length(text))
    return joined(before, normal(within), after)


def footnotes(text: InlineText) -> tuple[tuple[int, NodeId], ...]:
    """List where footnote references are printed: (offset, note), in reading order.

    The offset is the end of the last run that carries the note.
    """
    ends: dict[str, int] = {}
    at = 0
    for run in text:
        at += len(run.text)
        for mark in run.marks:
            if mark.kind == "footnote":
                ends[mark.value] = at
    return tuple(sorted((end, NodeId(UUID(value))) for value, end in ends.items()))


def _append_composed(taken: list[Piece], text: str, marks: Marks) -> None:
    """Append a piece, giving signs that belong to the letter before to that letter."""
    while taken and (head := _belonging(taken[-1][0][-1], text)):
        before, before_marks = taken[-1]
        taken[-1] = (normalize("NFC", before + head), before_marks)
        text = text[len(head) :]
    if text:
        taken.append((text, marks))


def _belonging(last: str, text: str) -> str:
    """Give the signs at the start of a text that combine or compose with the last letter."""
    signs = "".join(takewhile(combining, text))
    if signs or not text:
        return signs
    # Some letters compose with the one before without being combining signs (Hangul).
    return "" if is_normalized("NFC", last + text[0]) else text[0]


@lru_cache(maxsize=4096)
def _check_marks(marks: Marks) -> None:
    """Raise RefusedMarks unless sorted, each once, and able to stand together."""
    kinds = tuple(mark.kind for mark in marks)
    both_ways = "superscript" in kinds and "subscript" in kinds
    if any(one >= following for one, following in pairwise(marks)):
        raise RefusedMarks(kinds)
    if both_ways or kinds.count("link") > 1:
        raise RefusedMarks(kinds)


def _is_uuid(value: str) -> bool:
    """Tell whether the value is a UUID in its one spelling."""
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False
