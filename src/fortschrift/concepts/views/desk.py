"""The desk: the structure of a draft, and beside it one element to write or what there is to do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.concepts import scratch, selectors
from fortschrift.concepts.addresses import outline_url, page_if_any
from fortschrift.concepts.comparing.sides import Asked, proposals_to
from fortschrift.concepts.desk import structure
from fortschrift.concepts.findings import shown_findings
from fortschrift.concepts.forms.drafting import AddForm
from fortschrift.concepts.rendering.structure import Structure
from fortschrift.concepts.selectors import DraftText
from fortschrift.concepts.views.entrance import at_desk
from fortschrift.concepts.views.laying import Offer, offers
from fortschrift.concepts.views.room import Room, room_or_404
from fortschrift.concepts.views.told import told_changes
from fortschrift.core.text import NodeId
from fortschrift.web.concept_text import label
from fortschrift.web.content import content
from fortschrift.web.shapes import Link

#: How many of the last changes, and of the hints, the desk shows before one asks for all.
LAST, HINTS = 3, 8


@at_desk
def desk(request: HttpRequest, municipality: str, concept: str, strand: str) -> HttpResponse:
    """Show the structure of a draft and what there is to do about it."""
    room = room_or_404(request, municipality, concept, strand)
    text = selectors.draft_text(room.strand)
    history = selectors.history_of_strand(room.strand)
    changes = selectors.changes_with_operations(history.changes[:LAST])
    findings = shown_findings(text)
    return render(
        request, "concepts/desk/desk.html",
        room.context(
            **around(room, text, None),
            hints=findings[:HINTS], more_hints=findings[HINTS:], hint_count=len(findings),
            links=_links(room), proposals=_proposals(room), offers=_offers(room),
            changes=told_changes(room, changes, text, history), change_count=len(history.changes),
            errata=selectors.open_errata(room.strand), last=room.strand.head,
            is_empty=not structure.elements_below(text.tree, text.tree.root),
            first_levels=[each.singular for each in structure.allowed(text.tree, text.tree.root)],
            outline_url=outline_url(room.concept, room.strand),
        ),
    )  # fmt: skip


def _links(room: Room) -> list[Link]:
    """Lead to what else is done with a draft, as far as there are pages for it."""
    parts = {"municipality": room.town.slug, "concept": room.concept.slug}
    compare = f"{page_if_any('choose_comparison', parts)}?neu={Asked(draft=room.strand.slug)}"
    return [
        Link(_("Mit einer anderen Fassung vergleichen"), compare),
        Link(_("Ebenen und Angaben der Gliederung einrichten"),
             outline_url(room.concept, room.strand)),
    ]  # fmt: skip


def _proposals(room: Room) -> Link:
    """Lead to what is proposed to the draft, with how much of it is open."""
    waiting = selectors.open_on_strands([room.strand.pk]).get(room.strand.pk, 0)
    words = _("Vorschläge zu diesem Entwurf")
    if waiting:
        words = _("Vorschläge zu diesem Entwurf (%(n)d offen)") % {"n": waiting}
    return Link(words, proposals_to(room.strand))


def _offers(room: Room) -> list[Offer]:
    """Say what could be laid before a draft that goes on."""
    goes_on = getattr(room.strand, "replaced_by", None) is None
    return offers([room.strand] if goes_on else [], room.strand)


def around(room: Room, text: DraftText, element: NodeId | None) -> dict[str, Any]:
    """Collect what every page of the desk shows beside the element: the structure."""
    root = text.tree.root
    unsaved = scratch.unsaved_in(room.strand, room.user)
    return {
        "text": text, "structure": _structure(room, text, element, unsaved),
        "root_url": room.url("desk_element", text.row_of(root).slug),
        "root_slug": text.row_of(root).slug, "root_title": content(text.tree[root].title),
        "is_root": element == root, "base": room.strand.head_id,
        "unsaved": [_unsaved(room, text, node) for node in text.tree.nodes if node in unsaved],
    }  # fmt: skip


def _structure(
    room: Room, text: DraftText, element: NodeId | None, unsaved: set[NodeId]
) -> SafeString:
    pattern = room.url("desk_element", "platzhalter")
    before, _placeholder, after = pattern.rpartition("platzhalter")
    return Structure.of(
        text.tree, text.numbers, lambda node: text.row_of(node).slug,
        lambda slug: f"{before}{slug}{after}", current=element, unsaved=unsaved,
    ).html()  # fmt: skip


def _unsaved(room: Room, text: DraftText, node: NodeId) -> dict[str, str]:
    return {"title": name_of(text, node),
            "url": room.url("desk_element", text.row_of(node).slug)}  # fmt: skip


def name_of(text: DraftText, node: NodeId) -> str:
    """Name an element in a sentence: by its heading, else by level and number."""
    state = text.tree[node]
    return state.title or label(text.tree, state, text.numbers) or text.level_name(state)


def add_form(text: DraftText, element: NodeId, data: Any = None) -> AddForm | None:
    """Make the form that adds an element at this one; None where the outline allows nothing."""
    offers = structure.addable(text.tree, element)
    words = {"after": _("%(level)s danach"), "before": _("%(level)s davor"),
             "below": _("%(level)s darunter")}  # fmt: skip
    choices = [
        (f"{each.where}:{each.level.key}", words[each.where] % {"level": each.level.singular})
        for each in offers
    ]
    return (
        AddForm(data, offers=choices, prefix="neu", use_required_attribute=False)
        if choices
        else None
    )
