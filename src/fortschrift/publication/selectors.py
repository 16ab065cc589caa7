"""Reads across all apps for the public pages."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Count, Prefetch, QuerySet

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept, Version, VersionStatus
from fortschrift.core.partial_date import PartialDate
from fortschrift.council.models import Meeting, Organization
from fortschrift.deliberation.models import Decision, DecisionQuerySet
from fortschrift.deliberation.selectors import decisions_of
from fortschrift.publication.way import decided_versions
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
    return list(_to_announce(concept))


def releases_to_list(concept: Concept) -> list[Decision]:
    """Return the same decisions with title and day only; 1 query."""
    return list(_to_announce(concept).select_related(None).prefetch_related(None))


def _to_announce(concept: Concept) -> DecisionQuerySet:
    return (
        decisions_of(concept)
        .filter(
            organization__classification=Organization.Classification.COUNCIL,
            operative_points__version__isnull=False,
        )
        .distinct()
    )


def announcement_of(
    concept: Concept,
    decision: Decision,
    *,
    versions: Sequence[Version],
    decisions: Sequence[Decision],
) -> Event | None:
    """Return the press release on record that belongs to a decision, if that is sure.

    It is the first one on or after the decision and within one year.  It belongs to something
    else when, between the two, a council may have decided on another version or something may have
    become of one; that the old version was superseded follows from the decision itself.
    ``decisions`` are those of councils, ``versions`` all of the concept with their statuses.
    """
    release = _first_release(concept, decision)
    if release is None or not _within_a_year(decision.date, release.date):
        return None
    about = decided_versions(decision)
    elsewhere = [other.date for other in decisions if decided_versions(other).isdisjoint(about)]
    elsewhere += [
        status.happened
        for version in versions
        if version.pk not in about
        for status in version.statuses.all()
        if status.status != VersionStatus.Status.SUPERSEDED
    ]
    between = any(_may_lie_between(day, decision.date, release.date) for day in elsewhere)
    return None if between else release


def _first_release(concept: Concept, decision: Decision) -> Event | None:
    releases = concept.events.filter(kind=Event.Kind.PRESS_RELEASE).prefetch_related("media")
    return next(
        (
            event
            for event in releases.order_by("date")
            if event.date.is_known and not event.date.surely_before(decision.date)
        ),
        None,
    )


def _within_a_year(start: PartialDate, end: PartialDate) -> bool:
    if start.earliest is None or end.latest is None:
        return False
    return end.latest - start.earliest <= timedelta(days=366)


def _may_lie_between(day: PartialDate, start: PartialDate, end: PartialDate) -> bool:
    """Whether a known day may lie behind the start, and not behind the end."""
    if not day.is_known or day == start:
        return False
    return not day.surely_before(start) and not end.surely_before(day)
