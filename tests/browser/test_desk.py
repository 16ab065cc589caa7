"""The walks of those who write and restructure, with and without JavaScript, in equal rows."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Site, sign_in
from tests.web.browser import DESKTOP, PHONE, axe_findings, complaints

pytestmark = pytest.mark.browser
OFFICER = "integration.musterstadt@example.org"
DRAFTS = "/musterstadt/konzepte/integrationskonzept/entwuerfe/"
GOAL, MEASURE = "lz-deutsch-lernen", "m-kurskoordination"
FIRST = "lz-deutsch-lernen-p1"
SECOND = "Unser Ziel ist"
#: The server keeps what is typed about a second after one stops; a loaded machine takes longer.
PATIENCE = 20_000
_number = count(1)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        java_script_enabled=request.param, locale="de-DE",
        viewport={"width": DESKTOP if request.param else PHONE, "height": 900},
    )  # fmt: skip
    yield context.new_page()
    context.close()


@pytest.fixture
def scripted(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(locale="de-DE", viewport={"width": DESKTOP, "height": 900})
    yield context.new_page()
    context.close()


def begin(page: Page, site: Site) -> str:
    """Sign in and begin a draft of one's own; gives the path of its desk."""
    if "/entwuerfe/" not in page.url:
        sign_in(page, site, OFFICER)
    name = f"Gang {next(_number)}"
    page.goto(site.at(DRAFTS))
    page.get_by_label("Bezeichnung").fill(name)
    page.get_by_role("button", name="Entwurf beginnen").click()
    expect(page.get_by_text(f"Der Entwurf „{name}“ ist begonnen.")).to_be_visible()
    return f"{DRAFTS}{name.lower().replace(' ', '-')}/"


def element(desk: str, key: str) -> str:
    return f"{desk}e/{key}/"


def heading(page: Page) -> Locator:
    return page.locator("#schreiben").get_by_label("Überschrift", exact=True)


def ready(page: Page) -> Locator | None:
    """Wait for the rich editor where there is script; without it there is a text field."""
    if not has_script(page):
        return None
    editor = page.locator(".ProseMirror")
    expect(editor).to_be_visible()
    return editor


def has_script(page: Page) -> bool:
    return page.viewport_size is not None and page.viewport_size["width"] == DESKTOP


def states(site: Site, desk: str) -> dict[str, dict[str, Any]]:
    """Read the states that a draft lists, by the addresses of their nodes."""
    slug = desk.rstrip("/").rpartition("/")[2]
    ((listed,),) = site.rows(f"SELECT states FROM concepts_strand WHERE slug = '{slug}'")
    keys = ",".join(map(str, json.loads(str(listed))))
    rows = site.rows(
        "SELECT n.slug, s.content, n.id FROM concepts_nodestate s "
        f"JOIN concepts_node n ON n.id = s.node_id WHERE s.id IN ({keys})"
    )
    return {str(slug): json.loads(str(content))["node"] for slug, content, _ in rows}


def runs(state: dict[str, Any], field: str = "text") -> list[tuple[str, list[Any]]]:
    """Give words with their marks; stored without marks they are bare."""
    return [
        (run, []) if isinstance(run, str) else (run["text"], run["marks"])
        for run in state.get(field, [])
    ]


def words(state: dict[str, Any], field: str = "text") -> str:
    return "".join(text for text, _marks in runs(state, field))


def below(site: Site, desk: str, key: str) -> list[str]:
    """List what stands directly under an element: titles, else words."""
    found = states(site, desk)
    by_id = {state["id"]: state for state in found.values()}
    children = found[key].get("children", [])
    return [words(by_id[each], "heading") or words(by_id[each]) for each in children]


# ---- write


