"""Rows <-> tree: the one place that knows how a text lies in the database.

A state is stored once per node and content; a manifest (and the head of a strand) lists the keys
of its states in document order.  So a further version costs a key per unchanged node, an equal
text costs nothing, and any version is read by two queries whatever the number of versions.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeVar
from uuid import UUID

from fortschrift.accounts.journal import Entry
from fortschrift.concepts.models import (
    Change,
    Concept,
    Manifest,
    Node,
    NodeState,
    SearchEntry,
    Strand,
    VersionText,
)
from fortschrift.concepts.models import Outline as OutlineRow
from fortschrift.core import text
from fortschrift.core.text import (
    NODE,
    OPERATIONS,
    OUTLINE,
    TREE,
    NodeId,
    Operation,
    Outline,
    Tree,
    apply,
    plain,
)

T = TypeVar("T")

#: Keys asked for at once; far below the number of parameters either database takes.
_AT_ONCE = 10_000

Keys = Mapping[NodeId, int]


@dataclass(frozen=True, slots=True)
class StoredState:
    """A state as it lies in the database: its key, who wrote it, the node's address.

    ``pk`` is the node's, so that what higher apps know of nodes can be asked with these.
    """

    key: int
    slug: str
    change: UUID
    state: text.NodeState

    @property
    def pk(self) -> NodeId:
        return self.state.id


@dataclass(frozen=True, slots=True)
class StoredText:
    """A tree and, for each of its nodes, the row behind it."""

    tree: Tree
    rows: Mapping[NodeId, StoredState]

    @property
    def keys(self) -> dict[NodeId, int]:
        return {node: row.key for node, row in self.rows.items()}


def load_tree(manifest: Manifest) -> Tree:
    """Read a frozen text by one query (``manifest.outline`` may be a second one)."""
    return load(manifest).tree


def load(of: Manifest | Strand) -> StoredText:
    """Read a frozen text, or the head of a strand, with the rows behind it."""
    rows = {row.state.id: row for row in _stored(state_keys(of))}
    states = {node: row.state for node, row in rows.items()}
    return StoredText(Tree(next(iter(rows)), states, outline_of(of.outline)), rows)


def state_keys(of: Manifest | Strand) -> list[int]:
    """Give the keys of the states in document order; the first is the root's."""
    keys: list[int] = json.loads(of.states)
    return keys


def outline_of(row: OutlineRow) -> Outline:
    return OUTLINE.from_bytes(row.content.encode())


def decoded(contents: Sequence[str]) -> list[text.NodeState]:
    """Read the contents of states, all in one pass.

    What was stored is trusted to be canonical: checking each spelling would double the time.
    """
    envelopes = json.loads(f"[{','.join(contents)}]")
    return [NODE.codecs[each["schema"]].read(each["node"]) for each in envelopes]


def tree_at(change: Change) -> Tree:
    """Read the text as a change left it: the nearest text kept before it, and what came since.

    Five queries, whatever lies in between.
    """
    parents = dict(Change.objects.filter(concept=change.concept_id).values_list("pk", "parent"))
    line = [change.pk]
    while (parent := parents[line[-1]]) is not None:
        line.append(parent)
    kept = dict(VersionText.objects.filter(change__in=line).values_list("change", "manifest"))
    since = list(takewhile(lambda each: each not in kept, line))
    manifest = Manifest.objects.select_related("outline").get(pk=kept[line[len(since)]])
    return apply(_operations(since[::-1]), load_tree(manifest))


def hold(concept: Concept) -> None:
    """Keep others from writing texts of this concept until the end of the act."""
    Concept.objects.select_for_update().values_list("pk").get(pk=concept.pk)


def store_tree(entry: Entry, concept: Concept, change: Change, tree: Tree) -> Manifest:
    """Store a whole text: states that are new, and a manifest unless the text is known.

    The nodes must have their rows.
    """
    keys = store_states(entry, change, tree)
    return store_manifest(entry, concept, tree, keys)


