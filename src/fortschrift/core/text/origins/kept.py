"""What stays when words are replaced: the characters that keep the origin they had.

An operation may replace more than it changes: a whole sentence for one word. So each
replacement is refined by the least edit script: the longest common subsequence of its
words, of many the one that `lcs.matching` takes. What is in it keeps its origin. Words
that one place loses and another place of the same operation gains unchanged (`moved`: a
whole sentence or five words) keep theirs, too. All other characters come from the operation.

For readers another difference is made (`compare.readable`), which marks a mostly new
sentence in one piece and keeps "§ 36 Abs. 2" or a date together. Who wrote a word does not
depend on what reads well: here a word ends at a blank, which belongs to it, and only the
signs around it are words of their own. So of "12. März 2018" the month stays when the day
is another one, but "15.000" stays as a whole or not at all.

The least script takes a chance "und" in a new sentence for the old one. On generated
histories that is less than one word in a hundred.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from fortschrift.core.text.comparison.compare import Moved, moved
from fortschrift.core.text.comparison.ends import same_end, same_start
from fortschrift.core.text.comparison.lcs import matching
from fortschrift.core.text.node import AttributeValue, same_value
from fortschrift.core.text.origins.node_origins import measure
from fortschrift.core.text.origins.spans import Origin, Spans, dealt, laid, piece, span, total
from fortschrift.core.text.runs import InlineText, Run, plain
from fortschrift.core.text.splices import Splice, Splices

# From letter or digit to the last one before a blank, or one sign; the blanks behind it.
_WORDS = re.compile(r"(?:\w(?:\S*\w)?|\S)\s*|\s+")
_MOST_CELLS = 1 << 28  # 16,000 words on both sides; more counts as written anew

_Source: TypeAlias = tuple[int, int | None]
"""A stretch of new words: its length, and where it stood in the old text if it did."""


def respliced(spans: Spans, splices: Splices, origin: Origin, given: Spans | None) -> Spans:
    """Give the spans of a text after its words were replaced.

    `given` are those of the new words of all splices, end to end. Without them the new
    words inherit from the old ones what stays and are else of this origin.
    """
    hunks = [_Hunk(each.start, plain(each.old), plain(each.new)) for each in splices]
    size = max([total(spans), *(each.end for each in hunks)])
    if given is not None:
        return _put(spans, size, hunks, dealt(given, (len(each.new) for each in hunks)))
    finer = [each for hunk in hunks for each in _finer(hunk)]
    return _put(spans, size, finer, _brought(spans, finer, origin))


def rewritten(spans: Spans, old: str, new: str, origin: Origin) -> Spans:
    """Give the spans of a text of which no more is known than its words before and after."""
    start = old.rfind(" ", 0, same_start(old, new)) + 1
    blank = old.find(" ", len(old) - same_end(old, new, start))
    end = len(old) - blank - 1 if blank >= 0 else 0
    between = _Hunk(start, old[start : len(old) - end], new[start : len(new) - end])
    hunks = list(_finer(between))
    return _put(spans, len(old), hunks, _brought(spans, hunks, origin))


def exchanged(
    spans: Spans, old: AttributeValue | None, new: AttributeValue, origin: Origin
) -> Spans:
    """Give the spans of an attribute value that took the place of another one.

    A string is refined like a text. Of a list each item that was there before keeps its
    origin, wherever it stands now. A number or a flag keeps it only if it is the same.
    """
    if same_value(old, new):
        return spans
    if isinstance(old, str) and isinstance(new, str):
        return respliced(spans, (Splice(0, _bare(old), _bare(new)),), origin, None)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return _spans_of([(1, at) for at in _items(old, new)], spans, origin)
    return span(measure(new), origin)


class _Hunk(NamedTuple):
    """A splice without marks: words that went and came."""

    start: int
    old: str
    new: str

    @property
    def end(self) -> int:
        """Where the words end that went."""
        return self.start + len(self.old)


def _put(spans: Spans, size: int, hunks: Sequence[_Hunk], coming: Iterable[Spans]) -> Spans:
    """Put spans in the place of those of the words that went, in a text of this size."""
    parts: list[Spans] = []
    at = 0
    for hunk, new in zip(hunks, coming, strict=True):
        parts += (piece(spans, at, hunk.start), new)
        at = hunk.end
    return laid(*parts, piece(spans, at, size))


def _brought(spans: Spans, hunks: Sequence[_Hunk], origin: Origin) -> Iterator[Spans]:
    """Give the spans of each hunk's new words: those they had where they stood, or new ones."""
    moves = _moves(hunks)
    for number, hunk in enumerate(hunks):
        if number in moves:
            yield _spans_of(_sources(hunk, moves[number], hunks), spans, origin)
        else:
            yield span(len(hunk.new), origin)


