"""Reads for the proposals desk: the list in the order of the text, and one proposal with all."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Amendment, AmendmentPart, CurrentWording
from fortschrift.deliberation.lines import keep_lines
from fortschrift.deliberation.models import (
    Consideration,
    Decision,
    Grouping,
    ProposalLine,
    QuestionResult,
    Recommendation,
)
from fortschrift.deliberation.selectors.considerations import results_on
from fortschrift.participation.models import Submission

State = CurrentWording.State
Result = QuestionResult.Result
_PUT_OFF = (Result.OPEN, Result.UNKNOWN)
#: What can be asked of the advice beside what it says.
_ADVISED: Mapping[str, tuple[str, object]] = {
    "none": ("advice", None), "undisputed": ("is_undisputed", True),
}  # fmt: skip
#: How the desk parts what lies before a body, what is still to do first.
STANDS = ("open", "unmerged", "decided", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is asked for; the empty value asks for everything."""

    stand: str = "open"
    kind: str = ""
    advice: str = ""
    overlapping: bool = False
    place: str = ""
    by_reach: bool = False
    overlaps_first: bool = False


def consideration(
    municipality: Municipality, concept: str, number: int, body: str
) -> Consideration | None:
    """Find the consideration of a reading by a body, with what its pages begin with; 1 query."""
    return (
        Consideration.objects.filter(
            reading__concept__municipality=municipality, reading__concept__slug=concept,
            reading__number=number, organization__slug=body,
        )
        .select_related(
            "reading__concept__municipality", "reading__organization", "reading__version",
            "organization__municipality", "strand__concept__municipality", "strand__head",
        )
        .first()
    )  # fmt: skip


def lines_in(consideration: Consideration, wanted: Wanted) -> QuerySet[ProposalLine]:
    """Return the proposals before a body in the order of the text, the most far-reaching first.

    Each with where it stands on the draft (``state``), the advice and group that count, and its
    last result; 3 queries a page.
    """
    keep_lines(consideration)
    rows = _told(consideration)
    rows = rows.filter(_stand(wanted.stand))
    if wanted.kind:
        rows = rows.filter(Exists(_submitted(consideration).filter(kind=wanted.kind)))
    if wanted.advice:
        # Annotated above, which the types do not know.
        rows = rows.filter(Q(_ADVISED.get(wanted.advice, ("advice", wanted.advice))))
    if wanted.overlapping:
        rows = rows.filter(is_overlapping=True)
    if wanted.place:
        rows = rows.filter(place=wanted.place)
    order = ("-reach", "position") if wanted.by_reach else ("position", "-reach")
    first = ("-is_overlapping",) if wanted.overlaps_first else ()
    return rows.order_by(*first, *order, "amendment__number")


def counts_in(consideration: Consideration) -> Mapping[str, int]:
    """Count the proposals before a body by how they stand; 1 query."""
    keep_lines(consideration)
    rows: QuerySet[Any, Any] = _standing(consideration).order_by()
    rows = rows.values_list(F("state"), F("result"))  # annotated, which the types do not know
    found = dict.fromkeys(STANDS, 0)
    for state, result, number in rows.annotate(number=Count("pk")):
        for stand in _stands_of(state, result):
            found[stand] += number
    return found


def undisputed_in(consideration: Consideration) -> QuerySet[ProposalLine]:
    """Return what can be decided in a block: open, said to be undisputed, standing for itself."""
    keep_lines(consideration)
    rows = _told(consideration).filter(
        _stand("open"), Q(("is_undisputed", True)), Q(("leader", None))
    )
    return rows.order_by("position", "-reach", "amendment__number")


def _stands_of(state: str | None, result: str | None) -> Iterator[str]:
    """Say where a proposal is counted, as ``_stand`` finds it."""
    is_decided = result is not None and result not in _PUT_OFF
    is_there = state in (State.OPEN, State.UNFIT)
    yield "all"
    if is_there:
        yield "unmerged" if is_decided else "open"
    if is_decided or not is_there:
        yield "decided"


def places_in(consideration: Consideration) -> list[tuple[str, int]]:
    """List the elements that proposals are about in the order of the text, with how many."""
    rows = consideration.lines.exclude(place="").order_by().values_list("place")
    counted = rows.annotate(number=Count("pk"), first=Min("position")).order_by("first", "place")
    return [(place, number) for place, number, _first in counted]


def line_of(consideration: Consideration, number: int) -> ProposalLine | None:
    """Find a proposal before a body by its number."""
    keep_lines(consideration)
    return _told(consideration).filter(amendment__number=number).first()


def lines_by_number(consideration: Consideration, numbers: Sequence[int]) -> QuerySet[ProposalLine]:
    """Return proposals before a body by their numbers, in the order of the text."""
    keep_lines(consideration)
    rows = _told(consideration).filter(amendment__number__in=numbers)
    return rows.order_by("position", "-reach", "amendment__number")


def advice_on(consideration: Consideration, line: ProposalLine) -> QuerySet[Recommendation]:
    """Return what was advised on a proposal, the last first."""
    rows = consideration.recommendations.filter(amendment=line.amendment)
    return rows.select_related("actor").order_by("-order")


def results_of(consideration: Consideration, line: ProposalLine) -> QuerySet[QuestionResult]:
    """Return what was decided on a proposal, the last first, with the vote."""
    rows = results_on(consideration).filter(question__wording__amendment=line.amendment)
    return rows.select_related("decision__organization", "decision__vote_event").order_by("-pk")


