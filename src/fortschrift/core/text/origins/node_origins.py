"""Where the characters of one node come from: spans for all that a node says.

Heading and text measure code points. Of the attributes a string measures its code points,
a list its items, a number or a flag one: half a number was written by nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from fortschrift.core.text.errors import UnknownNode
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import AttributeValue, NodeState
from fortschrift.core.text.origins.spans import Origin, Spans, span
from fortschrift.core.text.runs import length


@dataclass(frozen=True, slots=True)
class NodeOrigins:
    """Spans of heading, text and attributes; these sorted by key, as in the node's state."""

    heading: Spans = ()
    text: Spans = ()
    attributes: tuple[tuple[str, Spans], ...] = ()

    def fields(self) -> tuple[Spans, ...]:
        """Give all spans in order: heading, text, each attribute."""
        return (self.heading, self.text, *(spans for _, spans in self.attributes))


Origins: TypeAlias = Mapping[NodeId, NodeOrigins]
"""Each node of a text has its entry, also one that says nothing."""


def known(origins: Origins, node: NodeId) -> NodeOrigins:
    """Give the origins of a node; raises UnknownNode."""
    try:
        return origins[node]
    except KeyError:
        raise UnknownNode(node) from None


def measure(value: AttributeValue) -> int:
    """Tell how much the spans of an attribute value measure.

    >>> measure("2027-03"), measure(("AWO", "VHS")), measure(1_500_000), measure(False)
    (7, 2, 1, 1)
    """
    return len(value) if isinstance(value, str | tuple) else 1


def sizes(state: NodeState) -> tuple[int, ...]:
    """Tell how much the spans of a node measure, in the order of `NodeOrigins.fields`."""
    values = (measure(value) for _, value in state.attributes)
    return (length(state.heading), length(state.text), *values)


def of_one(state: NodeState, origin: Origin) -> NodeOrigins:
    """Give one origin to all that a node says."""
    return of_fields(state, (span(size, origin) for size in sizes(state)))


def of_fields(state: NodeState, fields: Iterable[Spans]) -> NodeOrigins:
    """Give a node its spans, in the order of `NodeOrigins.fields`."""
    heading, text, *values = fields
    keys = (key for key, _ in state.attributes)
    return NodeOrigins(heading, text, tuple(zip(keys, values, strict=True)))
