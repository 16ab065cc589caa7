"""Comparing and asking where words come from, as people do it: with and without JavaScript, by
keyboard, on a phone, on paper."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.web.browser import DESKTOP, PHONE, axe_findings, complaints

pytestmark = pytest.mark.browser

CONCEPT = "/musterstadt/konzepte/integrationskonzept/"
COMPARISON = f"{CONCEPT}vergleich/1-1/entwurf-2026/"
VERSION = f"{CONCEPT}fassungen/entwurf-2026/"
PASSAGE = "lz-kita-p2"


@contextmanager
def opened(chromium: Browser, *, script: bool = True, width: int = DESKTOP) -> Iterator[Page]:
    context = chromium.new_context(
        java_script_enabled=script, locale="de-DE", viewport={"width": width, "height": 900}
    )
    yield context.new_page()
    context.close()


def words(page: Page, selector: str) -> str:
    """Give what an element says, heard or seen, with blanks as one."""
    return re.sub(r"\s+", " ", page.locator(selector).first.text_content() or "").strip()


# Comparing


def compare(site: Site, page: Page) -> tuple[str, str, str]:
    """Walk from a version to its comparison and look at it in three ways."""
    page.goto(site.at(f"{CONCEPT}fassungen/1-1/"))
    page.get_by_role("link", name="Fassungen vergleichen").click()
    page.get_by_label("Alter Text").select_option(label="Fassung 1.1")
    page.get_by_label("Neuer Text").select_option(label="Entwurf der Fortschreibung 2026")
    page.get_by_role("button", name="Vergleichen").click()
    expect(page.get_by_role("heading", name="Änderungen", exact=False).first).to_be_visible()
    marked = words(page, ".fs-laid")
    page.get_by_role("link", name="Synopse (alt / neu)").click()
    page.get_by_label("Was geschah").select_option("gone")
    page.get_by_role("button", name="Anzeigen").click()
    columns = words(page, ".fs-laid")
    page.get_by_role("link", name="Was ist aus den Elementen geworden").click()
    return marked, columns, words(page, "main")


def test_comparing_ends_in_the_same_words_with_and_without_javascript(
    site: Site, chromium: Browser
) -> None:
    walks = []
    for script, width in ((True, DESKTOP), (False, PHONE)):
        with opened(chromium, script=script, width=width) as page:
            walks.append(compare(site, page))

    assert walks[0] == walks[1]
    marked, columns, elements = walks[0]
    assert "gestrichen: Begrüßungsabende (Ende)" in marked
    assert "Zahlen aus dem Umsetzungsbericht 2025." in marked
    assert "Schutzkonzept für alle Unterkünfte" in columns and "Bildschirm" not in columns
    assert "zusammengeführt" in elements and "geteilt" in elements


def test_keys_lead_from_change_to_change_and_the_bar_says_which(
    site: Site, chromium: Browser
) -> None:
    with opened(chromium) as page:
        page.goto(site.at(COMPARISON))
        where = page.locator("[data-jump-where]")

        for number in (1, 2, 3):
            page.keyboard.press("Alt+ArrowDown")
            expect(where).to_contain_text(f"Änderung {number} von")
        page.keyboard.press("Alt+ArrowUp")

        expect(where).to_contain_text("Änderung 2 von")
        here = page.locator(".is-here")
        expect(here).to_be_focused()
        expect(here).to_be_in_viewport()


def test_a_comparison_can_be_filtered_by_keyboard_only(site: Site, chromium: Browser) -> None:
    with opened(chromium) as page:
        page.goto(site.at(COMPARISON))
        page.get_by_label("Was geschah").focus()
        page.keyboard.type("verschoben")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        page.wait_for_url("**art=moved**")
        assert words(page, ".fs-laid").count("Änderung ") == 1


def test_on_paper_a_comparison_has_both_names_hashes_and_no_tools(
    site: Site, chromium: Browser
) -> None:
    with opened(chromium) as page:
        page.goto(site.at(f"{COMPARISON}?zeigen=druck"))
        page.emulate_media(media="print")

        for name in ("Fassung 1.1", "Entwurf der Fortschreibung 2026"):
            expect(page.get_by_role("link", name=name, exact=True).first).to_be_visible()
        expect(page.locator(".fs-side__hash code").first).to_be_visible()
        for tool in (".fs-jump", ".fs-filter", ".fs-tabs"):
            expect(page.locator(tool).first).to_be_hidden()
        style = page.locator(".fs-laid ins").first.evaluate("each => getComputedStyle(each)"
                                                            ".textDecorationLine")  # fmt: skip
        assert "underline" in style
        assert page.locator(".fs-pages").count() == 0


# Where words come from


def test_asking_for_the_origin_ends_in_the_same_words_with_and_without_javascript(
    site: Site, chromium: Browser
) -> None:
    said = []
    for script, width in ((True, DESKTOP), (False, PHONE)):
        with opened(chromium, script=script, width=width) as page:
            page.goto(site.at(VERSION))
            page.locator(f"#{PASSAGE} .fs-origin").click()
            expect(page.locator("#herkunft-titel")).to_be_visible()
            assert page.url.endswith("/herkunft/lz-kita-p2/") is not script
            said.append(words(page, "#herkunft"))

    assert said[0] == said[1]
    for each in ("Leitziel 3.1, Absatz 2", "Vorschlag 1, verfasst von Elternverein Mosaik e. V.",
                 "Der Runde Tisch hat beiden Vorschlägen zugestimmt.", "Rat der Stadt Musterstadt",
                 "9. November 2023", "28 Ja-Stimmen"):  # fmt: skip
        assert each in said[0]


def test_by_keyboard_the_signs_are_one_stop_and_escape_leads_back(
    site: Site, chromium: Browser
) -> None:
    with opened(chromium) as page:
        said = complaints(page)
        page.goto(site.at(VERSION))
        signs = page.locator("[data-origins] .fs-origin")
        expect(signs.first).to_have_attribute("tabindex", "0")
        assert page.locator("[data-origins] .fs-origin[tabindex='0']").count() == 1
        signs.first.focus()

        page.keyboard.press("ArrowDown")
        expect(signs.nth(1)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#herkunft-titel")).to_be_focused()
        expect(signs.nth(1)).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")

        expect(page.locator("[data-origin-panel]")).to_be_hidden()
        expect(signs.nth(1)).to_be_focused()
        expect(signs.nth(1)).to_have_attribute("aria-expanded", "false")
        assert said == []


def test_a_click_on_words_asks_for_them_and_one_that_marks_words_does_not(
    site: Site, chromium: Browser
) -> None:
    with opened(chromium) as page:
        page.goto(site.at(VERSION))
        passage = page.locator(f"#{PASSAGE} p")

        passage.dblclick(position={"x": 60, "y": 12})  # marks a word
        page.keyboard.press("Escape")
        page.mouse.click(5, 5)
        passage.click(position={"x": 60, "y": 12})

        expect(page.locator("#herkunft-titel")).to_contain_text("Leitziel 3.1, Absatz 2")
        marked = page.evaluate("[...CSS.highlights.keys()].sort()")
        assert marked == ["origin-1", "origin-2"]
        inserted = page.evaluate("[...CSS.highlights.get('origin-2')].map(String).join('')")
        assert inserted.strip() == (
            "Jede Kita lädt Familien deshalb zweimal im Jahr zu einem offenen Vormittag ein."
        )


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_open_panel_is_accessible_fits_and_leaves_the_words_in_sight(
    site: Site, chromium: Browser, width: int
) -> None:
    with opened(chromium, width=width) as page:
        page.goto(site.at(VERSION))
        page.locator(f"#{PASSAGE} .fs-origin").click()
        expect(page.locator("#herkunft-titel")).to_be_visible()
        page.wait_for_function("document.scrollingElement.getAnimations().length === 0")

        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        expect(page.locator(f"#{PASSAGE} p")).to_be_in_viewport(ratio=0.9)
        panel = page.locator("[data-origin-panel]").bounding_box()
        words_at = page.locator(f"#{PASSAGE} p").bounding_box()
        assert panel and words_at
        beside = words_at["x"] + words_at["width"] <= panel["x"] + 1
        above = words_at["y"] + words_at["height"] <= panel["y"] + 1
        assert beside or above
