"""Bringing files in: how much of a concept arrives where it belongs, beside pandoc's time.

    ./fortschrift bench import                 all rows
    ./fortschrift bench import word pdf        these rows

A generated concept of 1,000 elements on more than 200 pages, of which all is known, as a file of
each kind. The score is the share of elements on the right level under the right parent; words that
are neither in the text nor listed are counted as lost. pandoc and LibreOffice are used if they are
installed. Exit code 1 when a target is missed.
"""

import sys
import tempfile
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks._report import Line

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run the rows that are asked for and print one table."""
    # As a script this finds neither the project nor its own siblings.
    sys.path[:1] = [str(ROOT / "src"), str(ROOT)]
    from benchmarks._import_rows import ROWS
    from benchmarks._report import table

    unknown = set(sys.argv[1:]) - set(ROWS)
    if unknown:
        print(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
        return 2
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="fortschrift-bench-") as folder:
        for name in sys.argv[1:] or ROWS:
            print(f"{name} …", file=sys.stderr, flush=True)
            lines += [replace(each, row=name) for each in _lines(name, Path(folder))]
    print(table(lines))
    return 1 if any(line.reached is False for line in lines) else 0


def _lines(name: str, folder: Path) -> "list[Line]":
    """Run a row; one that breaks off is a target missed and stops no other."""
    from benchmarks._import_rows import ROWS
    from benchmarks._report import Line

    try:
        return list(ROWS[name](folder))
    except Exception as error:
        traceback.print_exc()
        said = f"{type(error).__name__}: {error}".replace("|", "/").replace("\n", " ")
        return [Line("broke off", said[:80], target="runs to its end", reached=False)]


if __name__ == "__main__":
    sys.exit(main())
