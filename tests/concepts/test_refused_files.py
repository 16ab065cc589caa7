"""Files that cannot be read: each says why, and nothing of it is left."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fortschrift.accounts.models import Job, JournalEntry, Municipality
from fortschrift.concepts.manuscripts.package import LARGEST_PART, opened
from fortschrift.concepts.models import (
    ManuscriptDraft,
)
from fortschrift.sources.uploads import LARGEST_UPLOAD
from tests.concepts.manuscript_files import concept_file
from tests.concepts.manuscripts.packed import paragraph, run, word, zipped
from tests.concepts.manuscripts.pdf_by_hand import CATALOG, IMAGE, PAGE, PAGES, minimal, stream
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


def unlike_its_size() -> bytes:
    """Pack a document that unfolds to more than is ever taken in."""
    return word(f"<!--{' ' * LARGEST_PART}-->")


def with_macros() -> bytes:
    with opened(concept_file()) as package:
        parts = {name: package.bytes_of(name) for name in package.names}
    return zipped({**parts, "word/vbaProject.bin": b"..."})


def scan() -> bytes:
    return minimal(
        CATALOG, PAGES, PAGE.format("<</XObject <</I 5 0 R>>>>"),
        stream("500 0 0 700 40 40 cm /I Do"), stream("0", f"{IMAGE} /BitsPerComponent 8"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (word(paragraph(run("Kurse")))[:-40], "ist beschädigt oder unvollständig"),
        (b"PK\x03\x04 no package", "ist beschädigt oder unvollständig"),
        (b"%PDF-1.7 and nothing else", "ist beschädigt oder unvollständig"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
            + "EncryptedPackage".encode("utf-16-le"),
            "ist mit einem Kennwort geschützt",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "vor 2007"),
        (unlike_its_size(), "zu einer zu großen Datei"),
        (with_macros(), "enthält Makros"),
        (b"\x7fELF" + bytes(100), "ist keine Datei, die hier gelesen werden kann"),
        (word(paragraph(run(" "))), "In der Datei steht kein Text."),
        (word(paragraph(run("\u200b"))), "In der Datei steht kein Text."),
        (b"---\n\n* * *\n", "In der Datei steht kein Text."),
        (scan(), "besteht aus Bildern von Seiten"),
    ],
    ids=["cut off", "no package", "broken PDF", "password", "old", "bomb", "macros",
         "wrongly named", "no words", "no letters", "only signs", "scan"],
)  # fmt: skip
def test_a_file_that_is_refused_says_why_and_leaves_nothing(
    send: Send, desk: Client, data: bytes, sentence: str
) -> None:
    before = JournalEntry.objects.count()

    page = desk.get(send(data).url)

    assert "„konzept.docx“" in words(page) and sentence in words(page)
    assert "Von der Datei ist nichts gespeichert." in words(page)
    assert "Andere Datei wählen" in words(page)
    assert not ManuscriptDraft.objects.exists()
    assert JournalEntry.objects.count() == before


def test_pasted_text_without_words_says_so_and_leaves_nothing(send: Send, desk: Client) -> None:
    answer = send(**{"pasted": "1", "text-concept": "(new)", "text-text": "<p>&nbsp;</p><hr>"})

    assert "steht kein Text" in words(desk.get(answer.url))
    assert not ManuscriptDraft.objects.exists()


def test_a_word_file_with_another_name_is_read_all_the_same(send: Send, desk: Client) -> None:
    assert preview(desk.get(send(concept_file(), "konzept.pdf").url))


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"1. Kurse\n\nText.", "falsch.docx", "Die Datei heißt .docx, enthält aber nur Text."),
        (concept_file(), "konzept.PDF", "Die Datei heißt .pdf, ist aber eine andere: Word-Datei."),
        (concept_file(), "konzept.docx", ""),
        (b"1. Kurse\n\nText.", "konzept.md", ""),
    ],
)
def test_a_name_that_says_another_kind_than_the_file_is_told(
    send: Send, desk: Client, data: bytes, name: str, sentence: str
) -> None:
    said = words(desk.get(send(data, name).url))

    assert sentence in said and ("Die Datei heißt" in said) == bool(sentence)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Bitte wählen Sie eine Datei."),
        ({"pasted": "1", "text-concept": "(new)", "text-text": " "}, "zwingend erforderlich"),
    ],
)
def test_nothing_chosen_is_said_at_once(send: Send, fields: dict[str, str], sentence: str) -> None:
    answer = send(**fields)

    assert answer.status_code == 422 and sentence in words(answer)
    assert not Job.objects.exists()


def test_an_empty_file_is_said_at_once(desk: Client, town: Municipality) -> None:
    answer = desk.post(
        reverse("concepts:bring_in", args=[town.slug]),
        {"concept": "(new)", "file": SimpleUploadedFile("leer.docx", b"")},
    )

    assert answer.status_code == 422 and "Die Datei ist leer." in words(answer)


def test_a_file_that_is_too_large_is_said_at_once(desk: Client, town: Municipality) -> None:
    answer = desk.post(
        reverse("concepts:bring_in", args=[town.slug]),
        {"concept": "(new)", "file": SimpleUploadedFile("a.docx", b"a" * (LARGEST_UPLOAD + 1))},
    )

    assert answer.status_code == 422
    assert "Die Datei ist zu groß. Erlaubt sind 25 Megabyte." in words(answer)
    assert not ManuscriptDraft.objects.exists()
