"""What somebody began to propose: kept while they type, offered again, given up.

Only in readings: there is somebody waiting, and an end at which what is left is forgotten.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fortschrift.accounts.results import require
from fortschrift.concepts.scratch import Window
from fortschrift.concepts.selectors import ShownText
from fortschrift.concepts.views.room import window_of
from fortschrift.core.text import NodeId
from fortschrift.participation import drafts, shown
from fortschrift.participation.drafts import Begun, Writer
from fortschrift.participation.forms import ProposalForm
from fortschrift.participation.models import Submission
from fortschrift.participation.tasks import forget_in_time
from fortschrift.participation.views.room import (
    ReadingRoom,
    Room,
    node_or_404,
    room_or_404,
    text_or_404,
)
from fortschrift.participation.visitors import begin_visit

#: What the fields of a form for proposing are called; nothing else is kept, no name above all.
FIELDS = frozenset(ProposalForm.base_fields)


@require_POST
def keep(
    request: HttpRequest, municipality: str, concept: str, number: int, node: str
) -> HttpResponse:
    """Keep what is typed, or give it up; answers the script without words."""
    room = room_or_404(request, municipality, concept, number)
    found = node_or_404(text_or_404(room), node)
    if request.POST.get("do") == "give-up":
        forget(request, room, found)
        messages.success(request, _("Ihr begonnener Vorschlag ist verworfen."))
        return HttpResponseRedirect(room.url())
    require(room.may_submit)
    try:
        _keep(request, room, found, request.POST.get("kind", ""), request.POST.dict())
    except ValidationError as error:
        return HttpResponse(" ".join(error.messages), status=422, content_type="text/plain")
    return HttpResponse(status=204)


def remember(request: HttpRequest, room: Room, node: NodeId, kind: str, form: ProposalForm) -> None:
    """Keep what is looked at, for whoever has no script; too much is not worth a complaint here."""
    if isinstance(room, ReadingRoom):
        with suppress(ValidationError):
            _keep(request, room, node, kind, form.cleaned_data)


def forget(request: HttpRequest, room: Room, node: NodeId) -> None:
    """Forget what is sent, or not wanted any more."""
    if isinstance(room, ReadingRoom):
        drafts.give_up(room.reading, node, _writer(room), window_of(request))


def asked_for(request: HttpRequest, room: Room, node: NodeId) -> Begun | None:
    """Find the begun proposal that somebody wants to go on with."""
    window = request.GET.get("begonnen", "")
    return next((each for each in _begun(room, node) if each.window == window), None)


def context(request: HttpRequest, room: Room, node: NodeId) -> dict[str, Any]:
    """Give the form a window of its own, and offer what was begun elsewhere."""
    if not isinstance(room, ReadingRoom):
        return {}
    going_on = asked_for(request, room, node)
    sent = window_of(request)
    window = sent if sent.key else _fresh(going_on)
    slug = text_or_404(room).row_of(node).slug
    return {
        "window": window, "going_on": going_on, "days": drafts.KEPT_FOR.days,
        "keep_url": room.url("keep", node=slug),
        "begun": [
            offer(room, each) for each in _begun(room, node)
            if each.window != window.key and each.mark != window.knew
        ],
    }  # fmt: skip


def offers(room: ReadingRoom) -> list[Mapping[str, Any]]:
    """Offer all that somebody began in a reading, as far as its passages still stand there."""
    tree = text_or_404(room).tree
    found = drafts.begun(room.reading, _writer(room), timezone.now())
    return [offer(room, each) for each in found if each.node in tree]


def offer(room: ReadingRoom, begun: Begun) -> Mapping[str, Any]:
    """Say where something was begun and when, and how to go on with it."""
    text, node = text_or_404(room), NodeId(begun.node)
    slug = text.row_of(node).slug
    return {
        "place": _place(text, node), "when": begun.when, "mark": begun.mark,
        "kind": Submission.Kind(begun.kind).label,
        "url": f"{room.url('propose_at', node=slug)}?begonnen={begun.window}",
        "keep_url": room.url("keep", node=slug),
    }  # fmt: skip


def _keep(
    request: HttpRequest, room: ReadingRoom, node: NodeId, kind: str, typed: Mapping[str, str]
) -> None:
    window = window_of(request)
    if not window.key or kind not in Submission.Kind.values:
        raise ValidationError(_("Das lässt sich nicht merken."))
    visitor = "" if room.user else begin_visit(request, room.reading)
    fields = {
        name: str(typed[name]).replace("\r\n", "\n") for name in FIELDS & typed.keys()
    }  # fmt: skip
    if drafts.keep(
        room.reading,
        node,
        Writer(room.user, visitor),
        kind=kind,
        fields=fields,
        window=window,
        now=timezone.now(),
    ):
        forget_in_time()


def _begun(room: Room, node: UUID) -> list[Begun]:
    if not isinstance(room, ReadingRoom):
        return []
    return drafts.begun(room.reading, _writer(room), timezone.now(), node)


def _writer(room: ReadingRoom) -> Writer:
    return Writer(room.user, room.visitor)


def _fresh(going_on: Begun | None) -> Window:
    return Window(Window.fresh().key, going_on.mark if going_on else "")


def _place(text: ShownText, node: NodeId) -> str:
    return "" if node == text.tree.root else shown.place_name(text, node)
