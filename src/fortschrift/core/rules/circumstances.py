"""What was the matter around a vote, beside the numbers: as far as anybody recorded it."""

from dataclasses import dataclass
from enum import StrEnum


class Asked(StrEnum):
    """The majority that a matter needs."""

    ORDINARY = "ordinary"
    TWO_THIRDS = "two_thirds"
    MEMBERS = "members"
    TWO_THIRDS_OF_MEMBERS = "two_thirds_of_members"
    THREE_QUARTERS_OF_MEMBERS = "three_quarters_of_members"
    UNANIMITY = "unanimity"


class Form(StrEnum):
    """How it was voted."""

    OPEN = "open"
    BY_NAME = "by_name"
    SECRET = "secret"
    CIRCULATION = "circulation"
    UNKNOWN = "unknown"


class QuorumState(StrEnum):
    """What was said on the quorum before this vote."""

    NOT_SAID = "not_said"
    ESTABLISHED = "established"
    DOUBTED = "doubted"
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Conflicted:
    """Votes by persons who should have been excluded; ``unknown`` are those not known how."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.yes + self.no + self.abstain + self.unknown


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known beside a tally; None is not known.

    ``statutory_members`` is the number by law or by-law, while ``Tally.members`` are the seats
    filled.  ``chair`` is how the chair decided at a tie, ``objected`` whether somebody objected
    to a resolution by circulation, ``hint_given`` whether the invitation to a second meeting
    said so expressly.
    """

    asked: Asked = Asked.ORDINARY
    form: Form = Form.UNKNOWN
    statutory_members: int | None = None
    quorum: QuorumState = QuorumState.NOT_SAID
    properly_convened: bool | None = None
    second_meeting: bool = False
    hint_given: bool | None = None
    notice_days: int | None = None
    conflicted: Conflicted = Conflicted()
    objected: bool | None = None
    chair: bool | None = None
