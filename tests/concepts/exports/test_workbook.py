"""The elements of a text as a workbook: comes back unchanged, or with the cells that changed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from openpyxl import load_workbook

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.rendering.docx import document
from fortschrift.concepts.rendering.stamp import Stamp
from fortschrift.concepts.rendering.workbook.writing import workbook_of
from fortschrift.concepts.returning.workbook import Changed, read_workbook, taken_into
from fortschrift.core.text import (
    BOLD,
    TREE,
    Level,
    NodeState,
    Tree,
    attributes,
    inline,
    joined,
)
from fortschrift.core.text.runs import ITALIC, SUPERSCRIPT
from tests.concepts.rendering_cases import tried
from tests.core.text.growing import OUTLINE, node_id
from tests.core.text.strategies import trees

STAMP = Stamp("Vielfalt leben", "Musterstadt", "Fassung 2026", hash="ab12" * 16)
FELD, KURSE = node_id(2), node_id(3)


def measure(**said: Any) -> Tree:
    """A field with one measure."""
    states = [
        NodeState(node_id(1), "concept", inline("Konzept"), children=(FELD,)),
        NodeState(FELD, "feld", inline("Bildung"), children=(KURSE,)),
        NodeState(
            KURSE, "massnahme", joined(inline("Kurse", BOLD), inline(" für alle")),
            attributes=attributes(said),
        ),
    ]  # fmt: skip
    return Tree.of(states, root=node_id(1), outline=OUTLINE)


def edited(data: bytes, **cells: object) -> bytes:
    """Change cells of the measure's row as somebody does in a spreadsheet, by their titles."""
    book = load_workbook(BytesIO(data))
    sheet = book["Elemente"]
    titles = [cell.value for cell in sheet[1]]
    for title, value in cells.items():
        sheet.cell(3, titles.index(title) + 1).value = value
    return saved(book)


def saved(book: Any) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()


@tried(60)
@given(trees)
def test_a_workbook_that_nobody_touched_changes_nothing(tree: Tree) -> None:
    found = read_workbook(workbook_of(tree, STAMP))

    assert found == replace(found, hash=STAMP.hash, changed=(), missing=(), strange=())
    assert workbook_of(tree, STAMP) == workbook_of(tree, STAMP)


@tried(30)
@given(trees)
def test_a_workbook_that_was_only_saved_changes_nothing(tree: Tree) -> None:
    data = saved(load_workbook(BytesIO(workbook_of(tree, STAMP))))

    assert read_workbook(data).changed == ()


def long_text(words: int) -> Tree:
    """A field with a measure whose text has so many words, some of them marked."""
    text = joined(
        inline("Wer "), inline("neu", BOLD), inline(" ist, "), inline("lernt", ITALIC),
        inline(" Deutsch auf m"), inline("2", SUPERSCRIPT), inline(" wort" * words),
    )  # fmt: skip
    said = attributes({"kosten": 5, "partner": ("AWO", "Volkshochschule Mitte")})
    states = [
        NodeState(node_id(1), "concept", inline("Konzept"), children=(FELD,)),
        NodeState(FELD, "feld", inline("Bildung", ITALIC), children=(KURSE,)),
        NodeState(KURSE, "massnahme", inline("Kurse"), children=(node_id(4),),
                  attributes=said),
        NodeState(node_id(4), "paragraph", text=text),
    ]  # fmt: skip
    return Tree.of(states, root=node_id(1), outline=OUTLINE)


def column_of(sheet: Any, title: str) -> str:
    return next(str(cell.column_letter) for cell in sheet[1] if cell.value == title)


