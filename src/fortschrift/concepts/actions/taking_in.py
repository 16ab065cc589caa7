"""What goes with taking amendments into a text: what stays open, what lapses, who is credited."""

import json
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from fortschrift.accounts.journal import Entry, database_now
from fortschrift.concepts.actions.wordings import NO_MISFIT, name, store_wording
from fortschrift.concepts.amending import Part, Piece, apart
from fortschrift.concepts.models import (
    Adoption,
    Change,
    CurrentWording,
    Strand,
    Wording,
)

State = CurrentWording.State


def keep_rest(
    entry: Entry, pointer: CurrentWording, pieces: Sequence[Piece], taken: Sequence[Piece]
) -> None:
    """Leave open what is not taken: the other parts, as a wording of their own."""
    rest = [Part(each.label, each.operations) for each in pieces if each not in taken]
    if not rest or not taken:
        return
    before = pointer.wording
    last = before.amendment.wordings.order_by("-order").values_list("order", flat=True)[0]
    wording = store_wording(
        entry, before.amendment, rest, order=last + 1, kind=Wording.Kind.CARRIED, previous=before,
        base=None if before.base_wording_id else pointer.strand.head,
        base_wording_id=before.base_wording_id,
    )  # fmt: skip
    entry.save(pointer, wording=wording)


def let_others_lapse(entry: Entry, strand: Strand, taken: Iterable[UUID]) -> list[int]:
    """Let alternatives of what is taken lapse, and what a joint text replaces; give them.

    What amends one of them lapses with it.  3 queries and a statement, however many there are.
    """
    ousted = _ousted(set(taken))
    others = _standing(strand, amendment__in=ousted) if ousted else []
    if not others:
        return []
    theirs = [
        each
        for each in _resting(strand, [each.amendment_id for each in others])
        if each.amendment_id not in ousted
    ]
    for each in others:
        each.cause_id = ousted[each.amendment_id]
    for each in theirs:
        each.cause_id = each.amendment.amends_id
    fallen = [*others, *theirs]
    for each in fallen:
        each.state, each.change = State.LAPSED, None
        for field, value in NO_MISFIT.items():
            setattr(each, field, value)
    CurrentWording.objects.bulk_update(fallen, ["state", "change", "cause", *NO_MISFIT])
    name(entry, CurrentWording, [each.pk for each in fallen])
    return [each.pk for each in others]


def credited_with(strand: Strand, wordings: Iterable[int]) -> dict[int, list[int]]:
    """Give for each wording all that its words come from: it, and what went into it.

    That are amendments to it which were adopted into it, and those a joint text replaces, in
    the wordings they have on this strand.
    """
    found = {key: [key] for key in wordings}
    amendments = dict(Wording.objects.filter(pk__in=found).values_list("amendment_id", "pk"))
    into = Adoption.objects.filter(strand=strand, into__amendment__in=amendments)
    for amended, wording in into.order_by("pk").values_list("into__amendment_id", "wording_id"):
        found[amendments[amended]].append(wording)
    replaced = CurrentWording.objects.filter(
        strand=strand, amendment__replaced_by__amendment__in=amendments
    )
    rows = replaced.order_by("pk").values_list("amendment__replaced_by__amendment", "wording_id")
    for joint, wording in rows:
        if joint in amendments:
            found[amendments[joint]].append(wording)
    return found


def credits_text(strand: Strand, pieces: Sequence[Sequence[Piece]]) -> str:
    """Write for each operation the wordings it comes from, as a change keeps it."""
    credited = credited_with(strand, {each.wording for group in pieces for each in group})
    listed = [sorted({key for each in group for key in credited[each.wording]}) for group in pieces]
    return json.dumps(listed, separators=(",", ":"))


def settle(
    entry: Entry,
    strand: Strand,
    change: Change,
    taken: Iterable[Piece],
    *,
    whole: Iterable[int],
    lapsed: Iterable[int],
) -> None:
    """Say that wordings, or parts of them, stand in the text by a change.

    ``whole`` are the pointers of amendments of which nothing stays open, ``lapsed`` those that
    lapsed because of it.
    """
    now = database_now()
    rows = [
        Adoption(
            wording_id=each.wording, part_id=each.part, strand=strand, change=change, recorded=now
        )
        for each in taken
    ]
    entry.create_many(Adoption, rows)
    adopted, fallen = list(whole), list(lapsed)
    strand.current_wordings.filter(pk__in=adopted).update(
        state=State.ADOPTED, change=change, cause=None, **NO_MISFIT
    )
    strand.current_wordings.filter(pk__in=fallen).update(change=change)
    name(entry, CurrentWording, [*adopted, *fallen])


def _standing(strand: Strand, **which: object) -> list[CurrentWording]:
    """Read what is open on a strand, or does not fit any more, and may still be voted on."""
    rows = strand.current_wordings.filter(state__in=[State.OPEN, State.UNFIT], **which)
    return list(rows.order_by("pk"))


def _resting(strand: Strand, amended: Collection[UUID]) -> list[CurrentWording]:
    """Read what is open and written on the wording of one of these amendments."""
    rows = strand.current_wordings.select_related("amendment").filter(
        amendment__amends__in=amended, state=State.OPEN, wording__base_wording__isnull=False
    )
    return list(rows.order_by("pk"))


def _ousted(taken: set[UUID]) -> dict[UUID, UUID]:
    """Give those that cannot stand beside what is taken, each with the reason why."""
    return {
        other: cause
        for cause, others in apart(taken).items()
        if cause in taken
        for other in sorted(others - taken)
    }
