"""Pictures from outside come in only as pictures, without what cameras write into them."""

import io
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from fortschrift.accounts.models import Job
from fortschrift.sources import uploads
from fortschrift.sources.models import Media
from tests.accounts.factories import municipality, officer, outsider

GPS_TAG = 0x8825


@pytest.fixture(autouse=True)
def own_storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def picture(kind: str = "JPEG", size: tuple[int, int] = (1200, 600), *, gps: bool = False) -> bytes:
    exif = Image.Exif()
    if gps:
        exif.get_ifd(GPS_TAG)[1] = "N"
        exif[GPS_TAG] = {1: "N", 2: (52.0, 9.0, 0.0)}
    buffer = io.BytesIO()
    Image.new("RGB", size, "steelblue").save(buffer, kind, exif=exif)
    return buffer.getvalue()


def upload(content: bytes, name: str = "bild.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def bomb() -> bytes:
    """Write a PNG of a few hundred bytes that claims to be 50,000 pixels in the square."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    header = (50_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew_with_a_preview(kind: str) -> None:
    stored = uploads.store_picture(uploads.keep_incoming(upload(picture(kind))))

    with default_storage.open(stored.preview) as file:
        preview = Image.open(file)
        assert preview.format == kind and preview.width == uploads.PREVIEW_WIDTH
    assert (stored.width, stored.height) == (1200, 600)
    assert default_storage.listdir("incoming") == ([], [])


def test_where_a_picture_was_taken_is_removed() -> None:
    content = picture(gps=True)
    assert GPS_TAG in Image.open(io.BytesIO(content)).getexif()

    stored = uploads.store_picture(uploads.keep_incoming(upload(content)))

    for name in (stored.name, stored.preview):
        with default_storage.open(name) as file:
            assert not dict(Image.open(file).getexif())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<svg onload='alert(1)'/>", "no_picture"),
        (b"GIF89a" + b"\0" * 50, "no_picture"),
        (picture()[:400], "no_picture"),
        (b"x" * (uploads.LARGEST_PICTURE + 1), "too_large"),
        (bomb(), "too_many_pixels"),
    ],
)
def test_what_is_no_picture_is_refused_and_leaves_nothing(content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        uploads.keep_incoming(upload(content, "harmlos.jpg"))

    assert refused.value.code == code
    assert not default_storage.exists("incoming") or default_storage.listdir("incoming")[1] == []


def fields(content: bytes) -> dict[str, object]:
    return {
        "file": upload(content),
        "alternative_text": "Menschen vor dem Rathaus",
        "credit": "Stadt Musterstadt",
        "licence": "CC BY 4.0",
    }


@pytest.mark.django_db
def test_an_officer_takes_a_picture_in_and_sees_how_far_it_is(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    town = municipality()
    client.force_login(officer(town))

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("sources:take_picture", args=[town.slug]), fields(picture()))
    progress = client.get(answer["Location"])

    media = Media.objects.get()
    assert media.credit == "Stadt Musterstadt" and media.width == 1200
    assert "Das Bild ist aufgenommen." in progress.content.decode()
    shown = client.get(Job.objects.get().url)
    assert "Menschen vor dem Rathaus" in shown.content.decode()
    file = client.get(
        reverse("sources:media_file", args=[media.preview.name.removeprefix("preview/")])
    )
    assert file["Content-Type"] == "image/jpeg" and file["X-Content-Type-Options"] == "nosniff"
    file.close()


@pytest.mark.django_db
def test_a_refused_picture_keeps_what_was_typed(client: Client) -> None:
    town = municipality()
    client.force_login(officer(town))

    answer = client.post(reverse("sources:take_picture", args=[town.slug]), fields(b"kein Bild"))

    page = answer.content.decode()
    assert "Das ist kein Bild, das wir lesen können." in page
    assert "Menschen vor dem Rathaus" in page and "Stadt Musterstadt" in page
    assert not Media.objects.exists()


@pytest.mark.django_db
def test_somebody_without_a_role_here_cannot_take_pictures_in(client: Client) -> None:
    town = municipality()
    client.force_login(outsider())

    answer = client.post(reverse("sources:take_picture", args=[town.slug]), fields(picture()))

    assert answer.status_code == 403
    assert not Media.objects.exists()


@pytest.mark.django_db
def test_files_that_are_not_recorded_have_no_address(client: Client) -> None:
    uploads.store_picture(uploads.keep_incoming(upload(picture())))
    (_folders, names) = default_storage.listdir("preview")

    answer = client.get(reverse("sources:media_file", args=[names[0]]))

    assert answer.status_code == 404
