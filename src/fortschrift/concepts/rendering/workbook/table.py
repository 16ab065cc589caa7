"""The elements of a text as a table: a row for each, a column for each thing it tells.

A cell is what a reader sees, as words; so two tables can be compared wherever they come from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fortschrift.core.text import (
    BLOCKS,
    InlineText,
    NodeId,
    NodeState,
    Tree,
    inline,
    joined,
    numbers,
    plain,
    shown_number,
)
from fortschrift.core.text.blocks import ROOT_KIND
from fortschrift.core.text.comparison.shown import in_words
from fortschrift.core.text.outline import AttributeType, Outline, ValueType
from fortschrift.core.text.runs import Run
from fortschrift.core.text.synopsis import BLOCK_NAMES

LEVEL, NUMBER, HEADING, TEXT = "(ebene)", "(nummer)", "(ueberschrift)", "(text)"
"""Keys of columns that are no attributes; no key of an attribute has a bracket."""

ColumnKind = ValueType | Literal["fixed"]
LONGEST = 32_000
"""Characters that a cell of a workbook can hold, with room for the sign that more follows."""
CUT = " […]"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its name, and what its cells hold; fixed ones are only to be read."""

    key: str
    title: str
    kind: ColumnKind
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """An element with what it says in each column; what is not said is left out.

    `marked` holds the words of cells in which some are bold, italic, raised or lowered.
    """

    node: NodeId
    depth: int
    cells: dict[str, str]
    marked: dict[str, InlineText]


@dataclass(frozen=True, slots=True)
class Table:
    """All elements of a text in order."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]


def table_of(tree: Tree) -> Table:
    """Make the table of a text."""
    elements = [state for state in tree if _is_element(state)]
    columns = (*_FIXED, *_attribute_columns(tree.outline, elements))
    computed = numbers(tree)
    rows = (_row(tree, state, shown_number(state, computed)) for state in elements)
    return Table(columns, tuple(rows))


def _row(tree: Tree, state: NodeState, number: str) -> TableRow:
    words = {HEADING: state.heading, TEXT: _own_words(tree, state)}
    said = {**{key: plain(text) for key, text in words.items()}, **_facts(tree, state, number)}
    marked = {
        key: text
        for key, text in words.items()
        if 1 < len(said[key]) <= LONGEST and any(map(kinds_seen, text))
    }
    cells = {key: _cut(each) for key, each in said.items() if each}
    return TableRow(state.id, tree.depth(state.id), cells, marked)


_SEEN = frozenset({"bold", "italic", "superscript", "subscript"})


def kinds_seen(run: Run) -> set[str]:
    """Give the marks of some words that a cell can show."""
    return {mark.kind for mark in run.marks if mark.kind in _SEEN}


_FIXED = (
    Column(LEVEL, "Ebene", "fixed"),
    Column(NUMBER, "Nummer", "fixed"),
    Column(HEADING, "Überschrift", "text"),
    Column(TEXT, "Text", "fixed"),
)


def attribute_type(tree: Tree, state: NodeState, key: str) -> AttributeType | None:
    """Tell of which type an attribute of an element is."""
    level = tree.outline.level(state.kind)
    return level.attribute(key) if level else None


def _is_element(state: NodeState) -> bool:
    return state.kind not in BLOCKS and state.kind != ROOT_KIND


def _attribute_columns(outline: Outline, elements: list[NodeState]) -> Iterator[Column]:
    """Give a column for each attribute of the levels that occur, then for those nobody knows."""
    occurring = {state.kind for state in elements}
    known: dict[str, AttributeType] = {}
    for level in outline.levels:
        if level.key in occurring:
            for each in level.attributes:
                known.setdefault(each.key, each)
    for each in known.values():
        yield Column(each.key, each.label, each.type, each.options)
    strange = {key for state in elements for key, _ in state.attributes if key not in known}
    yield from (Column(key, key, "text") for key in sorted(strange))


def _facts(tree: Tree, state: NodeState, number: str) -> dict[str, str]:
    """Give what an element tells besides its words."""
    level = tree.outline.level(state.kind)
    told = {LEVEL: level.singular if level else state.kind, NUMBER: number}
    for key, value in state.attributes:
        known = attribute_type(tree, state, key)
        told[key] = "\n".join(in_words(value, known.type if known else None))
    return told


def _own_words(tree: Tree, state: NodeState) -> InlineText:
    """Give the lines of an element up to the next one below it; notes are left out."""
    lines = list(_own_lines(tree, state))
    apart = (each for line in lines[1:] for each in (inline("\n"), line))
    return joined(*lines[:1], *apart)


def _own_lines(tree: Tree, state: NodeState) -> Iterator[InlineText]:
    if state.text:
        yield state.text
    pending = [child for child in reversed(tree.children(state.id)) if child.kind in BLOCKS]
    while pending:
        block = pending.pop()
        if block.kind == "note":
            continue
        if block.text:
            yield joined(inline(_SIGNS.get(block.kind, "")), block.text)
        elif block.kind == "image":
            yield inline(BLOCK_NAMES["image"])
        pending.extend(reversed(tree.children(block.id)))


_SIGNS = {"list_item": "• "}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
