"""Tables of our Word files: whole in Word, LibreOffice and pandoc alike."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given

from fortschrift.concepts.rendering.docx import document, tracked_document
from fortschrift.concepts.rendering.pictures import MEASURE
from fortschrift.core.text import NodeState, Tree, apply, attributes, inline
from fortschrift.core.text.synopsis import synopsis
from tests.concepts.exports.test_pdf import STAMP, one_of
from tests.concepts.rendering_cases import tried
from tests.concepts.test_rendering_docx import Edit, File, W
from tests.core.text.growing import node_id
from tests.core.text.strategies import edits


def table_of(*rows: tuple[str, ...], header: bool = False, wide: int = 0) -> Tree:
    """Make a text with one table; `wide` is the columns that its last cell takes."""
    states, lines, number = [], [], 100
    for at, said in enumerate(rows):
        cells = [
            NodeState(node_id(number + n), "cell", text=inline(each)) for n, each in enumerate(said)
        ]
        number += len(said)
        if wide and at == len(rows) - 1:
            cells[-1] = NodeState(
                cells[-1].id, "cell", text=cells[-1].text, attributes=attributes({"columns": wide})
            )
        marks = attributes({"header": True}) if header and at == 0 else ()
        lines.append(NodeState(node_id(20 + at), "row", children=tuple(c.id for c in cells),
                               attributes=marks))  # fmt: skip
        states += cells
    table = NodeState(node_id(2), "table", children=tuple(each.id for each in lines))
    return one_of(table, *lines, *states)


def rows_of(table: Element) -> Iterator[list[tuple[int, int]]]:
    """Give width and columns of each cell, row by row."""
    for row in table.findall(f"{W}tr"):
        yield [
            (int(cell.find(f"{W}tcPr/{W}tcW").attrib[f"{W}w"]),  # type: ignore[union-attr]
             int(span.attrib[f"{W}val"]) if (span := cell.find(f"{W}tcPr/{W}gridSpan")) is not None
             else 1)
            for cell in row.findall(f"{W}tc")
        ]  # fmt: skip


@tried(40)
@given(edits(most=4))
def test_every_table_has_a_grid_with_widths_that_its_cells_keep(edit: Edit) -> None:
    old, operations = edit

    data = tracked_document(synopsis(old, apply(operations, old)), author="Rat")

    for table in File.of(data).body.iter(f"{W}tbl"):
        grid = [int(each.attrib[f"{W}w"]) for each in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert grid and all(grid) and sum(grid) == MEASURE
        for row, cells in zip(table.findall(f"{W}tr"), rows_of(table), strict=True):
            short = row.find(f"{W}trPr/{W}gridAfter")
            left = int(short.attrib[f"{W}val"]) if short is not None else 0
            assert sum(columns for _, columns in cells) + left == len(grid)
            at = 0
            for width, columns in cells:
                assert width == sum(grid[at : at + columns])
                at += columns


@pytest.mark.parametrize("header", [True, False])
def test_a_table_says_whether_its_first_row_is_a_head(header: bool) -> None:
    body = File.of(document(table_of(("A", "B"), ("1", "2"), header=header), STAMP)).body

    (table,) = body.iter(f"{W}tbl")
    (look,) = table.findall(f"{W}tblPr/{W}tblLook")
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
    assert look.attrib[f"{W}firstRow"] == str(int(header))
    assert heads == [header, False]


def by_pandoc(data: bytes, folder: Path) -> list[tuple[list[list[str]], list[list[str]]]]:
    """Read the tables of a file with pandoc: the words of the head's rows, and of the others."""
    file = folder / "text.docx"
    file.write_bytes(data)
    said = subprocess.run(
        ["pandoc", "-f", "docx", "-t", "json", str(file)], capture_output=True, check=True
    ).stdout
    found = []
    for table in _tables(json.loads(said)):
        _, _, _, (_, head), bodies, _ = table["c"]
        body = [row for _, _, _, rows in bodies for row in rows]
        found.append((_cells(head), _cells(body)))
    return found


def _cells(rows: Any) -> list[list[str]]:
    return [["".join(_words(blocks)) for *_, blocks in cells] for _, cells in rows]


def _tables(part: Any) -> Iterator[Any]:
    if isinstance(part, dict) and part.get("t") == "Table":
        yield part
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _tables(each)


def _words(part: Any) -> Iterator[str]:
    if isinstance(part, dict) and part.get("t") in ("Str", "Space"):
        yield part.get("c", " ")
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        if not isinstance(each, str):
            yield from _words(each)


needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="needs pandoc")


@needs_pandoc
@pytest.mark.parametrize("header", [True, False])
def test_pandoc_reads_a_table_cell_by_cell(tmp_path: Path, header: bool) -> None:
    rows = [["Ort", "Plätze"], ["Nordstadt", "40"], ["Oberfeld", "12"]]
    tree = table_of(*map(tuple, rows), header=header)

    ((head, body),) = by_pandoc(document(tree, STAMP), tmp_path)

    assert (head, body) == ((rows[:1], rows[1:]) if header else (head, rows))
    assert header or not any(any(row) for row in head)


@needs_pandoc
def test_pandoc_reads_a_cell_over_two_columns(tmp_path: Path) -> None:
    wide = table_of(("Ort", "Jahr", "Plätze"), ("Nordstadt", "noch offen"), wide=2)

    ((_, body),) = by_pandoc(document(wide, STAMP), tmp_path)

    assert [each for row in body for each in row if each] == [
        "Ort", "Jahr", "Plätze", "Nordstadt", "noch offen",
    ]  # fmt: skip
