"""The rows of `./fortschrift bench text`, by name, in the order of the table.

A row is a function that takes the Bench and gives lines. It works with whatever is there: a piece
of the engine or a peer that is missing is named in its cell, and nothing is judged by it.
"""

from collections.abc import Callable

from benchmarks._report import Line
from benchmarks._text_rows import (
    clashes,
    merging,
    origins,
    quality,
    rebasing,
    revising,
    synopsis,
    words,
)
from benchmarks._text_rows.bench import Bench

ROWS: dict[str, Callable[[Bench], list[Line]]] = {
    "words": words.pairs,
    "rewrite": words.rewrites,
    "revision": revising.revisions,
    "merge": merging.one_after_another,
    "merge-growth": merging.growths,
    "set": merging.as_a_set,
    "clashes": clashes.clashing,
    "rebase": rebasing.rebase,
    "synopsis": synopsis.synopsis,
    "origins": origins.origins,
    "one-more": origins.one_more_version,
    "quality": quality.marked_by_hand,
}
