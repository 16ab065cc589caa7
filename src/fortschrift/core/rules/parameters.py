"""What rules can say: the parameters of a rule pack, and which values each of them takes.

The names are the field's; those a vote is judged by are read by ``quorum``, ``majority``,
``circulation`` and ``conflict``.  The others are kept for invitations, agendas and minutes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fortschrift.core.rules.shares import Share

Value = str | bool | int | Share | tuple[str, ...]


class RuleFault(ValueError):
    """A rule that cannot be meant: the parameter, a code for the reason, and what was given.

    The codes are ``unknown_parameter``, ``value`` and, from ``rule``, ``twice``, ``reversed``
    and ``source``.
    """

    def __init__(self, parameter: str, code: str, given: object = "") -> None:
        super().__init__(f"{parameter}: {code} {given!r}")
        self.parameter = parameter
        self.code = code
        self.given = given


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, given: object) -> Value:
        if given not in self.words:
            raise ValueError(given)
        return str(given)


@dataclass(frozen=True, slots=True)
class Several:
    """Any of a few words, each once."""

    words: tuple[str, ...]

    def read(self, given: object) -> Value:
        if not isinstance(given, list | tuple) or not set(given) <= set(self.words):
            raise ValueError(given)
        if len(set(given)) < len(given):
            raise ValueError(given)
        return tuple(given)


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def read(self, given: object) -> Value:
        if not isinstance(given, bool):
            raise ValueError(given)
        return given


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from nought up: days, months, persons."""

    def read(self, given: object) -> Value:
        if not isinstance(given, int) or isinstance(given, bool) or given < 0:
            raise ValueError(given)
        return given


@dataclass(frozen=True, slots=True)
class Fraction:
    """A share of a whole, written ``gt_1_2`` (more than) or ``ge_2_3`` (at least)."""

    def read(self, given: object) -> Value:
        return Share.parse(str(given))


@dataclass(frozen=True, slots=True)
class Enough:
    """What is enough: ``any`` number of persons, a number of them, or a share."""

    def read(self, given: object) -> Value:
        if given == "any":
            return 1
        if isinstance(given, int):
            return Number().read(given)
        return Share.parse(str(given))


Kind = Choice | Several | Flag | Number | Fraction | Enough

BASES = ("yes_no", "voting", "present", "members", "statutory_members")
_OF_MEMBERS = Choice(("present", "members", "statutory_members"))

PARAMETERS: Mapping[str, Kind] = {
    "majority.basis": Choice(BASES),
    "majority.threshold": Fraction(),
    "majority.reference": Choice(("members", "statutory_members")),
    "tie.motion": Choice(("rejected", "chair")),
    "tie.election": Choice(("lot", "runoff")),
    "abstention": Choice(("ignored", "counted", "forbidden")),
    "unanimity": Choice(("no_counter_vote", "all_yes")),
    "voting.unit": Choice(("person", "organization")),
    "quorum.threshold": Fraction(),
    "quorum.basis": Choice(("members", "statutory_members")),
    "quorum.presumption": Choice(("until_challenged", "at_decision")),
    "quorum.convening": Choice(("required", "waived_if_all_present")),
    "quorum.floor.share": Fraction(),
    "quorum.floor.persons": Number(),
    "quorum.conflict.when": Fraction(),
    "quorum.conflict.need": Enough(),
    "quorum.conflict.approval": Flag(),
    "quorum.conflict.reduces": Flag(),
    "second_meeting.need": Enough(),
    "second_meeting.hint_required": Flag(),
    "second_meeting.min_notice_days": Number(),
    "second_meeting.fallback": Choice(("none", "mayor")),
    "vote.default": Choice(("open", "secret")),
    "rollcall.need": Enough(),
    "rollcall.basis": _OF_MEMBERS,
    "secret.need": Enough(),
    "secret.basis": _OF_MEMBERS,
    "secret.forbidden": Flag(),
    "secret.precedes_rollcall": Flag(),
    "motion.form": Choice(("written", "written_or_minuted", "any")),
    "motion.names_cover": Flag(),
    "notice.days": Number(),
    "notice.first_meeting_days": Number(),
    "notice.counted": Choice(("receipt_to_meeting", "sending_to_meeting", "neither_day")),
    "notice.shortened_days": Number(),
    "agenda.extension.need": Enough(),
    "agenda.extension.basis": _OF_MEMBERS,
    "circular_resolution.allowed": Flag(),
    "circular_resolution.veto": Choice(("any_member",)),
    "minutes.own_vote_on_demand": Flag(),
    "minutes.names_on_rollcall": Flag(),
    "minutes.approval": Choice(("next_meeting",)),
    "conflict.effect": Choice(("decisive_only", "always_void")),
    "conflict.heal_after_months": Number(),
    "video.allowed_by": Choice(("law", "charter", "standing_orders", "nobody")),
    "video.excludes": Several(("secret_vote", "secret_election", "classified")),
    "objection.who": Choice(("mayor",)),
    "objection.days": Number(),
    "objection.suspends": Flag(),
    "public_result_notice": Flag(),
}


def read_value(parameter: str, given: object) -> Value:
    """Read a value as data files write it.

    Raises RuleFault with the code ``unknown_parameter`` or ``value``.

    >>> str(read_value("majority.threshold", "gt_1_2"))
    'gt_1_2'
    >>> read_value("second_meeting.need", "any")
    1
    """
    kind = PARAMETERS.get(parameter)
    if kind is None:
        raise RuleFault(parameter, "unknown_parameter")
    try:
        return kind.read(given)
    except (ValueError, TypeError) as error:
        raise RuleFault(parameter, "value", given) from error
