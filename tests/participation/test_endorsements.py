"""Partners say what they carry; everybody sees it only where the organization itself wants that."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fortschrift.accounts.models import RoleAssignment
from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.models import Version
from fortschrift.participation import actions
from fortschrift.participation.actions import Invited
from fortschrift.participation.addresses import endorsements_url, reading_url
from fortschrift.participation.models import Endorsement
from fortschrift.participation.permissions import may_endorse, speaks_for
from fortschrift.participation.selectors import roles_carried
from tests.accounts.factories import NOW, officer, operator, outsider, user_with_role
from tests.concepts.factories import node, version
from tests.council.factories import body, contact
from tests.participation.factories import endorsed, invited, members_reading

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def statuses(of: Endorsement) -> list[str]:
    return [each.status for each in of.statuses.order_by("pk")]


def read(of: Invited) -> Version:
    found = of.invitation.reading.version
    assert found is not None
    return found


def url(of: Version) -> str:
    return endorsements_url(of, of.concept)


def come_in(client: Client, made: Invited) -> str:
    client.post(reading_url(made.invitation.reading, "come_in", key=made.key))
    return url(read(made))


def on_version(client: Client, of: Version) -> str:
    return client.get(version_url(of, of.concept)).content.decode()


def test_what_the_organization_says_itself_is_confirmed_and_shown_if_it_wants() -> None:
    assert statuses(endorsed()) == ["confirmed", "shown"]
    assert statuses(endorsed(is_shown=False)) == ["confirmed"]


def test_what_the_office_enters_waits_even_if_it_says_shown() -> None:
    made = endorsed(invited().invitation, actor=operator(), invitation=None)

    assert (made.way, statuses(made)) == ("office", [])


def test_only_the_organization_confirms(client: Client) -> None:
    made = invited()
    held = endorsed(made.invitation, actor=operator(), invitation=None)

    with pytest.raises(PermissionDenied, match="nur die Organisation selbst"):
        actions.confirm_endorsement(held, is_shown=True, actor=operator(), now=NOW)
    page = come_in(client, made)
    assert "noch nicht bestätigt" in client.get(page).content.decode()
    client.post(page, {"do": "show", "endorsement": str(held.pk)})

    assert statuses(held) == ["confirmed", "shown"]


def test_what_is_withdrawn_is_gone_from_every_page_and_stays_withdrawn(client: Client) -> None:
    made = invited()
    held = endorsed(made.invitation)
    name = str(held.organization)
    assert name in on_version(client, read(made))

    actions.withdraw_endorsement(held, invitation=made.invitation, actor=None, now=NOW)

    assert name not in on_version(client, read(made))
    assert name not in client.get(url(read(made))).content.decode()
    for act in (
        lambda: actions.withdraw_endorsement(held, actor=operator(), now=NOW),
        lambda: actions.confirm_endorsement(
            held, is_shown=True, invitation=made.invitation, actor=None, now=NOW
        ),
    ):
        with pytest.raises(ValidationError, match="schon zurückgezogen"):
            act()


@pytest.mark.parametrize("fields", [
    {"is_shown": False}, {"actor": "office", "invitation": None},
])  # fmt: skip
def test_nobody_is_named_who_did_not_want_it(client: Client, fields: dict[str, Any]) -> None:
    made = invited()
    given = {**fields, **({"actor": operator()} if "actor" in fields else {})}
    held = endorsed(made.invitation, **given)

    name = str(held.organization)
    assert name not in on_version(client, read(made))
    assert name not in client.get(url(read(made))).content.decode()
    client.force_login(officer(read(made).municipality))
    assert name in client.get(url(read(made))).content.decode()


def test_the_organization_is_named_and_never_the_person(client: Client) -> None:
    made = invited(name="Petra Muster")
    endorsed(made.invitation, role="own_words", words="Zwei Abende im Monat.")

    words = client.get(url(read(made))).content.decode()

    assert "Zwei Abende im Monat." in words
    assert "Petra Muster" not in words + on_version(client, read(made))


def test_an_element_shows_who_carries_it_and_keeps_the_role_for_later(client: Client) -> None:
    made = invited()
    at = node(read(made).concept, "bildung")
    held = endorsed(made.invitation, node=at)
    endorsed(made.invitation, node=at, role="gives_rooms", actor=operator(), invitation=None)

    parts = [at.municipality.slug, read(made).concept.slug, read(made).slug, at.slug]
    words = client.get(reverse("concepts:origin", args=parts)).content.decode()

    assert f"{held.organization} (wirkt mit)" in words
    assert "stellt Räume" not in words
    assert list(roles_carried(at)) == [held]


def test_what_cannot_be_meant_is_refused() -> None:
    made = invited()
    endorsed(made.invitation)
    elsewhere = node(read(invited()).concept, "bildung")

    for fields, said in (
        ({}, "schon festgehalten"),
        ({"role": "own_words"}, "was Sie beitragen"),
        ({"role": "unsinn"}, "."),
        ({"node": elsewhere}, "anderen Konzept"),
    ):
        with pytest.raises(ValidationError, match=said):
            endorsed(made.invitation, **fields)
    with pytest.raises(ValidationError, match="kein Text"):
        of = version(read(made).concept, label="ohne")
        actions.endorse(of, organization=body(of.municipality), role="takes_part",
                        actor=operator(), now=NOW)  # fmt: skip


PERMISSIONS = {
    Role.ADMINISTRATOR: False,
    Role.OFFICER: True,
    Role.CLERK: True,
    Role.READER: False,
}


@pytest.mark.parametrize("role", PERMISSIONS)
def test_who_may_enter_it_for_others(role: str) -> None:
    of = read(invited())
    user = user_with_role(of.municipality, role)
    partner = body(of.municipality)

    assert bool(may_endorse(user, of, partner, TODAY)) is PERMISSIONS[Role(role)]
    assert not speaks_for(user, partner, TODAY)


def test_an_account_speaks_for_the_organization_whose_contact_has_its_address() -> None:
    of = read(invited())
    user = outsider()
    partner = body(of.municipality)
    contact(partner, email=user.email.upper())

    assert may_endorse(user, of, partner, TODAY)
    assert not may_endorse(user, of, body(of.municipality), TODAY)
    assert not may_endorse(None, of, partner, TODAY)


def test_an_invitation_speaks_for_its_organization_on_its_version_and_while_it_holds() -> None:
    made = invited()
    own = made.invitation.contact.organization

    assert may_endorse(None, read(made), own, TODAY, made.invitation)
    assert not may_endorse(None, read(made), body(own.municipality), TODAY, made.invitation)
    assert not may_endorse(None, read(invited()), own, TODAY, made.invitation)
    actions.withdraw_invitations(
        made.invitation.reading, invitations=[made.invitation], actor=operator(), now=NOW
    )
    assert not may_endorse(None, read(made), own, TODAY, made.invitation)


def test_the_invited_say_it_on_the_page_and_strangers_cannot(client: Client) -> None:
    made = invited()
    page = come_in(client, made)
    assert page in client.get(reading_url(made.invitation.reading)).content.decode()
    at = node(read(made).concept, "bildung")
    given = {"do": "endorse", "organization": str(made.invitation.contact.organization_id),
             "element": at.slug, "role": "own_words", "words": "", "is_shown": "on"}  # fmt: skip

    refused = client.post(page, given)
    assert refused.status_code == 422 and "was Sie beitragen" in refused.content.decode()
    assert client.post(page, {**given, "words": "Räume"}).status_code == 302

    held = Endorsement.objects.get()
    assert (held.way, held.node, statuses(held)) == ("link", at, ["confirmed", "shown"])
    stranger = Client()
    stranger.post(page, {**given, "words": "Anderes"})
    answer = stranger.post(page, {"do": "withdraw", "endorsement": str(held.pk)})
    assert answer.status_code == 403
    assert Endorsement.objects.standing().get() == held


def test_the_page_asks_the_same_queries_for_many(client: Client) -> None:
    reading = members_reading()
    endorsed(invited(reading).invitation)
    assert reading.version is not None
    page = url(reading.version)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for _ in range(5):
        endorsed(invited(reading).invitation)
    with CaptureQueriesContext(connection) as many:
        client.get(page)

    assert len(few) == len(many)
