"""Words of trees and operations, within the bounds and in the one form of all texts.

What an operation brings is taken in as the text of a paragraph is. What it takes for granted,
and all that a tree says, has to be in that form as it comes: offsets count its characters,
and taking it in here would shift them in silence.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from fortschrift.core.text.canonical.schema import TEXT
from fortschrift.core.text.canonical.schema_outline2 import OUTLINE
from fortschrift.core.text.door.request import checked, runs, under
from fortschrift.core.text.errors import FormatError
from fortschrift.core.text.intake import intake
from fortschrift.core.text.node import AttributeValue, NodeState
from fortschrift.core.text.operations import (
    ChangeOutline,
    Operation,
    Reformat,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Split,
    Substitute,
)
from fortschrift.core.text.outline import Outline
from fortschrift.core.text.runs import InlineText, Run, plain
from fortschrift.core.text.tree import Tree

_Take = Callable[[Any], Any]


def brought(data: Any) -> Any:
    """Take in the new words of an operation of any shape; raises FormatError with the path."""
    match data.get("op") if type(data) is dict else None:
        case "substitute" | "reformat" | "retitle":
            return _in_each(data, "splices", partial(_in_member, member="new", take=_runs))
        case "insert":
            return _in_each(data, "states", _state)
        case "join":
            return _in_member(data, "gap", _runs)
        case "set_attribute" | "set_printed_number":
            return _in_member(data, "new", _value)
        case _:
            return data


def check_tree(tree: Tree) -> None:
    """Raise FormatError, with the path, for a text that is not in its one form."""
    for at, state in enumerate(tree.nodes.values()):
        _check_all(_said(state), f"nodes[{at}].")
    _check_all(_names(tree.outline, "outline"))


def check_operation(operation: Operation) -> None:
    """Raise FormatError, with the path, for words that no text can hold in that form."""
    _check_all(_taken_for_granted(operation))


def _taken_for_granted(operation: Operation) -> Iterator[tuple[str, Any]]:
    match operation:
        case Substitute(splices=splices) | Reformat(splices=splices) | Retitle(splices=splices):
            for at, splice in enumerate(splices):
                yield f"splices[{at}].old", splice.old
        case Split(gap=gap):
            yield "gap", gap
        case SetAttribute(old=old) | SetPrintedNumber(old=old):
            yield "old", old
        case ChangeOutline(old, new):
            yield from _names(old, "old")
            yield from _names(new, "new")
        case _:
            pass


def _said(state: NodeState) -> Iterator[tuple[str, Any]]:
    yield "heading", state.heading
    yield "text", state.text
    for key, value in state.attributes:
        yield f"attributes.{key}", value
    yield "printed_number", state.printed_number


def _names(outline: Outline, path: str) -> Iterator[tuple[str, str]]:
    """List all that an outline says, whatever it is."""
    pending: list[tuple[str, Any]] = [(path, OUTLINE.write(outline))]
    while pending:
        path, data = pending.pop()
        if type(data) is dict:
            pending += [(f"{path}.{name}", each) for name, each in data.items()]
        elif type(data) is list:
            pending += [(f"{path}[{at}]", each) for at, each in enumerate(data)]
        elif type(data) is str:
            yield path, data


def _check_all(said: Iterator[tuple[str, Any]], above: str = "") -> None:
    for path, value in said:
        if value:
            under(above + path, partial(_check, value))


def _check(value: InlineText | AttributeValue) -> None:
    """Raise FormatError unless taking a text, or an attribute value, in leaves it as it is."""
    if isinstance(value, int):
        return
    for words in _words(value):
        if intake(checked(words)) != words:
            raise FormatError("", "not in Unicode normal form C")


def _words(value: InlineText | str | tuple[str, ...]) -> Iterator[str]:
    """List what a text with its links, or a value, says in words."""
    if isinstance(value, str):
        yield value
        return
    said = [each for each in value if isinstance(each, Run)]
    yield "".join(run.text for run in said)
    yield from (mark.value for run in said for mark in run.marks)
    yield "\n".join(each for each in value if isinstance(each, str))


def _in_each(data: dict[str, Any], member: str, take: _Take) -> dict[str, Any]:
    """Take something in in each item of a member that is an array."""
    given = data.get(member)
    if type(given) is not list:
        return data
    taken = (under(f"{member}[{at}]", partial(take, each)) for at, each in enumerate(given))
    return {**data, member: list(taken)}


def _in_member(data: Any, member: str, take: _Take) -> Any:
    if type(data) is not dict or member not in data:
        return data
    return {**data, member: under(member, partial(take, data[member]))}


def _state(data: Any) -> Any:
    for member, take in (("heading", _runs), ("text", _runs), ("printed_number", _value)):
        data = _in_member(data, member, take)
    return _in_member(data, "attributes", _values)


def _values(data: Any) -> Any:
    for key in data if type(data) is dict else ():
        data = _in_member(data, key, _value)
    return data


def _value(data: Any) -> Any:
    """Take in an attribute value."""
    if type(data) is str:
        return intake(checked(data))
    if type(data) is list and all(type(each) is str for each in data):
        checked("\n".join(data))
        return [intake(each) for each in data]
    return data


def _runs(data: Any) -> Any:
    """Take in runs; what is in its form already stays, with its marks on the very same signs."""
    if type(data) is not list:
        return data
    taken = runs(data)
    words = "".join(each if type(each) is str else each["text"] for each in data)
    return data if plain(taken) == words else TEXT.write(taken)
