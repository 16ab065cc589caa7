"""One proposal with what others say to it; what of that waits, for the office; the switches."""

from collections.abc import Callable, Mapping
from typing import Any

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
from fortschrift.participation.forms import CommentForm
from fortschrift.participation.models import Comment, Submission
from fortschrift.participation.permissions import (
    may_handle_submissions,
    may_hold_readings,
    may_respond,
)
from fortschrift.participation.responses import counts_of
from fortschrift.participation.views.inbox import ids
from fortschrift.participation.views.room import ReadingRoom, room_or_404
from fortschrift.participation.visitors import begin_visit
from fortschrift.web.shapes import Link, Tab

PAGE = 25
Kind = Comment.Kind


def proposal(
    request: HttpRequest, municipality: str, concept: str, number: int, proposal: int
) -> HttpResponse:
    """Show one proposal and what others say to it; a post supports it or says something."""
    room = room_or_404(request, municipality, concept, number)
    found = selectors.proposal(room.reading, proposal)
    if found is None:
        raise Http404(_("Diesen Vorschlag gibt es hier nicht."))
    form = CommentForm(
        request.POST if request.POST.get("do") == "say" else None, kinds=_kinds(room, found),
        allows_unnamed=room.allows_unnamed,
    )  # fmt: skip
    if request.method == "POST" and _respond(request, room, found, form):
        return HttpResponseRedirect(room.url("proposal", proposal=str(proposal)))
    (row,) = shown.submissions([found], room.text, room.text_url)
    context = room.context(
        Link(_("Vorschläge"), room.url("proposals")), Link(_("Vorschlag %(n)d") % {"n": proposal}),
        row=row, form=form, counts=counts_of([found])[found.pk],
        comments=_shown_comments(room, found), may_support=bool(_may(room, found, "support")),
        supports=selectors.supports_it(found, room.invitation, room.user, room.visitor),
    )  # fmt: skip
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "participation/proposal.html", context, status=status)


def _respond(request: HttpRequest, room: ReadingRoom, of: Submission, form: CommentForm) -> bool:
    """Do what was asked for; tell whether it was done, or everything typed has to stay."""
    known: dict[str, Any] = {
        "actor": room.user, "now": timezone.now(), "invitation": room.invitation,
    }  # fmt: skip
    do = request.POST.get("do")
    try:
        if do in ("support", "unsupport"):
            act: Callable[..., object] = (
                actions.support_submission if do == "support" else actions.end_support
            )
            require(_may(room, of, "support"))
            nobody = room.user is None and room.invitation is None
            visitor = begin_visit(request, room.reading) if nobody else ""
            act(of, visitor=visitor, **known)
        elif form.is_valid():
            actions.comment_on(of, **form.cleaned_data, **known)
            messages.success(
                request,
                _("Danke. Was Sie geschrieben haben, wird gezeigt, sobald es freigegeben ist."),
            )
        else:
            return False
    except ValidationError as error:
        if not form.is_bound:
            messages.error(request, " ".join(error.messages))
            return True
        form.add_error(None, ValidationError(error.messages))
        return False
    return True


def _may(room: ReadingRoom, of: Submission, kind: str) -> Any:
    return may_respond(room.user, of, kind, room.today, room.invitation)


def _kinds(room: ReadingRoom, of: Submission) -> list[tuple[str, str]]:
    """List what may be said now."""
    return [(each.value, str(each.label)) for each in Kind if _may(room, of, each)]


def _shown_comments(room: ReadingRoom, of: Submission) -> list[Comment]:
    shown_kinds = [each for each in Kind if room.reading.takes(each)]
    return list(selectors.comments_on(of).filter(kind__in=shown_kinds)) if shown_kinds else []


@login_required
def comments(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """List remarks and questions that wait, or questions without an answer, for the office."""
    room = room_or_404(request, municipality, concept, number)
    require(may_handle_submissions(room.user, room.town))
    if request.method == "POST":
        return _handle(request, room)
    box = "unanswered" if request.GET.get("stand") == "unanswered" else "waiting"
    rows = selectors.comments_in(room.reading, box)
    page = Paginator(rows, PAGE).get_page(request.GET.get("seite"))
    context = room.context(
        Link(_("Eingang"), room.url("inbox")), Link(_("Anmerkungen und Fragen")), page=page,
        box=box, here=request.get_full_path(), tabs=_tabs(room, box),
    )  # fmt: skip
    return render(request, "participation/comments.html", context)


def _tabs(room: ReadingRoom, box: str) -> list[Tab]:
    words = {"waiting": _("Wartet auf Freigabe"), "unanswered": _("Fragen ohne Antwort")}
    return [
        Tab(said, f"{room.url('comments')}?stand={each}", each == box,
            str(selectors.comments_in(room.reading, each).count()))
        for each, said in words.items()
    ]  # fmt: skip


def _handle(request: HttpRequest, room: ReadingRoom) -> HttpResponse:
    rows = Comment.objects.filter(submission__reading=room.reading)
    found = rows.filter(pk__in=ids([request.POST.get("comment", "")])).first()
    if found is None:
        raise Http404(_("Das ist hier nicht eingegangen."))
    known: Mapping[str, Any] = {"actor": room.user, "now": timezone.now()}
    try:
        match request.POST.get("do"):
            case "answer":
                actions.answer_question(found, words=request.POST.get("words", ""), **known)
                messages.success(request, _("Die Antwort steht bei der Frage."))
            case "withhold":
                actions.withhold_comment(found, **known)
                messages.success(request, _("Das wird nicht gezeigt."))
            case _:
                actions.release_comment(found, **known)
                messages.success(request, _("Das ist freigegeben."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(request.get_full_path())


@login_required
def settings(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """Say what others may do with the proposals of this reading; all of it is off at first."""
    room = room_or_404(request, municipality, concept, number)
    require(may_hold_readings(room.user, room.town))
    if request.method == "POST":
        chosen = request.POST.getlist("on")
        actions.switch_responses(
            room.reading, support="support" in chosen, comments="comment" in chosen,
            questions="question" in chosen, actor=room.user, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Das gilt ab jetzt."))
        return HttpResponseRedirect(room.url("settings"))
    context = room.context(
        Link(_("Eingang"), room.url("inbox")), Link(_("Einstellungen")),
        switches=[(*each, room.reading.takes(each[0])) for each in _switches()],
    )  # fmt: skip
    return render(request, "participation/settings.html", context)


def _switches() -> list[tuple[str, str, str]]:
    return [
        ("support", _("Unterstützen"),
         _("Andere können einen Vorschlag unterstützen. Das ist keine Abstimmung.")),
        ("comment", _("Anmerkungen"),
         _("Andere können etwas dazu schreiben. Gezeigt wird es, wenn Sie es freigeben.")),
        ("question", _("Fragen"),
         _("Andere können fragen. Sie geben die Frage frei und antworten.")),
    ]  # fmt: skip
