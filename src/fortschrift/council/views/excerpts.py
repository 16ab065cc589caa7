"""Pasting an excerpt: read it, put right what was read, confirm once; and the short line.

The paste travels in the page, so nothing that was typed is lost at any step.
"""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fortschrift.core.partial_date import ImpossibleDate, PartialDate
from fortschrift.council import actions, selectors
from fortschrift.council.addresses import meeting_url
from fortschrift.council.excerpts import Excerpt, ReadItem, contradictions, read
from fortschrift.council.forms.excerpts import (
    ExcerptForm,
    MeetingOfExcerptForm,
    ReadItemForm,
    StationForm,
    read_initial,
)
from fortschrift.council.forms.votes import seen_votes
from fortschrift.council.models import AgendaItem, Meeting, VoteEvent
from fortschrift.council.organization_names import KnownNames
from fortschrift.council.shown.excerpts import doubts, marked
from fortschrift.council.views.room import NOT_SAVED, Room, room_or_404
from fortschrift.sources.models import Visibility
from fortschrift.web.shapes import Link


@dataclass
class _Preview:
    """What was read and what of it was put right; ``items`` are the agenda's by what was read."""

    excerpt: Excerpt
    of_meeting: MeetingOfExcerptForm
    forms: list[ReadItemForm]
    meeting: Meeting | None

    @property
    def is_valid(self) -> bool:
        return all([self.of_meeting.is_valid(), *(form.is_valid() for form in self.forms)])


@login_required
@never_cache
def paste_excerpt(request: HttpRequest, municipality: str, organization: str) -> HttpResponse:
    """Take an excerpt of this body, show what was read, and record it when that was confirmed."""
    room = room_or_404(request, municipality, organization)
    form = ExcerptForm(request.POST or None)
    preview = _preview(request, room, form) if form.is_bound and form.is_valid() else None
    wants = request.POST.get("schritt") == "festhalten"
    if preview and wants and _is_same(request, preview.excerpt) and preview.is_valid:
        try:
            meeting = _record(room, preview, form.cleaned_data["url"], seen_votes(request.POST))
            messages.success(request, _("Der Beschlussauszug ist festgehalten."))
            return HttpResponseRedirect(meeting_url(meeting))
        except ValidationError as error:
            preview.of_meeting.take(error)
    context = room.context(Link(_("Beschlussauszug einfügen")), form=form)
    if preview is not None:
        context |= _shown(room, preview)
    refused = bool(form.errors) or (wants and preview is not None)
    status = NOT_SAVED if refused else 200
    return render(request, "council/desk/excerpt.html", context, status=status)


def _preview(request: HttpRequest, room: Room, form: ExcerptForm) -> _Preview:
    """Read the paste; what was put right holds as long as the paste is the same."""
    excerpt = read(form.cleaned_data["text"])
    data = request.POST if _is_same(request, excerpt) else None
    is_closed = room.organization.meets_in_public is False
    visibility = Visibility.BODY if is_closed else Visibility.PUBLIC
    initial = read_initial(excerpt, visibility)
    asked = _asked_for(request, room)
    if asked is not None and not initial["date"]:
        initial["date"] = str(asked.when)
    day = str(data.get("date", "") if data is not None else initial["date"])
    meetings = _meetings(room, day)
    if asked is not None and asked in meetings:
        meetings = [asked]
    of_meeting = MeetingOfExcerptForm(data, initial=initial, meetings=meetings)
    meeting = meetings[0] if len(meetings) == 1 else None
    known = _agenda(meeting, room)
    forms = [
        ReadItemForm(data, initial=_initial(item, known), prefix=f"top-{place}")
        for place, item in enumerate(excerpt.items)
    ]
    return _Preview(excerpt, of_meeting, forms, meeting)


def _initial(item: ReadItem, known: list[AgendaItem]) -> dict[str, Any]:
    """Begin with what was read; an item with a result is not chosen a second time."""
    number, title = item.number.value if item.number else "", item.title
    found = _same_item(number, title.value if title else "", known)
    return ReadItemForm.initial_of(item, is_recorded=found is not None and _is_recorded(found))


def _is_recorded(item: AgendaItem) -> bool:
    return item.result != AgendaItem.Result.UNKNOWN or bool(_standing(item))


def _standing(item: AgendaItem) -> list[VoteEvent]:
    """Give the votes on an item that came with the agenda."""
    return list(item.vote_events.all())


def _meetings(room: Room, day: str) -> list[Meeting]:
    try:
        when = PartialDate.parse(day.strip())
    except ImpossibleDate:
        return []
    if when.day is None:
        return []
    found = selectors.meetings_on(room.organization, when).filter(visibility__in=room.readable)
    return list(found)


