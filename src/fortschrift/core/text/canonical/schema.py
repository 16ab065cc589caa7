"""Schema version 1: the shape of nodes, operations and outlines as JSON data.

Stored texts are the truth and live for decades, so this file never changes its meaning.
A later shape is a new module beside it, and what is written here stays readable.

- A run without marks is a string, one with marks `{"marks": [...], "text": "..."}`; a
  mark is its name, or `[name, value]`.
- Attributes are an object; values are strings, arrays of strings, booleans or integers.
- What is empty is left out.
"""

from functools import lru_cache
from typing import Any
from uuid import UUID

from fortschrift.core.text.canonical.codec import (
    Codec,
    Member,
    exactly,
    listed,
    mapped,
    optional,
    record,
    tagged,
)
from fortschrift.core.text.errors import FormatError
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import Attributes, AttributeValue, NodeState, attributes
from fortschrift.core.text.operations import (
    ChangeKind,
    ChangeOutline,
    Insert,
    Move,
    Operation,
    Relate,
    Repeal,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Substitute,
    Unrelate,
)
from fortschrift.core.text.outline import NO_OUTLINE, AttributeType, Level, Outline
from fortschrift.core.text.pattern import NOT_NUMBERED, Numbering
from fortschrift.core.text.runs import InlineText, Mark, Run
from fortschrift.core.text.tree import Place, Tree

STR = exactly(str)
FLAG = exactly(bool)
NAMES = listed(STR)


@lru_cache(maxsize=8192)  # each id is met twice, as a child and as a node
def _known_id(data: str) -> NodeId:
    node = NodeId(UUID(data))
    if str(node) != data:
        raise ValueError
    return node


def _read_id(data: Any) -> NodeId:
    try:
        return _known_id(STR.read(data))
    except ValueError:
        raise FormatError("", "a UUID in small letters with hyphens expected") from None


ID: Codec[NodeId] = Codec(str, _read_id)


def _write_mark(mark: Mark) -> Any:
    return [mark.kind, mark.value] if mark.value else mark.kind


def _read_mark(data: Any) -> Mark:
    if type(data) is str:
        return Mark(data)  # type: ignore[arg-type]  # Mark refuses what is no kind
    kind, value = _two(NAMES.read(data))
    return Mark(kind, value)  # type: ignore[arg-type]


def _two(names: tuple[str, ...]) -> tuple[str, str]:
    if len(names) != 2:
        raise FormatError("", f"two strings expected, {len(names)} found")
    return names[0], names[1]


_AS_IT_IS: Codec[Any] = Codec(lambda value: value, lambda data: data)
MARK: Codec[Mark] = mapped(_AS_IT_IS, _write_mark, _read_mark)
MARKED: Codec[Run] = record(Run, {"text": Member(STR), "marks": Member(listed(MARK))})


def _write_run(run: Run) -> Any:
    return MARKED.write(run) if run.marks else run.text


def _read_run(data: Any) -> Run:
    return Run(data) if type(data) is str else MARKED.read(data)


TEXT: Codec[InlineText] = listed(mapped(_AS_IT_IS, _write_run, _read_run))


def _write_value(value: AttributeValue) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _read_value(data: Any) -> AttributeValue:
    if type(data) is list:
        return NAMES.read(data)
    if type(data) not in (str, bool, int):
        raise FormatError("", f"no attribute value: {type(data).__name__}")
    value: AttributeValue = data
    return value


VALUE: Codec[AttributeValue] = Codec(_write_value, _read_value)


def _write_attributes(values: Attributes) -> Any:
    return {key: _write_value(value) for key, value in values}


def _read_attributes(data: Any) -> Attributes:
    if type(data) is not dict:
        raise FormatError("", f"object expected, {type(data).__name__} found")
    return attributes({key: _read_value(value) for key, value in data.items()})


def _pair(data: tuple[str, ...]) -> tuple[str, NodeId]:
    kind, target = _two(data)
    return kind, _read_id(target)


RELATION: Codec[tuple[str, NodeId]] = mapped(NAMES, lambda pair: (pair[0], str(pair[1])), _pair)