def test_an_officer_writes(site: Site, page: Page) -> None:
    desk = begin(page, site)
    before = states(site, desk)
    page.goto(site.at(element(desk, GOAL)))
    editor = ready(page)
    heading(page).fill("Jede findet ihren Deutschkurs")
    if editor is None:
        field = page.locator("#schreiben").get_by_label("Text", exact=True)
        text = field.input_value()
        field.fill(
            text.replace("Unser Ziel ist, dass", "Wir wollen, dass")
            .replace(" Wo die Kurse", "\n\nWo die Kurse")
            .replace("\n\n[^1]:", "\n\n- **jeden** Abend\n- am Samstag\n\n[^1]:")
        )
    else:
        type_the_same(page, editor)

    page.get_by_role("button", name="Änderung ansehen").click()
    expect(page.get_by_role("heading", name="Änderung ansehen")).to_be_visible()
    assert page.locator("ins").count() > 2
    page.get_by_label("Grund").fill("Verständlicher")
    page.get_by_role("button", name="Speichern").click()

    expect(page.get_by_text("Die Änderung ist gespeichert.")).to_be_visible()
    after = states(site, desk)
    titles = below(site, desk, GOAL)
    assert words(after[GOAL], "heading") == "Jede findet ihren Deutschkurs"
    assert after[FIRST] == before[FIRST]
    second = after["lz-deutsch-lernen-p2"]
    assert words(second).startswith("Wir wollen, dass") and words(second).endswith("Platz wartet.")
    part = titles.index(words(second)) + 1
    assert titles[part].startswith("Wo die Kurse des Bundes")
    new = [state for key, state in after.items() if key not in before]
    assert sorted((str(state["kind"]), words(state)) for state in new) == [
        ("list", ""), ("list_item", "am Samstag"), ("list_item", "jeden Abend"),
        ("paragraph", titles[part]),
    ]  # fmt: skip
    assert ("jeden", ["bold"]) in [run for state in new for run in runs(state)]
    assert reasons(site, desk) == ["Verständlicher"]


def type_the_same(page: Page, editor: Locator) -> None:
    """Do in the rich editor what the walk without script does in the text field."""
    second = editor.locator("p").nth(1)
    replace_words(page, second, "Unser Ziel ist, dass", "Wir wollen, dass")
    place_caret(page, second, "Wo die Kurse")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    place_caret(page, editor.locator("p").nth(2), "", at_end=True)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Liste", exact=True).click()
    page.get_by_role("button", name="fett", exact=True).click()
    page.keyboard.type("jeden")
    page.get_by_role("button", name="fett", exact=True).click()
    page.keyboard.type(" Abend")
    page.keyboard.press("Enter")
    page.keyboard.type("am Samstag")


_SELECT = """([element, words, atEnd, length]) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    last = node;
    const at = node.data.indexOf(words);
    if (at >= 0 && !atEnd) {
      getSelection().setBaseAndExtent(node, at, node, at + length);
      return;
    }
  }
  getSelection().collapse(last, last.data.length);
}"""


def place_caret(page: Page, where: Locator, words: str, *, at_end: bool = False) -> None:
    page.locator(".ProseMirror").focus()
    page.evaluate(_SELECT, [where.element_handle(), words, at_end, 0])
    page.wait_for_timeout(50)


def replace_words(page: Page, where: Locator, old: str, new: str) -> None:
    page.locator(".ProseMirror").focus()
    page.evaluate(_SELECT, [where.element_handle(), old, False, len(old)])
    page.wait_for_timeout(50)
    page.keyboard.type(new)


def reasons(site: Site, desk: str) -> list[object]:
    slug = desk.rstrip("/").rpartition("/")[2]
    return [reason for (reason,) in site.rows(
        "SELECT c.reason FROM concepts_change c JOIN concepts_strand s ON s.head_id = c.id "
        f"WHERE s.slug = '{slug}'")]  # fmt: skip


# ---- restructure