def _asked_for(request: HttpRequest, room: Room) -> Meeting | None:
    """Give the meeting from whose page somebody came."""
    slug = request.GET.get("sitzung", "")
    found = selectors.meetings(room.town, organization=room.organization, readable=room.readable)
    return found.filter(slug=slug).first() if slug else None


def _record(room: Room, preview: _Preview, url: str, seen: list[UUID]) -> Meeting:
    meeting = preview.of_meeting.meeting()
    known = _agenda(meeting, room)
    taken = [
        (form, item)
        for form, item in zip(preview.forms, preview.excerpt.items, strict=True)
        if form.cleaned_data["keep"]
    ]
    said = preview.of_meeting.cleaned_data
    return actions.record_excerpt(
        room.organization, meeting=meeting, date=said["date"], visibility=said["visibility"],
        lines=[
            form.line(
                _same_item(form.cleaned_data["number"], form.cleaned_data["title"], known),
                source_text=preview.excerpt.part_of(item), source_url=url, seen=seen,
            )
            for form, item in taken
        ],
        actor=room.user, now=timezone.now(),
    )  # fmt: skip


def _agenda(meeting: Meeting | None, room: Room) -> list[AgendaItem]:
    if meeting is None:
        return []
    items = meeting.agenda_items.filter(visibility__in=room.readable).order_by("order")
    votes = VoteEvent.objects.standing().order_by("pk")
    return list(items.prefetch_related(Prefetch("vote_events", votes)))


def _same_item(number: str, title: str, known: list[AgendaItem]) -> AgendaItem | None:
    """Find an item by its title, else by its number, however that is written."""
    by_title = [item for item in known if _key(item.title) == _key(title)]
    by_number = [item for item in known if _is_same_number(item.number, number)]
    both = [item for item in by_title if item in by_number]
    return next(iter(both or by_title or by_number), None)


def _is_same_number(one: str, other: str) -> bool:
    """Whether two spellings mean one item; "5" may be "Ö 5", "N 5" never is."""
    keys = _key(one), _key(other)
    plain = [key.lstrip("ö") for key in keys]
    is_bare = any(key == bare for key, bare in zip(keys, plain, strict=True))
    return bool(plain[0]) and (keys[0] == keys[1] or (is_bare and plain[0] == plain[1]))


def _key(text: str) -> str:
    return "".join(sign for sign in text.casefold().removeprefix("top") if sign.isalnum())


def _shown(room: Room, preview: _Preview) -> dict[str, Any]:
    odd, known = contradictions(preview.excerpt), _agenda(preview.meeting, room)
    rows = []
    for place, form in enumerate(preview.forms):
        item = _same_item(form["number"].value() or "", form["title"].value() or "", known)
        rows.append((form, doubts(odd, place), item, item is not None and _is_recorded(item)))
    return {
        "read": _name_of(preview.excerpt.text), "marked": marked(preview.excerpt), "rows": rows,
        "of_meeting": preview.of_meeting, "found_meeting": preview.meeting,
        "not_understood": preview.excerpt.not_understood,
        "seen": [event.pk for item in known for event in _standing(item)],
        "other_body": _other_body(room, preview.excerpt),
    }  # fmt: skip


def _other_body(room: Room, excerpt: Excerpt) -> str:
    """Name the body of the excerpt where it is known here and is another one."""
    if excerpt.body is None:
        return ""
    found = KnownNames(selectors.organizations(room.town, readable=room.readable)).find(
        excerpt.body.value
    )
    return "" if not found or room.organization in found else found[0].name


def _is_same(request: HttpRequest, excerpt: Excerpt) -> bool:
    return request.POST.get("gelesen") == _name_of(excerpt.text)


def _name_of(text: str) -> str:
    words = " ".join(text.split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@login_required
@never_cache
def record_station(request: HttpRequest, municipality: str, organization: str) -> HttpResponse:
    """Record one line of a body whose meetings the council information system keeps."""
    room = room_or_404(request, municipality, organization)
    initial = {"result": AgendaItem.Result.UNKNOWN, "manner": "unknown"}
    form = StationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(meeting_url(_record_station(form, room)))
        except ValidationError as error:
            form.take(error)
    context = room.context(Link(_("Ergebnis festhalten")), form=form)
    status = NOT_SAVED if form.errors else 200
    return render(request, "council/desk/station.html", context, status=status)


def _record_station(form: StationForm, room: Room) -> Meeting:
    day = form.cleaned_data["date"]
    meetings = _meetings(room, str(day))
    return actions.record_excerpt(
        room.organization, meeting=meetings[0] if len(meetings) == 1 else None, date=day,
        lines=[form.station()], actor=room.user, now=timezone.now(),
    )  # fmt: skip
