"""Everything the text engine refuses, as one small tree of errors.

Errors carry data and no sentence for the screen: a page makes the sentence in the
reader's language from the class and its fields. `str()` is for developers.

    TextError
    ├── IntakeError      what came in cannot be text
    │   ├── RefusedCharacter
    │   ├── RefusedLink
    │   ├── RefusedMarks
    │   ├── EmptyRun
    │   ├── WrongRange
    │   └── WrongSplices
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
    ├── ProposalError    proposals that cannot be merged as they are given
    ├── Unfit            operations that do not fit a later text any more
    ├── OutlineError     an outline contradicts itself
    │   └── WrongPattern
    └── FormatError      bytes or JSON that are not of our format
        ├── UnknownSchema
        └── NotCanonical
"""

from typing import Any, Literal, dataclass_transform

from fortschrift.core.text.ids import NodeId


@dataclass_transform(eq_default=False)
class TextError(Exception):
    """Anything the engine refuses; `operation` is the position in a list given to `apply`.

    What a subclass declares are its fields, given to it as to a dataclass. They are read
    when an error is raised, so that a process that refuses nothing does not wait for them.

    >>> RefusedCharacter(1, code_point=0)
    RefusedCharacter(operation=None, position=1, code_point=0)
    """

    operation: int | None = None

    def __init__(self, *values: object, **named: object) -> None:
        """Take the fields, in order or by name."""
        _, *names = self._names()
        vars(self).update(zip(names, values, strict=False), **named)

    def __str__(self) -> str:
        """Name the class and every field that is set, for logs and tracebacks."""
        said = ((name, value) for name, value in self.said().items() if value is not None)
        return f"{type(self).__name__}: " + ", ".join(f"{name}={value!s}" for name, value in said)

    def __repr__(self) -> str:
        """Write the class and all fields."""
        said = (f"{name}={value!r}" for name, value in self.said().items())
        return f"{type(self).__qualname__}({', '.join(said)})"

    def said(self) -> dict[str, Any]:
        """Give the fields by their names."""
        return {name: getattr(self, name) for name in self._names()}

    @classmethod
    def _names(cls) -> list[str]:
        kinds = (kind for kind in reversed(cls.__mro__) if issubclass(kind, TextError))
        return [name for kind in kinds for name in kind.__annotations__]


class IntakeError(TextError):
    """What came in cannot be text."""


class RefusedCharacter(IntakeError):
    """A character that is no text there; position in code points as submitted.

    It is none anywhere, or one combining sign too many on its letter.
    """

    position: int
    code_point: int


class RefusedLink(IntakeError):
    """A link that is neither http, https nor mailto, or not well formed."""

    href: str


class RefusedMarks(IntakeError):
    """Marks that cannot stand (together) on one run."""

    marks: tuple[str, ...]


class EmptyRun(IntakeError):
    """A run without a character; an empty text has no run at all."""


class WrongRange(IntakeError):
    """A range that does not lie inside its text, in code points."""

    start: int
    end: int
    length: int


class WrongSplices(IntakeError):
    """Splices of one text that are not in order, lie over each other or say nothing."""

    start: int


class NodeError(TextError):
    """A node, a tree or an operation on it is not sound."""

    node: NodeId


class UnknownNode(NodeError):
    """No such node in this tree."""


class DuplicateNode(NodeError):
    """The id stands twice, or an inserted id is there already."""


class StrayNode(NodeError):
    """The node cannot be reached from the root (of the tree or of an inserted subtree)."""


class Cycle(NodeError):
    """The node would stand under itself."""


class RootTouched(NodeError):
    """The root cannot be moved, repealed or become something else."""


PlaceReason = Literal[
    "kind",
    "after",
    "itself",
    "unknown_but_placed",
    "no_root",
    "not_last",
    "not_next",
    "indivisible",
]


class WrongPlace(NodeError):
    """The node cannot stand there.

    Reasons: *kind* (a node of this kind never stands under one of that kind),
    *after* (the node to follow is no child of the parent), *itself* (it should
    follow itself), *unknown_but_placed* (its place is marked as unknown, yet it does
    not stand under the root), *no_root* (the root is not of the root's kind), *not_last*
    (children that go with the second part of a split are not the last ones), *not_next*
    (the node to be joined does not follow), *indivisible* (nodes of this kind cannot be
    split or joined).
    """

    parent: NodeId | None
    reason: PlaceReason


FieldName = Literal[
    "kind", "heading", "text", "attributes", "children", "relations", "printed_number", "outline"
]


class WrongField(NodeError):
    """A node of this kind has no such field (a list has no text, a paragraph no heading)."""

    kind: str
    field_name: FieldName


class WrongValue(NodeError):
    """A value that is not in normal form; `detail` names the attribute or relation."""

    field_name: FieldName
    detail: str


class Stale(NodeError):
    """The operation was written against another state of the node.

    `expected` is what the operation takes for granted, `found` what stands there;
    both are values of the field (texts, attribute values, kinds). For words, `at` is the
    code point where they should stand.
    """

    field_name: FieldName
    expected: object
    found: object
    at: int | None = None


class ProposalError(TextError):
    """A proposal given twice, amending itself in a circle, or not fitting its base.

    For the last, `cause` is what does not fit, with the operation's position.
    """

    number: int
    reason: Literal["twice", "circle", "unfit"]
    cause: TextError | None = None


class Unfit(TextError):
    """Operations that clash with a change they should be carried over.

    `clashes` are values of `clash.Clash`; of their proposals 0 is the change, 1 what is
    carried.
    """

    clashes: tuple[Any, ...]


class OutlineError(TextError):
    """An outline that contradicts itself; `key` names the level, attribute or term."""

    key: str
    reason: Literal[
        "key", "reserved", "duplicate", "unknown_level", "unknown_term", "name", "type",
        "options", "unit",
    ]  # fmt: skip


class WrongPattern(OutlineError):
    """A numbering pattern with a placeholder that does not exist; `key` is the placeholder."""

    pattern: str


class FormatError(TextError):
    """Bytes or JSON that are not of our format; path as in ``nodes[3].text[1]``."""

    path: str
    reason: str

    def under(self, prefix: str) -> "FormatError":
        """Put the path under a longer one and hand the same error back."""
        joint = "" if not self.path or self.path.startswith("[") else "."
        self.path = f"{prefix}{joint}{self.path}"
        return self


class UnknownSchema(FormatError):
    """Written by a newer version of the engine (or by something else)."""


class NotCanonical(FormatError):
    """The right content, but not the one canonical spelling of it."""
