"""YAML files as plain values that still know on which line they stand.

The loader's promise is a message with file, line and field, so values and lines are taken from
the composed nodes together.  Only what the demo needs is read: mappings, lists, texts, whole
numbers, true, false and null.  Dates stay texts, because "2020-02-30" must reach our own check
and not PyYAML's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from fortschrift.demo.faults import DemoFault

Trail = tuple[str | int, ...]

_WORDS = {"true": True, "false": False}
#: The C scanner is ten times faster; where PyYAML came without it, the Python one does.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """One file; ``name`` is how messages call it (``wolfsburg/ereignisse.yaml``)."""

    name: str
    values: Mapping[str, Any]
    lines: Mapping[Trail, int]

    def line(self, trail: Trail) -> int:
        """Return the line of a value, or of the nearest thing around it that has one."""
        while trail not in self.lines:
            trail = trail[:-1]
        return self.lines[trail]

    def fault(self, trail: Trail, reason: str, *, field: str = "") -> DemoFault:
        """Make the message for what stands there."""
        return DemoFault(self.name, self.line(trail), field or _field(trail), reason)


def read_document(path: Path, *, name: str) -> Document:
    """Read one file; raises DemoFault for what is no YAML or not a mapping."""
    node = _compose(path, name)
    lines: dict[Trail, int] = {(): 1}
    values = _value(node, (), lines, name)
    if not isinstance(values, dict):
        raise DemoFault(name, 1, "", _("Die Datei enthält keine Felder."))
    return Document(name, values, lines)


def _compose(path: Path, name: str) -> yaml.Node | None:
    try:
        return yaml.compose(path.read_text(encoding="utf-8"), _LOADER)
    except UnicodeDecodeError as error:
        raise DemoFault(name, 1, "", _("Die Datei ist nicht in UTF-8 geschrieben.")) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        reason = _("Das ist kein gültiges YAML ({problem}).").format(problem=error.problem)
        raise DemoFault(name, line, "", reason) from error


def _value(node: yaml.Node | None, trail: Trail, lines: dict[Trail, int], name: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, trail, lines, name))
    if isinstance(node, yaml.SequenceNode):
        return [
            _item(child, (*trail, position), lines, name)
            for position, child in enumerate(node.value)
        ]
    return _scalar(node) if isinstance(node, yaml.ScalarNode) else None


def _pairs(
    node: yaml.MappingNode, trail: Trail, lines: dict[Trail, int], name: str
) -> Iterator[tuple[str, Any]]:
    for key, value in node.value:
        below = (*trail, str(key.value))
        if below in lines:
            # PyYAML would silently keep the last one.
            raise DemoFault(
                name, key.start_mark.line + 1, str(key.value), _("Dieses Feld steht zweimal da.")
            )
        lines[below] = key.start_mark.line + 1
        yield str(key.value), _value(value, below, lines, name)


def _item(node: yaml.Node, trail: Trail, lines: dict[Trail, int], name: str) -> Any:
    lines[trail] = node.start_mark.line + 1
    return _value(node, trail, lines, name)


def _scalar(node: yaml.ScalarNode) -> Any:
    """Read a scalar; words such as "no" and "on" stay texts, whatever YAML 1.1 says."""
    kind = node.tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return _WORDS.get(node.value, node.value)
    return int(node.value) if kind == "int" and node.value.isdecimal() else node.value


def _field(trail: Trail) -> str:
    """Name the field a value stands in; an item of a whole section needs none beside its line."""
    if len(trail) == 2 and isinstance(trail[1], int):
        return ""
    return next((part for part in reversed(trail) if isinstance(part, str)), "")
