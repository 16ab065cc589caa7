"""Pairs that anybody sees who lays two texts side by side, found without reading closely.

What stands at much the same place and shares most of its words with one passage only, and
with no other one near by even half as many, is that passage. Words that many passages have
are left aside. Most of a text that was revised is found so; where alternatives look alike,
nothing is obvious, and the same goes for texts so short that no word counts as rare.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import chain

from fortschrift.core.text.align.bounds import ENOUGH, FREQUENT, OBVIOUS, RIVAL
from fortschrift.core.text.align.passage import Passage

# How far is looked ahead; farther, up to a bound, the more was passed that is not obvious.
_NEAR, _FARTHER, _FARTHEST = 8, 2, 64


def rare_words(passages: Sequence[Passage]) -> Set[str]:
    """Give the words that few passages have."""
    times = Counter(chain.from_iterable(passage.bag for passage in passages))
    return {word for word, having in times.items() if having <= FREQUENT * len(passages)}


def share(one: Set[str], other: Set[str]) -> float:
    """Tell which share of the words of two passages is in both, from 0 to 1."""
    return 2 * len(one & other) / max(len(one) + len(other), 1)


def obvious_pairs(
    old: Sequence[Passage],
    new: Sequence[Passage],
    rare: Set[str],
    here: Sequence[int],
    there: Sequence[int],
) -> Iterator[tuple[int, int]]:
    """Pair passages of a gap (positions in old, in new), rising on both sides."""
    olds = [old[i].bag & rare for i in here]
    news = [new[j].bag & rare for j in there]
    start = begin = 0
    for at, bag in enumerate(news):
        reach = min(_NEAR + _FARTHER * (at - begin), _FARTHEST)
        found = _without_rival(bag, olds[start : start + reach])
        if found is None:
            continue
        place, first = start + found, max(begin, at - _FARTHEST)
        back = _without_rival(olds[place], news[first : at + _NEAR])
        if back == at - first and old[here[place]].sort == new[there[at]].sort:
            yield here[place], there[at]
            start, begin = place + 1, at + 1


def _without_rival(bag: Set[str], others: Sequence[Set[str]]) -> int | None:
    """Find the only one that shares most of the words."""
    shares = [share(bag, other) for other in others]
    best = max(shares, default=0.0)
    if best < OBVIOUS or sum(each > RIVAL * best for each in shares) > 1:
        return None
    found = shares.index(best)
    return found if len(bag & others[found]) >= ENOUGH else None
