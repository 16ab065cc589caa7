"""How amendments come to a strand: those written on a text that the strand has left behind.

A meeting begins its own strand at the frozen version before it, and the amendments written on that
version, or on an earlier one of the same line, are laid on it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import takewhile
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry
from fortschrift.concepts import repository
from fortschrift.concepts.actions.carrying import carry
from fortschrift.concepts.models import Amendment, Change, CurrentWording, Strand, Wording
from fortschrift.concepts.onward import Step
from fortschrift.core.text import Tree


def lay(entry: Entry, strand: Strand, amendments: Sequence[Amendment]) -> None:
    """Let amendments hold on a strand, carried from the texts they are written on to its head.

    Of several wordings on its line the nearest to the head is taken.  Raises ValidationError for
    an amendment that is written on no text of the strand's line, and for one that amends an
    amendment which is not among them.
    """
    line = repository.line_of(strand.head)
    chosen = nearest(amendments, line)
    groups = _by_base(strand, amendments, chosen)
    rows = [CurrentWording(strand=strand, amendment=each, wording=chosen[each.pk])
            for each in amendments]  # fmt: skip
    entry.create_many(CurrentWording, rows)
    head = repository.load(strand).tree
    for base, keys in groups.items():
        if base != strand.head_id:
            step = step_between(line, base, head)
            pointers = strand.current_wordings.filter(amendment__in=keys)
            carry(entry, strand, strand.head, step, pointers, adopted=set())


def step_between(line: Sequence[UUID], base: UUID, head: Tree) -> Step:
    """Give what happened on a line of changes, newest first, since one of them."""
    since = list(takewhile(lambda each: each != base, line))
    before = repository.text_at(Change.objects.get(pk=base)).tree
    return Step(repository.operations_of_changes(since[::-1]), before, head)


def not_on_line(text: object) -> ValidationError:
    return ValidationError(
        {
            "base": _("Der Text, auf den sich der Vorschlag bezieht, gehört nicht zu „%(text)s“.")
            % {"text": text}
        },
        code="wrong_base",
    )


def nearest(amendments: Sequence[Amendment], line: Sequence[UUID]) -> dict[UUID, Wording]:
    """Give for each amendment the wording whose base is the nearest to the head.

    One that stands on the base of the one before it is what an adoption of a part has left; on
    another strand nothing was adopted.
    """
    place = {change: position for position, change in enumerate(line)}
    found: dict[UUID, tuple[int, int, Wording]] = {}
    same_base = Q(previous__base=F("base")) | Q(previous__base_wording=F("base_wording"))
    wordings = Wording.objects.filter(amendment__in=amendments).select_related("base_wording")
    for each in wordings.exclude(same_base, kind=Wording.Kind.CARRIED).order_by("order"):
        base = each.base_wording.base_id if each.base_wording else each.base_id
        rank = (-place[base], each.order) if base in place else None
        if rank and (each.amendment_id not in found or rank > found[each.amendment_id][:2]):
            found[each.amendment_id] = (*rank, each)
    return {amendment: wording for amendment, (_place, _order, wording) in found.items()}


def _by_base(
    strand: Strand, amendments: Sequence[Amendment], chosen: Mapping[UUID, Wording]
) -> dict[UUID, list[UUID]]:
    """Group amendments by the text they are written on, each with those that amend it."""
    groups: dict[UUID, list[UUID]] = defaultdict(list)
    for each in amendments:
        if each.pk not in chosen:
            raise not_on_line(strand)
        wording = chosen[each.pk]
        amended = each.amends_id if wording.base_wording else None
        if amended is not None and amended not in chosen:
            raise ValidationError(
                {
                    "amendments": _("„%(amendment)s“ ändert einen Vorschlag, der nicht dabei ist.")
                    % {"amendment": each}
                }
            )
        base = wording.base_id if amended is None else chosen[amended].base_id
        assert base is not None
        groups[base].append(each.pk)
    return groups
