"""Acts on the structure of a draft: step, add, move, part, unite, strike; each a plain post."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fortschrift.concepts import actions, repository, selectors
from fortschrift.concepts.desk import signs, structure
from fortschrift.concepts.desk.editing import attribute_types
from fortschrift.concepts.errors import StaleHead
from fortschrift.concepts.forms.drafting import LevelForm, MoveForm, PartForm, ReasonForm
from fortschrift.concepts.models import Change
from fortschrift.concepts.selectors import DraftText
from fortschrift.concepts.views.desk import add_form, name_of
from fortschrift.concepts.views.entrance import at_desk
from fortschrift.concepts.views.meanwhile import names_of
from fortschrift.concepts.views.room import Room, base_of, node_or_404, room_or_404
from fortschrift.concepts.views.writing import remember_typed
from fortschrift.core.text import (
    BLOCKS,
    NodeId,
    NodeState,
    Operation,
    TextError,
    Tree,
    plain,
    shown_number,
)
from fortschrift.core.text.merging.rebase import rebase
from fortschrift.web.concept_text import label
from fortschrift.web.content import content
from fortschrift.web.shapes import Link

Compute = Callable[[Tree], tuple[Operation, ...]]


@at_desk
@require_POST
def step(
    request: HttpRequest, municipality: str, concept: str, strand: str, node: str
) -> HttpResponse:
    """Take one step (up, down, indent, outdent), or go to where somebody dropped it."""
    room, text, element = _found(request, municipality, concept, strand, node)
    wanted, where = request.POST.get("step", ""), request.POST.get("where", "")
    target = text.by_slug.get(request.POST.get("target", ""))

    def compute(tree: Tree) -> tuple[Operation, ...]:
        if wanted in structure.STEPS:
            return structure.stepped(tree, element, wanted)
        if target is None or where not in structure.WHERES:
            raise structure.NotOffered
        return structure.moved(tree, element, target, where)

    remember_typed(request, room, text, element)
    _change(request, room, base_of(request, room), element, compute)
    return HttpResponseRedirect(room.row_url(node))


@at_desk
@require_POST
def add(
    request: HttpRequest, municipality: str, concept: str, strand: str, node: str
) -> HttpResponse:
    """Add an element before, after or below another one, and lead to it."""
    room, text, element = _found(request, municipality, concept, strand, node)
    form = add_form(text, element, request.POST)
    if form is None or not form.is_valid():
        remember_typed(request, room, text, element)
        messages.error(request, _("Bitte sagen Sie, was hinzukommt und wie es heißt."))
        return HttpResponseRedirect(room.row_url(node))
    remember_typed(request, room, text, element)
    where, _colon, kind = form.cleaned_data["what"].partition(":")
    new = NodeId(uuid4())
    state = NodeState(new, kind, _heading(form.cleaned_data["title"]))

    def compute(tree: Tree) -> tuple[Operation, ...]:
        return structure.added(tree, element, where, state)

    if not _change(request, room, base_of(request, room), new, compute):
        return HttpResponseRedirect(room.row_url(node))
    return HttpResponseRedirect(room.row_url(new.hex[:12]))


@at_desk
def move(
    request: HttpRequest, municipality: str, concept: str, strand: str, node: str
) -> HttpResponse:
    """Choose where an element goes."""
    room, text, element = _found(request, municipality, concept, strand, node)
    form = MoveForm(request.POST or None, targets=_targets(text, element))
    if request.method == "POST" and form.is_valid():
        where, _colon, slug = form.cleaned_data["target"].partition(":")
        target = text.by_slug[slug]

        def compute(tree: Tree) -> tuple[Operation, ...]:
            return structure.moved(tree, element, target, where)

        _change(request, room, base_of(request, room), element, compute,
                reason=form.cleaned_data["reason"])  # fmt: skip
        return HttpResponseRedirect(room.row_url(node))
    return _page(request, room, text, element, form, which="move", title=_("Verschieben"))


@at_desk
def relevel(
    request: HttpRequest, municipality: str, concept: str, strand: str, node: str
) -> HttpResponse:
    """Make an element one of another level; what is below becomes what may stand there."""
    room, text, element = _found(request, municipality, concept, strand, node)
    levels = structure.other_levels(text.tree, element)
    form = LevelForm(request.POST or None, levels=[(each.key, each.singular) for each in levels])
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["level"]
        said = _("„%(name)s“ hat jetzt die Ebene „%(level)s“.") % {
            "name": name_of(text, element),
            "level": next(each.singular for each in levels if each.key == key),
        }  # fmt: skip
        _change(
            request, room, base_of(request, room), element,
            lambda tree: structure.relevelled(tree, element, key),
            reason=form.cleaned_data["reason"], said=said,
        )  # fmt: skip
        return HttpResponseRedirect(room.row_url(node))
    return _page(
        request, room, text, element, form, which="level", title=_("Ebene ändern"), levels=levels,
        now=_level_name(text.tree, element),
        has_below=bool(structure.elements_below(text.tree, element)),
    )  # fmt: skip


@at_desk
def part(
    request: HttpRequest, municipality: str, concept: str, strand: str, node: str
) -> HttpResponse:
    """Part an element in two."""
    room, text, element = _found(request, municipality, concept, strand, node)
    starts = [(str(each.id), _start(text, each)) for each in structure.parts_of(text.tree, element)]
    form = PartForm(request.POST or None, starts=starts)
    if request.method == "POST" and form.is_valid():
        new, data = NodeId(uuid4()), form.cleaned_data
        start = next(each.id for each in structure.parts_of(text.tree, element)
                     if str(each.id) == data["start"])  # fmt: skip
        if _try(request, lambda: actions.part_element(
            room.strand, element=element, start=start, heading=_heading(data["title"]), new=new,
            base=base_of(request, room).pk, reason=data["reason"], actor=room.user,
            now=timezone.now(),
        )):  # fmt: skip
            messages.success(request, _("Der zweite Teil heißt „%(title)s“.") % data)
            return HttpResponseRedirect(room.row_url(new.hex[:12]))
        return HttpResponseRedirect(room.url("desk_element", node))
    return _page(request, room, text, element, form, which="part", title=_("Teilen"))


@at_desk
def unite(
    request: HttpRequest, municipality: str, concept: str, strand: str, node: str
) -> HttpResponse:
    """Unite an element with the next one of its level."""
    room, text, element = _found(request, municipality, concept, strand, node)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _try(request, lambda: actions.unite_elements(
            room.strand, element=element, base=base_of(request, room).pk, actor=room.user,
            now=timezone.now(), reason=form.cleaned_data["reason"],
        )):  # fmt: skip
            messages.success(request, _("Beide sind zusammengeführt."))
        return HttpResponseRedirect(room.row_url(node))
    other = structure.following(text.tree, element)
    labels = {each.key: each.label for each in attribute_types(text.tree, element)}
    lost = [labels.get(key, key) for key in structure.lost_by_uniting(text.tree, element)]
    return _page(
        request, room, text, element, form, which="unite", title=_("Zusammenführen"), other=other,
        other_name=name_of(text, other.id) if other else "", lost=lost,
    )  # fmt: skip


@at_desk
def strike(
    request: HttpRequest, municipality: str, concept: str, strand: str, node: str
) -> HttpResponse:
    """Strike an element with all below it."""
    room, text, element = _found(request, municipality, concept, strand, node)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        parent = text.tree.parent_of(element)
        said = _("„%(name)s“ ist gestrichen. Im Verlauf lässt sich das zurücknehmen.")
        if _change(
            request, room, base_of(request, room), element,
            lambda tree: structure.struck(tree, element), reason=form.cleaned_data["reason"],
            said=said % {"name": name_of(text, element)},
        ):  # fmt: skip
            above = text.row_of(parent).slug if parent else ""
            return HttpResponseRedirect(room.row_url(above) if above else room.url())
        return HttpResponseRedirect(room.row_url(node))
    below = [each for each in text.tree.walk(element) if each.kind not in BLOCKS][1:]
    return _page(request, room, text, element, form, which="strike", title=_("Streichen"),
                 below=[name_of(text, each.id) for each in below])  # fmt: skip


def _found(
    request: HttpRequest, municipality: str, concept: str, strand: str, node: str
) -> tuple[Room, DraftText, NodeId]:
    room = room_or_404(request, municipality, concept, strand)
    text = selectors.draft_text(room.strand)
    return room, text, node_or_404(text, node)


# ---- doing it


def _change(
    request: HttpRequest, room: Room, base: Change, element: NodeId, compute: Compute, *,
    reason: str = "", said: str = "",
) -> bool:  # fmt: skip
    """Change the structure as it was seen; what others did meanwhile is met, never undone."""
    tree = repository.text_at(base).tree if base.pk != room.strand.head_id else None
    seen = tree or repository.load(room.strand).tree
    try:
        operations = compute(seen)
    except (structure.NotOffered, ValueError, TextError):
        messages.error(request, _("Dieser Schritt ist hier nicht möglich."))
        return False
    try:
        _write(room, operations, base, reason)
    except StaleHead as stale:
        return _change_met(
            request, room, stale, operations=operations, seen=seen, reason=reason, element=element
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, said or _place_words(room, element))
    return True


def _write(room: Room, operations: tuple[Operation, ...], base: Change, reason: str) -> None:
    actions.change_text(
        room.strand, operations=operations, base=base.pk, actor=room.user, now=timezone.now(),
        reason=reason,
    )  # fmt: skip


def _change_met(
    request: HttpRequest, room: Room, stale: StaleHead, *, operations: tuple[Operation, ...],
    seen: Tree, reason: str, element: NodeId,
) -> bool:  # fmt: skip
    names = names_of(stale.theirs, room.user)
    theirs = repository.operations_of_changes([each.pk for each in stale.theirs])
    try:
        carried = rebase(operations, theirs, seen) if stale.base else ()
        room.strand.refresh_from_db()
        if not carried:
            raise ValidationError("")
        _write(room, carried, room.strand.head, reason)
    except (TextError, ValidationError):
        messages.warning(request, _unfit_words(names))
        return False
    messages.success(
        request,
        _("%(done)s Ihre Änderung wurde mit der von %(names)s zusammengeführt.")
        % {"done": _place_words(room, element), "names": names or _("Ihnen selbst")},
    )
    return True


def _unfit_words(names: str) -> str:
    """Say that a step no longer fits, and because of whom."""
    if not names:
        return _("Sie haben hier inzwischen selbst etwas geändert, zu dem dieser Schritt nicht mehr"
                 " passt. Es ist nichts geschehen; hier steht der neue Stand.")  # fmt: skip
    return _("%(names)s hat an dieser Stelle gerade etwas geändert, zu dem dieser Schritt nicht"
             " mehr passt. Es ist nichts geschehen; hier steht der neue Stand.") % {
        "names": names,
    }  # fmt: skip


def _try(request: HttpRequest, work: Callable[[], object]) -> bool:
    """Do an act; what is refused is said, and nothing has happened then."""
    try:
        work()
    except StaleHead:
        messages.warning(
            request, _("Der Entwurf ist inzwischen geändert worden. Es ist noch nichts geschehen;"
                       " bitte sehen Sie sich den neuen Stand an."),
        )  # fmt: skip
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    return True


def _place_words(room: Room, element: NodeId) -> str:
    """Say where an element stands now, for eyes and ears."""
    tree = repository.load(room.strand).tree
    if element not in tree:
        return _("Erledigt.")
    parent = tree.parent_of(element)
    assert parent is not None
    siblings = [each.id for each in structure.elements_below(tree, parent)]
    above = tree[parent].title if parent != tree.root else _("Konzept")
    return _("„%(name)s“ steht jetzt unter „%(above)s“ an %(at)d. Stelle von %(all)d.") % {
        "name": tree[element].title or _("ohne Überschrift"), "above": above,
        "at": siblings.index(element) + 1, "all": len(siblings),
    }  # fmt: skip


def _heading(words: str) -> Any:
    return signs.read(" ".join(words.split()), {})


# ---- pages


def _page(
    request: HttpRequest, room: Room, text: DraftText, element: NodeId, form: Form, *,
    which: str, title: str, **more: Any,
) -> HttpResponse:  # fmt: skip
    slug = text.row_of(element).slug
    name = name_of(text, element)
    url = room.url("desk_element", slug)
    context = room.context(
        Link(content(name), url), Link(title), form=form, name=name, url=url, title=title,
        base=request.POST.get("base") or room.strand.head_id, which=which,
        level=label(text.tree, text.tree[element], text.numbers), **more,
    )  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, f"concepts/desk/{which}.html", context, status=status)


def _level_name(tree: Tree, element: NodeId) -> str:
    level = tree.outline.level(tree[element].kind)
    return level.singular if level else tree[element].kind


def _targets(text: DraftText, element: NodeId) -> list[tuple[str, str]]:
    """List the places where an element may stand, each in words."""
    words = {"before": _("vor %(name)s"), "after": _("nach %(name)s"),
             "below": _("unter %(name)s, am Ende")}  # fmt: skip
    found = []
    for state, depth, fits in structure.targets(text.tree, element):
        number = shown_number(state, text.numbers)
        name = f"{number} {state.title}".strip() if depth else _("dem Konzept, ganz oben")
        found += [
            (f"{where}:{text.row_of(state.id).slug}", "\u2003" * max(depth - 1, 0)
             + str(words[where]) % {"name": f"„{name}“" if depth else name})
            for where in structure.WHERES if where in fits
        ]  # fmt: skip
    return found


def _start(text: DraftText, state: NodeState) -> str:
    words = state.title or plain(state.text)
    if not words:
        words = " ".join(plain(each.text) for each in text.tree.walk(state.id) if each.text)
    short = words if len(words) <= 90 else words[:89].rstrip() + "…"
    name = text.level_name(state)
    return f"{name}: {short}" if name else short
