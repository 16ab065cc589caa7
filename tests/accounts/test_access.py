"""Whoever administers a town gives roles and takes them away, in the browser."""

import pytest
from django.test import Client
from django.urls import reverse

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.models import Municipality, RoleAssignment, User
from fortschrift.accounts.selectors import journal_of
from tests.accounts.factories import PASSWORD, municipality, officer, user_with_role

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role


@pytest.fixture
def town() -> Municipality:
    return municipality()


@pytest.fixture
def administrator(client: Client, town: Municipality) -> User:
    user = user_with_role(town, Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def give(client: Client, town: Municipality, **changed: str) -> object:
    fields = {
        "email": "dienst@example.org", "name": "Sitzungsdienst", "role": Role.CLERK.value,
        "password": PASSWORD,
    }  # fmt: skip
    return client.post(reverse("accounts:access", args=[town.slug]), fields | changed, follow=True)


def test_giving_a_role_opens_an_account_that_can_sign_in(
    client: Client, town: Municipality, administrator: User
) -> None:
    give(client, town)

    user = User.objects.get(email="dienst@example.org")
    assert user.check_password(PASSWORD) and user.roles.get().role == Role.CLERK
    newest = journal_of(town).first()
    assert newest is not None and newest.actor == administrator
    assert "„Sitzungsdienst“ die Rolle „Sitzungsdienst“ gegeben" in sentence_of(newest)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "keine Adresse"}, "gültige E-Mail-Adresse"),
        ({"password": "kurz"}, "mindestens 12 Zeichen"),
        ({"role": "kaiser"}, "keine gültige Auswahl"),
        ({"name": ""}, "Dieses Feld ist zwingend erforderlich"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client,
    town: Municipality,
    administrator: User,
    changed: dict[str, str],
    sentence: str,
) -> None:
    before = journal_of(town).count()

    page = give(client, town, **changed).content.decode()  # type: ignore[attr-defined]

    assert sentence in page
    assert changed.get("email", "dienst@example.org") in page
    assert journal_of(town).count() == before


def test_the_same_role_twice_is_refused_with_a_sentence(
    client: Client, town: Municipality, administrator: User
) -> None:
    give(client, town)

    page = give(client, town).content.decode()  # type: ignore[attr-defined]

    assert "Dieses Konto hat die Rolle schon." in page


def test_taking_a_role_away_keeps_the_account(
    client: Client, town: Municipality, administrator: User
) -> None:
    assignment = officer(town).roles.get()

    client.post(reverse("accounts:withdraw_role", args=[town.slug, assignment.pk]))

    assert not RoleAssignment.objects.filter(pk=assignment.pk).exists()
    assert User.objects.filter(pk=assignment.user_id).exists()


def test_a_role_of_another_town_cannot_be_taken_away_from_here(
    client: Client, town: Municipality, administrator: User
) -> None:
    elsewhere = officer(municipality()).roles.get()

    answer = client.post(reverse("accounts:withdraw_role", args=[town.slug, elsewhere.pk]))

    assert answer.status_code == 404
    assert RoleAssignment.objects.filter(pk=elsewhere.pk).exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK, Role.READER])
def test_other_roles_do_not_administer(client: Client, town: Municipality, role: str) -> None:
    client.force_login(user_with_role(town, role))
    victim = officer(town).roles.get()

    assert client.get(reverse("accounts:access", args=[town.slug])).status_code == 403
    assert (
        client.post(reverse("accounts:withdraw_role", args=[town.slug, victim.pk])).status_code
        == 403
    )
    assert RoleAssignment.objects.filter(pk=victim.pk).exists()
