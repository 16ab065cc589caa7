"""The help of the command line: what each command is for, with an example that can be run."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping
from io import TextIOWrapper
from typing import Any, NoReturn

from fortschrift.core.text.errors import FormatError

_PROGRAM = "python -m fortschrift.core.text"
_FORMATS = (
    "Reads JSON, writes JSON; docs/door.md describes the formats. `COMMAND --help` has examples."
)


def help_is_readable_anywhere() -> None:
    """Let the examples, which are German, be shown on a terminal that knows no umlauts."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Refuse arguments as everything is refused."""
        raise FormatError("", message)


def parser(commands: Mapping[str, str], module_of: Callable[[str], Any]) -> ArgumentParser:
    """Make the parser of the arguments, which raises FormatError."""
    whole = _Parser(_PROGRAM, description="The text engine at the door.", epilog=_FORMATS)
    each_of = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, what in commands.items():
        module = module_of(name)
        command = each_of.add_parser(
            name,
            help=what,
            description=module.__doc__,
            epilog=f"example:\n  {_PROGRAM} {name} <<'JSON'\n{_indented(module.EXAMPLE)}\nJSON",
            formatter_class=RawDescriptionHelpFormatter,
        )
        command.add_argument(
            "file", nargs="?", default="-", help="the request; without it, or for -, the input"
        )
    return whole


def _indented(example: Any) -> str:
    return json.dumps(example, ensure_ascii=False, indent=1)
