"""docs/outlines.md names all twenty axes, and for each a test that exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AXES = (
    "depth", "trees", "many-to-many", "numbering", "priority", "legal force", "attributes",
    "status", "period", "rhythm", "chain", "decision rules", "who may propose", "proposal kinds",
    "editions", "beyond the tree", "successor", "owners", "indicators", "budget",
)  # fmt: skip
ROW = re.compile(
    r"^\| (?P<number>\d+)\. (?P<axis>[^|]+) \| (?P<values>[^|]+) \| (?P<where>[^|]+)"
    r" \| `(?P<file>[^:`]+)::(?P<test>\w+)` \|$",
    re.MULTILINE,
)


def rows() -> list[re.Match[str]]:
    return list(ROW.finditer((ROOT / "docs" / "outlines.md").read_text(encoding="utf-8")))


def test_the_table_has_a_row_for_each_axis_in_order() -> None:
    found = rows()

    assert [int(row["number"]) for row in found] == list(range(1, 21))
    for row, words in zip(found, AXES, strict=True):
        assert words in row["axis"].casefold(), row["number"]
        assert row["values"].strip() and row["where"].strip()


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["number"])
def test_the_test_that_shows_an_axis_exists(row: re.Match[str]) -> None:
    source = (ROOT / row["file"]).read_text(encoding="utf-8")

    assert re.search(rf"^def {row['test']}\(", source, re.MULTILINE)


def test_every_file_the_document_speaks_of_exists() -> None:
    words = (ROOT / "docs" / "outlines.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:core|concepts)/[\w/.]+)`", words))

    assert named
    for path in named:
        assert (ROOT / "src" / "fortschrift" / path).exists(), path
