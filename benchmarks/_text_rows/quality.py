"""Pairs marked by hand; the answers and how they are scored are in tests/core/text/pairs."""

from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks._report import Line, holds, share
from benchmarks._text_rows.bench import Bench

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "core" / "text" / "pairs"


def marked_by_hand(bench: Bench) -> list[Line]:
    """Score every file of pairs there is, a reviewer's too."""
    from tests.core.text.pairs import pairs_in
    from tests.core.text.pairs.answering import answered
    from tests.core.text.pairs.scoring import score

    lines: list[Line] = []
    for file in sorted(FOLDER.glob("*.json")):
        scores = [(pair.id, score(pair, answered(pair))) for pair in pairs_in(file.name)]
        lines += _lines(file.stem, scores)
    return lines


def _lines(name: str, scores: list[tuple[str, Any]]) -> list[Line]:
    faults: dict[str, Callable[[Any], bool]] = {
        "no cut inside a word or number": lambda each: each.cuts > 0,
        "no change unseen": lambda each: each.unseen,
        "old and new rebuilt": lambda each: not each.rebuilds,
        "no patchwork": lambda each: each.patchwork > 0,
        "no wrong partner": lambda each: each.rows < 1,
    }
    return [
        share(f"{name}: F1 of marked words", fmean(each.f1 for _, each in scores), 0.98),
        *(
            holds(f"{name}: {what}", [pair for pair, each in scores if wrong(each)],
                  of=len(scores))
            for what, wrong in faults.items()
        ),
    ]  # fmt: skip
