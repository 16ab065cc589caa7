"""The walks of those who work here, each with and without JavaScript, ending in equal rows."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Site, sign_in
from tests.concepts.manuscript_files import concept_file, tracked_file
from tests.web.browser import DESKTOP, PHONE

pytestmark = pytest.mark.browser
OFFICER = "integration.musterstadt@example.org"
OPERATOR = "betrieb@example.org"
#: Work in the background is picked up within a second; a loaded machine may take longer.
PATIENCE, STEP = 60_000, 500
#: In this time a bar that went on asking would have asked three times.
THRICE_ASKED = 7_000


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        java_script_enabled=request.param, locale="de-DE",
        viewport={"width": DESKTOP if request.param else PHONE, "height": 900},
    )  # fmt: skip
    yield context.new_page()
    context.close()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    buffer = io.BytesIO()
    Image.new("RGB", (1600, 900), "seagreen").save(buffer, "JPEG")
    path = tmp_path / "fest.jpg"
    path.write_bytes(buffer.getvalue())
    return path


def test_an_officer_takes_a_picture_in(site: Site, page: Page, picture: Path) -> None:
    before = pictures(site)
    sign_in(page, site, OFFICER)
    page.get_by_role("link", name="Bild aufnehmen").first.click()
    page.get_by_label("Bild", exact=True).set_input_files(picture)
    page.get_by_label("Bildbeschreibung").fill("Grüne Wiese")
    page.get_by_label("Bildnachweis").fill("Stadt Musterstadt")
    page.get_by_label("Lizenz oder Rechte").fill("CC BY 4.0")
    page.get_by_role("button", name="Bild aufnehmen").click()

    wait_for_the_end(page)

    page.goto(page.url)
    page.get_by_role("link", name="Zum Ergebnis").click()
    expect(page.get_by_role("img", name="Grüne Wiese")).to_be_visible()
    new = [row for row in pictures(site) if row not in before]
    assert [row[1:] for row in new] == [("Grüne Wiese", "Stadt Musterstadt", "CC BY 4.0", 1600)]


def wait_for_the_end(page: Page, said: str = "Das Bild ist aufgenommen.") -> None:
    """Watch the bar refresh itself; without JavaScript follow the link that asks again."""
    finished = page.get_by_text(said)
    again = page.get_by_role("link", name="Stand neu laden")
    for _ in range(PATIENCE // STEP):
        if finished.count():
            return
        page.wait_for_timeout(STEP)
        if again.count():
            again.click()
    raise AssertionError("the work in the background did not end")


def pictures(site: Site) -> list[tuple[object, ...]]:
    return site.rows(
        "SELECT id, alternative_text, credit, licence, width FROM sources_media WHERE file != ''"
    )


@pytest.fixture
def concept_named(request: pytest.FixtureRequest) -> str:
    """Name what a walk brings in; the walk without JavaScript brings its own."""
    return f"Konzept {'mit' if 'with J' in request.node.name else 'ohne'} Skript"


def test_an_officer_brings_a_concept_in_and_corrects_its_levels(
    site: Site, page: Page, tmp_path: Path, concept_named: str
) -> None:
    sign_in(page, site, OFFICER)
    page.get_by_role("link", name="Datei einlesen").first.click()
    choose(page, tmp_path, concept_file())
    preview = page.locator(".fs-preview")
    expect(preview.get_by_text("Gute Nachbarschaft", exact=True)).to_be_visible()

    page.get_by_role("link", name="Alle Ebenen anbieten").click()
    page.get_by_label("Zeilen mit „Leitziel“").select_option("Strategie")
    page.get_by_role("button", name="Vorschau erneuern").click()
    expect(preview.get_by_text("Strategie 2.1")).to_be_visible()
    page.wait_for_load_state("networkidle")  # the choice and the button both renew the preview
    page.get_by_role("link", name="„Wohnen“ ändern").click()
    page.get_by_label("Diese Zeile ist").select_option("Kapitel")
    page.get_by_role("button", name="Für diese Zeile übernehmen").click()
    expect(preview.get_by_text("Kapitel 2")).to_be_visible()
    page.get_by_role("link", name="Weiter zum Übernehmen").click()
    page.get_by_label("Name des Konzepts").fill(concept_named)
    page.get_by_label("Bezeichnung der Fassung").fill("2024")
    page.get_by_label("Stand der Fassung").select_option("beschlossen")
    page.get_by_label("Seit wann?").fill("2024-05")
    page.get_by_role("button", name="Übernehmen", exact=True).click()
    wait_for_the_end(page, "„konzept.docx“ ist übernommen.")

    page.goto(page.url)
    page.get_by_role("link", name="Zum Ergebnis").click()
    expect(page.get_by_text("Die Summe geht auf")).to_be_visible()
    page.get_by_role("link", name="Fassung „2024“ lesen").click()
    expect(page.get_by_role("heading", name="Kurse für alle")).to_be_visible()
    assert elements_of(site, concept_named) == [
        ("chapter", "Wohnen"), ("handlungsfeld", "Sprache und Bildung"),
        ("massnahme", "Abendkurse"), ("strategie", "Gute Nachbarschaft"),
        ("strategie", "Kurse für alle"),
    ]  # fmt: skip
    assert uploads(site) == []


def test_an_officer_takes_tracked_changes_in_as_proposals(
    site: Site, page: Page, tmp_path: Path, concept_named: str
) -> None:
    name = f"{concept_named}, geändert"
    sign_in(page, site, OFFICER)
    page.goto(site.at("/musterstadt/konzepte/einlesen/"))
    choose(page, tmp_path, tracked_file())
    page.get_by_role("link", name="Alle ansehen").click()
    expect(page.get_by_text("Reichen drei Kurse?").first).to_be_visible()
    page.get_by_role("link", name="Zurück zur Gliederung").click()
    page.get_by_role("link", name="Weiter zum Übernehmen").click()
    expect(page.get_by_label("Als Vorschläge aufnehmen")).to_be_checked()
    page.get_by_label("Name des Konzepts").fill(name)
    page.get_by_label("Bezeichnung der Fassung").fill("Entwurf 2026")
    page.get_by_role("button", name="Übernehmen", exact=True).click()
    wait_for_the_end(page, "„konzept.docx“ ist übernommen.")

    page.goto(page.url)
    page.get_by_role("link", name="Zum Ergebnis").click()
    expect(page.get_by_role("heading", name="Vorschläge aus dieser Datei")).to_be_visible()
    assert amendments_of(site, name) == [
        (1, "Erika Muster", "2026-03-01", "Kommentar von Amt 50 (2026-03-02): Reichen drei Kurse?"),
        (2, "Amt 50", "2026-03-02", ""),
    ]
    assert uploads(site) == []


def choose(page: Page, folder: Path, data: bytes) -> None:
    """Send a file and come to its outline, by the bar or by asking again."""
    path = folder / "konzept.docx"
    path.write_bytes(data)
    page.get_by_label("Datei", exact=True).set_input_files(path)
    page.get_by_role("button", name="Einlesen und Gliederung prüfen").click()
    outline = page.get_by_role("heading", name="Gliederung prüfen", level=1)
    again = page.get_by_role("link", name="Stand neu laden")
    for _ in range(PATIENCE // STEP):
        if outline.count():
            return
        page.wait_for_timeout(STEP)
        if again.count():
            again.click()
    raise AssertionError("the file was not read")


def elements_of(site: Site, concept: str) -> list[tuple[object, ...]]:
    return site.rows(
        "SELECT s.kind, s.heading FROM concepts_nodestate s JOIN concepts_node n "
        "ON n.id = s.node_id JOIN concepts_concept c ON c.id = n.concept_id "
        f"WHERE c.name = '{concept}' AND s.heading != '' AND s.kind != 'concept' ORDER BY 1, 2"
    )


def amendments_of(site: Site, concept: str) -> list[tuple[object, ...]]:
    return site.rows(
        "SELECT a.number, a.author, a.happened, w.reason FROM concepts_amendment a "
        "JOIN concepts_wording w ON w.amendment_id = a.id "
        "JOIN concepts_concept c ON c.id = a.concept_id "
        f"WHERE c.name = '{concept}' ORDER BY 1"
    )


def uploads(site: Site) -> list[tuple[object, ...]]:
    return site.rows("SELECT file_name FROM concepts_manuscriptdraft")


def test_an_administrator_lets_an_office_in_and_out(site: Site, page: Page) -> None:
    before = roles(site)
    sign_in(page, site, OPERATOR)
    page.goto(site.at("/musterstadt/zugang/"))
    page.get_by_label("E-Mail-Adresse").fill("neue.stelle@example.org")
    page.get_by_label("Name oder Funktion").fill("Neue Stelle")
    page.get_by_label("Rolle", exact=True).select_option("reader")
    page.get_by_label("Kennwort für den Anfang").fill("ein langes Kennwort")
    page.get_by_role("button", name="Rolle vergeben").click()

    expect(page.get_by_text("Die Rolle ist vergeben.")).to_be_visible()
    assert roles(site) - before == {("neue.stelle@example.org", "reader")}

    page.get_by_role("button", name="von „Neue Stelle“ entziehen").click()

    expect(page.get_by_text("Die Rolle ist entzogen.")).to_be_visible()
    assert roles(site) == before


def roles(site: Site) -> set[tuple[object, ...]]:
    return set(
        site.rows(
            "SELECT u.email, r.role FROM accounts_roleassignment r "
            "JOIN accounts_user u ON u.id = r.user_id"
        )
    )


def test_an_officer_pastes_a_list_of_contacts_and_hands_one_over(
    site: Site, page: Page, request: pytest.FixtureRequest
) -> None:
    """Each walk names its own organization; what the rows say otherwise is the same."""
    club = "Verein mit Skript" if "with J" in request.node.name else "Verein ohne Skript"
    sign_in(page, site, OFFICER)
    page.get_by_role("link", name="Liste mit Kontakten einfügen").click()
    page.get_by_label("Liste").fill(
        f"Organisation\tFunktion\tE-Mail\tSprache\n"
        f"awo ortsverein\tGeschäftsstelle\tawo@example.org\tDeutsch\n"
        f"{club}\tVorstand\tvorstand@example.org\tEnglisch\n"
        f"{club} e. V.\tKasse\tkasse@example.org\t\n"
        f"{club}\tFest\tfest@example.org\t\n"
    )
    page.get_by_role("button", name="Vorschau ansehen").click()
    expect(page.get_by_text("schon da", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="3 Kontakte aufnehmen")).to_be_visible()
    page.get_by_label("Zeile 4 auslassen").check()
    page.get_by_role("button", name="Vorschau erneuern").click()
    page.get_by_role("button", name="2 Kontakte aufnehmen").click()
    expect(page.get_by_text("2 Kontakte sind aufgenommen.")).to_be_visible()

    page.goto(site.at(f"/musterstadt/kontakte/?suche={club.replace(' ', '+')}"))
    page.get_by_role("link", name="Vorstand", exact=True).click()
    page.get_by_role("link", name="An jemand anderen übergeben").click()
    page.get_by_label("Übergabe am").fill("2026-10")
    page.get_by_label("Funktion").fill("Sprecherrat")
    page.get_by_role("button", name="Übergeben").click()
    expect(page.get_by_role("heading", name="Sprecherrat", level=1)).to_be_visible()

    assert contacts_of(site, club) == [
        ("Kasse", "kasse@example.org", "de", "", "", ""),
        ("Sprecherrat", "vorstand@example.org", "en", "2026-10", "", ""),
        ("Vorstand", "vorstand@example.org", "en", "", "2026-10", "Sprecherrat"),
    ]


def contacts_of(site: Site, organization: str) -> list[tuple[object, ...]]:
    return site.rows(
        "SELECT c.function, c.email, c.language, c.valid_from, c.valid_to, "
        "coalesce(s.function, '') FROM council_contact c "
        "JOIN council_organization o ON o.id = c.organization_id "
        "LEFT JOIN council_contact s ON s.id = c.successor_id "
        f"WHERE o.name = '{organization}' AND o.visibility = 'internal' ORDER BY 1"
    )


def test_a_reader_finds_a_renamed_field_by_its_old_name(site: Site, page: Page) -> None:
    page.goto(site.at("/wolfsburg/suche/?q=Vorschulische+und+schulische+Bildung"))
    page.get_by_role("main").get_by_role("link", name="Bildung", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bildung")
    expect(page.get_by_text("Erweitert um die Erwachsenenbildung.")).to_be_visible()


def test_a_reader_chooses_language_and_darkness(site: Site, page: Page) -> None:
    page.goto(site.at("/wolfenbuettel/gremien/"))
    if page.get_by_role("button", name="Menü").is_visible():
        page.get_by_role("button", name="Menü").click()
    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/wolfenbuettel/gremien/")


def test_the_first_keys_lead_past_the_menu(site: Site, page: Page) -> None:
    page.goto(site.at("/wolfsburg/konzepte/vielfalt-leben/"))
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_second_choice_that_follows_at_once_is_kept(
    site: Site, chromium: Browser, tmp_path: Path
) -> None:
    context = chromium.new_context(locale="de-DE")
    page = context.new_page()
    sign_in(page, site, OFFICER)
    page.get_by_role("link", name="Datei einlesen").first.click()
    choose(page, tmp_path, concept_file())
    goals, fields = "Zeilen mit „Leitziel“", "Zeilen mit „Handlungsfeld“"
    expect(page.get_by_label(goals)).to_be_visible()
    held: list[Route] = []

    def hold(route: Route) -> None:
        """Keep the first answer back until the second choice is made."""
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.fallback()

    page.route("**/konzepte/einlesen/*/", hold)
    page.get_by_label(goals).select_option("Ziel")
    page.wait_for_timeout(STEP)
    page.get_by_label(fields).select_option("Kapitel")
    page.wait_for_timeout(STEP)
    assert held
    for each in held:
        each.fallback()

    preview = page.locator(".fs-preview")
    expect(preview.get_by_text("Kapitel 1", exact=True)).to_be_visible()
    expect(preview.get_by_text("Ziel 1.1", exact=True)).to_be_visible()
    page.get_by_role("button", name="Einlesen aufgeben").click()
    context.close()


def test_a_result_that_is_slow_to_come_does_come(
    site: Site, chromium: Browser, tmp_path: Path
) -> None:
    """The bar leads to the result once; asking on would begin to load it anew each time."""
    context = chromium.new_context(locale="de-DE")
    page = context.new_page()
    sign_in(page, site, OFFICER)
    page.get_by_role("link", name="Datei einlesen").first.click()
    asked: list[Route] = []

    def slowly(route: Route) -> None:
        """Hold the page back that the bar leads to."""
        if route.request.is_navigation_request() and route.request.method == "GET":
            asked.append(route)
        else:
            route.fallback()

    page.route("**/konzepte/einlesen/*-*/", slowly)
    path = tmp_path / "konzept.docx"
    path.write_bytes(concept_file())
    page.get_by_label("Datei", exact=True).set_input_files(path)
    page.get_by_role("button", name="Einlesen und Gliederung prüfen").click()

    for _ in range(PATIENCE // STEP):
        if not asked:
            page.wait_for_timeout(STEP)
    page.wait_for_timeout(THRICE_ASKED)
    assert len(asked) == 1
    asked[0].fallback()
    expect(page.get_by_role("heading", name="Gliederung prüfen", level=1)).to_be_visible()
    page.get_by_role("button", name="Einlesen aufgeben").click()
    context.close()
