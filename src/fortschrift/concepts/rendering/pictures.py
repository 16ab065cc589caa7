"""Pictures in files: which images of a text can be shown, how wide, and what is said of others.

Bytes come from outside, by the key that an image names (its attribute `media`). An image whose
picture is not among them is told by its caption and its description.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from fortschrift.core.text import InlineText, NodeState, plain

MEASURE = 9354
"""The width of the page's text in twentieths of a point."""
HIGHEST = 12_000
"""How high a picture may be, in twentieths of a point, so that its caption has room below it."""
_OF_A_PIXEL = 15  # twentieths of a point; 96 to the inch


@dataclass(frozen=True, slots=True)
class Drawable:
    """A picture as files hold it: its bytes, their format, its size in pixels, whose it is."""

    data: bytes = field(repr=False)
    ending: Literal["png", "jpg"]
    width: int
    height: int
    credit: str = ""

    def fitted(self, room: int) -> tuple[int, int]:
        """Give width and height in twentieths of a point: as it is, or as the room allows.

        >>> Drawable(b"", "png", 100, 50).fitted(MEASURE)
        (1500, 750)
        >>> Drawable(b"", "png", 4000, 1000).fitted(1000)
        (1000, 250)
        """
        wide, high = self.width * _OF_A_PIXEL, self.height * _OF_A_PIXEL
        share = min(1, room / wide, HIGHEST / high)
        return max(int(wide * share), 1), max(int(high * share), 1)


Pictures: TypeAlias = Mapping[str, Drawable]
NO_PICTURES: Pictures = MappingProxyType({})


def picture_of(state: NodeState | None, pictures: Pictures) -> Drawable | None:
    """Give the picture of an image, None for other nodes and where there is none."""
    if state is None or state.kind != "image":
        return None
    return pictures.get(media_of(state))


def media_of(state: NodeState) -> str:
    """Give the key of the picture that an image names."""
    return str(state.attribute("media") or "")


def spoken(state: NodeState, pictures: Pictures) -> tuple[InlineText, ...]:
    """Give the texts of a node that are printed; what a shown picture shows is not."""
    return (state.heading,) if picture_of(state, pictures) else (state.heading, state.text)


def described(state: NodeState) -> str:
    """Give what is read out in place of a picture; a picture without a description has a caption.

    Programs that read aloud need some words in each file.
    """
    return plain(state.text).strip() or plain(state.heading).strip() or "Bild ohne Beschreibung"


def unshown_told(states: Iterable[NodeState], pictures: Pictures) -> str:
    """Tell a reader that pictures are only described; "" where all are shown."""
    images = [each for each in states if each.kind == "image"]
    unshown = sum(1 for each in images if picture_of(each, pictures) is None)
    if not unshown:
        return ""
    return (
        "Bilder, die diese Datei nicht zeigen kann, sind durch Bildunterschrift und"
        f" Bildbeschreibung ersetzt: {unshown} von {len(images)}."
    )
