"""The table of a draft comes back on a page: shown before it is saved, saved as one change."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from fortschrift.accounts.models import JournalEntry, RoleAssignment
from fortschrift.concepts.models import Change, Strand
from fortschrift.concepts.repository import load
from fortschrift.core.text import Retitle, SetAttribute, Splice, inline, plain
from tests.accounts.factories import user_with_role
from tests.concepts.factories import change, node_id, strand, text
from tests.concepts.manuscripts.packed import paragraph, word
from tests.concepts.manuscripts.pdf_by_hand import minimal

pytestmark = pytest.mark.django_db

PARTS = ("bildung", "field", "Bildung", ("ziel", "goal", "Sprache", ("kurse", "measure", "Kurse")))


class Desk:
    """An officer at a draft with one measure."""

    def __init__(self) -> None:
        self.strand = strand(text(None, PARTS).version)
        self.client = Client()
        self.client.force_login(
            user_with_role(self.strand.municipality, RoleAssignment.Role.OFFICER)
        )
        town, concept = self.strand.municipality.slug, self.strand.concept.slug
        self.base = f"/{town}/konzepte/{concept}/entwuerfe/{self.strand.slug}/"

    def sheet(self, row: int = 4, **cells: object) -> bytes:
        """Take the table, and change cells of a row, else of the measure's."""
        data = self.client.get(f"{self.base}entwurf.xlsx").content
        book = load_workbook(BytesIO(data))
        titles = [cell.value for cell in book["Elemente"][1]]
        for title, value in cells.items():
            book["Elemente"].cell(row, titles.index(title) + 1).value = value
        written = BytesIO()
        book.save(written)
        return written.getvalue()

    def returned(self, data: bytes) -> Any:
        file = SimpleUploadedFile("Tabelle.xlsx", data)
        return self.client.post(f"{self.base}tabelle/", {"file": file})

    def saved(self, shown: Any, **more: str) -> Any:
        """Send back the form that is shown."""
        html = shown.content.decode()
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
        sent = {name: _plain(value) for name, value in fields.items()}
        return self.client.post(f"{self.base}tabelle/", sent | more)

    def now(self) -> Any:
        self.strand = Strand.objects.get(pk=self.strand.pk)
        return load(self.strand).tree[self.measure]

    @property
    def measure(self) -> Any:
        return node_id(self.strand.concept, "kurse")


def _plain(value: str) -> str:
    return value.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_changed_cells_are_shown_before_anything_is_saved() -> None:
    desk = Desk()
    before = JournalEntry.objects.count()

    answer = desk.returned(desk.sheet(Kosten=1200, Überschrift="Sprachkurse"))

    said = words(answer)
    assert answer.status_code == 200
    assert "2 Angaben werden übernommen" in said
    assert "Kurse" in said and "Sprachkurse" in said and "1.200 Euro" in said
    assert JournalEntry.objects.count() == before


def test_they_are_saved_as_one_change_with_its_reason() -> None:
    desk = Desk()
    changes = Change.objects.count()

    answer = desk.saved(desk.returned(desk.sheet(Kosten=1200, Überschrift="Sprachkurse")),
                        reason="Haushalt 2027")  # fmt: skip

    assert answer.status_code == 302 and answer["Location"] == desk.base
    assert plain(desk.now().heading) == "Sprachkurse"
    assert desk.now().attribute("cost") == 120_000
    assert Change.objects.count() == changes + 1
    assert desk.strand.head.reason == "Haushalt 2027"


def test_an_untouched_table_has_nothing_to_save() -> None:
    desk = Desk()

    answer = desk.returned(desk.sheet())

    assert "Nichts zu übernehmen" in words(answer)
    assert "Änderungen speichern" not in words(answer)


def test_what_changed_in_the_draft_meanwhile_is_told_and_stays() -> None:
    desk = Desk()
    data = desk.sheet(Kosten=1200, Zuständig="VHS")
    change(desk.strand, SetAttribute(desk.measure, "cost", None, 77_00))

    shown = desk.returned(data)
    desk.saved(shown)

    assert "Inzwischen im Entwurf geändert" in words(shown) and "77 Euro" in words(shown)
    assert desk.now().attribute("cost") == 77_00
    assert desk.now().attribute("responsible") == "VHS"


