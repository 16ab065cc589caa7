"""A body goes through what a reading brought in: advice, votes, what becomes text."""

from typing import ClassVar

from pydantic import model_validator

from fortschrift.demo.schema.base import (
    NEVER_SAID,
    BodyKey,
    ConsiderationKey,
    ItemKey,
    Key,
    ProposalKey,
    ReadingKey,
    RulingKey,
    StrandKey,
    Strict,
    When,
    exactly_one,
)
from fortschrift.demo.schema.council import Count, NamedVote
from fortschrift.demo.schema.drafts import Edit


class Consideration(Strict):
    """The proposals of a reading come before a body, with those it ``carries`` from before."""

    defines: ClassVar = "consideration"

    key: Key
    reading: ReadingKey
    organization: BodyKey
    strand: StrandKey
    carries: tuple[ProposalKey, ...] = ()


class LateProposals(Strict):
    """What was released since comes before the body, too."""

    consideration: ConsiderationKey


class Advised(Strict):
    """The same advice on several proposals."""

    proposals: tuple[ProposalKey, ...]
    advice: str
    reason: str = ""
    is_undisputed: bool = False


class Advice(Strict):
    """What the office recommends."""

    consideration: ConsiderationKey
    advised: tuple[Advised, ...]


class Grouping(Strict):
    """Proposals decided together with one that leads them."""

    consideration: ConsiderationKey
    leader: ProposalKey
    proposals: tuple[ProposalKey, ...]


class Alternatives(Strict):
    """Proposals of which only one can become text; the first is set against the others."""

    proposals: tuple[ProposalKey, ...]


class Ballot(Strict):
    """How it was voted, as far as it is known."""

    outcome: str
    manner: str
    verbatim: str = ""
    form: str = "unknown"
    requirement: str = "ordinary"
    present: int | None = None
    counts_reason: str = ""
    note: str = ""
    counts: tuple[Count, ...] = ()
    votes: tuple[NamedVote, ...] = ()


class Held(Strict):
    """On what occasion: the agenda item of a meeting, or a day, and the vote."""

    agenda_item: ItemKey | None = None
    date: When = NEVER_SAID
    ballot: Ballot | None = None


class Ruled(Strict):
    """The same result for several proposals, or for one part of one; ``edits`` are other words."""

    proposals: tuple[ProposalKey, ...]
    result: str
    part: str = ""
    reason: str = ""
    edits: tuple[Edit, ...] = ()


class Ruling(Held):
    """A decision on proposals; those ``left_out`` overlap and wait until that is resolved."""

    defines: ClassVar = "ruling"

    key: Key
    consideration: ConsiderationKey
    title: str
    note: str = ""
    is_merged: bool = True
    rulings: tuple[Ruled, ...]
    left_out: tuple[ProposalKey, ...] = ()


class Merging(Strict):
    """What was adopted and not merged at once becomes text, as a set."""

    consideration: ConsiderationKey


class WorkedOut(Strict):
    """The words of a proposal that was adopted in substance."""

    consideration: ConsiderationKey
    proposal: ProposalKey
    consent: str
    reason: str = ""
    edits: tuple[Edit, ...]


class Overlap(Held):
    """How an overlap is resolved: by a joint text (``edits``) or for one that is ``chosen``."""

    consideration: ConsiderationKey
    proposals: tuple[ProposalKey, ...]
    kind: str
    title: str = ""
    consent: str = "not_asked"
    reason: str = ""
    chosen: ProposalKey | None = None
    edits: tuple[Edit, ...] = ()

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> "Overlap":
        return self if self.kind == "kept" else exactly_one(self, "chosen", "edits")


class Correction(Held):
    """The right record in place of a wrong one."""

    corrects: RulingKey
    correction: str
    rulings: tuple[Ruled, ...]


class Withdrawal(Strict):
    """A proposal taken back when a body had it before it already, on the text of that body."""

    proposal: ProposalKey
    strand: StrandKey
    reason: str