def test_an_officer_restructures(site: Site, page: Page) -> None:
    desk = begin(page, site)
    before = below(site, desk, GOAL)
    page.goto(site.at(element(desk, MEASURE)))
    ready(page)
    step(page, "runter", "an 2. Stelle")
    step(page, "runter", "an 3. Stelle")
    step(page, "hoch", "an 2. Stelle")
    step(page, "ausrücken", "steht jetzt unter „Sprache und Verständigung“ an 2. Stelle")
    step(page, "einrücken", f"passt“ an {len(measures(before))}. Stelle")

    page.get_by_text("Neu", exact=True).click()
    page.get_by_label("Was und wo").select_option(label="Maßnahme danach")
    page.get_by_role("group", name="In der Gliederung").get_by_label("Überschrift").fill(
        "Sprachcafé"
    )
    page.get_by_role("button", name="Hinzufügen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprachcafé")

    more(page, "An eine andere Stelle verschieben")
    page.get_by_label("Wohin").select_option(value=f"before:{MEASURE}")
    page.get_by_role("button", name="Verschieben").click()
    expect(page.get_by_text("„Sprachcafé“ steht jetzt")).to_be_visible()

    page.goto(site.at(element(desk, GOAL)))
    more(page, "In zwei teilen")
    page.get_by_label(SECOND).check()
    page.get_by_label("Überschrift des zweiten Teils").fill("Niemand wartet lange")
    page.get_by_role("button", name="Teilen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Niemand wartet lange")

    page.goto(site.at(element(desk, GOAL)))
    more(page, "Mit dem nächsten zusammenführen")
    page.get_by_role("button", name="Zusammenführen").click()
    expect(page.get_by_text("Beide sind zusammengeführt.")).to_be_visible()

    page.goto(site.at(element(desk, "m-kinderbetreuung-kurse")))
    more(page, "Streichen")
    page.get_by_role("button", name="Streichen").click()
    expect(page.get_by_text("ist gestrichen")).to_be_visible()

    coordination, _childcare, *others = measures(before)
    assert below(site, desk, GOAL) == [
        *passages(before), *others, "Sprachcafé", coordination,
    ]  # fmt: skip


def measures(listed: list[str]) -> list[str]:
    """Take the titles; passages are whole sentences."""
    return [each for each in listed if not each.endswith(".")]


def passages(listed: list[str]) -> list[str]:
    return [each for each in listed if each.endswith(".")]


def step(page: Page, name: str, says: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".fs-messages").get_by_text(says)).to_be_visible()


def more(page: Page, name: str) -> None:
    page.get_by_text("Mehr", exact=True).click()
    page.get_by_role("link", name=name).click()


# ---- only what script can do


def test_rows_move_by_keys_and_the_focus_stays_where_it_was(site: Site, scripted: Page) -> None:
    page, desk = scripted, begin(scripted, site)
    last = len(measures(below(site, desk, GOAL)))
    page.goto(site.at(element(desk, MEASURE)))
    row = page.locator(f"#g-{MEASURE}")
    row.focus()

    page.keyboard.press("ArrowDown")
    expect(page.locator("#g-m-kinderbetreuung-kurse")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Alt+ArrowDown")

    expect(page.locator("#ansage")).to_contain_text("an 2. Stelle")
    expect(row).to_be_focused()
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.locator("#ansage")).to_contain_text("steht jetzt unter „Sprache und Verständigung“")
    expect(row).to_be_focused()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#ansage")).to_contain_text(f"passt“ an {last}. Stelle")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kurskoordination")


def test_a_row_is_dragged_to_another_place(site: Site, scripted: Page) -> None:
    page, desk = scripted, begin(scripted, site)
    page.goto(site.at(element(desk, MEASURE)))
    target = page.locator("#g-m-kinderbetreuung-kurse")
    box = target.bounding_box()
    assert box is not None

    page.locator(f"#g-{MEASURE}").drag_to(target, target_position={"x": 30, "y": box["height"] - 3})

    expect(page.locator("#ansage")).to_contain_text("an 2. Stelle")
    assert measures(below(site, desk, GOAL))[1].startswith("Kurskoordination")


def test_a_step_leaves_alone_what_is_being_typed(site: Site, scripted: Page) -> None:
    page, desk = scripted, begin(scripted, site)
    page.goto(site.at(element(desk, MEASURE)))
    ready(page)
    heading(page).fill("Angefangen")

    step(page, "runter", "an 2. Stelle")

    expect(heading(page)).to_have_value("Angefangen")
    page.get_by_role("button", name="Änderung ansehen").click()
    expect(page.locator("ins").first).to_contain_text("Angefangen")


