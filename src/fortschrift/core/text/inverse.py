"""Taking back: the operations that restore the text as it was, with the same ids.

`apply(inverse(op, a), apply([op], a)) == a`, byte for byte. Taking back is a new
change and erases nothing: who undoes a repeal inserts the very nodes that stood there.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol, assert_never

from fortschrift.core.text.apply import apply_one
from fortschrift.core.text.draft import Draft
from fortschrift.core.text.errors import TextError
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
from fortschrift.core.text.runs import length
from fortschrift.core.text.splices import taken_back
from fortschrift.core.text.tree import Place, Tree


class Readable(Protocol):
    """What an inverse has to know of the text before: a tree or a draft tells it."""

    def __getitem__(self, node: NodeId, /) -> NodeState: ...
    def walk(self, start: NodeId, /) -> Iterator[NodeState]: ...
    def place_of(self, node: NodeId, /) -> Place: ...


def inverse(operation: Operation, tree: Readable) -> tuple[Operation, ...]:
    """Give what undoes an operation on this tree (the state before it).

    Raises UnknownNode or RootTouched where the operation could not be applied either.
    """
    return (_inverse_of_one(operation, tree),)


def inverse_of_all(operations: Iterable[Operation], tree: Tree) -> tuple[Operation, ...]:
    """Give what undoes a list of operations on this tree, last one first.

    Raises like `apply`, with the position of the operation that does not fit.
    """
    draft = Draft(tree)
    undoing: list[tuple[Operation, ...]] = []
    for position, operation in enumerate(operations):
        try:
            undoing.append(inverse(operation, draft))
            apply_one(operation, draft)
        except TextError as error:
            error.operation = position
            raise
    return tuple(operation for group in reversed(undoing) for operation in group)


def _inverse_of_one(operation: Operation, tree: Readable) -> Operation:
    match operation:
        case Insert(_, states):
            return Repeal(states[0].id)
        case Repeal(node):
            return Insert(tree.place_of(node), tuple(tree.walk(node)))
        case Move(node):
            return Move(node, tree.place_of(node), tree[node].parent_unknown)
        case Split(node, _, gap, new):
            return Join(node, new, gap)
        case Join(node, other, gap):
            ended = tree[other]
            return Split(node, length(tree[node].text), gap, other, ended.children)
        case _:
            return _exchanged(operation)


def _exchanged(  # noqa: PLR0911 - one case for each kind, and the type checker counts them
    operation: Substitute
    | Reformat
    | Retitle
    | ChangeKind
    | SetAttribute
    | SetPrintedNumber
    | Relate
    | Unrelate
    | ChangeOutline,
) -> Operation:
    """Exchange old and new, or adding and taking away: no need to know the text."""
    match operation:
        case SetAttribute(node, key, old_attribute, new_attribute):
            return SetAttribute(node, key, old=new_attribute, new=old_attribute)
        case Relate(node, kind, target):
            return Unrelate(node, kind, target)
        case Unrelate(node, kind, target):
            return Relate(node, kind, target)
        case Substitute(node, splices):
            return Substitute(node, taken_back(splices))
        case Reformat(node, splices):
            return Reformat(node, taken_back(splices))
        case Retitle(node, splices):
            return Retitle(node, taken_back(splices))
        case ChangeKind(node, old_kind, new_kind):
            return ChangeKind(node, old=new_kind, new=old_kind)
        case SetPrintedNumber(node, old_number, new_number):
            return SetPrintedNumber(node, old=new_number, new=old_number)
        case ChangeOutline(old_outline, new_outline):
            return ChangeOutline(old=new_outline, new=old_outline)
        case _:
            assert_never(operation)
