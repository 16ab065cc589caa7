"""The text engine beside git, wdiff and difflib, in one run on generated German concepts.

    ./fortschrift bench text                  all rows
    ./fortschrift bench text words merge      these rows
    ./fortschrift bench text --write FOLDER   only write the input, to try another tool on it

CPU time, that of child processes included; contenders in turn; medians. Peers are used if they
are installed. Exit code 1 when a target is missed.
"""

import argparse
import json
import sys
import tempfile
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks._report import Line
    from benchmarks._text_rows.bench import Bench

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run the rows that are asked for and print one table."""
    # As a script this finds neither the project nor its own siblings.
    sys.path[:1] = [str(ROOT / "src"), str(ROOT)]
    from benchmarks._measure import ROUNDS
    from benchmarks._report import table
    from benchmarks._text_rows import ROWS

    options = _options(sorted(ROWS), ROUNDS)
    if options.write:
        _write(options.write)
        return 0
    lines = _run(options.rows or list(ROWS), options.rounds)
    print(table(lines))
    return 1 if any(line.reached is False for line in lines) else 0


def _options(rows: list[str], rounds: int) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fortschrift bench text", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(rows))
    parser.add_argument("--rounds", type=int, default=rounds, help=f"{rounds} unless told")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the input as JSON")
    options = parser.parse_args()
    if unknown := set(options.rows) - set(rows):
        parser.error(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(rows)}")
    return options


def _run(names: list[str], rounds: int) -> "list[Line]":
    from benchmarks._text_rows import ROWS
    from benchmarks._text_rows.bench import Bench

    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="fortschrift-bench-") as folder:
        bench = Bench(Path(folder), rounds)
        for name in names:
            print(f"{name} …", file=sys.stderr, flush=True)
            lines += [replace(line, row=name) for line in _lines(ROWS[name], bench)]
    return lines


def _lines(row: "Callable[[Bench], list[Line]]", bench: "Bench") -> "list[Line]":
    """Run a row; one that breaks off is a target missed and stops no other."""
    from benchmarks._report import Line

    try:
        return row(bench)
    except Exception as error:
        traceback.print_exc()
        said = f"{type(error).__name__}: {error}".replace("|", "/").replace("\n", " ")
        return [Line("broke off", said[:80], target="runs to its end", reached=False)]


def _write(folder: Path) -> None:
    from benchmarks._german_changes import text_input

    folder.mkdir(parents=True, exist_ok=True)
    made = text_input()
    for name, value in made._asdict().items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
