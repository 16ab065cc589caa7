"""The record of what no longer fits because amendments were adopted: one conflict a change."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from fortschrift.accounts.journal import Entry
from fortschrift.concepts import repository
from fortschrift.concepts.actions.wordings import name
from fortschrift.concepts.fate import Fate, Misfitting
from fortschrift.concepts.misfits import place_of
from fortschrift.concepts.models import (
    AmendmentPart,
    Change,
    Clash,
    Conflict,
    ConflictMember,
    CurrentWording,
    Placement,
    Strand,
)
from fortschrift.concepts.onward import Outcome, Standing, Step
from fortschrift.concepts.touching import changed_by


def record_conflict(
    entry: Entry, strand: Strand, change: Change, step: Step, found: Sequence[Outcome]
) -> None:
    """Record which open amendments a change that adopts others has unseated, if any; 3 statements.

    What was adopted is the other side of each clash, so all of them are one conflict.
    """
    unfit = [(each, *clash) for each in found for clash in each.clashes]
    if not unfit:
        return
    conflict = entry.create(
        Conflict, strand=strand, base=change.parent, change=change, recorded=change.recorded
    )
    placed = [(each, at, clash, place_of(clash, step.before)) for each, at, clash in unfit]
    keys = repository.insert_rows(
        Clash,
        ("conflict", "order", "kind", "node", "field", "start", "end"),
        (
            (conflict.pk, order, clash.kind, *place.values())
            for order, (_each, _at, clash, place) in enumerate(placed)
        ),
        returning=("order",),
    )
    by_order = {order: key for key, order in keys}
    credits_at = _credits_at(change, step)
    members = repository.insert_rows(
        ConflictMember,
        ("clash", "wording", "part"),
        (
            (by_order[order], *member)
            for order, (each, at, _clash, place) in enumerate(placed)
            for member in _members(each, at, credits_at.get(place["node_id"]) or credits_at[None])
        ),
    )
    name(entry, Clash, by_order.values())
    name(entry, ConflictMember, (key for (key,) in members))


def record_missing(entry: Entry, strand: Strand, fates: Sequence[Fate]) -> None:
    """Record what adoptions have unseated where deriving has found it and nobody noted it yet."""
    found: dict[UUID, list[tuple[Fate, Misfitting]]] = defaultdict(list)
    for fate in fates:
        if fate.state in (CurrentWording.State.OPEN, CurrentWording.State.UNFIT):
            for each in fate.misfits:
                found[each.turn.change].append((fate, each))
    for change in Change.objects.filter(pk__in=found).exclude(credits="").select_related("parent"):
        known = ConflictMember.objects.filter(
            clash__conflict__strand=strand, clash__conflict__change=change
        )
        noted = set(known.values_list("wording__amendment_id", flat=True))
        missing = [each for each in found[change.pk] if each[0].amendment not in noted]
        if missing:
            step = missing[0][1].turn
            record_conflict(
                entry, strand, change, step, [_outcome(strand, *each) for each in missing]
            )


def _outcome(strand: Strand, fate: Fate, misfit: Misfitting) -> Outcome:
    """Give what became of an amendment as carrying tells it: its wording before, and the clash."""
    placed = Placement.objects.filter(strand=strand, amendment=fate.amendment, state="open")
    wording = placed.order_by("-pk").values_list("wording_id", flat=True)[0]
    part = AmendmentPart.objects.filter(wording=wording, label=misfit.part.label).first()
    standing = Standing(
        0, fate.amendment, None, wording, (misfit.part,), (part.pk if part else None,)
    )
    return Outcome(standing, clashes=[(0, misfit.clash)])


def _members(
    outcome: Outcome, position: int, adopted: set[int]
) -> Iterator[tuple[int, int | None]]:
    """Name the wording that does not fit, with the part, and those adopted at the same node."""
    yield outcome.standing.wording, outcome.standing.keys[position]
    yield from ((wording, None) for wording in sorted(adopted))


def _credits_at(change: Change, step: Step) -> dict[UUID | None, set[int]]:
    """Tell which adopted wordings touch a node; None stands for anywhere."""
    found: dict[UUID | None, set[int]] = defaultdict(set)
    credited = json.loads(change.credits)
    if len(credited) != len(step.operations):  # said otherwise than it was recorded
        credited = [sorted({key for keys in credited for key in keys})] * len(step.operations)
        found[None].update(*credited)
    for operation, keys in zip(step.operations, credited, strict=True):
        for node in (None, *changed_by([operation], step.before)):
            found[node].update(keys)
    return found
