"""Invitations: the office's board, coming in by a personal link, answering in one tap.

Opening a link acts on nothing and shows as whom one would be here; the button after it leads to the
clean address of the reading, which can be passed on without the right.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.council.models import Contact
from fortschrift.participation import actions, selectors
from fortschrift.participation.actions import Invited
from fortschrift.participation.links import address_behind
from fortschrift.participation.models import Invitation, InvitationStatus
from fortschrift.participation.permissions import may_answer_by_link, may_hold_readings
from fortschrift.participation.views.inbox import ids
from fortschrift.participation.views.letters import show_letters
from fortschrift.participation.views.room import ReadingRoom, room_or_404, session_key
from fortschrift.web.content import content, told
from fortschrift.web.shapes import Link

Status = InvitationStatus.Status


@login_required
@never_cache
def board(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """Show who is invited and what came of it; invite more, remind, replace a lost link."""
    room = room_or_404(request, municipality, concept, number)
    require(may_hold_readings(room.user, room.town))
    if request.method == "POST":
        return _act(request, room)
    return _board(request, room)


def _board(request: HttpRequest, room: ReadingRoom) -> HttpResponse:
    rows = [_row(each) for each in selectors.invitations_to(room.reading)]
    context = room.context(
        Link(_("Einladungen")), rows=rows, statuses=_counts(rows),
        contacts=selectors.contacts_to_invite(room.reading, room.today),
    )  # fmt: skip
    return render(request, "participation/board.html", context)


def _act(request: HttpRequest, room: ReadingRoom) -> HttpResponse:
    chosen = request.POST.getlist("who")
    known: dict[str, Any] = {"actor": room.user, "now": timezone.now()}
    rows = selectors.invitations_to(room.reading).filter(pk__in=ids(chosen))
    try:
        match request.POST.get("do"):
            case "invite":
                contacts = Contact.objects.of_town(room.town).filter(pk__in=ids(chosen))
                contacts = contacts.select_related("organization__municipality")
                return _letters(request, room, actions.invite(
                    room.reading, contacts=list(contacts), **known))  # fmt: skip
            case "remind":
                actions.note_reminder(room.reading, invitations=list(rows), **known)
                messages.success(request, _("Die Erinnerung ist vermerkt."))
            case "renew":
                return _letters(request, room, actions.renew_invitations(
                    room.reading, invitations=list(rows), **known))  # fmt: skip
            case "withdraw":
                actions.withdraw_invitations(room.reading, invitations=list(rows), **known)
                messages.success(request, _("Die Einladung gilt nicht mehr."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(room.url("board"))


def _letters(request: HttpRequest, room: ReadingRoom, invited: list[Invited]) -> HttpResponse:
    """Show the links, once: to be copied into a mail, or printed as letters."""
    words = told(
        _("Wir laden Sie ein, „%(concept)s“ zu lesen und vorzuschlagen, was anders werden soll. "
          "Sie brauchen dafür kein Konto. %(asked_for)s"),
        concept=content(room.concept.name), asked_for=content(room.reading.asked_for),
    )  # fmt: skip
    board = Link(_("Einladungen"), room.url("board"))
    sent = [
        (each.invitation.contact, each.key, room.url("come_in", key=each.key)) for each in invited
    ]
    context = room.context(
        board, Link(_("Briefe und Links")), kicker=room.title, words=words, back=board
    )
    return show_letters(request, room.town, sent, context)


@never_cache
def come_in(
    request: HttpRequest, municipality: str, concept: str, number: int, key: str
) -> HttpResponse:
    """Show as whom the link lets one in; the button opens it and leads to the clean address."""
    room = room_or_404(request, municipality, concept, number, key=key)
    found = selectors.invitation_by_key(room.reading, key)
    if found is None:
        raise Http404(_("Dieser Link gilt hier nicht."))
    if request.method == "POST":
        actions.open_invitation(found, key=key, actor=room.user, now=timezone.now())
        request.session[session_key(room.reading)] = str(found.pk)
        return HttpResponseRedirect(room.url())
    may = may_answer_by_link(found, room.today, key=key)
    context = room.context(
        Link(_("Einladung")), found=found, may_open=bool(may), why=getattr(may, "reason", "")
    )
    return render(request, "participation/come_in.html", context)


@never_cache
def by_code(request: HttpRequest, municipality: str) -> HttpResponse:
    """Lead from the short code of a letter to its link; the page tells of nothing else."""
    town = municipality_or_404(municipality)
    code = request.GET.get("code", "").strip()
    found = address_behind(town, code) if code else None
    if found is not None:
        return HttpResponseRedirect(found)
    context = {
        "municipality": town, "code": code, "crumbs": [home_crumb(town), Link(_("Kurzcode"))],
    }  # fmt: skip
    return render(request, "participation/by_code.html", context, status=404 if code else 200)


@require_POST
def answer(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """Say in one tap that one wants nothing changed, or leave the place of the invited."""
    room = room_or_404(request, municipality, concept, number)
    if request.POST.get("do") == "leave":
        request.session.pop(session_key(room.reading), None)
        messages.success(request, _("Sie lesen jetzt ohne Einladung."))
    elif room.invitation is not None:
        actions.wish_nothing(room.invitation, actor=room.user, now=timezone.now())
        messages.success(request, _("Danke. Vermerkt ist: keine Änderungswünsche."))
    return HttpResponseRedirect(room.url())


def _row(invitation: Invitation) -> dict[str, Any]:
    statuses = {each.status: each for each in invitation.statuses.all()}
    reminded = [each for each in invitation.statuses.all() if each.status == Status.REMINDED]
    return {
        "invitation": invitation, "contact": invitation.contact,
        "opened": statuses.get(Status.OPENED), "no_wishes": statuses.get(Status.NO_WISHES),
        "reminded": reminded[-1] if reminded else None,
        "count": invitation.proposal_count,  # type: ignore[attr-defined]
    }  # fmt: skip


def _counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Count what is asked at a glance: invited, opened, answered."""
    return {
        "invited": len(rows), "opened": sum(1 for row in rows if row["opened"]),
        "answered": sum(1 for row in rows if row["count"] or row["no_wishes"]),
    }  # fmt: skip
