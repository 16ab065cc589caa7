"""Every kind of page is accessible, fits and keeps to the policy: two widths, light and dark."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, sign_in
from tests.browser.test_walks import choose
from tests.concepts.manuscript_files import concept_file, sheet, tracked_file
from tests.web.browser import DESKTOP, PHONE, axe_findings, complaints

pytestmark = pytest.mark.browser

READING = "/musterstadt/konzepte/integrationskonzept/durchsichten/7/"
WISHES = "/musterstadt/konzepte/integrationskonzept/fassungen/1-1/themenspeicher/"
PUBLIC = [
    READING,
    f"{READING}text/",
    f"{READING}vorschlaege/",
    f"{READING}vorschlagen/lz-deutsch-lernen-p2/",
    f"{READING}vorschlagen/lz-deutsch-lernen/?art=addition",
    f"{READING}vorschlagen/lz-deutsch-lernen-p2/?art=move",
    WISHES,
    f"{WISHES}wuenschen/",
    "/musterstadt/kurzcode/",
    "/",
    "/wolfenbuettel/",
    "/wolfenbuettel/konzepte/",
    "/wolfenbuettel/konzepte/integrationskonzept/",
    "/wolfsburg/konzepte/vielfalt-leben/",
    "/wolfenbuettel/konzepte/integrationskonzept/fassungen/2017/",
    "/wolfsburg/konzepte/vielfalt-leben/fassungen/2020/",
    "/musterstadt/konzepte/integrationskonzept/fassungen/{musterstadt}/",
    "/musterstadt/konzepte/integrationskonzept/vergleich/",
    "/musterstadt/konzepte/integrationskonzept/vergleich/1-1/entwurf-2026/",
    "/musterstadt/konzepte/integrationskonzept/vergleich/1-1/entwurf-2026/?ansicht=synopse",
    "/musterstadt/konzepte/integrationskonzept/vergleich/1-1/entwurf-2026/?ansicht=elemente",
    "/musterstadt/konzepte/integrationskonzept/vergleich/1-1/entwurf-2026/?zeigen=alles&seite=5",
    "/wolfsburg/konzepte/vielfalt-leben/vergleich/2011/2020/?ansicht=elemente",
    "/musterstadt/konzepte/integrationskonzept/fassungen/entwurf-2026/herkunft/",
    "/musterstadt/konzepte/integrationskonzept/fassungen/entwurf-2026/herkunft/lz-kita-p2/",
    "/wolfsburg/e/bildung/",
    "/musterstadt/e/{goal}/",
    "/wolfsburg/konzepte/vielfalt-leben/ueberpruefung/2019-2020/",
    "/wolfenbuettel/gremien/",
    "/wolfenbuettel/gremien/runder-tisch-fluechtlinge/",
    "/wolfsburg/gremien/ausschuss-fuer-migration-und-integration/",
    "/wolfenbuettel/sitzungen/",
    "/wolfenbuettel/gremien/rat/sitzungen/2017-09-13/",
    "/musterstadt/gremien/{council}/sitzungen/{meeting}/",
    "/wolfenbuettel/vorlagen/",
    "/wolfsburg/vorlagen/ergaenzung-2020/",
    "/wolfenbuettel/ereignisse/",
    "/wolfenbuettel/quellen/",
    "/wolfenbuettel/quellen/{source}/",
    "/wolfsburg/suche/?q=Vorschulische+und+schulische+Bildung",
    "/wolfsburg/suche/?q=gibtesnicht",
    "/wolfenbuettel/konzepte/integrationskonzept/pressemitteilung/{decision}/",
    "/konto/login/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/gibt/es/nicht/",
    "/musterstadt/konzepte/welche-fassung/",
    "/musterstadt/konzepte/welche-fassung/?kennung=0000+0000+0000",
]
INSIDE = [
    f"{READING}eingang/",
    f"{READING}einladungen/",
    f"{READING}einstellungen/",
    f"{READING}eingang/anmerkungen/",
    f"{READING}eingang/themenspeicher/",
    f"{WISHES}eingang/",
    f"{READING}beratung/",
    "/musterstadt/konzepte/integrationskonzept/fassungen/entwurf-2026/uebergabe/",
    "/musterstadt/konzepte/integrationskonzept/fassungen/entwurf-2026/beschluss/",
    "/arbeitsplatz/",
    "/musterstadt/aenderungsverlauf/",
    "/musterstadt/bilder/neu/",
    "/musterstadt/konzepte/integrationskonzept/vergleich/1-1/entwurf~fortschreibung-2026/",
    "/musterstadt/konzepte/integrationskonzept/aenderungen/",
    "/musterstadt/konzepte/integrationskonzept/aenderungen/4/",
    "/musterstadt/zugang/",
    "/musterstadt/kontakte/",
    "/musterstadt/kontakte/?stand=all&suche=gibtesnicht",
    "/musterstadt/kontakte/neu/",
    "/musterstadt/kontakte/einfuegen/",
    "/konto/kennwort/",
    "/wolfsburg/aenderungsverlauf/",
    "/musterstadt/konzepte/einlesen/",
    "/musterstadt/konzepte/integrationskonzept/entwuerfe/fortschreibung-2026/tabelle/",
]
LOOKS = list(product([DESKTOP, PHONE], ["light", "dark"]))


@pytest.fixture(scope="module")
def known(site: Site) -> dict[str, str]:
    """Look up the parts of addresses that the demo's data decides."""
    (version,) = site.rows(
        "SELECT v.slug FROM concepts_version v JOIN concepts_versiontext t ON t.version_id = v.id "
        "JOIN concepts_concept c ON c.id = v.concept_id "
        "JOIN accounts_municipality m ON m.id = c.municipality_id "
        "WHERE m.slug = 'musterstadt' ORDER BY v.\"order\" DESC LIMIT 1"
    )
    (goal,) = site.rows("SELECT slug FROM concepts_node WHERE slug LIKE 'lz-%' ORDER BY 1 LIMIT 1")
    (source,) = site.rows(
        "SELECT s.slug FROM sources_source s JOIN accounts_municipality m "
        "ON m.id = s.municipality_id WHERE m.slug = 'wolfenbuettel' ORDER BY 1 LIMIT 1"
    )
    (decision,) = site.rows(
        "SELECT d.id FROM deliberation_decision d JOIN council_organization o "
        "ON o.id = d.organization_id JOIN accounts_municipality m ON m.id = o.municipality_id "
        "WHERE m.slug = 'wolfenbuettel' AND o.classification = 'council'"
    )
    (meeting,) = site.rows(
        "SELECT o.slug, t.slug FROM council_meeting t JOIN council_organization o "
        "ON o.id = t.organization_id JOIN accounts_municipality m ON m.id = o.municipality_id "
        "WHERE m.slug = 'musterstadt' AND o.classification = 'council' ORDER BY t.date DESC LIMIT 1"
    )
    return {
        "musterstadt": str(version[0]), "goal": str(goal[0]), "source": str(source[0]),
        "decision": str(UUID(str(decision[0]))),
        "council": str(meeting[0]), "meeting": str(meeting[1]),
    }  # fmt: skip


