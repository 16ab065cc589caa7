"""Reads on amendments: what lies on a strand, what became of it, what to look at."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, When

from fortschrift.concepts import repository
from fortschrift.concepts.amending import Piece, pieces_of, whole, with_wording
from fortschrift.concepts.lasting import standing_changes
from fortschrift.concepts.models import (
    Adoption,
    Amendment,
    AmendmentPart,
    AmendmentTouch,
    Change,
    Clash,
    Concept,
    Conflict,
    ConflictMember,
    ConflictResolution,
    CurrentWording,
    ManuscriptRecord,
    MergeNote,
    MergeNoteMember,
    Node,
    Strand,
    Version,
    Wording,
)
from fortschrift.concepts.repository import StoredText
from fortschrift.core.text import TextError, Tree, apply

State = CurrentWording.State


@dataclass(frozen=True)
class AmendmentPage:
    """All that the page of an amendment shows.

    ``pointers`` say where it stands on each strand; ``before`` and ``after`` are the text
    without and with it, as the wording that holds on the strand asked for reads: the head of the
    strand while it is open there, else the text that wording is written on.  ``after`` is None
    for a wish without words.
    """

    amendment: Amendment
    current: CurrentWording | None
    pointers: Sequence[CurrentWording]
    wordings: Sequence[Wording]
    alternatives: Sequence[Amendment]
    conflicts: Sequence[Conflict]
    text: StoredText
    before: Tree
    after: Tree | None
    pieces: Sequence[Piece]


def amendments_of(concept: Concept) -> QuerySet[Amendment]:
    """Return the amendments of a concept by number, each with where it stands on each draft.

    With the files that brought them; 3 queries.
    """
    files = ManuscriptRecord.objects.only("file_name", "recorded").order_by("pk")
    pointers = CurrentWording.objects.select_related("strand__outline").order_by("strand")
    return (
        Amendment.objects.filter(concept=concept)
        .select_related("amends")
        .prefetch_related(
            Prefetch("current_wordings", pointers), Prefetch("manuscript_records", files)
        )
        .order_by("number")
    )


def amendments_on(strand: Strand, *states: str) -> QuerySet[CurrentWording]:
    """Return the amendments that lie on a strand, by number, with the wording that holds.

    With what became of each: ``state``, ``change``, ``cause``, ``misfit`` and its place.  Give
    states to have only those.
    """
    rows = strand.current_wordings.filter(state__in=states) if states else strand.current_wordings
    return _pointers(rows.order_by("amendment__number"))


def open_on_strands(strands: Iterable[int]) -> dict[int, int]:
    """Count the open amendments on each of some strands, those without left out; 1 query."""
    rows = CurrentWording.objects.filter(strand__in=list(strands), state=State.OPEN)
    return dict(rows.order_by().values_list("strand").annotate(Count("pk")))


def open_of_concepts(concepts: Iterable[Concept]) -> dict[UUID, int]:
    """Count the amendments of concepts that are open on a draft which goes on; 1 query."""
    rows = CurrentWording.objects.filter(
        strand__concept__in=list(concepts), strand__replaced_by=None, state=State.OPEN
    )
    counted = rows.order_by().values_list("strand__concept")
    return dict(counted.annotate(Count("amendment", distinct=True)))


def next_open(amendment: Amendment, strand: Strand) -> Amendment | None:
    """Return the open amendment on a strand that follows by number, after the last the first."""
    rows = Amendment.objects.filter(
        current_wordings__strand=strand, current_wordings__state=State.OPEN
    ).exclude(pk=amendment.pk)
    is_before = Q(number__lt=amendment.number)
    return rows.order_by(Case(When(is_before, then=1), default=0), "number").first()


def amendments_to(version: Version) -> QuerySet[Wording]:
    """Return the wordings submitted on the texts of a version, by number."""
    changes = version.texts.values("change")
    submitted = Wording.objects.filter(
        Q(base__in=changes) | Q(base_wording__base__in=changes), order=1
    )
    return submitted.select_related("amendment__amends").order_by("amendment__number")


def amendments_at(strand: Strand, node: Node) -> QuerySet[CurrentWording]:
    """Return the open amendments on a strand that have to do with a passage."""
    touching = AmendmentTouch.objects.filter(node=node).values("amendment")
    return amendments_on(strand, State.OPEN).filter(amendment__in=touching)


def amendment_page(amendment: Amendment, strand: Strand | None = None) -> AmendmentPage:
    """Read what the page of an amendment shows; the same few queries whatever there is.

    Without a strand, or where it does not lie on the one given, it is shown on the text it was
    submitted for.  What is decided on the strand is shown on the text its wording was written on:
    later texts have moved on without it, and its ranges mean other words there.
    """
    pointers = list(_pointers(amendment.current_wordings.order_by("strand")))
    current = next((each for each in pointers if strand and each.strand_id == strand.pk), None)
    wordings = list(_wordings().filter(amendment=amendment).order_by("order"))
    shown = current.wording if current else wordings[0]
    on_head = strand if current and current.state == State.OPEN else None
    text = repository.load(on_head) if on_head else _text_under(shown)
    pieces = pieces_of([shown])[shown.pk]
    before, after = _with(shown, pieces, text.tree, on_head)
    return AmendmentPage(
        amendment, current, pointers, wordings, _alternatives(amendment),
        list(_conflicts().filter(clashes__members__wording__amendment=amendment).distinct()),
        text, before, after, pieces,
    )  # fmt: skip


def open_conflicts(strand: Strand) -> QuerySet[Conflict]:
    """Return the conflicts of a strand that nobody has resolved, with places and wordings.

    Not those whose change was taken back, and not those of which every amendment is decided.
    """
    stands = standing_changes(strand)
    rows = strand.conflicts.values_list("pk", "change_id", "merge__change_id")
    made = {
        key for key, *changes in rows if all(each is None or each in stands for each in changes)
    }
    solved = ConflictResolution.objects.filter(conflict__in=made).values_list(
        "conflict_id", "change_id"
    )
    made -= {key for key, change in solved if change is None or change in stands}
    undecided = strand.current_wordings.filter(state__in=[State.OPEN, State.UNFIT])
    members = ConflictMember.objects.filter(
        clash__conflict__in=made, wording__amendment__in=undecided.values("amendment")
    )
    return _conflicts().filter(pk__in=members.values("clash__conflict"))


def notes_to_check(strand: Strand) -> QuerySet[MergeNote]:
    """Return the places where amendments came together that nobody has looked at yet.

    Where the change that brought them together was taken back there is nothing to look at.
    """
    stands = standing_changes(strand)
    made = {
        key
        for key, change in strand.merge_notes.values_list("pk", "change_id")
        if change is None or change in stands
    }
    members = MergeNoteMember.objects.select_related("wording__amendment", "part")
    return (
        MergeNote.objects.filter(pk__in=made, checks__isnull=True)
        .select_related("node", "after", "change")
        .prefetch_related(Prefetch("members", members.order_by("order")))
        .order_by("pk")
    )


def dependent_on_order(strand: Strand) -> QuerySet[Amendment]:
    """Return the adopted amendments that another order of deciding would have dropped.

    They are those beside which another one no longer fitted.
    """
    stands = standing_changes(strand)
    adopted = Adoption.objects.filter(
        strand=strand, change__conflicts__clashes__members__wording=F("wording")
    )
    lasting = {key for key, change in adopted.values_list("pk", "change_id") if change in stands}
    return Amendment.objects.filter(wordings__adoptions__in=lasting).distinct().order_by("number")


def credits_of(change: Change, operation: int) -> QuerySet[Wording]:
    """Return the wordings that an operation of a change comes from, with their amendments.

    None where nobody's amendment is behind it, as in an edit at the desk.
    """
    listed = json.loads(change.credits or "[]")
    keys = listed[operation] if operation < len(listed) else []
    wordings = Wording.objects.filter(pk__in=keys)
    return wordings.select_related("amendment").order_by("amendment__number", "pk")


def _pointers(rows: QuerySet[CurrentWording]) -> QuerySet[CurrentWording]:
    return rows.select_related(
        "strand", "amendment__amends", "wording__amendment", "change", "into", "cause", "node"
    )


def _wordings() -> QuerySet[Wording]:
    parts = Prefetch("parts", AmendmentPart.objects.order_by("order"))
    related = ("amendment", "base", "base_wording__amendment", "base_wording__base")
    return Wording.objects.select_related(*related).prefetch_related(parts)


def _conflicts() -> QuerySet[Conflict]:
    members = ConflictMember.objects.select_related("wording__amendment", "part").order_by("pk")
    clashes = Clash.objects.select_related("node").order_by("order")
    return (
        Conflict.objects.select_related("strand", "change", "merge")
        .prefetch_related(
            Prefetch("clashes", clashes.prefetch_related(Prefetch("members", members))),
            "resolutions__amendment",
        )
        .order_by("recorded", "pk")
    )


def _alternatives(amendment: Amendment) -> list[Amendment]:
    either = Q(alternatives_after__second=amendment) | Q(alternatives_before__first=amendment)
    return list(Amendment.objects.filter(either).order_by("number"))


def _text_under(wording: Wording) -> StoredText:
    under = wording.base_wording or wording
    assert under.base is not None  # what amends an amendment is amended no further
    return repository.text_at(under.base)


def _with(
    wording: Wording, pieces: Sequence[Piece], text: Tree, strand: Strand | None
) -> tuple[Tree, Tree | None]:
    """Give the text without and with a wording; an amended wording is there in both."""
    try:
        before = with_wording(text, _amended(wording, strand))
        return before, apply(whole(pieces, before), before) if pieces else None
    except TextError:
        return text, None


def _amended(wording: Wording, strand: Strand | None) -> list[Piece]:
    """Read what a wording amends: the wording that holds by now on the strand."""
    amended: Any = wording.base_wording
    if amended is not None and strand is not None:
        held = strand.current_wordings.select_related("wording__amendment")
        amended = held.get(amendment=wording.amendment.amends_id).wording
    return pieces_of([amended])[amended.pk] if amended is not None else []
