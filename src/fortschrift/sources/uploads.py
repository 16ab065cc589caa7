"""Pictures from outside: what is let in, and in which form it is kept.

A file is judged by its content, never by its name; it is drawn anew, so that nothing but the
picture survives (no position, no camera, no foreign code), and kept under a name of our own.
"""

import io
import warnings
from dataclasses import dataclass
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MEGABYTE = 1024 * 1024
LARGEST_UPLOAD = 25 * MEGABYTE
LARGEST_PICTURE = 12 * MEGABYTE
MOST_PIXELS = 40_000_000
PREVIEW_WIDTH = 800
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}

REFUSALS = {
    "empty": _("Die Datei ist leer. Bitte wählen Sie ein Bild."),
    "too_large": _("Die Datei ist zu groß. Erlaubt sind 12 Megabyte."),
    "no_picture": _("Das ist kein Bild, das wir lesen können. Möglich sind JPEG, PNG und WebP."),
    "too_many_pixels": _("Das Bild hat zu viele Bildpunkte. Erlaubt sind 40 Millionen."),
}


class UploadTooLarge(StopUpload):
    """Ends an upload that is larger than anything this program takes."""


class LimitedUpload(TemporaryFileUploadHandler):
    """Stops reading as soon as an upload exceeds the limit, whatever its header claims."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start + len(raw_data) > LARGEST_UPLOAD:
            raise UploadTooLarge(connection_reset=True)
        return super().receive_data_chunk(raw_data, start)


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture as kept: names in the storage, size in pixels."""

    name: str
    preview: str
    width: int
    height: int


def keep_incoming(file: "UploadedFile[bytes] | None") -> str:
    """Put a checked upload aside for the background and return its name in the storage.

    Raises ValidationError with a sentence when it is no picture we take; nothing is kept then.
    """
    if file is None or not file.size:
        raise _refusal("empty")
    if file.size > LARGEST_PICTURE:
        raise _refusal("too_large")
    content = file.read()
    opened(content)
    return default_storage.save(f"incoming/{uuid4().hex}", ContentFile(content))


def store_picture(incoming: str) -> StoredPicture:
    """Draw a picture anew with a preview and drop what came in."""
    with default_storage.open(incoming) as file:
        picture = opened(file.read())
    kind = picture.format or "PNG"
    upright = ImageOps.exif_transpose(picture)
    name = f"{uuid4().hex}.{FORMATS[kind]}"
    stored = StoredPicture(
        name=_save(upright, kind, f"original/{name}"),
        preview=_save(_smaller(upright), kind, f"preview/{name}"),
        width=upright.width,
        height=upright.height,
    )
    default_storage.delete(incoming)
    return stored


def opened(content: bytes) -> Image.Image:
    """Unfold a picture that we take; raises ValidationError for anything else."""
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a picture that unfolds to far more than its file.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=list(FORMATS))
            if picture.width * picture.height > MOST_PIXELS:
                raise _refusal("too_many_pixels")
            picture.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _refusal("too_many_pixels") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _refusal("no_picture") from error
    return picture


def _smaller(picture: Image.Image) -> Image.Image:
    copy = picture.copy()
    copy.thumbnail((PREVIEW_WIDTH, PREVIEW_WIDTH * 2))
    return copy


def _save(picture: Image.Image, kind: str, name: str) -> str:
    drawn = picture.convert("RGB") if kind == "JPEG" else picture
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    if drawn.mode == "P":
        bare.putpalette(drawn.getpalette() or [])
    buffer = io.BytesIO()
    bare.save(buffer, kind, quality=88)
    return default_storage.save(name, ContentFile(buffer.getvalue()))


def _refusal(code: str) -> ValidationError:
    return ValidationError(REFUSALS[code], code=code)
