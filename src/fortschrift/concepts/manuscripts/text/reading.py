"""Reading plain text into a manuscript, as it is pasted from a mail, a PDF or Word.

Paragraphs are parted by blank lines, or by the ends of lines where these are not wrapped;
headings are told by numbers and wording, lists by their signs, tables by tabs and upright lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.html.charset import seen
from fortschrift.concepts.manuscripts.manuscript import (
    Aside,
    Block,
    Cell,
    Item,
    Line,
    Manuscript,
    Place,
    Row,
    Table,
)
from fortschrift.concepts.manuscripts.text.headings import TextHeadings
from fortschrift.concepts.manuscripts.text.notes import TextNotes
from fortschrift.concepts.manuscripts.text.signs import (
    Sign,
    cells_of,
    counted_by,
    is_underline,
    page_in,
    sign_of,
)
from fortschrift.concepts.manuscripts.text.tables import TextRow, TextTable, TextTables
from fortschrift.concepts.manuscripts.text.wrapping import (
    TextLine,
    ends_in_word,
    lines_of,
    paragraph_of,
    wrapping_of,
)

LARGEST = 8 * 2**20
"""Characters of a text."""

_ENDS = (".", ":", ";", "!", "?", ")")
_LONGEST_TITLE = 120
_FEWEST_ENTRIES = 3  # lines in a row that lead to pages: a table of contents


def read_text(text: str) -> Manuscript:
    """Read plain text, places by line; raises Unreadable for nothing and for too much."""
    if len(text) > LARGEST:
        raise Unreadable("too_large")
    if not text.strip():
        raise Unreadable("empty")
    return _Reader(lines_of(seen(text))).manuscript()


@dataclass
class _Reader:
    lines: Sequence[TextLine]
    asides: list[Aside] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.wrapping = wrapping_of(self.lines)
        self.tables = TextTables(self.lines)
        self.headings = TextHeadings(self.lines, self.wrapping, self.tables)
        self.notes = TextNotes(self.lines)

    def manuscript(self) -> Manuscript:
        blocks = tuple(self._blocks())
        return Manuscript(blocks, notes=self.notes.found, asides=tuple(self.asides))

    def _blocks(self) -> Iterator[Block]:
        at, is_first = 0, True
        while at < len(self.lines):
            line = self.lines[at]
            if not line.said:
                at += 1
                continue
            entries = self._entries(at)
            table = self.tables.found.get(at)
            if entries:
                for each in self.lines[at : at + entries]:
                    self._aside(each)
                at += entries
            elif table is not None:
                yield self._table(table)
                at = table.end
            else:
                end = self._end(at)
                yield from self._paragraph(at, end, is_first)
                at = end
            is_first = False

    def _aside(self, line: TextLine) -> None:
        if line.said:
            self.asides.append(Aside(Place("line", line.number), "contents", line.said))

    def _entries(self, at: int) -> int:
        """Count the lines from here on that are entries of a table of contents."""
        found, last, end = 0, 0, at
        while end < len(self.lines):
            page = page_in(self.lines[end])
            if self.lines[end].said and (page is None or page < last):
                break
            if page is not None:
                found, last = found + 1, page
            end += 1
        return end - at if found >= _FEWEST_ENTRIES else 0

    def _table(self, table: TextTable) -> Table:
        place = Place("line", self.lines[table.rows[0].at].number)
        return Table(place, tuple(map(self._row, table.rows)))

    def _row(self, row: TextRow) -> Row:
        place = Place("line", self.lines[row.at].number)
        cells = (
            Cell(tuple(Line(place, self.notes.words_of(each)) for each in lines))
            for lines in row.cells
        )
        return Row(tuple(cells), row.header)

    # ---- paragraphs

    def _end(self, at: int) -> int:
        """Find the line behind the paragraph that begins here."""
        end = at + 1
        is_heading = self._is_heading(at)
        while end < len(self.lines):
            line, before = self.lines[end], self.lines[end - 1]
            if not line.said or is_underline(line) or self._begins(end):
                break
            if is_heading and ends_in_word(before.said):
                end += 1
                continue
            if is_heading and not self.wrapping.is_filled(before.said, line.said):
                break
            if not self.wrapping.goes_on(before.said, line.said):
                break
            end += 1
        return end

    def _is_heading(self, at: int) -> bool:
        return at in self.headings.levels or at in self.headings.named

    def _begins(self, at: int) -> bool:
        """Tell whether something of its own begins at a line, whatever stands above."""
        line, sign = self.lines[at], sign_of(self.lines[at])
        if self._is_heading(at) or self.notes.begins_at(at):
            return True
        if at in self.tables.inside or cells_of(line):
            return True
        if sign is not None and sign.label:  # not "am 3. Mai", wrapped in front of the 3
            before = self.lines[at - 1]
            has_ended = before.said.endswith(_ENDS) or sign_of(before) is not None
            return has_ended and not self.wrapping.is_filled(before.said, line.said)
        return sign is not None

    def _paragraph(self, at: int, end: int, is_first: bool) -> Iterator[Line]:
        line = self.lines[at]
        text = paragraph_of([each.text for each in self.lines[at:end]])
        if is_underline(line):
            self.indents = []
            return
        if self.notes.begins_at(at):
            self.notes.keep(at, line.number, text)
            return
        place = Place("line", line.number)
        level = self.headings.levels.get(at)
        sign = None if self._is_heading(at) else sign_of(line)
        if sign is not None:
            yield self._item(line, text, sign, place)
            return
        self.indents = []
        is_title = is_first and level is None and self._is_title(at, end, text)
        style = "Title" if is_title else ""
        yield Line(place, self.notes.words_of(text), style, level)

    def _is_title(self, at: int, end: int, text: str) -> bool:
        """Tell the title of the whole: short, alone at the beginning, no sentence."""
        follows = end < len(self.lines)
        is_alone = follows and (not self.lines[end].said or not self.wrapping.width)
        return (
            is_alone
            and not self._is_heading(at)
            and len(text) <= _LONGEST_TITLE
            and not text.endswith((".", ":", ";", ",", "!"))
        )

    def _item(self, line: TextLine, text: str, sign: Sign, place: Place) -> Line:
        while self.indents and line.indent < self.indents[-1]:
            self.indents.pop()
        if not self.indents or line.indent > self.indents[-1]:
            self.indents.append(line.indent)
        depth = len(self.indents) - 1
        number = counted_by(sign.label)
        item = Item(depth, bool(sign.label), 1 if number is None else number)
        words = self.notes.words_of(text[sign.length :].strip())
        return Line(place, words, "", None, sign.label, item)
