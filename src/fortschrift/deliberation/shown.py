"""What pages show of proposals before a body: who, where, what, how they stand, what is advised."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fortschrift.concepts.models import CurrentWording
from fortschrift.deliberation.addresses import consideration_url
from fortschrift.deliberation.models import (
    Consideration,
    ProposalLine,
    QuestionResult,
    Recommendation,
)
from fortschrift.deliberation.wording import RESULT_TONES
from fortschrift.participation.models import Submission
from fortschrift.web.content import content
from fortschrift.web.shapes import Badge, Link, Tone

Advice, State, Result = Recommendation.Advice, CurrentWording.State, QuestionResult.Result
ADVICE_TONES: Mapping[str, Tone] = {
    Advice.ADOPT: "success",
    Advice.ADOPT_AMENDED: "success",
    Advice.ADOPT_IN_SUBSTANCE: "success",
    Advice.REJECT: "danger",
    Advice.SETTLED: "neutral",
    Advice.LATER: "info",
    Advice.BODY: "open",
}
_STATE_TONES: Mapping[str, Tone] = {
    State.UNFIT: "warning",
    State.LAPSED: "neutral",
    State.SET_ASIDE: "neutral",
}


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """One proposal, ready for a list; ``overlaps`` are those it cannot stand together with."""

    number: int
    name: str
    url: str
    place: str
    said: str
    who: str
    kinds: Sequence[Badge]
    badges: Sequence[Badge]
    overlaps: Sequence[Link]
    more_overlaps: int
    leader: Link | None
    is_decided: bool


#: So many overlaps are named in a list; the page of the proposal names them all.
MOST_NAMED = 5


def proposals(lines: Iterable[ProposalLine], of: Consideration) -> list[ShownProposal]:
    """Make lines that ``selectors.lines_in`` fetched ready to be shown; no query."""
    return [proposal(each, of) for each in lines]


def proposal(line: ProposalLine, of: Consideration) -> ShownProposal:
    amendment, sent = line.amendment, list(line.amendment.submissions.all())
    met = json.loads(line.overlapping)
    leader = line.leader  # type: ignore[attr-defined]
    return ShownProposal(
        amendment.number, content(str(amendment)), _url(of, amendment.number),
        content(line.place), content(line.said), who(amendment.author, sent),
        [Badge(str(each.get_kind_display()), "neutral") for each in sent[:1]],
        badges(line), [Link(str(each), _url(of, each)) for each in met[:MOST_NAMED]],
        max(0, len(met) - MOST_NAMED), Link(str(leader), _url(of, leader)) if leader else None,
        is_decided(line),
    )  # fmt: skip


def is_decided(line: ProposalLine) -> bool:
    result = line.result  # type: ignore[attr-defined]
    return result is not None and result not in (Result.OPEN, Result.UNKNOWN)


def who(author: str, sent: Sequence[Submission]) -> str:
    """Name who proposed it as it may be shown; several of one wording together."""
    names = dict.fromkeys(content(each.shown_name) or _("ohne Namen") for each in sent)
    return ", ".join(names) or content(author)


def badges(line: ProposalLine) -> list[Badge]:
    """Say how a proposal stands: what was decided, else what is advised."""
    found = []
    result, advice = line.result, line.advice  # type: ignore[attr-defined]
    state = line.state  # type: ignore[attr-defined]
    if result is not None:
        found.append(Badge(str(Result(result).label), RESULT_TONES[result]))
        if result in (Result.ADOPTED, Result.ADOPTED_AMENDED, Result.ADOPTED_IN_SUBSTANCE):
            found.append(_merged_badge(line))
    elif state in _STATE_TONES:
        found.append(Badge(str(State(state).label), _STATE_TONES[state]))
    if result in (None, Result.OPEN, Result.UNKNOWN):
        found.append(advice_badge(advice))
        if line.is_undisputed:  # type: ignore[attr-defined]
            found.append(Badge(_("unstrittig"), "info"))
    if any("withdrawn" in {s.status for s in each.statuses.all()}
           for each in line.amendment.submissions.all()):  # fmt: skip
        found.append(Badge(_("zurückgezogen"), "warning"))
    return found


def advice_badge(advice: str | None) -> Badge:
    if not advice:
        return Badge(_("noch ohne Empfehlung"), "open")
    words = pgettext("Empfehlung", "empfohlen: %(advice)s") % {"advice": Advice(advice).label}
    return Badge(words, ADVICE_TONES[advice])


def _merged_badge(line: ProposalLine) -> Badge:
    if line.is_enacted:  # type: ignore[attr-defined]
        return Badge(_("eingearbeitet"), "success")
    return Badge(_("noch nicht eingearbeitet"), "open")


def _url(of: Consideration, number: int) -> str:
    return consideration_url(of, "proposal", proposal=number)
