"""One proposal before a body: its words at the text, whom it overlaps, advice and decisions."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.accounts.results import require
from fortschrift.concepts import selectors as texts
from fortschrift.concepts.comparing.proposed import sentences
from fortschrift.concepts.models import CurrentWording
from fortschrift.concepts.selectors import AmendmentPage
from fortschrift.concepts.views.marked import marked
from fortschrift.deliberation import actions, selectors, shown
from fortschrift.deliberation.actions import Advised
from fortschrift.deliberation.forms.desk import AdviceForm
from fortschrift.deliberation.models import ProposalLine, QuestionResult
from fortschrift.deliberation.permissions import may_advise, may_correct_decisions
from fortschrift.deliberation.views.room import Room, room_or_404
from fortschrift.deliberation.wording import result_badge, vote_words
from fortschrift.web.content import content
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Link

State, Result = CurrentWording.State, QuestionResult.Result
#: So many overlapping proposals are shown with their words beside this one.
MOST_BESIDE = 6


@login_required
def proposal(request: HttpRequest, *, proposal: int, **address: Any) -> HttpResponse:
    """Show a proposal with all that helps to decide on it; a post is the office's advice."""
    room = room_or_404(request, **address)
    line = room.line_or_404(proposal)
    form = _form(request, room, line)
    if request.method == "POST":
        require(may_advise(room.user, room.town))
        if form.is_valid() and _advise(form, room, line):
            messages.success(request, _("Die Empfehlung ist festgehalten."))
            return HttpResponseRedirect(request.get_full_path())
    page = texts.amendment_page(line.amendment, room.consideration.strand)
    row = shown.proposal(line, room.consideration)
    context = room.context(
        Link(row.name), row=row, line=line, form=form, difference=_difference(page, "v-"),
        sentences=sentences(page), submissions=_submissions(line, page),
        beside=_beside(room, line), unfit=_unfit(page), parts=_parts(page),
        history=[
            {"row": each, "badge": shown.advice_badge(each.advice)}
            for each in selectors.advice_on(room.consideration, line)
        ],
        results=[_result(each, room) for each in selectors.results_of(room.consideration, line)],
        led=[Link(str(each), room.url("proposal", proposal=each))
             for each in selectors.led_by(room.consideration, line.amendment)],
        decide_url=f"{room.url('decide')}?nr={proposal}",
        wording_url=room.url("wording", proposal=proposal),
        is_worded=page.after is not None, is_open=line.state == State.OPEN,  # type: ignore[attr-defined]
        next_url=_next(room, line), may_correct=bool(may_correct_decisions(room.user, room.town)),
    )  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "deliberation/proposal.html", context, status=status)


def _form(request: HttpRequest, room: Room, line: ProposalLine) -> AdviceForm:
    if request.method == "POST":
        return AdviceForm(request.POST)
    last = selectors.advice_on(room.consideration, line).first()
    if last is None:
        return AdviceForm()
    return AdviceForm(
        initial={"advice": last.advice, "reason": last.reason, "is_undisputed": last.is_undisputed}
    )


def _advise(form: AdviceForm, room: Room, line: ProposalLine) -> bool:
    try:
        actions.recommend(
            room.consideration, **room.acting,
            advised=[Advised(amendment=line.amendment, **form.cleaned_data)],
        )  # fmt: skip
    except ValidationError as error:
        form.add_error("reason", ValidationError(error.messages))
        return False
    return True


def _difference(page: AmendmentPage, prefix: str) -> SafeString:
    if page.after is None:
        return SafeString("")
    return marked(page.before, page.after, prefix=prefix)


def _submissions(line: ProposalLine, page: AmendmentPage) -> list[dict[str, Any]]:
    """Give what each sender said beside the words: in their own language, and why."""
    first = page.wordings[0]
    return [
        {
            "who": shown.who("", [each]), "way": each.get_channel_display(),
            "when": date_words(each.happened, unknown=""), "original": first.original,
            "language": first.language, "reason": content(first.reason),
        }
        for each in line.amendment.submissions.all()
    ]  # fmt: skip


def _beside(room: Room, line: ProposalLine) -> list[dict[str, Any]]:
    """Show the words of those it overlaps, so that both stand on one page."""
    numbers = json.loads(line.overlapping)
    rows = selectors.lines_by_number(room.consideration, numbers[:MOST_BESIDE])
    return [
        {
            "row": shown.proposal(each, room.consideration),
            "difference": _difference(
                texts.amendment_page(each.amendment, room.consideration.strand),
                f"v{each.amendment.number}-",
            ),
        }
        for each in rows
    ]


def _unfit(page: AmendmentPage) -> str:
    pointer = page.current
    if pointer is None or not pointer.misfit:
        return ""
    return str(pointer.get_misfit_display())


def _parts(page: AmendmentPage) -> list[str]:
    return [each.label for each in page.pieces if each.label]


def _result(row: QuestionResult, room: Room) -> dict[str, Any]:
    decision = row.decision
    return {
        "row": row, "badge": result_badge(row), "vote": vote_words(decision),
        "when": date_words(decision.date, unknown=""), "title": content(decision.title),
        "part": row.question.part.label if row.question.part else "",
        "correct_url": f"{room.url('decide')}?berichtigt={decision.pk}",
        "waits": row.result == Result.ADOPTED_IN_SUBSTANCE and not row.enactments.exists(),
    }  # fmt: skip


def _next(room: Room, line: ProposalLine) -> str:
    """Lead to the next proposal that is still to be decided, in the order of the text."""
    following = selectors.next_open(room.consideration, line)
    return room.url("proposal", proposal=following) if following else ""
