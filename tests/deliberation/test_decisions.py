"""A decision keeps one vote at most, a result for each question, and its points with verbs."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.selectors import journal_of
from fortschrift.concepts.models import VersionStatus
from fortschrift.council.actions import correct_vote, strike_vote
from fortschrift.council.models import VoteEvent
from fortschrift.deliberation.actions import Answer, Point
from fortschrift.deliberation.models import Decision, OperativePoint, Question, QuestionResult
from fortschrift.deliberation.selectors import (
    decision as decision_at,
)
from fortschrift.deliberation.selectors import (
    decisions_of,
    decisions_on_version,
    questions_of,
)
from fortschrift.sources.models import Visibility
from tests.accounts.factories import NOW, municipality, operator
from tests.concepts.factories import concept, version
from tests.council.factories import (
    body,
    closed_body,
    council,
    item,
    meeting,
    paper,
    round_table,
    vote,
)
from tests.deliberation.factories import UNPUBLISHED, adoption, decision, mandate, question
from tests.participation.factories import reading
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db
Result = QuestionResult.Result
Verb = OperativePoint.Verb
Subject = Question.Subject


@pytest.mark.row("S2.24", "S2.25")
def test_proposals_whose_text_nobody_published_are_decided_as_stated() -> None:
    of = concept()
    table = round_table(of.municipality)
    asked = question(of, subject=Subject.PROPOSALS, reading=reading(of, organization=table))

    decision(of, organization=table, answers=[Answer(asked, Result.PARTLY)])

    kept = QuestionResult.objects.get()
    assert (kept.question.text_reason, kept.result) == (UNPUBLISHED, Result.PARTLY)


@pytest.mark.parametrize("subject", [Subject.VERSION, Subject.MANDATE, Subject.PAPER])
def test_a_question_names_its_subject_or_says_why_it_cannot(subject: str) -> None:
    with pytest.raises(ValidationError) as refused:
        question(subject=subject, text_reason="")

    assert list(refused.value.message_dict) == ["text_reason"]
    assert question(subject=subject, text_reason=UNPUBLISHED).text_reason == UNPUBLISHED


def test_a_question_may_be_about_a_mandate_or_a_paper() -> None:
    of = concept()
    order, key_points = mandate(of), paper(of.municipality)

    question(of, subject=Subject.MANDATE, mandate=order, text_reason="")
    question(of, subject=Subject.PAPER, paper=key_points, text_reason="")

    assert {(q.mandate, q.paper) for q in questions_of(of)} == {(order, None), (None, key_points)}


def test_an_unknown_subject_is_refused_by_its_field() -> None:
    with pytest.raises(ValidationError) as refused:
        question(subject="wish")

    assert list(refused.value.message_dict) == ["subject"]


def test_each_question_of_one_vote_has_its_own_result() -> None:
    of = concept()
    answers = [Answer(question(of), Result.ADOPTED), Answer(question(of), Result.REJECTED, "teuer")]

    made = decision(of, answers=answers)

    kept = [(row.result, row.reason) for row in made.results.order_by("pk")]
    assert kept == [(Result.ADOPTED, ""), (Result.REJECTED, "teuer")]


def test_points_are_numbered_in_the_order_given_each_with_its_verb() -> None:
    made = decision(points=[
        Point(Verb.NOTES, "Der Bericht."),
        Point(Verb.INSTRUCTS, "Die Verwaltung berichtet jährlich.", text_is_restated=True),
    ])  # fmt: skip

    kept = [(p.number, p.verb, p.text_is_restated) for p in made.operative_points.all()]
    assert kept == [(1, Verb.NOTES, False), (2, Verb.INSTRUCTS, True)]


@pytest.mark.row("S2.03", "S2.04", "S2.05")
def test_adopting_a_version_records_its_status_in_the_same_entry() -> None:
    of = version()
    rat = council(of.municipality)
    sitting = meeting(rat, date="2017-09-13")
    one = claim(source(of.municipality))

    adoption(of, by=rat, vote_event=vote(rat, meeting=sitting), claims=[one])

    status = VersionStatus.objects.get()
    assert (status.version, status.status) == (of, VersionStatus.Status.ADOPTED)
    assert str(status.happened) == "2017-09-13"
    assert list(status.claims.all()) == [one]
    entry = journal_of(of.municipality).first()
    assert entry is not None
    assert entry.verb == "decide"
    assert json.loads(entry.subjects)["concepts.versionstatus"] == [str(status.pk)]
    assert (
        sentence_of(entry)
        == "Betrieb hat einen Beschluss von „Rat“ festgehalten: Integrationskonzept."
    )


def test_a_rejected_version_is_recorded_as_rejected() -> None:
    of = version()

    decision(of.concept, points=[Point(Verb.REJECTS, "Abgelehnt.", version=of)])

    assert of.statuses.get().status == VersionStatus.Status.REJECTED


@pytest.mark.parametrize("verb", [Verb.RECOMMENDS, Verb.NOTES, Verb.REFERS])
def test_no_other_verb_changes_what_became_of_a_version(verb: str) -> None:
    of = version()

    decision(of.concept, points=[Point(verb, "Dem Rat.", version=of)])

    assert not of.statuses.exists()


def test_meeting_and_day_follow_the_vote() -> None:
    of = concept()
    rat = council(of.municipality)
    sitting = meeting(rat, date="2017-09-13")

    made = decision(of, organization=rat, vote_event=vote(rat, meeting=sitting))

    assert (made.meeting, str(made.date)) == (sitting, "2017-09-13")


def test_a_decision_needs_no_vote_and_no_meeting() -> None:
    made = decision(date="2011-06")

    assert (made.vote_event, made.meeting, str(made.date)) == (None, None, "2011-06")


def test_a_vote_belongs_to_one_decision_of_its_own_body() -> None:
    of = concept()
    rat = council(of.municipality)
    event = vote(rat)
    decision(of, organization=rat, vote_event=event)

    with pytest.raises(ValidationError, match="schon ein Beschluss"):
        decision(of, organization=rat, vote_event=event)
    with pytest.raises(ValidationError, match="eines anderen Gremiums"):
        decision(of, vote_event=vote(rat))


def test_bad_input_names_the_field_and_leaves_nothing() -> None:
    of = version()
    asked = question(of.concept)
    cases: dict[str, dict[str, Any]] = {
        "organization": {"organization": body()},
        "meeting": {"meeting": meeting()},
        "answers": {"answers": [Answer(asked, Result.ADOPTED), Answer(asked, Result.OPEN)]},
        "result": {"answers": [Answer(asked, "gut")]},
        "verb": {"points": [Point("wishes", "Etwas.")]},
        "points": {"points": [Point(Verb.ADOPTS, "Fremdes.", version=version())]},
        "date": {"date": "2017-13"},
        "title": {"title": "x" * 301},
    }

    for field, given in cases.items():
        with pytest.raises(ValidationError) as refused:
            decision(of.concept, **given)
        assert list(refused.value.message_dict) == [field]

    assert not Decision.objects.exists()
    assert not QuestionResult.objects.exists()
    assert not VersionStatus.objects.exists()


def test_a_closed_body_gives_nothing_away() -> None:
    of = version()
    va = closed_body(of.municipality)

    hidden = adoption(of, by=va)
    forced = decision(of.concept, organization=va, visibility=Visibility.PUBLIC)

    assert hidden.visibility == Visibility.BODY
    assert not VersionStatus.objects.exists()
    assert list(decisions_of(of.concept)) == []
    assert list(decisions_on_version(of)) == []
    assert decision_at(of.municipality, forced.pk) is None


@pytest.mark.parametrize("what", ["meeting", "vote_event"])
def test_a_decision_is_no_more_public_than_its_meeting_and_its_vote(what: str) -> None:
    of = concept()
    rat = council(of.municipality)
    hidden = {"meeting": meeting, "vote_event": vote}[what](rat, visibility=Visibility.BODY)

    made = decision(of, organization=rat, **{what: hidden})
    forced = decision(of, organization=rat, meeting=made.meeting,
                      visibility=Visibility.PUBLIC)  # fmt: skip

    assert made.visibility == Visibility.BODY
    assert made not in decisions_of(of)
    assert (forced in decisions_of(of)) is (what == "vote_event")


def test_a_question_on_a_hidden_item_or_paper_is_hidden() -> None:
    of = concept()
    rat = council(of.municipality)
    question(of, agenda_item=item(meeting(rat), visibility=Visibility.BODY))
    question(of, agenda_item=item(meeting(closed_body(of.municipality))))
    question(
        of, subject=Subject.PAPER, paper=paper(of.municipality, visibility=Visibility.INTERNAL)
    )
    shown = question(of)

    assert list(questions_of(of)) == [shown]


def test_what_a_decision_decided_is_read_at_once_and_only_in_its_town() -> None:
    of = version()
    made = adoption(of)

    found = decision_at(of.municipality, made.pk)

    assert found is not None
    assert [row.question.version for row in found.results.all()] == [of]
    assert [point.verb for point in found.operative_points.all()] == [Verb.ADOPTS]
    assert list(decisions_on_version(of)) == [made]
    assert decision_at(municipality(), made.pk) is None


def test_a_vote_that_was_not_counted_stays_uncounted() -> None:
    of = version()
    rat = council(of.municipality)
    event = vote(rat, manner=VoteEvent.Manner.LARGE_MAJORITY, counts_reason="nicht ausgezählt")

    made = adoption(of, by=rat, vote_event=event)

    assert made.vote_event is not None
    assert not made.vote_event.counts.exists()


def test_decisions_of_one_day_stand_as_the_agenda_has_them_and_then_as_recorded() -> None:
    of = concept()
    rat = council(of.municipality)
    sitting = meeting(rat)
    first, second = item(sitting), item(sitting)

    for on, title in [(second, "c"), (first, "Änderungsantrag"), (first, "Konzept")]:
        event = vote(rat, agenda_item=on)
        decision(of, organization=rat, title=title, vote_event=event)
    decision(of, organization=rat, title="ohne TOP", meeting=sitting)
    decision(of, organization=rat, title="nachgetragen", meeting=sitting, order=0)

    assert [row.title for row in decisions_of(of)] == [
        "Änderungsantrag", "Konzept", "c", "nachgetragen", "ohne TOP",
    ]  # fmt: skip


def test_a_decision_shows_the_vote_as_it_stands_after_a_correction() -> None:
    of = version()
    rat = council(of.municipality)
    wrong = vote(rat, outcome="carried", manner="majority")
    made = adoption(of, by=rat, vote_event=wrong)
    instead = {"subject": wrong.subject, "outcome": "rejected", "manner": "majority"}
    given = {"wrong": "Vertauscht.", "reason": "Protokoll.", "actor": operator(), "now": NOW}
    correction = correct_vote(wrong, instead=instead, **given)

    found = decisions_of(of.concept).get(pk=made.pk)
    assert found.vote == correction.replacement

    strike_vote(correction.replacement, **given)
    assert decisions_of(of.concept).get(pk=made.pk).vote is None
