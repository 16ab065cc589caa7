"""Other words for a proposal: as the body changed it, worked out, or put into German.

The passage is shown as it would read with the proposal; what is changed in it becomes the wording.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.accounts.results import require
from fortschrift.concepts import selectors as texts
from fortschrift.concepts.actions import reword_amendment
from fortschrift.concepts.desk.editing import edited
from fortschrift.concepts.errors import text_fault
from fortschrift.concepts.models import Wording
from fortschrift.concepts.selectors import AmendmentPage
from fortschrift.concepts.views.marked import marked
from fortschrift.concepts.views.writing import label_of
from fortschrift.core.text import BLOCKS, NodeId, Operation, TextError, Tree
from fortschrift.core.text.difference.diff import diff
from fortschrift.core.text.synopsis import Naming
from fortschrift.deliberation import actions, selectors, shown
from fortschrift.deliberation.actions import Occasion, Ruling
from fortschrift.deliberation.forms.deciding import BallotForm, meetings_of
from fortschrift.deliberation.forms.wording import WordsForm
from fortschrift.deliberation.models import ProposalLine, QuestionResult
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.deliberation.views.room import Room, room_or_404
from fortschrift.participation.intake import WORDED, fields_at
from fortschrift.web.content import content
from fortschrift.web.shapes import Link

Result = QuestionResult.Result
#: For what other words are written: as decided, after "dem Sinn nach", as the office's proposal.
FOR = ("beschluss", "sinn", "fassung")


@dataclass(frozen=True, slots=True)
class Passage:
    """The passage whose words are written, in the text as it would read with the proposal."""

    page: AmendmentPage
    node: NodeId

    @property
    def text(self) -> Tree:
        return self.page.after if self.page.after is not None else self.page.before

    def fields(self) -> dict[str, str]:
        return fields_at(self.text, self.node, label_of)

    def operations(self, given: Mapping[str, str]) -> tuple[Operation, ...]:
        """Read the fields into operations on the head; raises ValidationError by field."""
        result = edited(self.text, self.node, given, lambda: NodeId(uuid4()))
        if result.faults:
            raise ValidationError({
                name: text_fault(fault) if isinstance(fault, TextError) else str(fault)
                for name, fault in result.faults.items()
            })  # fmt: skip
        return diff(self.page.before, result.tree)


@login_required
def wording(request: HttpRequest, *, proposal: int, **address: Any) -> HttpResponse:
    """Write other words; ``?fuer=`` says for what, ``?stelle=`` where, if not at its passage."""
    room = room_or_404(request, **address)
    require(may_record_decisions(room.user, room.town))
    line = room.line_or_404(proposal)
    purpose = request.GET.get("fuer", "")
    purpose = purpose if purpose in FOR else "fassung"
    page = texts.amendment_page(line.amendment, room.consideration.strand)
    at = Passage(page, _node(request, line, page))
    given = request.POST if request.method == "POST" else None
    fields = at.fields()
    form = WordsForm(given, fields=set(fields), asks_consent=purpose != "beschluss", initial=fields)
    ballot = None
    if purpose == "beschluss":
        ballot = BallotForm(given, meetings=meetings_of(room.consideration.organization))
    difference = SafeString("")
    if given and all([form.is_valid(), ballot is None or ballot.is_valid()]):
        difference = _difference(at, form)
        if request.POST.get("do") == "save" and form.is_valid():
            said = _save(Work(room, line, at, purpose), form, ballot)
            if said:
                messages.success(request, said)
                return HttpResponseRedirect(room.url("proposal", proposal=proposal))
    row = shown.proposal(line, room.consideration)
    context = room.context(
        Link(row.name, row.url), Link(_("Wortlaut")), row=row, form=form, ballot=ballot,
        purpose=purpose, difference=difference, here=request.get_full_path(),
        where=_name(at), places=_places(page, at.node) if _is_vague(line, page) else [],
        original=page.wordings[0].original, language=page.wordings[0].language,
    )  # fmt: skip
    is_refused = not form.is_valid() or (ballot is not None and not ballot.is_valid())
    status = 422 if given and is_refused else 200
    return render(request, "deliberation/wording.html", context, status=status)


def _difference(at: Passage, form: WordsForm) -> SafeString:
    """Mark what the words would change; what cannot be read stands at its field."""
    try:
        after = edited(at.text, at.node, form.cleaned_data, lambda: NodeId(uuid4())).tree
        at.operations(form.cleaned_data)
    except ValidationError as error:
        for name, said in error.message_dict.items():
            form.add_error(name if name in form.fields else None, said)
        return SafeString("")
    return marked(at.page.before, after, heading_level=3)


def _save(work: "Work", form: WordsForm, ballot: BallotForm | None) -> str:
    """Keep the words for what they are; what is refused stands in the form, and "" is given."""
    operations = work.at.operations(form.cleaned_data)
    try:
        if not operations:
            raise ValidationError(_("Bisher ist nichts geändert. Was soll anders werden?"))
        if ballot is not None:
            return work.decide(operations, form.cleaned_data, ballot)
        return work.reword(operations, form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return ""


@dataclass(frozen=True, slots=True)
class Work:
    """Words for one proposal, and what for."""

    room: Room
    line: ProposalLine
    at: Passage
    purpose: str

    def decide(
        self, operations: Sequence[Operation], words: Mapping[str, Any], ballot: BallotForm
    ) -> str:
        """Record that the body adopted the proposal with these words instead."""
        consideration, given = self.room.consideration, ballot.cleaned_data
        ruling = Ruling(
            amendment=self.line.amendment, result=Result.ADOPTED_AMENDED, operations=operations,
            reason=words["reason"],
        )  # fmt: skip
        occasion = Occasion(
            ballot=ballot.ballot([ruling.result]), meeting=given["meeting"], date=given["date"]
        )
        actions.decide_proposals(
            consideration, rulings=[ruling], occasion=occasion, is_merged=given["is_merged"],
            base=consideration.strand.head_id, **self.room.acting,
        )  # fmt: skip
        return _("Mit Änderung angenommen und festgehalten.")

    def reword(self, operations: Sequence[Operation], words: Mapping[str, Any]) -> str:
        """Give the proposal these words, and let them become text where it is adopted already."""
        strand, page = self.room.consideration.strand, self.at.page
        given = {
            "operations": operations, "consent": words["consent"], "reason": words["reason"],
            "base": strand.head_id, **self.room.acting,
        }  # fmt: skip
        if self.purpose == "sinn":
            actions.work_out(_in_substance(self.room, self.line), **given)
            return _("Der Wortlaut ist ausgearbeitet und steht im Entwurf.")
        is_foreign = page.after is None and page.wordings[0].language != "de"
        kind = Wording.Kind.TRANSLATED if is_foreign else Wording.Kind.AMENDED
        reword_amendment(self.line.amendment, kind=kind, strand=strand, **given)
        return _("Der Wortlaut ist neu gefasst. Der eingereichte bleibt daneben stehen.")


def _in_substance(room: Room, line: ProposalLine) -> QuestionResult:
    rows = selectors.results_of(room.consideration, line)
    found = rows.filter(result=Result.ADOPTED_IN_SUBSTANCE).first()
    if found is None:
        raise ValidationError(_("Das ist nicht dem Sinn nach angenommen; der Wortlaut steht fest."))
    return found


def _node(request: HttpRequest, line: ProposalLine, page: AmendmentPage) -> NodeId:
    """Choose the passage: the one asked for, else the proposal's, else the first element."""
    text = page.after if page.after is not None else page.before
    asked = request.GET.get("stelle", "")
    if asked:
        found = next((key for key, row in page.text.rows.items() if row.slug == asked), None)
        if found is None or found not in text:
            raise Http404(_("Diese Textstelle steht nicht in diesem Entwurf."))
        return found
    if line.node_id and line.node_id in text:
        node = NodeId(line.node_id)
        return next(each for each in text.upwards(node) if _has_words(text, each))
    return next(each.id for each in text if each.id != text.root and _has_words(text, each.id))


def _has_words(text: Tree, node: NodeId) -> bool:
    return text[node].kind in WORDED or text[node].kind not in BLOCKS


def _is_vague(line: ProposalLine, page: AmendmentPage) -> bool:
    """Tell whether somebody has to choose the passage: said on the whole text, in own words."""
    return page.after is None and line.node_id is None


def _places(page: AmendmentPage, chosen: NodeId) -> list[tuple[str, str, bool]]:
    names = Naming.of(page.before)
    return [
        (page.text.rows[each.id].slug, content(names.called(each.id)), each.id == chosen)
        for each in page.before
        if each.kind not in BLOCKS and each.id in page.text.rows and each.id != page.before.root
    ]


def _name(at: Passage) -> str:
    names = Naming.of(at.text)
    node = next(each for each in at.text.upwards(at.node) if at.text[each].kind not in BLOCKS)
    return content(names.called(node))
