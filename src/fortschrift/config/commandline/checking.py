"""`./fortschrift test`: all checks of the project in their order, from the fastest to the slowest.

The list below is the one place that says what has to pass.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fortschrift.config.commandline import browser, postgres, stages
from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.places import ROOT
from fortschrift.config.commandline.stages import Result, Stage

INNER = "fortschrift.config.commandline"
PYTHON_PATHS = ("src", "tests", "benchmarks", "fortschrift")
WITHOUT_A_DATABASE = (
    "tests/core",
    "tests/benchmarks",
    "tests/concepts/manuscripts",
    "tests/concepts/returning",
    "tests/office",
)
"""Tests that run once, because no database can make a difference to them."""
MIGRATIONS = ("manage", "makemigrations", "--check", "--dry-run", "--noinput")
IMPORT_LINTER = (
    "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"
)


def run(options: argparse.Namespace) -> int:
    """Run all stages, or only pytest when arguments are given; exit code 0 means all passed."""
    with tempfile.TemporaryDirectory(prefix="fortschrift-test-") as folder:
        # No test may touch the data of an installation on this machine.
        os.environ["FORTSCHRIFT_DATA"] = folder
        os.environ.pop("FORTSCHRIFT_SECRET_KEY_FILE", None)
        _show_chromium()
        return _pytest_only(options.rest) if options.rest else _everything()


def _show_chromium() -> None:
    found = browser.find_chromium()
    if found:
        os.environ["FORTSCHRIFT_CHROMIUM"] = str(found)


def _pytest_only(arguments: list[str]) -> int:
    inside = Path.cwd().is_relative_to(ROOT)
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=None if inside else ROOT, check=False).returncode


def _everything() -> int:
    """Run the quick checks one after another, then the tests side by side."""
    began = time.monotonic()
    strict = os.environ.get("CI", "").lower() in ("1", "true")
    results: list[Result] = []
    for stage in _static_checks():
        print(f"\n── {stage.title} ──", flush=True)
        results.append(stages.run(stage, missing_fails=strict))
    tests = _tests()
    print(f"\n… {', '.join(stage.title for stage in tests)}", flush=True)
    for result, output in stages.run_beside(tests, missing_fails=strict):
        print(f"\n── {result.title} ──\n{output}{result.remark}", flush=True)
        results.append(result)
    seconds = time.monotonic() - began
    print(f"\n{stages.table(results, seconds)}\n\n{stages.closing_line(results)}", flush=True)
    return int(any(result.failed for result in results))


def _static_checks() -> list[Stage]:
    python = sys.executable
    paths = [path for path in PYTHON_PATHS if (ROOT / path).exists()]
    return [
        Stage("ruff check", [python, "-m", "ruff", "check", *paths]),
        Stage("ruff format", [python, "-m", "ruff", "format", "--check", *paths]),
        Stage("mypy", [python, "-m", "mypy"]),
        Stage("import-linter", [python, "-c", IMPORT_LINTER, "--no-logo"]),
        Stage("djlint", [python, "-m", "djlint", "--lint", "src/fortschrift"]),
        Stage(
            say(de="Migrationen", en="migrations"),
            [python, "-m", INNER, *MIGRATIONS],
            {"DATABASE_URL": None},
        ),
    ]


def _tests() -> list[Stage]:
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m"]
    server = postgres.find_postgres()
    chromium = browser.find_chromium()
    return [
        Stage(
            say(de="Tests auf SQLite", en="tests on SQLite"),
            [*pytest, "not browser"],
            {"DATABASE_URL": None},
            counts=True,
        ),
        Stage(
            say(de="Tests auf PostgreSQL", en="tests on PostgreSQL"),
            [*pytest, "not browser", *(f"--ignore={path}" for path in WITHOUT_A_DATABASE)],
            {"DATABASE_URL": server},
            counts=True,
            missing="" if server else postgres.how_to_get_it(),
        ),
        Stage(
            say(de="Tests im Browser", en="tests in a browser"),
            [*pytest, "browser"],
            {"DATABASE_URL": None},
            counts=True,
            missing="" if chromium else browser.how_to_get_it(),
        ),
    ]
