"""The pages on which a file is brought in: chosen, read, understood, corrected, refused."""

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
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from fortschrift.accounts.models import Job, JournalEntry, Municipality, RoleAssignment, User
from fortschrift.concepts import manuscript_drafts, repository
from fortschrift.concepts.addresses import desk_url, version_url
from fortschrift.concepts.manuscripts.package import LARGEST_PART, opened
from fortschrift.concepts.models import (
    Amendment,
    Concept,
    ManuscriptDraft,
    ManuscriptRecord,
    Version,
)
from fortschrift.sources.uploads import LARGEST_UPLOAD
from tests.accounts.factories import municipality, officer, outsider, user_with_role
from tests.concepts.manuscript_files import concept_file, file, heading, sheet, tracked_file
from tests.concepts.manuscripts.packed import paragraph, run, word, zipped
from tests.concepts.manuscripts.pdf_by_hand import CATALOG, IMAGE, PAGE, PAGES, minimal, stream

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


# Taking it in


def test_taken_in_a_file_is_a_concept_and_nothing_of_the_upload_is_left(
    send: Send, desk: Client, take: Callable[..., Job]
) -> None:
    url = send(concept_file()).url

    job = take(
        url, name="Vielfalt", kind="Integrationskonzept", label="2024", status="adopted",
        happened="2024-05",
    )  # fmt: skip

    assert job.state == Job.State.FINISHED, job.message
    assert not ManuscriptDraft.objects.exists()
    version = Version.objects.get()
    assert (version.label, version.concept.slug) == ("2024", "vielfalt")
    assert version.statuses.get().status == "adopted"
    assert "Die Summe geht auf" in words(desk.get(job.url))
    assert desk.get(url).status_code == 404


def test_what_was_begun_as_a_draft_leads_to_it_first(
    send: Send, desk: Client, take: Callable[..., Job]
) -> None:
    url = send(concept_file()).url

    job = take(url, name="Vielfalt", kind="Integrationskonzept", label="2024", begin_draft="on")

    main = desk.get(job.url).content.decode().partition("<main")[2]
    strand = ManuscriptRecord.objects.get().strand
    assert strand is not None
    links = [desk_url(strand), version_url(Version.objects.get(), strand.concept)]
    places = [main.find(f'href="{each}"') for each in links]
    assert 0 < places[0] < places[1]
    assert "Am Entwurf weiterschreiben" in main


def test_the_title_of_the_file_is_offered_as_the_name(send: Send, desk: Client) -> None:
    html = desk.get(f"{send(concept_file()).url}uebernehmen/").content.decode()

    assert 'value="Integrationskonzept der Stadt Musterstadt"' in html
    assert 'name="kind" value="Integrationskonzept"' in html
    assert "nachverfolgten Änderungen geschehen" not in html


def test_what_was_filled_in_stays_where_something_is_missing(send: Send, desk: Client) -> None:
    url = f"{send(concept_file()).url}uebernehmen/"

    answer = desk.post(
        url, {"name": "Vielfalt", "kind": "", "label": "", "happened": "gestern",
              "completeness": "complete"},
    )  # fmt: skip

    assert answer.status_code == 422
    assert 'value="Vielfalt"' in answer.content.decode()
    assert "Das ist kein Datum" in words(answer)
    assert not Concept.objects.exists()


@pytest.mark.parametrize("way", ["later", "earlier"])
def test_a_version_of_a_day_that_is_still_to_come_is_not_taken_in(
    send: Send, desk: Client, concept: Concept, way: str
) -> None:
    url = f"{send(concept_file(), concept=concept.slug).url}uebernehmen/"
    first = f"version:{Version.objects.get().pk}"
    said = {"way": way, "reference": first, "label": "2031", "completeness": "complete",
            "status": "adopted", "happened": "1.1.2999"}  # fmt: skip

    answer = desk.post(url, said)

    assert answer.status_code == 422
    assert "liegt in der Zukunft: 1. Januar 2999" in words(answer)
    assert 'value="1.1.2999"' in answer.content.decode()
    assert Version.objects.count() == 1


