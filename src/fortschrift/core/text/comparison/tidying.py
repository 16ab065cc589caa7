"""Making hunks readable: no patchwork, and changes begin where sentences begin.

The same change can often be marked in several ways, or marked in one piece for the price
of a few words that stayed. Nothing here depends on how the hunks were found; they may
only get fewer and longer, or shift to an equal place.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

from fortschrift.core.text.comparison.words import (
    ends_of_words,
    is_between_words,
    is_boundary,
    sentence_starts,
)

Hunk: TypeAlias = tuple[int, int, int, int]
"""(old_start, old_end, new_start, new_end) in code points: one stretch replaces another."""

# What stays between two changes is joined to them if it is no more of what changed beside it:
_SCRAP = 1 / 8  # anywhere
_LITTLE = 2 / 5  # in a sentence that is mostly new

_CLAUSE_END = (",", ";")
_FARTHEST = 1000  # code points that a hunk shifts; in repeated text it could shift without end


def tidied(old: str, new: str, hunks: list[Hunk]) -> list[Hunk]:
    """Join hunks where what stands between them can be shifted away or is too small to read."""
    if len(hunks) < 2:
        return hunks
    hunks = _joined(old, new, hunks, _SCRAP)
    if len(_joined(old, new, hunks, _LITTLE)) == len(hunks):
        return hunks
    tidy: list[Hunk] = []
    for sentence in _by_sentence(old, hunks):
        tidy += _joined(old, new, sentence, _LITTLE) if _is_rewritten(sentence) else sentence
    return tidy


def _joined(old: str, new: str, hunks: list[Hunk], most: float) -> list[Hunk]:
    """Join hunks where no more than a share of what changed stays between them."""
    joint: list[Hunk] = []
    for each in hunks:
        hunk = each
        while joint and (merged := _merged(old, new, joint[-1], hunk, most)):
            joint.pop()
            hunk = merged
        joint.append(hunk)
    return joint


def _by_sentence(old: str, hunks: list[Hunk]) -> Iterator[list[Hunk]]:
    """Take those together between which no sentence begins."""
    together = hunks[:1]
    for left, right in pairwise(hunks):
        if is_boundary(old, left[1]) or any(sentence_starts(old, left[1], right[0] + 1)):
            yield together
            together = []
        together.append(right)
    yield together


def _is_rewritten(hunks: list[Hunk]) -> bool:
    """Tell whether at most a quarter stays between the hunks of a sentence."""
    first, last = hunks[0], hunks[-1]
    kept = sum(right[0] - left[1] for left, right in pairwise(hunks))
    return 0 < 4 * kept <= max(last[1] - first[0], last[3] - first[2])


def shifted(old: str, new: str, hunks: list[Hunk]) -> list[Hunk]:
    """Shift deletions and insertions, where that is the same change, to where sentences begin."""
    moved: list[Hunk] = []
    for index, hunk in enumerate(hunks):
        text, start, end = one_side(old, new, hunk)
        by = 0
        if start < end:
            before, behind = room(old, hunk, moved, hunks[index + 1 : index + 2])
            by = _best_shift(text, start, end, (start - before, end + behind))
        append(moved, moved_by(hunk, by) if by else hunk)
    return moved


def room(old: str, hunk: Hunk, before: list[Hunk], behind: list[Hunk]) -> tuple[int, int]:
    """Count the code points around a hunk over which it may shift."""
    left = hunk[0] - (before[-1][1] if before else 0)
    right = (behind[0][0] if behind else len(old)) - hunk[1]
    return min(left, _FARTHEST), min(right, _FARTHEST)


def moved_by(hunk: Hunk, by: int) -> Hunk:
    """Shift a hunk on both sides."""
    return hunk[0] + by, hunk[1] + by, hunk[2] + by, hunk[3] + by


def append(hunks: list[Hunk], hunk: Hunk) -> None:
    """Append a hunk, or lengthen the last one if nothing stayed between them."""
    if hunks and hunks[-1][1] == hunk[0]:
        last = hunks.pop()
        hunk = last[0], hunk[1], last[2], hunk[3]
    hunks.append(hunk)


def _merged(old: str, new: str, left: Hunk, right: Hunk, most: float) -> Hunk | None:
    """Join two hunks if that reads better."""
    gap = right[0] - left[1]
    text, start, end = one_side(old, new, right)
    if start < end and _is_free(text, (start - gap, end), gap, end - gap):
        return left[0], right[1] - gap, left[2], right[3] - gap
    text, start, end = one_side(old, new, left)
    if start < end and _is_free(text, (start, end + gap), gap, start + gap):
        return left[0] + gap, right[1], left[2] + gap, right[3]
    if _is_mostly_new(old, new, left, right, most):
        return left[0], right[1], left[2], right[3]
    return None


def _is_free(text: str, within: tuple[int, int], gap: int, cut: int) -> bool:
    """Tell whether a hunk can change places with a gap beside it, without cutting a word.

    It can if the stretch that both cover begins and ends with the words of the gap.
    """
    start, end = within
    if text[start : start + gap] != text[end - gap : end]:
        return False
    return cut == start or cut - start in ends_of_words(text[start:end])


def _size(hunk: Hunk) -> int:
    return max(hunk[1] - hunk[0], hunk[3] - hunk[2])


def _is_mostly_new(old: str, new: str, left: Hunk, right: Hunk, most: float) -> bool:
    """Tell whether what stayed between two hunks is too little, beside them, to be left alone.

    It is if on each side much more changed: four words for one, and in code points so many
    that what stayed is at most the given share. So words that only had others put between
    them stay, and of two words joined by "und" each is exchanged by itself.
    """
    gap = right[0] - left[1]
    changed = min(right[1] - left[0], right[3] - left[2]) - gap
    if gap > most * changed or gap > 2 * min(_size(left), _size(right)):
        return False
    enough = 4 * len(old[left[1] : right[0]].split())
    gone = _words(old, left[0], left[1], enough) + _words(old, right[0], right[1], enough)
    come = _words(new, left[2], left[3], enough) + _words(new, right[2], right[3], enough)
    return min(gone, come) >= enough


def _words(text: str, start: int, end: int, enough: int) -> int:
    """Count the words of a stretch, of a long one only those at its start.

    A stretch grows while hunks are joined; counting all of it each time would make the
    cost of a rewrite grow with its square.
    """
    return len(text[start : min(end, start + 40 * enough)].split())


def one_side(old: str, new: str, hunk: Hunk) -> tuple[str, int, int]:
    """Give the text and the range of a pure deletion or insertion; else an empty range."""
    if hunk[2] == hunk[3]:
        return old, hunk[0], hunk[1]
    if hunk[0] == hunk[1]:
        return new, hunk[2], hunk[3]
    return new, 0, 0


def _best_shift(text: str, start: int, end: int, within: tuple[int, int]) -> int:
    """Choose by how much the range is shifted, among the shifts that are the same change."""
    best, best_rank = 0, max(_rank(text, start, end), 1)
    size = end - start
    first = start
    while first > within[0] and text[first - 1] == text[first - 1 + size]:
        first -= 1
        if (rank := _rank(text, first, first + size)) > best_rank:
            best, best_rank = first - start, rank
    last = end
    while last < within[1] and text[last] == text[last - size]:
        last += 1
        if (rank := _rank(text, last - size, last)) > best_rank:
            best, best_rank = last - end, rank
    return best


def _rank(text: str, start: int, end: int) -> int:
    """Say how well a range reads as a piece of its own; 0 if it would cut a word."""
    if end == len(text) and text[start].isspace():
        start += 1  # the last sentence of a text has its blank in front
    if start and not text[start - 1].isspace():
        return 0
    if not (is_between_words(text, start) and is_between_words(text, end)):
        return 0
    if is_boundary(text, start) and is_boundary(text, end):
        return 4
    return 3 if text[start - 2 : start - 1] in _CLAUSE_END and text[end - 2] in _CLAUSE_END else 2
