"""What a merge leaves to be looked at: conflicts with their places, and places to read again."""

from collections.abc import Iterator, Sequence
from typing import Any

from fortschrift.accounts.journal import Entry
from fortschrift.concepts.amending import Proposed
from fortschrift.concepts.misfits import place_of
from fortschrift.concepts.models import (
    Clash,
    Conflict,
    ConflictMember,
    Merge,
    MergeNote,
    MergeNoteMember,
)
from fortschrift.core.text import NodeId, Tree
from fortschrift.core.text.merging.proposal import Conflict as CoreConflict
from fortschrift.core.text.merging.proposal import Merged, SharedPlace

Kind = MergeNote.Kind
#: The fields of a note, and the proposals it is about in the order they were taken.
Noted = tuple[dict[str, Any], Sequence[int]]


def record_conflicts(
    entry: Entry, merge: Merge, proposed: Proposed, merged: Merged, *, base: Tree
) -> None:
    """Record every conflict of a merge with all its clashes; 3 statements."""
    if not merged.conflicts:
        return
    conflicts = entry.create_many(
        Conflict,
        [
            Conflict(strand=merge.strand, merge=merge, base=merge.base, recorded=merge.recorded)
            for _ in merged.conflicts
        ],
    )
    placed = [
        (conflict, order, clash)
        for conflict, found in zip(conflicts, merged.conflicts, strict=True)
        for order, clash in enumerate(found.clashes, start=1)
    ]
    clashes = entry.create_many(
        Clash,
        [
            Clash(conflict=conflict, order=order, kind=clash.kind, **place_of(clash, base))
            for conflict, order, clash in placed
        ],
    )
    taking_part = [
        numbers for found in merged.conflicts for numbers in _taking_part(found, proposed)
    ]
    members = [
        ConflictMember(clash=row, **_piece(proposed, number))
        for row, numbers in zip(clashes, taking_part, strict=True)
        for number in numbers
    ]
    entry.create_many(ConflictMember, members)


def _taking_part(conflict: CoreConflict, proposed: Proposed) -> Iterator[list[int]]:
    """Say for each clash who takes part: an amendment to an amendment where that one does first."""
    inner = {number for number in conflict.proposals if proposed.pieces[number].on is not None}
    left = inner - {number for clash in conflict.clashes for number in clash.proposals}
    for clash in conflict.clashes:
        here = {proposed.pieces[number].amendment for number in clash.proposals}
        joining = {number for number in left if proposed.pieces[number].on in here}
        left -= joining
        yield sorted({*clash.proposals, *joining})


def record_notes(
    entry: Entry, merge: Merge, proposed: Proposed, merged: Merged, *, base: Tree
) -> None:
    """Record the places that somebody should look at after a merge; 2 statements."""
    noted = list(_noted(merged, base))
    if not noted:
        return
    rows = [
        MergeNote(strand=merge.strand, merge=merge, change=merge.change, **fields)
        for fields, _ in noted
    ]
    members = [
        MergeNoteMember(note=note, order=order, **_piece(proposed, number))
        for note, (_fields, numbers) in zip(entry.create_many(MergeNote, rows), noted, strict=True)
        for order, number in enumerate(numbers, start=1)
    ]
    entry.create_many(MergeNoteMember, members)


def _noted(merged: Merged, base: Tree) -> Iterator[Noted]:
    for place in merged.places:
        yield {"kind": Kind.ORDER, **_at(place, base)}, place.proposals
    for each in merged.sentences:
        where = {"node_id": each.node, "field": each.field, "start": each.start, "end": each.end}
        yield {"kind": Kind.SENTENCE, **where}, each.proposals
    for number in merged.lapsed:
        yield {"kind": Kind.LAPSED}, (number,)


def _at(shared: SharedPlace, base: Tree) -> dict[str, Any]:
    if shared.place is not None:
        return {
            "node_id": _known(shared.place.parent, base),
            "after_id": _known(shared.place.after, base),
        }
    return {
        "node_id": _known(shared.node, base), "field": shared.field or "", "start": shared.at,
        "end": shared.at,
    }  # fmt: skip


def _known(node: NodeId | None, base: Tree) -> NodeId | None:
    return node if node is not None and node in base else None


def _piece(proposed: Proposed, number: int) -> dict[str, Any]:
    piece = proposed.pieces[number]
    return {"wording_id": piece.wording, "part_id": piece.part}
