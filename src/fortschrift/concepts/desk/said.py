"""What operations did, told by place: at which node what happened, in reading order of the list."""

from collections.abc import Iterable
from typing import NamedTuple

from fortschrift.core.text import (
    BLOCKS,
    ChangeKind,
    ChangeOutline,
    Insert,
    Join,
    Move,
    NodeId,
    Operation,
    Reformat,
    Relate,
    Repeal,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Split,
    Substitute,
    Tree,
    Unrelate,
)
from fortschrift.core.text.synopsis import Naming
from fortschrift.core.text.tree import parents_in

_WHAT: dict[type, str] = {
    Repeal: "struck", Move: "moved", Substitute: "text", Reformat: "formatted",
    Retitle: "heading", Split: "split", Join: "joined", ChangeKind: "kind",
    SetAttribute: "attributes", SetPrintedNumber: "number", Relate: "relations",
    Unrelate: "relations",
}  # fmt: skip


class Deed(NamedTuple):
    """What happened at a node, each thing once."""

    node: NodeId
    what: tuple[str, ...]


def deeds(operations: Iterable[Operation]) -> list[Deed]:
    """Collect what operations did by node; a change of the outline is told of no node."""
    found: dict[NodeId, dict[str, None]] = {}
    for operation in operations:
        if isinstance(operation, ChangeOutline):
            continue
        if isinstance(operation, Insert):
            node, what = operation.states[0].id, "inserted"
        else:
            node, what = operation.node, _WHAT[type(operation)]
        found.setdefault(node, {})[what] = None
    return [Deed(node, tuple(what)) for node, what in found.items()]


def homes(operations: Iterable[Operation]) -> dict[NodeId, NodeId]:
    """Tell where operations put nodes: under which parent, a part split off with the first one."""
    found: dict[NodeId, NodeId] = {}
    for operation in operations:
        match operation:
            case Insert(place, states):
                found |= parents_in(states)
                found[states[0].id] = place.parent
            case Move(node, place):
                found[node] = place.parent
            case Split(node, new=new):
                found[new] = node
    return found


def element_of(tree: Tree, node: NodeId) -> NodeId:
    """Give the element that a node is or stands in."""
    return next(each for each in tree.upwards(node) if tree[each].kind not in BLOCKS)


def called(element: NodeId, names: Naming) -> str:
    """Name an element by label and heading, as far as it has them: "Leitziel 1.1 Sprache"."""
    state = names.tree[element]
    return f"{names.label(state)} {state.title}".strip() or names.name(element)
