"""Origins character by character: those on the database, and those of the slow replay.

The slow replay moves single characters (``tests.core.text.naive_origins``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from fortschrift.concepts import repository
from fortschrift.concepts.models import Change, Concept, NodeState, OperationNode, Strand
from fortschrift.concepts.repository import StoredText
from fortschrift.core.text import OPERATIONS, TREE, NodeId, Tree, apply
from fortschrift.core.text.canonical.schema_origins import ORIGINS
from fortschrift.core.text.origins.node_origins import NodeOrigins
from tests.core.text.naive_origins import Mark, Naive, begun, in_lengths, replayed

Said = dict[NodeId, list[list[tuple[int, Mark]]]]


@dataclass
class Text:
    """A text in memory: the tree, and the origin of each character."""

    tree: Tree
    naive: Naive


@dataclass
class Memory:
    """Every text of a history, by the change that left it."""

    texts: dict[UUID, Text]

    def taken_in(self, made: Change, text: Text) -> None:
        """What an adoption or a merge does can be done again character by character."""
        operations = OPERATIONS.from_bytes(made.operations.encode())
        naive = replayed(text.naive, operations, made.pk)[0]
        self.texts[made.pk] = Text(apply(operations, text.tree), naive)

    def said_again(self, made: Change, *texts: Text) -> None:
        """Go on from what is stored, where only the engine can say how a change was carried.

        What is brought back or taken over was all there before, with the origin it has.
        """
        stored = repository.text_at(made)
        naive = in_marks(stored.tree, repository.StoredOrigins(stored, stored.rows))
        self.texts[made.pk] = Text(stored.tree, naive)
        known = set(chain.from_iterable(units(text.naive) for text in texts))
        assert set(units(naive)) <= known

    def check(self, strand: Strand) -> None:
        """A strand says what it should, byte for byte and character for character."""
        self._check(repository.load(strand), repository.origins_of(strand), strand.head_id)

    def check_all(self, concept: Concept) -> None:
        """So does every text there ever was; and it is known where to look for each operation."""
        for change in Change.objects.filter(concept=concept):
            stored = repository.text_at(change)
            self._check(stored, repository.StoredOrigins(stored, stored.rows), change.pk)
        places = OperationNode.objects.values_list("node", "change", "ordinal")
        assert set(places) == set(held())

    def _check(
        self, stored: StoredText, origins: Mapping[NodeId, NodeOrigins], change: UUID
    ) -> None:
        text = self.texts[change]
        assert TREE.to_bytes(stored.tree) == TREE.to_bytes(text.tree)
        assert said(origins) == told(text.naive)


def said(origins: Mapping[NodeId, NodeOrigins]) -> Said:
    """Say stored origins as lengths, field by field."""
    return {
        node: [
            [(length, (origin.change, origin.operation)) for length, origin in spans]
            for spans in each.fields()
        ]
        for node, each in origins.items()
    }


def told(naive: Naive) -> Said:
    """Say those of the replay in the same way."""
    return {node: [in_lengths(pairs) for pairs in each.fields()] for node, each in naive.items()}


def units(naive: Naive) -> Iterator[tuple[Any, Mark]]:
    """Walk every character with its origin, wherever it stands."""
    return (pair for node in naive.values() for pairs in node.fields() for pair in pairs)


def in_marks(tree: Tree, origins: Mapping[NodeId, NodeOrigins]) -> Naive:
    """Lay stored origins out character by character, to go on from them."""
    found = begun(tree, UUID(int=0))
    for node, spans in said(origins).items():
        there = found[node]
        marks = [[mark for length, mark in each for _ in range(length)] for each in spans]
        for pairs, own in zip(there.fields(), marks, strict=True):
            pairs[:] = [(unit, mark) for (unit, _), mark in zip(pairs, own, strict=True)]
    return found


def held() -> Iterator[tuple[UUID, UUID, int]]:
    """Walk what every state says of its origins."""
    rows = NodeState.objects.values_list("node", "origins")
    for node, content in rows:
        for spans in ORIGINS.from_bytes(content.encode()).fields():
            yield from ((node, origin.change, origin.operation) for _, origin in spans)
