"""Signing in, the workplace, the journal and work in the background."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from fortschrift.accounts import jobs
from fortschrift.accounts.models import Job, Municipality, RoleAssignment
from tests.accounts.factories import (
    PASSWORD,
    municipality,
    officer,
    operator,
    outsider,
    user_with_role,
)

pytestmark = pytest.mark.django_db


def test_signing_in_leads_to_a_friendly_empty_workplace(client: Client) -> None:
    town = municipality(name="Musterstadt")
    user = officer(town)

    answer = client.post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True
    )

    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("accounts:workplace")
    assert "Musterstadt" in page and "Im Moment ist nichts zu tun" in page


def test_a_wrong_password_keeps_the_address_and_says_what_to_do(client: Client) -> None:
    user = officer(municipality())

    page = client.post(
        reverse("account_login"), {"login": user.email, "password": "falsch"}
    ).content.decode()

    assert user.email in page and 'role="alert"' in page


@pytest.mark.parametrize("path", ["signup", "password/reset", "email", "reauthenticate"])
def test_nobody_opens_an_account_alone_and_no_bare_page_is_left(client: Client, path: str) -> None:
    assert client.get(f"/konto/{path}/").status_code == 404


def test_somebody_who_knows_the_old_password_chooses_a_new_one(client: Client) -> None:
    user = officer(municipality())
    client.force_login(user)
    fields = {"old_password": PASSWORD, "new_password1": "ein neues langes Kennwort"}

    answer = client.post(
        reverse("accounts:change_password"),
        fields | {"new_password2": fields["new_password1"]},
        follow=True,
    )

    user.refresh_from_db()
    assert user.check_password("ein neues langes Kennwort")
    assert "Das Kennwort ist geändert." in answer.content.decode()


def test_a_wrong_old_password_changes_nothing(client: Client) -> None:
    user = officer(municipality())
    client.force_login(user)
    new = "ein neues langes Kennwort"

    client.post(
        reverse("accounts:change_password"),
        {"old_password": "falsch", "new_password1": new, "new_password2": new},
    )

    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("name", ["accounts:workplace"])
def test_pages_for_those_who_sign_in_ask_for_it(client: Client, name: str) -> None:
    answer = client.get(reverse(name))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_the_journal_lists_acts_as_sentences_for_those_with_a_role(client: Client) -> None:
    town = municipality(name="Musterstadt")
    client.force_login(officer(town))

    page = client.get(reverse("accounts:journal", args=[town.slug])).content.decode()

    assert "Betrieb hat die Kommune „Musterstadt“ angelegt." in page


def test_the_journal_of_another_town_stays_closed_with_a_reason(client: Client) -> None:
    town = municipality()
    client.force_login(outsider())

    answer = client.get(reverse("accounts:journal", args=[town.slug]))

    assert answer.status_code == 403
    assert "passende Rolle" in answer.content.decode()


def test_the_journal_is_checked_in_the_background_and_the_answer_can_be_read(
    client: Client,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    town = municipality()
    client.force_login(user_with_role(town, RoleAssignment.Role.ADMINISTRATOR))

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("accounts:verify_journal", args=[town.slug]))

    page = client.get(answer["Location"]).content.decode()
    assert "2 Einträge geprüft, nichts wurde verändert." in page
    bar = client.get(answer["Location"], headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in bar and "geprüft" in bar


def test_a_job_belongs_to_whoever_began_it(client: Client) -> None:
    town = municipality()
    job = Job.objects.create(municipality=town, started_by=officer(town), title="x")
    client.force_login(officer(town))

    assert client.get(reverse("accounts:job", args=[job.pk])).status_code == 404


def test_a_bar_that_refreshes_itself_ends_with_the_way_to_the_result(client: Client) -> None:
    town = municipality()
    user = officer(town)
    job = Job.objects.create(
        municipality=town, started_by=user, title="x", url="/ergebnis/", state=Job.State.FINISHED
    )
    client.force_login(user)

    for headers in ({}, {"HX-Request": "true"}):
        html = client.get(reverse("accounts:job", args=[job.pk]), headers=headers).content.decode()
        assert html.count('href="/ergebnis/"') == 1


def test_a_job_that_breaks_says_so_and_hides_the_inside() -> None:
    town = municipality()
    job = Job.objects.create(municipality=town, started_by=officer(town), title="x")

    with pytest.raises(RuntimeError), jobs.reporting(str(job.pk)):
        raise RuntimeError("innerer Fehler")

    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "nichts wurde verändert" in job.message and "innerer" not in job.message


@pytest.mark.parametrize("size", [1, 40])
def test_the_journal_costs_the_same_queries_however_long_it_is(
    client: Client, size: int, django_assert_num_queries: object
) -> None:
    town = municipality()
    client.force_login(operator())
    for _ in range(size):
        officer(town)

    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get(reverse("accounts:journal", args=[town.slug]))


def test_a_town_with_its_own_host_is_found_at_the_root(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    town = municipality(slug="musterstadt", name="Musterstadt")
    Municipality.objects.filter(pk=town.pk).update(host="integration.example.org")

    here = client.get("/", headers={"host": "integration.example.org"}).content.decode()
    deep = client.get("/quellen/", headers={"host": "integration.example.org"})
    shared = client.get("/anmelden/", headers={"host": "integration.example.org"})

    assert "Musterstadt" in here
    assert deep.status_code == 200
    assert shared.status_code == 302
