"""Reads for answering: whom a body's decisions concern, who was answered, who left no address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet

from fortschrift.concepts.models import Amendment
from fortschrift.deliberation.models import (
    Consideration,
    Decision,
    Question,
    QuestionResult,
    Reply,
)
from fortschrift.participation.models import Submission, SubmissionQuerySet, SubmissionSender

Result = QuestionResult.Result
#: How the list parts the senders, what is still to do first.
STANDS = ("open", "answered", "undecided", "all")


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is asked for; the empty value asks for everything."""

    stand: str = "open"
    result: str = ""
    without_mail: bool = False


def to_answer(consideration: Consideration, asked: Asked) -> SubmissionQuerySet:
    """Return what lies before a body and was sent by somebody, in the order it came; 3 queries.

    Decided is what the body decided in public.
    """
    laid = consideration.strand.current_wordings.values("amendment")
    results = QuestionResult.objects.filter(
        question__consideration=consideration,
        question__wording__amendment__submissions=OuterRef("pk"),
        question__in=Question.objects.public(),
        decision__in=Decision.objects.public().filter(corrected_by=None),
    ).exclude(result__in=[Result.OPEN, Result.UNKNOWN])  # fmt: skip
    answered = Reply.objects.filter(consideration=consideration, submission=OuterRef("pk"))
    here = Amendment.objects.filter(submissions=OuterRef("pk"), pk__in=laid)
    stands = {
        "open": Exists(results) & ~Exists(answered), "answered": Q(Exists(answered)),
        "undecided": ~Exists(results) & ~Exists(answered), "all": Q(),
    }  # fmt: skip
    rows = Submission.objects.filter(Exists(here), stands[asked.stand],
                                     reading=consideration.reading)  # fmt: skip
    if asked.result:
        rows = rows.filter(Exists(results.filter(result=asked.result)))
    if asked.without_mail:
        rows = rows.filter(~Exists(_with_mail()))
    return rows.with_content().order_by("recorded", "pk")


def chosen(consideration: Consideration, keys: Sequence[str]) -> list[Submission]:
    """Find submissions before a body by their keys, in the order they came; what is none, not."""
    rows = to_answer(consideration, Asked("all"))
    try:
        return list(rows.filter(pk__in=keys))
    except ValidationError:
        return []  # no keys at all


def without_mail(submissions: Sequence[Submission]) -> set[UUID]:
    """Tell whom of them no mail reaches; 1 query."""
    rows = Submission.objects.filter(pk__in=[each.pk for each in submissions])
    return set(rows.filter(~Exists(_with_mail())).values_list("pk", flat=True))


def replies_to(
    submissions: Iterable[Submission], consideration: Consideration | None = None
) -> Mapping[UUID, list[Reply]]:
    """Return the replies that count, by submission; of one consideration if it is given."""
    rows = Reply.objects.current().filter(submission__in=[each.pk for each in submissions])
    if consideration is not None:
        rows = rows.filter(consideration=consideration)
    found: dict[UUID, list[Reply]] = {}
    for row in rows.order_by("recorded", "pk"):
        found.setdefault(row.submission_id, []).append(row)
    return found


def _with_mail() -> QuerySet[SubmissionSender]:
    return SubmissionSender.objects.filter(submission=OuterRef("pk")).exclude(email="")
