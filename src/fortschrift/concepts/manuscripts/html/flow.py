"""What is known while HTML is read from its beginning to its end."""

from dataclasses import dataclass, field
from typing import NamedTuple

from fortschrift.concepts.manuscripts.manuscript import Block, Item, Style, Tracked
from fortschrift.concepts.manuscripts.spaces import Piece


class Around(NamedTuple):
    """What holds for the words that are being read."""

    styles: frozenset[Style] = frozenset()
    link: str = ""
    tracked: Tracked | None = None
    kept: bool = False
    depth: int = -1
    is_inner: bool = False


class Shape(NamedTuple):
    """What the paragraph is that is being read."""

    style: str = ""
    level: int | None = None
    end: Tracked | None = None


@dataclass
class Flow:
    """The blocks of one place (page, cell, note), and the paragraph that is being read."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    shape: Shape = field(default_factory=Shape)
    item: Item | None = None
    number: str = ""
