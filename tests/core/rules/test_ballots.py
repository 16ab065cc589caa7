"""Ballots are counted by the unit that has a vote."""

from fortschrift.core.rules.ballots import Ballot, count_ballots
from fortschrift.core.rules.tally import Tally


def test_persons_count_each() -> None:
    ballots = [Ballot("1", "yes"), Ballot("2", "yes", "AWO"), Ballot("3", "no", "AWO"),
               Ballot("4", "abstain"), Ballot("5", "absent"), Ballot("6", "excluded")]  # fmt: skip

    assert count_ballots(ballots, "person") == Tally(
        yes=2, no=1, abstain=1, excluded=1, absent=1, invalid=0
    )


def test_an_organization_has_one_vote_and_none_when_its_people_differ() -> None:
    ballots = [
        Ballot("1", "yes", "AWO"), Ballot("2", "yes", "AWO"),
        Ballot("3", "yes", "Caritas"), Ballot("4", "no", "Caritas"),
        Ballot("5", "no", "DRK"),
    ]  # fmt: skip

    assert count_ballots(ballots, "organization") == Tally(
        yes=1, no=1, abstain=0, excluded=0, absent=0, invalid=1
    )


def test_who_speaks_for_nobody_has_a_vote_of_their_own() -> None:
    ballots = [
        Ballot("1", "yes"),
        Ballot("2", "no"),
        Ballot("AWO", "no"),
        Ballot("3", "yes", "AWO"),
    ]

    assert count_ballots(ballots, "organization") == Tally(
        yes=2, no=2, abstain=0, excluded=0, absent=0, invalid=0
    )
