"""What a rule does not say, and what is only half known: open, with the name of what is missing."""

from typing import Any

import pytest

from fortschrift.core.rules.circumstances import (
    Asked,
    Circumstances,
    Conflicted,
    Form,
    QuorumState,
)
from fortschrift.core.rules.outcome import ComputedOutcome, Verdict, outcome
from fortschrift.core.rules.tally import Tally
from tests.core.rules.answers import rule_named

CLEAR = Tally(yes=30, no=5, abstain=0)
DOUBTED = QuorumState.DOUBTED


def judged(tally: Tally = CLEAR, also: Any = None, rule: str = "niedersachsen",
           **around: Any) -> ComputedOutcome:  # fmt: skip
    return outcome(rule_named(rule, also), tally, Circumstances(**around))


def told(found: ComputedOutcome) -> list[tuple[str, list[str], dict[str, object]]]:
    return [(r.code.value, [s.parameter for s in r.settings], dict(r.values))
            for r in found.reasons]  # fmt: skip


@pytest.mark.parametrize(("lacks", "around"), [
    (["majority.threshold"], {}),
    (["majority.basis", "majority.threshold"], {}),
    (["majority.reference"], {"asked": Asked.MEMBERS}),
    (["unanimity"], {"asked": Asked.UNANIMITY}),
    (["quorum.threshold"], {"quorum": DOUBTED, "statutory_members": 41}),
    (["quorum.threshold", "quorum.basis"], {"quorum": DOUBTED, "statutory_members": 41}),
    (["quorum.convening"], {"properly_convened": False}),
    (["second_meeting.need"],
     {"quorum": DOUBTED, "second_meeting": True, "hint_given": True, "statutory_members": 41}),
    (["conflict.effect"], {"conflicted": Conflicted(yes=1)}),
    (["circular_resolution.allowed"], {"form": Form.CIRCULATION, "objected": False}),
])  # fmt: skip
def test_a_rule_that_does_not_say_it_leaves_it_open_and_is_named(
    lacks: list[str], around: dict[str, Any]
) -> None:
    found = judged(also=dict.fromkeys(lacks), **around)

    assert found.verdict is Verdict.OPEN
    assert found.missing == tuple(lacks)
    for parameter in lacks:
        assert ("rule_unknown", [parameter], {"parameter": parameter}) in told(found)


def test_all_in_favour_needs_a_basis_and_no_vote_against_does_not() -> None:
    nothing = {"majority.basis": None, "majority.threshold": None}
    everybody = {**nothing, "unanimity": "all_yes"}

    against = judged(Tally(yes=9, no=0), also=nothing, asked=Asked.UNANIMITY)
    favour = judged(Tally(yes=9, no=0), also=everybody, asked=Asked.UNANIMITY)

    assert against.verdict is Verdict.ADOPTED
    assert (favour.verdict, favour.missing) == (Verdict.OPEN, ("majority.basis",))


def test_all_in_favour_of_all_members() -> None:
    also = {"majority.basis": "members", "unanimity": "all_yes"}

    assert judged(Tally(yes=14, members=14), also, "round_table",
                  asked=Asked.UNANIMITY).verdict is Verdict.ADOPTED  # fmt: skip
    assert judged(Tally(yes=13, members=14), also, "round_table",
                  asked=Asked.UNANIMITY).verdict is Verdict.NOT_ADOPTED  # fmt: skip


def test_a_majority_of_members_names_what_is_missing_in_order() -> None:
    also = {"majority.reference": "members"}

    assert judged(Tally(), also, asked=Asked.MEMBERS).missing == ("yes", "members")
    assert judged(Tally(members=9), also, asked=Asked.MEMBERS).missing == ("yes",)


def test_a_basis_of_all_who_vote_asks_for_abstentions() -> None:
    found = judged(Tally(yes=10, no=8), rule="bayern")

    assert (found.verdict, found.missing) == (Verdict.OPEN, ("abstain",))


