"""An empty installation gets its operator and its first town from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from fortschrift.accounts.models import Municipality, User
from tests.accounts.factories import PASSWORD, operator

pytestmark = pytest.mark.django_db


def test_the_first_account_is_opened_and_found_a_town(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt: PASSWORD)

    call_command("open_operator", "betrieb@example.org", "Betrieb", stdout=StringIO())
    call_command("found_municipality", "neustadt", "Stadt Neustadt", stdout=StringIO())

    assert User.objects.get().check_password(PASSWORD)
    assert Municipality.objects.get(slug="neustadt").name == "Stadt Neustadt"


def test_a_weak_password_is_refused_and_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt: "kurz")

    with pytest.raises(CommandError, match="mindestens 12"):
        call_command("open_operator", "betrieb@example.org", "Betrieb", stdout=StringIO())

    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [("konto", "gehört der Installation"), ("Neu Stadt", "Nur Kleinbuchstaben")],
)
def test_an_impossible_address_is_refused_with_a_sentence(slug: str, sentence: str) -> None:
    operator()

    with pytest.raises(CommandError, match=sentence):
        call_command("found_municipality", slug, "Stadt", stdout=StringIO())


def test_without_an_operator_nobody_founds_a_town() -> None:
    operator()
    User.objects.update(is_operator=False)

    with pytest.raises(CommandError, match="melden Sie sich an"):
        call_command("found_municipality", "neustadt", "Stadt", stdout=StringIO())
