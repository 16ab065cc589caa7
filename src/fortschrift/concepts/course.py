"""The course a text has taken since some change, as if what was taken back had never been.

Amendments are carried along it.  A change and its undo drop out of it, wherever they stand, and
what was changed in between is said without them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from fortschrift.concepts.ancestry import Line, said_by, since
from fortschrift.concepts.onward import Step
from fortschrift.concepts.touching import changed_by
from fortschrift.core.text import NodeId, Operation, TextError, Tree, apply, inverse_of_all
from fortschrift.core.text.merging.rebase import rebase

Operations = tuple[Operation, ...]


@dataclass(frozen=True)
class Made:
    """A change of the course: what it does there, and the changes that it says.

    That is itself; for the undo of an undo it is the one that is said again.  Where changes could
    not be told apart they are one, not ``is_single``.
    """

    change: UUID
    says: tuple[UUID, ...]
    operations: Operations
    is_single: bool = True


@dataclass(frozen=True)
class Turn(Step):
    """A step of the course, by a change."""

    change: UUID
    says: tuple[UUID, ...]

    @cached_property
    def touched(self) -> set[NodeId]:
        return changed_by(self.operations, self.before)


@dataclass(frozen=True)
class Course:
    """The changes of a line since the earliest one asked for, with the texts they have left."""

    line: Line
    operations: Mapping[UUID, Operations]
    texts: Mapping[UUID, Tree]

    @classmethod
    def of(
        cls, line: Line, first: UUID, text: Tree, operations: Mapping[UUID, Operations]
    ) -> "Course":
        texts = {first: text}
        for change in since(line, first):
            text = apply(operations[change], text)
            texts[change] = text
        return cls(line, operations, texts)

    def turns(self, base: UUID) -> list[Turn]:
        """Give the course from the text a change has left to the head, oldest first."""
        text, found = self.texts[base], []
        for made in self._lasting(base):
            after = apply(made.operations, text)
            found.append(Turn(made.operations, text, after, made.change, made.says))
            text = after
        return found

    def _lasting(self, base: UUID) -> list[Made]:
        made: list[Made] = []
        for change in since(self.line, base):
            says, at = said_by(change, self.line), self._undone(change, made)
            own = Made(change, () if says is None else (says,), self.operations[change])
            if at is None:
                made.append(own)
                continue
            left = _without(made, at, self.texts[base], self.texts[change])
            made[at:] = [_as_one([*made[at:], own])] if left is None else left
        return made

    def _undone(self, change: UUID, made: Sequence[Made]) -> int | None:
        """Find what a change takes back; it may have been said again by another one since."""
        undone = self.line[change]
        if undone is None:
            return None
        says = said_by(undone, self.line)
        for at, each in reversed(tuple(enumerate(made))):
            again = says is not None and each.says == (says,)
            if each.is_single and (each.change == undone or again):
                return at
        return None


def _without(
    made: Sequence[Made], at: int, text: Tree, wanted: Tree
) -> list[Made] | None:  # fmt: skip
    """Say what came after a change without it; None where that leads to another text."""
    for each in made[:at]:
        text = apply(each.operations, text)
    there, back = text, inverse_of_all(made[at].operations, text)
    text = apply(made[at].operations, text)
    left = []
    try:
        for each in made[at + 1 :]:
            said = rebase(each.operations, back, text)
            back = rebase(back, each.operations, text)
            text, there = apply(each.operations, text), apply(said, there)
            left.append(replace(each, operations=said))
    except TextError:
        return None
    return left if there == wanted else None


def _as_one(made: Iterable[Made]) -> Made:
    """Take changes that cannot be told apart as one; the last takes back the first."""
    first, *between, last = made
    return Made(
        last.change,
        tuple(says for each in between for says in each.says),
        tuple(each for one in (first, *between, last) for each in one.operations),
        is_single=False,
    )
