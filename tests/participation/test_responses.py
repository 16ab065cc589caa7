"""Support, remarks and questions: off until switched on, never a vote, shown after release."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.selectors import journal_of
from fortschrift.participation import actions
from fortschrift.participation.addresses import reading_url
from fortschrift.participation.models import Comment, Reading, Submission, Support
from fortschrift.participation.responses import Responses, counts_of
from tests.accounts.factories import NOW, officer, operator, outsider, user_with_role
from tests.participation.factories import (
    answerable,
    comment,
    invited,
    members_reading,
    open_reading,
    submission,
)
from tests.participation.test_pages import _today

__all__ = ["_today"]
pytestmark = pytest.mark.django_db


def url_of(of: Submission) -> str:
    assert of.reading is not None
    return reading_url(of.reading, "proposal", proposal=str(of.amendments.get().number))


def page(client: Client, of: Submission) -> str:
    answer = client.get(url_of(of))
    assert answer.status_code == 200
    return answer.content.decode()


def reading_of(of: Submission) -> Reading:
    assert of.reading is not None
    return of.reading


def support(of: Submission, **who: Any) -> Support:
    return actions.support_submission(of, now=NOW, **{"actor": None, **who})


ACTS = {
    "support": lambda of: support(of, visitor="ein Browser"),
    "comment": lambda of: comment(of, kind="comment"),
    "question": lambda of: comment(of, kind="question"),
}
SWITCHES = {"support": "support", "comment": "comments", "question": "questions"}


@pytest.mark.parametrize("kind", ACTS)
def test_nothing_can_be_said_until_it_is_switched_on(kind: str) -> None:
    of = submission(open_reading(), actor=operator())
    with pytest.raises(PermissionDenied, match="nicht vorgesehen"):
        ACTS[kind](of)

    on = {each: each == SWITCHES[kind] for each in SWITCHES.values()}
    actions.switch_responses(reading_of(of), actor=operator(), now=NOW, **on)

    ACTS[kind](of)
    for other in ACTS.keys() - {kind}:
        with pytest.raises(PermissionDenied, match="nicht vorgesehen"):
            ACTS[other](of)


def test_the_journal_says_who_switched_what() -> None:
    made = open_reading()
    actions.switch_responses(
        made, support=True, comments=False, questions=True, actor=officer(made.municipality),
        now=NOW,
    )  # fmt: skip

    entry = journal_of(made.municipality).first()
    assert entry is not None
    assert sentence_of(entry) == (
        "Konto officer hat für „Beteiligung der Öffentlichkeit“ eingestellt, was möglich ist: "
        "Unterstützen, Fragen."
    )


@pytest.mark.parametrize(("role", "may"), [("officer", True), ("clerk", True), ("reader", False)])
def test_only_the_office_switches(role: str, may: bool) -> None:
    made = open_reading()
    given = {"support": True, "comments": True, "questions": True}
    actor = user_with_role(made.municipality, role)

    if may:
        actions.switch_responses(made, actor=actor, now=NOW, **given)
    else:
        with pytest.raises(PermissionDenied):
            actions.switch_responses(made, actor=actor, now=NOW, **given)


def test_one_supports_once_by_account_by_invitation_or_by_browser() -> None:
    reading = members_reading()
    actions.switch_responses(
        reading, support=True, comments=False, questions=False, actor=operator(), now=NOW
    )
    of = submission(reading, actor=operator())
    link, user = invited(reading).invitation, officer(reading.municipality)

    for _ in range(2):
        support(of, actor=user)
        support(of, invitation=link)

    counts = counts_of([of])[of.pk]
    assert (counts.known, counts.visitors) == (2, 0)


def test_browsers_are_counted_apart_and_the_page_says_so(client: Client) -> None:
    of = answerable()
    support(of, actor=officer(of.municipality))
    for browser in ("eins", "zwei", "zwei"):
        support(of, visitor=browser)

    words = page(client, of)

    assert "1 Person unterstützt das, dazu 2 ohne Anmeldung" in words
    assert "Das ist keine Abstimmung" in words and "je Browser einmal gezählt" in words


SUPPORTED = {
    (0, 0): "Noch unterstützt das niemand",
    (1, 0): "1 Person unterstützt das",
    (0, 2): "2 Unterstützungen ohne Anmeldung",
    (3, 1): "3 Personen unterstützen das, dazu 1 ohne Anmeldung",
}


@pytest.mark.parametrize("counted", SUPPORTED)
def test_support_without_an_account_is_never_added_to_the_other(counted: tuple[int, int]) -> None:
    assert Responses(*counted).support_words() == SUPPORTED[counted]


def test_support_is_taken_back_without_a_trace_in_its_table(client: Client) -> None:
    of = answerable()
    client.post(url_of(of), {"do": "support"})
    client.post(url_of(of), {"do": "support"})
    assert Support.objects.count() == 1
    assert "Nicht mehr unterstützen" in page(client, of)
    assert "Nicht mehr unterstützen" not in page(Client(), of)

    client.post(url_of(of), {"do": "unsupport"})

    assert not Support.objects.exists()


def test_nobody_takes_back_the_support_of_another(client: Client) -> None:
    of = answerable()
    client.post(url_of(of), {"do": "support"})

    Client().post(url_of(of), {"do": "unsupport"})

    assert Support.objects.count() == 1


@pytest.mark.parametrize("kind", ACTS)
@pytest.mark.parametrize("gone", ["waiting", "withdrawn", "withheld"])
def test_nothing_is_said_to_what_is_not_shown(kind: str, gone: str) -> None:
    of = answerable()
    if gone == "waiting":
        of = submission(reading_of(of))
    elif gone == "withdrawn":
        actions.withdraw_submission(of, actor=operator(), now=NOW)
    else:
        actions.withhold_submission(of, reason="Grund", actor=operator(), now=NOW)

    with pytest.raises(ValidationError, match="nicht gezeigt"):
        ACTS[kind](of)


@pytest.mark.parametrize("kind", ACTS)
def test_after_the_end_nothing_more_is_said(kind: str) -> None:
    of = answerable()
    actions.close_reading(reading_of(of), closes="2026-11-10", actor=operator(), now=NOW)

    with pytest.raises(PermissionDenied, match="endete"):
        ACTS[kind](of)


@pytest.mark.parametrize("kind", ["comment", "question"])
def test_a_remark_or_a_question_is_shown_after_release(client: Client, kind: str) -> None:
    of = answerable()
    given = {"kind": kind, "words": "Und <b>abends</b>?", "shown_name": "ein Vater", "do": "say"}
    assert client.post(url_of(of), given).status_code == 302
    said = Comment.objects.get()
    assert "abends" not in page(client, of)

    actions.release_comment(said, actor=officer(of.municipality), now=NOW)

    assert "Und &lt;b&gt;abends&lt;/b&gt;?" in page(client, of)
    assert "ein Vater" in page(client, of)


def test_a_question_is_answered_beside_it(client: Client) -> None:
    said = comment()
    actions.release_comment(said, actor=operator(), now=NOW)

    actions.answer_question(said, words="Nichts.", actor=officer(said.municipality), now=NOW)

    words = page(client, said.submission)
    assert (
        words.index("Was kostet das?") < words.index("Antwort der Stelle") < words.index("Nichts.")
    )


def test_what_is_held_back_is_shown_no_more(client: Client) -> None:
    said = comment()
    actions.release_comment(said, actor=operator(), now=NOW)

    actions.withhold_comment(said, actor=operator(), now=NOW)

    assert "Was kostet das?" not in page(client, said.submission)
    with pytest.raises(ValidationError, match="schon nicht gezeigt"):
        actions.release_comment(said, actor=operator(), now=NOW)


def test_switched_off_again_nothing_of_it_is_shown(client: Client) -> None:
    said = comment()
    actions.release_comment(said, actor=operator(), now=NOW)
    support(said.submission, visitor="eins")

    actions.switch_responses(
        reading_of(said.submission), support=False, comments=False, questions=False,
        actor=operator(), now=NOW,
    )  # fmt: skip

    words = page(client, said.submission)
    assert "Was kostet das?" not in words and "nterstütz" not in words
    assert Comment.objects.count() == Support.objects.count() == 1


BAD = {
    "no words": ({"words": " "}, "words"),
    "no name": ({"shown_name": " "}, "shown_name"),
    "a kind there is not": ({"kind": "vote"}, None),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_said_is_refused(case: str) -> None:
    fields, field = BAD[case]

    with pytest.raises((ValidationError, PermissionDenied)) as refused:
        comment(**fields)

    if field:
        assert isinstance(refused.value, ValidationError)
        assert field in refused.value.error_dict
    assert not Comment.objects.exists()


def test_what_was_typed_stays_when_something_is_missing(client: Client) -> None:
    of = answerable()

    answer = client.post(url_of(of), {"do": "say", "kind": "comment", "words": "Mein Satz."})

    assert answer.status_code == 422
    assert "Mein Satz." in answer.content.decode()


def test_only_questions_are_answered_and_only_by_the_office() -> None:
    with pytest.raises(ValidationError, match="keine Frage"):
        actions.answer_question(comment(kind="comment"), words="Ja.", actor=operator(), now=NOW)
    with pytest.raises(PermissionDenied):
        actions.answer_question(comment(), words="Ja.", actor=outsider(), now=NOW)
    with pytest.raises(ValidationError, match="eine Antwort"):
        actions.answer_question(comment(), words=" ", actor=operator(), now=NOW)


def test_the_office_releases_and_answers_from_its_pages(client: Client) -> None:
    said = comment()
    reading = reading_of(said.submission)
    client.force_login(officer(reading.municipality))
    there = reading_url(reading, "comments")
    assert "1 Anmerkung oder Frage freigeben" in client.get("/arbeitsplatz/").content.decode()

    client.post(there, {"comment": str(said.pk), "do": "release"})
    assert "Was kostet das?" in client.get(f"{there}?stand=unanswered").content.decode()
    client.post(there, {"comment": str(said.pk), "do": "answer", "words": "Nichts."})

    assert "Was kostet das?" not in client.get(f"{there}?stand=unanswered").content.decode()
    assert "Nichts." in page(Client(), said.submission)
    assert client.post(there, {"comment": "unsinn"}).status_code == 404


def test_the_switches_stand_on_a_page_of_the_office(client: Client) -> None:
    reading = open_reading()
    there = reading_url(reading, "settings")
    assert client.get(there).status_code == 302
    client.force_login(officer(reading.municipality))

    client.post(there, {"on": ["support", "question"]})

    reading.refresh_from_db()
    assert (reading.takes_support, reading.takes_comments, reading.takes_questions) == (
        True, False, True,
    )  # fmt: skip
    assert client.get(there).content.decode().count(" checked") == 2


def test_the_list_says_how_much_was_said_in_as_many_queries_for_many(client: Client) -> None:
    of = answerable()
    reading = reading_of(of)

    def said(of: Submission) -> None:
        support(of, visitor="eins")
        actions.release_comment(comment(of, kind="comment"), actor=operator(), now=NOW)

    said(of)
    there = reading_url(reading, "proposals")
    client.get(there)
    with CaptureQueriesContext(connection) as few:
        words = client.get(there).content.decode()
    for _ in range(6):
        said(submission(reading, actor=operator()))

    with CaptureQueriesContext(connection) as many:
        client.get(there)

    assert "1 Unterstützung ohne Anmeldung" in words and "1 Anmerkung" in words
    assert len(few) == len(many)


def test_a_proposal_nobody_may_see_has_no_page(client: Client) -> None:
    of = submission(reading_of(answerable()))

    assert client.get(url_of(of)).status_code == 404
