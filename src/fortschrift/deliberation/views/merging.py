"""Merging what was decided: a look at the text first, then the overlaps that were left."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts import selectors as texts
from fortschrift.concepts.actions import check_merge_note
from fortschrift.concepts.addresses import desk_url
from fortschrift.concepts.desk.editing import edited
from fortschrift.concepts.errors import text_fault
from fortschrift.concepts.models import Amendment, Conflict, ConflictResolution
from fortschrift.concepts.views.marked import first_places, marked
from fortschrift.concepts.views.writing import label_of
from fortschrift.core.text import BLOCKS, NodeId, Operation, TextError, Tree
from fortschrift.core.text.difference.diff import diff
from fortschrift.core.text.synopsis import Naming
from fortschrift.deliberation import actions, selectors, shown
from fortschrift.deliberation.actions import Occasion
from fortschrift.deliberation.forms.deciding import NO_VOTE, BallotForm, meetings_of
from fortschrift.deliberation.forms.wording import WordsForm
from fortschrift.deliberation.models import QuestionResult
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.deliberation.views.room import Room, room_or_404
from fortschrift.participation.intake import WORDED, fields_at
from fortschrift.web.content import content
from fortschrift.web.shapes import Link

#: So many changed passages are shown before merging; all of them stand in the draft afterwards.
MOST_PLACES = 25
Kind, Result = ConflictResolution.Kind, QuestionResult.Result


@login_required
def merge(
    request: HttpRequest, municipality: str, concept: str, number: int, body: str
) -> HttpResponse:
    """Show what merging would change and list overlaps and places to look at; a post merges."""
    room = room_or_404(request, municipality, concept, number, body)
    require(may_record_decisions(room.user, room.town))
    if request.method == "POST":
        return _handle(request, room)
    found = selectors.merge_preview(room.consideration)
    strand = room.consideration.strand
    names = Naming.of(found.before)
    difference, places = first_places(found.before, found.after, MOST_PLACES, heading_level=3)
    context = room.context(
        Link(_("Einarbeiten")), number=len(found.amendments), here=request.get_full_path(),
        difference=difference, more=max(0, places - MOST_PLACES), head=strand.head_id,
        would_clash=[
            {"names": [_link(room, each) for each in group]} for group in found.clashing
        ],
        conflicts=[_conflict(room, each, names) for each in texts.open_conflicts(strand)],
        notes=[_note(room, each, names) for each in texts.notes_to_check(strand)],
        draft_url=desk_url(strand),
    )  # fmt: skip
    return render(request, "deliberation/merge.html", context)


def _handle(request: HttpRequest, room: Room) -> HttpResponse:
    who = room.acting
    try:
        if note := request.POST.get("note"):
            notes = texts.notes_to_check(room.consideration.strand)
            found = notes.filter(pk=note).first() if note.isdecimal() else None
            if found is None:
                raise ValidationError(_("Diese Stelle ist schon bestätigt."))
            check_merge_note(found, remark=request.POST.get("remark", ""), **who)
            messages.success(request, _("Die Stelle ist bestätigt."))
        else:
            base = _uuid(request.POST.get("base", ""))
            made = actions.merge_decided(room.consideration, base=base, **who)
            messages.success(
                request,
                ngettext("%(n)d Vorschlag steht jetzt im Entwurf.",
                         "%(n)d Vorschläge stehen jetzt im Entwurf.", len(made))
                % {"n": len(made)},
            )  # fmt: skip
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(room.url("merge"))


@login_required
def overlap(request: HttpRequest, *, conflict: UUID, **address: Any) -> HttpResponse:
    """Show an overlap with all wordings, and resolve it: by choice, joint text, or not at all."""
    room = room_or_404(request, **address)
    require(may_record_decisions(room.user, room.town))
    strand = room.consideration.strand
    found = texts.open_conflicts(strand).filter(pk=conflict).first()
    if found is None:
        raise Http404(_("Diese Überschneidung ist gelöst oder gehört nicht hierher."))
    text = repository.load(strand).tree
    at = _passage(found, text)
    given = request.POST if request.method == "POST" else None
    fields = fields_at(text, at, label_of)
    form = WordsForm(given, fields=set(fields), asks_consent=True, initial=fields)
    ballot = BallotForm(given, meetings=meetings_of(room.consideration.organization))
    if given and all([form.is_valid(), ballot.is_valid()]):
        said = _resolve(request, Joining(room, found, text, at), form, ballot)
        if said:
            messages.success(request, said)
            return HttpResponseRedirect(room.url("merge"))
    names = Naming.of(text)
    context = room.context(
        Link(_("Einarbeiten"), room.url("merge")), Link(_("Überschneidung")), form=form,
        ballot=ballot, where=_where(at, names), here=request.get_full_path(),
        members=[_member(room, each) for each in _members(found)],
        kinds=Kind, chosen=request.POST.get("kind", ""),
    )  # fmt: skip
    return render(request, "deliberation/overlap.html", context, status=422 if given else 200)


def _resolve(request: HttpRequest, joining: "Joining", form: WordsForm, ballot: BallotForm) -> str:
    """Record how it was resolved; what is refused stands in the form, and "" is given."""
    kind, _colon, number = request.POST.get("kind", "").partition(":")
    given, words = ballot.cleaned_data, form.cleaned_data
    has_voted = kind != Kind.EDITORIAL and given["manner"] != NO_VOTE
    result = Result.REJECTED if kind == Kind.KEPT else Result.ADOPTED
    try:
        actions.decide_overlap(
            joining.room.consideration, joining.conflict, kind=kind,
            amendment=joining.member(number),
            operations=joining.joint(words) if kind in (Kind.JOINT, Kind.EDITORIAL) else (),
            consent=words["consent"], reason=words["reason"],
            occasion=Occasion(
                ballot=ballot.ballot([result]) if has_voted else None,
                meeting=given["meeting"], date=given["date"],
            ),
            **joining.room.acting,
        )  # fmt: skip
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return ""
    return _("Die Überschneidung ist gelöst.")


@dataclass(frozen=True, slots=True)
class Joining:
    """An overlap, and the passage at which a joint text for it is written."""

    room: Room
    conflict: Conflict
    text: Tree
    node: NodeId

    def member(self, number: str) -> Amendment | None:
        """Find the proposal of the overlap that was chosen."""
        return next((m for m in _members(self.conflict) if str(m.number) == number), None)

    def joint(self, words: Mapping[str, str]) -> tuple[Operation, ...]:
        """Read the joint text; raises ValidationError for none, and for what cannot be read."""
        result = edited(self.text, self.node, words, lambda: NodeId(uuid4()))
        for fault in result.faults.values():
            said = text_fault(fault) if isinstance(fault, TextError) else str(fault)
            raise ValidationError(said)
        operations = diff(self.text, result.tree)
        if not operations:
            raise ValidationError(_("Bitte schreiben Sie den gemeinsamen Wortlaut."))
        return operations


def _conflict(room: Room, conflict: Conflict, names: Naming) -> dict[str, Any]:
    clash = next(iter(conflict.clashes.all()))
    node = NodeId(clash.node_id) if clash.node_id else None
    return {
        "url": room.url("overlap", conflict=conflict.pk),
        "where": _where(node, names) if node and node in names.tree else "",
        "why": ", ".join(dict.fromkeys(str(c.get_kind_display()) for c in conflict.clashes.all())),
        "names": [_link(room, each) for each in _members(conflict)],
    }


def _note(room: Room, note: Any, names: Naming) -> dict[str, Any]:
    node = NodeId(note.node_id) if note.node_id else None
    members = {each.wording.amendment for each in note.members.all()}
    return {
        "row": note,
        "where": _where(node, names) if node and node in names.tree else "",
        "names": [_link(room, each) for each in sorted(members, key=lambda row: row.number)],
    }


def _member(room: Room, amendment: Amendment) -> dict[str, Any]:
    page = texts.amendment_page(amendment, room.consideration.strand)
    line = selectors.line_of(room.consideration, amendment.number)
    return {
        "amendment": amendment, "choice": f"{Kind.CHOSEN}:{amendment.number}",
        "link": _link(room, amendment),
        "who": shown.proposal(line, room.consideration).who if line else content(amendment.author),
        "difference": marked(page.before, page.after, prefix=f"v{amendment.number}-")
        if page.after is not None else "",
        "reason": content(page.wordings[0].reason),
    }  # fmt: skip


def _members(conflict: Conflict) -> list[Amendment]:
    found = {
        member.wording.amendment
        for clash in conflict.clashes.all()
        for member in clash.members.all()
    }
    return sorted(found, key=lambda each: each.number)


def _link(room: Room, amendment: Amendment) -> Link:
    url = room.url("proposal", proposal=amendment.number)
    return Link(content(str(amendment)), url)


def _passage(conflict: Conflict, text: Tree) -> NodeId:
    """Choose the passage at which a joint text is written: where they clash, if it has words."""
    for clash in conflict.clashes.all():
        if clash.node_id and clash.node_id in text:
            return next(
                each for each in text.upwards(NodeId(clash.node_id))
                if text[each].kind in WORDED or text[each].kind not in BLOCKS
            )  # fmt: skip
    return next(each.id for each in text if each.kind not in BLOCKS)


def _where(node: NodeId, names: Naming) -> str:
    up = next(each for each in names.tree.upwards(node) if names.tree[each].kind not in BLOCKS)
    return content(names.called(up))


def _uuid(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None
