"""What a Word file of ours says of itself: which text it holds, and that text as it is stored.

None of it is believed: a hash is only a question to the record, and the text that a file carries
along counts only where its bytes have the hash that the file names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fortschrift.concepts.manuscripts.package import Package, local
from fortschrift.concepts.rendering.package import CHANGE, COMPARED, EMBEDDED, HASH, VERSION
from fortschrift.core.text import TREE, Tree, digest
from fortschrift.core.text.errors import TextError

_HASH = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"Kennung\s+([0-9a-f]{4})\s+([0-9a-f]{4})\s+([0-9a-f]{4})")


@dataclass(frozen=True, slots=True)
class Told:
    """What a file tells: the hash of its text or the beginning of it, "" for a file not ours.

    `change` is the change of a draft that left this text, `tree` the text the file carries along,
    if that has the hash.
    """

    hash: str = ""
    version: str = ""
    compared: str = ""
    change: str = ""
    tree: Tree | None = None


def told_by(package: Package) -> Told:
    """Read what a Word file tells, also when its properties are gone and only the foot is left."""
    said = dict(_properties(package))
    found = said.get(HASH, "")
    if not _HASH.fullmatch(found):
        found = _printed(package)
    return Told(
        found, said.get(VERSION, ""), said.get(COMPARED, ""), said.get(CHANGE, ""),
        _tree(package, found),
    )  # fmt: skip


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    root = package.xml_if_there("docProps/custom.xml")
    for each in root if root is not None else ():
        yield each.get("name", ""), "".join(each.itertext()).strip()


def _printed(package: Package) -> str:
    """Find the short code in the foot of the pages."""
    for name in sorted(package.names):
        if re.fullmatch(r"word/footer\d*\.xml", name):
            words = "".join(package.xml_of(name).itertext())
            if found := _CODE.search(words):
                return "".join(found.groups())
    return ""


def _tree(package: Package, hash: str) -> Tree | None:
    for name in sorted(package.names):
        if not re.fullmatch(r"customXml/item\d+\.xml", name):
            continue
        root = package.xml_of(name)
        if root.tag != f"{{{EMBEDDED}}}{local(root.tag)}":
            continue
        stored = (root.text or "").encode()
        if digest(stored).startswith(hash or "-"):
            return _read(stored)
    return None


def _read(stored: bytes) -> Tree | None:
    try:
        return TREE.from_bytes(stored)
    except TextError:
        return None
