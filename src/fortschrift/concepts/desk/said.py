"""What operations did, told by place: at which node what happened, in reading order of the list."""

from collections.abc import Iterable
from typing import NamedTuple

from fortschrift.core.text import (
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
    Unrelate,
)

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
