"""Reading texts: of a version, of the head of a strand, as any change left it."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeVar
from uuid import UUID

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import (
    Change,
    Concept,
    Manifest,
    Node,
    NodeState,
    Strand,
    VersionText,
)
from fortschrift.concepts.models import Outline as OutlineRow
from fortschrift.core import text
from fortschrift.core.text import NODE, OPERATIONS, OUTLINE, NodeId, Operation, Outline, Tree
from fortschrift.core.text.tree import walk

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


@dataclass(frozen=True, slots=True)
class Ancestry:
    """Which change came after which: each with its parent and with the one it takes back."""

    changes: Mapping[UUID, tuple[UUID | None, UUID | None]]

    def line(self, change: UUID) -> dict[UUID, UUID | None]:
        """Give a change and all before it, newest first, each with the one it takes back."""
        line: dict[UUID, UUID | None] = {}
        at: UUID | None = change
        while at is not None:
            parent, line[at] = self.changes[at]
            at = parent
        return line


def load_tree(manifest: Manifest) -> Tree:
    """Read a frozen text by one query (``manifest.outline`` may be a second one)."""
    return load(manifest).tree


def load(of: Manifest | Strand) -> StoredText:
    """Read a frozen text, or the head of a strand, with the rows behind it."""
    return _text(state_keys(of), of.outline)


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


def states_by_key(keys: Iterable[int]) -> dict[int, text.NodeState]:
    """Read states by their keys, one query for ten thousand."""
    rows = [
        row
        for part in parts(keys)
        for row in NodeState.objects.filter(pk__in=part).values_list("pk", "content")
    ]
    states = decoded([content for _, content in rows])
    return {key: state for (key, _), state in zip(rows, states, strict=True)}


def line_of(change: Change) -> list[UUID]:
    """Give a change and all before it, newest first; 1 query."""
    return list(ancestry_of(change.concept_id).line(change.pk))


def ancestry_of(concept: UUID) -> Ancestry:
    """Read which change of a concept came after which; 1 query."""
    rows = Change.objects.filter(concept=concept).values_list("pk", "parent", "undoes")
    return Ancestry({pk: (parent, undoes) for pk, parent, undoes in rows})


def text_at(change: Change) -> StoredText:
    """Read the text as a change left it: the nearest text kept before it, and what came since.

    No operation is done again, so what was stored then is what is read.  Five queries, whatever
    lies in between.  A line that began from nothing is read from its beginning on.
    """
    line = line_of(change)
    kept = dict(VersionText.objects.filter(change__in=line).values_list("change", "manifest"))
    since = list(takewhile(lambda each: each not in kept, line))
    keys, outline = _kept([kept[each] for each in line[len(since) : len(since) + 1]])
    rows = Change.objects.select_related("outline").defer("operations").in_bulk(since)
    for each in reversed(since):
        keys += json.loads(rows[each].placed)
        outline = rows[each].outline or outline
    assert outline is not None, "a line begins with a kept text or with a root that has an outline"
    return _latest(keys, outline)


def _kept(manifests: Sequence[int]) -> tuple[list[int], OutlineRow | None]:
    """Give states and outline of a kept text, nothing where there is none."""
    for manifest in Manifest.objects.select_related("outline").filter(pk__in=manifests):
        return state_keys(manifest), manifest.outline
    return [], None


def changes(keys: Iterable[UUID]) -> dict[UUID, Change]:
    """Read changes without what they did, one query for ten thousand."""
    rows = Change.objects.defer("operations", "placed", "credits")
    return {change.pk: change for part in parts(keys) for change in rows.filter(pk__in=part)}


def operations_of_changes(changes: Sequence[UUID]) -> tuple[Operation, ...]:
    """Read the operations of changes, one after another; 1 query."""
    rows = Change.objects.filter(pk__in=changes).values_list("pk", "operations")
    contents = dict(rows)
    return tuple(
        operation
        for change in changes
        for operation in OPERATIONS.from_bytes(contents[change].encode())
    )


def known_nodes(nodes: Iterable[NodeId]) -> dict[NodeId, UUID]:
    """Tell which of the nodes exist, each with the key of its concept."""
    return {
        NodeId(node): concept
        for part in parts(nodes)
        for node, concept in Node.objects.filter(pk__in=part).values_list("pk", "concept_id")
    }


def nodes_of(municipality: Municipality, nodes: Iterable[NodeId]) -> set[NodeId]:
    """Tell which of the nodes a municipality has, in whatever concept of its own."""
    return {
        NodeId(node)
        for part in parts(nodes)
        for node in Node.objects.filter(pk__in=part, municipality=municipality).values_list(
            "pk", flat=True
        )
    }


def root_of(concept: Concept) -> NodeId | None:
    """Give the root of the concept's texts; all texts of a concept share it."""
    for rows in (concept.manifests, concept.strands):
        states = rows.values_list("states", flat=True).order_by("pk").first()
        if states:
            root = NodeState.objects.values_list("node_id", flat=True).get(pk=json.loads(states)[0])
            return NodeId(root)
    return None


def canonical_bytes(manifest: Manifest) -> bytes:
    """Give the bytes that the hash of the text is over."""
    return zlib.decompress(manifest.canonical)


def _text(keys: Sequence[int], outline: OutlineRow) -> StoredText:
    rows = {row.state.id: row for row in _stored(keys)}
    states = {node: row.state for node, row in rows.items()}
    return StoredText(Tree(next(iter(rows)), states, outline_of(outline)), rows)


def _latest(keys: Sequence[int], outline: OutlineRow) -> StoredText:
    """Put a text together in which the later of two states of a node counts."""
    rows = {row.state.id: row for row in _stored(keys)}
    states = {node: row.state for node, row in rows.items()}
    root = next(iter(rows))
    standing = {state.id: state for state in walk(states, root)}
    return StoredText(
        Tree(root, standing, outline_of(outline)), {node: rows[node] for node in standing}
    )


def _stored(keys: Sequence[int]) -> Iterator[StoredState]:
    """Read states by their keys and give them in that order."""
    found = {
        row[0]: row
        for part in parts(dict.fromkeys(keys))
        for row in NodeState.objects.filter(pk__in=part).values_list(
            "pk", "node__slug", "change_id", "content"
        )
    }
    states = decoded([found[key][3] for key in keys])
    for key, state in zip(keys, states, strict=True):
        _, slug, change, _ = found[key]
        yield StoredState(key, slug, change, state)


def parts(values: Iterable[T]) -> Iterator[list[T]]:
    everything = list(values)
    for start in range(0, len(everything), _AT_ONCE):
        yield everything[start : start + _AT_ONCE]
