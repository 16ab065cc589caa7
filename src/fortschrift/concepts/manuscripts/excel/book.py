"""What an Excel file consists of: its sheets by name, the texts they share, cells and remarks."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.excel.looks import Looks, read_looks
from fortschrift.concepts.manuscripts.manuscript import Style, Words, joined
from fortschrift.concepts.manuscripts.package import Package, child, local, number, value

MOST_SHEETS = 200
MOST_CELLS = 400_000
"""Cells of a file that say something."""
MOST_CHARACTERS = 16 * 2**20
"""Of all cells; one long text may be shared by many."""

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MARKS: dict[str, Style] = {"b": "bold", "i": "italic"}
_TRUTH = {"1": "Ja", "0": "Nein"}


class Spot(NamedTuple):
    """A row and column of a sheet, both from 1."""

    row: int
    column: int


class Remark(NamedTuple):
    """What somebody remarked at a cell."""

    spot: Spot
    author: str
    text: str


@dataclass
class Sheet:
    """A sheet: what its cells say, which are merged (the last ones of each), what is not shown."""

    name: str
    is_hidden: bool = False
    cells: dict[Spot, tuple[Words, ...]] = field(default_factory=dict)
    merged: dict[Spot, Spot] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formulas: list[tuple[Spot, str]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)

    def shows(self, spot: Spot) -> bool:
        """Tell whether a cell is seen."""
        column = any(first <= spot.column <= last for first, last in self.hidden_columns)
        return not (self.is_hidden or column or spot.row in self.hidden_rows)


@dataclass
class Book:
    """An Excel file that is being read."""

    package: Package
    cells: int = 0
    characters: int = 0

    @property
    def main(self) -> str:
        """Give the part that lists the sheets."""
        for kind, target in self._relations("").values():
            if kind == "officeDocument":
                return target
        return "xl/workbook.xml"

    @property
    def title(self) -> str:
        """Give the title that the file has."""
        title = child(self.package.xml_if_there("docProps/core.xml"), "title")
        return (title.text or "").strip() if title is not None else ""

    def sheets(self) -> Iterator[Sheet]:
        """Read the sheets in order; raises Unreadable."""
        root = self.package.xml_of(self.main)
        self._is_1904 = value(child(root, "workbookPr"), "date1904") in ("1", "true")
        relations = self._relations(self.main)
        listed = child(root, "sheets")
        if listed is None:
            raise Unreadable("broken", self.main)
        if len(listed) > MOST_SHEETS:
            raise Unreadable("too_large", "sheets")
        for each in listed:
            kind, target = relations.get(value(each, "id") or "", ("", ""))
            if kind == "worksheet" and target in self.package:
                is_hidden = value(each, "state") in ("hidden", "veryHidden")
                yield self._sheet(target, Sheet(value(each, "name") or "", is_hidden))

    # ---- what sheets share

    _is_1904 = False

    @cached_property
    def looks(self) -> Looks:
        """Read how numbers are printed."""
        return read_looks(self._shared("styles"), is_1904=self._is_1904)

    @cached_property
    def texts(self) -> list[tuple[Words, ...]]:
        """Read the texts that cells share."""
        root = self._shared("sharedStrings")
        return [_words(each) for each in root or () if local(each.tag) == "si"]

    def _shared(self, kind: str) -> ET.Element | None:
        relations = self._relations(self.main).values()
        target = next((to for each, to in relations if each == kind), "")
        return self.package.xml_if_there(target)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Give the relations of a part: kind and target by id."""
        folder, name = posixpath.split(part)
        root = self.package.xml_if_there(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            value(each, "Id") or "": (
                (value(each, "Type") or "").rpartition("/")[2],
                posixpath.normpath(posixpath.join(f"/{folder}", value(each, "Target") or ""))[1:],
            )
            for each in root or ()
            if value(each, "TargetMode") != "External"
        }

    # ---- one sheet

    def _sheet(self, part: str, sheet: Sheet) -> Sheet:
        root = self.package.xml_of(part)
        for column in child(root, "cols") or ():
            if value(column, "hidden") in ("1", "true"):
                first, last = number(column, "min") or 0, number(column, "max") or 0
                sheet.hidden_columns.append((first, last))
        at = 0
        for row in child(root, "sheetData") or ():
            at = number(row, "r") or at + 1
            if value(row, "hidden") in ("1", "true"):
                sheet.hidden_rows.add(at)
            self._row(row, at, sheet)
        for each in child(root, "mergeCells") or ():
            begin, _, until = (value(each, "ref") or "").partition(":")
            if (start := spot_of(begin)) and (end := spot_of(until)):
                sheet.merged[start] = end
        foot = child(root, "headerFooter")
        sheet.heads += [each.text for each in foot or () if each.text]
        for kind, target in self._relations(part).values():
            if kind == "comments" and target in self.package:
                sheet.remarks += _remarks(self.package.xml_of(target))
            elif kind == "drawing" and target in self.package:
                sheet.boxes += _boxes(self.package.xml_of(target))
        return sheet

    def _row(self, row: ET.Element, at: int, sheet: Sheet) -> None:
        column = 0
        for cell in row:
            if local(cell.tag) != "c":
                continue
            spot = spot_of(value(cell, "r") or "") or Spot(at, column + 1)
            column = spot.column
            words = self._cell(cell)
            formula = child(cell, "f")
            if words:
                self.cells += 1
                self.characters += sum(len(each.text) for each in words)
                sheet.cells[spot] = words
            elif formula is not None and formula.text:
                sheet.formulas.append((spot, formula.text))
            if self.cells > MOST_CELLS or self.characters > MOST_CHARACTERS:
                raise Unreadable("too_large", sheet.name)

    def _cell(self, cell: ET.Element) -> tuple[Words, ...]:
        kind = value(cell, "t") or "n"
        if kind == "inlineStr":
            inside = child(cell, "is")
            return _words(inside) if inside is not None else ()
        found = child(cell, "v")
        said = (found.text or "") if found is not None else ""
        if kind == "s":
            at = int(said) if said.isdecimal() and len(said) < 9 else -1
            return self.texts[at] if 0 <= at < len(self.texts) else ()
        if kind == "n" and said.strip():
            said = self.looks.printed(said.strip(), number(cell, "s") or 0)
        elif kind == "b":
            said = _TRUTH.get(said.strip(), said)
        said = _plain(said)
        return (Words(said),) if said.strip() else ()