def test_two_thirds_take_the_basis_of_the_ordinary_majority() -> None:
    present = Tally(yes=8, no=0, abstain=4, present=12)

    assert judged(present, rule="round_table", asked=Asked.TWO_THIRDS).verdict is Verdict.ADOPTED
    less = Tally(yes=8, no=0, abstain=5, present=13)
    assert judged(less, rule="round_table", asked=Asked.TWO_THIRDS).verdict is Verdict.NOT_ADOPTED


def test_a_tie_is_none_where_two_thirds_are_asked_for() -> None:
    found = judged(Tally(yes=5, no=5), asked=Asked.TWO_THIRDS)

    assert told(found)[-1] == (
        "majority_missed", ["majority.basis"],
        {"share": "ge_2_3", "basis": "yes_no", "yes": 5, "whole": 10},
    )  # fmt: skip


def test_a_tie_without_a_rule_for_it_falls_under_the_majority() -> None:
    more = judged(Tally(yes=5, no=5), also={"tie.motion": None})
    least = judged(Tally(yes=5, no=5), also={"tie.motion": None, "majority.threshold": "ge_1_2"})

    assert more.verdict is Verdict.NOT_ADOPTED
    assert told(more)[-1][:2] == ("tie", ["majority.basis", "majority.threshold"])
    assert least.verdict is Verdict.ADOPTED


def test_the_chairs_word_counts_at_a_tie_alone() -> None:
    also = {"tie.motion": "chair"}

    assert judged(Tally(yes=4, no=5), also, chair=True).verdict is Verdict.NOT_ADOPTED
    assert judged(Tally(yes=5, no=4), also, chair=False).verdict is Verdict.ADOPTED
    assert judged(Tally(yes=5, no=5), also, chair=False).verdict is Verdict.NOT_ADOPTED
    assert judged(Tally(yes=5, no=5), chair=True).verdict is Verdict.NOT_ADOPTED


def test_a_quorum_established_for_this_vote_is_one() -> None:
    found = judged(Tally(yes=8, no=2, present=10), rule="rheinland_pfalz", statutory_members=40,
                   quorum=QuorumState.ESTABLISHED)  # fmt: skip

    assert found.verdict is Verdict.ADOPTED
    assert told(found)[0] == ("quorum_established", ["quorum.threshold"], {})


def test_members_as_basis_of_the_quorum_are_the_seats_filled() -> None:
    tally = Tally(yes=6, no=0, present=6)

    found = judged(tally, rule="round_table", quorum=DOUBTED)

    assert (found.verdict, found.missing) == (Verdict.OPEN, ("members",))
    assert told(found)[0] == ("quorum_unknown", ["quorum.threshold"], {})


def test_without_anything_counted_the_quorum_asks_for_both_numbers() -> None:
    found = judged(Tally(yes=6, no=0), quorum=DOUBTED)

    assert found.missing == ("present", "statutory_members")


def test_who_was_invited_wrongly_may_have_been_complete() -> None:
    found = judged(Tally(yes=30, no=2, present=32), properly_convened=False, statutory_members=41)

    assert (found.verdict, found.missing) == (Verdict.OPEN, ("present",))
    assert told(found)[0] == ("quorum_unknown", ["quorum.convening"], {})


def test_a_floor_is_not_missed_where_nobody_knows_who_was_there() -> None:
    found = judged(Tally(yes=8, no=1), rule="schleswig_holstein", statutory_members=31)

    assert found.verdict is Verdict.ADOPTED


def test_exactly_a_third_and_exactly_three_are_no_less() -> None:
    third = judged(Tally(yes=8, no=2, present=10), rule="schleswig_holstein", statutory_members=30)
    three = judged(Tally(yes=3, no=0, present=3), rule="schleswig_holstein", statutory_members=7)

    assert told(third)[0][0] == told(three)[0][0] == "quorum_presumed"


