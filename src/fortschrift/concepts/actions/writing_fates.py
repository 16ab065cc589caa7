"""Writing what deriving has found: wordings carried to the head, and what became of amendments."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from fortschrift.accounts.journal import Entry
from fortschrift.concepts import repository
from fortschrift.concepts.actions.carrying import touch_anew
from fortschrift.concepts.actions.wordings import name, part_rows
from fortschrift.concepts.amending import Part, flattened, pieces_of, with_parts, written
from fortschrift.concepts.fate import Fate
from fortschrift.concepts.models import (
    Adoption,
    AmendmentPart,
    CurrentWording,
    Placement,
    Strand,
    Wording,
)
from fortschrift.core.text import Tree

State = CurrentWording.State
_FIELDS = (
    "wording", "state", "change", "into", "cause", "reason", "misfit", "node", "field", "start",
    "end",
)  # fmt: skip


def write_fates(entry: Entry, strand: Strand, fates: Mapping[UUID, Fate], head: Tree) -> None:
    """Write what is new: wordings carried to the head, and what became of each amendment."""
    record = _Writing(entry, strand, head)
    record.write([each for each in fates.values() if each.on is None])
    record.write([each for each in fates.values() if each.on is not None])


class _Writing:
    def __init__(self, entry: Entry, strand: Strand, head: Tree) -> None:
        self.entry, self.strand, self.head = entry, strand, head

    def write(self, fates: Sequence[Fate]) -> None:
        rows = self.strand.current_wordings.select_related("wording__amendment")
        pointers = {
            each.amendment_id: each
            for each in rows.filter(amendment__in=[each.amendment for each in fates])
        }
        bases = self._held_by({each.on for each in fates if each.on is not None})
        holding = self._wordings(fates, pointers, bases)
        changed = []
        for each in fates:
            pointer = pointers[each.amendment]
            if each.is_final and pointer.state == each.state:
                continue
            values = {
                **each.because(), "state": each.state,
                "wording": holding.get(each.amendment) or self._decided(each, pointer),
            }  # fmt: skip
            if any(getattr(pointer, _attname(field)) != values[field] for field in _FIELDS):
                changed.append((pointer.pk, *(values[field] for field in _FIELDS)))
        repository.update_rows(CurrentWording, _FIELDS, changed)
        name(self.entry, CurrentWording, (row[0] for row in changed))

    def _held_by(self, amendments: set[UUID]) -> dict[UUID, Wording]:
        rows = self.strand.current_wordings.select_related("wording__amendment")
        return {each.amendment_id: each.wording for each in rows.filter(amendment__in=amendments)}

    def _wordings(
        self, fates: Sequence[Fate], pointers: Mapping[UUID, CurrentWording],
        bases: Mapping[UUID, Wording],
    ) -> dict[UUID, int]:  # fmt: skip
        """Give the wordings of those that are open: one there is, or a new one."""
        open_ones = [each for each in fates if each.state == State.OPEN and each.parts]
        placed: dict[UUID, Wording] = {}
        rows = Placement.objects.filter(
            strand=self.strand, amendment__in=[each.amendment for each in open_ones]
        )
        for row in rows.select_related("wording__amendment").order_by("pk"):
            placed[row.amendment_id] = row.wording
        known = [pointers[each.amendment].wording for each in open_ones]
        pieces = pieces_of([*known, *placed.values()])
        found: dict[UUID, int] = {}
        new = []
        for each in open_ones:
            base = bases[each.on].pk if each.on is not None else None
            for wording in (pointers[each.amendment].wording, placed.get(each.amendment)):
                if wording is not None and wording.base_wording_id == base:
                    parts = tuple(Part(p.label, p.operations) for p in pieces[wording.pk])
                    if parts == each.parts:
                        found[each.amendment] = wording.pk
                        break
            else:
                new.append((each, pointers[each.amendment].wording_id, base))
        return found | self._carried(new, bases)

    def _carried(
        self, new: Sequence[tuple[Fate, int, int | None]], bases: Mapping[UUID, Wording]
    ) -> dict[UUID, int]:
        contents = [
            (previous, written(flattened(each.parts)[0]), base) for each, previous, base in new
        ]
        made = repository.insert_carried(self.strand.head, contents)
        name(self.entry, Wording, made.values())
        rows = [
            row
            for each, previous, _base in new
            if any(part.label for part in each.parts)
            for row in part_rows(made[previous], each.parts, flattened(each.parts)[1])
        ]
        if rows:
            self.entry.create_many(AmendmentPart, rows)
        for on in {each.on for each, _previous, _base in new}:
            text = self.head
            if on is not None:
                parts = pieces_of([bases[on]])[bases[on].pk]
                text = with_parts(text, [Part(p.label, p.operations) for p in parts])
            touched = {each.amendment: each.parts for each, _p, _b in new if each.on == on}
            touch_anew(self.entry, touched, text, self.head)
        return {each.amendment: made[previous] for each, previous, _base in new}

    def _decided(self, fate: Fate, pointer: CurrentWording) -> int:
        if fate.state == State.ADOPTED and fate.change and pointer.state != State.ADOPTED:
            last = Adoption.objects.filter(wording__amendment=fate.amendment).order_by("-pk")
            standing_one = last.filter(change__isnull=False).first()
            if standing_one is not None:
                return standing_one.wording_id
        return pointer.wording_id


def _attname(field: str) -> str:
    return CurrentWording._meta.get_field(field).attname  # type: ignore[union-attr]
