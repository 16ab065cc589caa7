"""Readers of kept pages: one whom the server answers from what it keeps, one whom it does not."""

from collections.abc import Iterator
from itertools import pairwise

from django.http import HttpResponse
from django.test import Client, override_settings

from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.comparing.sides import Asked, choose_url, comparison_url
from fortschrift.concepts.models import Version

#: Every view that keeps its pages, by the name of its address.  Whoever adds one adds its
#: addresses below, so that the walk through all acts visits them.
NAMES = {
    "concepts:choose_comparison", "concepts:comparison", "concepts:origins", "concepts:version",
}  # fmt: skip


def addresses() -> Iterator[str]:
    """Give the addresses of all kept pages there are now."""
    versions = list(
        Version.objects.select_related("concept__municipality")
        .prefetch_related("texts")
        .order_by("concept", "order")
    )
    for version in versions:
        yield from _of_version(version)
    for one, other in pairwise(versions):
        if one.concept == other.concept and one.texts.all() and other.texts.all():
            yield comparison_url(one.concept, Asked(one.slug), Asked(other.slug))
    for concept in {version.concept for version in versions}:
        yield choose_url(concept)


def _of_version(version: Version) -> Iterator[str]:
    url = version_url(version, version.concept)
    yield url
    for text in version.texts.all():
        yield f"{url}?text={text.hash[:12]}"
    if version.texts.all():
        yield f"{url}herkunft/"


def made_anew(url: str, **headers: str) -> HttpResponse:
    """Ask a server that keeps nothing."""
    with override_settings(KEPT_FOLDER=None):
        return get(url, **headers)


def get(url: str, **headers: str) -> HttpResponse:
    """Ask as somebody who is not signed in; ``if_none_match="…"`` sends that header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response: HttpResponse = Client().get(url, headers=named)
    return response
