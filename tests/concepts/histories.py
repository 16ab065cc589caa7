"""Random histories of texts on the database, and beside it all these texts in memory.

Strands, undo, taking over, amendments, better transcriptions and freezing; each text with origins
by the slow replay, where that can say them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from fortschrift.concepts import actions, repository, selectors
from fortschrift.concepts.models import Change, Strand, Version, VersionText
from fortschrift.core.text import (
    OPERATIONS,
    TREE,
    Insert,
    NodeId,
    NodeState,
    Operation,
    Relate,
    Tree,
    Unrelate,
    apply,
    digest,
)
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import adopt, amendment, merge
from tests.concepts.character_origins import Memory, Text, said, told
from tests.concepts.factories import concept, related_elsewhere, version
from tests.core.text.changing import minted_anew, some_operations
from tests.core.text.growing import some_tree
from tests.core.text.naive_origins import begun, replayed

ACTS = (
    *("edit",) * 3, "undo_last", *("undo",) * 2, *("take_over",) * 3,
    *("record",) * 6, *("adopt",) * 2, *("merge",) * 6,
    "correct", "freeze", "begin", "replay",
)  # fmt: skip
TRIES = 100


@dataclass
class History:
    """A concept on the database, and beside it all its texts."""

    chance: Random
    version: Version
    memory: Memory
    strands: list[Strand] = field(default_factory=list)
    recorded: dict[UUID, tuple[UUID, Sequence[Operation]]] = field(default_factory=dict)
    slugs: dict[NodeId, str] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    @classmethod
    def begun(cls, seed: int) -> "History":
        chance = Random(seed)
        tree = without_own_relations(some_tree(chance.randbytes(8), 1))
        of = version(concept())
        root = bring_in(of, tree).change
        names = ("Entwurf", "Gegenentwurf")
        strands = [actions.begin_strand(of, name=each, actor=operator(), now=NOW) for each in names]
        return cls(chance, of, Memory({root.pk: Text(tree, begun(tree, root.pk))}), strands)

    def step(self, number: int) -> None:
        acts = self.chance.choices(ACTS, k=TRIES)
        self.done[next(act for act in acts if getattr(self, act)(number))] += 1

    # ---- what may happen

    def edit(self, number: int) -> bool:
        strand, text = self.some_strand()
        operations = some_changes(self.chance, text.tree, 2, number)
        after = apply(operations, text.tree)
        if not operations:
            return False
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
        self.memory.said_again(undone, text, self.texts[change.parent_id])
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
        self.memory.said_again(taken, text, self.texts[change.pk])
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
            self.memory.said_again(Change.objects.get(pk=each), *was)
        self.strands[self.strands.index(strand)] = fresh
        return True

    def record(self, number: int) -> bool:
        strand, text = self.some_strand()
        operations = some_changes(self.chance, text.tree, 1, number)
        after = apply(operations, text.tree)
        if after == text.tree:
            return False
        related_elsewhere(strand.concept, operations)
        made = amendment(strand, *operations)
        self.recorded[made.pk] = (strand.head_id, operations)
        self.slugs |= addresses(after)
        return True

    def adopt(self, number: int) -> bool:
        """Adopt an amendment; on the text that it was written on, it does what it says."""
        strand, text = self.some_strand()
        open_ones = list(selectors.amendments_on(strand, "open"))
        if not open_ones:
            return False
        one = self.chance.choice(open_ones).amendment
        base, operations = self.recorded[one.pk]
        is_at_once = base == strand.head_id
        made = adopt(one, strand, slugs=self.slugs)
        self.memory.taken_in(made, text)
        if is_at_once:
            assert self.texts[made.pk].tree == apply(operations, text.tree)
        return True

    def merge(self, number: int) -> bool:
        strand, text = self.some_strand()
        open_ones = [each.amendment for each in selectors.amendments_on(strand, "open")]
        if len(open_ones) < 2:
            return False
        made = merge(strand, *open_ones, slugs=self.slugs).change
        if made is not None:
            self.memory.taken_in(made, text)
        return made is not None

    def correct(self, number: int) -> bool:
        """Bring in a better transcription; its change says by the difference what it corrects."""
        before = self.texts[self.version.texts.latest("order").change_id]
        operations = some_changes(self.chance, before.tree, 3, number)
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

    # ---- helpers

    @property
    def texts(self) -> dict[UUID, Text]:
        return self.memory.texts

    def check(self) -> None:
        for strand in self.strands:
            strand.refresh_from_db()
            self.memory.check(strand)

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


def bring_in(of: Version, tree: Tree, **fields: Any) -> VersionText:
    return actions.bring_in_text(
        of, tree=tree, completeness="complete", slugs=addresses(tree), actor=operator(), now=NOW,
        **fields,
    )  # fmt: skip


def some_changes(chance: Random, tree: Tree, number: int, turn: int) -> tuple[Operation, ...]:
    """Change a text at random, with ids of this turn; no element is related to itself."""
    made = minted_anew(some_operations(chance, tree, number), turn)
    return tuple(_others_only(each) for each in made if not _is_own(each))


def without_own_relations(tree: Tree) -> Tree:
    """Give a text in which no element is related to itself: nobody may bring such a text in."""
    return replace(tree, nodes={state.id: _related_to_others(state) for state in tree})


def _is_own(operation: Operation) -> bool:
    return isinstance(operation, Relate | Unrelate) and operation.node == operation.target


def _others_only(operation: Operation) -> Operation:
    if not isinstance(operation, Insert):
        return operation
    return replace(operation, states=tuple(map(_related_to_others, operation.states)))


def _related_to_others(state: NodeState) -> NodeState:
    return replace(state, relations=tuple(each for each in state.relations if each[1] != state.id))


def addresses(tree: Tree) -> dict[NodeId, str]:
    return {node: node.hex for node in tree.nodes}
