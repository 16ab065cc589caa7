"""Findings (Hinweise) on mandates, decisions and adoptions: what does not fit together.

They are computed when they are read and never stop anybody from recording.  Findings on what is
not public are for those who may see it.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from fortschrift.concepts.models import Concept, Version, VersionStatus
from fortschrift.council.findings import Finding
from fortschrift.council.models import Consultation, Organization, VoteEvent
from fortschrift.deliberation import odd_order
from fortschrift.deliberation.models import (
    CosignatureRequest,
    Decision,
    Mandate,
    OperativePoint,
    QuestionResult,
)
from fortschrift.deliberation.selectors.cosignatures import missing_cosignatures, versions_gone_on
from fortschrift.sources.models import Visibility
from fortschrift.web.dates import date_words

Result = QuestionResult.Result
Outcome = VoteEvent.Outcome
_ADOPTED = {Result.ADOPTED, Result.ADOPTED_AMENDED, Result.ADOPTED_IN_SUBSTANCE}
_REJECTED = {Outcome.REJECTED, Outcome.REJECTED_TIE}


def of_concept(concept: Concept) -> list[Finding]:
    """Look at all mandates, decisions and adoptions of a concept; constant number of queries."""
    decisions = list(Decision.objects.filter(concept=concept).with_content().in_order())
    return [
        *_on_mandates(concept),
        *(finding for decision in decisions for finding in of_decision(decision)),
        *_on_adoptions(concept, decisions),
        *on_cosignatures(concept),
    ]


def of_decision(decision: Decision) -> list[Finding]:
    """Look at one decision by itself; results, points, vote and meeting may be prefetched."""
    return [
        *_without_vote(decision),
        *_against_the_vote(decision),
        *_not_on_the_day(decision),
        *_adopted_in_private(decision),
    ]


def on_cosignatures(concept: Concept, *, only: Version | None = None) -> list[Finding]:
    """Say which versions went on without a co-signature that was asked for; 4 queries.

    Adopted in private counts too, as these findings are for the staff alone.
    """
    versions = [each for each in versions_gone_on(concept) if only in (None, each)]
    missing = missing_cosignatures(versions)
    return [
        Finding(
            "gone_on_without_cosignature", _without_cosignature(each, missing[each.pk]), each,
            audience=Visibility.INTERNAL,
        )
        for each in versions if each.pk in missing
    ]  # fmt: skip


def _without_cosignature(version: Version, missing: Iterable[CosignatureRequest]) -> str:
    who = [
        _("%(body)s (nicht mitgezeichnet)") % {"body": each} if each.answer else str(each)
        for each in missing
    ]
    return _(
        "„%(version)s“ ist ohne diese Mitzeichnung übergeben oder beschlossen worden: %(who)s."
    ) % {"version": version.label, "who": ", ".join(who)}


def _on_mandates(concept: Concept) -> Iterator[Finding]:
    first_draft = odd_order.first_draft_of(concept)
    for mandate in Mandate.objects.filter(concept=concept).order_by("date", "pk"):
        if odd_order.is_after_draft(mandate, first_draft):
            sentence = odd_order.sentence_of(mandate, first_draft)
            yield Finding("mandate_after_draft", sentence, mandate, audience=mandate.visibility)


def _without_vote(decision: Decision) -> Iterator[Finding]:
    if decision.vote is None:
        yield Finding(
            "decision_without_vote",
            _("Wie abgestimmt wurde, ist nicht festgehalten."),
            decision,
            audience=_audience(decision),
        )


def _against_the_vote(decision: Decision) -> Iterator[Finding]:
    """Compare result and vote where one question was voted on; several share no one outcome."""
    results = list(decision.results.all())
    if decision.vote is None or len(results) != 1:
        return
    result, outcome = Result(results[0].result), Outcome(decision.vote.outcome)
    if (result in _ADOPTED and outcome in _REJECTED) or (
        result is Result.REJECTED and outcome is Outcome.CARRIED
    ):
        sentence = _("Als Ergebnis steht „%(result)s“, in der Abstimmung „%(outcome)s“.") % {
            "result": result.label,
            "outcome": outcome.label,
        }
        yield Finding(
            "result_against_vote", sentence, decision, "warning", audience=_audience(decision)
        )


def _not_on_the_day(decision: Decision) -> Iterator[Finding]:
    held = decision.meeting.when if decision.meeting else decision.date
    if held.surely_before(decision.date) or decision.date.surely_before(held):
        sentence = _("Der Beschluss ist vom %(date)s, die Sitzung war am %(held)s.") % {
            "date": date_words(decision.date),
            "held": date_words(held),
        }
        yield Finding("not_on_meeting_day", sentence, decision, audience=_audience(decision))


def _adopted_in_private(decision: Decision) -> Iterator[Finding]:
    if not decision.is_public and any(point.version for point in _adopting(decision)):
        sentence = _(
            "Eine Fassung ist nicht öffentlich beschlossen worden. Ihr öffentlicher Stand wurde "
            "nicht geändert, weil er den Beschluss verraten würde."
        )
        yield Finding("adopted_in_private", sentence, decision, audience=Visibility.BODY)


def _on_adoptions(concept: Concept, decisions: Iterable[Decision]) -> Iterator[Finding]:
    """Look whether a body that decides stands behind each adopted version; 2 queries."""
    deciding = _deciding_bodies(concept)
    adoptions: dict[Version, list[Decision]] = {version: [] for version in _adopted(concept)}
    for decision in decisions:
        for point in _adopting(decision):
            if point.version is not None:
                adoptions.setdefault(point.version, []).append(decision)
    for version, behind in adoptions.items():
        if not behind:
            sentence = _(
                "„%(version)s“ gilt als beschlossen; ein Beschluss ist nicht festgehalten."
            )
            yield Finding(
                "adopted_without_decision", sentence % {"version": version.label}, version
            )
        elif not any(_decides(decision.organization, deciding) for decision in behind):
            sentence = _(
                "„%(version)s“ ist beschlossen von „%(body)s“; als entscheidend ist dieses Gremium "
                "nicht festgehalten."
            ) % {"version": version.label, "body": behind[0].organization}
            audience = _audience(behind[0])
            yield Finding("adopted_by_other_body", sentence, version, audience=audience)


def _deciding_bodies(concept: Concept) -> set[object]:
    return set(
        Consultation.objects.filter(
            referrals__concept=concept, role=Consultation.Role.DECIDES
        ).values_list("organization", flat=True)
    )


def _decides(body: Organization, deciding: set[object]) -> bool:
    # The council may decide whatever it wants to (NKomVG s. 58); others decide where a station
    # of the deliberation says so.
    return body.classification == Organization.Classification.COUNCIL or body.pk in deciding


def _adopted(concept: Concept) -> list[Version]:
    return list(
        Version.objects.filter(
            concept=concept, statuses__status=VersionStatus.Status.ADOPTED
        ).distinct()
    )


def _adopting(decision: Decision) -> list[OperativePoint]:
    points = decision.operative_points.all()
    return [point for point in points if point.verb == OperativePoint.Verb.ADOPTS]


def _audience(decision: Decision) -> str:
    hidden_by_body = decision.visibility == Visibility.PUBLIC and not decision.is_public
    return Visibility.BODY if hidden_by_body else decision.visibility
