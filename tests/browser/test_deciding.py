"""The office lays proposals before a body, advises, records what was decided, resolves an overlap;
with and without JavaScript, ending in equal rows."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

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
def office(chromium: Browser, with_script: bool, site: Site) -> Iterator[Page]:
    context = chromium.new_context(
        java_script_enabled=with_script, locale="de-DE",
        viewport={"width": DESKTOP, "height": 900},
    )  # fmt: skip
    page = context.new_page()
    sign_in(page, site, OFFICER)
    yield page
    context.close()


def propose(page: Page, site: Site, old: str, new: str, who: str) -> None:
    """Enter a change for somebody; what the office enters is released at once."""
    page.goto(site.at(f"{READING}vorschlagen/{PASSAGE}/?art=change"))
    field = page.get_by_label("Text, wie er sein soll")
    field.fill(field.input_value().replace(old, new))
    page.get_by_role("button", name="Vorschlag ansehen").click()
    page.get_by_label("Name, der gezeigt wird").fill(who)
    page.get_by_role("button", name="Absenden").click()
    expect(page.locator(".fs-code").first).to_be_visible()


def test_a_body_decides_a_block_and_an_overlap_is_resolved(
    site: Site, office: Page, with_script: bool
) -> None:
    how = "mit Skript" if with_script else "ohne Skript"
    body = "Rat der Stadt Musterstadt" if with_script else "Ausschuss für Soziales und Integration"
    said = complaints(office)
    propose(office, site, "Unser Ziel ist, dass", "Wir sorgen dafür, dass", f"Gruppe A {how}")
    propose(office, site, "Unser Ziel ist, dass", "Wir erreichen, dass", f"Gruppe B {how}")

    office.goto(site.at(f"{READING}beratung/"))
    office.get_by_label("Welches Gremium berät?").select_option(label=body)
    office.get_by_role("button", name="Beratung beginnen").click()
    mine = office.locator(".fs-proposal", has_text=re.compile(f"Gruppe [AB] {how}"))
    expect(mine).to_have_count(2)
    look(office, with_script)

    tick(mine)
    office.get_by_text("Empfehlen", exact=True).click()
    office.get_by_label("Empfehlung", exact=True).last.select_option("adopt")
    office.get_by_role("button", name="Empfehlung festhalten").click()
    expect(mine.first).to_contain_text("empfohlen: annehmen")

    mine.first.get_by_role("link").first.click()
    expect(office.get_by_role("heading", name="An derselben Stelle")).to_be_visible()
    look(office, with_script)
    office.go_back()

    tick(mine)
    office.get_by_role("button", name="Entscheiden", exact=True).click()
    expect(office.get_by_role("heading", name="Wie wurde entschieden?")).to_be_visible()
    office.get_by_label("mehrheitlich").check()
    office.get_by_label("Ja", exact=True).fill("20")
    office.get_by_label("Nein", exact=True).fill("4")
    office.get_by_label("Sitzung", exact=True).select_option(index=0)
    look(office, with_script)
    office.get_by_role("button", name="Festhalten").click()

    expect(office.get_by_text("Es gibt Überschneidungen.")).to_be_visible()
    look(office, with_script)
    office.locator("section", has_text="Überschneidungen, die zu lösen sind").get_by_role(
        "link"
    ).first.click()
    office.get_by_label("Ein gemeinsamer Wortlaut gilt").check()
    field = office.get_by_label("Text, wie er lauten soll")
    field.fill(field.input_value().replace("Unser Ziel ist, dass", "Wir wollen und sorgen, dass"))
    look(office, with_script)
    office.get_by_role("button", name="Festhalten").click()
    expect(office.get_by_text("Die Überschneidung ist gelöst.")).to_be_visible()

    assert said == []
    of_mine = (
        "c.reading_id IN (SELECT id FROM participation_reading WHERE number = 7) AND "
        f"c.organization_id IN (SELECT id FROM council_organization WHERE name = '{body}')"
    )
    assert site.rows(
        "SELECT q.subject, r.result, COUNT(e.id) FROM deliberation_questionresult r "
        "JOIN deliberation_question q ON q.id = r.question_id "
        "JOIN deliberation_consideration c ON c.id = q.consideration_id "
        "LEFT JOIN deliberation_enactment e ON e.result_id = r.id "
        f"WHERE {of_mine} GROUP BY r.id, q.subject, r.result ORDER BY r.id"
    ) == [("amendment", "adopted", 1), ("amendment", "adopted", 1), ("conflict", "adopted", 1)]
    assert [
        each[:2]
        for each in site.rows(
            'SELECT DISTINCT v.outcome, v.manner, d."order" FROM deliberation_decision d '
            "JOIN council_voteevent v ON v.id = d.vote_event_id "
            "JOIN deliberation_questionresult r ON r.decision_id = d.id "
            "JOIN deliberation_question q ON q.id = r.question_id "
            "JOIN deliberation_consideration c ON c.id = q.consideration_id "
            f"WHERE {of_mine} ORDER BY 3"
        )
    ] == [("carried", "majority"), ("carried", "unanimous")]


def tick(rows: object) -> None:
    for row in rows.all():  # type: ignore[attr-defined]
        row.get_by_role("checkbox").check()


def look(page: Page, with_script: bool) -> None:
    """Nothing is wrong for anybody's tools, on a phone nothing sticks out."""
    if not with_script:
        return
    assert axe_findings(page) == []
    page.set_viewport_size({"width": PHONE, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, page.url
    assert axe_findings(page) == []
    page.set_viewport_size({"width": DESKTOP, "height": 900})
