"""Whether a majority is reached, for every number of votes that there can have been."""

from dataclasses import dataclass

from fortschrift.core.rules.circumstances import Asked, Circumstances
from fortschrift.core.rules.numbers import Numbers, Span, numbers
from fortschrift.core.rules.reasons import Gate, Reason, ReasonCode, reason, unique, unknown_rule
from fortschrift.core.rules.rule import Rule
from fortschrift.core.rules.shares import (
    ALL,
    MORE_THAN_HALF,
    THREE_QUARTERS,
    TWO_THIRDS,
    Share,
)
from fortschrift.core.rules.tally import Tally

#: Which votes make the whole beside yes; the other bases are numbers of people.
_CAST = {"yes_no": ("no",), "voting": ("no", "abstain")}
_OF_MEMBERS = {
    Asked.MEMBERS: MORE_THAN_HALF,
    Asked.TWO_THIRDS_OF_MEMBERS: TWO_THIRDS,
    Asked.THREE_QUARTERS_OF_MEMBERS: THREE_QUARTERS,
}
_ABSTENTIONS = {
    "ignored": ReasonCode.ABSTENTIONS_IGNORED,
    "counted": ReasonCode.ABSTENTIONS_COUNTED,
    "forbidden": ReasonCode.ABSTENTION_FORBIDDEN,
}


@dataclass(frozen=True, slots=True)
class Demand:
    """So large a share of that basis, as these parameters say."""

    share: Share
    basis: str
    parameters: tuple[str, ...]
    #: How a tie of yes and no is broken, where that is a question of its own.
    tie: str = ""


def majority(rule: Rule, tally: Tally, circumstances: Circumstances) -> Gate:
    """Say whether the majority that is asked for is reached."""
    demand = _demand(rule, circumstances.asked)
    if isinstance(demand, Gate):
        return demand
    counted = numbers(tally, circumstances.statutory_members)
    chair = circumstances.chair
    least = _carries(demand, _worst(counted, demand.basis), chair is True)
    most = _carries(demand, _best(counted, demand.basis), chair is not False)
    remarks = _on_abstentions(rule, tally)
    if least != most:
        return Gate(
            None,
            (reason(ReasonCode.MAJORITY_UNKNOWN, rule, *demand.parameters), *remarks),
            _missing(demand, tally, circumstances),
        )
    said = _said(rule, demand, counted, circumstances.asked, carried=least)
    return Gate(least, (said, *remarks))


def _demand(rule: Rule, asked: Asked) -> Demand | Gate:
    """Say what is asked for, or that the rule lacks what would say so."""
    if asked in _OF_MEMBERS:
        reference = rule.value("majority.reference")
        if reference is None:
            return unknown_rule(rule, "majority.reference")
        return Demand(_OF_MEMBERS[asked], str(reference), ("majority.reference",))
    basis, threshold = rule.value("majority.basis"), rule.value("majority.threshold")
    if asked is Asked.UNANIMITY:
        return _unanimity(rule, basis)
    if basis is None or threshold is None:
        return unknown_rule(rule, "majority.basis", "majority.threshold")
    if asked is Asked.TWO_THIRDS:
        return Demand(TWO_THIRDS, str(basis), ("majority.basis",))
    assert isinstance(threshold, Share), "read_value makes no other"
    tie = str(rule.value("tie.motion") or "") if basis == "yes_no" and threshold.is_half else ""
    return Demand(threshold, str(basis), ("majority.basis", "majority.threshold"), tie)


def _unanimity(rule: Rule, basis: object) -> Demand | Gate:
    """Ask for no vote against, or for all who count being in favour."""
    reading = rule.value("unanimity")
    if reading is None or (reading == "all_yes" and basis is None):
        return unknown_rule(rule, "unanimity", "majority.basis")
    if reading == "no_counter_vote":
        return Demand(ALL, "yes_no", ("unanimity",))
    return Demand(ALL, "voting" if basis == "yes_no" else str(basis), ("unanimity",))


def _best(counted: Numbers, basis: str) -> tuple[int, int, int]:
    """Give yes, no and the whole at their best for adoption."""
    yes = counted.yes.most
    if basis not in _CAST:
        return yes, counted.no.least, _people(counted, basis).least
    others = sum(_votes(counted, option).least for option in _CAST[basis])
    return yes, counted.no.least, yes + others


def _worst(counted: Numbers, basis: str) -> tuple[int, int, int]:
    """Give yes, no and the whole at their worst; nobody votes beyond the limit."""
    yes = counted.yes.least
    if basis not in _CAST:
        return yes, counted.no.most, _people(counted, basis).most
    others = sum(_votes(counted, option).most for option in _CAST[basis])
    return yes, counted.no.most, min(yes + others, counted.limit)


def _votes(counted: Numbers, option: str) -> Span:
    return counted.no if option == "no" else counted.abstain


def _people(counted: Numbers, basis: str) -> Span:
    if basis == "present":
        return counted.present
    return counted.members if basis == "members" else counted.statutory_members


def _carries(demand: Demand, votes: tuple[int, int, int], chair: bool) -> bool:
    yes, no, whole = votes
    if demand.tie and yes == no:
        return demand.tie == "chair" and chair
    return demand.share.reached_by(yes, whole)


def _said(rule: Rule, demand: Demand, counted: Numbers, asked: Asked, *, carried: bool) -> Reason:
    tied = counted.yes.is_known and counted.yes == counted.no and demand.share.is_half
    if tied and asked is Asked.ORDINARY and demand.basis == "yes_no":
        code = ReasonCode.CASTING_VOTE if carried else ReasonCode.TIE
        parameters = ("tie.motion",) if demand.tie else demand.parameters
        return reason(code, rule, *parameters, yes=counted.yes.least, no=counted.no.least)
    if asked is Asked.UNANIMITY:
        code = ReasonCode.UNANIMOUS if carried else ReasonCode.NOT_UNANIMOUS
    else:
        code = ReasonCode.MAJORITY_REACHED if carried else ReasonCode.MAJORITY_MISSED
    return reason(code, rule, *demand.parameters, **_values(demand, counted))


def _values(demand: Demand, counted: Numbers) -> dict[str, int | str]:
    """Name the share and its basis, and the numbers as far as they are known."""
    values: dict[str, int | str] = {"share": str(demand.share), "basis": demand.basis}
    whole = _worst(counted, demand.basis)[2]
    if counted.yes.is_known:
        values["yes"] = counted.yes.least
    if whole == _best(counted, demand.basis)[2]:
        values["whole"] = whole
    return values


def _on_abstentions(rule: Rule, tally: Tally) -> tuple[Reason, ...]:
    code = _ABSTENTIONS.get(str(rule.value("abstention")))
    if not tally.abstain or code is None:
        return ()
    return (reason(code, rule, "abstention", abstain=tally.abstain),)


def _missing(demand: Demand, tally: Tally, circumstances: Circumstances) -> tuple[str, ...]:
    """Name what would decide: the numbers that count, or the chair's word at a tie."""
    others = _CAST.get(demand.basis, (demand.basis,))
    known = {
        "yes": tally.yes, "no": tally.no, "abstain": tally.abstain, "present": tally.present,
        "members": tally.members, "statutory_members": circumstances.statutory_members,
    }  # fmt: skip
    lacking = unique([name for name in ("yes", *others) if known[name] is None])
    return lacking or ("chair",)
