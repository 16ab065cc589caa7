"""Addresses of concepts, their versions and elements.

A concept must come with its municipality, so that no address costs a query.
"""

from collections.abc import Callable

from django.urls import NoReverseMatch, reverse

from fortschrift.concepts.models import Concept, Version

_PLACEHOLDER = "platzhalter"


def concepts_url(municipality: str) -> str:
    return reverse("concepts:concepts", kwargs={"municipality": municipality})


def concept_url(concept: Concept) -> str:
    """Return the concept's own page, "" on an installation that publishes none."""
    return _reversed(
        "publication:concept", municipality=concept.municipality.slug, concept=concept.slug
    )


def version_url(version: Version, concept: Concept) -> str:
    return reverse(
        "concepts:version",
        kwargs={
            "municipality": concept.municipality.slug,
            "concept": concept.slug,
            "version": version.slug,
        },
    )


def element_addresses(municipality: str) -> Callable[[str], str]:
    """Return a function from an element's slug to its permanent address.

    A page links a thousand of them, and resolving each would take longer than writing the page.
    """
    pattern = _reversed("publication:element", municipality=municipality, node=_PLACEHOLDER)
    before, _, after = pattern.rpartition(_PLACEHOLDER)
    return lambda slug: f"{before}{slug}{after}" if pattern else ""


def _reversed(name: str, **kwargs: str) -> str:
    """Resolve an address of a higher app, which may be absent."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""
