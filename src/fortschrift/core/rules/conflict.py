"""Whether votes of persons who should have been excluded spoil a resolution."""

from dataclasses import replace

from fortschrift.core.rules.circumstances import Circumstances
from fortschrift.core.rules.majority import majority
from fortschrift.core.rules.reasons import Gate, ReasonCode, reason, unique, unknown_rule
from fortschrift.core.rules.rule import Rule
from fortschrift.core.rules.tally import Tally


def conflict(rule: Rule, tally: Tally, circumstances: Circumstances) -> Gate:
    """Say whether a majority stands without them, or whether their part alone spoils it."""
    if not circumstances.conflicted.total:
        return Gate(True)
    effect = rule.value("conflict.effect")
    if effect is None:
        return unknown_rule(rule, "conflict.effect")
    if effect == "always_void":
        return Gate(False, (reason(ReasonCode.CONFLICT_VOID, rule, "conflict.effect"),))
    against, for_it = (
        majority(rule, _without(tally, circumstances, unknown_as), circumstances)
        for unknown_as in ("yes", "no")
    )
    number = circumstances.conflicted.total
    if against.passed is for_it.passed is not None:
        held = against.passed
        code = ReasonCode.CONFLICT_NOT_DECISIVE if held else ReasonCode.CONFLICT_DECISIVE
        return Gate(held, (reason(code, rule, "conflict.effect", votes=number),))
    unknown = reason(ReasonCode.CONFLICT_UNKNOWN, rule, "conflict.effect", votes=number)
    how = ("conflicted",) if circumstances.conflicted.unknown else ()
    return Gate(None, (unknown,), unique((*how, *against.missing, *for_it.missing)))


def _without(tally: Tally, circumstances: Circumstances, unknown_as: str) -> Tally:
    """Take the votes out; those not known how are taken from one side."""
    votes = circumstances.conflicted
    taken = {"yes": votes.yes, "no": votes.no, "abstain": votes.abstain}
    taken[unknown_as] += votes.unknown
    return replace(
        tally,
        yes=_less(tally.yes, taken["yes"]),
        no=_less(tally.no, taken["no"]),
        abstain=_less(tally.abstain, taken["abstain"]),
        present=_less(tally.present, votes.total),
    )


def _less(number: int | None, taken: int) -> int | None:
    return None if number is None else max(number - taken, 0)
