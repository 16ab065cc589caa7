"""How what a body adopted becomes text, and the record which decision each change comes from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.actions import (
    adopt_amendment,
    merge_amendments,
    reword_amendment,
    set_aside_amendment,
)
from fortschrift.concepts.actions.landing import hold
from fortschrift.concepts.lasting import standing_changes
from fortschrift.concepts.models import (
    Adoption,
    Amendment,
    ConflictResolution,
    CurrentWording,
    Wording,
)
from fortschrift.core.text import Operation
from fortschrift.deliberation.actions.occasions import Acting
from fortschrift.deliberation.models import Consideration, Decision, Enactment, QuestionResult
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.deliberation.selectors.considerations import ADOPTED, results_on

Result = QuestionResult.Result
#: What took it in: a change of the text, or another amendment's wording.
Place: TypeAlias = tuple[UUID | None, int | None]
State = CurrentWording.State
_AS_WORDED = (Result.ADOPTED, Result.ADOPTED_AMENDED)
_AGAINST = (Result.REJECTED, Result.LAPSED)


@action(_("{actor} hat eingearbeitet, was „{organization}“ beschlossen hat: {number} Vorschläge."))
def merge_decided(
    entry: Entry,
    consideration: Consideration,
    *,
    actor: User | None,
    now: datetime,
    base: UUID | None = None,
) -> list[Enactment]:
    """Let all that was adopted and is not in the text yet become text, as a set.

    What overlaps stays out and is listed; nothing waits for it.  Raises ValidationError when
    there is nothing to merge; StaleHead when the head is no longer ``base``.
    """
    require(may_record_decisions(actor, consideration.municipality))
    hold(consideration.strand, base=base)
    results = list(results_on(consideration).exclude(question__wording=None))
    if not _to_take_in(consideration, results) and not _to_set_aside(consideration, results):
        raise ValidationError(
            _("Alles, was beschlossen ist und sich einarbeiten lässt, steht schon im Text.")
        )
    reason = {"reason": _t("Beschlossene Vorschläge")}
    found = _land(entry, consideration, results, reason, Acting(actor, now))
    entry.tell(organization=consideration.organization, number=len(found))
    return found


@action(_("{actor} hat den Wortlaut zu „{amendment}“ ausgearbeitet und eingearbeitet."))
def work_out(
    entry: Entry,
    result: QuestionResult,
    *,
    operations: Sequence[Operation],
    consent: str,
    actor: User | None,
    now: datetime,
    base: UUID | None = None,
    reason: str = "",
) -> list[Enactment]:
    """Give the words to what a body adopted in substance, and let them become text.

    ``consent`` says whether whoever proposed it agrees to the words.  Raises ValidationError for
    what was not adopted in substance.
    """
    consideration = result.question.consideration
    if result.result != Result.ADOPTED_IN_SUBSTANCE or consideration is None:
        raise ValidationError(
            {"result": _("Das ist nicht dem Sinn nach angenommen; der Wortlaut steht fest.")}
        )
    require(may_record_decisions(actor, result.municipality))
    assert result.question.wording is not None
    amendment, strand = result.question.wording.amendment, consideration.strand
    reword_amendment(
        amendment, kind=Wording.Kind.WORKED_OUT, consent=consent, strand=strand,
        operations=operations, base=base, reason=reason or str(result.decision), actor=actor,
        now=now,
    )  # fmt: skip
    adopt_amendment(
        amendment, strand=strand, reason=str(result.decision), happened=result.decision.date,
        actor=actor, now=now,
    )  # fmt: skip
    entry.tell(amendment=amendment)
    return record_enactments(entry, consideration, actor=actor)


def enact(
    entry: Entry, consideration: Consideration, decision: Decision, acting: Acting
) -> list[Enactment]:
    """Let what one decision adopted become text, and set aside what it rejected."""
    results = list(
        results_on(consideration).filter(decision=decision).exclude(question__wording=None)
    )
    told = {"reason": str(decision), "happened": decision.date}
    return _land(entry, consideration, results, told, acting)


def record_enactments(
    entry: Entry, consideration: Consideration, *, actor: User | None
) -> list[Enactment]:
    """Note for each result that became text by which change, where nobody has noted it yet."""
    results = [each for each in results_on(consideration) if each.result in ADOPTED]
    places = _places(consideration, results)
    known = set(
        Enactment.objects.filter(result__in=results).values_list("result", "change", "into")
    )
    now = database_now()
    rows = [
        Enactment(result=each, change_id=change, into_id=into, actor=actor, recorded=now)
        for each in results
        for change, into in places.get(each.pk, ())
        if (each.pk, change, into) not in known
    ]
    if rows:
        entry.create_many(Enactment, rows)
    return rows


def _land(
    entry: Entry,
    consideration: Consideration,
    results: Sequence[QuestionResult],
    told: Mapping[str, Any],
    acting: Acting,
) -> list[Enactment]:
    """Merge what is adopted, set aside what is not, and note what came of it.

    ``told`` is what the changes say of themselves: reason and day.
    """
    strand = consideration.strand
    parts: list[QuestionResult] = []
    wholes: list[QuestionResult] = []
    for each in _to_take_in(consideration, results):
        (parts if each.question.part_id else wholes).append(each)
    for each in parts:
        assert each.question.part is not None
        label = each.question.part.label
        adopt_amendment(_of(each), strand=strand, part=label, **told, **acting.who)
    if len(wholes) == 1:
        adopt_amendment(_of(wholes[0]), strand=strand, **told, **acting.who)
    elif wholes:
        amendments = [_of(each) for each in wholes]
        merge_amendments(strand, amendments=amendments, **told, **acting.who)
    for amendment, why in _to_set_aside(consideration, results).items():
        set_aside_amendment(amendment, strand=strand, reason=why, **acting.who)
    return record_enactments(entry, consideration, actor=acting.actor)


def _to_take_in(
    consideration: Consideration, results: Iterable[QuestionResult]
) -> list[QuestionResult]:
    """Choose what is adopted as it is worded and open in the text, with words; 2 queries.

    One that was decided together with another brings its own words only where they are the same:
    then both are credited.
    """
    adopted = [each for each in results if each.result in _AS_WORDED]
    rows = consideration.strand.current_wordings.filter(
        state=State.OPEN, amendment__in=[_of(each) for each in adopted]
    )
    worded = {row.amendment_id: row.wording.operations for row in rows.select_related("wording")}
    leaders = dict(consideration.groupings.current().values_list("amendment_id", "leader_id"))
    found = []
    for each in adopted:
        operations, leader = worded.get(_of(each).pk), leaders.get(_of(each).pk)
        if operations and (leader is None or worded.get(leader) == operations):
            found.append(each)
    return found


def _to_set_aside(
    consideration: Consideration, results: Iterable[QuestionResult]
) -> Mapping[Amendment, str]:
    """Choose what will not become text, with the reason: rejected, or taken up by another's words.

    Of one that is decided in parts the rest is set aside once every part is decided.
    """
    by_amendment = defaultdict(list)
    for each in results:
        by_amendment[_of(each)].append(each)
    standing = [State.OPEN, State.UNFIT]
    rows = consideration.strand.current_wordings.filter(
        state__in=standing, amendment__in=list(by_amendment)
    ).prefetch_related("wording__parts")
    left = {row.amendment_id: {part.label for part in row.wording.parts.all()} for row in rows}
    leaders = {
        row.amendment_id: row.leader
        for row in consideration.groupings.current().select_related("leader")
    }
    found = {}
    for amendment, decided in by_amendment.items():
        if amendment.pk not in left:
            continue
        against = [each for each in decided if each.result in _AGAINST]
        parts = {each.question.part.label for each in against if each.question.part}
        if against and (any(not each.question.part for each in against)
                        or left[amendment.pk] <= parts):  # fmt: skip
            found[amendment] = _why(against)
        elif amendment.pk in leaders and any(each.result in _AS_WORDED for each in decided):
            found[amendment] = _t("Aufgegangen in „%(leader)s“.") % {
                "leader": leaders[amendment.pk]
            }
    return found


def _why(against: Sequence[QuestionResult]) -> str:
    said = [each.reason for each in against if each.reason]
    return " ".join([f"{against[0].get_result_display()}: {against[0].decision}", *said])


def _places(
    consideration: Consideration, results: Sequence[QuestionResult]
) -> Mapping[int, list[Place]]:
    """Say for each result which changes, or whose wordings, took it in; constant queries.

    For an overlap that is the change that resolved it; for what a joint text replaces, or goes
    with another proposal, the change that took in the other one.
    """
    strand = consideration.strand
    stands = standing_changes(strand)
    by_part: dict[tuple[UUID, str], list[Place]] = defaultdict(list)
    rows = Adoption.objects.filter(strand=strand).select_related("part")
    values = rows.values_list("wording__amendment", "part__label", "change", "into").order_by("pk")
    for amendment, part, change, into in values:
        if change is None or change in stands:
            by_part[amendment, part or ""].append((change, into))
    whole: dict[UUID, list[Place]] = defaultdict(list)
    for (amendment, _part), found in by_part.items():
        whole[amendment].extend(found)
    instead = _instead(consideration)
    resolved = dict(
        ConflictResolution.objects.filter(conflict__strand=strand, change__in=stands)
        .values_list("conflict", "change")
    )  # fmt: skip
    places: dict[int, list[Place]] = {}
    for each in results:
        question = each.question
        if question.conflict_id is not None:
            by_change = resolved.get(question.conflict_id)
            places[each.pk] = [(by_change, None)] if by_change else []
            continue
        key = _of(each).pk
        own = by_part[key, question.part.label] if question.part else whole[key]
        others = [place for other in instead[key] for place in whole[other]] if not own else []
        places[each.pk] = list(dict.fromkeys(own or others))
    return places


def _instead(consideration: Consideration) -> Mapping[UUID, list[UUID]]:
    """Give for a proposal those whose words stand for it: its leader, a joint text."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    current = consideration.groupings.current().values_list("amendment_id", "leader_id")
    for amendment, leader in current:
        if leader is not None:
            found[amendment].append(leader)
    lapsed = consideration.strand.current_wordings.filter(
        state=State.LAPSED, cause__replacements__replaced__isnull=False
    )
    for amendment, cause in lapsed.values_list("amendment_id", "cause_id"):
        if cause is not None:
            found[amendment].append(cause)
    return found


def _of(result: QuestionResult) -> Amendment:
    assert result.question.wording is not None
    return result.question.wording.amendment
