"""Where two plain texts differ, by words: the least, and what people read.

Both are lists of hunks, (old_start, old_end, new_start, new_end) in code points, in
order and apart: what lies between two hunks is the same on both sides. No hunk begins or
ends inside a word, as `words` defines it.

The least hunks leave a longest common subsequence of words unmarked; they say who wrote
what. For the readable ones long words are matched before short ones and signs, because a
reader of a list in a new order sees its items stay and not its commas; then `tidying`
joins what would be patchwork, and `parting` marks whole sentences apart. Both begin where
a sentence begins if that is as short.
`parts` bounds the cost of very long texts.
"""

from collections.abc import Iterator
from itertools import accumulate

from fortschrift.core.text.comparison.ends import same_end, same_start
from fortschrift.core.text.comparison.lcs import Block, matching
from fortschrift.core.text.comparison.parting import parted
from fortschrift.core.text.comparison.parts import Matching, between, in_parts
from fortschrift.core.text.comparison.tidying import Hunk, shifted, tidied
from fortschrift.core.text.comparison.words import is_word_start, tokens_with_blanks

_LONG = 4


def least_hunks(old: str, new: str) -> list[Hunk]:
    """Mark as few words as possible.

    >>> least_hunks("Die Stadt fördert Kurse.", "Die Stadt fördert gute Kurse.")
    [(18, 18, 18, 23)]
    """
    if old == new:
        return []
    return shifted(old, new, _hunks(old, new, matching))


def readable_hunks(old: str, new: str) -> list[Hunk]:
    """Mark what a reader takes for the change.

    >>> readable_hunks("Wir lernen. Wir lesen.", "Wir lernen. Wir spielen. Wir lesen.")
    [(12, 12, 12, 25)]
    """
    if old == new:
        return []
    hunks = tidied(old, new, _hunks(old, new, _long_words_first))
    return parted(old, new, shifted(old, new, hunks))


def _hunks(old: str, new: str, matched: Matching) -> list[Hunk]:
    """Cut off what both texts begin and end with and compare the rest."""
    start = _common_start(old, new)
    common = _common_end(old, new, start)
    old_end, new_end = len(old) - common, len(new) - common
    if start in (old_end, new_end):
        return [(start, old_end, start, new_end)]
    return _word_hunks(old, new, (start, old_end, start, new_end), matched)


def _common_start(old: str, new: str) -> int:
    """Find where the first words that differ begin, or an offset shortly before."""
    low = same_start(old, new)
    while low > 0 and not (is_word_start(old, low) and is_word_start(new, low)):
        low = old.rfind(" ", 0, low - 1) + 1
    return low


def _common_end(old: str, new: str, start: int) -> int:
    """Count the code points behind the last words that differ."""
    old_size, new_size = len(old), len(new)
    low = same_end(old, new, start)
    while low and not (is_word_start(old, old_size - low) and is_word_start(new, new_size - low)):
        blank = old.find(" ", old_size - low)
        low = old_size - 1 - blank if blank >= 0 else 0
    return low


def _word_hunks(old: str, new: str, within: Hunk, matched: Matching) -> list[Hunk]:
    """Compare the words of two stretches; blanks only follow their words."""
    old_from, old_end, new_from, new_end = within
    old_tokens = tokens_with_blanks(old[old_from:old_end])
    new_tokens = tokens_with_blanks(new[new_from:new_end])
    old_words, new_words = list(map(str.rstrip, old_tokens)), list(map(str.rstrip, new_tokens))
    old_at = list(accumulate(map(len, old_tokens), initial=old_from))
    new_at = list(accumulate(map(len, new_tokens), initial=new_from))
    blocks = in_parts(old_words, new_words, matched)
    hunks: list[Hunk] = []
    pieces = _pieces(blocks, old_tokens, new_tokens)
    for i, j, size in (*pieces, (len(old_tokens), len(new_tokens), 0)):
        if old_from < old_at[i] or new_from < new_at[j]:
            hunks.append(_without_blanks(old, new, (old_from, old_at[i], new_from, new_at[j])))
        old_from, new_from = old_at[i + size], new_at[j + size]
        if size and old_tokens[i + size - 1] != new_tokens[j + size - 1]:
            word = len(old_words[i + size - 1])
            old_from, new_from = old_at[i + size - 1] + word, new_at[j + size - 1] + word
    return hunks


def _long_words_first(old: list[str], new: list[str]) -> list[Block]:
    """Match long words, then what stands between them."""
    old_places = [i for i, word in enumerate(old) if len(word) >= _LONG]
    new_places = [j for j, word in enumerate(new) if len(word) >= _LONG]
    same: list[Block] = []
    for i, j, size in matching([old[i] for i in old_places], [new[j] for j in new_places]):
        start, end = old_places[i], old_places[i + size - 1] + 1
        new_start, new_end = new_places[j], new_places[j + size - 1] + 1
        if old[start:end] == new[new_start:new_end]:
            same.append((start, new_start, end - start))
        else:
            same += [(old_places[i + k], new_places[j + k], 1) for k in range(size)]
    return between(old, new, same, matching)


def _pieces(blocks: list[Block], old: list[str], new: list[str]) -> Iterator[Block]:
    """Break matched words where the blanks between them differ."""
    for i, j, size in blocks:
        start = 0
        if old[i : i + size] != new[j : j + size]:
            for k in range(size):
                if old[i + k] != new[j + k]:
                    yield i + start, j + start, k + 1 - start
                    start = k + 1
        if start < size:
            yield i + start, j + start, size - start


def _without_blanks(old: str, new: str, hunk: Hunk) -> Hunk:
    """Leave out the blanks at the end of a hunk that are the same on both sides."""
    old_start, old_end, new_start, new_end = hunk
    if old_start == old_end or new_start == new_end or old[old_end - 1] != new[new_end - 1]:
        return hunk
    before, after = old[old_start:old_end], new[new_start:new_end]
    old_size, new_size = len(before.rstrip()), len(after.rstrip())
    if before[old_size:] != after[new_size:]:
        return hunk
    return old_start, old_start + old_size, new_start, new_start + new_size
