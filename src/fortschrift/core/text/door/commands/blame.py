"""Tell which version every character of a text comes from.

Versions are documents, one after another, numbered from 0. The answer gives for each
paragraph of the last version, or with "each" of every version, spans of heading and text:
how many code points, from which version.
"""

from collections import deque
from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from fortschrift.core.text.canonical.codec import Member, exactly, listed
from fortschrift.core.text.door.documents import Document, Followed, document, followed
from fortschrift.core.text.door.names import Names
from fortschrift.core.text.door.request import ANYTHING, object_of, under
from fortschrift.core.text.errors import FormatError
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.origins.carried import first_origins
from fortschrift.core.text.origins.node_origins import NodeOrigins
from fortschrift.core.text.origins.spans import Spans
from fortschrift.core.text.origins.told_by_words import told_by_words

EXAMPLE: Any = {
    "versions": [
        [{"id": "1", "text": "Gute Kurse für alle."}],
        [{"id": "1", "text": "Gute Kurse für viele."}],
    ]
}

_REQUEST = object_of({"versions": Member(listed(ANYTHING)), "each": Member(exactly(bool), False)})


def answer(request: Any, names: Names) -> Any:
    """Give the spans of the last version, or of each."""
    given = _REQUEST.read(request)
    if not given["versions"]:
        raise FormatError("versions", "at least one document expected")
    told = _versions(given["versions"], names)
    if given["each"]:
        return {"versions": [_spans(*each, names) for each in told]}
    return {"spans": _spans(*deque(told, maxlen=1).pop(), names)}


_Origins = dict[NodeId, NodeOrigins]


def _versions(
    given: tuple[Any, ...], names: Names
) -> Iterator[tuple[Document, Followed, _Origins]]:
    """Go through the versions with the origins that each has; one dict is carried along."""
    version = document(given[0], "versions[0]", names)
    same, named = Followed(version.tree), version.named
    origins = first_origins(version.tree, UUID(int=0))
    yield version, same, origins
    for number, data in enumerate(given[1:], start=1):
        before = same.tree
        version = document(data, f"versions[{number}]", names, version)
        same = under(f"versions[{number}]", partial(followed, before, named, version))
        named = named and version.named
        made = under(
            f"versions[{number}]",
            partial(told_by_words, origins, before, same.tree, UUID(int=number)),
        )
        origins.update(made.changed)
        for node in made.gone:
            origins.pop(node)
        yield version, same, origins


def _spans(
    version: Document, same: Followed, origins: _Origins, names: Names
) -> list[dict[str, Any]]:
    """Write the spans of what was given as a version, in its order."""
    ids = {own: node for node, own in same.own.items()}
    return [
        {"id": names.name_of(node), **_fields(origins[ids.get(node, node)])}
        for node in version.nodes
    ]


def _fields(origins: NodeOrigins) -> dict[str, Any]:
    said = {
        "heading": _data(origins.heading),
        "text": _data(origins.text),
        "attributes": {key: _data(spans) for key, spans in origins.attributes},
    }
    return {name: spans for name, spans in said.items() if spans}


def _data(spans: Spans) -> list[list[int]]:
    return [[length, origin.change.int] for length, origin in spans]
