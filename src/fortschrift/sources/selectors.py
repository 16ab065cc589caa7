"""Reads on sources: what is on the list, what one says, where sources disagree, dated events."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.db.models import BooleanField, Case, Count, Prefetch, QuerySet, When

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

_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WITH_SOURCE = Prefetch("claims", Claim.objects.select_related("source").order_by("pk"))
#: An unknown date is stored as the empty text, which would come first.
_UNDATED = Case(When(date="", then=True), default=False, output_field=BooleanField())


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
        .prefetch_related(_WITH_SOURCE)
        .order_by(_UNDATED, "date", "pk")
    )


def events_from(source: Source) -> QuerySet[Event]:
    """Return the events that rest on a source, in the same order."""
    resting = Event.objects.filter(claims__source=source).values("pk")
    return events_of(source.municipality).filter(pk__in=resting)


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


def media_of(municipality: Municipality, keys: Iterable[str]) -> dict[str, Media]:
    """Return the pictures with a preview that texts name by their keys; other names have none."""
    wanted = [key for key in keys if _KEY.fullmatch(key)]
    rows = Media.objects.filter(municipality=municipality, pk__in=wanted).exclude(preview="")
    return {str(row.pk): row for row in rows}


def media_by_preview(name: str) -> Media | None:
    """Return the recorded picture that a stored preview belongs to."""
    return Media.objects.filter(preview=name).first()
