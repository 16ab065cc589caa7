"""Error pages say what happened, what was kept and what to do; the last one needs nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults


@pytest.mark.django_db
def test_an_unknown_address_gets_a_page_that_helps(client: Client) -> None:
    response = client.get("/gibt/es/hier/nicht/")

    assert response.status_code == 404
    assert "Was Sie tun können" in response.content.decode()


@pytest.mark.django_db
def test_a_refusal_tells_its_reason(rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/")

    page = defaults.permission_denied(
        request, PermissionDenied("Nur für das Protokoll <b>")
    ).content

    assert "Nur für das Protokoll &lt;b&gt;" in page.decode()
    assert "Es wurde nichts geändert" in page.decode()


def test_a_bad_request_is_answered_without_a_context(rf: RequestFactory) -> None:
    page = defaults.bad_request(rf.get("/"), ValueError()).content.decode()

    assert "Es wurde nichts gespeichert" in page


def test_the_last_page_needs_neither_database_nor_settings_nor_translation() -> None:
    page = render_to_string("500.html")

    assert "{" not in page
    assert "unverändert" in page
    assert 'lang="en"' in page
