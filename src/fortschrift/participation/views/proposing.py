"""Proposing at a passage: what is wanted, a look at the difference, who one is, and sent.

Nothing is sent unseen, and opening an address never sends anything: what was typed goes along from
page to page until the last button.  Sent twice it is there once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fortschrift.accounts.results import require
from fortschrift.concepts.errors import text_fault
from fortschrift.concepts.models import Node
from fortschrift.concepts.selectors import ShownText
from fortschrift.concepts.views.marked import marked
from fortschrift.concepts.views.room import window_of
from fortschrift.concepts.views.writing import label_of
from fortschrift.core.text import NodeId, TextError
from fortschrift.participation import selectors, shown
from fortschrift.participation.actions import Sender, Wanted
from fortschrift.participation.drafts import Begun
from fortschrift.participation.forms import ProposalForm, SenderForm
from fortschrift.participation.intake import (
    Proposed,
    fields_at,
    kinds_at,
    levels_at,
    proposed,
)
from fortschrift.participation.models import Submission
from fortschrift.participation.views import begun
from fortschrift.participation.views.room import Room, node_or_404, room_or_404, text_or_404
from fortschrift.web.shapes import Link, Tab

Kind = Submission.Kind


@dataclass(frozen=True, slots=True)
class Passage:
    """The passage somebody proposes at; the root stands for the whole text."""

    room: Room
    text: ShownText
    node: NodeId

    @property
    def is_whole(self) -> bool:
        return self.node == self.text.tree.root

    @property
    def url(self) -> str:
        if self.is_whole:
            return self.room.url("propose")
        return self.room.url("propose_at", node=self.text.row_of(self.node).slug)

    @property
    def name(self) -> str:
        return "" if self.is_whole else shown.place_name(self.text, self.node)

    def kinds(self) -> list[Kind]:
        return [Kind.OWN_WORDS] if self.is_whole else kinds_at(self.text.tree, self.node)


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote at a passage: the kind, the form with it, and what it makes."""

    at: Passage
    kind: Kind
    form: ProposalForm
    wanted: Proposed