def test_words_keep_their_marks_in_the_cells_and_come_back_as_they_went() -> None:
    data = workbook_of(long_text(3), STAMP)

    sheet = load_workbook(BytesIO(data), rich_text=True)["Elemente"]
    text, heading = (sheet[f"{column_of(sheet, title)}{row}"].value
                     for title, row in (("Text", 3), ("Überschrift", 2)))  # fmt: skip
    shown = [(str(part), bool(part.font.b), bool(part.font.i), part.font.vertAlign)
             for part in text]  # fmt: skip
    assert shown[:4] == [("Wer ", False, False, None), ("neu", True, False, None),
                         (" ist, ", False, False, None), ("lernt", False, True, None)]  # fmt: skip
    assert shown[5] == ("2", False, False, "superscript")
    assert "".join(map(str, heading)) == "Bildung"
    assert all(part.font.i and part.font.b for part in heading)
    assert read_workbook(data).changed == ()
    assert read_workbook(saved(load_workbook(BytesIO(data), rich_text=True))).changed == ()


@pytest.mark.parametrize(("words", "least", "most"), [(3, 70, 71), (400, 83, 95), (5000, 110, 111)])
def test_the_text_has_room_for_its_lines_and_every_cell_wraps(
    words: int, least: int, most: int
) -> None:
    sheet = load_workbook(BytesIO(workbook_of(long_text(words), STAMP)))["Elemente"]

    text = column_of(sheet, "Text")
    assert least <= sheet.column_dimensions[text].width <= most
    assert sheet.column_dimensions[column_of(sheet, "Mitwirkende")].width >= len(
        "Volkshochschule Mitte"
    )
    for row in sheet.iter_rows(min_row=2, min_col=2):
        assert all(cell.alignment.wrap_text and cell.alignment.vertical == "top" for cell in row)


def test_head_and_headings_stay_in_sight_on_the_screen_and_on_paper() -> None:
    sheet = load_workbook(BytesIO(workbook_of(long_text(400), STAMP)))["Elemente"]

    assert sheet.freeze_panes == "E2"
    assert sheet.print_title_rows == "$1:$1" and sheet.print_title_cols == "$B:$D"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToHeight == 0 and sheet.page_setup.fitToWidth == 2
    assert "Fassung 2026" in sheet.oddFooter.left.text


def test_what_is_only_to_be_read_cannot_be_typed_over_by_mistake() -> None:
    sheet = load_workbook(BytesIO(workbook_of(measure(stufe="mittel"), STAMP)))["Elemente"]

    stopped = {str(each.sqref)[0] for each in sheet.data_validations.dataValidation
               if each.errorStyle in (None, "stop") and each.type == "custom"
               and each.formula1 == "FALSE" and "nicht übernommen" in each.error}  # fmt: skip
    assert stopped == {column_of(sheet, title) for title in ("Ebene", "Nummer", "Text")}


def test_words_that_look_like_formulas_are_words() -> None:
    tree = measure(beginn="=1+1", partner=("+49 5361", "@SUMME(A1)"))

    book = load_workbook(BytesIO(workbook_of(tree, STAMP)))

    types = {cell.data_type for row in book["Elemente"] for cell in row if cell.value}
    assert "f" not in types
    assert read_workbook(workbook_of(tree, STAMP)).changed == ()


@pytest.mark.parametrize(
    ("title", "cell", "key", "value"),
    [
        ("Kosten", 12500.5, "kosten", 1_250_050),
        ("Kosten", "12.500,50 €", "kosten", 1_250_050),
        ("Kosten", "800", "kosten", 80_000),
        ("Beginn", "März 2027", "beginn", "2027-03"),
        ("Beginn", datetime(2027, 3, 1, tzinfo=UTC).replace(tzinfo=None), "beginn", "2027-03-01"),
        ("Beginn", date(2028, 12, 31), "beginn", "2028-12-31"),
        ("läuft bereits", "ja", "laufend", True),
        ("läuft bereits", True, "laufend", True),
        ("Mitwirkende", "AWO\nVolkshochschule", "partner", ("AWO", "Volkshochschule")),
        ("Priorität", "hoch", "stufe", "hoch"),
        ("Priorität", None, "stufe", None),
    ],
)
def test_a_changed_cell_is_the_attribute_of_its_type(
    title: str, cell: object, key: str, value: object
) -> None:
    tree = measure(kosten=5, beginn="2026", laufend=False, partner=("AWO",), stufe="mittel")

    found = read_workbook(edited(workbook_of(tree, STAMP), **{title: cell}))
    taken = taken_into(tree, found.changed)

    assert [each.fate for each in taken.judged] == ["taken"]
    assert taken.tree[KURSE].attribute(key) == value


