"""The gallery shows every component; what holds there holds on every page made of them."""

from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.accounts import factories
from tests.web.browser import DESKTOP, PHONE, axe_findings, chromium, complaints

__all__ = ["chromium"]

# The live server starts once, before conftest.py tells WhiteNoise that nothing is collected.
pytestmark = pytest.mark.filterwarnings("ignore:No directory at:UserWarning")

VIEWS = list(product([DESKTOP, PHONE], ["light", "dark"]))


@pytest.mark.django_db
def test_only_maintainers_and_operators_see_it(client: Client, settings: Settings) -> None:
    address = reverse("web:gallery")
    settings.DEBUG = False

    assert client.get(address).status_code == 404

    client.force_login(factories.officer(factories.municipality()))
    assert client.get(address).status_code == 404

    client.force_login(factories.operator())
    assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_progress_asks_again_until_it_is_finished(client: Client, settings: Settings) -> None:
    settings.DEBUG = True
    address = reverse("web:gallery-progress")

    assert b"hx-get" in client.get(address, {"schritt": "11"}).content
    assert b"hx-get" not in client.get(address, {"schritt": "12"}).content


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_it_is_accessible_and_breaks_no_policy(
    width: int, scheme: str, chromium: Browser, live_server: LiveServer, settings: Settings
) -> None:
    settings.DEBUG = True
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    said = complaints(page)

    page.goto(live_server.url + reverse("web:gallery"))

    assert axe_findings(page) == []
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_theme_is_chosen_without_javascript(
    chromium: Browser, live_server: LiveServer, settings: Settings
) -> None:
    settings.DEBUG = True
    page = chromium.new_page(viewport={"width": DESKTOP, "height": 900}, java_script_enabled=False)
    page.goto(live_server.url + reverse("web:gallery") + "?farbe=red")

    page.click("button[name=theme][value=dark]")

    assert page.url.endswith("?farbe=red")
    assert page.locator("html").get_attribute("data-kern-theme") == "dark"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_menu_opens_and_closes_by_keyboard_on_a_phone(
    chromium: Browser, live_server: LiveServer, settings: Settings
) -> None:
    settings.DEBUG = True
    page = chromium.new_page(viewport={"width": PHONE, "height": 844}, locale="de-DE")
    page.goto(live_server.url + reverse("web:gallery"))
    menu = page.locator("#menu")
    assert not menu.is_visible()

    page.get_by_role("button", name="Menü").press("Enter")
    assert menu.is_visible()
    assert axe_findings(page) == []

    page.keyboard.press("Escape")
    assert not menu.is_visible()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_outline_is_reached_by_keyboard_though_its_fold_is_closed(
    chromium: Browser, live_server: LiveServer, settings: Settings
) -> None:
    settings.DEBUG = True
    page = chromium.new_page(viewport={"width": DESKTOP, "height": 900})
    page.goto(live_server.url + reverse("web:gallery"))

    page.locator(".fs-outline").first.focus()
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.innerText") == "Einleitung"
