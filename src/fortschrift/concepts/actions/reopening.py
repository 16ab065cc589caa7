"""What an undo does to amendments: those that the change had adopted or unseated are open again."""

from collections.abc import Sequence
from uuid import UUID

from fortschrift.accounts.journal import Entry
from fortschrift.concepts import repository
from fortschrift.concepts.actions.carrying import carry
from fortschrift.concepts.actions.wordings import NO_MISFIT, name
from fortschrift.concepts.ancestry import lasting, since
from fortschrift.concepts.models import Adoption, Change, CurrentWording, Strand
from fortschrift.concepts.onward import Step
from fortschrift.core.text import OPERATIONS, Operation, TextError, apply, inverse_of_all
from fortschrift.core.text.merging.rebase import rebase

State = CurrentWording.State


def reopen(entry: Entry, strand: Strand, undo: Change) -> None:
    """Open what a change that is taken back had decided, in the words it had before.

    When an undo is taken back itself, what was adopted first is adopted again.
    """
    undone = undo.undoes
    assert undone is not None
    if undone.undoes is not None:
        _adopt_again(entry, strand, undo, undone.undoes)
        return
    pointers = _decided_by(strand, undone)
    if not pointers:
        return
    _open(entry, strand, pointers)
    here = strand.current_wordings.filter(pk__in=[each.pk for each in pointers])
    carry(entry, strand, undo, _since_before(strand, undone), here, adopted=set())


def _decided_by(strand: Strand, change: Change) -> list[CurrentWording]:
    """Find the amendments that a change adopted, unseated or let lapse, with what fell with them.

    Each with the wording that it had before the change.
    """
    adoptions = Adoption.objects.filter(strand=strand, change=change)
    adopted = dict(adoptions.values_list("wording__amendment_id", "wording_id"))
    rows = strand.current_wordings.select_related("amendment")
    found = {each.amendment_id: each for each in rows.filter(change=change)}
    found |= {each.amendment_id: each for each in rows.filter(amendment__in=adopted)}
    for amendment, wording in adopted.items():
        found[amendment].wording_id = wording
    fallen = rows.filter(state=State.LAPSED, change__isnull=True, cause__in=found)
    return [*found.values(), *fallen]


def _open(entry: Entry, strand: Strand, pointers: Sequence[CurrentWording]) -> None:
    for each in pointers:
        entry.save(
            each, wording_id=each.wording_id, state=State.OPEN, change=None, into=None, cause=None,
            **NO_MISFIT,
        )  # fmt: skip


def _since_before(strand: Strand, change: Change) -> Step:
    """Give what leads from the text before a change to the head that takes it back.

    That is what came in between, as if the change had not been made.  Where that cannot be told,
    all of it one after another, over which fewer wordings can be carried.
    """
    line = repository.ancestry_of(strand.concept_id).line(strand.head_id)
    assert change.parent is not None
    before, head = repository.text_at(change.parent).tree, repository.load(strand).tree
    done, *later = _operations(lasting(since(line, change.parent_id), line)) or ((),)
    between = tuple(each for group in later[:-1] for each in group)
    try:
        over = rebase(between, inverse_of_all(done, before), apply(done, before))
        if apply(over, before) == head:
            return Step(over, before, head)
    except TextError:
        pass
    return Step(tuple(each for group in (done, *later) for each in group), before, head)


def _operations(changes: Sequence[UUID]) -> list[tuple[Operation, ...]]:
    """Read the operations of changes, each by itself."""
    rows = repository.changes(changes)
    return list(OPERATIONS.from_stored(rows[each].operations for each in changes))


def _adopt_again(entry: Entry, strand: Strand, redo: Change, first: Change) -> None:
    """Say that amendments stand in the text again, by the change that brought them back."""
    adoptions = Adoption.objects.filter(strand=strand, change=first)
    again = strand.current_wordings.filter(
        amendment__in=adoptions.values("wording__amendment"), change=redo, state=State.LAPSED
    )
    name(entry, CurrentWording, again.values_list("pk", flat=True))
    again.update(state=State.ADOPTED, **NO_MISFIT)
