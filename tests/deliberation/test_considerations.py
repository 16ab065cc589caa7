"""From proposals to text: laid before a body, advised on, decided, merged, corrected."""

import pytest
from django.core.exceptions import ValidationError

from fortschrift.concepts import selectors as texts
from fortschrift.concepts.models import Amendment, CurrentWording, Wording
from fortschrift.council.actions import Counted
from fortschrift.council.models import VoteEvent
from fortschrift.deliberation import actions
from fortschrift.deliberation.actions import Advised, Ballot, Occasion, Ruling
from fortschrift.deliberation.models import Consideration, Enactment, QuestionResult
from fortschrift.deliberation.selectors import results_on
from fortschrift.participation import actions as participation
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import (
    COURSES,
    ROOMS,
    frozen,
    in_parts,
    pointer,
    replacing,
    striking,
    words,
)
from tests.council.factories import body, meeting
from tests.deliberation.factories import before_a_body, consideration, decided, proposed, released
from tests.participation.factories import open_reading, submission, text_of, wanted, wanted_besides

pytestmark = pytest.mark.django_db
Result, State = QuestionResult.Result, CurrentWording.State


def test_only_what_is_released_and_not_withdrawn_is_laid_before_the_body() -> None:
    reading = open_reading()
    waiting = submission(reading, wanted=[wanted(reading)])
    gone = released(submission(reading, wanted=[wanted_besides(reading)]))
    participation.withdraw_submission(gone, code=gone.code, actor=None, now=NOW)
    shown = proposed(reading, striking(text_of(reading), "liste"))
    made = consideration(reading)
    assert [row.amendment for row in texts.amendments_on(made.strand)] == [shown]
    released(waiting)
    actions.lay_late_proposals(made, actor=operator(), now=NOW)
    assert {row.amendment for row in texts.amendments_on(made.strand)} == {
        shown, waiting.amendments.get(),
    }  # fmt: skip
    with pytest.raises(ValidationError, match="nichts hinzugekommen"):
        actions.lay_late_proposals(made, actor=operator(), now=NOW)


def test_what_is_adopted_becomes_text_and_what_is_rejected_is_set_aside_with_the_reason() -> None:
    table, (every, free) = before_a_body("all", "free")
    decision = decided(
        table, Ruling(amendment=every, result=Result.ADOPTED),
        Ruling(amendment=free, result=Result.REJECTED, reason="Das kostet zu viel."),
        title="TOP 4",
    )  # fmt: skip
    assert words(table.strand, "kurse") == COURSES.replace("neu zugewanderte", "alle")
    assert words(table.strand, "raeume") == ROOMS
    assert pointer(free, table.strand).reason == "nicht angenommen: TOP 4 Das kostet zu viel."
    (enacted,) = Enactment.objects.all()
    assert enacted.result.question.wording == pointer(every, table.strand).wording
    assert enacted.change == pointer(every, table.strand).change
    assert enacted.result.decision == decision


def test_a_block_is_merged_as_a_set_and_what_overlaps_stays_out_until_it_is_resolved() -> None:
    table, (every, some, free) = before_a_body("all", "some", "free")
    decided(table, *((each, Result.ADOPTED) for each in (every, some, free)))
    assert words(table.strand, "kurse") == COURSES
    assert "kostenlos" in words(table.strand, "raeume")
    (conflict,) = texts.open_conflicts(table.strand)
    joint = replacing(table.strand, "kurse", "neu zugewanderte", "alle und besonders neue")
    made = actions.decide_overlap(
        table, conflict, kind="joint", operations=[joint], actor=operator(), now=NOW
    )
    assert made is not None
    assert "alle und besonders neue" in words(table.strand, "kurse")
    table.strand.refresh_from_db()
    change = table.strand.head
    enacted = {row.result.question.wording_id and row.result.question.wording.amendment  # type: ignore[union-attr]
               for row in Enactment.objects.filter(change=change)}  # fmt: skip
    assert enacted == {every, some, None}
    assert {w.amendment for w in texts.credits_of(change, 0)} >= {every, some}


def test_the_office_resolves_an_editorial_overlap_without_a_decision() -> None:
    table, (every, some) = before_a_body("all", "some")
    decided(table, (every, Result.ADOPTED), (some, Result.ADOPTED))
    (conflict,) = texts.open_conflicts(table.strand)
    joint = replacing(table.strand, "kurse", "neu zugewanderte", "alle")
    made = actions.decide_overlap(
        table, conflict, kind="editorial", operations=[joint], actor=operator(), now=NOW
    )
    assert made is None
    assert conflict.resolutions.get().kind == "editorial"


def test_those_grouped_with_one_get_its_result_and_are_told_so() -> None:
    table, (every, free, gone) = before_a_body("all", "free", "gone")
    actions.group_proposals(table, leader=free, amendments=[gone], actor=operator(), now=NOW)
    decided(table, (free, Result.ADOPTED))
    results = {row.question.wording.amendment: row for row in results_on(table)}  # type: ignore[union-attr]
    assert results[gone].result == Result.ADOPTED
    assert results[gone].reason == f"Gemeinsam mit „{free}“ entschieden."
    assert pointer(gone, table.strand).state == State.UNFIT or pointer(
        gone, table.strand
    ).reason.startswith("Aufgegangen")
    assert {e.result.question.wording.amendment for e in Enactment.objects.all()} == {free, gone}  # type: ignore[union-attr]
    assert every not in results


