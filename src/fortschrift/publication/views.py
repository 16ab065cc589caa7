"""Public pages that show rows of several apps."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts.models import Concept
from fortschrift.publication import selectors, shown
from fortschrift.publication.life_line import life_line
from fortschrift.publication.press_release import press_release as write_press_release
from fortschrift.review.selectors import plans_of, reviews_of
from fortschrift.sources.life_line import as_shown
from fortschrift.sources.selectors import contact_points_of, figures_of
from fortschrift.web.shapes import Link
from fortschrift.web.source_numbers import SourceNumbers


def installation(request: HttpRequest) -> HttpResponse:
    """Show which municipalities are on this installation."""
    return render(
        request,
        "publication/installation.html",
        {"municipalities": selectors.municipalities_with_counts()},
    )


def municipality(request: HttpRequest, municipality: str) -> HttpResponse:
    """Show a municipality's concepts, what comes next, and whom to ask."""
    town = municipality_or_404(municipality)
    numbers = SourceNumbers()
    concepts = list(selectors.concepts_of(town))
    return render(
        request,
        "publication/municipality.html",
        {
            "municipality": town,
            "concepts": [_card(concept) for concept in concepts],
            "meetings": selectors.upcoming_meetings(town),
            "neighbours": selectors.neighbours_of(town),
            "contact_points": [
                (point, shown.contact_facts(point)) for point in contact_points_of(town)
            ],
            "figures": shown.figure_facts(list(figures_of(town)), numbers),
            "source_notes": numbers.notes,
        },
    )


def concept(request: HttpRequest, municipality: str, concept: str) -> HttpResponse:
    """Show a concept with its whole life line."""
    town = municipality_or_404(municipality)
    found = concept_or_404(town, concept)
    versions = list(found.versions.all())
    numbers = SourceNumbers()
    return render(
        request,
        "publication/concept.html",
        {
            "municipality": town,
            "concept": found,
            "card": _card(found),
            "versions": shown.versions_table(found, versions) if versions else None,
            "life_line": as_shown(life_line(found, versions), numbers),
            "facts": shown.concept_facts(found, numbers),
            "plans": list(plans_of(found)),
            "reviews": list(reviews_of(found)),
            "press_releases": selectors.decisions_to_announce(found),
            "contact": shown.contact_facts(found.contact_point) if found.contact_point else [],
            "source_notes": numbers.notes,
            "crumbs": [home_crumb(town), concepts_crumb(town), Link(found.name)],
        },
    )


def concept_or_404(town: Municipality, slug: str) -> Concept:
    """Return a concept of this town; raises Http404 with a sentence otherwise."""
    found = selectors.concept(town, slug)
    if found is None:
        raise Http404(_("Dieses Konzept gibt es hier nicht."))
    return found


def concepts_crumb(town: Municipality) -> Link:
    return Link(_("Konzepte"), reverse("concepts:concepts", args=[town.slug]))


def _card(concept: Concept) -> dict[str, object]:
    version = shown.current_version(list(concept.versions.all()))
    return {
        "concept": concept,
        "url": shown.concept_url(concept),
        "version": version,
        "version_url": shown.version_url(concept, version) if version else "",
        "badges": shown.version_badges(version) if version else [],
    }


def press_release(
    request: HttpRequest, municipality: str, concept: str, decision: UUID
) -> HttpResponse:
    """Write a press release on one decision from the record."""
    town = municipality_or_404(municipality)
    found = concept_or_404(town, concept)
    decided = selectors.decision_to_announce(found, decision)
    if decided is None:
        raise Http404(_("Zu diesem Beschluss gibt es keine Pressemitteilung."))
    numbers = SourceNumbers()
    published = selectors.announcement_of(found, decided)
    release = write_press_release(
        decided, concept=found, stations=life_line(found, list(found.versions.all())),
        plans=list(plans_of(found)), published=published, numbers=numbers,
    )  # fmt: skip
    return render(
        request,
        "publication/press_release.html",
        {
            "municipality": town,
            "release": release,
            "media": list(published.media.all()) if published else [],
            "source_notes": numbers.notes,
            "crumbs": [
                home_crumb(town),
                Link(found.name, shown.concept_url(found)),
                Link(_("Pressemitteilung")),
            ],
        },
    )


def imprint(request: HttpRequest) -> HttpResponse:
    """Say who answers for this installation."""
    return render(request, "publication/imprint.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored about readers and people who work here."""
    return render(request, "publication/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Declare how accessible the pages are and where to report barriers."""
    return render(request, "publication/accessibility.html")
