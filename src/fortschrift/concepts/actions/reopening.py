"""What an undo does to amendments: what became of them by the change alone is taken back.

What that was nobody has to guess: it is derived anew from what was recorded (``deriving``), as if
the change had not been made, and the same when an undo is taken back itself.
"""

import re
from uuid import UUID

from django.db.models import Q

from fortschrift.accounts.journal import Entry
from fortschrift.concepts import repository
from fortschrift.concepts.actions.clashing import record_missing
from fortschrift.concepts.actions.deriving import derive
from fortschrift.concepts.amending import apart
from fortschrift.concepts.ancestry import Line, said_by
from fortschrift.concepts.models import (
    Adoption,
    AmendmentTouch,
    Change,
    ConflictMember,
    CurrentWording,
    Placement,
    Strand,
)
from fortschrift.concepts.touching import changed_by
from fortschrift.core.text import OPERATIONS, NodeId

State = CurrentWording.State
#: Where words stand; all else of a stored wording stays as it is while only numbers move.
_NUMBERS = re.compile(r'"start":\d+')


def reopen(entry: Entry, strand: Strand, undo: Change) -> None:
    """Derive anew what a change that is taken back had decided, unseated or changed."""
    line = repository.ancestry_of(strand.concept_id).line(strand.head_id)
    family = _family(undo.pk, line)
    decided = _decided_by(strand, family)
    fates = derive(entry, strand, decided | _reworded(strand, _nodes(family)))
    record_missing(entry, strand, fates)


def _family(undo: UUID, line: Line) -> set[UUID]:
    """Give an undo, what it takes back, what that takes back, and what says one of them again."""
    found: set[UUID] = set()
    at: UUID | None = undo
    while at is not None:
        found.add(at)
        at = line.get(at)
    return found | {each for each in line if said_by(each, line) in found}


def _decided_by(strand: Strand, family: set[UUID]) -> set[UUID]:
    """Give the amendments that changes adopted, unseated or let lapse, and their alternatives."""
    adopted = set(
        Adoption.objects.filter(change__in=family).values_list("wording__amendment_id", flat=True)
    )
    members = ConflictMember.objects.filter(clash__conflict__resolutions__change__in=family)
    others = {
        *adopted, *(other for found in apart(adopted).values() for other in found),
        *members.values_list("wording__amendment_id", flat=True),
    }  # fmt: skip
    here = strand.current_wordings.filter(Q(change__in=family) | Q(amendment__in=others))
    return set(here.values_list("amendment_id", flat=True))


def _nodes(family: set[UUID]) -> set[NodeId]:
    """Give the nodes that changes touch."""
    found: set[NodeId] = set()
    for each in Change.objects.filter(pk__in=family).select_related("parent"):
        assert each.parent is not None
        before = repository.text_at(each.parent).tree
        found |= changed_by(OPERATIONS.from_bytes(each.operations.encode()), before)
    return found


def _reworded(strand: Strand, nodes: set[NodeId]) -> set[UUID]:
    """Give those at these nodes that say something else than people agreed to, or are not open.

    Where only numbers have moved, carrying has moved them back.
    """
    touching = AmendmentTouch.objects.filter(node__in=nodes)
    rows = strand.current_wordings.filter(amendment__in=touching.values("amendment")).exclude(
        state__in=[State.ADOPTED, State.SET_ASIDE]
    )
    placed = dict(
        Placement.objects.filter(strand=strand, amendment__in=rows.values("amendment"))
        .order_by("pk").values_list("amendment_id", "wording__operations")
    )  # fmt: skip
    found = set()
    values = ("amendment_id", "state", "misfit", "wording__base_wording_id", "wording__operations")
    for amendment, state, misfit, base, operations in rows.values_list(*values):
        words = (_NUMBERS.sub("", each) for each in (operations, placed.get(amendment, "")))
        if state != State.OPEN or misfit or base or len(set(words)) > 1:
            found.add(amendment)
    return found
