"""Woher kommt dieser Text? The origin of one passage, and of all of a version, page by page."""

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from fortschrift.accounts.kept_pages import kept_page
from fortschrift.accounts.models import User
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts import selectors, shown
from fortschrift.concepts.addresses import concept_url, concepts_url, version_url
from fortschrift.concepts.models import Version
from fortschrift.concepts.permissions import may_see_drafts
from fortschrift.concepts.provenance import shown_together, shown_whence
from fortschrift.concepts.selectors.whence import (
    CitedText,
    cited_text,
    node_in,
    passages,
    whence,
)
from fortschrift.core.text import NodeId
from fortschrift.web.content import content
from fortschrift.web.pagination import paginate
from fortschrift.web.registry import prefetch_slots
from fortschrift.web.shapes import Link

PER_PAGE = 25
PASSAGE_SLOT = "concepts.passage"


class ReadPassage(NamedTuple):
    """A passage of a version that somebody looks at, for what higher apps have to say on it."""

    pk: NodeId
    slug: str
    version: Version


def passage(
    request: HttpRequest, municipality: str, concept: str, version: str, node: str
) -> HttpResponse:
    """Say where the words of one passage come from; asked by htmx, only that."""
    cited = _cited_or_404(request, municipality, concept, version)
    found = node_in(cited, node)
    if found is None:
        raise Http404(_("Diese Textstelle steht nicht in diesem Text."))
    (origins,) = whence(cited, [found])
    one = shown_whence(origins, cited, request, is_inside=_is_inside(request, cited))
    context = _frame(request, cited) | {"whence": one}
    here = ReadPassage(found, node, cited.version)
    context |= {"here": here, "slots": prefetch_slots({PASSAGE_SLOT: [here]}, request=request)}
    template = "passage" if getattr(request, "htmx", False) else "page"
    response = render(request, f"concepts/origins/{template}.html", context)
    # One address, two answers: without this a browser shows the one for the other.  For the same
    # reason it is not kept as whole pages are.
    patch_vary_headers(response, ("HX-Request",))
    return response


@kept_page("text", "seite")
def all_passages(
    request: HttpRequest, municipality: str, concept: str, version: str
) -> HttpResponse:
    """List the origins of all passages of a version in the order of the text."""
    cited = _cited_or_404(request, municipality, concept, version)
    page = paginate(request, passages(cited.tree), per_page=PER_PAGE)
    found = whence(cited, [state.id for state in page])
    rows, sources = shown_together(found, cited, request, is_inside=_is_inside(request, cited))
    context = _frame(request, cited) | {"page": page, "rows": rows, "sources": sources}
    return render(request, "concepts/origins/list.html", context)


def _cited_or_404(request: HttpRequest, municipality: str, concept: str, slug: str) -> CitedText:
    town = municipality_or_404(municipality)
    version: Version | None = selectors.version_only(town, concept, slug)
    if version is None:
        raise Http404(_("Diese Fassung ist hier nicht verzeichnet."))
    start = request.GET.get("text", "")
    if start and len(start) < shown.SHORT_HASH:
        raise Http404(_("Einen Text mit dieser Prüfsumme hat die Fassung nicht."))
    cited = cited_text(version, start)
    if cited is None:
        raise Http404(_("Von dieser Fassung liegt kein solcher Text vor."))
    return cited


def _is_inside(request: HttpRequest, cited: CitedText) -> bool:
    user = request.user if isinstance(request.user, User) else None
    return bool(may_see_drafts(user, cited.version.concept.municipality))


def _frame(request: HttpRequest, cited: CitedText) -> dict[str, Any]:
    version = cited.version
    concept = version.concept
    town = concept.municipality
    return {
        "municipality": town,
        "concept": concept,
        "version": version,
        "title": shown.title(version),
        "marked_title": shown.marked_title(version),
        "hash": cited.row.hash[: shown.SHORT_HASH],
        "text_query": f"?text={request.GET['text']}" if request.GET.get("text") else "",
        "version_url": version_url(version, concept),
        "crumbs": [
            home_crumb(town),
            Link(_("Konzepte"), concepts_url(town.slug)),
            Link(content(concept.name), concept_url(concept)),
            Link(shown.marked_title(version), version_url(version, concept)),
            Link(_("Woher kommt dieser Text?")),
        ],
    }