def test_what_changes_between_showing_and_saving_is_shown_again() -> None:
    desk = Desk()
    shown = desk.returned(desk.sheet(Kosten=1200, Zuständig="VHS"))
    change(desk.strand, SetAttribute(desk.measure, "cost", None, 77_00))

    answer = desk.saved(shown, reason="Haushalt")

    assert answer.status_code == 409
    assert "Der Entwurf hat sich inzwischen geändert" in words(answer)
    assert 'value="Haushalt"' in answer.content.decode()
    assert desk.now().attribute("responsible") is None
    desk.saved(answer)
    assert desk.now().attribute("responsible") == "VHS"
    assert desk.now().attribute("cost") == 77_00


def test_a_change_elsewhere_in_the_draft_does_not_stand_in_the_way() -> None:
    desk = Desk()
    shown = desk.returned(desk.sheet(Kosten=1200))
    goal = node_id(desk.strand.concept, "ziel")
    change(desk.strand, Retitle(goal, (Splice(0, inline("Sprache"), inline("Reden")),)))

    answer = desk.saved(shown)

    assert answer.status_code == 302
    assert desk.now().attribute("cost") == 120_000


def test_a_value_that_the_level_of_an_element_does_not_have_is_not_taken() -> None:
    desk = Desk()

    shown = desk.returned(desk.sheet(row=3, Kosten=1200, Überschrift="Reden"))
    desk.saved(shown)

    said = words(shown)
    assert "1 Angabe wird übernommen" in said and "Wird nicht übernommen" in said
    assert "Die Ebene des Elements hat diese Angabe nicht" in said and "1.200" in said
    goal = load(Strand.objects.get(pk=desk.strand.pk)).tree[node_id(desk.strand.concept, "ziel")]
    assert plain(goal.heading) == "Reden" and goal.attribute("cost") is None


def test_rows_that_do_not_fit_are_listed_and_delete_nothing() -> None:
    desk = Desk()
    book = load_workbook(BytesIO(desk.sheet()))
    book["Elemente"].delete_rows(4)
    book["Elemente"].append([None, "Maßnahme", None, "Neu"])
    data = BytesIO()
    book.save(data)

    said = words(desk.returned(data.getvalue()))

    assert "fehlt in der Tabelle" in said and "Zeile 4: gehört zu keinem Element" in said
    assert desk.now() is not None


@pytest.mark.parametrize("data", [b"", b"Hallo", b"PK\x03\x04"])
def test_another_file_is_refused_with_a_sentence(data: bytes) -> None:
    desk = Desk()

    answer = desk.returned(data)

    assert answer.status_code == 422
    assert "Die Datei" in words(answer) or "Das ist keine Excel-Datei" in words(answer)


@pytest.mark.parametrize(
    "data", [b"Hallo", b"\x89PNG\r\n\x1a\n", minimal(), word(paragraph("Kurse"))]
)
def test_a_file_of_another_format_is_called_that_and_not_damaged(data: bytes) -> None:
    said = words(Desk().returned(data))

    assert "Das ist keine Excel-Datei." in said and "beschädigt" not in said


@pytest.mark.parametrize(
    "cells", ["", "[", "{}", '[["x","y","a","b",1]]', "[[1,2,3,4,5]]", "[[]]", '["abc"]']
)
def test_a_form_that_was_not_made_here_changes_nothing(cells: str) -> None:
    desk = Desk()
    changes = Change.objects.count()

    answer = desk.client.post(
        f"{desk.base}tabelle/", {"cells": cells, "base": str(desk.strand.head_id)}
    )

    assert answer.status_code == 422
    assert Change.objects.count() == changes


@pytest.mark.parametrize("role", [each for each in RoleAssignment.Role.values if each != "officer"])
def test_only_who_writes_drafts_gives_tables_back(role: str) -> None:
    desk = Desk()
    desk.client.force_login(user_with_role(desk.strand.municipality, role))

    assert desk.client.get(f"{desk.base}tabelle/").status_code == 403
    assert desk.client.post(f"{desk.base}tabelle/", {"cells": "[]"}).status_code == 403


def test_nobody_gets_there_without_signing_in() -> None:
    desk = Desk()

    answer = Client().get(f"{desk.base}tabelle/")

    assert answer.status_code == 302 and "/konto/login/" in answer["Location"]
