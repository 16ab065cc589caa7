"""Readings: a resident proposes, the office releases, an invited member answers; with and without
JavaScript, ending in equal rows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site, sign_in
from tests.web.browser import DESKTOP, PHONE, axe_findings, complaints

pytestmark = pytest.mark.browser
OFFICER = "integration.musterstadt@example.org"
READING = "/musterstadt/konzepte/integrationskonzept/durchsichten/7/"
PASSAGE = "lz-deutsch-lernen-p2"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def with_script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def phone(chromium: Browser, with_script: bool) -> Iterator[BrowserContext]:
    """Open the browser of somebody who has no account."""
    context = chromium.new_context(
        java_script_enabled=with_script, locale="de-DE",
        viewport={"width": PHONE, "height": 900},
    )  # fmt: skip
    yield context
    context.close()


@pytest.fixture
def office(chromium: Browser, with_script: bool, site: Site) -> Iterator[Page]:
    context = chromium.new_context(
        java_script_enabled=with_script, locale="de-DE",
        viewport={"width": DESKTOP, "height": 900},
    )  # fmt: skip
    page = context.new_page()
    sign_in(page, site, OFFICER)
    yield page
    context.close()


def test_a_resident_proposes_and_the_office_releases(
    site: Site, phone: BrowserContext, office: Page, with_script: bool
) -> None:
    who = f"eine Nachbarin {'mit' if with_script else 'ohne'} Skript"
    page = phone.new_page()
    said = complaints(page)
    page.goto(site.at(READING))
    page.get_by_role("link", name="Text lesen und an einer Stelle vorschlagen").click()
    page.locator(f"a.fs-propose[href$='/{PASSAGE}/']").click()
    page.get_by_role("link", name="Text ändern").click()
    field = page.get_by_label("Text, wie er sein soll")
    field.fill(field.input_value().replace("Unser Ziel ist, dass", "Wir wollen, dass"))
    page.get_by_label("Warum?").fill("Klarer.")
    page.get_by_role("button", name="Vorschlag ansehen").click()
    expect(page.locator("ins")).to_contain_text("Wir wollen")
    page.get_by_label("Name, der gezeigt wird").fill(who)
    page.get_by_role("button", name="Absenden").click()
    expect(
        page.get_by_role("heading", name="Danke. Ihr Vorschlag ist eingegangen.")
    ).to_be_visible()
    code = page.locator(".fs-code").inner_text()

    office.goto(site.at(f"{READING}eingang/"))
    office.locator("article", has_text=code).get_by_role("button", name="Freigeben").click()
    expect(office.get_by_text("Der Vorschlag ist freigegeben.")).to_be_visible()

    page.goto(site.at(f"{READING}vorschlaege/"))
    expect(page.get_by_text(who)).to_be_visible()
    assert said == []
    assert site.rows(
        "SELECT s.kind, s.channel, s.shown_as, t.status, w.reason FROM participation_submission s "
        "JOIN participation_submissionstatus t ON t.submission_id = s.id "
        "JOIN participation_submission_amendments m ON m.submission_id = s.id "
        f"JOIN concepts_wording w ON w.amendment_id = m.amendment_id WHERE s.code = '{code}'"
    ) == [("change", "page", "pseudonym", "released", "Klarer.")]


def test_who_is_invited_comes_in_by_the_link_and_answers_in_one_tap(
    site: Site, phone: BrowserContext, office: Page, with_script: bool
) -> None:
    organization = "Caritas" if with_script else "Diakonie"
    office.goto(site.at(f"{READING}einladungen/"))
    office.get_by_label(organization).check()
    office.get_by_role("button", name="Einladen").click()
    letter = office.locator("article", has_text=organization)
    link = letter.get_by_role("link", name="/als/").get_attribute("href")
    assert link

    page = phone.new_page()
    page.goto(link)
    expect(page.get_by_text("Sie lesen und schlagen vor für:")).to_be_visible()
    page.get_by_role("button", name="Weiter").click()
    expect(page.locator(".fs-invited")).to_contain_text(organization)
    assert "/als/" not in page.url
    page.get_by_role("button", name="Keine Änderungswünsche").click()
    expect(page.get_by_text("Vermerkt ist: keine Änderungswünsche.")).to_be_visible()
    if with_script:
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE

    office.goto(site.at(f"{READING}einladungen/"))
    row = office.locator("tr", has_text=organization)
    expect(row).to_contain_text("keine Änderungswünsche")
    assert [each for (each,) in site.rows(
        "SELECT t.status FROM participation_invitationstatus t "
        "JOIN participation_invitation i ON i.id = t.invitation_id "
        "JOIN council_contact c ON c.id = i.contact_id "
        "JOIN council_organization o ON o.id = c.organization_id "
        "JOIN participation_reading r ON r.id = i.reading_id AND r.number = 7 "
        f"WHERE o.name = '{organization}' ORDER BY t.id"
    )] == ["opened", "no_wishes"]  # fmt: skip


def test_what_cannot_be_sent_stays_in_the_form(site: Site, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(site.at(f"{READING}vorschlagen/{PASSAGE}/?art=change"))
    page.get_by_label("Warum?").fill("Mein Grund")
    page.get_by_role("button", name="Vorschlag ansehen").click()

    expect(page.get_by_text("Bisher ist nichts geändert.").first).to_be_visible()
    expect(page.get_by_label("Warum?")).to_have_value("Mein Grund")
