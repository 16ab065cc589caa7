"""The table of the seeds is true: every row stands there, with the tests that close it."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from tests.house.seeds import ROWS_FILE, TABLE_FILE, UnreadableMark, collect, render, rows

REFRESH = "docs/seeds.md is out of date: python -m tests.house.seeds"


def numbered(text: str, *spans: tuple[int, int]) -> Iterator[str]:
    for first, last in spans:
        yield from (f"{text}.{number:02}" for number in range(first, last + 1))


EVERY_ROW = [*numbered("S1", (1, 53)), *numbered("S2", (1, 42))]
#: What is recorded and shown so far; a row joins this list with the work that closes it.
CLOSED = [
    *numbered("S1", (1, 34), (36, 42), (44, 46), (52, 52)),
    *numbered("S2", (1, 34), (38, 42)),
]


def test_the_list_holds_each_line_of_both_texts_once() -> None:
    assert list(rows()) == EVERY_ROW
    assert all(rows().values())


def test_a_row_written_down_twice_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubled = tmp_path / "seeds.yaml"
    doubled.write_text(ROWS_FILE.read_text("utf-8") + 'S1.01: "Something else."\n', "utf-8")
    monkeypatch.setattr("tests.house.seeds.ROWS_FILE", doubled)

    with pytest.raises(ValueError, match=r"twice: S1\.01"):
        rows()


def test_no_test_names_a_row_that_does_not_exist() -> None:
    assert sorted(collect().keys() - rows().keys()) == []


def test_the_table_is_what_the_tests_say() -> None:
    assert TABLE_FILE.read_text(encoding="utf-8") == render(rows(), collect()), REFRESH


def test_every_row_that_counts_as_closed_has_a_test() -> None:
    closed = collect()

    assert [row for row in CLOSED if row not in closed] == []


def test_marks_are_found_wherever_pytest_finds_them(tmp_path: Path) -> None:
    write_test(
        tmp_path,
        """
        pytestmark = [pytest.mark.django_db, pytest.mark.row("S2.01")]
        CASES = [pytest.param(1, marks=pytest.mark.row("S1.05")), 2]

        @pytest.mark.row("S1.01", "S1.02")
        def test_a_plain_one(): ...

        @pytest.mark.parametrize("n", [pytest.param(1, marks=[pytest.mark.row("S1.04")])])
        def test_with_cases(n): ...

        @pytest.mark.parametrize("n", CASES)
        def test_with_named_cases(n): ...

        @pytest.mark.row("S1.03")
        class TestTogether:
            def test_a_method(self): ...
        """,
    )

    found = collect(tmp_path)

    plain, cases, named, method = (
        f"tests/app/test_it.py::{test}"
        for test in (
            "test_a_plain_one",
            "test_with_cases",
            "test_with_named_cases",
            "TestTogether::test_a_method",
        )
    )
    assert found == {
        "S1.01": [plain],
        "S1.02": [plain],
        "S1.03": [method],
        "S1.04": [cases],
        "S1.05": [named],
        "S2.01": [plain, cases, named, method],
    }


def test_a_test_that_shows_nothing_closes_nothing(tmp_path: Path) -> None:
    write_test(
        tmp_path,
        """
        @pytest.mark.skip("later")
        @pytest.mark.row("S1.01")
        def test_left_out(): ...

        @pytest.mark.row("S1.01")
        @pytest.mark.xfail
        def test_that_may_fail(): ...

        @pytest.mark.row("S1.01")
        def no_test_at_all(): ...
        """,
    )

    assert collect(tmp_path) == {}


def test_a_mark_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    write_test(tmp_path, "@pytest.mark.row(*ROWS)\ndef test_it(): ...")

    with pytest.raises(UnreadableMark, match=r"tests/app/test_it\.py:1"):
        collect(tmp_path)


def test_the_table_counts_and_names_what_is_open() -> None:
    table = render(
        {"S1.01": "A name.", "S2.01": "Skip links.", "S2.02": "A date."},
        {"S2.01": ["tests/test_a.py::test_b", "tests/test_c.py::test_d"]},
    )

    assert "| Wolfsburg 2011 to 2020 | 1 | 0 | 1 |" in table
    assert "| Wolfenbüttel 2017 | 2 | 1 | 1 |" in table
    assert "| **together** | 3 | 1 | 2 |" in table
    assert "| S1.01 | A name. | open |" in table
    assert "`tests/test_a.py::test_b`<br>`tests/test_c.py::test_d`" in table


def write_test(root: Path, source: str) -> None:
    folder = root / "tests" / "app"
    folder.mkdir(parents=True)
    (folder / "test_it.py").write_text(dedent(source).lstrip("\n"), encoding="utf-8")
