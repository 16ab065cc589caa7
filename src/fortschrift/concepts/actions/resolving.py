"""Acts on what a merge left to be looked at: resolving a conflict, confirming a place."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import Result, require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.adopting import adopt
from fortschrift.concepts.actions.following import let_lapse
from fortschrift.concepts.actions.held import held_open, pieces_in
from fortschrift.concepts.actions.landing import hold
from fortschrift.concepts.actions.wordings import NO_MISFIT, name
from fortschrift.concepts.models import (
    Amendment,
    Change,
    Conflict,
    ConflictMember,
    ConflictResolution,
    CurrentWording,
    MergeNote,
    MergeNoteCheck,
    Strand,
)
from fortschrift.concepts.permissions import may_adopt_amendments, may_edit_text

Kind = ConflictResolution.Kind
State = CurrentWording.State


@action(_("{actor} hat in „{strand}“ eine Überschneidung gelöst: {kind} ({amendment})."))
def resolve_conflict(
    entry: Entry,
    conflict: Conflict,
    *,
    kind: str,
    actor: User | None,
    now: datetime,
    amendment: Amendment | None = None,
    base: UUID | None = None,
    reason: str = "",
) -> ConflictResolution:
    """Resolve a conflict: by a joint text, for one of its amendments, or by leaving the text be.

    A joint text is an amendment recorded with ``replaces``; it is adopted, credits those it
    replaces, and they lapse.  *Editorial* is the same done by the office, and marked as such.
    *Chosen* adopts one of the conflict; what clashes with it lapses.  *Kept* sets all of them
    aside.

    Raises ValidationError when the conflict is resolved already, and when the amendment does
    not fit the kind of resolution or the text.
    """
    strand = conflict.strand
    require(_may(kind, actor, strand))
    hold(strand, base=base)
    _check(conflict, kind, amendment)
    change = None
    if amendment is None:
        _set_aside(entry, strand, _members(conflict), reason)
    else:
        change = _adopt(entry, conflict, amendment, kind, now=now, actor=actor, reason=reason)
    row = entry.create(
        ConflictResolution, conflict=conflict, kind=kind, amendment=amendment, change=change,
        actor=actor, reason=reason, recorded=database_now(),
    )  # fmt: skip
    entry.tell(
        strand=strand, kind=row.get_kind_display(), amendment=amendment or _("ohne neuen Wortlaut")
    )
    return row


@action(_("{actor} hat in „{strand}“ eine Prüfstelle bestätigt ({kind})."))
def check_merge_note(
    entry: Entry,
    note: MergeNote,
    *,
    actor: User | None,
    now: datetime,
    remark: str = "",
) -> MergeNoteCheck:
    """Say that somebody has looked at a place where amendments came together."""
    require(may_adopt_amendments(actor, note.municipality))
    repository.hold(note.strand.concept)
    if note.checks.exists():
        raise ValidationError(_("Diese Stelle ist schon bestätigt."))
    entry.tell(strand=note.strand, kind=note.get_kind_display())
    return entry.create(
        MergeNoteCheck, note=note, actor=actor, remark=remark, recorded=database_now()
    )


def _may(kind: str, actor: User | None, strand: Strand) -> Result:
    """Only the office may reword by itself; who records decisions may record the rest."""
    may = may_edit_text if kind == Kind.EDITORIAL else may_adopt_amendments
    return may(actor, strand.municipality)


def _check(conflict: Conflict, kind: str, amendment: Amendment | None) -> None:
    if conflict.resolutions.exists():
        raise ValidationError(_("Diese Überschneidung ist schon gelöst."))
    if kind not in Kind.values:
        raise ValidationError({"kind": _("So lässt sich eine Überschneidung nicht lösen.")})
    if (amendment is None) != (kind == Kind.KEPT):
        raise ValidationError({"amendment": _("Bitte nennen Sie den Wortlaut, der gelten soll.")})
    if amendment is None:
        return
    members = {each.pk for each in _members(conflict)}
    if kind == Kind.CHOSEN and amendment.pk not in members:
        raise ValidationError(
            {"amendment": _("„%(amendment)s“ gehört nicht zu dieser Überschneidung.")
             % {"amendment": amendment}}
        )  # fmt: skip
    replaced = set(amendment.replacements.values_list("replaced_id", flat=True))
    if kind in (Kind.JOINT, Kind.EDITORIAL) and not replaced & members:
        raise ValidationError(
            {"amendment": _("„%(amendment)s“ ersetzt keinen Vorschlag dieser Überschneidung.")
             % {"amendment": amendment}}
        )  # fmt: skip


def _adopt(
    entry: Entry, conflict: Conflict, amendment: Amendment, kind: str, **fields: object
) -> Change:
    strand = conflict.strand
    pointer = held_open(amendment, strand)
    if kind == Kind.CHOSEN:
        _oust(entry, strand, _clashing(conflict, amendment), amendment)
    pieces = pieces_in(pointer.wording)
    return adopt(entry, pointer, pieces, pieces, author=amendment.author, **fields)


def _members(conflict: Conflict) -> list[Amendment]:
    return list(
        Amendment.objects.filter(wordings__conflict_members__clash__conflict=conflict).distinct()
    )


def _clashing(conflict: Conflict, amendment: Amendment) -> list[Amendment]:
    """Give the amendments that share a clash with one."""
    clashes = ConflictMember.objects.filter(
        clash__conflict=conflict, wording__amendment=amendment
    ).values("clash")
    members = ConflictMember.objects.filter(clash__in=clashes).values("wording__amendment")
    return list(Amendment.objects.filter(pk__in=members).exclude(pk=amendment.pk))


def _oust(entry: Entry, strand: Strand, others: Iterable[Amendment], cause: Amendment) -> None:
    """Let what cannot stand beside the chosen one lapse before that one is adopted."""
    others = list(others)
    pointers = strand.current_wordings.filter(
        amendment__in=others, state__in=[State.OPEN, State.UNFIT]
    )
    name(entry, CurrentWording, pointers.values_list("pk", flat=True))
    pointers.update(state=State.LAPSED, cause=cause, change=None, **NO_MISFIT)
    for each in others:
        let_lapse(entry, strand, cause=each)


def _set_aside(entry: Entry, strand: Strand, amendments: Iterable[Amendment], reason: str) -> None:
    """Let the text be as it is: nobody follows up what is still open of the conflict."""
    amendments = list(amendments)
    pointers = strand.current_wordings.filter(
        amendment__in=amendments, state__in=[State.OPEN, State.UNFIT]
    )
    name(entry, CurrentWording, pointers.values_list("pk", flat=True))
    reason = reason or str(Kind.KEPT.label)
    pointers.update(
        state=State.SET_ASIDE, cause=None, change=None, **{**NO_MISFIT, "reason": reason}
    )
    for each in amendments:
        let_lapse(entry, strand, cause=each)
