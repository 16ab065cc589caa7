"""Chance evenings: whatever is adopted, taken back, made again or replayed, nothing gets mixed up.

Every word of the text and every word that anybody brings in is there but once, and knows which
word of the beginning it stands for or follows.  So each text can be judged by itself, without the
engine: put back word by word it must read as it did in the beginning.
"""

import os
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from fortschrift.concepts import actions, repository, selectors
from fortschrift.concepts.amending import Part, pieces_of
from fortschrift.concepts.models import (
    Amendment,
    AmendmentAlternative,
    Change,
    CurrentWording,
    Strand,
)
from fortschrift.core.text import (
    Insert,
    NodeState,
    Operation,
    Place,
    Splice,
    Substitute,
    Tree,
    plain,
)
from fortschrift.core.text import inline as runs
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import adopt, amendment, draft, merge
from tests.concepts.factories import change, node_id, undo
from tests.concepts.test_replay import replay

pytestmark = pytest.mark.django_db

State = CurrentWording.State
SEEDS = int(os.environ.get("FORTSCHRIFT_FATES", "12"))
STEPS = 16
KEYS = ("kurse", "raeume")
#: Words that somebody brought in: in the place of one, behind one, or as a block of their own.
WORD = re.compile(r"[RIB]\d+x")
ACTS = (
    "record", "record", "record", "parts", "alternative", "amend", "adopt", "adopt", "part",
    "undo", "undo", "undo the last", "undo the last", "edit", "reword", "set aside", "merge",
    "replay",
)  # fmt: skip


