"""Public pages that show rows of several apps."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts.addresses import concept_url, version_url
from fortschrift.concepts.life_line import version_title
from fortschrift.concepts.models import Concept, Version
from fortschrift.concepts.selectors import (
    History,
    concepts_of,
    history_of,
    lineage_of,
    shown_text,
    shown_texts,
)
from fortschrift.concepts.selectors import concept as concept_of
from fortschrift.concepts.selectors import node as node_of
from fortschrift.concepts.standing import speaking
from fortschrift.publication import element as elements
from fortschrift.publication import selectors, shown
from fortschrift.publication.life_line import life_line
from fortschrift.publication.press_release import press_release as write_press_release
from fortschrift.publication.search import hits
from fortschrift.publication.way import way_to
from fortschrift.review.selectors import outcomes_of_node, plans_of, reviews_of
from fortschrift.sources.life_line import as_shown
from fortschrift.sources.selectors import contact_points_of, figures_of
from fortschrift.web.concept_text import attribute_facts, label
from fortschrift.web.content import content
from fortschrift.web.registry import prefetch_slots
from fortschrift.web.shapes import Link
from fortschrift.web.source_numbers import SourceNumbers

LONGEST_QUERY = 200


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
    return render(
        request,
        "publication/municipality.html",
        {
            "municipality": town,
            # ``latest`` is what the selector adds to each concept
            "concepts": [_card(each, each.latest) for each in concepts_of(town)],  # type: ignore[attr-defined]
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
    versions = selectors.versions_with_fate(found)
    numbers = SourceNumbers()
    return render(
        request,
        "publication/concept.html",
        {
            "municipality": town,
            "concept": found,
            "card": _card(found, versions),
            "versions": shown.versions_table(found, versions, shown_texts(found))
            if versions
            else None,
            "life_line": as_shown(life_line(found, versions), numbers),
            "facts": shown.concept_facts(found, numbers),
            # the life line has told them with their sources; here they are only named
            "plans": list(plans_of(found).prefetch_related(None)),
            "reviews": list(reviews_of(found).select_related(None).prefetch_related(None)),
            "press_releases": selectors.releases_to_list(found),
            "contact": shown.contact_facts(found.contact_point) if found.contact_point else [],
            "source_notes": numbers.notes,
            "slots": prefetch_slots({"publication.concept": [found]}, request=request),
            "crumbs": [home_crumb(town), concepts_crumb(town), Link(content(found.name))],
        },
    )


def element(request: HttpRequest, municipality: str, node: str) -> HttpResponse:
    """Show one element: what it says today, its life through all versions, its permanent address.

    The address stays the same whatever the element is called or wherever it moves.
    """
    town = municipality_or_404(municipality)
    found = node_of(town, node)
    if found is None:
        raise Http404(_("Dieses Element gibt es hier nicht."))
    history = history_of(found)
    numbers = SourceNumbers()
    return render(
        request,
        "publication/element.html",
        {
            "municipality": town,
            "concept": found.concept,
            "node": found,
            "history": history,
            **_words_of(history, town),
            "story": elements.story(history, outcomes_of_node(found), numbers),
            "descent": elements.descent(lineage_of(found), numbers),
            "target_groups": list(found.target_groups.order_by("name")),
            "source_notes": numbers.notes,
        },
    )


def _words_of(history: History, town: Municipality) -> dict[str, object]:
    """Say what the element reads today: name, number, path, wording, attributes, what is below."""
    concept = history.node.concept
    crumbs = [home_crumb(town), Link(content(concept.name), concept_url(concept))]
    current = history.current
    text = shown_text(current.version) if current else None
    if current is None or current.state is None or text is None:
        return {"title": history.node.slug, "crumbs": [*crumbs, Link(history.node.slug)]}
    state = current.state
    has_words = elements.has_words(text, state)
    title = state.title or current.level or history.node.slug
    return {
        "title": title,
        "label": label(text.tree, state, text.numbers) or current.level,
        "version": current.version,
        "version_url": version_url(current.version, concept),
        "badges": shown.version_badges(current.version),
        "former_headings": [heading for heading in history.headings if heading != state.title],
        "parent_unknown": state.parent_unknown,
        "wording": elements.own_words(text, state, town) if has_words else None,
        "wording_gap": None if has_words else elements.wording_gap(text),
        "attributes": attribute_facts(text.tree, state),
        "children": elements.children(text, state, town.slug),
        "crumbs": [*crumbs, *elements.path(text, state, town.slug), Link(content(title))],
    }


def concept_or_404(town: Municipality, slug: str) -> Concept:
    """Return a concept of this town; raises Http404 with a sentence otherwise."""
    found = concept_of(town, slug)
    if found is None:
        raise Http404(_("Dieses Konzept gibt es hier nicht."))
    return found


def concepts_crumb(town: Municipality) -> Link:
    return Link(_("Konzepte"), reverse("concepts:concepts", args=[town.slug]))


def _card(concept: Concept, versions: Sequence[Version]) -> dict[str, object]:
    version = speaking(versions)
    return {
        "concept": concept,
        "url": concept_url(concept),
        "version": version,
        "version_title": version_title(version) if version else "",
        "version_url": version_url(version, concept) if version else "",
        "badges": shown.version_badges(version) if version else [],
    }


def search(request: HttpRequest, municipality: str) -> HttpResponse:
    """Search everything public of one municipality."""
    town = municipality_or_404(municipality)
    # PostgreSQL refuses the character NUL, which nobody types and robots send.
    query = request.GET.get("q", "").replace("\0", " ")[:LONGEST_QUERY]
    return render(
        request,
        "publication/search.html",
        {
            "municipality": town,
            "query": query,
            "hits": hits(town, query),
            "crumbs": [home_crumb(town), Link(_("Suche"))],
        },
    )


def press_release(
    request: HttpRequest, municipality: str, concept: str, decision: UUID
) -> HttpResponse:
    """Write a press release on one decision from the record."""
    town = municipality_or_404(municipality)
    found = concept_or_404(town, concept)
    decisions = selectors.decisions_to_announce(found)
    decided = next((each for each in decisions if each.pk == decision), None)
    if decided is None:
        raise Http404(_("Zu diesem Beschluss gibt es keine Pressemitteilung."))
    numbers = SourceNumbers()
    versions = selectors.versions_with_fate(found)
    published = selectors.announcement_of(found, decided, versions=versions, decisions=decisions)
    stations = life_line(found, versions)
    release = write_press_release(
        decided, concept=found, versions=versions, published=published, numbers=numbers,
        stations=way_to(decided, stations=stations, versions=versions, others=decisions),
        plans=plans_of(found),
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
                Link(content(found.name), concept_url(found)),
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
