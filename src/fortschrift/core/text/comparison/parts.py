"""Matching the words of long texts part by part, so that cost and memory stay bounded.

Exact matching takes time and memory with the product of both lengths. Up to about 16,000
words on each side that is less than a second. Above, whole sentences are matched first,
then words that occur once on each side; between those again exactly. What is still too
long after that has next to nothing in common and counts as replaced.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import TypeAlias

from fortschrift.core.text.comparison.lcs import Block, matching

_MOST_CELLS = 1 << 28

Matching: TypeAlias = Callable[[list[str], list[str]], list[Block]]


def in_parts(old: list[str], new: list[str], matched: Matching) -> list[Block]:
    """Match words by the given way, as blocks in order; longer texts in parts."""
    if _is_short(old, new):
        return matched(old, new)

    def if_short(one: list[str], other: list[str]) -> list[Block]:
        return matched(one, other) if _is_short(one, other) else []

    def by_rare_words(one: list[str], other: list[str]) -> list[Block]:
        return between(one, other, _rare_words(one, other), if_short)

    return between(old, new, _whole_sentences(old, new), by_rare_words)


def between(old: list[str], new: list[str], blocks: list[Block], matched: Matching) -> list[Block]:
    """Keep the blocks and match what stands between them, if both sides have something there."""
    return list(_between(old, new, blocks, matched))


def _between(
    old: list[str], new: list[str], blocks: list[Block], matched: Matching
) -> Iterator[Block]:
    i = j = 0
    for next_i, next_j, size in (*blocks, (len(old), len(new), 0)):
        one, other = old[i:next_i], new[j:next_j]
        if one == other:
            if one:
                yield i, j, len(one)
        elif not set(one).isdisjoint(other):
            yield from ((i + a, j + b, length) for a, b, length in matched(one, other))
        if size:
            yield next_i, next_j, size
        i, j = next_i + size, next_j + size


def _is_short(old: list[str], new: list[str]) -> bool:
    return len(old) * len(new) <= _MOST_CELLS


def _whole_sentences(old: list[str], new: list[str]) -> list[Block]:
    """Match sentences; a full stop ends one, which is near enough here."""
    olds, news = _sentences(old), _sentences(new)
    if len(olds) * len(news) > _MOST_CELLS:
        return []
    old_at = list(accumulate(map(len, olds), initial=0))
    new_at = list(accumulate(map(len, news), initial=0))
    return [
        (old_at[i], new_at[j], old_at[i + size] - old_at[i]) for i, j, size in matching(olds, news)
    ]


def _sentences(words: list[str]) -> list[tuple[str, ...]]:
    ends = [at + 1 for at, word in enumerate(words) if word in (".", "!", "?")]
    bounds = zip([0, *ends], [*ends, len(words)], strict=True)
    return [tuple(words[start:end]) for start, end in bounds if start < end]


def _rare_words(old: list[str], new: list[str]) -> list[Block]:
    """Match words that occur once on each side; none where exact matching will do."""
    if _is_short(old, new):
        return []
    once = _once(old) & _once(new)
    olds = [i for i, word in enumerate(old) if word in once]
    news = [j for j, word in enumerate(new) if word in once]
    if len(olds) * len(news) > _MOST_CELLS:
        return []
    found = matching([old[i] for i in olds], [new[j] for j in news])
    return [(olds[i + k], news[j + k], 1) for i, j, size in found for k in range(size)]


def _once(words: list[str]) -> set[str]:
    return {word for word, times in Counter(words).items() if times == 1}
