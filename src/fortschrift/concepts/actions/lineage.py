"""The act of recording descent: split, joined, absorbed, the same, handed on, ended, unknown."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.models import Change, Concept, Lineage, Node, Version
from fortschrift.concepts.permissions import may_keep_concepts
from fortschrift.sources.models import Claim


@action(_("{actor} hat zur Abstammung in „{concept}“ festgehalten: {kind}."))
def record_lineage(
    entry: Entry,
    concept: Concept,
    *,
    kind: str,
    actor: User | None,
    now: datetime,
    from_node: Node | None = None,
    to_node: Node | None = None,
    from_version: Version | None = None,
    to_version: Version | None = None,
    change: Change | None = None,
    note: str = "",
    claims: Sequence[Claim] = (),
) -> Lineage:
    """Record how an element descends from another one where the identity does not say it.

    Both nodes may be missing: "how the fields of 2020 became those of 2021 is not known" names
    the versions only.  An element may go on in another concept of the municipality.
    """
    require(may_keep_concepts(actor, concept.municipality))
    rows = (from_node, to_node, from_version, to_version, change)
    if not any((from_node, to_node, from_version)):
        raise ValidationError(
            {"from_node": _("Bitte nennen Sie ein Element oder eine frühere Fassung.")}
        )
    if any(row is not None and row.municipality != concept.municipality for row in rows):
        raise ValidationError(_("Element, Fassung oder Änderung gehört zu einer anderen Kommune."))
    lineage = entry.create(
        Lineage, concept=concept, kind=kind, from_node=from_node, to_node=to_node,
        from_version=from_version, to_version=to_version, change=change, note=note,
    )  # fmt: skip
    entry.link(lineage.claims, claims)
    entry.tell(concept=concept, kind=lineage.get_kind_display())
    return lineage
