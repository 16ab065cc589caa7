"""The pages on which a file is brought in: chosen, read, understood, corrected."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from benchmarks._concept_pieces import concept as generated
from benchmarks._excel_files import as_excel
from benchmarks._word_files import as_word
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from fortschrift.accounts.models import Job, Municipality, User
from fortschrift.concepts import repository
from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.models import (
    Concept,
    ManuscriptDraft,
    ManuscriptRecord,
    Version,
)
from tests.accounts.factories import municipality, officer
from tests.concepts.manuscript_files import concept_file, file, heading, sheet, tracked_file

pytestmark = pytest.mark.django_db

Send = Callable[..., Any]


@pytest.fixture(autouse=True)
def at_once(settings: Settings) -> None:
    """Do in the request what otherwise the background does."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def town() -> Municipality:
    return municipality()


@pytest.fixture
def user(town: Municipality) -> User:
    return officer(town)


@pytest.fixture
def desk(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def send(
    desk: Client,
    town: Municipality,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Send:
    """Send a file and give the answer; what was put off is done."""

    def sent(data: bytes = b"", name: str = "konzept.docx", **fields: object) -> HttpResponse:
        chosen = {"file": SimpleUploadedFile(name, data)} if data else {}
        with django_capture_on_commit_callbacks(execute=True):
            return desk.post(
                reverse("concepts:bring_in", args=[town.slug]),
                {"concept": "(new)", **chosen, **fields},
            )

    return sent


@pytest.fixture
def take(
    desk: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Callable[..., Job]:
    """Take a file in and give the job that did it."""

    def taken(page: str, **fields: str) -> Job:
        with django_capture_on_commit_callbacks(execute=True):
            answer = desk.post(f"{page}uebernehmen/", {"completeness": "complete", **fields})
        assert answer.status_code == 302, words(answer)
        return Job.objects.get(pk=answer["Location"].rstrip("/").rsplit("/", 1)[1])

    return taken


@pytest.fixture
def concept(send: Send, take: Callable[..., Job]) -> Concept:
    """Bring a concept in by the pages."""
    page = send(concept_file()).url
    take(page, name="Vielfalt", kind="Integrationskonzept", label="2024")
    return Concept.objects.get()


def words(answer: HttpResponse) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def preview(answer: HttpResponse) -> list[str]:
    """Read the lines of the preview."""
    found = re.findall(
        r'class="fs-preview__words">(.*?)</div>', answer.content.decode(), flags=re.DOTALL
    )
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", each)).strip() for each in found]


def form_of(answer: HttpResponse, label: str) -> str:
    """Find the name of the field whose label begins so."""
    html = answer.content.decode()
    found = re.search(rf'<label[^>]*for="id_([^"]+)"[^>]*>{label}', html)
    assert found, label
    return found[1]


# Seeing it as it will be


def test_a_file_is_shown_as_it_will_be(send: Send, desk: Client) -> None:
    page = desk.get(send(concept_file()).url)

    assert preview(page) == [
        "Titel des Konzepts Integrationskonzept der Stadt Musterstadt",
        "Handlungsfeld 1 Sprache und Bildung",
        "Leitziel 1.1 Kurse für alle",
        "Maßnahme 1.1.1 Abendkurse",
        "Handlungsfeld 2 Wohnen",
        "Leitziel 2.1 Gute Nachbarschaft",
    ]
    assert "Die Summe geht auf" in words(page)


def test_pasted_text_is_read_like_a_file(send: Send, desk: Client) -> None:
    text = "# Handlungsfeld 1: Sprache\n\nDarum geht es.\n\n## Leitziel 1.1: Kurse\n"

    page = desk.get(send(pasted="1", **{"text-concept": "(new)", "text-text": text}).url)

    assert preview(page) == ["Handlungsfeld 1 Sprache", "Leitziel 1.1 Kurse"]
    assert "eingefügter Text" in words(page)


def test_all_lines_can_be_seen(send: Send, desk: Client) -> None:
    page = desk.get(send(concept_file()).url, {"zeige": "alles"})

    assert preview(page)[2] == "Alle Menschen sollen die deutsche Sprache lernen können."


def test_one_choice_holds_for_all_lines_of_a_form(send: Send, desk: Client) -> None:
    url = send(concept_file()).url
    field = form_of(desk.get(url), "Zeilen mit „Leitziel“")

    answer = desk.post(url, {**chosen(desk, url), field: "strategie"}, follow=True)

    assert preview(answer)[2] == "Strategie 1.1 Kurse für alle"
    assert preview(answer)[5] == "Strategie 2.1 Gute Nachbarschaft"


def test_a_sheet_of_a_measure_is_told_of_it_or_stays_a_table(
    send: Send, desk: Client, take: Callable[..., Job]
) -> None:
    url = send(file(heading(1, "Maßnahme 1: Abendkurse"), sheet())).url
    page = desk.get(url, {"zeige": "alles"})
    assert "Angaben zur Überschrift darüber" in preview(page)[1]
    assert "Die Summe geht auf" in words(page)
    field = form_of(page, "Steckbriefe unter einer Überschrift")

    answer = desk.post(f"{url}?zeige=alles", {**chosen(desk, url), field: "(text)"}, follow=True)
    assert preview(answer)[1].startswith("Tabelle")
    desk.post(url, {"reset": "1"})
    job = take(url, name="Kurse", kind="Konzept", label="2024")

    assert job.state == Job.State.FINISHED, job.message
    version = Version.objects.get()
    said = words(desk.get(version_url(version, version.concept)))
    assert "Federführung Volkshochschule" in said and "Die Summe geht auf" in words(
        desk.get(job.url)
    )


def test_one_line_can_be_something_else(send: Send, desk: Client) -> None:
    url = send(concept_file()).url

    desk.post(url, {"position": 7, "choice": "(text)"})
    desk.post(url, {"position": 6, "choice": "leitziel"})
    answer = desk.post(url, {"position": 0, "choice": "(left_out)"}, follow=True)

    assert preview(answer) == [
        "nicht übernommen Integrationskonzept der Stadt Musterstadt",
        "Handlungsfeld 1 Sprache und Bildung",
        "Leitziel 1.1 Kurse für alle",
        "Maßnahme 1.1.1 Abendkurse",
        "Leitziel Die Volkshochschule plant die Kurse gemeinsam mit den Vereinen.",
        "Leitziel 2.1 Gute Nachbarschaft",
    ]


def test_a_line_offers_what_it_is_now(send: Send, desk: Client) -> None:
    page = desk.get(send(concept_file()).url, {"zeile": "3"})

    assert re.search(r'<option value="leitziel" selected>', page.content.decode())


def test_only_one_line_is_the_title(send: Send, desk: Client) -> None:
    url = send(concept_file()).url

    for position in (1, 3):
        answer = desk.post(url, {"position": position, "choice": "(title)"}, follow=True)

    titles = [line for line in preview(answer) if line.startswith("Titel")]
    assert titles == ["Titel des Konzepts Leitziel 1.1: Kurse für alle"]


def test_corrections_can_be_taken_back(send: Send, desk: Client) -> None:
    url = send(concept_file()).url
    desk.post(url, {"position": 1, "choice": "(left_out)"})

    answer = desk.post(url, {"reset": "1"}, follow=True)

    assert preview(answer)[1] == "Handlungsfeld 1 Sprache und Bildung"


@pytest.mark.parametrize(
    "wrong",
    [
        {"position": "99", "choice": "(text)"}, {"position": "1", "choice": "gibtesnicht"},
        {"position": "-1", "choice": "(text)"},
    ],
)  # fmt: skip
def test_a_correction_that_cannot_be_is_refused(
    send: Send, desk: Client, wrong: dict[str, str]
) -> None:
    url = send(concept_file()).url

    answer = desk.post(url, wrong)

    assert answer.status_code == 422
    assert not ManuscriptDraft.objects.get().corrections


def test_a_concept_that_is_there_keeps_its_own_levels(
    send: Send, desk: Client, concept: Concept
) -> None:
    data = file(heading(1, "Handlungsfeld 1: Sprache"), heading(2, "Strategie A: Kurse"))

    page = desk.get(send(data, concept=concept.slug).url)

    assert preview(page) == ["Handlungsfeld 1 Sprache"]
    assert "Strategie</option>" not in page.content.decode()


def chosen(desk: Client, url: str) -> dict[str, str]:
    """Read what is chosen for each form."""
    html = desk.get(url).content.decode()
    selects = re.findall(r'<select name="(form-[^"]+)".*?</select>', html, flags=re.DOTALL)
    values = re.findall(
        r'<select name="form-.*?<option value="([^"]*)" selected>', html, flags=re.DOTALL
    )
    return dict(zip(selects, values, strict=True))


# What is left over


def test_all_that_is_not_in_the_text_is_listed_with_its_place(send: Send, desk: Client) -> None:
    url = send(tracked_file()).url

    said = words(desk.get(f"{url}nicht-uebernommen/"))

    assert "Seite 1 · Kopfzeile Stadt Musterstadt" in said
    assert re.search(r"Absatz 5 · Erika Muster · 1\. März 2026 .*zwei.*drei", said)
    assert re.search(r"Absatz 5 · Amt 50 · 2\. März 2026 .*Reichen drei Kurse\?", said)


def test_inserted_and_deleted_words_are_spoken(send: Send, desk: Client) -> None:
    html = desk.get(f"{send(tracked_file()).url}nicht-uebernommen/").content.decode()

    assert re.search(r"<del>.*?zwei", html) and re.search(r"<ins>.*?drei", html)


# How much is asked


def test_the_pages_ask_the_same_whatever_the_file_says(send: Send, desk: Client) -> None:
    small = send(concept_file()).url
    long = send(file(*(heading(1, f"Handlungsfeld {n}: Feld {n}") for n in range(1, 150)))).url

    for rest in ("", "nicht-uebernommen/", "uebernehmen/"):
        asked = []
        for url in (small, long):
            with CaptureQueriesContext(connection) as captured:
                assert desk.get(f"{url}{rest}").status_code == 200
            asked.append(len(captured))
        assert asked[0] == asked[1] <= 8, rest


def test_the_preview_is_shown_in_pages(send: Send, desk: Client) -> None:
    url = send(file(*(heading(1, f"Handlungsfeld {n}: Feld {n}") for n in range(1, 150)))).url

    first, second = desk.get(url), desk.get(url, {"seite": 2})

    assert (len(preview(first)), len(preview(second))) == (100, 49)


def test_a_list_of_measures_becomes_elements_with_what_is_told_of_them(
    send: Send, desk: Client, take: Callable[..., Job]
) -> None:
    url = send(as_excel(generated(20, fields=2, goals=2)), name="liste.xlsx").url

    page = desk.get(url)
    job = take(url, name="Vielfalt", kind="Integrationskonzept", label="2024")

    assert "Listen mit einer Zeile je Maßnahme (1 Tabelle)" in words(page)
    assert job.state == Job.State.FINISHED, job.message
    assert "Die Summe geht auf" in words(desk.get(job.url))
    text = repository.load_tree(ManuscriptRecord.objects.get().text.manifest)
    measures = [state for state in text if state.kind == "massnahme"]
    assert measures and all(state.attribute("kosten") == 500000 for state in measures)


def test_sheets_of_measures_stay_tables_by_one_choice(send: Send, desk: Client) -> None:
    url = send(as_word(generated(20, fields=2, goals=2))).url
    field = form_of(desk.get(url), "Steckbriefe unter einer Überschrift")

    before = words(desk.get(url))
    answer = desk.post(url, {**chosen(desk, url), field: "(text)"}, follow=True)

    assert "Tabellen" not in before.partition("Wörter in der Datei")[0]
    assert "Tabellen" in words(answer).partition("Wörter in der Datei")[0]
