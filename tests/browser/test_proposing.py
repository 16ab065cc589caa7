"""Moving a passage, what is begun, wishes between readings, and what others say to a proposal: with
and without JavaScript, ending in equal rows."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_participation import PASSAGE, READING, office, phone, with_script
from tests.web.browser import axe_findings, complaints

__all__ = ["office", "phone", "with_script"]

pytestmark = pytest.mark.browser
VERSION = "/musterstadt/konzepte/integrationskonzept/fassungen/1-1/"
WISHES = f"{VERSION}themenspeicher/"


def faults(page: Page, with_script: bool) -> list[str]:
    """Say what is wrong with the page as it stands; axe needs a script to look."""
    if not with_script:
        return []
    wide = page.evaluate("document.documentElement.scrollWidth")
    return axe_findings(page) + ([f"{wide} px wide"] if wide > page.viewport_size["width"] else [])


def send(page: Page, who: str) -> str:
    """Look at it, name oneself, send it; gives the short code."""
    page.get_by_role("button", name="Vorschlag ansehen").click()
    page.get_by_label("Name, der gezeigt wird").fill(who)
    page.get_by_role("button", name="Absenden").click()
    return page.locator(".fs-code").inner_text()


def release(office: Page, url: str, code: str) -> None:
    office.goto(url)
    office.locator("article", has_text=code).get_by_role("button", name="Freigeben").click()
    expect(office.get_by_text("Der Vorschlag ist freigegeben.")).to_be_visible()


def test_a_resident_moves_a_passage(
    site: Site, phone: BrowserContext, office: Page, with_script: bool
) -> None:
    page = phone.new_page()
    said = complaints(page)
    page.goto(site.at(f"{READING}vorschlagen/{PASSAGE}/"))
    page.get_by_role("link", name="Verschieben").click()
    places = page.get_by_label("Wohin soll es?")
    places.select_option(index=1)
    wanted = places.locator("option:checked").inner_text().strip()
    assert faults(page, with_script) == []
    page.get_by_label("Warum?").fill("Dort sucht man es.")
    page.get_by_role("button", name="Vorschlag ansehen").click()
    expect(page.get_by_text("verschoben").first).to_be_visible()
    expect(page.get_by_text("soll ", exact=False).first).to_be_visible()
    assert faults(page, with_script) == []
    page.get_by_role("button", name="Noch einmal ändern").click()
    expect(page.get_by_label("Wohin soll es?").locator("option:checked")).to_contain_text(wanted)
    code = send(page, "eine Nachbarin")
    release(office, site.at(f"{READING}eingang/"), code)

    page.goto(site.at(f"{READING}text/#{PASSAGE}"))

    expect(page.locator(".fs-propose__move").first).to_contain_text("soll ")
    assert said == []
    assert site.rows(
        "SELECT s.kind, n.slug, w.reason, w.operations LIKE '%\"move\"%', t.status "
        "FROM participation_submission s JOIN concepts_node n ON n.id = s.node_id "
        "JOIN participation_submissionstatus t ON t.submission_id = s.id "
        "JOIN participation_submission_amendments m ON m.submission_id = s.id "
        f"JOIN concepts_wording w ON w.amendment_id = m.amendment_id WHERE s.code = '{code}'"
    ) == [("move", PASSAGE, "Dort sucht man es.", 1, "released")]


def test_what_was_begun_is_there_again_and_can_be_thrown_away(
    site: Site, phone: BrowserContext, with_script: bool
) -> None:
    page = phone.new_page()
    page.goto(site.at(f"{READING}vorschlagen/"))
    page.get_by_label("Was möchten Sie sagen?").fill("Das fehlt mir noch.")
    if with_script:
        expect(page.get_by_text("aber gemerkt um")).to_be_visible()
    else:
        page.get_by_role("button", name="Vorschlag ansehen").click()

    again = phone.new_page()
    again.goto(site.at(READING))
    expect(again.get_by_text("Ihr begonnener Vorschlag")).to_be_visible()
    assert faults(again, with_script) == []
    again.get_by_role("link", name="Weiterschreiben").click()
    expect(again.get_by_label("Was möchten Sie sagen?")).to_have_value("Das fehlt mir noch.")

    again.goto(site.at(READING))
    again.get_by_role("button", name="Verwerfen").click()
    expect(again.get_by_text("Ihr begonnener Vorschlag ist verworfen.")).to_be_visible()
    assert site.rows("SELECT * FROM participation_proposaldraft") == []


def test_a_wish_is_left_released_and_taken_into_a_reading(
    site: Site, phone: BrowserContext, office: Page, with_script: bool
) -> None:
    page = phone.new_page()
    said = complaints(page)
    page.goto(site.at(VERSION))
    page.get_by_role("link", name="Zum Themenspeicher").click()
    assert faults(page, with_script) == []
    page.get_by_role("link", name="Wunsch in eigenen Worten sagen").click()
    page.get_by_label("Was möchten Sie sagen?").fill("Mehr Kurse am Abend.")
    assert faults(page, with_script) == []
    code = send(page, "eine Mutter")
    expect(page.get_by_text("wird in der nächsten Überprüfung behandelt")).to_be_visible()
    release(office, site.at(f"{WISHES}eingang/"), code)

    office.goto(site.at(f"{READING}eingang/themenspeicher/"))
    assert faults(office, with_script) == []
    left = office.locator("article", has_text=code)
    left.get_by_role("button", name="Als Vorschlag übernehmen").click()
    expect(office.get_by_text("Übernommen als Vorschlag")).to_be_visible()

    page.goto(site.at(WISHES))
    expect(page.get_by_text("Aufgenommen in:").first).to_be_visible()
    assert said == []
    assert site.rows(
        "SELECT w.kind, w.reading_id IS NULL, p.kind, r.number, p.shown_name "
        "FROM participation_submission p JOIN participation_submission w ON w.id = p.wish_id "
        f"JOIN participation_reading r ON r.id = p.reading_id WHERE w.code = '{code}'"
    ) == [("own_words", 1, "own_words", 7, "eine Mutter")]


def test_a_proposal_is_supported_and_asked_about(
    site: Site, phone: BrowserContext, office: Page, with_script: bool
) -> None:
    office.goto(site.at(f"{READING}einstellungen/"))
    for each in ("Unterstützen", "Anmerkungen", "Fragen"):
        office.get_by_label(each, exact=True).check()
    assert faults(office, with_script) == []
    office.get_by_role("button", name="Speichern").click()
    words = f"Ein Treffpunkt {'mit' if with_script else 'ohne'} Skript."
    office.goto(site.at(f"{READING}vorschlagen/"))
    office.get_by_label("Was möchten Sie sagen?").fill(words)
    code = send(office, "ein Verein")

    page = phone.new_page()
    page.goto(site.at(f"{READING}vorschlaege/"))
    mine = page.locator("article", has_text=words)
    mine.get_by_role("link", name="Vorschlag ansehen").click()
    page.get_by_role("button", name="Unterstützen").click()
    page.get_by_role("button", name="Nicht mehr unterstützen").click()
    page.get_by_role("button", name="Unterstützen").click()
    expect(page.get_by_text("1 Unterstützung ohne Anmeldung")).to_be_visible()
    page.get_by_label("etwas fragen").check()
    page.get_by_label("Ihr Text").fill("Wann öffnet er?")
    page.get_by_label("Name, der gezeigt wird").fill("ein Vater")
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_text("wird gezeigt, sobald es freigegeben ist")).to_be_visible()
    here = page.url

    office.goto(site.at(f"{READING}eingang/anmerkungen/"))
    assert faults(office, with_script) == []
    office.get_by_role("button", name="Freigeben").click()
    office.goto(site.at(f"{READING}eingang/anmerkungen/?stand=unanswered"))
    office.get_by_label("Antwort").fill("Im Mai.")
    assert faults(office, with_script) == []
    office.get_by_role("button", name="Antworten").click()

    page.goto(here)
    expect(page.get_by_text("Wann öffnet er?")).to_be_visible()
    expect(page.get_by_text("Im Mai.")).to_be_visible()
    assert faults(page, with_script) == []
    assert site.rows(
        "SELECT s.visitor IS NOT NULL, c.kind, c.words, t.status, a.words "
        "FROM participation_submission p JOIN participation_support s ON s.submission_id = p.id "
        "JOIN participation_comment c ON c.submission_id = p.id "
        "JOIN participation_commentstatus t ON t.comment_id = c.id "
        f"JOIN participation_answer a ON a.question_id = c.id WHERE p.code = '{code}'"
    ) == [(1, "question", "Wann öffnet er?", "released", "Im Mai.")]