@dataclass
class Evening:
    """A strand with all that was done on it, and what each word stands for."""

    seed: int
    of: Strand
    chance: random.Random
    amendments: list[Amendment] = field(default_factory=list)
    instead: dict[str, str] = field(default_factory=dict)
    behind: dict[str, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    number: int = 0

    @classmethod
    def begin(cls, seed: int) -> "Evening":
        of = draft(name=f"Sitzung {seed}")
        return cls(seed, of, random.Random(seed))

    # ---- what people do

    def act(self) -> None:
        name = self.chance.choice(ACTS)
        self.log.append(name)
        try:
            with transaction.atomic():
                getattr(self, f"_{name.replace(' ', '_')}")()
        except (ValidationError, Impossible) as refused:
            self.log[-1] += f" – nicht möglich: {refused}"
        self.of.refresh_from_db()

    def _record(self) -> None:
        self.amendments.append(amendment(self.of, self._operation(self._tree())))

    def _parts(self) -> None:
        tree = self._tree()
        parts = [Part(label, (self._operation(tree),)) for label in ("a)", "b)", "c)")]
        self.amendments.append(amendment(self.of, parts=parts))

    def _alternative(self) -> None:
        other = self._any(State.OPEN)
        made = amendment(self.of, self._operation(self._tree()), alternatives=[other])
        self.amendments.append(made)

    def _amend(self) -> None:
        amended = self._any(State.OPEN)
        page = selectors.amendment_page(amended, self.of)
        brought = self._brought_by(amended)
        operation = self._instead_of_one(page.after or self._tree(), brought)
        self.amendments.append(
            actions.amend_amendment(
                amended, strand=self.of, operations=[operation], actor=operator(), now=NOW
            )
        )

    def _adopt(self) -> None:
        adopt(self._any(State.OPEN), self.of)

    def _part(self) -> None:
        adopt(self._any(State.OPEN), self.of, part=self.chance.choice(["a)", "b)", "c)"]))

    def _undo(self) -> None:
        undo(self.of, self.chance.choice(self._made()))

    def _undo_the_last(self) -> None:
        undo(self.of, self._made()[-1])

    def _edit(self) -> None:
        change(self.of, self._operation(self._tree()))

    def _reword(self) -> None:
        one = self._any(State.OPEN)
        if pointer_of(one, self.of).wording.base_wording_id:
            raise Impossible
        actions.reword_amendment(
            one, kind="amended", consent="given", strand=self.of, actor=operator(), now=NOW,
            operations=[self._operation(self._tree())],
        )  # fmt: skip

    def _set_aside(self) -> None:
        one = self._any(State.OPEN, State.UNFIT)
        actions.set_aside_amendment(
            one, strand=self.of, reason="abgelehnt", actor=operator(), now=NOW
        )

    def _merge(self) -> None:
        open_ones = [each.amendment for each in selectors.amendments_on(self.of, State.OPEN)]
        merge(self.of, *self.chance.sample(open_ones, min(3, len(open_ones))))

    def _replay(self) -> None:
        self.of = replay(self.of, self.chance.choice(self._made()), name=f"neu {len(self.log)}")

    # ---- chance

    def _any(self, *states: str) -> Amendment:
        there = [each.amendment for each in selectors.amendments_on(self.of, *states)]
        if not there:
            raise Impossible
        return self.chance.choice(there)

    def _made(self) -> list[Change]:
        line = repository.line_of(self.of.head)
        keys = line[: line.index(self.of.begun_at_id)]
        found = Change.objects.select_related("parent").in_bulk(keys)
        if not found:
            raise Impossible
        return [found[key] for key in reversed(keys)]

    def _operation(self, tree: Tree) -> Operation:
        """Put a word in the place of one of the first words, or behind it, or a block."""
        self.number += 1
        if self.chance.random() < 0.2:
            return self._block(tree)
        node, words = self._paragraph(tree)
        there = [each for each in re.findall(r"\w+", words) if not WORD.fullmatch(each)]
        if not there:
            raise Impossible
        old = self.chance.choice(there)
        start = re.search(rf"\b{old}\b", words)
        assert start is not None
        if self.chance.random() < 0.3:
            new = f"I{self.number}x"
            self.behind[new] = old
            return Substitute(node, (Splice(start.end(), (), runs(f" {new}")),))
        new = f"R{self.number}x"
        self.instead[new] = old
        return Substitute(node, (Splice(start.start(), runs(old), runs(new)),))

    def _block(self, tree: Tree) -> Operation:
        after = node_id(self.of.concept, self.chance.choice(KEYS))
        parent = tree.parent_of(after)
        assert parent is not None
        new = NodeState(
            node_id(self.of.concept, f"{self.seed}-{self.number}"), "paragraph",
            text=runs(f"B{self.number}x."),
        )  # fmt: skip
        return Insert(Place(parent, after), (new,))

    def _instead_of_one(self, tree: Tree, brought: set[str]) -> Operation:
        """Put another word in the place of one that an amendment brings in."""
        self.number += 1
        for node in [node_id(self.of.concept, key) for key in KEYS]:
            words = plain(tree[node].text)
            for old in sorted(brought & set(WORD.findall(words))):
                new = f"{old[0]}{self.number}x"
                kept = self.instead if old[0] == "R" else self.behind
                kept[new] = kept[old]
                return Substitute(node, (Splice(words.index(old), runs(old), runs(new)),))
        raise Impossible

    def _paragraph(self, tree: Tree) -> tuple[Any, str]:
        node = node_id(self.of.concept, self.chance.choice(KEYS))
        return node, plain(tree[node].text)

    def _tree(self) -> Tree:
        return repository.load(self.of).tree

    def _brought_by(self, one: Amendment) -> set[str]:
        return brought_by(pointer_of(one, self.of))

    # ---- what must hold

    def check(self) -> None:
        self._check_text()
        words = " ".join(plain(state.text) for state in self._tree())
        rows = list(self.of.current_wordings.select_related("amendment", "wording__amendment"))
        held = {each.amendment_id: each for each in rows}
        for each in rows:
            brought = brought_by(each)
            there = {word for word in brought if word in words}
            if each.state == State.OPEN:
                assert not there, f"offen und doch im Text: {each}"
            others = [one for one in rows if one.amendment.amends_id == each.amendment_id]
            if each.state == State.ADOPTED and each.change_id:
                amended = any(one.state == State.ADOPTED for one in others)
                assert there == brought or amended, f"fehlt im Text: {each}"
            if each.state == State.OPEN and each.wording.base_wording_id:
                assert each.amendment.amends_id is not None
                on = held[each.amendment.amends_id]
                assert (on.state, on.wording_id) == (State.OPEN, each.wording.base_wording_id)
        for pair in AmendmentAlternative.objects.filter(first__in=held):
            states = {held[key].state for key in (pair.first_id, pair.second_id) if key in held}
            assert states != {State.ADOPTED}, f"beide im Text: {pair}"
            assert states != {State.ADOPTED, State.OPEN}, f"offen neben einem im Text: {pair}"

    def check_each_alone(self) -> None:
        """Check that an open amendment, adopted alone, brings in what it says, where it says."""
        for one in [each.amendment for each in selectors.amendments_on(self.of, State.OPEN)]:
            with undone_afterwards(), transaction.atomic():
                brought = self._brought_by(one)
                made = adopt(one, self.of)
                if not isinstance(made, Change):
                    assert one.amends is not None
                    brought |= self._brought_by(one.amends)
                    adopt(one.amends, self.of)
                self.of.refresh_from_db()
                words = " ".join(plain(state.text) for state in self._tree())
                in_place = {word: words.count(word) for word in brought}
                if isinstance(made, Change):
                    assert set(in_place.values()) <= {1}, f"{one}: {in_place}"
                self._check_text()
            self.of.refresh_from_db()

    def _check_text(self) -> None:
        """Put the text back word by word: it must read as in the beginning."""
        tree, first = self._tree(), repository.text_at(self.of.begun_at).tree
        for key in KEYS:
            node, last, read = node_id(self.of.concept, key), "", []
            for word in re.findall(r"\w+", plain(tree[node].text)):
                if word in self.behind:
                    assert self.behind[word] == last, f"{word} steht hinter {last}: {key}"
                    continue
                last = self.instead.get(word, word)
                read.append(last)
            assert read == re.findall(r"\w+", plain(first[node].text))


class Impossible(Exception):
    """There is nothing by now that could be done so."""


def pointer_of(one: Amendment, of: Strand) -> CurrentWording:
    return of.current_wordings.select_related("wording__amendment").get(amendment=one)


def brought_by(pointer: CurrentWording) -> set[str]:
    """Give the words that a wording brings in."""
    found: set[str] = set()
    gone: set[str] = set()
    for piece in pieces_of([pointer.wording])[pointer.wording_id]:
        for each in piece.operations:
            if isinstance(each, Insert):
                found |= {word for state in each.states for word in WORD.findall(plain(state.text))}
            elif isinstance(each, Substitute):
                found |= {word for one in each.splices for word in WORD.findall(plain(one.new))}
                gone |= {word for one in each.splices for word in WORD.findall(plain(one.old))}
    return found - gone


@contextmanager
def undone_afterwards() -> Iterator[None]:
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_gets_mixed_up_whatever_is_taken_back_and_made_again(seed: int) -> None:
    evening = Evening.begin(seed)
    for _ in range(STEPS):
        try:
            evening.act()
            evening.check()
            if evening.log[-1].startswith(("undo", "replay")):
                evening.check_each_alone()
        except AssertionError as found:
            raise AssertionError("\n".join([*evening.log, *map(str, found.args)])) from found
    evening.check_each_alone()
