"""Addresses of concepts, their versions and elements.

A concept must come with its municipality, so that no address costs a query.
"""

from collections.abc import Callable

from django.urls import NoReverseMatch, reverse

from fortschrift.concepts.models import Concept, Strand, Version

_PLACEHOLDER = "platzhalter"


def concepts_url(municipality: str) -> str:
    return reverse("concepts:concepts", kwargs={"municipality": municipality})


def concept_url(concept: Concept) -> str:
    """Return the concept's own page, "" on an installation that publishes none."""
    return _reversed(
        "publication:concept", municipality=concept.municipality.slug, concept=concept.slug
    )


def outline_url(concept: Concept, strand: Strand) -> str:
    """Return the page on which the outline of a draft is changed."""
    kwargs = {"municipality": concept.municipality.slug, "concept": concept.slug}
    return f"{reverse('concepts:outline', kwargs=kwargs)}?entwurf={strand.slug}"


def desk_url(strand: Strand) -> str:
    """Return the page on which a draft is written."""
    return reverse("concepts:desk", args=_of_strand(strand))


def table_url(strand: Strand) -> str:
    """Return the page on which a table of all elements comes back."""
    return reverse("concepts:desk_table", args=_of_strand(strand))


def element_url(strand: Strand, node: str) -> str:
    """Return the page on which an element of a draft is written."""
    return reverse("concepts:desk_element", args=[*_of_strand(strand), node])


def version_url(version: Version, concept: Concept) -> str:
    return reverse(
        "concepts:version",
        kwargs={
            "municipality": concept.municipality.slug,
            "concept": concept.slug,
            "version": version.slug,
        },
    )


def drafts_url(concept: Concept) -> str:
    return reverse("concepts:drafts", args=[concept.municipality.slug, concept.slug])


def page_if_any(name: str, parts: dict[str, str]) -> str:
    """Return the address of a page of concepts, "" where there is no such page."""
    return _reversed(f"concepts:{name}", **parts)


def draft_file_url(strand: Strand, ending: str) -> str:
    """Return the address of a file of a draft as it stands now."""
    return reverse("concepts:draft_file", args=[*_of_strand(strand), "entwurf", ending])


def _of_strand(strand: Strand) -> list[str]:
    return [strand.municipality.slug, strand.concept.slug, strand.slug]


def version_file_url(version: Version, concept: Concept, file: str) -> str:
    """Return the address of a file of a version."""
    name, _, ending = file.rpartition(".")
    return reverse(
        "concepts:version_file",
        kwargs={
            "municipality": concept.municipality.slug,
            "concept": concept.slug,
            "version": version.slug,
            "name": name,
            "ending": ending,
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
