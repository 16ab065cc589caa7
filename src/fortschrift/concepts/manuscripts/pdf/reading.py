"""Reading a PDF with a text layer (ISO 32000) into a manuscript.

A PDF says where letters stand, not what they mean.  What is read here is what a reader sees:
columns, running heads, paragraphs, headings, lists, tables, footnotes.  Where that remains
unclear words stay in the text, in the order of reading; none is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import (
    Aside,
    Block,
    Cell,
    Comment,
    Item,
    Line,
    Manuscript,
    Place,
    Row,
    Table,
)
from fortschrift.concepts.manuscripts.pdf.bounded import pages_of
from fortschrift.concepts.manuscripts.pdf.columns import Column, Flow, flows_of
from fortschrift.concepts.manuscripts.pdf.contents import Contents
from fortschrift.concepts.manuscripts.pdf.continuing import continued
from fortschrift.concepts.manuscripts.pdf.grids import Grid, GridCell, ruled
from fortschrift.concepts.manuscripts.pdf.headings import TITLE, Headings, body_size, style_of
from fortschrift.concepts.manuscripts.pdf.margins import without_margins
from fortschrift.concepts.manuscripts.pdf.notes import Notes
from fortschrift.concepts.manuscripts.pdf.page import Page, Strip
from fortschrift.concepts.manuscripts.pdf.paragraphs import Joiner, Paragraph, leadings_of
from fortschrift.concepts.manuscripts.pdf.strips import BULLETS, strips_of
from fortschrift.concepts.manuscripts.pdf.words import words_of

_ITEM_STEP = 0.6  # of the size of letters, from depth to depth


def read_pdf(data: bytes) -> Manuscript:
    """Read a PDF; raises Unreadable."""
    title, pages = pages_of(data)
    if not any(page.words for page in pages):
        raise Unreadable("scan" if any(page.pictures for page in pages) else "empty")
    return _Document(pages).manuscript(title)


@dataclass
class _Document:
    pages: Sequence[Page]
    asides: list[Aside] = field(default_factory=list)

    def manuscript(self, title: str) -> Manuscript:
        strips = [(page, strips_of(page)) for page in self.pages]
        self.body = body_size(each for _, found in strips for each in found)
        texts, self.asides = without_margins(strips, self.body)
        self.notes = Notes(self.body)
        self.contents = Contents(len(self.pages))
        flows = [
            flow
            for page, text in zip(self.pages, texts, strict=True)
            for flow in self.notes.taken_from(self._flows(page, text))
            if isinstance(flow, Grid) or flow.lines  # of some only notes were left
        ]
        self.joiner = Joiner(leadings_of(each for each in flows if isinstance(each, Column)))
        blocks = tuple(self._blocks(flows))
        notes: dict[str, tuple[Block, ...]] = {
            key: tuple(self._note(lines)) for key, lines in self.notes.found.items()
        }
        return Manuscript(
            blocks=blocks, title=title, notes=notes, asides=(*self.asides, *self._turned()),
            comments=self._comments(),
        )  # fmt: skip

    def _flows(self, page: Page, strips: list[Strip]) -> list[Flow]:
        strips, entries = self.contents.parted(strips)
        place = Place("page", page.number)
        self.asides.extend(Aside(place, "contents", each) for each in entries)
        grids, strips = ruled(page.number, strips, page.rules)
        return flows_of([*strips, *grids], page.rules)

    # ---- the running text

    def _blocks(self, flows: Sequence[Flow]) -> Iterator[Block]:
        parts: list[list[Paragraph] | Grid] = []
        for is_grid, group in groupby(flows, lambda each: isinstance(each, Grid)):
            found = list(group)
            if is_grid:
                grids = [each for each in found if isinstance(each, Grid)]
                parts.extend(continued(grids, self.pages[0].height))
            else:
                parts.append(self.joiner.joined([e for e in found if isinstance(e, Column)]))
        paragraphs = [each for part in parts if not isinstance(part, Grid) for each in part]
        headings = Headings(paragraphs, self.body)
        for part in parts:
            if isinstance(part, Grid):
                yield self._table(part)
            else:
                yield from self._lines(part, headings)

    def _lines(self, paragraphs: list[Paragraph], headings: Headings) -> Iterator[Line]:
        depths: list[float] = []
        for paragraph in paragraphs:
            level = headings.level_of(paragraph)
            if headings.is_title(paragraph):
                yield self._line(paragraph, style=TITLE, plain=True)
            elif level is not None:
                depths = []
                yield self._line(paragraph, level=level, plain=True)
            elif paragraph.label:
                yield self._item(paragraph, _depth(depths, paragraph))
            else:
                depths = depths if paragraph.indent > _ITEM_STEP * paragraph.size else []
                yield self._line(paragraph)

    def _line(
        self, paragraph: Paragraph, style: str = "", level: int | None = None, plain: bool = False
    ) -> Line:
        paragraph.label = ""
        page = paragraph.lines[0].page
        words = words_of(paragraph, self.notes.found, is_plain=plain)
        return Line(Place("page", page), words, style or style_of(paragraph), level)

    def _item(self, paragraph: Paragraph, depth: int) -> Line:
        is_sign = paragraph.label in BULLETS
        item = Item(depth, not is_sign, 1 if is_sign else _number(paragraph.label))
        return Line(
            Place("page", paragraph.lines[0].page), words_of(paragraph, self.notes.found),
            style_of(paragraph), number="" if is_sign else paragraph.label, item=item,
        )  # fmt: skip

    # ---- tables, notes, what stands aside

    def _table(self, grid: Grid) -> Table:
        rows = tuple(Row(tuple(self._cell(cell) for cell in row)) for row in grid.rows)
        is_header = (
            len(rows) > 1
            and all(each.is_bold for cell in grid.rows[0] for each in cell.lines)
            and not all(each.is_bold for row in grid.rows for cell in row for each in cell.lines)
        )
        if is_header:
            rows = (Row(rows[0].cells, header=True), *rows[1:])
        return Table(Place("page", grid.page), rows)

    def _cell(self, cell: GridCell) -> Cell:
        return Cell(tuple(self._plain(cell.lines)), cell.columns, cell.rows)

    def _note(self, lines: list[Strip]) -> Iterator[Line]:
        return self._plain(tuple(lines), self.notes.right)

    def _plain(self, lines: tuple[Strip, ...], right: float = 0) -> Iterator[Line]:
        """Go through paragraphs that are no headings."""
        right = max((right, *(each.right for each in lines)))
        depths: list[float] = []
        for paragraph in self.joiner.joined([Column(lines, right)]):
            if paragraph.label:
                yield self._item(paragraph, _depth(depths, paragraph))
            else:
                yield self._line(paragraph)

    def _turned(self) -> Iterator[Aside]:
        for page in self.pages:
            turned = [each for each in page.words if each.turned]
            if turned:
                text = Strip(page.number, tuple(turned)).text
                yield Aside(Place("page", page.number), "other", text)
            for remark in page.remarks:
                if remark.kind == "field" and remark.text.strip():
                    yield Aside(Place("page", page.number), "box", remark.text.strip())

    def _comments(self) -> dict[str, Comment]:
        said = [
            Comment(Place("page", page.number), each.author, each.date, each.text)
            for page in self.pages
            for each in page.remarks
            if each.kind == "remark" and each.text.strip()
        ]
        return {str(key): each for key, each in enumerate(said, start=1)}


def _depth(depths: list[float], paragraph: Paragraph) -> int:
    """Tell how deep an item stands beside those before it, and take note of it."""
    step = _ITEM_STEP * paragraph.size
    while depths and paragraph.indent < depths[-1] - step:
        depths.pop()
    if not depths or paragraph.indent > depths[-1] + step:
        depths.append(paragraph.indent)
    return len(depths) - 1


def _number(label: str) -> int:
    said = label.strip("().")
    return int(said) if said.isdecimal() else max(ord(said[0].lower()) - ord("a") + 1, 1)
