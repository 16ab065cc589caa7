"""The act of resolving an overlap of adopted proposals by a decision of the body."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.actions import record_amendment, resolve_conflict
from fortschrift.concepts.models import Amendment, Conflict, ConflictResolution, Wording
from fortschrift.core.text import Operation
from fortschrift.deliberation.actions.decisions import Answer, decide
from fortschrift.deliberation.actions.enacting import record_enactments
from fortschrift.deliberation.actions.occasions import UNSAID, Acting, Occasion, vote_on
from fortschrift.deliberation.actions.questions import put_question
from fortschrift.deliberation.models import Consideration, Decision, Question, QuestionResult
from fortschrift.deliberation.permissions import may_record_decisions

Kind = ConflictResolution.Kind
Result = QuestionResult.Result


@action(_("{actor} hat festgehalten, wie „{organization}“ eine Überschneidung gelöst hat: {kind}."))
def decide_overlap(
    entry: Entry,
    consideration: Consideration,
    conflict: Conflict,
    *,
    kind: str,
    actor: User | None,
    now: datetime,
    amendment: Amendment | None = None,
    operations: Sequence[Operation] = (),
    consent: str = Wording.Consent.NOT_ASKED,
    occasion: Occasion = UNSAID,
    title: str = "",
    reason: str = "",
    base: UUID | None = None,
) -> Decision | None:
    """Resolve an overlap: for one of its proposals, by a joint text, or by leaving the text be.

    ``operations`` are the joint text, written on the head; it replaces all proposals of the
    overlap and credits them, with or without the ``consent`` of their proposers.  A resolution
    by the office (*editorial*) needs no decision, is marked as such, and gives None.  See
    ``resolve_conflict`` for what is refused.
    """
    require(may_record_decisions(actor, consideration.municipality))
    if conflict.strand_id != consideration.strand_id:
        raise ValidationError({"conflict": _("Diese Überschneidung gehört zu einem anderen Text.")})
    conflict.strand = consideration.strand  # the one that is held, whose head moves
    title = title or _t("Überschneidung: %(names)s") % {"names": _names(conflict)}
    if operations:
        amendment = record_amendment(
            consideration.strand, operations=operations, replaces=_members(conflict),
            label=_t("Gemeinsamer Wortlaut"), author=str(consideration.organization),
            consent=consent, reason=reason, actor=actor, now=now,
        )  # fmt: skip
    resolve_conflict(
        conflict, kind=kind, amendment=amendment, base=None if operations else base,
        reason=reason or title, actor=actor, now=now,
    )  # fmt: skip
    entry.tell(organization=consideration.organization, kind=str(Kind(kind).label))
    decision = None
    if kind != Kind.EDITORIAL:
        question = put_question(
            consideration.concept, subject=Question.Subject.CONFLICT, as_stated=title[:400],
            conflict=conflict, consideration=consideration, agenda_item=occasion.agenda_item,
            visibility=occasion.visibility, actor=actor, now=now,
        )  # fmt: skip
        result = Result.REJECTED if kind == Kind.KEPT else Result.ADOPTED
        decision = decide(
            consideration.concept, organization=consideration.organization, title=title[:300],
            answers=[Answer(question, result, reason)], meeting=occasion.sitting,
            vote_event=vote_on(occasion, consideration.organization, title, Acting(actor, now)),
            date=occasion.date, date_note=occasion.date_note, visibility=occasion.visibility,
            actor=actor, now=now,
        )  # fmt: skip
    record_enactments(entry, consideration, actor=actor)
    return decision


def _members(conflict: Conflict) -> list[Amendment]:
    rows = Amendment.objects.filter(wordings__conflict_members__clash__conflict=conflict)
    return list(rows.distinct().order_by("number"))


def _names(conflict: Conflict) -> str:
    return ", ".join(str(each) for each in _members(conflict))
