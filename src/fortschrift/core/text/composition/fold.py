"""From operations to their effect: what they do, told relative to the text they begin from.

Only what the operations touch is looked at, so the cost does not depend on how long the
text is. Ranges are carried back through the steps before them and never compared again.

Where no range of the base says how a text was split or joined (within words that the same
operations brought, across what a join has put between, with a text that is new), it is told
as words struck and a new node, or words added and a node taken out. What is taken out and
put in again is told by what comes out of it all. The text is the same in each case.
"""

from collections.abc import Iterable
from typing import assert_never

from fortschrift.core.text.apply import apply
from fortschrift.core.text.blocks import rules
from fortschrift.core.text.composition.flow import Untold
from fortschrift.core.text.composition.folding import Folding
from fortschrift.core.text.difference.diff import effect_between
from fortschrift.core.text.effects.effect import Effect, TextKey, text_key
from fortschrift.core.text.errors import TextError
from fortschrift.core.text.ids import NodeId
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
from fortschrift.core.text.splices import Splices, misfit
from fortschrift.core.text.tree import Tree


def fold(operations: Iterable[Operation], base: Tree) -> Effect:
    """Give all that operations do to the base, relative to it.

    Raises a NodeError, with the operation's position, for one that does not fit.
    """
    operations = tuple(operations)
    words = _words_alone(operations, base)
    if words is not None:
        return words
    for reshaping in (True, False):
        try:
            return _folded(operations, Folding(base, reshaping=reshaping))
        except Untold:
            continue
    return effect_between(base, apply(operations, base), _placed_by(operations))


def _words_alone(operations: tuple[Operation, ...], base: Tree) -> Effect | None:
    """Give the effect of operations that each replace words of another text, as most do.

    None where it is not so easy, or where something does not fit.
    """
    texts: dict[TextKey, Splices] = {}
    for operation in operations:
        if not isinstance(operation, Substitute | Reformat | Retitle):
            return None
        node, name = key = text_key(operation)
        if key in texts or node not in base or not getattr(rules(base[node].kind), name):
            return None
        if misfit(getattr(base[node], name), operation.splices) is not None:
            return None
        if operation.splices:
            texts[key] = operation.splices
    return Effect(texts=texts)


def _folded(operations: tuple[Operation, ...], folding: Folding) -> Effect:
    try:
        for position, operation in enumerate(operations):
            folding.position = position
            fold_one(operation, folding)
        return folding.effect()
    except TextError as error:
        error.operation = folding.position
        raise


def _placed_by(operations: tuple[Operation, ...]) -> set[NodeId]:
    """Give the nodes that operations have moved or put in."""
    moved = {each.node for each in operations if isinstance(each, Move)}
    return moved | {
        state.id for each in operations if isinstance(each, Insert) for state in each.states
    }


def fold_one(operation: Operation, folding: Folding) -> None:  # noqa: PLR0912
    """Fold one operation; raises Untold where no range says it, NodeError where it does not fit."""
    match operation:
        case Insert(place, states):
            folding.insert(place, states)
        case Repeal(node):
            folding.repeal(node)
        case Move(node, place, parent_unknown):
            folding.move(node, place, parent_unknown=parent_unknown)
        case Substitute(node, splices) | Reformat(node, splices):
            folding.reword(node, "text", splices)
        case Retitle(node, splices):
            folding.reword(node, "heading", splices)
        case Split():
            folding.split(operation)
        case Join():
            folding.join(operation)
        case ChangeKind(node, old, new):
            folding.exchange(node, "kind", old, new)
        case SetPrintedNumber(node, old_number, new_number):
            folding.exchange(node, "printed_number", old_number, new_number)
        case SetAttribute(node, key, old_value, new_value):
            folding.set_attribute(node, key, old_value, new_value)
        case Relate(node, kind, target):
            folding.relate(node, kind, target, added=True)
        case Unrelate(node, kind, target):
            folding.relate(node, kind, target, added=False)
        case ChangeOutline(old_outline, new_outline):
            folding.change_outline(old_outline, new_outline)
        case _:
            assert_never(operation)
