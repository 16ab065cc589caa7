"""Invitations: a personal link lets one in for one organization and one reading, and acts on
nothing by being opened."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.models import JournalPayload
from fortschrift.accounts.selectors import journal_of
from fortschrift.council.actions import end_contact
from fortschrift.participation import actions
from fortschrift.participation.addresses import code_url, reading_url
from fortschrift.participation.models import Invitation, InvitationStatus, Reading, Submission
from tests.accounts.factories import NOW, officer, operator, user_with_role
from tests.concepts.amendments import COURSES
from tests.concepts.factories import node
from tests.council.factories import body, contact
from tests.participation.factories import RESIDENT, invited, members_reading, submission, wanted

pytestmark = pytest.mark.django_db
LATE = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def statuses(of: Invitation) -> list[str]:
    return [each.status for each in of.statuses.order_by("pk")]


def come_in(client: Client, made: actions.Invited) -> Reading:
    reading = made.invitation.reading
    answer = client.post(reading_url(reading, "come_in", key=made.key))
    assert answer["Location"] == reading_url(reading)
    return reading


def test_only_the_hash_of_a_key_is_kept() -> None:
    made = invited()

    assert made.key not in "".join(JournalPayload.objects.values_list("content", flat=True))
    assert made.key not in str(Invitation.objects.values().get())
    assert made.key not in repr(made)


@pytest.mark.parametrize("spelt", [str, str.lower, lambda key: key.replace("-", " ")])
def test_a_key_opens_however_it_is_typed(spelt) -> None:  # type: ignore[no-untyped-def]
    made = invited()

    actions.open_invitation(made.invitation, key=spelt(made.key), actor=None, now=NOW)
    actions.open_invitation(made.invitation, key=spelt(made.key), actor=None, now=NOW)

    assert statuses(made.invitation) == ["opened"]


def test_a_wrong_key_opens_nothing() -> None:
    with pytest.raises(PermissionDenied, match="Dieser Link gilt hier nicht"):
        actions.open_invitation(invited().invitation, key=invited().key, actor=None, now=NOW)


def test_nobody_is_invited_twice_nor_after_their_end() -> None:
    reading = members_reading()
    one = contact(body(reading.municipality))
    actions.invite(reading, contacts=[one], actor=operator(), now=NOW)
    gone = contact(body(reading.municipality))
    end_contact(gone, until="2026-11-01", actor=operator(), now=NOW)

    for again, said in ((one, "schon eingeladen"), (gone, "gilt nicht mehr")):
        with pytest.raises(ValidationError, match=said):
            actions.invite(reading, contacts=[again], actor=operator(), now=NOW)
    with pytest.raises(ValidationError, match="wer eingeladen"):
        actions.invite(reading, contacts=[], actor=operator(), now=NOW)


def test_a_contact_of_another_town_is_refused() -> None:
    strange = contact(body(members_reading().municipality))

    with pytest.raises(ValidationError, match="anderen Kommune"):
        actions.invite(members_reading(), contacts=[strange], actor=operator(), now=NOW)


def test_whoever_is_slow_can_be_reminded_again() -> None:
    made = invited().invitation

    for _ in range(2):
        actions.note_reminder(made.reading, invitations=[made], actor=operator(), now=NOW)

    assert statuses(made) == ["reminded", "reminded"]


def test_a_lost_link_is_replaced_and_opens_no_more() -> None:
    old = invited()

    (new,) = actions.renew_invitations(
        old.invitation.reading, invitations=[old.invitation], actor=operator(), now=NOW
    )

    with pytest.raises(PermissionDenied, match="gilt nicht mehr"):
        actions.open_invitation(old.invitation, key=old.key, actor=None, now=NOW)
    actions.open_invitation(new.invitation, key=new.key, actor=None, now=NOW)
    assert new.invitation.contact == old.invitation.contact


def test_a_link_opens_until_a_month_after_the_end_and_no_longer() -> None:
    made = invited()

    with pytest.raises(PermissionDenied):
        actions.wish_nothing(made.invitation, actor=None, now=LATE)
    assert made.invitation.expires.isoformat() == "2027-01-14"


@pytest.mark.parametrize(("role", "may"), [("officer", True), ("clerk", True), ("reader", False)])
def test_the_office_invites_reminds_and_takes_back(role: str, may: bool) -> None:
    made = invited()
    reading = made.invitation.reading
    user = user_with_role(reading.municipality, role)
    one = contact(body(reading.municipality))
    acts = (
        lambda: actions.invite(reading, contacts=[one], actor=user, now=NOW),
        lambda: actions.note_reminder(reading, invitations=[made.invitation], actor=user, now=NOW),
        lambda: actions.withdraw_invitations(
            reading, invitations=[made.invitation], actor=user, now=NOW
        ),
    )
    for act in acts:
        if may:
            act()
        else:
            with pytest.raises(PermissionDenied):
                act()


def test_opening_a_link_acts_on_nothing_and_says_as_whom_one_would_be_here(client: Client) -> None:
    made = invited()
    reading = made.invitation.reading

    words = client.get(reading_url(reading, "come_in", key=made.key)).content.decode()

    assert str(made.invitation.contact.organization) in words
    assert statuses(made.invitation) == []
    assert "Sie sind hier für" not in client.get(reading_url(reading)).content.decode()


def test_who_came_in_proposes_for_their_organization_at_the_clean_address(client: Client) -> None:
    made = invited()
    reading = come_in(client, made)
    url = reading_url(reading, "propose_at", node=node(reading.concept, "kurse").slug)

    assert made.key not in client.get(reading_url(reading, "text")).content.decode()
    answer = client.post(url, {
        "kind": "change", "wording": COURSES.replace("berät", "hilft"), "reason": "", "do": "send",
        "key": str(uuid4()), "shown_as": "organization", "shown_name": "", "email": "",
        "organization": str(made.invitation.contact.organization_id),
    })  # fmt: skip

    assert answer.status_code == 302
    sent = Submission.objects.get()
    assert (sent.invitation, sent.channel) == (made.invitation, "link")
    assert sent.shown_name == str(made.invitation.contact.organization)


def test_another_who_gets_the_clean_address_may_read_and_not_propose(client: Client) -> None:
    reading = come_in(client, invited())

    words = Client().get(reading_url(reading)).content.decode()

    assert "Bitte melden Sie sich an." in words
    assert "Kurzcode aus einem Brief eingeben" in words


def test_an_internal_reading_opens_to_the_invited_only(client: Client) -> None:
    made = invited(members_reading(visibility="internal"))
    reading = made.invitation.reading
    assert client.get(reading_url(reading)).status_code == 403

    come_in(client, made)

    assert client.get(reading_url(reading, "text")).status_code == 200
    assert Client().get(reading_url(reading, "come_in", key="AAA-AAA-AAA-AAA")).status_code == 403


def test_an_internal_reading_tells_its_name_to_nobody_who_types_a_code(client: Client) -> None:
    reading = members_reading(visibility="internal")

    for url in (
        reading_url(reading, "come_in", key="AAA-AAA-AAA-AAA"),
        f"{code_url(reading.municipality)}?code=AAA-AAA-AAA-AAA",
        f"{reading_url(reading)}als/",
    ):
        answer = client.get(url)
        assert answer.status_code in (403, 404)
        assert str(reading) not in answer.content.decode()


def test_links_are_renewed_all_together_or_none(client: Client) -> None:
    reading = members_reading()
    one, gone = invited(reading).invitation, invited(reading).invitation
    actions.withdraw_invitations(reading, invitations=[gone], actor=operator(), now=NOW)

    with pytest.raises(ValidationError, match="schon zurückgezogen"):
        actions.renew_invitations(reading, invitations=[one, gone], actor=operator(), now=NOW)

    assert statuses(one) == []
    assert reading.invitations.count() == 2


def test_the_board_renews_several_links_in_one_act(client: Client) -> None:
    reading = members_reading()
    both = [invited(reading).invitation for _ in range(2)]
    client.force_login(officer(reading.municipality))

    words = client.post(
        reading_url(reading, "board"), {"do": "renew", "who": [str(each.pk) for each in both]}
    ).content.decode()

    assert words.count("fs-letter__link") == 2
    entry = journal_of(reading.municipality).first()
    assert entry is not None and sentence_of(entry).endswith("erneuert: 2.")


def test_no_wishes_is_said_in_one_tap(client: Client) -> None:
    made = invited()
    reading = come_in(client, made)

    for _ in range(2):
        client.post(reading_url(reading, "answer"), {"do": "nothing"})

    assert statuses(made.invitation) == ["opened", "no_wishes"]


def test_who_is_somebody_else_leaves_the_place(client: Client) -> None:
    reading = come_in(client, invited())

    client.post(reading_url(reading, "answer"), {"do": "leave"})

    assert "Sie sind hier für" not in client.get(reading_url(reading)).content.decode()


def test_a_withdrawn_invitation_ends_what_a_browser_may(client: Client) -> None:
    made = invited()
    reading = come_in(client, made)

    actions.withdraw_invitations(reading, invitations=[made.invitation], actor=operator(), now=NOW)

    assert "Sie sind hier für" not in client.get(reading_url(reading)).content.decode()


def test_the_short_code_of_a_letter_leads_in(client: Client) -> None:
    made = invited()
    url = code_url(made.invitation.municipality)

    assert client.get(url, {"code": made.key.lower()})["Location"].endswith(f"{made.key.lower()}/")
    wrong = client.get(url, {"code": "AAA-AAA"})
    assert wrong.status_code == 404
    assert "AAA-AAA" in wrong.content.decode()


def test_the_board_shows_what_came_of_each(client: Client) -> None:
    reading = members_reading()
    client.force_login(officer(reading.municipality))
    one, other = invited(reading), invited(reading)
    actions.open_invitation(one.invitation, key=one.key, actor=None, now=NOW)
    actions.wish_nothing(one.invitation, actor=None, now=NOW)
    submission(reading, invitation=other.invitation, wanted=[wanted(reading)], sender=RESIDENT)

    words = client.get(reading_url(reading, "board")).content.decode()

    assert "2 eingeladen, 1 geöffnet, 2 geantwortet" in words
    assert "1 Vorschlag" in words and "keine Änderungswünsche" in words


def test_the_office_invites_and_sees_the_links_once(client: Client) -> None:
    reading = members_reading()
    one = contact(body(reading.municipality), postal_address="Marktplatz 1\n12345 Musterstadt")
    client.force_login(officer(reading.municipality))
    board = reading_url(reading, "board")

    words = client.post(board, {"do": "invite", "who": [str(one.pk)]}).content.decode()

    key = words.split('<strong class="fs-code">')[1].split("</strong>")[0]
    assert "Marktplatz 1" in words and "<svg" in words and "style=" not in words.split("<svg")[1]
    assert key not in client.get(board).content.decode()
    assert client.post(reading_url(reading, "come_in", key=key)).status_code == 302


@pytest.mark.parametrize(
    ("do", "status"), [("remind", "reminded"), ("withdraw", "withdrawn"), ("renew", "withdrawn")]
)
def test_the_office_acts_on_those_it_has_chosen(client: Client, do: str, status: str) -> None:
    reading = members_reading()
    one, other = invited(reading).invitation, invited(reading).invitation
    client.force_login(officer(reading.municipality))

    client.post(reading_url(reading, "board"), {"do": do, "who": [str(one.pk), "unsinn"]})

    assert statuses(one) == [status]
    assert statuses(other) == []


def test_only_the_office_sees_the_board(client: Client) -> None:
    reading = members_reading()

    assert client.get(reading_url(reading, "board")).status_code == 302
    client.force_login(user_with_role(reading.municipality, "reader"))
    assert client.get(reading_url(reading, "board")).status_code == 403


def test_the_board_asks_the_same_queries_for_many(client: Client) -> None:
    reading = members_reading()
    client.force_login(officer(reading.municipality))
    invited(reading)
    client.get(reading_url(reading, "board"))
    with CaptureQueriesContext(connection) as few:
        client.get(reading_url(reading, "board"))
    for _ in range(5):
        invited(reading)

    with CaptureQueriesContext(connection) as many:
        client.get(reading_url(reading, "board"))

    assert len(few) == len(many)
    assert InvitationStatus.objects.count() == 0
