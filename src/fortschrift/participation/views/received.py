"""What somebody sees of what they handed in, by the short code that only they were told."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.concepts.selectors import shown_text
from fortschrift.participation import actions, selectors, shown
from fortschrift.participation.views.room import room_or_404
from fortschrift.web.shapes import Link


def received(
    request: HttpRequest, municipality: str, concept: str, number: int, code: str
) -> HttpResponse:
    """Show a submission to whoever knows its code, and let them take it back."""
    room = room_or_404(request, municipality, concept, number)
    found = selectors.submission_by_code(room.reading, code.upper())
    if found is None:
        raise Http404(_("Unter diesem Kurzcode ist hier nichts eingegangen."))
    if request.method == "POST":
        try:
            actions.withdraw_submission(
                found, code=found.code, actor=room.user, now=timezone.now(),
                reason=request.POST.get("reason", ""),
            )  # fmt: skip
            messages.success(request, _("Ihr Vorschlag ist zurückgezogen."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(room.url("received", code=found.code))
    text = shown_text(found.version)
    (row,) = shown.submissions([found], text, room.reading)
    context = room.context(
        Link(_("Eingegangen")), row=row,
        statuses=[each.status for each in found.statuses.all()],
        reasons=[each.reason for each in found.statuses.all() if each.reason],
    )  # fmt: skip
    return render(request, "participation/received.html", context)
