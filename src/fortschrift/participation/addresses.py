"""Addresses of a concept's pages that readings, decisions and reviews lead to.

The concept must come with its municipality, so that no address costs a query.
"""

from django.urls import reverse

from fortschrift.concepts.models import Concept, Node, Version


def version_url(version: Version, concept: Concept) -> str:
    return reverse(
        "concepts:version",
        kwargs={
            "municipality": concept.municipality.slug,
            "concept": concept.slug,
            "version": version.slug,
        },
    )


def element_url(node: Node, concept: Concept) -> str:
    """Return the permanent address of an element."""
    return reverse(
        "publication:element",
        kwargs={"municipality": concept.municipality.slug, "node": node.slug},
    )
