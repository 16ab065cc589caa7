"""The package shows its names without loading more than is asked for."""

import importlib
import subprocess
import sys
from pathlib import Path

import fortschrift.core.text as engine

SOURCES = Path(engine.__file__).parents[3]


def run(code: str) -> str:
    """Run code in a fresh process that has loaded nothing yet, and give what it prints."""
    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": str(SOURCES)},
    )
    return said.stdout.strip()


def test_one_module_does_not_load_the_others() -> None:
    loaded = run(
        "import sys, fortschrift.core.text.comparison.words;"
        "print(*(name for name in sys.modules if name.startswith('fortschrift.core.text.')))"
    )

    assert loaded.split() == [
        "fortschrift.core.text.comparison",
        "fortschrift.core.text.comparison.words",
    ]


def test_a_function_is_shown_where_a_module_has_its_name() -> None:
    kinds = run(
        "import fortschrift.core.text.apply, fortschrift.core.text.inverse;"
        "from fortschrift.core.text import apply, findings, intake, inverse;"
        "import fortschrift.core.text.intake;"
        "shown = (apply, findings, intake, inverse, fortschrift.core.text.intake);"
        "print(*(type(each).__name__ for each in shown))"
    )

    assert kinds == " ".join(["function"] * 5)


def test_a_name_that_is_not_there_is_said_to_be_missing() -> None:
    assert not hasattr(engine, "nothing_of_this_name")


def test_all_names_are_listed_and_each_is_the_one_of_its_module() -> None:
    public = importlib.import_module("fortschrift.core.text.public")

    assert set(engine.__all__) <= set(dir(engine))
    for name in engine.__all__:
        assert getattr(engine, name) is getattr(public, name)
