"""Measuring fairly: in turn, in CPU time, as medians of pairs, with growth over doublings.

The machine does other work too, so single times drift. What is compared therefore runs in turn
within each round, and a ratio is the median of the ratios of the rounds.
"""

import gc
import math
import resource
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ROUNDS = 5


class Missing(Exception):
    """A piece of the engine that is not there yet, or a peer that is not on this machine."""


@dataclass(slots=True)
class Runs:
    """What the runs of one contender took, in seconds, and what the last one gave.

    `missing` says why there are none.
    """

    seconds: list[float] = field(default_factory=list)
    value: Any = None
    missing: str = ""

    @property
    def median(self) -> float | None:
        """The typical run, None if there was none."""
        return statistics.median(self.seconds) if self.seconds else None


def own_cpu() -> float:
    """CPU time of this process so far, in seconds."""
    return time.process_time()


def children_cpu() -> float:
    """CPU time of all finished child processes so far, in seconds."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


@dataclass(frozen=True, slots=True)
class Contender:
    """Something to be timed; one in this process is run once beforehand to warm up.

    `rounds` is for what takes so long that it is run in fewer rounds than the others.
    """

    work: Callable[[], Any]
    clock: Callable[[], float] = own_cpu
    rounds: int | None = None


def absent(reason: str) -> Contender:
    """Stand in for what cannot be prepared, because something it needs is not there."""

    def work() -> None:
        raise Missing(reason)

    return Contender(work)


def in_turn(contenders: Mapping[str, Contender], rounds: int = ROUNDS) -> dict[str, Runs]:
    """Run all of them in each round; whoever is missing is left out and says so."""
    runs = {name: _warmed(contender) for name, contender in contenders.items()}
    for round_number in range(rounds):
        for name, contender in contenders.items():
            if not runs[name].missing and round_number < (contender.rounds or rounds):
                _run(contender, runs[name])
    return runs


def ratio(one: Runs, other: Runs) -> float | None:
    """Give the median of one ÷ other over the rounds that both have run, None without any."""
    both = list(zip(one.seconds, other.seconds, strict=False))
    return statistics.median(a / b for a, b in both) if both else None


def growth(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Give the exponent: the slope of the least-squares line through the logarithms.

    >>> round(growth([1, 2, 4, 8], [3, 12, 48, 192]), 3)
    2.0
    """
    xs, ys = [math.log(size) for size in sizes], [math.log(each) for each in seconds]
    mean_x, mean_y = statistics.fmean(xs), statistics.fmean(ys)
    rise = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return rise / sum((x - mean_x) ** 2 for x in xs)


def growth_of(sized: Mapping[int, Contender], rounds: int = ROUNDS) -> tuple[float | None, str]:
    """Time one contender at each size, the sizes in turn: the exponent, and the times in words."""
    runs = in_turn({str(size): contender for size, contender in sized.items()}, rounds)
    medians = [each.median for each in runs.values()]
    absent = next((each.missing for each in runs.values() if each.missing), "")
    times = [each for each in medians if each is not None]
    if absent or len(times) < len(medians):
        return None, absent
    said = ", ".join(f"{size}: {shown_time(each)}" for size, each in zip(sized, times, strict=True))
    return growth(list(sized), times), said


def shown_time(seconds: float) -> str:
    """Write a time with a fitting unit.

    >>> shown_time(0.0000512), shown_time(0.0345), shown_time(11.96)
    ('51.2 µs', '34.5 ms', '11.96 s')
    """
    if seconds < 0.001:
        return f"{seconds * 1e6:.1f} µs"
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _warmed(contender: Contender) -> Runs:
    """Run once what runs in this process, so that imports and caches are not timed."""
    runs = Runs()
    try:
        if contender.clock is own_cpu:
            runs.value = contender.work()
    except Missing as missing:
        runs.missing = str(missing)
    return runs


def _run(contender: Contender, runs: Runs) -> None:
    """Time one run; as with `timeit` nobody pays for garbage that others have left."""
    gc.collect()
    gc.disable()
    start = contender.clock()
    try:
        runs.value = contender.work()
    except Missing as missing:
        runs.missing = str(missing)
        return
    finally:
        gc.enable()
    runs.seconds.append(contender.clock() - start)
