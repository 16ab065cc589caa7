"""Addresses of readings, of lists of wishes, and of what is handed in.

A reading or version must come with its concept and its municipality, so that no address costs a
query.
"""

from django.urls import reverse

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept, Version
from fortschrift.participation.models import Reading
from fortschrift.participation.selectors import invitation_in


def code_url(municipality: Municipality) -> str:
    """Return where a short code from a letter can be typed."""
    return reverse("participation:by_code", args=[municipality.slug])


def invitation_behind(municipality: Municipality, code: str) -> str | None:
    """Return the address of the invitation that a short code opens; 1 query."""
    found = invitation_in(municipality, code)
    return reading_url(found.reading, "come_in", key=code) if found else None


def reading_url(reading: Reading, name: str = "reading", **more: str) -> str:
    """Return a page of a reading, its first one unless named."""
    parts = {
        "municipality": reading.municipality.slug,
        "concept": reading.concept.slug,
        "number": reading.number,
    }
    return reverse(f"participation:{name}", kwargs=parts | more)


def endorsements_url(version: Version, concept: Concept) -> str:
    """Return where partners say what they carry of a version."""
    return reverse(
        "participation:endorsements", args=[concept.municipality.slug, concept.slug, version.slug]
    )


def wishes_url(version: Version, concept: Concept, name: str = "", **more: str) -> str:
    """Return a page of the list of wishes of a version, its first one unless named."""
    parts = {
        "municipality": concept.municipality.slug, "concept": concept.slug, "version": version.slug,
    }  # fmt: skip
    return reverse(
        f"participation:wish_{name}" if name else "participation:wishes", kwargs=parts | more
    )
