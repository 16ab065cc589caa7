"""The act of recording how a body decided on proposals: one by one, by part, or as a block.

Live or afterwards it is the same act: the vote as it fell, a question with the exact words for
each proposal, the decision with a result for each, and what was adopted becomes text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.actions import reword_amendment
from fortschrift.concepts.models import Amendment, AmendmentPart, CurrentWording, Wording
from fortschrift.core.text import Operation
from fortschrift.deliberation.actions.decisions import Answer, decide
from fortschrift.deliberation.actions.enacting import enact
from fortschrift.deliberation.actions.occasions import UNSAID, Acting, Occasion, vote_on
from fortschrift.deliberation.actions.questions import put_question
from fortschrift.deliberation.models import Consideration, Decision, Question, QuestionResult
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.sources.models import Claim

Result = QuestionResult.Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a body says of one proposal, or of one part of it.

    ``operations`` are other words that it adopted instead of those before it: an oral amendment.
    """

    amendment: Amendment
    result: str
    part: str = ""
    reason: str = ""
    operations: Sequence[Operation] = ()


@action(_("{actor} hat festgehalten, wie „{organization}“ über {number} Vorschläge entschied."))
def decide_proposals(
    entry: Entry,
    consideration: Consideration,
    *,
    rulings: Sequence[Ruling],
    actor: User | None,
    now: datetime,
    occasion: Occasion = UNSAID,
    title: str = "",
    note: str = "",
    base: UUID | None = None,
    is_merged: bool = True,
    corrects: Decision | None = None,
    correction: str = "",
    claims: Sequence[Claim] = (),
    id: UUID | None = None,
) -> Decision:
    """Record what a body decided on proposals before it, and let what it adopted become text.

    One vote at most is for all of them.  Those grouped with one that is named get its result.  A
    proposal adopted *with a change* brings the words adopted; one adopted *in substance* stays
    open until its words are worked out.  What was rejected is set aside with the reason.  Without
    ``is_merged`` the text is left alone until ``merge_decided``.  ``base`` is the head of the
    text that was looked at.

    Raises ValidationError for none, for one named twice or not before the body or decided
    already, for a part that it has not; StaleHead when the head is no longer ``base``.
    """
    require(may_record_decisions(actor, consideration.municipality))
    _pointers(consideration, rulings)
    whole = [*rulings, *_with_their_leaders(consideration, rulings)]
    pointers = _pointers(consideration, whole)
    _check_undecided(consideration, whole, corrects)
    title, acting = title or _title(rulings), Acting(actor, now)
    answers = []
    for order, each in enumerate(whole, start=1):
        words = _as_decided(each, pointers[each.amendment.pk], base, acting)
        question = _question(consideration, each, words, occasion, order=order, acting=acting)
        answers.append(Answer(question, each.result, each.reason))
    decision = decide(
        consideration.concept, organization=consideration.organization, title=title[:300],
        answers=answers, vote_event=vote_on(occasion, consideration.organization, title, acting),
        date=occasion.date, date_note=occasion.date_note, note=note, meeting=occasion.sitting,
        corrects=corrects, correction=correction, visibility=occasion.visibility, claims=claims,
        id=id, **acting.who,
    )  # fmt: skip
    if is_merged:
        enact(entry, consideration, decision, acting)
    entry.tell(organization=consideration.organization, number=len(whole))
    return decision


def _pointers(
    consideration: Consideration, rulings: Sequence[Ruling]
) -> Mapping[UUID, CurrentWording]:
    """Find where the proposals stand; raises ValidationError naming one that is not there."""
    if not rulings:
        raise ValidationError({"rulings": _("Bitte wählen Sie mindestens einen Vorschlag.")})
    asked = [each.amendment for each in rulings]
    rows = consideration.strand.current_wordings.filter(amendment__in=asked)
    found = {row.amendment_id: row for row in rows.select_related("wording", "amendment")}
    for row in found.values():
        row.strand = consideration.strand  # the one that is held, whose head moves
    seen = set()
    for each in rulings:
        if each.amendment.pk not in found:
            raise ValidationError(
                {"rulings": _("„%(amendment)s“ liegt dem Gremium nicht vor.")
                 % {"amendment": each.amendment}}
            )  # fmt: skip
        if (key := (each.amendment.pk, each.part)) in seen:
            raise ValidationError(
                {"rulings": _("„%(amendment)s“ ist zweimal genannt.")
                 % {"amendment": each.amendment}}
            )  # fmt: skip
        seen.add(key)
    return found


