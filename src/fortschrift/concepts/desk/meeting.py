"""Two who wrote on the same text: what the second wrote, carried to what the first has left.

Whatever fits is carried by the engine.  Where both wrote in one place, two texts are made: one with
the words of the second there, one with those of the first; both hold all the rest, so that choosing
loses nothing but what was chosen against.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fortschrift.core.text import (
    ChangeKind,
    ChangeOutline,
    Insert,
    Join,
    NodeId,
    NodeState,
    Operation,
    Reformat,
    Retitle,
    SetAttribute,
    Split,
    Substitute,
    TextError,
    Tree,
    apply,
    new_states,
)
from fortschrift.core.text.merging.rebase import Carrier
from fortschrift.core.text.node import with_attribute


@dataclass(frozen=True, slots=True)
class Met:
    """What came of it: the text with the second's words, with the first's, and where they differ.

    Without overlap the two texts are one and `places` is empty.  `lost` are nodes of the second's
    text that have no place any more.
    """

    mine: Tree
    theirs: Tree
    places: tuple[NodeId, ...] = ()
    lost: tuple[NodeState, ...] = ()

    @property
    def is_merged(self) -> bool:
        return not self.places and not self.lost


def met(base: Tree, mine: Sequence[Operation], theirs: Sequence[Operation], written: Tree) -> Met:
    """Carry what was written on *base* over what others did to it; `written` is `mine` applied."""
    carrier = Carrier(base, tuple(theirs))
    head = carrier.after
    try:
        merged = apply(carrier.carry(mine), head)
        return Met(merged, merged)
    except TextError:
        pass
    fitting, unfit = _parted(carrier, mine)
    common = apply(carrier.carry(fitting), head) if fitting else head
    return _insisting(common, unfit, base, written)


def _parted(
    carrier: Carrier, operations: Sequence[Operation]
) -> tuple[list[Operation], list[Operation]]:
    """Take as many operations as fit together, in their order."""
    fitting: list[Operation] = []
    unfit: list[Operation] = []
    for operation in operations:
        try:
            apply(carrier.carry([*fitting, operation]), carrier.after)
        except TextError:
            unfit.append(operation)
        else:
            fitting.append(operation)
    return fitting, unfit


def _insisting(common: Tree, unfit: Sequence[Operation], base: Tree, written: Tree) -> Met:
    """Let the second's words stand where the two met, as far as there is a place for them."""
    nodes = dict(common.nodes)
    places: dict[NodeId, None] = {}
    for operation in unfit:
        for node in _about(operation):
            places[node] = None
            if node in nodes and node in written:
                nodes[node] = _said(operation, nodes[node], written[node])
    mine = Tree(common.root, nodes, common.outline)
    new = {state.id: state for state in new_states(base, written)}
    lost = tuple(state for node, state in new.items() if node not in nodes)
    return Met(mine, common, tuple(node for node in places if node in nodes), lost)


def _about(operation: Operation) -> list[NodeId]:
    """Tell at which nodes an operation is looked for."""
    match operation:
        case Insert(place, _):
            return [place.parent]
        case ChangeOutline():
            return []
    return [operation.node]


def _said(operation: Operation, state: NodeState, written: NodeState) -> NodeState:
    match operation:
        case Retitle():
            return replace(state, heading=written.heading)
        case Substitute() | Reformat() | Split() | Join():
            return replace(state, text=written.text)
        case SetAttribute(_, key, _, new):
            return replace(state, attributes=with_attribute(state.attributes, key, new))
        case ChangeKind():
            return state
    return state
