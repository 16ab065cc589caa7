"""The blocks of one part of an OpenDocument file, in order, and what stands beside them.

What was taken out is put back at its place: its first paragraph goes on where the mark stands,
its last one begins what follows (ODF 1.3 part 3, 5.5.6).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import (
    Aside,
    AsideKind,
    Block,
    Cell,
    Comment,
    Item,
    Line,
    Picture,
    Place,
    Row,
    Table,
    Tracked,
    said_in,
)
from fortschrift.concepts.manuscripts.odt.drawings import Drawings, description, is_drawn
from fortschrift.concepts.manuscripts.odt.numbers import List, Lists, Turn
from fortschrift.concepts.manuscripts.odt.styles import Styles
from fortschrift.concepts.manuscripts.odt.tables import MOST_SPANNED, Repeats, cells, rows
from fortschrift.concepts.manuscripts.odt.words import Found, Region, WordsReader, said_by
from fortschrift.concepts.manuscripts.package import child, local, number, value
from fortschrift.concepts.manuscripts.spaces import Piece, settled

_DEEPEST = 60  # tables in tables, lists in lists, boxes in boxes
_INDEXES = {
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
    "alphabetical-index", "bibliography",
}  # fmt: skip
_MARKS = {"change", "change-start", "change-end"}
_UNSEEN = {
    "tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls",
    "dde-connection-decls", "note-citation", "number", "creator", "date",
    "creator-initials", "title", "desc",
}  # fmt: skip


@dataclass
class Told:
    """What a file tells beside its running text."""

    asides: list[Aside] = field(default_factory=list)
    media: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    notes: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    remarked: dict[str, list[str]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    repeats: Repeats = field(default_factory=Repeats)
    paragraphs: int = 0

    def aside(self, place: Place, kind: AsideKind, text: str) -> None:
        """Note what is no part of the running text."""
        if text.strip():
            self.asides.append(Aside(place, kind, text.strip()))


class _Shape(NamedTuple):
    """What a paragraph is beside its words."""

    style: str
    level: int | None = None
    number: str = ""
    item: Item | None = None


class Body:
    """Reads the blocks of one part."""

    def __init__(
        self,
        root: ET.Element,
        styles: Styles,
        lists: Lists,
        told: Told,
        bytes_of: Callable[[str], bytes | None],
    ) -> None:
        """Begin at the start of a part; what stands beside the text goes to `told`."""
        self._styles = styles
        self._lists = lists
        self._told = told
        self._drawings = Drawings(bytes_of, told.media)
        self._words = WordsReader(root, styles, self._drawings.formula, told.keys)

    def blocks(self, parent: Iterable[ET.Element]) -> tuple[Block, ...]:
        """Read the running text."""
        return tuple(self._blocks(parent, 0))

    def left_over(self) -> None:
        """Set aside what was taken out at no place that is known."""
        for region in list(self._words.regions.values()):
            self._set_aside("hidden", self._blocks(region.content, 0))

    @property
    def _place(self) -> Place:
        return Place("paragraph", self._told.paragraphs)

    def _set_aside(self, kind: AsideKind, blocks: Iterable[Block]) -> None:
        place = Place("paragraph", self._told.paragraphs + 1)
        self._told.aside(place, kind, said_in(tuple(blocks)))

    def _blocks(
        self, parent: Iterable[ET.Element], depth: int, turn: Turn | None = None
    ) -> Iterator[Block]:
        if depth > _DEEPEST:
            raise Unreadable("broken", "content.xml")
        for element in parent:
            name = local(element.tag)
            if is_drawn(element):
                yield from self._drawn(element, depth)
            elif name in ("p", "h"):
                yield from self._paragraph(element, depth, turn)
            elif name == "list":
                yield from self._list(element, depth, turn)
            elif name == "numbered-paragraph":
                yield from self._blocks(element, depth + 1, self._lists.enter_numbered(element))
            elif name == "table":
                yield self._table(element, depth)
            elif name in _MARKS:
                region = self._words.mark(element)
                yield from self._taken_out(region, depth) if region is not None else ()
            elif name in _INDEXES:
                index = child(element, "index-body")
                for block in self._blocks(index if index is not None else (), depth + 1):
                    self._set_aside("contents", [block])
            elif name == "section" and value(element, "display") == "none":
                self._set_aside("hidden", self._blocks(element, depth + 1))
            elif name not in _UNSEEN:
                yield from self._blocks(element, depth + 1, turn)

    def _list(self, element: ET.Element, depth: int, turn: Turn | None) -> Iterator[Block]:
        of = self._lists.enter(element, turn)
        for each in element:
            if local(each.tag) == "list-item":
                yield from self._blocks(each, depth + 1, _turn(each, of))
            elif local(each.tag) == "list-header":
                yield from self._blocks(each, depth + 1, Turn(of, of.style, taken=True))
            else:
                yield from self._blocks([each], depth + 1)

    # ---- paragraphs

    def _paragraph(self, element: ET.Element, depth: int, turn: Turn | None) -> Iterator[Block]:
        self._told.paragraphs += 1
        place = self._place
        found = self._words.read(element)
        shape = self._shape(element, turn, found)
        end = self._words.tracked
        self._tell(found, place, depth)
        pictures: list[Block] = []
        pieces: list[Piece] = []
        for piece in found.pieces:
            if isinstance(piece, Piece):
                pieces.append(piece)
                continue
            first, between, last = _parted(self._taken_out(piece.region, depth), pictures)
            began = any(each.words.text.strip() for each in pieces)
            pieces += _pieces(first)
            if between or last is not None:
                tracked = piece.region.tracked
                lost = shape if began or first is None else _shape_of(first)
                if pieces or first is not None:
                    yield self._line(place, pieces, lost, tracked)
                yield from between
                pieces = _pieces(last)
                shape = _shape_of(last) if began and last is not None else shape
        line = self._line(place, pieces, shape, end, tuple(each.key for each in found.remarks))
        if line.words or end is not None:
            yield line
        yield from pictures
        for drawn in found.drawn:
            yield from self._drawn(drawn, depth)

    def _line(
        self, place: Place, pieces: list[Piece], shape: _Shape, end: Tracked | None,
        remarks: tuple[str, ...] = (),
    ) -> Line:  # fmt: skip
        return Line(
            place, settled(pieces), shape.style, shape.level, shape.number, shape.item, end, remarks
        )

    def _shape(self, element: ET.Element, turn: Turn | None, found: Found) -> _Shape:
        style = value(element, "style-name") or ""
        name, level = self._styles.name_of(style), self._styles.level_of(element)
        tracked = self._words.tracked
        is_deleted = tracked is not None and tracked.kind == "deleted"
        list_style = self._styles.list_of(style)
        if turn is not None and not turn.taken:
            turn.printed = turn.printed or found.number
            item, printed = self._lists.item(turn, list_style, is_deleted)
            return _Shape(name, level, printed, None if level else item)
        is_counted = list_style != "" and value(element, "is-list-header") != "true"
        if level is None or is_deleted or turn is not None or not is_counted:
            return _Shape(name, level, (found.number or "").strip())
        counted = self._lists.heading(element, level)
        return _Shape(name, level, counted if found.number is None else found.number.strip())

    def _taken_out(self, region: Region, depth: int) -> list[Block]:
        with self._words.within(region.tracked):
            return list(self._blocks(region.content, depth + 1))

    def _tell(self, found: Found, place: Place, depth: int) -> None:
        """Read what stands at a paragraph and not in it."""
        self._told.aside(place, "hidden", "".join(found.hidden))
        for key, said in found.remarked.items():
            self._told.remarked.setdefault(key, []).extend(said)
        for key, element, tracked in found.notes:
            with self._words.within(tracked):
                self._told.notes[key] = tuple(self._blocks(element, depth + 1))
        for key, element, tracked in found.remarks:
            with self._words.within(tracked):
                text = said_in(tuple(self._blocks(element, depth + 1)))
            self._told.comments[key] = Comment(place, *said_by(element), text)

    # ---- drawings and tables

    def _drawn(self, element: ET.Element, depth: int) -> Iterator[Picture]:
        """Read a frame or shape: images stay in the text, what is written in it goes aside."""
        if depth > _DEEPEST:
            raise Unreadable("broken", "content.xml")
        described = description(element)
        image = self._drawings.image(element)
        if image is not None:
            yield Picture(self._place, image, described)
        else:
            self._told.aside(self._place, "other", described or self._drawings.name(element))
        inside = tuple(self._blocks([e for e in element if not is_drawn(e)], depth + 1))
        yield from (block for block in inside if isinstance(block, Picture))
        written = tuple(block for block in inside if not isinstance(block, Picture))
        self._told.aside(self._place, "box", said_in(written))
        for inner in element:
            if is_drawn(inner):
                yield from self._drawn(inner, depth + 1)

    def _table(self, element: ET.Element, depth: int) -> Table:
        place = Place("paragraph", self._told.paragraphs + 1)
        found = [
            Row(tuple(self._cells(row, depth)), is_header, self._words.tracked)
            for row, is_header in rows(element, self._told.repeats)
        ]
        return Table(place, tuple(_within(row, len(found) - at) for at, row in enumerate(found)))

    def _cells(self, row: ET.Element, depth: int) -> Iterator[Cell]:
        for element in cells(row, self._told.repeats):
            blocks = tuple(self._blocks(element, depth + 1))
            if local(element.tag) == "covered-table-cell":
                self._set_aside("hidden", blocks)
            else:
                yield Cell(blocks, _span(element, "columns"), _span(element, "rows"))


def _turn(item: ET.Element, of: List) -> Turn:
    printed = child(item, "number")
    return Turn(
        of, value(item, "style-override") or of.style, number(item, "start-value"),
        "".join(printed.itertext()) if printed is not None else None,
    )  # fmt: skip


def _parted(
    blocks: list[Block], pictures: list[Block]
) -> tuple[Line | None, list[Block], Line | None]:
    """Part what was taken out into what ends a paragraph, what stands alone, what begins one."""
    pictures += [each for each in blocks if isinstance(each, Picture)]
    rest: list[Block] = [each for each in blocks if not isinstance(each, Picture)]
    first = rest[0] if rest and isinstance(rest[0], Line) else None
    rest = rest[1:] if first is not None else rest
    last = rest[-1] if rest and isinstance(rest[-1], Line) else None
    return first, rest[:-1] if last is not None else rest, last


def _pieces(line: Line | None) -> list[Piece]:
    return [Piece(words, kept=True) for words in line.words] if line is not None else []


def _shape_of(line: Line) -> _Shape:
    return _Shape(line.style, line.level, line.number, line.item)


def _span(cell: ET.Element, of: str) -> int:
    return min(max(number(cell, f"number-{of}-spanned") or 1, 1), MOST_SPANNED)


def _within(row: Row, left: int) -> Row:
    """Let no cell of a row reach below its table."""
    return replace(row, cells=tuple(replace(c, rows=min(c.rows, left)) for c in row.cells))
