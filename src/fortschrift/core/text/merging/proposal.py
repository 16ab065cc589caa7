"""What is put to be merged, and what comes of it: plain values, shared by all who merge."""

from dataclasses import dataclass

from fortschrift.core.text.effects.effect import TextField
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.merging.clash import Clash
from fortschrift.core.text.operations import Operation
from fortschrift.core.text.tree import Place


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wording put forward: operations on the base of the merge.

    `number` is unique in its set and decides the order where several come to one place.
    With `amends` the operations are on the base with that other proposal applied. Of
    `alternatives` at most one can be adopted, even without a passage in common.
    """

    number: int
    operations: tuple[Operation, ...]
    amends: int | None = None
    alternatives: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Proposals of which at least two clash, directly or through others; ascending."""

    proposals: tuple[int, ...]
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A place where several proposals put something: whole blocks, or whole sentences at `at`.

    All are taken, by number; whether that is the right order is for people to say.
    """

    proposals: tuple[int, ...]
    place: Place | None = None
    node: NodeId | None = None
    field: TextField | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """A sentence of the base that several adopted proposals changed: to be read once more.

    `start` and `end` are code points of the base text.
    """

    proposals: tuple[int, ...]
    node: NodeId
    field: TextField
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge gives.

    As a set, each proposal is adopted, in exactly one conflict, or lapsed. In turn a conflict
    names what was dropped with what is in its way, so that adopted ones are in conflicts, too.

    `operations` are on the base, with the proposals each comes from in `credits`.
    `lapsed` are amendments to what is not in the set, and in turn alternatives to what was
    adopted before, each with what it was folded into and with what. `dependent` are adopted
    ones that would have been dropped if those on the base, or those that amend one wording,
    had been decided in another order; as a set there are none.
    """

    operations: tuple[Operation, ...]
    credits: tuple[tuple[int, ...], ...]
    adopted: tuple[int, ...]
    conflicts: tuple[Conflict, ...] = ()
    lapsed: tuple[int, ...] = ()
    dependent: tuple[int, ...] = ()
    places: tuple[SharedPlace, ...] = ()
    sentences: tuple[SharedSentence, ...] = ()
