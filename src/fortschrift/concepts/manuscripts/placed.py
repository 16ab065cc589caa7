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
from fortschrift.concepts.manuscripts.inlines import without_start
from fortschrift.concepts.manuscripts.manuscript import (
    Block,
    Line,
    Manuscript,
    Place,
    Side,
    lines_in,
)
from fortschrift.concepts.manuscripts.mapping import NOT_TAKEN, TEXT, LevelMapping, title_in
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

    ``titles`` holds what titles gave to the level and number of their elements, as printed.
    """

    tree: Tree
    places: dict[NodeId, Place]
    titles: dict[NodeId, str]
    not_taken: tuple[NotTaken, ...]


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

    def placed(self) -> Placed:
        root = self.blocks.node(ROOT_KIND, Place("paragraph", 0))
        root.heading = inline(self.blocks.manuscript.title or "")
        self._elements(root)
        for key, blocks in self.blocks.manuscript.notes.items():
            if key not in self.blocks.notes:
                self._leave(blocks, "note")
        for aside in self.blocks.manuscript.asides:
            self.not_taken.append(NotTaken(aside.place, aside.text, aside.kind))
        for comment in self.blocks.manuscript.comments.values():
            self.not_taken.append(NotTaken(comment.place, comment.text, "comment"))
        tree = Tree.of(root.states(), root=root.id, outline=self.mapping.outline)
        return Placed(tree, self.blocks.places, self.titles, tuple(self.not_taken))

    def _elements(self, root: Growing) -> None:
        above = [root]
        blocks = self.blocks.manuscript.blocks
        choices = [self._choice(position, block) for position, block in enumerate(blocks)]
        for kind, found in groupby(zip(choices, blocks, strict=True), key=itemgetter(0)):
            group = [block for _, block in found]
            if kind == TEXT:
                above[-1].children += self.blocks.flow(group)
                continue
            for line in lines_in(tuple(group)):
                if kind == NOT_TAKEN:
                    self._leave((line,), "chosen")
                elif kind == ROOT_KIND:
                    root.heading, notes = self.blocks.inline(line.on(self.blocks.side))
                    root.children += notes
                else:
                    self._element(kind, line, above)

    def _choice(self, position: int, block: Block) -> str:
        if not isinstance(block, Line):
            return TEXT
        if position == self.mapping.root:
            return ROOT_KIND
        return self.mapping.choice_of(position, block, self.blocks.side)

    def _element(self, level: str, line: Line, above: list[Growing]) -> None:
        """Put an element under the nearest one that may hold its level."""
        node = self.blocks.node(level, line.place)
        title = title_in(line, self.mapping.names, self.blocks.side)
        node.number = title.number or None
        said = line.text(self.blocks.side).rstrip()
        start = len(said) - len(title.text)
        self.titles[node.id] = said[:start]
        words = without_start(line.on(self.blocks.side), start)
        node.heading, notes = self.blocks.inline(words)
        node.children += notes
        while len(above) > 1 and not self._may_hold(above[-1].kind, level):
            above.pop()
        above[-1].children.append(node)
        above.append(node)

    def _may_hold(self, parent: str, level: str) -> bool:
        return level in self.mapping.outline.may_contain(parent)

    def _leave(self, blocks: tuple[Block, ...], why: Why) -> None:
        for line in lines_in(blocks):
            self.not_taken.append(NotTaken(line.place, line.text(self.blocks.side), why))
