"""From a manuscript and a mapping to the text of a concept, with an account of every word.

Each line is placed whole or listed as not taken, with its place; so the words that came in are
the words in the text plus the words in the list. A title gives its number and, as the name of
its level, its first word to the element; both count as placed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from fortschrift.concepts.manuscripts.blocks import Blocks, Growing
from fortschrift.concepts.manuscripts.cells import Cells, Told
from fortschrift.concepts.manuscripts.forms import (
    ABOVE,
    NOT_TAKEN,
    ROWS,
    TEXT,
    in_front_of,
    title_in,
)
from fortschrift.concepts.manuscripts.inlines import without_start
from fortschrift.concepts.manuscripts.levels import shape_at
from fortschrift.concepts.manuscripts.manuscript import (
    Block,
    Line,
    Manuscript,
    Picture,
    Place,
    Side,
    Table,
    lines_in,
)
from fortschrift.concepts.manuscripts.mapping import LevelMapping
from fortschrift.concepts.manuscripts.telling import Above, Telling
from fortschrift.core.text import NodeId, Tree, inline
from fortschrift.core.text.blocks import ROOT_KIND

Why = Literal[
    "head", "foot", "box", "contents", "hidden", "comment", "cell", "other", "chosen", "note"
]


class NotTaken(NamedTuple):
    """Words of the file that are not in the text: where they stand, and why."""

    place: Place
    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class Placed:
    """The text of a concept, where each node came from, and what was not taken.

    ``titles`` holds what titles gave to the level and number of their elements, as printed;
    ``told`` the words of tables that elements hold as attributes, numbers or names.
    """

    tree: Tree
    places: dict[NodeId, Place]
    titles: dict[NodeId, str]
    not_taken: tuple[NotTaken, ...]
    told: tuple[Told, ...] = ()


def placed(
    manuscript: Manuscript,
    mapping: LevelMapping,
    mint: Callable[[], NodeId],
    *,
    side: Side = "after",
) -> Placed:
    """Build the text; `mint` gives a new id at each call."""
    return _Building(mapping, Blocks(manuscript, mint, side)).placed()


@dataclass
class _Building:
    mapping: LevelMapping
    blocks: Blocks
    titles: dict[NodeId, str] = field(default_factory=dict)
    not_taken: list[NotTaken] = field(default_factory=list)
    above: list[Growing] = field(default_factory=list)
    """The elements under which the next one may be put, the root first."""

    def __post_init__(self) -> None:
        above = Above(self._nearest_of, self._put, lambda: self.above[-1])
        self.cells = Cells(self.mapping, self.blocks, self.titles)
        self.tables = Telling(self.cells, above)

    def placed(self) -> Placed:
        root = self.blocks.node(ROOT_KIND, Place("paragraph", 0))
        root.heading = inline(self.blocks.manuscript.title or "")
        self.above = [root]
        self._elements(root)
        for cell in self.cells.left:
            self._leave(cell.blocks, "chosen")
        for key, blocks in self.blocks.manuscript.notes.items():
            if key not in self.blocks.notes:
                self._leave(blocks, "note")
        for aside in self.blocks.manuscript.asides:
            self.not_taken.append(NotTaken(aside.place, aside.text, aside.kind))
        for comment in self.blocks.manuscript.comments.values():
            self.not_taken.append(NotTaken(comment.place, comment.text, "comment"))
        tree = Tree.of(root.states(), root=root.id, outline=self.mapping.outline)
        return Placed(
            tree, self.blocks.places, self.titles, tuple(self.not_taken), tuple(self.cells.told)
        )

    def _elements(self, root: Growing) -> None:
        blocks = self.blocks.manuscript.blocks
        choices = [self._choice(position, block) for position, block in enumerate(blocks)]
        for choice, found in groupby(zip(choices, blocks, strict=True), key=itemgetter(0)):
            group = [block for _, block in found]
            if choice == TEXT:
                self.above[-1].children += self.blocks.flow(group)
                continue
            for block in group:
                if choice == NOT_TAKEN:
                    self._leave((block,), "chosen")
                elif isinstance(block, Table):
                    self._table(choice, block)
                elif isinstance(block, Line) and choice == ROOT_KIND:
                    root.heading, notes = self.blocks.inline(block.on(self.blocks.side))
                    root.children += notes
                elif isinstance(block, Line):
                    self._element(choice, block)

    def _choice(self, position: int, block: Block) -> str:
        if isinstance(block, Picture):
            return TEXT
        if position == self.mapping.root and isinstance(block, Line):
            return ROOT_KIND
        choice = self.mapping.choice_of(position, block, self.blocks.side)
        return choice if self._is_possible(choice, block) else TEXT

    def _is_possible(self, choice: str, block: Block) -> bool:
        """Tell whether a table can be what it is chosen to be; what cannot stays a table."""
        if choice in (TEXT, NOT_TAKEN) or isinstance(block, Line):
            return choice not in (ABOVE, ROWS)
        if shape_at(self.mapping, block, choice) is None:
            return False
        level = self.mapping.outline.level(self.mapping.measure if choice == ROWS else choice)
        return choice == ABOVE or level is not None

    # ---- elements

    def _element(self, level: str, line: Line) -> None:
        """Put an element under the nearest one that may hold its level."""
        node = self._put(level, line.place)
        title = title_in(line, self.mapping.names, self.blocks.side)
        node.number = title.number or None
        said = line.text(self.blocks.side).rstrip()
        start = len(said) - len(title.text)
        self.titles[node.id] = in_front_of(line, title) + said[:start]
        words = without_start(line.on(self.blocks.side), start)
        node.heading, notes = self.blocks.inline(words)
        node.children += notes

    def _table(self, choice: str, table: Table) -> None:
        """Make elements of a table; what follows a list stands where the list stands."""
        shape = shape_at(self.mapping, table, choice)
        assert shape is not None
        if choice == ROWS:
            before = list(self.above)
            self.tables.list_(shape, table.place)
            self.above = before
        elif choice == ABOVE and len(self.above) > 1:
            self.tables.sheet_above(shape, table.place)
        elif choice == ABOVE:
            self.above[-1].children += self.blocks.flow((table,))
        else:
            self.tables.sheet(shape, choice, table.place)

    def _put(self, level: str, place: Place) -> Growing:
        node = self.blocks.node(level, place)
        while len(self.above) > 1 and not self._may_hold(self.above[-1].kind, level):
            self.above.pop()
        self.above[-1].children.append(node)
        self.above.append(node)
        return node

    def _nearest_of(self, level: str) -> Growing | None:
        return next((each for each in reversed(self.above) if each.kind == level), None)

    def _may_hold(self, parent: str, level: str) -> bool:
        return level in self.mapping.outline.may_contain(parent)

    def _leave(self, blocks: tuple[Block, ...], why: Why) -> None:
        for line in lines_in(blocks):
            self.not_taken.append(NotTaken(line.place, line.text(self.blocks.side), why))
