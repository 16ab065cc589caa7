"""Who clashes with whom among a thousand amendments."""

from collections.abc import Sequence
from functools import partial
from itertools import combinations
from random import Random

from benchmarks import _engine, _peers
from benchmarks._german_changes import Amendment, text_input
from benchmarks._measure import Contender, Missing, growth_of, in_turn, shown_time
from benchmarks._report import Line, at_most, told
from benchmarks._text_rows.bench import Bench

AMENDMENTS = (125, 250, 500, 1000)
#: Amendments for each ten paragraphs, where the document grows with them.
DENSITY = 33
#: Pairs that share a paragraph and are asked of git, too.
SAMPLE = 200


def clashing(bench: Bench) -> list[Line]:
    """Find all who clash, from stored ranges.

    In one document the pairs themselves grow with the square of the amendments. So the sweep
    is judged where the document grows with them and the pairs with both; the time for a pair
    in one document is told.
    """
    try:
        lines = [_in_one_document(bench), _growth(bench)]
    except Missing as missing:
        return [at_most("growth of the sweep", None, 1.3, why=str(missing))]
    return lines


def _in_one_document(bench: Bench) -> Line:
    tree = _engine.document(bench.input.document)
    stored = _engine.written(tree, bench.input.amendments)
    sizes = {str(number): _search(tree, stored[:number]) for number in AMENDMENTS}
    runs = in_turn(sizes, bench.rounds)
    if missing := next((each.missing for each in runs.values() if each.missing), ""):
        raise Missing(missing)
    figures = [
        f"{number}: {len(run.value)} in {shown_time(run.median or 0)}"
        for number, run in runs.items()
    ]
    peer = _beside_git(bench, bench.input.amendments, runs[str(AMENDMENTS[-1])].value)
    return told("clashing pairs", ", ".join(figures), peer=peer)


def _growth(bench: Bench) -> Line:
    sized = {}
    for number in AMENDMENTS:
        made = text_input(number * 10 // DENSITY, number, versions=1)
        tree = _engine.document(made.document)
        sized[number] = _search(tree, _engine.written(tree, made.amendments))
    exponent, said = growth_of(sized, bench.rounds)
    return at_most("growth of the sweep", exponent, 1.3, peer=said, why=said)


def _search(tree: _engine.Tree, stored: Sequence[_engine.Written]) -> Contender:
    return Contender(partial(_engine.clashing, tree, stored))


def _beside_git(
    bench: Bench, amendments: Sequence[Amendment], found: Sequence[Sequence[str]]
) -> str:
    """Ask git about some pairs; it calls neighbouring words a clash, so it finds more."""
    git = _peers.GitMerge(bench.new_folder(), bench.input.document, amendments)
    clashing_pairs = {frozenset(each) for each in found}
    tried = Random(1).sample(_sharing(amendments), SAMPLE)
    try:
        by_git = {pair for pair in tried if git.clash(*pair)}
    except Missing as missing:
        return str(missing)
    ours = {pair for pair in tried if frozenset(pair) in clashing_pairs}
    return (
        f"of {SAMPLE} that share a paragraph: git {len(by_git)}, we {len(ours)}, "
        f"only we {len(ours - by_git)}"
    )


def _sharing(amendments: Sequence[Amendment]) -> list[tuple[str, str]]:
    touching: dict[int, list[str]] = {}
    for amendment in amendments:
        for change in amendment["changes"]:
            touching.setdefault(change["para"], []).append(amendment["id"])
    return sorted({pair for some in touching.values() for pair in combinations(some, 2)})
