"""One stage of the checks: running it, reading what came out, and the table at the end."""

import os
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.places import ROOT


@dataclass(frozen=True, slots=True)
class Stage:
    """A command of the checks; `missing` says why it cannot run on this machine.

    `surroundings` are variables to set, or with None to take away.  A stage that `counts` is a
    pytest run whose tests are counted one by one; any other stage counts as one.
    """

    title: str
    command: Sequence[str]
    surroundings: Mapping[str, str | None] = field(default_factory=dict)
    counts: bool = False
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a stage came to."""

    title: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    remark: str = ""


def run(stage: Stage, *, missing_fails: bool, output: IO[bytes] | None = None) -> Result:
    """Run one stage with its output streaming to the terminal, or into a file.

    A pytest run gets a folder for data of its own, so that several can run side by side.
    """
    if stage.missing:
        return Result(stage.title, failed=int(missing_fails), remark=stage.missing)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command, surroundings = [*stage.command], {**stage.surroundings}
        if stage.counts:
            command.append(f"--junitxml={report}")
            surroundings["FORTSCHRIFT_DATA"] = folder
        code = subprocess.run(
            command,
            cwd=ROOT,
            env=_surroundings(surroundings),
            stdin=subprocess.DEVNULL,  # a check that asks a question would wait for ever in CI
            stdout=output,
            stderr=output and subprocess.STDOUT,
            check=False,
        ).returncode
        passed, failed, skipped = _counted(report) if stage.counts else (int(code == 0), 0, 0)
    if code != 0:
        # A crash or a failed collection reports no failed test; it is a failure all the same.
        failed = max(failed, 1)
    return Result(stage.title, passed, failed, skipped, time.monotonic() - began)


def run_beside(stages: Sequence[Stage], *, missing_fails: bool) -> Iterator[tuple[Result, str]]:
    """Run stages two at a time, and give each in its order with what it printed."""

    def run_one(stage: Stage) -> tuple[Result, str]:
        with tempfile.TemporaryFile() as output:
            result = run(stage, missing_fails=missing_fails, output=output)
            output.seek(0)
            return result, output.read().decode(errors="replace")

    with ThreadPoolExecutor(max_workers=2) as pool:
        yield from pool.map(run_one, stages)


def _surroundings(changes: Mapping[str, str | None]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in changes}
    return kept | {name: value for name, value in changes.items() if value is not None}


def _counted(report: Path) -> tuple[int, int, int]:
    """Return passed, failed, skipped of a pytest run; nothing when it wrote no report."""
    if not report.exists():
        return 0, 0, 0
    suites = ET.parse(report).getroot().iter("testsuite")
    total = failed = skipped = 0
    for suite in suites:
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return total - failed - skipped, failed, skipped


def table(results: Sequence[Result], seconds: float | None = None) -> str:
    """Return the stages with outcome and time, one line each; seconds are those of all together."""
    width = max(len(result.title) for result in results)
    seconds = sum(result.seconds for result in results) if seconds is None else seconds
    total = say(de=f"  zusammen {seconds:.0f} s", en=f"  together {seconds:.0f} s")
    return "\n".join([*(_row(result, width) for result in results), total])


def _row(result: Result, width: int) -> str:
    times = f"{result.seconds:7.1f} s"
    return f"  {result.title:<{width}}  {_outcome(result):<22}{times}  {result.remark}".rstrip()


def _outcome(result: Result) -> str:
    if result.failed:
        return say(de=f"FEHLER ({result.failed})", en=f"FAILED ({result.failed})")
    if not result.passed:
        return say(de="nicht geprüft", en="not checked")
    skipped = say(de=f", {result.skipped} ausgelassen", en=f", {result.skipped} skipped")
    return f"ok ({result.passed}{skipped if result.skipped else ''})"


def closing_line(results: Sequence[Result]) -> str:
    """Return the last line, the same in every language."""
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    return f"{passed} passed, {failed} failed"
