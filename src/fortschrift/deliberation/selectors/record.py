"""Reads on mandates, questions, decisions and hand-overs; only what is public.

Staff read findings (``findings.py``), which look at every row.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Prefetch, Q

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept, Version
from fortschrift.council.models import AgendaItem, Meeting, Organization, Paper
from fortschrift.deliberation.models import (
    Decision,
    DecisionQuerySet,
    Enactment,
    Mandate,
    MandateQuerySet,
    Question,
    QuestionQuerySet,
    QuestionResult,
    Referral,
    ReferralQuerySet,
)
from fortschrift.participation.models import Reading, ReadingQuerySet


def decision(municipality: Municipality, id: UUID) -> Decision | None:
    """Return a decision with all that it decided: results per question, operative points."""
    decisions = Decision.objects.filter(concept__municipality=municipality, pk=id)
    return decisions.public().with_content().first()


def decisions_of(concept: Concept) -> DecisionQuerySet:
    """Return the decisions on a concept by date, each with what it decided."""
    return Decision.objects.filter(concept=concept).public().with_content().in_order()


def decisions_on_version(version: Version) -> DecisionQuerySet:
    """Return the decisions with a question or an operative point on this version, by date."""
    named = Q(results__question__version=version) | Q(operative_points__version=version)
    return decisions_of(version.concept).filter(named).distinct()


def decisions_on_versions(versions: Sequence[Version]) -> Mapping[UUID, list[Decision]]:
    """Return the decisions that speak of versions, by the key of the version; constant queries."""
    keys = {version.pk for version in versions}
    named = Q(results__question__version__in=keys) | Q(operative_points__version__in=keys)
    found: dict[UUID, list[Decision]] = defaultdict(list)
    for row in Decision.objects.filter(named).distinct().public().with_content().in_order():
        for key in _versions_of(row) & keys:
            found[key].append(row)
    return found


def enacted_by(changes: Sequence[UUID]) -> Mapping[UUID, list[QuestionResult]]:
    """Return the public results that changes of a text come from, by the change; constant queries.

    What was corrected since counts no longer.
    """
    decisions = Decision.objects.public().filter(corrected_by=None).with_content()
    rows = (
        Enactment.objects.filter(change__in=set(changes), result__decision__in=decisions)
        .select_related("result__question__wording__amendment")
        .prefetch_related(Prefetch("result__decision", decisions))
        .order_by("result__decision__date", "pk")
    )
    found: dict[UUID, list[QuestionResult]] = defaultdict(list)
    for row in rows:
        if row.change_id is not None:
            found[row.change_id].append(row.result)
    return found


def mandates_of(concept: Concept) -> MandateQuerySet:
    return Mandate.objects.filter(concept=concept).public().with_content().order_by("date", "pk")


def questions_of(concept: Concept) -> QuestionQuerySet:
    """Return what was or is to be put to a vote, also what nobody has decided yet."""
    questions = Question.objects.filter(concept=concept).public().with_content()
    return questions.order_by("agenda_item__meeting__date", "order", "pk")


def referrals_of(concept: Concept) -> ReferralQuerySet:
    """Return the hand-overs of a concept, each with its public stations in order."""
    return Referral.objects.filter(concept=concept).public().with_content().order_by("date", "pk")


def decisions_by_agenda_item(items: Sequence[AgendaItem]) -> Mapping[int, list[Decision]]:
    """Return the decisions on agenda items, by the key of the item; constant queries."""
    keys = {item.pk for item in items}
    on_items = Q(vote_event__agenda_item__in=keys) | Q(results__question__agenda_item__in=keys)
    found: dict[int, list[Decision]] = defaultdict(list)
    for row in Decision.objects.filter(on_items).public().with_content().in_order():
        for key in _items_of(row) & keys:
            if row not in found[key]:
                found[key].append(row)
    return found


def decisions_by_meeting(meetings: Sequence[Meeting]) -> Mapping[UUID, list[Decision]]:
    """Return the decisions of meetings that stand on no agenda item, by the key of the meeting."""
    found: dict[UUID, list[Decision]] = defaultdict(list)
    decisions = Decision.objects.filter(meeting__in=[meeting.pk for meeting in meetings])
    for row in decisions.public().with_content().in_order():
        if row.meeting_id is not None and not _items_of(row):
            found[row.meeting_id].append(row)
    return found


def decisions_by(bodies: Sequence[Organization], *, at_most: int = 50) -> DecisionQuerySet:
    """Return the newest decisions of these bodies on any concept."""
    decisions = Decision.objects.filter(organization__in=[body.pk for body in bodies])
    return decisions.public().with_content().in_order().reverse()[:at_most]


def referrals_by_paper(papers: Sequence[Paper]) -> Mapping[UUID, list[Referral]]:
    """Return the hand-overs whose stations are stations of these papers, by the paper's key."""
    keys = {paper.pk for paper in papers}
    found: dict[UUID, list[Referral]] = defaultdict(list)
    referrals = Referral.objects.filter(consultations__paper__in=keys).distinct()
    for row in referrals.public().with_content().order_by("date", "pk"):
        for key in {station.paper_id for station in row.consultations.all()} & keys:
            found[key].append(row)
    return found


def mandates_in(meetings: Sequence[Meeting]) -> MandateQuerySet:
    """Return the mandates that these meetings gave."""
    keys = [meeting.pk for meeting in meetings]
    return Mandate.objects.filter(meeting__in=keys).public().with_content().order_by("pk")


def readings_in(meetings: Sequence[Meeting]) -> ReadingQuerySet:
    """Return the readings that these meetings began."""
    keys = [meeting.pk for meeting in meetings]
    readings = Reading.objects.filter(meeting__in=keys).public().with_content()
    return readings.order_by("concept", "number")


def _versions_of(decision: Decision) -> set[UUID]:
    named = {result.question.version_id for result in decision.results.all()}
    named |= {point.version_id for point in decision.operative_points.all()}
    return {key for key in named if key is not None}


def _items_of(decision: Decision) -> set[int]:
    items = {result.question.agenda_item_id for result in decision.results.all()}
    if decision.vote_event is not None:
        items.add(decision.vote_event.agenda_item_id)
    return {item for item in items if item is not None}
