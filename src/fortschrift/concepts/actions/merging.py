"""The act of merging amendments as a set: as a block, or decided elsewhere and entered afterwards.

What is in no conflict becomes one change; the base wording stays elsewhere, every conflict is a
record, and nothing waits for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.held import no_wording, not_laid, not_open
from fortschrift.concepts.actions.landing import advance, hold
from fortschrift.concepts.actions.merge_records import record_conflicts, record_notes
from fortschrift.concepts.actions.taking_in import (
    credits_text,
    keep_rest,
    let_others_lapse,
    settle,
)
from fortschrift.concepts.actions.wordings import check_once
from fortschrift.concepts.amending import Piece, Proposed, apart, made_whole, pieces_of, proposed
from fortschrift.concepts.models import (
    Amendment,
    Change,
    CurrentWording,
    Merge,
    Strand,
)
from fortschrift.concepts.permissions import may_adopt_amendments
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.text import NodeId, Tree
from fortschrift.core.text.merging.merge import merge
from fortschrift.core.text.merging.proposal import Merged

State = CurrentWording.State


@dataclass(frozen=True, slots=True)
class Set:
    """What is merged: where the amendments stand, their pieces, and as the engine takes them."""

    pointers: Mapping[int, CurrentWording]
    pieces: Mapping[int, Sequence[Piece]]
    proposed: Proposed

    def taken(self, numbers: Iterable[int]) -> list[Piece]:
        return [self.proposed.pieces[number] for number in numbers]


@action(
    _(
        "{actor} hat in „{strand}“ {number} Vorschläge gemeinsam eingearbeitet: {adopted}"
        " übernommen, {conflicts} Überschneidungen."
    )
)
def merge_amendments(
    entry: Entry,
    strand: Strand,
    *,
    amendments: Sequence[Amendment],
    actor: User | None,
    now: datetime,
    base: UUID | None = None,
    id: UUID | None = None,
    slugs: Mapping[NodeId, str] | None = None,
    reason: str = "",
    happened: PartialDate | str = UNKNOWN,
) -> Merge:
    """Merge amendments as a set on the head of a strand, in the wordings they have there.

    All that are in no conflict become one change with credits.  Those in a conflict stay open
    and keep the base wording in the text.  Where sentences or blocks came to one place, or two
    changed one sentence, a note asks somebody to look.

    Raises ValidationError for an amendment named twice and naming one that is not open or has no
    wording yet; StaleHead when the head is no longer ``base``.
    """
    require(may_adopt_amendments(actor, strand.municipality))
    check_once(amendments, field="amendments")
    hold(strand, base=base)
    before, base_change = repository.load(strand), strand.head
    found = _set_of(strand, amendments, before.tree)
    merged = merge(before.tree, found.proposed.proposals)
    change = _land(
        entry, strand, found, merged, before=before, now=now, slugs=slugs or {}, actor=actor,
        reason=reason, happened=happened,
    )  # fmt: skip
    row = entry.create(
        Merge, strand=strand, base=base_change, change=change, actor=actor, reason=reason,
        recorded=database_now(), **({"id": id} if id else {}),
    )  # fmt: skip
    record_conflicts(entry, row, found.proposed, merged, base=before.tree)
    record_notes(entry, row, found.proposed, merged, base=before.tree)
    entry.tell(
        strand=strand, number=len(amendments), adopted=len(merged.adopted),
        conflicts=len(merged.conflicts),
    )  # fmt: skip
    return row


def _set_of(strand: Strand, amendments: Sequence[Amendment], base: Tree) -> Set:
    """Read what holds of the amendments; raises ValidationError naming one that is not open."""
    rows = strand.current_wordings.filter(amendment__in=amendments)
    pointers = list(rows.select_related("amendment", "cause", "wording__amendment"))
    _check_all_there(strand, amendments, pointers)
    pieces = pieces_of([pointer.wording for pointer in pointers])
    amended = {each.on for group in pieces.values() for each in group if each.on}
    by_pointer = {}
    for pointer in pointers:
        found = pieces[pointer.wording_id]
        if not found:
            raise no_wording(pointer.amendment)
        whole = pointer.amendment_id in amended
        by_pointer[pointer.pk] = made_whole(found, base) if whole else found
    everything = [each for group in by_pointer.values() for each in group]
    others = apart({each.amendment for each in everything})
    return Set({each.pk: each for each in pointers}, by_pointer, proposed(everything, others))


def _check_all_there(
    strand: Strand, amendments: Sequence[Amendment], pointers: Sequence[CurrentWording]
) -> None:
    if not amendments:
        raise ValidationError({"amendments": _("Bitte wählen Sie mindestens einen Vorschlag.")})
    there = {pointer.amendment_id for pointer in pointers}
    for amendment in amendments:
        if amendment.pk not in there:
            raise not_laid(amendment, strand)
    for pointer in pointers:
        if pointer.state != State.OPEN:
            raise not_open(pointer)


def _land(entry: Entry, strand: Strand, found: Set, merged: Merged, **fields: Any) -> Change | None:
    """Let what is in no conflict become a change, and say what became of each amendment."""
    if not merged.operations:
        return None
    taken = found.taken(merged.adopted)
    lapsed = let_others_lapse(entry, strand, {each.amendment for each in taken})
    credits = credits_text(strand, [found.taken(numbers) for numbers in merged.credits])
    whole = []
    for key, pointer in found.pointers.items():
        pieces = found.pieces[key]
        chosen = [each for each in pieces if each in taken]
        keep_rest(entry, pointer, pieces, chosen)
        if len(chosen) == len(pieces):
            whole.append(key)
    change = advance(entry, strand, merged.operations, credits=credits, **fields)
    settle(entry, strand, change, taken, whole=whole, lapsed=lapsed)
    return change
