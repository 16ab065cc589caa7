"""Public pages that show rows of several apps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fortschrift.accounts.scope import municipality_or_404
from fortschrift.publication import selectors


def installation(request: HttpRequest) -> HttpResponse:
    """Show which municipalities are on this installation."""
    return render(
        request,
        "publication/installation.html",
        {"municipalities": selectors.municipalities_with_counts()},
    )


def municipality(request: HttpRequest, municipality: str) -> HttpResponse:
    """Show a municipality's concepts, what is decided now, and whom to ask."""
    town = municipality_or_404(municipality)
    return render(request, "publication/municipality.html", {"municipality": town})


def imprint(request: HttpRequest) -> HttpResponse:
    return render(request, "publication/imprint.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "publication/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "publication/accessibility.html")
