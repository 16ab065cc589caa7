"""Storing texts: nodes, states, outlines, manifests; what is there is not stored again."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from fortschrift.accounts.journal import Entry
from fortschrift.concepts.models import (
    Concept,
    Manifest,
    Node,
    NodeState,
    OperationNode,
    SearchEntry,
)
from fortschrift.concepts.models import Outline as OutlineRow
from fortschrift.concepts.repository.reading import Keys, parts
from fortschrift.core import text
from fortschrift.core.text import NODE, OUTLINE, TREE, NodeId, Outline, Tree, plain
from fortschrift.core.text.canonical.schema_origins import ORIGINS
from fortschrift.core.text.origins.carried import operations_of
from fortschrift.core.text.origins.node_origins import NodeOrigins, Origins
from fortschrift.core.text.origins.spans import Origin


def hold(concept: Concept) -> None:
    """Keep others from writing texts of this concept until the end of the act."""
    Concept.objects.select_for_update().values_list("pk").get(pk=concept.pk)


def store_states(
    entry: Entry, change: UUID, states: Iterable[text.NodeState], origins: Origins
) -> Keys:
    """Store the states that their nodes never had and give the keys of all.

    ``change`` may get its row later in the same transaction.  The nodes must have theirs.
    """
    rows = [_row(state, origins[state.id], change) for state in states]
    known = _known_keys({row.node_id for row in rows})
    new = [row for row in rows if _identity(row) not in known]
    known |= {_identity(row): row.pk for row in entry.create_many(NodeState, new)}
    return {NodeId(row.node_id): known[_identity(row)] for row in rows}


def store_places(entry: Entry, before: Origins, after: Origins) -> None:
    """Note in which nodes characters of which operation stand now and did not before."""
    held = operations_of(before)
    new = {
        (node, origin)
        for node, there in operations_of(after).items()
        for origin in there - held.get(node, frozenset())
    }
    known = _known_places(new)
    rows = (
        OperationNode(node_id=node, change_id=origin.change, ordinal=origin.operation)
        for node, origin in sorted(new - known)
    )
    entry.create_many(OperationNode, list(rows))


def store_manifest(entry: Entry, concept: Concept, tree: Tree, keys: Keys) -> Manifest:
    """Freeze a stored text, or find the manifest of an equal one of the same origin."""
    canonical = TREE.to_bytes(tree)
    states = listed(keys[state.id] for state in tree)
    digests = {"digest": text.digest(canonical), "states_digest": text.digest(states.encode())}
    found = concept.manifests.select_related("outline").filter(**digests).first()
    if found is not None:
        return found
    _make_findable(entry, concept, tree, keys)
    return entry.create(
        Manifest, concept=concept, outline=store_outline(entry, concept, tree.outline),
        states=states, canonical=zlib.compress(canonical), **digests,
    )  # fmt: skip


def store_outline(entry: Entry, concept: Concept, outline: Outline) -> OutlineRow:
    """Store an outline, or find the equal one."""
    content = OUTLINE.to_bytes(outline)
    digest = text.digest(content)
    found = concept.outlines.filter(digest=digest).first()
    return found or entry.create(
        OutlineRow, concept=concept, digest=digest, content=content.decode()
    )


def store_nodes(entry: Entry, concept: Concept, slugs: Mapping[NodeId, str]) -> None:
    """Make the rows of new nodes."""
    nodes = (
        Node(pk=node, concept=concept, municipality_id=concept.municipality_id, slug=slug)
        for node, slug in slugs.items()
    )
    entry.create_many(Node, list(nodes))


def listed(keys: Iterable[int]) -> str:
    """Write keys of states."""
    return json.dumps(list(keys), separators=(",", ":"))


def searchable(words: str) -> str:
    """Fold words for finding, alike when they are stored and when they are asked for."""
    return words.casefold()


def _row(state: text.NodeState, origins: NodeOrigins, change: UUID) -> NodeState:
    content, whence = NODE.to_bytes(state), ORIGINS.to_bytes(origins)
    return NodeState(
        node_id=state.id, change_id=change, kind=state.kind, digest=text.digest(content),
        content=content.decode(), heading=state.title, origins_digest=text.digest(whence),
        origins=whence.decode(),
    )  # fmt: skip


def _identity(row: NodeState) -> tuple[UUID, str, str]:
    return row.node_id, row.digest, row.origins_digest


def _make_findable(entry: Entry, concept: Concept, tree: Tree, keys: Keys) -> None:
    known = {
        key
        for part in parts(keys.values())
        for key in SearchEntry.objects.filter(pk__in=part).values_list("pk", flat=True)
    }
    rows = (
        SearchEntry(
            state_id=keys[state.id], node_id=state.id, municipality_id=concept.municipality_id,
            title=searchable(state.title), words=searchable(" ".join(_words(state))),
        )
        for state in tree
        if keys[state.id] not in known
    )  # fmt: skip
    entry.create_many(SearchEntry, list(rows))


def _words(state: text.NodeState) -> Iterator[str]:
    """Give what a node can be found by: heading, text, and what its attributes say."""
    yield from filter(None, (state.title, plain(state.text)))
    for _, value in state.attributes:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from value


def _known_keys(nodes: Iterable[UUID]) -> dict[tuple[UUID, str, str], int]:
    return {
        (node, digest, origins): key
        for part in parts(nodes)
        for node, digest, origins, key in NodeState.objects.filter(node_id__in=part).values_list(
            "node_id", "digest", "origins_digest", "pk"
        )
    }


def _known_places(places: Iterable[tuple[NodeId, Origin]]) -> set[tuple[NodeId, Origin]]:
    listed = list(places)
    changes = {origin.change for _, origin in listed}
    return {
        (NodeId(node), Origin(change, ordinal))
        for part in parts({node for node, _ in listed})
        for node, change, ordinal in OperationNode.objects.filter(
            node__in=part, change__in=changes
        ).values_list("node", "change", "ordinal")
    }
