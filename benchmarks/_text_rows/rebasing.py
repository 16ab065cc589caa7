"""After fifty adoptions: which of the other 950 amendments still fit."""

from benchmarks import _engine, _peers
from benchmarks._measure import Contender, Missing, absent, children_cpu, in_turn
from benchmarks._report import Line, at_least, faster, told
from benchmarks._text_rows.bench import Bench

ADOPTED = 50


def rebase(bench: Bench) -> list[Line]:
    """Carry each open amendment, by itself, over the first fifty that git could adopt."""
    document, amendments = bench.input.document, bench.input.amendments
    git = _peers.GitMerge(bench.new_folder(), document, amendments)
    names = [each["id"] for each in amendments]
    try:
        adopted = git.adopt(names, most=ADOPTED)
    except Missing as missing:
        # Without git nobody says which ones fit side by side.
        return [told("rebase", str(missing))]
    left = [name for name in names if name not in adopted]
    runs = in_turn(
        {
            "engine": _carrying(bench, adopted),
            "git": Contender(lambda: git.fitting(left), children_cpu, bench.slow_rounds),
        },
        bench.rounds,
    )
    engine, by_git = runs["engine"].value, runs["git"]
    fitting = len(by_git.value)
    return [
        faster(f"{len(left)} open ones, stored ranges", runs["engine"], "git", by_git, 1 / 200),
        at_least(
            "still fit", None if engine is None else len(engine), fitting,
            peer=f"git {fitting}, in {len(by_git.seconds)} rounds", why=runs["engine"].missing,
        ),
    ]  # fmt: skip


def _carrying(bench: Bench, adopted: list[str]) -> Contender:
    """Prepare what is stored anyway: the ranges, and the operations that were adopted."""
    tree = _engine.document(bench.input.document)
    try:
        stored = _engine.written(tree, bench.input.amendments)
        over = _engine.adopted_operations(tree, [each for each in stored if each[0] in adopted])
    except Missing as missing:
        return absent(str(missing))
    open_ones = [each for each in stored if each[0] not in adopted]
    return Contender(lambda: _engine.rebase_open(tree, over, open_ones))
