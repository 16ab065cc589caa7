"""Writing the table of a text as a workbook that can be edited and comes back.

Every word is written as a text and never as a formula. The ids stand in a hidden column; a
hidden sheet keeps the cells as they went out, so that what was changed outside is known even
when the text has gone on meanwhile.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from fortschrift.concepts.rendering.stamp import Stamp
from fortschrift.concepts.rendering.workbook.layout import set_up, widths
from fortschrift.concepts.rendering.workbook.table import (
    HEADING,
    Column,
    Table,
    TableRow,
    kinds_seen,
    table_of,
)
from fortschrift.core.text import InlineText, Tree

ELEMENTS, ABOUT, WENT_OUT = "Elemente", "Fassung", "Ausgangsstand"
ID, HASH = "Kennung", "Prüfsumme"
OF_KIND = "|"  # no key has it

_INK = "#1F2933"
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def workbook_of(tree: Tree, stamp: Stamp) -> bytes:
    """Write the elements of a text as a workbook; the same text gives the same bytes."""
    table, written = table_of(tree), BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({
            "title": stamp.title, "subject": stamp.version, "author": stamp.publisher,
            "created": _EARLIEST, "keywords": stamp.hash,
        })  # fmt: skip
        looks = _looks(book)
        _write_elements(book.add_worksheet(ELEMENTS), table, stamp, looks)
        _write_about(book.add_worksheet(ABOUT), stamp, looks)
        _write_went_out(book.add_worksheet(WENT_OUT), table)
    return written.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    wrapped = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#D5DCE3"}
    fixed = {**wrapped, "font_color": _INK, "bg_color": "#F4F6F8"}
    head = {**wrapped, "bold": True, "bottom_color": "#52606D"}
    return {
        "head": book.add_format({**head, "bg_color": "#CFE0F2"}),
        "head fixed": book.add_format({**head, "bg_color": "#DDE1E6"}),
        "text": book.add_format(wrapped),
        "first": book.add_format({**wrapped, "bold": True}),
        "fixed": book.add_format(fixed),
        "money": book.add_format({**wrapped, "num_format": '#,##0.00 "€"'}),
        "number": book.add_format({**wrapped, "num_format": "#,##0"}),
        "label": book.add_format({"bold": True, "valign": "top"}),
        "make": book.add_format,
    }


def _write_elements(sheet: Worksheet, table: Table, stamp: Stamp, looks: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 38, None, {"hidden": True})
    sheet.write_string(0, 0, ID, looks["head fixed"])
    for place, (column, width) in enumerate(zip(table.columns, widths(table), strict=True), 1):
        sheet.set_column(place, place, width)
        head = looks["head fixed" if column.kind == "fixed" else "head"]
        sheet.write_string(0, place, column.title, head)
        _guard(sheet, column, place, len(table.rows))
    for at, row in enumerate(table.rows, start=1):
        sheet.write_string(at, 0, str(row.node), looks["fixed"])
        for place, column in enumerate(table.columns, start=1):
            _write_cell(sheet, (at, place), row, column, looks)
    set_up(sheet, table, stamp)


def _write_cell(
    sheet: Worksheet, place: tuple[int, int], row: TableRow, of: Column, looks: dict[str, Any]
) -> None:
    is_first = of.key == HEADING and row.depth == 1
    look = looks["first"] if is_first else looks.get(of.kind, looks["text"])
    said = row.cells.get(of.key, "")
    number = _number(said, of)
    if number is not None:
        sheet.write_number(*place, number, look)
    elif of.key in row.marked:
        parts = _parts(row.marked[of.key], {"bold"} if is_first else set())
        given = [piece for said, marks in parts for piece in (_inside(marks, looks), said)]
        sheet.write_rich_string(*place, *given, look)
    elif said:
        sheet.write_string(*place, said, look)
    else:
        sheet.write_blank(*place, None, look)


def _parts(text: InlineText, always: set[str]) -> list[tuple[str, frozenset[str]]]:
    """Cut words where their marks change; the library wants two parts at least."""
    parts = [(run.text, frozenset(always | kinds_seen(run))) for run in text]
    if len(parts) > 1:
        return parts
    said, marks = parts[0]
    return [(said[:-1], marks), (said[-1:], marks)]


def _inside(marks: frozenset[str], looks: dict[str, Any]) -> Any:
    """Give the look of words inside a cell, made once for each set of marks."""
    name = " ".join(sorted(marks)) or "plain"
    if name not in looks:
        looks[name] = looks["make"]({
            "font_color": _INK, "bold": "bold" in marks, "italic": "italic" in marks,
            "font_script": 1 if "superscript" in marks else 2 if "subscript" in marks else 0,
        })  # fmt: skip
    return looks[name]


def _number(said: str, of: Column) -> float | None:
    """Give amounts and numbers as such, so that they can be added up."""
    if of.kind not in ("money", "number") or not said:
        return None
    if (of.kind == "money") != said.endswith(" Euro"):  # words where an amount should stand
        return None
    plain = said.removesuffix(" Euro").replace(".", "").replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        return None
    # A number that would come back as another one stays a text.
    return number if abs(number) < 10**12 and _same(plain, number) else None


def _same(plain: str, number: float) -> bool:
    return f"{number:.{len(plain.partition('.')[2])}f}" == plain


def _guard(sheet: Worksheet, column: Column, place: int, rows: int) -> None:
    """Let a cell be chosen from what it may hold, with a warning; stop what would not be taken."""
    options = ["ja", "nein"] if column.kind == "flag" else list(column.options)
    title = column.title[:32]
    if rows and column.kind == "fixed":
        sheet.data_validation(1, place, rows, place, {
            "validate": "custom", "value": "=FALSE", "error_type": "stop", "error_title": title,
            "error_message": _ONLY_TO_READ,
        })  # fmt: skip
    elif options and rows and len(",".join(options)) <= 255:
        sheet.data_validation(1, place, rows, place, {
            "validate": "list", "source": options, "error_type": "warning",
            "error_title": title, "error_message": "Nicht in der Liste.",
        })  # fmt: skip


_ONLY_TO_READ = (
    "Diese Spalte dient nur zum Lesen. Was hier steht, wird nicht übernommen."
    " Den Text ändern Sie im Entwurf oder in der Word-Datei."
)


def _write_about(sheet: Worksheet, stamp: Stamp, looks: dict[str, Any]) -> None:
    """Say which text this is and what can be changed in the table."""
    said = (
        ("Titel", stamp.title), ("Herausgegeben von", stamp.publisher),
        ("Fassung", stamp.version), ("Stand", stamp.standing),
        ("Textstand", stamp.date_in_words), ("Kennung", stamp.code),
        (HASH, stamp.hash), ("Adresse", stamp.address),
        ("Ändern", "Überschriften und Angaben können Sie ändern und die Datei zurückgeben."
         " Graue Spalten dienen nur zum Lesen; den Text ändern Sie im Entwurf oder in der"
         " Word-Datei."
         " Listen: je Zeile ein Eintrag (Alt+Eingabe)."),
    )  # fmt: skip
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90)
    for place, (label, text) in enumerate(said):
        sheet.write_string(place, 0, label, looks["label"])
        sheet.write_string(place, 1, text, looks["text"])


def _write_went_out(sheet: Worksheet, table: Table) -> None:
    """Keep each cell as it went out, under the keys of its row and column with its kind."""
    sheet.very_hidden()
    for place, column in enumerate(table.columns, start=1):
        sheet.write_string(0, place, f"{column.key}{OF_KIND}{column.kind}")
    for at, row in enumerate(table.rows, start=1):
        _write_kept(sheet, at, row, table.columns)


def _write_kept(sheet: Worksheet, at: int, row: TableRow, columns: tuple[Column, ...]) -> None:
    sheet.write_string(at, 0, str(row.node))
    for place, column in enumerate(columns, start=1):
        said = row.cells.get(column.key, "")
        if said:
            sheet.write_string(at, place, said)