def test_below_the_floor_a_second_meeting_may_still_decide() -> None:
    also = {"second_meeting.need": "any"}

    found = judged(Tally(yes=2, no=0, present=2), also, "schleswig_holstein", statutory_members=31,
                   second_meeting=True)  # fmt: skip

    assert found.verdict is Verdict.ADOPTED


def test_half_of_the_members_excluded_are_not_more_than_half() -> None:
    tally = Tally(yes=12, no=3, present=15, excluded=20)

    assert judged(tally, statutory_members=40, quorum=DOUBTED).verdict is Verdict.NOT_ADOPTED
    assert judged(tally, statutory_members=39, quorum=DOUBTED).verdict is Verdict.ADOPTED


def test_whether_enough_are_excluded_may_depend_on_a_number_not_known() -> None:
    tally = Tally(yes=12, no=3, present=15, excluded=24)

    found = judged(tally, quorum=DOUBTED)

    assert (found.verdict, found.missing) == (Verdict.OPEN, ("statutory_members",))


def test_it_does_not_matter_which_number_holds_where_both_are_reached() -> None:
    tally = Tally(yes=12, no=3, present=15, excluded=10, members=20)
    also = {"quorum.basis": "members", "second_meeting.min_notice_days": 3}

    found = judged(tally, also, quorum=DOUBTED, second_meeting=True)

    assert found.verdict is Verdict.ADOPTED
    assert [code for code, _, _ in told(found)][:2] == ["second_meeting", "quorum_met"]


def test_without_approval_in_the_rule_none_is_asked_for() -> None:
    also = {"quorum.conflict.approval": False}
    tally = Tally(yes=12, no=3, present=15, excluded=24)

    found = judged(tally, also, statutory_members=41, quorum=DOUBTED)

    assert [code for code, _, _ in told(found)][:2] == ["conflict_quorum", "quorum_met"]


def test_a_rule_may_name_a_number_after_exclusions_without_saying_when() -> None:
    also = {"quorum.conflict.when": None}
    tally = Tally(yes=12, no=3, present=15, excluded=24)

    found = judged(tally, also, statutory_members=41, quorum=DOUBTED)

    assert told(found)[0][0] == "quorum_lacking"


def test_the_period_before_a_second_meeting_must_be_known_where_it_matters() -> None:
    tally = Tally(yes=6, no=1, present=7)

    found = judged(tally, rule="saarland", statutory_members=33, second_meeting=True,
                   hint_given=True)  # fmt: skip

    assert (found.verdict, found.missing) == (Verdict.OPEN, ("notice_days",))


def test_a_second_meeting_may_need_no_hint() -> None:
    also = {"second_meeting.hint_required": False}

    found = judged(Tally(yes=5, no=2, present=7), also, statutory_members=41, quorum=DOUBTED,
                   second_meeting=True)  # fmt: skip

    assert found.verdict is Verdict.ADOPTED


def test_circulation_without_a_veto_needs_no_word_on_objections() -> None:
    also = {"circular_resolution.veto": None}

    found = judged(also=also, form=Form.CIRCULATION)

    assert found.verdict is Verdict.ADOPTED
    assert told(found)[0] == ("circulation_allowed", ["circular_resolution.allowed",
                                                      "circular_resolution.veto"], {})  # fmt: skip


def test_a_conflict_spoils_no_rejection_and_needs_no_rule_then() -> None:
    found = judged(Tally(yes=5, no=30), also={"conflict.effect": None},
                   conflicted=Conflicted(yes=1))  # fmt: skip

    assert found.verdict is Verdict.NOT_ADOPTED
    assert found.missing == ()
    assert "rule_unknown" not in [code for code, _, _ in told(found)]


def test_whether_a_conflict_was_decisive_may_hang_on_other_numbers() -> None:
    found = judged(Tally(yes=20), conflicted=Conflicted(yes=1), statutory_members=40)

    assert (found.verdict, found.missing) == (Verdict.OPEN, ("no",))
    assert told(found)[-1] == ("conflict_unknown", ["conflict.effect"], {"votes": 1})


