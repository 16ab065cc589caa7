"""Addresses of considerations and co-signatures.

A consideration must come with its reading, concept, municipality and body, a version with its
concept and municipality.
"""

from django.urls import reverse

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Version
from fortschrift.deliberation.models import Consideration
from fortschrift.deliberation.selectors import cosignature_request_in


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


def cosignature_url(version: Version, name: str = "", **more: str) -> str:
    """Return a page of the co-signing of a version, the office's board unless named."""
    parts = {
        "municipality": version.concept.municipality.slug,
        "concept": version.concept.slug,
        "version": version.slug,
    }
    return reverse(
        f"deliberation:cosign_{name}" if name else "deliberation:cosignatures", kwargs=parts | more
    )


def cosigning_behind(municipality: Municipality, code: str) -> str | None:
    """Return the address of the request to co-sign that a short code opens; 1 query."""
    found = cosignature_request_in(municipality, code)
    return cosignature_url(found.version, "come_in", key=code) if found else None
