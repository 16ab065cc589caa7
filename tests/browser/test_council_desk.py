"""The council desk: plan, record, correct, paste; with and without JavaScript, to equal rows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, sign_in
from tests.web.browser import DESKTOP, PHONE, axe_findings

pytestmark = pytest.mark.browser
OFFICER = "integration.musterstadt@example.org"
BODY = "/musterstadt/gremien/runder-tisch-integration/"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def with_script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def page(chromium: Browser, with_script: bool, site: Site) -> Iterator[Page]:
    """Sit at a desk with JavaScript, or hold a phone without."""
    context = chromium.new_context(
        java_script_enabled=with_script, locale="de-DE",
        viewport={"width": DESKTOP if with_script else PHONE, "height": 900},
    )  # fmt: skip
    page = context.new_page()
    sign_in(page, site, OFFICER)
    yield page
    context.close()


def test_a_meeting_is_planned_recorded_and_corrected(
    site: Site, page: Page, with_script: bool
) -> None:
    """Each walk has its own day; what the rows say otherwise is the same."""
    day = "2026-10-07" if with_script else "2026-10-14"
    page.goto(site.at(BODY))
    page.get_by_role("link", name="Neue Sitzung").click()
    page.get_by_label("Geplant für").fill(day)
    page.get_by_label("Ort", exact=True).or_(page.get_by_label("Ort freiwillig")).fill("Rathaus")
    page.get_by_role("button", name="Sitzung aufnehmen").click()
    for number, title in (("1", "Leitbild"), ("2", "Bericht")):
        page.get_by_label("TOP freiwillig").last.fill(number)
        page.get_by_label("Gegenstand").last.fill(title)
        page.get_by_role("button", name="Auf die Tagesordnung").click()
    page.locator("article", has_text="2 Bericht").get_by_role("button", name="Nach oben").click()
    clean(page, with_script)

    page.get_by_role("link", name="Ergebnisse erfassen").first.click()
    page.get_by_role("button", name="Ja, sie hat stattgefunden").click()
    report = page.locator("article", has_text="2 Bericht")
    report.get_by_text("Ohne Abstimmung").click()
    report.get_by_role("button", name="zur Kenntnis genommen").click()
    page.locator("article", has_text="1 Leitbild").get_by_role(
        "button", name="einstimmig", exact=True
    ).click()
    clean(page, with_script)

    page.get_by_role("link", name="Diese Abstimmung berichtigen").click()
    page.get_by_label("Wie", exact=True).select_option("majority")
    page.get_by_label("Ja", exact=True).first.fill("9")
    page.get_by_label("Nein", exact=True).first.fill("1")
    clean(page, with_script)
    page.get_by_label("Was war falsch?").fill("Es gab eine Gegenstimme.")
    page.get_by_label("Woher wissen Sie es?").fill("Ergebnisprotokoll")
    page.get_by_role("button", name="Berichtigung festhalten").click()
    expect(page.get_by_text("Berichtigt am")).to_contain_text("Es gab eine Gegenstimme.")
    clean(page, with_script)

    assert recorded(site, day) == [
        ("Bericht", "noted", None, None, None), ("Leitbild", "unknown", "unanimous", 1, None),
        ("Leitbild", "unknown", "majority", None, 10),
    ]  # fmt: skip


def recorded(site: Site, day: str) -> list[tuple[object, ...]]:
    """Give items with votes, whether each was corrected, and how many votes were counted."""
    return site.rows(
        "SELECT a.title, a.result, v.manner, c.id IS NOT NULL OR NULL, "
        "(SELECT sum(n.value) FROM council_count n WHERE n.vote_event_id = v.id) "
        "FROM council_meeting m JOIN council_agendaitem a ON a.meeting_id = m.id "
        "LEFT JOIN council_voteevent v ON v.agenda_item_id = a.id "
        "LEFT JOIN council_correction c ON c.vote_event_id = v.id "
        f"WHERE m.planned_date = '{day}' AND m.date = '{day}' "
        "AND m.state = 'held' ORDER BY a.\"order\", c.id IS NULL"
    )


def clean(page: Page, with_script: bool) -> None:
    if with_script:
        assert axe_findings(page) == []
    width = page.viewport_size
    assert width
    if with_script:
        assert page.evaluate("document.documentElement.scrollWidth") <= width["width"]


def test_what_does_not_add_up_is_recorded_all_the_same(
    site: Site, page: Page, with_script: bool
) -> None:
    title = f"Zählung {'mit' if with_script else 'ohne'} Skript"
    meeting = f"{BODY}sitzungen/2026-09-09/"
    page.goto(site.at(f"{meeting}tagesordnung/"))
    page.get_by_label("Gegenstand").last.fill(title)
    page.get_by_role("button", name="Auf die Tagesordnung").click()
    page.get_by_role("link", name="Ergebnisse erfassen").first.click()
    page.locator("article", has_text=title).get_by_role(
        "link", name="Mit Zahlen oder Namen"
    ).click()
    page.get_by_label("angenommen", exact=True).check()
    page.get_by_label("Ja", exact=True).first.fill("9")
    page.get_by_label("Anwesend").fill("8")
    page.get_by_role("button", name="Abstimmung festhalten").click()
    expect(page.get_by_text("Angegeben sind 9 Stimmen bei 8 Anwesenden.").first).to_be_visible()
    expect(page.get_by_label("Ja", exact=True).first).to_have_value("9")
    clean(page, with_script)
    page.get_by_role("button", name="Trotzdem so festhalten").click()

    expect(page.get_by_text("Das ist festgehalten.")).to_be_visible()
    assert site.rows(
        "SELECT v.outcome, v.present, n.option, n.value FROM council_voteevent v "
        f"JOIN council_count n ON n.vote_event_id = v.id WHERE v.subject = '{title}'"
    ) == [("carried", 8, "yes", 9)]


def test_an_excerpt_is_pasted_put_right_and_confirmed(
    site: Site, page: Page, with_script: bool
) -> None:
    day = "2026-10-21" if with_script else "2026-10-28"
    page.goto(site.at(BODY))
    page.get_by_role("link", name="Beschlussauszug einfügen").click()
    page.get_by_label("Beschlussauszug").fill(
        f"Sitzung des Runden Tisches am {day}\nTOP 3 Sprachmittlung\nmehrheitlich bei 2 "
        "Gegenstimmen beschlossen\nEs gab Kaffee."
    )
    page.get_by_role("button", name="Lesen", exact=True).last.click()
    expect(page.get_by_label("Nein", exact=True)).to_have_value("2")
    expect(page.get_by_text("Damit konnten wir nichts anfangen")).to_be_visible()
    clean(page, with_script)
    page.get_by_label("Gegenstand").fill("Sprachmittlung im Rathaus")
    page.get_by_role("button", name="So festhalten").click()

    expect(page.get_by_text("Der Beschlussauszug ist festgehalten.")).to_be_visible()
    assert site.rows(
        "SELECT a.number, a.title, a.result, v.outcome, v.manner, v.verbatim, n.option, n.value "
        "FROM council_meeting m JOIN council_agendaitem a ON a.meeting_id = m.id "
        "JOIN council_voteevent v ON v.agenda_item_id = a.id "
        f"JOIN council_count n ON n.vote_event_id = v.id WHERE m.date = '{day}'"
    ) == [
        ("3", "Sprachmittlung im Rathaus", "adopted", "carried", "majority",
         "mehrheitlich bei 2 Gegenstimmen beschlossen", "no", 2),
    ]  # fmt: skip


def test_a_result_is_recorded_with_the_keyboard_alone(site: Site, chromium: Browser) -> None:
    context = chromium.new_context(locale="de-DE")
    page = context.new_page()
    sign_in(page, site, OFFICER)
    page.goto(site.at(f"{BODY}sitzungen/2026-09-09/tagesordnung/"))
    page.get_by_label("Gegenstand").last.focus()
    page.keyboard.type("Mit der Tastatur")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mit der Tastatur")).to_be_visible()
    page.goto(site.at(f"{BODY}sitzungen/2026-09-09/erfassen/"))
    item = page.locator("article", has_text="Mit der Tastatur")
    item.get_by_role("button", name="einstimmig", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(item.get_by_role("button", name="mehrheitlich")).to_be_focused()
    page.keyboard.press("Enter")

    expect(item.get_by_text("angenommen, mehrheitlich")).to_be_visible()
    context.close()
