"""Reading pages over HTTP: a 304, a kept page, one made anew, beside a bare Django.

    ./fortschrift bench pages

Two servers as `./fortschrift serve` runs them, in turn in each round: ours on a temporary database
(SQLite, and PostgreSQL too if DATABASE_URL names a server), and a bare Django without middleware.
Times are CPU time of all processes of the server, by the clock of the one who asks beside it; one
request after the other on one connection on this machine; medians of the rounds.
"""

import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SIZES = (75, 150, 300, 600, 1_200)
TYPICAL = 300
ROUNDS = 7
#: Requests of one round, for what is quick and for what is slow.
MANY, FEW = 300, 8
ZIPPED = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of a site, asked for in one way."""

    site: Any
    path: str
    headers: Mapping[str, str]
    times: int
    status: int = 200


@dataclass(slots=True)
class Taken:
    """What the rounds took, in seconds of CPU and by the clock."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    size: int = 0


def _measure(vendor: str) -> None:
    from benchmarks._report import table
    from benchmarks.store import Bench

    addresses = dict(_concepts(Bench(vendor)))
    with _sites() as (kept, anew, bare):
        taken = in_turn(_asked(kept, anew, bare, addresses))
    print(f"\n{vendor}: {TYPICAL} nodes, {ROUNDS} rounds; CPU time of the server\n")
    print(table([*_lines(taken), *_growth(taken), *_text_lines()]))


def _concepts(bench: Any) -> Iterator[tuple[int, str]]:
    """Bring in one concept of each size, with two versions; give the address of the second."""
    from benchmarks._concept_trees import concept_tree, reworded
    from fortschrift.concepts.addresses import version_url

    for nodes in SIZES:
        concept, tree = bench.concept(), concept_tree(nodes, seed=nodes)
        bench.version(concept, tree, "erste")
        version = bench.version(concept, reworded(tree, 0.02, seed=1), "zweite")
        yield nodes, version_url(version, concept)


@contextmanager
def _sites() -> Iterator[tuple[Any, Any, Any]]:
    """Run ours twice, once keeping nothing, and the bare Django."""
    from benchmarks._sites import running

    serve = [sys.executable, "-m", "fortschrift.config.commandline", "serve", "--without-worker",
             "--port", "{port}"]  # fmt: skip
    ours = {"DATABASE_URL": _database()}
    nothing = {**ours, "FORTSCHRIFT_KEPT_MEBIBYTES": "0"}
    peer = [sys.executable, "-m", "benchmarks._bare_site", "{port}"]
    with running(serve, ours) as kept, running(serve, nothing) as anew, running(peer, {}) as bare:
        yield kept, anew, bare


def _database() -> str:
    """Name the database of the measurement as DATABASE_URL does."""
    from urllib.parse import quote

    from django.db import connection

    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    login = f"{quote(at['USER'])}:{quote(at['PASSWORD'])}@" if at["USER"] else ""
    return f"postgres://{login}{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"


def _asked(kept: Any, anew: Any, bare: Any, addresses: Mapping[int, str]) -> dict[str, Asked]:
    """List what is asked for, each page once before, so that what can be kept is kept."""
    found = {"empty": Asked(bare, "/", {}, MANY)}
    for nodes, url in addresses.items():
        name = kept.ask(url, ZIPPED, 2).etag
        found |= {
            f"304 {nodes}": Asked(kept, url, {**ZIPPED, "If-None-Match": name}, MANY, 304),
            f"kept {nodes}": Asked(kept, url, ZIPPED, MANY),
            f"plain {nodes}": Asked(kept, url, {}, MANY),
            # An address somebody made up: the page is made anew, its text is kept.
            f"around {nodes}": Asked(kept, f"{url}?x=1", ZIPPED, FEW),
            f"anew {nodes}": Asked(anew, url, ZIPPED, FEW),
            f"loop {nodes}": Asked(bare, f"/loop/{nodes}/", {}, FEW),
            f"same {nodes}": Asked(bare, f"/same/{nodes}/", {}, FEW),
        }
    return found


def in_turn(asked: Mapping[str, Asked]) -> dict[str, Taken]:
    """Ask each in every round, after a round that is not counted."""
    taken = {name: Taken() for name in asked}
    for round_number in range(ROUNDS + 1):
        for name, each in asked.items():
            answers = each.site.ask(each.path, each.headers, each.times)
            if answers.status != each.status:
                raise RuntimeError(f"{name}: {answers.status} instead of {each.status}")
            if round_number:
                taken[name].cpu.append(answers.cpu)
                taken[name].wall.append(answers.wall)
                taken[name].size = answers.size
    return taken


