"""The page of a review: what became of each element, old and new title side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.accounts.scope import municipality_or_404
from fortschrift.review import selectors
from fortschrift.review.models import Review
from fortschrift.review.shown import ShownReview, shown
from fortschrift.web.content import content
from fortschrift.web.shapes import Link
from fortschrift.web.source_numbers import SourceNumbers


def review(request: HttpRequest, municipality: str, concept: str, review: str) -> HttpResponse:
    """Show the list from one version to the next: confirmed, renamed, extended, added."""
    town = municipality_or_404(municipality)
    found = selectors.review(town, concept, review)
    if found is None:
        raise Http404(_("Diese Überprüfung ist hier nicht verzeichnet."))
    numbers = SourceNumbers()
    page: ShownReview = shown(
        found,
        selectors.result_of(found),
        statuses=selectors.statuses_of(found.to_version),
        successions=selectors.unknown_successions(found),
        numbers=numbers,
    )
    return render(
        request,
        "review/review.html",
        {
            "municipality": town,
            "review": found,
            "page": page,
            "crumbs": _crumbs(found),
            "source_notes": numbers.notes,
        },
    )


def _crumbs(review: Review) -> list[Link]:
    concept = review.concept
    town = concept.municipality
    return [
        Link(content(town.name), reverse("publication:municipality", args=[town.slug])),
        Link(content(concept.name), reverse("publication:concept", args=[town.slug, concept.slug])),
        Link(content(review.name)),
    ]
