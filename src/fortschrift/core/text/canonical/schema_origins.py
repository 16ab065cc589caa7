"""Origins as bytes: schema version 1 of what is stored beside a node's state.

Changes are named once, sorted; a span is `[length, index of its change, operation]`. What
is empty is left out. Like all schemas this one never changes its meaning.

>>> from fortschrift.core.text.origins.spans import span
>>> ORIGINS.to_bytes(NodeOrigins(text=span(63, Origin(UUID(int=5), 2))))
b'{"origins":{"changes":["00000000-0000-0000-0000-000000000005"],"text":[[63,0,2]]},"schema":1}'
"""

from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from fortschrift.core.text.canonical.codec import Codec, Member, exactly, listed, mapped, record
from fortschrift.core.text.canonical.schema import ID
from fortschrift.core.text.canonical.serialize import Format
from fortschrift.core.text.errors import FormatError
from fortschrift.core.text.origins.node_origins import NodeOrigins
from fortschrift.core.text.origins.spans import Origin, Spans, is_normal

_Numbers: TypeAlias = tuple[tuple[int, ...], ...]
_NUMBERS: Codec[_Numbers] = listed(listed(exactly(int)))


@dataclass(frozen=True, slots=True)
class _Indexed:
    """Origins with numbers in the place of changes."""

    changes: tuple[UUID, ...] = ()
    heading: _Numbers = ()
    text: _Numbers = ()
    attributes: tuple[tuple[str, _Numbers], ...] = ()


def _write_values(values: tuple[tuple[str, _Numbers], ...]) -> Any:
    return {key: _NUMBERS.write(numbers) for key, numbers in values}


def _read_values(data: Any) -> tuple[tuple[str, _Numbers], ...]:
    if type(data) is not dict:
        raise FormatError("", f"object expected, {type(data).__name__} found")
    return tuple((key, _NUMBERS.read(data[key])) for key in sorted(data))


_INDEXED: Codec[_Indexed] = record(
    _Indexed,
    {
        "changes": Member(listed(ID), ()),
        "heading": Member(_NUMBERS, ()),
        "text": Member(_NUMBERS, ()),
        "attributes": Member(Codec(_write_values, _read_values), ()),
    },
)


def _indexed(origins: NodeOrigins) -> _Indexed:
    changes = sorted({origin.change for spans in origins.fields() for _, origin in spans})
    index = {change: number for number, change in enumerate(changes)}

    def numbers(spans: Spans) -> _Numbers:
        return tuple((length, index[origin.change], origin.operation) for length, origin in spans)

    values = tuple((key, numbers(spans)) for key, spans in origins.attributes)
    return _Indexed(tuple(changes), numbers(origins.heading), numbers(origins.text), values)


def _origins(indexed: _Indexed) -> NodeOrigins:
    def spans(numbers: _Numbers) -> Spans:
        return _spans(numbers, indexed.changes)

    values = tuple((key, spans(numbers)) for key, numbers in indexed.attributes)
    return NodeOrigins(spans(indexed.heading), spans(indexed.text), values)


def _spans(numbers: _Numbers, changes: tuple[UUID, ...]) -> Spans:
    """Read spans; raises FormatError unless they are in normal form and name a change."""
    if any(len(each) != 3 or not 0 <= each[1] < len(changes) or each[2] < 0 for each in numbers):
        raise FormatError("", "length, index of a change, operation expected")
    spans = tuple((length, Origin(changes[index], number)) for length, index, number in numbers)
    if not is_normal(spans):
        raise FormatError("", "spans in normal form expected")
    return spans


ORIGINS: Format[NodeOrigins] = Format("origins", {1: mapped(_INDEXED, _indexed, _origins)})
