"""What is known of what became of submissions, by body, as far as everybody may know it.

Rows only; ``answers.py`` makes sentences of them.  Of a body that sits in private nothing is
fetched but that it considers.  Where any body decided something on these proposals that is not
public, what the draft says of them is left out, too: it could betray the decision.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q

from fortschrift.concepts.models import Amendment, AmendmentReplacement, CurrentWording
from fortschrift.deliberation.models import (
    Consideration,
    Decision,
    Enactment,
    Grouping,
    OperativePoint,
    Question,
    QuestionResult,
    Recommendation,
)
from fortschrift.participation.models import Submission

Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Known:
    """What one body did with one proposal: public results, where it stands, what was advised.

    ``pointer`` and ``leader`` are None where nothing may be said of them; ``is_joint`` says that
    a joint text stands for it.
    """

    consideration: Consideration
    amendment: Amendment
    results: Sequence[QuestionResult]
    pointer: CurrentWording | None
    leader: Amendment | None
    advice: Recommendation | None
    is_joint: bool

    @property
    def is_closed(self) -> bool:
        return self.consideration.organization.meets_in_public is False


def known_of(submissions: Sequence[Submission]) -> Mapping[UUID, list[Known]]:
    """Return by submission what each body did with each of its proposals; constant queries.

    The rows come with ``SubmissionQuerySet.with_content``.
    """
    tables = _considerations(submissions)
    amendments = {each.pk: each for row in submissions for each in row.amendments.all()}
    pointers = _pointers(tables, amendments)
    results = _results(tables, amendments)
    hidden = _with_hidden_decisions(tables)
    leaders = {
        (row.consideration_id, row.amendment_id): row.leader
        for row in Grouping.objects.current()
        .filter(consideration__in=tables, amendment__in=amendments)
        .select_related("leader")
    }
    advice = {
        (row.consideration_id, row.amendment_id): row
        for row in Recommendation.objects.current().filter(
            consideration__in=tables, amendment__in=amendments
        )
    }
    joint = _joint(pointers.values())
    by_reading = defaultdict(list)
    for table in tables:
        by_reading[table.reading_id].append(table)
    found: dict[UUID, list[Known]] = {row.pk: [] for row in submissions}
    for row in submissions:
        for each in row.amendments.all():
            for table in by_reading[row.reading_id] if row.reading_id else ():
                key = (table.pk, each.pk)
                if key not in pointers:
                    continue
                if table.organization.meets_in_public is False:
                    found[row.pk].append(Known(table, each, (), None, None, None, False))
                    continue
                pointer = None if table.reading_id in hidden else pointers[key]
                found[row.pk].append(Known(
                    table, each, results.get(key, ()), pointer, leaders.get(key),
                    advice.get(key), pointer is not None and pointer.cause_id in joint,
                ))  # fmt: skip
    return found


def _considerations(submissions: Sequence[Submission]) -> list[Consideration]:
    readings = {row.reading_id for row in submissions if row.reading_id}
    rows = Consideration.objects.filter(reading__in=readings)
    related = ("reading__concept__municipality", "organization__municipality", "strand")
    return list(
        rows.select_related(*related).prefetch_related("organization__names")
        .order_by("recorded", "pk")
    )  # fmt: skip


def _pointers(
    tables: Sequence[Consideration], amendments: Iterable[UUID]
) -> Mapping[Key, CurrentWording]:
    by_strand = {each.strand_id: each.pk for each in tables}
    rows = CurrentWording.objects.filter(strand__in=by_strand, amendment__in=list(amendments))
    return {
        (by_strand[row.strand_id], row.amendment_id): row for row in rows.select_related("cause")
    }


def _results(
    tables: Sequence[Consideration], amendments: Iterable[UUID]
) -> Mapping[Key, list[QuestionResult]]:
    """Return the public results that stand, the first first; of a later day only what counts."""
    public = (
        Decision.objects.public().filter(corrected_by=None)
        .select_related("organization", "vote_event")
        .prefetch_related(
            "organization__names", Prefetch("operative_points", OperativePoint.objects.all())
        )
    )  # fmt: skip
    rows = (
        QuestionResult.objects.filter(
            question__consideration__in=tables,
            question__wording__amendment__in=list(amendments),
            question__in=Question.objects.public(), decision__in=public,
        )
        .annotate(is_enacted=Exists(Enactment.objects.filter(result=OuterRef("pk"))))
        .select_related("question__part", "question__wording")
        .prefetch_related(Prefetch("decision", public))
        .order_by("pk")
    )  # fmt: skip
    found: dict[Key, list[QuestionResult]] = defaultdict(list)
    for row in rows:
        wording, table = row.question.wording, row.question.consideration_id
        assert wording is not None
        assert table is not None
        found[table, wording.amendment_id].append(row)
    return found


def _with_hidden_decisions(tables: Sequence[Consideration]) -> set[UUID]:
    """Name the readings in which a body that sits in public decided something not public."""
    asked = Q(results__question__consideration__in=tables)
    hidden = (
        Decision.objects.filter(asked, corrected_by=None)
        .exclude(organization__meets_in_public=False)
        .exclude(pk__in=Decision.objects.public())
    )
    results = QuestionResult.objects.filter(decision__in=hidden)
    return set(results.values_list("question__consideration__reading", flat=True))


def _joint(pointers: Iterable[CurrentWording]) -> set[UUID]:
    """Tell which of the amendments that made others lapse are joint texts; 1 query."""
    causes = {row.cause_id for row in pointers if row.cause_id}
    rows = AmendmentReplacement.objects.filter(amendment__in=causes)
    return set(rows.values_list("amendment", flat=True))
