"""What sheets and lists of a file become is shown before it is taken in, as it will look."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from fortschrift.concepts import repository
from fortschrift.concepts.models import Version
from fortschrift.core.text import plain
from tests.concepts.manuscript_files import file, heading, sheet
from tests.concepts.test_bringing_in_pages import (
    Send,
    at_once,
    concept,
    desk,
    send,
    take,
    town,
    user,
)
from tests.concepts.test_mapping_pages import drawn

__all__ = ["at_once", "concept", "desk", "send", "take", "town", "user"]

pytestmark = pytest.mark.django_db

LIST = (
    ("Nr.", "Maßnahme", "Federführung", "Beginn", "Beschreibung"),
    ("M1", "Abendkurse", "Volkshochschule", "2026-03", "Zwei Kurse in der Woche."),
    ("M2", "Elterncafés", "Amt für Soziales", "2027", "In jeder Grundschule."),
)
FACT = re.compile(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", re.DOTALL)
ELEMENT = re.compile(r'<li class="fs-becomes__element.*?</li>', re.DOTALL)


def bare(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def becomes(answer: HttpResponse) -> list[tuple[str, dict[str, str]]]:
    """Read the elements: level and title, then the values under their names."""
    found = []
    for html in ELEMENT.findall(answer.content.decode()):
        title = bare(html.partition("</p>")[0].partition(">")[2])
        found.append((title, {term: bare(value) for term, value in FACT.findall(html)}))
    return found


ENTRIES = [
    ("Maßnahme M1 Abendkurse", {"Federführung": "Volkshochschule", "Beginn": "März 2026"}),
    ("Maßnahme M2 Elterncafés", {"Federführung": "Amt für Soziales", "Beginn": "2027"}),
]


def test_a_list_shows_its_rows_as_the_elements_that_they_become(send: Send, desk: Client) -> None:
    data = f"Handlungsfeld 1: Sprache\n\n{drawn(*LIST)}\n".encode()

    page = desk.get(send(data, "liste.txt").url, {"zeige": "alles"})

    assert becomes(page) == ENTRIES
    assert "Zwei Kurse in der Woche." in ELEMENT.findall(page.content.decode())[0]


def test_the_page_of_a_table_shows_what_its_choice_makes_of_it(send: Send, desk: Client) -> None:
    data = f"Handlungsfeld 1: Sprache\n\n{drawn(*LIST)}\n".encode()
    url = f"{send(data, 'liste.txt').url}tabelle/1/"

    before = desk.get(url)
    after = desk.post(url, {"choice": "(text)"}, follow=True)

    assert becomes(before) == ENTRIES
    assert becomes(after) == [] and "Volkshochschule" in bare(after.content.decode())


def test_a_sheet_below_a_heading_shows_its_values_at_the_element_above(
    send: Send, desk: Client
) -> None:
    url = send(file(heading(1, "Maßnahme 1: Abendkurse"), sheet())).url

    page = desk.get(url, {"zeige": "alles"})

    values = {"Federführung": "Volkshochschule", "Beginn": "2026", "Kosten": "5.000 Euro"}
    assert becomes(page) == [("Maßnahme 1 · steht schon darüber Abendkurse", values)]


def test_what_is_shown_is_what_is_placed(send: Send, desk: Client, take: object) -> None:
    data = f"Handlungsfeld 1: Sprache\n\n{drawn(*LIST)}\n".encode()
    url = send(data, "liste.txt").url
    shown = [title for title, _ in becomes(desk.get(url, {"zeige": "alles"}))]

    take(url, name="Vielfalt", kind="Konzept", label="2026")  # type: ignore[operator]

    tree = repository.load_tree(Version.objects.get().texts.get().manifest)
    measures = [state for state in tree if state.kind == "massnahme"]
    assert shown == [f"Maßnahme {e.printed_number} {plain(e.heading)}" for e in measures]
