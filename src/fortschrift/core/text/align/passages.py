"""Align two sequences of passages: what is sure, what stands in order, parts, what moved."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from fortschrift.core.text.align.bounds import (
    BEYOND_DOUBT,
    MOVED,
    RIVAL,
    SURE,
    USUAL,
    least_evidence,
    least_likeness,
)
from fortschrift.core.text.align.evidence import Evidence
from fortschrift.core.text.align.likely import Likely, heaviest_chain, likely_pairs
from fortschrift.core.text.align.matching import Matching
from fortschrift.core.text.align.ordered import Gap, equal_ends, in_order
from fortschrift.core.text.align.parts import find_parts


def matched(evidence: Evidence, given: Mapping[int, int]) -> Matching:
    """Find who is who, beginning with pairs that are given (new to old)."""
    matching = Matching(len(evidence.old), len(evidence.new), given)
    for gap in _gaps(evidence, matching):
        matching.pair(equal_ends(evidence, *gap))
    _pair_what_is_sure(evidence, matching)
    for gap in _gaps(evidence, matching):
        matching.pair(in_order(evidence, *gap))
    _pair_moved(evidence, matching)
    _pair_beside_pairs(evidence, matching)
    find_parts(evidence, matching)
    return matching


def _gaps(evidence: Evidence, matching: Matching) -> Iterator[Gap]:
    """Give what is free between the pairs, as far as these are in order."""
    pairs = [Likely(1.0, i, j) for j, i in matching.old_of.items()]
    start, begin = 0, 0
    for i, j in [*heaviest_chain(pairs), (len(evidence.old), len(evidence.new))]:
        old = [place for place in range(start, i) if place in matching.free_old]
        new = [place for place in range(begin, j) if place in matching.free_new]
        if old and new:
            yield old, new
        start, begin = i + 1, j + 1


def _pair_what_is_sure(evidence: Evidence, matching: Matching) -> None:
    """Pair what has no rival, in whatever order, before weaker pairs get in the way."""
    old, new = sorted(matching.free_old), sorted(matching.free_new)
    if not old or not new:
        return
    least = least_evidence(BEYOND_DOUBT, len(old))
    # Rivals count however unlike they are.
    found = likely_pairs(evidence, old, new, least=0.0, alike=0.0)
    of_old, of_new = defaultdict[int, list[float]](list), defaultdict[int, list[float]](list)
    for weight, i, j in found:
        of_old[i].append(weight)
        of_new[j].append(weight)
    sure = [
        (i, j)
        for weight, i, j in found
        # The pair itself is among those of either passage.
        if weight >= least
        and sum(other > RIVAL * weight for other in (*of_old[i], *of_new[j])) == 2
    ]
    alike = max(SURE, USUAL * _usual_likeness(evidence, matching, sure))
    matching.pair(pair for pair in sure if evidence.likeness(*pair) >= alike)


def _usual_likeness(
    evidence: Evidence, matching: Matching, others: Iterable[tuple[int, int]] = ()
) -> float:
    """Tell how much passages usually stayed the same: the median of what is paired."""
    known = [(i, j) for j, i in matching.old_of.items()]
    likenesses = sorted(evidence.likeness(i, j) for i, j in (*known, *others)) or [0.0]
    middle = len(likenesses) // 2
    return (likenesses[middle] + likenesses[~middle]) / 2


def _pair_moved(evidence: Evidence, matching: Matching) -> None:
    """Pair what stands elsewhere, what is surest first."""
    old, new = sorted(matching.free_old), sorted(matching.free_new)
    if not old or not new:
        return
    least = least_evidence(MOVED, len(old))
    alike = max(least_likeness(len(old)), USUAL * _usual_likeness(evidence, matching))
    found = likely_pairs(evidence, old, new, least=least, alike=alike)
    for _, i, j in sorted(found, key=lambda pair: (-pair.weight, pair.old, pair.new)):
        if i in matching.free_old and j in matching.free_new:
            matching.pair([(i, j)])


def _pair_beside_pairs(evidence: Evidence, matching: Matching) -> None:
    """Pair what is free beside something moved: what stood beside it may have come along."""
    for j, i in sorted(matching.old_of.items()):
        for step in (1, -1):
            old = _free_from(i + step, step, matching.free_old)
            new = _free_from(j + step, step, matching.free_new)
            matching.pair(in_order(evidence, old, new))


def _free_from(start: int, step: int, free: set[int]) -> list[int]:
    """Give the unbroken run of free places from a start, rising."""
    run = []
    while start in free:
        run.append(start)
        start += step
    return run[::step]
