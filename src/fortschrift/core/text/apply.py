"""Applying operations: a tree and what is done to it give the next tree.

Each operation is checked against the state it meets, in order: the node is there, the
new id is not, the place exists, nothing stands under itself, the old value is still the
value. The first that does not fit raises, with its position in the list as
`error.operation`, and nothing has happened.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from fortschrift.core.text.draft import Draft
from fortschrift.core.text.errors import FieldName, Stale, TextError
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import same_value, with_attribute
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
from fortschrift.core.text.runs import InlineText, cut, length
from fortschrift.core.text.splices import Splices, misfit, spliced
from fortschrift.core.text.tree import Tree


def apply(operations: Iterable[Operation], tree: Tree) -> Tree:
    """Apply operations one after another, each to what the ones before have left.

    Untouched nodes keep their very state objects. Raises a NodeError (see `errors`) for
    the first operation that does not fit, or WrongPlace when a block ends where it cannot be.
    """
    draft = Draft(tree)
    try:
        for position, operation in enumerate(operations):
            draft.operation = position
            apply_one(operation, draft)
        return draft.tree()
    except TextError as error:
        error.operation = draft.operation
        raise


def apply_one(operation: Operation, draft: Draft) -> None:
    """Apply one operation to a draft."""
    match operation:
        case Insert(place, states):
            draft.insert(place, states)
        case Repeal(node):
            draft.remove(node)
        case Move(node, place, parent_unknown):
            draft.move(node, place, parent_unknown=parent_unknown)
        case Split(node, at, gap, new_node, children):
            draft.split(node, at, gap, new_node, children)
        case Join(node, other, gap):
            draft.join(node, other, gap)
        case ChangeOutline(old, new):
            _expect(draft.root, "outline", old, draft.outline)
            draft.outline = new
        case _:
            _change_state(operation, draft)


def _change_state(
    operation: Substitute
    | Reformat
    | Retitle
    | ChangeKind
    | SetAttribute
    | SetPrintedNumber
    | Relate
    | Unrelate,
    draft: Draft,
) -> None:
    """Apply an operation that changes the state of one node and moves nothing."""
    state = draft[operation.node]
    match operation:
        case Substitute(node, splices) | Reformat(node, splices):
            draft.put(replace(state, text=_changed(node, "text", state.text, splices)))
        case Retitle(node, splices):
            draft.put(replace(state, heading=_changed(node, "heading", state.heading, splices)))
        case ChangeKind(node, old_kind, new_kind):
            _expect(node, "kind", old_kind, state.kind)
            draft.put(replace(state, kind=new_kind))
        case SetAttribute():
            _set_attribute(operation, draft)
        case SetPrintedNumber(node, old_number, new_number):
            _expect(node, "printed_number", old_number, state.printed_number)
            draft.put(replace(state, printed_number=new_number))
        case Relate() | Unrelate():
            _relate(operation, draft)
        case _:
            assert_never(operation)


def _changed(node: NodeId, field_name: FieldName, text: InlineText, splices: Splices) -> InlineText:
    """Give the text with its words replaced; raises Stale naming the words that are not there."""
    wrong = misfit(text, splices)
    if wrong is not None:
        total = length(text)
        found = cut(text, min(wrong.start, total), min(wrong.end, total))
        raise Stale(node, field_name, wrong.old, found, wrong.start)
    return spliced(text, splices)


def _set_attribute(operation: SetAttribute, draft: Draft) -> None:
    state = draft[operation.node]
    found = state.attribute(operation.key)
    if not same_value(operation.old, found):
        raise Stale(operation.node, "attributes", operation.old, found)
    changed = with_attribute(state.attributes, operation.key, operation.new)
    draft.put(replace(state, attributes=changed))


def _relate(operation: Relate | Unrelate, draft: Draft) -> None:
    """Add or take away a relation; it must be missing before, or be there."""
    state = draft[operation.node]
    relation = (operation.kind, operation.target)
    present = relation in state.relations
    adding = isinstance(operation, Relate)
    if present == adding:
        raise Stale(operation.node, "relations", () if adding else relation, state.relations)
    others = tuple(each for each in state.relations if each != relation)
    changed = tuple(sorted((*others, relation))) if adding else others
    draft.put(replace(state, relations=changed))


def _expect(node: NodeId, field_name: FieldName, expected: object, found: object) -> None:
    if expected != found:
        raise Stale(node, field_name, expected, found)
