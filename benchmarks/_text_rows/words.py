"""Differences of one paragraph: the generated pairs, and how the cost grows up to a rewrite."""

from collections.abc import Callable, Sequence
from random import Random

from benchmarks import _engine, _peers
from benchmarks._german_concepts import Writer
from benchmarks._german_words import NOUNS
from benchmarks._measure import Contender, growth_of, in_turn
from benchmarks._report import Line, at_most, faster, holds, spent, told
from benchmarks._scores import Hunk, cuts, rebuilds
from benchmarks._text_rows.bench import Bench

SIZES = (200, 400, 800, 1600)
EVERY = 20


def pairs(bench: Bench) -> list[Line]:
    """Compare every paragraph of an amendment with what it was."""
    each = bench.input.pairs
    runs = in_turn(
        {
            "engine": _over(_engine.word_difference, each),
            "difflib": _over(_peers.difflib_hunks, each),
            "splitting": Contender(
                lambda: [(_peers.split_words(old), _peers.split_words(new)) for old, new in each]
            ),
        },
        bench.rounds,
    )
    engine, why = runs["engine"].value, runs["engine"].missing
    shown = None if engine is None else list(zip(each, engine, strict=True))
    return [
        faster("a pair", runs["engine"], "difflib", runs["difflib"], 0.2, per=len(each)),
        faster("a pair", runs["engine"], "splitting", runs["splitting"], 3, per=len(each)),
        holds(
            "old and new are rebuilt",
            _wrong(shown, lambda old, new, hunks: not rebuilds(old, new, hunks)),
            of=len(each), why=why,
        ),
        holds(
            "no cut inside a word or number",
            _wrong(shown, lambda old, new, hunks: cuts(old, new, hunks) > 0),
            of=len(each), why=why,
        ),
    ]  # fmt: skip


def rewrites(bench: Bench) -> list[Line]:
    """Set a total rewrite beside a text with every 20th word replaced, at growing lengths."""
    runs = in_turn(
        {name: _over(_engine.word_difference, [each]) for name, each in _texts(SIZES[-1]).items()},
        bench.rounds,
    )
    lines = [
        faster(f"rewrite of {SIZES[-1]} words", runs["rewrite"], "edited", runs["edited"], 2),
        told("the same without one common word", spent(runs["nothing common"])),
    ]
    for name in ("edited", "rewrite"):
        sized = {size: _over(_engine.word_difference, [_texts(size)[name]]) for size in SIZES}
        exponent, said = growth_of(sized, bench.rounds)
        lines.append(at_most(f"growth, {name}", exponent, 1.4, peer=said, why=said))
    return lines


def _wrong(
    shown: list[tuple[list[str], list[Hunk]]] | None, fault: Callable[[str, str, list[Hunk]], bool]
) -> list[str] | None:
    """Name the pairs with this fault by their old text; None if nothing was compared."""
    if shown is None:
        return None
    return [old for (old, new), hunks in shown if fault(old, new, hunks)]


def _over(compare: Callable[[str, str], object], texts: Sequence[Sequence[str]]) -> Contender:
    return Contender(lambda: [compare(old, new) for old, new in texts])


def _texts(words: int) -> dict[str, tuple[str, str]]:
    """Make the pairs of so many words: edited, written anew, and with no common word."""
    old = _words(words, seed=1)
    draw = Random(words)
    edited = [draw.choice(NOUNS) if at % EVERY == 0 else word for at, word in enumerate(old)]
    anew = _words(words, seed=2)
    return {
        "edited": (" ".join(old), " ".join(edited)),
        "rewrite": (" ".join(old), " ".join(anew)),
        "nothing common": (" ".join(old), " ".join(f"x{word}" for word in anew)),
    }


def _words(number: int, *, seed: int) -> list[str]:
    writer = Writer(seed)
    words: list[str] = []
    while len(words) < number:
        words += writer.sentence().split()
    return words[:number]
