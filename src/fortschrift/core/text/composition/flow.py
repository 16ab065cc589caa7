"""Texts under work while operations are folded: which words of the base stand where.

A text that is split flows on in a second node, one that is joined holds the words of two.
Each node's text is a row of stretches of base texts, each with its splices in offsets of
the base, and of blank space that a join has put between.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from fortschrift.core.text.effects.composing import composed_apart
from fortschrift.core.text.effects.effect import Break, Seam
from fortschrift.core.text.errors import Stale
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.runs import InlineText, cut, length
from fortschrift.core.text.splices import Splice, Splices, misfit, spliced


class Untold(Exception):
    """No range of the base says what was done; the effect is told by what comes out."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a base text from an offset up to another one (None: its end), changed."""

    source: NodeId
    start: int = 0
    end: int | None = None
    splices: Splices = ()


@dataclass(frozen=True, slots=True)
class Glue:
    """Blank space that a join has put between two texts."""

    text: InlineText


Row: TypeAlias = tuple[Stretch | Glue, ...]
"""What a node's text consists of, from left to right."""


class Flows:
    """The texts that operations have touched so far."""

    def __init__(self, text_of: Callable[[NodeId], InlineText]) -> None:
        """Begin with base texts as they are."""
        self._text_of = text_of
        self._rows: dict[NodeId, Row] = {}
        self.breaks: dict[NodeId, list[Break]] = {}
        self.seams: dict[NodeId, Seam] = {}

    def substitute(self, node: NodeId, splices: Splices) -> None:
        """Replace words of a text as it is now; raises Stale, Untold."""
        row = self._row(node)
        if len(row) == 1 and isinstance(row[0], Stretch):
            self._rows[node] = (self._changed(node, row[0], splices),)
            return
        changed: list[Stretch | Glue] = []
        at, rest = 0, list(splices)
        for piece in row:
            end = at + self._length(piece)
            mine = [each for each in rest if each.end <= end]
            rest = rest[len(mine) :]
            if mine and (isinstance(piece, Glue) or mine[0].start < at):
                raise Untold
            if isinstance(piece, Stretch) and mine:
                changed.append(self._changed(node, piece, _shifted(mine, -at)))
            else:
                changed.append(piece)
            at = end
        if rest:
            raise Untold
        self._rows[node] = tuple(changed)

    def split(self, node: NodeId, at: int, gap: InlineText, new: NodeId) -> Stretch:
        """Split a text as it is now, within a stretch, which is given; raises Stale, Untold.

        What was joined behind that stretch is joined to the second part from now on.
        """
        before, stretch, behind, at = self._parted(self._row(node), at, length(gap))
        left, right, start = _cut_apart(stretch, at + stretch.start, length(gap))
        end = start + length(gap)
        self._check_gap(node, stretch.source, start, end, gap)
        self._rows[node] = (*before, replace(stretch, end=start, splices=left))
        self._rows[new] = (replace(stretch, start=end, splices=right), *behind)
        broken = self.breaks.setdefault(stretch.source, [])
        broken.append(Break(start, gap, new))
        for other in _sources(behind):
            self.seams[other] = replace(self.seams[other], node=new)
        return stretch

    def join(self, node: NodeId, other: NodeId, gap: InlineText) -> None:
        """Join two texts; raises Untold where texts were joined to the one that ends.

        That one is of the base; if it was split before, its first part ends here, and the
        other parts stay.
        """
        ended = self._row(other)
        if len(ended) > 1:
            raise Untold
        self._rows[node] = (*self._row(node), Glue(gap), *ended)
        self._rows.pop(other, None)
        self.seams[other] = Seam(node, gap)

    def splices(self) -> dict[NodeId, Splices]:
        """Give what is replaced in each base text."""
        found: dict[NodeId, list[Splice]] = {}
        for row in self._rows.values():
            for piece in row:
                if isinstance(piece, Stretch) and piece.splices:
                    found.setdefault(piece.source, []).extend(piece.splices)
        return {
            node: tuple(sorted(each, key=lambda splice: (splice.start, splice.end)))
            for node, each in found.items()
        }

    def check_breaks(self) -> None:
        """Raise Untold where words are replaced at a break without blank space.

        Nothing would say on which side of it the new ones stand.
        """
        splices = self.splices()
        for node, breaks in self.breaks.items():
            starts = {each.start for each in splices.get(node, ())}
            if any(not each.gap and each.start in starts for each in breaks):
                raise Untold

    def forget(self, node: NodeId) -> None:
        """Leave out a text that is repealed."""
        self._rows.pop(node, None)

    def _parted(self, row: Row, at: int, gap: int) -> tuple[Row, Stretch, Row, int]:
        """Find the stretch that a split is in, and the offset in there; raises Untold."""
        if len(row) == 1 and isinstance(row[0], Stretch):
            return (), row[0], (), at
        for position, piece in enumerate(row):
            end = self._length(piece)
            if isinstance(piece, Stretch) and at >= 0 and at + gap <= end:
                return row[:position], piece, row[position + 1 :], at
            at -= end
        raise Untold

    def _row(self, node: NodeId) -> Row:
        return self._rows.get(node) or (Stretch(node),)

    def _changed(self, node: NodeId, stretch: Stretch, splices: Splices) -> Stretch:
        moved = _shifted(splices, stretch.start)
        self._check(node, stretch, moved)
        return replace(stretch, splices=composed_apart(stretch.splices, moved))

    def _check(self, node: NodeId, stretch: Stretch, splices: Splices) -> None:
        text = self._text_of(stretch.source)
        if stretch.splices:
            text = spliced(text, stretch.splices)
        wrong = misfit(text, splices)
        if wrong is not None:
            total = length(text)
            found = cut(text, min(wrong.start, total), min(wrong.end, total))
            raise Stale(node, "text", wrong.old, found, wrong.start - stretch.start)

    def _check_gap(
        self, node: NodeId, source: NodeId, start: int, end: int, gap: InlineText
    ) -> None:
        text = self._text_of(source)
        total = length(text)
        found = cut(text, min(start, total), min(end, total))
        if found != gap or start > total:
            raise Stale(node, "text", gap, found, start)

    def _length(self, piece: Stretch | Glue) -> int:
        if isinstance(piece, Glue):
            return length(piece.text)
        end = length(self._text_of(piece.source)) if piece.end is None else piece.end
        change = sum(length(each.new) - length(each.old) for each in piece.splices)
        return end - piece.start + change


def _sources(row: Row) -> list[NodeId]:
    return [piece.source for piece in row if isinstance(piece, Stretch)]


def _cut_apart(stretch: Stretch, at: int, gap: int) -> tuple[Splices, Splices, int]:
    """Part the splices at a place of the changed text; give its offset in the base as well."""
    left: list[Splice] = []
    right: list[Splice] = []
    shift = 0
    for splice in stretch.splices:
        start = splice.start + sum(length(each.new) - length(each.old) for each in (*left, *right))
        if start + length(splice.new) <= at:
            left.append(splice)
            shift += length(splice.new) - length(splice.old)
        elif start >= at + gap:
            right.append(splice)
        else:
            raise Untold
    return tuple(left), tuple(right), at - shift


def _shifted(splices: Sequence[Splice], by: int) -> Splices:
    if not by:
        return tuple(splices)
    return tuple(Splice(each.start + by, each.old, each.new) for each in splices)
