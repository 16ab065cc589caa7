"""How amendments go on with a strand that replaces theirs: what was decided there holds here.

An adoption that is said again is an adoption here, too; one that was left out leaves its amendment
open, and opens what had lapsed or no longer fitted because of it.
"""

import json
from collections.abc import Mapping, Sequence, Set
from uuid import UUID

from fortschrift.accounts.journal import Entry, database_now
from fortschrift.concepts import repository
from fortschrift.concepts.actions.carrying import carry
from fortschrift.concepts.actions.laying import lay, nearest
from fortschrift.concepts.ancestry import since
from fortschrift.concepts.models import (
    Adoption,
    Change,
    ChangeSource,
    CurrentWording,
    Strand,
)
from fortschrift.concepts.onward import Step
from fortschrift.core.text import Operation, apply, inverse_of_all

State = CurrentWording.State
Pointers = Mapping[UUID, CurrentWording]


def lay_again(entry: Entry, strand: Strand, fresh: Strand) -> None:
    """Let the amendments of a strand stand on the one that replaces it, once that is written.

    What was written on the common text is carried from there; what came during the meeting is
    first taken back to it through what was recorded.
    """
    rows = strand.current_wordings.select_related("amendment__amends", "wording", "cause")
    pointers = {each.amendment_id: each for each in rows.order_by("amendment__number")}
    again = _said_again(strand, fresh)
    kept = _kept(pointers, again, _left_out(strand, again))
    _keep(entry, fresh, [pointers[key] for key in kept], again)
    _adopt_again(entry, strand, fresh, kept, again)
    open_ones = [each for key, each in pointers.items() if key not in kept]
    line = repository.line_of(fresh.head)
    on_line = nearest([each.amendment for each in open_ones], line)
    laid = [each.amendment for each in open_ones if _can_be_laid(each, on_line.keys())]
    lay(entry, fresh, laid)
    _bring_over(entry, fresh, [each for each in open_ones if each.amendment not in laid])


def credits_again(change: Change, operations: Sequence[Operation]) -> str:
    """Give the credits of a change for the operations that say it again.

    The engine may make one of two or two of one; then each is credited with all.
    """
    listed = json.loads(change.credits or "[]")
    if not listed or len(listed) == len(operations):
        return change.credits
    everybody = sorted({key for keys in listed for key in keys})
    return json.dumps([everybody] * len(operations), separators=(",", ":"))


def _said_again(strand: Strand, fresh: Strand) -> dict[UUID, Change]:
    """Give for changes of the old strand those that say them again."""
    lines = repository.ancestry_of(strand.concept_id)
    made = since(lines.line(fresh.head_id), fresh.begun_at_id)
    sources = ChangeSource.objects.filter(change__in=made).select_related("change")
    return {each.source_id: each.change for each in sources}


def _left_out(strand: Strand, again: Mapping[UUID, Change]) -> set[UUID]:
    """Give the amendments of which an adoption, be it of a part, is not said again."""
    adoptions = Adoption.objects.filter(strand=strand, change__isnull=False)
    rows = adoptions.exclude(change__in=again)
    return set(rows.values_list("wording__amendment_id", flat=True))


def _kept(pointers: Pointers, again: Mapping[UUID, Change], left_out: Set[UUID]) -> set[UUID]:
    """Give the amendments whose fate is the same on the new strand."""
    kept: set[UUID] = set()
    while True:
        more = {
            key
            for key, each in pointers.items()
            if key not in kept and key not in left_out and _holds(each, kept, again)
        }
        if not more:
            return kept
        kept |= more


def _holds(pointer: CurrentWording, kept: set[UUID], again: Mapping[UUID, Change]) -> bool:
    """Tell whether what became of an amendment has its reason on the new strand, too."""
    if pointer.state == State.SET_ASIDE:
        return True
    if pointer.state == State.ADOPTED and pointer.into_id is not None:
        return pointer.amendment.amends_id in kept
    if pointer.state in (State.ADOPTED, State.LAPSED):
        said = pointer.change_id is None or pointer.change_id in again
        return said and (pointer.cause_id is None or pointer.cause_id in kept)
    return False


def _keep(
    entry: Entry, fresh: Strand, pointers: Sequence[CurrentWording], again: Mapping[UUID, Change]
) -> None:
    rows = [
        CurrentWording(
            strand=fresh, amendment=each.amendment, wording=each.wording, state=each.state,
            change=again.get(each.change_id) if each.change_id else None, into_id=each.into_id,
            cause=each.cause, reason=each.reason,
        )
        for each in pointers
    ]  # fmt: skip
    entry.create_many(CurrentWording, rows)


def _adopt_again(
    entry: Entry, strand: Strand, fresh: Strand, kept: Set[UUID], again: Mapping[UUID, Change]
) -> None:
    """Note every adoption, of parts too, that holds on the new strand."""
    rows = Adoption.objects.filter(strand=strand).select_related("wording").order_by("pk")
    now = database_now()
    holding = [
        Adoption(
            wording=each.wording, part_id=each.part_id, strand=fresh, into_id=each.into_id,
            change=again.get(each.change_id) if each.change_id else None, recorded=now,
        )
        for each in rows
        if (each.change_id in again if each.change_id else each.wording.amendment_id in kept)
    ]  # fmt: skip
    entry.create_many(Adoption, holding)


def _can_be_laid(pointer: CurrentWording, on_line: Set[UUID]) -> bool:
    amended = pointer.amendment.amends_id
    return pointer.amendment_id in on_line and (amended is None or amended in on_line)


def _bring_over(entry: Entry, fresh: Strand, pointers: Sequence[CurrentWording]) -> None:
    """Carry amendments that were written on the old strand: back to where it began, and on.

    What amends another amendment in words of the old strand has nothing to stand on here.
    """
    groups: dict[UUID, list[CurrentWording]] = {}
    lost = []
    for each in pointers:
        if each.wording.base_id is None:
            lost.append(each)
        else:
            groups.setdefault(each.wording.base_id, []).append(each)
    for base, group in groups.items():
        rows = [
            CurrentWording(strand=fresh, amendment=each.amendment, wording=each.wording)
            for each in group
        ]
        entry.create_many(CurrentWording, rows)
        here = fresh.current_wordings.filter(amendment__in=[each.amendment for each in group])
        carry(entry, fresh, fresh.head, _way(fresh, base), here, adopted=set())
    fallen = [
        CurrentWording(
            strand=fresh, amendment=each.amendment, wording=each.wording, state=State.LAPSED,
            cause=each.amendment.amends, change=fresh.head,
        )
        for each in lost
    ]  # fmt: skip
    entry.create_many(CurrentWording, fallen)


def _way(fresh: Strand, base: UUID) -> Step:
    """Give what leads from a text of the old strand to the head of the new one."""
    lines, began = repository.ancestry_of(fresh.concept_id), fresh.begun_at
    done = repository.operations_of_changes(since(lines.line(base), began.pk))
    beginning = repository.text_at(began).tree
    back = inverse_of_all(done, beginning)
    on = repository.operations_of_changes(since(lines.line(fresh.head_id), began.pk))
    return Step((*back, *on), apply(done, beginning), repository.load(fresh).tree)
