"""The lines of a file of ours, in order, each with the node that it belongs to.

A line whose end was taken out goes on in the next one, as Word shows it. What stands in the
file and is ours (the front page, the sheet of names) is left out or told apart here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from fortschrift.concepts.manuscripts.manuscript import (
    Block,
    Cell,
    Line,
    Manuscript,
    Picture,
    Place,
    Row,
    Table,
    Tracked,
    Words,
    joined,
    lines_in,
)
from fortschrift.concepts.manuscripts.tracking import looking
from fortschrift.concepts.rendering.anchors import OURS, Anchor, read_anchor
from fortschrift.concepts.rendering.styles import (
    CREDIT_LINES,
    OWN_LINES,
    PICTURE_LINES,
    VALUE_LINES,
)
from fortschrift.concepts.returning.pictures import is_picture

_NOT_TEXT = {OWN_LINES, CREDIT_LINES, "Abstand"}
_CONTENTS = "toc "
_LABEL = "Name der Angabe"
RELATED = "Bezug"
"""The name of the row of a sheet that tells relations, which are not read back."""
OWN_FRONT, OWN_NAME, OWN_CREDIT = "own_front", "own_name", "own_credit"


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A paragraph as it stands."""

    line: Line
    words: tuple[Words, ...]
    anchors: tuple[Anchor, ...]

    @property
    def text(self) -> str:
        """Give the characters."""
        return "".join(each.text for each in self.words)


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell with its lines."""

    cell: Cell
    lines: tuple[SeenLine, ...]

    @property
    def says(self) -> bool:
        """Tell whether there is a word in it."""
        return any(line.text.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A table of the text."""

    table: Table
    rows: tuple[tuple[SeenCell, ...], ...]

    def lines(self) -> Iterator[SeenLine]:
        """Go through the lines of all cells."""
        for row in self.rows:
            for cell in row:
                yield from cell.lines


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """A sheet of names and values: in each row the name and the lines of the value."""

    rows: tuple[tuple[str, tuple[SeenLine, ...]], ...]


SeenPicture: TypeAlias = Picture
Seen: TypeAlias = SeenLine | SeenTable | SeenSheet | SeenPicture


@dataclass(frozen=True, slots=True)
class SeenFile:
    """The running text, the notes by their keys, and the lines of notes that stand in the text.

    These have a key as well, that of the sign which leads to them.
    """

    flow: tuple[Seen, ...]
    notes: dict[str, tuple[Seen, ...]] = field(default_factory=dict)
    signed: dict[str, SeenLine] = field(default_factory=dict)


Taken: TypeAlias = Callable[[Tracked], bool]
"""Tells of a tracked change whether it is taken or left."""


def everything(tracked: Tracked) -> bool:
    """Take all changes: the text as it is to become."""
    return True


def nothing(tracked: Tracked) -> bool:
    """Take no change: the text as it was."""
    return False


def by(author: str) -> Taken:
    """Take the changes of one author only."""
    return lambda tracked: tracked.author == author


def settled(manuscript: Manuscript, taken: Taken) -> Manuscript:
    """Leave of the tracked changes only what stands; an end that does not stand stays deleted."""
    return replace(
        manuscript,
        blocks=tuple(_settled(manuscript.blocks, taken)),
        notes={key: tuple(_settled(each, taken)) for key, each in manuscript.notes.items()},
    )


def _settled(blocks: Iterable[Block], taken: Taken) -> Iterator[Block]:
    before: Place | None = None
    for block in blocks:
        if isinstance(block, Line):
            words = tuple(
                looking(each, taken)._replace(tracked=None)
                for each in block.words
                if _stands(each.tracked, taken)
            )
            if is_picture(block) and not words:
                if block.place != before:  # no other line says that its paragraph stands
                    yield replace(block, words=(), anchors=())
                continue
            before = block.place
            end = None if _stands(block.end, taken) else _GONE
            yield replace(_shaped(block, taken), words=words, end=end)
        elif isinstance(block, Table):
            rows = tuple(_row(row, taken) for row in block.rows if _stands(row.tracked, taken))
            if rows:
                yield replace(block, rows=rows)
        elif _stands(block.tracked, taken):
            yield replace(block, tracked=None)


