"""What came of a vote under a rule: adopted, not adopted, or not to be said; and why.

"Adopted" is said only where it holds for every number of votes that there can have been.
"""

from dataclasses import dataclass
from enum import StrEnum

from fortschrift.core.rules.circumstances import Circumstances, Form
from fortschrift.core.rules.conflict import conflict
from fortschrift.core.rules.majority import majority
from fortschrift.core.rules.quorum import quorum
from fortschrift.core.rules.reasons import (
    Gate,
    Reason,
    ReasonCode,
    all_of,
    reason,
    unique,
    unknown_rule,
)
from fortschrift.core.rules.rule import Rule
from fortschrift.core.rules.tally import Tally


class Verdict(StrEnum):
    """What can be said of a vote."""

    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    OPEN = "open"


_VERDICTS = {True: Verdict.ADOPTED, False: Verdict.NOT_ADOPTED, None: Verdict.OPEN}


@dataclass(frozen=True, slots=True)
class ComputedOutcome:
    """The answer with its reasons in order; ``missing`` names what would settle an open one."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()


def outcome(rule: Rule, tally: Tally, circumstances: Circumstances) -> ComputedOutcome:
    """Judge a vote: could the body decide, was the majority reached, does a conflict spoil it."""
    able = _by_circulation if circumstances.form is Form.CIRCULATION else quorum
    gates = [able(rule, tally, circumstances), majority(rule, tally, circumstances)]
    if gates[1].passed is not False:
        # What was not carried cannot be spoilt.
        gates.append(conflict(rule, tally, circumstances))
    verdict = _VERDICTS[all_of(gates)]
    reasons = [each for gate in gates for each in gate.reasons]
    missing = [name for gate in gates for name in gate.missing if gate.passed is None]
    return ComputedOutcome(
        verdict,
        (*reasons, *_on_secrecy(rule, circumstances)),
        unique(missing) if verdict is Verdict.OPEN else (),
    )


def _by_circulation(rule: Rule, tally: Tally, circumstances: Circumstances) -> Gate:
    """Ask instead of a quorum whether the rule allows it and nobody objected."""
    allowed, veto = "circular_resolution.allowed", "circular_resolution.veto"
    if rule.value(allowed) is None:
        return unknown_rule(rule, allowed)
    if not rule.value(allowed):
        return Gate(False, (reason(ReasonCode.CIRCULATION_NOT_ALLOWED, rule, allowed),))
    if rule.value(veto) is None or circumstances.objected is False:
        return Gate(True, (reason(ReasonCode.CIRCULATION_ALLOWED, rule, allowed, veto),))
    if circumstances.objected:
        return Gate(False, (reason(ReasonCode.CIRCULATION_OBJECTED, rule, veto),))
    return Gate(None, (reason(ReasonCode.CIRCULATION_UNKNOWN, rule, veto),), ("objected",))


def _on_secrecy(rule: Rule, circumstances: Circumstances) -> tuple[Reason, ...]:
    if circumstances.form is Form.SECRET and rule.value("secret.forbidden"):
        return (reason(ReasonCode.SECRET_FORBIDDEN, rule, "secret.forbidden"),)
    return ()
