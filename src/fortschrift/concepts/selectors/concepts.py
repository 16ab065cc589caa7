"""Reads on concepts and their versions as facts."""

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import (
    Concept,
    ConceptName,
    ConceptRelation,
    Version,
    VersionFact,
    VersionStatus,
)
from fortschrift.sources.models import Claim

_CLAIMS = Prefetch("claims", Claim.objects.select_related("source").order_by("pk"))


def concepts_of(municipality: Municipality) -> QuerySet[Concept]:
    """Return the concepts, each with ``version_count`` and its ``latest`` version in a list.

    Only the latest version is fetched (``concept.latest[0].statuses``): a list of twenty concepts
    must not read two hundred versions.
    """
    newest = Version.objects.filter(concept=OuterRef("concept")).order_by("-order").values("pk")[:1]
    latest = Version.objects.filter(pk=Subquery(newest)).prefetch_related(_statuses())
    return (
        Concept.objects.filter(municipality=municipality)
        .select_related("municipality")
        .annotate(version_count=Count("versions"))
        .prefetch_related(Prefetch("versions", latest, to_attr="latest"))
        .order_by("kind", "name", "pk")
    )


def concept(municipality: Municipality, slug: str) -> Concept | None:
    """Return a concept with its names, relations both ways, contact point and sources."""
    relations = ConceptRelation.objects.select_related("other__municipality").prefetch_related(
        _CLAIMS
    )
    backwards = ConceptRelation.objects.select_related("concept__municipality").prefetch_related(
        _CLAIMS
    )
    return (
        Concept.objects.filter(municipality=municipality, slug=slug)
        .select_related("municipality", "contact_point")
        .prefetch_related(
            _CLAIMS,
            Prefetch("names", ConceptName.objects.order_by("pk").prefetch_related(_CLAIMS)),
            Prefetch("relations", relations.order_by("pk")),
            Prefetch("relations_to", backwards.order_by("pk")),
        )
        .first()
    )


def versions_of(concept: Concept) -> QuerySet[Version]:
    """Return the versions in order with their statuses; what they say is not read."""
    return (
        Version.objects.filter(concept=concept)
        .select_related("based_on")
        .prefetch_related(_statuses())
        .order_by("order")
    )


def version(municipality: Municipality, concept: str, slug: str) -> Version | None:
    """Return a version by the slugs of its address, with everything recorded beside its text."""
    return (
        Version.objects.filter(concept__municipality=municipality, concept__slug=concept, slug=slug)
        .select_related("concept__municipality", "based_on")
        .prefetch_related(
            _CLAIMS,
            Prefetch("statuses", VersionStatus.objects.order_by("pk").prefetch_related(_CLAIMS)),
            Prefetch("facts", VersionFact.objects.order_by("order").prefetch_related(_CLAIMS)),
            "target_groups",
            "successors",
        )
        .first()
    )


def concept_only(municipality: Municipality, slug: str) -> Concept | None:
    """Return a concept by its slug without anything recorded beside it; 1 query."""
    rows = Concept.objects.select_related("municipality")
    return rows.filter(municipality=municipality, slug=slug).first()


def version_only(municipality: Municipality, concept: str, slug: str) -> Version | None:
    """Return a version by the slugs of its address without anything recorded beside it; 1 query."""
    rows = Version.objects.select_related("concept__municipality")
    return rows.filter(concept__municipality=municipality, concept__slug=concept, slug=slug).first()


def _statuses() -> Prefetch[str]:
    return Prefetch("statuses", VersionStatus.objects.order_by("pk"))
