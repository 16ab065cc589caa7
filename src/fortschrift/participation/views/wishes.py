"""The standing list of wishes on an adopted version, and making proposals of them in a reading.

The pages for writing, sending and releasing are those of readings.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.accounts.results import require
from fortschrift.concepts.selectors import shown_text
from fortschrift.core.text import BLOCKS
from fortschrift.participation import actions, selectors, shown
from fortschrift.participation.addresses import reading_url, wishes_url
from fortschrift.participation.models import Submission
from fortschrift.participation.permissions import may_handle_submissions
from fortschrift.participation.shown import Shown
from fortschrift.participation.views.inbox import handle_received
from fortschrift.participation.views.proposing import passage_or_404, propose
from fortschrift.participation.views.received import show_received
from fortschrift.participation.views.room import (
    ReadingRoom,
    WishRoom,
    room_or_404,
    text_or_404,
    wish_room_or_404,
)
from fortschrift.sources.models import Visibility
from fortschrift.web.registry import prefetch_slots
from fortschrift.web.shapes import Link

PAGE = 25


def wishes(request: HttpRequest, municipality: str, concept: str, version: str) -> HttpResponse:
    """Say what the list is for, show what others wished, and lead to leaving a wish."""
    room = wish_room_or_404(request, municipality, concept, version)
    page = Paginator(selectors.wishes_on(room.adopted), PAGE).get_page(request.GET.get("seite"))
    found = list(page.object_list)
    context = room.context(
        page=page, total=page.paginator.count,
        slots=prefetch_slots({"participation.submission": found}, request=request),
        rows=list(zip(_shown(found, room), [_taken(each) for each in found], strict=True)),
        passages=_passages(room), wish_url=room.url("propose"),
        inbox_url=room.url("inbox") if room.is_office else "",
    )  # fmt: skip
    return render(request, "participation/wishes.html", context)


def wish(request: HttpRequest, municipality: str, concept: str, version: str) -> HttpResponse:
    """Leave a wish for the whole text, or go to the passage that was chosen."""
    room = wish_room_or_404(request, municipality, concept, version)
    chosen = request.GET.get("stelle", "")
    if chosen:
        at = passage_or_404(room, chosen)
        return HttpResponseRedirect(at.url)
    return propose(request, passage_or_404(room))


def wish_at(
    request: HttpRequest, municipality: str, concept: str, version: str, node: str
) -> HttpResponse:
    """Leave a wish at a passage."""
    room = wish_room_or_404(request, municipality, concept, version)
    return propose(request, passage_or_404(room, node))


@login_required
def inbox(request: HttpRequest, municipality: str, concept: str, version: str) -> HttpResponse:
    """List the wishes by where they stand, for the office."""
    return handle_received(request, wish_room_or_404(request, municipality, concept, version))


def received(
    request: HttpRequest, municipality: str, concept: str, version: str, code: str
) -> HttpResponse:
    """Show a wish to whoever knows its code."""
    return show_received(request, wish_room_or_404(request, municipality, concept, version), code)


@login_required
def take_over(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """List the wishes that this reading has not taken over; a post makes proposals of some."""
    room = room_or_404(request, municipality, concept, number)
    require(may_handle_submissions(room.user, room.town))
    text_or_404(room)
    if request.method == "POST":
        return _take_over(request, room)
    page = Paginator(selectors.wishes_for(room.reading), PAGE).get_page(request.GET.get("seite"))
    context = room.context(
        Link(_("Eingang"), room.url("inbox")), Link(_("Aus dem Themenspeicher")), page=page,
        rows=_from_versions(list(page.object_list)),
    )  # fmt: skip
    return render(request, "participation/take_over.html", context)


def _take_over(request: HttpRequest, room: ReadingRoom) -> HttpResponse:
    found = selectors.wishes_for(room.reading).filter(code=request.POST.get("code", "")).first()
    if found is None:
        raise Http404(_("Unter diesem Kurzcode ist hier nichts eingegangen."))
    try:
        made = actions.take_over_wish(found, room.reading, actor=room.user, now=timezone.now())
        said = _("Übernommen als Vorschlag, Kurzcode %(code)s.") % {"code": made.code}
        messages.success(request, said)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(room.url("take_over"))


def _from_versions(rows: list[Submission]) -> list[Shown]:
    """Show wishes on several versions; 2 queries and one for the wordings for each version."""
    found: list[Shown] = []
    for version in {row.version_id: row.version for row in rows}.values():
        mine = [row for row in rows if row.version_id == version.pk]
        there = wishes_url(version, mine[0].concept)
        found += shown.submissions(mine, shown_text(version), there)
    order = {row.pk: at for at, row in enumerate(rows)}
    return sorted(found, key=lambda each: order[each.submission.pk])


def _shown(rows: list[Submission], room: WishRoom) -> list[Shown]:
    return shown.submissions(rows, room.text, room.text_url)


def _taken(row: Submission) -> list[Link]:
    """Lead to the public readings into which the office has taken a wish."""
    readings = [each.reading for each in row.taken_over.all() if each.reading is not None]
    return [
        Link(str(each), reading_url(each, "proposals"))
        for each in readings if each.visibility == Visibility.PUBLIC
    ]  # fmt: skip


def _passages(room: WishRoom) -> list[dict[str, Any]]:
    """List the elements of the text, for whoever has a wish for one of them."""
    text = room.text
    if text is None:
        return []
    return [
        {"slug": text.row_of(state.id).slug, "name": shown.place_name(text, state.id)}
        for state in text.tree
        if state.kind not in BLOCKS and state.id != text.tree.root
    ]
