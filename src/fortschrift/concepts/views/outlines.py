"""The page on which officers change the outline of a draft: levels, numbers, attributes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts import outline_shown, selectors
from fortschrift.concepts.actions import change_text
from fortschrift.concepts.addresses import concept_url, concepts_url, desk_url, outline_url
from fortschrift.concepts.errors import StaleHead
from fortschrift.concepts.forms.outline import OutlineForms, faults_of
from fortschrift.concepts.forms.outline_typed import (
    TypedLevel,
    stepped,
    typed_from,
    typed_in,
    words_from,
    words_in,
)
from fortschrift.concepts.models import Change, Strand
from fortschrift.concepts.outlines.effects import effect_of, left_behind, operations_for
from fortschrift.concepts.outlines.together import laid_together
from fortschrift.concepts.permissions import may_edit_text
from fortschrift.core.text import OUTLINE, Operation, Outline, Tree, digest
from fortschrift.core.text.instructions.outlines import outline_differences
from fortschrift.web.content import content
from fortschrift.web.shapes import Link

LONGEST_REASON = 1000
SHOW, SAVE, SAMPLE = "vorschau", "speichern", "muster"
CONFLICT, REFUSED = 409, 422


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What others did to the draft since the page was opened."""

    changes: Sequence[Change]
    differences: Sequence[str]
    both: Sequence[str]


@dataclass
class Desk:
    """What stands on the page: the draft, the fields, and what is said about them."""

    strand: Strand
    tree: Tree
    typed: list[TypedLevel]
    words: Mapping[str, Any]
    answers: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    opened: str = ""
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    meanwhile: Meanwhile | None = None
    forms: OutlineForms | None = None
    new: Outline | None = None
    asks: bool = False

    def operations(self) -> list[Operation]:
        """Give what the fields say to do, as far as it is answered."""
        assert self.new is not None
        return operations_for(self.tree, self.new, self._answered())

    def open_questions(self) -> list[outline_shown.Question]:
        """Ask about everything taken away that is in use."""
        assert self.new is not None
        uses = left_behind(self.tree, self.new)
        return outline_shown.questions(uses, self.tree, self.new, self.answers, ask=self.asks)

    def seal(self) -> str:
        """Name what a preview shows, so that only what was seen is saved."""
        assert self.new is not None
        said = f"{self.strand.head_id} {sorted(self._answered().items())}"
        return digest(OUTLINE.to_bytes(self.new) + said.encode())[:20]

    def _answered(self) -> dict[str, str]:
        assert self.new is not None
        asked = outline_shown.questions(
            left_behind(self.tree, self.new), self.tree, self.new, self.answers, ask=False
        )
        return {each.name: each.answer for each in asked if each.answer}


@login_required
def outline(request: HttpRequest, municipality: str, concept: str) -> HttpResponse:
    """Show the outline of a draft in fields, take steps on them, preview and save it."""
    assert isinstance(request.user, User)
    town = municipality_or_404(municipality)
    require(may_edit_text(request.user, town))
    found = selectors.concept(town, concept)
    if found is None:
        raise Http404(_("Dieses Konzept ist hier nicht verzeichnet."))
    drafts = list(selectors.open_drafts(found))
    wanted = request.GET.get("entwurf", "")
    chosen = [each for each in drafts if each.slug == wanted] if wanted else drafts
    if wanted and not chosen:
        raise Http404(_("Diesen Entwurf gibt es hier nicht."))
    if len(chosen) != 1:
        context = {"municipality": town, "concept": found, "drafts": drafts}
        return render(request, "concepts/outlines/drafts.html", context | _crumbs(found))
    if request.method == "POST":
        return _answer(request, chosen[0], request.user)
    return _page(request, _desk(chosen[0]))


def _desk(strand: Strand) -> Desk:
    tree = selectors.text_of_draft(strand).tree
    return Desk(strand, tree, typed_from(tree.outline), words_from(tree.outline))


def _answer(request: HttpRequest, strand: Strand, user: User) -> HttpResponse:
    """Do what a button asked for; what stands in the fields stays whatever comes of it."""
    data, step = request.POST, request.POST.get("schritt", SHOW)
    desk = _desk(strand)
    desk.typed, desk.words = typed_in(data), words_in(data)
    desk.answers = {key.removeprefix("wird-"): value for key, value in data.items()
                    if key.startswith("wird-") and isinstance(value, str)}  # fmt: skip
    desk.reason = data.get("grund", "").strip()
    if step not in (SHOW, SAVE, SAMPLE):
        desk.typed = stepped(desk.typed, step)
        desk.opened = _touched(step, desk.typed)
        return _page(request, desk, base=data.get("base", ""))
    is_current = _read(desk, data.get("base", ""))
    if step == SAMPLE:
        return JsonResponse(_sampled(desk))
    if desk.new is None:
        return _page(request, desk, status=REFUSED, base=data.get("base", ""))
    if not is_current:
        return _page(request, desk, status=CONFLICT)
    if step == SHOW:
        return _page(request, desk)
    return _save(request, desk, user)


