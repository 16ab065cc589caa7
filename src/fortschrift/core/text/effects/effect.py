"""The effect of operations: all that they do, relative to the one text they begin from.

Operations come one after another, each to what the ones before left. An effect forgets
that order: every range, place and value is one of the base. So effects on one base can be
laid side by side, which is all that merging is, and can be carried to a later base by
moving their numbers. `fold` makes an effect from operations, `diff` from two trees, `emit`
gives operations again.

Places name children that the parent has in the base and that stay there; what comes to
stand at one place stands there in order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.operations import Reformat, Retitle, Substitute
from fortschrift.core.text.runs import InlineText, length
from fortschrift.core.text.splices import Splices
from fortschrift.core.text.tree import Nodes, Place

TextField: TypeAlias = Literal["text", "heading"]
TextKey: TypeAlias = tuple[NodeId, TextField]
ValueKey: TypeAlias = tuple[NodeId, str]
"""A node and which value of it: KIND, NUMBER, OUTLINE (of the root), or `attribute(key)`."""

KIND, NUMBER, OUTLINE = "kind", "printed_number", "outline"
_ATTRIBUTE = "attributes."


def attribute(key: str) -> str:
    """Name an attribute as a value.

    >>> attribute("kosten"), attribute_of(attribute("kosten")), attribute_of(KIND)
    ('attributes.kosten', 'kosten', None)
    """
    return _ATTRIBUTE + key


def attribute_of(name: str) -> str | None:
    """Give the attribute that the name of a value means, if it is one."""
    return name.removeprefix(_ATTRIBUTE) if name.startswith(_ATTRIBUTE) else None


def text_key(operation: Substitute | Reformat | Retitle) -> TextKey:
    """Tell which text of a node an operation is about."""
    return operation.node, "heading" if isinstance(operation, Retitle) else "text"


@dataclass(frozen=True, slots=True)
class Break:
    """Where a text is split: the blank space that goes, and the second part that begins behind.

    `children` are those of the base that go with the part, up to the next break's.
    """

    start: int
    gap: InlineText
    new: NodeId
    children: tuple[NodeId, ...] = ()

    @property
    def end(self) -> int:
        """Give the offset behind the gap."""
        return self.start + length(self.gap)


@dataclass(frozen=True, slots=True)
class Seam:
    """Where two texts are joined: the node that stays, and what is put between.

    That node may be the second part of a text that is split.
    """

    node: NodeId
    gap: InlineText


@dataclass(frozen=True, slots=True)
class Exchange:
    """A value before and after: a kind, a number, an attribute's value or an outline."""

    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Effect:
    """What operations do to a base.

    texts      words replaced, in offsets of the base
    breaks     texts split, in offsets of the base, from left to right
    seams      texts joined, by the node that ends
    values     kind, number as printed, attributes, outline
    relations  (node, kind, target): added (True) or taken away
    repealed   nodes taken out with all below them that does not move out; topmost ones
    placed     what comes to stand at a place: tops of new subtrees, nodes that move
    moved      nodes of the base that move (also into new ones): whether their parent is unknown
    fresh      states of new nodes; children may be nodes that move there
    pieces     words of texts in which steps put several into one gap, these apart; what others
               may want alone, and no difference between effects
    """

    texts: Mapping[TextKey, Splices] = field(default_factory=dict)
    breaks: Mapping[NodeId, tuple[Break, ...]] = field(default_factory=dict)
    seams: Mapping[NodeId, Seam] = field(default_factory=dict)
    values: Mapping[ValueKey, Exchange] = field(default_factory=dict)
    relations: Mapping[tuple[NodeId, str, NodeId], bool] = field(default_factory=dict)
    repealed: frozenset[NodeId] = frozenset()
    placed: Mapping[Place, tuple[NodeId, ...]] = field(default_factory=dict)
    moved: Mapping[NodeId, bool] = field(default_factory=dict)
    fresh: Nodes = field(default_factory=dict)
    pieces: Mapping[TextKey, Splices] = field(default_factory=dict, compare=False)

    def parts(self) -> Iterator[tuple[NodeId, Break]]:
        """List every second part of a split text with the node whose text it was."""
        for node, breaks in self.breaks.items():
            for each in breaks:
                yield node, each

    def standing(self) -> Iterator[tuple[Place, NodeId]]:
        """List what comes to stand where, places under new nodes included."""
        for place, nodes in self.placed.items():
            for node in nodes:
                yield place, node
        for state in self.fresh.values():
            after: NodeId | None = None
            for child in state.children:
                yield Place(state.id, after), child
                after = child

    def subtree(self, top: NodeId) -> Iterator[NodeState]:
        """Walk the new states of a new subtree, without what moves there."""
        pending = [top]
        while pending:
            state = self.fresh[pending.pop()]
            yield state
            pending.extend(child for child in reversed(state.children) if child in self.fresh)
