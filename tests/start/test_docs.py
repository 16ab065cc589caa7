"""Commands in the documents: every `./fortschrift ...` in a code block is one that exists."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from fortschrift.config.commandline.bench import measurements
from fortschrift.config.commandline.options import parse
from fortschrift.config.commandline.places import ROOT
from fortschrift.config.commandline.verbs import find

FENCE = re.compile(r"^[ \t]*```[^\n]*\n(.*?)^[ \t]*```", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"^(?:\$ )?(?:[A-Z_]+=\S* )*(?:\./|python3? )fortschrift(\s.*)?$")
PLACEHOLDER = re.compile(r"^[A-ZÄÖÜ_]+$")


def documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield (place, words after the script's name) of every call in every code block."""
    for document in documents():
        for block in FENCE.findall(document.read_text(encoding="utf-8")):
            for line in block.replace("\\\n", " ").splitlines():
                call = CALL.search(line.partition(" #")[0].strip())
                if call:
                    yield f"{document.relative_to(ROOT)}: {line.strip()}", words(call.group(1))


def words(tail: str | None) -> list[str]:
    """Split like a shell, up to a pipe, a redirection or the next command."""
    parts = shlex.split(tail or "", posix=os.name == "posix")
    ends = [parts.index(sign) for sign in ("|", "&", "&&", ";", ">", "<") if sign in parts]
    return parts[: min(ends, default=len(parts))]


CALLS = list(commands())


def test_the_documents_hold_commands_at_all() -> None:
    verbs = {call[0] for _, call in CALLS if call}

    assert {"demo", "serve", "test", "verify", "manage"} <= verbs


@pytest.mark.parametrize("call", [call for _, call in CALLS], ids=[place for place, _ in CALLS])
def test_every_command_in_the_documents_exists(call: list[str]) -> None:
    if not call or PLACEHOLDER.match(call[0]):
        return
    verb = find(call[0])
    options = parse(verb, call[1:])

    if verb.name == "manage" and options.rest:
        check_management_command(options.rest)
    if verb.name == "test":
        paths = [word for word in options.rest if word.startswith("tests/")]
        assert all((ROOT / path.partition("::")[0]).exists() for path in paths)
    if verb.name == "bench" and options.name and not PLACEHOLDER.match(options.name):
        assert options.name in measurements()


def check_management_command(call: list[str]) -> None:
    name, *arguments = call
    command = load_command_class(get_commands()[name], name)

    command.create_parser("manage", name).parse_args(arguments)
