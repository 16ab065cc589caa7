"""The shown difference of one text: pieces that stayed, went, came, moved or look otherwise.

A page, a Word file, a mail show the same pieces. Taking the new side of all of them gives
the new text, taking the old side gives the old one, to the last character and mark, so
whatever shows every piece hides nothing.

>>> from fortschrift.core.text.runs import inline, plain
>>> pieces = shown_text(inline("Gute Kurse für alle."), inline("Gute Kurse für viele."))
>>> [(piece.kind, plain(piece.old), plain(piece.new)) for piece in pieces]
[('kept', 'Gute Kurse für ', 'Gute Kurse für '), ('deleted', 'alle', ''), \
('inserted', '', 'viele'), ('kept', '.', '.')]
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from fortschrift.core.text.comparison.compare import moved, readable
from fortschrift.core.text.comparison.lcs import matching
from fortschrift.core.text.node import AttributeValue
from fortschrift.core.text.outline import ValueType
from fortschrift.core.text.runs import InlineText, Run, cut, joined, length
from fortschrift.core.text.splices import Splice

PieceKind = Literal["kept", "deleted", "inserted", "formatted", "moved_away", "moved_here"]


class Piece(NamedTuple):
    """A stretch of a text as the old and as the new side have it.

    What is kept is the same on both sides, what is formatted has the same characters under
    other marks; the others stand on one side only. `move` is the same number at both ends
    of words that moved within the text.
    """

    kind: PieceKind
    old: InlineText = ()
    new: InlineText = ()
    move: int | None = None


Pieces: TypeAlias = tuple[Piece, ...]


def shown_text(old: InlineText, new: InlineText) -> Pieces:
    """Show what became of a text, as a reader would mark it."""
    if old == new:
        return _kept(new)
    splices = readable(old, new)
    away, here = _ends_of_moves(splices)
    pieces: list[Piece] = []
    at = 0
    for index, splice in enumerate(splices):
        pieces += _kept(cut(old, at, splice.start))
        if splice.only_marks:
            pieces.append(Piece("formatted", splice.old, splice.new))
        else:
            pieces += _one_side("old", splice.old, away[index])
            pieces += _one_side("new", splice.new, here[index])
        at = splice.end
    pieces += _kept(cut(old, at, length(old)))
    return tuple(pieces)


def old_side(pieces: Iterable[Piece]) -> InlineText:
    """Take none of the changes: the old text."""
    return joined(*(piece.old for piece in pieces))


def new_side(pieces: Iterable[Piece]) -> InlineText:
    """Take all of the changes: the new text."""
    return joined(*(piece.new for piece in pieces))


Side = Literal["old", "new"]
LINE_END = Run("\n")
"""What `divided` cuts at: put it between texts that are shown as one."""


def divided(pieces: Pieces, side: Side, ends: Sequence[int]) -> list[Pieces]:
    """Cut the difference of texts that were laid end to end, a line feed after each.

    `ends` are the offsets of these line feeds on the given side, in order. They are dropped
    there; one that the other side has as well stays as a change of the other side.
    """
    parts: list[list[Piece]] = [[]]
    at = 0
    for piece in pieces:
        size = length(getattr(piece, side))
        start = 0
        while len(parts) <= len(ends) and start + at <= (end := ends[len(parts) - 1]) < at + size:
            parts[-1] += _cut(piece, start, end - at)
            parts[-1] += _without_side(_cut(piece, end - at, end - at + 1), side)
            parts.append([])
            start = end - at + 1
        parts[-1] += _cut(piece, start, size) if start or size else (piece,)
        at += size
    return [tuple(part) for part in parts]


class ShownValue(NamedTuple):
    """An attribute in words: one item, or for a list one for each item of either side.

    The label is "" on a side that has no such attribute.
    """

    key: str
    old_label: str
    new_label: str
    items: tuple[Pieces, ...]


def shown_items(old: Sequence[str], new: Sequence[str]) -> tuple[Pieces, ...]:
    """Show what became of a list of values in words, item by item."""
    shown: list[Pieces] = []
    i = j = 0
    for old_at, new_at, size in [*matching(old, new), (len(old), len(new), 0)]:
        gone, come = old[i:old_at], new[j:new_at]
        if len(gone) == len(come):  # as many as before: most likely these, in other words
            shown += (shown_text(_run(a), _run(b)) for a, b in zip(gone, come, strict=True))
        else:
            shown += ((Piece("deleted", _run(each)),) for each in gone)
            shown += ((Piece("inserted", (), _run(each)),) for each in come)
        shown += (_kept(_run(each)) for each in old[old_at : old_at + size])
        i, j = old_at + size, new_at + size
    return tuple(shown)


def in_words(value: AttributeValue, kind: ValueType | None = None) -> tuple[str, ...]:
    """Write an attribute's value in German, a list item by item.

    >>> in_words(1_250_050, "money"), in_words("2027-03-01", "date"), in_words(True)
    (('12.500,50 Euro',), ('1. März 2027',), ('ja',))
    """
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool):
        return ("ja" if value else "nein",)
    if isinstance(value, int):
        written = {"money": _money, "number": _grouped}.get(kind or "", str)
        return (written(value),)
    if kind == "date":
        return (_date(value),)
    is_decimal = kind == "number" and value.count(".") == 1
    return (value.replace(".", ",") if is_decimal else value,)


def _kept(text: InlineText) -> Pieces:
    return (Piece("kept", text, text),) if text else ()


def _run(text: str) -> InlineText:
    return (Run(text),)


_End: TypeAlias = tuple[int, int, int]
"""(offset, length, number of the move) on one side of a splice."""


def _ends_of_moves(splices: Sequence[Splice]) -> tuple[list[list[_End]], list[list[_End]]]:
    """Give for each splice what moved away from it and what moved there, in order."""
    away: list[list[_End]] = [[] for _ in splices]
    here: list[list[_End]] = [[] for _ in splices]
    for number, move in enumerate(moved(splices) if len(splices) > 1 else (), start=1):
        here[move.splice].append((move.offset, move.length, number))
        away[move.from_splice].append((move.from_offset, move.length, number))
    for ends in away:
        ends.sort()
    return away, here


def _one_side(side: Side, text: InlineText, moves: list[_End]) -> Pieces:
    """Cut the old or the new words of a splice where some of them moved."""
    if not moves:
        return _piece(side, text)
    pieces: list[Piece] = []
    at = 0
    for start, size, number in moves:
        pieces += _piece(side, cut(text, at, start))
        pieces += _piece(side, cut(text, start, start + size), number)
        at = start + size
    pieces += _piece(side, cut(text, at, length(text)))
    return tuple(pieces)


def _piece(side: Side, text: InlineText, move: int | None = None) -> Pieces:
    if not text:
        return ()
    if side == "old":
        return (Piece("deleted" if move is None else "moved_away", old=text, move=move),)
    return (Piece("inserted" if move is None else "moved_here", new=text, move=move),)


def _cut(piece: Piece, start: int, end: int) -> Pieces:
    """Cut a piece; where it stands on both sides, both have the same characters."""
    if start == end:
        return ()
    old = cut(piece.old, start, end) if piece.old else ()
    new = cut(piece.new, start, end) if piece.new else ()
    return (piece._replace(old=old, new=new),)


def _without_side(pieces: Pieces, side: Side) -> Pieces:
    """Leave out one side; what stood on both is then gone from it, or new on the other."""
    kept = (piece.new if side == "old" else piece.old for piece in pieces)
    return tuple(each for text in kept for each in _piece("new" if side == "old" else "old", text))


def _money(cents: int) -> str:
    euros, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return f"{sign}{_grouped(euros)}{f',{rest:02}' if rest else ''} Euro"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


def _date(value: str) -> str:
    """Write a date as precisely as it is known; what is none ("laufend") stays as it is."""
    # Here, because it brings the calendar with it, for which most comparisons need not wait.
    from fortschrift.core.partial_date import ImpossibleDate, PartialDate, Precision

    try:
        known = PartialDate.parse(value)
    except ImpossibleDate:
        return value
    if known.earliest is None or known.latest is None:
        return value
    if known.precision is Precision.BETWEEN:
        ends = (_date(end.isoformat()) for end in (known.earliest, known.latest))
        return "zwischen {} und {}".format(*ends)
    first = known.earliest
    if known.precision is Precision.YEAR:
        return str(first.year)
    month = f"{MONTHS[first.month - 1]} {first.year}"
    return month if known.precision is Precision.MONTH else f"{first.day}. {month}"
