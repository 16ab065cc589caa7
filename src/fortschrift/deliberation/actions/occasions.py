"""On what occasion a body decides, and how it voted there, as far as it is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from fortschrift.accounts.models import User
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.actions import Cast, Counted, record_vote
from fortschrift.council.models import AgendaItem, Meeting, Organization, VoteEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """How it was voted, as it fell; the fields are those of ``record_vote``."""

    outcome: str
    manner: str
    verbatim: str = ""
    form: str = VoteEvent.Form.UNKNOWN
    requirement: str = VoteEvent.Requirement.ORDINARY
    present: int | None = None
    counts: Sequence[Counted] = ()
    counts_reason: str = ""
    votes: Sequence[Cast] = field(default=(), repr=False)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When and where a body decided, and how it voted; all of it may be unknown.

    ``vote_event`` is the vote where it stands on record already, instead of a ballot;
    ``visibility`` is who may see the decision, by default as few as of the body and the meeting.
    """

    ballot: Ballot | None = None
    vote_event: VoteEvent | None = None
    meeting: Meeting | None = None
    agenda_item: AgendaItem | None = None
    date: PartialDate | str = UNKNOWN
    date_note: str = ""
    visibility: str | None = None

    @property
    def sitting(self) -> Meeting | None:
        return self.meeting or (self.agenda_item.meeting if self.agenda_item else None)


#: Nothing is known of when, where and how.
UNSAID = Occasion()


@dataclass(frozen=True, slots=True)
class Acting:
    """Who records it and when, handed on to the acts within an act."""

    actor: User | None
    now: datetime

    @property
    def who(self) -> dict[str, Any]:
        return {"actor": self.actor, "now": self.now}


def said_of(ballot: Ballot) -> dict[str, Any]:
    """Give a ballot as the fields of ``record_vote``."""
    return {each.name: getattr(ballot, each.name) for each in fields(Ballot)}


def vote_on(
    occasion: Occasion, organization: Organization, subject: str, acting: Acting
) -> VoteEvent | None:
    """Record the vote of an occasion, if there was one and it does not stand on record."""
    if occasion.ballot is None:
        return occasion.vote_event
    given = said_of(occasion.ballot)
    if occasion.visibility:
        given["visibility"] = occasion.visibility
    return record_vote(
        organization, subject=subject[:400], meeting=occasion.meeting,
        agenda_item=occasion.agenda_item, **given, **acting.who,
    )  # fmt: skip
