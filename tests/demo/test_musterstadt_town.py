"""The fictional town's bodies and history: dates are plausible and the counts add up.

Real towns are recorded as they are, oddities and all; an invented one has no excuse.
"""

from collections import Counter
from pathlib import Path

import pytest

import fortschrift
from fortschrift.demo.schema.council import Count, Meeting, Membership, Organization, Vote
from fortschrift.demo.schema.deliberation import Ballot, Consideration, Ruling
from fortschrift.demo.schema.process import Decision
from fortschrift.demo.towns import Town, read_town

FOLDER = Path(fortschrift.__file__).parent / "demo" / "musterstadt"
OPTIONS = ("yes", "no", "abstain")
Votes = dict[str, tuple[str, Vote | Ballot]]


@pytest.fixture(scope="module")
def town() -> Town:
    return read_town(FOLDER)


@pytest.fixture(scope="module")
def bodies(town: Town) -> dict[str, Organization]:
    return {item.key: item for item in town.items() if isinstance(item, Organization)}


@pytest.fixture(scope="module")
def votes(town: Town) -> Votes:
    """Every vote by its key, with the body that took it; a ballot on proposals is one, too."""
    decisions = [item for item in town.items() if isinstance(item, Decision)]
    found: dict[str, tuple[str, Vote | Ballot]] = {
        each.vote.key: (each.organization, each.vote) for each in decisions if each.vote
    }
    tables = {item.key: item for item in town.items() if isinstance(item, Consideration)}
    for item in town.items():
        if isinstance(item, Ruling) and item.ballot:
            found[item.key] = (tables[item.consideration].organization, item.ballot)
    return found


def totals(vote: Vote | Ballot) -> dict[str, int]:
    return {c.option: c.value or 0 for c in vote.counts if not c.group and not c.group_label}


def by_group(vote: Vote | Ballot) -> dict[str, list[Count]]:
    groups: dict[str, list[Count]] = {}
    for count in vote.counts:
        if count.group or count.group_label:
            groups.setdefault(count.group or count.group_label, []).append(count)
    return groups


def test_meetings_fall_on_tuesday_to_thursday_in_the_order_told(town: Town) -> None:
    days = [item.date.day for item in town.items() if isinstance(item, Meeting) and item.date.day]

    assert days == sorted(days)
    assert {day.isoweekday() for day in days} <= {2, 3, 4}


def test_seats_of_the_groups_are_the_seats_of_the_council(bodies: dict[str, Organization]) -> None:
    groups = [body for body in bodies.values() if body.classification == "parliamentary_group"]
    seats = [int(group.composition.split()[0]) for group in groups]

    # The mayor and two members belong to no group.
    assert sum(seats) + 3 == bodies["mu-rat"].voting_member_count


def test_counts_add_up_in_total_and_by_group(votes: Votes) -> None:
    for key, (_body, vote) in votes.items():
        if vote.manner == "no_opposition":  # nobody counted
            continue
        # Who is excluded is not there for this vote.
        here = sum(value for option, value in totals(vote).items() if option in OPTIONS)
        assert here == vote.present, key
        if groups := by_group(vote):
            summed: Counter[str] = Counter()
            for counts in groups.values():
                summed.update({count.option: count.value or 0 for count in counts})
            assert {o: summed[o] for o in OPTIONS} == {o: totals(vote)[o] for o in OPTIONS}, key


def test_nobody_votes_who_has_no_seat(bodies: dict[str, Organization], votes: Votes) -> None:
    for key, (body, vote) in votes.items():
        assert (vote.present or 0) <= (bodies[body].voting_member_count or 0), key
        for group, counts in by_group(vote).items():
            if group in bodies:
                cast = sum(count.value or 0 for count in counts)
                assert cast <= int(bodies[group].composition.split()[0]), (key, group)


def test_the_round_table_vote_by_member_gives_its_counts(town: Town, votes: Votes) -> None:
    _body, vote = votes["mu-vote-rt"]
    seats = [item for item in town.items() if isinstance(item, Membership)]
    voting = [seat.person for seat in seats if seat.organization == "mu-rt" and seat.voting_right]
    cast = Counter(line.option for line in vote.votes)

    assert [line.voter for line in vote.votes] == voting
    assert {option: cast[option] for option in OPTIONS} == totals(vote)


def test_a_member_of_the_round_table_speaks_for_one_organisation(town: Town) -> None:
    seats = [item for item in town.items() if isinstance(item, Membership)]
    behalf = Counter(str(seat.on_behalf_of) for seat in seats if seat.on_behalf_of)

    members = [seat for seat in seats if seat.organization == "mu-rt" and seat.role == "member"]
    assert len(members) == 14
    assert all(behalf[str(seat.on_behalf_of)] == 1 for seat in members)