def _read(desk: Desk, base: str) -> bool:
    """Make an outline of the fields; False when others have changed the draft meanwhile.

    Theirs and mine are then laid together, and the fields show what came out.
    """
    head = str(desk.strand.head_id)
    began = None if base == head else selectors.outline_before(desk.strand, _uuid(base))
    desk.forms = OutlineForms(desk.typed, desk.words, base=began or desk.tree.outline, ask=True)
    desk.new = desk.forms.outline()
    desk.faults = [*faults_of(desk.forms), *((each, "", "") for each in desk.forms.faults)]
    if base == head:
        return True
    began = began or desk.tree.outline
    theirs = list(outline_differences(began, desk.tree.outline))
    both: list[str] = []
    if desk.new is not None:
        laid = laid_together(began, theirs=desk.tree.outline, mine=desk.new)
        desk.new, both = laid.outline, laid.both
        desk.typed, desk.words = typed_from(laid.outline), words_from(laid.outline)
        desk.forms = None
    since = selectors.changes_since(desk.strand, _uuid(base))
    desk.meanwhile = Meanwhile(since, theirs, both)
    return False


def _save(request: HttpRequest, desk: Desk, user: User) -> HttpResponse:
    """Change the outline, if what is asked is answered and was seen."""
    desk.asks = True
    desk.faults += _lacking(request, desk)
    if desk.faults:
        return _page(request, desk, status=REFUSED)
    try:
        change_text(
            desk.strand, operations=desk.operations(), base=desk.strand.head_id,
            reason=desk.reason, actor=user, now=timezone.now(),
        )  # fmt: skip
    except StaleHead as stale:
        return _answer(request, stale.strand, user)
    except ValidationError as error:
        desk.faults += [(message, "", "") for message in error.messages]
        return _page(request, desk, status=REFUSED)
    messages.success(request, _("Die Gliederung ist geändert."))
    return HttpResponseRedirect(outline_url(desk.strand.concept, desk.strand))


def _lacking(request: HttpRequest, desk: Desk) -> list[tuple[str, str, str]]:
    """List what stands between a preview and saving it."""
    if not desk.operations():
        return [(_("An der Gliederung ist nichts geändert."), "", "")]
    lacking = [
        (_("Bitte wählen Sie, was daraus wird."), each.label, f"wird-{each.name}")
        for each in desk.open_questions()
        if each.is_missing
    ]
    if not desk.reason:
        lacking.append((_("Bitte nennen Sie den Grund."), _("Grund"), "grund"))
    elif len(desk.reason) > LONGEST_REASON:
        most = _("Höchstens %(most)d Zeichen.") % {"most": LONGEST_REASON}
        lacking.append((most, _("Grund"), "grund"))
    if not lacking and request.POST.get("gesehen") != desk.seal():
        seen = _("Seit der Vorschau hat sich etwas geändert. Bitte sehen Sie die Wirkung noch an.")
        lacking.append((seen, "", "wirkung"))
    return lacking


def _page(
    request: HttpRequest, desk: Desk, *, status: int = 200, base: str | None = None
) -> HttpResponse:
    """Show the fields; with a preview where they make an outline."""
    strand, concept = desk.strand, desk.strand.concept
    forms = desk.forms or OutlineForms(desk.typed, desk.words, base=desk.tree.outline, ask=False)
    context: dict[str, Any] = {
        "municipality": concept.municipality,
        "concept": concept,
        "strand": strand,
        "desk_url": desk_url(strand),
        "base": strand.head_id if base is None else base,
        "rows": [
            (row, sample, row.has_errors or row.id == desk.opened)
            for row, sample in zip(forms.rows, _samples(desk, forms), strict=True)
        ],
        "words": forms.words,
        "faults": desk.faults,
        "meanwhile": desk.meanwhile,
        "reason": desk.reason,
        "longest_reason": LONGEST_REASON,
    }
    if desk.new is not None:
        context |= _preview(desk, desk.new)
    return render(
        request, "concepts/outlines/outline.html", context | _crumbs(concept), status=status
    )


def _preview(desk: Desk, new: Outline) -> dict[str, Any]:
    operations = desk.operations()
    effect = effect_of(desk.tree, operations)
    return {
        "effect": outline_shown.shown_effect(desk.tree, new, effect),
        "changes_something": bool(operations),
        "questions": desk.open_questions(),
        "seal": desk.seal(),
    }


def _samples(desk: Desk, forms: OutlineForms) -> list[str]:
    """Show the numbers of each row: by the outline the fields make, or the one there is."""
    made = (
        desk.new or OutlineForms(desk.typed, desk.words, base=desk.tree.outline, ask=True).outline()
    )
    if made is None:
        return [""] * len(forms.rows)
    lines = outline_shown.sample_lines(made)
    return [lines.get(level.key, "") for level in made.levels]


def _sampled(desk: Desk) -> dict[str, str]:
    """Give the samples, or what is wrong with a pattern, by the id of the row."""
    assert desk.forms is not None or desk.new is not None
    if desk.forms is None:  # laid together with what others did: the next preview shows it
        return {}
    lines = _samples(desk, desk.forms)
    wrong = {
        row.id: " ".join(map(str, row.form.errors.get("pattern", []))) for row in desk.forms.rows
    }
    return {row.id: wrong[row.id] or line for row, line in zip(desk.forms.rows, lines, strict=True)}


def _touched(step: str, typed: Sequence[TypedLevel]) -> str:
    """Tell which level a step was about: it stays open."""
    which = step.partition(":")[2].partition(":")[0]
    return which or (typed[-1].id if typed else "")


def _uuid(words: str) -> UUID:
    try:
        return UUID(words)
    except ValueError:
        return UUID(int=0)


def _crumbs(concept: Any) -> dict[str, list[Link]]:
    town = concept.municipality
    return {
        "crumbs": [
            home_crumb(town),
            Link(_("Konzepte"), concepts_url(town.slug)),
            Link(content(concept.name), concept_url(concept)),
            Link(_("Gliederung")),
        ]
    }
