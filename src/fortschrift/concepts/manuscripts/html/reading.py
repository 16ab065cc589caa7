"""Reading HTML into a manuscript: as Word and LibreOffice save it, from the web, or pasted.

What is seen on the page is kept, with what a browser would not show standing aside. Links lead
out of the file only to http, https and mail; images are taken in where they stand in the file.
"""

import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.html.charset import decoded, seen
from fortschrift.concepts.manuscripts.html.flow import Around, Flow, Shape
from fortschrift.concepts.manuscripts.html.lists import item_of_word
from fortschrift.concepts.manuscripts.html.looks import (
    aside_kind,
    counting,
    css,
    is_hidden,
    level_of,
    styles_in,
    tracked_by,
    whole,
)
from fortschrift.concepts.manuscripts.html.notes import Notes, is_sign, leads_back
from fortschrift.concepts.manuscripts.html.tables import grid_of, span
from fortschrift.concepts.manuscripts.html.tree import BLOCKS, Node, read_tree
from fortschrift.concepts.manuscripts.manuscript import (
    Aside,
    AsideKind,
    Block,
    Cell,
    Item,
    Line,
    Manuscript,
    Picture,
    Place,
    Row,
    Table,
    Words,
    said_in,
)
from fortschrift.concepts.manuscripts.media import image_in, image_type, media_key, outward
from fortschrift.concepts.manuscripts.numbers import Counts, Look
from fortschrift.concepts.manuscripts.spaces import Piece, settled

LARGEST = 32 * 2**20
"""Bytes of a file."""

_UNSEEN = {"script", "style", "meta", "link", "base", "datalist", "colgroup", "col"}
_SECTIONS = {"article", "section", "main", "aside", "blockquote", "figure", "dialog"}
_WORDS_OF_INPUT = {"", "text", "button", "submit", "search", "email", "tel", "url", "number"}
_OF_CLIPBOARD = re.compile(r"Version:[\d.]+\s+StartHTML:[^<]*")
_NUMBER_OF_WORD = re.compile(r"\d|\w\w|\w[.):\]]")


def read_html(data: bytes) -> Manuscript:
    """Read an HTML file; raises Unreadable where there is none or too much of it."""
    if len(data) > LARGEST:
        raise Unreadable("too_large")
    return read_pasted(decoded(data))


def read_pasted(text: str) -> Manuscript:
    """Read HTML out of a clipboard; raises Unreadable where there is none or too much of it."""
    if len(text) > LARGEST:
        raise Unreadable("too_large")
    if not text.strip():
        raise Unreadable("empty")
    return _Reader(read_tree(_OF_CLIPBOARD.sub("", seen(text), count=1))).manuscript()


def read_made(text: str) -> Manuscript:
    """Read HTML made of another text; its elements say in `data-line` where they stand there."""
    return _Reader(read_tree(text), line=1).manuscript()


