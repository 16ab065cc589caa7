"""An Excel file is read as it is shown, each cell with its place; another program wrote it."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import count
from uuid import UUID

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.excel import book
from fortschrift.concepts.manuscripts.manuscript import Manuscript, Place, Table, lines_in
from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.manuscripts.placed import Placed, placed
from fortschrift.concepts.manuscripts.proposing import proposed
from fortschrift.core.text import NodeId, plain
from fortschrift.core.text.blocks import is_level
from tests.concepts.manuscripts.packed import zipped


def excel(fill: Callable[[Worksheet], None], *more: Callable[[Worksheet], None]) -> bytes:
    """Write an Excel file, a sheet for each function that fills it."""
    file = Workbook()
    assert file.active is not None
    fill(file.active)
    for each in more:
        each(file.create_sheet())
    packed = BytesIO()
    file.save(packed)
    return packed.getvalue()


def table_in(found: Manuscript) -> list[list[tuple[str, int, int]]]:
    (table,) = (block for block in found.blocks if isinstance(block, Table))
    return [
        [
            (" / ".join(line.text() for line in lines_in(cell.blocks)), cell.columns, cell.rows)
            for cell in row.cells
        ]
        for row in table.rows
    ]


def texts(found: Manuscript) -> list[str]:
    return [line.text() for line in found.lines()]


def brought_in(data: bytes) -> Placed:
    found, numbers = read(data), count(1)
    return placed(found, proposed(found), lambda: NodeId(UUID(int=next(numbers))))


def test_cells_are_read_as_they_are_shown() -> None:
    def fill(sheet: Worksheet) -> None:
        looks = (
            (5000, '#,##0 "€"'), (1234.5, "#,##0.00 [$€-407]"), (0.125, "0.0%"), (3.5, "General"),
            (7, "General"), (date(2026, 3, 1), "dd.mm.yyyy"), (date(2026, 3, 1), "mm/yyyy"),
            (date(2026, 3, 1), "yyyy"), (True, "General"), ("00123", "@"),
        )  # fmt: skip
        for row, (said, look) in enumerate(looks, start=1):
            sheet.cell(row, 1, said).number_format = look

    assert texts(read(excel(fill))) == [
        "5.000 €", "1.234,50 €", "12,5 %", "3,5", "7", "01.03.2026", "03.2026", "2026", "Ja",
        "00123",
    ]  # fmt: skip


def test_each_cell_has_its_place_and_merged_ones_are_one() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.title = "Plan"
        sheet["B3"], sheet["C3"], sheet["C4"] = "eins", "zwei\nzeilig", "drei"
        sheet.merge_cells("B3:B9")

    found = read(excel(fill))

    assert table_in(found) == [[("eins", 1, 2), ("zwei / zeilig", 1, 1)], [("drei", 1, 1)]]
    assert [line.place for line in found.lines()][1:] == [
        Place("row", 3, "Plan", "C"), Place("row", 3, "Plan", "C"), Place("row", 4, "Plan", "C"),
    ]  # fmt: skip


def test_words_keep_their_looks() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = CellRichText("Die ", TextBlock(InlineFont(b=True), "Stadt"))

    (line,) = read(excel(fill)).lines()
    assert [(each.text, sorted(each.styles)) for each in line.words] == [
        ("Die ", []), ("Stadt", ["bold"]),
    ]  # fmt: skip


def test_what_is_not_shown_stands_aside_and_remarks_are_kept() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["A2"] = "offen", "Spalte", "Zeile"
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[2].hidden = True
        sheet["A1"].comment = Comment("Bitte prüfen", "Erika Muster")
        sheet["D5"] = "=1+1"
        sheet.oddHeader.center.text = "Entwurf"

    def hide(sheet: Worksheet) -> None:
        sheet["A1"] = "Blatt"
        sheet.sheet_state = "hidden"

    found = read(excel(fill, hide))

    assert texts(found) == ["offen"]
    assert {(each.kind, each.text) for each in found.asides} == {
        ("hidden", "Spalte"), ("hidden", "Zeile"), ("hidden", "Blatt"), ("other", "=1+1"),
        ("head", "&CEntwurf"), ("head", "Sheet"), ("head", "Sheet1"),
    }  # fmt: skip
    (remark,) = found.comments.values()
    assert (remark.author, remark.text, remark.on) == ("Erika Muster", "Bitte prüfen", "offen")


def test_a_list_of_measures_becomes_a_tree_with_attributes() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Maßnahmen der Stadt"])
        sheet.append(["Handlungsfeld", "Leitziel", "Maßnahme", "Federführung", "Beginn", "Kosten"])
        sheet.append(["1 Sprache", "1.1 Lernen", "Kurse", "VHS", date(2026, 3, 1), 5000])
        sheet.append([None, None, "Räume", None, None, None])
        sheet.append(["2 Wohnen", "2.1 Bauen", "Häuser", "Amt 60", None, 12.5])
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("D3:D4")
        sheet["F3"].number_format = '#,##0 "€"'

    made = brought_in(excel(fill))

    elements = [state for state in made.tree if is_level(state.kind)]
    assert [(made.tree.depth(e.id), e.printed_number, plain(e.heading)) for e in elements] == [
        (1, "1", "Sprache"), (2, "1.1", "Lernen"), (3, None, "Kurse"), (3, None, "Räume"),
        (1, "2", "Wohnen"), (2, "2.1", "Bauen"), (3, None, "Häuser"),
    ]  # fmt: skip
    assert [dict(each.attributes) for each in elements if each.kind == "massnahme"] == [
        {"federfuehrung": "VHS", "beginn": "2026-03-01", "kosten": 500000},
        {"federfuehrung": "VHS"},
        {"federfuehrung": "Amt 60", "kosten": "12,5"},
    ]
    assert made.places[elements[2].id] == Place("row", 3, "Sheet", "C")


def test_a_sheet_for_each_field_makes_fields() -> None:
    def of(number: int) -> Callable[[Worksheet], None]:
        def fill(sheet: Worksheet) -> None:
            sheet.title = f"Handlungsfeld {number}"
            sheet.append(["Maßnahme", "Status"])
            sheet.append([f"Kurse {number}", "läuft"])

        return fill

    made = brought_in(excel(of(1), of(2)))

    assert [
        (made.tree.depth(each.id), each.printed_number, plain(each.heading))
        for each in made.tree
        if is_level(each.kind)
    ] == [(1, "1", ""), (2, None, "Kurse 1"), (1, "2", ""), (2, None, "Kurse 2")]


# ---- files that cannot be read

SPACES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def by_hand(sheet: str, texts: str = "", **more: bytes) -> bytes:
    """Write an Excel file by hand."""
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "xl/workbook.xml": (
            f'<workbook {SPACES} xmlns:r="{RELATED}"><sheets><sheet name="A" r:id="a"/></sheets>'
            "</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{packages}">'
            f'<Relationship Id="a" Type="{RELATED}/worksheet" Target="sheet.xml"/>'
            f'<Relationship Id="b" Type="{RELATED}/sharedStrings" Target="texts.xml"/>'
            "</Relationships>"
        ),
        "xl/sheet.xml": f"<worksheet {SPACES}>{sheet}</worksheet>",
        "xl/texts.xml": f"<sst {SPACES}>{texts}</sst>",
    }
    return zipped({name: text.encode() for name, text in files.items()} | dict(more))


def test_cells_far_off_cost_no_more_than_others() -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>fern</t></is></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'

    found = read(by_hand(f"<sheetData>{near}{far}</sheetData>{merged}"))

    assert texts(found) == ["1", "fern"]


def test_one_long_text_in_many_cells_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_CHARACTERS", 1000)
    cells = '<c t="s"><v>0</v></c>' * 20

    with pytest.raises(Unreadable) as refused:
        read(by_hand(f"<sheetData><row>{cells}</row></sheetData>", f"<si><t>{'a' * 100}</t></si>"))

    assert refused.value.reason == "too_large"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (by_hand("<sheetData/>"), "empty"),
        (by_hand("<sheetData/>", **{"xl/vbaProject.bin": b"x"}), "macros"),
        (zipped({"xl/workbook.bin": b"x"}), "unknown"),
        (zipped({"xl/workbook.xml": b"<workbook/>"}), "broken"),
        (zipped({"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><workbook>&b;</workbook>"}),
         "broken"),
        (by_hand("<sheetData><row>" + "<c>" * 200_000), "broken"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.reason == reason
