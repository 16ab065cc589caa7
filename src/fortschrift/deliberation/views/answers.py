"""Answering those who proposed something: the list, a preview for each, slips to print."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.accounts.results import require
from fortschrift.deliberation import actions
from fortschrift.deliberation.actions import Answered
from fortschrift.deliberation.answers import OF_SENDER, Fate, fates
from fortschrift.deliberation.fate_slots import in_other_language
from fortschrift.deliberation.forms.answers import AnswerFilterForm, ReplyTextForm
from fortschrift.deliberation.models import Reply
from fortschrift.deliberation.permissions import may_answer
from fortschrift.deliberation.reply_texts import OFFERED, filled, offered
from fortschrift.deliberation.selectors.answers import (
    STANDS,
    chosen,
    replies_to,
    to_answer,
    without_mail,
)
from fortschrift.deliberation.views.room import Room, room_or_404
from fortschrift.participation.addresses import reading_url
from fortschrift.participation.models import Submission
from fortschrift.participation.selectors import first_wordings
from fortschrift.participation.views.letters import drawing_of
from fortschrift.web.content import CONTENT_LANGUAGE, content
from fortschrift.web.pagination import PER_PAGE, paginate
from fortschrift.web.shapes import Link, Tab


@dataclass(frozen=True, slots=True)
class Row:
    """One sender in the list or in the preview, ready to be shown."""

    submission: Submission
    who: str
    names: str
    fate: Fate
    reply: Reply | None
    is_without_mail: bool
    words: str = ""
    fault: str = ""


@login_required
def answers(request: HttpRequest, **address: Any) -> HttpResponse:
    """List who proposed what a body decided on; a post shows replies for those ticked, or saves.

    The replies are made of one text, and each can be changed before it is saved.
    """
    room = _room(request, address)
    if request.method == "POST":
        return _DOING.get(request.POST.get("do", ""), _preview)(request, room)
    return _listed(request, room, ReplyTextForm(initial={"text": _begun(request)}))


@login_required
def slips(request: HttpRequest, **address: Any) -> HttpResponse:
    """Print for those named in the address what became of their proposals, with the short code."""
    room = _room(request, address)
    found = chosen(room.consideration, request.GET.getlist("s"))[:PER_PAGE]
    if not found:
        raise Http404(_("Bitte wählen Sie in der Liste, für wen ein Zettel gedruckt werden soll."))
    amendments = [each for row in found for each in row.amendments.all()]
    wordings = first_wordings(amendments)
    with translation.override(CONTENT_LANGUAGE):  # on paper it is German, whoever prints it
        rows = _rows(room, found)
        others = in_other_language(found, {row.submission.pk: row.fate for row in rows})
    shown = []
    for row in rows:
        url = reading_url(room.consideration.reading, "received", code=row.submission.code)
        whole = request.build_absolute_uri(url)
        foreign = [
            wordings[each.pk] for each in row.submission.amendments.all()
            if wordings[each.pk].language != CONTENT_LANGUAGE
        ]  # fmt: skip
        shown.append({
            "row": row, "url": whole, "drawing": drawing_of(whole), "foreign": foreign,
            "other": others.get(row.submission.pk),
        })  # fmt: skip
    context = room.context(
        Link(_("Antworten"), room.url("answers")), Link(_("Zettel")), slips=shown
    )
    return render(request, "deliberation/slips.html", context)


def _room(request: HttpRequest, address: dict[str, Any]) -> Room:
    room = room_or_404(request, **address)
    require(may_answer(room.user, room.town))
    return room


def _begun(request: HttpRequest) -> str:
    """Begin with the text that the address asks for, else with the first."""
    found = offered(request.GET.get("vorlage", "")) or OFFERED[0]
    return found.text


def _listed(
    request: HttpRequest, room: Room, text: ReplyTextForm, status: int = 200
) -> HttpResponse:
    stand = request.GET.get("stand", "")
    stand = stand if stand in STANDS else "open"
    form = AnswerFilterForm(request.GET)
    page = paginate(request, to_answer(room.consideration, form.asked(stand)))
    context = room.context(
        Link(_("Antworten")), page=page, rows=_rows(room, list(page)), form=form, stand=stand,
        tabs=_tabs(room, stand), text=text, here=request.get_full_path(),
        slips_url=room.url("slips"), templates=_templates(request),
        ticked=request.POST.getlist("s"),
        is_closed=room.consideration.organization.meets_in_public is False,
    )  # fmt: skip
    return render(request, "deliberation/answers.html", context, status=status)


def _tabs(room: Room, stand: str) -> list[Tab]:
    words = {
        "open": _("Zu beantworten"), "answered": _("Beantwortet"),
        "undecided": _("Noch nicht entschieden"), "all": _("Alle"),
    }  # fmt: skip
    return [Tab(words[each], f"{room.url('answers')}?stand={each}", each == stand)
            for each in STANDS]  # fmt: skip


def _templates(request: HttpRequest) -> list[Link]:
    found = []
    for each in OFFERED:
        query = request.GET.copy()
        query["vorlage"] = each.key
        found.append(Link(each.name, f"?{query.urlencode()}#antworten"))
    return found


def _rows(room: Room, found: Sequence[Submission]) -> list[Row]:
    """Make submissions ready to be shown; constant queries."""
    said, replies = fates(found, OF_SENDER), replies_to(found, room.consideration)
    unreached = without_mail(found)
    return [
        Row(
            each, content(each.shown_name) or _("ohne Namen"),
            ", ".join(content(str(one)) for one in each.amendments.all()), said[each.pk],
            next(iter(replies.get(each.pk, ())), None), each.pk in unreached,
        )
        for each in found
    ]  # fmt: skip


def _preview(request: HttpRequest, room: Room) -> HttpResponse:
    """Show what each of those ticked would read; without a text or a tick the list again."""
    form = ReplyTextForm(request.POST)
    found = chosen(room.consideration, request.POST.getlist("s"))[:PER_PAGE]
    if not found:
        messages.error(request, _("Bitte wählen Sie mindestens einen Vorschlag."))
    if not form.is_valid() or not found:
        return _listed(request, room, form, status=422)
    with translation.override(CONTENT_LANGUAGE):  # the reply is German, whoever writes it
        rows = [_with_words(row, form.cleaned_data["text"]) for row in _rows(room, found)]
    return _previewed(request, room, rows)


def _with_words(row: Row, text: str) -> Row:
    try:
        return replace(row, words=filled(text, row.submission, row.fate))
    except ValidationError as error:
        return replace(row, fault=" ".join(error.messages))


def _previewed(
    request: HttpRequest, room: Room, rows: Sequence[Row], status: int = 200
) -> HttpResponse:
    context = room.context(
        Link(_("Antworten"), room.url("answers")), Link(_("Vorschau")), rows=rows,
        here=request.get_full_path(), ready=[row for row in rows if not row.fault],
        answers_url=room.url("answers"),
    )  # fmt: skip
    return render(request, "deliberation/answers_preview.html", context, status=status)


def _print(request: HttpRequest, room: Room) -> HttpResponse:
    """Lead to the slips for those ticked."""
    query = urlencode([("s", each) for each in request.POST.getlist("s")])
    return HttpResponseRedirect(f"{room.url('slips')}?{query}")


def _save(request: HttpRequest, room: Room) -> HttpResponse:
    """Save the replies as they were changed; what is refused is said, and every word kept."""
    found = chosen(room.consideration, request.POST.getlist("s"))[:PER_PAGE]
    words = {each.pk: request.POST.get(f"w-{each.pk}", "") for each in found}
    answered = [Answered(submission=each, words=words[each.pk]) for each in found]
    try:
        made = actions.answer_submissions(room.consideration, answered=answered, **room.acting)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        rows = [replace(row, words=words[row.submission.pk]) for row in _rows(room, found)]
        return _previewed(request, room, rows, status=422)
    said = ngettext("%(n)d Antwort ist gespeichert.", "%(n)d Antworten sind gespeichert.",
                    len(made))  # fmt: skip
    messages.success(request, said % {"n": len(made)})
    return HttpResponseRedirect(room.url("answers"))


_DOING = {"preview": _preview, "save": _save, "print": _print}
