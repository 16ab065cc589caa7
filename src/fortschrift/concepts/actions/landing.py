"""How a change gets into the rows: states with their origins, descent, the head of a strand.

Every act that changes a text ends here, whoever wrote the operations: the desk, an undo, a taking
over, a merge.  Only what the operations touch is read and written.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, database_now
from fortschrift.concepts import repository
from fortschrift.concepts.actions.carrying import carry_on
from fortschrift.concepts.actions.nodes import Slugs, take_in_nodes
from fortschrift.concepts.actions.reopening import reopen
from fortschrift.concepts.errors import StaleHead, checked
from fortschrift.concepts.limits import check_lengths, check_new_states
from fortschrift.concepts.models import Change, ChangeSource, Concept, Lineage, Outline, Strand
from fortschrift.concepts.repository import Keys, StoredText
from fortschrift.concepts.signals import strand_advanced
from fortschrift.core.text import (
    OPERATIONS,
    Join,
    NodeId,
    NodeState,
    Operation,
    Split,
    Tree,
    apply,
    new_states,
)
from fortschrift.core.text.origins.carried import Given, carried

NONE_GIVEN: Given = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Landed:
    """A change with the text it leaves: the tree, and the key of the state of each node."""

    change: Change
    tree: Tree
    keys: Keys
    outline: Outline


def hold(strand: Strand, *, base: UUID | None = None, mine: Sequence[Operation] = ()) -> None:
    """Keep others from writing until the end of the act, and read the strand as it is now.

    Raises StaleHead when the head is no longer ``base``, on which ``mine`` were written, and
    ValidationError for a strand that was replaced.
    """
    repository.hold(strand.concept)
    strand.refresh_from_db(from_queryset=Strand.objects.select_related("head", "outline"))
    successor = Strand.objects.filter(replaces=strand).first()
    if successor is not None:
        raise ValidationError(
            _("„%(strand)s“ ist durch „%(successor)s“ ersetzt und wird nicht mehr geändert.")
            % {"strand": strand, "successor": successor}
        )
    if base is not None and strand.head_id != base:
        raise _stale(strand, base, mine)


def land(
    entry: Entry,
    concept: Concept,
    operations: Sequence[Operation],
    *,
    parent: Change,
    before: StoredText,
    outline: Outline,
    given: Given = NONE_GIVEN,
    slugs: Slugs = MappingProxyType({}),
    id: UUID | None = None,
    sources: Sequence[Change] = (),
    **fields: Any,
) -> Landed:
    """Write a change of a text and what it puts in place.

    ``before`` is the text as ``parent`` left it and ``outline`` its row; ``given`` are the origins
    of what is brought back or taken over instead of written (``core.text.origins``).  ``fields``
    are those of the change.  Raises ValidationError naming the node when an operation does not
    fit or brings too much text.
    """
    check_lengths(operations, before.tree)
    after = checked(lambda: apply(operations, before.tree), before.tree)
    new = new_states(before.tree, after)
    check_new_states(new, after)
    take_in_nodes(entry, concept, after, after.nodes.keys() - before.rows, slugs)
    pk = id or uuid4()
    keys = _store(entry, pk, operations, given, new, before=before, after=after)
    replaced = after.outline != before.tree.outline
    outline = repository.store_outline(entry, concept, after.outline) if replaced else outline
    change = entry.create(
        Change, id=pk, concept=concept, parent=parent, operations=operations_text(operations),
        placed=repository.listed(keys.values()), outline=outline if replaced else None,
        recorded=database_now(), **fields,
    )  # fmt: skip
    for source in sources:
        entry.create(ChangeSource, change=change, source=source)
    _record_descent(entry, change, operations, before.rows.keys() | after.nodes.keys())
    return Landed(change, after, before.keys | dict(keys), outline)


def advance(
    entry: Entry,
    strand: Strand,
    operations: Sequence[Operation],
    *,
    now: datetime,
    before: StoredText | None = None,
    **fields: Any,
) -> Change:
    """Let a change land on a strand, which must be held, and move its head there.

    Takes what ``land`` takes; ``before`` is the text of the head where the caller has it already.
    The open amendments of the strand are carried on.  Sends ``strand_advanced``.
    """
    before = before or repository.load(strand)
    landed = land(
        entry, strand.concept, operations, parent=strand.head, outline=strand.outline,
        before=before, **fields,
    )  # fmt: skip
    states = repository.listed(landed.keys[state.id] for state in landed.tree)
    entry.save(strand, head=landed.change, outline=landed.outline, states=states)
    carry_on(entry, strand, landed.change, operations, before=before.tree, after=landed.tree)
    if landed.change.undoes_id is not None:
        reopen(entry, strand, landed.change)
    strand_advanced.send(
        Strand, strand=strand, change=landed.change, actor=landed.change.actor, now=now
    )
    return landed.change


def operations_text(operations: Sequence[Operation]) -> str:
    return OPERATIONS.to_bytes(tuple(operations)).decode()


def operations_in(change: Change) -> tuple[Operation, ...]:
    return OPERATIONS.from_bytes(change.operations.encode())


def nothing_to_change() -> ValidationError:
    return ValidationError(_("Es gibt nichts zu ändern."))


def _store(
    entry: Entry,
    change: UUID,
    operations: Sequence[Operation],
    given: Given,
    new: Sequence[NodeState],
    *,
    before: StoredText,
    after: Tree,
) -> Keys:
    """Store the states and origins that the operations make, and give their keys."""
    written = {state.id for state in new}
    known = repository.StoredOrigins(before, written | _named_in(operations))
    made = carried(known, before.tree, operations, change, given).changed
    written |= made.keys()
    keys = repository.store_states(
        entry, change, (state for state in after if state.id in written),
        {node: made[node] if node in made else known[node] for node in written},
    )  # fmt: skip
    repository.store_places(entry, {node: known[node] for node in made.keys() & known.keys()}, made)
    return keys


def _named_in(operations: Sequence[Operation]) -> set[NodeId]:
    """Tell whose words the operations may touch; those of new nodes come with them."""
    return {
        node
        for operation in operations
        for node in (getattr(operation, "node", None), getattr(operation, "other", None))
        if node is not None
    }


def _record_descent(
    entry: Entry, change: Change, operations: Sequence[Operation], nodes: Set[NodeId]
) -> None:
    """Record which paragraph came from which where the identity does not say it.

    Taking back a split is a join and gets its own row.  What comes and goes within the change is
    none of ``nodes`` and nobody's ancestor.
    """
    for operation in operations:
        match operation:
            case Split(node, _, _, new) if {node, new} <= nodes:
                _descends(entry, change, node, new, Lineage.Kind.SPLIT)
            case Join(node, other) if {node, other} <= nodes:
                _descends(entry, change, other, node, Lineage.Kind.JOINED)


def _descends(entry: Entry, change: Change, source: NodeId, target: NodeId, kind: str) -> None:
    entry.create(
        Lineage, concept=change.concept, change=change, kind=kind,
        from_node_id=source, to_node_id=target,
    )  # fmt: skip


def _stale(strand: Strand, base: UUID, mine: Sequence[Operation]) -> StaleHead:
    """Collect what happened between the change an edit was written on and the head."""
    line = repository.line_of(strand.head)
    since = list(takewhile(lambda each: each != base, line))
    found = Change.objects.in_bulk([*since, base])
    theirs = [found[each] for each in reversed(since)]
    return StaleHead(
        strand, base=found.get(base) if base in line else None, mine=mine, theirs=theirs
    )
