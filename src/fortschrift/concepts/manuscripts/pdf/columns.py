"""The order of reading: columns, what stands over their whole width, tables without lines."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

from fortschrift.concepts.manuscripts.pdf.grids import Grid, aligned
from fortschrift.concepts.manuscripts.pdf.page import Rule, Strip
from fortschrift.concepts.manuscripts.pdf.strips import BULLETS, LABEL, in_rows

_STEP = 2.0
_MOST_GUTTERS = 5  # that are tried
_FEWEST = 2  # lines on both sides of a gutter
_WHITE = 0.3  # without letters over the whole width, of the size of letters
_ROOM = 2.5  # left below a column, of the size of letters
_NARROWEST = 0.7  # gutter, of the size of letters
_PROSE = 22  # letters in the full lines of a column of text


@dataclass(frozen=True, slots=True)
class Column:
    """Lines one below the other, and how far they may reach to the right."""

    lines: tuple[Strip, ...]
    right: float


Piece: TypeAlias = Strip | Grid
Flow: TypeAlias = Column | Grid


def flows_of(pieces: Sequence[Piece], rules: Sequence[Rule]) -> list[Flow]:
    """Put what stands on a page in the order of reading."""
    for gutter in _gutters(pieces):
        flows = _flows(pieces, gutter, rules)
        if flows is not None:
            return flows
    return list(_whole(pieces))


def _flows(pieces: Sequence[Piece], gutter: float, rules: Sequence[Rule]) -> list[Flow] | None:
    """Read what stands on both sides of a gutter, None where nothing is parted by it."""
    flows: list[Flow] = []
    whole: list[Piece] = []
    was_parted = False
    for part in _parts(pieces, gutter):
        parted = list(_parted(part, gutter, rules))
        if parted:
            was_parted = True
            flows.extend(flows_of(whole, rules))
            flows.extend(parted)
            whole = []
        else:
            whole.extend(part)
    return [*flows, *flows_of(whole, rules)] if was_parted else None


def _parts(pieces: Sequence[Piece], gutter: float) -> Iterator[list[Piece]]:
    last = max(each.top for each in pieces)
    for band in _bands(pieces, gutter):
        yield from _where_it_changes(band, gutter, band[-1].top == last)


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


def _gutters(pieces: Sequence[Piece]) -> list[float]:
    """Give where lines end to the left and begin to the right, the clearest first."""
    if not pieces:
        return []
    first, last = min(each.left for each in pieces), max(each.right for each in pieces)
    lefts = sorted(each.left for each in pieces)
    rights = sorted(each.right for each in pieces)
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    for step in range(1, int((last - first) / _STEP)):
        x = first + step * _STEP
        at_left, at_right = bisect_right(rights, x), len(lefts) - bisect_left(lefts, x)
        across = len(lefts) - at_left - at_right
        if min(at_left, at_right) >= _FEWEST:
            found[min(at_left, at_right) - across, at_left].append(x)
    clearest = sorted(found, reverse=True)[:_MOST_GUTTERS]
    return [found[each][len(found[each]) // 2] for each in clearest]


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
    if min(_heights(left), _heights(right)) < _FEWEST:
        return
    size = median(each.size for each in band)
    if min(e.left for e in right) - max(e.right for e in left) < _NARROWEST * size:
        return
    strips = [each for each in band if isinstance(each, Strip)]
    if len(strips) == len(band):
        before, table, after = _table_in(strips, gutter)
        if _is_table(table, gutter):
            yield from _whole(before)
            yield aligned(table, rules)
            yield from _whole(after)
            return
    for side in (left, right):
        yield from flows_of(side, rules)


def _heights(side: list[Piece]) -> int:
    return len({round(each.low / 3) for each in side})


def _table_in(strips: list[Strip], gutter: float) -> tuple[list[Strip], list[Strip], list[Strip]]:
    """Part what may be a table from short lines above and below it."""
    right = [each for each in strips if each.left >= gutter]
    high, low = right[0].base - right[0].size, right[-1].base + right[-1].size
    starts = [each for each in strips if each.left < gutter and high < each.base < low]
    first = min((each.base for each in starts), default=high) - 0.3 * right[0].size
    first = min(first, right[0].base - 0.3 * right[0].size)
    return (
        [each for each in strips if each.base < first],
        [each for each in strips if first <= each.base < low],
        [each for each in strips if each.base >= low],
    )


def _is_table(strips: list[Strip], gutter: float) -> bool:
    left = [each for each in strips if each.right <= gutter]
    right = [each for each in strips if each.left >= gutter]
    if min(_heights([*left]), _heights([*right])) < _FEWEST:
        return False
    if all(_is_prose(side) or _is_prose(in_rows(side)) for side in (left, right)):
        return False
    if all(any(_is_item(each) for each in side) for side in (left, right)):
        return False
    beside = sum(
        any(abs(each.base - other.base) < 0.3 * each.size for other in right) for each in left
    )
    return beside >= 0.7 * len(left)


def _is_prose(side: list[Strip]) -> bool:
    """Tell whether most lines are full, as those of running text are."""
    widest = max(each.right - each.left for each in side)
    full = [each for each in side if each.right - each.left > 0.7 * widest]
    letters = sum(len(each.text) for each in full) / len(full)
    return len(full) >= 0.5 * len(side) and letters >= _PROSE


def _is_item(strip: Strip) -> bool:
    first = strip.words[0].text
    return len(strip.words) > 1 and (first in BULLETS or bool(LABEL.fullmatch(first)))


def _where_it_changes(band: list[Piece], gutter: float, is_last: bool) -> Iterator[list[Piece]]:
    """Part a band between columns and what stands above or below without crossing the gutter."""
    part: list[Piece] = []
    low = float("-inf")
    size = median(each.size for each in band)
    for index, piece in enumerate(band):
        is_white = bool(part) and piece.top - low > _WHITE * size
        if is_white and _changes(part, band[index:], gutter, is_last):
            yield part
            part = []
        part.append(piece)
        low = max(low, piece.low)
    yield part


def _changes(above: list[Piece], below: list[Piece], gutter: float, is_last: bool) -> bool:
    """Tell whether columns end: they begin elsewhere, or one has room, or a heading follows."""
    size = median(each.size for each in above)
    right_above, right_below = _of(above, gutter), _of(below, gutter)
    if not right_above:
        return True
    if below[0].size > 1.1 * size and (right_below or not is_last):
        return True
    room = below[0].top - max(each.low for each in right_above)
    if right_below and (room > _ROOM * size or _is_moved(right_above, right_below, size)):
        return True
    left_above, left_below = _left(above, gutter), _left(below, gutter)
    return bool(left_above and left_below) and _is_moved(left_above, left_below, size)


def _is_moved(above: list[Piece], below: list[Piece], size: float) -> bool:
    """Tell whether lines begin elsewhere; of justified lines some pieces stand apart."""
    first, then = (min(each.left for each in side[:6]) for side in (above[-6:], below))
    return all(abs(each.left - then) > size for each in above) and all(
        abs(each.left - first) > size for each in below
    )


def _left(pieces: list[Piece], gutter: float) -> list[Piece]:
    """Give what stands to the left of a gutter."""
    return [each for each in pieces if each.right <= gutter]


def _of(pieces: list[Piece], gutter: float) -> list[Piece]:
    """Give what stands to the right of a gutter."""
    return [each for each in pieces if each.left >= gutter]
