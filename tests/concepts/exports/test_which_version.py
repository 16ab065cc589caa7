"""Which version is it? Answered for any file of ours and any code, and nothing is stored."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from fortschrift.accounts.models import JournalEntry, Municipality, RoleAssignment
from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.manuscripts.package import opened
from fortschrift.concepts.models import Strand, VersionText
from fortschrift.concepts.rendering.package import packed
from fortschrift.concepts.repository import load
from fortschrift.core.text import TREE, Retitle, Splice, digest, inline
from tests.accounts.factories import user_with_role
from tests.concepts.factories import change, concept, node_id, strand, text, version

pytestmark = pytest.mark.django_db


def address(town: Municipality) -> str:
    return f"/{town.slug}/konzepte/welche-fassung/"


def file_of(found: VersionText, ending: str) -> bytes:
    base = version_url(found.version, found.version.concept)
    return Client().get(f"{base}x-{found.hash[:12]}.{ending}").content


def asked(town: Municipality, data: bytes, client: Client | None = None) -> Any:
    file = SimpleUploadedFile("Kopie von Kopie (2).bin", data)
    return (client or Client()).post(address(town), {"file": file})


def words(answer: Any) -> str:
    html = answer.content.decode()
    start = html.index('id="ergebnis"') if 'id="ergebnis"' in html else 0
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[start:]))


def edited(data: bytes, change: Callable[[str], str]) -> bytes:
    """Change the words of a Word file as another program would."""
    with opened(data) as package:
        files = {name: package.bytes_of(name) for name in sorted(package.names)}
    files["word/document.xml"] = change(files["word/document.xml"].decode()).encode()
    return packed(files)


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf"])
def test_a_file_is_known_whatever_its_name_and_said_to_be_unchanged(ending: str) -> None:
    found = text()
    before = JournalEntry.objects.count()

    answer = asked(found.municipality, file_of(found, ending))

    assert answer.status_code == 200
    said = words(answer)
    assert "Der Text ist unverändert" in said and "Fassung 2011" in said
    assert found.hash[:12] in said
    assert JournalEntry.objects.count() == before


def test_a_changed_word_file_is_told_apart() -> None:
    found = text()
    data = edited(file_of(found, "docx"), lambda xml: xml.replace(">Vorschulische", ">Frühe"))

    said = words(asked(found.municipality, data))

    assert "Die Datei wurde geändert" in said and "an 1 Stelle" in said and "Fassung 2011" in said


def test_a_changed_table_is_told_apart() -> None:
    found = text()
    book = load_workbook(BytesIO(file_of(found, "xlsx")))
    book["Elemente"]["D2"] = "Anders"
    data = BytesIO()
    book.save(data)

    said = words(asked(found.municipality, data.getvalue()))

    assert "Die Datei wurde geändert" in said and "an 1 Stelle" in said


def test_a_changed_pdf_is_known_but_nobody_says_that_it_is_unchanged() -> None:
    found = text()

    said = words(asked(found.municipality, file_of(found, "pdf") + b"\n%more"))

    assert "Ob die Datei geändert wurde, ist nicht zu sagen" in said and "Fassung 2011" in said


def test_a_word_file_whose_properties_are_gone_is_known_by_its_foot() -> None:
    found = text()
    with opened(file_of(found, "docx")) as package:
        names = [each for each in package.names if not each.startswith(("docProps/c", "customXml"))]
        files = {name: package.bytes_of(name) for name in sorted(names)}

    said = words(asked(found.municipality, packed(files)))

    assert "Der Text ist unverändert" in said and "Fassung 2011" in said


def test_a_comparison_is_the_new_text_unchanged() -> None:
    of = concept()
    old = text(version(of, label="2011"))
    text(version(of, label="2017", based_on=old.version), ("bildung", "field", "Bildung"))
    base = f"/{of.municipality.slug}/konzepte/{of.slug}/vergleich/2011/2017/x.docx"

    said = words(asked(of.municipality, Client().get(base).content))

    assert "Der Text ist unverändert" in said and "Fassung 2017" in said


def test_later_versions_are_named() -> None:
    found = text()
    version(found.version.concept, label="2030")

    said = words(asked(found.municipality, file_of(found, "docx")))

    assert "Danach kamen: Fassung 2030" in said


@pytest.mark.parametrize("data", [b"Hallo", b"PK\x03\x04kaputt", b"%PDF-1.7 nichts", b"PK\x05\x06"])
def test_a_file_that_is_not_ours_gets_a_clear_answer(data: bytes) -> None:
    answer = asked(text().municipality, data)

    said = answer.content.decode()
    assert (answer.status_code == 422) == ("Diese Datei kennen wir nicht" not in said)
    assert answer.status_code in (200, 422)


@pytest.mark.parametrize(
    "data", [b"Hallo", b"\x89PNG\r\n\x1a\n", packed({"mimetype": b"image/png"})]
)
def test_a_file_of_another_format_is_not_called_damaged(data: bytes) -> None:
    answer = asked(text().municipality, data)

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Das ist keine Datei aus Fortschrift." in said and "beschädigt" not in said


def test_an_empty_file_and_no_file_are_asked_for_again() -> None:
    town = text().municipality

    answers = [asked(town, b""), Client().post(address(town))]

    assert [each.status_code for each in answers] == [422, 422]
    assert "Bitte wählen Sie eine Datei." in answers[1].content.decode()


@pytest.mark.parametrize("typed", ["{0}", "{1}", " Kennung {1} ", "{0}…"])
def test_a_printed_code_is_found_as_people_type_it(typed: str) -> None:
    found = text()
    code = found.hash[:12]
    grouped = f"{code[:4]} {code[4:8].upper()}-{code[8:]}"

    answer = Client().get(address(found.municipality), {"kennung": typed.format(code, grouped)})

    if typed.endswith("…"):
        assert answer.status_code == 422 and "Das ist keine Kennung" in answer.content.decode()
    else:
        assert "Fassung 2011" in words(answer) and "unverändert" not in words(answer)


@pytest.mark.parametrize("code", ["", "abc", "00000000", "zzzzzzzzzz", "%", "a" * 65])
def test_another_code_is_not_found_and_stays_in_the_field(code: str) -> None:
    found = text()

    answer = Client().get(address(found.municipality), {"kennung": code})

    said = answer.content.decode()
    assert "Fassung 2011" not in words(answer)
    assert f'value="{code}"' in said or not code


def test_a_text_of_another_municipality_is_not_found_here() -> None:
    found, elsewhere = text(), text()

    said = words(asked(elsewhere.municipality, file_of(found, "docx")))

    assert "nicht verzeichnet" in said and found.version.concept.slug not in said


def draft(found: Strand, client: Client) -> bytes:
    base = f"/{found.municipality.slug}/konzepte/{found.concept.slug}/entwuerfe/{found.slug}/"
    return client.get(f"{base}x.docx").content


def test_a_draft_is_named_to_those_who_may_see_it_and_to_others_as_the_file_does() -> None:
    found = strand()
    node = node_id(found.concept, "bildung")
    change(found, Retitle(node, (Splice(0, inline("Vorschulische"), inline("Frühe")),)))
    client = Client()
    client.force_login(user_with_role(found.municipality, RoleAssignment.Role.READER))
    data = draft(found, client)

    inside, outside = asked(found.municipality, data, client), asked(found.municipality, data)

    assert "Entwurf, wie er jetzt ist" in words(inside)
    desk = f"/entwuerfe/{found.slug}/"
    assert desk in inside.content.decode() and desk not in outside.content.decode()
    assert "Die Datei nennt sich selbst „Entwurf „Entwurf““" in words(outside)
    assert "Der Text ist unverändert" in words(outside)


def test_the_code_of_a_draft_tells_nothing_to_strangers() -> None:
    found = strand()
    node = node_id(found.concept, "bildung")
    change(found, Retitle(node, (Splice(0, inline("Vorschulische"), inline("Frühe")),)))
    found.refresh_from_db()
    code = digest(TREE.to_bytes(load(found).tree))[:12]

    said = words(Client().get(address(found.municipality), {"kennung": code}))

    assert "Diese Kennung kennen wir nicht" in said


def test_many_versions_with_the_same_text_cost_a_bounded_number_of_queries() -> None:
    of = concept()
    found = [text(version(of, label=f"20{number:02}")) for number in range(10, 16)]
    assert len({each.hash for each in found}) == 1

    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(address(of.municipality), {"kennung": found[0].hash[:12]})

    assert len(re.findall(r"<h3>", answer.content.decode())) == 6
    assert len(queries) <= 12
