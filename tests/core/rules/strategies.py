"""Rules, votes and circumstances at random: small bodies, so that edges are met often."""

from dataclasses import replace

from hypothesis import strategies as st

from fortschrift.core.rules.circumstances import (
    Asked,
    Circumstances,
    Conflicted,
    Form,
    QuorumState,
)
from fortschrift.core.rules.parameters import BASES, Value
from fortschrift.core.rules.rule import Rule, Setting
from fortschrift.core.rules.shares import Share
from fortschrift.core.rules.tally import Tally

SHARES = [Share.parse(each) for each in ("gt_1_2", "ge_1_2", "ge_2_3", "gt_1_3", "ge_3_4")]
NEEDS: list[Value] = [1, 3, Share(1, 5), Share(1, 3)]
#: What a vote is judged by, with values that each may take.
JUDGED_BY: dict[str, list[Value]] = {
    "majority.basis": list(BASES),
    "majority.threshold": list(SHARES),
    "majority.reference": ["members", "statutory_members"],
    "tie.motion": ["rejected", "chair"],
    "abstention": ["ignored", "counted", "forbidden"],
    "unanimity": ["no_counter_vote", "all_yes"],
    "quorum.threshold": list(SHARES[:2]),
    "quorum.basis": ["members", "statutory_members"],
    "quorum.presumption": ["until_challenged", "at_decision"],
    "quorum.convening": ["required", "waived_if_all_present"],
    "quorum.floor.share": [Share(1, 3)],
    "quorum.floor.persons": [3],
    "quorum.conflict.when": [Share(1, 2, more=True), Share(1, 3)],
    "quorum.conflict.need": NEEDS,
    "quorum.conflict.approval": [True, False],
    "quorum.conflict.reduces": [True, False],
    "second_meeting.need": NEEDS,
    "second_meeting.hint_required": [True, False],
    "second_meeting.min_notice_days": [3],
    "secret.forbidden": [True, False],
    "circular_resolution.allowed": [True, False],
    "circular_resolution.veto": ["any_member"],
    "conflict.effect": ["decisive_only", "always_void"],
}
DECIDING = {
    "majority.basis", "majority.threshold", "majority.reference", "unanimity",
    "quorum.threshold", "quorum.basis",
}  # fmt: skip


def rule_of(values: dict[str, Value]) -> Rule:
    return Rule({name: Setting(name, value, "§ 1") for name, value in values.items()})


def rules(**fixed: Value) -> st.SearchStrategy[Rule]:
    """Draw rules that say all that is needed, and of the rest any part; dots are written ``__``."""
    given = {name.replace("__", "."): value for name, value in fixed.items()}
    free = {
        name: st.sampled_from(values) for name, values in JUDGED_BY.items() if name not in given
    }
    needed = {name: values for name, values in free.items() if name in DECIDING}
    rest = {name: values for name, values in free.items() if name not in DECIDING}
    drawn = st.fixed_dictionaries(dict(sorted(needed.items())), optional=rest)
    return drawn.map(lambda values: rule_of({**values, **given}))


@st.composite
def votes(draw: st.DrawFn) -> tuple[Tally, int]:
    """Draw numbers of which all are known and fit each other, with the number by law."""
    few = st.integers(0, 7)
    yes, no, abstain, excluded = draw(few), draw(few), draw(few), draw(few)
    present = yes + no + abstain + draw(st.integers(0, 3))
    members = present + excluded + draw(st.integers(0, 6))
    tally = Tally(yes=yes, no=no, abstain=abstain, excluded=excluded, present=present,
                  members=members)  # fmt: skip
    return tally, members + draw(st.integers(0, 4))


def conflicted_among(tally: Tally) -> st.SearchStrategy[Conflicted]:
    return st.builds(
        Conflicted,
        yes=st.integers(0, min(tally.yes or 0, 2)),
        no=st.integers(0, min(tally.no or 0, 2)),
        abstain=st.integers(0, min(tally.abstain or 0, 2)),
    )


@st.composite
def cases(draw: st.DrawFn, **fixed: Value) -> tuple[Rule, Tally, Circumstances]:
    """Draw a rule and a vote of which everything is known."""
    tally, by_law = draw(votes())
    circumstances = Circumstances(
        asked=draw(st.sampled_from(Asked)),
        form=draw(st.sampled_from(Form)),
        statutory_members=by_law,
        quorum=draw(st.sampled_from(QuorumState)),
        properly_convened=draw(st.booleans()),
        second_meeting=draw(st.booleans()),
        hint_given=draw(st.booleans()),
        notice_days=draw(st.sampled_from([2, 3])),
        conflicted=draw(conflicted_among(tally)),
        objected=draw(st.booleans()),
        chair=draw(st.booleans()),
    )
    return draw(rules(**fixed)), tally, circumstances


FORGETTABLE = ("yes", "no", "abstain", "present", "members")
FORGETTABLE_AROUND = ("statutory_members", "hint_given", "notice_days", "objected", "chair")


@st.composite
def forgotten(
    draw: st.DrawFn, tally: Tally, circumstances: Circumstances
) -> tuple[Tally, Circumstances]:
    """Draw what is left when nobody knows some of it any more."""
    numbers = draw(st.sets(st.sampled_from(FORGETTABLE), min_size=1))
    around = draw(st.sets(st.sampled_from(FORGETTABLE_AROUND)))
    known = replace(circumstances, **dict.fromkeys(around))
    if draw(st.booleans()):
        how = circumstances.conflicted
        known = replace(known, conflicted=Conflicted(unknown=how.total))
    return replace(tally, **dict.fromkeys(numbers)), known
