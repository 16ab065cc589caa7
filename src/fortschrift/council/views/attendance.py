"""The page on who takes part in a meeting, filled in while people come and go."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fortschrift.council import actions, selectors
from fortschrift.council.forms.attendance import AttendanceForm
from fortschrift.council.models import Meeting
from fortschrift.council.views.room import NOT_SAVED, Room, room_or_404
from fortschrift.web.shapes import Link


@login_required
@never_cache
def edit_attendance(
    request: HttpRequest, municipality: str, organization: str, meeting: str
) -> HttpResponse:
    """Note members, groups and others; a list that stands since the meeting is corrected."""
    room = room_or_404(request, municipality, organization, meeting)
    if room.is_led_elsewhere:
        return HttpResponseRedirect(room.url("record_station"))
    members = selectors.members_at(room.organization, room.meeting.when)
    rows = list(room.meeting.attendances.select_related("person", "group").order_by("pk"))
    form = AttendanceForm(
        request.POST or None, members=members, rows=rows,
        groups=selectors.voting_groups(room.organization, members),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _save(form, room):
        messages.success(request, _("Wer da war, ist festgehalten."))
        return HttpResponseRedirect(room.url("edit_attendance"))
    context = room.context(
        Link(_("Wer da war")), form=form, tabs=room.tabs("edit_attendance"),
        is_corrected=bool(rows) and room.meeting.state == Meeting.State.HELD,
    )  # fmt: skip
    status = NOT_SAVED if form.errors else 200
    return render(request, "council/desk/attendance.html", context, status=status)


def _save(form: AttendanceForm, room: Room) -> bool:
    attended, now = form.attended(), timezone.now()
    try:
        if form.wants_correction:
            actions.correct_attendance(
                room.meeting, attended=attended, **form.why(), actor=room.user, now=now
            )
        else:
            actions.note_attendance(room.meeting, attended=attended, actor=room.user, now=now)
    except ValidationError as error:
        form.take(error)
        return False
    return True
