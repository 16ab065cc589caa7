"""Acts on versions as facts: that there is one, what is told about it, what became of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.models import Concept, Version, VersionFact, VersionStatus
from fortschrift.concepts.permissions import may_keep_concepts, may_record_status
from fortschrift.concepts.signals import version_status_recorded
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.sources.models import Claim


@action(_("{actor} hat die Fassung „{version}“ aufgenommen."))
def bring_in_version(
    entry: Entry,
    concept: Concept,
    *,
    slug: str,
    label: str,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    order: int | None = None,
    revision: str = Version.Revision.UNKNOWN,
    based_on: Version | None = None,
    author: str = "",
    valid_from: PartialDate | str = UNKNOWN,
    valid_to: PartialDate | str = UNKNOWN,
    no_text_reason: str = "",
    claims: Sequence[Claim] = (),
) -> Version:
    """Record that there is a version; its text may come later or never.

    ``order`` is its place among the versions of the concept, the last one if not given: a version
    of long ago may be found after a newer one was recorded.  ``valid_from`` and ``valid_to`` are
    the period a text gives itself ("2017-2022").
    """
    require(may_keep_concepts(actor, concept.municipality))
    repository.hold(concept)
    _check_version(concept, slug, order, based_on)
    fields = {"id": id} if id else {}
    version = entry.create(
        Version, concept=concept, slug=slug, label=label, revision=revision, based_on=based_on,
        order=_next(concept.versions) if order is None else order, author=author,
        valid_from=valid_from, valid_to=valid_to, no_text_reason=no_text_reason, **fields,
    )  # fmt: skip
    entry.link(version.claims, claims)
    entry.tell(version=version)
    return version


@action(_("{actor} hat zur Fassung „{version}“ die Angabe „{label}“ aufgenommen."))
def state_fact(
    entry: Entry,
    version: Version,
    *,
    label: str,
    actor: User | None,
    now: datetime,
    value: str = "",
    reason: str = "",
    note: str = "",
    claims: Sequence[Claim] = (),
) -> VersionFact:
    """Keep what a source tells about a version beside its text; no value needs a reason."""
    require(may_keep_concepts(actor, version.municipality))
    if not value and not reason:
        raise ValidationError(
            {"reason": _("Bitte sagen Sie, warum der Inhalt der Angabe nicht bekannt ist.")}
        )
    fact = entry.create(
        VersionFact, version=version, order=_next(version.facts), label=label, value=value,
        reason=reason, note=note,
    )  # fmt: skip
    entry.link(fact.claims, claims)
    entry.tell(version=version, label=label)
    return fact


@action(_("{actor} hat zur Fassung „{version}“ festgehalten: {status}."))
def record_status(
    entry: Entry,
    version: Version,
    *,
    status: str,
    actor: User | None,
    now: datetime,
    happened: PartialDate | str = UNKNOWN,
    note: str = "",
    claims: Sequence[Claim] = (),
) -> VersionStatus:
    """Record what became of a version, in any order; earlier statuses stay.

    Adoption without amendment is a new status of the same version.  Sends
    ``version_status_recorded``.
    """
    require(may_record_status(actor, version.municipality))
    row = entry.create(
        VersionStatus, version=version, status=status, happened=happened, note=note,
        recorded=database_now(),
    )  # fmt: skip
    entry.link(row.claims, claims)
    entry.tell(version=version, status=row.get_status_display())
    version_status_recorded.send(VersionStatus, status=row, actor=actor, now=now)
    return row


def _check_version(
    concept: Concept, slug: str, order: int | None, based_on: Version | None
) -> None:
    if concept.versions.filter(slug=slug).exists():
        raise ValidationError({"slug": _("Diese Adresse hat schon eine andere Fassung.")})
    if order is not None and concept.versions.filter(order=order).exists():
        raise ValidationError({"order": _("An dieser Stelle steht schon eine andere Fassung.")})
    if based_on is not None and based_on.concept_id != concept.pk:
        raise ValidationError(
            {"based_on": _("Die zugrunde liegende Fassung gehört zu einem anderen Konzept.")}
        )


def _next(siblings: object) -> int:
    highest: int | None = siblings.aggregate(highest=Max("order"))["highest"]  # type: ignore[attr-defined]
    return (highest or 0) + 1
