"""Canonical bytes: the stored truth of texts, and what hashes are taken over.

One value has exactly one spelling: JSON in UTF-8, members sorted, no blank space, no
floats, around it the schema version. Reading takes nothing else, so that equal hashes
mean equal texts and the other way round. `to_data` and `from_data` are the same shapes
as plain JSON data, without the envelope, for rows and for other programs.

>>> from fortschrift.core.text.runs import inline
>>> TEXT.to_bytes(inline("Sprache und Bildung"))
b'{"schema":1,"text":["Sprache und Bildung"]}'
>>> TEXT.from_bytes(b'{"schema":1,"text":["Sprache",2]}')  # doctest: +ELLIPSIS
Traceback (most recent call last):
    ...
fortschrift.core.text.errors.FormatError: ...
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Generic, TypeVar

from fortschrift.core.text.canonical import schema, schema2, schema_outline2
from fortschrift.core.text.canonical.codec import Codec, listed
from fortschrift.core.text.errors import FormatError, NotCanonical, UnknownSchema
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.operations import Operation
from fortschrift.core.text.outline import Outline
from fortschrift.core.text.runs import InlineText
from fortschrift.core.text.tree import Tree

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Format(Generic[T]):
    """A kind of value that can be stored; `codecs` by schema version, old ones for ever.

    Each kind has versions of its own: a new kind of operation must not change the hash
    of any text. Where `needed` tells the oldest version that can say a value, that one is
    written, so that texts which say nothing new keep their bytes.
    """

    name: str
    codecs: Mapping[int, Codec[T]]
    needed: Callable[[T], int] | None = None

    @property
    def version(self) -> int:
        """Give the newest schema version."""
        return max(self.codecs)

    def version_of(self, value: T) -> int:
        """Give the schema version a value is written in."""
        return self.needed(value) if self.needed else self.version

    def to_bytes(self, value: T) -> bytes:
        """Write a value canonically."""
        version = self.version_of(value)
        return canonical({"schema": version, self.name: self.codecs[version].write(value)})

    def from_bytes(self, data: bytes) -> T:
        """Read canonical bytes; raises FormatError, UnknownSchema or NotCanonical."""
        envelope = decoded(data)
        codec = self._codec(envelope)
        try:
            value = codec.read(envelope[self.name])
        except FormatError as error:
            raise error.under(self.name) from error.__cause__
        too_new = envelope["schema"] > self.version_of(value)
        if too_new or canonical({**envelope, self.name: codec.write(value)}) != data:
            raise NotCanonical("", "not the canonical spelling")
        return value

    def from_stored(self, contents: Iterable[str]) -> tuple[T, ...]:
        """Read many values that `to_bytes` wrote and a store has kept unchanged.

        One decoding for all and no test of the spelling: this is how a page reads a
        text, in a third of the time. Raises FormatError or UnknownSchema.
        """
        envelopes = decoded(f"[{','.join(contents)}]".encode())
        return tuple(self._codec(each).read(each[self.name]) for each in envelopes)

    def to_data(self, value: T) -> Any:
        """Give plain JSON data, without envelope, in the newest schema version."""
        return self.codecs[self.version].write(value)

    def from_data(self, data: Any) -> T:
        """Read what `to_data` gave; raises FormatError naming the path."""
        return self.codecs[self.version].read(data)

    def _codec(self, envelope: Any) -> Codec[T]:
        if not isinstance(envelope, dict) or envelope.keys() != {"schema", self.name}:
            raise FormatError("", f"an object of schema and {self.name} expected")
        version = envelope["schema"]
        if type(version) is not int or version not in self.codecs:
            raise UnknownSchema("schema", repr(version))
        return self.codecs[version]


TREE: Format[Tree] = Format(
    "tree", {1: schema.TREE, 2: schema_outline2.TREE}, schema_outline2.tree_version
)
NODE: Format[NodeState] = Format("node", {1: schema.NODE})
OPERATIONS: Format[tuple[Operation, ...]] = Format(
    "operations",
    {
        1: listed(schema.OPERATION),
        2: listed(schema2.OPERATION),
        3: listed(schema_outline2.OPERATION),
    },
    schema_outline2.operations_version,
)
OUTLINE: Format[Outline] = Format(
    "outline", {1: schema.OUTLINE, 2: schema_outline2.OUTLINE}, schema_outline2.outline_version
)
TEXT: Format[InlineText] = Format("text", {1: schema.TEXT})


def digest(data: bytes) -> str:
    """Give the SHA-256 of canonical bytes, 64 hexadecimal digits."""
    return sha256(data).hexdigest()


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


def canonical(data: Any) -> bytes:
    """Write plain JSON data in its one spelling."""
    return _ENCODER.encode(data).encode()


def decoded(data: bytes) -> Any:
    """Read JSON; raises FormatError for anything that is none.

    Floats need no test here: no codec takes them.
    """
    try:
        return json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise FormatError("", str(error)) from error
