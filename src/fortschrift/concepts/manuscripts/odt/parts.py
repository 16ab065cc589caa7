"""The parts of an OpenDocument file, whether a package (.odt) or one flat piece of XML (.fodt)."""

import posixpath
from collections.abc import Callable
from typing import NamedTuple
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.package import (
    LARGEST_PART,
    Package,
    child,
    local,
    read_xml,
)

_MANIFEST = "META-INF/manifest.xml"
_INDEXES_OF_MACROS = ("script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml")


class Parts(NamedTuple):
    """The roots of a file, and the bytes of what lies in it by its name."""

    content: ET.Element
    styles: ET.Element | None
    meta: ET.Element | None
    bytes_of: Callable[[str], bytes | None]

    @property
    def text(self) -> ET.Element:
        """Give the body of a text document; raises Unreadable for sheets and slides."""
        body = child(self.content, "body")
        if body is None:
            raise Unreadable("broken", "content.xml")
        text = child(body, "text")
        if text is None:
            raise Unreadable("unknown" if len(body) else "broken", "content.xml")
        return text

    @property
    def title(self) -> str:
        """Give the title as the file's own sheet of data says it."""
        title = child(child(self.meta, "meta"), "title")
        return (title.text or "").strip() if title is not None else ""


def parts_of_package(package: Package) -> Parts:
    """Find the parts of a package; raises Unreadable."""
    manifest = package.xml_if_there(_MANIFEST)
    if manifest is not None and any(
        local(each.tag) == "encryption-data" for each in manifest.iter()
    ):
        raise Unreadable("password")
    if any(_is_macro(name) and package.bytes_of(name).strip() for name in sorted(package.names)):
        raise Unreadable("macros")

    def bytes_of(name: str) -> bytes | None:
        name = posixpath.normpath(name)
        return package.bytes_of(name) if name in package else None

    return Parts(
        package.xml_of("content.xml"), package.xml_if_there("styles.xml"),
        package.xml_if_there("meta.xml"), bytes_of,
    )  # fmt: skip


def parts_of_flat(data: bytes) -> Parts:
    """Find the parts of a flat file; raises Unreadable."""
    if len(data) > LARGEST_PART:
        raise Unreadable("too_large")
    root = read_xml(data)
    scripts = child(root, "scripts")
    if scripts is not None and any(
        local(each.tag) in ("module", "script") and "".join(each.itertext()).strip()
        for each in scripts.iter()
    ):
        raise Unreadable("macros")
    return Parts(root, root, root, lambda _: None)


def _is_macro(name: str) -> bool:
    """Tell a program from the lists of programs, which may be there without any."""
    folder, _, rest = name.partition("/")
    return folder in ("Basic", "Scripts") and not rest.endswith(("/", *_INDEXES_OF_MACROS))
