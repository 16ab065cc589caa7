"""The act of handing a version over into the stations of the political bodies."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.actions import record_status
from fortschrift.concepts.models import Concept, Version, VersionStatus
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.actions.checks import check_belonging, identity, read_dates
from fortschrift.council.findings import codes
from fortschrift.council.models import Consultation, Organization
from fortschrift.deliberation.findings import on_cosignatures
from fortschrift.deliberation.models import Decision, Referral
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.deliberation.visibility import visibility_of
from fortschrift.participation.bad_input import check_same_concept
from fortschrift.sources.models import Claim, Visibility


@action(_("{actor} hat „{concept}“ in die Beratungsfolge gegeben."))
def refer(
    entry: Entry,
    concept: Concept,
    *,
    actor: User | None,
    now: datetime,
    version: Version | None = None,
    handed_over_by: Organization | None = None,
    decision: Decision | None = None,
    date: PartialDate | str = UNKNOWN,
    date_note: str = "",
    as_printed: str = "",
    consultations: Sequence[Consultation] = (),
    stations_reason: str = "",
    visibility: str | None = None,
    claims: Sequence[Claim] = (),
    id: UUID | None = None,
) -> Referral:
    """Hand a version over; from then on it is "zur Beratung vorgelegt".

    ``decision`` is the vote of the body that handed it over, ``consultations`` are the stations as
    far as they are known; ``stations_reason`` says what is missing of them.
    """
    require(may_record_decisions(actor, concept.municipality))
    check_belonging(
        concept.municipality, handed_over_by=handed_over_by, consultations=consultations,
        claims=claims,
    )  # fmt: skip
    check_same_concept(concept, version=version, decision=decision)
    when = read_dates(date=date)["date"]
    referral = entry.create(
        Referral, concept=concept, version=version, handed_over_by=handed_over_by,
        decision=decision, date=decision.date if decision and not when.is_known else when,
        date_note=date_note, as_printed=as_printed, stations_reason=stations_reason,
        visibility=visibility_of(visibility, handed_over_by, decision), **identity(id),
    )  # fmt: skip
    entry.link(referral.claims, claims)
    entry.link(referral.consultations, consultations)
    if version is not None and referral.visibility == Visibility.PUBLIC:
        record_status(
            version, status=VersionStatus.Status.PROPOSED, happened=referral.date, claims=claims,
            actor=actor, now=now,
        )  # fmt: skip
    gone_on = on_cosignatures(concept, only=version) if version is not None else []
    entry.tell(concept=concept, findings=codes(gone_on))
    return referral