def _shaped(line: Line, taken: Taken) -> Line:
    """Let a line be the kind of paragraph that it is if the change is taken, or that it was."""
    was = line.reshaped
    if was is None:
        return line
    if taken(was.tracked):
        return replace(line, reshaped=None)
    return replace(line, style=was.style, level=was.level, item=was.item, reshaped=None)


def _row(row: Row, taken: Taken) -> Row:
    cells = tuple(replace(cell, blocks=tuple(_settled(cell.blocks, taken))) for cell in row.cells)
    return replace(row, cells=cells, tracked=None)


def _stands(tracked: Tracked | None, taken: Taken) -> bool:
    return tracked is None or (tracked.kind == "inserted") == taken(tracked)


_GONE = Tracked("deleted")


def seen(manuscript: Manuscript) -> SeenFile:
    """Read a file whose changes are settled."""
    signed = {
        f"sign-{found[1]}": line
        for blocks in (manuscript.blocks, *manuscript.notes.values())
        for block in _flow(blocks)
        for line in _lines_of(block)
        if line.line.style == _NOTE and (found := _SIGN.match(line.text))
    }
    flow = tuple(_with_signs(block, signed) for block in _flow(manuscript.blocks))
    notes = {
        key: tuple(_with_signs(block, signed) for block in _flow(blocks))
        for key, blocks in manuscript.notes.items()
    }
    return SeenFile(flow, notes, signed)


def _lines_of(block: Seen) -> Iterator[SeenLine]:
    if isinstance(block, SeenLine):
        yield block
    elif isinstance(block, SeenTable):
        yield from block.lines()


def _with_signs(block: Seen, signed: Mapping[str, SeenLine]) -> Seen:
    """Take the signs of notes, which are ours, out of the words."""
    if isinstance(block, SeenLine):
        return _line_with_signs(block, signed)
    if isinstance(block, SeenTable):
        rows = tuple(
            tuple(
                replace(cell, lines=tuple(_line_with_signs(line, signed) for line in cell.lines))
                for cell in row
            )
            for row in block.rows
        )
        return replace(block, rows=rows)
    return block


def _line_with_signs(line: SeenLine, signed: Mapping[str, SeenLine]) -> SeenLine:
    words: list[Words] = []
    for place, each in enumerate(line.words):
        is_sign = "superscript" in each.styles
        for piece in _SIGNS.split(each.text) if is_sign else [each.text]:
            key = f"sign-{piece[1:].rstrip('] ')}"
            if not (is_sign and _SIGN.fullmatch(piece) and key in signed):
                words.append(each._replace(text=piece))
            elif place or line.line.style != _NOTE:
                words.append(Words("", note=key))
    return replace(line, words=joined(each for each in words if each.text or each.note))


def without_signs(line: SeenLine) -> str:
    """Give the words of a line without the signs of notes, which our file prints itself."""
    pieces = [
        _SIGNS.sub(" ", each.text) if "superscript" in each.styles else each.text
        for each in line.words
    ]
    return "".join(pieces)


_NOTE = "Anmerkung"
_SIGN = re.compile(r"\[(\d{1,6})\] ?")
_SIGNS = re.compile(r"(\[\d{1,6}\] ?)")


def _flow(blocks: Iterable[Block]) -> Iterator[Seen]:
    for each in _whole(blocks):
        if isinstance(each, Table):
            yield _table(each)
        elif not isinstance(each, SeenLine) or not _is_ours(each):
            yield each


def _whole(blocks: Iterable[Block]) -> Iterator[SeenLine | Table | Picture]:
    """Lay lines together where the end of one is gone.

    The paragraph of a picture has no words: what has begun before it may end there, and does
    not go on in it.
    """
    begun: SeenLine | None = None
    for block in blocks:
        if isinstance(block, Line) and _is_bare(block):
            if block.end is None:
                yield from _with_words(begun)
                begun = None
            continue
        if isinstance(block, Line) and not is_picture(block):
            found = _after(begun, _line(block))
            begun = found if block.end is not None else None
            if begun is None:
                yield found
            continue
        yield from _with_words(begun)
        begun = None
        yield _line(block) if isinstance(block, Line) else block
    yield from _with_words(begun)


