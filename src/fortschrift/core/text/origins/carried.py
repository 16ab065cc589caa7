"""Origins: which operation every character of a text comes from.

Each character of a heading, a text or an attribute value has exactly one origin. Origins
are stored with the state of the node and carried on when a change is made. They are never
computed again from old texts, so a later engine, which may see other words in a text,
changes no origin.

What an operation brings in comes from it, unless it was there before (see `kept`). A
move, a new format, a new kind keep all origins. A split cuts them and a join lays them
end to end; what the join puts between comes from the join.

Two kinds of operations make nothing new: those that take a change back, and those taken
over from another strand. For them `given` says what origins their characters have, and
`given_for` finds that out from a text in which these characters stand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID

from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.operations import Operation
from fortschrift.core.text.origins.carrying import Carrying, brought_in
from fortschrift.core.text.origins.node_origins import NodeOrigins, Origins, known, of_one
from fortschrift.core.text.origins.spans import Origin, Spans, laid, overlaid, span
from fortschrift.core.text.tree import Tree

Given: TypeAlias = Mapping[int, Spans]
"""For operations, by their place in the list, the spans of all that they bring in.

End to end, in the order of `carrying.brought_in`.
"""

_NONE_GIVEN: Given = MappingProxyType({})

NOT_GIVEN = Origin(UUID(int=2**128 - 1), 0)
"""Stands in `Given` for characters of which no origin is known; nothing ever keeps it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a change does to origins: new ones by node, and the nodes that are gone."""

    changed: Origins
    gone: frozenset[NodeId]


def first_origins(tree: Tree, change: UUID) -> dict[NodeId, NodeOrigins]:
    """Give the origins of a text that a root change brings in: all of it is operation 0."""
    return {state.id: of_one(state, Origin(change, 0)) for state in tree}


def carried(
    origins: Origins,
    before: Tree,
    operations: Iterable[Operation],
    change: UUID,
    given: Given = _NONE_GIVEN,
) -> Carried:
    """Tell what origins a change makes, from the text before it and its origins.

    The operations must be ones that can be applied. A node whose origins stay what they
    are is not listed, whatever else changes. The cost depends on neither the history nor
    the size of the text. Raises UnknownNode for a node without origins, WrongRange where
    spans are not as long as what they are for.
    """
    work = Carrying(origins, before)
    for ordinal, operation in enumerate(operations):
        origin = Origin(change, ordinal)
        known_before = given.get(ordinal)
        work.do(operation, origin, known_before and _filled(known_before, origin))
    return Carried(work.changed(), work.gone())


def given_for(operations: Iterable[Operation], before: Tree, after: Origins) -> Given:
    """Tell which origins operations bring in, from those of the text they lead to.

    This is how operations said anew (an undo, a change that is folded and emitted to be
    taken over) keep the origins that `carried` once gave. Of `after` only nodes that change
    are read. Characters that come and go again within the operations stand in no text, so
    they are `NOT_GIVEN`: should they stay where the operations are taken over to, they are
    new there. Raises like `carried`.
    """
    listed = tuple(operations)
    labels = (Origin(_LABEL, number) for number in count(1))
    given = {
        ordinal: tuple((1, next(labels)) for _ in range(sum(brought_in(operation))))
        for ordinal, operation in enumerate(listed)
    }
    labelled = carried(_Unlabelled(before), before, listed, _LABEL, given).changed
    found = {
        label: origin
        for node, there in labelled.items()
        for label, origin in _side_by_side(there, known(after, node))
    }
    return {
        ordinal: laid(*(span(1, found.get(label, NOT_GIVEN)) for _, label in spans))
        for ordinal, spans in given.items()
        if spans
    }


def operations_of(origins: Origins) -> dict[NodeId, frozenset[Origin]]:
    """Tell of which operations characters stand in each node.

    Asked of what `carried` gives, it keeps a table of operations and nodes up to date.
    """
    return {
        node: frozenset(origin for spans in each.fields() for _, origin in spans)
        for node, each in origins.items()
    }


_LABEL = UUID(int=0)


def _filled(given: Spans, origin: Origin) -> Spans:
    """Put an operation where no origin is given."""
    return laid(*(span(size, origin if it == NOT_GIVEN else it) for size, it in given))


class _Unlabelled(dict[NodeId, NodeOrigins]):
    """The origins of a text of which nobody asks, made when they are read."""

    def __init__(self, text: Tree) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, node: NodeId) -> NodeOrigins:
        return of_one(self._text[node], Origin(_LABEL, 0))


def _side_by_side(one: NodeOrigins, other: NodeOrigins) -> Iterator[tuple[Origin, Origin]]:
    """Give both origins of each character of a node."""
    for mine, theirs in zip(one.fields(), other.fields(), strict=True):
        for _, here, there in overlaid(mine, theirs):
            yield here, there
