"""One table: what was measured, beside whom, the ratio, the target, and whether it is reached."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks._measure import Runs, ratio, shown_time

HEADS = ("row", "what", "figure", "peer", "ratio", "target", "reached")
SAID = {True: "yes", False: "NO", None: "–"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; `reached` is None where there is no target or nothing to judge."""

    what: str
    figure: str
    peer: str = ""
    ratio: str = ""
    target: str = ""
    reached: bool | None = None
    row: str = ""


def faster(what: str, ours: Runs, peer: str, theirs: Runs, most: float, *, per: int = 1) -> Line:
    """Set our time beside a peer's, times for one of `per`; the ratio may be at most so much."""
    found = ratio(ours, theirs)
    return Line(
        what,
        figure=spent(ours, per),
        peer=f"{peer}: {spent(theirs, per)}",
        ratio="" if found is None else shown_ratio(found),
        target=f"≤ {shown_ratio(most)} × {peer}",
        reached=None if found is None else found <= most,
    )


def at_most(what: str, value: float | None, most: float, *, peer: str = "", why: str = "") -> Line:
    """Hold a figure against an upper limit; without a figure say why there is none."""
    reached = None if value is None else value <= most
    return Line(what, _figure(value, why), peer, target=f"≤ {most:g}", reached=reached)


def at_least(
    what: str, value: float | None, least: float, *, peer: str = "", why: str = ""
) -> Line:
    """Hold a figure against a lower limit."""
    reached = None if value is None else value >= least
    return Line(what, _figure(value, why), peer, target=f"≥ {least:g}", reached=reached)


def share(what: str, value: float | None, least: float, *, peer: str = "", why: str = "") -> Line:
    """Hold a share against a lower limit, both written in per cent."""
    figure = why if value is None else f"{value:.2%}"
    reached = None if value is None else value >= least
    return Line(what, figure, peer, target=f"≥ {least:.1%}", reached=reached)


def holds(what: str, wrong: Sequence[object] | None, *, of: int, why: str = "") -> Line:
    """Hold that nothing is wrong, saying how many were looked at and which are wrong."""
    if wrong is None:
        return Line(what, why, target="0 wrong")
    named = "" if not wrong else f": {', '.join(map(str, wrong[:3]))} …"
    return Line(what, f"{len(wrong)} wrong of {of}{named}", target="0 wrong", reached=not wrong)


def told(what: str, figure: str, *, peer: str = "") -> Line:
    """Report something that has no target."""
    return Line(what, figure, peer)


def spent(runs: Runs, per: int = 1) -> str:
    """Write the typical time, or why there is none."""
    median = runs.median
    return runs.missing if median is None else shown_time(median / per)


def shown_ratio(value: float) -> str:
    """Write a ratio: small ones as a fraction of one.

    >>> shown_ratio(0.71), shown_ratio(3), shown_ratio(1 / 170)
    ('0.71', '3', '1/170')
    """
    if 0 < value < 0.2:
        return f"1/{1 / value:.3g}"
    return f"{value:.2f}".rstrip("0").rstrip(".")


def table(lines: Iterable[Line]) -> str:
    """Write the lines as a table that is Markdown as well."""
    rows = [HEADS, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    written = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    return "\n".join([written[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|",
                      *written[1:]])  # fmt: skip


def _cells(line: Line) -> tuple[str, ...]:
    reached = SAID[line.reached] if line.target else ""
    return (line.row, line.what, line.figure, line.peer, line.ratio, line.target, reached)


def _figure(value: float | None, why: str) -> str:
    return why if value is None else f"{value:.4g}"
