"""Our own Excel file is recognised among files brought in, and leads to the desk."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from fortschrift.concepts import actions, repository
from fortschrift.concepts.addresses import draft_file_url, table_url, version_file_url
from fortschrift.concepts.models import Concept, ManuscriptDraft, Strand, Version
from fortschrift.core.text import plain
from tests.accounts.factories import NOW, officer
from tests.concepts.test_bringing_in_pages import (
    at_once,
    concept,
    desk,
    send,
    take,
    town,
    user,
    words,
)

__all__ = ["at_once", "concept", "desk", "send", "take", "town", "user"]
pytestmark = pytest.mark.django_db

Send = Callable[..., Any]


def downloaded(desk: Client, url: str) -> bytes:
    answer = desk.get(url, follow=True)
    return answer.content or b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def renamed(data: bytes, old: str, new: str) -> bytes:
    """Change a heading in the first sheet as a person would."""
    book = load_workbook(BytesIO(data))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == old]
    assert len(cells) == 1
    cells[0].value = new
    written = BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.fixture
def draft(concept: Concept, user: Any) -> Strand:
    version = Version.objects.get(concept=concept)
    return actions.begin_strand(version, name="Entwurf 2026", actor=user, now=NOW)


def some_heading(draft: Strand) -> str:
    tree = repository.load(draft).tree
    return next(plain(each.heading) for each in tree if each.heading and each.id != tree.root)


def test_a_table_of_ours_leads_to_the_draft_where_its_changes_are_shown_and_saved(
    send: Send, desk: Client, concept: Concept, draft: Strand
) -> None:
    version = Version.objects.get(concept=concept)
    was = some_heading(draft)
    data = renamed(
        downloaded(desk, version_file_url(version, concept, "x.xlsx")), was, "Neuer Name"
    )

    page = desk.get(send(data, name="tabelle.xlsx", concept=concept.slug).url)
    upload = ManuscriptDraft.objects.get()
    at_desk = f"{table_url(draft)}?datei={upload.pk}"
    shown = desk.get(at_desk)
    form = shown.context["form"]
    desk.post(at_desk, {"cells": form["cells"].value(), "base": str(draft.head_id), "reason": ""})

    assert "Sie stammt aus: Fassung 2024." in words(page)
    (way,) = re.findall(rf'<a[^>]*href="{re.escape(at_desk)}"[^>]*>', page.content.decode())
    assert "kern-btn--primary" in way
    assert was in words(shown) and "Neuer Name" in words(shown)
    headings = [plain(each.heading) for each in repository.load(Strand.objects.get()).tree]
    assert "Neuer Name" in headings and was not in headings
    assert not ManuscriptDraft.objects.exists()


def test_a_table_of_a_draft_can_still_be_read_like_any_other(
    send: Send, desk: Client, concept: Concept, draft: Strand
) -> None:
    data = downloaded(desk, draft_file_url(draft, "xlsx"))
    url = send(data, name="tabelle.xlsx", concept=concept.slug).url

    recognised = words(desk.get(url))
    other = words(desk.post(url, follow=True))

    assert "Tabelle ist erkannt" in recognised
    assert "Gliederung prüfen" in other and "Welche Überschriften sind was?" in other
    assert not bytes(ManuscriptDraft.objects.get().data)


def test_a_table_that_another_officer_sent_is_not_shown_at_the_desk(
    send: Send, desk: Client, concept: Concept, draft: Strand, client: Client
) -> None:
    data = renamed(downloaded(desk, draft_file_url(draft, "xlsx")), some_heading(draft), "Geheim")
    send(data, name="tabelle.xlsx", concept=concept.slug)

    client.force_login(officer(concept.municipality))
    shown = client.get(f"{table_url(draft)}?datei={ManuscriptDraft.objects.get().pk}")

    assert shown.status_code == 200 and "Geheim" not in words(shown)
