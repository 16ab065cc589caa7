"""The act of recording an instruction to make or to review a concept."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.models import Concept
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.actions.checks import check_belonging, identity, read_dates
from fortschrift.council.models import Meeting, Organization
from fortschrift.deliberation.models import Mandate
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.deliberation.visibility import visibility_of
from fortschrift.participation.bad_input import check_reason
from fortschrift.participation.occasions import day_of
from fortschrift.sources.models import Claim


@action(_("{actor} hat zu „{concept}“ einen Auftrag festgehalten: {kind}."))
def give_mandate(
    entry: Entry,
    concept: Concept,
    *,
    kind: str,
    actor: User | None,
    now: datetime,
    organization: Organization | None = None,
    organization_reason: str = "",
    addressee: Organization | None = None,
    meeting: Meeting | None = None,
    as_printed: str = "",
    text: str = "",
    date: PartialDate | str = UNKNOWN,
    date_note: str = "",
    visibility: str | None = None,
    claims: Sequence[Claim] = (),
    id: UUID | None = None,
) -> Mandate:
    """Record who told whom to make or to review the concept, in any order to drafts and votes.

    The giver may be unknown with ``organization_reason``; the addressee need not be a body that
    votes.  The date is the meeting's unless one is given.  ``as_printed`` keeps the source's word
    ("angestoßen").  A mandate dated after the first draft is stored as it is, with a finding.
    """
    require(may_record_decisions(actor, concept.municipality))
    check_belonging(
        concept.municipality, organization=organization, addressee=addressee, meeting=meeting,
        claims=claims,
    )  # fmt: skip
    check_reason("organization_reason", organization, organization_reason)
    mandate = entry.create(
        Mandate, concept=concept, kind=kind, organization=organization,
        organization_reason=organization_reason, addressee=addressee, meeting=meeting,
        as_printed=as_printed, text=text, date_note=date_note,
        visibility=visibility_of(visibility, organization, meeting),
        date=day_of(read_dates(date=date)["date"], meeting), **identity(id),
    )  # fmt: skip
    entry.link(mandate.claims, claims)
    entry.tell(concept=concept, kind=mandate.get_kind_display())
    return mandate
