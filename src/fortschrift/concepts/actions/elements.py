"""Acts on whole elements of a draft: parting one, uniting two; their descent is recorded.

Uniting two goals is not joining two paragraphs: whose goal it is now is said by people, so the
descent is a row of its own (`Lineage`), written with the change.
"""

from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.landing import advance, hold
from fortschrift.concepts.desk.structure import NotOffered, following, parted, united
from fortschrift.concepts.models import Change, Lineage, Strand
from fortschrift.concepts.permissions import may_edit_text
from fortschrift.core.text import InlineText, NodeId, plain


@action(_("{actor} hat in „{strand}“ „{element}“ geteilt; der zweite Teil heißt „{new}“."))
def part_element(
    entry: Entry,
    strand: Strand,
    *,
    element: NodeId,
    start: NodeId,
    heading: InlineText,
    base: UUID,
    actor: User | None,
    now: datetime,
    new: NodeId | None = None,
    reason: str = "",
) -> Change:
    """Part an element: what stands in it from ``start`` on goes to a new one of the same level.

    Raises StaleHead, and ValidationError where there is nothing to part.
    """
    require(may_edit_text(actor, strand.municipality))
    hold(strand, base=base)
    second = new or NodeId(uuid4())
    before = repository.load(strand)
    if element not in before.tree or start not in before.tree:
        raise _gone()
    try:
        operations = parted(before.tree, element, start, second, heading)
    except NotOffered:
        raise ValidationError(
            {"start": _("An dieser Stelle lässt sich das Element nicht teilen.")}
        ) from None
    change = advance(entry, strand, operations, before=before, now=now, actor=actor, reason=reason)
    _descends(entry, change, element, second, Lineage.Kind.SPLIT)
    entry.tell(strand=strand, element=before.tree[element].title, new=plain(heading))
    return change


@action(_("{actor} hat in „{strand}“ „{other}“ mit „{element}“ zusammengeführt."))
def unite_elements(
    entry: Entry,
    strand: Strand,
    *,
    element: NodeId,
    base: UUID,
    actor: User | None,
    now: datetime,
    reason: str = "",
) -> Change:
    """Unite an element with the next one of its level; the first keeps identity and heading.

    Raises StaleHead, and ValidationError where none follows.
    """
    require(may_edit_text(actor, strand.municipality))
    hold(strand, base=base)
    before = repository.load(strand)
    if element not in before.tree:
        raise _gone()
    other = following(before.tree, element)
    try:
        operations = united(before.tree, element, NodeId(uuid4()))
    except NotOffered:
        raise ValidationError(
            {"element": _("Danach folgt kein Element derselben Ebene.")}
        ) from None
    assert other is not None
    change = advance(entry, strand, operations, before=before, now=now, actor=actor, reason=reason)
    _descends(entry, change, other.id, element, Lineage.Kind.JOINED)
    entry.tell(strand=strand, element=before.tree[element].title, other=other.title)
    return change


def _descends(entry: Entry, change: Change, source: NodeId, target: NodeId, kind: str) -> None:
    entry.create(
        Lineage, concept=change.concept, change=change, kind=kind,
        from_node_id=source, to_node_id=target,
    )  # fmt: skip


def _gone() -> ValidationError:
    return ValidationError({"element": _("Dieses Element steht nicht mehr im Entwurf.")})
