"""The closed set of operations: what can be done to a text.

After the textual modifications of Akoma Ntoso (insertion, substitution, repeal, split,
join), plus what concepts need. An operation that changes a value says the old one as
well: it can be read by itself, put into words, and it notices when it was written
against another state. Places are relative to siblings, never positions; words are ranges of
the text they were written on.
"""

from dataclasses import dataclass
from typing import TypeAlias

from fortschrift.core.text.errors import Cycle, WrongValue
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import AttributeValue, NodeState
from fortschrift.core.text.outline import Outline
from fortschrift.core.text.runs import InlineText, is_normal
from fortschrift.core.text.splices import Splices, check_splices, whole
from fortschrift.core.text.tree import Place, parents_in


@dataclass(frozen=True, slots=True)
class Insert:
    """Put a new subtree at a place: all its states in document order, its top first.

    Raises WrongValue for no states at all; DuplicateNode, UnknownNode, Cycle or StrayNode
    when they are no such subtree.
    """

    place: Place
    states: tuple[NodeState, ...]

    def __post_init__(self) -> None:
        """Check that the states make one subtree."""
        if not self.states:
            raise WrongValue(self.place.parent, "children", "")
        parents_in(self.states)


@dataclass(frozen=True, slots=True)
class Repeal:
    """Take a node and all below it out of the text."""

    node: NodeId


@dataclass(frozen=True, slots=True)
class Move:
    """Put a node with all below it at another place.

    The place names siblings as they stand without the node. `parent_unknown` only for a
    move under the root that says: where it belongs is not known.
    """

    node: NodeId
    place: Place
    parent_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Substitute:
    """Replace words of a node's text; raises WrongSplices."""

    node: NodeId
    splices: Splices

    def __post_init__(self) -> None:
        """Refuse ranges that are not in order."""
        check_splices(self.splices)

    @classmethod
    def whole(cls, node: NodeId, old: InlineText, new: InlineText) -> "Substitute":
        """Replace the whole text."""
        return cls(node, whole(old, new))


@dataclass(frozen=True, slots=True)
class Reformat:
    """Change the marks of words of a node's text and no word.

    Raises WrongSplices, WrongValue when a word would change.
    """

    node: NodeId
    splices: Splices

    def __post_init__(self) -> None:
        """Refuse ranges that are not in order, and other words."""
        check_splices(self.splices)
        if not all(splice.only_marks for splice in self.splices):
            raise WrongValue(self.node, "text", "")


@dataclass(frozen=True, slots=True)
class Retitle:
    """Replace words of a node's heading; raises WrongSplices."""

    node: NodeId
    splices: Splices

    def __post_init__(self) -> None:
        """Refuse ranges that are not in order."""
        check_splices(self.splices)

    @classmethod
    def whole(cls, node: NodeId, old: InlineText, new: InlineText) -> "Retitle":
        """Replace the whole heading."""
        return cls(node, whole(old, new))


@dataclass(frozen=True, slots=True)
class Split:
    """Split a paragraph or list item in two; the first part keeps the id.

    The first part ends at code point `at`; `gap`, the blank space that follows there,
    is dropped. `new` is the second part; `children` (notes, lists), which must be the
    node's last ones, go with it. Raises WrongValue, Cycle when both have one id.
    """

    node: NodeId
    at: int
    gap: InlineText
    new: NodeId
    children: tuple[NodeId, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a place before the text and a part that is the whole."""
        if self.at < 0 or not is_normal(self.gap):
            raise WrongValue(self.node, "text", str(self.at))
        if self.new == self.node:
            raise Cycle(self.node)


@dataclass(frozen=True, slots=True)
class Join:
    """Join a paragraph or list item with the sibling that follows it; the first id stays.

    `gap` is put between the two texts. The other must say nothing besides its text and
    children: no relation and no printed number would have a place to go.
    """

    node: NodeId
    other: NodeId
    gap: InlineText

    def __post_init__(self) -> None:
        """Refuse a gap that is not in normal form."""
        if not is_normal(self.gap):
            raise WrongValue(self.node, "text", "")


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """Make a node something else: a goal a measure, a paragraph a list item."""

    node: NodeId
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SetAttribute:
    """Set, change or (new is None) take away an attribute."""

    node: NodeId
    key: str
    old: AttributeValue | None
    new: AttributeValue | None


@dataclass(frozen=True, slots=True)
class SetPrintedNumber:
    """Record the number as printed, or (None) leave it to be computed."""

    node: NodeId
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Relate:
    """Add a relation to a node of this concept or of another one."""

    node: NodeId
    kind: str
    target: NodeId


@dataclass(frozen=True, slots=True)
class Unrelate:
    """Take a relation away."""

    node: NodeId
    kind: str
    target: NodeId


@dataclass(frozen=True, slots=True)
class ChangeOutline:
    """Replace the outline that the text follows: level names, numbering, attributes."""

    old: Outline
    new: Outline


Operation: TypeAlias = (
    Insert
    | Repeal
    | Move
    | Substitute
    | Reformat
    | Retitle
    | Split
    | Join
    | ChangeKind
    | SetAttribute
    | SetPrintedNumber
    | Relate
    | Unrelate
    | ChangeOutline
)
