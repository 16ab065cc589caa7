"""Splices: what a change of one text replaces, as ranges of the text it was written on.

A substitution names only the words it touches, so that two of them on one paragraph can
stand side by side, and so that it can be carried on to the next version by moving
numbers, without comparing anything again. Offsets count code points of the old text.

>>> from fortschrift.core.text.runs import inline, plain
>>> before = inline("Die Stadt fördert Kurse.")
>>> change = (Splice(18, inline("Kurse"), inline("Sprachkurse")),)
>>> plain(spliced(before, change))
'Die Stadt fördert Sprachkurse.'
>>> spliced(spliced(before, change), taken_back(change)) == before
True
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from fortschrift.core.text.errors import WrongRange, WrongSplices
from fortschrift.core.text.runs import InlineText, cut, is_normal, joined, length, plain


@dataclass(frozen=True, slots=True)
class Splice:
    """Replace `old`, which begins at code point `start`, by `new`; one of them may be empty.

    Raises WrongSplices for a negative start, for texts that are not in normal form, and
    when nothing is replaced by nothing.
    """

    start: int
    old: InlineText = ()
    new: InlineText = ()

    def __post_init__(self) -> None:
        """Refuse what says nothing or is not in normal form."""
        if self.start < 0 or not (self.old or self.new):
            raise WrongSplices(self.start)
        if not is_normal(self.old) or not is_normal(self.new):
            raise WrongSplices(self.start)

    @property
    def end(self) -> int:
        """Give the offset behind the old words."""
        return self.start + length(self.old)

    @property
    def only_marks(self) -> bool:
        """Tell whether the words stay and only their marks change."""
        return plain(self.old) == plain(self.new)


Splices: TypeAlias = tuple[Splice, ...]
"""Splices of one text: in order, none over another; at one gap at most one insertion,
and it stands before a replacement that begins there."""


def check_splices(splices: Splices) -> None:
    """Raise WrongSplices, with the offset, unless they are in order and apart."""
    at, gap = 0, -1
    for splice in splices:
        end = splice.end
        if splice.start < at or (end == splice.start == gap):
            raise WrongSplices(splice.start)
        at, gap = end, splice.start if end == splice.start else -1


def whole(old: InlineText, new: InlineText) -> Splices:
    """Replace a whole text by another one; no splice where both are empty."""
    return (Splice(0, old, new),) if old or new else ()


def spliced(text: InlineText, splices: Splices) -> InlineText:
    """Put the new words in the place of the old ones.

    What the old words are is not looked at, see `misfit`. Raises WrongRange for a range
    that does not lie in the text.
    """
    kept: list[InlineText] = []
    at = 0
    for splice in splices:
        kept += (cut(text, at, splice.start), splice.new)
        at = splice.end
    return joined(*kept, cut(text, at, length(text)))


def misfit(text: InlineText, splices: Splices) -> Splice | None:
    """Find the first splice whose old words do not stand there, with their marks."""
    total = length(text)
    return next((each for each in splices if not _fits(text, each, total)), None)


def taken_back(splices: Splices) -> Splices:
    """Give the splices of the new text that restore the old one."""
    undoing: list[Splice] = []
    shift = 0
    for splice in splices:
        undoing.append(Splice(splice.start + shift, splice.new, splice.old))
        shift += length(splice.new) - length(splice.old)
    return in_order(undoing)


def in_order(splices: Iterable[Splice]) -> Splices:
    """Sort splices and lay insertions at one gap, or in front of a replacement, together.

    Taking back a deletion next to a replacement can leave two at one gap.
    """
    sorted_splices = sorted(splices, key=lambda each: (each.start, each.end))
    joint: list[Splice] = []
    for splice in sorted_splices:
        last = joint[-1] if joint else None
        if last and last.start == last.end == splice.start == splice.end:
            joint[-1] = Splice(last.start, (), joined(last.new, splice.new))
        else:
            joint.append(splice)
    return tuple(joint)


def _fits(text: InlineText, splice: Splice, total: int) -> bool:
    if splice.end > total:
        return False
    if len(text) == 1 and len(splice.old) == 1 and text[0].marks == splice.old[0].marks:
        return text[0].text.startswith(splice.old[0].text, splice.start)
    try:
        return cut(text, splice.start, splice.end) == splice.old
    except WrongRange:  # pragma: no cover - the end was tested above
        return False
