"""Telling senders what became of it: their page, the public list, replies from a text, slips."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts.models import Amendment
from fortschrift.deliberation import actions
from fortschrift.deliberation.actions import Answered, Ballot, Occasion, Ruling
from fortschrift.deliberation.addresses import consideration_url
from fortschrift.deliberation.models import Consideration, QuestionResult, Reply
from fortschrift.participation import actions as participation
from fortschrift.participation.actions import Sender, Wanted
from fortschrift.participation.addresses import reading_url, wishes_url
from fortschrift.participation.models import Submission
from tests.accounts.factories import NOW, officer, operator, outsider
from tests.concepts.amendments import frozen
from tests.council.factories import closed_body, round_table
from tests.deliberation.factories import before_a_body, consideration, decided, released
from tests.participation.factories import adopted, open_reading, submission, wanted, wish

pytestmark = pytest.mark.django_db
Result = QuestionResult.Result
IN_MAY = Occasion(date="2026-05-15", ballot=Ballot(outcome="carried", manner="unanimous"))
ADOPTED = "Der Runde Tisch hat Ihren Vorschlag am 15. Mai 2026 einstimmig angenommen."


def decided_table() -> tuple[Consideration, list[Submission]]:
    """Let a round table adopt one proposal and reject another, and leave a third open."""
    table, made = before_a_body("all", "free", "gone", by=round_table)
    decided(
        table, (made[0], Result.ADOPTED),
        Ruling(amendment=made[1], result=Result.REJECTED, reason="Zu teuer."), occasion=IN_MAY,
    )  # fmt: skip
    return table, [each.submissions.get() for each in made]


def sender_page(client: Client, of: Submission, **more: Any) -> str:
    assert of.reading is not None
    answer = client.get(reading_url(of.reading, "received", code=of.code), **more)
    assert answer.status_code == 200
    return answer.content.decode()


def page(client: Client, of: Consideration, name: str = "answers", query: str = "") -> str:
    answer = client.get(consideration_url(of, name) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def signed_in(client: Client, of: Consideration) -> Client:
    client.force_login(officer(of.municipality))
    return client


def post(client: Client, of: Consideration, status: int = 200, **given: Any) -> str:
    answer = client.post(consideration_url(of, "answers"), given)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_the_senders_page_tells_the_sentence_first_then_the_reason(client: Client) -> None:
    _table, (every, free, gone) = decided_table()
    found = sender_page(client, every)
    assert f'<p class="fs-fate">{ADOPTED} Er steht jetzt im Entwurf.</p>' in found
    assert found.index("Was daraus geworden ist") < found.index("Das haben Sie vorgeschlagen")
    rejected = sender_page(client, free)
    assert rejected.index("einstimmig abgelehnt.") < rejected.index("Zu teuer.")
    assert "berät seit dem" in sender_page(client, gone)


def test_before_a_body_has_it_the_page_says_what_it_said(client: Client) -> None:
    of = submission()
    found = sender_page(client, of)
    assert "fs-fate" not in found
    assert "Die Stelle liest ihn und gibt ihn frei." in found


def test_the_public_list_tells_result_and_sentence_and_no_reply(client: Client) -> None:
    table, (every, _free, _gone) = decided_table()
    answered = [Answered(submission=every, words="Nur für Sie.")]
    actions.answer_submissions(table, answered=answered, actor=operator(), now=NOW)
    found = client.get(reading_url(table.reading, "proposals")).content.decode()
    assert "Der Runde Tisch hat diesen Vorschlag am 15. Mai 2026 einstimmig angenommen." in found
    assert "Ihren Vorschlag" not in found
    assert "Nur für Sie" not in found
    assert "Nur für Sie." in sender_page(client, every)


def test_the_public_list_costs_the_same_queries_whatever_was_decided(client: Client) -> None:
    table, _sent = decided_table()
    url = reading_url(table.reading, "proposals")

    def cost() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    few = cost()
    for _ in range(8):
        released(submission(table.reading, wanted=[wanted(table.reading)]))
    actions.lay_late_proposals(table, actor=operator(), now=NOW)
    last = Amendment.objects.order_by("-number")[0]
    decided(table, (last, Result.REJECTED))
    assert cost() == few


def test_a_wish_tells_in_its_list_what_became_of_it(client: Client) -> None:
    text = frozen()
    version = adopted(text)
    reading = open_reading(text)
    left = wish(version, wanted=[wanted(reading)], kind="change")
    taken = participation.take_over_wish(left, reading, actor=operator(), now=NOW)
    table = consideration(reading, organization=round_table(reading.municipality))
    decided(table, (taken.amendments.get(), Result.ADOPTED), occasion=IN_MAY)
    found = client.get(wishes_url(version, version.concept)).content.decode()
    assert "Der Runde Tisch hat den Vorschlag am 15. Mai 2026 einstimmig angenommen." in found


def test_whoever_wrote_in_another_language_reads_two(client: Client) -> None:
    reading = open_reading()
    words = Wanted(original="Daha fazla akşam kursu.", language="tr")
    made = released(submission(reading, wanted=[words], kind="own_words"))
    table = consideration(reading, organization=round_table(reading.municipality))
    decided(table, (made.amendments.get(), Result.ADOPTED_IN_SUBSTANCE), occasion=IN_MAY)
    found = sender_page(client, made)
    assert "einstimmig dem Sinn nach angenommen. Der Wortlaut folgt." in found
    assert "Daha fazla akşam kursu." in found
    assert '<p lang="en">' in found
    english = sender_page(client, made, headers={"accept-language": "en"})
    assert '<p lang="de">Der Runde Tisch hat Ihren Vorschlag am 15. Mai 2026' in english


def test_replies_are_made_of_one_text_looked_at_changed_and_saved(client: Client) -> None:
    table, (every, free, gone) = decided_table()
    signed_in(client, table)
    listed = page(client, table)
    assert str(every.pk) in listed
    assert str(gone.pk) not in listed  # nothing is decided on it
    keys = [str(each.pk) for each in (every, free)]
    shown = post(
        client, table, do="preview", s=keys,
        text="Guten Tag {name}, {gremium} sagt am {datum}: {ergebnis}. {begruendung}",
    )  # fmt: skip
    assert "Guten Tag eine Nachbarin, Runder Tisch sagt am 15. Mai 2026: angenommen." in shown
    assert "nicht angenommen. Zu teuer." in shown
    assert not Reply.objects.exists()
    given = {f"w-{every.pk}": "Danke!", f"w-{free.pk}": "Leider nein."}
    post(client, table, 302, do="save", s=keys, **given)
    assert {each.submission: each.words for each in Reply.objects.all()} == {
        every: "Danke!", free: "Leider nein.",
    }  # fmt: skip
    assert str(every.pk) not in page(client, table)
    assert "Danke!" in page(client, table, query="?stand=answered")


def test_what_is_wrong_with_a_text_is_said_and_every_word_kept(client: Client) -> None:
    table, (every, _free, gone) = decided_table()
    signed_in(client, table)
    key = str(every.pk)
    wrong = post(client, table, 422, do="preview", s=[key], text="Liebe {nachname}")
    assert "{nachname} gibt es nicht" in wrong
    assert "Liebe {nachname}" in wrong
    assert f'value="{key}" checked' in wrong
    assert "mindestens einen" in post(client, table, 422, do="preview", text="Danke")
    shown = post(client, table, do="preview", s=[key, str(gone.pk)], text="Also: {ergebnis}")
    assert "noch nicht öffentlich entschieden" in shown
    assert f"w-{gone.pk}" not in shown
    given = {f"w-{every.pk}": "Danke!", f"w-{gone.pk}": " "}
    kept = post(client, table, 422, do="save", s=[key, str(gone.pk)], **given)
    assert "ist leer" in kept
    assert "Danke!" in kept
    assert not Reply.objects.exists()


def test_the_last_reply_counts_and_the_first_stays() -> None:
    table, (every, _free, _gone) = decided_table()
    for words in ("Danke.", "Danke, {}!"):
        answered = [Answered(submission=every, words=words)]
        actions.answer_submissions(table, answered=answered, actor=operator(), now=NOW)
    assert Reply.objects.count() == 2
    assert Reply.objects.current().get().words == "Danke, {}!"


@pytest.mark.parametrize("case", ["none", "twice", "empty", "elsewhere", "closed"])
def test_what_cannot_be_answered_is_refused(case: str) -> None:
    table, (every, _free, _gone) = decided_table()
    one = Answered(submission=every, words="Danke.")
    answered = {
        "none": [], "twice": [one, one], "empty": [Answered(submission=every, words=" ")],
        "elsewhere": [Answered(submission=submission(), words="Danke.")], "closed": [one],
    }[case]  # fmt: skip
    said = {
        "none": "mindestens einen", "twice": "zweimal genannt", "empty": "ist leer",
        "elsewhere": "liegt dem Gremium nicht vor", "closed": "tagt nicht öffentlich",
    }[case]  # fmt: skip
    if case == "closed":
        table = consideration(table.reading, organization=closed_body(table.municipality))
    with pytest.raises(ValidationError, match=said):
        actions.answer_submissions(table, answered=answered, actor=operator(), now=NOW)


def test_of_a_body_that_sits_in_private_the_list_says_no_result(client: Client) -> None:
    table, made = before_a_body("all", by=closed_body)
    decided(table, Ruling(amendment=made[0], result=Result.REJECTED, reason="Geheim."),
            occasion=IN_MAY)  # fmt: skip
    signed_in(client, table)
    found = page(client, table, query="?stand=all")
    assert "tagt nicht öffentlich" in found
    assert "abgelehnt" not in found
    assert "Geheim" not in found
    assert "Vorschau" not in found
    assert made[0].submissions.get().shown_name in found
    assert "eine Nachbarin" not in page(client, table, query="?ergebnis=rejected")


def test_slips_are_for_those_no_mail_reaches_with_code_and_address(client: Client) -> None:
    reading = open_reading()
    reached = Sender(shown_as="pseudonym", shown_name="mit Adresse", email="ich@example.org")
    first = released(submission(reading, wanted=[wanted(reading)], sender=reached))
    second = released(submission(reading, wanted=[wanted(reading)]))
    table = consideration(reading, organization=round_table(reading.municipality))
    decided(table, (second.amendments.get(), Result.ADOPTED), occasion=IN_MAY)
    signed_in(client, table)
    listed = page(client, table, query="?stand=all&ohne_mail=on")
    assert "mit Adresse" not in listed
    answer = client.post(
        consideration_url(table, "answers"), {"do": "print", "s": [str(second.pk)]}
    )
    found = client.get(answer.headers["Location"]).content.decode()
    assert second.code in found
    assert first.code not in found
    assert reading_url(reading, "received", code=second.code) in found
    assert ADOPTED in found
    assert client.get(consideration_url(table, "slips")).status_code == 404
    assert client.get(consideration_url(table, "slips") + "?s=unsinn").status_code == 404


@pytest.mark.parametrize("name", ["answers", "slips"])
def test_answering_is_for_the_office_alone(client: Client, name: str) -> None:
    table, _sent = decided_table()
    assert client.get(consideration_url(table, name)).status_code == 302
    client.force_login(outsider())
    assert client.get(consideration_url(table, name)).status_code == 403


def test_the_list_of_senders_costs_the_same_queries_whatever_lies_there(client: Client) -> None:
    table, _sent = decided_table()
    signed_in(client, table)

    def cost() -> int:
        page(client, table, query="?stand=all")
        with CaptureQueriesContext(connection) as found:
            page(client, table, query="?stand=all")
        return len(found)

    few = cost()
    for _ in range(8):
        released(submission(table.reading, wanted=[wanted(table.reading)]))
    actions.lay_late_proposals(table, actor=operator(), now=NOW)
    assert cost() == few
