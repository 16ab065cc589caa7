"""Amendments that were given, as proposals: by operations, or by paragraphs with their new text.

An amendment is called by its id, or without one by its number. The number decides the order;
without one it is the position, from 1. What is said by paragraphs becomes ranges by the least
difference, on the base or on the text that the amended one leaves.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from fortschrift.core.text.apply import apply
from fortschrift.core.text.canonical.codec import Codec, Member, exactly, listed, record
from fortschrift.core.text.door.changes import Compared, changing
from fortschrift.core.text.door.crowding import meeting
from fortschrift.core.text.door.documents import Document
from fortschrift.core.text.door.names import LONGEST, Names
from fortschrift.core.text.door.renaming import operations
from fortschrift.core.text.door.request import ANYTHING, under
from fortschrift.core.text.errors import FormatError, ProposalError
from fortschrift.core.text.intake import check_characters
from fortschrift.core.text.merging.clash import Clash
from fortschrift.core.text.merging.proposal import Proposal
from fortschrift.core.text.operations import ChangeKind, Insert, Join, Move, Operation, Split
from fortschrift.core.text.tree import Tree

T = TypeVar("T")
Label: TypeAlias = str | int

_PLACING = (Insert, Move, ChangeKind, Split, Join)

MOST_DEEP = 50
"""Amendments to amendments upon one another."""

MOST_AMENDMENTS = 5_000
"""Of one request."""

MOST_PAIRS = 1_000_000
"""Of amendments that meet, see `crowding`; all of them may clash, and each clash is written."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amendment as it was given; operations and changes are not read yet."""

    id: Label | None = None
    number: int | None = None
    operations: Any = None
    changes: Any = None
    amends: Label | None = None
    alternatives: tuple[Label, ...] = ()


def _read_label(data: Any) -> Label:
    if type(data) is int:
        return data
    if type(data) is not str or not 0 < len(data) <= LONGEST:
        raise FormatError("", f"a number or an id of 1 to {LONGEST} characters expected")
    under("", lambda: check_characters(data))
    return data


_LABEL: Codec[Label] = Codec(lambda value: value, _read_label)
_SAID = {
    "id": Member(_LABEL, None),
    "number": Member(exactly(int), None),
    "operations": Member(ANYTHING, None),
    "changes": Member(ANYTHING, None),
}
_AMENDMENTS = listed(
    record(
        Amendment,
        {**_SAID, "amends": Member(_LABEL, None), "alternatives": Member(listed(_LABEL), ())},
    )
)
#: What is carried over something adopted stands for itself.
ALONE = listed(record(Amendment, _SAID))