def store_states(entry: Entry, change: Change, states: Iterable[text.NodeState]) -> Keys:
    """Store the states that their nodes never had and give the keys of all."""
    rows = [_row(state, change) for state in states]
    known = _known_keys({row.node_id for row in rows})
    new = [row for row in rows if (row.node_id, row.digest) not in known]
    known |= {(row.node_id, row.digest): row.pk for row in entry.create_many(NodeState, new)}
    return {NodeId(row.node_id): known[row.node_id, row.digest] for row in rows}


def store_manifest(entry: Entry, concept: Concept, tree: Tree, keys: Keys) -> Manifest:
    """Freeze a stored text, or find the manifest of an equal one."""
    canonical = TREE.to_bytes(tree)
    digest = text.digest(canonical)
    found = concept.manifests.select_related("outline").filter(digest=digest).first()
    if found is not None:
        return found
    _make_findable(entry, concept, tree, keys)
    return entry.create(
        Manifest, concept=concept, outline=store_outline(entry, concept, tree.outline),
        digest=digest, states=listed(tree, keys), canonical=zlib.compress(canonical),
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


def known_nodes(nodes: Iterable[NodeId]) -> dict[NodeId, UUID]:
    """Tell which of the nodes exist, each with the key of its concept."""
    return {
        NodeId(node): concept
        for part in _parts(nodes)
        for node, concept in Node.objects.filter(pk__in=part).values_list("pk", "concept_id")
    }


def root_of(concept: Concept) -> NodeId | None:
    """Give the root of the concept's texts; all texts of a concept share it."""
    for rows in (concept.manifests, concept.strands):
        states = rows.values_list("states", flat=True).order_by("pk").first()
        if states:
            root = NodeState.objects.values_list("node_id", flat=True).get(pk=json.loads(states)[0])
            return NodeId(root)
    return None


def listed(tree: Tree, keys: Keys) -> str:
    """Write the keys of a text's states in document order."""
    return json.dumps([keys[state.id] for state in tree], separators=(",", ":"))


def canonical_bytes(manifest: Manifest) -> bytes:
    """Give the bytes that the hash of the text is over."""
    return zlib.decompress(manifest.canonical)


def searchable(words: str) -> str:
    """Fold words for finding, alike when they are stored and when they are asked for."""
    return words.casefold()


def _operations(changes: Sequence[UUID]) -> Iterator[Operation]:
    rows = Change.objects.filter(pk__in=changes).values_list("pk", "operations")
    contents = dict(rows)
    for change in changes:
        yield from OPERATIONS.from_bytes(contents[change].encode())


def _stored(keys: Sequence[int]) -> Iterator[StoredState]:
    """Read states by their keys and give them in that order."""
    found = {
        row[0]: row
        for part in _parts(keys)
        for row in NodeState.objects.filter(pk__in=part).values_list(
            "pk", "node__slug", "change_id", "content"
        )
    }
    states = decoded([found[key][3] for key in keys])
    for key, state in zip(keys, states, strict=True):
        _, slug, change, _ = found[key]
        yield StoredState(key, slug, change, state)


def _row(state: text.NodeState, change: Change) -> NodeState:
    content = NODE.to_bytes(state)
    return NodeState(
        node_id=state.id, change=change, kind=state.kind, digest=text.digest(content),
        content=content.decode(), heading=state.title,
    )  # fmt: skip


def _make_findable(entry: Entry, concept: Concept, tree: Tree, keys: Keys) -> None:
    known = {
        key
        for part in _parts(keys.values())
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


def _known_keys(nodes: Iterable[UUID]) -> dict[tuple[UUID, str], int]:
    return {
        (node, digest): key
        for part in _parts(nodes)
        for node, digest, key in NodeState.objects.filter(node_id__in=part).values_list(
            "node_id", "digest", "pk"
        )
    }


def _parts(values: Iterable[T]) -> Iterator[list[T]]:
    everything = list(values)
    for start in range(0, len(everything), _AT_ONCE):
        yield everything[start : start + _AT_ONCE]
