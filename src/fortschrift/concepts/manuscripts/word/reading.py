"""Reading a Word file (ECMA-376) into a manuscript.

Everything that is said is kept: both what was put in and what was taken out, who did it and
when; notes; what stands in boxes, in the head and foot of pages, in a table of contents. Of
formats only those are read that mean something in a concept.
"""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import (
    Aside,
    AsideKind,
    Block,
    Comment,
    Item,
    Line,
    Manuscript,
    Picture,
    Place,
    Reshaped,
    Table,
    joined,
    lines_in,
    said_in,
)
from fortschrift.concepts.manuscripts.media import image_type, media_key
from fortschrift.concepts.manuscripts.package import Package, child, local, number, value
from fortschrift.concepts.manuscripts.word.changes import tracked_formatting, tracked_in
from fortschrift.concepts.manuscripts.word.formats import changed
from fortschrift.concepts.manuscripts.word.numbers import Numbers, read_numbers
from fortschrift.concepts.manuscripts.word.parts import Parts
from fortschrift.concepts.manuscripts.word.styles import Styles, is_on, read_styles
from fortschrift.concepts.manuscripts.word.tables import (
    WordCell,
    WordRow,
    cells_in,
    rows_in,
    spanned,
)
from fortschrift.concepts.manuscripts.word.words import (
    Drawn,
    Found,
    WordsReader,
    anchor_in,
)

_DEEPEST = 60  # tables in tables, boxes in boxes


def read_word(package: Package) -> Manuscript:
    """Read a Word file; raises Unreadable."""
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        raise Unreadable("macros")
    try:
        return _Document(Parts(package)).manuscript()
    except RecursionError:  # runs in links in links ...: nobody writes so
        raise Unreadable("broken", "nesting") from None


