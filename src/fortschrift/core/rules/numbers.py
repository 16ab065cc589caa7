"""How many there can have been: for each number of a vote the least and the most."""

from dataclasses import dataclass

from fortschrift.core.rules.tally import Tally

#: No body has so many members; stands for "not known upwards".
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Span:
    """From the least to the most that a number can have been."""

    least: int
    most: int

    @classmethod
    def of(cls, number: int) -> "Span":
        return cls(number, number)

    @property
    def is_known(self) -> bool:
        return self.least == self.most

    def less(self, number: int) -> "Span":
        """Take some away from either end, never below nought."""
        return Span(max(self.least - number, 0), max(self.most - number, 0))


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of one vote; ``present`` are those who were there and might vote."""

    yes: Span
    no: Span
    abstain: Span
    present: Span
    members: Span
    statutory_members: Span
    #: The most votes that can have been cast altogether.
    limit: int


def numbers(tally: Tally, statutory_members: int | None) -> Numbers:
    """Say of each number what it can have been.

    Numbers that cannot go together (more votes than members) are taken as they were recorded;
    that they do not fit is told by ``tally.oddities``.

    >>> numbers(Tally(no=4, present=7), None).yes
    Span(least=0, most=3)
    """
    cast = _sum(tally.yes, tally.no, tally.abstain, tally.invalid)
    limit = max(_limit(tally, statutory_members), cast)
    there = Span.of(max(tally.present, cast)) if tally.present is not None else Span(cast, limit)
    most = MOST if statutory_members is None else statutory_members
    known = min(there.least + _sum(tally.excluded, tally.absent), most)
    members = _or(tally.members, Span(known, most))
    return Numbers(
        yes=_or(tally.yes, Span(0, limit - cast)),
        no=_or(tally.no, Span(0, limit - cast)),
        abstain=_or(tally.abstain, Span(0, limit - cast)),
        present=there,
        members=members,
        statutory_members=_or(statutory_members, Span(members.least, MOST)),
        limit=limit,
    )


def _limit(tally: Tally, statutory_members: int | None) -> int:
    """Find the most votes that can have been cast, by those present or by those who sit there."""
    if tally.present is not None:
        return tally.present
    seats = tally.members if tally.members is not None else statutory_members
    return MOST if seats is None else seats - _sum(tally.excluded, tally.absent)


def _or(number: int | None, otherwise: Span) -> Span:
    return otherwise if number is None else Span.of(number)


def _sum(*counted: int | None) -> int:
    return sum(number for number in counted if number is not None)
