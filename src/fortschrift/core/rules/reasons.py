"""Why a vote came out as it did: codes with their numbers and the settings they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fortschrift.core.rules.rule import Rule, Setting


class ReasonCode(StrEnum):
    """What spoke for or against; the words for it are the page's."""

    QUORUM_PRESUMED = "quorum_presumed"
    QUORUM_ESTABLISHED = "quorum_established"
    QUORUM_MET = "quorum_met"
    QUORUM_LACKING = "quorum_lacking"
    QUORUM_UNKNOWN = "quorum_unknown"
    BELOW_FLOOR = "below_floor"
    NOT_CONVENED = "not_convened"
    ALL_PRESENT = "all_present"
    SECOND_MEETING = "second_meeting"
    HINT_MISSING = "hint_missing"
    NOTICE_TOO_SHORT = "notice_too_short"
    CONFLICT_QUORUM = "conflict_quorum"
    APPROVAL_NEEDED = "approval_needed"
    MAJORITY_REACHED = "majority_reached"
    MAJORITY_MISSED = "majority_missed"
    MAJORITY_UNKNOWN = "majority_unknown"
    TIE = "tie"
    CASTING_VOTE = "casting_vote"
    UNANIMOUS = "unanimous"
    NOT_UNANIMOUS = "not_unanimous"
    ABSTENTIONS_IGNORED = "abstentions_ignored"
    ABSTENTIONS_COUNTED = "abstentions_counted"
    ABSTENTION_FORBIDDEN = "abstention_forbidden"
    CONFLICT_DECISIVE = "conflict_decisive"
    CONFLICT_NOT_DECISIVE = "conflict_not_decisive"
    CONFLICT_UNKNOWN = "conflict_unknown"
    CONFLICT_VOID = "conflict_void"
    SECRET_FORBIDDEN = "secret_forbidden"
    CIRCULATION_ALLOWED = "circulation_allowed"
    CIRCULATION_NOT_ALLOWED = "circulation_not_allowed"
    CIRCULATION_OBJECTED = "circulation_objected"
    CIRCULATION_UNKNOWN = "circulation_unknown"
    RULE_UNKNOWN = "rule_unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the answer, with the numbers it names and the settings it rests on."""

    code: ReasonCode
    settings: tuple[Setting, ...] = ()
    values: tuple[tuple[str, int | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing a resolution must pass; None when that cannot be said for want of ``missing``."""

    passed: bool | None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()

    def after(self, *reasons: Reason) -> "Gate":
        """Put reasons in front."""
        return Gate(self.passed, (*reasons, *self.reasons), self.missing)


def reason(code: ReasonCode, rule: Rule, *parameters: str, **values: int | str) -> Reason:
    """Make a reason that rests on parameters of a rule."""
    found = (rule.setting(parameter) for parameter in parameters)
    return Reason(code, tuple(each for each in found if each), tuple(values.items()))


def unknown_rule(rule: Rule, *parameters: str) -> Gate:
    """Say that a rule lacks what would decide."""
    lacking = tuple(p for p in parameters if rule.value(p) is None)
    reasons = (reason(ReasonCode.RULE_UNKNOWN, rule, p, parameter=p) for p in lacking)
    return Gate(None, tuple(reasons), lacking)


def all_of(gates: Sequence[Gate]) -> bool | None:
    """Whether all are passed: one that fails decides, one not known leaves it open.

    >>> all_of([Gate(True), Gate(None)]) is None, all_of([Gate(None), Gate(False)])
    (True, False)
    """
    answers = {gate.passed for gate in gates}
    if False in answers:
        return False
    return None if None in answers else True


def unique(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
