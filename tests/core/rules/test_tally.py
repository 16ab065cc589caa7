"""Oddities of a vote are named from known numbers only, and never from unknown ones."""

from dataclasses import asdict, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fortschrift.core.rules.tally import Manner, OddityCode, Outcome, Tally, oddities

number = st.integers(min_value=0, max_value=120)
maybe = st.none() | number
tallies = st.builds(
    Tally, yes=maybe, no=maybe, abstain=maybe, excluded=maybe, absent=maybe, invalid=maybe,
    present=maybe, members=maybe,
)  # fmt: skip
manners = st.sampled_from(Manner)
outcomes = st.sampled_from(Outcome)
whole_groups = st.lists(st.builds(Tally, yes=number, no=number, abstain=number), min_size=2)


def codes(tally: Tally, manner: str = Manner.UNKNOWN, outcome: str = Outcome.UNKNOWN) -> set[str]:
    return {oddity.code for oddity in oddities(tally, manner, outcome)}


def consistent(yes: int, no: int, abstain: int) -> Tally:
    cast = yes + no + abstain
    return Tally(yes=yes, no=no, abstain=abstain, present=cast, members=cast)


@given(manners, outcomes, st.lists(st.just(Tally())))
def test_nothing_known_is_never_odd(manner: Manner, outcome: Outcome, groups: list[Tally]) -> None:
    assert oddities(Tally(), manner, outcome, groups=groups) == ()


@given(tallies, manners, outcomes, st.sampled_from(list(asdict(Tally()))))
def test_forgetting_a_number_never_adds_an_oddity(
    tally: Tally, manner: Manner, outcome: Outcome, forgotten: str
) -> None:
    known = codes(tally, manner, outcome)

    assert codes(replace(tally, **{forgotten: None}), manner, outcome) <= known


@given(number, number, number)
def test_a_vote_that_adds_up_has_no_oddity(yes: int, no: int, abstain: int) -> None:
    assume(yes > no)

    tally = consistent(yes, no, abstain)

    assert codes(tally, Manner.MAJORITY, Outcome.CARRIED) == set()
    assert codes(replace(tally, yes=no, no=yes), Manner.MAJORITY, Outcome.REJECTED) == set()


@given(tallies, outcomes, number)
def test_abstentions_never_break_unanimity(tally: Tally, outcome: Outcome, more: int) -> None:
    odd = OddityCode.UNANIMOUS_WITH_OPPOSITION

    before = odd in codes(tally, Manner.UNANIMOUS, outcome)

    assert (odd in codes(replace(tally, abstain=more), Manner.UNANIMOUS, outcome)) == before


@given(number.filter(bool), maybe)
def test_a_unanimous_yes_does_not_bear_a_no(no: int, yes: int | None) -> None:
    tally = Tally(yes=yes, no=no)

    for manner in (Manner.UNANIMOUS, Manner.UNANIMOUS_ABSTENTIONS, Manner.NO_OPPOSITION):
        assert OddityCode.UNANIMOUS_WITH_OPPOSITION in codes(tally, manner, Outcome.CARRIED)


def test_a_motion_can_be_rejected_unanimously() -> None:
    assert codes(Tally(yes=0, no=17), Manner.UNANIMOUS, Outcome.REJECTED) == set()
    assert codes(Tally(yes=2, no=15), Manner.UNANIMOUS, Outcome.REJECTED) == {
        OddityCode.UNANIMOUS_WITH_OPPOSITION
    }


@given(number, number)
def test_carried_needs_more_yes_than_no(yes: int, no: int) -> None:
    odd = OddityCode.CARRIED_WITHOUT_MAJORITY in codes(
        Tally(yes=yes, no=no), Manner.MAJORITY, Outcome.CARRIED
    )

    assert odd == (no >= yes)


@given(number, number)
def test_a_tie_is_a_tie(yes: int, no: int) -> None:
    odd = OddityCode.TIE_WITH_DIFFERENCE in codes(
        Tally(yes=yes, no=no), outcome=Outcome.REJECTED_TIE
    )

    assert odd == (yes != no)


@given(number, number, number)
def test_more_votes_than_people_present_or_members_is_odd(yes: int, no: int, limit: int) -> None:
    found = codes(Tally(yes=yes, no=no, present=limit, members=limit))

    assert (OddityCode.MORE_THAN_PRESENT in found) == (yes + no > limit)
    assert (OddityCode.MORE_THAN_MEMBERS in found) == (yes + no > limit)


