"""Reads across all apps for the public pages."""

from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept, Version, VersionStatus
from fortschrift.council.models import Meeting, Organization
from fortschrift.deliberation.models import Decision
from fortschrift.deliberation.selectors import decisions_of
from fortschrift.sources.models import Event, Visibility


def municipalities_with_counts() -> QuerySet[Municipality]:
    """Return all municipalities with the numbers of their concepts and bodies."""
    return Municipality.objects.annotate(
        concept_count=Count("concepts", distinct=True),
        body_count=Count("organizations", distinct=True),
    ).order_by("is_fictional", "name")


def versions_with_fate(concept: Concept) -> list[Version]:
    """Return the versions in order, with what became of each and the sources for it."""
    statuses = VersionStatus.objects.order_by("pk").prefetch_related("claims__source")
    return list(
        Version.objects.filter(concept=concept)
        .prefetch_related(Prefetch("statuses", statuses))
        .order_by("order")
    )


def upcoming_meetings(municipality: Municipality, *, limit: int = 5) -> list[Meeting]:
    """Return public meetings that are planned or invited, the next one first."""
    return list(
        Meeting.objects.filter(
            organization__municipality=municipality,
            visibility=Visibility.PUBLIC,
            state__in=[Meeting.State.PLANNED, Meeting.State.INVITED],
        )
        .select_related("organization__municipality")
        .order_by("planned_date", "date")[:limit]
    )


def neighbours_of(municipality: Municipality) -> list[Municipality]:
    """Return the county a town belongs to and the towns a county holds."""
    found = list(municipality.parts.order_by("name"))
    return [municipality.part_of, *found] if municipality.part_of else found


def decisions_to_announce(concept: Concept) -> list[Decision]:
    """Return the decisions of councils on a version, for which a press release can be written."""
    return list(
        decisions_of(concept)
        .filter(
            organization__classification=Organization.Classification.COUNCIL,
            operative_points__version__isnull=False,
        )
        .distinct()
    )


def decision_to_announce(concept: Concept, key: UUID) -> Decision | None:
    return next((d for d in decisions_to_announce(concept) if d.pk == key), None)


def announcement_of(concept: Concept, decision: Decision) -> Event | None:
    """Return the press release on record that came after a decision, the first of them."""
    releases = concept.events.filter(kind=Event.Kind.PRESS_RELEASE).prefetch_related("media")
    later = [event for event in releases.order_by("date") if not _before(event, decision)]
    return later[0] if later else None


def _before(event: Event, decision: Decision) -> bool:
    return not event.date.is_known or event.date.surely_before(decision.date)
