"""Recording how a body decided: one proposal, parts of it, or a block, live or afterwards."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from fortschrift.accounts.results import require
from fortschrift.concepts import selectors as texts
from fortschrift.deliberation import actions, selectors, shown
from fortschrift.deliberation.actions import Occasion, Ruling
from fortschrift.deliberation.forms.deciding import BallotForm, RulingForm, meetings_of
from fortschrift.deliberation.models import Decision, ProposalLine, Recommendation
from fortschrift.deliberation.permissions import may_correct_decisions, may_record_decisions
from fortschrift.deliberation.views.room import Room, numbers_in, room_or_404
from fortschrift.web.shapes import Link

Advice = Recommendation.Advice
#: So many are offered in one block; more can be ticked by hand.
MOST_AT_ONCE = 200
#: What the form begins with where the office has advised something.
_BEGINNING = {
    Advice.ADOPT: "adopted", Advice.ADOPT_IN_SUBSTANCE: "adopted_in_substance",
    Advice.REJECT: "rejected", Advice.SETTLED: "rejected", Advice.LATER: "open",
}  # fmt: skip


@login_required
def decide(
    request: HttpRequest, municipality: str, concept: str, number: int, body: str
) -> HttpResponse:
    """Ask for the result of each proposal and for the vote; ``?nr=`` names the proposals."""
    room = room_or_404(request, municipality, concept, number, body)
    require(may_record_decisions(room.user, room.town))
    if request.GET.get("unstrittig"):
        return HttpResponseRedirect(_undisputed(room))
    wrong = _to_correct(request, room)
    numbers = numbers_in(request.GET.getlist("nr")) or selectors.numbers_decided(wrong)
    lines = list(selectors.lines_by_number(room.consideration, numbers))
    if not lines:
        messages.error(request, _("Bitte wählen Sie mindestens einen Vorschlag."))
        return HttpResponseRedirect(room.url())
    given = request.POST if request.method == "POST" else None
    parts = selectors.parts_of(room.consideration, lines)
    asked = [_Asked(line, room, given, parts.get(line.amendment_id, [])) for line in lines]
    ballot = BallotForm(
        given, meetings=meetings_of(room.consideration.organization),
        initial={"meeting": _last_meeting(room)}, corrects=wrong is not None,
    )  # fmt: skip
    # Both are asked, so that all that is wrong is said at once.
    if all([ballot.is_valid(), *(each.is_valid() for each in asked)]):
        made = _record(room, asked, ballot, wrong)
        if made is not None:
            return _recorded(request, room, made)
    context = room.context(
        Link(_("Entscheiden")), asked=asked, form=ballot, here=request.get_full_path(),
        with_them=_with_them(room, lines) if wrong is None else [], wrong=wrong,
    )  # fmt: skip
    return render(request, "deliberation/decide.html", context, status=422 if given else 200)


def _undisputed(room: Room) -> str:
    """Name those that can be decided in a block, so that later advice adds none to the form."""
    rows = selectors.undisputed_in(room.consideration)[:MOST_AT_ONCE]
    query = urlencode([("nr", each.amendment.number) for each in rows])
    return f"{room.url('decide')}?{query}" if query else room.url()


class _Asked:
    """A proposal that is decided on, with a form for it or for each of its parts."""

    def __init__(self, line: ProposalLine, room: Room, given: Any, labels: Sequence[str]) -> None:
        self.line, self.row = line, shown.proposal(line, room.consideration)
        advice = line.advice  # type: ignore[attr-defined]
        begin = {"result": _BEGINNING.get(advice, "adopted")}
        parts = labels if len(labels) > 1 else [""]
        number = line.amendment.number
        self.forms = [
            (part, RulingForm(given, prefix=f"v{number}-{at}", initial=begin))
            for at, part in enumerate(parts)
        ]

    def is_valid(self) -> bool:
        return [form.is_valid() for _part, form in self.forms].count(False) == 0

    def rulings(self) -> list[Ruling]:
        return [
            Ruling(amendment=self.line.amendment, part=part, **form.cleaned_data)
            for part, form in self.forms
        ]


def _to_correct(request: HttpRequest, room: Room) -> Decision | None:
    """Find the record that is to be corrected, if one is asked for."""
    asked = request.GET.get("berichtigt", "")
    if not asked:
        return None
    require(may_correct_decisions(room.user, room.town))
    found = selectors.decision_to_correct(room.consideration, asked)
    if found is None:
        raise Http404(_("Dieser Beschluss ist schon berichtigt oder gehört nicht hierher."))
    return found


def _record(
    room: Room, asked: Sequence[_Asked], ballot: BallotForm, wrong: Decision | None
) -> Decision | None:
    """Record it; what is refused stands in the form, with everything that was typed."""
    rulings = [each for one in asked for each in one.rulings()]
    given = ballot.cleaned_data
    occasion = Occasion(
        ballot=ballot.ballot([each.result for each in rulings]), meeting=given["meeting"],
        date=given["date"],
    )  # fmt: skip
    try:
        if wrong is not None:
            return actions.correct_decision(
                wrong, rulings=rulings, occasion=occasion, correction=given["correction"],
                **room.acting,
            )  # fmt: skip
        return actions.decide_proposals(
            room.consideration, rulings=rulings, occasion=occasion,
            is_merged=given.get("is_merged", True), **room.acting,
        )  # fmt: skip
    except ValidationError as error:
        ballot.add_error(None, ValidationError(error.messages))
        return None


def _recorded(request: HttpRequest, room: Room, made: Decision) -> HttpResponse:
    """Say what came of it, and lead on: to overlaps that it left, else to the next proposal."""
    messages.success(request, _("Festgehalten: %(title)s") % {"title": made.title})
    left = len(texts.open_conflicts(room.consideration.strand))
    if left:
        messages.warning(
            request, _("Es gibt Überschneidungen. Der bisherige Wortlaut bleibt, bis sie gelöst"
                       " sind; nichts wartet darauf."),
        )  # fmt: skip
        return HttpResponseRedirect(room.url("merge"))
    return HttpResponseRedirect(room.url())


def _last_meeting(room: Room) -> Any:
    """Offer the meeting at which something was decided last, else the newest."""
    last = (
        Decision.objects.filter(
            results__question__consideration=room.consideration, meeting__isnull=False
        )
        .order_by("-pk").values_list("meeting", flat=True)
    )  # fmt: skip
    return last.first() or meetings_of(room.consideration.organization).first()


def _with_them(room: Room, lines: Sequence[ProposalLine]) -> list[tuple[str, Link]]:
    """Name the proposals that get the same result because they were grouped with one of these."""
    led = selectors.led_by_each(room.consideration, lines)
    return [
        (str(line.amendment), Link(str(each), room.url("proposal", proposal=each)))
        for line in lines
        for each in led.get(line.amendment_id, [])
    ]
