"""Words that one splice takes out and another puts in: they moved, nobody wrote them anew.

A difference can only say that a moved sentence went here and came there. What is found
here lets a page show it as moved, and lets its characters keep their origin.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from fortschrift.core.text.comparison.words import (
    sentences,
    tokens_with_blanks,
    tokens_without_blanks,
)
from fortschrift.core.text.runs import plain
from fortschrift.core.text.splices import Splice

_FEWEST_WORDS = 5
_MOST_PLACES = 8  # of equal words that are tried, so that a text of one word is no trap


class Moved(NamedTuple):
    """Words that stand in the new side of one splice and in the old side of another.

    Splices are given by their index, offsets in code points of that side of the splice.
    """

    splice: int
    offset: int
    length: int
    from_splice: int
    from_offset: int


def moved(splices: Sequence[Splice]) -> tuple[Moved, ...]:
    """Find moved words, in the order of the new text; no character is moved twice.

    A piece is at least a whole sentence of two words or five words long, and the same on
    both sides to the character, apart from marks.
    """
    old, new = [plain(each.old) for each in splices], [plain(each.new) for each in splices]
    if set(_threes(old)).isdisjoint(_threes(new)):
        return ()
    gone = [_Words.of(index, text) for index, text in enumerate(old)]
    come = [_Words.of(index, text) for index, text in enumerate(new)]
    places = _places(gone)
    taken = [bytearray(len(side.words)) for side in gone]
    return tuple(piece for side in come for piece in _found(side, gone, places, taken))


def _threes(texts: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Give each three words or signs in a row; without three in common no sentence moved."""
    for text in texts:
        row = tokens_without_blanks(text.lstrip())
        yield from zip(row, row[1:], row[2:], strict=False)


class _Words(NamedTuple):
    """One side of a splice, cut into words; sentences by the indices of their words."""

    splice: int
    tokens: list[str]
    words: list[str]
    starts: list[int]
    sentence_ends: dict[int, int]

    @classmethod
    def of(cls, splice: int, text: str) -> "_Words":
        """Cut a text; the blanks it begins with belong to no word."""
        stripped = text.lstrip()
        blank = len(text) - len(stripped)
        cut = tokens_with_blanks(stripped)
        starts = list(accumulate(map(len, cut), initial=blank))
        index = {start - blank: word for word, start in enumerate(starts)}
        whole = {
            index[start]: index[end]
            for start, end in sentences(stripped)
            if start in index and end in index and stripped[start:end].rstrip()[-1] in ".!?…"
        }
        return cls(splice, cut, [each.rstrip() for each in cut], starts, whole)


Places = dict[tuple[str, ...], list[tuple[int, int]]]


def _seeds(side: _Words) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give what moved words can be found by: five words in a row, and short sentences."""
    words = side.words
    for at in range(len(words) - _FEWEST_WORDS + 1):
        yield at, tuple(words[at : at + _FEWEST_WORDS])
    for start, end in side.sentence_ends.items():
        if 2 < end - start < _FEWEST_WORDS:
            yield start, tuple(words[start:end])


def _places(gone: list[_Words]) -> Places:
    """Note where each seed stands in what was taken out."""
    places: Places = {}
    for side in gone:
        for at, seed in _seeds(side):
            known = places.setdefault(seed, [])
            if len(known) < _MOST_PLACES:
                known.append((side.splice, at))
    return places


def _found(
    side: _Words, gone: list[_Words], places: Places, taken: list[bytearray]
) -> Iterator[Moved]:
    """Walk over what was put in and take the longest piece that fits at each word."""
    seeds: dict[int, list[tuple[str, ...]]] = {}
    for at, seed in _seeds(side):
        seeds.setdefault(at, []).append(seed)
    behind = 0
    for at in sorted(seeds):
        if at < behind:
            continue
        candidates = [place for seed in seeds[at] for place in places.get(seed, ())]
        fitting = [(_common(side, at, gone[k], i, taken[k]), k, i) for k, i in candidates]
        size, splice, start = max(fitting, key=lambda each: each[0], default=(0, 0, 0))
        if not _is_enough(side, at, size):
            continue
        taken[splice][start : start + size] = b"\1" * size
        behind = at + size
        offset, end = side.starts[at], side.starts[behind - 1] + len(side.words[behind - 1])
        yield Moved(side.splice, offset, end - offset, splice, gone[splice].starts[start])


def _common(side: _Words, at: int, other: _Words, start: int, taken: bytearray) -> int:
    """Count the words in a row that are the same, with the blanks between them."""
    size = 0
    most = min(len(side.words) - at, len(other.words) - start)
    while size < most and not taken[start + size]:
        if side.words[at + size] != other.words[start + size]:
            break
        size += 1
        if side.tokens[at + size - 1] != other.tokens[start + size - 1]:
            break
    return size


def _is_enough(side: _Words, at: int, size: int) -> bool:
    """Tell whether it is a whole sentence or five words, signs not counted."""
    words = sum(any(sign.isalnum() for sign in word) for word in side.words[at : at + size])
    if words >= _FEWEST_WORDS:
        return True
    return words > 1 and at in side.sentence_ends and side.sentence_ends[at] <= at + size
