"""The comparison as a Word file: accepting all gives the new text, rejecting all the old one."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from random import Random
from typing import Any, Literal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortschrift.concepts.rendering.docx import tracked_document
from fortschrift.core.text import (
    BLOCKS,
    BOLD,
    InlineText,
    Insert,
    Join,
    Move,
    NodeState,
    Operation,
    Place,
    Reformat,
    Repeal,
    Splice,
    Split,
    Substitute,
    Tree,
    apply,
    inline,
    link,
    numbers,
)
from fortschrift.core.text.comparison.shown import in_words
from fortschrift.core.text.synopsis import BLOCK_LABELS, synopsis
from tests.concepts.rendering_cases import tried
from tests.core.text.changing import some_operations
from tests.core.text.growing import OUTLINE, node_id, some_tree
from tests.core.text.strategies import edits, trees

Edit = tuple[Tree, tuple[Operation, ...]]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: What is left out when all changes are accepted (rejected).
LEFT_OUT = {"new": ("del", "moveFrom"), "old": ("ins", "moveTo")}
Side = Literal["old", "new"]

ROOT, FELD, EINS, LISTE, PUNKT, ZIEL = (node_id(n) for n in range(1, 7))
TABELLE, ZEILE, ZELLE, ANDERE = (node_id(n) for n in range(7, 11))

# A paragraph is ("p", style, depth in lists or None, words with marks), a table
# ("t", rows of cells of paragraphs).
Block = tuple[Any, ...]


@dataclass
class File:
    """A Word file, unpacked."""

    parts: dict[str, Element]
    links: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> "File":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            assert packed.testzip() is None
            parts = {
                name: ElementTree.fromstring(packed.read(name))
                for name in packed.namelist()
                if name.endswith((".xml", ".rels"))
            }
        relations = parts["word/_rels/document.xml.rels"]
        links = {each.attrib["Id"]: each.attrib["Target"] for each in relations}
        return cls(parts, links)

    @property
    def body(self) -> Element:
        body = self.parts["word/document.xml"].find(f"{W}body")
        assert body is not None
        return body

    def side(self, side: Side) -> list[Block]:
        """Accept or reject all changes, as Word does."""
        return [block for block in self._blocks(self.body, side) if not _is_gap(block)]

    def _blocks(self, parent: Element, side: Side) -> Iterator[Block]:
        carried: list[tuple[str, frozenset[str]]] = []
        for child in parent:
            if child.tag == f"{W}tbl":
                assert not carried, "words would be lost before a table"
                rows = list(self._rows(child, side))
                style = child.find(f"{W}tblPr/{W}tblStyle")
                assert style is not None
                if style.attrib[f"{W}val"] == "MeasureSheet":
                    yield from _told(rows)
                elif rows:
                    yield ("t", rows)
            if child.tag != f"{W}p":
                continue
            words = [*carried, *self._words(child, side, ())]
            mark = child.find(f"{W}pPr/{W}rPr")
            if any(
                mark is not None and mark.find(f"{W}{each}") is not None for each in LEFT_OUT[side]
            ):
                carried = words
                continue
            carried = []
            yield ("p", *self._properties(child, side), words)
        assert not carried, "words would be lost at the end"

    def _rows(self, table: Element, side: Side) -> Iterator[list[list[Block]]]:
        for row in table.findall(f"{W}tr"):
            kept = row.find(f"{W}trPr")
            assert row.findall(f"{W}tc"), "Word wants a cell in each row"
            if any(
                kept is not None and kept.find(f"{W}{each}") is not None for each in LEFT_OUT[side]
            ):
                continue
            yield [self._cell(cell, side) for cell in row.findall(f"{W}tc")]

    def _cell(self, cell: Element, side: Side) -> list[Block]:
        assert cell[-1].tag == f"{W}p", "Word wants a paragraph at the end of each cell"
        return [block for block in self._blocks(cell, side) if not _is_gap(block)]

    def _properties(self, paragraph: Element, side: Side) -> tuple[str, int | None]:
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        former = properties.find(f"{W}pPrChange/{W}pPr")
        if side == "old" and former is not None:
            properties = former
        style = properties.find(f"{W}pStyle")
        depth = properties.find(f"{W}numPr/{W}ilvl")
        assert style is not None
        return style.attrib[f"{W}val"], None if depth is None else int(depth.attrib[f"{W}val"])

    def _words(
        self, element: Element, side: Side, marks: tuple[str, ...]
    ) -> Iterator[tuple[str, frozenset[str]]]:
        for child in element:
            name = child.tag.removeprefix(W)
            if name in LEFT_OUT[side] or name == "pPr":
                continue
            if name == "hyperlink":
                yield from self._words(child, side, (*marks, self.links[child.attrib[f"{R}id"]]))
            elif name == "r":
                yield from self._run(child, side, marks)
            else:
                yield from self._words(child, side, marks)

    def _run(
        self, run: Element, side: Side, marks: tuple[str, ...]
    ) -> Iterator[tuple[str, frozenset[str]]]:
        properties = run.find(f"{W}rPr")
        former = run.find(f"{W}rPr/{W}rPrChange/{W}rPr")
        if side == "old" and former is not None:
            properties = former
        names = [each.tag.removeprefix(W) for each in properties] if properties is not None else []
        if "rStyle" in names:  # the number of a note, which is no part of the text
            return
        aligned = properties.find(f"{W}vertAlign") if properties is not None else None
        found = {"b": "bold", "i": "italic"}
        said = [found[name] for name in names if name in found]
        said += [aligned.attrib[f"{W}val"]] if aligned is not None else []
        for part in run:
            sign = {"br": "\n", "tab": "\t"}.get(part.tag.removeprefix(W))
            text = sign or (part.text if part.tag in (f"{W}t", f"{W}delText") else "")
            yield from ((each, frozenset((*said, *marks))) for each in text or "")


def _is_gap(block: Block) -> bool:
    """Tell the empty lines that Word wants behind tables and in cells, and only these."""
    return bool(block[0] == "p" and block[1] == "Gap" and not block[-1])


def _told(rows: list[list[list[Block]]]) -> Iterator[Block]:
    """Read a sheet of names and values as one line for each value."""
    for (name,), values in rows:
        for value in values:
            mark = _plainly(" " if "".join(sign for sign, _ in name[3]) == "Bezug" else ": ")
            yield ("p", "Value", None, [*name[3], *mark, *value[3]])


def expected(tree: Tree) -> list[Block]:
    """Say what should be read, straight from the tree."""
    return list(_Expected(tree, numbers(tree)).node(tree[tree.root], 0, 0))


@dataclass
class _Expected:
    tree: Tree
    computed: Any

    def node(self, state: NodeState, elements: int, lists: int) -> Iterator[Block]:
        yield from self._own(state, elements, lists)
        children = self.tree.children(state.id)
        is_element = state.kind not in BLOCKS
        within = (elements + 1, 0) if is_element else (elements, lists + (state.kind == "list"))
        if state.kind == "table":
            rows = [child for child in children if child.kind == "row"]
            if rows:
                yield ("t", [self._row(row, elements) for row in rows])
            children = tuple(child for child in children if child.kind != "row")
        for child in children:
            yield from self.node(child, *within)

    def _row(self, row: NodeState, elements: int) -> list[list[Block]]:
        cells = self.tree.children(row.id)
        return [list(self.node(cell, elements, 0)) for cell in cells] or [[]]

    def _own(self, state: NodeState, elements: int, lists: int) -> Iterator[Block]:
        number = state.printed_number or self.computed.get(state.id, "")
        level = self.tree.outline.level(state.kind)
        name = f"{level.singular} {number}" if level and number else number
        heading = [*_plainly(name), *(_plainly(" ") if name and state.heading else [])]
        heading += _signs(state.heading)
        style = "Caption" if state.kind in BLOCKS else f"Heading{elements}"
        if heading or state.kind not in BLOCKS:
            yield ("p", "Title" if state.kind == "concept" else style, None, heading)
        if state.text or state.kind in ("paragraph", "list_item", "note", "cell"):
            yield (*self._text_style(state, lists), _signs(state.text))
        for said in self._others(state):
            yield ("p", "Value", None, _plainly(said))

    def _text_style(self, state: NodeState, lists: int) -> Block:
        if state.kind == "list_item":
            return ("p", "ListParagraph", lists - 1)
        style = "ListParagraph" if lists else "Normal"
        return ("p", "NoteText" if state.kind == "note" else style, None)

    def _others(self, state: NodeState) -> Iterator[str]:
        level = self.tree.outline.level(state.kind)
        known = {each.key: each for each in level.attributes} if level else {}
        given = dict(state.attributes) if state.kind not in BLOCKS else {}
        for key in [*(key for key in known if key in given), *(k for k in given if k not in known)]:
            kind = known[key].type if key in known else None
            label = known[key].label if key in known else key
            yield from (f"{label}: {said}" for said in in_words(given[key], kind))
        for kind, _ in state.relations:
            yield f"Bezug {kind}"


def _plainly(text: str) -> list[tuple[str, frozenset[str]]]:
    return [(sign, frozenset()) for sign in text]


def _signs(text: InlineText) -> list[tuple[str, frozenset[str]]]:
    return [
        (sign, frozenset(mark.value or mark.kind for mark in run.marks if mark.kind != "footnote"))
        for run in text
        for sign in run.text
    ]


def settled(blocks: list[Block]) -> list[Block]:
    """Leave out what is no matter of one side.

    A target of a relation bears the name that it has now, and attributes stand in the order
    they have now. What blocks are told besides their text is written only where it changed.
    """
    kept: list[Block] = []
    for block in blocks:
        if block[0] == "t":
            kept.append(("t", [[settled(cell) for cell in row] for row in block[1]]))
        elif block[1] != "Value":
            kept.append(block)
        else:
            said = "".join(sign for sign, _ in block[3])
            label = said.partition(":")[0]
            if label not in {*BLOCK_LABELS, *BLOCK_LABELS.values()}:
                kept.append(("v", label if label.startswith("Bezug ") else said))
    groups = groupby(kept, key=lambda block: block[0] == "v")
    return [each for values, group in groups for each in (sorted(group) if values else group)]


def read_back(old: Tree, new: Tree) -> File:
    """Render, read back, and compare each side with its tree."""
    file = File.of(tracked_document(synopsis(old, new), author="Runder Tisch"))

    assert settled(file.side("old")) == settled(expected(old))
    assert settled(file.side("new")) == settled(expected(new))
    return file


@pytest.fixture
def concept() -> Tree:
    """A field with a paragraph of two sentences, a list, a table and an empty goal."""
    states = [
        NodeState(ROOT, "concept", inline("Konzept"), children=(FELD,)),
        NodeState(FELD, "feld", inline("Bildung"), children=(EINS, LISTE, TABELLE, ZIEL)),
        NodeState(EINS, "paragraph", text=inline("Das fällt weg. Das bleibt hier.")),
        NodeState(LISTE, "list", children=(PUNKT,)),
        NodeState(PUNKT, "list_item", text=inline("Kurse für alle")),
        NodeState(TABELLE, "table", children=(ZEILE,)),
        NodeState(ZEILE, "row", children=(ZELLE, ANDERE)),
        NodeState(ZELLE, "cell", text=inline("Plätze")),
        NodeState(ANDERE, "cell", text=inline("40")),
        NodeState(ZIEL, "ziel", inline("Sprache")),
    ]
    return Tree.of(states, root=ROOT, outline=OUTLINE)


def file_of(tree: Tree, *operations: Operation) -> File:
    """Render, and see that both sides come back."""
    return read_back(tree, apply(operations, tree))


def words_in(file: File, tag: str) -> list[str]:
    """List the words inside each element of a kind."""
    found = ("".join(each.itertext()) for each in file.body.iter(f"{W}{tag}"))
    return [words for words in found if words]


@tried(50)
@given(edits(most=6))
def test_p3_both_texts_are_read_back_from_the_file(edit: Edit) -> None:
    old, operations = edit

    read_back(old, apply(operations, old))


@tried(20)
@given(trees, trees)
def test_p3_both_texts_are_read_back_however_much_has_changed(old: Tree, new: Tree) -> None:
    read_back(old, new)  # grown apart: the same ids stand elsewhere and are other things


@tried(3)
@given(st.binary(min_size=8, max_size=8), st.integers(30, 60))
def test_p3_both_texts_are_read_back_in_the_size_of_a_concept(seed: bytes, most: int) -> None:
    tree = some_tree(seed, 6)

    read_back(tree, apply(some_operations(Random(seed), tree, most), tree))


@tried(20)
@given(edits(most=6))
def test_each_move_has_two_ends_and_each_change_a_number_of_its_own(edit: Edit) -> None:
    old, operations = edit

    file = File.of(tracked_document(synopsis(old, apply(operations, old)), author="Rat"))

    for end in ("From", "To"):
        starts = list(file.body.iter(f"{W}move{end}RangeStart"))
        stops = [each.attrib[f"{W}id"] for each in file.body.iter(f"{W}move{end}RangeEnd")]
        assert sorted(each.attrib[f"{W}id"] for each in starts) == sorted(stops)
    names = [
        sorted(each.attrib[f"{W}name"] for each in file.body.iter(f"{W}move{end}RangeStart"))
        for end in ("From", "To")
    ]
    assert names[0] == names[1]
    assert len(names[0]) == len(set(names[0]))
    changes = [each.attrib[f"{W}id"] for each in file.body.iter() if f"{W}author" in each.attrib]
    assert len(changes) == len(set(changes))


def test_p3_a_paragraph_struck_before_a_list_with_a_changed_word_is_seen(concept: Tree) -> None:
    file = file_of(
        concept, Repeal(EINS), Substitute(PUNKT, (Splice(10, inline("alle"), inline("Frauen")),))
    )

    assert words_in(file, "del") == ["Das fällt weg. Das bleibt hier.", "alle"]
    assert words_in(file, "ins") == ["Frauen"]


def test_a_moved_list_is_moved_and_neither_struck_nor_put_in(concept: Tree) -> None:
    file = file_of(concept, Move(LISTE, Place(ZIEL)))

    assert words_in(file, "moveFrom") == words_in(file, "moveTo") == ["Kurse für alle"]
    assert words_in(file, "del") == words_in(file, "ins") == []


def test_words_that_changed_on_the_way_are_struck_there_and_put_in_here(concept: Tree) -> None:
    file = file_of(
        concept,
        Move(LISTE, Place(ZIEL)),
        Substitute(PUNKT, (Splice(10, inline("alle"), inline("Frauen")),)),
    )

    assert words_in(file, "moveFrom") == words_in(file, "moveTo") == ["Kurse für "]
    assert (words_in(file, "del"), words_in(file, "ins")) == (["alle"], ["Frauen"])


def test_a_split_paragraph_is_a_new_line_end_and_a_blank_less(concept: Tree) -> None:
    file = file_of(concept, Split(EINS, 14, inline(" "), node_id(30)))

    assert (words_in(file, "del"), words_in(file, "ins")) == ([" "], [])
    assert len(file.body.findall(f"{W}p/{W}pPr/{W}rPr/{W}ins")) == 1


def test_joined_paragraphs_are_a_line_end_less_and_a_blank_more(concept: Tree) -> None:
    second = NodeState(node_id(30), "paragraph", text=inline("Noch ein Satz steht hier."))
    longer = apply([Insert(Place(FELD, EINS), (second,))], concept)

    file = file_of(longer, Join(EINS, second.id, inline(" ")))

    assert (words_in(file, "del"), words_in(file, "ins")) == ([], [" "])
    assert len(file.body.findall(f"{W}p/{W}pPr/{W}rPr/{W}del")) == 1


def test_other_formatting_is_tracked_as_formatting(concept: Tree) -> None:
    file = file_of(concept, Reformat(PUNKT, (Splice(0, inline("Kurse"), inline("Kurse", BOLD)),)))

    assert words_in(file, "del") == words_in(file, "ins") == []
    assert len(list(file.body.iter(f"{W}rPrChange"))) == 1


def test_a_link_that_leads_elsewhere_is_struck_and_put_in(concept: Tree) -> None:
    old, new = link("https://a.example/"), link("https://b.example/")
    linked = apply([Reformat(PUNKT, (Splice(0, inline("Kurse"), inline("Kurse", old)),))], concept)

    file = file_of(
        linked, Reformat(PUNKT, (Splice(0, inline("Kurse", old), inline("Kurse", new)),))
    )

    assert words_in(file, "del") == words_in(file, "ins") == ["Kurse"]
    assert set(file.links.values()) >= {"https://a.example/", "https://b.example/"}


def test_a_note_of_a_table_stands_below_it(concept: Tree) -> None:
    note = NodeState(node_id(30), "note", text=inline("Stand 2026"))

    file = file_of(concept, Insert(Place(TABELLE), (note,)))

    assert ("p", "NoteText", None) in [block[:3] for block in file.side("new")]
    assert words_in(file, "ins") == ["[1] ", "Stand 2026"]


def test_a_new_row_is_tracked_as_a_row_and_the_others_stay(concept: Tree) -> None:
    cells = [NodeState(node_id(n), "cell", text=inline("neu")) for n in (31, 32)]
    row = NodeState(node_id(30), "row", children=tuple(cell.id for cell in cells))

    file = file_of(concept, Insert(Place(TABELLE, ZEILE), (row, *cells)))

    tracked = [each.find(f"{W}trPr/{W}ins") is not None for each in file.body.iter(f"{W}tr")]
    assert tracked == [False, True]


def test_a_row_with_another_cell_is_written_as_it_was_and_as_it_is(concept: Tree) -> None:
    cell = NodeState(node_id(30), "cell", text=inline("neu"))

    file = file_of(concept, Insert(Place(ZEILE, ANDERE), (cell,)))

    assert words_in(file, "del") == ["Plätze", "40"]
    assert words_in(file, "ins") == ["Plätze", "40", "neu"]


def test_changes_bear_author_and_time_and_the_same_text_gives_the_same_bytes(
    concept: Tree,
) -> None:
    rows = synopsis(concept, apply([Repeal(EINS)], concept))
    at = datetime(2026, 11, 22, 10, 30)  # noqa: DTZ001 - Word knows no time zones

    data = tracked_document(rows, author='Amt "A & B"', at=at)

    assert data == tracked_document(rows, author='Amt "A & B"', at=at)
    (struck,) = [each for each in File.of(data).body.iter(f"{W}del") if len(each)]
    assert struck.attrib[f"{W}author"] == 'Amt "A & B"'
    assert struck.attrib[f"{W}date"] == "2026-11-22T10:30:00"


def test_every_part_is_declared_and_every_list_and_style_is_there(concept: Tree) -> None:
    file = file_of(concept, Repeal(EINS))

    declared = {each.get("PartName", "")[1:] for each in file.parts["[Content_Types].xml"]} - {""}
    assert declared == {name for name in file.parts if not name.endswith((".rels", "].xml"))}
    styles = {each.get(f"{W}styleId") for each in file.parts["word/styles.xml"].iter(f"{W}style")}
    assert {each.get(f"{W}val") for each in file.body.iter(f"{W}pStyle")} <= styles
    lists = {each.get(f"{W}numId") for each in file.parts["word/numbering.xml"].iter(f"{W}num")}
    assert {each.get(f"{W}val") for each in file.body.iter(f"{W}numId")} <= lists