def test_a_further_file_is_a_version_or_an_amendment(
    send: Send, desk: Client, concept: Concept, take: Callable[..., Job]
) -> None:
    first = f"version:{Version.objects.get().pk}"
    newer = concept_file(courses="Die Stadt bietet drei Kurse am Abend an.")

    later = take(send(newer, concept=concept.slug).url, way="later", reference=first, label="2026")
    wish = take(send(newer, concept=concept.slug).url, way="amending", reference=first)

    assert (later.state, wish.state) == ("finished", "finished"), (later.message, wish.message)
    assert list(concept.versions.order_by("order").values_list("label", flat=True)) == [
        "2024", "2026",
    ]  # fmt: skip
    assert Amendment.objects.get().concept == concept
    compare = re.search(
        r'href="([^"]+/vergleich/2024/2026/)"', desk.get(later.url).content.decode()
    )
    assert compare and desk.get(compare[1]).status_code == 200
    page = words(desk.get(wish.url))
    assert "Diese Datei ist als Vorschlag zur Änderung aufgenommen" in page
    assert "Fassung „2024“ lesen" in page


def test_a_version_leads_those_who_keep_it_to_the_file_it_was_made_of(
    desk: Client, client: Client, concept: Concept
) -> None:
    version = Version.objects.get()

    inside = words(desk.get(version_url(version, concept)))
    client.logout()

    assert "Eingelesen aus: konzept.docx" in inside
    assert "Eingelesen aus" not in words(client.get(version_url(version, concept)))


def test_the_name_of_a_file_is_only_for_those_who_work_here(
    send: Send, desk: Client, concept: Concept, take: Callable[..., Job], user: User
) -> None:
    first = f"version:{Version.objects.get().pk}"
    newer = concept_file(courses="Die Stadt bietet drei Kurse am Abend an.")
    take(send(newer, concept=concept.slug).url, way="later", reference=first, label="2026")
    old, new = (version_url(each, concept) for each in concept.versions.order_by("order"))
    passage = re.findall(r'href="(herkunft/[^/"]+/)"', desk.get(old).content.decode())[1]
    comparison = f"/{concept.municipality.slug}/konzepte/{concept.slug}/vergleich/2024/2026/"
    public = (old, new, f"{old}herkunft/", f"{old}{passage}", comparison)

    inside = [words(desk.get(f"{old}{each}")) for each in ("herkunft/", passage)]
    desk.logout()
    outside = [desk.get(each) for _ in range(2) for each in public]  # the second time kept ones

    assert all("Aus der Datei „konzept.docx“" in each for each in inside)
    assert all(each.status_code == 200 for each in outside)
    assert not any("konzept.docx" in each.content.decode() for each in outside)
    assert "Aus einer eingelesenen Datei" in words(outside[2])
    assert "Aus einer eingelesenen Datei" in words(outside[3])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"way": "later"}, "Bitte geben Sie der Fassung eine Bezeichnung."),
        ({"way": "later", "label": "2024"}, "Eine Fassung mit dieser Bezeichnung gibt es schon."),
        ({"way": "sideways", "label": "2026"}, "sideways"),
    ],
)
def test_a_further_file_says_what_it_is(
    send: Send, desk: Client, concept: Concept, fields: dict[str, str], sentence: str
) -> None:
    url = f"{send(concept_file(), concept=concept.slug).url}uebernehmen/"
    reference = f"version:{Version.objects.get().pk}"

    answer = desk.post(url, {"completeness": "complete", "reference": reference, **fields})

    assert answer.status_code == 422 and sentence in words(answer)


def test_what_cannot_be_taken_in_says_so_and_the_file_stays(
    send: Send, desk: Client, concept: Concept, take: Callable[..., Job]
) -> None:
    url = send(concept_file(), concept=concept.slug).url

    job = take(url, way="amending", reference=f"version:{Version.objects.get().pk}")

    assert job.state == Job.State.FAILED and "genau dasselbe" in job.message
    assert "genau dasselbe" in words(desk.get(f"{url}uebernehmen/"))
    assert ManuscriptRecord.objects.count() == 1


# Our own files


