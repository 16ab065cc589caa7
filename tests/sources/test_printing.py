"""Pictures for files: in a format that every program reads, and never larger than they may be."""

import io
from random import Random

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from fortschrift.sources.models import Media
from fortschrift.sources.printing import printed
from tests.sources.test_uploads import bomb, own_storage, picture

__all__ = ["own_storage"]
MEGABYTE = 2**20


def media(content: bytes) -> Media:
    """Keep some bytes as the file of a picture, without a row."""
    found = Media(alternative_text="Kinder lesen.")
    found.file.save("bild", ContentFile(content), save=False)
    return found


def noise(size: tuple[int, int], kind: str, mode: str = "RGB") -> bytes:
    """Draw what no format makes small."""
    buffer = io.BytesIO()
    bands = len(Image.new(mode, (1, 1)).getbands())
    data = Random(1).randbytes(size[0] * size[1] * bands)
    Image.frombytes(mode, size, data).save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png")])
def test_what_every_program_reads_is_taken_as_it_is(kind: str, ending: str) -> None:
    content = picture(kind)

    found = printed(media(content), MEGABYTE)

    assert found is not None
    assert (found.data, found.ending, found.width, found.height) == (content, ending, 1200, 600)


@pytest.mark.parametrize(
    ("content", "ending", "mode"),
    [
        (picture("WEBP"), "jpg", "RGB"),
        (noise((20, 10), "WEBP", "RGBA"), "png", "RGBA"),
        (noise((20, 10), "JPEG", "CMYK"), "jpg", "RGB"),
    ],
    ids=["webp", "see-through", "print colours"],
)
def test_what_some_programs_do_not_read_is_drawn_anew(
    content: bytes, ending: str, mode: str
) -> None:
    found = printed(media(content), MEGABYTE)

    assert found is not None and found.ending == ending
    drawn = Image.open(io.BytesIO(found.data))
    assert (drawn.format, drawn.mode) == ("PNG" if ending == "png" else "JPEG", mode)
    assert drawn.size == (found.width, found.height)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_is_drawn_smaller_in_its_shape(kind: str) -> None:
    found = printed(media(noise((2400, 1200), kind)), MEGABYTE)

    assert found is not None
    assert len(found.data) <= MEGABYTE
    assert 0 < found.width <= 1600 and found.width == 2 * found.height


@pytest.mark.parametrize("content", [b"", b"<svg/>", bomb()], ids=["empty", "svg", "bomb"])
def test_what_is_no_picture_for_us_is_none(content: bytes) -> None:
    assert printed(media(content), MEGABYTE) is None


def test_a_picture_that_is_gone_or_stays_too_large_is_none() -> None:
    gone = media(picture())
    gone.file.storage.delete(gone.file.name)

    assert printed(gone, MEGABYTE) is None
    assert printed(Media(), MEGABYTE) is None
    assert printed(media(noise((600, 600), "PNG")), 1000) is None