def test_the_conflicted_are_taken_out_of_those_present() -> None:
    tally = Tally(yes=7, no=0, abstain=5, present=12)
    also = {"conflict.effect": "decisive_only"}

    kept = judged(tally, also, "round_table", conflicted=Conflicted(abstain=2))
    spoilt = judged(tally, also, "round_table", conflicted=Conflicted(yes=2))

    assert kept.verdict is Verdict.ADOPTED  # 7 of 10
    assert spoilt.verdict is Verdict.NOT_ADOPTED  # 5 of 10


def test_several_conflicted_may_have_voted_in_several_ways() -> None:
    conflicted = Conflicted(yes=1, no=1, abstain=1, unknown=1)

    found = judged(Tally(yes=20, no=18, abstain=3), conflicted=conflicted)

    assert conflicted.total == 4
    assert (found.verdict, found.missing) == (Verdict.ADOPTED, ())
    assert told(found)[-1] == ("conflict_not_decisive", ["conflict.effect"], {"votes": 4})


def test_more_conflicted_than_votes_leave_none() -> None:
    found = judged(Tally(yes=1, no=0), conflicted=Conflicted(yes=3))

    assert told(found)[-1][0] == "conflict_decisive"


@pytest.mark.parametrize("form", [Form.OPEN, Form.BY_NAME, Form.UNKNOWN])
def test_only_secrecy_is_held_against_a_ban_on_it(form: Form) -> None:
    assert "secret_forbidden" not in [c for c, _, _ in told(judged(rule="hessen", form=form))]


def test_what_is_missing_is_named_once() -> None:
    found = judged(Tally(no=4), conflicted=Conflicted(no=1), statutory_members=41)

    assert found.missing == ("yes",)


def test_as_many_yes_as_no_is_a_tie_only_where_the_two_are_compared() -> None:
    half = {"majority.threshold": "ge_1_2"}
    third = {"majority.threshold": "ge_1_3"}

    of_present = judged(Tally(yes=6, no=6, present=12), half, "round_table")
    of_votes = judged(Tally(yes=5, no=5), third)

    assert of_present.verdict is of_votes.verdict is Verdict.ADOPTED


def test_three_are_three() -> None:
    found = judged(Tally(yes=3, no=0, present=3), rule="rheinland_pfalz", statutory_members=40,
                   second_meeting=True, hint_given=True)  # fmt: skip

    assert found.verdict is Verdict.ADOPTED


def test_votes_of_the_conflicted_leave_the_whole_as_well() -> None:
    effect = {"conflict.effect": "decisive_only"}

    of_present = judged(Tally(yes=7, no=0, abstain=5, present=12), effect, "round_table",
                        conflicted=Conflicted(yes=1))  # fmt: skip
    of_voting = judged(Tally(yes=11, no=9, abstain=1), effect, "bayern",
                       conflicted=Conflicted(yes=1, abstain=1))  # fmt: skip

    assert of_present.verdict is Verdict.ADOPTED  # 6 of 11
    assert of_voting.verdict is Verdict.ADOPTED  # 10 of 19


def test_taking_votes_away_never_adds_any() -> None:
    unknown = judged(Tally(yes=5, no=0), asked=Asked.UNANIMITY, conflicted=Conflicted(unknown=1))
    known = judged(Tally(yes=2, no=0), asked=Asked.UNANIMITY, conflicted=Conflicted(yes=1))

    assert unknown.verdict is known.verdict is Verdict.ADOPTED


def test_below_the_floor_it_is_said_what_is_missing() -> None:
    found = judged(Tally(yes=2, no=0, present=2), rule="schleswig_holstein")

    assert (found.verdict, found.missing) == (Verdict.OPEN, ("statutory_members",))
