"""A synopsis as a table: what stood on the left, what stands beside it, why in a third column.

Each passage is one row; the cells of a row of a text's table are written as one passage, because a
table in a table cannot be read on a phone.  Taking a column's fields gives that side of the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

from fortschrift.concepts.rendering.inline_html import InlineWriter, heard_only
from fortschrift.concepts.rendering.moves import PREFIX, Ends, row_id
from fortschrift.concepts.rendering.said import exchanged, relation, told_values
from fortschrift.core.text.blocks import BLOCKS
from fortschrift.core.text.comparison.shown import Piece, Pieces
from fortschrift.core.text.synopsis import Row
from fortschrift.web.content import interface_lang, one_language

Side = Literal["old", "new"]
_GONE = {"old": {"inserted", "moved_here"}, "new": {"deleted", "moved_away"}}


@dataclass(frozen=True, slots=True)
class Aside:
    """What a page adds to a row: the classes, what stands left out before it, the third column.

    `missing` is what an empty side says.
    """

    classes: str = ""
    before: str = ""
    third: str = ""
    missing: str = "–"


@dataclass(frozen=True, slots=True)
class Heads:
    """The words over the columns."""

    old: str
    new: str
    third: str
    caption: str


def side_by_side(
    rows: Sequence[Row],
    asides: Sequence[Aside],
    heads: Heads,
    *,
    prefix: str = PREFIX,
    ends: Ends | None = None,
) -> str:
    """Write rows as a table with three columns; rows without words of their own are left out.

    `ends` says where the ends of moves stand, if not all in these rows.
    """
    notes = [str(row.state.id) for row in rows if not row.points_to and row.state.kind == "note"]
    numbers = {note: number for number, note in enumerate(notes, start=1)}
    ends = ends or Ends.among(rows, prefix)
    with one_language():
        ours = interface_lang()
        writer = _Writer(InlineWriter(numbers, prefix), heads, prefix, ends, ours)
        body = "".join(writer.rows(list(zip(rows, asides, strict=True))))
    titles = "".join(
        f'<th scope="col">{escape(each)}</th>' for each in (heads.old, heads.new, heads.third)
    )
    return (
        f'<table class="fs-synopsis" lang="de"><caption class="kern-sr-only"{ours}>'
        f"{escape(heads.caption)}</caption><thead><tr{ours}>{titles}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    inline: InlineWriter
    heads: Heads
    prefix: str
    ends: Ends
    ours: str
    """The language of what is ours, as an attribute."""

    def rows(self, given: Sequence[tuple[Row, Aside]]) -> Iterator[str]:
        """Write one table row for each passage."""
        for _, group in groupby(_with_groups(given), key=lambda each: each[0]):
            passage = [(row, aside) for _, row, aside in group]
            if any(_says(row) for row, _ in passage):
                yield self._row(passage)

    def _row(self, passage: Sequence[tuple[Row, Aside]]) -> str:
        first, aside = passage[0]
        before = (
            f'<tr class="fs-synopsis__gap"><td colspan="3"{self.ours}>{aside.before}</td></tr>'
            if aside.before else ""
        )  # fmt: skip
        third = aside.third or "".join(own.third for _, own in passage[1:])
        classes = " ".join(filter(None, [aside.classes, _place_class(first)]))
        cells = "".join(self._cells(passage))
        return (
            f'{before}<tr id="{row_id(first, self.prefix)}" class="{classes}">{cells}'
            f'<td data-label="{escape(self.heads.third)}"{self.ours}>{third}</td></tr>'
        )

    def _cells(self, passage: Sequence[tuple[Row, Aside]]) -> Iterator[str]:
        first = passage[0][0]
        if first.points_to:
            said = self.ends.gap(first)
            yield f'<td colspan="2" class="fs-pointer"{self.ours}>{said}</td>'
            return
        yield self._cell(passage, "old")
        yield self._cell(passage, "new")

    def _cell(self, passage: Sequence[tuple[Row, Aside]], side: Side) -> str:
        label = self.heads.old if side == "old" else self.heads.new
        said = "".join(self._said(row, side) for row, _ in passage)
        if not said:
            missing = passage[0][1].missing
            return f'<td data-label="{escape(label)}" class="fs-synopsis__none">{missing}</td>'
        return f'<td data-label="{escape(label)}">{said}</td>'

    def _said(self, row: Row, side: Side) -> str:
        """Write what a node says on one side."""
        if row.points_to or getattr(row, side) is None:
            return ""
        state = getattr(row, side)
        heading = self._heading(row, side)
        tag = "span" if state.kind == "cell" else "p"
        text = self._field(tag, "text", row.text, row, side=side)
        return f"{heading}{text}{self._values(row, side)}{self._relations(row, side)}"

    def _heading(self, row: Row, side: Side) -> str:
        name = exchanged(row.old_name, row.new_name)
        fields = (("name", name), ("heading", row.heading))
        said = [self._field("span", key, pieces, row, side=side) for key, pieces in fields]
        written = " ".join(filter(None, said))
        return f'<p class="fs-synopsis__heading">{written}</p>' if written else ""

    def _values(self, row: Row, side: Side) -> str:
        written = []
        for value in told_values(row):
            items = "".join(
                self._field("dd", f"value-{value.key}", item, row, side=side, number=number)
                for number, item in enumerate(value.items)
            )
            label = value.old_label if side == "old" else value.new_label
            if items:
                written.append(f"<div><dt>{escape(label)}</dt>{items}</div>")
        return f'<dl class="fs-values">{"".join(written)}</dl>' if written else ""

    def _relations(self, row: Row, side: Side) -> str:
        items = "".join(
            self._field("li", "relation", relation(shown), row, side=side, number=number)
            for number, shown in enumerate(row.relations)
        )
        return f'<ul class="fs-relations">{items}</ul>' if items else ""

    def _field(
        self, tag: str, name: str, pieces: Pieces, row: Row, *, side: Side, number: int = 0
    ) -> str:
        own = _one_side(pieces, side)
        if not own:
            return ""
        anchor = f"{self.prefix}{side}-{row.state.id}-{name}-{number}"
        written = self.inline.write(own, anchor)
        return f'<{tag} data-field="{name}" dir="auto">{written}</{tag}>'


def _with_groups(given: Sequence[tuple[Row, Aside]]) -> Iterator[tuple[int, Row, Aside]]:
    """Number the passages: the cells of a row of a table are one."""
    number, depth_of_row = 0, -1
    for row, aside in given:
        is_row = not row.points_to and row.state.kind == "row"
        if not (depth_of_row >= 0 and row.depth > depth_of_row):
            number += 1
            depth_of_row = row.depth if is_row else -1
        yield number, row, aside


def _says(row: Row) -> bool:
    return bool(row.points_to or row.heading or row.text or row.values or row.relations)


def _place_class(row: Row) -> str:
    """Say how a passage is set: an element's heading, an item of a list, words."""
    if row.points_to:
        return "fs-synopsis__pointer"
    if row.state.kind not in BLOCKS:
        return "fs-synopsis__element"
    return "fs-synopsis__item" if row.state.kind == "list_item" else ""


def _one_side(pieces: Pieces, side: Side) -> Pieces:
    """Leave out what the side does not have; moves have both ends in two columns, so no links."""
    kept = [piece for piece in pieces if piece.kind not in _GONE[side]]
    return tuple(_settled(piece, side) for piece in kept)


def _settled(piece: Piece, side: Side) -> Piece:
    if piece.kind == "formatted" and side == "old":
        return Piece("kept", piece.old, piece.old)
    return piece._replace(move=None)


def missing(words: str) -> str:
    """Write what an empty side says: a dash for the eye, words for the ear."""
    return f'<span aria-hidden="true">–</span>{heard_only(words)}'
