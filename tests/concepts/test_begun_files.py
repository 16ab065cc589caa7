"""Files that were begun: listed, given up several at once, forgotten in time."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks import default_task_backend
from pytest_django import Settings

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import manuscript_drafts
from fortschrift.concepts.models import (
    Concept,
    ManuscriptDraft,
)
from fortschrift.concepts.tasks.manuscripts import forget_old_manuscripts, read_manuscript
from tests.accounts.factories import officer
from tests.concepts.manuscript_files import concept_file
from tests.concepts.test_bringing_in_pages import (
    Send,
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


def test_several_files_are_given_up_at_once_and_no_others(
    send: Send, desk: Client, town: Municipality
) -> None:
    pages = [send(concept_file(), f"{name}.docx").url for name in "abc"]
    keys = [page.rstrip("/").rsplit("/", 1)[1] for page in pages]
    other = ManuscriptDraft.objects.get(pk=keys[0])
    ManuscriptDraft.objects.filter(pk=other.pk).update(begun_by=officer(town))
    begun = reverse("concepts:begun_files", args=[town.slug])

    nothing = desk.post(begun)
    foreign = desk.post(begun, {"draft": [keys[0], keys[1]]})
    kept = ManuscriptDraft.objects.count()
    done = desk.post(begun, {"draft": keys[1:]}, follow=True)

    assert nothing.status_code == 422 and "Bitte kreuzen Sie" in words(nothing)
    assert foreign.status_code == 422 and kept == 3
    assert "2 Dateien sind aufgegeben." in words(done)
    assert [each.file_name for each in ManuscriptDraft.objects.all()] == ["a.docx"]


def test_all_begun_files_are_listed_with_the_day_they_are_deleted(
    send: Send, desk: Client, town: Municipality
) -> None:
    for number in range(7):
        send(concept_file(), f"konzept {number}.docx")
    ManuscriptDraft.objects.update(begun="2026-03-01T09:00:00Z")

    start = desk.get(reverse("concepts:bring_in", args=[town.slug]))
    begun = desk.get(reverse("concepts:begun_files", args=[town.slug]))

    assert words(start).count(".docx") == 5
    assert f'href="{begun.request["PATH_INFO"]}"' in start.content.decode()
    assert words(begun).count("wird am 15.03.2026 gelöscht") == 7


def test_a_file_is_thrown_away_in_time_even_if_no_other_one_is_begun(
    settings: Settings, send: Send
) -> None:
    send(concept_file())
    draft = ManuscriptDraft.objects.get()
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    read_manuscript.func(job_id=str(_unread(draft).pk))
    (later,) = default_task_backend.results  # type: ignore[attr-defined]

    forget_old_manuscripts.func()
    kept = ManuscriptDraft.objects.count()
    ManuscriptDraft.objects.update(begun=timezone.now() - manuscript_drafts.KEPT_FOR)
    forget_old_manuscripts.func()

    assert later.task.run_after == draft.begun + manuscript_drafts.KEPT_FOR
    assert later.task.name == "forget_old_manuscripts"
    assert (kept, ManuscriptDraft.objects.count()) == (1, 0)


def _unread(draft: ManuscriptDraft) -> ManuscriptDraft:
    draft.data = concept_file()
    draft.save(update_fields=["data"])
    return draft


def test_many_files_that_wait_are_few_tasks_and_one_link(
    send: Send, desk: Client, town: Municipality
) -> None:
    for number in range(5):
        send(concept_file(), f"konzept {number}.docx")

    said = words(desk.get(reverse("accounts:workplace")))

    assert [f"„konzept {n}.docx“ prüfen" in said for n in range(5)] == [False] * 2 + [True] * 3
    assert said.count("Alle angefangenen Dateien ansehen") == 1


def test_the_list_of_begun_files_asks_the_same_for_one_and_many(
    send: Send, desk: Client, town: Municipality, concept: Concept
) -> None:
    asked = []
    for _ in range(2):
        send(concept_file(), concept=concept.slug)
        for _ in range(3 if asked else 0):
            send(concept_file(courses="Andere."), concept=concept.slug)
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(reverse("concepts:begun_files", args=[town.slug])).status_code == 200
        asked.append(len(captured))

    assert asked[0] == asked[1] <= 8
