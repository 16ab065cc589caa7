"""The act of taking up again what was set aside: it stands as open as it did before."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.actions.clashing import record_missing
from fortschrift.concepts.actions.deriving import derive
from fortschrift.concepts.actions.held import held
from fortschrift.concepts.actions.landing import hold
from fortschrift.concepts.models import Amendment, CurrentWording, Placement, Strand
from fortschrift.concepts.permissions import may_record_amendments

State = CurrentWording.State


@action(_("{actor} hat „{amendment}“ zu „{strand}“ wieder aufgenommen: {reason}"))
def take_up_amendment(
    entry: Entry,
    amendment: Amendment,
    *,
    strand: Strand,
    reason: str,
    actor: User | None,
    now: datetime,
) -> CurrentWording:
    """Open an amendment again on a strand that it was set aside on, in the words it had there.

    It is carried over what has changed since; what no longer fits is said, not refused.  Raises
    ValidationError for one that was not set aside, and without a reason.
    """
    require(may_record_amendments(actor, amendment.municipality))
    if not reason.strip():
        raise ValidationError({"reason": _("Bitte nennen Sie den Grund.")})
    hold(strand)
    pointer = held(amendment, strand)
    if pointer.state != State.SET_ASIDE:
        raise ValidationError(
            {
                "amendment": _("„%(amendment)s“ ist zu „%(strand)s“ nicht zurückgelegt.")
                % {"amendment": amendment, "strand": strand}
            }
        )
    stood = Placement.objects.filter(strand=strand, amendment=amendment, state=State.OPEN)
    last = stood.order_by("-pk")[0]
    entry.create(
        Placement, strand=strand, amendment=amendment, wording_id=last.wording_id, at_id=last.at_id,
        state=State.OPEN, reason=reason, recorded=database_now(),
    )  # fmt: skip
    record_missing(entry, strand, derive(entry, strand, [amendment.pk]))
    entry.tell(amendment=amendment, strand=strand, reason=reason)
    return held(amendment, strand)
