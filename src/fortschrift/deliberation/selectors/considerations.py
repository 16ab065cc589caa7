"""Reads on considerations: what lies before a body, and what was decided on each proposal."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.models import Amendment
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
