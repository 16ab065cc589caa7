"""Frames and shapes of an OpenDocument file: images, formulas, what they are said to show."""

import binascii
import posixpath
from base64 import b64decode
from collections.abc import Callable
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.media import image_type, media_key
from fortschrift.concepts.manuscripts.odt.words import DRAWING
from fortschrift.concepts.manuscripts.package import child, local, read_xml, value


class Drawings:
    """Finds what frames lead to, and keeps the bytes of images."""

    def __init__(
        self, bytes_of: Callable[[str], bytes | None], media: dict[str, tuple[str, bytes]]
    ) -> None:
        """Keep images in `media`."""
        self._bytes_of = bytes_of
        self._media = media

    def image(self, frame: ET.Element) -> str | None:
        """Give the key of the first image in a frame that a page can show."""
        for each in frame:
            if local(each.tag) != "image":
                continue
            data = self._data(each)
            kind = image_type(data)
            if kind is not None:
                key = posixpath.normpath(value(each, "href") or media_key(data))
                self._media[key] = kind, data
                return key
        return None

    def name(self, frame: ET.Element) -> str:
        """Name what a frame shows and no page can, "" where it shows nothing of that kind."""
        for each in frame:
            if local(each.tag) in ("image", "object", "object-ole", "plugin", "applet"):
                said = value(frame, "name") or posixpath.basename(value(each, "href") or "")
                return said or local(each.tag)
        return ""

    def formula(self, frame: ET.Element) -> str:
        """Give the words of a formula, "" for other drawings."""
        drawn = child(frame, "object")
        if drawn is None:
            return ""
        root = child(drawn, "math")
        if root is None:
            href = value(drawn, "href") or ""
            data = self._bytes_of(posixpath.join(href, "content.xml")) if href else None
            root = read_xml(data, href) if data is not None else None
        return _formula(root) if root is not None and local(root.tag) == "math" else ""

    def _data(self, image: ET.Element) -> bytes:
        inline = child(image, "binary-data")
        if inline is None:
            return self._bytes_of(value(image, "href") or "") or b""
        try:
            return b64decode(inline.text or "")
        except (binascii.Error, ValueError):
            return b""


def is_drawn(element: ET.Element) -> bool:
    """Tell frames and shapes, and what they are made of, from text."""
    return element.tag.startswith(DRAWING) and local(element.tag) != "a"


def description(drawn: ET.Element) -> str:
    """Give what the file says a drawing shows."""
    said = (child(drawn, "title"), child(drawn, "desc"))
    texts = dict.fromkeys((each.text or "").strip() for each in said if each is not None)
    return ": ".join(each for each in texts if each)


def _formula(root: ET.Element) -> str:
    """Read a formula from left to right, without its source in another language."""
    sources = {id(e) for each in root.iter() if "annotation" in each.tag for e in each.iter()}
    return " ".join(
        each.text.strip()
        for each in root.iter()
        if each.text and each.text.strip() and id(each) not in sources
    )
