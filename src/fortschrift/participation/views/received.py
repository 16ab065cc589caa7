"""What somebody sees of what they handed in, by the short code that only they were told."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.accounts.models import User
from fortschrift.concepts.selectors import shown_text
from fortschrift.participation import actions, selectors, shown
from fortschrift.participation.models import Submission, SubmissionSender
from fortschrift.participation.views.room import Room, room_or_404
from fortschrift.web.registry import prefetch_slots
from fortschrift.web.shapes import Link


def received(
    request: HttpRequest, municipality: str, concept: str, number: int, code: str
) -> HttpResponse:
    """Show what was handed in in a reading to whoever knows its code."""
    return show_received(request, room_or_404(request, municipality, concept, number), code)


def show_received(request: HttpRequest, room: Room, code: str) -> HttpResponse:
    """Show a submission to whoever knows its code, and let them take it back."""
    found = selectors.submission_by_code(room.received, code.upper())
    if found is None:
        raise Http404(_("Unter diesem Kurzcode ist hier nichts eingegangen."))
    if request.method == "POST":
        _act(request, found)
        return HttpResponseRedirect(room.url("received", code=found.code))
    (row,) = shown.submissions([found], shown_text(found.version), room.text_url)
    context = room.context(
        Link(_("Eingegangen")), row=row,
        slots=prefetch_slots({"participation.received": [found]}, request=request),
        statuses=[each.status for each in found.statuses.all()],
        is_known=SubmissionSender.objects.filter(submission=found).exists(),
        is_wish=found.reading_id is None,
        reasons=[each.reason for each in found.statuses.all() if each.reason],
    )  # fmt: skip
    return render(request, "participation/received.html", context)


def _act(request: HttpRequest, found: Submission) -> None:
    """Withdraw it, or forget who sent it; the address holds the code that allows both."""
    user = request.user if isinstance(request.user, User) else None
    act: Callable[..., object] = actions.withdraw_submission
    said = _("Ihr Vorschlag ist zurückgezogen.")
    if request.POST.get("do") == "erase":
        act, said = actions.erase_sender, _("Ihre E-Mail-Adresse ist gelöscht.")
    try:
        act(found, code=found.code, actor=user, now=timezone.now())
        messages.success(request, said)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
