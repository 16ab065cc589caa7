"""Errata of earlier texts that a draft is offered: take over, already there, not wanted."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.concepts import actions, repository, selectors, shown
from fortschrift.concepts.errors import StaleHead
from fortschrift.concepts.models import Change, ErratumReply
from fortschrift.concepts.views.entrance import at_desk
from fortschrift.concepts.views.marked import marked
from fortschrift.concepts.views.room import Room, base_of, room_or_404
from fortschrift.web.shapes import Link

Reply = ErratumReply.Reply


@at_desk
def errata(request: HttpRequest, municipality: str, concept: str, strand: str) -> HttpResponse:
    """Show the first erratum that a draft has not answered, with what it corrects."""
    room = room_or_404(request, municipality, concept, strand)
    if request.method == "POST":
        _answer(request, room)
        return HttpResponseRedirect(room.url("desk_errata"))
    open_ = selectors.open_errata(room.strand)
    first = open_[0] if open_ else None
    context = room.context(
        Link(_("Berichtigungen")), first=first, left=len(open_), base=room.strand.head_id,
        version=shown.title(first.text.version) if first else "",
        difference=_difference(first.change) if first else "",
    )  # fmt: skip
    return render(request, "concepts/desk/errata.html", context)


def _difference(change: Change) -> SafeString:
    assert change.parent is not None
    before, after = repository.text_at(change.parent).tree, repository.text_at(change).tree
    return marked(before, after, prefix="b-")


def _answer(request: HttpRequest, room: Room) -> None:
    change = _asked(request, room)
    reply, now = request.POST.get("reply", ""), timezone.now()
    if change is None:
        messages.error(request, _("Diese Berichtigung gibt es hier nicht."))
        return
    try:
        if reply == Reply.TAKEN_OVER:
            actions.take_over_change(room.strand, change=change, base=base_of(request, room).pk,
                                     actor=room.user, now=now)  # fmt: skip
        else:
            actions.answer_erratum(room.strand, change=change, reply=reply, actor=room.user,
                                   now=now)  # fmt: skip
    except StaleHead:
        messages.warning(
            request,
            _(
                "Der Entwurf ist inzwischen geändert worden. Es ist noch nichts geschehen;"
                " bitte antworten Sie noch einmal."
            ),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Die Antwort ist festgehalten."))


def _asked(request: HttpRequest, room: Room) -> Change | None:
    try:
        key = UUID(request.POST.get("change", ""))
    except ValueError:
        return None
    return Change.objects.filter(pk=key, concept=room.strand.concept_id).first()
