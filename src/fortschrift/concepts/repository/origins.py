"""Reading where characters come from: beside the content and only when somebody asks."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from fortschrift.concepts.models import Change, Manifest, NodeState, OperationNode, Strand
from fortschrift.concepts.repository.reading import (
    StoredState,
    StoredText,
    decoded,
    parts,
    state_keys,
)
from fortschrift.core.text import NodeId
from fortschrift.core.text.canonical.schema_origins import ORIGINS
from fortschrift.core.text.origins.node_origins import NodeOrigins


class StoredOrigins(Mapping[NodeId, NodeOrigins]):
    """The origins of a stored text, read where they are asked for; those expected by one query."""

    def __init__(self, of: StoredText, expected: Iterable[NodeId]) -> None:
        """Read the expected ones that stand in the text."""
        self._rows = of.rows
        self._read = origins_in(of.rows[node].key for node in expected if node in of.rows)

    def __getitem__(self, node: NodeId) -> NodeOrigins:
        """Give the origins of a node of the text; raises KeyError for another one."""
        if node not in self._read:
            self._read |= origins_in([self._rows[node].key])
        return self._read[node]

    def __iter__(self) -> Iterator[NodeId]:
        """Walk the nodes of the text."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Count the nodes of the text."""
        return len(self._rows)


def origins_of(of: Manifest | Strand) -> dict[NodeId, NodeOrigins]:
    """Read where the characters of a text come from, by one query."""
    return origins_in(state_keys(of))


def origins_in(keys: Iterable[int]) -> dict[NodeId, NodeOrigins]:
    """Read the origins of states by their keys, one query for ten thousand."""
    return dict(_by_key(keys).values())


def origins_and_slugs(keys: Iterable[int]) -> dict[NodeId, tuple[str, NodeOrigins]]:
    """Read the addresses and origins of states by their keys, one query for ten thousand."""
    found = [
        row
        for part in parts(dict.fromkeys(keys))
        for row in NodeState.objects.filter(pk__in=part).values_list(
            "node_id", "node__slug", "origins"
        )
    ]
    read = ORIGINS.from_stored(content for _, _, content in found)
    return {
        NodeId(node): (slug, origins) for (node, slug, _), origins in zip(found, read, strict=True)
    }


def with_origins(
    of: Manifest | Strand, nodes: QuerySet[OperationNode, Any]
) -> list[tuple[StoredState, NodeOrigins]]:
    """Read some states of a text with their origins, in document order; 1 query.

    ``nodes`` is a query that gives the keys of nodes.
    """
    keys = state_keys(of)
    order = {key: position for position, key in enumerate(keys)}
    found = [
        row
        for part in parts(keys)
        for row in NodeState.objects.filter(pk__in=part, node__in=nodes).values_list(
            "pk", "node__slug", "change_id", "content", "origins"
        )
    ]
    found.sort(key=lambda row: order[row[0]])
    states = decoded([row[3] for row in found])
    origins = ORIGINS.from_stored(row[4] for row in found)
    return [
        (StoredState(key, slug, change, state), whence)
        for (key, slug, change, _, _), state, whence in zip(found, states, origins, strict=True)
    ]


def with_origins_of(changes: Sequence[UUID]) -> list[tuple[Change, dict[NodeId, NodeOrigins]]]:
    """Read changes in the order given, each with the origins of what it put in place; 2 queries."""
    rows = Change.objects.select_related("undoes").in_bulk(changes)
    placed = {each: json.loads(rows[each].placed) for each in changes}
    known = _by_key(key for keys in placed.values() for key in keys)
    return [(rows[each], dict(known[key] for key in placed[each])) for each in changes]


def _by_key(keys: Iterable[int]) -> dict[int, tuple[NodeId, NodeOrigins]]:
    found = [
        row
        for part in parts(dict.fromkeys(keys))
        for row in NodeState.objects.filter(pk__in=part).values_list("pk", "node_id", "origins")
    ]
    read = ORIGINS.from_stored(content for _, _, content in found)
    return {
        key: (NodeId(node), origins) for (key, node, _), origins in zip(found, read, strict=True)
    }
