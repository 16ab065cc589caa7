"""Spans: which operation each character of a text comes from, as lengths laid end to end.

Lengths count code points and nothing is cut into words, so that no later tokeniser can
break what is stored. Spans are in normal form: no length below one, neighbours differ.
So equal origins are equal values, and the lengths add up to the length of the text.

>>> from uuid import UUID
>>> first, later = Origin(UUID(int=1), 0), Origin(UUID(int=2), 3)
>>> spans = laid(span(10, first), span(6, later), span(2, later))
>>> [(length, origin.operation) for length, origin in spans]
[(10, 0), (8, 3)]
>>> [(length, origin.operation) for length, origin in piece(spans, 8, 12)]
[(2, 0), (2, 3)]
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypeAlias
from uuid import UUID

from fortschrift.core.text.errors import WrongRange


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """An operation: the change it belongs to and its place, from 0, in that change's list."""

    change: UUID
    operation: int


Spans: TypeAlias = tuple[tuple[int, Origin], ...]


def span(length: int, origin: Origin) -> Spans:
    """Give one origin to a whole text; the empty text has no span."""
    return ((length, origin),) if length else ()


def total(spans: Spans) -> int:
    """Count the code points."""
    return sum(length for length, _ in spans)


def is_normal(spans: Spans) -> bool:
    """Tell whether every span has a length and neighbours differ."""
    return all(length > 0 for length, _ in spans) and all(
        one != following for (_, one), (_, following) in pairwise(spans)
    )


def laid(*parts: Spans) -> Spans:
    """Lay spans, each part in normal form, end to end."""
    joint: list[tuple[int, Origin]] = []
    for part in parts:
        if joint and part and joint[-1][1] == part[0][1]:
            joint[-1] = (joint[-1][0] + part[0][0], joint[-1][1])
            joint += part[1:]
        else:
            joint += part
    return tuple(joint)


def piece(spans: Spans, start: int, end: int) -> Spans:
    """Cut out what belongs to the code points from `start` up to `end`.

    Raises WrongRange unless 0 <= start <= end <= total.
    """
    ends = list(accumulate([length for length, _ in spans]))
    if not 0 <= start <= end or end > (ends[-1] if ends else 0):
        raise WrongRange(start, end, total(spans))
    if start == end:
        return ()
    first, last = bisect_right(ends, start), bisect_left(ends, end)
    if first == last:
        return ((end - start, spans[first][1]),)
    head, tail = ends[first] - start, end - ends[last - 1]
    return ((head, spans[first][1]), *spans[first + 1 : last], (tail, spans[last][1]))


def dealt(spans: Spans, lengths: Iterable[int]) -> tuple[Spans, ...]:
    """Cut spans into pieces of the given lengths; raises WrongRange when they are more or fewer."""
    ends = list(accumulate(lengths, initial=0))
    if ends[-1] != total(spans):
        raise WrongRange(0, ends[-1], total(spans))
    return tuple(piece(spans, start, end) for start, end in pairwise(ends))


def overlaid(one: Spans, other: Spans) -> Iterator[tuple[int, Origin, Origin]]:
    """Walk over two sets of spans of one text: (length, origin there, origin here).

    Raises WrongRange when the texts are not equally long.
    """
    if total(one) != total(other):
        raise WrongRange(0, total(one), total(other))
    beside = iter(other)
    left, origin = 0, None
    for length, own in one:
        rest = length
        while rest:
            if not left:
                left, origin = next(beside)
            shared = min(rest, left)
            assert origin is not None  # a length is left, so it was set with it
            yield shared, own, origin
            rest, left = rest - shared, left - shared