@dataclass
class _Document:
    parts: Parts
    asides: list[Aside] = field(default_factory=list)
    media: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    commented: dict[str, list[str]] = field(default_factory=dict)
    comment_places: dict[str, Place] = field(default_factory=dict)
    paragraphs: int = 0

    def manuscript(self) -> Manuscript:
        body = child(self.parts.package.xml_of(self.parts.main), "body")
        if body is None:
            raise Unreadable("broken", self.parts.main)
        body_part = _Part(self, self.parts.main)
        blocks = tuple(self._blocks(body, body_part))
        notes = {**self._notes("footnote", body_part), **self._notes("endnote", body_part)}
        self._heads_and_feet()
        return Manuscript(
            blocks=blocks, title=self._title(), notes=notes, media=self.media,
            asides=tuple(self.asides), comments=self._comments(),
        )  # fmt: skip

    # ---- what stands beside the document

    @cached_property
    def styles(self) -> Styles:
        """Read the styles."""
        return read_styles(self.parts.root("styles"))

    @cached_property
    def numbers(self) -> Numbers:
        """Read the lists."""
        return read_numbers(self.parts.root("numbering"))

    def _title(self) -> str:
        title = child(self.parts.package.xml_if_there("docProps/core.xml"), "title")
        return (title.text or "").strip() if title is not None else ""

    def _notes(self, kind: str, body: "_Part") -> dict[str, tuple[Block, ...]]:
        found: dict[str, tuple[Block, ...]] = {}
        for part, root in self.parts.roots(f"{kind}s"):
            for note in root:
                if value(note, "type") in (None, "normal"):
                    key = f"{kind}-{value(note, 'id')}"
                    blocks = tuple(self._blocks(note, _Part(self, part)))
                    found[key] = _named(blocks, body.words.signs.get(key, ""))
        return found

    def _comments(self) -> dict[str, Comment]:
        found: dict[str, Comment] = {}
        for part, root in self.parts.roots("comments"):
            for each in root:
                key = value(each, "id") or ""
                found[key] = Comment(
                    self.comment_places.get(key, Place("paragraph", 0)),
                    (value(each, "author") or "").strip(), value(each, "date") or "",
                    _said(self._blocks(each, _Part(self, part))),
                    "".join(self.commented.get(key, ())),
                )  # fmt: skip
        return found

    def _heads_and_feet(self) -> None:
        kinds: tuple[tuple[str, AsideKind], ...] = (("header", "head"), ("footer", "foot"))
        for kind, said in kinds:
            for place, (part, root) in enumerate(self.parts.roots(kind), start=1):
                self.aside(Place("page", place), said, _said(self._blocks(root, _Part(self, part))))

    def aside(self, place: Place, kind: AsideKind, text: str) -> None:
        """Note what is no part of the running text."""
        if text.strip():
            self.asides.append(Aside(place, kind, text.strip()))

    # ---- the running text

    def _blocks(self, parent: ET.Element, part: "_Part", depth: int = 0) -> Iterator[Block]:
        if depth > _DEEPEST:
            raise Unreadable("broken", part.name)
        for element in parent:
            name = local(element.tag)
            if name == "p":
                yield from self._paragraph(element, part, depth)
            elif name == "tbl":
                yield self._table(element, part, depth)
            elif name == "bookmarkStart":
                part.anchors += anchor_in(element)
            elif name not in ("sectPr", "tcPr", "sdtPr", "sdtEndPr", "rPr"):
                inner = next(iter(element), element) if name == "AlternateContent" else element
                yield from self._blocks(inner, part, depth + 1)

    def _paragraph(self, element: ET.Element, part: "_Part", depth: int) -> Iterator[Block]:
        self.paragraphs += 1
        place = Place("paragraph", self.paragraphs)
        found = part.words.read(element)
        for box in found.boxes:
            self.aside(place, "box", _said(self._blocks(box, part, depth + 1)))
        for hidden in found.hidden:
            self.aside(place, "hidden", hidden)
        for comment in (*found.commented, *found.comments):
            self.comment_places.setdefault(comment, place)
        for comment, said in found.commented.items():
            self.commented.setdefault(comment, []).extend(said)
        found.anchors = [*part.anchors, *found.anchors]
        part.anchors.clear()
        line = self._line(element, found, place)
        if found.in_contents:
            self.aside(place, "contents", line.text())
            return
        if found.words or line.end is not None or line.anchors:
            yield line
        for drawn in found.pictures:
            yield from self._picture(place, drawn)

    def _line(self, element: ET.Element, found: Found, place: Place) -> Line:
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle")) or self.styles.default
        item, printed = self._numbered(properties, style)
        level = self.styles.level_of(style, properties)
        return Line(
            place, joined(found.words), self.styles.name_of(style), level,
            number=printed, item=None if level else item,
            end=tracked_in(child(properties, "rPr")), comments=tuple(dict.fromkeys(found.comments)),
            anchors=tuple(dict.fromkeys(found.anchors)), reshaped=self._reshaped(properties),
        )  # fmt: skip

    def _reshaped(self, properties: ET.Element | None) -> Reshaped | None:
        """Tell what a paragraph was before somebody changed that; a list does not count it."""
        change = child(properties, "pPrChange")
        former = child(change, "pPr")
        what = changed(former, properties) if change is not None else ()
        if change is None or not what:
            return None
        style = value(child(former, "pStyle")) or self.styles.default
        level = self.styles.level_of(style, former)
        of, depth = self._list_of(former, style)
        look = self.numbers.look(of, depth) if of and level is None else None
        item = Item(depth, look.is_number) if look else None
        return Reshaped(
            tracked_formatting(change), what, self.styles.name_of(style), level, item
        )  # fmt: skip

    def _list_of(self, properties: ET.Element | None, style: str) -> tuple[int | None, int]:
        own = child(properties, "numPr")
        of, depth = self.styles.list_of(style)
        of = number(child(own, "numId")) if child(own, "numId") is not None else of
        depth = number(child(own, "ilvl")) if child(own, "ilvl") is not None else depth
        return of, depth or 0

    def _numbered(self, properties: ET.Element | None, style: str) -> tuple[Item | None, str]:
        """Tell of which list a paragraph is an item, and which number is printed."""
        of, depth = self._list_of(properties, style)
        found = self.numbers.next(of, depth) if of else None
        if found is None:
            return None, ""
        return Item(depth, found.is_number, found.value), found.text if found.is_number else ""

    def _picture(self, place: Place, drawn: Drawn) -> Iterator[Picture]:
        media, said, name, tracked = drawn
        if media not in self.media:
            package = self.parts.package
            data = package.bytes_of(media) if media in package else b""
            kind = image_type(data)
            if kind is None:
                self.aside(place, "other", said or posixpath.basename(media))
                return
            self.media[media] = kind, data
        yield Picture(place, media, said, name, tracked, media_key(self.media[media][1]))

    def _table(self, element: ET.Element, part: "_Part", depth: int) -> Table:
        place = Place("paragraph", self.paragraphs + 1)
        rows = [self._row(row, part, depth) for row in rows_in(element)]
        return Table(place, spanned(rows))

    def _row(self, element: ET.Element, part: "_Part", depth: int) -> WordRow:
        properties = child(element, "trPr")
        cells = [self._cell(each, part, depth) for each in cells_in(element)]
        return WordRow(cells, bool(is_on(child(properties, "tblHeader"))), tracked_in(properties))

    def _cell(self, element: ET.Element, part: "_Part", depth: int) -> WordCell:
        properties = child(element, "tcPr")
        merged = child(properties, "vMerge")
        columns = number(child(properties, "gridSpan")) or 1
        blocks = tuple(self._blocks(element, part, depth + 1))
        return WordCell(blocks, max(columns, 1), merged is not None and value(merged) != "restart")


class _Part:
    """A part of the package with the reader of its words; fields do not leave a part.

    `anchors` are bookmarks that begin between paragraphs: they belong to the next one.
    """

    def __init__(self, document: _Document, name: str) -> None:
        self.name = name
        self._document = document
        self.anchors: list[str] = []
        self.words = WordsReader(document.styles, self._target)

    def _target(self, relation: str) -> str:
        return self._document.parts.relation(self.name, relation).target


def _named(blocks: tuple[Block, ...], sign: str) -> tuple[Block, ...]:
    """Let the bookmark around a sign name the note where it has lost its own."""
    if not sign or any(line.anchors for line in lines_in(blocks)):
        return blocks
    first, *others = blocks or (None,)
    if not isinstance(first, Line):
        return blocks
    return replace(first, anchors=(f"{sign[:-1]}t",)), *others


def _said(blocks: Iterable[Block]) -> str:
    return said_in(tuple(blocks))
