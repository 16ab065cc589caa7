"""The difference of two texts with marks, as splices of the old one.

`least` says who wrote what: as few words as possible, marks to the letter. `readable` is
for people: whole sentences, and marks changed word by word. In both, words that stay
while their marks change are a splice of their own, with the same words on both sides, so
that no change is unseen.

>>> from fortschrift.core.text.runs import BOLD, inline, joined
>>> before = inline("Gute Kurse für alle.")
>>> after = joined(inline("Gute "), inline("Kurse", BOLD), inline(" für viele."))
>>> [(each.start, each.end, each.only_marks) for each in readable(before, after)]
[(5, 10, True), (15, 19, False)]
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from fortschrift.core.text.comparison.hunks import least_hunks, readable_hunks
from fortschrift.core.text.comparison.moving import Moved, moved
from fortschrift.core.text.comparison.tidying import Hunk
from fortschrift.core.text.comparison.words import ends_of_words
from fortschrift.core.text.runs import InlineText, Marks, Run, plain
from fortschrift.core.text.splices import Splice, Splices

__all__ = ["Hunk", "Moved", "least", "least_hunks", "moved", "readable", "readable_hunks"]


def least(old: InlineText, new: InlineText) -> Splices:
    """Compare by the least edit script, which is what origins are told from."""
    if old == new:
        return ()
    before, after = _Indexed.of(old), _Indexed.of(new)
    hunks = least_hunks(before.text, after.text)
    return _splices(before, after, hunks, _reformatted(before, after, hunks))


def readable(old: InlineText, new: InlineText) -> Splices:
    """Compare for people: changes as they would mark them by hand."""
    if old == new:
        return ()
    before, after = _Indexed.of(old), _Indexed.of(new)
    hunks = readable_hunks(before.text, after.text)
    reformatted = _reformatted(before, after, hunks)
    if reformatted:
        reformatted = list(_by_words(before.text, hunks, reformatted))
    return _splices(before, after, hunks, reformatted)


class _Indexed(NamedTuple):
    """A text of which any piece is found without reading it from the start."""

    runs: InlineText
    ends: list[int]
    text: str

    @classmethod
    def of(cls, runs: InlineText) -> "_Indexed":
        """Note where the runs end."""
        return cls(runs, list(accumulate(len(run.text) for run in runs)), plain(runs))

    def piece(self, start: int, end: int) -> InlineText:
        """Cut out a range; neighbours differ in the text, so they differ in the piece."""
        if start == end:
            return ()
        pieces: list[Run] = []
        index = bisect_right(self.ends, start)
        while start < end:
            to = min(self.ends[index], end)
            pieces.append(Run(self.text[start:to], self.runs[index].marks))
            start, index = to, index + 1
        return tuple(pieces)

    def marks(self, at: int) -> tuple[Marks, int]:
        """Give the marks of a character, and up to where they reach."""
        index = bisect_right(self.ends, at)
        return self.runs[index].marks, self.ends[index]


def _splices(old: _Indexed, new: _Indexed, hunks: list[Hunk], reformatted: list[Hunk]) -> Splices:
    """Cut the new and the old words of each hunk out of their texts."""
    ordered = sorted([*hunks, *reformatted]) if reformatted else hunks
    return tuple(
        Splice(old_start, old.piece(old_start, old_end), new.piece(new_start, new_end))
        for old_start, old_end, new_start, new_end in ordered
    )


def _reformatted(old: _Indexed, new: _Indexed, hunks: list[Hunk]) -> list[Hunk]:
    """Find the stretches between the hunks where the marks differ."""
    if len(old.runs) < 2 and [run.marks for run in old.runs] == [run.marks for run in new.runs]:
        return []
    found: list[Hunk] = []
    for old_at, old_end, new_at in _kept(hunks, len(old.text)):
        found += _differing(old, new, (old_at, old_end, new_at))
    return found


def _kept(hunks: list[Hunk], size: int) -> Iterator[tuple[int, int, int]]:
    """Give what lies between the hunks: (old_start, old_end, new_start)."""
    old_at = new_at = 0
    for old_start, old_end, _, new_end in hunks:
        if old_at < old_start:
            yield old_at, old_start, new_at
        old_at, new_at = old_end, new_end
    if old_at < size:
        yield old_at, size, new_at


def _differing(old: _Indexed, new: _Indexed, stretch: tuple[int, int, int]) -> list[Hunk]:
    """Walk over the runs of both sides and note where their marks differ."""
    found: list[Hunk] = []
    at, old_end, new_at = stretch
    shift = new_at - at
    while at < old_end:
        old_marks, old_to = old.marks(at)
        new_marks, new_to = new.marks(at + shift)
        to = min(old_to, new_to - shift, old_end)
        if old_marks != new_marks:
            start = found.pop()[0] if found and found[-1][1] == at else at
            found.append((start, to, start + shift, to + shift))
        at = to
    return found


def _by_words(text: str, hunks: list[Hunk], reformatted: list[Hunk]) -> Iterator[Hunk]:
    """Widen ranges of changed marks to whole words, and join those that then touch."""
    by_start = [each[0] for each in reformatted]
    for old_start, old_end, new_start in _kept(hunks, len(text)):
        first, last = bisect_left(by_start, old_start), bisect_left(by_start, old_end)
        if first == last:
            continue
        ends = ends_of_words(text[old_start:old_end])
        cuts = [old_start, *(old_start + end for end in ends)]
        shift = new_start - old_start
        start = end = -1
        for each in reformatted[first:last]:
            word_start = cuts[bisect_right(cuts, each[0]) - 1]
            word_end = cuts[bisect_left(cuts, each[1])]
            if word_start <= end:
                end = word_end
                continue
            if start >= 0:
                yield start, end, start + shift, end + shift
            start, end = word_start, word_end
        yield start, end, start + shift, end + shift
