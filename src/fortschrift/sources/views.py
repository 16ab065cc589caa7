"""Pages on sources: the list, and what one source says."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality
from fortschrift.accounts.scope import municipality_or_404
from fortschrift.sources import selectors
from fortschrift.sources.models import Claim
from fortschrift.web.shapes import Badge, Link

CERTAINTY_BADGES = {
    Claim.Certainty.STATED: None,
    Claim.Certainty.PLANNED: Badge(str(Claim.Certainty.PLANNED.label), "open"),
    Claim.Certainty.INFERRED: Badge(str(Claim.Certainty.INFERRED.label), "warning"),
}


def sources(request: HttpRequest, municipality: str) -> HttpResponse:
    """List all sources of a municipality, and where they disagree."""
    town = municipality_or_404(municipality)
    return render(
        request,
        "sources/sources.html",
        {
            "municipality": town,
            "sources": selectors.sources_of(town),
            "contradictions": selectors.contradictions_of(town),
            "crumbs": [_town_crumb(town), Link(_("Quellen"))],
        },
    )


def source(request: HttpRequest, municipality: str, source: str) -> HttpResponse:
    """Show one source and every statement taken from it."""
    town = municipality_or_404(municipality)
    found = selectors.source(town, source)
    if found is None:
        raise Http404(_("Diese Quelle ist hier nicht verzeichnet."))
    return render(
        request,
        "sources/source.html",
        {
            "municipality": town,
            "source": found,
            "claims": [
                (claim, CERTAINTY_BADGES[_certainty(claim)]) for claim in found.claims.all()
            ],
            "contradictions": selectors.contradictions_about(found),
            "crumbs": [
                _town_crumb(town),
                Link(_("Quellen"), reverse("sources:sources", args=[town.slug])),
                Link(found.title),
            ],
        },
    )


def _certainty(claim: Claim) -> Claim.Certainty:
    return Claim.Certainty(claim.certainty)


def _town_crumb(town: Municipality) -> Link:
    return Link(town.name, reverse("publication:municipality", args=[town.slug]))
