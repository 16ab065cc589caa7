"""Reads on votes: events with all their numbers, none computed."""

from django.db.models import Prefetch, QuerySet

from fortschrift.accounts.models import Municipality
from fortschrift.council.models import (
    CheckedFinding,
    Count,
    Exclusion,
    Organization,
    Vote,
    VoteEvent,
)
from fortschrift.council.permissions import PUBLIC_ONLY, Readable
from fortschrift.council.selectors.organizations import sourced
from fortschrift.sources.models import Visibility


def votes(
    municipality: Municipality,
    *,
    organization: Organization | None = None,
    readable: Readable = PUBLIC_ONLY,
) -> QuerySet[VoteEvent]:
    """Return the votes of a municipality or of one body; what a closed body decided stays there."""
    found = VoteEvent.objects.filter(organization__municipality=municipality)
    if organization is not None:
        found = found.filter(organization=organization)
    return with_numbers(visible_votes(found, readable)).order_by("meeting__date", "pk")


def visible_votes(found: QuerySet[VoteEvent], readable: Readable) -> QuerySet[VoteEvent]:
    """Leave out what the reader may not see, whatever the event itself is marked."""
    hidden = set(Visibility.values) - readable
    found = (
        found.filter(visibility__in=readable)
        .exclude(meeting__visibility__in=hidden)
        .exclude(agenda_item__visibility__in=hidden)
    )
    if Visibility.BODY in readable:
        return found
    return found.exclude(organization__meets_in_public=False).exclude(
        meeting__organization__meets_in_public=False
    )


def with_numbers(found: QuerySet[VoteEvent]) -> QuerySet[VoteEvent]:
    """Fetch everything a result shows; 7 queries whatever the number of votes.

    Votes that a correction replaced or struck are left out.
    """
    return (
        found.filter(correction__isnull=True)
        .select_related("organization__municipality", "meeting", "replaces__corrected_by")
        .prefetch_related(
            "organization__rule_sets",
            Prefetch("checked_findings", CheckedFinding.objects.select_related("checked_by")),
            Prefetch("counts", Count.objects.select_related("group").order_by("pk")),
            Prefetch("exclusions", Exclusion.objects.select_related("person").order_by("pk")),
            Prefetch("votes", Vote.objects.select_related("voter", "group").order_by("pk")),
            sourced(),
        )
    )
