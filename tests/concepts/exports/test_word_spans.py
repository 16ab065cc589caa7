"""Cells over several rows in our Word files: whole in Word, LibreOffice and pandoc alike."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from xml.etree.ElementTree import Element

from hypothesis import given
from hypothesis import strategies as st

from fortschrift.concepts.manuscripts.manuscript import Table
from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.rendering.docx import document, tracked_document
from fortschrift.core.text import NodeState, Tree, attributes, inline
from fortschrift.core.text.difference.diff import diff
from fortschrift.core.text.synopsis import synopsis
from tests.concepts.exports.test_pdf import STAMP, one_of
from tests.concepts.exports.test_word_tables import by_pandoc, needs_pandoc
from tests.concepts.rendering_cases import tried
from tests.concepts.test_rendering_docx import LEFT_OUT, File, Side, W
from tests.core.text.growing import node_id

Said = tuple[int, str, int, int]
"""A cell: its number, its word, its columns and its rows."""


def table_of(rows: list[tuple[int, list[Said]]]) -> Tree:
    """Make a text with one table of rows, which have a number each."""
    lines, states = [], []
    for number, cells in rows:
        made = [
            NodeState(
                node_id(1000 + at), "cell", text=inline(word),
                attributes=attributes({"columns": columns, "rows": deep}),
            )
            for at, word, columns, deep in cells
        ]  # fmt: skip
        lines.append(NodeState(node_id(20 + number), "row", children=tuple(c.id for c in made)))
        states += made
    table = NodeState(node_id(2), "table", children=tuple(each.id for each in lines))
    return one_of(table, *lines, *states)


SPANNED = table_of([
    (1, [(1, "Nordstadt", 1, 2), (2, "Kurse", 1, 1), (3, "40", 1, 1)]),
    (2, [(4, "Beratung", 1, 1), (5, "12", 1, 1)]),
    (3, [(6, "Oberfeld", 1, 1), (7, "noch offen", 2, 1)]),
])  # fmt: skip
LAID = [
    [(1, "restart"), (1, ""), (1, "")], [(1, "continue"), (1, ""), (1, "")], [(1, ""), (2, "")],
]  # fmt: skip

Laid = list[list[tuple[int, str]]]
"""Of each row the columns of its cells, and whether they begin or go on."""


def laid(data: bytes, side: Side = "new") -> Laid:
    """Tell how the cells of a file's only table lie when all changes are taken, or refused."""
    (table,) = File.of(data).body.iter(f"{W}tbl")
    rows = [
        [(_columns(cell), _merge(cell)) for cell in row.findall(f"{W}tc")]
        for row in table.findall(f"{W}tr")
        if not any(row.find(f"{W}trPr/{W}{each}") is not None for each in LEFT_OUT[side])
    ]
    return [list(_settled(rows, y)) for y in range(len(rows))]


def _settled(rows: Laid, y: int) -> Iterator[tuple[int, str]]:
    """Leave out beginnings that nothing goes on from; refuse what goes on from nothing."""
    at = 0
    for columns, merge in rows[y]:
        below = _at(rows, y + 1, at)
        if merge == "continue":
            assert _at(rows, y - 1, at) in ((columns, "restart"), (columns, "continue"))
        yield columns, "" if merge == "restart" and below != (columns, "continue") else merge
        at += columns


def _at(rows: Laid, y: int, x: int) -> tuple[int, str] | None:
    at = 0
    for cell in rows[y] if 0 <= y < len(rows) else []:
        if at == x:
            return cell
        at += cell[0]
    return None


def _columns(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(span.attrib[f"{W}val"]) if span is not None else 1


def _merge(cell: Element) -> str:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge.attrib.get(f"{W}val", "continue") if merge is not None else ""


def test_a_row_below_a_cell_over_two_rows_has_a_cell_that_goes_on() -> None:
    data = document(SPANNED, STAMP)

    assert laid(data) == LAID
    assert not list(File.of(data).body.iter(f"{W}gridAfter"))


def test_a_file_read_like_any_other_has_its_cells_over_rows_and_columns() -> None:
    (table,) = (each for each in read(document(SPANNED, STAMP)).blocks if isinstance(each, Table))

    assert [[(cell.columns, cell.rows) for cell in row.cells] for row in table.rows] == [
        [(1, 2), (1, 1), (1, 1)], [(1, 1), (1, 1)], [(1, 1), (2, 1)],
    ]  # fmt: skip


@needs_pandoc
def test_pandoc_reads_a_cell_over_two_rows(tmp_path: Path) -> None:
    ((_, body),) = by_pandoc(document(SPANNED, STAMP), tmp_path)

    assert body == [["Nordstadt", "Kurse", "40"], ["Beratung", "12"], ["Oberfeld", "noch offen"]]


def test_a_row_that_comes_under_a_cell_is_merged_and_refused_it_is_as_before() -> None:
    new = table_of([
        (1, [(1, "Nordstadt", 1, 3), (2, "Kurse", 1, 1), (3, "40", 1, 1)]),
        (4, [(8, "Sport", 1, 1), (9, "7", 1, 1)]),
        (2, [(4, "Beratung", 1, 1), (5, "12", 1, 1)]),
        (3, [(6, "Oberfeld", 1, 1), (7, "noch offen", 2, 1)]),
    ])  # fmt: skip

    data = tracked_document(synopsis(SPANNED, new), author="Rat", stamp=STAMP)

    assert laid(data, "old") == LAID
    assert laid(data, "new") == [LAID[0], LAID[1], *LAID[1:]]
    assert not [each for each in read(data).lines() if "Zeilen" in each.text()]


def some_table(chance: Random) -> Tree:
    """Make a table of three columns that is full, with cells over rows and columns."""
    high, wide = chance.randint(1, 4), 3
    free = {(x, y) for x in range(wide) for y in range(high)}
    rows: list[tuple[int, list[Any]]] = []
    for y in range(high):
        rows.append((y, []))
        for x in range(wide):
            if (x, y) not in free:
                continue
            deep = chance.randint(1, high - y)
            columns = 2 if (x + 1, y) in free and chance.random() < 0.3 else 1
            free -= {(x + i, y + j) for i in range(columns) for j in range(deep)}
            rows[-1][1].append((10 * y + x, chance.choice(("ja", "nein")), columns, deep))
    return table_of(rows)


@tried(60)
@given(st.randoms(use_true_random=False))
def test_taken_or_refused_the_cells_lie_as_in_the_file_of_that_text(chance: Random) -> None:
    old, new = some_table(chance), some_table(chance)

    data = tracked_document(synopsis(old, new), author="Rat", stamp=STAMP)

    assert diff(old, new) or old == new
    assert laid(data, "new") == laid(document(new, STAMP))
    assert laid(data, "old") == laid(document(old, STAMP))
