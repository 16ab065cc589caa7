"""P11 and P13 on the database: whatever happens to a text, what is stored is what it should be.

Random histories of strands, undo, taking over, better transcriptions and freezing.  Beside the
database each text is kept in memory, with origins by the slow replay that moves single characters
(``tests.core.text.naive_origins``).  ``HISTORIES`` names the number of them.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from fortschrift.concepts import actions, repository
from fortschrift.concepts.models import (
    Change,
    NodeState,
    OperationNode,
    Strand,
    Version,
    VersionText,
)
from fortschrift.core.text import OPERATIONS, TREE, NodeId, Tree, apply, digest
from fortschrift.core.text.canonical.schema_origins import ORIGINS
from fortschrift.core.text.origins.node_origins import NodeOrigins
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import concept, related_elsewhere, version
from tests.core.text.changing import minted_anew, some_operations
from tests.core.text.growing import some_tree
from tests.core.text.naive_origins import Mark, Naive, begun, in_lengths, replayed

pytestmark = pytest.mark.django_db

HISTORIES = int(os.environ.get("HISTORIES", "8"))
STEPS = 16
DONE: Counter[str] = Counter()
Said = dict[NodeId, list[list[tuple[int, Mark]]]]


@dataclass
class Text:
    """A text in memory: the tree, and the origin of each character."""

    tree: Tree
    naive: Naive


@dataclass
class History:
    """A concept on the database, and beside it all its texts by change."""

    chance: Random
    version: Version
    texts: dict[UUID, Text] = field(default_factory=dict)
    strands: list[Strand] = field(default_factory=list)

    def step(self, number: int) -> None:
        kind = self.chance.choice(
            ("edit",) * 6
            + ("undo last", "undo", "undo", "take over", "take over", "take over")
            + ("correct", "freeze", "begin", "replay")
        )
        if getattr(self, kind.replace(" ", "_"))(number):
            DONE[kind] += 1

    # ---- what may happen

    def edit(self, number: int) -> bool:
        strand, text = self.some_strand()
        operations = minted_anew(some_operations(self.chance, text.tree, 2), number)
        after = apply(operations, text.tree)
        related_elsewhere(strand.concept, operations)
        made = actions.change_text(
            strand, operations=operations, base=strand.head_id, slugs=addresses(after),
            actor=operator(), now=NOW,
        )  # fmt: skip
        self.texts[made.pk] = Text(after, replayed(text.naive, operations, made.pk)[0])
        return True

    def undo_last(self, number: int) -> bool:
        strand, _ = self.some_strand()
        if strand.head.parent is None:
            return False
        undone = self.undone(strand, strand.head)
        assert undone is not None
        self.texts[undone.pk] = self.texts[undone.undoes.parent_id]
        return True

    def undo(self, number: int) -> bool:
        strand, text = self.some_strand()
        change = self.some_change(strand)
        undone = self.undone(strand, change) if change else None
        if undone is None:
            return False
        self.texts[undone.pk] = self.read_back(strand)
        self.says_nothing_new(undone, text, self.texts[change.parent_id])
        return True

    def take_over(self, number: int) -> bool:
        (strand, text), (other, _) = self.some_strand(), self.some_strand()
        change = self.some_change(other, without=strand)
        if change is None:
            return False
        try:
            taken = actions.take_over_change(
                strand, change=change, base=strand.head_id, actor=operator(), now=NOW
            )
        except ValidationError:
            return False
        self.texts[taken.pk] = self.read_back(strand)
        self.says_nothing_new(taken, text, self.texts[change.pk])
        return True

    def replay(self, number: int) -> bool:
        """Say a strand again without one of its changes; the fresh one goes on in its place."""
        strand, _ = self.some_strand()
        change = self.some_change(strand, without=strand.begun_at)
        if change is None:
            return False
        try:
            fresh = actions.replay_strand(
                strand, without=[change], name=f"Neu {number}", actor=operator(), now=NOW
            )
        except ValidationError:
            return False
        was = [self.texts[each] for each in repository.line_of(strand.head)]
        made = repository.line_of(fresh.head)
        for each in (pk for pk in reversed(made) if pk not in self.texts):
            there = Change.objects.get(pk=each)
            stored = repository.text_at(there)
            origins = dict(repository.StoredOrigins(stored, stored.rows))
            self.texts[each] = Text(stored.tree, in_marks(stored.tree, origins))
            self.says_nothing_new(there, *was)
        self.strands[self.strands.index(strand)] = fresh
        return True

    def correct(self, number: int) -> bool:
        """Bring in a better transcription; its change says by the difference what it corrects."""
        before = self.texts[self.version.texts.latest("order").change_id]
        operations = minted_anew(some_operations(self.chance, before.tree, 3), number)
        after = apply(operations, before.tree)
        if after == before.tree:
            return False
        made = bring_in(self.version, after, kind="erratum").change
        found = OPERATIONS.from_bytes(made.operations.encode())
        self.texts[made.pk] = Text(after, replayed(before.naive, found, made.pk)[0])
        return True

    def freeze(self, number: int) -> bool:
        strand, text = self.some_strand()
        later = version(strand.concept, label=str(number))
        frozen = actions.freeze_version(strand, version=later, actor=operator(), now=NOW)
        assert repository.canonical_bytes(frozen.manifest) == TREE.to_bytes(text.tree)
        assert frozen.hash == digest(TREE.to_bytes(text.tree))
        assert said(repository.origins_of(frozen.manifest)) == told(text.naive)
        return True

    def begin(self, number: int) -> bool:
        found = self.chance.choice(list(self.version.concept.versions.exclude(texts=None)))
        self.strands.append(
            actions.begin_strand(found, name=f"Entwurf {number}", actor=operator(), now=NOW)
        )
        return True

    # ---- what must hold

    def check(self) -> None:
        """Every strand says what it should, byte for byte and character for character."""
        for strand in self.strands:
            stored, text = repository.load(strand), self.texts[strand.head_id]
            assert TREE.to_bytes(stored.tree) == TREE.to_bytes(text.tree)
            assert said(repository.origins_of(strand)) == told(text.naive)

    def check_all(self) -> None:
        """So does every text there ever was; and it is known where to look for each operation."""
        for change in Change.objects.filter(concept=self.version.concept):
            stored, text = repository.text_at(change), self.texts[change.pk]
            assert TREE.to_bytes(stored.tree) == TREE.to_bytes(text.tree)
            assert said(repository.StoredOrigins(stored, stored.rows)) == told(text.naive)
        places = OperationNode.objects.values_list("node", "change", "ordinal")
        assert set(places) == set(held())

    def says_nothing_new(self, change: Change, *texts: Text) -> None:
        """What is brought back or taken over was all there before, with the origin it has."""
        known = set(chain.from_iterable(units(text.naive) for text in texts))
        assert set(units(self.texts[change.pk].naive)) <= known

    # ---- helpers

    def some_strand(self) -> tuple[Strand, Text]:
        strand = self.chance.choice(self.strands)
        strand.refresh_from_db()
        return strand, self.texts[strand.head_id]

    def some_change(
        self, strand: Strand, *, without: Strand | Change | None = None
    ) -> Change | None:
        """Give a change of a strand, none that brought a whole text in, none of another's."""
        last = without.head if isinstance(without, Strand) else without
        left = set(repository.line_of(last)) if last else set()
        line = [pk for pk in repository.line_of(strand.head) if pk not in left]
        found = Change.objects.filter(pk__in=line, parent__isnull=False).in_bulk()
        own = [found[pk] for pk in line if pk in found]
        return self.chance.choice(own) if own else None

    def undone(self, strand: Strand, change: Change) -> Change | None:
        try:
            return actions.undo_change(
                strand, change=change, base=strand.head_id, actor=operator(), now=NOW
            )
        except ValidationError:
            return None

    def read_back(self, strand: Strand) -> Text:
        """Go on from what is stored, where only the engine can say how a change was carried."""
        tree = repository.load(strand).tree
        return Text(tree, in_marks(tree, repository.origins_of(strand)))


