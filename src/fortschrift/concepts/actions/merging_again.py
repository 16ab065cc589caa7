"""What merges have left behind, noted again for a strand that replaces theirs.

Places stay those of the old texts, which a conflict names as its base: there they can be shown.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model

from fortschrift.accounts.journal import Entry
from fortschrift.concepts.models import (
    Change,
    Clash,
    ConflictMember,
    ConflictResolution,
    Merge,
    MergeNoteCheck,
    MergeNoteMember,
    Strand,
)

Changes = Mapping[UUID | None, Change]


def merge_again(entry: Entry, strand: Strand, fresh: Strand, again: Changes) -> None:
    """Note merges, conflicts with their resolutions and places to look at for the new strand.

    What belongs to a change that is not said again is left out with it.
    """
    merges = _copied(entry, _said(Merge.objects.filter(strand=strand), again), again, strand=fresh)
    of_merges = [each for each in _said(strand.conflicts, again) if _kept(each, merges)]
    conflicts = _copied(entry, of_merges, again, strand=fresh, merge=merges)
    clashes = _copied(entry, Clash.objects.filter(conflict__in=conflicts), again,
                      conflict=conflicts)  # fmt: skip
    _copied(entry, ConflictMember.objects.filter(clash__in=clashes), again, clash=clashes)
    solved = ConflictResolution.objects.filter(conflict__in=conflicts)
    _copied(entry, _said(solved, again), again, conflict=conflicts)
    of_notes = [each for each in _said(strand.merge_notes, again) if _kept(each, merges)]
    notes = _copied(entry, of_notes, again, strand=fresh, merge=merges)
    _copied(entry, MergeNoteMember.objects.filter(note__in=notes), again, note=notes)
    _copied(entry, MergeNoteCheck.objects.filter(note__in=notes), again, note=notes)


def _said(rows: Any, again: Changes) -> list[Any]:
    """Give the rows whose change is said again, or that have none."""
    return [
        each for each in rows.order_by("pk") if each.change_id is None or each.change_id in again
    ]


def _kept(row: Any, merges: Mapping[Any, Model]) -> bool:
    return row.merge_id is None or row.merge_id in merges


def _copied(
    entry: Entry, rows: Any, again: Changes, **belonging: Any
) -> dict[Any, Any]:  # fmt: skip
    """Write rows anew, belonging to others; gives the new ones by the keys of the old ones."""
    made: dict[Any, Any] = {}
    for row in rows:
        fields = {
            field.name: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if not field.primary_key
        }
        for name, to in belonging.items():
            fields[name] = to[fields[name]].pk if isinstance(to, dict) and fields[name] else (
                None if isinstance(to, dict) else to.pk
            )  # fmt: skip
        if "change" in fields:
            fields["change"] = again[fields["change"]].pk if fields["change"] else None
        if isinstance(row, Merge) and fields["base"] in again:
            fields["base"] = again[fields["base"]].pk
        by_key = {row._meta.get_field(name).attname: value for name, value in fields.items()}
        made[row.pk] = type(row)(**by_key)
    grouped = list(made.values())
    if grouped:
        entry.create_many(type(grouped[0]), grouped)
    return made
