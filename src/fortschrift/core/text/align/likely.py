"""Which passages may be one, found by their rarest words instead of by comparing all.

And of such pairs the heaviest chain that runs forward in both texts.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from fortschrift.core.text.align.evidence import Evidence

# How many passages are looked at, from the rarest sign on, to find those worth weighing.
# Bounds the work for each passage, whatever the length of the text.
_LOOKS = 100
_WEIGHED = 3


class Likely(NamedTuple):
    """Passage `old` may be passage `new`, for which so much speaks."""

    weight: float
    old: int
    new: int


def likely_pairs(
    evidence: Evidence, old: Sequence[int], new: Sequence[int], *, least: float, alike: float
) -> list[Likely]:
    """Find for each passage of *new* up to three of *old* that may be it.

    More than *least* speaks for each of them, and they have a likeness of *alike* or more.
    """
    rare = {sign for sign, times in evidence.frequency.items() if 1 < times <= _LOOKS}
    having: dict[int, list[int]] = defaultdict(list)
    for i in old:
        for sign in evidence.said_in_old[i].signs & rare:
            having[sign].append(i)
    found = []
    for j in new:
        for i in _worth_weighing(evidence.said_in_new[j].signs, having):
            weight = evidence.of(i, j)
            if weight > least and (not alike or evidence.likeness(i, j) >= alike):
                found.append(Likely(weight, i, j))
    return found


def _worth_weighing(signs: frozenset[int], having: dict[int, list[int]]) -> list[int]:
    """Choose those that share the most of the rarest signs."""
    shared: dict[int, float] = defaultdict(float)
    looks = _LOOKS
    for places in sorted(map(having.__getitem__, signs & having.keys()), key=len):
        looks -= len(places)
        if looks < 0:
            break
        for i in places:
            shared[i] += 1 / len(places)
    return sorted(sorted(shared), key=shared.__getitem__, reverse=True)[:_WEIGHED]


def heaviest_chain(pairs: Sequence[Likely]) -> list[tuple[int, int]]:
    """Choose pairs (old, new) that rise on both sides and together weigh the most.

    n log n in the pairs: `ends` is a Fenwick tree over the places in old that holds the
    heaviest chain that ends up to each.
    """
    ordered = sorted(pairs, key=lambda pair: (pair.new, -pair.old))
    places = {i: rank for rank, i in enumerate(sorted({pair.old for pair in pairs}), 1)}
    ends = [(0.0, -1)] * (len(places) + 1)
    before = []
    for number, pair in enumerate(ordered):
        weight, last = _heaviest(ends, places[pair.old] - 1)
        before.append(last)
        _enter(ends, places[pair.old], (weight + pair.weight, number))
    _, number = _heaviest(ends, len(places))
    chain = []
    while number >= 0:
        chain.append((ordered[number].old, ordered[number].new))
        number = before[number]
    return chain[::-1]


def _heaviest(ends: list[tuple[float, int]], place: int) -> tuple[float, int]:
    """Give the heaviest chain that ends at a place or before it."""
    found = ends[0]
    while place:
        found = max(found, ends[place])
        place &= place - 1
    return found


def _enter(ends: list[tuple[float, int]], place: int, chain: tuple[float, int]) -> None:
    while place < len(ends):
        ends[place] = max(ends[place], chain)
        place += place & -place
