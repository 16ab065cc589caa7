"""Acts on papers: laying them before the bodies, and the stations of their deliberation."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.actions.checks import (
    check_belonging,
    check_free_address,
    checked,
    identity,
    next_place,
    read_dates,
)
from fortschrift.council.findings import codes, of_stations
from fortschrift.council.models import AgendaItem, Consultation, Meeting, Organization, Paper
from fortschrift.council.permissions import may_record_meetings
from fortschrift.sources.models import Claim, Visibility


@action(_("{actor} hat die Vorlage „{title}“ aufgenommen."))
def lay_paper(
    entry: Entry,
    municipality: Municipality,
    *,
    slug: str,
    title: str,
    paper_type: str,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    reference: str = "",
    reference_reason: str = "",
    title_is_restated: bool = False,
    date: PartialDate | str = UNKNOWN,
    visibility: str = Visibility.PUBLIC,
    originator: Organization | None = None,
    draft_resolution: str = "",
    draft_resolution_reason: str = "",
    text: str = "",
    url: str = "",
    superordinated_paper: Paper | None = None,
    claims: Sequence[Claim] = (),
) -> Paper:
    """Record a paper; its number is as printed, and may be unknown with a reason."""
    require(may_record_meetings(actor, municipality))
    check_belonging(
        municipality, originator=originator, superordinated_paper=superordinated_paper,
        claims=claims,
    )  # fmt: skip
    check_free_address(Paper.objects.filter(municipality=municipality, slug=slug))
    paper = entry.create(
        Paper, municipality=municipality, slug=slug, title=title, paper_type=paper_type,
        reference=reference, reference_reason=reference_reason,
        title_is_restated=title_is_restated, visibility=visibility, originator=originator,
        draft_resolution=draft_resolution, draft_resolution_reason=draft_resolution_reason,
        text=text, url=url, superordinated_paper=superordinated_paper,
        **read_dates(date=date), **identity(id),
    )  # fmt: skip
    entry.link(paper.claims, claims)
    entry.tell(title=title)
    return paper


@action(_("{actor} hat „{paper}“ als Station „{organization}“ gegeben."))
def add_consultation(
    entry: Entry,
    paper: Paper,
    *,
    organization: Organization,
    role: str,
    actor: User | None,
    now: datetime,
    order: int | None = None,
    planned_date: PartialDate | str = UNKNOWN,
    planned_as_printed: str = "",
    organization_as_printed: str = "",
    meeting: Meeting | None = None,
    agenda_item: AgendaItem | None = None,
    visibility: str = Visibility.PUBLIC,
    outcome_reason: str = "",
    claims: Sequence[Claim] = (),
) -> Consultation:
    """Add a station to a paper's deliberation, by default behind the others.

    A station that decides is the authoritative one (OParl Consultation).  The order of stations
    may contradict their dates; that is stored with a finding.
    """
    require(may_record_meetings(actor, paper.municipality))
    check_belonging(
        paper.municipality, organization=organization, meeting=meeting, agenda_item=agenda_item,
        claims=claims,
    )  # fmt: skip
    taken = set(paper.consultations.values_list("order", flat=True))
    if order in taken:
        raise ValidationError({"order": _("An dieser Stelle steht schon eine andere Station.")})
    station = entry.create(
        Consultation, paper=paper, organization=organization,
        order=next_place(taken) if order is None else order, role=role,
        authoritative=role == Consultation.Role.DECIDES, planned_as_printed=planned_as_printed,
        organization_as_printed=organization_as_printed, agenda_item=agenda_item,
        meeting=meeting_of(meeting, agenda_item), visibility=visibility,
        outcome_reason=outcome_reason, **read_dates(planned_date=planned_date),
    )  # fmt: skip
    entry.link(station.claims, claims)
    entry.tell(paper=paper, organization=organization, findings=_codes_at(station))
    return station


@action(_("{actor} hat die Station „{organization}“ von „{paper}“ einer Sitzung zugeordnet."))
def assign_consultation(
    entry: Entry,
    consultation: Consultation,
    *,
    actor: User | None,
    now: datetime,
    meeting: Meeting | None = None,
    agenda_item: AgendaItem | None = None,
    outcome_reason: str = "",
    claims: Sequence[Claim] = (),
) -> None:
    """Tie a planned station to the meeting, or the item of its agenda, that dealt with it."""
    require(may_record_meetings(actor, consultation.municipality))
    check_belonging(
        consultation.municipality, meeting=meeting, agenda_item=agenda_item, claims=claims
    )
    held = meeting_of(meeting, agenda_item)
    if held is None:
        raise ValidationError({"meeting": _("Bitte nennen Sie die Sitzung.")})
    changes = checked(consultation, outcome_reason=outcome_reason)
    entry.save(consultation, meeting=held, agenda_item=agenda_item, **changes)
    entry.link(consultation.claims, claims)
    entry.tell(
        paper=consultation.paper, organization=consultation.organization,
        findings=_codes_at(consultation),
    )  # fmt: skip


def meeting_of(meeting: Meeting | None, agenda_item: AgendaItem | None) -> Meeting | None:
    """Return the meeting meant; raises ValidationError when the item is of another one."""
    if agenda_item is None or meeting == agenda_item.meeting:
        return meeting
    if meeting is not None:
        raise ValidationError({"agenda_item": _("Dieser TOP gehört zu einer anderen Sitzung.")})
    return agenda_item.meeting


def _codes_at(station: Consultation) -> str:
    """Name the findings on one station among all stations of its paper."""
    stations = station.paper.consultations.select_related(
        "organization__municipality", "meeting__organization"
    ).order_by("order")
    return codes(found for found in of_stations(list(stations)) if found.subject == station)
