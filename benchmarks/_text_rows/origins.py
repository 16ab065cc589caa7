"""Who wrote which word over 200 versions, against the truth and git blame."""

from functools import partial
from typing import Any

from benchmarks import _engine, _peers
from benchmarks._measure import (
    Contender,
    Missing,
    Runs,
    absent,
    children_cpu,
    growth,
    in_turn,
    shown_time,
)
from benchmarks._report import Line, at_most, faster, share, spent, told
from benchmarks._scores import origin_of_words, share_right
from benchmarks._text_rows.bench import Bench

#: The cost of the last versions is measured with so many versions of history before them.
STEPS, HISTORIES = 10, (10, 50, 190)


def origins(bench: Bench) -> list[Line]:
    """Read the whole history; git gets it a word a line, its repository is made beforehand."""
    trees = _engine.history([each["paras"] for each in bench.input.versions])
    runs = in_turn(
        {
            "engine": Contender(partial(_engine.blame, trees)),
            "known": _known(trees),
            "git blame": _git(bench),
        },
        bench.rounds,
    )
    right, why = _right(bench, runs["engine"])
    peer = _right_of_git(bench, runs["git blame"])
    return [
        share("words right", right, 0.99, peer=peer, why=why),
        faster(f"{len(trees)} versions", runs["engine"], "git blame", runs["git blame"], 1 / 8),
        told("the same, operations known", spent(runs["known"])),
    ]


def one_more_version(bench: Bench) -> list[Line]:
    """Take the same last versions with short and long histories before them."""
    trees = _engine.history([each["paras"] for each in bench.input.versions])
    known = in_turn({"": _known(trees)}, bench.rounds)[""]
    runs = in_turn({str(versions): _steps(trees, versions) for versions in HISTORIES}, bench.rounds)
    times = [each.median / STEPS for each in runs.values() if each.median is not None]
    why = next(iter(runs.values())).missing
    if len(times) < len(HISTORIES):
        return [at_most("one more version, ms", None, 1, why=why)]
    said = ", ".join(
        f"{versions}: {shown_time(each)}" for versions, each in zip(HISTORIES, times, strict=True)
    )
    return [
        at_most("one more version, ms", max(times) * 1000, 1),
        told("the same, operations known", spent(known, len(trees) - 1)),
        at_most("growth in the versions before", growth(HISTORIES, times), 0.1, peer=said),
    ]


def _steps(trees: list[Any], versions: int) -> Contender:
    """Prepare the origins before the last versions, then add these one after another."""
    first = len(trees) - STEPS
    try:
        before = _engine.blame(trees[first - versions : first])
    except Missing as missing:
        return absent(str(missing))

    def work() -> None:
        origins = before
        for number in range(first, len(trees)):
            origins = _engine.origins_with(origins, trees[number - 1], trees[number], number)

    return Contender(work)


def _known(trees: list[Any]) -> Contender:
    """Leave out the comparing, as where changes are recorded."""
    try:
        operations = _engine.operations_between(trees)
        first = _engine.blame(trees[:1])
    except Missing as missing:
        return absent(str(missing))

    def work() -> None:
        origins = first
        for number, done in enumerate(operations, start=1):
            origins = _engine.carried_origins(origins, trees[number - 1], done, number)

    return Contender(work)


def _git(bench: Bench) -> Contender:
    folder = bench.new_folder()
    try:
        _peers.lay_history(
            folder, [_peers.texts_of(each["paras"]) for each in bench.input.versions]
        )
    except Missing as missing:
        return absent(str(missing))
    return Contender(partial(_peers.git_blame, folder), children_cpu)


def _right(bench: Bench, run: Runs) -> tuple[float | None, str]:
    if run.missing:
        return None, run.missing
    last = bench.input.versions[-1]["paras"]
    said = _engine.read_origins(run.value, last)
    found = {
        each["id"]: origin_of_words(each["text"], said[each["id"]])
        for each in last
        if each["id"] in said
    }
    return share_right(found, bench.input.truth), ""


def _right_of_git(bench: Bench, run: Runs) -> str:
    if run.missing:
        return run.missing
    said = iter(_peers.blamed_by_git(run.value))
    truth = bench.input.truth
    found = {each["id"]: [next(said) for _ in each["origin"]] for each in truth}
    return f"git blame {share_right(found, truth):.2%}"
