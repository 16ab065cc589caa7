"""What becomes of amendments along the course of a text: what was taken, what fits no more.

Nothing is read or written here.  An amendment is followed from the words people have agreed to,
part by part and one change at a time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.amending import Part, with_parts
from fortschrift.concepts.course import Turn
from fortschrift.concepts.misfits import place_of
from fortschrift.concepts.models import CurrentWording
from fortschrift.concepts.onward import Outcome, Standing, carried, carrier, outcomes
from fortschrift.concepts.touching import named_by
from fortschrift.core.text import NodeId, Tree
from fortschrift.core.text.difference.diff import diff
from fortschrift.core.text.merging.clash import Clash

State = CurrentWording.State

#: Which parts of which amendments a change takes into the text; None is all of it.
Taken = Mapping[UUID, Mapping[UUID, frozenset[str | None]]]


@dataclass(frozen=True)
class Misfitting:
    """A part that fits no more, with the turn that has unseated it."""

    part: Part
    clash: Clash
    turn: Turn


@dataclass
class Followed:
    """An amendment on its way: its parts that are open, and what became of the others."""

    standing: Standing
    misfits: list[Misfitting] = field(default_factory=list)
    taken: UUID | None = None
    done: UUID | None = None
    lost: bool = False
    names: set[NodeId] | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.standing.parts

    def take(self, labels: frozenset[str | None], change: UUID) -> None:
        """Leave out the parts that a change takes into the text."""
        everything = None in labels and not any(each.label == "" for each in self.parts)
        wanted = {label or "" for label in labels}
        left = [each for each in self.parts if each.label not in wanted]
        self.keep(() if everything else tuple(left))
        self.misfits = [each for each in self.misfits if each.part.label not in wanted]
        self.taken, self.lost = change, False

    def keep(self, parts: tuple[Part, ...]) -> None:
        self.standing = replace(self.standing, parts=parts, keys=(None,) * len(parts))

    def become(self, outcome: Outcome, turn: Turn) -> None:
        """Go on with what a turn has made of it."""
        before = self.parts
        self.misfits += [Misfitting(before[at], clash, turn) for at, clash in outcome.clashes]
        self.lost = outcome.lost is not None
        if not outcome.parts and not outcome.clashes:
            self.done = turn.change
        self.standing = replace(self.standing, amends=None if self.lost else outcome.on)
        self.keep(outcome.parts)
        self.names = None

    def is_touched(self, turn: Turn) -> bool:
        if self.names is None:
            self.names = {
                node for each in self.parts for node in named_by(each.operations, turn.before)
            }
        return bool(self.names & turn.touched)


@dataclass
class Fate:
    """What an amendment is at the head; ``parts`` are those open, ``on`` what it amends there.

    ``is_final`` is what somebody decided about it and no change of the text; ``misfit`` says why
    it did not fit the text it was placed on, ``misfits`` what has unseated it since.
    """

    amendment: UUID
    state: str
    parts: tuple[Part, ...] = ()
    on: UUID | None = None
    change: UUID | None = None
    cause: UUID | None = None
    into: int | None = None
    reason: str = ""
    misfit: str = ""
    misfits: Sequence[Misfitting] = ()
    is_final: bool = False

    def because(self) -> dict[str, Any]:
        """Give the fields of the pointer that say why."""
        found = {"change": self.change, "into": self.into, "cause": self.cause,
                 "reason": self.reason, "misfit": self.misfit}  # fmt: skip
        nowhere: dict[str, Any] = {"node": None, "field": "", "start": None, "end": None}
        if not self.misfits or self.state not in (State.OPEN, State.UNFIT):
            return {**found, **nowhere}
        last = self.misfits[-1]
        place = place_of(last.clash, last.turn.before)
        label = last.part.label
        return {
            **found, "change": last.turn.change, "misfit": last.clash.kind,
            "reason": str(_("Teil „%(label)s“") % {"label": label}) if label else "",
            "node": place["node_id"], "field": place["field"], "start": place["start"],
            "end": place["end"],
        }  # fmt: skip


def follow_all(
    standings: Iterable[Standing], turns: Sequence[Turn], taken: Taken
) -> list[Followed]:
    """Follow amendments to the text itself, all from the same text."""
    found = [Followed(each) for each in standings]
    for turn in turns:
        for each in found:
            _turn(each, turn, taken)
    return found


def follow_amending(
    standing: Standing, amended: Standing, turns: Sequence[Turn], taken: Taken
) -> tuple[Followed, Followed]:
    """Follow an amendment to an amendment together with that one, as it was amended."""
    inner, outer = Followed(standing), Followed(amended)
    for turn in turns:
        if inner.standing.amends is None:
            _turn(inner, turn, taken)
            continue
        labels = _labels(taken, turn, amended.amendment)
        own = _labels(taken, turn, standing.amendment)
        before = outer.standing
        if labels:
            outer.take(labels, turn.change)
        if own:
            inner.take(own, turn.change)
            break
        if labels and outer.parts:
            inner.lost = True
            break
        gone = frozenset({amended.amendment} if labels else ())
        both = [inner.standing] if labels else [outer.standing, inner.standing]
        for outcome in outcomes(turn, both, {amended.amendment: before}, gone):
            each = inner if outcome.standing is inner.standing else outer
            each.become(outcome, turn)
        if inner.lost or not inner.parts:
            break
    return inner, outer


def on_other_words(
    inner: Followed, before: Sequence[Part], after: Sequence[Part], text: Tree
) -> tuple[Part, ...]:
    """Carry an amendment to other words of the amended one; nothing where a part does not fit."""
    if tuple(before) == tuple(after):
        return inner.parts
    old, new = with_parts(text, before), with_parts(text, after)
    outcome = carried(inner.standing, carrier(diff(old, new), old), on=inner.standing.amends)
    return () if outcome.clashes else outcome.parts


def _turn(each: Followed, turn: Turn, taken: Taken) -> None:
    labels = _labels(taken, turn, each.standing.amendment)
    if labels:
        each.take(labels, turn.change)
    if each.parts and each.is_touched(turn):
        (outcome,) = outcomes(turn, [each.standing], {}, frozenset())
        each.become(outcome, turn)


def _labels(taken: Taken, turn: Turn, amendment: UUID) -> frozenset[str | None]:
    return frozenset().union(
        *(taken.get(change, {}).get(amendment, frozenset()) for change in turn.says)
    )
