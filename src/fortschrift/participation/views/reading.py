"""The first page of a reading, its text with a way to propose at each passage, what came in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.concepts.reading import written
from fortschrift.concepts.selectors import ShownText
from fortschrift.core.text import BLOCKS, NodeId
from fortschrift.core.text.synopsis import Naming
from fortschrift.participation import selectors, shown
from fortschrift.participation.addresses import code_url
from fortschrift.participation.intake import kinds_at
from fortschrift.participation.responses import responses_to
from fortschrift.participation.views import begun
from fortschrift.participation.views.room import ReadingRoom, Room, room_or_404, text_or_404
from fortschrift.web.content import content
from fortschrift.web.dates import date_words
from fortschrift.web.registry import prefetch_slots
from fortschrift.web.shapes import Link

PAGE = 25


def reading(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """Say what is asked, until when and of whom, and lead to the text by topics."""
    room = room_or_404(request, municipality, concept, number)
    text = room.text
    context = room.context(
        slots=prefetch_slots({"participation.reading": [room.reading]}, request=request),
        text=text, begun=begun.offers(room) if text else [],
        topics=_topics(room, text) if text else [],
        may=bool(room.may_submit), closed=getattr(room.may_submit, "reason", ""),
        inbox_url=room.url("inbox") if room.is_office else "",
        board_url=room.url("board") if room.is_office else "",
        settings_url=room.url("settings") if room.is_office else "", code_url=code_url(room.town),
        until=date_words(room.reading.closes, unknown=""),
        text_url=room.url("text"), propose_url=room.url("propose"),
        proposals_url=room.url("proposals"), count=selectors.proposals_in(room.reading).count(),
    )  # fmt: skip
    return render(request, "participation/reading.html", context)


def text(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """Show the text, with what was proposed at each passage and the way to propose there."""
    room = room_or_404(request, municipality, concept, number)
    found = text_or_404(room)
    margins = _margins(room, found)
    pieces = written(found, room.concept, margins)
    context = room.context(
        Link(_("Text")), pieces=pieces, may=bool(room.may_submit),
        closed=getattr(room.may_submit, "reason", ""),
    )  # fmt: skip
    return render(request, "participation/text.html", context)


def proposals(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """List what everybody may see of what came in, newest first."""
    room = room_or_404(request, municipality, concept, number)
    rows = selectors.proposals_in(room.reading)
    page = Paginator(rows, PAGE).get_page(request.GET.get("seite"))
    found = list(page.object_list)
    context = room.context(
        Link(_("Vorschläge")), page=page, total=page.paginator.count,
        slots=prefetch_slots({"participation.submission": found}, request=request),
        rows=shown.submissions(
            found, room.text, room.text_url, responses_to(room.reading, found)
        ),
    )  # fmt: skip
    return render(request, "participation/proposals.html", context)


def _topics(room: ReadingRoom, text: ShownText) -> list[dict[str, Any]]:
    """Give each topic with links to its elements in the order of the text, as far as they stand."""
    there, order = room.url("text"), [state.id for state in text.tree]
    topics = room.reading.topics.order_by("order").prefetch_related("nodes")
    found = []
    for topic in topics:
        slugs = {NodeId(node.pk): node.slug for node in topic.nodes.all()}
        links = [
            Link(content(text.tree[node].title), f"{there}#{slugs[node]}")
            for node in order if node in slugs
        ]  # fmt: skip
        found.append({"title": topic.title, "links": links})
    return found


def _margins(room: ReadingRoom, text: ShownText) -> Mapping[NodeId, SafeString]:
    """Write beside each passage what came in there and, while it is open, the way to propose."""
    counts = selectors.proposals_by_node(room.reading)
    moves = selectors.moves_in(room.reading)
    names = Naming.of(text.tree, text.numbers)
    may = bool(room.may_submit)
    word = _("Vorschlagen")
    margins = {}
    for node, row in text.stored.rows.items():
        if node == text.tree.root or not (may or node in counts):
            continue
        state = text.tree[node]
        if state.kind in BLOCKS and not (state.text and kinds_at(text.tree, node)):
            continue
        margin = _margin(room, row.slug, word if may else "", counts.get(node, 0))
        said = dict.fromkeys(
            shown.where_to(each, names)
            for wording in moves.get(node, ())
            for each in shown.moves(wording, text)
        )
        margins[node] = format_html("{}{}", margin, _told(said)) if said else margin
    return margins


def _told(said: Iterable[str]) -> SafeString:
    """Say beside a passage where some want it to stand."""
    return format_html_join("", ' <span class="fs-propose__move">{}</span>', ((s,) for s in said))


def _margin(room: Room, slug: str, word: str, count: int) -> SafeString:
    said = ngettext("%(n)d Vorschlag", "%(n)d Vorschläge", count) % {"n": count} if count else ""
    url = room.url("propose_at", node=slug)
    return format_html(
        '<a class="fs-propose" href="{}" rel="nofollow">{}</a>', url,
        " · ".join(filter(None, [word, said])),
    )  # fmt: skip
