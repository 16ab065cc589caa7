"""Tables as they stand on a page: in lines that are drawn, or by what is aligned."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fortschrift.concepts.manuscripts.pdf.page import Rule, Strip, Word
from fortschrift.concepts.manuscripts.pdf.strips import in_rows

_NEAR = 3.0  # points between lines that are meant to touch
_MOST_RULES = 2_000  # a page with more is a drawing
_NARROWEST = 0.7  # gap between columns, of the size of letters
_SPACE = 1.25  # between rows, of the least step from line to line


@dataclass(frozen=True, slots=True)
class GridCell:
    """Lines in a cell, over so many columns and rows."""

    lines: tuple[Strip, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page, and the edges of its columns."""

    page: int
    left: float
    top: float
    right: float
    low: float
    size: float
    edges: tuple[float, ...]
    rows: tuple[tuple[GridCell, ...], ...]


# ---- in lines


def ruled(page: int, strips: list[Strip], rules: Sequence[Rule]) -> tuple[list[Grid], list[Strip]]:
    """Find the tables in lines, and give what stands outside of them."""
    grids: list[Grid] = []
    for joint in _joint(rules):
        found = _ruled(page, strips, joint)
        if found is not None:
            grid, strips = found
            grids.append(grid)
    return grids, strips


def _joint(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Go through groups of lines that touch each other."""
    left = sorted(set(rules)) if len(set(rules)) <= _MOST_RULES else []
    while left:
        joint, new = [], [left.pop()]
        while new:
            rule = new.pop()
            joint.append(rule)
            touching = [each for each in left if _touch(rule, each)]
            left = [each for each in left if not _touch(rule, each)]
            new.extend(touching)
        yield joint


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.left <= other.right + _NEAR
        and other.left <= one.right + _NEAR
        and one.high <= other.low + _NEAR
        and other.high <= one.low + _NEAR
    )


def _ruled(page: int, strips: list[Strip], rules: list[Rule]) -> tuple[Grid, list[Strip]] | None:
    flat = [each for each in rules if each.is_flat]
    upright = [each for each in rules if not each.is_flat]
    if not flat or not upright:
        return None
    xs = _apart([x for each in rules for x in (each.left, each.right)], upright)
    ys = _apart([y for each in rules for y in (each.high, each.low)], flat)
    inside, outside = _inside(strips, xs, ys)
    if len(xs) < 3 or len(ys) < 2 or not inside or len(xs) * len(ys) > _MOST_RULES:
        return None
    if len(ys) == 2 and len(inside) > 60:
        return None
    rows = tuple(_ruled_rows(page, inside, xs, ys, rules))
    size = max(each.size for each in inside)
    return Grid(page, xs[0], ys[0], xs[-1], ys[-1], size, tuple(xs), rows), outside


def _apart(ends: list[float], rules: list[Rule]) -> list[float]:
    """Give the places of lines, and of the ends of those that cross them, one for near ones."""
    places = [each.left if not each.is_flat else each.high for each in rules]
    found: list[float] = []
    for place in sorted((min(ends), *places, max(ends))):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _inside(
    strips: list[Strip], xs: list[float], ys: list[float]
) -> tuple[list[Word], list[Strip]]:
    inside: list[Word] = []
    outside: list[Strip] = []
    for strip in strips:
        middle = strip.base - 0.3 * strip.size
        if ys[0] < middle < ys[-1] and strip.right > xs[0] and strip.left < xs[-1]:
            inside.extend(strip.words)
        else:
            outside.append(strip)
    return inside, outside


def _ruled_rows(
    page: int, words: list[Word], xs: list[float], ys: list[float], rules: list[Rule]
) -> Iterator[tuple[GridCell, ...]]:
    merged = _merged(xs, ys, rules)
    found: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        place = _index(ys, word.base - 0.3 * word.size), _index(xs, (word.left + word.right) / 2)
        found.setdefault(merged[place], []).append(word)
    over: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, first in merged.items():
        over.setdefault(first, []).append(place)
    for row in range(len(ys) - 1):
        yield tuple(
            GridCell(
                tuple(in_rows([Strip(page, tuple(found[first]))] if first in found else [])),
                columns=max(x for _, x in over[first]) - first[1] + 1,
                rows=max(y for y, _ in over[first]) - first[0] + 1,
            )
            for first in sorted(over)
            if first[0] == row
        )


def _index(edges: list[float], place: float) -> int:
    """Tell between which edges something stands; outside counts to the first or last."""
    inner = sum(edge <= place for edge in edges) - 1
    return min(max(inner, 0), len(edges) - 2)


def _merged(
    xs: list[float], ys: list[float], rules: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Say for each field of the grid which field its cell begins at: no line parts them."""
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    flat = [each for each in rules if each.is_flat]
    upright = [each for each in rules if not each.is_flat]
    for row, (high, low) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            y, x = (high + low) / 2, (left + right) / 2
            merged[row, column] = row, column
            if column and not any(
                abs(e.left - left) <= _NEAR and e.high <= y <= e.low for e in upright
            ):
                merged[row, column] = merged[row, column - 1]
            elif row and not any(
                abs(e.high - high) <= _NEAR and e.left <= x <= e.right for e in flat
            ):
                merged[row, column] = merged[row - 1, column]
    return merged


# ---- by what is aligned


def aligned(strips: list[Strip], rules: Sequence[Rule]) -> Grid:
    """Read lines as a table without upright lines."""
    edges = _edges(strips)
    starts = _starts(strips, edges, rules)
    rows: list[tuple[GridCell, ...]] = []
    for high, low in zip(starts, (*starts[1:], 1e9), strict=True):
        row = [each for each in strips if high <= each.base < low]
        rows.append(tuple(GridCell(tuple(cell)) for cell in _cells(row, edges)))
    low, size = max(each.low for each in strips), max(each.size for each in strips)
    right, top = max(each.right for each in strips), min(each.top for each in strips)
    return Grid(strips[0].page, edges[0], top, right, low, size, (*edges, right), tuple(rows))


def _edges(strips: list[Strip]) -> list[float]:
    """Give where columns begin: behind a gap that goes all the way down."""
    edges: list[float] = []
    reach = float("-inf")
    for strip in sorted(strips, key=lambda each: each.left):
        if strip.left - reach > _NARROWEST * strip.size:
            edges.append(strip.left)
        reach = max(reach, strip.right)
    return edges


def _cells(row: Iterable[Strip], edges: list[float]) -> Iterator[list[Strip]]:
    cells: list[list[Strip]] = [[] for _ in edges]
    for strip in row:
        cells[sum(edge <= strip.left + 0.1 for edge in edges) - 1].append(strip)
    for cell in cells:
        yield in_rows(cell)


def _starts(strips: list[Strip], edges: list[float], rules: Sequence[Rule]) -> list[float]:
    """Give the heights where rows begin: below lines, else where something new stands in front."""
    bases = sorted({round(each.base, 1) for each in strips})
    drawn = [each.high for each in rules if each.is_flat and bases[0] < each.high < bases[-1]]
    first = [each for each in strips if len(edges) < 2 or each.left < edges[1] - 0.1]
    fronts = sorted(round(each.base, 1) for each in first)
    if len(drawn) >= 2 and 2 * len(drawn) >= len(fronts):
        return [bases[0] - 0.1, *sorted(drawn)]
    steps = [below - above for above, below in pairwise(bases)]
    close = [step for step in steps if step > 2] or [0]
    spaced = [
        base for base, step in zip(bases[1:], steps, strict=True) if step > _SPACE * min(close)
    ]
    return [bases[0] - 0.1, *(each - 0.1 for each in (spaced or fronts[1:]))]
