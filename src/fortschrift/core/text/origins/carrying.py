"""Carrying origins over operations, one after another.

The mutable part of `origins`, alive for one call only. Of the text it reads the states of
nodes that operations name and no more, so its cost does not grow with the text.
"""

from dataclasses import replace
from itertools import chain, islice
from typing import assert_never

from fortschrift.core.text.errors import UnknownNode
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.operations import (
    ChangeKind,
    ChangeOutline,
    Insert,
    Join,
    Move,
    Operation,
    Reformat,
    Relate,
    Repeal,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Split,
    Substitute,
    Unrelate,
)
from fortschrift.core.text.origins.kept import exchanged, respliced
from fortschrift.core.text.origins.node_origins import (
    NodeOrigins,
    Origins,
    known,
    measure,
    of_fields,
    of_one,
    sizes,
)
from fortschrift.core.text.origins.spans import Origin, Spans, dealt, laid, piece, span, total
from fortschrift.core.text.origins.standing import Standing
from fortschrift.core.text.runs import length
from fortschrift.core.text.tree import Tree


def brought_in(operation: Operation) -> tuple[int, ...]:
    """Tell how much an operation brings in, piece by piece, measured like spans.

    For an Insert heading, text and attributes of each state; for replaced words the new
    side of each splice; for a Join what is put between; for an attribute its new value.
    """
    match operation:
        case Insert(_, states):
            return tuple(chain.from_iterable(map(sizes, states)))
        case Substitute(_, splices) | Retitle(_, splices):
            return tuple(length(splice.new) for splice in splices)
        case Join(_, _, gap):
            return (length(gap),)
        case SetAttribute(_, _, _, new) if new is not None:
            return (measure(new),)
        case _:
            return ()


class Carrying:
    """The origins that operations have touched; all others are as they were before."""

    def __init__(self, origins: Origins, before: Tree) -> None:
        """Begin from a text and its origins, which stay as they are."""
        self._origins = origins
        self._before = before
        self._standing = Standing(before)
        self._touched: dict[NodeId, NodeOrigins | None] = {}

    def __getitem__(self, node: NodeId) -> NodeOrigins:
        """Give a node's origins; raises UnknownNode."""
        there = self._touched[node] if node in self._touched else known(self._origins, node)
        if there is None:
            raise UnknownNode(node)
        return there

    def changed(self) -> dict[NodeId, NodeOrigins]:
        """Give the origins that are not what they were."""
        return {
            node: there
            for node, there in self._touched.items()
            if there is not None
            and not (node in self._before and there == known(self._origins, node))
        }

    def gone(self) -> frozenset[NodeId]:
        """Tell which nodes of the text before do not stand any more."""
        gone = (node for node, there in self._touched.items() if there is None)
        return frozenset(node for node in gone if node in self._before)

    def do(self, operation: Operation, origin: Origin, given: Spans | None) -> None:
        """Carry the origins over one operation; `given` are those of all it brings in."""
        match operation:
            case Insert(place, states):
                self._standing.insert(place.parent, states)
                self._insert(states, origin, given)
            case Repeal(node):
                self._touched.update(dict.fromkeys(self._standing.remove(node)))
            case Move(node, place):
                self._standing.move(node, place.parent)
            case Split(node, _, _, new, children):
                self._standing.split(node, new, children)
                self._split(operation)
            case Join(node, other):
                self._standing.join(node, other)
                self._join(operation, origin, given)
            case Substitute(node, splices):
                text = respliced(self[node].text, splices, origin, given)
                self._touched[node] = replace(self[node], text=text)
            case Retitle(node, splices):
                heading = respliced(self[node].heading, splices, origin, given)
                self._touched[node] = replace(self[node], heading=heading)
            case SetAttribute():
                self._set_attribute(operation, origin, given)
            case Reformat() | ChangeKind() | SetPrintedNumber() | ChangeOutline():
                pass  # no character comes or goes
            case Relate() | Unrelate():
                pass
            case _:
                assert_never(operation)

    def _insert(self, states: tuple[NodeState, ...], origin: Origin, given: Spans | None) -> None:
        if given is None:
            self._touched.update((state.id, of_one(state, origin)) for state in states)
            return
        fields = iter(dealt(given, chain.from_iterable(map(sizes, states))))
        for state in states:
            own = islice(fields, 2 + len(state.attributes))
            self._touched[state.id] = of_fields(state, own)

    def _split(self, operation: Split) -> None:
        there = self[operation.node]
        behind = operation.at + length(operation.gap)
        first = piece(there.text, 0, operation.at)
        second = piece(there.text, behind, total(there.text))
        self._touched[operation.node] = replace(there, text=first)
        self._touched[operation.new] = NodeOrigins(text=second)

    def _join(self, operation: Join, origin: Origin, given: Spans | None) -> None:
        there = self[operation.node]
        size = length(operation.gap)
        between = span(size, origin) if given is None else dealt(given, (size,))[0]
        text = laid(there.text, between, self[operation.other].text)
        self._touched[operation.node] = replace(there, text=text)
        self._touched[operation.other] = None

    def _set_attribute(self, operation: SetAttribute, origin: Origin, given: Spans | None) -> None:
        there = self[operation.node]
        values = dict(there.attributes)
        old = values.pop(operation.key, ())
        if operation.new is not None:
            values[operation.key] = (
                exchanged(old, operation.old, operation.new, origin)
                if given is None
                else dealt(given, (measure(operation.new),))[0]
            )
        attributes = tuple(sorted(values.items(), key=lambda value: value[0]))
        self._touched[operation.node] = replace(there, attributes=attributes)
