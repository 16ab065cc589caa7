"""Acts on amendments that are there: other words, alternatives, strands, setting aside."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.alternatives import set_apart, standing_in
from fortschrift.concepts.actions.following import follow, let_lapse
from fortschrift.concepts.actions.held import ground_of, held, held_to_reword, last_wording
from fortschrift.concepts.actions.landing import hold
from fortschrift.concepts.actions.laying import lay
from fortschrift.concepts.actions.placing import place
from fortschrift.concepts.actions.taking_in import let_others_lapse
from fortschrift.concepts.actions.wordings import (
    NO_MISFIT,
    check_new_identities,
    check_once,
    check_parts,
    store_wording,
    touch,
    wanted_parts,
)
from fortschrift.concepts.amending import Part
from fortschrift.concepts.models import Amendment, CurrentWording, Strand, Wording
from fortschrift.concepts.permissions import may_record_amendments
from fortschrift.core.text import Operation

State = CurrentWording.State
#: Kinds of a rewording; the others come about by recording and by carrying.
_REWORDED = frozenset({
    Wording.Kind.TRANSLATED, Wording.Kind.AMENDED, Wording.Kind.JOINT, Wording.Kind.WORKED_OUT,
})  # fmt: skip


@action(_("{actor} hat den Wortlaut von „{amendment}“ neu gefasst ({kind}, {consent})."))
def reword_amendment(
    entry: Entry,
    amendment: Amendment,
    *,
    kind: str,
    consent: str,
    actor: User | None,
    now: datetime,
    strand: Strand | None = None,
    operations: Sequence[Operation] = (),
    parts: Sequence[Part] = (),
    base: UUID | None = None,
    language: str = "de",
    reason: str = "",
) -> Wording:
    """Give an amendment other words on a strand: written on its head, and open there again.

    Without a strand it stays on the text it was submitted for.  The submitted wording stays as it
    is; ``consent`` says whether whoever handed it in agrees.  What amends this amendment is
    carried over to the new wording, or lapses.  ``base`` is the head it was written on, if that is
    to be checked.

    Raises StaleHead, and ValidationError naming place and reason when the words do not fit, or
    when the amendment is decided there: adopted, lapsed or set aside.
    """
    require(may_record_amendments(actor, amendment.municipality))
    _check_kind(amendment, kind, consent)
    _hold(amendment, strand, base, operations)
    pointer = held_to_reword(amendment, strand) if strand else None
    ground = ground_of(amendment, strand)
    wanted = wanted_parts(operations, parts, "")
    check_parts(amendment.concept, wanted, ground.whole)
    check_new_identities(amendment.concept, wanted, ground.whole, earlier=amendment.wordings.all())
    last = last_wording(amendment)
    on = {"base_wording": ground.wording} if ground.wording else {
        "base": strand.head if strand else last.base
    }  # fmt: skip
    wording = store_wording(
        entry, amendment, wanted, order=last.order + 1, kind=kind, consent=consent, reason=reason,
        language=language, previous=pointer.wording if pointer else last, **on,
    )  # fmt: skip
    touch(entry, amendment, wanted, ground.whole, ground.text)
    if pointer is not None:
        before = pointer.wording
        _reopen(entry, pointer, wording)
        follow(entry, pointer, before, ground.text)
    entry.tell(
        amendment=amendment, kind=wording.get_kind_display(), consent=wording.get_consent_display()
    )
    return wording


@action(_("{actor} hat zu „{strand}“ vorgelegt: {number} Vorschläge."))
def lay_amendments(
    entry: Entry,
    strand: Strand,
    *,
    amendments: Sequence[Amendment],
    actor: User | None,
    now: datetime,
) -> list[CurrentWording]:
    """Bring amendments before a strand in their last wordings, carried to its head.

    They may be written on any text of the strand's line; what no longer fits is said, not
    refused, and what cannot stand beside something in the text lapses at once.  Raises
    ValidationError for none at all, for one that is named twice or stands on the strand already.
    """
    require(may_record_amendments(actor, strand.municipality))
    _check_some(amendments, field="amendments")
    check_once(amendments, field="amendments")
    hold(strand)
    there = strand.current_wordings.filter(amendment__in=amendments).select_related("amendment")
    for pointer in there:
        raise ValidationError(
            {
                "amendments": _("„%(amendment)s“ liegt zu „%(strand)s“ schon vor.")
                % {"amendment": pointer.amendment, "strand": strand}
            }
        )
    if any(each.concept_id != strand.concept_id for each in amendments):
        raise ValidationError(
            {"amendments": _("Einer der Vorschläge gehört zu einem anderen Konzept.")}
        )
    lay(entry, strand, amendments)
    let_others_lapse(entry, strand, standing_in(strand))
    entry.tell(strand=strand, number=len(amendments))
    return list(strand.current_wordings.filter(amendment__in=amendments))


@action(_("{actor} hat „{amendment}“ zu „{strand}“ nicht weiter verfolgt: {reason}"))
def set_aside_amendment(
    entry: Entry,
    amendment: Amendment,
    *,
    strand: Strand,
    reason: str,
    actor: User | None,
    now: datetime,
) -> None:
    """Leave an amendment be on a strand: withdrawn, voted down, settled; what amends it lapses."""
    require(may_record_amendments(actor, amendment.municipality))
    if not reason.strip():
        raise ValidationError({"reason": _("Bitte nennen Sie den Grund.")})
    hold(strand)
    pointer = held(amendment, strand)
    if pointer.state == State.ADOPTED:
        raise ValidationError(
            {"amendment": _("„%(amendment)s“ ist schon übernommen.") % {"amendment": amendment}}
        )
    entry.save(
        pointer, state=State.SET_ASIDE, change=None, cause=None,
        **{**NO_MISFIT, "reason": reason},
    )  # fmt: skip
    place(entry, pointer)
    let_lapse(entry, strand, cause=amendment)
    entry.tell(amendment=amendment, strand=strand, reason=reason)


@action(_("{actor} hat „{amendment}“ und {others} als Alternativen erklärt."))
def declare_alternatives(
    entry: Entry,
    amendment: Amendment,
    *,
    others: Sequence[Amendment],
    actor: User | None,
    now: datetime,
) -> None:
    """Declare that an amendment cannot stand beside others, even where they share no passage.

    Raises ValidationError when one of them stands in the text already.
    """
    require(may_record_amendments(actor, amendment.municipality))
    _check_some(others, field="others")
    repository.hold(amendment.concept)
    set_apart(entry, amendment, others)
    entry.tell(amendment=amendment, others=", ".join(f"„{each}“" for each in others))


def _check_some(amendments: Sequence[Amendment], *, field: str) -> None:
    if not amendments:
        raise ValidationError({field: _("Bitte wählen Sie mindestens einen Vorschlag.")})


def _check_kind(amendment: Amendment, kind: str, consent: str) -> None:
    for_nobody = kind == Wording.Kind.JOINT and not amendment.replacements.exists()
    if kind not in _REWORDED or for_nobody:
        raise ValidationError({"kind": _("So lässt sich kein Wortlaut neu fassen.")})
    if consent not in Wording.Consent.values:
        raise ValidationError({"consent": _("Bitte sagen Sie, ob zugestimmt wurde.")})


def _hold(
    amendment: Amendment, strand: Strand | None, base: UUID | None, mine: Sequence[Operation]
) -> None:
    if strand is not None:
        hold(strand, base=base, mine=mine)
    else:
        repository.hold(amendment.concept)


def _reopen(entry: Entry, pointer: CurrentWording, wording: Wording) -> None:
    entry.save(
        pointer, wording=wording, state=State.OPEN, change=None, into=None, cause=None,
        **NO_MISFIT,
    )  # fmt: skip
    place(entry, pointer)
