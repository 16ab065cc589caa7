"""Acts that bring a change of one strand to another one, and what a draft says to errata.

Frozen texts are never touched: only the head of a strand moves.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.landing import advance, hold, operations_in
from fortschrift.concepts.ancestry import Line, lasting, parting, since
from fortschrift.concepts.models import Change, ErratumReply, Strand
from fortschrift.concepts.permissions import may_edit_text
from fortschrift.concepts.saying_again import Said
from fortschrift.concepts.selectors.errata import errata_of, said_in
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.text import Operation, TextError, Tree, apply, inverse_of_all, new_states
from fortschrift.core.text.difference.diff import diff
from fortschrift.core.text.merging.rebase import rebase

Reply = ErratumReply.Reply


@action(_("{actor} hat nach „{strand}“ eine Änderung übernommen ({change}): {reason}"))
def take_over_change(
    entry: Entry,
    strand: Strand,
    *,
    change: Change,
    base: UUID,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    author: str = "",
    reason: str = "",
    happened: PartialDate | str = UNKNOWN,
) -> Change:
    """Bring a change of another strand of the concept to this one; ``base`` is the head here.

    Its words keep their first origin.  Taking over an erratum answers it.

    Raises StaleHead, and ValidationError that names place and reason where it does not fit, or
    that says that the text has it already.
    """
    require(may_edit_text(actor, strand.municipality))
    hold(strand, base=base)
    _check(strand, change)
    pk = id or uuid4()
    said = _brought_to(strand, change, pk)
    if not said.operations:
        raise ValidationError({"change": _("So steht es schon in „%(name)s“.") % {"name": strand}})
    taken = advance(
        entry, strand, said.operations, given=said.given, now=now, id=pk, sources=[change],
        kind=Change.Kind.TAKEN_OVER, author=author or change.author, actor=actor,
        reason=reason or change.reason, happened=happened,
    )  # fmt: skip
    if change.pk in {erratum.change for erratum in errata_of(strand.concept)}:
        _reply(entry, strand, change, Reply.TAKEN_OVER, actor, taken_as=taken)
    told = taken.reason or _("ohne Angabe eines Grundes")
    entry.tell(strand=strand, change=change, reason=told)
    return taken


@action(_("{actor} hat in „{strand}“ zur Berichtigung „{change}“ festgehalten: {reply}."))
def answer_erratum(
    entry: Entry,
    strand: Strand,
    *,
    change: Change,
    reply: str,
    actor: User | None,
    now: datetime,
    note: str = "",
) -> ErratumReply:
    """Record that a draft says already what an erratum corrects, or that it is not wanted there.

    The latest answer counts.  Raises ValidationError for what is no erratum of the concept, and
    for one that was taken over and not taken back since.
    """
    require(may_edit_text(actor, strand.municipality))
    hold(strand)
    if reply not in {Reply.ALREADY_THERE, Reply.NOT_WANTED}:
        raise ValidationError({"reply": _("Diese Antwort gibt es hier nicht.")})
    if change.pk not in {erratum.change for erratum in errata_of(strand.concept)}:
        raise ValidationError({"change": _("Das ist keine Berichtigung dieses Konzepts.")})
    if change.pk in said_in(strand):
        raise ValidationError({"reply": _("Diese Berichtigung ist schon übernommen.")})
    row = _reply(entry, strand, change, reply, actor, note=note)
    entry.tell(strand=strand, change=change, reply=row.get_reply_display())
    return row


def _reply(
    entry: Entry, strand: Strand, change: Change, reply: str, actor: User | None,
    *, taken_as: Change | None = None, note: str = "",
) -> ErratumReply:  # fmt: skip
    return entry.create(
        ErratumReply, strand=strand, change=change, reply=reply, taken_as=taken_as, note=note,
        actor=actor, recorded=database_now(),
    )  # fmt: skip


def _check(strand: Strand, change: Change) -> None:
    if change.concept_id != strand.concept_id:
        raise ValidationError({"change": _("Diese Änderung gehört zu einem anderen Konzept.")})
    if change.parent_id is None:
        raise ValidationError({"change": _("Ein ganzer Text lässt sich so nicht übernehmen.")})
    if change.pk in said_in(strand):
        raise ValidationError(
            {"change": _("„%(name)s“ enthält diese Änderung schon.") % {"name": strand}}
        )


def _brought_to(strand: Strand, change: Change, id: UUID) -> Said:
    """Say a change on the head of a strand."""
    assert change.parent is not None
    before, after = repository.text_at(change.parent), repository.text_at(change)
    made = [state.id for state in new_states(before.tree, after.tree)]
    said = Said.of(operations_in(change), before.tree, repository.StoredOrigins(after, made))
    return said.over(_way(change.parent, before.tree, strand), before.tree, id)


def _way(start: Change, text: Tree, strand: Strand) -> tuple[Operation, ...]:
    """Give operations that lead from a change, which left this text, to the head of a strand.

    The recorded ones; where the two began apart there are none, and the texts are compared.
    """
    ancestry = repository.ancestry_of(strand.concept_id)
    here, there = ancestry.line(strand.head_id), ancestry.line(start.pk)
    head = repository.load(strand).tree
    common = parting(here, there)
    if common is None:
        return diff(text, head)
    forth, back = _done(here, common), _done(there, common)
    return _across(back, forth, Change.objects.get(pk=common), text, head) if back else forth


def _done(line: Line, change: UUID) -> tuple[Operation, ...]:
    return repository.operations_of_changes(lasting(since(line, change), line))


def _across(
    back: Sequence[Operation], forth: Sequence[Operation], common: Change, text: Tree, head: Tree
) -> tuple[Operation, ...]:
    """Lead from one branch to another: what both did alike stays, else all is taken back first."""
    base = repository.text_at(common).tree
    try:
        across = rebase(forth, back, base)
        if apply(across, text) == head:
            return across
    except TextError:
        pass
    return (*inverse_of_all(back, base), *forth)