def spot_of(name: str) -> Spot | None:
    """Read the name of a cell.

    >>> spot_of("AB12")
    Spot(row=12, column=28)
    """
    found = _CELL.fullmatch(name.replace("$", ""))
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return Spot(int(found[2]), column)


def letters_of(column: int) -> str:
    """Name a column.

    >>> letters_of(1), letters_of(28)
    ('A', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _words(inside: ET.Element) -> tuple[Words, ...]:
    """Read a text with the looks of its runs; how it is spoken in Japanese is left out."""
    found: list[Words] = []
    for each in inside:
        name = local(each.tag)
        if name == "t":
            found.append(Words(_plain(each.text or "")))
        elif name == "r":
            about = child(each, "rPr")
            styles = frozenset(
                style for tag, style in _MARKS.items()
                if child(about, tag) is not None and value(child(about, tag)) not in ("0", "false")
            )  # fmt: skip
            text = child(each, "t")
            found.append(Words(_plain(text.text or "") if text is not None else "", styles))
    said = joined(each for each in found if each.text)
    return said if any(each.text.strip() for each in said) else ()


def _plain(text: str) -> str:
    """Undo the writing of signs that XML cannot hold; those that no page shows are left out."""
    text = _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), text)
    return "".join(
        each for each in text if each in "\t\n" or (each.isprintable() or each == "\xa0")
    )


def _remarks(root: ET.Element) -> Iterator[Remark]:
    authors = [(each.text or "").strip() for each in child(root, "authors") or ()]
    for each in child(root, "commentList") or ():
        spot, by = spot_of(value(each, "ref") or ""), number(each, "authorId")
        said = "".join(part.text or "" for part in each.iter() if local(part.tag) == "t")
        author = authors[by] if by is not None and 0 <= by < len(authors) else ""
        yield Remark(spot or Spot(0, 0), author, _plain(said).strip())


def _boxes(root: ET.Element) -> Iterator[str]:
    for each in root.iter():
        if local(each.tag) == "txBody":
            said = "".join(part.text or "" for part in each.iter() if local(part.tag) == "t")
            if said.strip():
                yield _plain(said).strip()
