"""Reads for a comparison: the two sides, what is recorded of descent, why a passage changed.

A frozen text is one row (its canonical bytes hold the whole tree), so a comparison of versions
reads as many rows as it shows.  Of a draft only the states are read that the other side lacks.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from fortschrift.concepts import repository
from fortschrift.concepts.models import (
    Amendment,
    Change,
    Concept,
    Lineage,
    Node,
    NodeState,
    OperationNode,
    Strand,
    Version,
    VersionStatus,
    VersionText,
    Wording,
)
from fortschrift.core.text import TREE, NodeId, Tree
from fortschrift.core.text import NodeState as NodeStateValue


@dataclass(frozen=True)
class Side:
    """One side of a comparison: what a version says, or a draft.

    ``tree`` is None for a version whose text nobody has; ``hash`` is "" for a draft, ``at`` the
    change of one that was written on since.
    """

    tree: Tree | None
    version: Version | None = None
    text: VersionText | None = None
    strand: Strand | None = None
    states: dict[int, NodeStateValue] = field(default_factory=dict)
    at: UUID | None = None

    @property
    def hash(self) -> str:
        return self.text.hash if self.text else ""

    @property
    def change(self) -> UUID | None:
        head = self.strand.head_id if self.strand else self.text.change_id if self.text else None
        return self.at or head

    @property
    def extent(self) -> str:
        """Say how much of it there is; a draft is whole."""
        return self.text.completeness if self.text else VersionText.Completeness.COMPLETE


@dataclass(frozen=True)
class Reason:
    """A change that made a passage what it is, and the amendments it comes from."""

    change: Change
    amendments: Sequence[Amendment] = ()


def frozen_side(concept: Concept, slug: str, start: str = "") -> Side | None:
    """Read a version as one side; with the beginning of a hash exactly that text.  2 queries.

    None where there is no such version, or no such text of it.
    """
    version = (
        Version.objects.filter(concept=concept, slug=slug)
        .prefetch_related(Prefetch("statuses", VersionStatus.objects.order_by("pk")))
        .first()
    )
    if version is None:
        return None
    texts = VersionText.objects.filter(version=version).select_related("manifest")
    if start:
        row = texts.filter(hash__startswith=start).order_by("order").first()
    else:
        row = texts.order_by("-order").first()
    if row is None:
        return None if start else Side(None, version)
    tree = _tree(bytes(row.manifest.canonical))
    keys = repository.state_keys(row.manifest)
    return Side(tree, version, row, states=dict(zip(keys, tree, strict=True)))


def draft_side(concept: Concept, slug: str, beside: Side | None = None) -> Side | None:
    """Read the head of a draft as one side; what ``beside`` has too is not read again."""
    strand = concept.strands.select_related("outline").filter(slug=slug).first()
    if strand is None:
        return None
    keys = repository.state_keys(strand)
    known = beside.states if beside else {}
    states = known | repository.states_by_key(key for key in keys if key not in known)
    here = {key: states[key] for key in keys}
    nodes = {state.id: state for state in here.values()}
    root = here[keys[0]].id
    return Side(
        Tree(root, nodes, repository.outline_of(strand.outline)), strand=strand, states=here
    )


def drafts_of(concept: Concept) -> QuerySet[Strand]:
    """Return the drafts of a concept by name; whether one may see them is asked by the view."""
    return concept.strands.order_by("name")


def versions_with_texts(concept: Concept) -> list[tuple[Version, VersionText | None]]:
    """Return the versions in order, each with the text shown, without what it says; 3 queries."""
    newest = {
        row.version_id: row
        for row in VersionText.objects.filter(version__concept=concept)
        .order_by("order")
        .only("version_id", "hash", "completeness", "kind", "recorded")
    }
    versions = Version.objects.filter(concept=concept).order_by("order")
    statuses = Prefetch("statuses", VersionStatus.objects.order_by("pk"))
    return [(each, newest.get(each.pk)) for each in versions.prefetch_related(statuses)]


def descent_between(nodes: Iterable[NodeId]) -> list[Lineage]:
    """Return what is recorded of where these elements come from or went; 1 query."""
    listed = list(nodes)
    return list(
        Lineage.objects.filter(Q(from_node__in=listed) | Q(to_node__in=listed))
        .select_related("from_version", "to_version")
        .order_by("pk")
    )


def slugs_of(nodes: Iterable[NodeId]) -> dict[NodeId, str]:
    """Return the addresses of nodes; 1 query."""
    rows = Node.objects.filter(pk__in=list(nodes)).values_list("pk", "slug")
    return {NodeId(node): slug for node, slug in rows}


def reasons_between(
    old: Side, new: Side, shown: Sequence[NodeId]
) -> Mapping[NodeId, Sequence[Reason]]:
    """Tell by which changes each of the nodes became what it is, oldest first; 5 queries.

    Empty where the new text was not written on from the old one: an import says of none of its
    words why they are there.  The walk reads three keys for each change of the concept.
    """
    if old.tree is None or new.tree is None or old.change is None or new.change is None:
        return {}
    concept = (new.version or new.strand or old.version).concept_id  # type: ignore[union-attr]
    line = list(repository.ancestry_of(concept).line(new.change))
    if old.change not in line or not shown:
        return {}
    between = list(takewhile(lambda each: each != old.change, line))[::-1]
    found = _changed_by(old.tree, new.tree, shown, between)
    return _with_amendments(found, between)


def _changed_by(
    old: Tree, new: Tree, shown: Sequence[NodeId], between: Sequence[UUID]
) -> dict[NodeId, list[UUID]]:
    """Find the changes that wrote a node, or the list it was put into or taken out of."""
    holders = {node: _holder(node, old, new) for node in shown}
    asked = {*shown, *(holder for holder, _ in holders.values() if holder)}
    order = {change: place for place, change in enumerate(between)}
    states: dict[NodeId, list[tuple[UUID, NodeStateValue]]] = defaultdict(list)
    rows = list(
        NodeState.objects.filter(node__in=asked, change__in=between).values_list(
            "change_id", "content"
        )
    )
    for (change, _), state in zip(rows, repository.decoded([row[1] for row in rows]), strict=True):
        states[state.id].append((change, state))
    for listed in states.values():
        listed.sort(key=lambda each: order[each[0]])
    found: dict[NodeId, list[UUID]] = {}
    for node, (holder, child) in holders.items():
        own = [change for change, _ in states[node]]
        placed = _first_with(states[holder], child, there=node in new) if holder else None
        found[node] = sorted(
            dict.fromkeys([*own, *([placed] if placed else [])]), key=order.__getitem__
        )
    return found


def _holder(node: NodeId, old: Tree, new: Tree) -> tuple[NodeId | None, NodeId]:
    """Tell in whose list the coming, going or moving of a node is to be seen, and of which child.

    What went or came with something greater is seen where that went or came.
    """
    here, there = (new, old) if node in new else (old, new)
    if node in new and node in old:
        parent = new.parent_of(node)
        return (parent, node) if parent != old.parent_of(node) else (None, node)
    child = node
    while (parent := here.parent_of(child)) is not None and parent not in there:
        child = parent
    return parent, child


def _first_with(
    states: Sequence[tuple[UUID, NodeStateValue]], child: NodeId, *, there: bool
) -> UUID | None:
    return next((change for change, state in states if (child in state.children) == there), None)


def _with_amendments(
    found: Mapping[NodeId, list[UUID]], between: Sequence[UUID]
) -> dict[NodeId, list[Reason]]:
    wanted = {change for changes in found.values() for change in changes}
    rows = {row.pk: row for row in Change.objects.filter(pk__in=wanted).defer(
        "operations", "placed"
    )}  # fmt: skip
    credits = {pk: json.loads(row.credits) for pk, row in rows.items() if row.credits}
    places = OperationNode.objects.filter(node__in=found, change__in=credits)
    ordinals: dict[tuple[NodeId, UUID], list[int]] = defaultdict(list)
    for node, change, ordinal in places.values_list("node", "change", "ordinal"):
        ordinals[NodeId(node), change].append(ordinal)
    keys = {key for listed in credits.values() for each in listed for key in each}
    wordings = Wording.objects.filter(pk__in=keys).select_related("amendment").in_bulk()

    def amendments(node: NodeId, change: UUID) -> Iterator[Amendment]:
        listed = credits.get(change, [])
        # What only went left no characters behind; then all that the change took in is named.
        for ordinal in ordinals[node, change] or range(len(listed)):
            yield from (wordings[key].amendment for key in listed[ordinal] if key in wordings)

    return {
        node: [
            Reason(rows[change], sorted(set(amendments(node, change)), key=lambda a: a.number))
            for change in changes
            if change in rows
        ]
        for node, changes in found.items()
    }


def _tree(canonical: bytes) -> Tree:
    (tree,) = TREE.from_stored([zlib.decompress(canonical).decode()])
    return tree