NODE: Codec[NodeState] = record(
    NodeState,
    {
        "id": Member(ID),
        "kind": Member(STR),
        "heading": Member(TEXT, ()),
        "text": Member(TEXT, ()),
        "attributes": Member(Codec(_write_attributes, _read_attributes), ()),
        "children": Member(listed(ID), ()),
        "relations": Member(listed(RELATION), ()),
        "printed_number": Member(STR, None),
        "parent_unknown": Member(FLAG, False),
    },
)

NUMBERING: Codec[Numbering] = record(
    Numbering, {"pattern": Member(STR, ""), "scope": Member(STR, "parent")}
)
ATTRIBUTE_TYPE: Codec[AttributeType] = record(
    AttributeType,
    {
        "key": Member(STR),
        "label": Member(STR),
        "type": Member(STR, "text"),
        "options": Member(NAMES, ()),
    },
)
LEVEL: Codec[Level] = record(
    Level,
    {
        "key": Member(STR),
        "singular": Member(STR),
        "plural": Member(STR),
        "may_contain": Member(NAMES, ()),
        "numbering": Member(NUMBERING, NOT_NUMBERED),
        "attributes": Member(listed(ATTRIBUTE_TYPE), ()),
        "tracked": Member(FLAG, False),
        "binding_force": Member(STR, ""),
    },
)
OUTLINE: Codec[Outline] = record(
    Outline, {"levels": Member(listed(LEVEL), ()), "roots": Member(NAMES, ())}
)


def _tree(root: NodeId, nodes: tuple[NodeState, ...], outline: Outline = NO_OUTLINE) -> Tree:
    return Tree.of(nodes, root=root, outline=outline)


def tree_with(outline: Codec[Outline]) -> Codec[Tree]:
    """Write a text as its nodes in document order and its outline."""

    def write(tree: Tree) -> Any:
        data = {"root": str(tree.root), "nodes": [NODE.write(state) for state in tree]}
        said = tree.outline != NO_OUTLINE
        return {**data, "outline": outline.write(tree.outline)} if said else data

    members = {
        "root": Member(ID),
        "nodes": Member(listed(NODE)),
        "outline": Member(outline, NO_OUTLINE),
    }
    return Codec(write, record(_tree, members).read)


TREE: Codec[Tree] = tree_with(OUTLINE)

PLACE: Codec[Place] = record(Place, {"parent": Member(ID), "after": Member(ID, None)})


def _whole(codec: Codec[Any]) -> dict[str, Member]:
    """Members of an operation on a node that exchanges an old value for a new one."""
    return {"node": Member(ID), "old": Member(codec), "new": Member(codec)}


def _whole_text(kind: type[Substitute] | type[Retitle]) -> Codec[Any]:
    """Read an exchange of a whole text, which was all that this version could say."""
    exchange = record(lambda node, old, new: (node, old, new), _whole(TEXT))

    def write(operation: Substitute | Retitle) -> Any:
        old, new = next(((each.old, each.new) for each in operation.splices), ((), ()))
        return {"node": ID.write(operation.node), "old": TEXT.write(old), "new": TEXT.write(new)}

    return Codec(write, lambda data: kind.whole(*exchange.read(data)))


RELATING = {"node": Member(ID), "kind": Member(STR), "target": Member(ID)}

OPERATION_MEMBERS: dict[str, tuple[type[Any], dict[str, Member]]] = {
    "insert": (Insert, {"place": Member(PLACE), "states": Member(listed(NODE))}),
    "repeal": (Repeal, {"node": Member(ID)}),
    "move": (
        Move,
        {"node": Member(ID), "place": Member(PLACE), "parent_unknown": Member(FLAG, False)},
    ),
    "change_kind": (ChangeKind, _whole(STR)),
    "set_attribute": (SetAttribute, {"key": Member(STR), **_whole(optional(VALUE))}),
    "set_printed_number": (SetPrintedNumber, _whole(optional(STR))),
    "relate": (Relate, RELATING),
    "unrelate": (Unrelate, RELATING),
    "change_outline": (ChangeOutline, {"old": Member(OUTLINE), "new": Member(OUTLINE)}),
}
OPERATION: Codec[Operation] = tagged(
    "op",
    {
        "substitute": (Substitute, _whole_text(Substitute)),
        "retitle": (Retitle, _whole_text(Retitle)),
        **{
            name: (kind, record(kind, members))
            for name, (kind, members) in OPERATION_MEMBERS.items()
        },
    },
)
