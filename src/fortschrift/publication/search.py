"""Search over everything public of one municipality: elements, concepts, bodies, papers.

An element is found by every heading it ever had and shown under the one it has today.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.addresses import concept_url, element_addresses
from fortschrift.concepts.models import Concept
from fortschrift.concepts.selectors import NodeHit, search_nodes
from fortschrift.core.text import BLOCKS, plain
from fortschrift.council.addresses import organization_url, paper_url
from fortschrift.council.models import Organization, Paper
from fortschrift.council.selectors import find_organizations
from fortschrift.sources.models import Visibility
from fortschrift.web.content import content, told
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Badge, SearchHit

MOST_OF_A_KIND = 20
AROUND = 90


def hits(municipality: Municipality, query: str) -> list[SearchHit]:
    """Find what has all the words; concepts and bodies by any of their names, elements last."""
    query = " ".join(query.split())
    if not query:
        return []
    return [
        *map(_concept, _concepts(municipality, query)),
        *map(_organization, list(find_organizations(municipality, query))[:MOST_OF_A_KIND]),
        *map(_paper, _papers(municipality, query)),
        *_elements(search_nodes(municipality, query), municipality, query),
    ]


def _concepts(municipality: Municipality, query: str) -> Iterable[Concept]:
    named = Q(name__icontains=query) | Q(names__name__icontains=query) | Q(kind__icontains=query)
    rows = Concept.objects.filter(named, municipality=municipality).select_related("municipality")
    return rows.distinct().order_by("name")[:MOST_OF_A_KIND]


def _papers(municipality: Municipality, query: str) -> Iterable[Paper]:
    return (
        Paper.objects.filter(
            Q(title__icontains=query) | Q(reference__icontains=query),
            municipality=municipality,
            visibility=Visibility.PUBLIC,
        )
        .select_related("municipality")
        .order_by("-date", "title")[:MOST_OF_A_KIND]
    )


def _concept(concept: Concept) -> SearchHit:
    return SearchHit(content(concept.name), concept_url(concept), content(concept.kind))


def _organization(organization: Organization) -> SearchHit:
    kind = str(organization.get_classification_display())
    return SearchHit(content(organization.name), organization_url(organization), kind)


def _paper(paper: Paper) -> SearchHit:
    return SearchHit(
        content(paper.title),
        paper_url(paper),
        str(paper.get_paper_type_display()),
        date=date_words(paper.date, unknown=""),
    )


def _elements(
    found: Iterable[NodeHit], municipality: Municipality, query: str
) -> Iterable[SearchHit]:
    address = element_addresses(municipality.slug)
    return [_element(hit, address(hit.node.slug), query) for hit in found]


def _element(hit: NodeHit, url: str, query: str) -> SearchHit:
    former = (
        [Badge(told(_("früher „%(heading)s“"), heading=content(hit.former_heading)), "info")]
        if hit.former_heading
        else []
    )
    words = plain(hit.matched.text)
    is_block = hit.state.kind in BLOCKS
    return SearchHit(
        title=content(hit.heading) or _("Textstelle"),
        url=url,
        kind=content(hit.level) or (_("Textstelle") if is_block else ""),
        excerpt=_excerpt(words, query) if words else "",
        badges=former,
    )


def _excerpt(words: str, query: str) -> SafeString:
    """Cut the passage around the first word found and mark it."""
    first = query.split(maxsplit=1)[0]
    at = words.casefold().find(first.casefold())
    if at < 0:
        return escape(words[: 2 * AROUND])
    start = max(0, at - AROUND)
    end = at + len(first)
    return mark_safe(
        f"{'… ' if start else ''}{escape(words[start:at])}<mark>{escape(words[at:end])}</mark>"
        f"{escape(words[end : end + AROUND])}{' …' if end + AROUND < len(words) else ''}"
    )