def faults(page: Page, url: str, width: int) -> list[str]:
    """Open a page and list everything that is wrong with it."""
    said = complaints(page)
    answer = page.goto(url)
    expected = 404 if url.endswith("/gibt/es/nicht/") else 200
    found = [] if answer and answer.status == expected else [f"status {answer and answer.status}"]
    found += axe_findings(page)
    found += [line for line in said if "404 (Not Found)" not in line]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"{wide} px wide"] if wide > width else [])


def looks(chromium: Browser) -> Iterator[tuple[tuple[int, str], Page]]:
    """Open a page in each look, one after the other."""
    for width, scheme in LOOKS:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale="de-DE"
        )
        yield (width, scheme), context.new_page()
        context.close()


def looks_inside(chromium: Browser, site: Site) -> Iterator[tuple[tuple[int, str], Page]]:
    """Open a page in each look and sign in."""
    for look, page in looks(chromium):
        sign_in(page, site, "betrieb@example.org")
        yield look, page


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_accessible_and_fits(
    site: Site, chromium: Browser, known: dict[str, str], path: str
) -> None:
    found = {
        look: faults(page, site.at(path.format(**known)), look[0]) for look, page in looks(chromium)
    }

    assert {look: rows for look, rows in found.items() if rows} == {}


@pytest.mark.parametrize("path", INSIDE)
def test_a_page_for_those_who_sign_in_is_accessible_and_fits(
    site: Site, chromium: Browser, path: str
) -> None:
    found = {
        look: faults(page, site.at(path), look[0]) for look, page in looks_inside(chromium, site)
    }

    assert {look: rows for look, rows in found.items() if rows} == {}


