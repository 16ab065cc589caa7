"""The long run: every property on very many cases, without what Hypothesis costs.

    python -m tests.core.text.long --cases 100000 --processes 2

A case is made once and all properties that take it are tried. Cases are numbered: what is
found can be tried again with ``--from NUMBER --cases 1 --properties NAME``. Results are
kept by blocks in a file, and a run that was stopped goes on where it was (`--into`; another
file, or none, begins anew, which it must when the engine has changed).
"""

import json
import signal
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

from tests.core.text.kinds import KINDS, Property, bodies, case
from tests.core.text.signs import signs_of
from tests.core.text.test_rebase import EXCUSED

BLOCK = 250
_TOO_LONG = 20  # seconds of CPU, for one property of one case


class Block(NamedTuple):
    """Cases of one kind, one number after the other, and the properties tried on them."""

    kind: str
    first: int
    size: int
    properties: tuple[str, ...]


@dataclass
class Tally:
    """What was seen of one kind: cases, signs, excuses, by property seconds and violations."""

    cases: int = 0
    making: float = 0.0
    signs: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    excused: Counter[str] = field(default_factory=Counter)
    violations: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, found: Mapping[str, Any]) -> None:
        """Add what was found in a block."""
        self.cases += found["cases"]
        self.making += found["making"]
        self.signs.update(found["signs"])
        self.seconds.update(found["seconds"])
        self.excused.update(found["excused"])
        for name, violations in found["violations"].items():
            self.violations.setdefault(name, []).extend(map(tuple, violations))


def tried(block: Block) -> dict[str, Any]:
    """Try a block; gives plain values, to be kept as JSON."""
    kind = KINDS[block.kind]
    wanted = [(name, body) for name, body in bodies(kind) if name in block.properties]
    tally = Tally(cases=block.size)
    EXCUSED.clear()
    for number in range(block.first, block.first + block.size):
        begun = time.process_time()
        made = case(kind, number)
        tally.signs.update(signs_of(made))
        tally.making += time.process_time() - begun
        for name, body in wanted:
            begun = time.process_time()
            wrong = _violation(body, made)
            tally.seconds[name] += time.process_time() - begun
            if wrong is not None:
                tally.violations.setdefault(name, []).append((number, wrong))
    tally.excused.update(EXCUSED)
    return {"block": list(block), **vars(tally)}


def _violation(body: Property, made: tuple[Any, ...]) -> str | None:
    """Say what is wrong, if anything is; a property that does not end is wrong, too."""
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, _TOO_LONG)
    try:
        body(*made)
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def _too_long(*_: object) -> None:
    raise TimeoutError


def blocks(options: Namespace) -> Iterator[Block]:
    """Cut the cases to try into blocks, kind by kind."""
    end = options.first + options.cases
    for name, kind in KINDS.items():
        known = tuple(each for each, _ in bodies(kind))
        wanted = tuple(p for p in known if not options.properties or _chosen(p, options.properties))
        for first in range(options.first, end, BLOCK) if wanted else ():
            yield Block(name, first, min(BLOCK, end - first), wanted)


def _chosen(name: str, chosen: Iterable[str]) -> bool:
    return any(each in name for each in chosen)


def run(options: Namespace) -> dict[str, Tally]:
    """Try all blocks that the file does not have yet; give what was seen by kind."""
    done: dict[tuple[Any, ...], Any] = {}
    if options.into and options.into.exists():
        for line in options.into.read_text("utf-8").splitlines():
            found = json.loads(line)
            done[_key(found["block"])] = found
    tallies: dict[str, Tally] = {}
    left: list[Block] = []
    for block in blocks(options):
        tally = tallies.setdefault(block.kind, Tally())
        if _key(block) in done:
            tally.add(done[_key(block)])
        else:
            left.append(block)
    for found in _all_tried(left, options.processes):
        tallies[found["block"][0]].add(found)
        _keep(found, options.into)
    return tallies


def _key(block: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(tuple(each) if isinstance(each, list) else each for each in block)


def _all_tried(left: list[Block], processes: int) -> Iterator[dict[str, Any]]:
    if processes == 1:
        yield from map(tried, left)
        return
    with Pool(processes) as pool:
        yield from pool.imap_unordered(tried, left)


def _keep(found: Mapping[str, Any], into: Path | None) -> None:
    for name, violations in found["violations"].items():
        print(f"VIOLATED {name}: {violations[:3]}", file=sys.stderr, flush=True)
    if into:
        with into.open("a", encoding="utf-8") as file:
            file.write(json.dumps(found) + "\n")


def told(tallies: Mapping[str, Tally]) -> Iterator[str]:
    """Say what was seen, a line for each property."""
    for kind, tally in tallies.items():
        shares = {s: f"{n / max(tally.cases, 1):.1%}" for s, n in sorted(tally.signs.items())}
        yield f"{kind}: {tally.cases} cases made in {tally.making:.0f} s; {shares}"
        for name, seconds in tally.seconds.items():
            wrong = tally.violations.get(name, [])
            yield f"  {tally.cases:>7} cases {seconds:>7.0f} s {len(wrong):>3} violations  {name}"
            yield from (f"          case {number}: {what}" for number, what in wrong[:5])
        yield from (f"  {number:>7} cases excused: {why}" for why, number in tally.excused.items())
    spent = sum(each.making + each.seconds.total() for each in tallies.values())
    number = sum(len(each.seconds) for each in tallies.values())
    yield f"{number} properties, {spent:.0f} s of CPU"


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 1 when a property is violated."""
    parser = ArgumentParser(prog="python -m tests.core.text.long", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="of each property")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first case")
    parser.add_argument("--properties", nargs="*", default=(), help="parts of their names")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--into", type=Path, help="where results are kept, to go on later")
    tallies = run(parser.parse_args(arguments))
    print("\n".join(told(tallies)))
    return int(any(each.violations for each in tallies.values()))


if __name__ == "__main__":
    raise SystemExit(main())
