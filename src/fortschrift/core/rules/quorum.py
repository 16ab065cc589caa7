"""Whether a body could decide at all: presumed, counted, in a second meeting, after exclusions."""

from dataclasses import dataclass

from fortschrift.core.rules.circumstances import Circumstances, QuorumState
from fortschrift.core.rules.numbers import Numbers, Span, numbers
from fortschrift.core.rules.reasons import Gate, Reason, ReasonCode, reason, unique, unknown_rule
from fortschrift.core.rules.rule import Rule
from fortschrift.core.rules.shares import Need, Share
from fortschrift.core.rules.tally import Tally


@dataclass(frozen=True, slots=True)
class _Room:
    """Who was there and who belongs there, with what the rule and the circumstances say."""

    rule: Rule
    tally: Tally
    circumstances: Circumstances
    counted: Numbers

    @property
    def whole(self) -> Span:
        """Those of whom a quorum is reckoned."""
        by_law = self.rule.value("quorum.basis") == "statutory_members"
        return self.counted.statutory_members if by_law else self.counted.members

    @property
    def excluded(self) -> int:
        """Whoever is not named as excluded was not."""
        return self.tally.excluded or 0

    def missing(self) -> tuple[str, ...]:
        names = [] if self.tally.present is not None else ["present"]
        if not self.whole.is_known:
            names.append(str(self.rule.value("quorum.basis")))
        return tuple(names)


def quorum(rule: Rule, tally: Tally, circumstances: Circumstances) -> Gate:
    """Say whether the body could decide; a quorum presumed is one until somebody doubts it."""
    room = _Room(rule, tally, circumstances, numbers(tally, circumstances.statutory_members))
    if circumstances.quorum is QuorumState.LACKING:
        return Gate(False, (reason(ReasonCode.QUORUM_LACKING, rule, "quorum.threshold"),))
    if circumstances.properly_convened is False:
        return _not_convened(room)
    if circumstances.quorum is QuorumState.ESTABLISHED:
        return Gate(True, (reason(ReasonCode.QUORUM_ESTABLISHED, rule, "quorum.threshold"),))
    presumed = rule.value("quorum.presumption") == "until_challenged"
    if not presumed or circumstances.quorum is QuorumState.DOUBTED:
        return _enough(room)
    if floor := _below_floor(room):
        return _enough(room).after(floor)
    return Gate(True, (reason(ReasonCode.QUORUM_PRESUMED, rule, "quorum.presumption"),))


def _not_convened(room: _Room) -> Gate:
    """Decide without a proper invitation: where the rule allows it, all there, none objecting."""
    rule, counted = room.rule, room.counted
    convening = rule.value("quorum.convening")
    if convening is None:
        return unknown_rule(rule, "quorum.convening")
    failed = Gate(False, (reason(ReasonCode.NOT_CONVENED, rule, "quorum.convening"),))
    doubted = room.circumstances.quorum is QuorumState.DOUBTED
    if convening == "required" or doubted or counted.present.most < counted.members.least:
        return failed
    if counted.present.least >= counted.members.most:
        return Gate(True, (reason(ReasonCode.ALL_PRESENT, rule, "quorum.convening"),))
    return Gate(None, (reason(ReasonCode.QUORUM_UNKNOWN, rule, "quorum.convening"),), ("present",))


def _below_floor(room: _Room) -> Reason | None:
    """Find the floor below which the chair must act unasked, if surely too few were there."""
    there = room.counted.present.most
    for parameter in ("quorum.floor.share", "quorum.floor.persons"):
        need = room.rule.value(parameter)
        if isinstance(need, Share | int) and _reached(need, Span.of(there), room.whole) is False:
            return reason(ReasonCode.BELOW_FLOOR, room.rule, parameter, present=there)
    return None


def _enough(room: _Room) -> Gate:
    """Count who was there against what is needed in this meeting."""
    lacking = unknown_rule(room.rule, "quorum.threshold", "quorum.basis")
    if lacking.missing:
        return lacking
    ordinary = _after_exclusions(room)
    return _in_second_meeting(room, ordinary) if room.circumstances.second_meeting else ordinary


