"""For each number of a vote the least and the most that it can have been."""

import pytest

from fortschrift.core.rules.numbers import MOST, Numbers, Span, numbers
from fortschrift.core.rules.tally import Tally


def spans(tally: Tally, by_law: int | None = None) -> Numbers:
    return numbers(tally, by_law)


def test_nothing_known_can_have_been_anything() -> None:
    found = spans(Tally())

    anything = Span(0, MOST)
    assert (found.yes, found.no, found.abstain) == (anything, anything, anything)
    assert (found.present, found.members, found.statutory_members) == (anything, anything, anything)
    assert found.limit == MOST


def test_what_is_known_leaves_the_rest_to_the_others() -> None:
    found = spans(Tally(no=4, abstain=1, invalid=1, present=10))

    assert (found.yes, found.no, found.abstain) == (Span(0, 4), Span(4, 4), Span(1, 1))
    assert found.present == Span(10, 10)
    assert found.members == Span(10, MOST)


def test_members_limit_the_votes_where_nobody_counted_who_was_there() -> None:
    found = spans(Tally(yes=5, members=14, excluded=2, absent=3))

    assert found.limit == 9
    assert found.present == Span(5, 9)
    assert found.no == Span(0, 4)
    assert found.statutory_members == Span(14, MOST)


def test_the_number_by_law_limits_the_seats_filled() -> None:
    found = spans(Tally(yes=5, excluded=2, absent=1), 14)

    assert (found.members, found.limit) == (Span(8, 14), 11)
    assert found.statutory_members == Span(14, 14)


@pytest.mark.parametrize(("tally", "by_law"), [
    (Tally(yes=20, no=3, present=10), None),
    (Tally(yes=20, no=3, members=10), None),
    (Tally(yes=20, no=3, excluded=40), 10),
])  # fmt: skip
def test_numbers_that_cannot_go_together_are_taken_as_recorded(
    tally: Tally, by_law: int | None
) -> None:
    found = spans(tally, by_law)

    assert (found.yes, found.no, found.abstain) == (Span(20, 20), Span(3, 3), Span(0, 0))
    assert (found.limit, found.present) == (23, Span(23, 23))
    assert found.members.least <= found.members.most


def test_a_body_of_none_is_not_one_whose_size_is_not_known() -> None:
    assert spans(Tally(), 0).members == Span(0, 0)


def test_taking_away_never_goes_below_nought() -> None:
    assert Span(2, 5).less(3) == Span(0, 2)
    assert Span(0, 1).less(3) == Span(0, 0)
