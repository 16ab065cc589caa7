"""The long run tries every property, says what it has seen, and goes on where it was stopped."""

from importlib import import_module
from pathlib import Path

import pytest

from tests.core.text import kinds
from tests.core.text.long import main

OTHERWISE_DRAWN = {
    # what these are tried on is drawn sign by sign, in the long profile of Hypothesis
    "p3_divided_pieces_are_the_parts_and_together_the_whole",
}


def test_every_numbered_property_is_tried() -> None:
    known = {name.split("[")[0] for kind in kinds.KINDS.values() for name, _ in kinds.bodies(kind)}

    stated = {
        name.removeprefix("test_")
        for file in Path(__file__).parent.glob("test_*.py")
        for name, test in vars(import_module(f"tests.core.text.{file.stem}")).items()
        if name.startswith("test_p") and name[6:7].isdigit() and hasattr(test, "hypothesis")
    }

    assert stated - known == OTHERWISE_DRAWN


def test_a_run_says_what_was_tried_and_goes_on_where_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "seen.jsonl"
    command = ["--processes", "1", "--properties", "p1_equal_texts", "--into", str(into)]

    assert main(["--cases", "5", *command]) == 0
    first = capsys.readouterr().out
    assert main(["--cases", "5", *command]) == 0

    assert "5 cases" in first
    assert "0 violations  p1_equal_texts_have_no_difference" in first
    assert capsys.readouterr().out == first
    assert len(into.read_text("utf-8").splitlines()) == 1
