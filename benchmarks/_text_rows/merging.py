"""A thousand amendments into one document: one after another as in a meeting, and as a set."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import permutations
from typing import Any

from benchmarks import _engine, _peers
from benchmarks._german_changes import Amendment, amendments_to
from benchmarks._german_concepts import SEED, Paragraph, Writer
from benchmarks._measure import Contender, Missing, children_cpu, growth_of, in_turn
from benchmarks._report import Line, at_least, at_most, faster, holds, share, spent, told
from benchmarks._scores import inserted_runs
from benchmarks._text_rows.bench import Bench

#: What must be adopted, 1.1 times what git adopts.
LEAST_ADOPTED = 518
AMENDMENTS = (125, 250, 500, 1000)
PARAGRAPHS = (75, 150, 300, 600, 1200)
#: Amendments to the first 75 paragraphs, as dense as a thousand are among 300.
FIXED = 250


def one_after_another(bench: Bench) -> list[Line]:
    """Adopt by number, first come first served; git works on the words, a word a line."""
    document, amendments = bench.input.document, bench.input.amendments
    git = _peers.GitMerge(bench.new_folder(), document, amendments)
    names = [each["id"] for each in amendments]
    runs = in_turn(
        {
            "engine": _meeting(document, amendments),
            "stored ranges": _meeting_of_stored(document, amendments),
            "git": Contender(lambda: git.adopt(names), children_cpu, bench.slow_rounds),
        },
        bench.rounds,
    )
    engine, why, by_git = runs["engine"].value, runs["engine"].missing, runs["git"]
    peer = by_git.missing or f"git {len(by_git.value)}"
    return [
        faster("from texts to the adopted text", runs["engine"], "git", by_git, 1 / 50),
        told(
            "the same from stored ranges", spent(runs["stored ranges"]),
            peer=f"git in {len(by_git.seconds)} rounds, others in {bench.rounds}",
        ),
        at_least("adopted", engine and len(engine.adopted), LEAST_ADOPTED, peer=peer, why=why),
        _in_the_text(engine, document, amendments, why),
        *_order(engine, document, amendments, why),
    ]  # fmt: skip


def growths(bench: Bench) -> list[Line]:
    """Grow the number of amendments, then the document around the same amendments."""
    document, amendments = bench.input.document, bench.input.amendments
    short = Writer().document(PARAGRAPHS[0])
    fixed = amendments_to(short, FIXED, Writer(SEED + 1))
    by_number = {number: _meeting(document, amendments[:number]) for number in AMENDMENTS}
    by_length = {number: _meeting(Writer().document(number), fixed) for number in PARAGRAPHS}
    lines = []
    for what, sized, most in (("amendments", by_number, 1.05), ("paragraphs", by_length, 0.1)):
        exponent, said = growth_of(sized, bench.rounds)
        lines.append(at_most(f"growth in {what}", exponent, most, peer=said, why=said))
    return lines


def as_a_set(bench: Bench) -> list[Line]:
    """Merge all at once and look where each of them is."""
    document, amendments = bench.input.document, bench.input.amendments
    tree = _engine.document(document)
    merge = Contender(lambda: _engine.merge_as_set(tree, _engine.written(tree, amendments)))
    run = in_turn({"engine": merge}, bench.rounds)["engine"]
    lines = [told("from texts to the merged text", spent(run))]
    if run.missing:
        return lines
    names = [each["id"] for each in amendments]
    return [*lines, *_places(run.value, names, tree, amendments)]


def _meeting(document: Sequence[Paragraph], amendments: Sequence[Amendment]) -> Contender:
    """Begin with the texts of the amendments, as git does."""
    tree = _engine.document(document)
    return Contender(
        lambda: _engine.adopt_one_after_another(tree, _engine.written(tree, amendments))
    )


def _meeting_of_stored(document: Sequence[Paragraph], amendments: Sequence[Amendment]) -> Contender:
    """Begin with the ranges, as an installation does."""
    tree = _engine.document(document)
    try:
        stored = _engine.written(tree, amendments)
    except Missing:
        stored = []
    return Contender(partial(_engine.adopt_one_after_another, tree, stored))


def _in_the_text(
    engine: _engine.Adopted | None,
    document: Sequence[Paragraph],
    amendments: Sequence[Amendment],
    why: str,
) -> Line:
    """Look for the new words of everyone adopted, as difflib finds them, in the text.

    Where difflib and the engine take different ones of equal words for new, a stretch may
    stand there in two pieces; hence not all.
    """
    what = "new words of those adopted are in the text"
    if engine is None:
        return share(what, None, 0.99, why=why)
    text, adopted = f" {' '.join(engine.texts)} ", set(engine.adopted)
    wanted = [
        run
        for amendment in amendments
        if amendment["id"] in adopted
        for change in amendment["changes"]
        for run in _new_words(change, document)
    ]
    return share(what, sum(f" {run} " in text for run in wanted) / len(wanted), 0.99)


def _new_words(change: dict[str, Any], document: Sequence[Paragraph]) -> list[str]:
    if change["op"] == "delete":
        return []
    before = document[change["para"]]["text"] if change["op"] == "replace" else ""
    return inserted_runs(before, change["text"])


def _order(
    engine: _engine.Adopted | None, document: Any, amendments: Sequence[Amendment], why: str
) -> list[Line]:
    """Whoever is dropped when one it clashes with comes first depends on the order."""
    what = "each adopted one that clashes is listed"
    if engine is None:
        return [holds(what, None, of=0, why=why)]
    tree = _engine.document(document)
    try:
        written = _engine.written(tree, amendments)
        found = _engine.clashing(tree, written)
    except Missing as missing:
        return [holds(what, None, of=0, why=str(missing))]
    by_name = {each[0]: each for each in written}
    depending = {
        name
        for each in found
        for name, other in permutations(each, 2)
        if _engine.falls_behind(tree, by_name[name], by_name[other])
    } & set(engine.adopted)
    return [holds(what, sorted(depending ^ set(engine.depending_on_order)), of=len(engine.adopted))]


def _places(
    merged: _engine.MergedSet, names: list[str], tree: Any, amendments: Sequence[Amendment]
) -> list[Line]:
    stored = _engine.written(tree, amendments)
    places = Counter([*merged.taken, *(name for each in merged.conflicts for name in each)])
    clashing = {name for each in _engine.clashing(tree, stored) for name in each}
    free = set(names) - clashing
    alone = _alone(amendments)
    backwards = _engine.merge_as_set(tree, stored[::-1])
    return [
        told("in, in conflicts", f"{len(merged.taken)}, {len(clashing)}"),
        holds(
            "each is in, or in exactly one conflict",
            [name for name in names if places[name] != 1], of=len(names),
        ),
        holds("who is in clashes with nobody", sorted(set(merged.taken) ^ free), of=len(names)),
        holds(
            "who shares no paragraph is in", sorted(alone - set(merged.taken)), of=len(alone)
        ),
        holds("a conflict has two or more", [each for each in merged.conflicts if len(each) < 2],
              of=len(merged.conflicts)),
        holds("given backwards, the same text", [
            one for one, other in zip(merged.texts, backwards.texts, strict=True) if one != other
        ], of=len(merged.texts)),
    ]  # fmt: skip


def _alone(amendments: Sequence[Amendment]) -> set[str]:
    """Find, without the engine, those whose paragraphs nobody else touches."""
    touched = {each["id"]: {change["para"] for change in each["changes"]} for each in amendments}
    count = Counter(paragraph for some in touched.values() for paragraph in some)
    return {name for name, some in touched.items() if all(count[each] == 1 for each in some)}
