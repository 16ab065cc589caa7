"""The last step of bringing a file in: what it becomes, and the record of it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from fortschrift.accounts.models import Job, User
from fortschrift.concepts.addresses import desk_url, version_url
from fortschrift.concepts.models import (
    Amendment,
    Concept,
    ManuscriptDraft,
    ManuscriptRecord,
    Version,
)
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
