"""Recording results: one tap for the common ones, the whole vote, corrections, checked hints."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fortschrift.core.partial_date import PartialDate
from fortschrift.council import actions, selectors
from fortschrift.council.actions import Cast, Counted, Excluded
from fortschrift.council.addresses import meeting_url
from fortschrift.council.forms.meetings import RemarkForm, ResultForm
from fortschrift.council.forms.votes import (
    VoteForm,
    initial_of_item,
    initial_of_vote,
    seen_votes,
)
from fortschrift.council.models import AgendaItem, Meeting, VoteEvent
from fortschrift.council.shown.desk import recorded_lines, remarks_of
from fortschrift.council.views.room import NOT_SAVED, Room, room_or_404
from fortschrift.web.shapes import Link

Outcome, Manner, Result = VoteEvent.Outcome, VoteEvent.Manner, AgendaItem.Result
#: One tap each: the word, and what it says.
TAPS: Mapping[str, tuple[Any, str, str]] = {
    "einstimmig": (gettext_lazy("einstimmig"), Outcome.CARRIED, Manner.UNANIMOUS),
    "enthaltung": (
        gettext_lazy("einstimmig bei Enthaltung"), Outcome.CARRIED, Manner.UNANIMOUS_ABSTENTIONS,
    ),
    "mehrheitlich": (gettext_lazy("mehrheitlich"), Outcome.CARRIED, Manner.MAJORITY),
    "ohne-gegenstimme": (
        gettext_lazy("ohne Gegenstimme, nicht ausgezählt"), Outcome.CARRIED, Manner.NO_OPPOSITION,
    ),
    "abgelehnt": (gettext_lazy("abgelehnt"), Outcome.REJECTED, Manner.UNKNOWN),
}  # fmt: skip
#: One tap each where nothing was voted on.
WITHOUT_VOTE = (Result.NOTED, Result.POSTPONED, Result.REFERRED, Result.REMOVED, Result.WITHDRAWN)


@login_required
@never_cache
def record_results(
    request: HttpRequest, municipality: str, organization: str, meeting: str
) -> HttpResponse:
    """Show the agenda with a tap for each common result; works in the room and years later."""
    room = room_or_404(request, municipality, organization, meeting)
    if room.is_led_elsewhere:
        return HttpResponseRedirect(room.url("record_station"))
    status, new = 200, ""
    if request.method == "POST":
        try:
            return HttpResponseRedirect(f"{room.url('record_results')}#{_tap(request, room)}")
        except actions.VotedMeanwhile as meanwhile:
            new = str(meanwhile.events[0].agenda_item_id)
            messages.warning(request, meanwhile.messages[0])
            status = NOT_SAVED
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            status = NOT_SAVED
    context = room.context(
        Link(_("Ergebnisse erfassen")),
        lines=recorded_lines(room.meeting, room.readable), new=new,
        taps=[(key, label) for key, (label, *_rest) in TAPS.items()],
        without_vote=[(result.value, result.label) for result in WITHOUT_VOTE],
        tabs=room.tabs("record_results"), is_open=_is_open(room.meeting),
    )  # fmt: skip
    return render(request, "council/desk/results.html", context, status=status)


def _is_open(meeting: Meeting) -> bool:
    """Whether nobody has said yet that the meeting took place, though its day has come."""
    is_open = meeting.state in (Meeting.State.PLANNED, Meeting.State.INVITED)
    return is_open and not PartialDate.of(localdate()).surely_before(meeting.when)


def _tap(request: HttpRequest, room: Room) -> str:
    """Do what was tapped; give the place on the page where to go on."""
    now, tapped = timezone.now(), request.POST.get("ergebnis", "")
    if request.POST.get("stattgefunden"):
        when = room.meeting.when if room.meeting.when.is_known else PartialDate.of(localdate())
        actions.hold_meeting(room.meeting, date=when, actor=room.user, now=now)
        return "tagesordnung"
    key = request.POST.get("top", "")
    if not (key.isascii() and key.isdecimal()):
        raise Http404(_("Diesen TOP gibt es in der Sitzung nicht."))
    item = room.item_or_404(int(key))
    if tapped in TAPS:
        _label, outcome, manner = TAPS[tapped]
        actions.record_vote(
            room.organization, agenda_item=item, subject=item.title, outcome=outcome,
            manner=manner, visibility=item.visibility, seen=seen_votes(request.POST),
            actor=room.user, now=now,
        )  # fmt: skip
    elif tapped in {result.value for result in WITHOUT_VOTE}:
        actions.decide_agenda_item(item, result=tapped, actor=room.user, now=now)
    else:
        raise ValidationError(_("Dieses Ergebnis gibt es nicht."))
    return f"top-{item.pk}"


@login_required
@never_cache
def record_item(
    request: HttpRequest, municipality: str, organization: str, meeting: str, item: int
) -> HttpResponse:
    """Record a vote on an item with everything that is known; beside it its result and remarks."""
    room = room_or_404(request, municipality, organization, meeting)
    top, wanted = room.item_or_404(item), request.POST.get("schritt", "")
    members = selectors.members_at(room.organization, room.meeting.when)
    posted = request.POST if request.method == "POST" else None
    form = _vote_form(room, posted if wanted == "abstimmung" else None, initial_of_item(top))
    result = ResultForm(posted) if wanted == "ergebnis" else ResultForm.of(top)
    remark = RemarkForm(posted if wanted == "bemerkung" else None, members=members)
    done = False
    try:
        if wanted == "abstimmung" and form.is_valid():
            actions.record_vote(
                room.organization, agenda_item=top, **form.given(),
                seen=seen_votes(request.POST), actor=room.user, now=timezone.now(),
            )  # fmt: skip
            done = True
        elif wanted == "ergebnis" and result.is_valid():
            _decide(result, top, room)
            done = True
        elif wanted == "bemerkung" and remark.is_valid():
            actions.keep_remark(top, **remark.given(), actor=room.user, now=timezone.now())
            done = True
    except ValidationError as error:
        {"abstimmung": form, "ergebnis": result, "bemerkung": remark}[wanted].take(error)
    if done:
        messages.success(request, _("Das ist festgehalten."))
        return HttpResponseRedirect(f"{room.url('record_results')}#top-{top.pk}")
    context = room.context(
        Link(_("Ergebnisse erfassen"), room.url("record_results")), Link(_("Abstimmung")),
        item=top, form=form, result=result, remark=remark, remarks=remarks_of(top),
        line=next(
            each for each in recorded_lines(room.meeting, room.readable) if each.item == top
        ),
        is_decided=top.result != Result.UNKNOWN,
    )  # fmt: skip
    refused = any(each.errors for each in (form, result, remark))
    return render(request, "council/desk/item.html", context, status=NOT_SAVED if refused else 200)


def _decide(form: ResultForm, item: AgendaItem, room: Room) -> None:
    details, now = form.details(), timezone.now()
    if form.wants_correction:
        actions.correct_agenda_item(item, details=details, **form.why(), actor=room.user, now=now)
        return
    actions.decide_agenda_item(item, **details, actor=room.user, now=now)


def _vote_form(room: Room, data: Any, initial: dict[str, Any]) -> VoteForm:
    members = selectors.members_at(room.organization, room.meeting.when)
    return VoteForm(
        data, initial=initial, organization=room.organization, members=members,
        groups=selectors.voting_groups(room.organization, members),
    )  # fmt: skip


@login_required
@never_cache
def correct_vote(
    request: HttpRequest, municipality: str, organization: str, meeting: str, vote: UUID
) -> HttpResponse:
    """Say a vote anew in place of a wrong one, or strike one that was never taken."""
    room = room_or_404(request, municipality, organization, meeting)
    event, now = _vote_or_404(room, vote), timezone.now()
    strike = request.POST.get("schritt") == "streichen"
    form = _vote_form(
        room, request.POST if request.method == "POST" else None, initial_of_vote(event)
    )
    if request.method == "POST" and (form.is_valid() or strike):
        try:
            if strike:
                why = {name: request.POST.get(name, "") for name in ("wrong", "reason")}
                actions.strike_vote(event, **why, actor=room.user, now=now)
            else:
                instead = _with_the_rest(form, event)
                actions.correct_vote(event, instead=instead, **form.why(), actor=room.user, now=now)
            messages.success(request, _("Die Berichtigung ist festgehalten."))
            return HttpResponseRedirect(meeting_url(room.meeting))
        except ValidationError as error:
            form.take(error)
    context = room.context(
        Link(_("Ergebnisse erfassen"), room.url("record_results")), Link(_("Berichtigen")),
        form=form, event=event,
    )  # fmt: skip
    status = NOT_SAVED if form.errors else 200
    return render(request, "council/desk/correct_vote.html", context, status=status)


def _with_the_rest(form: VoteForm, event: VoteEvent) -> dict[str, Any]:
    """Add to what was typed what the form cannot ask: where it hangs, and names it does not know.

    Numbers under the printed name of a party, members of another time and sources stay as they are.
    """
    given = form.given()
    groups = {group.pk for group in form.groups}
    persons = {seat.person_id for seat in form.members}
    counts = [
        Counted(c.option, c.value, c.group, c.group_label, c.reason, c.note)
        for c in event.counts.all()
        if c.group_label or (c.group_id and c.group_id not in groups)
        or (c.group_id is None and c.option == "absent")
    ]  # fmt: skip
    votes = [
        Cast(v.voter, v.option, v.group) for v in event.votes.all() if v.voter_id not in persons
    ]
    excluded = [
        Excluded(e.person, e.label, e.took_part, e.note)
        for e in event.exclusions.all()
        if e.person_id and e.person_id not in persons
    ]
    return given | {
        "counts": [*given["counts"], *counts],
        "votes": [*given["votes"], *votes],
        "excluded": [*given["excluded"], *excluded],
        "meeting": event.meeting, "agenda_item": event.agenda_item,
        "source_text": event.source_text, "source_url": event.source_url,
        "claims": list(event.claims.all()),
    }  # fmt: skip


@login_required
@require_POST
def check_finding(
    request: HttpRequest, municipality: str, organization: str, meeting: str, vote: UUID
) -> HttpResponse:
    """Mark a hint on a vote as checked, with a remark."""
    room = room_or_404(request, municipality, organization, meeting)
    event = _vote_or_404(room, vote)
    try:
        actions.mark_finding_checked(
            event, code=request.POST.get("code", ""), remark=request.POST.get("remark", ""),
            actor=room.user, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Der Hinweis ist als geprüft vermerkt."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(f"{meeting_url(room.meeting)}#abstimmung-{event.pk}")


def _vote_or_404(room: Room, vote: UUID) -> VoteEvent:
    found = selectors.votes(
        room.town, organization=room.organization, readable=room.readable
    ).filter(pk=vote, meeting=room.meeting).first()  # fmt: skip
    if found is None:
        raise Http404(_("Diese Abstimmung gibt es hier nicht."))
    return found
