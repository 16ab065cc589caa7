"""A document as it came: what a file says, in order, and what the file says about it.

Plain values without any guess at what a heading or a table means for a concept; that is the
business of the mapping.  Nothing that a file says is left out: what is no part of the running
text (running heads, text boxes, a table of contents) stands aside, with its place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

Style = Literal["bold", "italic", "superscript", "subscript"]
ChangeKind = Literal["inserted", "deleted", "formatted"]
AsideKind = Literal["head", "foot", "box", "contents", "hidden", "comment", "cell", "other"]


Side = Literal["before", "after"]
"""Which text of a file with tracked changes is meant: as it was, or with all changes taken."""


class Place(NamedTuple):
    """Where something stands in a file, in the words of whoever looks it up there.

    ``part`` names what is counted: the paragraph, page or line, the row of the sheet ``of``, with
    the letters of its ``column``.
    """

    part: Literal["paragraph", "page", "line", "row", "note"]
    number: int
    of: str = ""
    column: str = ""


class Tracked(NamedTuple):
    """A tracked change: who made it, as printed, and when (ISO, as the file says, or "")."""

    kind: ChangeKind
    author: str = ""
    date: str = ""
    moved: bool = False


class Formatted(NamedTuple):
    """That somebody changed how words look: their ``styles`` before.

    ``what`` names what has changed as the format of the file calls it ("b", "color"), ``unsaid``
    what of it no text of ours can say.
    """

    tracked: Tracked
    what: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    styles: frozenset[Style] = frozenset()


class Words(NamedTuple):
    """A stretch of text that is styled and tracked alike; ``note`` is the key of a footnote."""

    text: str
    styles: frozenset[Style] = frozenset()
    link: str = ""
    note: str = ""
    tracked: Tracked | None = None
    formatted: Formatted | None = None


class Item(NamedTuple):
    """That a line is an item of a list: how deep, numbered or not, and with which number."""

    depth: int = 0
    ordered: bool = False
    number: int = 1


class Reshaped(NamedTuple):
    """That somebody changed what a paragraph is: its style, rank and place in lists before.

    ``what`` names all that has changed as the format of the file calls it ("pStyle", "jc").
    """

    tracked: Tracked
    what: tuple[str, ...] = ()
    style: str = ""
    level: int | None = None
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading or item of a list.

    ``level`` is the rank of a heading as the file tells it, from 1; ``number`` what the file
    prints in front without holding it in the text; ``end`` tells that the end of the paragraph
    itself was put in or taken out, ``reshaped`` that it was a paragraph of another kind.
    ``anchors`` are the names of bookmarks of ours in it.
    """

    place: Place
    words: tuple[Words, ...]
    style: str = ""
    level: int | None = None
    number: str = ""
    item: Item | None = None
    end: Tracked | None = None
    comments: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    reshaped: Reshaped | None = None

    @property
    def is_tracked(self) -> bool:
        """Tell whether somebody's change is marked in it."""
        return (
            self.end is not None
            or self.reshaped is not None
            or any(each.tracked or each.formatted for each in self.words)
        )

    def on(self, side: Side) -> tuple[Words, ...]:
        """Give the words before the tracked changes, or with all of them taken."""
        left_out = "deleted" if side == "after" else "inserted"
        return tuple(w for w in self.words if w.tracked is None or w.tracked.kind != left_out)

    @property
    def printed_number(self) -> str:
        """Give what the file prints in front, without the signs behind it."""
        return self.number.rstrip(".: ")

    def text(self, side: Side = "after") -> str:
        """Give the characters before the tracked changes, or with all of them taken."""
        return "".join(each.text for each in self.on(side))


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: the key of its bytes, and what the file says it shows.

    ``name`` is the one that a file of ours gave it, "" for others; ``digest`` tells its bytes
    from others where the file holds them.
    """

    place: Place
    media: str
    description: str = ""
    name: str = ""
    tracked: Tracked | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, over so many columns and rows."""

    blocks: "tuple[Block, ...]"
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    header: bool = False
    tracked: Tracked | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands."""

    place: Place
    rows: tuple[Row, ...]


Block: TypeAlias = Line | Picture | Table


class Aside(NamedTuple):
    """What stands in the file and not in its running text."""

    place: Place
    kind: AsideKind
    text: str


class Comment(NamedTuple):
    """A remark of a reader of the file, as printed; ``on`` are the words it stands at."""

    place: Place
    author: str
    date: str
    text: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All that a file says.

    ``notes`` are the footnotes by their keys, ``media`` the bytes of images with their type.
    ``hash`` names the text of ours that the file says it holds, ``compared`` the one it shows the
    changes against; both may be the beginning of a hash, and "" in files of others. ``change`` is
    the key of the change that left the text, where a file names it.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    notes: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    media: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    asides: tuple[Aside, ...] = ()
    comments: dict[str, Comment] = field(default_factory=dict)
    hash: str = ""
    compared: str = ""
    change: str = ""

    def lines(self) -> Iterator[Line]:
        """Go through all lines of the running text, those in tables as well, then the notes."""
        yield from lines_in(self.blocks)
        for blocks in self.notes.values():
            yield from lines_in(blocks)

    @property
    def is_tracked(self) -> bool:
        """Tell whether somebody's changes are marked in it."""
        return any(line.is_tracked for line in self.lines())


def lines_in(blocks: tuple[Block, ...]) -> Iterator[Line]:
    """Go through the lines of blocks in order, those in tables as well."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from lines_in(cell.blocks)


def joined(words: Iterable[Words]) -> tuple[Words, ...]:
    """Join neighbours that are styled and tracked alike."""
    joint: list[Words] = []
    for _, alike in groupby(words, key=lambda each: each[1:]):
        first, *others = alike
        if first.note:
            joint += first, *others
        else:
            joint.append(first._replace(text="".join(each.text for each in (first, *others))))
    return tuple(joint)


def said_in(blocks: tuple[Block, ...]) -> str:
    """Give every word of blocks, put in or taken out, with numbers and descriptions of images."""
    return "\n".join(each for each in _said(blocks) if each)


def _said(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Line):
            words = "".join(each.text for each in block.words)
            yield f"{block.number} {words}" if block.number else words
        elif isinstance(block, Picture):
            yield block.description
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _said(cell.blocks)
