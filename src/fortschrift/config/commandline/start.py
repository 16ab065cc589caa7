"""The outer half's entry: read the verb, make its environment if needed, hand over to it."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from fortschrift.config.commandline import overview
from fortschrift.config.commandline.installation import prepare
from fortschrift.config.commandline.options import parse
from fortschrift.config.commandline.stopping import ended
from fortschrift.config.commandline.verbs import find

INNER = "fortschrift.config.commandline"


def main(arguments: Sequence[str]) -> int:
    """Run one call of the start script and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows a question mark, never a UnicodeEncodeError.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    return ended(lambda: _run(arguments))


def _run(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help"):
        return overview.run(argparse.Namespace(verb=None))
    verb = find(arguments[0])
    options = parse(verb, arguments[1:])
    if verb.environment is None:
        return overview.run(options)
    return _hand_over(prepare(verb.environment), arguments)


def _hand_over(python: Path, arguments: Sequence[str]) -> int:
    """Continue inside the environment; -P keeps the current folder from shadowing modules."""
    command = [str(python), "-P", "-m", INNER, *arguments]
    surroundings = {**os.environ, "PYTHONUTF8": "1"}
    surroundings.pop("PYTHONHOME", None)
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, surroundings)
    # Windows cannot replace a process: exec there would give the prompt back at once.
    return subprocess.run(command, env=surroundings, check=False).returncode
