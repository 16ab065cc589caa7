"""The act of taking a change back: a new change that restores the same thing.

Nothing is erased.  What comes back has the identity and the origin it had; where a whole state
comes back, it is the very row.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.landing import (
    advance,
    hold,
    nothing_to_change,
    operations_in,
)
from fortschrift.concepts.ancestry import Line, lasting, since, taken_back
from fortschrift.concepts.desk.said import called, deeds, element_of
from fortschrift.concepts.models import Change, Strand
from fortschrift.concepts.permissions import may_edit_text
from fortschrift.concepts.saying_again import Said
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.text import apply, inverse_of_all, new_states
from fortschrift.core.text.synopsis import Naming

#: So many elements of a change are named in the journal.
_NAMED = 3


@action(_("{actor} hat in „{strand}“ eine Änderung zurückgenommen ({change}): {reason}"))
def undo_change(
    entry: Entry,
    strand: Strand,
    *,
    change: Change,
    base: UUID,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    author: str = "",
    reason: str = "",
    happened: PartialDate | str = UNKNOWN,
) -> Change:
    """Take back a change of a strand, the last one or one before; ``base`` is the head.

    What was changed since stays.  An undo can be taken back like any other change.

    Raises StaleHead, and ValidationError that names place and reason where what came since leaves
    no room for what stood there before.
    """
    require(may_edit_text(actor, strand.municipality))
    hold(strand, base=base)
    line = repository.ancestry_of(strand.concept_id).line(strand.head_id)
    _check(line, change)
    pk = id or uuid4()
    undoing = taking_back(change, lasting(since(line, change.pk), line), pk)
    if not undoing.operations:
        raise nothing_to_change()
    undo = advance(
        entry, strand, undoing.operations, given=undoing.given, now=now, id=pk, author=author,
        kind=Change.Kind.UNDO, undoes=change, actor=actor, reason=reason, happened=happened,
    )  # fmt: skip
    told = reason or _("ohne Angabe eines Grundes")
    entry.tell(strand=strand, change=_about(change), reason=told)
    return undo


def _about(change: Change) -> str:
    """Name the elements that a change is about, by label and heading, and say why it was made."""
    assert change.parent is not None
    done = operations_in(change)
    before = repository.text_at(change.parent).tree
    old, new = Naming.of(before), Naming.of(apply(done, before))
    sides = ((each.node, new if each.node in new.tree else old) for each in deeds(done))
    said = (called(element_of(side.tree, node), side) for node, side in sides)
    names = list(dict.fromkeys(said))
    listed = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    return ": ".join(filter(None, (listed, change.reason))) or str(_("Gliederung geändert"))


def _check(line: Line, change: Change) -> None:
    """Refuse what is no change of this text, or is taken back already."""
    if change.pk not in line:
        raise ValidationError({"change": _("Diese Änderung gehört nicht zu diesem Text.")})
    if change.parent_id is None:
        raise ValidationError(
            {"change": _("Der Text, mit dem alles begonnen hat, lässt sich nicht zurücknehmen.")}
        )
    if change.pk in taken_back(line):
        raise ValidationError({"change": _("Diese Änderung ist schon zurückgenommen.")})


def taking_back(change: Change, later: Sequence[UUID], id: UUID) -> Said:
    """Give what takes a change back, said on top of what came since."""
    assert change.parent is not None
    before = repository.text_at(change.parent)
    done = operations_in(change)
    after = apply(done, before.tree)
    back = [state.id for state in new_states(after, before.tree)]
    origins = repository.StoredOrigins(before, back)
    undoing = Said.of(inverse_of_all(done, before.tree), after, origins)
    others = repository.operations_of_changes(later) if later else ()
    return undoing.over(others, after, id)
