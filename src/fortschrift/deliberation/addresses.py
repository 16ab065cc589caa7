"""Addresses of considerations; one must come with its reading, concept, municipality and body."""

from django.urls import reverse

from fortschrift.deliberation.models import Consideration


def consideration_url(consideration: Consideration, name: str = "desk", **more: object) -> str:
    """Return a page of a consideration, the desk with its proposals unless named."""
    reading = consideration.reading
    parts = {
        "municipality": reading.municipality.slug,
        "concept": reading.concept.slug,
        "number": reading.number,
        "body": consideration.organization.slug,
    }
    return reverse(f"deliberation:{name}", kwargs=parts | more)