def test_another_heading_keeps_the_marks_of_the_words_that_stay() -> None:
    tree = measure()

    found = read_workbook(edited(workbook_of(tree, STAMP), Überschrift="Kurse für viele"))
    taken = taken_into(tree, found.changed)

    assert taken.tree[KURSE].heading == joined(inline("Kurse", BOLD), inline(" für viele"))


def test_what_cannot_be_read_or_is_only_to_be_read_is_told_and_not_taken() -> None:
    tree = measure(kosten=5, stufe="mittel")
    sent = workbook_of(tree, STAMP)

    found = read_workbook(edited(sent, Kosten="viel", Priorität="egal", Nummer="99"))
    taken = taken_into(tree, found.changed)

    fates = {each.cell.key: each.fate for each in taken.judged}
    assert fates == {"(nummer)": "fixed", "kosten": "unreadable", "stufe": "unreadable"}
    assert TREE.to_bytes(taken.tree) == TREE.to_bytes(tree)


def test_what_changed_meanwhile_is_told_and_never_overwritten() -> None:
    sent = workbook_of(measure(kosten=500, stufe="mittel"), STAMP)
    now = measure(kosten=900, stufe="mittel")

    found = read_workbook(edited(sent, Kosten=7, Priorität="hoch"))
    taken = taken_into(now, found.changed)

    fates = {each.cell.key: (each.fate, each.now) for each in taken.judged}
    assert fates == {"kosten": ("meanwhile", "9 Euro"), "stufe": ("taken", "mittel")}
    assert taken.tree[KURSE].attribute("kosten") == 900


def test_an_element_that_is_gone_meanwhile_is_told() -> None:
    sent = workbook_of(measure(kosten=500), STAMP)
    now = Tree.of([NodeState(node_id(1), "concept", inline("Konzept"))], root=node_id(1))

    found = read_workbook(edited(sent, Kosten=7))

    assert [each.fate for each in taken_into(now, found.changed).judged] == ["gone"]


def test_deleted_and_strange_rows_are_listed() -> None:
    book = load_workbook(BytesIO(workbook_of(measure(kosten=5), STAMP)))
    sheet = book["Elemente"]
    sheet.delete_rows(3)
    sheet.append([str(node_id(77)), "Maßnahme", None, "fremd"])
    sheet.append([None, None, None, "neu dazugeschrieben"])

    found = read_workbook(saved(book))

    assert found.missing == (KURSE,)
    assert found.strange == (3, 4)
    assert found.changed == ()


def test_rows_in_another_order_are_the_same_rows() -> None:
    book = load_workbook(BytesIO(workbook_of(measure(kosten=5), STAMP)))
    sheet = book["Elemente"]
    first = [cell.value for cell in sheet[2]]
    second = [cell.value for cell in sheet[3]]
    for at, row in ((2, second), (3, first)):
        for place, value in enumerate(row, start=1):
            sheet.cell(at, place).value = value

    assert read_workbook(saved(book)).changed == ()


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", document(measure(), STAMP), b"Kennung;Ebene"], ids=len
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_workbook(data)


def test_an_attribute_that_the_level_does_not_know_has_a_column_of_its_own() -> None:
    tree = measure(sonstiges="ja")

    found = read_workbook(edited(workbook_of(tree, STAMP), sonstiges="nein"))

    assert found.changed == (Changed(KURSE, "sonstiges", "ja", "nein", 3),)


def test_a_level_without_measures_has_no_columns_for_them() -> None:
    outline = replace(OUTLINE, levels=(Level("feld", "Feld", "Felder"),), roots=("feld",))
    tree = replace(measure(), outline=outline)

    book = load_workbook(BytesIO(workbook_of(tree, STAMP)))

    titles = [cell.value for cell in book["Elemente"][1]]
    assert titles == ["Kennung", "Ebene", "Nummer", "Überschrift", "Text"]
