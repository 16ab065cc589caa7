"""Everything the text engine refuses, as one small tree of errors.

Errors carry data and no sentence for the screen: a page makes the sentence in the
reader's language from the class and its fields. `str()` is for developers.

    TextError
    ├── IntakeError      what came in cannot be text
    │   ├── RefusedCharacter
    │   ├── RefusedLink
    │   ├── RefusedMarks
    │   ├── EmptyRun
    │   └── WrongRange
    ├── NodeError        a node, a tree or an operation on it is not sound
    │   ├── UnknownNode
    │   ├── DuplicateNode
    │   ├── StrayNode
    │   ├── Cycle
    │   ├── RootTouched
    │   ├── WrongPlace
    │   ├── WrongField
    │   ├── WrongValue
    │   └── Stale
    ├── OutlineError     an outline contradicts itself
    │   └── WrongPattern
    └── FormatError      bytes or JSON that are not of our format
        ├── UnknownSchema
        └── NotCanonical
"""

from dataclasses import dataclass, field, fields
from typing import Literal

from fortschrift.core.text.ids import NodeId


@dataclass(eq=False)
class TextError(Exception):
    """Anything the engine refuses; `operation` is the position in a list given to `apply`."""

    operation: int | None = field(default=None, init=False)

    def __str__(self) -> str:
        """Name the class and every field that is set, for logs and tracebacks."""
        values = ((each.name, getattr(self, each.name)) for each in fields(self))
        return f"{type(self).__name__}: " + ", ".join(
            f"{name}={value!s}" for name, value in values if value is not None
        )


@dataclass(eq=False)
class IntakeError(TextError):
    """What came in cannot be text."""


@dataclass(eq=False)
class RefusedCharacter(IntakeError):
    """A character that is no text; position in code points of the text as submitted."""

    position: int
    code_point: int


@dataclass(eq=False)
class RefusedLink(IntakeError):
    """A link that is neither http, https nor mailto, or not well formed."""

    href: str


@dataclass(eq=False)
class RefusedMarks(IntakeError):
    """Marks that cannot stand (together) on one run."""

    marks: tuple[str, ...]


@dataclass(eq=False)
class EmptyRun(IntakeError):
    """A run without a character; an empty text has no run at all."""


@dataclass(eq=False)
class WrongRange(IntakeError):
    """A range that does not lie inside its text, in code points."""

    start: int
    end: int
    length: int


@dataclass(eq=False)
class NodeError(TextError):
    """A node, a tree or an operation on it is not sound."""

    node: NodeId


@dataclass(eq=False)
class UnknownNode(NodeError):
    """No such node in this tree."""


@dataclass(eq=False)
class DuplicateNode(NodeError):
    """The id stands twice, or an inserted id is there already."""


@dataclass(eq=False)
class StrayNode(NodeError):
    """The node cannot be reached from the root (of the tree or of an inserted subtree)."""


@dataclass(eq=False)
class Cycle(NodeError):
    """The node would stand under itself."""


@dataclass(eq=False)
class RootTouched(NodeError):
    """The root cannot be moved, repealed or become something else."""


PlaceReason = Literal["kind", "after", "itself", "unknown_but_placed", "no_root"]


@dataclass(eq=False)
class WrongPlace(NodeError):
    """The node cannot stand there.

    Reasons: *kind* (a node of this kind never stands under one of that kind),
    *after* (the node to follow is no child of the parent), *itself* (it should
    follow itself), *unknown_but_placed* (its place is marked as unknown, yet it does
    not stand under the root), *no_root* (the root is not of the root's kind).
    """

    parent: NodeId | None
    reason: PlaceReason


FieldName = Literal[
    "kind", "heading", "text", "attributes", "children", "relations", "printed_number", "outline"
]


@dataclass(eq=False)
class WrongField(NodeError):
    """A node of this kind has no such field (a list has no text, a paragraph no heading)."""

    kind: str
    field_name: FieldName


@dataclass(eq=False)
class WrongValue(NodeError):
    """A value that is not in normal form; `detail` names the attribute or relation."""

    field_name: FieldName
    detail: str


@dataclass(eq=False)
class Stale(NodeError):
    """The operation was written against another state of the node.

    `expected` is what the operation takes for granted, `found` what stands there;
    both are values of the field (texts, attribute values, kinds).
    """

    field_name: FieldName
    expected: object
    found: object


@dataclass(eq=False)
class OutlineError(TextError):
    """An outline that contradicts itself; `key` names the level or attribute."""

    key: str
    reason: Literal["key", "reserved", "duplicate", "unknown_level", "name", "type", "options"]


@dataclass(eq=False)
class WrongPattern(OutlineError):
    """A numbering pattern with a placeholder that does not exist; `key` is the placeholder."""

    pattern: str


@dataclass(eq=False)
class FormatError(TextError):
    """Bytes or JSON that are not of our format; path as in ``nodes[3].text[1]``."""

    path: str
    reason: str

    def under(self, prefix: str) -> "FormatError":
        """Put the path under a longer one and hand the same error back."""
        joint = "" if not self.path or self.path.startswith("[") else "."
        self.path = f"{prefix}{joint}{self.path}"
        return self


@dataclass(eq=False)
class UnknownSchema(FormatError):
    """Written by a newer version of the engine (or by something else)."""


@dataclass(eq=False)
class NotCanonical(FormatError):
    """The right content, but not the one canonical spelling of it."""
