"""How amendments come to a strand: those written on a text that the strand has left behind.

A meeting begins its own strand at the frozen version before it, and the amendments written on that
version, or on an earlier one of the same line, are laid on it.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry
from fortschrift.concepts import repository
from fortschrift.concepts.actions.deriving import derive
from fortschrift.concepts.actions.placing import base_of, place_all
from fortschrift.concepts.models import Amendment, CurrentWording, Strand, Wording


def lay(entry: Entry, strand: Strand, amendments: Sequence[Amendment]) -> None:
    """Let amendments hold on a strand, carried from the texts they are written on to its head.

    Of several wordings on its line the nearest to the head that people agreed to is taken.
    Raises ValidationError for an amendment that is written on no text of the strand's line, and
    for one that amends an amendment which is not among them.
    """
    chosen = nearest(amendments, repository.line_of(strand.head))
    _check(strand, amendments, chosen)
    rows = [CurrentWording(strand=strand, amendment=each, wording=chosen[each.pk])
            for each in amendments]  # fmt: skip
    entry.create_many(CurrentWording, rows)
    place_all(entry, rows)
    behind = {each.amendment_id for each in rows if base_of(each.wording) != strand.head_id}
    others = {each.pk for each in amendments if each.amends_id is not None}
    derive(entry, strand, behind | others)


def not_on_line(text: object) -> ValidationError:
    return ValidationError(
        {
            "base": _("Der Text, auf den sich der Vorschlag bezieht, gehört nicht zu „%(text)s“.")
            % {"text": text}
        },
        code="wrong_base",
    )


def nearest(amendments: Sequence[Amendment], line: Sequence[UUID]) -> dict[UUID, Wording]:
    """Give for each amendment the wording to lay: agreed to, with the base nearest to the head.

    What was only carried along some strand is taken where nothing else is written on the line;
    what an adoption of a part had left there is none, on another strand nothing was adopted.
    """
    place = {change: position for position, change in enumerate(line)}
    found: dict[UUID, tuple[tuple[bool, int, int], Wording]] = {}
    same_base = Q(previous__base=F("base")) | Q(previous__base_wording=F("base_wording"))
    wordings = Wording.objects.filter(amendment__in=amendments).select_related("base_wording")
    for each in wordings.exclude(same_base, kind=Wording.Kind.CARRIED).order_by("order"):
        base = base_of(each)
        if base not in place:
            continue
        rank = (each.kind != Wording.Kind.CARRIED, -place[base], each.order)
        if each.amendment_id not in found or rank > found[each.amendment_id][0]:
            found[each.amendment_id] = (rank, each)
    return {amendment: wording for amendment, (_rank, wording) in found.items()}


def _check(strand: Strand, amendments: Sequence[Amendment], chosen: Mapping[UUID, Wording]) -> None:
    for each in amendments:
        if each.pk not in chosen:
            raise not_on_line(strand)
        if chosen[each.pk].base_wording is not None and each.amends_id not in chosen:
            raise ValidationError(
                {
                    "amendments": _("„%(amendment)s“ ändert einen Vorschlag, der nicht dabei ist.")
                    % {"amendment": each}
                }
            )