def _told(consideration: Consideration) -> QuerySet[ProposalLine]:
    advice = Recommendation.objects.filter(
        consideration=consideration, amendment=OuterRef("amendment")
    ).order_by("-order")
    groups = Grouping.objects.filter(
        consideration=consideration, amendment=OuterRef("amendment")
    ).order_by("-order")
    submissions = Submission.objects.filter(reading=consideration.reading)
    return (
        _standing(consideration).select_related("amendment", "node")
        .annotate(
            advice=Subquery(advice.values("advice")[:1]),
            is_undisputed=Subquery(advice.values("is_undisputed")[:1]),
            leader=Subquery(groups.values("leader__number")[:1]),
            is_enacted=Exists(_results(consideration).filter(enactments__isnull=False)),
        )
        .prefetch_related(
            Prefetch(
                "amendment__submissions",
                submissions.select_related("organization").prefetch_related("statuses"),
            )
        )
    )  # fmt: skip


def _standing(consideration: Consideration) -> QuerySet[ProposalLine]:
    """Give each proposal its ``state`` on the draft and its last ``result``."""
    pointers = CurrentWording.objects.filter(
        strand=consideration.strand, amendment=OuterRef("amendment")
    )
    return consideration.lines.annotate(
        state=Subquery(pointers.values("state")[:1]),
        result=Subquery(_results(consideration).values("result")[:1]),
    )


def _results(consideration: Consideration) -> QuerySet[QuestionResult]:
    """Return what counts of what was decided on a proposal, the last first.

    The body is asked for so that no index finds it: SQLite would go through all questions before
    it for each proposal (14 s for 5,000 of which 1,500 are decided), not through the few of one.
    """
    key = "question__consideration"
    return (
        QuestionResult.objects.filter(
            decision__corrected_by=None, question__wording__amendment=OuterRef("amendment")
        )
        .alias(body=Coalesce(key, key)).filter(body=consideration.pk).order_by("-pk")
    )  # fmt: skip


def _stand(stand: str) -> Q:
    """Say which proposals stand so; what was put off is still open."""
    undecided = Q(result=None) | Q(result__in=_PUT_OFF)
    there = Q(state__in=[State.OPEN, State.UNFIT])
    match stand:
        case "open":
            return undecided & there
        case "unmerged":
            return ~undecided & there
        case "decided":
            return ~undecided | ~there
        case _:
            return Q()


def _submitted(consideration: Consideration) -> QuerySet[Submission]:
    return Submission.objects.filter(
        reading=consideration.reading, amendments=OuterRef("amendment")
    )


def led_by(consideration: Consideration, amendment: Amendment) -> list[int]:
    """Return the numbers of the proposals that are decided with this one."""
    rows = consideration.groupings.current().filter(leader=amendment)
    return list(rows.order_by("amendment__number").values_list("amendment__number", flat=True))


def led_by_each(
    consideration: Consideration, lines: Sequence[ProposalLine]
) -> dict[UUID, list[int]]:
    """Give for each proposal the numbers of those that are decided with it; 1 query."""
    keys = [line.amendment_id for line in lines]
    rows = consideration.groupings.current().filter(leader__in=keys)
    found: dict[UUID, list[int]] = defaultdict(list)
    ordered = rows.order_by("amendment__number")
    for leader, number in ordered.values_list("leader", "amendment__number"):
        found[leader].append(number)
    return found


def parts_of(consideration: Consideration, lines: Sequence[ProposalLine]) -> dict[UUID, list[str]]:
    """Give for each proposal the parts that can be voted on by themselves; 1 query."""
    parts = AmendmentPart.objects.filter(
        wording__current_on__strand=consideration.strand,
        wording__current_on__amendment__in=[line.amendment_id for line in lines],
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for key, label in parts.order_by("order").values_list("wording__amendment", "label"):
        found[key].append(label)
    return found


def next_open(consideration: Consideration, line: ProposalLine) -> int | None:
    """Return the number of the next proposal to be decided, after the last one the first."""
    rows = _told(consideration).filter(_stand("open")).exclude(pk=line.pk)
    here = (line.position, -line.reach, line.amendment.number)
    behind = Q(position__gt=here[0]) | Q(position=here[0], reach__lt=line.reach) | Q(
        position=here[0], reach=line.reach, amendment__number__gt=here[2]
    )  # fmt: skip
    ordered = rows.order_by(Case(When(behind, then=0), default=1), "position", "-reach",
                            "amendment__number")  # fmt: skip
    return ordered.values_list("amendment__number", flat=True).first()


def decision_to_correct(consideration: Consideration, key: str) -> Decision | None:
    """Find a decision on proposals before a body that nobody has corrected yet."""
    try:
        rows = Decision.objects.filter(
            pk=key, results__question__consideration=consideration, corrected_by=None
        )
        return rows.select_related("vote_event", "meeting").first()
    except ValidationError:
        return None  # no key at all


def numbers_decided(decision: Decision | None) -> list[int]:
    """Return the numbers of the proposals that a decision is about."""
    if decision is None:
        return []
    rows = decision.results.filter(question__wording__isnull=False).order_by("pk")
    return list(rows.values_list("question__wording__amendment__number", flat=True))
