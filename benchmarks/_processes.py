"""Whole processes: run a command to its end, and weigh the most memory it ever held."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks._measure import Missing

ROOT = Path(__file__).resolve().parents[1]

# The peak that the system keeps for a process begins with that of the process that started it, so
# the command is started by a small process and not by the measurement with all its input.
_WEIGH = """
import os, sys
child = os.fork()
if not child:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, spent = os.wait4(child, 0)
print(spent.ru_maxrss, os.waitstatus_to_exitcode(status))
"""


def installed(program: str) -> str:
    """Give the program; raises Missing where it is not on this machine."""
    if shutil.which(program) is None:
        raise Missing(f"{program} is not installed")
    return program


def output(
    command: Sequence[str], *, given: bytes = b"", fine: tuple[int, ...] = (0,), folder: Path = ROOT
) -> bytes:
    """Run a command to its end and give what it wrote; only these exit codes are fine."""
    done = subprocess.run(
        command, input=given, capture_output=True, check=False, cwd=folder, env=environment()
    )
    if done.returncode not in fine:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]!r}")
    return done.stdout


def peak_memory(
    command: Sequence[str], *, given: bytes = b"", fine: tuple[int, ...] = (0,), folder: Path = ROOT
) -> int:
    """Give the bytes of memory that a command held at its peak; its output is thrown away.

    The process that starts it is counted where it is larger (about 10 MB).
    """
    said = output([sys.executable, "-I", "-S", "-c", _WEIGH, *command], given=given, folder=folder)
    kilobytes, code = (int(each) for each in said.split())
    if code not in fine:
        raise RuntimeError(f"{command[0]} ended with {code}")
    return kilobytes * (1 if sys.platform == "darwin" else 1024)


def environment() -> dict[str, str]:
    """Give an environment in which neither git nor Python reads anybody's own settings.

    Python keeps its compiled modules, as it does wherever it is installed.
    """
    return {
        **{name: each for name, each in os.environ.items() if not name.startswith("PYTHON")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT / "src"),
    }
