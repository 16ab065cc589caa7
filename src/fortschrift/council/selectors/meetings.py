"""Reads on meetings: the list by year and body, and one meeting with all that happened there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Substr

from fortschrift.accounts.models import Municipality
from fortschrift.council.models import (
    AgendaItem,
    Attendance,
    Consultation,
    Correction,
    Meeting,
    Organization,
    VoteEvent,
)
from fortschrift.council.permissions import PUBLIC_ONLY, Readable, shows_content_of
from fortschrift.council.selectors.organizations import sourced
from fortschrift.council.selectors.votes import visible_votes, with_numbers
from fortschrift.sources.models import Claim

Row = TypeVar("Row", VoteEvent, Consultation)

#: The day held or else the day planned for, as text, which sorts by the earliest possible day.
WHEN = Case(When(date="", then="planned_date"), default="date", output_field=CharField())


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item of the agenda with the papers it dealt with and the votes taken on it."""

    item: AgendaItem
    consultations: Sequence[Consultation] = ()
    votes: Sequence[VoteEvent] = ()


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting as a reader may see it.

    ``shows_content`` False means that the body sat in private: agenda, attendance, votes and
    papers are then empty, whatever is recorded.  ``votes`` are those that hang on no item.
    """

    meeting: Meeting
    shows_content: bool
    agenda: Sequence[AgendaLine] = ()
    attendances: Sequence[Attendance] = ()
    votes: Sequence[VoteEvent] = ()
    consultations: Sequence[Consultation] = ()
    corrections: Sequence[Correction] = ()

    def claims(self) -> Iterator[Claim]:
        """Yield what this meeting's page relies on."""
        yield from self.meeting.claims.all()
        for line in self.agenda:
            for row in (line.item, *line.votes):
                yield from row.claims.all()
        for vote in self.votes:
            yield from vote.claims.all()


def meetings(
    municipality: Municipality,
    *,
    organization: Organization | None = None,
    year: str | None = None,
    readable: Readable = PUBLIC_ONLY,
) -> QuerySet[Meeting]:
    """Return meetings, newest first; ``year`` "" asks for those without any date.

    Ordered by the day held or, where that is not known, the day planned for.  Each row has a
    ``matter``: the first item on which a paper was dealt with or a vote was taken.
    """
    found = _meetings(municipality, readable)
    if organization is not None:
        found = found.filter(organization=organization)
    if year is not None:
        found = found.filter(_in_year(year))
    return (
        found.annotate(matter=_first_matter(readable))
        .select_related("organization__municipality")
        .prefetch_related("organization__names")
        .order_by(WHEN.desc(), "organization__name", "-number", "slug")
    )


def _meetings(municipality: Municipality, readable: Readable) -> QuerySet[Meeting]:
    return Meeting.objects.filter(organization__municipality=municipality, visibility__in=readable)


def _first_matter(readable: Readable) -> Subquery:
    items = AgendaItem.objects.filter(
        Q(consultations__isnull=False) | Q(vote_events__isnull=False),
        meeting=OuterRef("pk"),
        visibility__in=readable,
    )
    return Subquery(items.order_by("order").values("title")[:1])


def _in_year(year: str) -> Q:
    if not year:
        return Q(date="", planned_date="")
    return Q(date__startswith=year) | Q(date="", planned_date__startswith=year)


def meeting_years(municipality: Municipality, *, readable: Readable = PUBLIC_ONLY) -> list[str]:
    """Return the years with meetings, newest first; "" stands for meetings without any date."""
    years = _meetings(municipality, readable).values_list(Substr(WHEN, 1, 4), flat=True)
    return sorted(years.distinct(), reverse=True)


def organizations_with_meetings(
    municipality: Municipality, *, readable: Readable = PUBLIC_ONLY
) -> QuerySet[Organization]:
    """Return the bodies that a reader can choose in the list of meetings."""
    return Organization.objects.filter(
        municipality=municipality,
        pk__in=Meeting.objects.filter(visibility__in=readable).values("organization"),
    ).order_by("name")


def meeting_record(
    municipality: Municipality,
    organization: str,
    slug: str,
    *,
    readable: Readable = PUBLIC_ONLY,
) -> MeetingRecord | None:
    """Return the meeting at an address with what the reader may see of it, or None.

    At most 17 queries; 3 for a body that sits in private.
    """
    found = (
        meetings(municipality, readable=readable)
        .filter(organization__slug=organization, slug=slug)
        .prefetch_related(sourced())
        .first()
    )
    if found is None:
        return None
    if not shows_content_of(found.organization, readable):
        return MeetingRecord(found, shows_content=False)
    return _with_content(found, readable)


def _with_content(meeting: Meeting, readable: Readable) -> MeetingRecord:
    votes = _by_item(with_numbers(visible_votes(meeting.vote_events.all(), readable)))
    consultations = _by_item(_consultations(meeting, readable))
    items = meeting.agenda_items.filter(visibility__in=readable).order_by("order")
    return MeetingRecord(
        meeting,
        shows_content=True,
        agenda=[
            AgendaLine(item, consultations.get(item.pk, []), votes.get(item.pk, []))
            for item in items.prefetch_related(sourced())
        ],
        attendances=list(_attendances(meeting)),
        votes=votes.get(None, []),
        consultations=consultations.get(None, []),
        corrections=list(corrections_of(meeting, readable)),
    )


def corrections_of(meeting: Meeting, readable: Readable) -> QuerySet[Correction]:
    """Return what was corrected of a meeting, its items and its votes, oldest first."""
    items = AgendaItem.objects.filter(meeting=meeting, visibility__in=readable)
    votes = VoteEvent.objects.filter(meeting=meeting, visibility__in=readable).filter(
        Q(agenda_item=None) | Q(agenda_item__in=items)
    )
    of_it = Q(meeting=meeting) | Q(agenda_item__in=items) | Q(vote_event__in=votes)
    # What stands instead may be for fewer eyes than what was wrong.
    shown = Q(replacement=None) | Q(replacement__visibility__in=readable)
    return (
        Correction.objects.filter(of_it & shown)
        .select_related("agenda_item", "vote_event", "corrected_by")
        .order_by("pk")
    )


def _by_item(
    rows: QuerySet[Row],
) -> Mapping[int | None, list[Row]]:
    by_item: dict[int | None, list[Row]] = {}
    for row in rows:
        by_item.setdefault(row.agenda_item_id, []).append(row)
    return by_item


def _consultations(meeting: Meeting, readable: Readable) -> QuerySet[Consultation]:
    """Return the stations that this meeting was, with papers a reader may see."""
    return (
        meeting.consultations.filter(visibility__in=readable, paper__visibility__in=readable)
        .select_related("paper__municipality", "organization")
        .prefetch_related(sourced())
        .order_by("pk")
    )


def _attendances(meeting: Meeting) -> QuerySet[Attendance]:
    return (
        meeting.attendances.select_related("group__municipality", "person")
        .prefetch_related(sourced())
        .order_by("pk")
    )