def _after_exclusions(room: _Room) -> Gate:
    """Take account of those excluded: a number of its own where more than so many are."""
    rule = room.rule
    less = room.excluded if rule.value("quorum.conflict.reduces") else 0
    ordinary = _counted(room, "quorum.threshold", room.whole.less(less))
    when, need = rule.value("quorum.conflict.when"), rule.value("quorum.conflict.need")
    if not isinstance(when, Share) or need is None:
        return ordinary
    so = _counted(room, "quorum.conflict.need", room.whole).after(*_conflict_reasons(room))
    applies = _reached(when, Span.of(room.excluded), room.whole)
    return _either(room, applies, so, ordinary, room.missing())


def _conflict_reasons(room: _Room) -> list[Reason]:
    needs = [reason(ReasonCode.CONFLICT_QUORUM, room.rule, "quorum.conflict.when",
                    excluded=room.excluded)]  # fmt: skip
    if room.rule.value("quorum.conflict.approval"):
        approval = "quorum.conflict.approval"
        needs.append(reason(ReasonCode.APPROVAL_NEEDED, room.rule, approval))
    return needs


def _in_second_meeting(room: _Room, ordinary: Gate) -> Gate:
    """Let fewer decide where the invitation said so and came in time."""
    rule, circumstances = room.rule, room.circumstances
    if rule.value("second_meeting.need") is None:
        return unknown_rule(rule, "second_meeting.need")
    code = ReasonCode.SECOND_MEETING
    so = _counted(room, "second_meeting.need", room.whole)
    so = so.after(reason(code, rule, "second_meeting.need"))
    days = rule.value("second_meeting.min_notice_days")
    if isinstance(days, int):
        given = circumstances.notice_days
        short = reason(
            ReasonCode.NOTICE_TOO_SHORT, rule, "second_meeting.min_notice_days", days=days
        )
        in_time = None if given is None else given >= days
        so = _either(room, in_time, so, ordinary.after(short), ("notice_days",))
    if rule.value("second_meeting.hint_required"):
        silent = reason(ReasonCode.HINT_MISSING, rule, "second_meeting.hint_required")
        so = _either(room, circumstances.hint_given, so, ordinary.after(silent), ("hint_given",))
    return so


def _either(
    room: _Room, condition: bool | None, so: Gate, otherwise: Gate, missing: tuple[str, ...]
) -> Gate:
    """Choose by a condition; one that is not known matters only where the ways part."""
    if condition is not None:
        return so if condition else otherwise
    if so.passed is not None and so.passed is otherwise.passed:
        return so
    unknown = reason(ReasonCode.QUORUM_UNKNOWN, room.rule, "quorum.threshold")
    return Gate(None, (unknown,), unique((*missing, *so.missing, *otherwise.missing)))


def _counted(room: _Room, parameter: str, whole: Span) -> Gate:
    need = room.rule.value(parameter)
    assert isinstance(need, int | Share), "the caller has seen that it is there"
    passed = _reached(need, room.counted.present, whole)
    if passed is None:
        unknown = reason(ReasonCode.QUORUM_UNKNOWN, room.rule, parameter)
        return Gate(None, (unknown,), room.missing())
    code = ReasonCode.QUORUM_MET if passed else ReasonCode.QUORUM_LACKING
    values = {"present": room.counted.present.least} if room.counted.present.is_known else {}
    if whole.is_known:
        values["whole"] = whole.least
    return Gate(passed, (reason(code, room.rule, parameter, **values),))


def _reached(need: Need, there: Span, whole: Span) -> bool | None:
    """Whether so many are surely enough, surely too few, or neither."""
    least, most = there.least, there.most
    if isinstance(need, int):
        surely, maybe = least >= need, most >= need
    else:
        surely, maybe = need.reached_by(least, whole.most), need.reached_by(most, whole.least)
    return surely if surely == maybe else None
