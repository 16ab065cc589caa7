"""The act of recording a decision: one vote at most, each question with its own result.

The one place that ties a vote to a text: an operative point that adopts or rejects a version
records the version's status in the same entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.actions import record_status
from fortschrift.concepts.models import Concept, Version, VersionStatus
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.actions.checks import check_belonging, identity, read_dates
from fortschrift.council.findings import codes
from fortschrift.council.models import Meeting, Organization, VoteEvent
from fortschrift.deliberation.findings import of_decision
from fortschrift.deliberation.models import (
    Decision,
    Mandate,
    OperativePoint,
    Question,
    QuestionResult,
)
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.deliberation.visibility import visibility_of
from fortschrift.participation.bad_input import check_same_concept
from fortschrift.participation.occasions import day_of
from fortschrift.sources.models import Claim

Verb = OperativePoint.Verb
STATUS_BY_VERB = {
    Verb.ADOPTS.value: VersionStatus.Status.ADOPTED,
    Verb.REJECTS.value: VersionStatus.Status.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one question, with the body's reason where it gave one."""

    question: Question
    result: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One operative point; points are numbered in the order given.

    ``text_is_restated`` marks a text that we summed up because the wording is not public.
    """

    verb: str
    text: str
    text_is_restated: bool = False
    version: Version | None = None
    mandate: Mandate | None = None


@action(_("{actor} hat einen Beschluss von „{organization}“ festgehalten: {title}."))
def decide(
    entry: Entry,
    concept: Concept,
    *,
    organization: Organization,
    title: str,
    actor: User | None,
    now: datetime,
    answers: Sequence[Answer] = (),
    points: Sequence[Point] = (),
    vote_event: VoteEvent | None = None,
    meeting: Meeting | None = None,
    date: PartialDate | str = UNKNOWN,
    date_note: str = "",
    note: str = "",
    order: int | None = None,
    corrects: Decision | None = None,
    correction: str = "",
    visibility: str | None = None,
    claims: Sequence[Claim] = (),
    id: UUID | None = None,
) -> Decision:
    """Record what a body decided, with or without a recorded vote.

    ``order`` is its place among decisions of one day, by default behind those recorded before.
    Meeting and date follow the vote and the meeting where they are not given.  ``corrects`` is an
    earlier record of the same decision, which counts no longer; ``correction`` says what was
    wrong.  A point that adopts or rejects a version records the status of that version, unless
    the decision is not public: then the status would give it away.
    """
    require(may_record_decisions(actor, concept.municipality))
    check_belonging(
        concept.municipality, organization=organization, meeting=meeting, vote_event=vote_event,
        claims=claims,
    )  # fmt: skip
    _check_content(concept, answers, points)
    _check_vote(organization, vote_event)
    _check_correction(organization, corrects, correction)
    meeting = meeting or (vote_event.meeting if vote_event else None)
    decision = entry.create(
        Decision, concept=concept, organization=organization, title=title, meeting=meeting,
        vote_event=vote_event, date_note=date_note, note=note, corrects=corrects,
        correction=correction.strip(),
        order=concept.decisions.count() + 1 if order is None else order,
        date=day_of(read_dates(date=date)["date"], meeting),
        visibility=visibility_of(visibility, organization, meeting, vote_event), **identity(id),
    )  # fmt: skip
    _keep_content(entry, decision, answers, points)
    entry.link(decision.claims, claims)
    _record_statuses(decision, points, claims, actor=actor, now=now)
    entry.tell(organization=organization, title=title, findings=codes(of_decision(decision)))
    return decision


def _check_content(concept: Concept, answers: Sequence[Answer], points: Sequence[Point]) -> None:
    named = [*(point.version for point in points), *(point.mandate for point in points)]
    check_same_concept(
        concept, answers=[answer.question for answer in answers],
        points=[row for row in named if row is not None],
    )  # fmt: skip
    if len({answer.question.pk for answer in answers}) < len(answers):
        raise ValidationError({"answers": _("Dieselbe Frage ist zweimal beantwortet.")})


def _check_vote(organization: Organization, vote_event: VoteEvent | None) -> None:
    if vote_event is None:
        return
    if vote_event.organization_id != organization.pk:
        raise ValidationError({"vote_event": _("Diese Abstimmung ist die eines anderen Gremiums.")})
    if Decision.objects.filter(vote_event=vote_event).exists():
        raise ValidationError(
            {"vote_event": _("Zu dieser Abstimmung ist schon ein Beschluss festgehalten.")}
        )


def _check_correction(
    organization: Organization, corrects: Decision | None, correction: str
) -> None:
    if corrects is None:
        return
    if corrects.organization_id != organization.pk:
        raise ValidationError({"corrects": _("Diesen Beschluss hat ein anderes Gremium gefasst.")})
    if Decision.objects.filter(corrects=corrects).exists():
        raise ValidationError({"corrects": _("Dieser Beschluss ist schon berichtigt.")})
    if not correction.strip():
        raise ValidationError({"correction": _("Bitte sagen Sie, was berichtigt wird.")})


def _keep_content(
    entry: Entry, decision: Decision, answers: Sequence[Answer], points: Sequence[Point]
) -> None:
    for answer in answers:
        entry.create(
            QuestionResult, decision=decision, question=answer.question, result=answer.result,
            reason=answer.reason,
        )  # fmt: skip
    for number, point in enumerate(points, start=1):
        entry.create(
            OperativePoint, decision=decision, number=number, verb=point.verb, text=point.text,
            text_is_restated=point.text_is_restated, version=point.version, mandate=point.mandate,
        )  # fmt: skip


def _record_statuses(
    decision: Decision,
    points: Sequence[Point],
    claims: Sequence[Claim],
    *,
    actor: User | None,
    now: datetime,
) -> None:
    for point in points:
        status = STATUS_BY_VERB.get(point.verb)
        if status is not None and point.version is not None and decision.is_public:
            record_status(
                point.version, status=status, happened=decision.date, claims=claims, actor=actor,
                now=now,
            )  # fmt: skip
