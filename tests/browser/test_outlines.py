"""An officer begins a concept and changes its outline: with and without JavaScript, equal rows."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site, sign_in
from tests.web.browser import DESKTOP, PHONE, axe_findings, complaints

pytestmark = pytest.mark.browser
OFFICER = "integration.musterstadt@example.org"
BEGIN = "/musterstadt/konzepte/neu/"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request: pytest.FixtureRequest, chromium: Browser, site: Site) -> Iterator[Page]:
    width = DESKTOP if request.param else PHONE
    context = _context(chromium, width, java_script_enabled=request.param)
    page = context.new_page()
    sign_in(page, site, OFFICER)
    yield page
    context.close()


def _context(chromium: Browser, width: int, **said: Any) -> BrowserContext:
    return chromium.new_context(locale="de-DE", viewport={"width": width, "height": 900}, **said)


def begin(page: Page, site: Site, name: str) -> None:
    page.goto(site.at(BEGIN))
    page.get_by_label("Name des Konzepts").fill(name)
    page.get_by_label("Art", exact=True).fill("Klimaschutzkonzept")
    page.get_by_role("radio", name="Leichlingen").check()
    page.get_by_role("button", name="Konzept beginnen").click()
    expect(page.get_by_text("Das Konzept ist begonnen.")).to_be_visible()
    page.get_by_role("link", name="Ebenen und Angaben der Gliederung einrichten").click()


def unfold(page: Page, name: str) -> None:
    """Open a level, unless the page has opened it already."""
    level = page.locator("details.fs-level").filter(
        has=page.locator("summary .fs-level__name", has_text=name)
    )
    if level.first.get_attribute("open") is None:
        level.locator("summary").first.click()


def look(page: Page) -> None:
    page.get_by_role("main").get_by_role("button", name="Wirkung").last.click()
    expect(page.get_by_role("heading", name="Das ändert sich")).to_be_visible()


def outline_of(site: Site, name: str) -> Any:
    """Read the outline of the draft of the concept with this name from the database."""
    rows = site.rows(
        "SELECT o.content FROM concepts_strand s JOIN concepts_concept c ON c.id = s.concept_id"
        f" JOIN concepts_outline o ON o.id = s.outline_id WHERE c.name = '{name}'"
    )
    ((content,),) = rows
    return json.loads(str(content))["outline"]


def test_an_officer_begins_a_concept_and_changes_its_outline(
    site: Site, page: Page, request: pytest.FixtureRequest
) -> None:
    name = f"Klima {request.node.callspec.id}"
    begin(page, site, name)
    before = outline_of(site, name)

    page.get_by_role("button", name="Ebene hinzufügen").click()
    level = page.locator("#ebene-neu-1")
    level.get_by_label("Name", exact=True).fill("Anhang")
    level.get_by_label("Mehrzahl").fill("Anhänge")
    level.get_by_label("ganz oben").check()
    level.locator("#id_ebene-neu-1-pattern").fill("Anhang {Zahl:A}")
    level.get_by_role("button", name="Angabe hinzufügen").click()
    attribute = level.locator(".fs-attribute")
    attribute.get_by_label("Name", exact=True).fill("Stand")
    attribute.get_by_label("Art", exact=True).select_option("date")
    level.get_by_role("button", name="Ebene nach oben").click()
    look(page)
    expect(page.get_by_text("Die Ebene „Anhang“ kommt hinzu.")).to_be_visible()
    page.get_by_label("Grund").fill("Zahlen gehören in den Anhang.")
    page.get_by_role("button", name="Gliederung ändern").click()
    expect(page.get_by_text("Die Gliederung ist geändert.")).to_be_visible()

    after = outline_of(site, name)
    assert [level["key"] for level in after["levels"]] == [
        "leitsatz_stadtgesellschaft", "leitsatz_verwaltung", "anhang", "massnahme",
    ]  # fmt: skip
    assert after["levels"][2] == {
        "key": "anhang", "singular": "Anhang", "plural": "Anhänge",
        "numbering": {"pattern": "Anhang {n:A}"},
        "attributes": [{"key": "stand", "label": "Stand", "type": "date"}],
    }  # fmt: skip
    assert after["roots"] == [*before["roots"][:2], "anhang", before["roots"][2]]
    others = [level for level in after["levels"] if level["key"] != "anhang"]
    assert others == before["levels"]


def test_numbers_show_while_a_pattern_is_typed(site: Site, chromium: Browser) -> None:
    context = _context(chromium, DESKTOP)
    page = context.new_page()
    said = complaints(page)
    sign_in(page, site, OFFICER)
    begin(page, site, "Klima mit Mustern")
    unfold(page, "Maßnahme")
    sample = page.locator("#muster-massnahme")
    expect(sample).to_have_text("VW-01, VW-02, VW-03, …")

    page.locator("#id_ebene-massnahme-pattern").fill("{Kürzel des Bereichs}.{Zahl:a}")
    expect(sample).to_have_text("VW.a, VW.b, VW.c, …")
    page.locator("#id_ebene-massnahme-pattern").fill("{Nummer}")
    expect(sample).to_contain_text("Den Platzhalter „{Nummer}“ gibt es hier nicht.")
    page.locator("#id_ebene-massnahme-pattern").fill("")
    expect(sample).to_have_text("keine Nummer")

    assert said == []
    context.close()


def test_the_outline_is_changed_by_keyboard_alone(site: Site, chromium: Browser) -> None:
    context = _context(chromium, DESKTOP)
    page = context.new_page()
    sign_in(page, site, OFFICER)
    begin(page, site, "Klima mit Tasten")
    summary = page.locator("#ebene-massnahme > summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#id_ebene-massnahme-singular")).to_be_focused()
    page.keyboard.type("Vorhaben")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Die Ebene „Maßnahme“ heißt nun „Vorhaben“")).to_be_visible()
    page.get_by_label("Grund").focus()
    page.keyboard.type("So sagen wir")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Die Gliederung ist geändert.")).to_be_visible()
    assert outline_of(site, "Klima mit Tasten")["levels"][2]["singular"] == "Vorhaben"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_every_state_of_the_pages_is_accessible_and_fits(
    site: Site, chromium: Browser, width: int, scheme: Any
) -> None:
    context = _context(chromium, width, color_scheme=scheme)
    page = context.new_page()
    sign_in(page, site, OFFICER)
    page.goto(site.at(BEGIN))
    _is_right(page, width)
    page.get_by_role("button", name="Konzept beginnen").click()
    expect(page.get_by_text("Bitte prüfen Sie Ihre Angaben")).to_be_visible()
    _is_right(page, width)

    begin(page, site, f"Klima {width} {scheme}")
    unfold(page, "Maßnahme")
    page.locator("#ebene-massnahme .fs-attribute > summary").first.click()
    _is_right(page, width)
    page.locator("#id_ebene-massnahme-pattern").fill("{x}")
    page.get_by_role("main").get_by_role("button", name="Wirkung").last.click()
    expect(page.get_by_text("Bitte prüfen Sie Ihre Angaben")).to_be_visible()
    _is_right(page, width)
    page.locator("#id_ebene-massnahme-pattern").fill("M{Zahl}")
    look(page)
    _is_right(page, width)
    context.close()


def _is_right(page: Page, width: int) -> None:
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
