"""Align two sequences of passages: what is obvious, sure, in order, moved, in parts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
from fortschrift.core.text.align.obvious import obvious_pairs, rare_words, share
from fortschrift.core.text.align.ordered import Gap, equal_ends, in_order
from fortschrift.core.text.align.parts import find_parts
from fortschrift.core.text.align.passage import Passage

# Of what is obvious one in four is read: with fewer, boilerplate is taken for rare.
_ONE_IN = 4


def matched(
    old: Sequence[Passage], new: Sequence[Passage], given: Mapping[int, int]
) -> tuple[Matching, Evidence]:
    """Find who is who, beginning with pairs that are given (new to old).

    Only what is left when that is done which anybody sees is read and weighed.
    """
    matching = Matching(len(old), len(new), given)
    for gap in _gaps(matching):
        matching.pair(equal_ends(old, new, *gap))
    rare = rare_words((*old, *new))
    for gap in _gaps(matching):
        matching.settle(obvious_pairs(old, new, rare, *gap))
    evidence = _evidence(old, new, matching)
    _pair_what_is_sure(evidence, matching)
    for gap in _gaps(matching):
        matching.pair(in_order(evidence, *gap))
    _pair_moved(evidence, matching)
    _pair_beside_pairs(evidence, matching)
    find_parts(evidence, matching)
    return matching, evidence


def _evidence(old: Sequence[Passage], new: Sequence[Passage], matching: Matching) -> Evidence:
    """Read what is in question, and some of the rest so that nothing seems rarer than it is."""
    if not matching.free_old or not matching.free_new:
        return Evidence(old, new, matching.free_old, matching.free_new)
    return Evidence(
        old,
        new,
        matching.free_old.union(sorted(matching.new_of)[::_ONE_IN]),
        matching.free_new.union(sorted(matching.old_of)[::_ONE_IN]),
    )


def _gaps(matching: Matching) -> Iterator[Gap]:
    """Give what is free between the pairs, as far as these are in order."""
    pairs = [Likely(1.0, i, j) for j, i in matching.old_of.items()]
    start, begin = 0, 0
    for i, j in [*heaviest_chain(pairs), (matching.old, matching.new)]:
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
    pairs = (*known, *others)
    shares = sorted(share(evidence.old[i].bag, evidence.new[j].bag) for i, j in pairs) or [0.0]
    middle = len(shares) // 2
    return (shares[middle] + shares[~middle]) / 2


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