def test_same_words_from_two_are_one_change_that_credits_both() -> None:
    reading = open_reading()
    one, two = (
        proposed(reading, replacing(text_of(reading), "kurse", "neu zugewanderte", "alle"))
        for _ in range(2)
    )
    table = consideration(reading)
    actions.group_proposals(table, leader=one, amendments=[two], actor=operator(), now=NOW)
    decided(table, (one, Result.ADOPTED))
    table.strand.refresh_from_db()
    assert {w.amendment for w in texts.credits_of(table.strand.head, 0)} == {one, two}


def test_a_part_is_decided_by_itself_and_the_rest_set_aside_once_all_are_decided() -> None:
    reading = open_reading()
    text = text_of(reading)
    made = in_parts(
        text, ("a", replacing(text, "kurse", "neu zugewanderte", "alle")),
        ("b", striking(text, "raeume")),
    )  # fmt: skip
    given = submission(reading)
    released(given)
    table = consideration(reading)
    # Parts come from Word files and groups' papers, recorded beside submissions.
    from fortschrift.concepts.actions import lay_amendments

    lay_amendments(table.strand, amendments=[made], actor=operator(), now=NOW)
    decided(table, Ruling(amendment=made, result=Result.ADOPTED, part="a"))
    assert "alle Kinder" in words(table.strand, "kurse")
    assert pointer(made, table.strand).state == State.OPEN
    decided(table, Ruling(amendment=made, result=Result.REJECTED, part="b"))
    assert pointer(made, table.strand).state == State.SET_ASIDE
    assert words(table.strand, "raeume") == ROOMS


def test_an_oral_amendment_is_what_the_body_decided_on() -> None:
    table, (every,) = before_a_body("all")
    other = replacing(table.strand, "kurse", "neu zugewanderte", "alle interessierten")
    decided(table, Ruling(amendment=every, result=Result.ADOPTED_AMENDED, operations=[other]))
    assert "alle interessierten" in words(table.strand, "kurse")
    assert every.wordings.get(order=1).kind == Wording.Kind.SUBMITTED
    assert every.wordings.get(order=2).kind == Wording.Kind.AMENDED
    (row,) = results_on(table)
    assert row.question.wording == every.wordings.get(order=2)


def test_adopted_in_substance_waits_for_its_words() -> None:
    table, (every,) = before_a_body("all")
    decided(table, (every, Result.ADOPTED_IN_SUBSTANCE))
    assert words(table.strand, "kurse") == COURSES
    assert pointer(every, table.strand).state == State.OPEN
    (row,) = results_on(table)
    other = replacing(table.strand, "kurse", "neu zugewanderte", "sämtliche")
    actions.work_out(row, operations=[other], consent="given", actor=operator(), now=NOW)
    assert "sämtliche" in words(table.strand, "kurse")
    assert Enactment.objects.get().result == row
    with pytest.raises(ValidationError, match="nicht dem Sinn nach"):
        decided(table2 := before_a_body("free")[0], (next(iter(_laid(table2))), Result.ADOPTED))
        actions.work_out(
            results_on(table2).get(), operations=[other], consent="given", actor=operator(), now=NOW
        )


def test_entered_afterwards_it_is_merged_later_as_a_set() -> None:
    table, (every, free) = before_a_body("all", "free")
    decided(table, (every, Result.ADOPTED), is_merged=False)
    decided(table, (free, Result.ADOPTED), is_merged=False)
    assert words(table.strand, "kurse") == COURSES
    made = actions.merge_decided(table, actor=operator(), now=NOW)
    assert len(made) == 2
    assert len({row.change_id for row in made}) == 1
    with pytest.raises(ValidationError, match="steht schon im Text"):
        actions.merge_decided(table, actor=operator(), now=NOW)


def test_the_vote_is_recorded_once_for_all_and_the_decision_points_to_it() -> None:
    table, (every, free) = before_a_body("all", "free")
    sitting = meeting(table.organization, date="2026-11-12")
    ballot = Ballot(
        outcome=VoteEvent.Outcome.CARRIED, manner=VoteEvent.Manner.MAJORITY,
        counts=[Counted("yes", 7), Counted("no", 1), Counted("abstain", 2)],
    )  # fmt: skip
    decision = decided(
        table, (every, Result.ADOPTED), (free, Result.ADOPTED),
        occasion=Occasion(meeting=sitting, ballot=ballot),
    )  # fmt: skip
    event = VoteEvent.objects.get()
    assert decision.vote_event == event
    assert decision.date == sitting.date
    assert {(c.option, c.value) for c in event.counts.all()} == {
        ("yes", 7), ("no", 1), ("abstain", 2),
    }  # fmt: skip


