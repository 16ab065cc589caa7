"""Acts on drafts: beginning a strand, changing its text, freezing it as the text of a version."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.nodes import take_in_nodes
from fortschrift.concepts.actions.texts import add_text, latest_text, operations_text
from fortschrift.concepts.errors import StaleHead, checked
from fortschrift.concepts.models import Change, Strand, Version, VersionText
from fortschrift.concepts.permissions import may_edit_text
from fortschrift.concepts.repository import StoredText
from fortschrift.concepts.signals import strand_advanced
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.text import NodeId, Operation, Tree, apply, new_states


@action(_("{actor} hat aus der Fassung „{version}“ den Entwurf „{name}“ begonnen."))
def begin_strand(
    entry: Entry,
    version: Version,
    *,
    name: str,
    actor: User | None,
    now: datetime,
    kind: str = Strand.Kind.DRAFT,
) -> Strand:
    """Begin a draft with the text that the version has now; raises ValidationError without one."""
    require(may_edit_text(actor, version.municipality))
    text = latest_text(version)
    if text is None:
        raise ValidationError(_("Diese Fassung hat noch keinen Text, der sich bearbeiten ließe."))
    if version.concept.strands.filter(name=name).exists():
        raise ValidationError({"name": _("Einen Entwurf mit dieser Bezeichnung gibt es schon.")})
    entry.tell(version=version, name=name)
    return entry.create(
        Strand, concept=version.concept, name=name, kind=kind, head=text.change,
        outline=text.manifest.outline, states=text.manifest.states,
    )  # fmt: skip


@action(_("{actor} hat „{strand}“ geändert: {reason}"))
def change_text(
    entry: Entry,
    strand: Strand,
    *,
    operations: Sequence[Operation],
    base: UUID,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    kind: str = Change.Kind.EDIT,
    slugs: Mapping[NodeId, str] | None = None,
    author: str = "",
    reason: str = "",
    happened: PartialDate | str = UNKNOWN,
) -> Change:
    """Apply operations to the head of a strand; ``base`` is the change they were written on.

    Nodes keep their identity through whatever is done to them; ``slugs`` gives new ones their
    addresses.  Sends ``strand_advanced``.

    Raises StaleHead when the head is no longer ``base``, ValidationError naming the node when an
    operation does not fit.
    """
    require(may_edit_text(actor, strand.municipality))
    _lock(strand)
    if strand.head_id != base:
        raise _stale(strand, base, operations)
    if not operations:
        raise ValidationError(_("Es gibt nichts zu ändern."))
    before = repository.load(strand)
    after = checked(lambda: apply(operations, before.tree), before.tree)
    take_in_nodes(entry, strand.concept, after, after.nodes.keys() - before.rows, slugs or {})
    change = entry.create(
        Change, concept=strand.concept, parent=strand.head, kind=kind,
        operations=operations_text(operations), author=author, actor=actor, reason=reason,
        happened=happened, recorded=database_now(), **({"id": id} if id else {}),
    )  # fmt: skip
    _advance(entry, strand, change, before, after)
    entry.tell(strand=strand, reason=reason or _("ohne Angabe eines Grundes"))
    strand_advanced.send(Strand, strand=strand, change=change, actor=actor, now=now)
    return change


@action(_("{actor} hat „{strand}“ als Text der Fassung „{version}“ festgeschrieben ({hash})."))
def freeze_version(
    entry: Entry,
    strand: Strand,
    *,
    version: Version,
    actor: User | None,
    now: datetime,
    completeness: str = VersionText.Completeness.COMPLETE,
    note: str = "",
) -> VersionText:
    """Freeze the head of a strand as what a version says; the strand can go on.

    A version that has a text already gets this one as an erratum; the first stays citable.
    """
    require(may_edit_text(actor, strand.municipality))
    _lock(strand)
    if version.concept_id != strand.concept_id:
        raise ValidationError({"version": _("Diese Fassung gehört zu einem anderen Konzept.")})
    stored = repository.load(strand)
    manifest = repository.store_manifest(entry, strand.concept, stored.tree, stored.keys)
    first = latest_text(version) is None
    entry.tell(strand=strand)
    return add_text(
        entry, version, strand.head, manifest, completeness=completeness, note=note,
        kind=VersionText.Kind.ORIGINAL if first else VersionText.Kind.ERRATUM,
    )  # fmt: skip


def _lock(strand: Strand) -> None:
    """Keep others from writing until the end of the act, and read the strand as it is now."""
    repository.hold(strand.concept)
    strand.refresh_from_db(from_queryset=Strand.objects.select_related("head", "outline"))


def _advance(entry: Entry, strand: Strand, change: Change, before: StoredText, after: Tree) -> None:
    new = repository.store_states(entry, change, new_states(before.tree, after))
    outline = strand.outline
    if after.outline != before.tree.outline:
        outline = repository.store_outline(entry, strand.concept, after.outline)
    states = repository.listed(after, before.keys | dict(new))
    entry.save(strand, head=change, outline=outline, states=states)


def _stale(strand: Strand, base: UUID, mine: Sequence[Operation]) -> StaleHead:
    """Collect what happened between the change an edit was written on and the head."""
    theirs: list[Change] = []
    at: Change | None = strand.head
    while at is not None and at.pk != base:
        theirs.append(at)
        at = at.parent
    return StaleHead(strand, base=at, mine=mine, theirs=theirs[::-1])
