"""The act of recording a vote: the word, the text, and every number that is known."""

from collections.abc import Collection, Iterable, Sequence
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
    Exclusion,
    Meeting,
    Organization,
    Person,
    Quorum,
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


@dataclass(frozen=True, slots=True)
class Excluded:
    """Somebody kept from the vote by a conflict of interest, by name or in words.

    ``took_part`` says how that person voted all the same, "" that they did not.
    """

    person: Person | None = None
    label: str = ""
    took_part: str = ""
    note: str = ""


class VotedMeanwhile(ValidationError):
    """Somebody else has recorded a vote on the item that whoever records now has not seen."""

    def __init__(self, events: Sequence[VoteEvent]) -> None:
        super().__init__(
            _("Zu diesem TOP hat inzwischen jemand anderes eine Abstimmung festgehalten.")
        )
        self.events = events


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
    excluded: Sequence[Excluded] = (),
    quorum: str = Quorum.NOT_SAID,
    quorum_note: str = "",
    objected: bool | None = None,
    chair_vote: bool | None = None,
    note: str = "",
    source_text: str = "",
    source_url: str = "",
    visibility: str = Visibility.PUBLIC,
    claims: Sequence[Claim] = (),
    seen: Collection[UUID] | None = None,
) -> VoteEvent:
    """Record a vote as it fell; nothing is computed, what does not add up becomes a finding.

    A number nobody published is left out or given as Counted with a reason; ``requirement`` is
    the majority that the matter needed.  ``seen`` are the votes on the item that whoever records
    knows of; raises VotedMeanwhile when there is another one.  Sends ``vote_recorded`` in the
    same transaction.
    """
    require(may_record_meetings(actor, organization.municipality))
    check_belonging(
        organization.municipality, meeting=meeting, agenda_item=agenda_item, claims=claims,
        counts=[given.group for given in counts],
        votes=[row for given in votes for row in (given.voter, given.group)],
        excluded=[given.person for given in excluded],
    )  # fmt: skip
    _check_once(counts, votes, excluded)
    if agenda_item is not None and seen is not None:
        _check_seen(agenda_item, seen)
    event = entry.create(
        VoteEvent, organization=organization, meeting=meeting_of(meeting, agenda_item),
        agenda_item=agenda_item, subject=subject, outcome=outcome, manner=manner,
        verbatim=verbatim, form=form, requirement=requirement, present=present,
        counts_reason=counts_reason, quorum=quorum, quorum_note=quorum_note, objected=objected,
        chair_vote=chair_vote, note=note, source_text=source_text, source_url=source_url,
        visibility=visibility, **identity(id),
    )  # fmt: skip
    _keep_numbers(entry, event, counts, votes)
    _keep_excluded(entry, event, excluded)
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


def _check_seen(agenda_item: AgendaItem, seen: Collection[UUID]) -> None:
    standing = VoteEvent.objects.standing().filter(agenda_item=agenda_item)
    if new := list(standing.exclude(pk__in=seen)):
        raise VotedMeanwhile(new)


def _check_once(
    counts: Sequence[Counted], votes: Sequence[Cast], excluded: Sequence[Excluded]
) -> None:
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
    if _repeats(given.person for given in excluded if given.person is not None):
        raise ValidationError({"excluded": _("Eine Person ist zweimal als befangen genannt.")})
    if any(given.person is None and not given.label.strip() for given in excluded):
        raise ValidationError({"excluded": _("Bitte nennen Sie, wer befangen war.")})


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


def _keep_excluded(entry: Entry, event: VoteEvent, excluded: Sequence[Excluded]) -> None:
    rows = [
        Exclusion(
            vote_event=event, person=given.person, label=given.label, took_part=given.took_part,
            note=given.note,
        )
        for given in excluded
    ]  # fmt: skip
    for row in rows:
        row.clean_fields(exclude=["vote_event", "person"])
    if rows:
        entry.create_many(Exclusion, rows)
