"""Pages of a reading: what is asked, the text, proposing at a passage, the receipt."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts.addresses import concept_url, version_url
from fortschrift.core.text import Tree
from fortschrift.core.text.synopsis import synopsis
from fortschrift.participation import actions
from fortschrift.participation.addresses import reading_url
from fortschrift.participation.models import Reading, Submission, SubmissionSender
from tests.accounts.factories import NOW, officer, operator, outsider
from tests.concepts.amendments import COURSES
from tests.concepts.factories import node
from tests.council.factories import body
from tests.participation.factories import open_reading, submission

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages be asked on the day on which the readings of these tests are open."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def page(client: Client, of: Reading, name: str = "reading", status: int = 200, **more: str) -> str:
    answer = client.get(reading_url(of, name, **more))
    assert answer.status_code == status
    return answer.content.decode()


def slug(of: Reading, key: str) -> str:
    return node(of.concept, key).slug


def write(of: Reading, key: str = "kurse", **fields: str) -> tuple[str, dict[str, str]]:
    """Give the address of a passage and what a form sends from there."""
    given = {"kind": "change", "wording": COURSES.replace("berät", "hilft"), "reason": "", **fields}
    return reading_url(of, "propose_at", node=slug(of, key)), given


NAMED = {"shown_as": "pseudonym", "shown_name": "eine Nachbarin", "organization": "", "email": ""}


def test_the_first_page_says_what_is_asked_until_when_and_leads_to_topics(client: Client) -> None:
    made = open_reading(asked_for="Was fehlt?", introduction="Die Stadt fragt.")
    actions.name_topics(
        made, topics={"Schule": [node(made.concept, "bildung")]}, actor=operator(), now=NOW
    )

    words = page(client, made)

    assert all(each in words for each in ("Was fehlt?", "Die Stadt fragt.", "15. Dezember 2026"))
    assert f"{reading_url(made, 'text')}#{slug(made, 'bildung')}" in words


def test_each_passage_with_words_leads_to_proposing_while_the_reading_is_open(
    client: Client,
) -> None:
    made = open_reading()

    words = page(client, made, "text")

    for key in ("bildung", "kurse", "raeume", "punkt-1"):
        assert reading_url(made, "propose_at", node=slug(made, key)) in words
    assert reading_url(made, "propose_at", node=slug(made, "liste")) not in words


def test_a_closed_reading_says_so_and_offers_nothing(client: Client) -> None:
    made = open_reading(closes="2026-11-20")

    assert "Diese Durchsicht endete am 20. November 2026." in page(client, made)
    assert "fs-propose" not in page(client, made, "text")
    url, given = write(made)
    assert client.post(url, {**given, "do": "look"}).status_code == 403


def test_nothing_is_sent_before_it_was_looked_at(client: Client) -> None:
    url, given = write(open_reading())

    answer = client.post(url, {**given, "do": "look"})

    words = answer.content.decode()
    assert answer.status_code == 200
    assert "<del>" in words and "<ins>" in words
    assert "Öffentlich werden" in words
    assert Submission.objects.count() == 0


def test_what_is_sent_stands_there_once_however_often_it_is_sent(client: Client) -> None:
    made = open_reading()
    url, given = write(made, reason="Klarer.")
    given |= {**NAMED, "do": "send", "key": str(uuid4()), "email": "ich@example.org"}

    first, again = client.post(url, given), client.post(url, given)

    sent = Submission.objects.get()
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"] == reading_url(made, "received", code=sent.code)
    assert (sent.shown_name, sent.sender.email) == ("eine Nachbarin", "ich@example.org")
    assert sent.amendments.get().wordings.get().reason == "Klarer."
    assert "wartet auf Freigabe" in page(client, made, "received", code=sent.code)
    assert "ich@example.org" not in page(client, made, "received", code=sent.code)


def test_what_was_sent_in_another_reading_is_not_what_this_form_has_sent(client: Client) -> None:
    one, other = open_reading(), open_reading()
    key = str(uuid4())
    for made in (one, other):
        url, given = write(made)
        answer = client.post(url, {**given, **NAMED, "do": "send", "key": key})

    assert answer.status_code == 422, "the key is taken, and its proposal belongs elsewhere"
    assert Submission.objects.get().reading == one


KINDS: dict[str, tuple[str, dict[str, str], str]] = {
    "a paragraph": ("kurse", {}, "hilft"),
    "a heading and its text": (
        "bildung", {"heading": "Schule", "text": COURSES, "wording": ""}, "Schule",
    ),
    "an item more": (
        "punkt-1", {"kind": "addition", "addition": "Lesepaten"}, "Lesepaten",
    ),
    "a goal more": (
        "bildung",
        {"kind": "addition", "level": "goal", "title": "Ganztag", "addition": "Für alle."},
        "Ganztag",
    ),
    "two paragraphs more": (
        "kurse", {"kind": "addition", "addition": "Eins.\n\nZwei."}, "Zwei.",
    ),
    "a deletion": ("raeume", {"kind": "deletion"}, "Räume stehen in 12 Stadtteilen"),
    "own words": (
        "raeume", {"kind": "own_words", "original": "Bitte mit Aufzug.", "language": "de"},
        "Bitte mit Aufzug.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", KINDS)
def test_whatever_is_wanted_is_shown_to_everybody_after_release(client: Client, case: str) -> None:
    key, fields, said = KINDS[case]
    made = open_reading()
    url, given = write(made, key, **fields)

    answer = client.post(url, {**given, **NAMED, "do": "send", "key": str(uuid4())})
    assert answer.status_code == 302
    sent = Submission.objects.get()
    assert said not in page(client, made, "proposals")
    actions.release_submission(sent, actor=operator(), now=NOW)

    assert said in page(client, made, "proposals")
    assert sent.kind == given["kind"]
    assert sent.node == node(made.concept, key)


def test_only_partners_that_are_public_are_offered_as_senders(client: Client) -> None:
    made = open_reading()
    town = made.municipality
    body(town, name="Verein Offen", classification="partner")
    body(town, name="Verein Geheim", classification="partner", visibility="internal")

    url, given = write(made)
    words = client.post(url, {**given, "do": "look"}).content.decode()

    assert "Verein Offen" in words
    assert "Verein Geheim" not in words


def test_words_in_arabic_are_marked_as_such_and_run_their_own_way(client: Client) -> None:
    made = open_reading()
    url, given = write(made, kind="own_words", original="نريد دروسا", language="ar")

    words = client.post(url, {**given, "do": "look"}).content.decode()

    assert '<blockquote class="fs-words" lang="ar" dir="auto">' in words


def test_one_may_speak_on_the_whole_text(client: Client) -> None:
    made = open_reading()
    given = {"kind": "own_words", "original": "Es ist zu lang.", "language": "de", **NAMED}

    client.post(reading_url(made, "propose"), {**given, "do": "send", "key": str(uuid4())})

    assert Submission.objects.get().node is None


BAD: dict[str, tuple[dict[str, str], str]] = {
    "nothing changed": ({"wording": COURSES}, "Bisher ist nichts geändert."),
    "no words of one's own": (
        {"kind": "own_words", "original": " ", "language": "de"}, "Was möchten Sie sagen?",
    ),
    "a name that is missing": ({"shown_name": " "}, "welcher Name gezeigt wird"),
    "no organization": ({"shown_as": "organization"}, "Bitte nennen Sie die Organisation."),
    "a megabyte": ({"wording": "Wort " * 200_000}, "höchstens"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_sent_says_why_and_keeps_what_was_typed(client: Client, case: str) -> None:
    fields, said = BAD[case]
    url, given = write(open_reading(), reason="Mein Grund", **fields)

    answer = client.post(url, {**NAMED, **given, "do": "send", "key": str(uuid4())})

    words = answer.content.decode()
    assert answer.status_code == 422
    assert said in words and "Mein Grund" in words
    assert given.get("original", "").strip() in words
    assert Submission.objects.count() == 0


def test_a_level_that_the_outline_does_not_allow_there_is_refused(client: Client) -> None:
    url, given = write(
        open_reading(), "bildung", kind="addition", level="measure", addition="Mehr Kurse"
    )

    answer = client.post(url, {**given, **NAMED, "do": "send", "key": str(uuid4())})

    assert answer.status_code == 422
    assert "Mehr Kurse" in answer.content.decode()
    assert Submission.objects.count() == 0


def test_markup_that_somebody_types_stays_words(client: Client) -> None:
    made = open_reading()
    url, given = write(made, kind="own_words", original="<script>alert(1)</script>", language="de")
    client.post(url, {**given, **NAMED, "do": "send", "key": str(uuid4())})
    actions.release_submission(Submission.objects.get(), actor=operator(), now=NOW)

    words = page(client, made, "proposals")

    assert "<script>alert" not in words and "&lt;script&gt;alert" in words


def test_going_back_to_writing_keeps_the_words(client: Client) -> None:
    url, given = write(open_reading(), reason="Klarer.")

    words = client.post(url, {**given, "do": "write"}).content.decode()

    assert "Das Jobcenter hilft dazu." in words and "Klarer." in words


def test_a_passage_that_is_not_there_is_told(client: Client) -> None:
    made = open_reading()

    assert "steht nicht in dieser Fassung" in page(
        client, made, "propose_at", 404, node="gibt-es-nicht"
    )


def test_who_knows_the_code_may_take_it_back_and_nobody_else(client: Client) -> None:
    made = open_reading()
    sent = submission(made)

    assert page(client, made, "received", 404, code="AAA-AAA-AAA")
    client.post(reading_url(made, "received", code=sent.code.lower()))

    assert [each.status for each in sent.statuses.all()] == ["withdrawn"]
    assert "Zurückgezogen" in page(client, made, "received", code=sent.code)


def test_an_internal_reading_is_closed_to_all_without_a_role(client: Client) -> None:
    made = open_reading(visibility="internal")

    assert client.get(reading_url(made)).status_code == 403
    client.force_login(outsider())
    assert client.get(reading_url(made)).status_code == 403
    client.force_login(officer(made.municipality))
    assert client.get(reading_url(made)).status_code == 200


def test_a_body_s_reading_is_public_to_read_and_its_members_propose(client: Client) -> None:
    made = open_reading()
    Reading.objects.update(organization=body(made.municipality))
    made.refresh_from_db()

    assert "Bitte melden Sie sich an." in page(client, made)
    assert "fs-propose" not in page(client, made, "text")


@pytest.mark.parametrize("closes", ["2026-12-15", "2026-11-20"])
def test_the_pages_of_the_concept_lead_to_a_reading_as_long_as_it_is_open(
    client: Client, closes: str
) -> None:
    made = open_reading(closes=closes)
    assert made.version is not None

    for url in (version_url(made.version, made.concept), concept_url(made.concept)):
        hint = f'<a href="{reading_url(made)}">Lesen und vorschlagen</a>'
        assert (hint in client.get(url).content.decode()) is (closes > "2026-11-22")


def test_the_office_releases_what_waits_from_its_workplace(client: Client) -> None:
    made = open_reading()
    sent = submission(made)
    client.force_login(officer(made.municipality))
    assert "1 Vorschlag freigeben" in client.get("/arbeitsplatz/").content.decode()

    assert sent.code in page(client, made, "inbox")
    client.post(reading_url(made, "inbox"), {"code": sent.code, "do": "release"})

    assert list(Submission.objects.public()) == [sent]
    assert sent.code not in page(client, made, "inbox")
    assert "freigeben" not in client.get("/arbeitsplatz/").content.decode()


def test_what_is_held_back_needs_a_reason_which_the_sender_reads(client: Client) -> None:
    made = open_reading()
    sent = submission(made)
    client.force_login(officer(made.municipality))
    post = {"code": sent.code, "do": "withhold"}

    assert (
        "Bitte sagen Sie, warum"
        in client.post(
            reading_url(made, "inbox"), {**post, "reason": " "}, follow=True
        ).content.decode()
    )
    client.post(reading_url(made, "inbox"), {**post, "reason": "Nennt eine Person."})

    assert "Nennt eine Person." in page(Client(), made, "received", code=sent.code)
    assert sent.code in client.get(f"{reading_url(made, 'inbox')}?stand=withheld").content.decode()


def test_only_the_office_sees_the_inbox(client: Client) -> None:
    made = open_reading()

    assert client.get(reading_url(made, "inbox")).status_code == 302
    client.force_login(outsider())
    assert client.get(reading_url(made, "inbox")).status_code == 403


def test_the_office_enters_what_came_on_paper_with_its_day(client: Client) -> None:
    made = open_reading(closes="2026-11-20")
    url, given = write(made)
    client.force_login(officer(made.municipality))

    answer = client.post(url, {
        **given, **NAMED, "do": "send", "key": str(uuid4()), "channel": "paper",
        "happened": "18.11.2026",
    })  # fmt: skip

    assert answer.status_code == 302
    sent = Submission.objects.get()
    assert (sent.channel, str(sent.happened)) == ("paper", "2026-11-18")
    assert list(Submission.objects.public()) == [sent]


def test_who_sent_it_may_have_their_address_erased(client: Client) -> None:
    made = open_reading()
    url, given = write(made)
    client.post(url, {**given, **NAMED, "do": "send", "key": str(uuid4()), "email": "ich@b.de"})
    sent = Submission.objects.get()

    client.post(reading_url(made, "received", code=sent.code), {"do": "erase"})

    assert not SubmissionSender.objects.exists()
    assert "E-Mail-Adresse löschen" not in page(client, made, "received", code=sent.code)


PAGES = ["proposals", "text", "reading", "inbox"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_the_same_queries_however_much_came_in(client: Client, name: str) -> None:
    made = open_reading()
    client.force_login(officer(made.municipality))
    passage = node(made.concept, "kurse")
    for _ in range(2):
        submission(made, actor=operator(), node=passage)
    page(client, made, name)
    with CaptureQueriesContext(connection) as few:
        page(client, made, name)
    for _ in range(6):
        submission(made, actor=operator(), node=passage)

    with CaptureQueriesContext(connection) as many:
        page(client, made, name)

    assert len(few) == len(many)


def test_what_somebody_may_do_is_asked_once_for_a_page(client: Client) -> None:
    made = open_reading()
    client.force_login(officer(made.municipality))
    page(client, made)

    with CaptureQueriesContext(connection) as asked:
        page(client, made)

    roles = [each for each in asked if "accounts_roleassignment" in each["sql"]]
    assert len(roles) <= 3, "once each for proposing, for handling what came in, for decisions"


def test_a_long_list_marks_each_difference_in_its_passage_only(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = open_reading()
    submission(made, actor=operator())
    laid: list[int] = []

    def counting(before: Tree, *others: Any) -> Any:
        laid.append(len(before))
        return synopsis(before, *others)

    monkeypatch.setattr("fortschrift.concepts.desk.changed.synopsis", counting)

    assert "<ins>" in page(client, made, "proposals")
    assert laid == [3], "the root, the field and the paragraph of a text of eight"
