"""The act of freezing a draft as a new version: the version, its text, its status, at once."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.actions.landing import hold
from fortschrift.concepts.actions.naming import free_version_address
from fortschrift.concepts.actions.strands import freeze_version
from fortschrift.concepts.actions.versions import bring_in_version, record_status
from fortschrift.concepts.models import Strand, Version
from fortschrift.concepts.permissions import may_edit_text
from fortschrift.core.partial_date import UNKNOWN, PartialDate


@action(_("{actor} hat „{strand}“ als neue Fassung „{label}“ festgeschrieben ({status})."))
def freeze_as_version(
    entry: Entry,
    strand: Strand,
    *,
    label: str,
    status: str,
    base: UUID,
    actor: User | None,
    now: datetime,
    based_on: Version | None = None,
    happened: PartialDate | str = UNKNOWN,
    note: str = "",
) -> Version:
    """Freeze the head of a draft as a version that did not exist; the draft can go on.

    ``base`` is the head that was looked at.  Raises StaleHead, and ValidationError for a label
    that another version of the concept has.
    """
    require(may_edit_text(actor, strand.municipality))
    hold(strand, base=base)
    concept = strand.concept
    if concept.versions.filter(label=label).exists():
        raise ValidationError({"label": _("Eine Fassung mit dieser Bezeichnung gibt es schon.")})
    version = bring_in_version(
        concept, slug=free_version_address(concept, label), label=label, based_on=based_on,
        actor=actor, now=now,
    )  # fmt: skip
    freeze_version(strand, version=version, base=base, note=note, actor=actor, now=now)
    row = record_status(version, status=status, happened=happened, actor=actor, now=now)
    entry.tell(strand=strand, label=label, status=row.get_status_display())
    return version
