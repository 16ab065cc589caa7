"""Which rows of a synopsis are shown: the changes of one page, with what makes them readable.

Above each change the headings it stands under, before and behind it a passage that stayed; of a
table the whole row and the head.  What is left out in between is counted.  Plain Python, no rows of
the database.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

from fortschrift.concepts.comparing.became import Extent
from fortschrift.core.text import BLOCKS, NodeId
from fortschrift.core.text.comparison.shown import Piece, Pieces, ShownValue
from fortschrift.core.text.synopsis import Row

Kind = Literal["changed", "new", "gone", "moved", "formatted", "number", "unknown"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_CHANGED = {"changed", "attributes", "relations", "kind", "split", "joined", "place"}
_WITH_WORDS = {"paragraph", "list_item"}


@dataclass(frozen=True, slots=True)
class Extents:
    """How much of each text there is."""

    old: Extent = "complete"
    new: Extent = "complete"


@dataclass(frozen=True)
class Change:
    """One change as a reader counts: a row and, with what is new or gone as a whole, all below.

    A move is one change: its head is where the node stands now, the gap it left is of its rows.
    """

    number: int
    head: int
    rows: tuple[int, ...]
    kinds: frozenset[Kind]


@dataclass(frozen=True)
class Shown:
    """A row to be shown.

    ``change`` is set on the row that begins a change; ``is_context`` on what only makes the changes
    readable; ``skipped`` counts the passages left out before it.
    """

    row: Row
    change: Change | None = None
    kinds: frozenset[Kind] = frozenset()
    is_context: bool = False
    skipped: int = 0


@dataclass(frozen=True)
class Laid:
    """A synopsis with everything that a page asks of it; made once for two texts."""

    rows: Sequence[Row]
    extents: Extents = field(default_factory=Extents)

    @cached_property
    def above(self) -> list[int | None]:
        """Give for each row the one it stands under."""
        found: list[int | None] = []
        open_rows: list[int] = []
        for index, row in enumerate(self.rows):
            del open_rows[row.depth :]
            found.append(open_rows[-1] if open_rows else None)
            open_rows.append(index)
        return found

    @cached_property
    def below(self) -> Mapping[int, list[int]]:
        """Give the rows directly below a row."""
        found: dict[int, list[int]] = defaultdict(list)
        for index, parent in enumerate(self.above):
            if parent is not None:
                found[parent].append(index)
        return found

    @cached_property
    def kinds(self) -> list[frozenset[Kind]]:
        return [kinds_of(row, self.extents) for row in self.rows]

    @cached_property
    def fields(self) -> list[NodeId | None]:
        """Give for each row the element of the first level it stands in."""
        found: list[NodeId | None] = []
        current: NodeId | None = None
        for row in self.rows:
            if row.depth == 1:
                is_element = not row.points_to and row.state.kind not in BLOCKS
                current = row.state.id if is_element else None
            found.append(current if row.depth else None)
        return found

    @cached_property
    def changes(self) -> list[Change]:
        """List the changes in the order of reading; other numbers alone are none."""
        heads: dict[int, list[int]] = {}
        leader: dict[int, int] = {}
        for index, kinds in enumerate(self.kinds):
            if not kinds - {"number"} or self.rows[index].points_to:
                continue
            head = self._head(index, leader)
            leader[index] = head
            heads.setdefault(head, []).append(index)
        for gap, arrived in self.gaps.items():
            heads[leader[arrived]].append(gap)
        return [
            Change(number, head, tuple(sorted(rows)), frozenset(
                kind for row in rows for kind in self.kinds[row] if kind != "number"
            ))
            for number, (head, rows) in enumerate(heads.items(), start=1)
        ]  # fmt: skip

    @cached_property
    def gaps(self) -> Mapping[int, int]:
        """Give for each row where something stood that moved the row where it stands now."""
        arrived = {
            row.old.id: index
            for index, row in enumerate(self.rows)
            if row.old and "moved" in row.happened
        }
        return {
            index: arrived[row.points_to] for index, row in enumerate(self.rows) if row.points_to
        }

    def _head(self, index: int, leader: Mapping[int, int]) -> int:
        """Find the row that a changed row belongs to: what it came, went or stands in a table with.

        A part that was split off, or joined, belongs to the text it continues.
        """
        parent = self.above[index]
        row = self.rows[index]
        if row.continues is not None:
            for before in range(index - 1, -1, -1):
                other = self.rows[before]
                if other.depth == row.depth and not other.points_to:
                    return leader.get(before, before)
        if parent is None:
            return index
        one_sided = self.kinds[index] & {"new", "gone", "unknown"}
        if parent in leader and one_sided and one_sided <= self.kinds[parent]:
            return leader[parent]
        if not row.points_to and row.state.kind == "cell":
            return leader.get(parent, parent)
        return index

    def counts(self, changes: Iterable[Change]) -> dict[Kind, int]:
        """Count changes by kind; one may be of several."""
        found: dict[Kind, int] = defaultdict(int)
        for change in changes:
            for kind in change.kinds:
                found[kind] += 1
        return found

    @property
    def renumbered(self) -> int:
        """Count the elements that only have another number."""
        return sum(kinds == {"number"} for kinds in self.kinds)


def kinds_of(row: Row, extents: Extents) -> frozenset[Kind]:
    """Sort a row by what people look for; absence from an incomplete text is *unknown*."""
    happened = set(row.happened)
    found: set[Kind] = set()
    if "pointer" in happened or "moved" in happened:
        found.add("moved")
    if "new" in happened:
        found.add("new" if extents.old == "complete" else "unknown")
    if "gone" in happened:
        found.add("gone" if extents.new == "complete" else "unknown")
    if "formatted" in happened:
        found.add("formatted")
    if "number" in happened:
        found.add("number")
    if happened & _CHANGED:
        is_unknown = not row.points_to and _only_missing(row, extents)
        found.add("unknown" if is_unknown else "changed")
    return frozenset(found)


def without_claims(row: Row, extents: Extents) -> Row:
    """Take the marks from what an incomplete text merely lacks: nobody struck or added it."""
    if row.points_to:
        return row
    if row.old is None or row.new is None:
        name = row.old_name or row.new_name
        return row._replace(
            happened=(), heading=_kept(row.heading), text=_kept(row.text), old_name=name,
            new_name=name, values=tuple(map(_kept_value, row.values)),
            relations=tuple(each._replace(change="kept") for each in row.relations),
        )  # fmt: skip
    if not _only_missing(row, extents):
        return row
    return row._replace(text=_kept(row.text), values=tuple(map(_kept_value, row.values)))


def filtered(laid: Laid, *, kind: Kind | None = None, within: NodeId | None = None) -> list[Change]:
    """Choose the changes of one kind, or within one element of the first level.

    What moved from one such element to another is a change within both.
    """
    return [
        change
        for change in laid.changes
        if (kind is None or kind in change.kinds)
        and (within is None or within in {laid.fields[row] for row in (change.head, *change.rows)})
    ]


def around(laid: Laid, changes: Sequence[Change]) -> list[Shown]:
    """Show changes with what makes them readable."""
    chosen = {row for change in changes for row in change.rows} | {each.head for each in changes}
    wanted = set(chosen)
    for index in chosen:
        wanted.update(_company(laid, index))
    for index in list(wanted):
        wanted.update(_line(laid, index))
    return list(_shown(laid, sorted(wanted), chosen, {each.head: each for each in changes}))


def everything(laid: Laid, start: int, end: int) -> list[Shown]:
    """Show all rows of a part of the text, and the headings its first one stands under."""
    part = range(start, min(end, len(laid.rows)))
    wanted = set(part)
    for index in part:
        wanted.update(_company(laid, index) if laid.above[index] not in wanted else ())
        wanted.update(_line(laid, index))
    heads = {each.head: each for each in laid.changes}
    return [
        Shown(
            laid.rows[index] if index in part else _heading_only(laid.rows[index]),
            heads.get(index) if index in part else None,
            laid.kinds[index] if index in part else frozenset(),
            is_context=index not in part,
        )
        for index in sorted(wanted)
    ]


def _only_missing(row: Row, extents: Extents) -> bool:
    """Whether a node that both have says nothing on a side that is not complete."""
    if row.old is None or row.new is None or not (row.text or row.values):
        return False
    sides = ((row.old, extents.old), (row.new, extents.new))
    heading_stayed = all(piece.kind == "kept" for piece in row.heading)
    return heading_stayed and any(
        extent != "complete" and not state.text and not state.attributes for state, extent in sides
    )


def _kept(pieces: Pieces) -> Pieces:
    return tuple(Piece("kept", piece.old or piece.new, piece.new or piece.old) for piece in pieces)


def _kept_value(value: ShownValue) -> ShownValue:
    label = value.old_label or value.new_label
    return value._replace(old_label=label, new_label=label, items=tuple(map(_kept, value.items)))


def _company(laid: Laid, index: int) -> Iterator[int]:
    """Give what a chosen row needs beside it: a neighbour that stayed, the rest of a table row."""
    row = laid.rows[index]
    parent = laid.above[index]
    if parent is None:
        return
    if row.points_to or row.state.kind in BLOCKS:
        for other in (index - 1, index + 1):
            if 0 <= other < len(laid.rows) and laid.above[other] == parent and _stays(laid, other):
                yield other
    if not row.points_to and row.state.kind in ("cell", "row"):
        table_row = index if row.state.kind == "row" else parent
        yield from laid.below.get(table_row, ())
        yield from _head_row(laid, laid.above[table_row])


def _head_row(laid: Laid, table: int | None) -> Iterator[int]:
    if table is None or not laid.below.get(table):
        return
    first = laid.below[table][0]
    yield first
    yield from laid.below.get(first, ())


def _stays(laid: Laid, index: int) -> bool:
    row = laid.rows[index]
    return not laid.kinds[index] and not row.points_to and row.state.kind in _WITH_WORDS


def _line(laid: Laid, index: int) -> Iterator[int]:
    above = laid.above[index]
    while above is not None:
        yield above
        above = laid.above[above]


def _shown(
    laid: Laid, wanted: Sequence[int], chosen: set[int], heads: Mapping[int, Change]
) -> Iterator[Shown]:
    before = 0
    for index in wanted:
        row = laid.rows[index]
        is_context = index not in chosen
        yield Shown(
            _heading_only(row) if is_context else _without_kept_values(row),
            heads.get(index),
            frozenset() if is_context else laid.kinds[index],
            is_context,
            sum(_counts(laid.rows[each]) for each in range(before + 1, index)),
        )
        before = index


def _without_kept_values(row: Row) -> Row:
    """Leave out what an element says of itself as before: of twelve lines one is what changed."""
    if row.points_to or row.old is None or row.new is None:
        return row
    return row._replace(
        values=tuple(value for value in row.values if _changed_value(value)),
        relations=tuple(each for each in row.relations if each.change != "kept"),
    )


def _changed_value(value: ShownValue) -> bool:
    pieces = [piece for item in value.items for piece in item]
    return value.old_label != value.new_label or any(piece.kind != "kept" for piece in pieces)


def _counts(row: Row) -> bool:
    """Whether a row that is left out is a passage of its own to a reader."""
    return not row.points_to and (row.state.kind in _WITH_WORDS or row.state.kind not in BLOCKS)


def _heading_only(row: Row) -> Row:
    """Leave of a heading above a change only that; a neighbour that stayed keeps its words."""
    if row.points_to or row.state.kind in BLOCKS:
        return row
    heading = row.heading if row.depth else ()
    return row._replace(text=(), values=(), relations=(), heading=heading, happened=())
