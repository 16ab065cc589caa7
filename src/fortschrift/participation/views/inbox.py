"""What came in, for the office: release it, or hold it back with a reason."""

import re
from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.accounts.results import require
from fortschrift.participation import actions, selectors, shown
from fortschrift.participation.permissions import may_handle_submissions
from fortschrift.participation.selectors import BOXES
from fortschrift.participation.views.room import ReadingRoom, Room, room_or_404
from fortschrift.web.shapes import Link, Tab

PAGE = 25
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@login_required
def inbox(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """List what came in in a reading by where it stands; a post releases or holds back."""
    return handle_received(request, room_or_404(request, municipality, concept, number))


def handle_received(request: HttpRequest, room: Room) -> HttpResponse:
    """List what came in by where it stands, what waits first; a post releases or holds back."""
    require(may_handle_submissions(room.user, room.town))
    if request.method == "POST":
        return _handle(request, room)
    box = request.GET.get("stand", "")
    box = box if box in BOXES else "waiting"
    page = Paginator(selectors.inbox(room.received, box), PAGE).get_page(request.GET.get("seite"))
    context = room.context(
        Link(_("Eingang")), page=page, box=box, here=request.get_full_path(),
        rows=shown.submissions(list(page.object_list), room.text, room.text_url),
        tabs=_tabs(room, box), enter_url=room.url("propose"),
        others=_others(room) if isinstance(room, ReadingRoom) else [],
    )  # fmt: skip
    return render(request, "participation/inbox.html", context)


def _others(room: ReadingRoom) -> list[Link]:
    """Lead to what else the office does with a reading."""
    found = [
        Link(_("Einladungen"), room.url("board")), Link(_("Einstellungen"), room.url("settings")),
        Link(_("Aus dem Themenspeicher"), room.url("take_over")),
    ]  # fmt: skip
    reading = room.reading
    if reading.takes_comments or reading.takes_questions:
        found.append(Link(_("Anmerkungen und Fragen"), room.url("comments")))
    return found


def _tabs(room: Room, box: str) -> list[Tab]:
    counts = selectors.inbox_counts(room.received)
    words = {
        "waiting": _("Wartet auf Freigabe"), "released": _("Wird gezeigt"),
        "withheld": _("Nicht gezeigt"), "withdrawn": _("Zurückgezogen"),
    }  # fmt: skip
    return [
        Tab(words[each], f"{room.url('inbox')}?stand={each}", each == box, str(counts[each]))
        for each in BOXES
    ]


def _handle(request: HttpRequest, room: Room) -> HttpResponse:
    found = selectors.submission_by_code(room.received, request.POST.get("code", ""))
    if found is None:
        raise Http404(_("Unter diesem Kurzcode ist hier nichts eingegangen."))
    now = timezone.now()
    try:
        if request.POST.get("do") == "withhold":
            reason = request.POST.get("reason", "")
            actions.withhold_submission(found, reason=reason, actor=room.user, now=now)
            messages.success(request, _("Der Vorschlag wird nicht gezeigt."))
        else:
            actions.release_submission(found, actor=room.user, now=now)
            messages.success(request, _("Der Vorschlag ist freigegeben."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(request.get_full_path())


def ids(chosen: Sequence[str]) -> list[str]:
    """Keep what can be a key; whoever sends something else has made it up."""
    return [each for each in chosen if _KEY.fullmatch(each)]
