"""Which nodes operations touch: so that a change finds the open amendments it may concern.

Both sides may name too many nodes, never too few: an amendment that shares no node with a change
stands on the new text as it stood on the old one, unread.
"""

from collections.abc import Iterable, Iterator, Sequence

from fortschrift.core.text import (
    ChangeKind,
    ChangeOutline,
    Insert,
    Join,
    Move,
    NodeId,
    NodeState,
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

#: Operations that change the state of one node and leave everything where it is.
ON_ONE_NODE = (
    Substitute, Reformat, Retitle, SetAttribute, SetPrintedNumber, Relate, Unrelate,
)  # fmt: skip
#: After one of these other nodes may stand below a repealed one than in the text before.
_REARRANGING = (Move, Split, Join)


def changed_by(operations: Sequence[Operation], tree: Tree) -> set[NodeId]:
    """Give the nodes of the text whose states the operations change or end."""
    found = {node for each in operations for node in _changed(each, tree) if node is not None}
    found.update(_gone(operations, tree))
    return found & tree.nodes.keys()


def named_by(operations: Sequence[Operation], tree: Tree) -> set[NodeId]:
    """Give the nodes of the text that the operations cannot do without.

    Beside what they change: what stands above the new place of a node, because it must not come
    to stand under itself, and what surrounds a node that becomes something else.
    """
    found = {node for each in operations for node in _taken_for_granted(each, tree) if node}
    return changed_by(operations, tree) | (found & tree.nodes.keys())


def _changed(operation: Operation, tree: Tree) -> Iterable[NodeId | None]:
    match operation:
        case Insert(place):
            return (place.parent,)
        case Repeal(node) | Split(node):
            return (node, _parent(node, tree))
        case Move(node, place):
            return (node, _parent(node, tree), place.parent)
        case Join(node, other):
            return (node, other, _parent(node, tree))
        case ChangeOutline():
            return (tree.root,)
        case _:
            return (operation.node,)


def _taken_for_granted(operation: Operation, tree: Tree) -> Iterator[NodeId | None]:
    match operation:
        case Move(_, place):
            yield from (each.id for each in _above(place.parent, tree))
        case ChangeKind(node) if node in tree:
            yield _parent(node, tree)
            yield from tree[node].children


def _above(node: NodeId, tree: Tree) -> Iterable[NodeState]:
    return tree.ancestors(node) if node in tree else ()


def _parent(node: NodeId, tree: Tree) -> NodeId | None:
    return tree.parent_of(node) if node in tree else None


def _gone(operations: Sequence[Operation], tree: Tree) -> Iterator[NodeId]:
    """Give all that stands below repealed nodes, and below what may have come to stand there."""
    if not any(isinstance(each, Repeal) for each in operations):
        return
    tops = {
        node
        for each in operations
        if isinstance(each, (Repeal, *_REARRANGING))
        for node in (each.node, getattr(each, "other", each.node))
    }
    for top in tops & tree.nodes.keys():
        yield from (state.id for state in tree.walk(top))
