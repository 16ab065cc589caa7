"""Pairs marked by hand; the answers, older than the code, are in tests/core/text/pairs."""

from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks import _engine_answers
from benchmarks._measure import Missing
from benchmarks._report import Line, holds, share, told
from benchmarks._text_rows.bench import Bench

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "core" / "text" / "pairs"


def marked_by_hand(bench: Bench) -> list[Line]:
    """Score every file of pairs there is, a reviewer's too."""
    from tests.core.text.pairs import pairs_in
    from tests.core.text.pairs.scoring import score

    lines: list[Line] = []
    for file in sorted(FOLDER.glob("*.json")):
        pairs = pairs_in(file.name)
        answers = [(pair, _answer(pair)) for pair in pairs]
        scores = [
            (pair.id, score(pair, said)) for pair, said in answers if not isinstance(said, Missing)
        ]
        without = [str(said) for _, said in answers if isinstance(said, Missing)]
        if without:
            lines.append(told(f"{file.stem}: {len(without)} of {len(pairs)} pairs", without[0]))
        lines += _lines(file.stem, scores) if scores else []
    return lines


def _answer(pair: Any) -> Sequence[Any] | Missing:
    try:
        if pair.shape == "text":
            return _engine_answers.text_answer(pair.old, pair.new)
        return _engine_answers.paragraphs_answer(pair.old, pair.new)
    except Missing as missing:
        return missing


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
