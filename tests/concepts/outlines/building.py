"""A small concept in a ready outline, built and changed by the acts that people use."""

from typing import Any
from uuid import uuid5

from fortschrift.concepts import actions, repository
from fortschrift.concepts.models import Strand, VersionText
from fortschrift.concepts.outlines import ready_outlines
from fortschrift.core.text import (
    Insert,
    Move,
    NodeId,
    NodeState,
    Operation,
    Place,
    Relate,
    SetAttribute,
    SetPrintedNumber,
    Tree,
    attributes,
    findings,
    inline,
    numbers,
    shown_number,
)
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import change, concept, version


class Built:
    """A draft that began from nothing; elements are called by their headings."""

    def __init__(self, key: str) -> None:
        outline = ready_outlines()[key].outline
        self.draft: Strand = actions.begin_draft(
            concept(name="Probe"), name="Entwurf", outline=outline, actor=operator(), now=NOW
        )

    @property
    def tree(self) -> Tree:
        return repository.load(self.draft).tree

    def id(self, title: str) -> NodeId:
        return NodeId(uuid5(self.draft.concept_id, title)) if title else self.tree.root

    def do(self, *operations: Operation) -> None:
        change(self.draft, *operations)

    def add(self, kind: str, title: str, *, under: str = "", after: str | None = None,
            **said: Any) -> "Built":  # fmt: skip
        """Add an element at the end of what stands below, or after another one ("" = first)."""
        state = NodeState(self.id(title), kind, inline(title), attributes=attributes(said))
        self.do(Insert(self._place(under, after), (state,)))
        return self

    def move(self, title: str, *, under: str = "", after: str | None = None) -> None:
        self.do(Move(self.id(title), self._place(under, after)))

    def set(self, title: str, key: str, value: Any) -> None:
        before = self.tree[self.id(title)].attribute(key)
        self.do(SetAttribute(self.id(title), key, before, value))

    def print_as(self, title: str, number: str) -> None:
        self.do(SetPrintedNumber(self.id(title), self.tree[self.id(title)].printed_number, number))

    def relate(self, title: str, kind: str, target: str) -> None:
        self.do(Relate(self.id(title), kind, self.id(target)))

    def _place(self, under: str, after: str | None) -> Place:
        parent = self.id(under)
        if after is None:
            below = self.tree[parent].children
            return Place(parent, below[-1] if below else None)
        return Place(parent, self.id(after) if after else None)

    @property
    def numbers(self) -> dict[str, str]:
        """Give the number to show of everything that has one, by heading."""
        tree = self.tree
        computed = numbers(tree)
        found = {state.title: shown_number(state, computed) for state in tree}
        return {title: number for title, number in found.items() if number}

    @property
    def hints(self) -> list[tuple[str, str]]:
        """Give what is to be looked at as (heading, code)."""
        tree = self.tree
        return [(tree[found.node].title, found.code) for found in findings(tree)]

    def hints_but(self, *codes: str) -> list[tuple[str, str]]:
        return [(title, code) for title, code in self.hints if code not in codes]

    def freeze(self) -> VersionText:
        return actions.freeze_version(
            self.draft, version=version(self.draft.concept), actor=operator(), now=NOW
        )
