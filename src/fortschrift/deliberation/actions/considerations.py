"""Acts that bring the proposals of a reading before a body, on a text of its own."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.actions import begin_strand, lay_amendments
from fortschrift.concepts.models import CurrentWording, Strand
from fortschrift.council.actions.checks import check_belonging, identity
from fortschrift.council.models import Organization
from fortschrift.deliberation.models import Consideration
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.deliberation.selectors.considerations import missing_in, proposed_in
from fortschrift.participation.bad_input import check_same_concept
from fortschrift.participation.models import Reading


@action(_("{actor} hat die Beratung begonnen: {consideration} ({number} Vorschläge)."))
def open_consideration(
    entry: Entry,
    reading: Reading,
    *,
    organization: Organization,
    actor: User | None,
    now: datetime,
    strand: Strand | None = None,
    name: str = "",
    id: UUID | None = None,
) -> Consideration:
    """Let a body consider what a reading brought in, each proposal at its passage.

    What is adopted goes into ``strand``, a draft of the same line; without one a new draft begins
    at the text that was read.  Only what is released and not withdrawn is laid before the body.

    Raises ValidationError for a reading without a text, when the body has begun already, and for
    a draft that another body works on.
    """
    require(may_record_decisions(actor, reading.municipality))
    check_belonging(reading.municipality, organization=organization)
    check_same_concept(reading.concept, strand=strand)
    if reading.version is None:
        raise ValidationError({"version": _("Zu dieser Durchsicht liegt hier keine Fassung vor.")})
    if reading.considerations.filter(organization=organization).exists():
        raise ValidationError(
            {"organization": _("Dieses Gremium berät schon über diese Durchsicht.")}
        )
    if strand is not None and Consideration.objects.filter(strand=strand).exists():
        raise ValidationError(
            {"strand": _("In diesem Entwurf wird schon über andere Vorschläge beraten.")}
        )
    proposed = list(proposed_in(reading))
    if strand is None:
        strand = begin_strand(
            reading.version, name=name or f"{reading}, {organization}", amendments=proposed,
            actor=actor, now=now,
        )  # fmt: skip
    else:
        there = set(strand.current_wordings.values_list("amendment_id", flat=True))
        missing = [each for each in proposed if each.pk not in there]
        if missing:
            lay_amendments(strand, amendments=missing, actor=actor, now=now)
    consideration = entry.create(
        Consideration, reading=reading, organization=organization, strand=strand,
        recorded=database_now(), **identity(id),
    )  # fmt: skip
    entry.tell(consideration=consideration, number=len(proposed))
    return consideration


@action(_("{actor} hat nachträglich vorgelegt: {number} Vorschläge ({consideration})."))
def lay_late_proposals(
    entry: Entry, consideration: Consideration, *, actor: User | None, now: datetime
) -> list[CurrentWording]:
    """Bring before the body what was released since; raises ValidationError for nothing."""
    require(may_record_decisions(actor, consideration.municipality))
    missing = list(missing_in(consideration))
    if not missing:
        raise ValidationError(_("Es ist nichts hinzugekommen."))
    entry.tell(consideration=consideration, number=len(missing))
    return lay_amendments(consideration.strand, amendments=missing, actor=actor, now=now)