class _Reader:
    def __init__(self, root: Node, line: int | None = None) -> None:
        self._root = root
        self._line = line
        self._notes_there = Notes(root)
        self._title = ""
        self._asides: list[Aside] = []
        self._notes: dict[str, tuple[Block, ...]] = {}
        self._media: dict[str, tuple[str, bytes]] = {}
        self._counts: dict[str, Counts] = {}
        self._paragraphs = 0

    def manuscript(self) -> Manuscript:
        blocks = self._blocks(self._root, Around())
        return Manuscript(blocks, self._title, self._notes, self._media, tuple(self._asides))

    # ---- places

    def _blocks(self, node: Node, around: Around) -> tuple[Block, ...]:
        flow = Flow()
        self._inside(node, around, flow)
        self._flush(flow)
        return tuple(flow.blocks)

    def _flush(self, flow: Flow) -> None:
        """End the paragraph that is being read."""
        words = settled(flow.pieces)
        pictures, flow.pieces, flow.pictures = flow.pictures, [], []
        if words or pictures:
            self._paragraphs += 1
        place = self._place(self._paragraphs)
        if words:
            style, level, end = flow.shape
            item = flow.item
            number = flow.number if item is None or item.ordered else ""
            flow.item, flow.number = None, ""
            flow.blocks.append(
                Line(place, words, style, level, number, None if level else item, end)
            )
        flow.blocks += [Picture(place, media, said) for media, said in pictures]

    def _place(self, paragraph: int) -> Place:
        return Place("paragraph", paragraph) if self._line is None else Place("line", self._line)

    def _look_at_line(self, node: Node, flow: Flow) -> None:
        said = whole(node.get("data-line")) if self._line is not None else None
        if said is not None:
            self._flush(flow)
            self._line = said

    def _aside(self, kind: AsideKind, text: str) -> None:
        if text.strip():
            self._asides.append(Aside(self._place(self._paragraphs + 1), kind, text.strip()))

    # ---- elements

    def _inside(self, node: Node, around: Around, flow: Flow) -> None:
        for child in node.children:
            if isinstance(child, Node):
                self._element(child, around, flow)
            else:
                self._say(child, around, flow)

    def _element(self, node: Node, around: Around, flow: Flow) -> None:
        tag = node.tag
        self._look_at_line(node, flow)
        kind = "hidden" if is_hidden(node) else aside_kind(node, is_inner=around.is_inner)
        if tag in _UNSEEN or (tag == "title" and self._is_title(node)):
            return
        if kind is not None or tag == "title":
            self._flush_at(node, flow)
            self._aside(kind or "hidden", said_in(self._blocks(node, Around(is_inner=True))))
        elif self._notes_there.key(node):
            self._notes[self._notes_there.key(node)] = self._blocks(node, Around(is_inner=True))
        elif tag == "table":
            self._flush(flow)
            self._table(node, around, flow)
        elif tag in ("ul", "ol", "menu", "dir"):
            self._flush(flow)
            self._list(node, around, flow)
        elif tag in BLOCKS:
            self._block(node, around, flow)
        else:
            self._inline(node, around, flow)

    def _flush_at(self, node: Node, flow: Flow) -> None:
        """End the paragraph where a block stands aside; other things stand aside within it."""
        if node.tag in BLOCKS:
            self._flush(flow)

    def _is_title(self, node: Node) -> bool:
        if self._title or not node.text.strip():
            return False
        self._title = " ".join(node.text.split())
        return True

    def _block(self, node: Node, around: Around, flow: Flow) -> None:
        with self._paragraph(node, around, flow):
            if node.tag == "li":
                flow.item = flow.item or Item(max(around.depth, 0))
            of_word = item_of_word(node)
            if of_word is not None:
                flow.item = self._item_of_word(of_word.of, of_word.depth, node)
            self._inside(node, self._around(node, around), flow)
        if node.tag == "li" or of_word is not None:
            flow.item, flow.number = None, ""

    @contextmanager
    def _paragraph(self, node: Node, around: Around, flow: Flow) -> Iterator[None]:
        self._flush(flow)
        before = flow.shape
        level = level_of(node)
        style = (node.get("class").split() or [before.style or node.tag])[0]
        flow.shape = Shape(style, level if level is not None else before.level, around.tracked)
        yield
        self._flush(flow)
        flow.shape = before

    def _around(self, node: Node, around: Around) -> Around:
        return around._replace(
            styles=styles_in(node, around.styles),
            tracked=tracked_by(node, around.tracked),
            kept=around.kept or node.tag in ("pre", "textarea"),
            is_inner=around.is_inner or node.tag in _SECTIONS,
        )

    def _inline(self, node: Node, around: Around, flow: Flow) -> None:
        around = self._around(node, around)
        if node.tag == "br":
            flow.pieces.append(Piece(Words("\n", around.styles, around.link), kept=True))
        elif node.tag == "img":
            self._image(node, flow)
        elif node.tag == "input":
            if node.get("type").lower() in _WORDS_OF_INPUT:
                self._say(f" {seen(node.get('value'))} ", around, flow)
        elif "mso-list" in css(node) and css(node)["mso-list"] == "ignore":
            flow.number += " ".join(node.text.split())
        elif node.tag == "a":
            self._link(node, around, flow)
        else:
            self._inside(node, around, flow)

    def _say(self, text: str, around: Around, flow: Flow) -> None:
        words = Words(text, around.styles, around.link, tracked=around.tracked)
        flow.pieces.append(Piece(words, around.kept))

    def _link(self, node: Node, around: Around, flow: Flow) -> None:
        note = self._notes_there.led_to(node)
        if not note and leads_back(node):
            return
        if note:
            flow.pieces.append(Piece(Words("", note=note, tracked=around.tracked)))
        if not note or not is_sign(node.text):
            link = outward(node.get("href"))
            self._inside(node, around._replace(link=link or around.link), flow)

    def _image(self, node: Node, flow: Flow) -> None:
        source, said = node.get("src"), seen(node.get("alt")).strip()
        data = image_in(source)
        kind = image_type(data)
        if kind is not None:
            key = media_key(data)
            self._media[key] = kind, data
            flow.pictures.append((key, said))
        else:
            named = "" if source.startswith("data:") else posixpath.basename(source)
            self._aside("other", said or seen(named))

    # ---- lists and tables

    def _list(self, node: Node, around: Around, flow: Flow) -> None:
        around = self._around(node, around)._replace(depth=around.depth + 1)
        count = whole(node.get("start"))
        count = 1 if count is None else count
        flow.item, flow.number = None, ""
        for child in node.children:
            if not isinstance(child, Node) or child.tag != "li":
                self._inside(Node("", children=[child]), around, flow)
                continue
            said = whole(child.get("value"))
            count = count if said is None else said
            if node.tag == "ol" and not self._notes_there.key(child):
                look = Look(counting(child if child.get("type") else node), (0, "."), count)
                found = Counts().next({0: look}, 0)
                flow.item, flow.number = Item(around.depth, True, count), found.text
            self._flush(flow)
            self._element(child, around, flow)
            count += 1

    def _item_of_word(self, of: str, depth: int, node: Node) -> Item:
        """Tell which item of which list a pasted paragraph is, by the number printed in it."""
        printed = " ".join(_printed(node).split())
        value = self._counts.setdefault(of, Counts()).next({}, depth).value
        digits = re.findall(r"[0-9]{1,9}", printed)
        is_ordered = bool(_NUMBER_OF_WORD.search(printed))
        return Item(depth, is_ordered, int(digits[-1]) if digits else value)

    def _table(self, node: Node, around: Around, flow: Flow) -> None:
        around = self._around(node, around)._replace(link="", depth=-1)
        grid = grid_of(node)
        self._block(Node("caption", {}, grid.outside), around, flow)
        place = self._place(self._paragraphs + 1)
        rows = tuple(
            self._row(cells, around, is_header=is_header, left=len(grid.rows) - at)
            for at, (cells, is_header) in enumerate(grid.rows)
        )
        if rows:
            flow.blocks.append(Table(place, rows))

    def _row(self, cells: list[Node], around: Around, *, is_header: bool, left: int) -> Row:
        is_header = is_header or (bool(cells) and all(cell.tag == "th" for cell in cells))
        made = tuple(self._cell(cell, around, left) for cell in cells)
        return Row(made, is_header, around.tracked)

    def _cell(self, cell: Node, around: Around, left: int) -> Cell:
        self._look_at_line(cell, Flow())
        blocks = self._blocks(cell, self._around(cell, around))
        return Cell(blocks, span(cell, "colspan"), span(cell, "rowspan", left))


def _printed(node: Node) -> str:
    """Find what Word printed in front of an item."""
    return "".join(each.text for each in node.walk() if css(each).get("mso-list") == "ignore")
