"""Writing one element: the form, a look at what changes, saving, and meeting what others wrote.

Nothing is saved unseen: the form leads to a page that shows the marked difference, and only that
page saves.  What is carried from page to page are the fields as they were typed.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fortschrift.concepts import actions, repository, scratch, selectors
from fortschrift.concepts.desk import notation, structure, values
from fortschrift.concepts.desk.editing import Edited, attribute_types, edited, fields_of
from fortschrift.concepts.desk.meeting import Met, met
from fortschrift.concepts.errors import StaleHead, text_fault
from fortschrift.concepts.findings import shown_findings
from fortschrift.concepts.forms.drafting import ElementForm, suggestions
from fortschrift.concepts.models import Change
from fortschrift.concepts.scratch import Window
from fortschrift.concepts.selectors import DraftText
from fortschrift.concepts.views.desk import add_form, around, name_of
from fortschrift.concepts.views.entrance import at_desk
from fortschrift.concepts.views.marked import marked
from fortschrift.concepts.views.meanwhile import (
    came_between,
    first_base,
    names_of,
    saved_since,
    told_since,
)
from fortschrift.concepts.views.room import (
    NotInDraft,
    Room,
    base_of,
    node_or_404,
    room_or_404,
    typed,
    window_of,
)
from fortschrift.concepts.views.struck import struck_node
from fortschrift.concepts.views.told import ToldChange
from fortschrift.core.text import NodeId, NodeState, TextError, Tree, plain
from fortschrift.core.text.difference.diff import diff
from fortschrift.web.concept_text import label
from fortschrift.web.content import content
from fortschrift.web.shapes import Link


@dataclass(frozen=True, slots=True)
class Place:
    """An element of a draft that is being written."""

    room: Room
    text: DraftText
    element: NodeId

    @property
    def slug(self) -> str:
        return self.text.row_of(self.element).slug

    @property
    def url(self) -> str:
        return self.room.url("desk_element", self.slug)


@at_desk
def element(
    request: HttpRequest, municipality: str, concept: str, strand: str, node: str
) -> HttpResponse:
    """Show one element to write, or take what was written to the next page."""
    room = room_or_404(request, municipality, concept, strand)
    text = selectors.draft_text(room.strand)
    place = Place(room, text, node_or_404(text, node))
    if request.method != "POST":
        return _form(request, place)
    do = request.POST.get("do", "look")
    if do == "write":
        return _form(request, place, given=typed(request), base=base_of(request, room))
    return _take(request, place, save=do == "save")


@at_desk
@require_POST
def keep(
    request: HttpRequest, municipality: str, concept: str, strand: str, node: str
) -> HttpResponse:
    """Keep what is typed, or give it up; answers without words, for the script."""
    room = room_or_404(request, municipality, concept, strand)
    text = selectors.draft_text(room.strand)
    found = struck_node(room, node) if node not in text.by_slug else node_or_404(text, node)
    if found is None:
        raise Http404(_("Dieses Element steht nicht in diesem Entwurf."))
    if request.POST.get("do") == "give-up":
        scratch.give_up(room.strand, found, room.user, window_of(request))
        messages.success(request, _("Was noch nicht gespeichert war, ist verworfen."))
        return HttpResponseRedirect(room.url("desk_element", node))
    try:
        has_other = scratch.keep(
            room.strand, found, room.user, base=base_of(request, room).pk, fields=typed(request),
            window=window_of(request),
        )  # fmt: skip
    except ValidationError as error:
        return HttpResponse(" ".join(error.messages), status=422, content_type="text/plain")
    return (
        HttpResponse(_other_window(), content_type="text/plain")
        if has_other
        else HttpResponse(status=204)
    )


def _other_window() -> str:
    return _("In einem anderen Fenster haben Sie hier etwas anderes geschrieben; beides bleibt"
             " gemerkt. Nach dem Neuladen dieser Seite sehen Sie beides.")  # fmt: skip


def label_of(state: NodeState) -> str:
    """Say what a block is that an editor only keeps in its place."""
    words = plain(state.heading) or plain(state.text)
    kinds = {"image": _("Bild"), "table": _("Tabelle"), "list": _("Liste")}
    kind = kinds.get(state.kind, _("Absatz"))
    return _("%(kind)s „%(words)s“") % {"kind": kind, "words": words} if words else str(kind)


# ---- the form


def _form(
    request: HttpRequest, place: Place, *, given: Mapping[str, str] | None = None,
    base: Change | None = None, result: Edited | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    room, found, window = place.room, None, window_of(request)
    if given is None:
        found = _unsaved(request, place)
        window = Window.fresh(found)
        if found is not None:
            given, base = found.fields, Change.objects.filter(pk=found.base).first()
    base = base or room.strand.head
    tree = _tree_at(place, base)
    if place.element not in tree:
        tree, base = place.text.tree, room.strand.head
    form = _filled(tree, place.element, given, result)
    context = around(room, place.text, place.element)
    context |= {
        "form": form, "base": base.pk, "kept": found, "window": window,
        "elsewhere": _elsewhere(place, window, given or {}),
        "name": name_of(place.text, place.element),
        "level": _level(place), "slug": place.slug, "url": place.url,
        "steps": structure.steps(place.text.tree, place.element),
        "add": add_form(place.text, place.element), "following": structure.following(
            place.text.tree, place.element),
        "has_other_levels": bool(structure.other_levels(place.text.tree, place.element)),
        "can_part": place.element != place.text.tree.root and bool(structure.parts_of(
            place.text.tree, place.element)),
        "suggestions": _suggestions(tree, place.element),
        "hints": [each for each in shown_findings(place.text) if each.anchor == place.slug],
        "strange": _strange(tree, place.element),
        "is_other_base": base.pk != room.strand.head_id,
    }  # fmt: skip
    crumb = Link(content(context["name"]))
    return render(
        request, "concepts/desk/element.html", room.context(crumb, **context), status=status
    )


def _unsaved(request: HttpRequest, place: Place) -> scratch.Kept | None:
    """Give what was typed and not saved: the latest, or that of the window that is asked for."""
    _from_session(request, place)
    found = scratch.kept(place.room.strand, place.element, place.room.user)
    asked = request.GET.get("gemerkt", "")
    return next((each for each in found if str(each.row) == asked), found[0] if found else None)


def _elsewhere(place: Place, window: Window, given: Mapping[str, str]) -> list[scratch.Kept]:
    return scratch.elsewhere(
        place.room.strand, place.element, place.room.user, window, fields=given
    )


def _from_session(request: HttpRequest, place: Place) -> None:
    """Take over what was sent after the session had ended: it waited in the new one."""
    waiting = request.session.get("written")
    if not waiting or waiting.get("path") != request.path:
        return
    del request.session["written"]
    with suppress(ValidationError, ValueError):
        scratch.keep(
            place.room.strand, place.element, place.room.user, base=UUID(waiting["base"]),
            fields=waiting["fields"], window=Window(**waiting.get("window", {})),
        )  # fmt: skip


def _filled(
    tree: Tree, element: NodeId, given: Mapping[str, str] | None, result: Edited | None
) -> ElementForm:
    """Fill the form from the text, and with what was typed where there is something."""
    fields = fields_of(tree, element, label_of)
    if given is not None:
        read = result or edited(tree, element, given, _mint)
        if not ({"html", "text"} & read.faults.keys()):
            fields |= _passages_of(read.tree, element)
        else:
            fields |= {"html": "", "text": given.get("text", "")}
        fields |= {name: words for name, words in given.items() if name not in ("html", "text")}
    form = ElementForm(
        initial=fields, types=attribute_types(tree, element),
        said=_suggestions(tree, element), with_wording=bool(tree[element].text),
    )  # fmt: skip
    if result is not None and result.faults:
        form = ElementForm(
            fields, types=attribute_types(tree, element), said=_suggestions(tree, element),
            with_wording=bool(tree[element].text),
        )  # fmt: skip
        for name, error in result.faults.items():
            form.add_error("text" if name == "html" else name, _fault(error, tree))
    return form


def _passages_of(tree: Tree, element: NodeId) -> dict[str, str]:
    fields = fields_of(tree, element, label_of)
    return {"html": fields["html"], "text": fields["text"]}


def _fault(error: Exception, tree: Tree) -> ValidationError | str:
    if isinstance(error, TextError):
        return text_fault(error, tree)
    if isinstance(error, notation.UnknownPlace):
        return _("„%(line)s“ steht für nichts, was hier war.") % {"line": error.args[0]}
    assert isinstance(error, values.Unreadable)
    return {
        "date": _("Das ist kein Datum. Möglich sind zum Beispiel 2027, 3.2027 oder 15.3.2027."),
        "money": _("Das ist kein Betrag. Möglich sind zum Beispiel 12.000 oder 1.250,50."),
        "number": _("Das ist keine Zahl. Möglich sind zum Beispiel 3 oder 0,5."),
    }.get(error.args[0], _("Diese Angabe ist hier nicht vorgesehen."))


def _suggestions(tree: Tree, element: NodeId) -> dict[str, list[str]]:
    own = {kind.key for kind in attribute_types(tree, element) if kind.type in ("text", "list")}
    return suggestions(
        (key, value) for state in tree for key, value in state.attributes if key in own
    )


def _strange(tree: Tree, element: NodeId) -> list[str]:
    """List attributes that the level does not know: they stay and are only named."""
    known = {kind.key for kind in attribute_types(tree, element)}
    return [key for key, _value in tree[element].attributes if key not in known]


def _level(place: Place) -> str:
    state = place.text.tree[place.element]
    if place.element == place.text.tree.root:
        return _("Konzept")
    return label(place.text.tree, state, place.text.numbers) or place.text.level_name(state)


# ---- looking and saving


def _take(request: HttpRequest, place: Place, *, save: bool) -> HttpResponse:
    """Read what was typed on its base; show it, meet what others wrote, or save it."""
    room, given, base = place.room, typed(request), base_of(request, place.room)
    tree = _tree_at(place, base)
    if place.element not in tree:
        raise Http404(_("Dieses Element stand damals nicht in diesem Entwurf."))
    result = edited(tree, place.element, given, _mint)
    if result.faults:
        return _form(request, place, given=given, base=base, result=result, status=422)
    _remember(request, place, base, given)
    operations = diff(tree, result.tree)
    if base.pk != room.strand.head_id:
        return _meet(request, place, base, tree, result.tree)
    if not operations:
        _forget(request, place)
        messages.info(request, _("Es hat sich nichts geändert."))
        return HttpResponseRedirect(place.url)
    if not save:
        return _look(request, place, tree, result.tree)
    return _save(request, place, base, tree, result.tree)


def _save(
    request: HttpRequest, place: Place, base: Change, tree: Tree, after: Tree
) -> HttpResponse:
    room = place.room
    reason = request.POST.get("reason", "").strip()
    between = came_between(request, room, place.text)
    try:
        actions.change_text(
            room.strand, operations=diff(tree, after), base=base.pk, actor=room.user,
            now=timezone.now(), reason=reason,
        )  # fmt: skip
    except StaleHead:
        again = _read_again(place)
        if place.element not in again.text.tree:
            raise NotInDraft(place.slug) from None
        return _meet(request, again, base, tree, after)
    except ValidationError as error:
        return _look(request, place, tree, after, faults=error.messages)
    _forget(request, place)
    messages.success(request, " ".join(filter(None, (_("Die Änderung ist gespeichert."), between))))
    return HttpResponseRedirect(room.row_url(place.slug))


def _look(
    request: HttpRequest, place: Place, before: Tree, after: Tree, *,
    merged_with: str | None = None, since: str = "", faults: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    """Show what would change, marked; the fields travel along."""
    room = place.room
    if diff(before, after) == ():
        _forget(request, place)
        messages.info(request, _("Was Sie geschrieben haben, steht inzwischen schon so da."))
        return HttpResponseRedirect(place.url)
    name = name_of(place.text, place.element)
    context = room.context(
        Link(content(name), place.url), Link(_("Änderung ansehen")),
        name=name, level=_level(place), url=place.url, base=room.strand.head_id,
        difference=marked(before, after, heading_level=2), fields=_fields(after, place.element),
        merged_with=merged_with, since=since or request.POST.get("since", ""),
        between=_between(place, since) if merged_with is not None else [],
        faults=faults or [], reason=request.POST.get("reason", ""), window=window_of(request),
        elsewhere=_elsewhere(place, window_of(request), typed(request)),
    )  # fmt: skip
    return render(request, "concepts/desk/look.html", context, status=422 if faults else 200)


def _between(place: Place, since: str) -> list[ToldChange]:
    return [line for _change, line in told_since(place.room, place.text, since)]


def _fields(tree: Tree, element: NodeId) -> dict[str, str]:
    return {name: words for name, words in fields_of(tree, element, label_of).items()
            if name != "text"}  # fmt: skip


def _remember(request: HttpRequest, place: Place, base: Change, given: Mapping[str, str]) -> None:
    scratch.keep(
        place.room.strand, place.element, place.room.user, base=base.pk, fields=given,
        window=window_of(request),
    )  # fmt: skip


def _forget(request: HttpRequest, place: Place) -> None:
    scratch.give_up(place.room.strand, place.element, place.room.user, window_of(request))


# ---- meeting what others wrote


def _meet(
    request: HttpRequest, place: Place, base: Change, tree: Tree, written: Tree
) -> HttpResponse:
    """Carry what was written to the text as others left it, and show what came of it."""
    theirs = saved_since(place.room, base.pk)
    if theirs is None:
        raise Http404(_("Dieser Stand gehört nicht zu diesem Entwurf."))
    met_ = met(
        tree, diff(tree, written),
        repository.operations_of_changes([each.pk for each in theirs]), written,
    )  # fmt: skip
    names, since = names_of(theirs, place.room.user), first_base(request, base)
    if place.element in met_.mine and met_.is_merged:
        # Whoever stepped through the structure while writing need not be told of it here.
        is_again = request.POST.get("do") == "save"
        return _look(
            request, place, place.text.tree, met_.mine, since=since,
            merged_with=names if names or is_again else None,
        )  # fmt: skip
    return _overlap(request, place, tree, written, met_=met_, names=names, since=since)


def _overlap(
    request: HttpRequest, place: Place, tree: Tree, written: Tree, *, met_: Met, names: str,
    since: str,
) -> HttpResponse:  # fmt: skip
    """Show both wordings; each button leads to the marked difference before anything is saved."""
    head = place.text.tree
    name = name_of(place.text, place.element)
    context = place.room.context(
        Link(content(name), place.url), Link(_("Überschneidung")),
        name=name, level=_level(place), url=place.url, base=place.room.strand.head_id,
        names=names, since=since, window=window_of(request),
        theirs=marked(tree, head, below=place.element),
        mine=marked(tree, written, below=place.element, prefix="m-"),
        fields_mine=_fields(met_.mine, place.element),
        fields_theirs=_fields(met_.theirs, place.element),
        lost=[plain(state.heading) or plain(state.text) for state in met_.lost],
    )  # fmt: skip
    return render(request, "concepts/desk/overlap.html", context, status=409)


def _read_again(place: Place) -> Place:
    """Read the draft as others have left it."""
    strand = selectors.strand(place.room.town, place.room.concept.slug, place.room.strand.slug)
    assert strand is not None
    room = Room(place.room.town, strand, place.room.user)
    return Place(room, selectors.draft_text(strand), place.element)


# ---- parsing


def _tree_at(place: Place, base: Change) -> Tree:
    if base.pk == place.room.strand.head_id:
        return place.text.tree
    return repository.text_at(base).tree


def _mint() -> NodeId:
    return NodeId(uuid4())


def remember_typed(request: HttpRequest, room: Room, text: DraftText, element: NodeId) -> None:
    """Keep what was typed in a form that was sent for something else, if it changes anything."""
    given = typed(request)
    if "heading" not in given:
        return
    base = base_of(request, room)
    place = Place(room, text, element)
    tree = _tree_at(place, base)
    if element not in tree:
        return
    result = edited(tree, element, given, _mint)
    if result.faults or result.tree != tree:
        _remember(request, place, base, given)