def _finer(hunk: _Hunk) -> Iterator[_Hunk]:
    """Leave out of a replacement the words that stay; of what is left, none does."""
    start, old, new = hunk
    i = j = 0
    for next_i, next_j, size in (*_common(old, new), (len(old), len(new), 0)):
        if i < next_i or j < next_j:
            yield _Hunk(start + i, old[i:next_i], new[j:next_j])
        i, j = next_i + size, next_j + size


def _common(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Give the words that stay: where they begin on both sides, and how long they are.

    The blanks behind a word stay with it where they are the same.
    """
    if not old or not new:
        return
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) * len(after) > _MOST_CELLS:
        return
    words = list(map(str.rstrip, before))
    blocks = matching(words, list(map(str.rstrip, after)))
    if not blocks:
        return
    old_at = list(accumulate(map(len, before), initial=0))
    new_at = list(accumulate(map(len, after), initial=0))
    for i, j, size in blocks:
        if before[i : i + size] == after[j : j + size]:
            yield old_at[i], new_at[j], old_at[i + size] - old_at[i]
            continue
        for k in range(size):
            same = before[i + k] == after[j + k]
            yield old_at[i + k], new_at[j + k], len(before[i + k] if same else words[i + k])


def _moves(hunks: Sequence[_Hunk]) -> dict[int, list[Moved]]:
    """Find what one hunk lost and another one gained, by the number of the one that gained.

    Where no word between blanks was both lost and gained, nothing is looked for.
    """
    found: dict[int, list[Moved]] = {}
    if len(hunks) < 2:
        return found
    lost = {word for hunk in hunks for word in hunk.old.split()}
    if lost.isdisjoint(word for hunk in hunks for word in hunk.new.split()):
        return found
    for move in moved([Splice(start, _bare(old), _bare(new)) for start, old, new in hunks]):
        found.setdefault(move.splice, []).append(move)
    return found


def _sources(hunk: _Hunk, moves: Sequence[Moved], hunks: Sequence[_Hunk]) -> list[_Source]:
    """Tell which of the new words were moved here, and from where."""
    stretches: list[_Source] = []
    at = 0
    for move in moves:
        begun = hunks[move.from_splice].start + move.from_offset
        stretches += ((move.offset - at, None), (move.length, begun))
        at = move.offset + move.length
    return [*stretches, (len(hunk.new) - at, None)]


def _spans_of(stretches: Iterable[_Source], spans: Spans, origin: Origin) -> Spans:
    """Give each stretch the spans it had where it stood, or the new origin."""
    return laid(
        *[
            span(size, origin) if at is None else piece(spans, at, at + size)
            for size, at in stretches
            if size
        ]
    )


def _items(old: tuple[str, ...], new: tuple[str, ...]) -> list[int | None]:
    """Tell for each new item which old one it is: first those in order, then what moved."""
    found: list[int | None] = [None] * len(new)
    for i, j, size in matching(old, new):
        found[j : j + size] = range(i, i + size)
    left = [i for i in range(len(old)) if i not in found]
    for j, item in enumerate(new):
        if found[j] is None:
            found[j] = next((i for i in left if old[i] == item), None)
            left = [i for i in left if i != found[j]]
    return found


def _bare(text: str) -> InlineText:
    return (Run(text),) if text else ()
