"""Comparing two texts of a concept: choosing them, and three ways of looking at them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal, cast, get_args

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.accounts.kept_pages import kept_page
from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts import selectors, shown
from fortschrift.concepts.addresses import concept_url, concepts_url, version_url
from fortschrift.concepts.comparing import page as pages
from fortschrift.concepts.comparing.became import KINDS as BECAME_KINDS
from fortschrift.concepts.comparing.became import totals
from fortschrift.concepts.comparing.choice import KINDS, Kind, around, everything, filtered
from fortschrift.concepts.comparing.laying import laid
from fortschrift.concepts.comparing.page import Pair
from fortschrift.concepts.comparing.sides import (
    SHORT,
    Asked,
    address_of,
    amendments_url,
    choose_url,
    comparison_url,
)
from fortschrift.concepts.comparing.words import KINDS as KIND_WORDS
from fortschrift.concepts.forms.comparing import ChooseForm, FilterForm
from fortschrift.concepts.models import Concept, Strand, Version, VersionText
from fortschrift.concepts.permissions import may_see_drafts
from fortschrift.concepts.rendering.moves import end_of
from fortschrift.concepts.selectors.comparisons import (
    Side,
    draft_side,
    drafts_of,
    frozen_side,
    versions_with_texts,
)
from fortschrift.concepts.views.entrance import with_drafts
from fortschrift.core.text import NodeId
from fortschrift.web.content import content
from fortschrift.web.pagination import paginate
from fortschrift.web.registry import prefetch_slots
from fortschrift.web.shapes import Download, Link, Tab

View = Literal["text", "synopse", "elemente"]
Extent = Literal["aenderungen", "alles", "druck"]

PER_PAGE = 25
ROWS_PER_PAGE = 150
ELEMENTS_PER_PAGE = 50


@kept_page()
def choose(request: HttpRequest, municipality: str, concept: str) -> HttpResponse:
    """Choose two texts of a concept; with both in the address lead to their comparison."""
    town, found = _concept_or_404(municipality, concept)
    rows = versions_with_texts(found)
    drafts = list(drafts_of(found)) if _sees_drafts(request, town) else []
    versions = [(each.slug, shown.title(each)) for each, text in rows if text is not None]
    is_chosen = {"alt", "neu"} <= request.GET.keys()
    form = ChooseForm(
        request.GET if is_chosen else None, versions=versions,
        initial=_usual(rows, drafts, request.GET.get("neu", "")),
        drafts=[(str(Asked(draft=each.slug)), each.name) for each in drafts],
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        return redirect(comparison_url(found, *form.sides))
    context = {
        "municipality": town, "concept": found, "form": form,
        "can_choose": len(versions) + len(drafts) > 1,
        "neighbours": _neighbours(found, rows),
        "amendments_url": amendments_url(found) if drafts else "",
        "without_text": [each for each, text in rows if text is None],
        "crumbs": [*_crumbs(town, found), Link(_("Fassungen vergleichen"))],
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "concepts/comparing/choose.html", context, status=status)


@with_drafts
@kept_page("ansicht", "zeigen", "art", "feld", "seite")
def comparison(
    request: HttpRequest, municipality: str, concept: str, old: Asked, new: Asked
) -> HttpResponse:
    """Compare two texts; ``?ansicht=`` says how, ``zeigen``, ``art`` and ``feld`` say what."""
    _town, found = _concept_or_404(municipality, concept)
    one = _side_or_404(request, found, old)
    other = _side_or_404(request, found, new, beside=one)
    context = _heads(request, found, one, other)
    if one.tree is not None and other.tree is not None:
        pair = Pair(found, one, other, laid(one, other))
        view = _one_of(request.GET.get("ansicht", ""), get_args(View))
        context |= {"view": view, "tabs": _tabs(request, view), "file": _file(found, one, other)}
        context |= _elements(request, pair) if view == "elemente" else _texts(request, pair, view)
    return render(request, "concepts/comparing/comparison.html", context)


def _concept_or_404(municipality: str, slug: str) -> tuple[Municipality, Concept]:
    town = municipality_or_404(municipality)
    found = selectors.concept_only(town, slug)
    if found is None:
        raise Http404(_("Dieses Konzept ist hier nicht verzeichnet."))
    return town, found


def _sees_drafts(request: HttpRequest, town: Municipality) -> bool:
    return bool(may_see_drafts(_user(request), town))


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _side_or_404(
    request: HttpRequest, concept: Concept, asked: Asked, *, beside: Side | None = None
) -> Side:
    """Read one side; whether somebody may see drafts is asked before whether there is one."""
    if asked.draft:
        require(may_see_drafts(_user(request), concept.municipality))
        side = draft_side(concept, asked.draft, beside)
    else:
        side = frozen_side(concept, asked.slug, asked.hash)
    if side is None:
        raise Http404(_("Diesen Text gibt es hier nicht. Bitte wählen Sie die Fassungen neu."))
    return side


def _usual(
    rows: Sequence[tuple[Version, VersionText | None]], drafts: Sequence[Strand], wanted: str
) -> dict[str, str]:
    """Suggest two texts that differ: what is wanted, else the newest, and what it was written from.

    Without a second version whose text differs it is a draft that is suggested as the new one.
    """
    texts = [(each, text.hash) for each, text in rows if text is not None]
    by_address = {str(Asked(draft=each.slug)): each for each in drafts}
    if wanted in by_address or (drafts and len({digest for _version, digest in texts}) < 2):
        draft = by_address.get(wanted) or max(drafts, key=lambda each: each.pk)
        return _usual_of_draft(draft, [each for each, _hash in texts], drafts)
    found = dict(texts)
    newest = next((each for each, _hash in texts if each.slug == wanted), None)
    newest = newest or (texts[-1][0] if texts else None)
    others = [each for each, digest in texts if newest and digest != found[newest]]
    if newest is None or not others:
        return {}
    base = next((each for each in others if each.pk == newest.based_on_id), None)
    before = [each for each in others if each.order < newest.order]
    return {"alt": (base or (before or others)[-1]).slug, "neu": newest.slug}


def _usual_of_draft(
    draft: Strand, versions: Sequence[Version], drafts: Sequence[Strand]
) -> dict[str, str]:
    """Suggest a draft beside the version it was begun from, else the newest, else a draft."""
    origin = selectors.begun_from([draft]).get(draft.begun_at_id)
    beside = [str(Asked(each.slug)) for each in (origin, *reversed(versions)) if each]
    beside += [str(Asked(draft=each.slug)) for each in drafts if each != draft]
    return {"neu": str(Asked(draft=draft.slug)), **({"alt": beside[0]} if beside else {})}


def _neighbours(
    concept: Concept, rows: Sequence[tuple[Version, VersionText | None]]
) -> list[dict[str, Any]]:
    """List the comparisons of each text with the one before it, the newest first."""
    with_text = [each for each, text in rows if text is not None]
    pairs = list(pairwise(with_text))[::-1]
    return [
        {
            "old": shown.marked_title(old), "new": shown.marked_title(new),
            "badges": shown.standing_badges(new),
            "url": comparison_url(concept, Asked(old.slug), Asked(new.slug)),
        }
        for old, new in pairs
    ]  # fmt: skip


def _heads(request: HttpRequest, concept: Concept, old: Side, new: Side) -> dict[str, Any]:
    """Collect what every comparison says first: which texts, and how to cite them."""
    town = concept.municipality
    pinned = comparison_url(concept, address_of(old, pinned=True), address_of(new, pinned=True))
    versions = [side.version for side in (old, new) if side.version]
    slots = prefetch_slots({"concepts.comparison": [new.version] if new.version else []},
                           request=request)  # fmt: skip
    sides = [_side_shown(concept, old, _("Alt")), _side_shown(concept, new, _("Neu"))]
    return {
        "municipality": town,
        "concept": concept,
        "sides": sides,
        "incomplete": [side for side in sides if side.get("hint")],
        "swapped_url": comparison_url(concept, address_of(new), address_of(old)),
        "choose_url": choose_url(concept),
        "permanent_address": request.build_absolute_uri(pinned) if len(versions) == 2 else "",
        "new_version": new.version,
        "slots": slots,
        "crumbs": [
            *_crumbs(town, concept),
            Link(_("Fassungen vergleichen"), choose_url(concept)),
            Link(_("Vergleich")),
        ],
    }


def _file(concept: Concept, old: Side, new: Side) -> Download:
    """Offer the comparison as a Word file; of frozen texts under an address for ever."""
    sides = {"old": address_of(old, pinned=True), "new": address_of(new, pinned=True)}
    where = {"municipality": concept.municipality.slug, "concept": concept.slug}
    url = reverse("concepts:comparison_file", kwargs={**where, **sides, "name": "aenderungen"})
    detail = _("mit nachverfolgten Änderungen und Gründen")
    return Download(_("Vergleich als Word-Datei"), url, "Word", detail=detail)


def _side_shown(concept: Concept, side: Side, label: str) -> dict[str, Any]:
    """Describe one side: what it is, where it stands, which text exactly."""
    if side.strand is not None:
        return {"label": label, "title": content(side.strand.name), "is_draft": True,
                "word": side.strand.get_kind_display()}  # fmt: skip
    assert side.version is not None
    text = side.text
    return {
        "label": label,
        "title": shown.marked_title(side.version),
        "url": shown.text_url(side.version, concept, text)
        if text
        else version_url(side.version, concept),
        "badges": shown.badges(side.version, text),
        "hash": side.hash[:SHORT],
        "recorded": text.recorded if text else None,
        "hint": shown.completeness_hint(text) if text else None,
        "has_no_text": text is None,
        "reason": side.version.no_text_reason,
    }


def _tabs(request: HttpRequest, view: View) -> list[Tab]:
    """Lead to the three ways of looking; what was chosen in one does not fit the others."""
    labels = {
        "text": _("Im Text markiert"),
        "synopse": _("Synopse (alt / neu)"),
        "elemente": _("Was ist aus den Elementen geworden"),
    }
    return [
        Tab(label, f"?ansicht={key}" if key != "text" else request.path, key == view)
        for key, label in labels.items()
    ]


def _texts(request: HttpRequest, pair: Pair, view: View) -> dict[str, Any]:
    """Collect marked text or synopsis: the changes of one page."""
    fields = pages.first_level(pair)
    form = _filter(request, pair, fields, of_elements=False)
    changes = filtered(
        pair.laid,
        kind=cast("Kind | None", form.chosen("art") or None),
        within=_field(form, fields),
    )
    extent = _one_of(request.GET.get("zeigen", ""), get_args(Extent))
    pages_of_ends: dict[str, str] = {}
    if extent == "alles":
        page = paginate(request, range(len(pair.laid.rows)), per_page=ROWS_PER_PAGE)
        rows = everything(pair.laid, page.rows[0], page.rows[-1] + 1) if page.rows else []
        pages_of_ends = _pages_of_ends(request, pair)
    elif extent == "druck":
        page, rows = None, around(pair.laid, changes)
    else:
        page = paginate(request, changes, per_page=PER_PAGE)
        rows = around(pair.laid, page.rows)
    write = pages.synopsis_page if view == "synopse" else pages.inline_page
    counts = pair.laid.counts(pair.laid.changes)
    return {
        "form": form,
        "extent": extent,
        "page": page,
        "written": write(pair, rows, request, pages_of_ends) if rows else "",
        "anchors": pages.anchors(rows),
        "total": len(changes),
        "all_changes": len(pair.laid.changes),
        "counts": [
            {"label": KIND_WORDS[kind][0], "kind": kind, "count": counts[kind]}
            for kind in KINDS
            if kind in counts
        ],
        "renumbered": pair.laid.renumbered,
    }


def _pages_of_ends(request: HttpRequest, pair: Pair) -> dict[str, str]:
    """Tell for each end of a move on which page of the whole text it stands, as a query."""
    found = {}
    for index in sorted({*pair.laid.gaps, *pair.laid.gaps.values()}):
        query = request.GET.copy()
        query["seite"] = str(index // ROWS_PER_PAGE + 1)
        found[end_of(pair.laid.rows[index])] = f"?{query.urlencode()}"
    return found


def _elements(request: HttpRequest, pair: Pair) -> dict[str, Any]:
    """Collect what became of the elements: counts of all, and one page of them."""
    lines, recorded = pages.lines_of(pair)
    fields = pages.first_level(pair)
    form = _filter(request, pair, fields, of_elements=True)
    field = _field(form, fields)
    chosen = pages.within(lines, pair, field) if field else lines
    shows_all = request.GET.get("zeigen") == "alles"
    if kind := _one_of(form.chosen("art"), ("", *BECAME_KINDS)):
        chosen = [line for line in chosen if line.kind == kind]
    elif not shows_all:
        chosen = [line for line in chosen if line.kind != "unchanged"]
    found = totals(lines)
    page = paginate(request, chosen, per_page=ELEMENTS_PER_PAGE)
    return {
        "form": form,
        "shows_all": shows_all,
        "kind": kind,
        "page": page,
        "rows": pages.element_rows(pair, page.rows, recorded, request),
        "totals": pages.total_rows(found),
        "elements": found.elements,
        "total": len(chosen),
    }


def _filter(
    request: HttpRequest, pair: Pair, fields: Sequence[tuple[NodeId, str]], *, of_elements: bool
) -> FilterForm:
    choices = [(str(node), name) for node, name in fields]
    return FilterForm(request.GET, of_elements=of_elements, fields=choices, auto_id="auswahl-%s")


def _field(form: FilterForm, fields: Sequence[tuple[NodeId, str]]) -> NodeId | None:
    chosen = form.chosen("feld")
    return next((node for node, _name in fields if str(node) == chosen), None)


def _one_of(given: str, known: Sequence[str]) -> Any:
    """Take what the address says if it is known, else the first."""
    return given if given in known else known[0]


def _crumbs(town: Municipality, concept: Concept) -> list[Link]:
    return [
        home_crumb(town),
        Link(_("Konzepte"), concepts_url(town.slug)),
        Link(content(concept.name), concept_url(concept)),
    ]