def _lines(taken: Mapping[str, Taken]) -> list[Any]:
    empty = taken["empty"]
    loop, same = taken[f"loop {TYPICAL}"], taken[f"same {TYPICAL}"]

    def ours(name: str) -> Taken:
        return taken[f"{name} {TYPICAL}"]

    return [
        _against("304", ours("304"), "empty Django answer", empty, 2),
        _against("kept body, gzip", ours("kept"), "empty Django answer", empty, 2.5),
        _against("kept body, as it is", ours("plain"), "empty Django answer", empty, 2.5),
        _against("page anew around the kept text", ours("around"), "template, same markup", same),
        _against("page anew, nothing kept", ours("anew"), "template, same markup", same, 0.25),
        _against("page anew, nothing kept", ours("anew"), "template, bare loop", loop),
    ]


def _against(what: str, one: Taken, peer: str, other: Taken, most: float | None = None) -> Any:
    """Set ours beside a peer's: CPU in the figures and the ratio, the clock in brackets."""
    from benchmarks._report import Line, shown_ratio

    ratio = _ratio(one.cpu, other.cpu)
    by_clock = shown_ratio(_ratio(one.wall, other.wall))
    return Line(
        what, _spent(one), f"{peer}: {_spent(other)}", f"{shown_ratio(ratio)} (clock {by_clock})",
        target="" if most is None else f"≤ {shown_ratio(most)} × {peer}",
        reached=None if most is None else ratio <= most,
    )  # fmt: skip


def _ratio(one: Sequence[float], other: Sequence[float]) -> float:
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def _spent(taken: Taken) -> str:
    from benchmarks._report import shown_time

    cpu, wall = (shown_time(statistics.median(each)) for each in (taken.cpu, taken.wall))
    return f"{cpu} (clock {wall}), {taken.size / 1000:.1f} kB"


def _growth(taken: Mapping[str, Taken]) -> Iterator[Any]:
    """Give the exponent in the nodes for each way of answering."""
    from benchmarks._measure import growth, shown_time
    from benchmarks._report import at_most

    for name in ("304", "kept", "around", "anew"):
        times = [statistics.median(taken[f"{name} {nodes}"].cpu) for nodes in SIZES]
        said = ", ".join(f"{n}: {shown_time(t)}" for n, t in zip(SIZES, times, strict=True))
        yield at_most(f"{name}: growth in nodes", growth(SIZES, times), 1.05, peer=said)


def _text_lines() -> list[Any]:
    """Compare the text alone, in this process: from a tree, and from rows, to HTML."""
    from benchmarks import _bare_site
    from benchmarks._measure import Contender, in_turn
    from benchmarks._report import faster

    runs = in_turn({
        "ours": Contender(_our_text()),
        "loop": Contender(_their_text(_bare_site.LOOP)),
        "same": Contender(_their_text(_bare_site.SAME)),
    }, rounds=15)  # fmt: skip
    what = "text alone, tree to HTML, nothing kept"
    return [
        faster(what, runs["ours"], "template, same markup", runs["same"], 0.25),
        faster(what, runs["ours"], "template, bare loop", runs["loop"], 0.25),
    ]


def _our_text() -> Callable[[], Any]:
    from fortschrift.concepts.models import VersionText
    from fortschrift.concepts.reading import written
    from fortschrift.concepts.selectors import ShownText

    texts = VersionText.objects.select_related(
        "version__concept__municipality", "manifest__outline"
    )
    row = next(each for each in texts if len(ShownText(each).tree.nodes) == TYPICAL)
    stored = ShownText(row).stored

    def write() -> Any:
        text = ShownText(row)  # each time another, which knows no numbers yet
        vars(text)["stored"] = stored
        return written(text, row.version.concept, {})

    return write


def _their_text(source: str) -> Callable[[], Any]:
    from django.template import engines

    from benchmarks._bare_site import rows

    template = engines["django"].from_string(source)
    return lambda: template.render({"title": "Messung", "nodes": rows(TYPICAL)})


if __name__ == "__main__":
    sys.path[:1] = [str(Path(__file__).resolve().parents[1])]  # a script finds only its siblings
    from benchmarks._databases import on_an_empty_one, on_each_database

    on_an_empty_one(_measure) if "--measure" in sys.argv else on_each_database(__file__)