def whole(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """Say something on the whole text in one's own words."""
    return propose(request, passage_or_404(room_or_404(request, municipality, concept, number)))


def passage(
    request: HttpRequest, municipality: str, concept: str, number: int, node: str
) -> HttpResponse:
    """Choose what to propose at a passage, write it, look at it, send it."""
    room = room_or_404(request, municipality, concept, number)
    return propose(request, passage_or_404(room, node))


def passage_or_404(room: Room, node: str = "") -> Passage:
    """Find the passage by its slug, without one the whole text."""
    text = text_or_404(room)
    return Passage(room, text, node_or_404(text, node) if node else text.tree.root)


def propose(request: HttpRequest, at: Passage) -> HttpResponse:
    """Show the form, take what was written to the next page, or send it."""
    if request.method == "POST":
        sent = _already_sent(request, at)
        if sent is not None:
            return HttpResponseRedirect(at.room.url("received", code=sent.code))
        require(at.room.may_submit)
    given = {key: request.POST[key].replace("\r\n", "\n") for key in request.POST}
    kind = _kind(request, at)
    asked_for = begun.asked_for(request, at.room, at.node)
    if asked_for is not None and asked_for.kind in at.kinds():
        kind = Kind(asked_for.kind)
    form = _form(at, kind, given if request.method == "POST" else None, asked_for)
    do = given.get("do", "")
    if not do or not form.is_valid():
        return _write(request, at, kind, form)
    wanted = proposed(at.text.tree, at.node, kind, form.cleaned_data, _mint)
    if _is_refused(form, wanted, kind):
        return _write(request, at, kind, form)
    if do == "write":
        return _write(request, at, kind, form, status=200)
    sender = SenderForm(
        given if do == "send" else None, municipality=at.room.town,
        allows_unnamed=at.room.allows_unnamed, is_office=at.room.is_office,
        invitation=at.room.invitation,
    )  # fmt: skip
    if do == "look":
        begun.remember(request, at.room, at.node, kind, form)
    if do == "send" and sender.is_valid():
        made = _send(request, Written(at, kind, form, wanted), sender)
        if made is not None:
            begun.forget(request, at.room, at.node)
            return HttpResponseRedirect(at.room.url("received", code=made.code))
    return _look(request, Written(at, kind, form, wanted), sender)


def _already_sent(request: HttpRequest, at: Passage) -> Submission | None:
    """Find what this very form has sent before: somebody pressed twice, or went back."""
    return at.room.received.filter(pk=_key(request)).first()


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _mint() -> NodeId:
    return NodeId(uuid4())


def _kind(request: HttpRequest, at: Passage) -> Kind:
    asked = request.POST.get("kind") or request.GET.get("art") or ""
    offered = at.kinds()
    return next((each for each in offered if each == asked), offered[0])


def _form(
    at: Passage, kind: Kind, given: Mapping[str, str] | None, shown_draft: Begun | None
) -> ProposalForm:
    fields: dict[str, str] = {}
    if kind == Kind.CHANGE:
        fields = fields_at(at.text.tree, at.node, label_of)
    levels = levels_at(at.text.tree, at.node) if kind == Kind.ADDITION else []
    return ProposalForm(
        given, kind=kind, fields=set(fields), levels=levels, language=get_language() or "de",
        targets=shown.targets(at.text, at.node) if kind == Kind.MOVE else [],
        initial=fields | dict(shown_draft.fields if shown_draft else {}),
    )  # fmt: skip


def _is_refused(form: ProposalForm, wanted: Proposed, kind: Kind) -> bool:
    """Lay what is wrong beside its field; a proposal that wants nothing is asked for something."""
    for name, fault in wanted.faults.items():
        said = text_fault(fault) if isinstance(fault, TextError) else _("Das geht hier nicht.")
        form.add_error(name if name in form.fields else None, said)
    if not wanted.faults and not wanted.operations and kind != Kind.OWN_WORDS:
        form.add_error(None, _("Bisher ist nichts geändert. Was soll anders werden?"))
    return not form.is_valid()


def _write(
    request: HttpRequest, at: Passage, kind: Kind, form: ProposalForm, *, status: int = 0
) -> HttpResponse:
    """Show the form, what stands at the passage, and what others have proposed there."""
    there = [] if at.is_whole else selectors.shown_at(at.room.received, at.node)
    context = _context(at, kind) | begun.context(request, at.room, at.node) | {
        "form": form, "others": shown.submissions(there, at.text, at.room.text_url),
        "kinds": [
            Tab(_VERBS[each](), f"{at.url}?art={each}", current=each == kind)
            for each in at.kinds()
        ],
    }  # fmt: skip
    status = status or (422 if form.is_bound and not form.is_valid() else 200)
    return render(request, "participation/write.html", context, status=status)


def _look(request: HttpRequest, written: Written, sender: SenderForm) -> HttpResponse:
    """Show what would be sent, and ask who sends it."""
    at, form = written.at, written.form
    context = _context(at, written.kind) | {
        "carried": [(name, form[name].value() or "") for name in form.fields],
        "key": request.POST.get("key") or uuid4(), "sender": sender,
        "reason": form.cleaned_data["reason"], "original": form.cleaned_data.get("original", ""),
        "language": form.cleaned_data.get("language", ""),
        "difference": marked(
            at.text.tree, written.wanted.after, numbers=at.text.numbers, heading_level=2
        ),
        "moves": shown.told_moves(written.wanted.operations, at.text),
        "waits": not at.room.user or at.room.waits_always, "window": window_of(request),
    }  # fmt: skip
    return render(
        request, "participation/look.html", context, status=422 if sender.is_bound else 200
    )


def _send(request: HttpRequest, written: Written, sender: SenderForm) -> Submission | None:
    """Hand it in; what is refused stands in the form."""
    at, words, who = written.at, written.form.cleaned_data, sender.cleaned_data
    try:
        return at.room.submit(
            id=_key(request), kind=written.kind,
            node=None if at.is_whole else Node.objects.get(pk=at.node),
            channel=who.get("channel") or at.room.own_way,
            happened=who["happened"] if at.room.is_office else str(at.room.today),
            wanted=[Wanted(
                operations=written.wanted.operations, original=words.get("original", ""),
                language=words.get("language") or "de", reason=words["reason"],
            )],
            sender=Sender(
                shown_as=who["shown_as"], shown_name=who["shown_name"],
                organization=who["organization"], email=who["email"],
            ),
        )  # fmt: skip
    except IntegrityError:
        return _already_sent(request, at)
    except ValidationError as error:
        named = set(getattr(error, "error_dict", {})) & set(sender.fields)
        sender.add_error(next(iter(named), None), ValidationError(error.messages))
        return None


def _context(at: Passage, kind: Kind) -> dict[str, Any]:
    may = at.room.may_submit
    return at.room.context(
        Link(_("Vorschlagen")), kind=kind, url=at.url, name=at.name, may=bool(may),
        closed=getattr(may, "reason", ""), is_whole=at.is_whole,
        back=at.room.passage_url(at.text, at.node),
        standing="" if at.is_whole else shown.standing(at.text, at.node),
    )  # fmt: skip


_VERBS = {
    Kind.OWN_WORDS: lambda: _("In eigenen Worten sagen"),
    Kind.CHANGE: lambda: _("Text ändern"),
    Kind.ADDITION: lambda: _("Etwas ergänzen"),
    Kind.DELETION: lambda: _("Streichen"),
    Kind.MOVE: lambda: _("Verschieben"),
}
