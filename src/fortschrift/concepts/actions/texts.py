"""The act of bringing in what a version says, with the first text, a better or a later one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.landing import land, operations_text
from fortschrift.concepts.actions.nodes import Slugs, check_relations_in, take_in_nodes
from fortschrift.concepts.limits import check_new_states
from fortschrift.concepts.models import Change, Concept, Manifest, Version, VersionText
from fortschrift.concepts.permissions import may_keep_concepts
from fortschrift.concepts.repository import Keys
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.text import NodeId, Tree
from fortschrift.core.text.difference.diff import diff
from fortschrift.core.text.origins.carried import first_origins
from fortschrift.sources.models import Claim

_KIND_OF_CHANGE = {
    VersionText.Kind.TRANSCRIPTION: Change.Kind.TRANSCRIPTION,
    VersionText.Kind.ERRATUM: Change.Kind.ERRATUM,
}


@action(_("{actor} hat den Text der Fassung „{version}“ übernommen ({completeness}, {hash})."))
def bring_in_text(
    entry: Entry,
    version: Version,
    *,
    tree: Tree,
    completeness: str,
    actor: User | None,
    now: datetime,
    slugs: Mapping[NodeId, str] | None = None,
    kind: str | None = None,
    id: UUID | None = None,
    author: str = "",
    reason: str = "",
    happened: PartialDate | str = UNKNOWN,
    note: str = "",
    claims: Sequence[Claim] = (),
) -> VersionText:
    """Bring in what a version says, at once or when it is found years later.

    The first text is a root change, so that no operation claims a decision nobody took.  A later
    one (``transcription``, the default then, or ``erratum``) is a child of the text it corrects;
    all stay.  ``tree`` carries the outline and the nodes' ids, ``slugs`` the addresses of new
    ones; a node that another version of the concept has is the same thing here.  What does not
    follow the outline is stored, see ``findings`` of the version's page.  ``id`` is the change's.

    Raises ValidationError for a text that is there already, for an identity or an address of
    another concept, for another root than that of the concept's other texts, and for a relation
    to an element of another municipality.
    """
    require(may_keep_concepts(actor, version.municipality))
    concept = version.concept
    repository.hold(concept)
    corrected = latest_text(version)
    kind = kind_of_text(kind, corrected)
    _check_root(concept, tree)
    check_new_states(tree, tree)
    check_relations_in(concept, tree)
    change, keys = (_correct if corrected else _begin)(
        entry, version, tree, slugs=slugs or {}, id=id or uuid4(), author=author, actor=actor,
        kind=_KIND_OF_CHANGE.get(VersionText.Kind(kind), Change.Kind.IMPORT),
        reason=reason, happened=happened,
    )  # fmt: skip
    manifest = repository.store_manifest(entry, concept, tree, keys)
    text = add_text(
        entry, version, change, manifest, completeness=completeness, kind=kind, note=note
    )
    entry.link(text.claims, claims)
    return text


def add_text(
    entry: Entry,
    version: Version,
    change: Change,
    manifest: Manifest,
    *,
    completeness: str,
    kind: str,
    note: str,
) -> VersionText:
    """Let a version say a frozen text from now on; refuses the one it says already."""
    shown = latest_text(version)
    if shown is not None and (shown.hash, shown.completeness) == (manifest.digest, completeness):
        raise ValidationError(_("Diese Fassung hat schon genau diesen Text."))
    order: int = version.texts.aggregate(highest=Max("order"))["highest"] or 0
    text = entry.create(
        VersionText, version=version, order=order + 1, change=change, manifest=manifest,
        hash=manifest.digest, completeness=completeness, kind=kind, note=note,
        recorded=database_now(),
    )  # fmt: skip
    entry.tell(version=version, completeness=text.get_completeness_display(), hash=text.hash[:12])
    return text


def latest_text(version: Version) -> VersionText | None:
    """Give the text of a version that is shown."""
    return version.texts.select_related("change", "manifest__outline").order_by("-order").first()


def kind_of_text(kind: str | None, corrected: VersionText | None) -> str:
    """Fill in the kind of a text and check that it fits what is there."""
    original = VersionText.Kind.ORIGINAL
    if kind is None:
        return original if corrected is None else VersionText.Kind.TRANSCRIPTION
    if kind not in VersionText.Kind.values:
        raise ValidationError({"kind": _("Diese Art von Text gibt es nicht.")})
    if (kind == original) != (corrected is None):
        raise ValidationError(
            {"kind": _("Der erste Text ist das Original, jeder weitere berichtigt den vorigen.")}
        )
    return kind


def _check_root(concept: Concept, tree: Tree) -> None:
    root = repository.root_of(concept)
    if root is not None and root != tree.root:
        raise ValidationError(
            _("Der Text beginnt mit einem anderen Element als die übrigen Texte des Konzepts.")
        )


def _begin(
    entry: Entry, version: Version, tree: Tree, *, slugs: Slugs, id: UUID, **fields: Any
) -> tuple[Change, Keys]:
    """Bring in a text that says nothing of what it changed.

    All of it comes from operation 0 of this change, but for what stands word for word in the text
    the version is based on: that was not brought in now.
    """
    take_in_nodes(entry, version.concept, tree, tree.nodes, slugs)
    before = latest_text(version.based_on) if version.based_on else None
    stored = repository.load(before.manifest) if before else None
    kept = {
        state.id: stored.rows[state.id].key
        for state in tree
        if stored and stored.tree.nodes.get(state.id) == state
    }
    origins = {node: each for node, each in first_origins(tree, id).items() if node not in kept}
    new = (state for state in tree if state.id not in kept)
    keys = kept | dict(repository.store_states(entry, id, new, origins))
    change = entry.create(
        Change, id=id, concept=version.concept, operations=operations_text(()),
        recorded=database_now(), **fields,
    )  # fmt: skip
    repository.store_places(entry, {}, origins)
    return change, keys


def _correct(
    entry: Entry, version: Version, tree: Tree, *, slugs: Slugs, id: UUID, **fields: Any
) -> tuple[Change, Keys]:
    """Bring in a text that corrects the one the version has; the change says what it changed."""
    corrected = latest_text(version)
    assert corrected is not None
    before = repository.load(corrected.manifest)
    landed = land(
        entry, version.concept, diff(before.tree, tree), parent=corrected.change, before=before,
        outline=corrected.manifest.outline, slugs=slugs, id=id, **fields,
    )  # fmt: skip
    return landed.change, landed.keys
