"""The numbers of one vote, and where they do not fit each other or the word beside them.

Nothing here decides a vote and nothing is made up: an unknown number takes part in no comparison
except as "at least nothing".  The answers are oddities to look at, never errors.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What came of the vote, as recorded."""

    CARRIED = "carried"
    REJECTED = "rejected"
    REJECTED_TIE = "rejected_tie"
    UNKNOWN = "unknown"


class Manner(StrEnum):
    """How it came about, in the word of the minutes or the press."""

    UNANIMOUS = "unanimous"
    UNANIMOUS_ABSTENTIONS = "unanimous_abstentions"
    MAJORITY = "majority"
    LARGE_MAJORITY = "large_majority"
    NO_OPPOSITION = "no_opposition"
    AS_PRINTED = "as_printed"
    UNKNOWN = "unknown"


class OddityCode(StrEnum):
    """What does not fit what."""

    UNANIMOUS_WITH_OPPOSITION = "unanimous_with_opposition"
    CARRIED_WITHOUT_MAJORITY = "carried_without_majority"
    REJECTED_DESPITE_MAJORITY = "rejected_despite_majority"
    TIE_WITH_DIFFERENCE = "tie_with_difference"
    MORE_THAN_PRESENT = "more_than_present"
    MORE_THAN_MEMBERS = "more_than_members"
    GROUPS_DIFFER = "groups_differ"


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes counted, each None when no source gives it; ``members`` are those with a vote."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    excluded: int | None = None
    absent: int | None = None
    invalid: int | None = None
    present: int | None = None
    members: int | None = None


@dataclass(frozen=True, slots=True)
class Oddity:
    """One thing that does not fit: the number found, the number it was held against, the option."""

    code: OddityCode
    found: int
    against: int
    option: str = ""


#: Without abstentions "einstimmig" is usual as well: they do not break unanimity
#: (OVG Niedersachsen 10 LC 117/22 on NKomVG s. 71 (10)), so only opposing votes count here.
WITHOUT_OPPOSITION = (Manner.UNANIMOUS, Manner.UNANIMOUS_ABSTENTIONS, Manner.NO_OPPOSITION)
COUNTED_BY_GROUP = ("yes", "no", "abstain")


def oddities(
    tally: Tally, manner: str, outcome: str, *, groups: Sequence[Tally] = ()
) -> tuple[Oddity, ...]:
    """Name what in a recorded vote does not add up; ``groups`` are the numbers by group.

    >>> [o.code.value for o in oddities(Tally(no=4), "unanimous", "carried")]
    ['unanimous_with_opposition']
    >>> oddities(Tally(no=4), "large_majority", "carried")
    ()
    """
    return (
        *_against_the_manner(tally, manner, outcome),
        *_against_the_outcome(tally, outcome),
        *_too_many(tally),
        *_against_the_groups(tally, groups),
    )


def _against_the_manner(tally: Tally, manner: str, outcome: str) -> Iterator[Oddity]:
    opposed = _opposed(tally, outcome)
    if manner in WITHOUT_OPPOSITION and opposed:
        yield Oddity(OddityCode.UNANIMOUS_WITH_OPPOSITION, opposed, 0)


def _opposed(tally: Tally, outcome: str) -> int:
    """Count the votes against what came out; a motion can be rejected unanimously as well."""
    if outcome == Outcome.CARRIED:
        return tally.no or 0
    if outcome == Outcome.REJECTED:
        return tally.yes or 0
    return min(tally.yes or 0, tally.no or 0)


def _against_the_outcome(tally: Tally, outcome: str) -> Iterator[Oddity]:
    """Compare yes and no as NKomVG s. 66 (1) does: more yes than no carries, a tie does not."""
    if tally.yes is None or tally.no is None:
        return
    if outcome == Outcome.CARRIED and tally.no >= tally.yes:
        yield Oddity(OddityCode.CARRIED_WITHOUT_MAJORITY, tally.yes, tally.no)
    if outcome == Outcome.REJECTED and tally.yes > tally.no:
        yield Oddity(OddityCode.REJECTED_DESPITE_MAJORITY, tally.yes, tally.no)
    if outcome == Outcome.REJECTED_TIE and tally.yes != tally.no:
        yield Oddity(OddityCode.TIE_WITH_DIFFERENCE, tally.yes, tally.no)


def _too_many(tally: Tally) -> Iterator[Oddity]:
    cast = _known(tally.yes, tally.no, tally.abstain, tally.invalid)
    # Who is excluded or absent is a member but need not be counted among those present.
    concerned = cast + _known(tally.excluded, tally.absent)
    if tally.present is not None and cast > tally.present:
        yield Oddity(OddityCode.MORE_THAN_PRESENT, cast, tally.present)
    if tally.members is not None and concerned > tally.members:
        yield Oddity(OddityCode.MORE_THAN_MEMBERS, concerned, tally.members)


def _known(*numbers: int | None) -> int:
    return sum(number for number in numbers if number is not None)


def _against_the_groups(tally: Tally, groups: Sequence[Tally]) -> Iterator[Oddity]:
    """Hold the sum of the groups against the total.

    A sum too small is odd only when the groups are given as a whole table: a source that names
    the opponents alone leaves out the others on purpose.
    """
    whole = len(groups) > 1 and all(_is_whole(group) for group in groups)
    for option in COUNTED_BY_GROUP:
        total = getattr(tally, option)
        known = [value for group in groups if (value := getattr(group, option)) is not None]
        if total is None or not known:
            continue
        if sum(known) > total or (whole and sum(known) < total):
            yield Oddity(OddityCode.GROUPS_DIFFER, sum(known), total, option)


def _is_whole(group: Tally) -> bool:
    return None not in (group.yes, group.no, group.abstain)
