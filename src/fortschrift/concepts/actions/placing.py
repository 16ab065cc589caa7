"""The record of what people did with amendments on a strand, from which their fate is derived."""

from collections.abc import Sequence

from fortschrift.accounts.journal import Entry, database_now
from fortschrift.concepts.models import Change, CurrentWording, Placement
from fortschrift.concepts.selectors.laying import base_of

State = CurrentWording.State


def place(entry: Entry, pointer: CurrentWording, at: Change | None = None) -> None:
    """Record that an amendment was given the wording or the end it has now, at the head.

    ``at`` is the change on whose text the wording is to be read, where that is another one.
    """
    entry.create(
        Placement, strand=pointer.strand, amendment_id=pointer.amendment_id,
        wording_id=pointer.wording_id, at=at or pointer.strand.head, state=pointer.state,
        into_id=pointer.into_id, reason=pointer.reason, recorded=database_now(),
    )  # fmt: skip


def place_all(entry: Entry, pointers: Sequence[CurrentWording]) -> None:
    """Record of many at once what `place` records of one; each is read on its wording's base."""
    now = database_now()
    rows = [
        Placement(
            strand=each.strand, amendment_id=each.amendment_id, wording=each.wording,
            at_id=base_of(each.wording), state=each.state, into_id=each.into_id,
            reason=each.reason, recorded=now,
        )
        for each in pointers
    ]  # fmt: skip
    if rows:
        entry.create_many(Placement, rows)
