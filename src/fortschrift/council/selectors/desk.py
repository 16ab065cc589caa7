"""Reads for whoever keeps the record: who sits in a body on a day, what waits to be recorded."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from fortschrift.accounts.models import Municipality
from fortschrift.core.partial_date import PartialDate
from fortschrift.council.models import (
    AgendaItem,
    Meeting,
    Membership,
    Organization,
    VoteEvent,
)
from fortschrift.council.permissions import Readable
from fortschrift.council.selectors.meetings import WHEN

#: A result that is missing for longer than this is no task of today; the list of meetings has it.
RECENT = timedelta(days=120)
STILL_OPEN = (Meeting.State.PLANNED, Meeting.State.INVITED)
WITHOUT_VOTE = {"advisory_member", "secretary", "moderator"}


def members_at(organization: Organization, when: PartialDate) -> list[Membership]:
    """Return the persons with a vote who may sit in a body on a day, by name."""
    seats = organization.memberships.filter(person__isnull=False).exclude(voting_right=False)
    seats = seats.select_related("person", "on_behalf_of").order_by("person__name", "pk")
    by_person: dict[object, Membership] = {}
    for seat in seats:
        begun = not when.surely_before(seat.start)
        ended = seat.end.is_known and seat.end.surely_before(when)
        if begun and not ended and (seat.voting_right or seat.role not in WITHOUT_VOTE):
            by_person.setdefault(seat.person_id, seat)
    return list(by_person.values())


def voting_groups(organization: Organization, members: Sequence[Membership]) -> list[Organization]:
    """Return by which groups a body's votes are told: of its members, by law also the town's."""
    groups = {seat.on_behalf_of_id: seat.on_behalf_of for seat in members if seat.on_behalf_of}
    if organization.is_statutory:
        kind = Organization.Classification.PARLIAMENTARY_GROUP
        of_town = Organization.objects.filter(municipality=organization.municipality_id)
        groups |= {each.pk: each for each in of_town.filter(classification=kind, dissolved="")}
    return sorted(groups.values(), key=lambda group: group.name)


def meetings_on(organization: Organization, day: PartialDate) -> QuerySet[Meeting]:
    """Return the meetings of a body on a day, held or planned, that were not called off."""
    on_day = Q(date=str(day)) | Q(date="", planned_date=str(day))
    found = organization.meetings.filter(on_day).exclude(state=Meeting.State.CANCELLED)
    return found.select_related("organization__municipality").order_by("pk")


def meetings_to_record(
    municipality: Municipality, *, today: date, readable: Readable
) -> QuerySet[Meeting]:
    """Return meetings whose day has come and of which something is still to be recorded.

    Nobody said that they were held, or an item has neither a result nor a vote.
    """
    votes = VoteEvent.objects.standing().filter(agenda_item=OuterRef("pk"))
    open_items = AgendaItem.objects.filter(
        ~Exists(votes), meeting=OuterRef("pk"), visibility__in=readable,
        result=AgendaItem.Result.UNKNOWN, result_reason="",
    )  # fmt: skip
    found = (
        Meeting.objects.filter(organization__municipality=municipality, visibility__in=readable)
        .annotate(day=WHEN, precision=Length(WHEN))
        .filter(precision=10, day__lte=today.isoformat(), day__gte=(today - RECENT).isoformat())
        .filter(Q(state__in=STILL_OPEN) | Q(Exists(open_items), state=Meeting.State.HELD))
    )
    if "body" not in readable:
        found = found.exclude(organization__meets_in_public=False)
    return found.select_related("organization__municipality").order_by("day", "pk")
