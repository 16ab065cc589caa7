"""What everyone who proposed something is told: each fate with its sentence, written by hand."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts import selectors as texts
from fortschrift.concepts.amending import Part
from fortschrift.concepts.models import Amendment
from fortschrift.deliberation import actions
from fortschrift.deliberation.actions import Advised, Ballot, Occasion, Ruling
from fortschrift.deliberation.answers import OF_SENDER, Detail, Fate, fates, the_body
from fortschrift.deliberation.models import Consideration, QuestionResult
from fortschrift.deliberation.selectors import results_on
from fortschrift.participation import actions as participation
from fortschrift.participation.actions import Wanted
from fortschrift.participation.models import Reading, Submission
from fortschrift.web.dates import day_words
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import frozen, inserting, replacing
from tests.council.factories import body, closed_body, round_table
from tests.deliberation.factories import (
    before_a_body,
    consideration,
    decided,
    proposed,
    released,
)
from tests.participation.factories import (
    adopted,
    open_reading,
    submission,
    text_of,
    wanted,
    wanted_besides,
    wish,
)

pytestmark = pytest.mark.django_db
Result = QuestionResult.Result
IN_MAY = Occasion(date="2026-05-15", ballot=Ballot(outcome="carried", manner="unanimous"))
AGAINST = Occasion(date="2026-05-15", ballot=Ballot(outcome="rejected", manner="majority"))


def table_with(*of: str) -> tuple[Consideration, list[Amendment]]:
    return before_a_body(*of, by=round_table)


def fate(of: Amendment | Submission) -> Fate:
    made = of.submissions.get() if isinstance(of, Amendment) else of
    fresh = Submission.objects.with_content().get(pk=made.pk)
    return fates([fresh], OF_SENDER)[fresh.pk]


def told(of: Amendment | Submission) -> str:
    """Say all sentences of a fate, one after another."""
    return " ".join(each.sentence for each in fate(of).steps)


def test_what_waits_for_release() -> None:
    assert told(submission()) == "Ihr Vorschlag ist eingegangen und noch nicht freigegeben."


def test_what_is_released_and_before_nobody() -> None:
    of = released(submission())
    assert told(of) == "Ihr Vorschlag ist freigegeben. Beraten wird darüber noch nicht."


def test_what_is_not_shown_says_why() -> None:
    of = submission()
    participation.withhold_submission(of, reason="Nennt Namen.", actor=operator(), now=NOW)
    assert told(of) == "Ihr Vorschlag wird nicht gezeigt."
    assert fate(of).steps[0].reason == "Nennt Namen."


def test_what_was_withdrawn() -> None:
    of = released(submission())
    participation.withdraw_submission(of, code=of.code, actor=None, now=NOW)
    assert told(of) == "Ihr Vorschlag ist zurückgezogen. Darüber wird nicht mehr entschieden."


def test_what_lies_before_a_body() -> None:
    table, (every,) = table_with("all")
    day = day_words(table.recorded)
    assert told(every) == f"Der Runde Tisch berät seit dem {day} über Ihren Vorschlag."


def test_what_came_after_the_body_began_is_not_before_it() -> None:
    table, _laid = table_with("all")
    late = released(submission(table.reading, wanted=[wanted_besides(table.reading)]))
    assert told(late) == "Ihr Vorschlag ist freigegeben. Beraten wird darüber noch nicht."


def test_what_was_adopted_and_stands_in_the_draft() -> None:
    table, (every,) = table_with("all")
    decided(table, (every, Result.ADOPTED), occasion=IN_MAY)
    assert told(every) == (
        "Der Runde Tisch hat Ihren Vorschlag am 15. Mai 2026 einstimmig angenommen."
        " Er steht jetzt im Entwurf."
    )


def test_what_was_adopted_and_is_not_in_the_draft_yet() -> None:
    table, (every,) = table_with("all")
    decided(table, (every, Result.ADOPTED), occasion=Occasion(date="2026-05"), is_merged=False)
    assert told(every) == (
        "Der Runde Tisch hat Ihren Vorschlag im Mai 2026 angenommen."
        " Im Entwurf steht er noch nicht."
    )


def test_what_was_adopted_with_a_change() -> None:
    table, (every,) = table_with("all")
    oral = replacing(table.strand, "kurse", "neu zugewanderte", "sämtliche")
    ruling = Ruling(amendment=every, result=Result.ADOPTED_AMENDED, operations=[oral])
    decided(table, ruling, occasion=IN_MAY)
    assert told(every) == (
        "Der Runde Tisch hat Ihren Vorschlag am 15. Mai 2026 einstimmig mit einer"
        " Änderung angenommen. So geändert steht er jetzt im Entwurf."
    )


def test_what_was_adopted_in_substance_before_and_after_its_words_are_found() -> None:
    table, (every,) = table_with("all")
    decided(table, (every, Result.ADOPTED_IN_SUBSTANCE), occasion=IN_MAY)
    begun = (
        "Der Runde Tisch hat Ihren Vorschlag am 15. Mai 2026 einstimmig dem Sinn nach angenommen."
    )
    assert told(every) == f"{begun} Der Wortlaut folgt."
    words = replacing(table.strand, "kurse", "neu zugewanderte", "sämtliche")
    actions.work_out(
        results_on(table).get(), operations=[words], consent="given", actor=operator(), now=NOW
    )
    assert told(every) == f"{begun} Der Wortlaut ist ausgearbeitet und steht jetzt im Entwurf."


def test_what_was_rejected_says_why() -> None:
    table, (every,) = table_with("all")
    decided(
        table, Ruling(amendment=every, result=Result.REJECTED, reason="Das kostet zu viel."),
        occasion=AGAINST,
    )  # fmt: skip
    assert told(every) == (
        "Der Runde Tisch hat Ihren Vorschlag am 15. Mai 2026 mehrheitlich abgelehnt."
    )
    assert fate(every).steps[0].reason == "Das kostet zu viel."


def test_what_was_adopted_in_part() -> None:
    reading = open_reading()
    made = released(submission(reading, wanted=[in_parts(reading)]))
    table = consideration(reading, organization=round_table(reading.municipality))
    (both,) = made.amendments.all()
    decided(
        table, Ruling(amendment=both, part="a", result=Result.ADOPTED),
        Ruling(amendment=both, part="b", result=Result.REJECTED, reason="Zu teuer."),
        occasion=IN_MAY,
    )  # fmt: skip
    (step,) = fate(both).steps
    assert step.sentence == (
        "Der Runde Tisch hat Ihren Vorschlag am 15. Mai 2026 zum Teil angenommen."
    )
    assert step.details == (
        Detail("Teil a: angenommen."), Detail("Teil b: nicht angenommen.", "Zu teuer."),
    )  # fmt: skip


def test_what_was_put_off() -> None:
    table, (every,) = table_with("all")
    decided(table, (every, Result.OPEN), occasion=Occasion(date="2026-05-15"))
    assert told(every) == (
        "Der Runde Tisch hat am 15. Mai 2026 über Ihren Vorschlag beraten."
        " Entschieden ist noch nichts."
    )
    decided(table, (every, Result.ADOPTED), occasion=IN_MAY)
    assert "einstimmig angenommen" in told(every)


def test_of_what_nobody_knows_how_it_was_decided() -> None:
    table, (every,) = table_with("all")
    decided(table, (every, Result.UNKNOWN), occasion=Occasion(date="2026"))
    assert told(every) == (
        "Der Runde Tisch hat 2026 über Ihren Vorschlag entschieden. Wie, ist nicht bekannt."
    )


def test_what_lapsed() -> None:
    table, (every, some) = table_with("all", "some")
    decided(
        table, (every, Result.ADOPTED),
        Ruling(amendment=some, result=Result.LAPSED, reason="Entfällt durch Nr. 1."),
        occasion=IN_MAY,
    )  # fmt: skip
    assert told(some) == (
        "Ihr Vorschlag ist am 15. Mai 2026 entfallen: Der Runde Tisch hat anders entschieden."
    )
    assert fate(some).steps[0].reason == "Entfällt durch Nr. 1."


def test_what_no_longer_fits_because_another_was_adopted() -> None:
    table, (every, some) = table_with("all", "some")
    decided(table, (every, Result.ADOPTED), occasion=IN_MAY)
    day = day_words(table.recorded)
    assert told(some) == (
        f"Der Runde Tisch berät seit dem {day} über Ihren Vorschlag."
        " Der Text an dieser Stelle hat sich inzwischen geändert; geprüft wird, ob er noch passt."
    )


def test_what_was_decided_together_with_another() -> None:
    table, (every, free) = table_with("all", "free")
    who: dict[str, Any] = {"actor": operator(), "now": NOW}
    actions.group_proposals(table, leader=every, amendments=[free], **who)
    assert "gemeinsam" not in told(free)  # what the office prepares is its own until then
    decided(table, (every, Result.ADOPTED), occasion=IN_MAY)
    assert told(free) == (
        "Der Runde Tisch hat Ihren Vorschlag am 15. Mai 2026 einstimmig angenommen."
        " Entschieden wurde gemeinsam mit Vorschlag 1. Im Entwurf steht der Wortlaut von"
        " Vorschlag 1."
    )


def test_what_went_into_a_joint_text() -> None:
    table, (every, some) = table_with("all", "some")
    decided(table, (every, Result.ADOPTED), (some, Result.ADOPTED), occasion=IN_MAY)
    assert told(some).endswith("Im Entwurf steht er noch nicht.")
    joint = replacing(table.strand, "kurse", "neu zugewanderte", "ganz viele")
    actions.decide_overlap(
        table, texts.open_conflicts(table.strand).get(), kind="joint", operations=[joint],
        actor=operator(), now=NOW,
    )  # fmt: skip
    assert told(some) == (
        "Der Runde Tisch hat Ihren Vorschlag am 15. Mai 2026 einstimmig angenommen."
        " Er ist in einen gemeinsamen Wortlaut eingegangen, der jetzt im Entwurf steht."
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("chosen", " Er überschnitt sich mit Vorschlag 1, dessen Wortlaut jetzt im Entwurf steht."),
        ("kept", " Er überschnitt sich mit einem anderen; der Text bleibt dort, wie er war."),
    ],
)
def test_what_gave_way_to_another(kind: str, expected: str) -> None:
    table, (every, some) = table_with("all", "some")
    decided(table, (every, Result.ADOPTED), (some, Result.ADOPTED), occasion=IN_MAY)
    actions.decide_overlap(
        table, texts.open_conflicts(table.strand).get(), kind=kind,
        amendment=every if kind == "chosen" else None, actor=operator(), now=NOW,
    )  # fmt: skip
    assert told(some) == (
        "Der Runde Tisch hat Ihren Vorschlag am 15. Mai 2026 einstimmig angenommen." + expected
    )


def test_what_was_corrected() -> None:
    table, (every,) = table_with("all")
    wrong = decided(table, (every, Result.ADOPTED), occasion=IN_MAY)
    actions.correct_decision(
        wrong, rulings=[Ruling(amendment=every, result=Result.REJECTED)], correction="Verzählt.",
        occasion=AGAINST, actor=operator(), now=NOW,
    )  # fmt: skip
    assert told(every) == (
        "Der Runde Tisch hat Ihren Vorschlag am 15. Mai 2026 mehrheitlich abgelehnt."
        " Das berichtigt, was hier vorher stand."
    )
    assert Detail("Was berichtigt wurde:", "Verzählt.") in fate(every).steps[0].details


def test_what_the_administration_advised_is_told_once_it_is_decided_and_not_before() -> None:
    table, (every,) = table_with("all")
    advised = [Advised(amendment=every, advice="reject", reason="Gibt es schon.")]
    actions.recommend(table, advised=advised, actor=operator(), now=NOW)
    assert fate(every).steps[0].details == ()
    decided(table, (every, Result.ADOPTED), occasion=IN_MAY)
    assert fate(every).steps[0].details == (
        Detail("Die Verwaltung hatte empfohlen: nicht annehmen.", "Gibt es schon."),
    )


def test_several_bodies_one_after_another_the_last_decision_leads() -> None:
    table, (every,) = table_with("all")
    decided(table, (every, Result.ADOPTED), occasion=IN_MAY)
    second = consideration(table.reading, organization=body(table.municipality))
    decided(second, (every, Result.REJECTED), occasion=Occasion(date="2026-06-02"))
    found = fate(every)
    assert [each.sentence.split(" hat ")[0] for each in found.steps] == [
        "Der Runde Tisch", the_body(second.organization.name),
    ]  # fmt: skip
    assert found.sentence == found.steps[1].sentence
    assert "abgelehnt" in found.sentence


def _closed(table: Consideration) -> Consideration:
    return consideration(table.reading, organization=closed_body(table.municipality))


@pytest.mark.parametrize("result", [Result.ADOPTED, Result.REJECTED, Result.OPEN])
def test_a_body_that_sits_in_private_is_named_and_nothing_that_it_did_is_told(result: str) -> None:
    table, (every,) = table_with("all")
    decided(table, (every, Result.ADOPTED), occasion=IN_MAY)
    closed = _closed(table)
    before = fate(every)
    assert before.steps[1].sentence == (
        "Darüber berät auch ein Gremium, das nicht öffentlich tagt: Verwaltungsausschuss. Was dort"
        " entschieden wird, steht nicht auf dieser Seite."
    )
    advised = [Advised(amendment=every, advice="reject", reason="Geheim.")]
    actions.recommend(closed, advised=advised, actor=operator(), now=NOW)
    decided(closed, Ruling(amendment=every, result=result, reason="Geheim."), occasion=IN_MAY)
    assert fate(every) == before


def test_what_a_public_body_decided_behind_closed_doors_is_not_told() -> None:
    table, (every, some) = table_with("all", "some")
    before = [fate(every), fate(some)]
    hidden = Occasion(date="2026-05-15", visibility="body")
    decided(table, (every, Result.ADOPTED), occasion=hidden)
    assert [fate(every), fate(some)] == before


def test_of_several_changes_in_one_file_each_is_told() -> None:
    reading = open_reading()
    made = released(submission(reading, wanted=[wanted(reading), wanted_besides(reading)]))
    table = consideration(reading, organization=round_table(reading.municipality))
    every, free = made.amendments.order_by("number")
    decided(table, (every, Result.ADOPTED), occasion=IN_MAY)
    decided(table, (free, Result.REJECTED), occasion=AGAINST)
    assert told(made) == (
        "Der Runde Tisch hat Ihren Vorschlag 1 am 15. Mai 2026 einstimmig angenommen."
        " Er steht jetzt im Entwurf."
        " Der Runde Tisch hat Ihren Vorschlag 2 am 15. Mai 2026 mehrheitlich"
        " abgelehnt."
    )
    assert fate(made).sentence == "Von Ihren 2 Vorschlägen ist über 2 entschieden."


def test_a_wish_and_what_became_of_it() -> None:
    text = frozen()
    assert told(wish(adopted(text), is_released=False)) == (
        "Ihr Wunsch ist eingegangen und noch nicht freigegeben."
    )
    reading = open_reading(text)
    left = wish(text.version, wanted=[wanted(reading)], kind="change")
    assert told(left) == "Ihr Wunsch wird in der nächsten Überprüfung behandelt."
    taken = participation.take_over_wish(left, reading, actor=operator(), now=NOW)
    table = consideration(reading, organization=round_table(reading.municipality))
    decided(table, (taken.amendments.get(), Result.ADOPTED), occasion=IN_MAY)
    assert told(left) == (
        "Ihr Wunsch ist jetzt ein Vorschlag in: Beteiligung der Öffentlichkeit."
        " Der Runde Tisch hat den Vorschlag am 15. Mai 2026 einstimmig angenommen."
        " Er steht jetzt im Entwurf."
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Runder Tisch Integration", "Der Runde Tisch Integration"),
        ("Ausschuss für Soziales", "Der Ausschuss für Soziales"),
        ("Ortsrat Halchter", "Der Ortsrat Halchter"),
        ("Lenkungsgruppe", "Die Lenkungsgruppe"),
        ("Wir im Quartier", "Das Gremium „Wir im Quartier“"),
    ],
)
def test_a_body_is_named_with_its_article_where_that_is_certain(name: str, expected: str) -> None:
    assert the_body(name) == expected


def test_a_list_costs_the_same_queries_for_one_and_for_many() -> None:
    table, (every, some, free) = table_with("all", "some", "free")
    decided(table, (every, Result.ADOPTED), (free, Result.REJECTED), occasion=IN_MAY)
    for _ in range(5):
        proposed(table.reading, wanted(table.reading).operations[0])
    rows = list(Submission.objects.with_content().order_by("code"))

    def cost(of: list[Submission]) -> int:
        with CaptureQueriesContext(connection) as found:
            fates(of, OF_SENDER)
        return len(found)

    one = [each for each in rows if each.amendments.get() == every]
    assert cost(rows) == cost(one)
    assert len(rows) == 8
    assert some.number == 2


def in_parts(of: Reading) -> Wanted:
    """Want two things that can be voted on apart."""
    text = text_of(of)
    first = replacing(text, "kurse", "neu zugewanderte", "alle")
    second = inserting(text, "raeume", "Stadtteilen", " kostenlos")
    return Wanted(parts=[Part("a", (first,)), Part("b", (second,))])
