"""Alternatives: amendments that cannot stand beside each other, so that one lapses by the other."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry
from fortschrift.concepts import repository
from fortschrift.concepts.actions.wordings import check_same_concept
from fortschrift.concepts.ancestry import taken_back
from fortschrift.concepts.models import (
    Adoption,
    Amendment,
    AmendmentAlternative,
    Concept,
    Strand,
)


def set_apart(entry: Entry, amendment: Amendment, others: Sequence[Amendment]) -> None:
    """Declare alternatives, as far as they are not declared yet; the lower key stands first.

    Raises ValidationError when one of them stands in a text already, so that the other one could
    not lapse any more, and when one amends the other.
    """
    check_same_concept(amendment, others)
    _check_not_amending(amendment, others)
    pairs = {tuple(sorted((amendment.pk, other.pk))) for other in others}
    known = AmendmentAlternative.objects.filter(Q(first=amendment) | Q(second=amendment))
    new = pairs - set(known.values_list("first_id", "second_id"))
    if not new:
        return
    for one, strand in _in_the_text(amendment.concept, {key for pair in new for key in pair}):
        raise ValidationError(
            {
                "alternatives": _(
                    "„%(amendment)s“ ist in „%(strand)s“ schon übernommen; dazu lässt sich keine"
                    " Alternative mehr erklären."
                )
                % {"amendment": one, "strand": strand}
            }
        )
    rows = [AmendmentAlternative(first_id=one, second_id=two) for one, two in sorted(new)]
    entry.create_many(AmendmentAlternative, rows)


def standing_in(strand: Strand) -> set[UUID]:
    """Give the amendments that stand, whole or in part, in the text of a strand; 2 queries.

    Be it that they were adopted there or in an earlier reading.
    """
    line = repository.ancestry_of(strand.concept_id).line(strand.head_id)
    gone = taken_back(line)
    adoptions = Adoption.objects.filter(strand__concept=strand.concept_id, change__isnull=False)
    rows = adoptions.values_list("wording__amendment", "change")
    return {amendment for amendment, change in rows if change in line and change not in gone}


def _check_not_amending(amendment: Amendment, others: Sequence[Amendment]) -> None:
    for other in others:
        if other.pk == amendment.amends_id or other.amends_id == amendment.pk:
            raise ValidationError(
                {
                    "alternatives": _(
                        "„%(one)s“ und „%(other)s“ sind keine Alternativen: Der eine Vorschlag"
                        " ändert den anderen."
                    )
                    % {"one": amendment, "other": other}
                }
            )


def _in_the_text(concept: Concept, amendments: Collection[UUID]) -> list[tuple[Amendment, Strand]]:
    """Tell which amendments stand, whole or in part, in the text of a strand; 2 queries.

    Not what was taken back, nor what was adopted on a strand that another one replaces.
    """
    adoptions = Adoption.objects.filter(
        wording__amendment__in=amendments, strand__replaced_by__isnull=True
    ).select_related("wording__amendment", "strand")
    listed = list(adoptions.order_by("pk"))
    if not listed:
        return []
    ancestry = repository.ancestry_of(concept.pk)
    gone = {
        head: taken_back(ancestry.line(head)) for head in {each.strand.head_id for each in listed}
    }
    return [
        (each.wording.amendment, each.strand)
        for each in listed
        if each.change_id not in gone[each.strand.head_id]
    ]
