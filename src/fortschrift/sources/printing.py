"""Pictures as files to take away hold them: PNG or JPEG, no larger than a page can show.

What a typesetter or a text program cannot read (WebP, colours of print) is drawn anew, and so is
what is larger than it may be.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from django.core.exceptions import ValidationError
from PIL import Image

from fortschrift.sources.models import Media
from fortschrift.sources.uploads import MEGABYTE, opened

_WIDTHS = (1600, 1000, 500)  # pixels; the first is 250 to the inch across a page
_LARGEST_STORED = 64 * MEGABYTE
_ENDINGS: dict[str, Literal["png", "jpg"]] = {"PNG": "png", "JPEG": "jpg"}
_PLAIN = {"1", "L", "LA", "P", "RGB", "RGBA"}
_TRANSPARENT = {"LA", "RGBA", "PA"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A picture for a file."""

    data: bytes = field(repr=False)
    ending: Literal["png", "jpg"]
    width: int
    height: int


def printed(media: Media, most: int) -> Printed | None:
    """Give a picture in at most so many bytes; None where it is gone, unreadable or too large.

    One picture is unfolded at a time, and never more of it than was let in.
    """
    stored = media.file or media.preview
    try:
        if not stored or stored.size > _LARGEST_STORED:
            return None
        with stored.open("rb") as file:
            content = file.read()
        picture = opened(content)
    except (OSError, ValidationError):
        return None
    if _fits(picture, content, most):
        return Printed(content, _ENDINGS[picture.format or ""], *picture.size)
    return next((each for each in _smaller(picture) if len(each.data) <= most), None)


def _fits(picture: Image.Image, content: bytes, most: int) -> bool:
    is_read = picture.format in _ENDINGS and picture.mode in _PLAIN
    return is_read and picture.width <= _WIDTHS[0] and len(content) <= most


def _smaller(picture: Image.Image) -> Iterator[Printed]:
    """Draw a picture anew, always smaller; what can be seen through stays so."""
    see_through = picture.mode in _TRANSPARENT or "transparency" in picture.info
    bare = picture.convert("RGBA" if see_through else "RGB")
    kinds = ["PNG"] if see_through else ["PNG", "JPEG"] if picture.format == "PNG" else ["JPEG"]
    for width in _WIDTHS:
        copy = bare.copy()
        copy.thumbnail((width, 2 * width))
        for kind in kinds:
            buffer = io.BytesIO()
            copy.save(buffer, kind, quality=85)
            yield Printed(buffer.getvalue(), _ENDINGS[kind], *copy.size)
