"""Carrying on: when a strand moves to a new head, its open amendments move with it.

Only those are read that name a node the change touches, and only those are written whose wording
comes out different; whatever the number of amendments, the queries are the same few.  Most only
replace words elsewhere in a paragraph: for them numbers are moved in the stored data
(``shifting``), all others are read and given to the engine (``onward``).
"""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry
from fortschrift.concepts import repository
from fortschrift.concepts.actions.clashing import record_conflict
from fortschrift.concepts.actions.wordings import (
    name,
    part_rows,
    store_touches,
    touched_by,
)
from fortschrift.concepts.amending import Part, flattened, read, written
from fortschrift.concepts.misfits import STANDS_ALREADY, place_of
from fortschrift.concepts.models import (
    Amendment,
    AmendmentPart,
    AmendmentTouch,
    Change,
    CurrentWording,
    Strand,
    Wording,
)
from fortschrift.concepts.onward import Outcome, Standing, Step, outcomes
from fortschrift.concepts.shifting import Shifter
from fortschrift.concepts.touching import ON_ONE_NODE, changed_by
from fortschrift.core.text import Operation, Tree

State = CurrentWording.State
Pointers = QuerySet[CurrentWording]
_FATE = ("state", "cause", "reason", "misfit", "node", "field", "start", "end")


class Lying(NamedTuple):
    """A row as it lies there, operations unread.

    ``rests`` is the wording of another amendment that it is written on, ``bears`` tells that one
    may be written on its wording.
    """

    pointer: int
    wording: int
    operations: str
    rests: int | None
    bears: bool
    parted: bool


def carry_on(
    entry: Entry,
    strand: Strand,
    change: Change,
    operations: Sequence[Operation],
    *,
    before: Tree,
    after: Tree,
) -> None:
    """Carry the open amendments of a strand over a change that has just landed on it.

    Those that the change adopts (its credits name their wordings) are not carried: whoever
    adopted them says what became of them.
    """
    adopted = credited(change)
    step = Step(operations, before, after)
    touching = AmendmentTouch.objects.filter(node__in=changed_by(operations, before))
    open_ones = strand.current_wordings.filter(state=State.OPEN).exclude(wording__in=adopted)
    touched = open_ones.filter(amendment__in=touching.values("amendment"))
    found = carry(entry, strand, change, step, touched, adopted=adopted)
    if adopted:
        record_conflict(entry, strand, change, step, found)


def credited(change: Change) -> set[int]:
    """Give the wordings that a change takes into the text."""
    return {key for keys in json.loads(change.credits or "[]") for key in keys}


def carry(
    entry: Entry,
    strand: Strand,
    change: Change,
    step: Step,
    pointers: Pointers,
    *,
    adopted: set[int],
) -> list[Outcome]:
    """Carry amendments over a step to the text of a change; gives what was not easy."""
    rows = _lying(pointers)
    gone = _gone(strand, adopted)
    if not rows and not gone:
        return []
    easy, hard = _shifted(rows, step)
    found = _outcomes(strand, step, _standings(hard), gone)
    on_text = [each for each in found if each.is_new and each.on is None]
    made = repository.insert_carried(change, [
        *((row.wording, content, None) for row, content in easy),
        *((each.standing.wording, _content(each), None) for each in on_text),
    ])  # fmt: skip
    renewed = {each.standing.amendment for each in on_text}
    on_others = [
        each for each in found
        if each.on is not None and each.parts and (each.is_new or each.on in renewed)
    ]  # fmt: skip
    bases = _bases(strand, on_others, made)
    made |= repository.insert_carried(
        change, [(each.standing.wording, _content(each), bases[each.on]) for each in on_others]
    )
    new = [*on_text, *on_others]
    if made:
        repository.let_hold(strand, min(made.values()))
        name(entry, Wording, made.values())
        name(entry, CurrentWording, [row.pointer for row, _ in easy])
        name(entry, CurrentWording, [each.standing.pointer for each in new])
    _write_parts(entry, new, made)
    _write_touches(entry, new, step)
    _mark(entry, change, step, found)
    return found


def read_standings(pointers: Pointers) -> list[Standing]:
    """Read amendments as they stand, with all their parts; 2 queries."""
    return _standings(_lying(pointers))


def _lying(pointers: Pointers) -> list[Lying]:
    """Read rows without looking into their operations; a wish without words has none."""
    resting = Amendment.objects.filter(amends=OuterRef("amendment"))
    parts = AmendmentPart.objects.filter(wording=OuterRef("wording"))
    rows = (
        pointers.exclude(wording__operations="")
        .annotate(bears=Exists(resting), parted=Exists(parts))
        .order_by("pk")
        .values_list(
            "pk", "wording_id", "wording__operations", "wording__base_wording_id", "bears", "parted"
        )
    )
    return [Lying(*row) for row in rows]


def _shifted(rows: Sequence[Lying], step: Step) -> tuple[list[tuple[Lying, str]], list[Lying]]:
    """Move the numbers of those with which it is so easy, and give the others."""
    simple = [row for row in rows if not (row.rests or row.bears or row.parted)]
    hard = [row for row in rows if row.rests or row.bears or row.parted]
    moved: list[tuple[Lying, str]] = []
    shifter = Shifter(step.carrier.adopted, step.before, step.after)
    for row in simple:
        found = shifter.shifted(row.operations)
        if found is None:
            hard.append(row)
        elif found is not row.operations:
            moved.append((row, found))
    return moved, hard


