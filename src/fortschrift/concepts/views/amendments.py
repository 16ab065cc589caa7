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
from fortschrift.concepts.addresses import (
    concept_url,
    concepts_url,
    desk_url,
    drafts_url,
    element_url,
)
from fortschrift.concepts.amending import whole
from fortschrift.concepts.comparing.proposed import marked_text, met, sentences, state_badge
from fortschrift.concepts.comparing.sides import (
    Asked,
    amendment_url,
    amendments_url,
    choose_url,
    comparison_url,
    proposals_to,
)
from fortschrift.concepts.desk.said import called, deeds, element_of, homes
from fortschrift.concepts.models import Amendment, Concept, CurrentWording, Strand
from fortschrift.concepts.permissions import may_edit_text, may_record_amendments, may_see_drafts
from fortschrift.concepts.selectors import AmendmentPage
from fortschrift.concepts.views.laying import drafts_for, lay_url, offers
from fortschrift.core.text.synopsis import Naming
from fortschrift.web.content import content, told
from fortschrift.web.dates import date_words, day_words
from fortschrift.web.pagination import paginate
from fortschrift.web.shapes import Fact, Link

State = CurrentWording.State
#: So many elements of an amendment are offered to be opened at the desk.
MOST_PLACES = 5


@login_required
def amendments(request: HttpRequest, municipality: str, concept: str) -> HttpResponse:
    """List the amendments of a concept by number, each with what became of it.

    ``?entwurf=`` with the key of a draft chooses those that lie on it.
    """
    town, found = concept_or_404(request, municipality, concept)
    strand = _chosen(found, request.GET.get("entwurf", ""))
    rows = selectors.amendments_of(found)
    page = paginate(request, rows.filter(current_wordings__strand=strand) if strand else rows)
    may_write = bool(may_edit_text(_user(request), town))
    drafts = (
        list(selectors.open_drafts(found)) if may_record_amendments(_user(request), town) else []
    )
    context = {
        "municipality": town, "concept": found, "page": page, "strand": strand,
        "rows": [_row(each, found, strand, may_write=may_write) for each in page],
        "offers": offers(drafts, strand), "lay_url": lay_url(found),
        "all_url": amendments_url(found), "compare_url": choose_url(found),
        "desk_url": desk_url(strand) if strand and may_write else "",
        "drafts_url": drafts_url(found) if may_write else "",
        "crumbs": [*_crumbs(town, found), Link(_("Vorschläge"))],
    }  # fmt: skip
    return render(request, "concepts/amendments/list.html", context)


@login_required
def amendment(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """Show an amendment against the text of the draft it lies on (``?entwurf=`` chooses one)."""
    town, found = concept_or_404(request, municipality, concept)
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
        "steps": _next_steps(page, strand, _user(request)) if strand else [],
        "is_nowhere": not page.pointers, "lay_url": lay_url(found),
        "drafts": drafts_for(row) if may_record_amendments(_user(request), town) else [],
        "crumbs": [
            *_crumbs(town, found), Link(_("Vorschläge"), amendments_url(found)), Link(str(row)),
        ],
    }  # fmt: skip
    return render(request, "concepts/amendments/amendment.html", context)


def concept_or_404(
    request: HttpRequest, municipality: str, slug: str
) -> tuple[Municipality, Concept]:
    """Find a concept for somebody who may see its drafts."""
    town = municipality_or_404(municipality)
    require(may_see_drafts(_user(request), town))
    found = selectors.concept_only(town, slug)
    if found is None:
        raise Http404(_("Dieses Konzept ist hier nicht verzeichnet."))
    return town, found


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _chosen(concept: Concept, asked: str) -> Strand | None:
    """Find the draft that the list is asked for; None for all of them."""
    if not asked:
        return None
    strands = {str(each.pk): each for each in selectors.strands_of(concept)}
    if asked not in strands:
        raise Http404(_("Diesen Entwurf gibt es hier nicht."))
    return strands[asked]


def _strand(row: Amendment, asked: str) -> Strand | None:
    """Choose the draft to show an amendment on: the one asked for, else where it is open."""
    pointers = list(row.current_wordings.all())
    if asked:
        pointers = [each for each in pointers if str(each.strand_id) == asked]
        if not pointers:
            raise Http404(_("Auf diesem Entwurf liegt der Vorschlag nicht."))
    pointers.sort(key=lambda each: (each.state != State.OPEN, -each.strand_id))
    return pointers[0].strand if pointers else None


