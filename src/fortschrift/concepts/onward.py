"""What becomes of open amendments when the text they are written on goes one step further.

Ranges are carried through the recorded operations of the step, never compared anew.  An
amendment may be kept as it is, read otherwise, be in the text already, or no longer fit; each
votable part for itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID

from fortschrift.concepts.amending import Operations, Part, whole_of
from fortschrift.core.text import Operation, TextError, Tree, apply, inverse_of_all
from fortschrift.core.text.difference.diff import diff
from fortschrift.core.text.errors import Unfit
from fortschrift.core.text.merging.clash import Clash
from fortschrift.core.text.merging.rebase import Carrier, rebase

Carry = Callable[[Operations], Operations]


@dataclass(frozen=True)
class Step:
    """From one text to the next, by recorded operations."""

    operations: Sequence[Operation]
    before: Tree
    after: Tree

    @cached_property
    def carrier(self) -> Carrier:
        """The operations taken in once, to carry many others over them."""
        return Carrier(self.before, tuple(self.operations))


@dataclass(frozen=True, slots=True)
class Standing:
    """An amendment as it stands before the step: its pointer and the parts of its wording.

    ``keys`` are those of the parts' rows; a wording that is one whole has a part without a row.
    ``amends`` is set while it is written on another amendment's wording.
    """

    pointer: int
    amendment: UUID
    amends: UUID | None
    wording: int
    parts: tuple[Part, ...]
    keys: tuple[int | None, ...]


@dataclass(slots=True)
class Outcome:
    """What becomes of an amendment: the parts that fit the new text, and what does not fit.

    ``clashes`` name the part by its position.  ``on`` is the amendment that it still amends,
    ``lost`` the one that it can amend no more.  With no part, no clash and nothing lost, all that
    it wants is in the text already.
    """

    standing: Standing
    parts: tuple[Part, ...] = ()
    clashes: list[tuple[int, Clash]] = field(default_factory=list)
    on: UUID | None = None
    lost: UUID | None = None

    @property
    def is_new(self) -> bool:
        """Whether something of it stays that reads otherwise, or stands on something else."""
        same = self.parts == self.standing.parts and self.on == self.standing.amends
        return bool(self.parts) and not same


def outcomes(
    step: Step, standings: Iterable[Standing], amended: Mapping[UUID, Standing],
    gone: frozenset[UUID],
) -> list[Outcome]:  # fmt: skip
    """Tell what becomes of amendments, those that amend others last.

    ``amended`` are those that some of them amend, as they stood before the step; ``gone`` are
    those whose wording the step has put into the text.
    """
    on_text: list[Standing] = []
    on_others: list[Standing] = []
    for each in standings:
        (on_others if each.amends else on_text).append(each)
    found = {each.amendment: carried(each, step.carrier.carry) for each in on_text}
    for each in on_others:
        found[each.amendment] = _on_amended(each, step, amended, found, gone)
    return list(found.values())


def carrier(over: Sequence[Operation], base: Tree) -> Carry:
    """Give what carries operations on this base over these ones."""
    return Carrier(base, tuple(over)).carry


def carried(standing: Standing, carry: Carry, *, on: UUID | None = None) -> Outcome:
    """Carry each part for itself."""
    outcome = Outcome(standing, on=on)
    parts: list[Part] = []
    for position, part in enumerate(standing.parts):
        try:
            operations = carry(part.operations)
        except Unfit as unfit:
            outcome.clashes.append((position, unfit.clashes[0]))
            continue
        if operations:
            parts.append(part if operations == part.operations else Part(part.label, operations))
    outcome.parts = tuple(parts)
    return outcome


def _on_amended(
    standing: Standing, step: Step, amended: Mapping[UUID, Standing],
    found: Mapping[UUID, Outcome], gone: frozenset[UUID],
) -> Outcome:  # fmt: skip
    """Carry an amendment to an amendment: the step is seen as it is after the amended one.

    Falls with the parts of the amended one that it changes.  Where adopted text stands first in a
    shared gap, the text is put in that order as it is seen; what cannot follow no longer fits.
    """
    assert standing.amends is not None
    base, moved = amended[standing.amends], standing
    became = found.get(base.amendment)
    stays = base.amendment not in gone and (became is None or bool(became.parts))
    parts = became.parts if became else base.parts
    try:
        if became is not None and became.clashes:
            unseated = {position for position, _clash in became.clashes}
            moved, base = _on_what_fits(standing, base, unseated, step.before)
        under = whole_of(base.parts, step.before)
        here = apply(under, step.before)
        over = rebase(step.operations, under, step.before)
        there = apply(whole_of(parts, step.after), step.after) if stays else step.after
        if (seen := apply(over, here)) != there:
            over = (*over, *diff(seen, there))
        outcome = carried(moved, carrier(over, here), on=base.amendment if stays else None)
    except TextError:
        return Outcome(standing, lost=base.amendment)
    outcome.standing = standing
    return outcome


def _on_what_fits(
    standing: Standing, base: Standing, unseated: set[int], text: Tree
) -> tuple[Standing, Standing]:
    """Give both without the parts of the amended one that fit no more; raises TextError.

    That is what the amending one needs itself if it changes words of theirs.
    """
    kept = tuple(part for at, part in enumerate(base.parts) if at not in unseated)
    gone = whole_of([part for at, part in enumerate(base.parts) if at in unseated], text)
    if not kept:
        raise Unfit(())
    under = whole_of(kept, text)
    left = apply(under, text)
    back = inverse_of_all(rebase(gone, under, text), left)
    carry = carrier(back, apply(whole_of(base.parts, text), text))
    parts = tuple(Part(each.label, carry(each.operations)) for each in standing.parts)
    return replace(standing, parts=parts), replace(base, parts=kept, keys=(None,) * len(kept))
