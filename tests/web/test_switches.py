"""Language and theme: chosen by a plain form post, kept in a cookie."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db  # the host may belong to a municipality

LANGUAGE, THEME = "web:language", "web:theme"


@pytest.mark.parametrize(
    ("name", "field", "value", "cookie"),
    [(LANGUAGE, "language", "en", "django_language"), (THEME, "theme", "dark", "theme")],
)
def test_a_choice_is_kept_and_leads_back(
    client: Client, name: str, field: str, value: str, cookie: str
) -> None:
    response = client.post(reverse(name), {field: value, "next": "/ort/?seite=2"})

    assert response.status_code == 302
    assert response["Location"] == "/ort/?seite=2"
    assert response.cookies[cookie].value == value
    assert response.cookies[cookie]["httponly"]


@pytest.mark.parametrize(("name", "field"), [(LANGUAGE, "language"), (THEME, "theme")])
def test_what_is_no_choice_changes_nothing(client: Client, name: str, field: str) -> None:
    response = client.post(reverse(name), {field: "klingonisch", "next": "/"})

    assert response.status_code == 302
    assert not response.cookies


@pytest.mark.parametrize("name", [LANGUAGE, THEME])
@pytest.mark.parametrize(
    "target", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""]
)
def test_nobody_is_led_away_from_here(client: Client, name: str, target: str) -> None:
    response = client.post(reverse(name), {"theme": "dark", "next": target})

    assert response["Location"] == "/"


@pytest.mark.parametrize("name", [LANGUAGE, THEME])
def test_opening_the_address_does_nothing(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 405


def test_a_forged_cookie_is_not_written_into_the_page(client: Client) -> None:
    client.cookies["theme"] = '"><script>'

    response = client.get("/gibt/es/hier/nicht/")

    assert b"data-kern-theme" not in response.content
