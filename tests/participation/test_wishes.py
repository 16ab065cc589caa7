"""Between readings anybody leaves wishes on an adopted version; a later reading takes them over."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.selectors import journal_of
from fortschrift.concepts.actions import record_status
from fortschrift.concepts.addresses import page_if_any, version_url
from fortschrift.concepts.models import Version
from fortschrift.participation import actions
from fortschrift.participation.actions import Wanted
from fortschrift.participation.addresses import reading_url, wishes_url
from fortschrift.participation.models import Reading, Submission
from tests.accounts.factories import NOW, officer, operator, outsider
from tests.concepts.amendments import COURSES, PARTS, frozen, replacing
from tests.concepts.factories import node, text, version
from tests.participation.factories import adopted, open_reading, wish
from tests.participation.test_pages import NAMED, _today

__all__ = ["_today"]
pytestmark = pytest.mark.django_db


def url_of(of: Version, name: str = "", **more: str) -> str:
    return wishes_url(of, of.concept, name, **more)


def page(client: Client, of: Version, name: str = "", **more: str) -> str:
    answer = client.get(url_of(of, name, **more))
    assert answer.status_code == 200
    return answer.content.decode()


def later(of: Version, *, courses: str = COURSES, **fields: str) -> Reading:
    """Open a reading on a later draft of the concept, in which one paragraph may say else."""
    (key, level, title, _kurse, *rest) = PARTS
    draft = text(
        version(of.concept, label="Entwurf 2026", slug="entwurf-2026"),
        (key, level, title, ("kurse", "paragraph", courses), *rest),
        ("wohnen", "field", "Wohnen"),
    )
    return open_reading(draft, **fields)


def take_over(left: Submission, into: Reading) -> Submission:
    return actions.take_over_wish(left, into, actor=officer(into.municipality), now=NOW)


@pytest.mark.parametrize("key", ["", "kurse"])
def test_anybody_leaves_a_wish_for_the_whole_or_at_a_passage(client: Client, key: str) -> None:
    of = adopted()
    more = {"node": node(of.concept, key).slug} if key else {}
    url = url_of(of, "propose_at" if key else "propose", **more)
    given = {"kind": "own_words", "original": "Mehr am Abend.", "language": "de", "reason": ""}

    looked = client.post(url, {**given, "do": "look"}).content.decode()
    answer = client.post(url, {**given, **NAMED, "do": "send", "key": str(uuid4())})

    assert "sobald die Stelle sie freigegeben hat" in looked
    left = Submission.objects.get()
    assert answer["Location"] == url_of(of, "received", code=left.code)
    assert (left.version, left.reading, bool(left.node)) == (of, None, bool(key))
    said = client.get(answer["Location"]).content.decode()
    assert "wird in der nächsten Überprüfung behandelt" in said
    assert "Mehr am Abend." not in page(client, of), "it waits"


def test_a_wish_may_be_a_change_of_the_text(client: Client) -> None:
    of = adopted()
    url = url_of(of, "propose_at", node=node(of.concept, "kurse").slug)
    given = {"kind": "change", "wording": COURSES.replace("berät", "hilft"), "reason": ""}

    client.post(url, {**given, **NAMED, "do": "send", "key": str(uuid4())})

    assert Submission.objects.get().amendments.get().wordings.get().operations


def test_the_office_releases_it_and_then_all_see_it_with_what_becomes_of_it(client: Client) -> None:
    of = adopted()
    left = wish(of, is_released=False)
    office = Client()
    office.force_login(officer(of.municipality))
    assert "1 Wunsch freigeben" in office.get("/arbeitsplatz/").content.decode()
    assert left.code in page(office, of, "inbox")

    office.post(url_of(of, "inbox"), {"code": left.code, "do": "release"})

    said = page(client, of)
    assert "Mehr Abendkurse, bitte." in said
    assert "wird in der nächsten Überprüfung behandelt" in said
    assert left.code not in said


def test_the_version_and_its_passages_lead_to_the_list_once_it_is_adopted(client: Client) -> None:
    draft, of = frozen().version, adopted()
    without_text = version()
    record_status(without_text, status="adopted", actor=operator(), now=NOW)
    assert client.get(url_of(without_text)).status_code == 404

    for each, there in ((draft, False), (of, True)):
        assert (
            url_of(each) in client.get(version_url(each, each.concept)).content.decode()
        ) is there
        slug = node(each.concept, "kurse").slug
        origin = page_if_any("origin", {
            "municipality": each.municipality.slug, "concept": each.concept.slug,
            "version": each.slug, "node": slug,
        })  # fmt: skip
        wishing = url_of(each, "propose_at", node=slug)
        assert (wishing in client.get(origin).content.decode()) is there
        assert client.get(url_of(each)).status_code == (200 if there else 404)


def test_a_passage_can_be_chosen_from_the_list_without_a_script(client: Client) -> None:
    of = adopted()
    slug = node(of.concept, "bildung").slug
    assert f'<option value="{slug}">' in page(client, of)

    answer = client.get(url_of(of, "propose"), {"stelle": slug})

    assert answer["Location"] == url_of(of, "propose_at", node=slug)


def test_only_the_office_sees_what_waits(client: Client) -> None:
    of = adopted()

    assert client.get(url_of(of, "inbox")).status_code == 302
    client.force_login(outsider())
    assert client.get(url_of(of, "inbox")).status_code == 403


def test_the_list_asks_the_same_few_queries_however_long_it_is(client: Client) -> None:
    of = adopted()
    for _ in range(2):
        wish(of)
    page(client, of)
    with CaptureQueriesContext(connection) as few:
        page(client, of)
    for _ in range(6):
        wish(of)

    with CaptureQueriesContext(connection) as many:
        page(client, of)

    assert len(few) == len(many)


def test_a_wish_in_own_words_becomes_a_proposal_and_stays_a_wish() -> None:
    of = adopted()
    left = wish(of, node=node(of.concept, "kurse"))

    made = take_over(left, into := later(of))

    assert (made.reading, made.wish, made.node) == (into, left, left.node)
    assert (made.kind, made.shown_name, made.user) == ("own_words", "eine Nachbarin", None)
    assert made.amendments.get().wordings.get().original == "Mehr Abendkurse, bitte."
    assert made.code != left.code
    assert made in Submission.objects.public()
    assert left in Submission.objects.filter(reading__isnull=True).public()
    entry = journal_of(of.municipality).first()
    assert entry is not None
    assert sentence_of(entry).endswith(f"übernommen: {left.code} als {made.code}.")


def test_words_wanted_of_the_adopted_text_are_carried_to_the_draft() -> None:
    of = adopted()
    words = replacing(of.texts.get(), "kurse", "neu zugewanderte", "alle")
    left = wish(of, kind="change", wanted=[Wanted(operations=[words], reason="Gerecht.")])

    made = take_over(left, later(of, courses=f"Neu ist: {COURSES}"))

    wording = made.amendments.get().wordings.get()
    assert made.kind == "change"
    assert (wording.base, wording.reason) == (made.version.texts.get().change, "Gerecht.")
    assert '"alle"' in wording.operations


def test_words_that_no_longer_fit_are_told_in_words() -> None:
    of = adopted()
    words = replacing(of.texts.get(), "kurse", "neu zugewanderte", "alle")
    left = wish(of, kind="change", wanted=[Wanted(operations=[words])])

    made = take_over(left, later(of, courses="Ganz anders steht es jetzt hier."))

    wording = made.amendments.get().wordings.get()
    assert (made.kind, wording.operations) == ("own_words", "")
    assert "neu zugewanderte" in wording.original and "alle" in wording.original


REFUSED = {
    "waiting": "nur, was gezeigt wird",
    "withdrawn": "nur, was gezeigt wird",
    "a proposal": "kein Wunsch",
    "twice": "schon übernommen",
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_wish_to_take_over_is_refused(case: str) -> None:
    of = adopted()
    left = wish(of, is_released=case != "waiting")
    into = later(of)
    if case == "withdrawn":
        actions.withdraw_submission(left, actor=operator(), now=NOW)
    if case in ("twice", "a proposal"):
        made = take_over(left, into)
        left = made if case == "a proposal" else left

    with pytest.raises(ValidationError, match=REFUSED[case]):
        take_over(left, into)


def test_nobody_but_the_office_takes_over(client: Client) -> None:
    of = adopted()
    left, into = wish(of), later(of)

    with pytest.raises(PermissionDenied):
        actions.take_over_wish(left, into, actor=outsider(), now=NOW)
    assert client.get(reading_url(into, "take_over")).status_code == 302


def test_the_office_takes_over_from_the_page_and_the_wish_says_where_it_went(
    client: Client,
) -> None:
    of = adopted()
    left, into = wish(of), later(of)
    client.force_login(officer(of.municipality))
    there = reading_url(into, "take_over")
    assert left.code in client.get(there).content.decode()

    client.post(there, {"code": left.code})

    assert f"Kurzcode {left.taken_over.get().code}" in client.get(there).content.decode()
    said = page(Client(), of)
    assert f'Aufgenommen in: <a href="{reading_url(into, "proposals")}">' in said
    assert "nächsten Überprüfung behandelt</" not in said


def test_an_internal_reading_that_took_it_over_is_not_named(client: Client) -> None:
    of = adopted()
    take_over(wish(of), into := later(of, visibility="internal"))

    said = page(client, of)

    assert reading_url(into, "proposals") not in said
    assert "wird in der nächsten Überprüfung behandelt" in said