def test_the_pages_of_a_contact_are_accessible_and_fit(site: Site, chromium: Browser) -> None:
    found = {}
    for look, page in looks_inside(chromium, site):
        page.goto(site.at("/musterstadt/kontakte/?suche=awo"))
        page.get_by_role("link", name="Geschäftsstelle").first.click()
        one = page.url
        for url in (one, f"{one}uebergeben/", f"{one}loeschen/"):
            found[look, url] = faults(page, url, look[0])
        page.goto(site.at("/musterstadt/kontakte/einfuegen/"))
        page.get_by_label("Liste").fill("AWO\tawo@example.org\nNeu\tn@example.org\nNeu\tfalsch")
        page.get_by_role("button", name="Vorschau ansehen").click()
        found[look, "preview"] = axe_findings(page)

    assert {look: rows for look, rows in found.items() if rows} == {}


def test_the_pages_of_a_file_on_its_way_are_accessible_and_fit(
    site: Site, chromium: Browser, tmp_path: Path
) -> None:
    found = {}
    for look, page in looks_inside(chromium, site):
        page.goto(site.at("/musterstadt/konzepte/einlesen/?konzept=integrationskonzept"))
        choose(page, tmp_path, tracked_file())
        here = page.url
        for rest in ("", "?zeige=alles&zeile=3", "nicht-uebernommen/", "uebernehmen/"):
            found[rest, look] = faults(page, here + rest, look[0])
        page.goto(here)
        page.get_by_role("button", name="Einlesen aufgeben").click()

    assert {look: rows for look, rows in found.items() if rows} == {}


def test_a_table_on_its_way_and_the_begun_files_are_accessible_and_fit(
    site: Site, chromium: Browser, tmp_path: Path
) -> None:
    found = {}
    for look, page in looks_inside(chromium, site):
        page.goto(site.at("/musterstadt/konzepte/einlesen/"))
        choose(page, tmp_path, concept_file(further=sheet()))
        here = page.url
        page.goto(f"{here}?zeige=alles")
        page.locator(".fs-preview summary").click()
        shown = page.locator(".fs-cells")
        assert shown.bounding_box()["height"] > 0, "the table can be read"
        found["fold", look] = axe_findings(page)
        for path in (f"{here}tabelle/10/", site.at("/musterstadt/konzepte/einlesen/angefangen/")):
            found[path, look] = faults(page, path, look[0])
        page.get_by_label("konzept.docx", exact=True).check()
        page.get_by_role("button", name="Angekreuzte aufgeben").click()
        assert page.get_by_text("1 Datei ist aufgegeben.").is_visible()

    assert {look: rows for look, rows in found.items() if rows} == {}


def test_the_english_interface_is_accessible_too(site: Site, chromium: Browser) -> None:
    context = chromium.new_context(locale="en-GB", viewport={"width": DESKTOP, "height": 900})
    page = context.new_page()

    found = faults(page, site.at("/wolfenbuettel/"), DESKTOP)

    assert found == []
    assert page.evaluate("document.documentElement.lang") == "en"
    context.close()