def test_nothing_is_decided_twice_and_what_is_refused_changes_nothing() -> None:
    table, (every, free) = before_a_body("all", "free")
    decided(table, (every, Result.ADOPTED))
    table.strand.refresh_from_db()
    head = table.strand.head_id
    with pytest.raises(ValidationError, match="schon entschieden: angenommen"):
        decided(table, (free, Result.ADOPTED), (every, Result.REJECTED))
    with pytest.raises(ValidationError, match="zweimal genannt"):
        decided(table, (free, Result.ADOPTED), (free, Result.ADOPTED))
    with pytest.raises(ValidationError, match="mindestens einen"):
        decided(table)
    table.strand.refresh_from_db()
    assert table.strand.head_id == head
    assert QuestionResult.objects.count() == 1


def test_what_was_put_off_can_be_decided_later() -> None:
    table, (every,) = before_a_body("all")
    decided(table, (every, Result.OPEN))
    decided(table, (every, Result.ADOPTED))
    assert "alle" in words(table.strand, "kurse")


def test_a_corrected_decision_says_the_text_again_and_the_wrong_record_stays() -> None:
    table, (every, free) = before_a_body("all", "free")
    wrong = decided(table, (every, Result.ADOPTED))
    decided(table, (free, Result.ADOPTED))
    before = table.strand
    right = actions.correct_decision(
        wrong, rulings=[Ruling(amendment=every, result=Result.REJECTED)],
        correction="Es waren mehr Nein-Stimmen.", actor=operator(), now=NOW,
    )  # fmt: skip
    table.refresh_from_db()
    assert table.strand != before
    assert words(table.strand, "kurse") == COURSES
    assert "kostenlos" in words(table.strand, "raeume")
    assert right.corrects == wrong
    assert [row.decision for row in results_on(table)].count(wrong) == 0
    assert "alle" in words(before, "kurse")
    stands = Enactment.objects.filter(result__question__wording__amendment=free)
    assert table.strand.head_id in set(stands.values_list("change", flat=True))
    with pytest.raises(ValidationError, match="schon berichtigt"):
        actions.correct_decision(
            wrong, rulings=[Ruling(amendment=every, result=Result.ADOPTED)], correction="Doch.",
            actor=operator(), now=NOW,
        )  # fmt: skip


def test_a_rejection_that_was_wrong_takes_the_proposal_up_again() -> None:
    table, (every, free) = before_a_body("all", "free")
    wrong = decided(table, (every, Result.REJECTED))
    decided(table, (free, Result.ADOPTED))
    actions.correct_decision(
        wrong, rulings=[Ruling(amendment=every, result=Result.ADOPTED)],
        correction="Verzählt.", actor=operator(), now=NOW,
    )  # fmt: skip
    table.refresh_from_db()
    assert "alle" in words(table.strand, "kurse")
    assert "kostenlos" in words(table.strand, "raeume")


def test_advice_grows_by_versions_and_is_against_only_with_a_reason() -> None:
    table, (every,) = before_a_body("all")
    advise = {"actor": operator(), "now": NOW}
    actions.recommend(table, advised=[Advised(amendment=every, advice="adopt")], **advise)
    with pytest.raises(ValidationError, match="Bitte begründen Sie"):
        actions.recommend(table, advised=[Advised(amendment=every, advice="reject")], **advise)
    actions.recommend(
        table, advised=[Advised(amendment=every, advice="reject", reason="Gibt es schon.")],
        **advise,
    )  # fmt: skip
    assert table.recommendations.count() == 2
    assert table.recommendations.current().get().advice == "reject"


def test_groups_have_one_leader_and_can_be_parted_again() -> None:
    table, (every, some, free) = before_a_body("all", "some", "free")
    who = {"actor": operator(), "now": NOW}
    actions.group_proposals(table, leader=every, amendments=[some], **who)
    with pytest.raises(ValidationError, match="selbst mit einem anderen"):
        actions.group_proposals(table, leader=some, amendments=[free], **who)
    with pytest.raises(ValidationError, match="schon andere Vorschläge"):
        actions.group_proposals(table, leader=free, amendments=[every], **who)
    actions.ungroup_proposals(table, amendments=[some], **who)
    assert not table.groupings.current().exists()
    with pytest.raises(ValidationError, match="schon einzeln"):
        actions.ungroup_proposals(table, amendments=[some], **who)


def test_a_draft_that_goes_on_takes_the_proposals_up() -> None:
    text = frozen()
    reading = open_reading(text)
    proposal = proposed(reading, replacing(text, "kurse", "neu zugewanderte", "alle"))
    from tests.concepts.factories import strand

    draft = strand(text.version)
    table = consideration(reading, strand=draft)
    assert table.strand == draft
    assert pointer(proposal, draft).state == State.OPEN
    with pytest.raises(ValidationError, match="schon über andere Vorschläge"):
        consideration(reading, strand=draft)
    with pytest.raises(ValidationError, match="berät schon"):
        consideration(reading, organization=table.organization)


def _laid(table: Consideration) -> list[Amendment]:
    return [row.amendment for row in texts.amendments_on(table.strand)]


def test_an_unrelated_body_of_another_town_is_refused() -> None:
    with pytest.raises(ValidationError, match="anderen Kommune"):
        consideration(open_reading(), organization=body())
