"""What amends an amendment follows it: to its new wording, or out of the question with it."""

from django.db.models import Max

from fortschrift.accounts.journal import Entry
from fortschrift.concepts.actions.carrying import read_standings, touch_anew
from fortschrift.concepts.actions.held import pieces_in
from fortschrift.concepts.actions.placing import place
from fortschrift.concepts.actions.wordings import NO_MISFIT, store_wording
from fortschrift.concepts.amending import Operations, with_wording
from fortschrift.concepts.models import Amendment, CurrentWording, Strand, Wording
from fortschrift.concepts.onward import Standing, carried, carrier
from fortschrift.core.text import Tree
from fortschrift.core.text.difference.diff import diff

State = CurrentWording.State


def follow(
    entry: Entry, amended: CurrentWording, before: Wording, text: Tree,
    over: Operations | None = None,
) -> None:  # fmt: skip
    """Carry what amends an amendment from its wording before to the one that holds now.

    ``over`` are the operations between the two; when nobody has recorded any, the texts are
    compared.  What does not fit the new wording lapses with the old one.
    """
    standings = _resting(amended.strand, amended.amendment)
    if not standings:
        return
    old, new = (with_wording(text, pieces_in(each)) for each in (before, amended.wording))
    carry = carrier(diff(old, new) if over is None else over, old)
    for standing in standings:
        outcome = carried(standing, carry, on=amended.amendment_id)
        pointer = CurrentWording.objects.select_related("amendment").get(pk=standing.pointer)
        if outcome.clashes or not outcome.parts:
            _lapse(entry, pointer, amended.amendment)
            place(entry, pointer)
            continue
        last = pointer.amendment.wordings.aggregate(last=Max("order"))["last"]
        wording = store_wording(
            entry, pointer.amendment, outcome.parts, order=last + 1, kind=Wording.Kind.CARRIED,
            previous_id=standing.wording, base_wording=amended.wording,
        )  # fmt: skip
        touch_anew(entry, {pointer.amendment_id: outcome.parts}, new, text)
        entry.save(pointer, wording=wording)
        place(entry, pointer)


def let_lapse(entry: Entry, strand: Strand, *, cause: Amendment) -> None:
    """Let what amends an amendment lapse with it."""
    for standing in _resting(strand, cause):
        pointer = CurrentWording.objects.get(pk=standing.pointer)
        _lapse(entry, pointer, cause)


def _resting(strand: Strand, amended: Amendment) -> list[Standing]:
    return read_standings(
        strand.current_wordings.filter(
            amendment__amends=amended, state=State.OPEN, wording__base_wording__isnull=False
        )
    )


def _lapse(entry: Entry, pointer: CurrentWording, cause: Amendment) -> None:
    entry.save(pointer, state=State.LAPSED, cause=cause, change=None, **NO_MISFIT)