def _standings(rows: Sequence[Lying]) -> list[Standing]:
    if not rows:
        return []
    contents = read([row.operations for row in rows])
    parted = [row.wording for row in rows if row.parted]
    parts = _parts_of(parted) if parted else {}
    matters = CurrentWording.objects.filter(pk__in=[row.pointer for row in rows])
    known = {
        key: (amendment, amends)
        for key, amendment, amends in matters.values_list("pk", "amendment_id", "amendment__amends")
    }
    return [
        _standing(row, known[row.pointer], operations, parts.get(row.wording, ()))
        for row, operations in zip(rows, contents, strict=True)
    ]


def _parts_of(wordings: Sequence[int]) -> dict[int, list[tuple[int, str, list[int]]]]:
    found: dict[int, list[tuple[int, str, list[int]]]] = {}
    rows = AmendmentPart.objects.filter(wording__in=wordings).order_by("wording", "order")
    for wording, key, label, ordinals in rows.values_list("wording", "pk", "label", "ordinals"):
        found.setdefault(wording, []).append((key, label, json.loads(ordinals)))
    return found


def _standing(
    row: Lying,
    matter: tuple[UUID, UUID | None],
    operations: Sequence[Operation],
    parts: Sequence[tuple[int, str, list[int]]],
) -> Standing:
    amendment, amends = matter
    on = amends if row.rests else None
    if not parts:
        whole = (Part("", tuple(operations)),)
        return Standing(row.pointer, amendment, on, row.wording, whole, (None,))
    return Standing(
        row.pointer, amendment, on, row.wording,
        tuple(Part(label, tuple(operations[each] for each in at)) for _key, label, at in parts),
        tuple(key for key, _label, _at in parts),
    )  # fmt: skip


def _gone(strand: Strand, adopted: set[int]) -> frozenset[UUID]:
    """Give the amendments that are in the text now, whole."""
    if not adopted:
        return frozenset()
    pointers = strand.current_wordings.filter(wording__in=adopted)
    return frozenset(pointers.values_list("amendment_id", flat=True))


def _outcomes(
    strand: Strand, step: Step, standings: list[Standing], gone: frozenset[UUID]
) -> list[Outcome]:
    """Tell what becomes of those that are not easy, and of what rests on one of them."""
    known = {each.amendment: each for each in standings}
    if not known and not gone:
        return []
    resting = strand.current_wordings.filter(
        state=State.OPEN, amendment__amends__in=[*known, *gone], wording__base_wording__isnull=False
    ).exclude(amendment__in=known)
    standings = standings + read_standings(resting)
    bases = {each.amends for each in standings if each.amends} - known.keys()
    if bases:
        amended = read_standings(strand.current_wordings.filter(amendment__in=bases))
        known |= {each.amendment: each for each in amended}
    return outcomes(step, standings, known, gone)


def _content(outcome: Outcome) -> str:
    operations, _ordinals = flattened(outcome.parts)
    return written(operations)


def _bases(
    strand: Strand,
    on_others: Sequence[Outcome],
    made: Mapping[int, int],
) -> dict[UUID | None, int]:
    """Give the wordings that hold now of the amendments that others amend."""
    wanted = {each.on for each in on_others}
    if not wanted:
        return {}
    held = strand.current_wordings.filter(amendment__in=wanted)
    rows = held.values_list("amendment_id", "wording_id")
    return {amendment: made.get(wording, wording) for amendment, wording in rows}


def _write_parts(entry: Entry, new: Sequence[Outcome], made: Mapping[int, int]) -> None:
    rows = [
        row
        for each in new
        if any(part.label for part in each.parts)
        for row in part_rows(made[each.standing.wording], each.parts, flattened(each.parts)[1])
    ]
    if rows:
        entry.create_many(AmendmentPart, rows)


def _write_touches(entry: Entry, new: Sequence[Outcome], step: Step) -> None:
    """Note the nodes that wordings name now and may not have named before."""
    anew = {each.standing.amendment: each.parts for each in new if _names_anew(each)}
    touch_anew(entry, anew, step.after, step.after)


def touch_anew(
    entry: Entry, wordings: Mapping[UUID, Sequence[Part]], base: Tree, text: Tree
) -> None:
    """Note the nodes of a text that new wordings name, which are written on this base."""
    store_touches(entry, {key: touched_by(parts, base, text) for key, parts in wordings.items()})


def _names_anew(outcome: Outcome) -> bool:
    """Whether other nodes may be named; not where only words of the same nodes are meant."""
    operations = [each for part in outcome.parts for each in part.operations]
    before = (each for part in outcome.standing.parts for each in part.operations)
    known = {getattr(each, "node", None) for each in before}
    return not all(isinstance(each, ON_ONE_NODE) and each.node in known for each in operations)


def _mark(entry: Entry, change: Change, step: Step, found: Sequence[Outcome]) -> None:
    """Say of amendments, by one statement, what no longer fits, or that nothing is left to do."""
    rows = [
        (each.standing.pointer, change.pk, *_fate(each, step))
        for each in found
        if each.clashes or not each.parts
    ]
    repository.update_rows(CurrentWording, ("change", *_FATE), rows)
    name(entry, CurrentWording, (row[0] for row in rows))


def _fate(outcome: Outcome, step: Step) -> tuple[object, ...]:
    """Give the values of `_FATE`: what becomes of an amendment, why, and where."""
    nowhere = ("", None, "", None, None)
    if outcome.lost:
        return State.LAPSED, outcome.lost, "", *nowhere
    if not outcome.clashes:
        return State.LAPSED, None, str(STANDS_ALREADY), *nowhere
    position, clash = outcome.clashes[0]
    label = outcome.standing.parts[position].label
    reason = str(_("Teil „%(label)s“") % {"label": label}) if label else ""
    state = State.OPEN if outcome.parts else State.UNFIT
    return state, None, reason, clash.kind, *place_of(clash, step.before).values()
