"""The drafts of a concept: which there are, and beginning one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.accounts.models import User
from fortschrift.accounts.scope import municipality_or_404
from fortschrift.concepts import actions, scratch, selectors, shown
from fortschrift.concepts.comparing.sides import amendments_url, proposals_to
from fortschrift.concepts.forms.drafting import BeginForm
from fortschrift.concepts.models import Amendment, Concept, Strand, Version, VersionText
from fortschrift.concepts.views.entrance import at_desk
from fortschrift.concepts.views.room import Room, drafts_crumbs, writer
from fortschrift.web.pagination import paginate

#: Proposals that can be taken along, by version.
Waiting = Mapping[UUID, list[Amendment]]


@at_desk
def drafts(request: HttpRequest, municipality: str, concept: str) -> HttpResponse:
    """List the drafts of a concept, and begin one."""
    town = municipality_or_404(municipality)
    user = writer(request, town)
    found = selectors.concept(town, concept)
    if found is None:
        raise Http404(_("Dieses Konzept ist hier nicht verzeichnet."))
    with_text, strands = selectors.shown_texts(found), list(selectors.strands_of(found))
    texts = [each for each in selectors.versions_of(found).reverse() if each.pk in with_text]
    waiting = _waiting(found, with_text)
    form = BeginForm(
        request.POST or None, starts=_starts(texts, strands, waiting),
        with_proposals=any(waiting.values()), initial=_initial(request, texts),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        begun = _begin(form, texts, strands, user, waiting)
        if begun is not None:
            messages.success(request, _("Der Entwurf „%(name)s“ ist begonnen.") % {"name": begun})
            return HttpResponseRedirect(Room(town, begun, user).url())
    return render(
        request, "concepts/desk/drafts.html",
        {
            "municipality": town, "concept": found, "form": form,
            "has_text": bool(texts or strands),
            "page": (page := paginate(request, selectors.strands_of(found))),
            "rows": _rows(list(page), user, town), "proposals_url": amendments_url(found),
            "crumbs": drafts_crumbs(town, found),
        },
        status=422 if form.is_bound else 200,
    )  # fmt: skip


def _waiting(concept: Concept, texts: Mapping[UUID, VersionText]) -> Waiting:
    """Give by version what of the proposals nobody decided can be taken to a new draft of it."""
    at = selectors.layable_at(concept, {each.change_id for each in texts.values()})
    return {version: at.get(text.change_id, []) for version, text in texts.items()}


def _starts(texts: list[Version], strands: list[Strand], waiting: Waiting) -> list[tuple[str, Any]]:
    versions = [(f"fassung:{each.slug}", _counted(each, len(waiting[each.pk]))) for each in texts]
    drafts = [(f"entwurf:{each.slug}", each.name) for each in strands if not _successor(each)]
    groups = [(str(_("Text einer Fassung")), versions), (str(_("Stand eines Entwurfs")), drafts)]
    return [group for group in groups if group[1]]


def _counted(version: Version, waiting: int) -> str:
    """Name a version with the proposals that can be taken along."""
    name = shown.title(version)
    if not waiting:
        return name
    words = ngettext("%(n)d offener Vorschlag", "%(n)d offene Vorschläge", waiting)
    return f"{name} ({words % {'n': waiting}})"


def _initial(request: HttpRequest, texts: list[Version]) -> dict[str, str]:
    wanted = request.GET.get("fassung", "")
    if wanted:
        return {"start": f"fassung:{wanted}"}
    return {"start": f"fassung:{texts[0].slug}"} if texts else {}


def _begin(
    form: BeginForm, texts: list[Version], strands: list[Strand], user: User, waiting: Waiting
) -> Strand | None:
    """Begin the draft; what is refused stands in the form."""
    what, _colon, slug = form.cleaned_data["start"].partition(":")
    said = {"name": form.cleaned_data["name"].strip(), "kind": form.cleaned_data["kind"]}
    try:
        if what == "fassung":
            version = next(each for each in texts if each.slug == slug)
            taken = waiting[version.pk] if form.cleaned_data.get("take") else []
            return actions.begin_strand(
                version, amendments=taken, actor=user, now=timezone.now(), **said
            )
        strand = next(each for each in strands if each.slug == slug)
        return actions.branch_strand(strand, actor=user, now=timezone.now(), **said)
    except ValidationError as error:
        field = "name" if "name" in getattr(error, "error_dict", {}) else None
        form.add_error(field, ValidationError(error.messages))
        return None


def _rows(strands: list[Strand], user: User, town: Any) -> list[dict[str, Any]]:
    origins = selectors.begun_from(strands)
    unsaved = scratch.unsaved_by_strand(user, [each.pk for each in strands])
    waiting = selectors.open_on_strands(each.pk for each in strands)
    return [
        {
            "strand": each, "url": Room(town, each, user).url(),
            "waiting": waiting.get(each.pk, 0), "proposals_url": proposals_to(each),
            "origin": _origin(origins.get(each.begun_at_id)),
            "unsaved": unsaved.get(each.pk, 0), "successor": _successor(each),
            "is_touched": each.head_id != each.begun_at_id,
        }
        for each in strands
    ]  # fmt: skip


def _origin(version: Version | None) -> str:
    return shown.title(version) if version else ""


def _successor(strand: Strand) -> Strand | None:
    return getattr(strand, "replaced_by", None)
