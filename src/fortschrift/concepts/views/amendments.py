"""Amendments to a draft, for those who may see drafts: the list, and each against the text.

What of it becomes public is decided where it was handed in, which is a matter of higher apps.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts import selectors
from fortschrift.concepts.addresses import concept_url, concepts_url
from fortschrift.concepts.comparing.proposed import marked_text, met, sentences, state_badge
from fortschrift.concepts.comparing.sides import amendment_url, amendments_url
from fortschrift.concepts.models import Amendment, Concept, CurrentWording, Strand
from fortschrift.concepts.permissions import may_see_drafts
from fortschrift.concepts.selectors import AmendmentPage
from fortschrift.web.content import content
from fortschrift.web.dates import date_words
from fortschrift.web.pagination import paginate
from fortschrift.web.shapes import Fact, Link

State = CurrentWording.State


@login_required
def amendments(request: HttpRequest, municipality: str, concept: str) -> HttpResponse:
    """List the amendments of a concept by number, each with what became of it."""
    town, found = _concept_or_404(request, municipality, concept)
    page = paginate(request, selectors.amendments_of(found))
    context = {
        "municipality": town, "concept": found, "page": page,
        "rows": [_row(each, found) for each in page],
        "crumbs": [*_crumbs(town, found), Link(_("Vorschläge"))],
    }  # fmt: skip
    return render(request, "concepts/amendments/list.html", context)


@login_required
def amendment(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """Show an amendment against the text of the draft it lies on (``?entwurf=`` chooses one)."""
    town, found = _concept_or_404(request, municipality, concept)
    row = selectors.amendments_of(found).filter(number=number).first()
    if row is None:
        raise Http404(_("Einen Vorschlag mit dieser Nummer gibt es hier nicht."))
    strand = _strand(row, request.GET.get("entwurf", ""))
    page = selectors.amendment_page(row, strand)
    is_open = page.current is not None and page.current.state == State.OPEN
    agenda = selectors.agenda(strand) if strand and is_open else None
    context = {
        "municipality": town, "concept": found, "amendment": row, "strand": strand,
        "written": marked_text(page), "sentences": sentences(page),
        "met": [
            {"where": each.where, "why": each.why,
             "others": [Link(content(_titled(other)), amendment_url(found, other.number))
                        for other in each.others]}
            for each in (met(agenda, row) if agenda else ())
        ],
        "badges": [state_badge(each) for each in page.pointers if each == page.current],
        "facts": _facts(page), "wordings": page.wordings,
        "crumbs": [
            *_crumbs(town, found), Link(_("Vorschläge"), amendments_url(found)), Link(str(row)),
        ],
    }  # fmt: skip
    return render(request, "concepts/amendments/amendment.html", context)


def _concept_or_404(
    request: HttpRequest, municipality: str, slug: str
) -> tuple[Municipality, Concept]:
    town = municipality_or_404(municipality)
    user = request.user if isinstance(request.user, User) else None
    require(may_see_drafts(user, town))
    found = selectors.concept_only(town, slug)
    if found is None:
        raise Http404(_("Dieses Konzept ist hier nicht verzeichnet."))
    return town, found


def _strand(row: Amendment, asked: str) -> Strand | None:
    """Choose the draft to show an amendment on: the one asked for, else where it is open."""
    pointers = list(row.current_wordings.all())
    if asked:
        pointers = [each for each in pointers if str(each.strand_id) == asked]
        if not pointers:
            raise Http404(_("Auf diesem Entwurf liegt der Vorschlag nicht."))
    pointers.sort(key=lambda each: (each.state != State.OPEN, -each.strand_id))
    return pointers[0].strand if pointers else None


def _row(each: Amendment, concept: Concept) -> dict[str, Any]:
    pointers = list(each.current_wordings.all())
    return {
        "link": Link(content(_titled(each)), amendment_url(concept, each.number)),
        "author": content(each.author),
        "date": date_words(each.happened, unknown=""),
        "states": [(content(pointer.strand.name), state_badge(pointer)) for pointer in pointers],
    }


def _titled(row: Amendment) -> str:
    return str(row)


def _facts(page: AmendmentPage) -> list[Fact]:
    row, first = page.amendment, page.wordings[0]
    facts = [
        Fact(_("Verfasst von"), content(row.author)),
        Fact(_("Wann"), date_words(row.happened, unknown="")),
        Fact(_("Begründung"), content(first.reason)),
        Fact(_("Wie eingereicht"), content(first.original)),
        Fact(_("Ändert"), content(str(row.amends)) if row.amends else ""),
        Fact(_("Alternative zu"), [content(str(each)) for each in page.alternatives]),
    ]
    facts += [
        Fact(
            content(each.strand.name),
            [state_badge(each), *filter(None, [content(each.reason), _misfit(each)])],
        )
        for each in page.pointers
    ]
    return [fact for fact in facts if fact.value]


def _misfit(pointer: CurrentWording) -> str:
    return str(pointer.get_misfit_display()) if pointer.misfit else ""


def _crumbs(town: Municipality, concept: Concept) -> list[Link]:
    return [
        home_crumb(town),
        Link(_("Konzepte"), concepts_url(town.slug)),
        Link(content(concept.name), concept_url(concept)),
    ]
