"""The act of recording a vote: the word, the text, and every number that is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.council.actions.checks import check_belonging, identity
from fortschrift.council.actions.papers import meeting_of
from fortschrift.council.findings import codes, of_vote
from fortschrift.council.models import (
    AgendaItem,
    Count,
    Meeting,
    Organization,
    Person,
    Vote,
    VoteEvent,
)
from fortschrift.council.permissions import may_record_meetings
from fortschrift.council.signals import vote_recorded
from fortschrift.sources.models import Claim, Visibility


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of votes, in total or of one group; ``value`` None is unknown, with ``reason``.

    ``group_label`` serves where a source names a party and no group of this council is known.
    """

    option: str
    value: int | None = None
    group: Organization | None = None
    group_label: str = ""
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """One vote by name, with the group the voter belonged to on that day."""

    voter: Person
    option: str
    group: Organization | None = None


@action(_("{actor} hat eine Abstimmung in „{organization}“ festgehalten: {subject} – {result}."))
def record_vote(
    entry: Entry,
    organization: Organization,
    *,
    subject: str,
    outcome: str,
    manner: str,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    meeting: Meeting | None = None,
    agenda_item: AgendaItem | None = None,
    verbatim: str = "",
    form: str = VoteEvent.Form.UNKNOWN,
    requirement: str = VoteEvent.Requirement.ORDINARY,
    present: int | None = None,
    counts: Sequence[Counted] = (),
    counts_reason: str = "",
    votes: Sequence[Cast] = (),
    note: str = "",
    visibility: str = Visibility.PUBLIC,
    claims: Sequence[Claim] = (),
) -> VoteEvent:
    """Record a vote as it fell; nothing is computed, what does not add up becomes a finding.

    A number nobody published is left out or given as Counted with a reason; ``requirement`` is
    the majority that the matter needed.  Sends
    ``vote_recorded`` in the same transaction.
    """
    require(may_record_meetings(actor, organization.municipality))
    check_belonging(
        organization.municipality, meeting=meeting, agenda_item=agenda_item, claims=claims,
        counts=[given.group for given in counts],
        votes=[row for given in votes for row in (given.voter, given.group)],
    )  # fmt: skip
    _check_once(counts, votes)
    event = entry.create(
        VoteEvent, organization=organization, meeting=meeting_of(meeting, agenda_item),
        agenda_item=agenda_item, subject=subject, outcome=outcome, manner=manner,
        verbatim=verbatim, form=form, requirement=requirement, present=present,
        counts_reason=counts_reason, note=note, visibility=visibility, **identity(id),
    )  # fmt: skip
    _keep_numbers(entry, event, counts, votes)
    entry.link(event.claims, claims)
    entry.tell(
        organization=organization, subject=subject, result=words_of(event),
        findings=codes(of_vote(event)),
    )  # fmt: skip
    vote_recorded.send(VoteEvent, vote_event=event, actor=actor, now=now)
    return event


def words_of(event: VoteEvent) -> str:
    """Say a result in few words: as printed where the source has words, otherwise ours."""
    return event.verbatim or f"{event.get_outcome_display()}, {event.get_manner_display()}"


def _check_once(counts: Sequence[Counted], votes: Sequence[Cast]) -> None:
    if _repeats((given.option, given.group, given.group_label) for given in counts):
        raise ValidationError({"counts": _("Dieselbe Stimmenzahl ist zweimal angegeben.")})
    if any(given.group is not None and given.group_label for given in counts):
        raise ValidationError(
            {"counts": _("Eine Stimmenzahl gehört zu einer Gruppe oder zu einem Namen.")}
        )
    if any(given.value is not None and given.value < 0 for given in counts):
        raise ValidationError({"counts": _("Eine Stimmenzahl ist nie kleiner als null.")})
    if _repeats(given.voter for given in votes):
        raise ValidationError({"votes": _("Eine Person hat zweimal abgestimmt.")})


def _repeats(keys: Iterable[object]) -> bool:
    listed = list(keys)
    return len(set(listed)) < len(listed)


def _keep_numbers(
    entry: Entry, event: VoteEvent, counts: Sequence[Counted], votes: Sequence[Cast]
) -> None:
    numbers = [
        Count(
            vote_event=event, option=given.option, value=given.value, group=given.group,
            group_label=given.group_label, reason=given.reason, note=given.note,
        )
        for given in counts
    ]  # fmt: skip
    ballots = [
        Vote(vote_event=event, voter=given.voter, option=given.option, group=given.group)
        for given in votes
    ]
    for row in (*numbers, *ballots):
        row.clean_fields(exclude=["vote_event", "group", "voter"])
    if numbers:
        entry.create_many(Count, numbers)
    if ballots:
        entry.create_many(Vote, ballots)