def bring_in(of: Version, tree: Tree, **fields: Any) -> VersionText:
    return actions.bring_in_text(
        of, tree=tree, completeness="complete", slugs=addresses(tree), actor=operator(), now=NOW,
        **fields,
    )  # fmt: skip


def addresses(tree: Tree) -> dict[NodeId, str]:
    return {node: node.hex for node in tree.nodes}


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


def history(seed: int) -> History:
    chance = Random(seed)
    tree = some_tree(chance.randbytes(8), 1)
    of = version(concept())
    root = bring_in(of, tree).change
    return History(
        chance,
        of,
        {root.pk: Text(tree, begun(tree, root.pk))},
        [
            actions.begin_strand(of, name=name, actor=operator(), now=NOW)
            for name in ("Entwurf", "Gegenentwurf")
        ],
    )


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_what_is_stored_is_what_a_slow_replay_finds(seed: int) -> None:
    told = history(seed)

    for number in range(1, STEPS + 1):
        told.step(number)
        told.check()

    told.check_all()


def test_the_histories_hold_what_may_happen_to_a_text() -> None:
    if sum(DONE.values()) < HISTORIES * STEPS // 2:
        pytest.skip("asked for some histories only")

    assert set(DONE) >= {"edit", "undo last", "undo", "take over", "correct", "freeze", "begin"}
