"""Files go out and come back: a table into a draft, a Word file to be asked which text it is."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from fortschrift.concepts.manuscripts.package import opened
from fortschrift.concepts.rendering.package import packed
from tests.browser.conftest import Site
from tests.browser.test_desk import MEASURE, begin, states
from tests.web.browser import DESKTOP, PHONE, axe_findings

pytestmark = pytest.mark.browser
CONCEPT = "/musterstadt/konzepte/integrationskonzept/"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        java_script_enabled=request.param, locale="de-DE", accept_downloads=True,
        viewport={"width": DESKTOP if request.param else PHONE, "height": 900},
    )  # fmt: skip
    yield context.new_page()
    context.close()


def downloaded(page: Page, name: str) -> tuple[str, bytes]:
    """Take a file by its link; gives its name and bytes."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).first.click()
    file = waiting.value
    return file.suggested_filename, Path(file.path()).read_bytes()


def sent(page: Page, label: str, name: str, data: bytes) -> None:
    """Choose a file in a field."""
    page.get_by_label(label, exact=True).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )


def with_cells(data: bytes, heading: str, **cells: object) -> bytes:
    """Change cells in the row of an element, as in a spreadsheet."""
    book = load_workbook(BytesIO(data))
    sheet = book["Elemente"]
    titles = [cell.value for cell in sheet[1]]
    place = titles.index("Überschrift") + 1
    row = next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, place).value == heading)
    for title, value in cells.items():
        sheet.cell(row, titles.index(title) + 1).value = value
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def with_words(data: bytes, old: str, new: str) -> bytes:
    """Change the words of a Word file as another program would."""
    with opened(data) as package:
        files = {name: package.bytes_of(name) for name in sorted(package.names)}
    xml = files["word/document.xml"].decode()
    assert old in xml
    files["word/document.xml"] = xml.replace(old, new).encode()
    return packed(files)


def test_a_table_that_was_changed_outside_is_shown_and_saved(page: Page, site: Site) -> None:
    desk = begin(page, site)
    before = states(site, desk)
    page.goto(site.at(desk))
    page.get_by_role("link", name="Angaben in einer Tabelle ändern").click()
    name, data = downloaded(page, "Tabelle aller Elemente")
    assert name.endswith(".xlsx")
    heading = str(before[MEASURE]["heading"][0])

    sent(page, "Geänderte Tabelle", "von Erika.xlsx",
         with_cells(data, heading, Überschrift=f"{heading} (neu)"))  # fmt: skip
    page.get_by_role("button", name="Änderungen ansehen").click()
    expect(page.get_by_role("heading", name="1 Angabe wird übernommen")).to_be_visible()
    assert states(site, desk) == before
    if page.viewport_size and page.viewport_size["width"] == DESKTOP:  # axe is a script itself
        assert axe_findings(page) == []
    page.get_by_label("Grund").fill("Abgestimmt mit dem Amt")
    page.get_by_role("button", name="Änderungen speichern").click()

    expect(page.get_by_text("1 Angabe ist übernommen.")).to_be_visible()
    after = states(site, desk)
    assert after[MEASURE] == {**before[MEASURE], "heading": [f"{heading} (neu)"]}
    assert {**after, MEASURE: {}} == {**before, MEASURE: {}}


def test_a_word_file_goes_out_and_is_known_when_it_comes_back(page: Page, site: Site) -> None:
    page.goto(site.at(f"{CONCEPT}fassungen/1-0/"))
    name, data = downloaded(page, "Text zum Bearbeiten")
    page.get_by_role("link", name="Welche Fassung ist das?").first.click()

    sent(page, "Datei", "x.docx", data)
    page.get_by_role("button", name="Datei prüfen").click()
    expect(page.get_by_role("heading", name="Der Text ist unverändert")).to_be_visible()
    if page.viewport_size and page.viewport_size["width"] == DESKTOP:
        assert axe_findings(page) == []
    sent(page, "Datei", "Kopie.docx", with_words(data, ">Unser Ziel ist", ">Unser großes Ziel ist"))
    page.get_by_role("button", name="Datei prüfen").click()
    expect(page.get_by_role("heading", name="Die Datei wurde geändert")).to_be_visible()
    code = name.removesuffix(".docx").rpartition("-")[2]
    page.get_by_role("textbox", name="Kennung").fill(f"{code[:4]} {code[4:8]} {code[8:]}".upper())
    page.get_by_role("button", name="Kennung suchen").click()

    expect(page.get_by_role("link", name="Fassung 1.0").first).to_be_visible()
    expect(page.get_by_role("heading", name="Der Text ist unverändert")).to_have_count(0)