def _with_their_leaders(
    consideration: Consideration, rulings: Sequence[Ruling]
) -> Iterator[Ruling]:
    """Give the rulings on proposals that are decided together with one that is named."""
    by_amendment = {each.amendment.pk: each for each in rulings if not each.part}
    led = consideration.groupings.current().filter(leader__in=by_amendment)
    for row in led.select_related("amendment", "leader").order_by("amendment__number"):
        assert row.leader is not None
        if row.amendment_id not in by_amendment:
            leader = by_amendment[row.leader.pk]
            with_it = _t("Gemeinsam mit „%(leader)s“ entschieden.") % {"leader": row.leader}
            yield replace(
                leader, amendment=row.amendment, operations=(),
                reason=" ".join(filter(None, [with_it, leader.reason])),
            )  # fmt: skip


def _check_undecided(
    consideration: Consideration, rulings: Sequence[Ruling], corrects: Decision | None
) -> None:
    """Refuse what is decided already; to decide it otherwise is a correction of that record."""
    decided = QuestionResult.objects.filter(
        question__consideration=consideration, decision__corrected_by=None,
        question__wording__amendment__in=[each.amendment for each in rulings],
    ).exclude(result__in=[Result.OPEN, Result.UNKNOWN])  # fmt: skip
    if corrects is not None:
        decided = decided.exclude(decision=corrects)
    related = ("decision", "question__part", "question__wording__amendment")
    for row in decided.select_related(*related):
        for each in rulings:
            assert row.question.wording is not None
            part = row.question.part.label if row.question.part else ""
            is_same = row.question.wording.amendment_id == each.amendment.pk
            if is_same and ("" in (part, each.part) or part == each.part):
                raise ValidationError(
                    {"rulings": _("Über „%(amendment)s“ ist schon entschieden: %(result)s.")
                     % {"amendment": each.amendment, "result": row.get_result_display()}},
                    code="decided",
                )  # fmt: skip


def _as_decided(
    ruling: Ruling, pointer: CurrentWording, base: UUID | None, acting: Acting
) -> Wording:
    """Give the words that the body decided on: those before it, or what it made of them."""
    if not ruling.operations:
        return pointer.wording
    if ruling.result != Result.ADOPTED_AMENDED:
        raise ValidationError({"rulings": _("Andere Worte gehören zu „mit Änderung angenommen“.")})
    return reword_amendment(
        ruling.amendment, kind=Wording.Kind.AMENDED, consent=Wording.Consent.NOT_ASKED,
        strand=pointer.strand, operations=ruling.operations, base=base,
        reason=ruling.reason or _t("In der Sitzung geändert"), **acting.who,
    )  # fmt: skip


def _question(
    consideration: Consideration,
    ruling: Ruling,
    wording: Wording,
    occasion: Occasion,
    *,
    order: int,
    acting: Acting,
) -> Question:
    part = _part(wording, ruling)
    words = str(ruling.amendment) if part is None else f"{ruling.amendment}, {part.label}"
    return put_question(
        consideration.concept, subject=Question.Subject.AMENDMENT, as_stated=words,
        consideration=consideration, wording=wording, part=part, order=order,
        agenda_item=occasion.agenda_item, visibility=occasion.visibility, **acting.who,
    )  # fmt: skip


def _part(wording: Wording, ruling: Ruling) -> AmendmentPart | None:
    if not ruling.part:
        return None
    found = wording.parts.filter(label=ruling.part).first()
    if found is None:
        raise ValidationError(
            {"rulings": _("Einen Teil „%(part)s“ hat „%(amendment)s“ nicht.")
             % {"part": ruling.part, "amendment": ruling.amendment}}
        )  # fmt: skip
    return found


def _title(rulings: Sequence[Ruling]) -> str:
    named = [
        f"{each.amendment}, {each.part}" if each.part else str(each.amendment) for each in rulings
    ]
    shown = ", ".join(named[:3])
    if len(named) <= 3:
        return shown
    return _t("%(shown)s und %(more)d weitere") % {"shown": shown, "more": len(named) - 3}
