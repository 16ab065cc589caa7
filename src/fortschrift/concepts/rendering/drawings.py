"""Pictures in a Word file: drawings in the line (ECMA-376 part 1, 20.4), each part once.

The name of a drawing is ours: by it an image is known when the file comes back. Word and
LibreOffice keep it when they save, and take it along when a picture is put elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from fortschrift.concepts.rendering.pictures import MEASURE, Drawable, Pictures

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_EMU = 635  # English metric units in a twentieth of a point


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture at its place: its key, what it shows, its name; `left` where it stood before."""

    media: str
    said: str
    name: str
    left: str = ""


@dataclass(slots=True)
class Drawings:
    """Writes drawings; `room` is how wide one may be where it stands."""

    pictures: Pictures = field(default_factory=dict)
    room: int = MEASURE
    _relations: dict[str, str] = field(default_factory=dict)

    def xml(self, drawn: Drawn, number: int, *, has_left: bool) -> str:
        """Write a drawing; numbers tell drawings of one file apart."""
        picture = self.pictures[drawn.media]
        relation = self._relations.setdefault(drawn.media, f"image{len(self._relations) + 1}")
        name = drawn.left if has_left and drawn.left else drawn.name
        about = f'id="{number}" name={quoteattr(name)} descr={quoteattr(drawn.said)}'
        wide, high = (_EMU * each for each in picture.fitted(self.room))
        return (
            f'<w:drawing><wp:inline xmlns:wp="{_PLACED}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {about}/>'
            f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_PICTURE}">'
            f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
            '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        )

    def parts(self) -> Iterator[tuple[str, Drawable]]:
        """Give the pictures that were written, each with its relation."""
        for media, relation in self._relations.items():
            yield relation, self.pictures[media]
