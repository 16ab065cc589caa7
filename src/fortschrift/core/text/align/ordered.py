"""Pair passages that stand in the same order in both texts.

What looks the same at both ends is one. Between, a chain of pairs beyond doubt divides
the rest into gaps, in which weaker evidence will do because there are fewer to choose
from; small gaps are solved as a whole. No step compares all with all, so the cost grows
little faster than the text.
"""

from collections.abc import Sequence
from math import inf
from typing import TypeAlias

from fortschrift.core.text.align.bounds import (
    ALIKE,
    BEYOND_DOUBT,
    IN_A_GAP,
    least_evidence,
    least_likeness,
)
from fortschrift.core.text.align.evidence import Evidence
from fortschrift.core.text.align.likely import heaviest_chain, likely_pairs
from fortschrift.core.text.align.passage import Passage

Pair: TypeAlias = tuple[int, int]
"""(position in old, position in new)"""

_SMALL = 1000  # cells of a table that is filled whole


def in_order(evidence: Evidence, old: Sequence[int], new: Sequence[int]) -> list[Pair]:
    """Pair passages of *old* and *new*, both rising; the pairs rise on both sides."""
    pairs: list[Pair] = []
    gaps = [(list(old), list(new))]
    while gaps:
        here, there = gaps.pop()
        pairs += equal_ends(evidence.old, evidence.new, here, there)
        if len(here) * len(there) <= _SMALL:
            pairs += _best_in_gap(evidence, here, there)
            continue
        least = least_evidence(BEYOND_DOUBT, len(here))
        found = likely_pairs(evidence, here, there, least=least, alike=ALIKE)
        chain = heaviest_chain(found)
        pairs += chain
        gaps += _between(chain, here, there) if chain else _halves(here, there)
    return sorted(pairs)


def equal_ends(
    one: Sequence[Passage], other: Sequence[Passage], old: list[int], new: list[int]
) -> list[Pair]:
    """Take what looks the same off both ends."""
    shorter = min(len(old), len(new))
    same = 0
    while same < shorter and one[old[same]].looks_like(other[new[same]]):
        same += 1
    pairs = list(zip(old[:same], new[:same], strict=True))
    del old[:same], new[:same]
    while old and new and one[old[-1]].looks_like(other[new[-1]]):
        pairs.append((old.pop(), new.pop()))
    return pairs


def _best_in_gap(evidence: Evidence, old: list[int], new: list[int]) -> list[Pair]:
    """Find the pairs in order that together have the most evidence: every cell is weighed."""
    alike = least_likeness(len(old))
    weights = [[evidence.of(i, j) - IN_A_GAP for j in new] for i in old]
    while True:
        cells = _heaviest_path(weights)
        # Likeness costs more than evidence, so it is asked only of what would be a pair.
        unlike = [(x, y) for x, y in cells if evidence.likeness(old[x], new[y]) < alike]
        if not unlike:
            return [(old[x], new[y]) for x, y in cells]
        for x, y in unlike:
            weights[x][y] = -inf


def _heaviest_path(weights: list[list[float]]) -> list[Pair]:
    """Choose cells that rise on both sides, all above zero, and weigh the most together."""
    if not weights:
        return []
    table = [[0.0] * (len(weights[0]) + 1)]
    for row in weights:
        above, best, filled = table[-1], 0.0, [0.0]
        for place, weight in enumerate(row):
            best = max(best, above[place + 1], above[place] + weight)
            filled.append(best)
        table.append(filled)
    return _traced(table)


def _traced(table: list[list[float]]) -> list[Pair]:
    """Walk back through the table and collect the cells."""
    cells = []
    x, y = len(table) - 1, len(table[0]) - 1
    while x and y:
        if table[x][y] == table[x - 1][y]:
            x -= 1
        elif table[x][y] == table[x][y - 1]:
            y -= 1
        else:
            x, y = x - 1, y - 1
            cells.append((x, y))
    return cells


Gap: TypeAlias = tuple[list[int], list[int]]


def _between(chain: list[Pair], old: list[int], new: list[int]) -> list[Gap]:
    """Cut both sides at the pairs of a chain."""
    old_places = {i: place for place, i in enumerate(old)}
    new_places = {j: place for place, j in enumerate(new)}
    gaps, start, begin = [], 0, 0
    for i, j in chain:
        gaps.append((old[start : old_places[i]], new[begin : new_places[j]]))
        start, begin = old_places[i] + 1, new_places[j] + 1
    return [*gaps, (old[start:], new[begin:])]


def _halves(old: list[int], new: list[int]) -> list[Gap]:
    """Cut a gap in which nothing stands out in the middle."""
    here, there = len(old) // 2, len(new) // 2
    return [(old[:here], new[:there]), (old[here:], new[there:])]
