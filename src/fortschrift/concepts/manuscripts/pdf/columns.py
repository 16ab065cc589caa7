"""The order of reading: columns, what stands over their whole width, tables without lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

from fortschrift.concepts.manuscripts.pdf.grids import Grid, aligned
from fortschrift.concepts.manuscripts.pdf.page import Rule, Strip
from fortschrift.concepts.manuscripts.pdf.strips import BULLETS, LABEL, in_rows

_STEP = 2.0
_FEWEST = 2  # lines on both sides of a gutter
_NARROWEST = 0.7  # gutter, of the size of letters
_PROSE = 28  # letters in the lines of a column of text


@dataclass(frozen=True, slots=True)
class Column:
    """Lines one below the other, and how far they may reach to the right."""

    lines: tuple[Strip, ...]
    right: float


Piece: TypeAlias = Strip | Grid
Flow: TypeAlias = Column | Grid


def flows_of(pieces: Sequence[Piece], rules: Sequence[Rule]) -> list[Flow]:
    """Put what stands on a page in the order of reading."""
    gutter = _gutter(pieces)
    if gutter is None:
        return list(_whole(pieces))
    flows: list[Flow] = []
    whole: list[Piece] = []
    was_parted = False
    for band in _bands(pieces, gutter):
        parted = list(_parted(band, gutter, rules))
        if parted:
            was_parted = True
            flows.extend(flows_of(whole, rules))
            flows.extend(parted)
            whole = []
        else:
            whole.extend(band)
    flows.extend(flows_of(whole, rules) if was_parted else _whole(whole))
    return flows


def _whole(pieces: Sequence[Piece]) -> Iterator[Flow]:
    """Go through lines of one column, with the tables that stand between them."""
    lines: list[Strip] = []
    right = max((each.right for each in pieces), default=0)
    for piece in sorted(pieces, key=lambda each: each.top):
        if isinstance(piece, Strip):
            lines.append(piece)
        else:
            yield from _column(lines, right)
            yield piece
            lines = []
    yield from _column(lines, right)


def _column(lines: list[Strip], right: float) -> Iterator[Column]:
    if lines:
        yield Column(tuple(in_rows(lines)), right)


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Find where most lines end to the left and begin to the right, None in a single column."""
    if not pieces:
        return None
    first, last = min(each.left for each in pieces), max(each.right for each in pieces)
    best, gutters = _FEWEST, list[float]()
    lefts = sorted(each.left for each in pieces)
    rights = sorted(each.right for each in pieces)
    at_left = at_right = 0
    for step in range(1, int((last - first) / _STEP)):
        x = first + step * _STEP
        while at_right < len(rights) and rights[at_right] <= x:
            at_right += 1
        while at_left < len(lefts) and lefts[at_left] < x:
            at_left += 1
        both = min(at_right, len(lefts) - at_left)
        if both > best:
            best, gutters = both, []
        if both == best:
            gutters.append(x)
    return _middle_of_widest(gutters) if gutters else None


def _middle_of_widest(places: list[float]) -> float:
    runs = [[places[0]]]
    for before, place in zip(places, places[1:], strict=False):
        if place - before > 1.5 * _STEP:
            runs.append([])
        runs[-1].append(place)
    widest = max(runs, key=len)
    return widest[len(widest) // 2]


def _bands(pieces: Sequence[Piece], gutter: float) -> Iterator[list[Piece]]:
    """Part a page where something stands across the gutter; that comes alone."""
    band: list[Piece] = []
    for piece in sorted(pieces, key=lambda each: each.top):
        if piece.left < gutter < piece.right:
            if band:
                yield band
            yield [piece]
            band = []
        else:
            band.append(piece)
    if band:
        yield band


def _parted(band: list[Piece], gutter: float, rules: Sequence[Rule]) -> Iterator[Flow]:
    """Read a band as columns or as a table; give nothing where it is neither."""
    left = [each for each in band if each.right <= gutter]
    right = [each for each in band if each.left >= gutter]
    if min(len(left), len(right)) < _FEWEST:
        return
    size = median(each.size for each in band)
    if min(e.left for e in right) - max(e.right for e in left) < _NARROWEST * size:
        return
    strips = [each for each in band if isinstance(each, Strip)]
    if len(strips) == len(band) and _is_table(strips, gutter):
        yield aligned(strips, rules)
        return
    for part in _between_headings(left, right):
        sides = [[p for p in part if p.right <= gutter], [p for p in part if p.left >= gutter]]
        for side in sides:
            yield from flows_of(side, rules)


def _is_table(strips: list[Strip], gutter: float) -> bool:
    left = [each for each in strips if each.right <= gutter]
    right = [each for each in strips if each.left >= gutter]
    if _is_prose(left) and _is_prose(right):
        return False
    if all(any(_is_item(each) for each in side) for side in (left, right)):
        return False
    beside = sum(
        any(abs(each.base - other.base) < 0.3 * each.size for other in right) for each in left
    )
    return beside >= 0.7 * len(left)


def _is_prose(side: list[Strip]) -> bool:
    return sum(len(each.text) for each in side) / len(side) >= _PROSE


def _is_item(strip: Strip) -> bool:
    first = strip.words[0].text
    return len(strip.words) > 1 and (first in BULLETS or bool(LABEL.fullmatch(first)))


def _between_headings(left: list[Piece], right: list[Piece]) -> Iterator[list[Piece]]:
    """Part a band before a heading over both columns that does not reach into the second."""
    body = median(each.size for each in (*left, *right))
    cuts = [
        each.top
        for each in left
        if each.size > 1.1 * body
        and any(other.low < each.top for other in right)
        and any(other.top > each.low for other in right)
        and all(other.low < each.top or other.top > each.low for other in right)
        and _space_at(each, right) > 2 * each.size
    ]
    both = sorted((*left, *right), key=lambda each: each.top)
    for high, low in zip((-1e9, *cuts), (*cuts, 1e9), strict=True):
        yield [each for each in both if high <= each.top < low]


def _space_at(heading: Piece, right: list[Piece]) -> float:
    above = max(each.low for each in right if each.low < heading.top)
    below = min(each.top for each in right if each.top > heading.low)
    return below - above
