"""Ballots by name, counted by the unit that has a vote: the person, or the organization sent by."""

from collections.abc import Iterable
from dataclasses import dataclass

from fortschrift.core.rules.tally import Tally

_COUNTED = ("yes", "no", "abstain", "excluded", "absent", "invalid")


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's vote; ``sender`` is the organization it speaks for, "" for nobody."""

    voter: str
    option: str
    sender: str = ""


def count_ballots(ballots: Iterable[Ballot], unit: str) -> Tally:
    """Count ballots by ``person`` or ``organization``.

    An organization has one vote however many it sent; if its people differ, its vote is invalid.
    Who speaks for nobody has a vote of their own.

    >>> both = [Ballot("1", "yes", "AWO"), Ballot("2", "yes", "AWO")]
    >>> count_ballots(both, "person").yes, count_ballots(both, "organization").yes
    (2, 1)
    """
    options: dict[tuple[str, str], set[str]] = {}
    for ballot in ballots:
        joint = unit == "organization" and ballot.sender
        key = ("organization", ballot.sender) if joint else ("person", ballot.voter)
        options.setdefault(key, set()).add(ballot.option)
    votes = [each.pop() if len(each) == 1 else "invalid" for each in options.values()]
    return Tally(**{option: votes.count(option) for option in _COUNTED})
