"""The Word round trip, with and without JavaScript: a file goes out, is changed, and comes back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, sign_in
from tests.browser.test_walks import (
    OFFICER,
    PATIENCE,
    STEP,
    amendments_of,
    choose,
    concept_named,
    page,
    uploads,
    wait_for_the_end,
)
from tests.concepts.manuscript_files import concept_file
from tests.concepts.returning.test_proposals import edited
from tests.concepts.test_returning_pages import TRACKED

__all__ = ["concept_named", "page"]
pytestmark = pytest.mark.browser


def test_a_word_file_goes_out_and_comes_back_with_tracked_changes(
    site: Site, page: Page, tmp_path: Path, concept_named: str
) -> None:
    name = f"{concept_named}, Rückweg"
    sign_in(page, site, OFFICER)
    bring_in(site, page, tmp_path, name)
    sent = downloaded(page, tmp_path)
    untracked = ("Die Volkshochschule plant", "Die Volkshochschule koordiniert")
    came_back = tmp_path / "zurück.docx"
    came_back.write_bytes(edited(sent, *TRACKED, untracked))

    page.goto(site.at("/musterstadt/konzepte/einlesen/"))
    page.get_by_label("Wofür?").first.select_option(slug_of(site, name))
    page.get_by_label("Datei", exact=True).set_input_files(came_back)
    page.get_by_role("button", name="Einlesen und Gliederung prüfen").click()
    come_to(page, "Datei ist erkannt")
    expect(page.get_by_text("Nummern und Elemente sind erkannt")).to_be_visible()
    expect(page.get_by_text("Die Summe geht auf")).to_be_visible()
    page.get_by_role("link", name="Weiter zum Übernehmen").click()
    expect(page.get_by_label("Ein Vorschlag zur Änderung")).to_be_checked()
    expect(page.get_by_label("Als Vorschläge aufnehmen")).to_be_checked()
    page.get_by_label("Begründung des Vorschlags").fill("Aus dem Umlauf")
    page.get_by_role("button", name="Übernehmen", exact=True).click()
    wait_for_the_end(page, "„zurück.docx“ ist übernommen.")

    page.goto(page.url)
    page.get_by_role("link", name="Zum Ergebnis").click()
    expect(page.get_by_role("heading", name="Vorschläge aus dieser Datei")).to_be_visible()
    assert amendments_of(site, name) == [
        (1, "", "", "Aus dem Umlauf"), (2, "Amt 50", "2026-05-04", ""),
        (3, "Erika Muster", "2026-05-04", ""),
    ]  # fmt: skip
    assert versions_of(site, name) == [("2024",)]
    assert uploads(site) == []


def bring_in(site: Site, page: Page, folder: Path, name: str) -> None:
    """Bring a concept in and open the version it became."""
    page.goto(site.at("/musterstadt/konzepte/einlesen/"))
    choose(page, folder, concept_file())
    page.get_by_role("link", name="Weiter zum Übernehmen").click()
    page.get_by_label("Name des Konzepts").fill(name)
    page.get_by_label("Bezeichnung der Fassung").fill("2024")
    page.get_by_role("button", name="Übernehmen", exact=True).click()
    wait_for_the_end(page, "„konzept.docx“ ist übernommen.")
    page.goto(page.url)
    page.get_by_role("link", name="Zum Ergebnis").click()
    page.get_by_role("link", name="Fassung „2024“ lesen").click()


def downloaded(page: Page, folder: Path) -> bytes:
    """Take the Word file from the page of the version, as a reader does."""
    link = page.locator('a[href$=".docx"]').first
    fold = page.locator("details", has=link)
    if fold.count() and not link.is_visible():
        fold.first.locator("summary").first.click()
    with page.expect_download() as download:
        link.click()
    path = folder / "hinaus.docx"
    download.value.save_as(path)
    return path.read_bytes()


def come_to(page: Page, title: str) -> None:
    """Watch the bar, or ask again, until the page with this title is there."""
    heading = page.get_by_role("heading", name=title, level=1)
    again = page.get_by_role("link", name="Stand neu laden")
    for _ in range(PATIENCE // STEP):
        if heading.count():
            return
        page.wait_for_timeout(STEP)
        if again.count():
            again.click()
    raise AssertionError(f"“{title}” did not come")


def slug_of(site: Site, concept: str) -> str:
    ((slug,),) = site.rows(f"SELECT slug FROM concepts_concept WHERE name = '{concept}'")
    return str(slug)


def versions_of(site: Site, concept: str) -> list[tuple[object, ...]]:
    return site.rows(
        "SELECT v.label FROM concepts_version v JOIN concepts_concept c ON c.id = v.concept_id "
        f"WHERE c.name = '{concept}' ORDER BY 1"
    )
