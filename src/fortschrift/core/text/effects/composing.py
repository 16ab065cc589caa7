"""Splices one after another, and side by side: composed into one, carried over others.

Nothing here looks at a text or compares one: only ranges are moved. A gap at which two
texts are inserted is shared; the text that is there already stands first.

>>> from fortschrift.core.text.runs import inline, plain
>>> from fortschrift.core.text.splices import spliced
>>> base = inline("Kurse für alle")
>>> one = (Splice(0, inline("Kurse"), inline("Sprachkurse")),)
>>> other = (Splice(10, inline("alle"), inline("Frauen")),)
>>> after = spliced(spliced(base, one), carried(other, one))
>>> plain(after)
'Sprachkurse für Frauen'
>>> spliced(base, composed(one, carried(other, one))) == after
True
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from fortschrift.core.text.runs import InlineText, cut, joined, length
from fortschrift.core.text.splices import Splice, Splices, in_order, spliced


def collide(one: Splice, other: Splice) -> bool:
    """Tell whether two splices of one base cannot both be done.

    They may touch; an insertion collides with what is replaced around it, and never with
    another insertion (whether a gap may be shared is asked elsewhere).
    """
    return one.start < other.end and other.start < one.end


def collisions(splices: Splices, over: Splices) -> Iterator[tuple[Splice, Splice]]:
    """List the pairs that collide, in order; linear in the splices and the pairs."""
    first = 0
    for splice in splices:
        while first < len(over) and over[first].end < splice.start:
            first += 1
        for at in range(first, len(over)):
            if over[at].start > splice.end:
                break
            if collide(splice, over[at]):
                yield splice, over[at]


def carried(splices: Splices, over: Splices) -> Splices:
    """Move splices of a base to the text that others have left, which they do not collide with."""
    return in_order(carried_each(splices, over))


def carried_each(splices: Splices, over: Splices) -> Iterator[Splice]:
    """Move splices one by one; two that come to one gap stay two."""
    shift, at = 0, 0
    for splice in splices:
        while at < len(over) and over[at].end <= splice.start:
            shift += length(over[at].new) - length(over[at].old)
            at += 1
        yield Splice(splice.start + shift, splice.old, splice.new) if shift else splice


def carried_start(start: int, over: Splices) -> int:
    """Move an offset: behind all that is replaced up to there."""
    before = (each for each in over if each.end <= start)
    return start + sum(length(each.new) - length(each.old) for each in before)


def composed(first: Splices, second: Splices) -> Splices:
    """Give splices of the base that do what two do one after another.

    The second ones are of the text that the first have left. Only what touches the same
    words is laid together; neighbours stay apart, so that what fits between two steps
    fits beside both.
    """
    return in_order(composed_apart(first, second))


def composed_apart(first: Splices, second: Splices) -> Splices:
    """Compose two steps and keep insertions apart that the steps made at one gap."""
    if not first or not second:
        return first or second
    items = _items(first, second)
    found: list[Splice] = []
    shift = 0
    for group in _groups(items):
        made, change = _joined(group, shift)
        found.extend(made)
        shift += change
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def taken_apart(splices: Splices, pieces: Splices, wanted: Container[Splice]) -> Splices:
    """Take apart what is put into a gap if a piece of it is wanted alone, and not all of it.

    `pieces` are the same splices, but those at one gap apart.

    >>> from fortschrift.core.text.runs import inline
    >>> whole, new, free = (Splice(4, (), inline(each)) for each in ("neu frei ", "neu ", "frei "))
    >>> taken_apart((whole,), (new, free), {new}) == (new, free)
    True
    >>> taken_apart((whole,), (new, free), {whole}) == (whole,)
    True
    """
    gaps = {each.start for each in pieces if _fills(each) and each in wanted}
    gaps -= {each.start for each in splices if _fills(each) and each in wanted}
    if not gaps:
        return splices
    kept = [each for each in splices if not (_fills(each) and each.start in gaps)]
    kept += (each for each in pieces if _fills(each) and each.start in gaps)
    return tuple(sorted(kept, key=lambda each: (each.start, each.end)))


def _fills(splice: Splice) -> bool:
    return not splice.old


@dataclass(frozen=True, slots=True)
class _Item:
    """A splice with its range in the text between the two steps."""

    start: int
    end: int
    splice: Splice
    is_first: bool

    @property
    def order(self) -> tuple[int, int]:
        """Sort by place; at one place an insertion of the second step comes first.

        A place where the first step deleted something counts as what stood left of it.
        """
        if self.is_first:
            return self.start, 1
        return self.start, 0 if self.start == self.end else 2


def _items(first: Splices, second: Splices) -> list[_Item]:
    shift = 0
    items: list[_Item] = []
    for splice in first:
        start = splice.start + shift
        items.append(_Item(start, start + length(splice.new), splice, True))
        shift += length(splice.new) - length(splice.old)
    items += (_Item(each.start, each.end, each, False) for each in second)
    return sorted(items, key=lambda item: item.order)


def _groups(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Put together what touches the same words, directly or through another one."""
    group: list[_Item] = []
    for item in items:
        if group and not any(_touch(each, item) for each in group):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _touch(one: _Item, other: _Item) -> bool:
    """Tell whether two items of different steps share words of the text between."""
    if one.is_first == other.is_first:
        return False
    early, late = (one, other) if one.is_first else (other, one)
    if late.start == late.end:
        return early.start < late.start < early.end
    if early.start == early.end:
        return late.start < early.start < late.end
    return early.start < late.end and late.start < early.end


def _joined(group: Sequence[_Item], shift: int) -> tuple[list[Splice], int]:
    """Make one splice of a group; `shift` is what the first step moved it by.

    Gives the splice, none when nothing is left of it, and what the group's first ones add.
    """
    early = [item for item in group if item.is_first]
    late = [item for item in group if not item.is_first]
    change = sum(length(item.splice.new) - length(item.splice.old) for item in early)
    begin = min(item.start for item in group)
    between = _between(group, begin)
    undoing = (Splice(item.start - begin, item.splice.new, item.splice.old) for item in early)
    old = spliced(between, in_order(undoing))
    new = spliced(between, _moved((item.splice for item in late), -begin))
    return ([Splice(begin - shift, old, new)] if old or new else []), change


def _moved(splices: Iterable[Splice], by: int) -> Splices:
    return tuple(Splice(each.start + by, each.old, each.new) for each in splices)


def _between(group: Sequence[_Item], begin: int) -> InlineText:
    """Put the text between the steps together, from what one brought and the other takes."""
    end = max(item.end for item in group)
    pieces: list[InlineText] = []
    at = begin
    while at < end:
        at = _take(group, at, pieces)
    return joined(*pieces)


def _take(group: Sequence[_Item], at: int, pieces: list[InlineText]) -> int:
    """Take the next piece, and give the place behind it."""
    for item in group:
        if item.is_first and item.start <= at < item.end:
            pieces.append(cut(item.splice.new, at - item.start, item.end - item.start))
            return item.end
    taken = next(item for item in group if not item.is_first and item.start <= at < item.end)
    ahead = [item.start for item in group if item.is_first and at < item.start < item.end]
    stop = min([taken.end, *ahead])
    pieces.append(cut(taken.splice.old, at - taken.start, stop - taken.start))
    return stop
