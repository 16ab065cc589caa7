"""The step on which levels are offered, and the page of a single table of a file."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client

from fortschrift.accounts.models import Job
from fortschrift.concepts import repository
from fortschrift.concepts.forms.mapping import level_choices
from fortschrift.concepts.manuscripts.corrections import Corrections
from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.manuscripts.outlook import levels_at
from fortschrift.concepts.manuscripts.understanding import understood
from fortschrift.concepts.models import (
    Concept,
    ManuscriptDraft,
    ManuscriptRecord,
    Version,
)
from fortschrift.core.text import plain
from tests.concepts.manuscript_files import concept_file, file, heading
from tests.concepts.test_bringing_in_pages import (
    Send,
    at_once,
    concept,
    desk,
    preview,
    send,
    take,
    town,
    user,
    words,
)

__all__ = ["at_once", "concept", "desk", "send", "take", "town", "user"]

pytestmark = pytest.mark.django_db


def choices_of(answer: HttpResponse, name: str) -> list[tuple[str, list[str]]]:
    """Read the groups that a select offers, with their names; those in no group go by none."""
    html = answer.content.decode()
    (select,) = re.findall(rf'<select name="{name}".*?</select>', html, flags=re.DOTALL)
    groups = re.findall(r'(?:<optgroup label="([^"]+)">)(.*?)</optgroup>', select, flags=re.DOTALL)
    return [(group, re.findall(r">([^<]+)</option>", inside)) for group, inside in groups]


def test_a_line_offers_few_levels_and_those_that_fit_first(
    send: Send, desk: Client, concept: Concept
) -> None:
    new = send(concept_file()).url
    known = send(concept_file(courses="Andere."), concept=concept.slug).url

    few = choices_of(desk.get(new, {"zeile": "3"}), "choice")
    every = choices_of(desk.get(new, {"zeile": "3", "ebenen": "alles"}), "choice")

    assert [group for group, _names in few] == ["Ebenen", "Keine Ebene", "Weitere Ebenen"]
    assert few[0][1] == ["Handlungsfeld", "Leitziel", "Maßnahme"]
    assert sum(len(names) for _group, names in few) <= 12
    assert few[:2] == every[:2] and len(every[2][1]) > 30
    assert choices_of(desk.get(known, {"zeile": "3"}), "choice") == few[:2]


def test_levels_that_may_not_stand_at_a_line_come_last(
    send: Send, desk: Client, concept: Concept
) -> None:
    data = file(heading(1, "Einleitung"), heading(1, "Handlungsfeld 1: Sprache"), heading(2, "Ja"))
    outline = repository.outline_of(Version.objects.get().texts.get().manifest.outline)
    strict = replace(outline, roots=("handlungsfeld",))

    found = understood(read(data), strict, Corrections())

    assert levels_at(found, 0) == {"handlungsfeld"}
    assert levels_at(found, 2) == {"handlungsfeld", "leitziel", "massnahme"}
    groups = dict(level_choices(strict, "own", fitting=levels_at(found, 0)))
    assert groups["Ebenen, die hier passen"] == [("handlungsfeld", "Handlungsfeld")]
    assert [key for key, _name in groups["Ebenen, die hier nicht passen"]] == [
        "leitziel", "massnahme",
    ]  # fmt: skip


def test_a_level_that_was_asked_for_can_be_chosen(send: Send, desk: Client) -> None:
    url = send(concept_file()).url

    answer = desk.post(f"{url}?ebenen=alles", {"position": 3, "choice": "strategie"}, follow=True)

    assert preview(answer)[2] == "Strategie 1.1 Kurse für alle"
    assert answer.redirect_chain[0][0].partition("#")[0].endswith("?ebenen=alles")


# ---- single tables


def drawn(*rows: tuple[str, ...]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


LONG = "Die Stadt fördert Kurse für alle, die sie brauchen, auch am Abend und am Samstag. " * 4
LIST = (("Was", "Von wem", "Notiz"), ("Kurse", "VHS", LONG), ("Räume", "Amt 50", "keine"))


@pytest.fixture
def listed(send: Send) -> str:
    """Send a text with a table that nobody recognises, and give the page of the table."""
    data = f"Handlungsfeld 1: Sprache\n\n{drawn(*LIST)}\n"
    return f"{send(data.encode(), 'liste.txt').url}tabelle/1/"


def test_the_rows_of_a_table_are_shown_whole(desk: Client, listed: str) -> None:
    page = desk.get(listed.removesuffix("tabelle/1/"), {"zeige": "alles"})

    cells = re.findall(r"<td>(.*?)</td>", page.content.decode())
    assert cells == [each.strip() for row in LIST for each in row]
    assert f'href="{listed}"' in page.content.decode()


def test_a_long_line_can_be_read_whole(send: Send, desk: Client) -> None:
    page = desk.get(send(concept_file(courses=LONG)).url, {"zeige": "alles"})

    assert LONG.strip() in page.content.decode()


def test_a_table_with_many_rows_shows_the_first_and_leads_to_all(send: Send, desk: Client) -> None:
    rows = [("Was", "Wert"), *((f"Zeile {n}", "x") for n in range(60))]
    url = send(drawn(*rows).encode(), "liste.txt").url

    page = desk.get(url, {"zeige": "alles"})
    first, second = (desk.get(f"{url}tabelle/0/", {"seite": n}) for n in (1, 2))

    assert "Noch 53 Zeilen ansehen" in words(page) and "Zeile 7" not in words(page)
    assert [each.content.decode().count("<tr>") for each in (first, second)] == [50, 11]


def test_an_officer_says_what_a_table_is_and_what_its_columns_mean(
    desk: Client, listed: str, take: Callable[..., Job]
) -> None:
    before = words(desk.get(listed))
    as_list = desk.post(listed, {"choice": "(rows)"}, follow=True)
    desk.post(
        listed,
        {"columns": "1", "spalte-0": "level:massnahme", "spalte-1": "attribute:federfuehrung",
         "spalte-2": "none:"},
    )  # fmt: skip
    url = listed.removesuffix("tabelle/1/")
    left_over = words(desk.get(f"{url}nicht-uebernommen/"))
    job = take(url, name="Vielfalt", kind="Konzept", label="2024")

    assert "Was steht unter welchem Namen?" not in before
    assert "Noch steht unter keinem Namen ein Titel." in words(as_list)
    assert "am Samstag" in left_over and "Zeile 4" in left_over and "VHS" not in left_over
    assert job.state == Job.State.FINISHED, job.message
    text = repository.load_tree(ManuscriptRecord.objects.get().text.manifest)
    assert [(plain(each.heading), each.attribute("federfuehrung")) for each in text][2:] == [
        ("Kurse", "VHS"), ("Räume", "Amt 50"),
    ]  # fmt: skip


def test_what_a_column_means_stays_chosen_and_can_be_taken_back(desk: Client, listed: str) -> None:
    desk.post(listed, {"choice": "(rows)"})
    columns = {"columns": "1", "spalte-0": "title:", "spalte-1": "number:", "spalte-2": "text:"}

    kept = desk.post(listed, columns, follow=True)
    desk.post(listed.removesuffix("tabelle/1/"), {"reset": "1"})

    html = kept.content.decode()
    assert all(f'<option value="{each}" selected>' in html for each in ("title:", "number:"))
    assert "Noch steht" not in words(kept)
    assert "Was steht unter welchem Namen?" not in words(desk.get(listed))


@pytest.mark.parametrize(
    "wrong",
    [{"choice": "gibtesnicht"}, {}, {"columns": "1", "spalte-0": "level:gibtesnicht"}],
)
def test_what_a_table_cannot_be_is_refused(
    desk: Client, listed: str, wrong: dict[str, str]
) -> None:
    desk.post(listed, {"choice": "(rows)"})
    before = ManuscriptDraft.objects.get().corrections

    answer = desk.post(listed, wrong)

    assert answer.status_code == 422
    assert ManuscriptDraft.objects.get().corrections == before


def test_where_no_table_stands_there_is_no_page(desk: Client, listed: str) -> None:
    for position in (0, 99):
        assert desk.get(listed.replace("/1/", f"/{position}/")).status_code == 404


def test_the_change_button_of_an_empty_heading_names_its_level_and_number(
    send: Send, desk: Client
) -> None:
    data = file(heading(1, "Handlungsfeld 1: Sprache"), heading(2, "Leitziel 1.1"))

    page = words(desk.get(send(data).url))

    assert "„Leitziel 1.1“ ändern" in page and "„“ ändern" not in page
