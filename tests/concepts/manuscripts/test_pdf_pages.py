"""What stands where on the pages of a PDF: columns, edges, notes, tables."""

import pytest

from fortschrift.concepts.manuscripts.manuscript import (
    Aside,
    Line,
    Place,
    Table,
)
from tests.concepts.manuscripts.typeset import (
    PREAMBLE,
    PROSE,
    SHEET,
    cells,
    headings,
    read,
    table,
    texts,
)

# ---- columns


def marked(name: str, count: int) -> str:
    return "\n\n".join(f"{name}{number}. {PROSE}" for number in range(count))


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other(columns: int) -> None:
    found = read(
        f"#set par(justify: true)\n#columns({columns})[\n{marked('Absatz', 8)}\n]",
        PREAMBLE + "#set page(height: 14cm, margin: 1.5cm)\n",
    )

    assert texts(found) == [f"Absatz{number}. {PROSE}" for number in range(8)]


def test_headings_over_the_whole_width_part_the_columns() -> None:
    part = "#block(height: 8.5cm, breakable: false, columns(2)[{}])\n"
    long = "Handlungsfeld {}: Mobilität, Verkehr, Klima, Energie und Wohnen"
    body = "#set par(justify: true)\n" + "".join(
        f"= {long.format(number)}\n" + part.format(marked(f"T{number}x", 3)) for number in (1, 2)
    )

    found = read(body)

    assert [text.split(". ")[0] for text in texts(found)] == [
        long.format(1), "T1x0", "T1x1", "T1x2", long.format(2), "T2x0", "T2x1", "T2x2",
    ]  # fmt: skip


def test_a_short_heading_over_two_columns_parts_them_too() -> None:
    part = "#block(height: 8.5cm, breakable: false, columns(2)[{}])\n"
    body = "#set par(justify: true)\n" + "".join(
        f"= Feld {number}\n" + part.format(marked(f"T{number}x", 3)) for number in (1, 2)
    )

    found = read(body)

    assert [text.split(". ")[0] for text in texts(found)] == [
        "Feld 1", "T1x0", "T1x1", "T1x2", "Feld 2", "T2x0", "T2x1", "T2x2",
    ]  # fmt: skip


# ---- what stands at the edges


def test_running_heads_and_feet_stand_aside() -> None:
    preamble = (
        PREAMBLE
        + """
#set page(height: 12cm, header: [Klimakonzept Musterstadt #h(1fr) Entwurf],
    footer: context [Seite #counter(page).display() von 4])
"""
    )

    found = read("\n\n".join([PROSE] * 12), preamble)

    assert texts(found) == [PROSE] * 12
    assert found.asides[0] == Aside(Place("page", 1), "head", "Klimakonzept Musterstadt\tEntwurf")
    feet = [each.text for each in found.asides if each.kind == "foot"]
    assert feet == [f"Seite {number} von 4" for number in range(1, len(feet) + 1)]
    assert len(feet) > 2


def test_numbers_in_headings_on_each_page_are_no_page_numbers() -> None:
    found = read("#pagebreak()\n".join(f"= Maßnahme {number}\n{PROSE}\n" for number in range(1, 6)))

    assert headings(found) == [(1, f"Maßnahme {number}") for number in range(1, 6)]
    assert found.asides == ()


def test_a_list_of_contents_stands_aside() -> None:
    found = read(f"#outline(title: [Inhalt])\n#pagebreak()\n= Ziele\n{PROSE}\n= Wege\n{PROSE}")

    entries = [each.text for each in found.asides if each.kind == "contents"]
    assert [each.split()[0] for each in entries] == ["Ziele", "Wege"]


def test_text_that_runs_upwards_stands_aside() -> None:
    found = read(f"{PROSE}\n\n#rotate(-90deg, reflow: true)[Am Rand]")

    assert texts(found) == [PROSE]
    assert [each.kind for each in found.asides] == ["other"]


def test_footnotes_hang_on_their_words() -> None:
    found = read(
        f"#set par(justify: true)\nDas Ziel#footnote[{PROSE}] gilt.#footnote[Beschluss von 2023.]"
        f" {PROSE}"
    )

    line = next(found.lines())
    assert line.text() == f"Das Ziel gilt. {PROSE}"
    keys = [each.note for each in line.words if each.note]
    assert keys == ["footnote-1-1", "footnote-1-2"]
    assert [found.notes[key][0].text() for key in keys] == [PROSE, "Beschluss von 2023."]  # type: ignore[union-attr]


# ---- tables


def test_a_measure_sheet_in_lines_is_a_table() -> None:
    found = read(f"{PROSE}\n" + table("table(columns: (4cm, 1fr))", SHEET) + PROSE)

    before, sheet, after = found.blocks
    assert isinstance(before, Line) and isinstance(after, Line)
    assert cells(sheet) == [list(row) for row in SHEET]


@pytest.mark.parametrize("gutter", ["0.65em", "1.2em"])
def test_a_measure_sheet_without_lines_is_a_table(gutter: str) -> None:
    kind = f"grid(columns: (4cm, 1fr), row-gutter: {gutter})"

    found = read(f"{PROSE}\n\n" + table(kind, SHEET) + f"\n{PROSE}")

    assert [cells(each) for each in found.blocks if isinstance(each, Table)] == [
        [list(row) for row in SHEET]
    ]


def test_cells_over_columns_and_rows_are_one() -> None:
    body = """#table(columns: (1fr, 1fr, 1fr),
      table.cell(colspan: 3)[Kosten], table.cell(rowspan: 2)[Personal], [2025], [10 000],
      [2026], [20 000])"""

    (found,) = read(body).blocks

    assert isinstance(found, Table)
    assert cells(found) == [["Kosten"], ["Personal", "2025", "10 000"], ["2026", "20 000"]]
    assert [(row.cells[0].columns, row.cells[0].rows) for row in found.rows] == [
        (3, 1), (1, 2), (1, 1),
    ]  # fmt: skip


def test_a_table_goes_on_on_the_next_page() -> None:
    rows = [[f"M{number}", PROSE] for number in range(8)]

    found = read(table("table(columns: (3cm, 1fr))", rows), PREAMBLE + "#set page(height: 10cm)\n")

    assert len(found.blocks) == 1
    assert [row[0] for row in cells(found.blocks[0]) if row[0]] == [row[0] for row in rows]
