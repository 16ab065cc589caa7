"""Histories at random of a text: edited, amended, adopted, merged, taken back, taken over, said
again; and after each step what is stored is held against what is known without the engine.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from django.core.exceptions import ValidationError

from fortschrift.concepts import actions, repository, selectors
from fortschrift.concepts.amending import Part
from fortschrift.concepts.lasting import standing_changes
from fortschrift.concepts.models import Adoption, Amendment, Change, Conflict, Strand
from fortschrift.core.text import Tree
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import adopt, amendment, merge
from tests.concepts.factories import change, strand, text, undo
from tests.concepts.first_origins import Known, all_credited
from tests.concepts.own_words import Writer

ACTS = (
    *("edit",) * 3, *("record",) * 5, *("amend",) * 2, "reword", "reword_undone",
    "record_rivals", "record_in_parts", "record_alternative",
    *("adopt",) * 2, "adopt_twice", "adopt_amended", "adopt_amended", "adopt_part",
    *("merge",) * 3, *("resolve",) * 5,
    "undo_last", *("undo_earlier",) * 2, *("take_over",) * 2, "replay", "replay_undo",
)  # fmt: skip
TRIES = 100


@dataclass
class WordHistory:
    """Two strands of a text on the database, and what is known of their words."""

    writer: Writer
    strands: list[Strand]
    known: Known = field(default_factory=Known)
    done: Counter[str] = field(default_factory=Counter)

    @classmethod
    def begun(cls, seed: int) -> "WordHistory":
        writer = Writer(Random(seed))
        root = text(None, *writer.parts())
        names = ("Entwurf", "Gegenentwurf")
        history = cls(writer, [strand(root.version, name=name) for name in names])
        history.known.begin(root.change_id, repository.load(root.manifest))
        return history

    def step(self) -> None:
        """Do one thing to one strand, and look at both."""
        acts = self.writer.chance.choices(ACTS, k=TRIES)
        self.done[next(act for act in acts if self.happens(act))] += 1
        for of in self.strands:
            of.refresh_from_db()
            self.known.check(of)
            self.check_open(of)

    def check_open(self, of: Strand) -> None:
        """Nothing is open that stands in the text whole."""
        whole = Adoption.objects.filter(part=None, change__in=standing_changes(of))
        open_ones = selectors.amendments_on(of, "open").values("amendment")
        assert not whole.filter(wording__amendment__in=open_ones).exists()

    def happens(self, act: str) -> bool:
        """Try something; what the program refuses is not done."""
        of = self.writer.chance.choice(self.strands)
        of.refresh_from_db()
        try:
            return bool(getattr(self, act)(of, repository.load(of).tree))
        except ValidationError:
            return False

    # ---- who writes

    def edit(self, of: Strand, tree: Tree) -> bool:
        operations = self.writer.operations(tree, self.writer.chance.randint(1, 2))
        if operations:
            self.known.edited(change(of, *operations), operations)
        return bool(operations)

    def record(
        self, of: Strand, tree: Tree, *, beside: Sequence[Amendment] = (), **fields: object
    ) -> Amendment | None:
        operations = self.writer.operations(tree, 1)
        if not operations:
            return None
        made = amendment(of, *operations, **fields)
        self.known.written(made, *operations, beside=beside)
        return made

    def record_rivals(self, of: Strand, tree: Tree) -> bool:
        """Record two amendments that replace the same words by different ones."""
        pair = self.writer.rivals(tree)
        for each in pair:
            self.known.written(amendment(of, each), each)
        return bool(pair)

    def record_in_parts(self, of: Strand, tree: Tree) -> bool:
        parts = [Part(label, self.writer.operations(tree, 1)) for label in ("a)", "b)")]
        if not all(part.operations for part in parts):
            return False
        made = amendment(of, parts=parts)
        for part in parts:
            self.known.written(made, *part.operations, part=part.label)
        return True

    def record_alternative(self, of: Strand, tree: Tree) -> bool:
        other = self.some_open(of)
        return other is not None and bool(self.record(of, tree, alternatives=[other]))

    def amend(self, of: Strand, tree: Tree) -> bool:
        amended = self.some_open(of)
        page = selectors.amendment_page(amended, of) if amended else None
        operations = self.writer.operations(page.after, 1) if page and page.after else ()
        if amended is None or not operations:
            return False
        made = actions.amend_amendment(
            amended, strand=of, operations=operations, actor=operator(), now=NOW
        )
        self.known.written(made, *operations, beside=[amended])
        return True

    def reword(self, of: Strand, tree: Tree) -> bool:
        """Give an amendment to the text other words; those that it had may still stand there."""
        return self.reword_one(self.some_open(of), of, tree)

    def reword_undone(self, of: Strand, tree: Tree) -> bool:
        """Adopt an amendment, take that back and give it other words."""
        one = self.some_open(of)
        made = adopt(one, of) if one else None
        if not isinstance(made, Change):
            return False
        self.known.taken_in(made)
        self.take_back(of, made)
        return self.reword_one(one, of, tree)

    def reword_one(self, one: Amendment | None, of: Strand, tree: Tree) -> bool:
        operations = self.writer.operations(tree, 1)
        if one is None or one.amends_id is not None or not operations:
            return False
        actions.reword_amendment(
            one, strand=of, kind="amended", consent="given", operations=operations,
            actor=operator(), now=NOW,
        )  # fmt: skip
        self.known.reworded(one, *operations)
        return True

    # ---- what is decided

    def adopt(self, of: Strand, tree: Tree) -> bool:
        one = self.some_open(of)
        return one is not None and self.taken_in(adopt(one, of))

    def adopt_twice(self, of: Strand, tree: Tree) -> bool:
        """Adopt an amendment, take that back and adopt it anew: the same words come once more."""
        one = self.some_open(of)
        made = adopt(one, of) if one else None
        if one is None or not isinstance(made, Change):
            return False
        self.known.taken_in(made)
        self.take_back(of, made)
        return one in self.all_open(of) and self.taken_in(adopt(one, of))

    def adopt_amended(self, of: Strand, tree: Tree) -> bool:
        """Amend an amendment, adopt that into it, and then adopt it."""
        if not self.amend(of, tree):
            return False
        inner = max(self.all_open(of), key=lambda each: each.number)
        adopt(inner, of)
        return inner.amends is not None and self.taken_in(adopt(inner.amends, of))

    def adopt_part(self, of: Strand, tree: Tree) -> bool:
        parts = selectors.amendments_on(of, "open").filter(wording__parts__label="b)")
        pointer = parts.first()
        return pointer is not None and self.taken_in(adopt(pointer.amendment, of, part="b)"))

    def merge(self, of: Strand, tree: Tree) -> bool:
        """Merge all that is open, if that is several."""
        open_ones = self.all_open(of)
        return len(open_ones) > 1 and self.taken_in(merge(of, *open_ones).change)

    def resolve(self, of: Strand, tree: Tree) -> bool:
        conflict = selectors.open_conflicts(of).first()
        if conflict is None:
            return False
        kind = self.writer.chance.choice(("chosen", "joint", "kept"))
        resolved = actions.resolve_conflict(
            conflict, kind=kind, amendment=self.resolving(kind, conflict, of, tree),
            actor=operator(), now=NOW,
        )  # fmt: skip
        self.done[f"resolve: {kind}"] += 1
        return resolved.change is None or self.taken_in(resolved.change)

    def resolving(self, kind: str, conflict: Conflict, of: Strand, tree: Tree) -> Amendment | None:
        in_it = Amendment.objects.filter(wordings__conflict_members__clash__conflict=conflict)
        members = list(in_it.distinct().order_by("number"))
        if kind == "joint":
            return self.record(of, tree, beside=members, replaces=members, consent="given")
        return self.writer.chance.choice(members) if kind == "chosen" else None

    def taken_in(self, made: object) -> bool:
        """Check what an adoption brought in; one into another amendment's wording brings none."""
        if isinstance(made, Change):
            self.known.taken_in(made)
        return made is not None

    # ---- what is said again

    def undo_last(self, of: Strand, tree: Tree) -> bool:
        return self.undo(of, self.own_changes(of)[:1])

    def undo_earlier(self, of: Strand, tree: Tree) -> bool:
        return self.undo(of, self.own_changes(of)[1:])

    def undo(self, of: Strand, changes: Sequence[UUID]) -> bool:
        if not changes:
            return False
        self.take_back(of, Change.objects.get(pk=self.writer.chance.choice(changes)))
        return True

    def take_back(self, of: Strand, made: Change) -> None:
        assert made.parent_id is not None
        of.refresh_from_db()
        self.known.said_again(undo(of, made), made.pk, made.parent_id)

    def take_over(self, of: Strand, tree: Tree) -> bool:
        (other,) = (each for each in self.strands if each != of)
        changes = self.own_changes(other)
        if not changes:
            return False
        taken = Change.objects.get(pk=self.writer.chance.choice(changes))
        made = actions.take_over_change(
            of, change=taken, base=of.head_id, actor=operator(), now=NOW
        )
        assert taken.parent_id is not None
        self.known.said_again(made, taken.parent_id, taken.pk)
        return True

    def replay(self, of: Strand, tree: Tree) -> bool:
        return self.say_again(of, self.own_changes(of))

    def replay_undo(self, of: Strand, tree: Tree) -> bool:
        """Say a strand again without an undo: what it took back was never taken back."""
        undoes = Change.objects.filter(undoes__isnull=False, pk__in=self.own_changes(of))
        return self.say_again(of, sorted(undoes.values_list("pk", flat=True)))

    def say_again(self, of: Strand, changes: Sequence[UUID]) -> bool:
        """Say a strand again without one of some changes; the fresh one goes on in its place."""
        if not changes:
            return False
        left_out = Change.objects.get(pk=self.writer.chance.choice(changes))
        fresh = actions.replay_strand(
            of, without=[left_out], name=f"{of.name}, neu", actor=operator(), now=NOW
        )
        for key in reversed(self.own_changes(fresh)):
            if key not in self.known.texts:
                made = Change.objects.get(pk=key)
                again = made.sources.get()
                assert again.parent_id is not None
                self.known.said_again(made, again.parent_id, again.pk)
                assert all_credited(made) == all_credited(again)
        self.strands[self.strands.index(of)] = fresh
        return True

    # ---- helpers

    def own_changes(self, of: Strand) -> list[UUID]:
        """List the changes of a strand since it began, the last one first."""
        of.refresh_from_db()
        line = list(repository.line_of(of.head))
        return line[: line.index(of.begun_at_id)]

    def some_open(self, of: Strand) -> Amendment | None:
        found = self.all_open(of)
        return self.writer.chance.choice(found) if found else None

    def all_open(self, of: Strand) -> list[Amendment]:
        return [pointer.amendment for pointer in selectors.amendments_on(of, "open")]
