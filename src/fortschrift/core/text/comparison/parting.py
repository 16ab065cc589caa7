"""Whole sentences marked apart from a piece of another one that was put in or taken out with them.

"15 Mitglieder{ und fünf Gäste. Er wählt einen Vorsitz}. Er tagt." is the same change as
"15 Mitglieder{ und fünf Gäste}. {Er wählt einen Vorsitz. }Er tagt.", and nobody would mark
it the first way. A hunk is cut where what stands beside it stands in it once more: there
one half shifts over it, to where its sentences begin. As many words stay marked.
"""

from collections.abc import Iterator
from typing import TypeAlias

from fortschrift.core.text.comparison.ends import same_end, same_start
from fortschrift.core.text.comparison.tidying import Hunk, append, moved_by, one_side, room
from fortschrift.core.text.comparison.words import is_between_words, is_boundary, sentence_starts

Cut: TypeAlias = tuple[int, int, int]
"""(first, size, second): by how much the first `size` code points shift, by how much the others."""


def parted(old: str, new: str, hunks: list[Hunk]) -> list[Hunk]:
    """Cut deletions and insertions in two that hold a piece of one sentence and whole others."""
    apart: list[Hunk] = []
    for index, hunk in enumerate(hunks):
        text, start, end = one_side(old, new, hunk)
        starts = list(sentence_starts(text, start, end)) if start < end else []
        halves: tuple[Hunk, ...] = (hunk,)
        if starts and not (is_boundary(text, start) or is_boundary(text, end)):
            before, behind = room(old, hunk, apart, hunks[index + 1 : index + 2])
            cuts = _cuts(text, (start, end), starts, (start - before, end + behind))
            possible = (_halves(hunk, cut) for cut in cuts)
            halves = next((each for each in possible if _is_of_words(old, new, each)), halves)
        for half in halves:
            append(apart, half)
    return apart


def _cuts(
    text: str, hunk: tuple[int, int], starts: list[int], within: tuple[int, int]
) -> Iterator[Cut]:
    """Give the cuts that make the same change, what leaves most sentences together first."""
    yield from _before_sentences(text, hunk, starts, within[1])
    yield from _behind_sentences(text, hunk, starts[::-1], within[0])


def _before_sentences(
    text: str, hunk: tuple[int, int], starts: list[int], last: int
) -> Iterator[Cut]:
    """Cut where the piece ends, if it ends as its sentence does behind the hunk."""
    start, end = hunk
    until = next(sentence_starts(text, end, last + 1), len(text))
    if until > last:
        return
    rest = text[end:until]
    least = len(rest) - same_start(rest, text[start : start + len(rest)])
    for at in starts:
        stop = at if rest[-1].isspace() else at - 1  # no blank ends a text
        most = same_end(text[max(start, stop - len(rest)) : stop], rest, 0)
        if (size := stop - len(rest) - start) > 0:
            for kept in range(most, max(least, 1) - 1, -1):
                yield len(rest) - kept, size, len(rest)


def _behind_sentences(
    text: str, hunk: tuple[int, int], starts: list[int], first: int
) -> Iterator[Cut]:
    """Cut where the piece begins, if it begins as its sentence does before the hunk."""
    start, end = hunk
    known = (first, *sentence_starts(text, first, start))
    rest = text[max((at for at in known if is_boundary(text, at)), default=start) : start]
    least = len(rest) - same_end(rest, text[max(start, end - len(rest)) : end], 0)
    for at in starts:
        most = same_start(rest, text[at : at + len(rest)])
        if (size := at + len(rest) - start) < end - start:
            for kept in range(most, max(least, 1) - 1, -1):
                yield -len(rest), size, kept - len(rest)


def _halves(hunk: Hunk, cut: Cut) -> tuple[Hunk, Hunk]:
    """Cut a hunk, one side of which is empty, and shift both halves."""
    first, size, second = cut
    old_start, old_end, new_start, new_end = hunk
    old_cut, new_cut = min(old_start + size, old_end), min(new_start + size, new_end)
    return (
        moved_by((old_start, old_cut, new_start, new_cut), first),
        moved_by((old_cut, old_end, new_cut, new_end), second),
    )


def _is_of_words(old: str, new: str, hunks: tuple[Hunk, ...]) -> bool:
    """Tell whether no hunk cuts a word on either side."""
    return all(
        is_between_words(text, hunk[place])
        for hunk in hunks
        for text, place in ((old, 0), (old, 1), (new, 2), (new, 3))
    )
