"""YAML files as plain values that still know on which line each of them stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEP = re.compile(r"[^.\[\]]+")


@dataclass(frozen=True, slots=True)
class OutlineFault:
    """What is wrong in a file, and where; ``field`` is a path such as ``levels[2].key``."""

    file: str
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        """Write it as one sentence for whoever keeps the files."""
        place = _("%(file)s, Zeile %(line)d") % {"file": self.file, "line": self.line}
        return f"{place}, {self.field}: {self.reason}" if self.field else f"{place}: {self.reason}"


class DamagedOutlines(ValueError):
    """Files that cannot be used; carries every fault of every file."""

    def __init__(self, faults: list[OutlineFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Document:
    """One file; ``node`` is what PyYAML composed, with the lines."""

    name: str
    values: Mapping[str, Any]
    node: yaml.Node

    def fault(self, path: str, reason: str) -> OutlineFault:
        """Make the fault for what stands at a path, or around it if nothing stands there."""
        return OutlineFault(self.name, _line(self.node, path), path, reason)


def read_document(path: Path) -> Document:
    """Read a file; raises DamagedOutlines for what is no YAML or no mapping."""
    try:
        text = path.read_text(encoding="utf-8")
        node, values = yaml.compose(text, _LOADER), yaml.load(text, _LOADER)
    except UnicodeDecodeError as error:
        raise _unreadable(path, 1, _("Die Datei ist nicht in UTF-8 geschrieben.")) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", "")
        reason = _("Das ist kein gültiges YAML (%(problem)s).") % {"problem": problem}
        raise _unreadable(path, mark.line + 1 if mark else 1, reason) from error
    if node is None or not isinstance(values, dict):
        raise _unreadable(path, 1, _("Die Datei enthält keine Felder."))
    return Document(path.name, values, node)


def _unreadable(path: Path, line: int, reason: str) -> DamagedOutlines:
    return DamagedOutlines([OutlineFault(path.name, line, "", reason)])


def _line(node: yaml.Node, path: str) -> int:
    """Follow a path as far as it goes; the line of the last thing that is there."""
    line = int(node.start_mark.line) + 1
    for step in _STEP.findall(path):
        found = _below(node, step)
        if found is None:
            break
        at, node = found
        line = int(at.start_mark.line) + 1
    return line


def _below(node: yaml.Node, step: str) -> tuple[yaml.Node, yaml.Node] | None:
    """Give where a member begins, and its value."""
    if isinstance(node, yaml.SequenceNode) and step.isdecimal() and int(step) < len(node.value):
        return node.value[int(step)], node.value[int(step)]
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    return None
