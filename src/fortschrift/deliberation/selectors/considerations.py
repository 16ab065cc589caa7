"""Reads on considerations: what lies before a body, and what was decided on each proposal."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Amendment, CurrentWording
from fortschrift.deliberation.models import Consideration, QuestionResult
from fortschrift.participation.models import Reading, Submission

Result = QuestionResult.Result
#: What becomes part of the text; in substance only once the words are worked out.
ADOPTED = (Result.ADOPTED, Result.ADOPTED_AMENDED, Result.ADOPTED_IN_SUBSTANCE)


def proposed_in(reading: Reading) -> QuerySet[Amendment]:
    """Return what came in to a reading and is released and not withdrawn, by number."""
    standing = Submission.objects.filter(reading=reading).standing("released")
    rows = Amendment.objects.filter(submissions__in=standing).distinct()
    return rows.order_by("number")


def considerations_of(reading: Reading) -> QuerySet[Consideration]:
    """Return the considerations of a reading by when they began, with what an address needs."""
    related = ("reading__concept__municipality", "organization__municipality", "strand")
    return reading.considerations.select_related(*related).order_by("recorded", "pk")


def considerations_with_work(
    municipality: Municipality,
) -> list[tuple[Consideration, int, int]]:
    """Return the considerations of a town with what is undecided and what is unmerged; 1 query.

    Unmerged is what was adopted as it is worded and does not stand in the text.
    """
    results = QuestionResult.objects.filter(
        question__consideration=OuterRef("strand__consideration"), decision__corrected_by=None,
        question__wording__amendment=OuterRef("amendment"),
    ).exclude(result__in=[Result.OPEN, Result.UNKNOWN])  # fmt: skip
    open_there = CurrentWording.objects.filter(
        strand=OuterRef("strand"), state=CurrentWording.State.OPEN
    ).order_by()
    adopted = results.filter(result__in=[Result.ADOPTED, Result.ADOPTED_AMENDED])
    rows = (
        Consideration.objects.filter(reading__concept__municipality=municipality)
        .select_related("reading__concept__municipality", "reading__organization",
                        "organization__municipality", "strand")
        .annotate(
            undecided=_counted(open_there.filter(~Exists(results))),
            unmerged=_counted(open_there.filter(Exists(adopted))),
        )
        .order_by("recorded", "pk")
    )  # fmt: skip
    found = [(row, row.undecided, row.unmerged) for row in rows]
    return [each for each in found if each[1] or each[2]]


def _counted(rows: QuerySet[CurrentWording]) -> Coalesce:
    """Count rows of a strand within another query."""
    counted = rows.values("strand").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def missing_in(consideration: Consideration) -> QuerySet[Amendment]:
    """Return what was released in the reading and does not lie before the body yet."""
    there = consideration.strand.current_wordings.values("amendment")
    return proposed_in(consideration.reading).exclude(pk__in=there)


def check_laid(consideration: Consideration, amendments: Sequence[Amendment]) -> None:
    """Refuse none, one that is named twice, and one that does not lie before the body."""
    if not amendments:
        raise ValidationError({"amendments": _("Bitte wählen Sie mindestens einen Vorschlag.")})
    laid = set(
        consideration.strand.current_wordings.filter(amendment__in=amendments).values_list(
            "amendment_id", flat=True
        )
    )
    seen = set()
    for each in amendments:
        if each.pk in seen:
            raise ValidationError(
                {"amendments": _("„%(amendment)s“ ist zweimal genannt.") % {"amendment": each}}
            )
        if each.pk not in laid:
            raise ValidationError(
                {"amendments": _("„%(amendment)s“ liegt dem Gremium nicht vor.")
                 % {"amendment": each}}
            )  # fmt: skip
        seen.add(each.pk)


def results_on(consideration: Consideration) -> QuerySet[QuestionResult]:
    """Return what was decided on the proposals before a body and was not corrected since."""
    return (
        QuestionResult.objects.filter(
            question__consideration=consideration, decision__corrected_by=None
        )
        .select_related(
            "decision", "question__wording__amendment", "question__part", "question__conflict"
        )
        .order_by("pk")
    )
