"""How amendments go on with a strand that replaces theirs: what people did there holds here.

What they did (``Placement``), the adoptions that are said again and what was merged are noted for
the new strand; what becomes of each amendment there is derived from that, as anywhere else.
"""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max

from fortschrift.accounts.journal import Entry, database_now
from fortschrift.concepts.actions.carrying import touch_anew
from fortschrift.concepts.actions.clashing import record_missing
from fortschrift.concepts.actions.deriving import derive
from fortschrift.concepts.actions.merging_again import merge_again
from fortschrift.concepts.actions.wordings import store_wording
from fortschrift.concepts.amending import Part, pieces_of, with_parts
from fortschrift.concepts.lasting import standing_changes
from fortschrift.concepts.models import Adoption, Change, CurrentWording, Placement, Strand, Wording
from fortschrift.concepts.onward import Standing, Step, outcomes
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
    _adopt_again(entry, strand, fresh, again)
    merge_again(entry, strand, fresh, again.changes)
    placed = _place_again(entry, strand, fresh, again)
    last = {each.amendment_id: (each, misfit) for each, misfit in placed}
    rows = [_pointer(each, fresh, *last[each.amendment_id]) for each in pointers]
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


def _pointer(old: CurrentWording, fresh: Strand, placed: Placement, misfit: str) -> CurrentWording:
    """Begin where somebody has put an amendment last; what is decided stays decided."""
    pointer = CurrentWording(strand=fresh, amendment=old.amendment, wording=placed.wording)
    if placed.state == State.UNFIT:
        pointer.misfit, pointer.change, pointer.state = misfit, placed.at, State.UNFIT
    elif placed.state != State.OPEN:
        pointer.state, pointer.reason, pointer.into_id = placed.state, placed.reason, placed.into_id
        pointer.cause_id = old.cause_id if placed.state == State.LAPSED else None
    return pointer


def _adopt_again(entry: Entry, strand: Strand, fresh: Strand, again: Again) -> None:
    """Note every adoption, of parts too, that holds on the new strand.

    What stands in the text there already, because its undo is left out, is not adopted twice.
    """
    stands, now = standing_changes(fresh), database_now()
    holding, known = [], set()
    rows = Adoption.objects.filter(strand=strand).select_related("wording", "part").order_by("pk")
    for each in rows:
        change = again.changes.get(each.change_id)
        what = (each.wording.amendment_id, each.part.label if each.part else "")
        if (change is None and each.change_id is not None) or what in known:
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


def _place_again(
    entry: Entry, strand: Strand, fresh: Strand, again: Again
) -> list[tuple[Placement, str]]:
    """Note what people did on the old strand for the new one; with why it does not fit there."""
    related = ("amendment", "wording__amendment", "wording__base_wording__amendment", "at")
    placed = Placement.objects.filter(strand=strand).select_related(*related).order_by("pk")
    now, words = database_now(), _Words(entry, again)
    rows = []
    for each in placed:
        wording, misfit = each.wording, ""
        if each.at_id in again.ways and each.state == State.OPEN:
            wording, misfit = words.carried(each.wording, each.at_id)
        row = Placement(
            strand=fresh, amendment=each.amendment, wording=wording,
            at=again.ways[each.at_id].here if each.at_id in again.ways else each.at,
            state=State.UNFIT if misfit else each.state, into_id=each.into_id, reason=each.reason,
            recorded=now,
        )  # fmt: skip
        rows.append((row, misfit))
    if rows:
        entry.create_many(Placement, [row for row, _misfit in rows])
    return rows


class _Words:
    """Carries wordings from texts of the old strand to the new one, each once."""

    def __init__(self, entry: Entry, again: Again) -> None:
        self.entry, self.again = entry, again
        self.made: dict[tuple[int, UUID], tuple[Wording, str]] = {}

    def carried(self, wording: Wording, at: UUID) -> tuple[Wording, str]:
        """Give a wording as it reads on the new strand, and why if it does not fit there."""
        if not wording.operations or not self.again.ways[at].operations:
            return wording, ""
        if (wording.pk, at) not in self.made:
            self.made[wording.pk, at] = self._carried(wording, at)
        return self.made[wording.pk, at]

    def _carried(self, wording: Wording, at: UUID) -> tuple[Wording, str]:
        way = self.again.ways[at]
        step = Step(way.operations, way.text, _after(way))
        under = wording.base_wording
        standings = [_standing(each) for each in (under, wording) if each is not None]
        amended = {standings[0].amendment: standings[0]} if under else {}
        *_outer, outcome = outcomes(step, standings, amended, frozenset())
        if outcome.lost or not outcome.parts:
            first = outcome.clashes[0][1].kind if outcome.clashes else "amended"
            return wording, first
        if under is None and outcome.parts == standings[-1].parts:
            return wording, ""
        base, text = None, step.after
        if under is not None:
            base, misfit = self.carried(under, at)
            if misfit:
                return wording, misfit
            text = with_parts(step.after, _parts(base))
            if base == under and outcome.parts == standings[-1].parts:
                return wording, ""
        last = wording.amendment.wordings.aggregate(last=Max("order"))["last"]
        made = store_wording(
            self.entry, wording.amendment, outcome.parts, order=last + 1, previous=wording,
            kind=Wording.Kind.CARRIED, language=wording.language, base_wording=base,
            base=None if base is not None else way.here,
        )  # fmt: skip
        touch_anew(self.entry, {wording.amendment_id: outcome.parts}, text, step.after)
        return made, ""


def _after(way: Way) -> Tree:
    return apply(way.operations, way.text)


def _standing(wording: Wording) -> Standing:
    on = wording.amendment.amends_id if wording.base_wording_id else None
    parts = _parts(wording)
    return Standing(0, wording.amendment_id, on, wording.pk, parts, (None,) * len(parts))


def _parts(wording: Wording) -> tuple[Part, ...]:
    return tuple(Part(each.label, each.operations) for each in pieces_of([wording])[wording.pk])
