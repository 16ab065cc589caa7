"""The command line of the door: one request in, one answer out.

The answer is one line of JSON on the output. What is refused is one JSON object on the error
output, and the process ends with 2. Where the answer cannot be written it ends with 1.
"""

import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, TextIO

from fortschrift.core.text.door.names import Names
from fortschrift.core.text.door.request import decoded
from fortschrift.core.text.errors import FormatError, TextError

UNHEARD, REFUSED = 1, 2
COMMANDS = {
    "diff": "what differs between two texts or two documents",
    "synopsis": "two documents side by side",
    "merge": "amendments merged into the text they were written on",
    "clashes": "who clashes with whom",
    "rebase": "open amendments carried over what was adopted",
    "blame": "which version every character comes from",
}


def main(arguments: Sequence[str]) -> int:
    """Run a command and give the exit code."""
    names = Names()
    try:
        command, file = _chosen(arguments)
        answer = _module(command).answer(decoded(_read(file)), names)
    except TextError as error:
        from fortschrift.core.text.door.refusals import refusal

        _write(sys.stderr, json.dumps({"error": refusal(error, names)}))
        return REFUSED
    return _write(sys.stdout, json.dumps(answer, ensure_ascii=False, separators=(",", ":")))


def _write(stream: TextIO | None, line: str) -> int:
    """Write a line and give the exit code: on a full disk or a closed output that of unheard."""
    try:
        if stream is None:
            raise OSError("the output is closed")
        stream.buffer.write(line.encode() + b"\n")
        stream.flush()
    except BrokenPipeError:
        _leave(stream)
    except OSError as error:
        _leave(stream)
        if stream is not sys.stderr:
            _write(sys.stderr, f"cannot write the answer: {error}")
    else:
        return 0
    return UNHEARD


def _leave(stream: TextIO | None) -> None:
    """Let what is still to be written go nowhere, or Python tries again at its end."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _module(command: str) -> Any:
    return import_module(f"fortschrift.core.text.door.commands.{command}")


def _chosen(arguments: Sequence[str]) -> tuple[str, str]:
    """Read command and file. What is not plainly both is left to the parser, which takes long
    to load.
    """
    if 0 < len(arguments) < 3 and arguments[0] in COMMANDS and arguments[-1][:1] != "-":
        command, *files = arguments
        return command, files[0] if files else "-"
    from fortschrift.core.text.door.usage import help_is_readable_anywhere, parser

    help_is_readable_anywhere()
    found = parser(COMMANDS, _module).parse_args(arguments)
    return found.command, found.file


def _read(file: str) -> bytes:
    """Read the request; raises FormatError where it cannot be read."""
    try:
        if file == "-":
            return sys.stdin.buffer.read() if sys.stdin else b""
        with open(file, "rb") as opened:
            return opened.read()
    except (OSError, ValueError) as error:
        raise FormatError("", f"cannot read {file}: {error}") from None
