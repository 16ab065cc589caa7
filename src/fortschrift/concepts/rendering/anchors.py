"""The names under which parts of a text are found again in a Word file: its bookmarks.

Word and LibreOffice keep bookmarks when they save, and take them along when a passage is cut
and put elsewhere. A name holds the id of the node and which part of it the paragraph is; Word
allows 40 characters, letters of either case being the same, digits and underscores.

>>> from uuid import UUID
>>> name_of(NodeId(UUID(int=1)), "h")
'fs_00000000000000000000000004_h'
>>> read_anchor('fs_00000000000000000000000004_h').node.int
1
"""

import re
from base64 import b32hexdecode, b32hexencode
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from fortschrift.core.text.ids import NodeId

OURS = "fs_"
LEFT = "fo_"
"""Begins the names where something moved away from, which stands elsewhere under its own."""
HEADING, TEXT, SIGN, PICTURE = "h", "t", "n", "p"

_NAME = re.compile(r"f[so]_([0-9a-v]{26})_([htnp]|a[0-9a-v]{8})", re.IGNORECASE)


class Anchor(NamedTuple):
    """A part of a node: heading, text, the sign that calls it, picture, attribute (`part_of`)."""

    node: NodeId
    part: str


def part_of(key: str) -> str:
    """Name an attribute; 40 bits tell apart the few that a node has."""
    return "a" + b32hexencode(sha256(key.encode()).digest()[:5]).decode().lower()


def name_of(node: NodeId, part: str, *, begun: str = OURS) -> str:
    """Name a part of a node."""
    return f"{begun}{b32hexencode(node.bytes).decode().lower().rstrip('=')}_{part}"


def read_anchor(name: str) -> Anchor | None:
    """Tell what a bookmark names, None for one that is not ours."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    node = UUID(bytes=b32hexdecode(f"{found[1].upper()}======"))
    return Anchor(NodeId(node), found[2].lower())
