"""Files of a text: how long each takes to make and to read back, and how that grows.

    ./fortschrift bench files

CPU time of this process and of those it starts, median of the rounds. *Back* is reading a Word file
of ours that nobody touched, with the ids of its nodes; the file that went out is made anew for it,
as on the page that tells which version a file is.
"""

import statistics
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

SIZES = (300, 600, 1_200, 2_400)
ROUNDS = 3


def run() -> int:
    """Measure all formats and print a table."""
    from benchmarks._concept_trees import concept_tree
    from benchmarks._measure import growth

    rows = [_row(concept_tree(size)) for size in SIZES]
    names = list(rows[0])
    print(" | ".join(f"{name:>12}" for name in names))
    for row in rows:
        print(" | ".join(f"{row[name]:>12,.0f}" for name in names))
    for name in names[1:-1]:
        exponent = growth([row["nodes"] for row in rows], [row[name] for row in rows])
        print(f"growth of {name} in the nodes: {exponent:.2f}")
    return 0


def _row(tree: object) -> dict[str, float]:
    from fortschrift.concepts.manuscripts.opening import read
    from fortschrift.concepts.rendering.docx import document
    from fortschrift.concepts.rendering.pdf.setting import pdf_of
    from fortschrift.concepts.rendering.stamp import Stamp
    from fortschrift.concepts.rendering.workbook.writing import workbook_of
    from fortschrift.concepts.returning.returned import returned
    from fortschrift.concepts.returning.workbook import read_workbook
    from fortschrift.core.text import TREE, NodeId, Tree, digest

    assert isinstance(tree, Tree)
    stored = TREE.to_bytes(tree)
    stamp = Stamp("Konzept", "Musterstadt", "Fassung 2026", day=date(2026, 1, 1),
                  hash=digest(stored), embedded=stored)  # fmt: skip
    word, sheet = document(tree, stamp), workbook_of(tree, stamp)

    def back() -> None:
        found = returned(tree, read(document(tree)), read(word), lambda: NodeId(uuid4()))
        assert found.tree == tree

    return {
        "nodes": len(tree),
        "Word ms": _median(lambda: document(tree, stamp)),
        "back ms": _median(back),
        "PDF ms": _median(lambda: pdf_of(tree, stamp)),
        "Excel ms": _median(lambda: workbook_of(tree, stamp)),
        "back (Excel) ms": _median(lambda: read_workbook(sheet)),
        "PDF kB": len(pdf_of(tree, stamp)) / 1000,
    }


def _median(work: Callable[[], object]) -> float:
    """Time work in milliseconds of this process."""
    times = []
    for _ in range(ROUNDS):
        began = _used()
        work()
        times.append((_used() - began) * 1000)
    return statistics.median(times)


def _used() -> float:
    """Give the processor time so far; the typesetter works in processes of its own."""
    from benchmarks._measure import children_cpu, own_cpu

    return own_cpu() + children_cpu()


if __name__ == "__main__":
    sys.path[:1] = [str(Path(__file__).resolve().parents[1])]  # a script finds only its siblings
    raise SystemExit(run())
