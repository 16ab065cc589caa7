"""An element that somebody struck: the page at its address, and what others were typing there."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fortschrift.concepts import scratch, selectors
from fortschrift.concepts.desk.plain_words import plain_words
from fortschrift.concepts.views.room import Room, base_of, typed, window_of
from fortschrift.core.text import NodeId, Outline
from fortschrift.web.content import content
from fortschrift.web.shapes import Link


def struck_page(request: HttpRequest, room: Room, slug: str) -> HttpResponse | None:
    """Say that an element was struck, and show what somebody typed there.

    What was sent is kept first: when the strike is taken back, it stands in the form again.  Gives
    None for the address of what never stood in this draft.
    """
    node = struck_node(room, slug)
    if node is None:
        return None
    given = typed(request)
    is_writing = "heading" in given
    if is_writing:
        _keep(request, room, node, given)
    kept = scratch.kept(room.strand, node, room.user)
    if not is_writing:
        given = dict(kept[0].fields) if kept else {}
    outline = selectors.draft_text(room.strand).tree.outline
    context = room.context(
        Link(_("Gestrichen")), name=content(selectors.headings_of([node]).get(node, "")),
        is_writing=is_writing, is_kept=bool(kept), written=list(_shown(given, outline)),
    )  # fmt: skip
    return render(request, "concepts/desk/gone.html", context, status=409 if is_writing else 410)


def struck_node(room: Room, slug: str) -> NodeId | None:
    """Give the node of an address that stood in this draft once, whatever was struck with it."""
    node = selectors.node(room.town, slug)
    if node is None or node.concept_id != room.strand.concept_id:
        return None
    return NodeId(node.pk) if selectors.once_stood_in(room.strand, node) else None


def _keep(request: HttpRequest, room: Room, node: NodeId, given: Mapping[str, str]) -> None:
    """Keep what was sent; where that cannot be, the page shows it all the same."""
    with suppress(ValidationError, Http404):
        scratch.keep(room.strand, node, room.user, base=base_of(request, room).pk, fields=given,
                     window=window_of(request))  # fmt: skip


def _shown(given: Mapping[str, str], outline: Outline) -> Iterator[tuple[str, str]]:
    """Give each field that says something, with its label; rich text as plain words."""
    words = dict(given)
    if "html" in words:
        words["text"] = plain_words(words["html"])
    labels = {
        "heading": _("Überschrift"), "wording": _("Wortlaut"), "text": _("Text"),
        **{f"m-{kind.key}": kind.label for level in outline.levels for kind in level.attributes},
        "number": _("Nummer, wie gedruckt"),
    }  # fmt: skip
    return ((label, words[name]) for name, label in labels.items() if words.get(name))
