"""How amendments go on with a strand that replaces theirs: what people did there holds here.

What they did (``Placement``), the adoptions that are said again and what was merged are noted for
the new strand; what becomes of each amendment there is derived from that, as anywhere else.
"""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max

from fortschrift.accounts.journal import Entry, database_now
from fortschrift.concepts.actions.carrying import touch_anew
from fortschrift.concepts.actions.clashing import record_missing
from fortschrift.concepts.actions.deriving import derive
from fortschrift.concepts.actions.merging_again import merge_again
from fortschrift.concepts.actions.overtaken import Adoptions, Holding, Labels
from fortschrift.concepts.actions.wordings import store_wording
from fortschrift.concepts.amending import Part, pieces_of, with_parts
from fortschrift.concepts.lasting import standing_changes
from fortschrift.concepts.misfits import STANDS_ALREADY
from fortschrift.concepts.models import (
    Adoption,
    Change,
    CurrentWording,
    Misfit,
    Placement,
    Strand,
    Wording,
)
from fortschrift.concepts.onward import Outcome, Standing, Step, outcomes
from fortschrift.core.text import Operation, Tree, apply

State = CurrentWording.State


class Way(NamedTuple):
    """From a text of the old strand to the new one as it was then: its change, and the steps."""

    here: Change
    operations: tuple[Operation, ...]
    text: Tree


class Again(NamedTuple):
    """The changes that say old ones again, and the way from each old text to a new one."""

    changes: Mapping[UUID | None, Change]
    ways: Mapping[UUID, Way]


def lay_again(entry: Entry, strand: Strand, fresh: Strand, again: Again) -> None:
    """Let the amendments of a strand stand on the one that replaces it, once that is written."""
    pointers = list(
        strand.current_wordings.select_related("amendment", "wording").order_by("amendment__number")
    )
    placed = _placements(strand)
    heads = {at: way.here.pk for at, way in again.ways.items()}
    holding = Adoptions(strand, fresh, again.changes, heads).holding(placed)
    given_up = {each.wording_id for each in placed} - {each.placed.wording_id for each in holding}
    _adopt_again(entry, strand, fresh, again, given_up)
    merge_again(entry, strand, fresh, again.changes)
    rows_placed = _place_again(entry, fresh, again, holding, given_up)
    last = {each.amendment_id: each for each in rows_placed}
    rows = [_pointer(last[each.amendment_id]) for each in pointers]
    if not rows:
        return
    entry.create_many(CurrentWording, rows)
    fates = derive(entry, fresh, [each.amendment_id for each in pointers])
    record_missing(entry, fresh, fates)


def credits_again(change: Change, operations: Sequence[Operation]) -> str:
    """Give the credits of a change for the operations that say it again.

    The engine may make one of two or two of one; then each is credited with all.
    """
    listed = json.loads(change.credits or "[]")
    if not listed or len(listed) == len(operations):
        return change.credits
    everybody = sorted({key for keys in listed for key in keys})
    return json.dumps([everybody] * len(operations), separators=(",", ":"))


def _pointer(placed: Placement) -> CurrentWording:
    """Begin where somebody has put an amendment last; what is decided stays decided."""
    pointer = CurrentWording(
        strand=placed.strand, amendment=placed.amendment, wording=placed.wording,
        state=placed.state, misfit=placed.misfit,
    )  # fmt: skip
    if placed.state != State.OPEN:
        pointer.reason, pointer.into_id = placed.reason, placed.into_id
    if placed.state == State.LAPSED and placed.wording.base_wording_id is not None:
        pointer.cause_id = placed.amendment.amends_id
    elif placed.state in (State.LAPSED, State.UNFIT):
        pointer.change = placed.at
    return pointer


def _adopt_again(
    entry: Entry, strand: Strand, fresh: Strand, again: Again, given_up: Set[int]
) -> None:
    """Note every adoption, of parts too, that holds on the new strand.

    What stands in the text there already, because its undo is left out, is not adopted twice, and
    nothing into a wording that is given up.
    """
    stands, now = standing_changes(fresh), database_now()
    holding, known = [], set()
    rows = Adoption.objects.filter(strand=strand).select_related("wording", "part").order_by("pk")
    for each in rows:
        change = again.changes.get(each.change_id)
        what = (each.wording.amendment_id, each.part.label if each.part else "")
        if (change is None and each.change_id is not None) or what in known:
            continue
        if each.into_id in given_up:
            continue
        if change is not None and change.pk in stands:
            known.add(what)
        holding.append(
            Adoption(
                wording=each.wording, part=each.part, strand=fresh, into_id=each.into_id,
                change=change, recorded=now,
            )
        )  # fmt: skip
    if holding:
        entry.create_many(Adoption, holding)


