"""Laying proposals before a draft that they are not on yet: the offers, and the act."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import municipality_or_404
from fortschrift.concepts import actions, selectors
from fortschrift.concepts.comparing.sides import amendment_url, proposals_to
from fortschrift.concepts.models import Amendment, Concept, CurrentWording, Strand
from fortschrift.concepts.permissions import may_record_amendments
from fortschrift.web.content import content


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft, and the proposals that can be laid before it.

    ``rows`` are given where the page lists them: label, address and number of each.
    """

    strand: Strand
    number: int
    url: str
    rows: Sequence[tuple[str, str, int]] = ()


@login_required
@require_POST
def lay(request: HttpRequest, municipality: str, concept: str) -> HttpResponse:
    """Lay the proposals that were ticked before a draft, and show what lies on it."""
    assert isinstance(request.user, User)
    town = municipality_or_404(municipality)
    require(may_record_amendments(request.user, town))
    found = selectors.concept_only(town, concept)
    strand = _strand(found, request.POST.get("strand", "")) if found else None
    if strand is None:
        raise Http404(_("Diesen Entwurf gibt es hier nicht."))
    wanted = request.POST.getlist("number")
    chosen = [each for each in _missing(strand) if str(each.number) in wanted]
    if not chosen:
        messages.error(request, _("Bitte wählen Sie mindestens einen Vorschlag, der zu diesem"
                                  " Entwurf noch nicht vorliegt."))  # fmt: skip
        return HttpResponseRedirect(proposals_to(strand))
    try:
        laid = actions.lay_amendments(
            strand, amendments=chosen, actor=request.user, now=timezone.now()
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _laid_words(laid, strand))
    return HttpResponseRedirect(proposals_to(strand))


def offers(drafts: Sequence[Strand], chosen: Strand | None) -> list[Offer]:
    """Say what can be laid before each draft; for the chosen one alone, with what it is."""
    asked = [each for each in drafts if chosen in (None, each)]
    missing = selectors.missing_on(asked)
    return [
        Offer(each, len(rows), proposals_to(each), _listed(each.concept, rows) if chosen else ())
        for each in asked
        if (rows := missing.get(each.pk))
    ]


def drafts_for(amendment: Amendment) -> list[Strand]:
    """List the drafts that a proposal can be laid before."""
    drafts = list(selectors.open_drafts(amendment.concept))
    missing = selectors.missing_on(drafts)
    return [each for each in drafts if amendment in missing.get(each.pk, [])]


def lay_url(concept: Concept) -> str:
    return reverse("concepts:lay_amendments", args=[concept.municipality.slug, concept.slug])


def _listed(concept: Concept, rows: Sequence[Amendment]) -> list[tuple[str, str, int]]:
    return [(content(str(each)), amendment_url(concept, each.number), each.number) for each in rows]


def _strand(concept: Concept, slug: str) -> Strand | None:
    return selectors.open_drafts(concept).filter(slug=slug).first()


def _missing(strand: Strand) -> list[Amendment]:
    return selectors.missing_on([strand]).get(strand.pk, [])


def _laid_words(laid: Sequence[CurrentWording], strand: Strand) -> str:
    number, unfit = len(laid), sum(each.state == CurrentWording.State.UNFIT for each in laid)
    words = ngettext(
        "%(n)d Vorschlag liegt jetzt zu „%(draft)s“ vor.",
        "%(n)d Vorschläge liegen jetzt zu „%(draft)s“ vor.", number,
    ) % {"n": number, "draft": strand.name}  # fmt: skip
    if not unfit:
        return words
    changed = ngettext(
        "Bei %(n)d hat sich die Textstelle geändert.",
        "Bei %(n)d haben sich die Textstellen geändert.", unfit,
    ) % {"n": unfit}  # fmt: skip
    return f"{words} {changed}"