def test_who_is_excluded_need_not_be_present_but_is_a_member() -> None:
    tally = Tally(yes=8, no=2, excluded=1, present=10, members=10)

    assert codes(tally) == {OddityCode.MORE_THAN_MEMBERS}


@given(whole_groups)
def test_the_sum_of_all_groups_is_the_total(groups: list[Tally]) -> None:
    yes = sum(group.yes or 0 for group in groups)

    fits = oddities(Tally(yes=yes), "majority", "unknown", groups=groups)
    one_short = oddities(Tally(yes=yes + 1), "majority", "unknown", groups=groups)

    assert fits == ()
    assert [(o.code, o.found, o.against, o.option) for o in one_short] == [
        (OddityCode.GROUPS_DIFFER, yes, yes + 1, "yes")
    ]


def test_opponents_named_alone_say_nothing_of_the_others() -> None:
    opponents = [Tally(no=4)]

    assert oddities(Tally(no=5), "large_majority", "carried", groups=opponents) == ()
    (odd,) = oddities(Tally(no=3), "large_majority", "carried", groups=opponents)
    assert odd.code == OddityCode.GROUPS_DIFFER


@pytest.mark.parametrize(("tally", "manner", "outcome", "odd"), [
    (Tally(no=4), "unanimous", "carried", (OddityCode.UNANIMOUS_WITH_OPPOSITION, 4, 0)),
    (Tally(yes=4), "unanimous", "rejected", (OddityCode.UNANIMOUS_WITH_OPPOSITION, 4, 0)),
    (Tally(yes=3, no=2), "unanimous", "unknown", (OddityCode.UNANIMOUS_WITH_OPPOSITION, 2, 0)),
    (Tally(yes=3, no=3), "majority", "carried", (OddityCode.CARRIED_WITHOUT_MAJORITY, 3, 3)),
    (Tally(yes=2, no=3), "majority", "carried", (OddityCode.CARRIED_WITHOUT_MAJORITY, 2, 3)),
    (Tally(yes=3, no=2), "majority", "rejected", (OddityCode.REJECTED_DESPITE_MAJORITY, 3, 2)),
    (Tally(yes=3, no=2), "majority", "rejected_tie", (OddityCode.TIE_WITH_DIFFERENCE, 3, 2)),
    (Tally(yes=3, no=1, abstain=1, invalid=1, present=5), "majority", "carried",
     (OddityCode.MORE_THAN_PRESENT, 6, 5)),
    (Tally(yes=3, no=1, excluded=1, absent=1, members=5), "majority", "carried",
     (OddityCode.MORE_THAN_MEMBERS, 6, 5)),
])  # fmt: skip
def test_an_oddity_names_the_number_found_and_the_one_it_was_held_against(
    tally: Tally, manner: str, outcome: str, odd: tuple[OddityCode, int, int]
) -> None:
    assert [(o.code, o.found, o.against) for o in oddities(tally, manner, outcome)] == [odd]


@pytest.mark.parametrize(("tally", "manner", "outcome"), [
    (Tally(no=4), "unanimous", "rejected"),
    (Tally(yes=4), "unanimous", "carried"),
    (Tally(yes=4, no=0), "unanimous", "unknown"),
    (Tally(yes=4), "unanimous", "unknown"),
    (Tally(no=4), "unanimous", "unknown"),
    (Tally(yes=3, no=3), "majority", "rejected"),
    (Tally(yes=3, no=3), "majority", "rejected_tie"),
    (Tally(yes=3, no=2), "majority", "unknown"),
])  # fmt: skip
def test_what_fits_is_not_odd(tally: Tally, manner: str, outcome: str) -> None:
    assert oddities(tally, manner, outcome) == ()


def test_one_group_or_a_table_with_gaps_says_nothing_of_the_others() -> None:
    whole, gaps = Tally(yes=3, no=0, abstain=0), Tally(yes=2)

    assert oddities(Tally(yes=9), "majority", "unknown", groups=[whole]) == ()
    assert oddities(Tally(yes=9), "majority", "unknown", groups=[whole, gaps]) == ()