def test_what_is_typed_survives_the_browser(site: Site, scripted: Page) -> None:
    page, desk = scripted, begin(scripted, site)
    page.goto(site.at(element(desk, GOAL)))
    editor = ready(page)
    assert editor is not None
    place_caret(page, editor.locator("p").first, "", at_end=True)
    page.keyboard.type(" Das ändert sich.")
    expect(page.get_by_text("aber gemerkt um")).to_be_visible(timeout=PATIENCE)

    again = page.context.new_page()
    page.close()
    again.goto(site.at(element(desk, GOAL)))

    expect(again.get_by_text("Wiederhergestellt, noch nicht gespeichert")).to_be_visible()
    expect(again.locator(".ProseMirror")).to_contain_text("Das ändert sich.")


def test_what_is_typed_goes_along_when_one_leaves(site: Site, scripted: Page) -> None:
    page, desk = scripted, begin(scripted, site)
    page.goto(site.at(element(desk, MEASURE)))
    ready(page)
    heading(page).fill("Angefangen")

    page.locator(f"#g-{GOAL}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Alle finden")
    page.goto(site.at(element(desk, MEASURE)))

    expect(heading(page)).to_have_value("Angefangen")


def test_return_in_a_field_looks_at_the_change_and_moves_nothing(site: Site, page: Page) -> None:
    desk = begin(page, site)
    page.goto(site.at(element(desk, MEASURE)))
    ready(page)
    heading(page).fill("Kursbüro")
    heading(page).press("Enter")

    expect(page.get_by_role("heading", name="Änderung ansehen")).to_be_visible()
    assert reasons(site, desk) != [] and measures(below(site, desk, GOAL))[0].startswith("Kursk")


def test_a_footnote_is_written_with_the_words_it_explains(site: Site, scripted: Page) -> None:
    page, desk = scripted, begin(scripted, site)
    page.goto(site.at(element(desk, GOAL)))
    editor = ready(page)
    assert editor is not None
    page.locator(".ProseMirror").focus()
    page.evaluate(_SELECT, [editor.locator("p").nth(1).element_handle(), "Ende 2026", False, 9])
    page.wait_for_timeout(50)
    page.get_by_role("button", name="Fußnote", exact=True).click()
    page.keyboard.type("Beschluss vom Mai.")
    page.get_by_role("button", name="Änderung ansehen").click()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Die Änderung ist gespeichert.")).to_be_visible()

    found = states(site, desk)
    notes = [words(each) for each in found.values() if each["kind"] == "note"]
    assert "Beschluss vom Mai." in notes
    marks = dict(runs(found["lz-deutsch-lernen-p2"]))["Ende 2026"]
    assert [kind for kind, _note in marks] == ["footnote"]


def test_a_footnote_without_chosen_words_explains_the_word_before(
    site: Site, scripted: Page
) -> None:
    page, desk = scripted, begin(scripted, site)
    page.goto(site.at(element(desk, GOAL)))
    editor = ready(page)
    assert editor is not None
    place_caret(page, editor.locator("p").nth(1), " dass")
    page.get_by_role("button", name="Fußnote", exact=True).click()
    page.keyboard.type("Beschluss vom Mai.")
    page.get_by_role("button", name="Änderung ansehen").click()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Die Änderung ist gespeichert.")).to_be_visible()

    found = states(site, desk)
    assert "Beschluss vom Mai." in [words(each) for each in found.values()]
    noted = [text for text, marks in runs(found["lz-deutsch-lernen-p2"])
             if [kind for kind, _note in marks] == ["footnote"]]  # fmt: skip
    assert "ist" in noted


def test_every_button_of_the_editor_gives_the_focus_back(site: Site, scripted: Page) -> None:
    page, desk = scripted, begin(scripted, site)
    page.goto(site.at(element(desk, GOAL)))
    editor = ready(page)
    assert editor is not None
    place_caret(page, editor.locator("p").first, "", at_end=True)
    page.keyboard.press("Enter")
    lost = []
    for button in page.locator("[role=toolbar] button:visible").all():
        button.click()
        dialog = page.locator("dialog[open]")
        if dialog.count():
            dialog.get_by_role("button", name="Abbrechen").click()
        if not editor.evaluate("each => each === document.activeElement"):
            lost.append(button.inner_text())

    assert lost == []