def test_a_file_of_ours_is_recognised_and_no_step_speaks_of_an_outline(
    send: Send, desk: Client, concept: Concept
) -> None:
    (version,) = concept.versions.all()
    (name,) = re.findall(
        r'href="([^"]+\.docx)"', desk.get(version_url(version, concept)).content.decode()
    )
    sent = desk.get(name).content

    url = send(sent, concept=concept.slug).url

    for rest in ("", "nicht-uebernommen/", "uebernehmen/"):
        said = words(desk.get(f"{url}{rest}"))
        assert "Ergebnis prüfen" in said and "Gliederung" not in said, rest
    job = Job.objects.latest("started")
    assert "Gliederung" not in job.message and "erkannt" in job.message


# Refused files


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


# Whose it is


def test_a_file_that_is_given_up_is_gone(send: Send, desk: Client, town: Municipality) -> None:
    url = send(concept_file()).url
    assert "konzept.docx" in words(desk.get(reverse("concepts:bring_in", args=[town.slug])))

    desk.post(f"{url}aufgeben/")

    assert not ManuscriptDraft.objects.exists()
    assert desk.get(url).status_code == 404


def test_what_nobody_came_back_to_is_thrown_away_with_the_next_file(send: Send) -> None:
    send(concept_file())
    old = timezone.now() - manuscript_drafts.KEPT_FOR
    ManuscriptDraft.objects.update(begun=old)

    send(concept_file(), "neu.docx")

    assert [each.file_name for each in ManuscriptDraft.objects.all()] == ["neu.docx"]


def test_the_bytes_of_a_file_are_dropped_as_soon_as_it_is_read(send: Send) -> None:
    send(concept_file())

    assert bytes(ManuscriptDraft.objects.get().data) == b""


@pytest.mark.parametrize(
    "role", sorted(set(RoleAssignment.Role.values) - {RoleAssignment.Role.OFFICER})
)
def test_only_the_office_may_bring_a_file_in(client: Client, town: Municipality, role: str) -> None:
    client.force_login(user_with_role(town, role))

    assert client.get(reverse("concepts:bring_in", args=[town.slug])).status_code == 403


def test_nobody_sees_the_file_of_another(send: Send, client: Client, town: Municipality) -> None:
    url = send(concept_file()).url

    client.force_login(officer(town))
    answers = [client.get(f"{url}{rest}") for rest in ("", "nicht-uebernommen/", "uebernehmen/")]
    client.force_login(outsider())
    refused = client.get(url)
    client.logout()
    away = client.get(url)

    assert {answer.status_code for answer in answers} == {404}
    assert (refused.status_code, away.status_code) == (403, 302)


def test_the_record_of_a_file_is_for_those_who_work_here(
    client: Client, town: Municipality, concept: Concept
) -> None:
    record = ManuscriptRecord.objects.get()
    url = reverse("concepts:manuscript_record", args=[town.slug, record.pk])

    client.force_login(user_with_role(town, RoleAssignment.Role.READER))
    inside = client.get(url)
    elsewhere = client.get(
        reverse("concepts:manuscript_record", args=[municipality().slug, record.pk])
    )
    client.force_login(outsider())

    assert inside.status_code == 200
    assert elsewhere.status_code == 403
    assert client.get(url).status_code == 403


# Where it is found


def test_an_officer_finds_the_way_where_concepts_are(
    desk: Client, town: Municipality, client: Client
) -> None:
    url = reverse("concepts:bring_in", args=[town.slug])

    empty = desk.get(reverse("concepts:concepts", args=[town.slug])).content.decode()
    workplace = desk.get(reverse("accounts:workplace")).content.decode()
    client.logout()
    public = client.get(reverse("concepts:concepts", args=[town.slug])).content.decode()

    assert f'href="{url}"' in empty and f'href="{url}"' in workplace
    assert url not in public


def test_the_page_of_a_concept_leads_to_a_further_version(
    desk: Client, town: Municipality, concept: Concept
) -> None:
    url = reverse("publication:concept", args=[town.slug, concept.slug])

    html = desk.get(url).content.decode()
    chosen = desk.get(f"{reverse('concepts:bring_in', args=[town.slug])}?konzept={concept.slug}")

    assert f"einlesen/?konzept={concept.slug}" in html
    assert f'value="{concept.slug}" selected' in chosen.content.decode()


def test_a_file_that_waits_is_a_task(send: Send, desk: Client) -> None:
    url = send(concept_file()).url

    assert f'<a href="{url}">„konzept.docx“ prüfen' in desk.get(
        reverse("accounts:workplace")
    ).content.decode()  # fmt: skip


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