class Amendments:
    """The amendments of a request, all on one base."""

    def __init__(
        self,
        data: Any,
        base: Document,
        names: Names,
        *,
        where: str = "amendments",
        shape: Codec[tuple[Amendment, ...]] = _AMENDMENTS,
    ) -> None:
        """Read who they are; raises FormatError with the path."""
        self._where, self._base, self._names = where, base, names
        if type(data) is list and len(data) > MOST_AMENDMENTS:
            raise FormatError(where, f"more than {MOST_AMENDMENTS} amendments")
        self._given = under(where, lambda: shape.read(data))
        self.labels: list[Label] = []
        self._called: dict[int, Label] = {}
        self._numbers: dict[Label, int] = {}
        written: set[str] = set()
        for at, each in enumerate(self._given):
            number = at + 1 if each.number is None else each.number
            label = number if each.id is None else each.id
            # What is inserted is called after them, and 2 would say the same as "2".
            if str(label) in written or number in self._called:
                raise FormatError(self._path(at), "") from ProposalError(number, "twice")
            written.add(str(label))
            self._numbers[label], self._called[number] = number, label
            self.labels.append(label)
        self._positions = {number: at for at, number in enumerate(self._called)}
        self._texts: dict[int, Tree] = {}
        self._compared = Compared()

    def proposals(self) -> list[Proposal]:
        """Give them as proposals on the base; raises FormatError with the path."""
        nobody = min(self._called, default=0) - 1
        return [
            Proposal(
                number,
                self.operations(at),
                None if each.amends is None else self._numbers.get(each.amends, nobody),
                self._alternatives(at),
            )
            for at, (number, each) in enumerate(zip(self._called, self._given, strict=True))
        ]

    def _alternatives(self, at: int) -> frozenset[int]:
        """Give the numbers of those that exclude the one at a position.

        What it amends may be missing, and it lapses; an alternative may not, since then it
        would be adopted as if it had none.
        """
        for position, label in enumerate(self._given[at].alternatives):
            path = f"{self._path(at)}.alternatives[{position}]"
            if label not in self._numbers:
                raise FormatError(path, f"no amendment is called {str(label)[:LONGEST]}")
            if label == self.labels[at]:
                raise FormatError(path, "an alternative to itself")
        return frozenset(self._numbers[label] for label in self._given[at].alternatives)

    def decided(self, decide: Callable[[Tree, Iterable[Proposal]], T]) -> T:
        """Let the engine decide on them; raises FormatError with the path of one it refuses."""
        proposals = self.proposals()
        if meeting(self._base.tree, proposals) > MOST_PAIRS:
            raise FormatError(self._where, f"more than {MOST_PAIRS} pairs that work on the same")
        try:
            return decide(self._base.tree, proposals)
        except ProposalError as error:
            raise FormatError(self._path(self._positions[error.number]), "") from error

    def operations(self, at: int) -> tuple[Operation, ...]:
        """Give the operations of the one at a position.

        Merging asks whether proposals are sound together, and takes for granted that each
        is so alone. What amends something that is not there lapses, so it is not read.
        """
        amended = self._amended(at)
        if amended is None:
            return ()
        tree = self._base.tree
        for below in amended:
            if below not in self._texts:
                self._texts[below] = self._applied(below, tree, self._operations_on(below, tree))
            tree = self._texts[below]
        made = self._operations_on(at, tree)
        if any(isinstance(each, _PLACING) for each in made):
            self._applied(at, tree, made)
        return made

    def all_named(self, numbers: Iterable[int]) -> list[Label]:
        """Tell what proposals are called by who gave them."""
        return [self._called[number] for number in numbers]

    def _path(self, at: int) -> str:
        return f"{self._where}[{at}]"

    def _amended(self, at: int) -> list[int] | None:
        """Give the positions of those that one amends, the first wording first.

        None where one of them is not there.
        """
        found: list[int] = []
        label = self._given[at].amends
        while label is not None:
            if label not in self._numbers:
                return None
            below = self._positions[self._numbers[label]]
            if below == at or below in found:
                number = self._numbers[self.labels[at]]
                raise FormatError(self._path(at), "") from ProposalError(number, "circle")
            if len(found) == MOST_DEEP:
                raise FormatError(self._path(at), f"amends more than {MOST_DEEP} in a row")
            found.append(below)
            label = self._given[below].amends
        return found[::-1]

    def _applied(self, at: int, tree: Tree, made: tuple[Operation, ...]) -> Tree:
        return under(self._path(at), lambda: apply(made, tree))

    def _operations_on(self, at: int, tree: Tree) -> tuple[Operation, ...]:
        each = self._given[at]
        called = str(self.labels[at])
        return under(
            self._path(at),
            lambda: operations_on(
                each, tree, self._base, self._names, called=called, compared=self._compared
            ),
        )


def operations_on(
    amendment: Amendment,
    tree: Tree,
    base: Document,
    names: Names,
    *,
    called: str,
    compared: Compared,
) -> tuple[Operation, ...]:
    """Read what an amendment does to a tree; raises FormatError."""
    if (amendment.operations is None) == (amendment.changes is None):
        raise FormatError("", "either operations or changes expected")
    if amendment.changes is None:
        return under("operations", lambda: operations(amendment.operations, names))
    return under(
        "changes",
        lambda: changing(amendment.changes, base, tree, names, called=called, compared=compared),
    )


def clash_data(clash: Clash, names: Names) -> dict[str, Any]:
    """Write kind and place of a clash."""
    said = {
        "kind": clash.kind,
        "id": clash.node and names.name_of(clash.node),
        "field": clash.field,
        "start": clash.start,
        "end": clash.end,
    }
    return {name: value for name, value in said.items() if value is not None}