def test_writing_works_with_the_keyboard_alone(site: Site, scripted: Page) -> None:
    page, desk = scripted, begin(scripted, site)
    page.goto(site.at(desk))
    page.locator("#inhalt").focus()
    tab_to(
        page, page.locator("#g-integrationskonzept").or_(page.locator(".fs-structure__row").first)
    )
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    editor = page.locator(".ProseMirror")
    expect(editor).to_be_visible()
    page.locator("#inhalt").focus()
    tab_to(page, heading(page))
    page.keyboard.press("End")
    page.keyboard.type(" neu")
    tab_to(page, editor)
    page.keyboard.press("Control+Home")
    page.keyboard.type("Vorweg: ")
    tab_to(page, page.get_by_role("button", name="Änderung ansehen"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Änderung ansehen")).to_be_visible()
    page.locator("#inhalt").focus()
    tab_to(page, page.get_by_role("button", name="Speichern"))
    page.keyboard.press("Enter")

    expect(page.get_by_text("Die Änderung ist gespeichert.")).to_be_visible()


def tab_to(page: Page, target: Locator) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError("Tab does not lead there")


# ---- looks


@pytest.mark.parametrize(("width", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_every_page_of_the_desk_is_accessible_fits_and_keeps_to_the_policy(
    site: Site, chromium: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(
        locale="de-DE", viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    said = complaints(page)
    desk = begin(page, site)
    at = element(desk, GOAL)
    found: dict[str, list[str]] = {}
    for path in (DRAFTS, desk, at, element(desk, MEASURE), f"{at}verschieben/", f"{at}teilen/",
                 f"{at}zusammenfuehren/", f"{at}streichen/", f"{desk}verlauf/",
                 f"{desk}festschreiben/", f"{desk}berichtigungen/"):  # fmt: skip
        page.goto(site.at(path))
        found[path] = check(page)
    page.goto(site.at(element(desk, MEASURE)))
    page.get_by_text("Mehr", exact=True).click()
    heading(page).fill("Neu benannt")
    found["more"] = check(page)
    page.get_by_role("button", name="Änderung ansehen").click()
    found["look"] = check(page)
    page.get_by_role("button", name="Speichern").click()
    page.goto(site.at(f"{desk}verlauf/"))
    page.get_by_role("link", name="umbenannt").click()
    found["change"] = check(page)
    context.close()

    wrong = {path: each for path, each in found.items() if each}
    assert wrong == {}, wrong
    assert said == [], said


def check(page: Page) -> list[str]:
    """List what axe finds, and whether the page is wider than the screen."""
    if page.locator("form[data-writing]").count():
        expect(page.locator(".ProseMirror")).to_be_visible()
    too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    return [*axe_findings(page), *(["too wide"] if too_wide else [])]


# ---- on a phone


def test_the_tools_of_an_element_stand_in_two_tidy_rows_on_a_phone(
    site: Site, chromium: Browser
) -> None:
    context = chromium.new_context(locale="de-DE", viewport={"width": PHONE, "height": 900})
    page = context.new_page()
    sign_in(page, site, OFFICER)
    page.goto(site.at(element(f"{DRAFTS}fortschreibung-2026/", MEASURE)))

    steps = [page.locator(f"#schritt-{key}") for key in ("up", "down", "outdent", "indent")]
    menus = [page.locator(".fs-tools__more > summary").nth(each) for each in (0, 1)]
    rows = [[each.bounding_box() for each in row] for row in (steps, menus)]
    context.close()

    for row in rows:
        boxes = [box for box in row if box]
        assert len(boxes) == len(row)
        assert len({(round(box["y"]), round(box["height"])) for box in boxes}) == 1
        assert max(box["width"] for box in boxes) - min(box["width"] for box in boxes) < 2
        assert boxes[0]["x"] < PHONE - (boxes[-1]["x"] + boxes[-1]["width"]) + 1
