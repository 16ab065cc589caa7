"""The pages on which something begins from nothing: a concept, or an empty draft of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts import outline_shown, selectors
from fortschrift.concepts.actions import begin_concept, begin_draft
from fortschrift.concepts.addresses import concept_url, concepts_url, desk_url
from fortschrift.concepts.forms.beginning import OF_CONCEPT, READY, BeginForm, EmptyDraftForm
from fortschrift.concepts.models import Concept, Strand
from fortschrift.concepts.outlines import ready_outlines
from fortschrift.concepts.permissions import may_edit_text, may_keep_concepts
from fortschrift.core.names import plain_word
from fortschrift.core.text import Outline
from fortschrift.web.content import content
from fortschrift.web.shapes import Link

REFUSED = 422
#: An address under which something else lies already.
_TAKEN = "neu"
_LONGEST = 70


@dataclass(frozen=True, slots=True)
class Offer:
    """An outline to choose, as the page shows it."""

    value: str
    title: str
    detail: str
    levels: str
    known: str
    sources: tuple[Link, ...]
    chosen: bool


@login_required
def begin(request: HttpRequest, municipality: str) -> HttpResponse:
    """Begin a concept with an outline and a draft that is written from nothing."""
    assert isinstance(request.user, User)
    town = municipality_or_404(municipality)
    require(may_keep_concepts(request.user, town))
    require(may_edit_text(request.user, town))
    concepts = selectors.outlines_of(town)
    form = BeginForm(request.POST or None, concepts=concepts, ready=ready_outlines())
    strand = _begin(form, town, request.user) if form.is_valid() else None
    if strand is not None:
        messages.success(request, _("Das Konzept ist begonnen."))
        return HttpResponseRedirect(desk_url(strand))
    crumbs = [Link(_("Neues Konzept"))]
    return _page(request, "concepts/outlines/begin.html", form, concepts, town=town, crumbs=crumbs)


@login_required
def begin_empty(request: HttpRequest, municipality: str, concept: str) -> HttpResponse:
    """Begin an empty draft of a concept that is there, for example without any text."""
    assert isinstance(request.user, User)
    town = municipality_or_404(municipality)
    require(may_edit_text(request.user, town))
    found = selectors.concept(town, concept)
    if found is None:
        raise Http404(_("Dieses Konzept ist hier nicht verzeichnet."))
    concepts = selectors.outlines_of(town)
    form = EmptyDraftForm(
        request.POST or None, concepts=concepts, ready=ready_outlines(),
        initial={"outline": f"{OF_CONCEPT}:{found.slug}", **_other_name(found)},
    )  # fmt: skip
    strand = _begin_empty(form, found, request.user) if form.is_valid() else None
    if strand is not None:
        messages.success(request, _("Der Entwurf „%(name)s“ ist begonnen.") % {"name": strand})
        return HttpResponseRedirect(desk_url(strand))
    crumbs = [Link(content(found.name), concept_url(found)), Link(_("Leerer Entwurf"))]
    return _page(
        request, "concepts/outlines/begin_empty.html", form, concepts, town=town, crumbs=crumbs,
        concept=found,
    )  # fmt: skip


def _other_name(concept: Concept) -> dict[str, str]:
    """Do not call a draft the first where there is one already."""
    return {"draft": _("Neuer Entwurf")} if concept.strands.exists() else {}


def _page(
    request: HttpRequest,
    template: str,
    form: EmptyDraftForm,
    concepts: Sequence[tuple[Concept, Outline]],
    *,
    town: Municipality,
    crumbs: list[Link],
    **more: object,
) -> HttpResponse:
    """Show a form with the outlines there are to choose from."""
    chosen = str(form["outline"].value() or "")
    ready = _ready(chosen)
    others = [each for each in ready if each.sources]
    own = [
        _offer(f"{OF_CONCEPT}:{each.slug}", each.name, each.kind, outline, chosen)
        for each, outline in concepts
    ]
    return render(
        request,
        template,
        {
            "municipality": town,
            "form": form,
            "offers": [
                (_("Wie in einem Konzept dieser Kommune"), own),
                (_("Ohne Vorbild"), [each for each in ready if not each.sources]),
            ],
            "ready": others,
            "is_ready_chosen": any(each.chosen for each in others),
            "crumbs": [home_crumb(town), Link(_("Konzepte"), concepts_url(town.slug)), *crumbs],
            **more,
        },
        status=REFUSED if form.is_bound else 200,
    )


def _begin_empty(form: EmptyDraftForm, concept: Concept, user: User) -> Strand | None:
    """Begin the draft; what is refused stands in the form."""
    try:
        return begin_draft(
            concept, name=form.cleaned_data["draft"].strip(), outline=form.chosen(), actor=user,
            now=timezone.now(),
        )  # fmt: skip
    except ValidationError as error:
        form.add_error("draft", ValidationError(error.messages))
        return None


def _begin(form: BeginForm, town: Municipality, user: User) -> Strand | None:
    """Begin the concept; what is refused stands in the form."""
    said = form.cleaned_data
    try:
        return begin_concept(
            town, slug=_slug(said["name"], town), name=said["name"], kind=said["kind"],
            summary=said["summary"], draft=said["draft"], outline=form.chosen(), actor=user,
            now=timezone.now(),
        )  # fmt: skip
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return None


def _slug(name: str, town: Municipality) -> str:
    """Make an address of a name that no other concept has."""
    slug = plain_word(name, "-")[:_LONGEST].strip("-") or "konzept"
    taken = {_TAKEN, *selectors.slugs_of(town)}
    candidates = (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in candidates if each not in taken)


def _ready(chosen: str) -> list[Offer]:
    return [
        _offer(
            f"{READY}:{each.key}", each.title, each.kind, each.outline, chosen, known=each.known,
            sources=tuple(Link(source.title, source.url) for source in each.sources),
        )
        for each in ready_outlines().values()
    ]  # fmt: skip


def _offer(
    value: str,
    title: str,
    detail: str,
    outline: Outline,
    chosen: str,
    *,
    known: str = "",
    sources: tuple[Link, ...] = (),
) -> Offer:
    return Offer(
        value, title, detail, outline_shown.levels_line(outline),
        known, sources, value == chosen,
    )  # fmt: skip
