"""What is known of each word of a text without any engine: who first brought it in.

Kept in memory beside the database and never read from there.  No word stands twice
(``tests.concepts.own_words``), so a word has the origin it came with, or it is wrong.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from fortschrift.concepts import repository, selectors
from fortschrift.concepts.models import Adoption, Amendment, Change, Strand
from fortschrift.concepts.repository import StoredText
from fortschrift.core.text import OPERATIONS, NodeId, Operation, Tree, plain
from fortschrift.core.text.origins.node_origins import NodeOrigins
from tests.concepts.own_words import WORD, brought_by, words_in
from tests.core.text.naive_origins import Mark

Marks = dict[str, Mark]


@dataclass
class Known:
    """The origin of each word by text, and which amendment it was written for.

    ``wordings`` are the words of amendments and of their parts, as submitted.  ``families`` are
    amendments whose words may be credited together: one amends the other, or takes its place.
    """

    texts: dict[UUID, Marks] = field(default_factory=dict)
    authors: dict[str, UUID] = field(default_factory=dict)
    wordings: dict[tuple[UUID, str], set[str]] = field(default_factory=dict)
    families: dict[UUID, set[UUID]] = field(default_factory=dict)

    def begin(self, root: UUID, stored: StoredText) -> None:
        texts = [words for state in stored.tree for words in (state.heading, state.text)]
        self.texts[root] = dict.fromkeys(words_in(*texts), (root, 0))

    def written(
        self,
        by: Amendment,
        *operations: Operation,
        part: str = "",
        beside: Collection[Amendment] = (),
    ) -> None:
        """Remember the words of an amendment, and whose words they go into or replace."""
        words = self.wordings[by.pk, part] = set().union(*map(brought_by, operations))
        self.authors.update(dict.fromkeys(words, by.pk))
        family = {by.pk}.union(*(self.families[each.pk] for each in beside))
        self.families.update(dict.fromkeys(family, family))

    def reworded(self, one: Amendment, *operations: Operation) -> None:
        """Remember the other words of an amendment, in which no part has to come as a whole."""
        words = set().union(*map(brought_by, operations))
        self.authors.update(dict.fromkeys(words, one.pk))
        self.wordings |= {key: set() for key in self.wordings if key[0] == one.pk}
        self.wordings[one.pk, ""] = words

    def edited(self, made: Change, operations: Iterable[Operation]) -> None:
        """What is written at the desk comes from the very operation."""
        brought = enumerate(map(brought_by, operations))
        self._goes_on(made, {word: (made.pk, at) for at, words in brought for word in words})

    def taken_in(self, made: Change) -> None:
        """What is adopted comes from the change that brought it in, and nothing of it is lost.

        Which of its operations that is, credits decide (``check``).
        """
        found = marks_at(made)
        new = {word: (made.pk, found[word][1]) for word in found.keys() & self.authors.keys()}
        self._goes_on(made, new)
        for adopted in Adoption.objects.filter(change=made).select_related("wording", "part"):
            by, part = adopted.wording.amendment_id, adopted.part.label if adopted.part else ""
            if len(self.families[by]) == 1:
                assert self.wordings[by, part] <= found.keys()

    def said_again(self, made: Change, before: UUID, after: UUID) -> None:
        """Between two texts a change was made; here it brings and takes no other words.

        What it brings has the origin it has there.
        """
        self._goes_on(made, self.texts[after])
        assert made.parent_id is not None
        come, gone = _difference(self.texts[made.parent_id], self.texts[made.pk])
        may_come, may_go = _difference(self.texts[before], self.texts[after])
        assert come <= may_come
        assert gone <= may_go

    def check(self, strand: Strand) -> None:
        """The head says what it should, and each word is credited to whom it was written for."""
        stored = repository.load(strand)
        found = marks_in(stored.tree, repository.origins_of(strand))
        assert found == self.texts[strand.head_id]
        credited = cache(_credited)
        for word, origin in found.items():
            author = self.authors.get(word)
            if author is None:
                assert not credited(*origin)
            else:
                assert author in credited(*origin)
                assert credited(*origin) <= self.families[author]

    def check_all(self) -> None:
        """So does every text there ever was."""
        for change in Change.objects.filter(pk__in=self.texts):
            assert marks_at(change) == self.texts[change.pk]

    def _goes_on(self, made: Change, new: Marks) -> None:
        """Every word keeps its origin, and one that comes has the one given."""
        assert made.parent_id is not None
        found = marks_at(made)
        expected = {**new, **self.texts[made.parent_id]}
        assert found == {word: expected.get(word) for word in found}
        self.texts[made.pk] = found


def all_credited(change: Change) -> set[UUID]:
    """Give the amendments that any operation of a change comes from."""
    operations = range(len(OPERATIONS.from_bytes(change.operations.encode())))
    return set().union(*(_credited(change.pk, number) for number in operations))


def marks_at(change: Change) -> Marks:
    stored = repository.text_at(change)
    return marks_in(stored.tree, repository.StoredOrigins(stored, stored.rows))


def marks_in(tree: Tree, origins: Mapping[NodeId, NodeOrigins]) -> Marks:
    """Read the origin of each word; none may be torn, stand twice, or have two origins."""
    found: Marks = {}
    for state in tree:
        own = origins[state.id]
        for runs, spans in ((state.heading, own.heading), (state.text, own.text)):
            marks = [(by.change, by.operation) for length, by in spans for _ in range(length)]
            assert len(marks) == len(plain(runs))
            for word in WORD.finditer(plain(runs)):
                assert word.group() not in found
                (found[word.group()],) = set(marks[word.start() : word.end()])
    return found


def _difference(before: Marks, after: Marks) -> tuple[set[str], set[str]]:
    return after.keys() - before.keys(), before.keys() - after.keys()


def _credited(change: UUID, operation: int) -> set[UUID]:
    found = selectors.credits_of(Change.objects.get(pk=change), operation)
    return set(found.values_list("amendment", flat=True))