def _row(
    each: Amendment, concept: Concept, strand: Strand | None, *, may_write: bool
) -> dict[str, Any]:
    pointers = [row for row in each.current_wordings.all() if strand in (None, row.strand)]
    query = f"?entwurf={strand.pk}" if strand else ""
    return {
        "link": Link(content(_titled(each)), f"{amendment_url(concept, each.number)}{query}"),
        "author": content(each.author),
        "date": date_words(each.happened, unknown=""),
        "files": [] if each.author else _files(each),
        "is_nowhere": not each.current_wordings.all(),
        "states": [(_draft_link(row, concept, may_write), state_badge(row)) for row in pointers],
    }


def _draft_link(pointer: CurrentWording, concept: Concept, may_write: bool) -> Link:
    """Name the draft, and lead to its desk whoever may write there."""
    pointer.strand.concept = concept
    return Link(content(pointer.strand.name), desk_url(pointer.strand) if may_write else "")


def _next_steps(page: AmendmentPage, strand: Strand, user: User | None) -> list[Link]:
    """Offer what one does with an amendment: write at its places, compare, go to the next one."""
    strand.concept = page.amendment.concept
    steps = []
    goes_on = getattr(strand, "replaced_by", None) is None
    if goes_on and may_edit_text(user, strand.municipality):
        steps += [
            Link(told(_("Im Entwurf öffnen: %(name)s"), name=name), url)
            for name, url in _places(page, strand)
        ]
    steps.append(_compare_link(strand))
    following = selectors.next_open(page.amendment, strand)
    if following is not None:
        url = f"{amendment_url(strand.concept, following.number)}?entwurf={strand.pk}"
        words = told(_("Nächster offener Vorschlag: %(name)s"), name=content(_titled(following)))
        steps.append(Link(words, url))
    return [*steps, Link(_("Alle Vorschläge zu diesem Entwurf"), proposals_to(strand))]


def _places(page: AmendmentPage, strand: Strand) -> list[tuple[str, str]]:
    """Name the elements that an amendment changes, with their addresses at the desk."""
    if page.after is None:
        return []
    tree, done = page.before, whole(page.pieces, page.before)
    stood = homes(done)
    at = [each.node if each.node in tree else stood.get(each.node) for each in deeds(done)]
    elements = dict.fromkeys(element_of(tree, node) for node in at if node and node in tree)
    names = Naming.of(tree)
    return [
        (content(called(each, names)), element_url(strand, page.text.rows[each].slug))
        for each in elements
        if each in page.text.rows
    ][:MOST_PLACES]


def _compare_link(strand: Strand) -> Link:
    """Lead to the text of the draft beside that of the version it was begun from."""
    origin = selectors.begun_from([strand]).get(strand.begun_at_id)
    words = _("Den Entwurf mit der Fassung vergleichen, aus der er begonnen ist")
    if origin is None:
        return Link(_("Fassungen vergleichen"), choose_url(strand.concept))
    return Link(words, comparison_url(strand.concept, Asked(origin.slug), Asked(draft=strand.slug)))


def _titled(row: Amendment) -> str:
    return str(row)


def _facts(page: AmendmentPage) -> list[Fact]:
    row, first = page.amendment, page.wordings[0]
    facts = [
        Fact(_("Verfasst von"), content(row.author)),
        Fact(_("Wann"), date_words(row.happened, unknown="")),
        Fact(_("Aus der Datei"), _files(row)),
        Fact(_("Begründung"), content(first.reason)),
        Fact(_("Wie eingereicht"), content(first.original)),
        Fact(_("Ändert"), content(str(row.amends)) if row.amends else ""),
        Fact(_("Alternative zu"), [content(str(each)) for each in page.alternatives]),
    ]
    facts += [
        Fact(
            content(each.strand.name),
            # The state on the draft of this page stands at the top of it.
            [*([] if each == page.current else [state_badge(each)]),
             *filter(None, [content(each.reason), _misfit(each)])],
        )
        for each in page.pointers
    ]  # fmt: skip
    return [fact for fact in facts if fact.value]


def _files(row: Amendment) -> list[str]:
    """Name the files that brought an amendment, each with the day it was brought in."""
    return [
        told(
            _("%(file)s, eingelesen am %(day)s"), file=content(each.file_name),
            day=day_words(each.recorded),
        )
        for each in row.manuscript_records.all()
    ]  # fmt: skip


def _misfit(pointer: CurrentWording) -> str:
    return str(pointer.get_misfit_display()) if pointer.misfit else ""


def _crumbs(town: Municipality, concept: Concept) -> list[Link]:
    return [
        home_crumb(town),
        Link(_("Konzepte"), concepts_url(town.slug)),
        Link(content(concept.name), concept_url(concept)),
    ]
