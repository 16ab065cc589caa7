"""Reads on sources: what is on the list, what one says, where sources disagree, dated events."""

from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from fortschrift.accounts.models import Municipality
from fortschrift.sources.models import (
    Claim,
    ContactPoint,
    Contradiction,
    Event,
    Figure,
    Media,
    Source,
)

_WITH_SOURCE = Prefetch("claims", Claim.objects.select_related("source").order_by("pk"))


def sources_of(municipality: Municipality) -> QuerySet[Source]:
    """Return the list of sources with the number of statements taken from each."""
    return (
        Source.objects.filter(municipality=municipality)
        .annotate(statements=Count("claims"))
        .order_by("kind", "title")
    )


def source(municipality: Municipality, slug: str) -> Source | None:
    return (
        Source.objects.filter(municipality=municipality, slug=slug)
        .prefetch_related(Prefetch("claims", Claim.objects.order_by("pk")))
        .first()
    )


def contradictions_of(municipality: Municipality) -> QuerySet[Contradiction]:
    """Return where sources disagree, each with its claims and their sources."""
    return (
        Contradiction.objects.filter(municipality=municipality)
        .select_related("held")
        .prefetch_related(_WITH_SOURCE)
        .order_by("pk")
    )


def contradictions_about(source: Source) -> QuerySet[Contradiction]:
    return (
        Contradiction.objects.filter(claims__source=source)
        .select_related("held")
        .prefetch_related(_WITH_SOURCE)
        .distinct()
        .order_by("pk")
    )


def events_of(municipality: Municipality) -> QuerySet[Event]:
    """Return dated events in order; those without a date come last."""
    return (
        Event.objects.filter(municipality=municipality)
        .prefetch_related(_WITH_SOURCE, "media")
        .order_by("date", "pk")
    )


def figures_of(municipality: Municipality) -> QuerySet[Figure]:
    return (
        Figure.objects.filter(municipality=municipality)
        .prefetch_related(_WITH_SOURCE)
        .order_by("pk")
    )


def contact_points_of(municipality: Municipality) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(municipality=municipality).order_by("name")


def media(municipality: Municipality, key: UUID) -> Media | None:
    return Media.objects.filter(municipality=municipality, pk=key).first()


def media_by_preview(name: str) -> Media | None:
    """Return the recorded picture that a stored preview belongs to."""
    return Media.objects.filter(preview=name).first()
