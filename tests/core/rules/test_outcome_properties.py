"""What holds for any rule and any vote: nothing is said that a number not known could belie."""

from dataclasses import replace
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from fortschrift.core.rules.circumstances import Asked, Circumstances, Form
from fortschrift.core.rules.majority import majority
from fortschrift.core.rules.outcome import Verdict, outcome
from fortschrift.core.rules.reasons import ReasonCode
from fortschrift.core.rules.rule import Rule
from fortschrift.core.rules.shares import MORE_THAN_HALF, Share
from fortschrift.core.rules.tally import Tally
from tests.core.rules.strategies import (
    cases,
    conflicted_among,
    forgotten,
    rule_of,
    rules,
    votes,
)

Case = tuple[Rule, Tally, Circumstances]
RANK = {Verdict.NOT_ADOPTED: 0, Verdict.OPEN: 1, Verdict.ADOPTED: 2}
NIEDERSACHSEN = rule_of({
    "majority.basis": "yes_no", "majority.threshold": MORE_THAN_HALF, "tie.motion": "rejected",
    "abstention": "ignored", "quorum.presumption": "until_challenged",
})  # fmt: skip
few = st.integers(0, 8)
maybe = st.none() | few


@given(cases(), st.data())
def test_what_is_said_of_a_part_holds_for_the_whole(case: Case, data: st.DataObject) -> None:
    rule, tally, circumstances = case
    known, around = data.draw(forgotten(tally, circumstances))

    said, exact = outcome(rule, known, around), outcome(rule, tally, circumstances)

    assert said.verdict in (exact.verdict, Verdict.OPEN)


@given(cases())
def test_nothing_is_open_when_everything_is_known(case: Case) -> None:
    rule, tally, circumstances = case
    found = outcome(rule, tally, circumstances)

    lacking = {name for name in found.missing if rule.value(name) is None}

    assert set(found.missing) == lacking  # only what the rule itself does not say


@given(cases())
def test_one_more_yes_never_takes_an_adoption_away(case: Case) -> None:
    rule, tally, circumstances = case
    assume(tally.yes is not None and tally.present is not None)
    more = replace(tally, yes=(tally.yes or 0) + 1, present=(tally.present or 0) + 1,
                   members=(tally.members or 0) + 1)  # fmt: skip
    # The seats stay, so that one more is not at the same time a larger body.
    assume(tally.members is not None and (tally.present or 0) < tally.members)
    more = replace(more, members=tally.members)

    before, after = outcome(rule, tally, circumstances), outcome(rule, more, circumstances)

    assert RANK[after.verdict] >= RANK[before.verdict]


@given(votes(), few)
def test_abstentions_change_nothing_where_only_yes_and_no_count(
    vote: tuple[Tally, int], more: int
) -> None:
    tally, by_law = vote
    around = Circumstances(statutory_members=by_law)
    fuller = replace(tally, abstain=(tally.abstain or 0) + more, present=None, members=None)

    before = outcome(NIEDERSACHSEN, tally, around)

    assert outcome(NIEDERSACHSEN, fuller, Circumstances()).verdict is before.verdict


@given(
    st.sampled_from(["rejected", "chair"]),
    st.sampled_from(["gt_1_2", "ge_1_2"]),
    few,
    few,
    st.data(),
)
def test_a_tie_adopts_only_by_the_chairs_word(
    tie: str, threshold: str, each: int, abstain: int, data: st.DataObject
) -> None:
    rule = data.draw(rules(
        majority__basis="yes_no", majority__threshold=Share.parse(threshold), tie__motion=tie
    ))  # fmt: skip
    tally = Tally(yes=each, no=each, abstain=abstain)

    found = majority(rule, tally, Circumstances(chair=True))

    assert found.passed is (tie == "chair")
    assert majority(rule, tally, Circumstances(chair=False)).passed is False


@given(rules(unanimity="no_counter_vote"), few, few, few)
def test_abstentions_never_break_the_unanimity_of_no_vote_against(
    rule: Rule, yes: int, no: int, abstain: int
) -> None:
    found = majority(
        rule, Tally(yes=yes, no=no, abstain=abstain), Circumstances(asked=Asked.UNANIMITY)
    )

    assert found.passed is (yes > 0 and no == 0)


@given(rules(), st.tuples(maybe, maybe, maybe), few, st.sampled_from(Asked))
def test_open_means_that_the_votes_could_go_either_way(
    rule: Rule, votes: tuple[int | None, int | None, int | None], more: int, asked: Asked
) -> None:
    yes, no, abstain = votes
    known = sum(number or 0 for number in (yes, no, abstain))
    tally = Tally(yes=yes, no=no, abstain=abstain, present=known + more, members=known + more + 2)
    around = Circumstances(asked=asked, statutory_members=known + more + 3, chair=False)
    spans = [range(more + 1) if number is None else [number] for number in (yes, no, abstain)]

    possible = {
        majority(rule, replace(tally, yes=y, no=n, abstain=a), around).passed
        for y, n, a in product(*spans)
        if y + n + a <= known + more
    }

    found = majority(rule, tally, around).passed
    assert {found} == possible if found is not None else possible == {True, False}


@given(rules(conflict__effect="decisive_only"), st.integers(1, 8), few, few, st.data())
def test_a_vote_of_the_conflicted_is_decisive_when_the_answer_turns_without_it(
    rule: Rule, yes: int, no: int, abstain: int, data: st.DataObject
) -> None:
    tally = Tally(yes=yes, no=no, abstain=abstain, present=yes + no + abstain, members=20)
    taken = data.draw(conflicted_among(tally))
    around = Circumstances(statutory_members=20, chair=True, conflicted=taken)
    rest = Tally(
        yes=yes - taken.yes, no=no - taken.no, abstain=abstain - taken.abstain,
        present=yes + no + abstain - taken.total, members=20,
    )  # fmt: skip

    stands = majority(rule, rest, around).passed

    codes = {reason.code for reason in outcome(rule, tally, around).reasons}
    asked = bool(taken.total and majority(rule, tally, around).passed)
    assert (ReasonCode.CONFLICT_NOT_DECISIVE in codes) is (asked and stands is True)
    assert (ReasonCode.CONFLICT_DECISIVE in codes) is (asked and stands is False)


@given(cases())
def test_a_quorum_that_lacks_never_lets_anything_be_adopted(case: Case) -> None:
    rule, tally, circumstances = case
    assume(circumstances.form is not Form.CIRCULATION)
    codes = {reason.code for reason in outcome(rule, tally, circumstances).reasons}

    if codes & {ReasonCode.QUORUM_LACKING, ReasonCode.NOT_CONVENED}:
        assert outcome(rule, tally, circumstances).verdict is Verdict.NOT_ADOPTED