def _placements(strand: Strand) -> list[Placement]:
    related = ("amendment", "wording__amendment", "wording__base_wording__amendment", "at")
    placed = Placement.objects.filter(strand=strand).select_related(*related)
    return list(placed.order_by("pk"))


def _place_again(
    entry: Entry, fresh: Strand, again: Again, holding: Iterable[Holding], given_up: Set[int]
) -> list[Placement]:
    """Note what people did on the old strand for the new one, and what does not fit there."""
    now, words = database_now(), _Words(entry, again)
    rows = []
    for each, taken in holding:
        found = Carried(each.wording, each.state, each.misfit, each.reason)
        if each.into_id in given_up:
            found = Carried(each.wording, State.UNFIT, Misfit.AMENDED)
        elif each.at_id in again.ways and each.state == State.OPEN:
            found = words.carried(each.wording, each.at_id, taken)
        row = Placement(
            strand=fresh, amendment=each.amendment, wording=found.wording,
            at=again.ways[each.at_id].here if each.at_id in again.ways else each.at,
            state=found.state, misfit=found.misfit,
            into_id=each.into_id if found.state == State.ADOPTED else None,
            reason=found.reason or each.reason, recorded=now,
        )  # fmt: skip
        rows.append(row)
    if rows:
        entry.create_many(Placement, rows)
    return rows


class Carried(NamedTuple):
    """What becomes of a wording on the new strand; one that is not open stays as it was."""

    wording: Wording
    state: str = State.OPEN
    misfit: str = ""
    reason: str = ""


class _Words:
    """Carries wordings from texts of the old strand to the new one, each once."""

    def __init__(self, entry: Entry, again: Again) -> None:
        self.entry, self.again = entry, again
        self.made: dict[tuple[int, UUID, Labels], Carried] = {}

    def carried(self, wording: Wording, at: UUID, taken: Labels = frozenset()) -> Carried:
        """Give a wording as it reads on the new strand, without parts taken, or why it does not."""
        if not wording.operations or not (self.again.ways[at].operations or taken):
            return Carried(wording)
        key = (wording.pk, at, taken)
        if key not in self.made:
            self.made[key] = self._carried(wording, at, taken)
        return self.made[key]

    def _carried(self, wording: Wording, at: UUID, taken: Labels) -> Carried:
        way = self.again.ways[at]
        step = Step(way.operations, way.text, _after(way))
        under = wording.base_wording
        standings = [_standing(under)] if under else []
        standings.append(_standing(wording, taken))
        amended = {standings[0].amendment: standings[0]} if under else {}
        *_outer, outcome = outcomes(step, standings, amended, frozenset())
        if not outcome.parts:
            return _decided(wording, outcome)
        base = None
        if under is not None:
            base, state, misfit, _reason = self.carried(under, at)
            if state != State.OPEN:
                return Carried(wording, State.UNFIT, misfit or Misfit.AMENDED)
        if base == under and not taken and outcome.parts == standings[-1].parts:
            return Carried(wording)
        text = step.after if base is None else with_parts(step.after, _parts(base))
        last = wording.amendment.wordings.aggregate(last=Max("order"))["last"]
        made = store_wording(
            self.entry, wording.amendment, outcome.parts, order=last + 1, previous=wording,
            kind=Wording.Kind.CARRIED, language=wording.language, base_wording=base,
            base=None if base is not None else way.here,
        )  # fmt: skip
        touch_anew(self.entry, {wording.amendment_id: outcome.parts}, text, step.after)
        return Carried(made)


def _decided(wording: Wording, outcome: Outcome) -> Carried:
    """Say why nothing of a wording is left to decide on."""
    if outcome.clashes:
        return Carried(wording, State.UNFIT, outcome.clashes[0][1].kind)
    if wording.base_wording is not None:
        return Carried(wording, State.UNFIT, Misfit.AMENDED)
    return Carried(wording, State.LAPSED, reason=str(STANDS_ALREADY))


def _after(way: Way) -> Tree:
    return apply(way.operations, way.text)


def _standing(wording: Wording, without: Labels = frozenset()) -> Standing:
    on = wording.amendment.amends_id if wording.base_wording_id else None
    parts = tuple(each for each in _parts(wording) if each.label not in without)
    return Standing(0, wording.amendment_id, on, wording.pk, parts, (None,) * len(parts))


def _parts(wording: Wording) -> tuple[Part, ...]:
    return tuple(Part(each.label, each.operations) for each in pieces_of([wording])[wording.pk])
