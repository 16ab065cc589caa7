"""What is begun is kept for whoever began it, offered again, and forgotten in time."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from fortschrift.accounts.models import JournalEntry, User
from fortschrift.concepts.scratch import Window
from fortschrift.participation import actions, drafts
from fortschrift.participation.addresses import reading_url
from fortschrift.participation.drafts import Writer
from fortschrift.participation.models import ProposalDraft, Reading, Submission
from tests.accounts.factories import NOW, officer, operator
from tests.concepts.amendments import COURSES, frozen
from tests.concepts.factories import node
from tests.participation.factories import members_reading, open_reading
from tests.participation.test_pages import NAMED, _today, page, slug

__all__ = ["_today"]
pytestmark = pytest.mark.django_db
MINE = Writer(None, "mein Browser")
TYPED = COURSES.replace("berät", "hilft")
OFFER = "Ihr begonnener Vorschlag"


def url_of(of: Reading, key: str = "kurse", name: str = "propose_at") -> str:
    return reading_url(of, name, node=slug(of, key))


def type_words(client: Client, of: Reading, words: str = TYPED, **fields: str) -> str:
    """Type at a passage as the script sends it; gives the key of the window."""
    given = {"kind": "change", "wording": words, "window": uuid4().hex, "knew": "", **fields}
    answer = client.post(url_of(of, name="keep"), given)
    assert answer.status_code == 204
    return given["window"]


def keep(
    of: Reading, writer: Writer = MINE, window: str = "w", knew: str = "", **fields: str
) -> None:
    drafts.keep(
        of, node(of.concept, "kurse").pk, writer, kind="change",
        fields={"wording": TYPED, **fields}, window=Window(window, knew), now=NOW,
    )  # fmt: skip


def begun(of: Reading, writer: Writer = MINE, now: datetime = NOW) -> list[drafts.Begun]:
    return drafts.begun(of, writer, now)


def test_what_is_typed_is_offered_again_at_the_passage_and_on_the_page_of_the_reading(
    client: Client,
) -> None:
    made = open_reading()
    window = type_words(client, made, reason="Klarer.")

    there = client.get(url_of(made)).content.decode()

    assert OFFER in there and OFFER in page(client, made)
    assert "Das Jobcenter hilft dazu." not in there, "it is offered, not pushed"
    again = client.get(f"{url_of(made)}?begonnen={window}").content.decode()
    assert "Das Jobcenter hilft dazu." in again and "Klarer." in again


def test_nobody_else_sees_what_somebody_began(client: Client) -> None:
    made = open_reading()
    window = type_words(client, made)

    for other in (Client(), _signed_in(made)):
        assert OFFER not in page(other, made)
        words = other.get(f"{url_of(made)}?begonnen={window}").content.decode()
        assert "Das Jobcenter hilft dazu." not in words


def _signed_in(of: Reading) -> Client:
    client = Client()
    client.force_login(officer(of.municipality))
    return client


def test_with_an_account_it_is_found_in_every_browser() -> None:
    made = open_reading()
    one, other = Client(), Client()
    user = officer(made.municipality)
    for each in (one, other):
        each.force_login(user)

    type_words(one, made)

    assert OFFER in page(other, made)
    assert ProposalDraft.objects.get().visitor == ""


def test_the_name_and_the_address_of_the_sender_are_not_kept(client: Client) -> None:
    type_words(client, open_reading(), **NAMED | {"email": "ich@example.org"})

    assert not {"ich@example.org", "eine Nachbarin"} & set(
        ProposalDraft.objects.get().fields.split('"')
    )


def test_a_draft_is_no_act() -> None:
    made = open_reading()
    before = JournalEntry.objects.count()

    keep(made)

    assert JournalEntry.objects.count() == before


def test_what_is_looked_at_is_kept_also_without_a_script(client: Client) -> None:
    made = open_reading()
    given = {"kind": "change", "wording": TYPED, "reason": "", "window": "abc", "knew": ""}

    client.post(url_of(made), {**given, "do": "look"})

    assert OFFER in page(client, made)


def test_what_is_sent_is_kept_no_longer_with_what_it_went_on_from(client: Client) -> None:
    made = open_reading()
    type_words(client, made)
    (old,) = drafts.begun(made, Writer(None, ProposalDraft.objects.get().visitor), NOW)
    given = {"kind": "change", "wording": TYPED, "reason": "", "window": "neu", "knew": old.mark}

    client.post(url_of(made), {**given, **NAMED, "do": "send", "key": str(uuid4())})

    assert Submission.objects.count() == 1
    assert not ProposalDraft.objects.exists()


def test_what_cannot_be_sent_is_kept_on(client: Client) -> None:
    made = open_reading()
    window = type_words(client, made)
    given = {"kind": "change", "wording": TYPED, "reason": "", "window": window, "knew": ""}

    client.post(url_of(made), {**given, "do": "send", "shown_as": "pseudonym", "shown_name": ""})

    assert OFFER in page(client, made)


def test_it_is_discarded_on_request(client: Client) -> None:
    made = open_reading()
    window = type_words(client, made)

    client.post(url_of(made, name="keep"), {"do": "give-up", "window": window})

    assert not ProposalDraft.objects.exists()
    assert f"{OFFER} ist verworfen." in page(client, made)
    assert OFFER not in page(client, made)


def test_two_windows_do_not_write_over_each_other() -> None:
    made = open_reading()
    keep(made, window="eins", reason="so")
    keep(made, window="zwei", reason="anders")

    assert [each.fields["reason"] for each in begun(made)] == ["anders", "so"]


def test_a_window_that_shows_what_another_kept_takes_it_over_once() -> None:
    made = open_reading()
    keep(made, window="eins")
    (old,) = begun(made)

    keep(made, window="zwei", knew=old.mark, reason="weiter")
    keep(made, window="drei", knew=old.mark, reason="auch weiter")

    assert [each.window for each in begun(made)] == ["drei", "zwei"]


def test_so_many_are_kept_and_then_the_oldest_goes() -> None:
    made = open_reading()

    for number in range(drafts.MOST + 3):
        keep(made, window=f"w{number}")

    assert len(begun(made)) == drafts.MOST
    assert {"w0", "w1", "w2"}.isdisjoint(each.window for each in begun(made))


def test_what_nobody_comes_back_to_is_forgotten_after_a_month() -> None:
    made = open_reading(closes="2027-12-31")
    keep(made)
    late = NOW + drafts.KEPT_FOR

    assert begun(made, now=late - timedelta(days=1))
    assert not begun(made, now=late)
    drafts.clean_up(late)
    assert not ProposalDraft.objects.exists()


def test_the_end_of_a_reading_ends_what_was_begun_in_it() -> None:
    made, other = open_reading(), open_reading(closes="2027-12-31")
    keep(made)
    keep(other)
    after = datetime(2026, 12, 16, 9, 0, tzinfo=UTC)

    assert not begun(made, now=after)
    drafts.clean_up(after)
    assert [each.reading for each in ProposalDraft.objects.all()] == [other]


def test_a_reading_that_is_ended_by_hand_takes_its_drafts_along() -> None:
    made = open_reading()
    keep(made)

    actions.close_reading(made, closes="2026-11-10", actor=operator(), now=NOW)
    drafts.clean_up(NOW)

    assert not ProposalDraft.objects.exists()


def test_the_first_that_is_kept_has_all_forgotten_in_time(client: Client) -> None:
    made = open_reading(closes="2026-11-30")

    for _ in range(2):
        type_words(client, made)

    waiting = DBTaskResult.objects.get()
    assert waiting.task_path.endswith("forget_old_drafts")
    assert waiting.run_after == datetime(2026, 11, 30, 23, tzinfo=UTC), "midnight in Berlin"


def test_forgetting_goes_on_until_nothing_is_left() -> None:
    keep(open_reading(closes="2027-12-31"))
    assert drafts.next_end() == NOW + drafts.KEPT_FOR

    drafts.clean_up(NOW + drafts.KEPT_FOR)

    assert drafts.next_end() is None


def test_the_page_says_how_long_it_is_kept_and_for_whom(client: Client) -> None:
    words = client.get(url_of(open_reading())).content.decode()

    assert "höchstens 30 Tage und nicht länger als bis zum Ende der Durchsicht" in words
    assert "nur in diesem Browser" in words


def test_what_was_begun_at_a_passage_that_is_gone_breaks_no_page(client: Client) -> None:
    made, user = open_reading(), officer(frozen().municipality)
    gone = node(frozen().version.concept, "kurse").pk
    drafts.keep(
        made, gone, Writer(user), kind="change", fields={"wording": TYPED}, window=Window("w"),
        now=NOW,
    )  # fmt: skip
    client.force_login(user)

    assert OFFER not in page(client, made)


def test_who_may_not_propose_keeps_nothing_here(client: Client) -> None:
    made = members_reading()

    answer = client.post(url_of(made, name="keep"), {"kind": "change", "window": "w"})

    assert answer.status_code == 403
    assert not ProposalDraft.objects.exists()


BAD = {
    "no window": {"window": ""},
    "no kind": {"kind": "etwas"},
    "too much": {"wording": "Wort " * 30_000},
    "no text": {"wording": "\x00"},
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_kept_is_told_to_the_script(client: Client, case: str) -> None:
    made = open_reading()
    given = {"kind": "change", "wording": TYPED, "window": "w", "knew": "", **BAD[case]}

    assert client.post(url_of(made, name="keep"), given).status_code == 422
    assert not ProposalDraft.objects.exists()


def test_two_readings_know_a_browser_by_different_words(client: Client) -> None:
    for made in (open_reading(), open_reading()):
        type_words(client, made)

    assert len(set(ProposalDraft.objects.values_list("visitor", flat=True))) == 2


def test_who_signs_in_afterwards_still_finds_it(client: Client) -> None:
    made = open_reading()
    type_words(client, made)

    client.force_login(officer(made.municipality))

    assert OFFER in page(client, made)
    assert User.objects.exists()
