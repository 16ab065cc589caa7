"""Acts on drafts: beginning a strand, changing its text, freezing it as the text of a version."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.landing import advance, hold, nothing_to_change
from fortschrift.concepts.actions.naming import free_address
from fortschrift.concepts.actions.nodes import check_identities, check_relations
from fortschrift.concepts.actions.rewording import lay_amendments
from fortschrift.concepts.actions.texts import add_text, kind_of_text, latest_text
from fortschrift.concepts.models import (
    Amendment,
    Change,
    Strand,
    Version,
    VersionStatus,
    VersionText,
)
from fortschrift.concepts.permissions import may_edit_text
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.text import NodeId, Operation

_ADOPTED = (
    VersionStatus.Status.ADOPTED, VersionStatus.Status.VALID, VersionStatus.Status.SUPERSEDED,
)  # fmt: skip


@action(_("{actor} hat aus der Fassung „{version}“ den Entwurf „{name}“ begonnen."))
def begin_strand(
    entry: Entry,
    version: Version,
    *,
    name: str,
    actor: User | None,
    now: datetime,
    kind: str = Strand.Kind.DRAFT,
    amendments: Sequence[Amendment] = (),
) -> Strand:
    """Begin a draft with the text that the version has now, and lay ``amendments`` on it.

    Raises ValidationError without a text, and for what cannot be laid there.
    """
    require(may_edit_text(actor, version.municipality))
    repository.hold(version.concept)
    text = latest_text(version)
    if text is None:
        raise ValidationError(_("Diese Fassung hat noch keinen Text, der sich bearbeiten ließe."))
    entry.tell(version=version, name=name)
    strand = entry.create(
        Strand, concept=version.concept, name=name, kind=kind, head=text.change,
        slug=free_address(version.concept, name),
        begun_at=text.change, outline=text.manifest.outline, states=text.manifest.states,
    )  # fmt: skip
    if amendments:
        lay_amendments(strand, amendments=amendments, actor=actor, now=now)
    return strand


@action(_("{actor} hat aus „{strand}“ den Entwurf „{name}“ begonnen."))
def branch_strand(
    entry: Entry,
    strand: Strand,
    *,
    name: str,
    actor: User | None,
    now: datetime,
    kind: str = Strand.Kind.ALTERNATIVE,
) -> Strand:
    """Begin a draft with the text that another one has now; both go on by themselves.

    Amendments stay with the first one.  Raises ValidationError for a name that is taken.
    """
    require(may_edit_text(actor, strand.municipality))
    hold(strand)
    entry.tell(strand=strand, name=name)
    return entry.create(
        Strand, concept=strand.concept, name=name, kind=kind, head=strand.head,
        slug=free_address(strand.concept, name),
        begun_at=strand.head, outline=strand.outline, states=strand.states,
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

    Nodes keep their identity through whatever is done to them; a new one takes none that ever
    stood for another, and ``slugs`` gives it its address.  Sends ``strand_advanced``.

    Raises StaleHead when the head is no longer ``base``, ValidationError naming the node when an
    operation does not fit.
    """
    require(may_edit_text(actor, strand.municipality))
    hold(strand, base=base, mine=operations)
    if not operations:
        raise nothing_to_change()
    before = repository.load(strand)
    check_identities(strand.concept, operations, before.tree)
    check_relations(strand.concept, operations, before.tree)
    change = advance(
        entry, strand, operations, before=before, now=now, slugs=slugs or {}, id=id, kind=kind,
        author=author, actor=actor, reason=reason, happened=happened,
    )  # fmt: skip
    entry.tell(strand=strand, reason=reason or _("ohne Angabe eines Grundes"))
    return change


@action(_("{actor} hat „{strand}“ als Text der Fassung „{version}“ festgeschrieben ({hash})."))
def freeze_version(
    entry: Entry,
    strand: Strand,
    *,
    version: Version,
    actor: User | None,
    now: datetime,
    base: UUID | None = None,
    kind: str | None = None,
    completeness: str = VersionText.Completeness.COMPLETE,
    note: str = "",
) -> VersionText:
    """Freeze the head of a strand as what a version says; the strand can go on.

    A version that has a text already gets this one as an erratum, unless ``kind`` says otherwise;
    the first stays citable.  ``base`` is the head that was looked at, if that is to be checked.

    Raises StaleHead, and ValidationError when the version was adopted with a text and no kind is
    given: what is written on for the next version does not correct this one.
    """
    require(may_edit_text(actor, strand.municipality))
    hold(strand, base=base)
    if version.concept_id != strand.concept_id:
        raise ValidationError({"version": _("Diese Fassung gehört zu einem anderen Konzept.")})
    stored = repository.load(strand)
    manifest = repository.store_manifest(entry, strand.concept, stored.tree, stored.keys)
    entry.tell(strand=strand)
    return add_text(
        entry, version, strand.head, manifest, completeness=completeness, note=note,
        kind=kind_of_text(kind or _kind(version), latest_text(version)),
    )  # fmt: skip


def _kind(version: Version) -> str:
    """Tell what kind of text a version gets next; of an adopted one that has to be said."""
    if not version.texts.exists():
        return VersionText.Kind.ORIGINAL
    if version.statuses.filter(status__in=_ADOPTED).exists():
        raise ValidationError(
            {
                "kind": _(
                    "„%(version)s“ ist schon beschlossen. Bitte sagen Sie ausdrücklich, ob dies"
                    " eine Berichtigung oder eine bessere Abschrift ist; ein neuer Entwurf"
                    " braucht eine eigene Fassung."
                )
                % {"version": version}
            }
        )
    return VersionText.Kind.ERRATUM
