"""Reading OpenDocument text (ODF 1.2 to 1.4) into a manuscript.

Everything that is said is kept: both what was put in and what was taken out, who did it and
when; notes; what stands in boxes, in the head and foot of pages, in a table of contents.
"""

from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.manuscript import AsideKind, Manuscript, Place, said_in
from fortschrift.concepts.manuscripts.odt.body import Body, Told
from fortschrift.concepts.manuscripts.odt.numbers import read_lists
from fortschrift.concepts.manuscripts.odt.parts import Parts, parts_of_flat, parts_of_package
from fortschrift.concepts.manuscripts.odt.styles import read_styles
from fortschrift.concepts.manuscripts.package import Package, child, local, value


def read_odt(package: Package) -> Manuscript:
    """Read an OpenDocument text; raises Unreadable."""
    return _manuscript(parts_of_package(package))


def read_flat_odt(data: bytes) -> Manuscript:
    """Read an OpenDocument text that is one piece of XML; raises Unreadable."""
    return _manuscript(parts_of_flat(data))


def _manuscript(parts: Parts) -> Manuscript:
    told = Told()
    text = parts.text
    body = _body(parts, parts.content, text, told)
    blocks = body.blocks(text)
    body.left_over()
    _heads_and_feet(parts, told)
    comments = {
        key: each._replace(on="".join(told.remarked.get(key, ())))
        for key, each in told.comments.items()
    }
    return Manuscript(blocks, parts.title, told.notes, told.media, tuple(told.asides), comments)


def _body(parts: Parts, part: ET.Element, root: ET.Element, told: Told) -> Body:
    """Make the reader of a root in a part; a part has its own styles for what is done by hand."""
    named, by_hand = child(parts.styles, "styles"), child(part, "automatic-styles")
    lists = read_lists((named, by_hand))
    return Body(root, read_styles(named, by_hand), lists, told, parts.bytes_of)


def _heads_and_feet(parts: Parts, told: Told) -> None:
    masters = child(parts.styles, "master-styles")
    if parts.styles is None or masters is None:
        return
    body = _body(parts, parts.styles, masters, told)
    pages = (each for each in masters if local(each.tag) == "master-page")
    for number, page in enumerate(pages, start=1):
        for each in page:
            kind = _kind(each)
            if kind is not None and value(each, "display") != "false":
                told.aside(Place("page", number), kind, said_in(body.blocks(each)))


def _kind(part: ET.Element) -> AsideKind | None:
    name = local(part.tag)
    if name.startswith("header"):
        return "head"
    return "foot" if name.startswith("footer") else None
