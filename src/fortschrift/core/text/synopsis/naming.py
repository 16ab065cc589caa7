"""What elements are called: "Leitziel 2.3", or without a number their heading."""

from textwrap import shorten
from typing import NamedTuple

from fortschrift.core.text.blocks import BLOCKS, ROOT_KIND
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.numbering import Numbers, numbers, shown_number
from fortschrift.core.text.outline import Outline
from fortschrift.core.text.runs import plain
from fortschrift.core.text.tree import Tree

BLOCK_NAMES = {
    "paragraph": "Absatz",
    "list": "Liste",
    "list_item": "Listenpunkt",
    "table": "Tabelle",
    "row": "Zeile",
    "cell": "Zelle",
    "image": "Bild",
    "note": "Fußnote",
    ROOT_KIND: "Konzept",
}
"""What blocks are called."""

NAMELESS = "Abschnitt"
"""What an element of a level is called that the outline does not know."""

_SHORT = 48  # characters; a line of a narrow column


class Naming(NamedTuple):
    """Names of the elements of one text."""

    tree: Tree
    computed: Numbers
    levels: dict[str, str]

    @classmethod
    def of(cls, tree: Tree, computed: Numbers | None = None) -> "Naming":
        """Number a text once, unless its numbers are known already."""
        if computed is None:
            computed = numbers(tree)
        return cls(tree, computed, level_names(tree.outline))

    def kind(self, kind: str) -> str:
        """Name a level or block kind."""
        return self.levels.get(kind) or BLOCK_NAMES.get(kind, NAMELESS)

    def label(self, state: NodeState) -> str:
        """Give level and number ("Leitziel 2.3"), "" for what has no number."""
        return label(self.levels.get(state.kind, ""), shown_number(state, self.computed))

    def name(self, node: NodeId) -> str:
        """Name an element, by its heading where it has no number."""
        state = self.tree[node]
        return self.label(state) or state.title or self.levels.get(state.kind, "")

    def called(self, node: NodeId) -> str:
        """Name a node so that it is known again: number and heading, or what it is and says."""
        state = self.tree[node]
        if state.kind not in BLOCKS:
            said = (self.label(state), state.title)
            return " ".join(filter(None, said)) or self.kind(state.kind)
        words = shorten(plain(state.heading or state.text), _SHORT, placeholder=" …")
        return f"{self.kind(state.kind)} „{words}“" if words else self.kind(state.kind)

    def place(self, node: NodeId) -> str:
        """Name the element that a node stands in, "" for the root."""
        above = (each for each in self.tree.ancestors(node) if each.kind not in BLOCKS)
        return next((self.name(each.id) for each in above), "")


def level_names(outline: Outline) -> dict[str, str]:
    """Give the name of each level by its key."""
    return {level.key: level.singular for level in outline.levels}


def label(level: str, number: str) -> str:
    """Join name and number of an element.

    A printed "Ziel 15b" or a pattern such as "HF{n}" may already hold the level's own name.

    >>> label("Leitziel", "2.3"), label("Ziel", "Ziel 15b"), label("Ziel", "")
    ('Leitziel 2.3', 'Ziel 15b', '')
    """
    return number if not number or not level or level in number else f"{level} {number}"
