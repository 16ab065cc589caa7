"""The act of adopting one amendment: its wording becomes a change of the text at once.

So a meeting decides one after another: each adoption moves the head of the strand, and the open
amendments are carried on to it before the next question is put.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.following import follow
from fortschrift.concepts.actions.held import held_open, last_wording, pieces_in
from fortschrift.concepts.actions.landing import advance, hold
from fortschrift.concepts.actions.placing import place
from fortschrift.concepts.actions.taking_in import (
    credits_text,
    keep_rest,
    let_others_lapse,
    settle,
)
from fortschrift.concepts.actions.wordings import NO_MISFIT, check_parts, store_wording, touch
from fortschrift.concepts.amending import Part, Piece, whole, with_wording
from fortschrift.concepts.models import Adoption, Amendment, Change, CurrentWording, Strand, Wording
from fortschrift.concepts.permissions import may_adopt_amendments
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.text import NodeId, Tree

State = CurrentWording.State


@action(_("{actor} hat in „{strand}“ übernommen: {amendment} {part}"))
def adopt_amendment(
    entry: Entry,
    amendment: Amendment,
    *,
    strand: Strand,
    actor: User | None,
    now: datetime,
    part: str | None = None,
    base: UUID | None = None,
    slugs: Mapping[NodeId, str] | None = None,
    reason: str = "",
    happened: PartialDate | str = UNKNOWN,
) -> Change | Wording:
    """Take an amendment, or one part of it, into the text of a strand as its wording stands now.

    Alternatives and what a joint text replaces lapse; the other open amendments are carried on,
    and what no longer fits is recorded as a conflict.  An amendment to an amendment goes into
    that one's wording, which is given then instead of a change.  ``base`` is the head it was
    decided on, if that is to be checked.

    Raises ValidationError that says why, when the amendment is not open or has no wording yet;
    StaleHead when the head is no longer ``base``.
    """
    require(may_adopt_amendments(actor, strand.municipality))
    hold(strand, base=base)
    pointer = held_open(amendment, strand)
    pieces = pieces_in(pointer.wording)
    chosen = _chosen(pieces, part)
    entry.tell(strand=strand, amendment=amendment, part=part or "")
    if pointer.wording.base_wording_id is not None:
        return _adopt_into(entry, pointer, pieces, chosen)
    return adopt(
        entry, pointer, pieces, chosen, now=now, slugs=slugs or {}, actor=actor,
        author=amendment.author, reason=reason or str(amendment), happened=happened,
    )  # fmt: skip


def adopt(
    entry: Entry,
    pointer: CurrentWording,
    pieces: Sequence[Piece],
    chosen: Sequence[Piece],
    **fields: Any,
) -> Change:
    """Let pieces of an amendment that holds on a strand become a change there."""
    strand = pointer.strand
    _check_not_amended(pointer, pieces, chosen)
    before = repository.load(strand)
    operations = whole(chosen, before.tree)
    lapsed = let_others_lapse(entry, strand, [pointer.amendment_id])
    credits = credits_text(strand, [chosen] * len(operations))
    keep_rest(entry, pointer, pieces, chosen)
    change = advance(entry, strand, operations, before=before, credits=credits, **fields)
    is_whole = len(chosen) == len(pieces)
    settle(entry, strand, change, chosen, whole=[pointer.pk] if is_whole else [], lapsed=lapsed)
    return change


def _adopt_into(
    entry: Entry, pointer: CurrentWording, pieces: Sequence[Piece], chosen: Sequence[Piece]
) -> Wording:
    """Put an amendment to an amendment into that one's wording."""
    strand, amended = pointer.strand, pointer.amendment.amends
    assert amended is not None
    target, text = held_open(amended, strand), repository.load(strand).tree
    before, inner = target.wording, pieces_in(target.wording)
    base = with_wording(text, inner)
    operations = whole(chosen, base)
    let_others_lapse(entry, strand, [pointer.amendment_id])
    parts = _with(inner, Part("", operations), amended, text)
    wording = store_wording(
        entry, amended, parts, order=last_wording(amended).order + 1, previous=before,
        base=strand.head, kind=Wording.Kind.AMENDED, consent=Wording.Consent.NOT_NEEDED,
        reason=str(pointer.amendment),
    )  # fmt: skip
    touch(entry, amended, parts, text, text)
    adopted = pointer.wording
    keep_rest(entry, pointer, pieces, chosen)
    if len(chosen) == len(pieces):
        entry.save(pointer, state=State.ADOPTED, into=wording, **NO_MISFIT)
    place(entry, pointer)
    entry.save(target, wording=wording)
    place(entry, target)
    follow(entry, target, before, text, over=operations)
    now = database_now()
    entry.create_many(
        Adoption,
        [Adoption(wording=adopted, part_id=each.part, strand=strand, into=wording, recorded=now)
         for each in chosen],
    )  # fmt: skip
    return wording


def _chosen(pieces: Sequence[Piece], part: str | None) -> list[Piece]:
    chosen = [each for each in pieces if part is None or each.label == part]
    if not chosen:
        raise ValidationError(
            {"part": _("Einen Teil „%(part)s“ hat dieser Vorschlag nicht.") % {"part": part}}
        )
    return chosen


def _check_not_amended(
    pointer: CurrentWording, pieces: Sequence[Piece], chosen: Sequence[Piece]
) -> None:
    """Refuse to take a part while the whole is to be amended: first it must be clear what it is."""
    resting = pointer.strand.current_wordings.filter(
        amendment__amends=pointer.amendment, state=State.OPEN
    ).select_related("amendment")
    if len(chosen) < len(pieces) and (first := resting.first()):
        raise ValidationError(
            {
                "part": _(
                    "Vorher ist über „%(other)s“ zu entscheiden, das diesen Vorschlag ändert."
                )
                % {"other": first.amendment}
            }
        )


def _with(inner: Sequence[Piece], more: Part, amended: Amendment, text: Tree) -> list[Part]:
    """Add operations to the part of a wording they belong to; else all becomes one whole."""
    parts = [Part(each.label, each.operations) for each in inner]
    for position, each in enumerate(parts):
        tried = [*parts]
        tried[position] = Part(each.label, (*each.operations, *more.operations))
        try:
            check_parts(amended.concept, tried, text)
        except ValidationError:
            continue
        return tried
    return [Part("", (*whole(inner, text), *more.operations))]
