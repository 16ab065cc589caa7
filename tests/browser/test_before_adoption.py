"""Before adoption: a department co-signs by its link, a partner says what it carries; on a phone,
with and without JavaScript, ending in equal rows."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_participation import READING, office, phone, with_script
from tests.web.browser import DESKTOP, PHONE, axe_findings, complaints

__all__ = ["office", "phone", "with_script"]

pytestmark = pytest.mark.browser
VERSION = "/musterstadt/konzepte/integrationskonzept/fassungen/{}/"


def version_read(page: Page, site: Site) -> str:
    """Find the path of the version that is being read."""
    ((slug,),) = site.rows(
        "SELECT v.slug FROM concepts_version v JOIN participation_reading r ON r.version_id = v.id "
        "JOIN concepts_concept c ON c.id = v.concept_id WHERE r.number = 3 "
        "AND c.slug = 'integrationskonzept' AND c.municipality_id = "
        "(SELECT id FROM accounts_municipality WHERE slug = 'musterstadt')"
    )
    return VERSION.format(slug)


def look(page: Page, width: int) -> None:
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_department_is_asked_and_co_signs_by_its_link(
    site: Site, phone: BrowserContext, office: Page, with_script: bool
) -> None:
    who = "Fachbereich Soziales" if with_script else "Fachbereich Bildung"
    path = version_read(office, site)
    office.goto(site.at(f"{path}mitzeichnung/"))
    office.get_by_label(who).check()
    office.get_by_label("das Ganze", exact=True).check()
    office.get_by_label("Frist").fill("2099-12-01")
    if with_script:
        look(office, DESKTOP)
    office.get_by_role("button", name="Bitten").click()
    link = office.locator("article", has_text=who).get_by_role("link", name="/als/")
    href = link.get_attribute("href")
    assert href

    page = phone.new_page()
    said = complaints(page)
    page.goto(href)
    page.get_by_role("button", name="Weiter").click()
    assert "/als/" not in page.url
    page.get_by_label("nicht mitgezeichnet").check()
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("Bitte schreiben Sie").first).to_be_visible()
    page.get_by_label("Hinweis oder Grund").fill("Dafür fehlt eine Stelle.")
    if with_script:
        look(page, PHONE)
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("Ihre Antwort ist festgehalten.")).to_be_visible()
    # A refused form is answered with 422, which browsers note.
    assert [each for each in said if "422" not in each] == []

    office.goto(site.at(f"{path}mitzeichnung/"))
    expect(office.locator("tr", has_text=who)).to_contain_text("Dafür fehlt eine Stelle.")
    if with_script:
        office.set_viewport_size({"width": PHONE, "height": 900})
        look(office, PHONE)
    assert site.rows(
        "SELECT a.answer, a.way FROM deliberation_cosignatureanswer a "
        "JOIN deliberation_cosignaturerequest r ON r.id = a.request_id "
        f"JOIN council_contact c ON c.id = r.contact_id WHERE c.function LIKE '%{who}%'"
    ) == [("refused", "link")]


def test_a_partner_carries_the_version_and_takes_it_back(
    site: Site, phone: BrowserContext, office: Page, with_script: bool, chromium: Browser
) -> None:
    who = "Stadtsportbund" if with_script else "Klinikum Musterstadt"
    office.goto(site.at(f"{READING}einladungen/"))
    office.get_by_label(who).check()
    office.get_by_role("button", name="Einladen").click()
    letter = office.locator("article", has_text=who)
    href = letter.get_by_role("link", name="/als/").get_attribute("href")
    assert href

    page = phone.new_page()
    page.goto(href)
    page.get_by_role("button", name="Weiter").click()
    page.locator(".fs-invited").get_by_role("link", name="Wir tragen das mit").click()
    page.get_by_label("stellt Räume").check()
    page.get_by_label("Unser Name darf dazu öffentlich gezeigt werden").check()
    page.get_by_role("button", name="Wir tragen das mit").click()
    expect(page.get_by_role("heading", name="Was Sie mittragen")).to_be_visible()
    if with_script:
        look(page, PHONE)

    stranger = chromium.new_page(locale="de-DE", java_script_enabled=with_script)
    stranger.goto(page.url)
    expect(stranger.get_by_text(f"{who}: stellt Räume")).to_be_visible()
    stranger.goto(page.url.removesuffix("wir-tragen-das-mit/"))
    expect(stranger.get_by_text(who).first).to_be_visible()
    page.get_by_role("button", name="Zurückziehen").click()
    expect(page.get_by_text("wird nicht mehr gezeigt")).to_be_visible()
    stranger.goto(page.url)
    expect(stranger.get_by_text(who)).to_have_count(0)
    stranger.close()
