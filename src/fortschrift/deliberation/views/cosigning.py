"""Co-signing: the office's board, the personal link, what a department reads and answers.

Opening a link acts on nothing; the button after it leads to the clean address, which opens to
nobody else.  None of these pages is public.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts.addresses import concept_url, concepts_url, version_url
from fortschrift.concepts.models import Concept, Node, Version
from fortschrift.concepts.selectors import ShownText, shown_text, version_only
from fortschrift.concepts.shown import title as title_of
from fortschrift.core.text import NodeId
from fortschrift.deliberation import actions, findings, selectors
from fortschrift.deliberation.actions import AskedFor, Cosigner
from fortschrift.deliberation.addresses import cosignature_url
from fortschrift.deliberation.forms.cosigning import AskForm, CosignForm
from fortschrift.deliberation.models import CosignatureAnswer, CosignatureRequest, CosignatureStatus
from fortschrift.deliberation.permissions import may_ask_for_cosignature, may_cosign
from fortschrift.participation.permissions import may_answer_by_link
from fortschrift.participation.views.inbox import ids
from fortschrift.participation.views.letters import show_letters
from fortschrift.web.concept_text import attribute_facts, label
from fortschrift.web.content import content, joined, told
from fortschrift.web.shapes import Link

Status, Answer = CosignatureStatus.Status, CosignatureAnswer.Answer
TONES = {
    Answer.SIGNED: "success", Answer.SIGNED_WITH_NOTE: "success", Answer.REFUSED: "warning",
    Answer.NOT_CONCERNED: "neutral",
}  # fmt: skip


@dataclass(frozen=True)
class Room:
    """A frozen version that is to be co-signed, as somebody comes to it."""

    town: Municipality
    version: Version
    user: User | None

    @property
    def concept(self) -> Concept:
        return self.version.concept

    @cached_property
    def today(self) -> Any:
        return timezone.localdate()

    @cached_property
    def text(self) -> ShownText:
        found = shown_text(self.version)
        if found is None:
            raise Http404(_("Von dieser Fassung liegt hier kein Text vor."))
        return found

    def url(self, name: str = "", **more: str) -> str:
        return cosignature_url(self.version, name, **more)

    def context(self, *crumbs: Link, **more: object) -> dict[str, Any]:
        way = [
            home_crumb(self.town),
            Link(_("Konzepte"), concepts_url(self.town.slug)),
            Link(content(self.concept.name), concept_url(self.concept)),
            Link(title_of(self.version), version_url(self.version, self.concept)),
        ]
        return {
            "municipality": self.town, "concept": self.concept, "version": self.version,
            "title": title_of(self.version), "crumbs": [*way, *crumbs],
            "version_url": version_url(self.version, self.concept), **more,
        }  # fmt: skip


@login_required
@never_cache
def board(request: HttpRequest, municipality: str, concept: str, version: str) -> HttpResponse:
    """Show who is asked to co-sign and what they said; ask more, remind, replace a lost link."""
    room = _room_or_404(request, municipality, concept, version)
    require(may_ask_for_cosignature(room.user, room.town))
    if request.POST.get("do") == "ask":
        return _ask(request, room)
    if request.method == "POST":
        return _act(request, room)
    return _board(request, room, _ask_form(room))


def _board(request: HttpRequest, room: Room, form: AskForm) -> HttpResponse:
    rows = [_row(each, room) for each in selectors.cosignature_requests_to(room.version)]
    context = room.context(
        Link(_("Mitzeichnung")), rows=rows, form=form,
        can_ask=bool(form.fields["contacts"].choices),  # type: ignore[attr-defined]
        answered=sum(1 for each in rows if each["answer"]),
        hints=findings.on_cosignatures(room.concept, only=room.version),
    )  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "deliberation/cosignatures.html", context, status=status)


def _row(asked: CosignatureRequest, room: Room) -> dict[str, Any]:
    statuses = {each.status: each for each in asked.statuses.all()}
    answer = asked.answer
    return {
        "request": asked, "contact": asked.contact, "count": len(asked.first.elements.all()),
        "opened": statuses.get(Status.OPENED), "reminded": statuses.get(Status.REMINDED),
        "answer": answer, "tone": TONES[Answer(answer.answer)] if answer else "",
        "is_late": asked.is_late_on(room.today),
        "answer_url": f"{room.url('answer')}?fuer={asked.pk}",
    }  # fmt: skip


def _ask_form(room: Room, data: Any = None) -> AskForm:
    contacts = list(selectors.contacts_to_ask(room.version, room.today))
    bodies = {each.organization_id: each.organization for each in contacts}
    named = dict(selectors.named_in(room.text, bodies.values()))
    return AskForm(data, text=room.text, contacts=contacts, named=named)


def _ask(request: HttpRequest, room: Room) -> HttpResponse:
    form = _ask_form(room, request.POST)
    if not form.is_valid():
        return _board(request, room, form)
    asked = form.asked()
    nodes = Node.objects.in_bulk({node for _contact, found in asked for node in found})
    cosigners = [Cosigner(contact, [nodes[node] for node in found]) for contact, found in asked]
    try:
        made = actions.ask_for_cosignature(
            room.version, cosigners=cosigners, deadline=form.cleaned_data["deadline"],
            note=form.cleaned_data["note"], actor=room.user, now=timezone.now(),
        )  # fmt: skip
    except ValidationError as error:
        _say(form, error)
        return _board(request, room, form)
    return _letters(request, room, made)


def _act(request: HttpRequest, room: Room) -> HttpResponse:
    chosen = ids(request.POST.getlist("who"))
    rows = list(selectors.cosignature_requests_to(room.version).filter(pk__in=chosen))
    known: dict[str, Any] = {"requests": rows, "actor": room.user, "now": timezone.now()}
    try:
        match request.POST.get("do"):
            case "remind":
                actions.remind_of_cosignature(room.version, **known)
                messages.success(request, _("Die Erinnerung ist vermerkt."))
            case "renew":
                made = actions.renew_cosignature_links(room.version, **known)
                return _letters(request, room, made)
            case "withdraw":
                actions.withdraw_cosignature_requests(room.version, **known)
                messages.success(request, _("Um diese Mitzeichnung wird nicht mehr gebeten."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(room.url())


def _letters(request: HttpRequest, room: Room, made: list[AskedFor]) -> HttpResponse:
    board = Link(_("Mitzeichnung"), room.url())
    words = told(
        _("Bitte zeichnen Sie „%(concept)s“ (%(version)s) mit, soweit es Ihre Stelle bindet. "
          "Sie brauchen dafür kein Konto."),
        concept=content(room.concept.name), version=title_of(room.version),
    )  # fmt: skip
    sent = [(e.request.contact, e.key, room.url("come_in", key=e.key)) for e in made]
    context = room.context(
        board, Link(_("Briefe und Links")), kicker=_("Mitzeichnung"), words=words, back=board
    )
    return show_letters(request, room.town, sent, context)


@never_cache
def come_in(
    request: HttpRequest, municipality: str, concept: str, version: str, key: str
) -> HttpResponse:
    """Show for whom the link lets one in; the button opens it and leads to the clean address."""
    room = _room_or_404(request, municipality, concept, version)
    found = selectors.cosignature_request_by_key(room.version, key)
    if found is None:
        raise Http404(_("Dieser Link gilt hier nicht."))
    if request.method == "POST":
        actions.open_cosignature_request(found, key=key, actor=room.user, now=timezone.now())
        request.session[_session_key(room.version)] = str(found.pk)
        return HttpResponseRedirect(room.url("answer"))
    may = may_answer_by_link(found, room.today, key=key)
    context = room.context(
        Link(_("Mitzeichnung")), found=found, may_open=bool(may), why=getattr(may, "reason", "")
    )
    return render(request, "deliberation/cosign_come_in.html", context)


@never_cache
def answer(request: HttpRequest, municipality: str, concept: str, version: str) -> HttpResponse:
    """Show a department what binds it, and take its answer."""
    room = _room_or_404(request, municipality, concept, version)
    asked, by_link = _asked_or_404(request, room)
    require(may_cosign(room.user, asked, room.today, by_link=by_link))
    form = CosignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cosign(
                asked, **form.cleaned_data, by_link=by_link, actor=room.user, now=timezone.now()
            )
        except ValidationError as error:
            _say(form, error)
        else:
            messages.success(request, _("Danke. Ihre Antwort ist festgehalten."))
            return HttpResponseRedirect(request.get_full_path())
    context = room.context(
        Link(_("Mitzeichnung")), asked=asked, form=form, elements=_elements(asked, room),
        answers=sorted(asked.first.answers.all(), key=lambda each: -each.pk), by_link=by_link,
    )  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "deliberation/cosign.html", context, status=status)


def _asked_or_404(request: HttpRequest, room: Room) -> tuple[CosignatureRequest, bool]:
    """Find for whom one answers: the office names it, else the opened link, else the account."""
    named = ids([request.GET.get("fuer", "")])
    if named and room.user is not None:
        found = selectors.cosignature_request(room.version, named[0])
        if found is not None:
            return found, False
    opened = request.session.get(_session_key(room.version)) if request.COOKIES else None
    found = selectors.cosignature_request(room.version, opened) if opened else None
    if found is not None and found.holds_on(room.today):
        return found, True
    found = selectors.cosignature_request_of(room.version, room.user) if room.user else None
    if found is None:
        raise Http404(_("Hier liegt keine Bitte an Sie vor. Bitte öffnen Sie Ihren Link."))
    return found, False


def _elements(asked: CosignatureRequest, room: Room) -> list[dict[str, Any]]:
    """Show the elements in the order of the text, each with all that it says of who and what."""
    chosen = {NodeId(each.node_id) for each in asked.first.elements.all()}
    tree, numbers = room.text.tree, room.text.numbers
    return [
        {
            "name": joined(" ", [label(tree, state, numbers), content(state.title)]),
            "url": f"{room.context()['version_url']}#{room.text.row_of(state.id).slug}",
            "facts": attribute_facts(tree, state, numbers),
        }
        for state in tree.walk() if state.id in chosen
    ]  # fmt: skip


def _say(form: Any, error: ValidationError) -> None:
    """Say what an act refused, beside the field it names if there is one; all typed stays."""
    named = set(getattr(error, "error_dict", {})) & set(form.fields)
    form.add_error(next(iter(named), None), ValidationError(error.messages))


def _session_key(version: Version) -> str:
    """Name where a session keeps for whom it co-signs; the address tells nobody else."""
    return f"cosignature-{version.pk}"


def _room_or_404(request: HttpRequest, municipality: str, concept: str, version: str) -> Room:
    town = municipality_or_404(municipality)
    found = version_only(town, concept, version)
    if found is None:
        raise Http404(_("Diese Fassung ist hier nicht verzeichnet."))
    return Room(town, found, request.user if isinstance(request.user, User) else None)