def _is_bare(line: Line) -> bool:
    """Tell the paragraph that a picture of ours stands in, or stood in."""
    return line.style == PICTURE_LINES and not line.words and not line.anchors


def _with_words(begun: SeenLine | None) -> Iterator[SeenLine]:
    if begun is not None and begun.words:
        yield begun


class Said(NamedTuple):
    """A line of the file: one of the text, of a sheet's values, or ours and no part of the text.

    ``own`` is "" or why it is ours: on the front page, or a name in a sheet.
    """

    line: SeenLine
    own: str = ""
    in_sheet: bool = False


def said_lines(blocks: Iterable[Block]) -> Iterator[Said]:
    """Go through all lines of a file whose changes are settled, those that are ours as well."""
    for each in _whole(blocks):
        if isinstance(each, SeenLine):
            yield Said(each, _own(each))
        elif isinstance(each, Table):
            is_sheet = any(line.style == _LABEL for line in lines_in((each,)))
            for row in each.rows:
                yield from _said_in_row(row, is_sheet)


def _said_in_row(row: Row, is_sheet: bool) -> Iterator[Said]:
    cells = [[Said(line, _own(line), is_sheet) for line in _cell_lines(cell)] for cell in row.cells]
    label = " ".join(each.line.text for each in cells[0]).strip() if cells and is_sheet else ""
    for each in (said for cell in cells for said in cell):
        yield each._replace(own=OWN_NAME) if label == RELATED and not each.own else each


def _cell_lines(cell: Cell) -> Iterator[SeenLine]:
    flat = [line for block in cell.blocks for line in lines_in((block,))]
    return (each for each in _whole(flat) if isinstance(each, SeenLine))


def _own(line: SeenLine) -> str:
    if _is_ours(line):
        return OWN_CREDIT if line.line.style == CREDIT_LINES else OWN_FRONT
    return OWN_NAME if line.line.style == _LABEL else ""


def _line(line: Line) -> SeenLine:
    # Bookmarks of where something left count only for who takes no change.
    names = sorted(line.anchors, key=lambda name: not name.startswith(OURS))
    found = tuple(anchor for name in names if (anchor := read_anchor(name)))
    return SeenLine(line, joined(line.words), found)


def _after(begun: SeenLine | None, line: SeenLine) -> SeenLine:
    """Lay a line behind one that goes on; of one without a word only the name is left, behind."""
    if begun is None:
        return line
    both = (begun, line) if begun.words else (line, begun)
    return replace(
        line,
        words=joined((*begun.words, *line.words)),
        anchors=tuple(dict.fromkeys(anchor for each in both for anchor in each.anchors)),
    )


def _is_ours(line: SeenLine) -> bool:
    """Tell lines of the front page, and empty lines that stand for nothing."""
    if line.anchors:
        return False
    blank = not line.text.strip() and not any(each.note for each in line.words)
    if line.line.style == VALUE_LINES and line.text.startswith(f"{RELATED} "):
        return True  # what a block is related to stands in no sheet
    return blank or line.line.style in _NOT_TEXT or line.line.style.startswith(_CONTENTS)


def _table(table: Table) -> Seen:
    rows = tuple(
        tuple(SeenCell(cell, tuple(_lines(cell.blocks))) for cell in row.cells)
        for row in table.rows
    )
    if any(line.style == _LABEL for line in lines_in((table,))):
        return SeenSheet(tuple(_sheet(rows)))
    return SeenTable(table, rows)


def _sheet(rows: Sequence[Sequence[SeenCell]]) -> Iterator[tuple[str, tuple[SeenLine, ...]]]:
    for first, *others in rows:
        label = " ".join(line.text for line in first.lines)
        yield label, tuple(line for cell in others for line in cell.lines)


def _lines(blocks: tuple[Block, ...]) -> Iterator[SeenLine]:
    """Read the lines of a cell, those of tables in it as well."""
    flat = [each for block in blocks for each in lines_in((block,))]
    yield from (each for each in _flow(flat) if isinstance(each, SeenLine))
