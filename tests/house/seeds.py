"""Which test closes which row of the two seed texts: collected from the tests, written as a table.

A module of its own because two use it: `python -m tests.house.seeds` writes docs/seeds.md, and
`test_seeds.py` sees to it that the table is true.  Tests are read as syntax trees and never
imported, so a test that cannot be collected on this machine still counts where it stands.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
ROWS_FILE = Path(__file__).with_name("seeds.yaml")
TABLE_FILE = ROOT / "docs" / "seeds.md"
TEXTS = {
    "S1": "Wolfsburg 2011 to 2020",
    "S2": "Wolfenbüttel 2017",
}
#: Marks under which a test shows nothing, so that it closes no row either.
SHOWS_NOTHING = {"skip", "xfail"}

#: From a row to the tests that close it, as "tests/stories/test_x.py::test_name".
Closed = Mapping[str, Sequence[str]]
Tested = ast.FunctionDef | ast.AsyncFunctionDef
_ENTRY = re.compile(r"^(S\d\.\d\d):", re.MULTILINE)


class UnreadableMark(ValueError):
    """A row mark that cannot be read without running the test; names file and line."""


def rows() -> dict[str, str]:
    """Return all rows in their order; raises ValueError for an id that stands there twice."""
    text = ROWS_FILE.read_text(encoding="utf-8")
    ids = _ENTRY.findall(text)
    twice = sorted({row for row in ids if ids.count(row) > 1})
    if twice:  # YAML would keep the last one without a word
        raise ValueError(f"{ROWS_FILE.name} says twice: {', '.join(twice)}")
    return dict(yaml.safe_load(text))


def collect(root: Path = ROOT) -> dict[str, list[str]]:
    """Return for each row named in a mark the tests below `root`/tests that carry it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted((root / "tests").rglob("test_*.py")):
        for row, test in _marks_of(path, path.relative_to(root).as_posix()):
            if test not in found[row]:
                found[row].append(test)
    return dict(found)


def render(rows: Mapping[str, str], closed: Closed) -> str:
    """Return docs/seeds.md."""
    parts = [
        "# The rows of the seeds",
        "Two press texts stand at the beginning of this project. Read line by line they ask for "
        f"{len(rows)} things; every row is a requirement. A row is closed when a test carries "
        "its id (`@pytest.mark.row`); a row without a test reads *open*.",
        "This file is written by `python -m tests.house.seeds` from `tests/house/seeds.yaml` and "
        "the tests; `tests/house/test_seeds.py` fails when it is out of date.",
        _counts(rows, closed),
        *(_section(prefix, rows, closed) for prefix in TEXTS),
    ]
    return "\n\n".join(parts) + "\n"


def _marks_of(path: Path, name: str) -> Iterator[tuple[str, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=name)
    named = dict(_assigned(tree.body))
    everywhere = _marks(name, [named.get("pytestmark")], named)
    for test, places in _tests(tree.body, named):
        marks = _marks(name, places, named)
        if not any(mark in SHOWS_NOTHING for mark, _ in [*everywhere, *marks]):
            for mark, row in [*everywhere, *marks]:
                if mark == "row":
                    yield row, f"{name}::{test}"


def _assigned(body: Iterable[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    for statement in body:
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        else:
            continue
        if isinstance(targets[0], ast.Name) and statement.value is not None:
            yield targets[0].id, statement.value


def _tests(
    body: Iterable[ast.stmt], named: Mapping[str, ast.expr]
) -> Iterator[tuple[str, list[ast.expr | None]]]:
    """Yield each test with the places where its marks stand: its own, then those of its class."""
    for node in body:
        if isinstance(node, Tested) and node.name.startswith("test"):
            yield node.name, list(node.decorator_list)
        elif isinstance(node, ast.ClassDef):
            shared = [*node.decorator_list, dict(_assigned(node.body)).get("pytestmark")]
            for test, places in _tests(node.body, named):
                yield f"{node.name}::{test}", [*places, *shared]


def _marks(
    name: str, places: Iterable[ast.expr | None], named: Mapping[str, ast.expr]
) -> list[tuple[str, str]]:
    """Return (mark, row) for each row of each mark, and (mark, "") for marks without rows."""
    return [
        found
        for place in places
        if place is not None
        for node in _with_names_resolved(place, named)
        for found in _mark(name, node)
    ]


def _with_names_resolved(place: ast.expr, named: Mapping[str, ast.expr]) -> Iterator[ast.AST]:
    """Walk a decorator, and the lists of the same module that it names (parametrised cases)."""
    for node in ast.walk(place):
        yield node
        if isinstance(node, ast.Name) and node.id in named:
            yield from ast.walk(named[node.id])


def _mark(name: str, node: ast.AST) -> Iterator[tuple[str, str]]:
    if (mark := _mark_name(node)) not in ("", "row"):
        yield mark, ""
    if isinstance(node, ast.Call) and _mark_name(node.func) == "row":
        for argument in node.args:
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                raise UnreadableMark(f"{name}:{node.lineno}: a row id must stand there as text")
            yield "row", argument.value


def _mark_name(node: ast.AST) -> str:
    """Return "row" for `pytest.mark.row`, and nothing for anything that is no mark."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
        return node.attr if node.value.attr == "mark" else ""
    return ""


def _counts(rows: Mapping[str, str], closed: Closed) -> str:
    lines = ["| text | rows | closed | open |", "|---|---|---|---|"]
    for prefix, title in [*TEXTS.items(), ("S", "**together**")]:
        ids = [row for row in rows if row.startswith(prefix)]
        done = sum(row in closed for row in ids)
        lines.append(f"| {title} | {len(ids)} | {done} | {len(ids) - done} |")
    return "\n".join(lines)


def _section(prefix: str, rows: Mapping[str, str], closed: Closed) -> str:
    lines = [f"## {prefix}: {TEXTS[prefix]}", "", "| row | what | tests |", "|---|---|---|"]
    for row, what in rows.items():
        if row.startswith(prefix):
            tests = "<br>".join(f"`{test}`" for test in closed.get(row, ()))
            lines.append(f"| {row} | {what} | {tests or 'open'} |")
    return "\n".join(lines)


if __name__ == "__main__":
    TABLE_FILE.write_text(render(rows(), collect()), encoding="utf-8")
    print(f"written: {TABLE_FILE.relative_to(ROOT)}")
