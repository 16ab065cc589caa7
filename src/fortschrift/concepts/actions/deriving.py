"""Deriving what became of amendments on a strand from what was recorded, whatever it was before.

Undo, replay and laying all ask the same: from the words people have agreed to, on their own base,
along the changes that last (``course``), what stays open, what stands in the text, what fits no
more and because of what?  Only the common case, one new change at the head, has a way of its own
(``carrying``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry
from fortschrift.concepts import repository
from fortschrift.concepts.actions.writing_fates import write_fates
from fortschrift.concepts.amending import Part, apart, pieces_of
from fortschrift.concepts.ancestry import Line, since, standing, taken_back
from fortschrift.concepts.course import Course
from fortschrift.concepts.fate import (
    Fate,
    Followed,
    Taken,
    follow_all,
    follow_amending,
    on_other_words,
)
from fortschrift.concepts.misfits import STANDS_ALREADY
from fortschrift.concepts.models import (
    Adoption,
    Amendment,
    Change,
    ConflictMember,
    ConflictResolution,
    CurrentWording,
    Placement,
    Strand,
)
from fortschrift.concepts.onward import Standing
from fortschrift.core.text import OPERATIONS, Tree

State = CurrentWording.State


def derive(entry: Entry, strand: Strand, amendments: Iterable[UUID]) -> list[Fate]:
    """Derive what became of amendments that lie on a strand, and write what is new.

    Those that amend one of them are derived with it.  Raises ValidationError where two that
    cannot stand beside each other would both stand in the text.
    """
    wanted = _with_amending(strand, amendments)
    if not wanted:
        return []
    record = Record(strand, wanted)
    fates = record.fates()
    _check_apart(strand, fates)
    write_fates(entry, strand, fates, record.head)
    return list(fates.values())


def _with_amending(strand: Strand, amendments: Iterable[UUID]) -> set[UUID]:
    wanted = set(amendments)
    inner = strand.current_wordings.filter(amendment__amends__in=wanted)
    return wanted | set(inner.values_list("amendment_id", flat=True))


class Record:
    """What was recorded about amendments on a strand, read once."""

    def __init__(self, strand: Strand, wanted: set[UUID]) -> None:
        self.strand, self.wanted = strand, wanted
        self.lines = repository.ancestry_of(strand.concept_id)
        self.line: Line = self.lines.line(strand.head_id)
        self.standing = standing(self.line)
        self.back = taken_back(self.line)
        self.pointers = {
            each.amendment_id: each
            for each in strand.current_wordings.select_related("amendment", "wording__amendment")
            .filter(amendment__in=wanted)
        }  # fmt: skip
        self.placements = self._placements()
        self.adopted, self.into = self._adoptions()

    def fates(self) -> dict[UUID, Fate]:
        last = {key: found[-1] for key, found in self.placements.items()}
        outer = {key for key in last if self._amended(key) is None}
        fates = self._on_text(outer)
        fates |= {key: self._on_other(key, fates) for key in last.keys() - outer}
        for each in fates.values():
            self._oust(each)
        for each in fates.values():
            self._fall_with(each, fates)
        return fates

    @cached_property
    def head(self) -> Tree:
        return repository.load(self.strand).tree

    @cached_property
    def course(self) -> Course:
        """Read the course since the earliest text that one of the wordings is written on."""
        place = {change: number for number, change in enumerate(self.line)}
        bases = {each.at_id for found in self.placements.values() for each in found}
        first = max(bases | {self.strand.head_id}, key=place.__getitem__)
        made = since(self.line, first)
        rows = dict(Change.objects.filter(pk__in=made).values_list("pk", "operations"))
        operations = {each: OPERATIONS.from_bytes(rows[each].encode()) for each in made}
        text = repository.text_at(Change.objects.get(pk=first)).tree if made else self.head
        return Course.of(self.line, first, text, operations)

    # ---- reading

    def _placements(self) -> dict[UUID, list[Placement]]:
        rows = Placement.objects.filter(strand=self.strand, amendment__in=self.wanted)
        found: dict[UUID, list[Placement]] = defaultdict(list)
        related = ("wording__amendment", "wording__base_wording__amendment")
        for each in rows.select_related(*related).order_by("pk"):
            found[each.amendment_id].append(each)
        return found

    def _adoptions(self) -> tuple[Taken, set[UUID]]:
        """Read which parts stand by which change of the line, and what went into other wordings."""
        rows = Adoption.objects.filter(wording__amendment__concept=self.strand.concept_id)
        taken: dict[UUID, dict[UUID, frozenset[str | None]]] = defaultdict(dict)
        into: set[UUID] = set()
        for change, on, amendment, label in rows.values_list(
            "change_id", "strand_id", "wording__amendment_id", "part__label"
        ):
            if change in self.line:
                known = taken[change].get(amendment, frozenset())
                taken[change][amendment] = known | {label}
            elif change is None and on == self.strand.pk:
                into.add(amendment)
        return taken, into

    @cached_property
    def parts(self) -> dict[int, tuple[Part, ...]]:
        """Read the parts of all wordings that matter."""
        placed = [each.wording for found in self.placements.values() for each in found]
        amended = [each.base_wording for each in placed if each.base_wording is not None]
        held = [each.wording for each in self.pointers.values()]
        wordings = {each.pk: each for each in (*placed, *amended, *held)}
        pieces = pieces_of(list(wordings.values()))
        return {
            key: tuple(Part(each.label, each.operations) for each in found)
            for key, found in pieces.items()
        }

    def _amended(self, amendment: UUID) -> UUID | None:
        placed = self.placements[amendment][-1]
        return placed.wording.amendment.amends_id if placed.wording.base_wording_id else None

    def _standing(self, placed: Placement, only: frozenset[str] | None = None) -> Standing:
        wording = placed.wording
        on = wording.amendment.amends_id if wording.base_wording_id else None
        parts = self.parts[wording.pk] if placed.state == State.OPEN else ()
        parts = tuple(each for each in parts if only is None or each.label in only)
        return Standing(0, placed.amendment_id, on, wording.pk, parts, (None,) * len(parts))

    # ---- deriving

    def _on_text(self, amendments: set[UUID]) -> dict[UUID, Fate]:
        fates: dict[UUID, Fate] = {}
        groups: dict[UUID, list[Standing]] = defaultdict(list)
        for key in amendments:
            *earlier, last = self.placements[key]
            groups[last.at_id].append(self._standing(last))
            for before, labels in self._returned(earlier, last):
                groups[before.at_id].append(self._standing(before, labels))
        by_amendment: dict[UUID, list[Followed]] = defaultdict(list)
        for base, standings in groups.items():
            turns = self.course.turns(base)
            found = follow_all(standings, turns, self.adopted)
            for each in found:
                by_amendment[each.standing.amendment].append(each)
        for key in amendments:
            placed = self.placements[key][-1]
            own = [each.standing.wording == placed.wording_id for each in by_amendment[key]]
            in_order = sorted(zip(own, by_amendment[key], strict=True), key=itemgetter(0))
            fates[key] = self._fate(placed, [each for _own, each in in_order])
        return fates

    def _returned(
        self, earlier: Sequence[Placement], last: Placement
    ) -> Iterable[tuple[Placement, frozenset[str]]]:
        """Give parts of earlier wordings that were taken, so the last does not speak of them.

        And that are open again because the change that had taken them is taken back.
        """
        if not earlier:
            return
        then = taken_back(self.lines.line(last.at_id))
        for each, following in zip(earlier, [*earlier[1:], last], strict=True):
            labels: set[str] = set()
            for change in since(self.lines.line(following.at_id), each.at_id):
                if change not in then and change not in self.standing:
                    taken = self.adopted.get(change, {}).get(each.amendment_id, frozenset())
                    labels |= {label or "" for label in taken}
            if labels and each.state == State.OPEN and each.wording.base_id:
                yield each, frozenset(labels)

    def _fate(self, placed: Placement, followed: Sequence[Followed]) -> Fate:
        """Say what becomes of an amendment; the last of those followed is what was placed last."""
        *returned, own = followed
        parts = tuple(part for each in returned for part in each.parts)
        misfits = [misfit for each in returned for misfit in each.misfits]
        fate = Fate(
            placed.amendment_id, placed.state, into=placed.into_id, reason=placed.reason,
            misfit=placed.misfit,
        )  # fmt: skip
        if placed.state == State.OPEN:
            parts += own.parts
            misfits = [*misfits, *own.misfits]
        elif not parts:
            fate.is_final = True
            fate.change = placed.at_id if placed.state == State.UNFIT else None
            return fate
        fate.reason, fate.into, fate.misfit = "", None, ""
        fate.parts, fate.misfits, fate.on = parts, misfits, own.standing.amends if parts else None
        if parts:
            fate.state = State.OPEN
        elif misfits:
            fate.state = State.UNFIT
        elif own.done:
            fate.state, fate.change = State.LAPSED, own.done
            fate.reason = str(STANDS_ALREADY)
        elif own.taken:
            fate.state, fate.change = State.ADOPTED, own.taken
        elif own.lost:
            fate.state, fate.cause = State.LAPSED, placed.wording.amendment.amends_id
        return fate

    def _on_other(self, key: UUID, fates: Mapping[UUID, Fate]) -> Fate:
        """Say what becomes of an amendment to an amendment."""
        placed = self.placements[key][-1]
        amended = self._amended(key)
        under = placed.wording.base_wording
        assert amended is not None and under is not None
        if placed.state != State.OPEN or not self.parts[placed.wording_id]:
            return self._fate(placed, [Followed(self._standing(placed))])
        outer = Standing(0, amended, None, under.pk, self.parts[under.pk], ())
        inner, beneath = follow_amending(
            self._standing(placed), outer, self.course.turns(placed.at_id), self.adopted
        )
        if inner.standing.amends is not None and inner.parts:
            now = self._open_parts(amended, fates)
            parts = on_other_words(inner, beneath.parts, now, self.head) if now else ()
            inner.keep(parts)
            inner.lost = not parts
        return self._fate(placed, [inner])

    def _open_parts(self, amendment: UUID, fates: Mapping[UUID, Fate]) -> tuple[Part, ...]:
        if amendment in fates:
            fate = fates[amendment]
            return fate.parts if fate.state == State.OPEN else ()
        held = self.strand.current_wordings.select_related("wording__amendment")
        pointer = held.filter(amendment=amendment, state=State.OPEN).first()
        if pointer is None:
            return ()
        pieces = pieces_of([pointer.wording])[pointer.wording_id]
        return tuple(Part(each.label, each.operations) for each in pieces)

    def _oust(self, fate: Fate) -> None:
        """Let lapse what cannot stand beside an amendment that stands, or beside one chosen."""
        if fate.state not in (State.OPEN, State.UNFIT):
            return
        for other in sorted(self._apart.get(fate.amendment, ())):
            change = self._stands_by.get(other)
            if change is not None or other in self.into:
                self._lapse(fate, other, change)
                return
        for change, cause in self._chosen.get(fate.amendment, ()):
            at = self.placements[fate.amendment][-1].at_id
            if change in since(self.line, at) and change in self.standing:
                self._lapse(fate, cause, self.standing[change])
                return

    def _lapse(self, fate: Fate, cause: UUID, change: UUID | None = None) -> None:
        fate.state, fate.cause, fate.change = State.LAPSED, cause, change
        fate.parts, fate.on, fate.reason, fate.misfit, fate.misfits = (), None, "", "", ()

    def _fall_with(self, fate: Fate, fates: Mapping[UUID, Fate]) -> None:
        """Let what amends an amendment lapse with it."""
        if fate.state == State.OPEN and fate.on is not None:
            outer = fates.get(fate.on)
            if outer is not None and outer.state != State.OPEN:
                self._lapse(fate, fate.on)

    @cached_property
    def _apart(self) -> Mapping[UUID, frozenset[UUID]]:
        return apart(self.wanted)

    @cached_property
    def _stands_by(self) -> dict[UUID, UUID]:
        """Tell by which change amendments stand in the text, be it in part."""
        return {
            amendment: self.standing[change]
            for change, by_amendment in self.adopted.items()
            if change in self.standing
            for amendment in by_amendment
        }

    @cached_property
    def _chosen(self) -> dict[UUID, list[tuple[UUID, UUID]]]:
        """Tell which amendments had to give way where another one was chosen."""
        found: dict[UUID, list[tuple[UUID, UUID]]] = defaultdict(list)
        rows = ConflictResolution.objects.filter(
            conflict__strand=self.strand, kind=ConflictResolution.Kind.CHOSEN
        )
        for each in rows:
            mine = ConflictMember.objects.filter(
                clash__conflict=each.conflict_id, wording__amendment=each.amendment_id
            )
            others = ConflictMember.objects.filter(clash__in=mine.values("clash"))
            for other in set(others.values_list("wording__amendment_id", flat=True)):
                if other != each.amendment_id and each.change_id is not None:
                    assert each.amendment_id is not None
                    found[other].append((each.change_id, each.amendment_id))
        return found


def _check_apart(strand: Strand, fates: Mapping[UUID, Fate]) -> None:
    """Refuse that an amendment comes back into a text in which an alternative of it stands."""
    before = dict(strand.current_wordings.values_list("amendment_id", "state"))
    now = before | {key: each.state for key, each in fates.items()}
    fresh = {key for key, state in now.items() if State.ADOPTED == state != before[key]}
    for key, others in apart(fresh).items():
        for other in sorted(others):
            if now.get(other) == State.ADOPTED and key in fresh:
                raise ValidationError(
                    _("„%(amendment)s“ kann nicht neben „%(other)s“ im Text stehen.")
                    % {
                        "amendment": Amendment.objects.get(pk=key),
                        "other": Amendment.objects.get(pk=other),
                    },
                    code="alternative",
                )
