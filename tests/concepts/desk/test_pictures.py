"""A picture is put into a draft, read in the version, and taken back."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from fortschrift.concepts.models import Strand
from fortschrift.sources.models import Media
from tests.concepts.desk.rooms import KIDS, Desk, read
from tests.concepts.factories import node_id
from tests.sources.test_uploads import picture, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk() -> Desk:
    return Desk.of()


def insert(desk: Desk, content: bytes | None = None, **fields: str) -> HttpResponse:
    after = str(node_id(desk.strand.concept, "kinder"))
    given = {"alternative_text": "Kinder am  Tisch", "caption": "In der Kita", "after": after,
             "credit": "Stadt", "licence": "CC BY 4.0", **fields}  # fmt: skip
    file = upload(picture() if content is None else content)
    return desk.client.post(desk.at("sprache", "bild/"), {"file": file, **given})


def files() -> list[str]:
    found = []
    for folder in ("incoming", "original", "preview"):
        found += default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
    return found


def test_a_picture_stands_behind_the_passage_that_was_chosen_and_is_read_in_the_version(
    desk: Desk,
) -> None:
    assert (
        f'href="{desk.at("sprache", "bild/")}"'
        in desk.client.get(desk.at("sprache")).content.decode()
    )

    assert insert(desk).status_code == 302

    assert desk.words("sprache")[1] == "In der Kita"
    desk.strand.refresh_from_db()
    answer = desk.post(f"{desk.url}festschreiben/", label="2027", status="valid")
    html = Client().get(answer["Location"]).content.decode()
    media = Media.objects.get()
    source = re.escape(media.preview.name.removeprefix("preview/"))
    assert re.search(rf'<img[^>]* src="[^"]*{source}" alt="Kinder am Tisch"', html)
    shown = html[html.index("<figure") : html.index("</figure>")]
    assert all(words in shown for words in ("In der Kita", "Bild: Stadt", "CC BY 4.0"))
    own = f"/{desk.strand.municipality.slug}/e/{desk.slug('sprache')}/"
    assert "<img" in Client().get(own, follow=True).content.decode()


def test_a_picture_can_stand_before_all_passages_and_in_an_element_without_any(
    desk: Desk,
) -> None:
    insert(desk, after="oben")
    file, said = upload(picture()), {"alternative_text": "Ein Haus", "credit": "Stadt"}
    desk.client.post(
        desk.at("wohnen", "bild/"), {"file": file, **said, "licence": "frei", "after": "oben"}
    )

    assert desk.words("sprache")[:2] == ["In der Kita", KIDS]
    assert desk.words("wohnen") == ["Ein Haus"]


def test_writing_on_keeps_the_picture_and_taking_it_back_takes_it_out(desk: Desk) -> None:
    insert(desk, reason="Anschaulich")
    inserted = Strand.objects.get().head
    desk.save(desk.look("sprache", heading="Deutsch"))
    assert desk.words("sprache")[1] == "In der Kita"
    assert "Leitziel 1.1 Deutsch: Text ergänzt" in read(desk.client.get(f"{desk.url}verlauf/"))

    desk.strand.refresh_from_db()
    desk.post(f"{desk.url}verlauf/{inserted.pk}/")

    assert "In der Kita" not in desk.words("sprache")


def test_what_is_no_picture_is_refused_with_all_that_was_typed_and_nothing_kept(
    desk: Desk,
) -> None:
    answer = insert(desk, b"kein Bild")

    html = answer.content.decode()
    assert answer.status_code == 422 and "Das ist kein Bild" in html
    assert 'value="In der Kita"' in html and "Kinder am  Tisch" in html
    assert not files() and not Media.objects.exists()
    assert Strand.objects.get().head_id == desk.strand.head_id


@pytest.mark.parametrize("field", ["alternative_text", "credit", "licence", "after"])
def test_nothing_comes_in_without_description_rights_or_a_place(desk: Desk, field: str) -> None:
    answer = insert(desk, **{field: "anderswo" if field == "after" else ""})

    assert answer.status_code == 422
    assert not files() and not Media.objects.exists()
