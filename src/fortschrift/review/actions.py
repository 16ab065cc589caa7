"""Acts on reviews: planning them, going through a concept, what was found and what was decided."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.models import Concept, Node, Version
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.actions.checks import (
    check_belonging,
    check_free_address,
    identity,
    read_dates,
)
from fortschrift.council.models import Meeting, Organization
from fortschrift.deliberation.models import Decision, Mandate
from fortschrift.deliberation.visibility import visibility_of
from fortschrift.participation.bad_input import check_same_concept
from fortschrift.review.models import Review, ReviewOutcome, ReviewPlan
from fortschrift.review.permissions import may_decide_outcomes, may_run_reviews
from fortschrift.sources.models import Claim, Visibility

Stage = ReviewOutcome.Stage


@action(_("{actor} hat für „{concept}“ festgehalten, wie oft es überprüft wird: {plan}."))
def plan_review(
    entry: Entry,
    concept: Concept,
    *,
    rhythm: str,
    binding: str,
    actor: User | None,
    now: datetime,
    version: Version | None = None,
    decision: Decision | None = None,
    triggers: str = "",
    next_review: PartialDate | str = UNKNOWN,
    note: str = "",
    claims: Sequence[Claim] = (),
) -> ReviewPlan:
    """Record how often the concept is to be gone through and how binding that is.

    "Aimed at" is not "decided": ``binding`` says which; ``triggers`` are the occasions besides the
    rhythm ("wenn sich die Rahmenbedingungen ändern").
    """
    require(may_run_reviews(actor, concept.municipality))
    check_belonging(concept.municipality, claims=claims)
    check_same_concept(concept, version=version, decision=decision)
    plan = entry.create(
        ReviewPlan, concept=concept, version=version, decision=decision, rhythm=rhythm,
        binding=binding, triggers=triggers, note=note, **read_dates(next_review=next_review),
    )  # fmt: skip
    entry.link(plan.claims, claims)
    entry.tell(concept=concept, plan=plan)
    return plan


@action(_("{actor} hat zu „{concept}“ die Überprüfung „{name}“ begonnen."))
def begin_review(
    entry: Entry,
    concept: Concept,
    *,
    slug: str,
    name: str,
    from_version: Version,
    actor: User | None,
    now: datetime,
    to_version: Version | None = None,
    mandate: Mandate | None = None,
    meetings: Sequence[Meeting] = (),
    reason: str = "",
    date: PartialDate | str = UNKNOWN,
    note: str = "",
    visibility: str = Visibility.PUBLIC,
    claims: Sequence[Claim] = (),
    id: UUID | None = None,
) -> Review:
    """Record one passage through the concept, from one version to the next, known or not yet."""
    require(may_run_reviews(actor, concept.municipality))
    check_belonging(concept.municipality, meetings=meetings, claims=claims)
    check_same_concept(concept, from_version=from_version, to_version=to_version, mandate=mandate)
    check_free_address(concept.reviews.filter(slug=slug))
    review = entry.create(
        Review, concept=concept, slug=slug, name=name, from_version=from_version,
        to_version=to_version, mandate=mandate, reason=reason, note=note, visibility=visibility,
        **read_dates(date=date), **identity(id),
    )  # fmt: skip
    entry.link(review.meetings, meetings)
    entry.link(review.claims, claims)
    entry.tell(concept=concept, name=name)
    return review


@action(_("{actor} hat in der Überprüfung „{review}“ festgehalten: {outcome}."))
def record_outcome(
    entry: Entry,
    review: Review,
    *,
    kind: str,
    actor: User | None,
    now: datetime,
    node: Node | None = None,
    group: str = "",
    stage: str = Stage.PROPOSED,
    organization: Organization | None = None,
    decision: Decision | None = None,
    date: PartialDate | str = UNKNOWN,
    detail: str = "",
    reason: str = "",
    order: int | None = None,
    visibility: str | None = None,
    claims: Sequence[Claim] = (),
) -> ReviewOutcome:
    """Record one outcome for an element, or for a group of elements that no source lists.

    An element may have several ("confirmed", "renamed", "extended"), one row each; ``detail``
    says what exactly ("um den Bereich der Erwachsenenbildung").
    """
    require(may_run_reviews(actor, review.municipality))
    check_belonging(review.municipality, organization=organization, claims=claims)
    check_same_concept(review.concept, node=node, decision=decision)
    if (node is None) == (not group):
        raise ValidationError(
            {"node": _("Bitte nennen Sie das Element oder eine Gruppe von Elementen.")}
        )
    outcome = entry.create(
        ReviewOutcome, review=review, order=_free_order(review, order), kind=kind, stage=stage,
        node=node, group=group, organization=organization, decision=decision, detail=detail,
        reason=reason, visibility=visibility_of(visibility, None, review, decision),
        **read_dates(date=date),
    )  # fmt: skip
    entry.link(outcome.claims, claims)
    entry.tell(review=review, outcome=outcome)
    return outcome


@action(_("{actor} hat zur Überprüfung „{review}“ {number} Ergebnisse als beschlossen vermerkt."))
def decide_outcomes(
    entry: Entry,
    review: Review,
    *,
    decision: Decision,
    outcomes: Sequence[ReviewOutcome],
    actor: User | None,
    now: datetime,
    date: PartialDate | str = UNKNOWN,
    reason: str = "",
    claims: Sequence[Claim] = (),
) -> list[ReviewOutcome]:
    """Record that a decision confirmed what was proposed: one new row for each outcome.

    The proposed rows stay.  Date and body are the decision's unless ``date`` is given; the reason
    of each outcome stays unless ``reason`` is given.
    """
    require(may_decide_outcomes(actor, review.municipality))
    check_belonging(review.municipality, claims=claims)
    check_same_concept(review.concept, decision=decision)
    _check_proposed(review, outcomes, decision)
    dates = read_dates(date=date)
    if not dates["date"].is_known:
        dates["date"] = decision.date
    first = _free_order(review, None)
    rows = entry.create_many(ReviewOutcome, [
        ReviewOutcome(
            review=review, order=first + place, kind=proposed.kind, stage=Stage.DECIDED,
            node_id=proposed.node_id, group=proposed.group, organization=decision.organization,
            decision=decision,
            detail=proposed.detail, reason=reason or proposed.reason,
            visibility=visibility_of(None, decision.organization, proposed, decision), **dates,
        )
        for place, proposed in enumerate(outcomes)
    ])  # fmt: skip
    _rest_on(entry, rows, claims)
    entry.tell(review=review, number=len(rows))
    return rows


def _free_order(review: Review, order: int | None) -> int:
    """Return the place asked for, or the one behind the last outcome."""
    if order is None:
        highest: int | None = review.outcomes.aggregate(highest=Max("order"))["highest"]
        return (highest or 0) + 1
    if review.outcomes.filter(order=order).exists():
        raise ValidationError({"order": _("An dieser Stelle steht schon ein anderes Ergebnis.")})
    return order


def _check_proposed(review: Review, outcomes: Sequence[ReviewOutcome], decision: Decision) -> None:
    if not outcomes:
        raise ValidationError({"outcomes": _("Bitte wählen Sie aus, was beschlossen wurde.")})
    if any(outcome.review_id != review.pk for outcome in outcomes):
        raise ValidationError({"outcomes": _("Ein Ergebnis gehört zu einer anderen Überprüfung.")})
    if any(outcome.stage != Stage.PROPOSED for outcome in outcomes):
        raise ValidationError({"outcomes": _("Ein Ergebnis ist schon ein beschlossenes.")})
    keys = [_key(outcome) for outcome in outcomes]
    if len(set(keys)) < len(keys) or _decided(review, decision) & set(keys):
        raise ValidationError({"outcomes": _("Ein Ergebnis wäre zweimal beschlossen.")})


def _decided(review: Review, decision: Decision) -> set[tuple[object, str, str]]:
    return {_key(row) for row in review.outcomes.filter(decision=decision, stage=Stage.DECIDED)}


def _key(outcome: ReviewOutcome) -> tuple[object, str, str]:
    return outcome.node_id, outcome.group, outcome.kind


def _rest_on(entry: Entry, rows: Iterable[ReviewOutcome], claims: Sequence[Claim]) -> None:
    """Let all rows rest on the same claims, in one write."""
    linking = ReviewOutcome.claims.through
    links = [linking(reviewoutcome=row, claim=claim) for row in rows for claim in claims]
    if links:
        entry.create_many(linking, links)
