"""Rows <-> proposals: how wordings lie in the database, and what the engine gets of them.

A wording is a list of operations and, where it can be voted on in parts, sets of them.  Each part
stands on the base alone, so that any of them can be adopted without the others; to the engine a
part is a proposal of its own.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from fortschrift.concepts.models import (
    Amendment,
    AmendmentAlternative,
    AmendmentPart,
    AmendmentReplacement,
    Wording,
)
from fortschrift.core.text import OPERATIONS, Operation, Tree, apply
from fortschrift.core.text.merging.merge import merge
from fortschrift.core.text.merging.proposal import Proposal

Operations = tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an amendment as it is handed in: it can be voted on by itself.

    The operations are written on the base, as if there were no other part.
    """

    label: str
    operations: Operations


@dataclass(frozen=True, slots=True)
class Piece:
    """What is merged, adopted or put aside as one: a wording, or a part of it.

    ``number`` is the amendment's; ``part`` is the key of the part's row, or None.  ``on`` is the
    amendment whose wording these operations are written on, if not on the text itself.
    """

    amendment: UUID
    number: int
    wording: int
    operations: Operations
    part: int | None = None
    label: str = ""
    on: UUID | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """Pieces as the engine takes them, and which piece a proposal's number stands for."""

    proposals: tuple[Proposal, ...]
    pieces: Mapping[int, Piece]


def written(operations: Iterable[Operation]) -> str:
    """Write operations as a wording keeps them; none at all as the empty text."""
    listed = tuple(operations)
    return OPERATIONS.to_bytes(listed).decode() if listed else ""


def read(contents: Sequence[str]) -> list[Operations]:
    """Read the operations of wordings, all in one pass."""
    there = iter(OPERATIONS.from_stored(content for content in contents if content))
    return [next(there) if content else () for content in contents]


def flattened(parts: Sequence[Part]) -> tuple[Operations, list[list[int]]]:
    """Lay the operations of parts end to end, and say which positions are whose."""
    operations: list[Operation] = []
    ordinals: list[list[int]] = []
    for part in parts:
        first = len(operations)
        operations += part.operations
        ordinals.append(list(range(first, len(operations))))
    return tuple(operations), ordinals


def pieces_of(wordings: Sequence[Wording]) -> dict[int, list[Piece]]:
    """Read the pieces of wordings with their amendments, by wording; 1 query for all parts.

    A wording without operations has no piece: nobody has put the wish into words yet.
    """
    parts: dict[int, list[AmendmentPart]] = {}
    keys = [each.pk for each in wordings]
    for part in AmendmentPart.objects.filter(wording__in=keys).order_by("wording", "order"):
        parts.setdefault(part.wording_id, []).append(part)
    contents = read([each.operations for each in wordings])
    return {
        wording.pk: list(_pieces(wording, operations, parts.get(wording.pk, [])))
        for wording, operations in zip(wordings, contents, strict=True)
    }


def whole_of(parts: Sequence[Part], base: Tree) -> Operations:
    """Give the operations of all parts of one wording together, one after another."""
    if len(parts) == 1:
        return parts[0].operations
    return merge(base, proposed_parts(parts)).operations


def whole(pieces: Sequence[Piece], base: Tree) -> Operations:
    """Give the operations of all pieces of one wording together."""
    return whole_of([Part(each.label, each.operations) for each in pieces], base)


def made_whole(pieces: Sequence[Piece], base: Tree) -> list[Piece]:
    """Take the pieces of one wording as a single one."""
    if len(pieces) <= 1:
        return list(pieces)
    return [replace(pieces[0], operations=whole(pieces, base), part=None, label="")]


def with_wording(base: Tree, pieces: Sequence[Piece]) -> Tree:
    """Give the base as it would read if a wording were adopted: what is amended further."""
    return apply(whole(pieces, base), base) if pieces else base


def with_parts(base: Tree, parts: Sequence[Part]) -> Tree:
    """Give the base as it would read with all parts of a wording."""
    return apply(whole_of(parts, base), base) if parts else base


def proposed_parts(parts: Sequence[Part]) -> tuple[Proposal, ...]:
    """Hand the parts of one wording to the engine."""
    return tuple(Proposal(each, part.operations) for each, part in enumerate(parts, start=1))


def proposed(
    pieces: Sequence[Piece], apart: Mapping[UUID, frozenset[UUID]] | None = None
) -> Proposed:
    """Hand pieces to the engine, numbered in the order of their amendments and parts.

    ``apart`` names for an amendment those that cannot stand beside it.  An amendment that
    another one of the pieces amends must be a single piece.
    """
    in_order = sorted(pieces, key=lambda each: each.number)
    numbered = dict(enumerate(in_order, start=1))
    numbers: dict[UUID, set[int]] = {}
    for number, piece in numbered.items():
        numbers.setdefault(piece.amendment, set()).add(number)
    # An amended amendment that is not among the pieces gets a number that none of them has.
    return Proposed(
        tuple(
            Proposal(
                number, piece.operations,
                amends=None if piece.on is None else min(numbers.get(piece.on, {0})),
                alternatives=_numbers_of(piece, apart or {}, numbers),
            )
            for number, piece in numbered.items()
        ),
        numbered,
    )  # fmt: skip


def apart(amendments: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Tell for each amendment which ones cannot stand beside it; 2 queries."""
    keys = list(amendments)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    pairs = AmendmentAlternative.objects.filter(Q(first__in=keys) | Q(second__in=keys))
    replaced = AmendmentReplacement.objects.filter(Q(amendment__in=keys) | Q(replaced__in=keys))
    for one, other in (
        *pairs.values_list("first", "second"),
        *replaced.values_list("amendment", "replaced"),
    ):
        found[one].add(other)
        found[other].add(one)
    return {key: frozenset(others) for key, others in found.items()}


def _numbers_of(
    piece: Piece, apart: Mapping[UUID, frozenset[UUID]], numbers: Mapping[UUID, set[int]]
) -> frozenset[int]:
    others = apart.get(piece.amendment, frozenset())
    return frozenset(number for other in others for number in numbers.get(other, ()))


def _pieces(
    wording: Wording, operations: Operations, parts: Sequence[AmendmentPart]
) -> Iterable[Piece]:
    amendment: Amendment = wording.amendment
    piece = Piece(
        amendment.pk, amendment.number, wording.pk, operations,
        on=amendment.amends_id if wording.base_wording_id else None,
    )  # fmt: skip
    if not parts:
        return [piece] if operations else []
    return [
        replace(
            piece, operations=tuple(operations[each] for each in json.loads(part.ordinals)),
            part=part.pk, label=part.label,
        )
        for part in parts
    ]  # fmt: skip
