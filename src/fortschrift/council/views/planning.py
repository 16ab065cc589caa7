"""Planning a meeting and its agenda, and putting right what was held."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fortschrift.council import actions
from fortschrift.council.actions.excerpts import free_slug
from fortschrift.council.actions.planning import OVER, fingerprint
from fortschrift.council.addresses import meeting_url
from fortschrift.council.forms.meetings import AgendaItemForm, MeetingForm
from fortschrift.council.models import AgendaItem, Meeting
from fortschrift.council.views.room import NOT_SAVED, Room, room_or_404
from fortschrift.sources.models import Visibility
from fortschrift.web.shapes import Link


@login_required
@never_cache
def new_meeting(request: HttpRequest, municipality: str, organization: str) -> HttpResponse:
    """Plan a meeting, or take in one that was held."""
    room = room_or_404(request, municipality, organization)
    if room.is_led_elsewhere:
        return HttpResponseRedirect(room.url("record_station"))
    initial = {"state": Meeting.State.PLANNED, "visibility": Visibility.PUBLIC}
    form = MeetingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and (made := _convene(form, room)):
        messages.success(request, _("Die Sitzung ist aufgenommen. Jetzt die Tagesordnung."))
        there = Room(room.town, room.user, room.readable, room.organization, made)
        return HttpResponseRedirect(there.url("edit_agenda"))
    context = room.context(Link(_("Neue Sitzung")), form=form)
    status = NOT_SAVED if form.errors else 200
    return render(request, "council/desk/new_meeting.html", context, status=status)


def _convene(form: MeetingForm, room: Room) -> Meeting | None:
    details, now = form.details(), timezone.now()
    day = details["date"] if details["date"].is_known else details["planned_date"]
    plain = ("state", "number", "name", "date", "date_note", "planned_date", "start_time",
             "end_time", "place", "visibility", "summary", "url")  # fmt: skip
    convening = {name: value for name, value in details.items() if name not in plain}
    try:
        made = actions.convene_meeting(
            room.organization, slug=free_slug(room.organization, str(day)), actor=room.user,
            now=now, **{name: details[name] for name in plain},
        )  # fmt: skip
        actions.change_meeting(made, details=convening, actor=room.user, now=now)
        return made
    except ValidationError as error:
        form.take(error)
        return None


@login_required
@never_cache
def edit_meeting(
    request: HttpRequest, municipality: str, organization: str, meeting: str
) -> HttpResponse:
    """Change what is said of a meeting; of one that is over, with a reason."""
    room = room_or_404(request, municipality, organization, meeting)
    found = room.meeting
    form = MeetingForm(request.POST) if request.method == "POST" else MeetingForm.of(found)
    meanwhile: Meeting | None = None
    if request.method == "POST" and form.is_valid():
        try:
            _change(form, room, request.POST.get("seen", ""))
            messages.success(request, _("Die Angaben sind gespeichert."))
            return HttpResponseRedirect(meeting_url(found))
        except actions.MeetingChangedMeanwhile as changed:
            meanwhile = changed.meeting
        except ValidationError as error:
            form.take(error)
    context = room.context(
        Link(_("Angaben")), form=form, is_over=found.state in OVER, meanwhile=meanwhile,
        seen=fingerprint(meanwhile or Meeting.objects.get(pk=found.pk)),
        tabs=room.tabs("edit_meeting"),
    )  # fmt: skip
    status = NOT_SAVED if form.errors or meanwhile else 200
    return render(request, "council/desk/edit_meeting.html", context, status=status)


def _change(form: MeetingForm, room: Room, seen: str) -> None:
    details, now = form.details(), timezone.now()
    if form.wants_correction:
        actions.correct_meeting(
            room.meeting, details=details, **form.why(), actor=room.user, now=now
        )
        return
    actions.change_meeting(room.meeting, details=details, seen=seen, actor=room.user, now=now)


@login_required
@never_cache
def edit_agenda(
    request: HttpRequest, municipality: str, organization: str, meeting: str
) -> HttpResponse:
    """Put items on the agenda, rename them, order them, take one off."""
    room = room_or_404(request, municipality, organization, meeting)
    if room.is_led_elsewhere:
        return HttpResponseRedirect(room.url("record_station"))
    forms: dict[int, AgendaItemForm] = {}
    new = AgendaItemForm(initial={"visibility": Visibility.PUBLIC}, prefix="neu")
    if request.method == "POST":
        wanted = request.POST.get("schritt", "")
        if wanted == "neu":
            new = AgendaItemForm(request.POST, prefix="neu")
            done = _add(new, room)
        else:
            done = _act_on_item(request, room, wanted, forms)
        if done:
            return HttpResponseRedirect(f"{room.url('edit_agenda')}#{done}")
    rows = [
        (item, forms.get(item.pk) or AgendaItemForm.of_row(item), is_fixed)
        for item, is_fixed in room.items()
    ]
    context = room.context(
        Link(_("Tagesordnung")), rows=rows, new=new, tabs=room.tabs("edit_agenda")
    )
    refused = new.errors or any(form.errors for form in forms.values())
    status = NOT_SAVED if refused else 200
    return render(request, "council/desk/agenda.html", context, status=status)


def _add(form: AgendaItemForm, room: Room) -> str:
    if not form.is_valid():
        return ""
    try:
        actions.add_agenda_item(room.meeting, **form.details(), actor=room.user, now=timezone.now())
    except ValidationError as error:
        form.take(error)
        return ""
    return "neuer-top"


def _act_on_item(
    request: HttpRequest, room: Room, wanted: str, forms: dict[int, AgendaItemForm]
) -> str:
    """Rename, move or take off the item that the button names; give where to go on."""
    verb, _dash, key = wanted.partition("-")
    if not (key.isascii() and key.isdecimal()):
        return ""
    item = room.item_or_404(int(key))
    form = AgendaItemForm(request.POST, prefix=f"top-{item.pk}")
    forms[item.pk] = form
    try:
        if verb == "ab":
            actions.remove_agenda_item(item, actor=room.user, now=timezone.now())
            messages.success(request, _("Der TOP ist von der Tagesordnung genommen."))
            return "tagesordnung"
        if verb in ("hoch", "runter"):
            _move(room, item, up=verb == "hoch")
        elif not form.is_valid():
            return ""
        else:
            _rename(form, item, room)
    except ValidationError as error:
        form.is_valid()
        form.take(error)
        return ""
    return f"top-{item.pk}"


def _rename(form: AgendaItemForm, item: AgendaItem, room: Room) -> None:
    details, now = form.details(), timezone.now()
    if form.wants_correction:
        visibility = {"visibility": details.pop("visibility")}
        actions.correct_agenda_item(item, details=details, **form.why(), actor=room.user, now=now)
        actions.change_agenda_item(item, details=visibility, actor=room.user, now=now)
        return
    actions.change_agenda_item(item, details=details, actor=room.user, now=now)


def _move(room: Room, item: AgendaItem, *, up: bool) -> None:
    """Let an item change places with its neighbour; those one may not see keep their order."""
    items = list(room.meeting.agenda_items.order_by("order"))
    seen = [each for each in items if each.visibility in room.readable]
    place = seen.index(item) + (-1 if up else 1)
    if not 0 <= place < len(seen):
        return
    items.remove(item)
    neighbour = items.index(seen[place])
    items.insert(neighbour if up else neighbour + 1, item)
    actions.order_agenda(room.meeting, items=items, actor=room.user, now=timezone.now())
