"""What tables of a file that is brought in become, as pages show it: elements with their values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fortschrift.concepts.manuscripts.from_tables import FromTables
from fortschrift.core.text import NodeState, Tree
from fortschrift.web.concept_text import attribute_facts, label
from fortschrift.web.shapes import Fact

_LONGEST = 300  # characters of a paragraph
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class ShownElement:
    """An element that a table becomes, or one above that it tells of, as it will look.

    ``texts`` are the beginnings of its paragraphs.
    """

    level: str
    title: str
    depth: int
    is_new: bool
    facts: Sequence[Fact]
    texts: Sequence[str]


def shown_elements(tables: FromTables, position: int) -> list[ShownElement]:
    """Show the elements that a table becomes, none where it stays one."""
    tree = tables.tree
    return [
        ShownElement(
            label(tree, each.state, {}) or _level(tree, each.state),
            each.state.title,
            min(each.depth, _DEEPEST),
            each.is_new,
            attribute_facts(tree, replace(each.state, relations=())),
            [text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in each.texts],
        )
        for each in tables.elements.get(position, ())
    ]


def _level(tree: Tree, state: NodeState) -> str:
    level = tree.outline.level(state.kind)
    return level.singular if level else ""
