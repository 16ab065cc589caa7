"""The difference of two documents: pairs, operations, and the words that are marked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fortschrift.core.text.difference.diff import diff
from fortschrift.core.text.door.documents import Document, Followed, two_documents
from fortschrift.core.text.door.names import Names
from fortschrift.core.text.door.paragraphs import text_data
from fortschrift.core.text.door.renaming import operations_data
from fortschrift.core.text.door.request import under
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.operations import (
    Join,
    Operation,
    Reformat,
    Retitle,
    Split,
    Substitute,
)
from fortschrift.core.text.splices import Splice
from fortschrift.core.text.tree import Tree


def difference(given: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Tell what differs between two documents; raises FormatError."""
    old, new, same = two_documents(given, names)
    operations = under("new", lambda: diff(old.tree, same.tree))
    found = same.alignment
    return {
        "pairs": list(_pairs(old, new, same, names)),
        "splits": [[_name(o, names), _all(n, names)] for o, n in found.splits] if found else [],
        "joins": [[_all(o, names), _name(n, names)] for o, n in found.joins] if found else [],
        "operations": operations_data(operations, names),
        "marked": list(_marked(old.tree, same.tree, operations, names)),
    }


def _pairs(old: Document, new: Document, same: Followed, names: Names) -> Iterator[list[str]]:
    """Give what is the same thing, of what was given: old name and new name."""
    given = {*old.nodes}
    befores = same.alignment.pairs if same.alignment else {node: node for node in new.nodes}
    for node in new.nodes:
        before = befores.get(node)
        if before in given:
            yield [_name(before, names), _name(node, names)]


def _marked(
    old: Tree, new: Tree, operations: Iterable[Operation], names: Names
) -> Iterator[dict[str, Any]]:
    """Give the words that go and come: within texts, then of whole nodes."""
    divided: set[NodeId] = set()
    for operation in operations:
        match operation:
            case Substitute(node, splices) | Retitle(node, splices) | Reformat(node, splices):
                for splice in splices:
                    yield {"id": _name(node, names), **_words(splice)}
            case Split(new=part) | Join(other=part):
                divided.add(part)
            case _:
                pass
    yield from _whole("deleted", old, new, divided, names)
    yield from _whole("inserted", new, old, divided, names)


def _words(splice: Splice) -> dict[str, Any]:
    if splice.only_marks:
        return {"formatted": text_data(splice.new)}
    words = {"deleted": splice.old, "inserted": splice.new}
    return {name: text_data(text) for name, text in words.items() if text}


def _whole(
    what: str, tree: Tree, other: Tree, divided: set[NodeId], names: Names
) -> Iterator[dict[str, Any]]:
    for state in tree:
        if state.id not in other and state.id not in divided:
            for text in (state.heading, state.text):
                if text:
                    yield {"id": _name(state.id, names), what: text_data(text)}


def _name(node: NodeId, names: Names) -> str:
    return names.name_of(node)


def _all(nodes: Iterable[NodeId], names: Names) -> list[str]:
    return [names.name_of(node) for node in nodes]
