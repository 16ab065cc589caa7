"""Pictures for the tests of files, and texts that show them."""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from PIL import Image

from fortschrift.concepts.rendering.pictures import Drawable
from fortschrift.core.text import InlineText, NodeState, Tree, attributes, inline
from tests.concepts.test_rendering_docx import File, W
from tests.core.text.growing import OUTLINE, node_id

FELD, BILD, BEHIND = node_id(2), node_id(3), node_id(4)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def drawable(
    size: tuple[int, int] = (300, 200), colour: str = "steelblue", *, kind: str = "PNG",
    mode: str = "RGB", credit: str = "",
) -> Drawable:  # fmt: skip
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).convert(mode).save(buffer, kind)
    return Drawable(buffer.getvalue(), "png" if kind == "PNG" else "jpg", *size, credit)


PICTURES = {
    "foto-1": drawable(credit="Bild: Stadt Musterstadt, CC BY 4.0"),
    "foto-2": drawable(colour="firebrick", kind="JPEG"),
}


def pictured(
    media: str = "foto-1", said: str = "Kinder lesen.", caption: str = "Lesefest", *,
    text: InlineText = (), notes: tuple[NodeState, ...] = (),
) -> Tree:  # fmt: skip
    """Make a text with an image between its heading and a paragraph."""
    image = NodeState(
        BILD, "image", inline(caption), text or inline(said), attributes({"media": media}),
        tuple(note.id for note in notes),
    )  # fmt: skip
    behind = NodeState(BEHIND, "paragraph", text=inline("Was danach kommt."))
    field = NodeState(FELD, "feld", inline("Bildung"), children=(BILD, BEHIND))
    root = NodeState(node_id(1), "concept", inline("Konzept"), children=(FELD,))
    return Tree.of([root, field, image, *notes, behind], root=root.id, outline=OUTLINE)


def drawn(file: File) -> Iterator[tuple[str, str, Element]]:
    """Give description, part and extent of each drawing of a file."""
    for each in file.body.iter(f"{W}drawing"):
        about = each.find(f".//{_DRAWING}docPr")
        blip = each.find(f".//{_MAIN}blip")
        extent = each.find(f".//{_DRAWING}extent")
        assert about is not None and blip is not None and extent is not None
        part = file.links[blip.attrib[f"{_RELATION}embed"]]
        yield about.attrib.get("descr", ""), part, extent
