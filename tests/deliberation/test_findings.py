"""What does not fit together is said and never refused."""

import pytest

from fortschrift.accounts.selectors import journal_of
from fortschrift.concepts import actions as concept_actions
from fortschrift.concepts.models import Concept, VersionStatus
from fortschrift.council.models import Consultation, VoteEvent
from fortschrift.deliberation.actions import Answer, Point
from fortschrift.deliberation.findings import of_concept, of_decision
from fortschrift.deliberation.models import Mandate, OperativePoint, QuestionResult
from fortschrift.sources.models import Visibility
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import concept, version
from tests.council.factories import body, closed_body, council, meeting, paper, station, vote
from tests.deliberation.factories import adoption, decision, mandate, question, referral
from tests.participation.factories import reading

pytestmark = pytest.mark.django_db
Result = QuestionResult.Result
Outcome = VoteEvent.Outcome
Verb = OperativePoint.Verb


def codes(of: Concept) -> set[str]:
    return {finding.code for finding in of_concept(of)}


@pytest.mark.row("S2.11")
def test_a_mandate_after_the_first_draft_is_stored_and_explained() -> None:
    of = concept()
    reading(of, opens="2017-03-30")

    late = mandate(of, date="2017-06-08")

    (finding,) = of_concept(of)
    assert (finding.code, finding.subject) == ("mandate_after_draft", late)
    assert finding.sentence == (
        "Der Auftrag trägt ein späteres Datum (8. Juni 2017) als der erste Entwurf "
        "(30. März 2017). So geben es die Quellen an; die Reihenfolge wurde nicht verändert."
    )


@pytest.mark.parametrize(("kind", "date"), [
    (Mandate.Kind.CREATE, "2017-03-29"),  # before
    (Mandate.Kind.CREATE, "2017"),  # perhaps before
    (Mandate.Kind.CREATE, ""),  # nobody knows
    (Mandate.Kind.REVIEW, "2019"),  # a review comes after the text it reviews
])  # fmt: skip
def test_a_mandate_that_may_have_come_first_is_no_finding(kind: str, date: str) -> None:
    of = concept()
    reading(of, opens="2017-03-30")

    mandate(of, kind=kind, date=date)

    assert codes(of) == set()


def test_a_draft_is_known_by_its_status_too() -> None:
    of = version()
    concept_actions.record_status(
        of, status=VersionStatus.Status.DRAFT, happened="2017-03", actor=operator(), now=NOW
    )

    mandate(of.concept, date="2017-06-08")

    assert codes(of.concept) == {"mandate_after_draft"}


def test_a_decision_without_a_vote_is_said_and_noted_in_the_journal() -> None:
    of = concept()

    made = decision(of)

    assert [finding.code for finding in of_decision(made)] == ["decision_without_vote"]
    entry = journal_of(of.municipality).first()
    assert entry is not None
    assert "decision_without_vote" in entry.payload.content


@pytest.mark.parametrize(("result", "outcome", "expected"), [
    (Result.ADOPTED, Outcome.REJECTED, {"result_against_vote"}),
    (Result.ADOPTED_AMENDED, Outcome.REJECTED_TIE, {"result_against_vote"}),
    (Result.REJECTED, Outcome.CARRIED, {"result_against_vote"}),
    (Result.REJECTED, Outcome.REJECTED, set()),
    (Result.ADOPTED, Outcome.CARRIED, set()),
    (Result.PARTLY, Outcome.CARRIED, set()),
    (Result.ADOPTED, Outcome.UNKNOWN, set()),
])  # fmt: skip
def test_a_result_against_its_vote_is_said(result: str, outcome: str, expected: set[str]) -> None:
    of = concept()
    committee = body(of.municipality)

    decision(
        of, organization=committee, vote_event=vote(committee, outcome=outcome),
        answers=[Answer(question(of), result)],
    )  # fmt: skip

    assert codes(of) == expected


def test_several_questions_under_one_vote_are_no_finding() -> None:
    of = concept()
    committee = body(of.municipality)
    answers = [Answer(question(of), Result.ADOPTED), Answer(question(of), Result.REJECTED)]

    decision(of, organization=committee, vote_event=vote(committee), answers=answers)

    assert codes(of) == set()


@pytest.mark.parametrize(("date", "expected"), [
    ("2017-09-14", {"not_on_meeting_day"}), ("2017-09", set()), ("2017-09-13", set()),
])  # fmt: skip
def test_a_decision_on_another_day_than_its_meeting_is_said(date: str, expected: set[str]) -> None:
    of = concept()
    rat = council(of.municipality)
    sitting = meeting(rat, date="2017-09-13")

    decision(of, organization=rat, vote_event=vote(rat, meeting=sitting), date=date)

    assert codes(of) == expected


def adopted_by_committee(of_station: str | None) -> Concept:
    of = version()
    committee = body(of.municipality)
    adoption(of, by=committee, vote_event=vote(committee))
    if of_station:
        turn = station(paper(of.municipality), committee, role=of_station)
        referral(of.concept, version=of, consultations=[turn])
    return of.concept


@pytest.mark.parametrize(("role", "expected"), [
    (None, {"adopted_by_other_body"}),
    (Consultation.Role.PREPARES, {"adopted_by_other_body"}),
    (Consultation.Role.DECIDES, set()),
])  # fmt: skip
def test_an_adoption_needs_the_council_or_a_station_that_decides(
    role: str | None, expected: set[str]
) -> None:
    assert codes(adopted_by_committee(role)) == expected


def test_a_version_said_to_be_adopted_without_any_decision_is_said() -> None:
    of = version()
    concept_actions.record_status(
        of, status=VersionStatus.Status.ADOPTED, happened="2011-06", actor=operator(), now=NOW
    )

    assert codes(of.concept) == {"adopted_without_decision"}


def test_an_adoption_by_the_council_is_in_order() -> None:
    of = version()
    rat = council(of.municipality)

    adoption(of, by=rat, vote_event=vote(rat))

    assert codes(of.concept) == set()


def test_findings_on_what_is_not_public_are_for_those_who_may_see_it() -> None:
    of = version()
    va = closed_body(of.municipality)

    adoption(of, by=va)
    decision(of.concept, points=[Point(Verb.NOTES, "Bericht")], visibility=Visibility.INTERNAL)

    audiences = {(finding.code, finding.audience) for finding in of_concept(of.concept)}
    assert audiences == {
        ("decision_without_vote", Visibility.BODY),
        ("adopted_in_private", Visibility.BODY),
        ("adopted_by_other_body", Visibility.BODY),
        ("decision_without_vote", Visibility.INTERNAL),
    }
