"""Acts on amendments: recording them, rewording them, laying them on a strand, setting aside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.alternatives import set_apart
from fortschrift.concepts.actions.held import ground_of_amended
from fortschrift.concepts.actions.landing import hold
from fortschrift.concepts.actions.laying import lay, not_on_line
from fortschrift.concepts.actions.placing import place
from fortschrift.concepts.actions.wordings import (
    check_new_identities,
    check_once,
    check_parts,
    check_same_concept,
    store_wording,
    touch,
    wanted_parts,
)
from fortschrift.concepts.amending import Part
from fortschrift.concepts.models import (
    Amendment,
    AmendmentReplacement,
    Change,
    Concept,
    CurrentWording,
    Strand,
    VersionText,
    Wording,
)
from fortschrift.concepts.permissions import may_record_amendments
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.text import Operation
from fortschrift.sources.models import Claim


@action(_("{actor} hat zu „{text}“ aufgenommen: {amendment}."))
def record_amendment(
    entry: Entry,
    of: Strand | VersionText,
    *,
    actor: User | None,
    now: datetime,
    operations: Sequence[Operation] = (),
    parts: Sequence[Part] = (),
    base: UUID | None = None,
    id: UUID | None = None,
    number: int | None = None,
    label: str = "",
    author: str = "",
    original: str = "",
    language: str = "de",
    reason: str = "",
    alternatives: Sequence[Amendment] = (),
    replaces: Sequence[Amendment] = (),
    consent: str = "",
    happened: PartialDate | str = UNKNOWN,
    claims: Sequence[Claim] = (),
) -> Amendment:
    """Record an amendment with the wording it was submitted in, which stays for ever.

    It is written on the text of a version, or on a change of a strand (``base``, the head if not
    given); what the strand has done since is carried over at once, and what no longer fits is
    said, not refused.  Give ``operations``, or ``parts`` that can be voted on by themselves, or
    only ``original``, what was handed in, for a wish that nobody has put into words yet.  An
    amendment that ``replaces`` others is a joint text with their authors' ``consent``.

    Raises ValidationError naming place and reason when a part does not fit the base, and when one
    of the ``alternatives`` stands in the text already.
    """
    require(may_record_amendments(actor, of.municipality))
    _check_consent(replaces, consent)
    amendment = enter_amendment(
        entry, of, operations=operations, parts=parts, base=base, id=id, number=number,
        label=label, author=author, original=original, language=language, reason=reason,
        replaces=replaces, consent=consent, happened=happened,
    )  # fmt: skip
    set_apart(entry, amendment, alternatives)
    if isinstance(of, Strand):
        lay(entry, of, [amendment])
    entry.link(amendment.claims, claims)
    entry.tell(text=of, amendment=amendment)
    return amendment


def enter_amendment(
    entry: Entry,
    of: Strand | VersionText,
    *,
    operations: Sequence[Operation] = (),
    parts: Sequence[Part] = (),
    base: UUID | None = None,
    id: UUID | None = None,
    number: int | None = None,
    label: str = "",
    author: str = "",
    original: str = "",
    language: str = "de",
    reason: str = "",
    replaces: Sequence[Amendment] = (),
    consent: str = "",
    happened: PartialDate | str = UNKNOWN,
) -> Amendment:
    """Write an amendment with its submitted wording, on no strand, for acts with their own rights.

    What they are and what is refused: `record_amendment`.
    """
    concept = _held_concept(of)
    written_on = base_on_line(of, base)
    wanted = wanted_parts(operations, parts, original)
    text = repository.text_at(written_on).tree
    check_parts(concept, wanted, text)
    check_new_identities(concept, wanted, text, earlier=_wordings_of(replaces))
    amendment = begin_amendment(
        entry, concept, id=id, number=number, label=label, author=author, happened=happened
    )
    store_wording(
        entry, amendment, wanted, order=1, base=written_on, original=original, language=language,
        reason=reason, consent=consent,
        kind=Wording.Kind.JOINT if replaces else Wording.Kind.SUBMITTED,
    )  # fmt: skip
    touch(entry, amendment, wanted, text, text)
    _replace(entry, amendment, replaces)
    return amendment


@action(_("{actor} hat aufgenommen: {amendment}, ändert {amended}."))
def amend_amendment(
    entry: Entry,
    amended: Amendment,
    *,
    actor: User | None,
    now: datetime,
    strand: Strand | None = None,
    operations: Sequence[Operation] = (),
    parts: Sequence[Part] = (),
    base: int | None = None,
    id: UUID | None = None,
    number: int | None = None,
    label: str = "",
    author: str = "",
    original: str = "",
    language: str = "de",
    reason: str = "",
    alternatives: Sequence[Amendment] = (),
    happened: PartialDate | str = UNKNOWN,
    claims: Sequence[Claim] = (),
) -> Amendment:
    """Record an amendment to an amendment: written on the text as it would read with that one.

    ``base`` is the wording it was written on, the one that holds on the strand if not given; on
    no strand it is the last wording.  Raises ValidationError when another one holds by now, when
    the amended one is not open there or itself amends another one.
    """
    require(may_record_amendments(actor, amended.municipality))
    repository.hold(amended.concept)
    ground = ground_of_amended(amended, strand, base)
    wanted = wanted_parts(operations, parts, original)
    check_parts(amended.concept, wanted, ground.whole)
    check_new_identities(amended.concept, wanted, ground.whole)
    amendment = begin_amendment(
        entry, amended.concept, id=id, number=number, label=label, author=author,
        happened=happened, amends=amended,
    )  # fmt: skip
    wording = store_wording(
        entry, amendment, wanted, order=1, base_wording=ground.wording, original=original,
        language=language, reason=reason, kind=Wording.Kind.SUBMITTED,
    )  # fmt: skip
    touch(entry, amendment, wanted, ground.whole, ground.text)
    set_apart(entry, amendment, alternatives)
    if strand is not None:
        place(
            entry,
            entry.create(CurrentWording, strand=strand, amendment=amendment, wording=wording),
        )
    entry.link(amendment.claims, claims)
    entry.tell(amendment=amendment, amended=amended)
    return amendment


def _held_concept(of: Strand | VersionText) -> Concept:
    """Hold the concept, and the strand if the amendment is to stand on one."""
    if isinstance(of, Strand):
        hold(of)
        return of.concept
    repository.hold(of.version.concept)
    return of.version.concept


def base_on_line(of: Strand | VersionText, base: UUID | None) -> Change:
    """Find the change whose text an amendment is written on; raises ValidationError."""
    head = of.head if isinstance(of, Strand) else of.change
    if base in (None, head.pk):
        return head
    if isinstance(of, VersionText) or base not in repository.line_of(head):
        raise not_on_line(getattr(of, "version", of))
    return Change.objects.get(pk=base)


def begin_amendment(
    entry: Entry,
    concept: Concept,
    *,
    id: UUID | None = None,
    number: int | None = None,
    **fields: Any,
) -> Amendment:
    """Give an amendment its number, the next one if none is given."""
    last = concept.amendments.aggregate(last=Max("number"))["last"] or 0
    if number is not None and concept.amendments.filter(number=number).exists():
        raise ValidationError(
            {
                "number": _("Die Nr. %(number)d hat schon ein anderer Vorschlag.")
                % {"number": number}
            }
        )
    return entry.create(
        Amendment, concept=concept, number=number or last + 1, recorded=database_now(),
        **fields, **({"id": id} if id else {}),
    )  # fmt: skip


def _check_consent(replaced: Sequence[Amendment], consent: str) -> None:
    """A joint text says whether those agree for whom it stands; nothing else has to."""
    check_once(replaced, field="replaces")
    if replaced and consent not in Wording.Consent.values:
        raise ValidationError({"consent": _("Bitte sagen Sie, ob zugestimmt wurde.")})
    if consent and not replaced:
        raise ValidationError(
            {"consent": _("Zugestimmt wird nur einem gemeinsamen Text; hier ersetzt er keinen.")}
        )


def _wordings_of(amendments: Sequence[Amendment]) -> list[Wording]:
    return list(Wording.objects.filter(amendment__in=amendments)) if amendments else []


def _replace(entry: Entry, amendment: Amendment, replaced: Sequence[Amendment]) -> None:
    check_same_concept(amendment, replaced)
    if replaced:
        rows = [AmendmentReplacement(amendment=amendment, replaced=each) for each in replaced]
        entry.create_many(AmendmentReplacement, rows)
