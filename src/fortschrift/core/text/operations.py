"""The closed set of operations: what can be done to a text.

After the textual modifications of Akoma Ntoso (insertion, substitution, repeal, split,
join), plus what concepts need. An operation that changes a value says the old one as
well: it can be read by itself, put into words, and it notices when it was written
against another state. Places are relative to siblings, never positions.

Split, join and substitutions of a range of words join this union with the merge.
"""

from dataclasses import dataclass
from typing import TypeAlias

from fortschrift.core.text.errors import WrongValue
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import AttributeValue, NodeState
from fortschrift.core.text.outline import Outline
from fortschrift.core.text.runs import InlineText
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
    """Replace the whole text of a node, words and marks."""

    node: NodeId
    old: InlineText
    new: InlineText


@dataclass(frozen=True, slots=True)
class Retitle:
    """Replace the heading of a node."""

    node: NodeId
    old: InlineText
    new: InlineText


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
    | Retitle
    | ChangeKind
    | SetAttribute
    | SetPrintedNumber
    | Relate
    | Unrelate
    | ChangeOutline
)
