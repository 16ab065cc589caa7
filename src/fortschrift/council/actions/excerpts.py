"""The act of taking in what an excerpt says, or one line of a body that is led elsewhere."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.core.partial_date import PartialDate
from fortschrift.council.actions.checks import check_belonging, read_dates, says
from fortschrift.council.actions.meetings import (
    add_agenda_item,
    convene_meeting,
    decide_agenda_item,
    hold_meeting,
)
from fortschrift.council.actions.papers import add_consultation, assign_consultation, lay_paper
from fortschrift.council.actions.votes import Counted, record_vote
from fortschrift.council.models import (
    AgendaItem,
    Consultation,
    Meeting,
    Organization,
    Paper,
    VoteEvent,
)
from fortschrift.council.permissions import may_record_meetings
from fortschrift.sources.models import Visibility

#: Before and while a meeting is held; who brings a result of it says that it was.
NOT_YET = (Meeting.State.PLANNED, Meeting.State.INVITED)


@dataclass(frozen=True, slots=True)
class Line:
    """What an excerpt says of one agenda item; ``agenda_item`` where it is on the agenda already.

    Without ``outcome`` and numbers there was no vote that we know of.
    """

    title: str
    agenda_item: AgendaItem | None = None
    number: str = ""
    reference: str = ""
    result: str = AgendaItem.Result.UNKNOWN
    resolution_text: str = ""
    outcome: str = ""
    manner: str = VoteEvent.Manner.UNKNOWN
    verbatim: str = ""
    form: str = VoteEvent.Form.UNKNOWN
    present: int | None = None
    counts: Sequence[Counted] = ()
    source_text: str = ""
    source_url: str = ""
    #: The votes on the item that whoever confirms has seen; None does not ask.
    seen: Collection[UUID] | None = None

    @property
    def has_vote(self) -> bool:
        return bool(self.outcome) or bool(self.counts)


@action(_("{actor} hat aus einem Beschlussauszug für „{organization}“ festgehalten: {titles}."))
def record_excerpt(
    entry: Entry,
    organization: Organization,
    *,
    lines: Sequence[Line],
    actor: User | None,
    now: datetime,
    meeting: Meeting | None = None,
    date: PartialDate | str = "",
    visibility: str = Visibility.PUBLIC,
) -> Meeting:
    """Record what an excerpt says: meeting and items found or made, results, votes, papers.

    ``visibility`` is for what is made here.  What is on record already is not written over.
    """
    require(may_record_meetings(actor, organization.municipality))
    check_belonging(
        organization.municipality, meeting=meeting, lines=[line.agenda_item for line in lines]
    )
    when = read_dates(date=date)["date"]
    if meeting is None and not when.is_known:
        raise ValidationError({"date": _("Bitte geben Sie den Tag der Sitzung an.")})
    if not lines:
        raise ValidationError({"lines": _("Bitte wählen Sie mindestens einen TOP aus.")})
    if meeting is None:
        meeting = convene_meeting(
            organization, slug=free_slug(organization, str(when)), state=Meeting.State.HELD,
            date=when, visibility=visibility, actor=actor, now=now,
        )  # fmt: skip
    elif meeting.state in NOT_YET:
        hold_meeting(
            meeting, date=meeting.when if not when.is_known else when, actor=actor, now=now
        )
    for line in lines:
        _record(line, meeting, visibility, actor, now)
    entry.tell(organization=organization, titles=", ".join(line.title for line in lines))
    return meeting


def free_slug(organization: Organization, wanted: str) -> str:
    """Give an address for a meeting of this body that no other one has."""
    base = slugify(wanted)[:70] or "sitzung"
    taken = set(organization.meetings.values_list("slug", flat=True)) | {"neu"}
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)


def _record(
    line: Line, meeting: Meeting, visibility: str, actor: User | None, now: datetime
) -> None:
    item = line.agenda_item or add_agenda_item(
        meeting, title=line.title, number=line.number, visibility=visibility, actor=actor, now=now
    )
    if says(line.result) or line.resolution_text:
        decide_agenda_item(
            item, result=line.result, resolution_text=line.resolution_text, actor=actor, now=now,
            source_text="" if line.has_vote else line.source_text,
        )  # fmt: skip
    if line.has_vote:
        record_vote(
            meeting.organization, agenda_item=item, subject=item.title,
            outcome=line.outcome or VoteEvent.Outcome.UNKNOWN, manner=line.manner,
            verbatim=line.verbatim, form=line.form, present=line.present, counts=line.counts,
            source_text=line.source_text, source_url=line.source_url, visibility=item.visibility,
            seen=line.seen, actor=actor, now=now,
        )  # fmt: skip
    if line.reference:
        _tie_paper(line, item, actor, now)


def _tie_paper(line: Line, item: AgendaItem, actor: User | None, now: datetime) -> None:
    """Note that the item dealt with a paper: its planned station, or one more."""
    organization = item.meeting.organization
    town = organization.municipality
    paper = Paper.objects.filter(municipality=town, reference=line.reference).first()
    if paper is None:
        taken = set(town.papers.values_list("slug", flat=True))
        base = slugify(line.reference.replace("/", "-"))[:70] or "vorlage"
        slugs = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
        paper = lay_paper(
            town, slug=next(slug for slug in slugs if slug not in taken), title=line.title,
            reference=line.reference, paper_type=Paper.PaperType.RESOLUTION, url=line.source_url,
            visibility=item.visibility, actor=actor, now=now,
        )  # fmt: skip
    stations = paper.consultations.filter(organization=organization)
    if stations.filter(agenda_item=item).exists():
        return
    planned = stations.filter(meeting=None).order_by("order").first()
    if planned is not None:
        assign_consultation(planned, agenda_item=item, actor=actor, now=now)
        return
    add_consultation(
        paper, organization=organization, role=Consultation.Role.UNKNOWN, agenda_item=item,
        visibility=item.visibility, actor=actor, now=now,
    )  # fmt: skip
