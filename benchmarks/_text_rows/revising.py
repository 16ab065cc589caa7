"""A whole concept written anew: are the pairs right, is more marked than must be, what it costs."""

from functools import partial

from benchmarks import _engine, _peers
from benchmarks._measure import Contender, Missing, Runs, children_cpu, in_turn
from benchmarks._processes import output
from benchmarks._report import Line, at_most, faster, share, spent, told
from benchmarks._revisions import Amounts, Revision, revision
from benchmarks._scores import agreement, least_ink_of
from benchmarks._text_rows.bench import Bench

#: How much of every paragraph is new, and how many pairs must be right.
SHARES = ((0.05, 0.99), (0.25, 0.99), (0.5, 0.95))
#: Beyond what is asked: new paragraphs of the same few sentences, where old ones were dropped.
ADDED = Amounts(added=20)


def revisions(bench: Bench) -> list[Line]:
    """Compare 400 paragraphs with what became of them."""
    return [line for changed, right in SHARES for line in _lines(bench, changed, right)]


def _lines(bench: Bench, changed: float, right: float) -> list[Line]:
    what, texts = f"{changed:.0%} of the words", revision(changed)
    in_process, difference = _in_process(bench, texts)
    whole, why = _read(difference, texts)
    runs = _whole_processes(bench, texts)
    least = least_ink_of(texts)
    said = runs["git"].value
    paired = agreement(whole.pairs, texts.pairs()) if whole else None
    marked = whole.ink / least if whole else None
    git = runs["git"].missing if said is None else f"git {_peers.marked_by_git(said) / least:.3g}"
    return [
        share(f"{what}: pairs right", paired, right, why=why),
        at_most(f"{what}: marked ÷ least", marked, 1.1, peer=git, why=why),
        faster(f"{what}: whole process", runs["engine"], "git", runs["git"], 10),
        told(f"{what}: in this process", spent(in_process)),
        told(f"{what}: pairs right with {ADDED.added} added", _with_added(changed)),
    ]  # fmt: skip


def _in_process(bench: Bench, texts: Revision) -> tuple[Runs, object]:
    old, new = _engine.document(texts.old), _engine.document(texts.new)
    compare = Contender(partial(_engine.whole_difference, old, new))
    runs = in_turn({"engine": compare}, bench.rounds)["engine"]
    return runs, runs.value


def _with_added(changed: float) -> str:
    texts = revision(changed, amounts=ADDED)
    try:
        difference = _engine.whole_difference(
            _engine.document(texts.old), _engine.document(texts.new)
        )
    except Missing as missing:
        return str(missing)
    whole, _ = _read(difference, texts)
    return "" if whole is None else f"{agreement(whole.pairs, texts.pairs()):.2%}"


def _read(difference: object, texts: Revision) -> tuple[_engine.Whole | None, str]:
    try:
        return _engine.read_whole(difference, texts.old, texts.new), ""
    except Missing as missing:
        return None, str(missing)


def _whole_processes(bench: Bench, texts: Revision) -> dict[str, Runs]:
    folder = bench.new_folder()
    (folder / "old").write_bytes(_peers.paragraph_a_line(_peers.texts_of(texts.old)))
    (folder / "new").write_bytes(_peers.paragraph_a_line(_peers.texts_of(texts.new)))

    def engine() -> bytes:
        command, given = _engine.door("diff", texts.old, texts.new)
        return output(command, given=given)

    return in_turn(
        {
            "engine": Contender(engine, children_cpu),
            "git": Contender(_peers.git_word_diff(folder), children_cpu),
        },
        bench.rounds,
    )
