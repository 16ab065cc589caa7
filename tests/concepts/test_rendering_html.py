"""The comparison as a page: both texts can be read back from it, and nothing is hidden."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from fortschrift.concepts.rendering.html import comparison
from fortschrift.core.text import (
    BLOCKS,
    BOLD,
    InlineText,
    Insert,
    Move,
    NodeState,
    Operation,
    Place,
    Reformat,
    Repeal,
    Retitle,
    Splice,
    Split,
    Substitute,
    Tree,
    apply,
    footnote,
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
#: Characters, each with its marks.
Signs = list[tuple[str, frozenset[tuple[str, str]]]]

ROOT, FELD, EINS, LISTE, PUNKT, ZIEL = (node_id(n) for n in range(1, 7))
_MARKS = {"strong": "bold", "em": "italic", "sup": "superscript", "sub": "subscript"}
_GENERATED = {"kern-sr-only", "fs-call", "fs-partner", "fs-seam"}
_PARENTS = {"tr": {"table"}, "td": {"tr"}, "th": {"tr"}, "li": {"ul", "ol"}, "caption": {"table"}}


@dataclass
class Field:
    """One text on the page, as each side has it."""

    name: str
    old: Signs = field(default_factory=list)
    new: Signs = field(default_factory=list)


@dataclass
class Node:
    """One node on the page."""

    given: dict[str, str]
    fields: list[Field] = field(default_factory=list)
    children: "list[Node]" = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.given.get("data-node", "")

    @property
    def moved(self) -> bool:
        return "moved" in self.given.get("data-happened", "").split()


class Page(HTMLParser):
    """Reads a comparison; knows the page's own attributes and nothing of the engine."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.top = Node({})
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.open: list[tuple[str, dict[str, str]]] = []
        self.nodes: list[tuple[int, Node]] = [(0, self.top)]
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "br":
            self.handle_data("\n")
            return
        if tag in _PARENTS:
            assert self.open[-1][0] in _PARENTS[tag]
        elif self.open:
            assert self.open[-1][0] not in ("table", "tr", "ul", "ol")
        self.open.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        self.targets += [given["href"][1:]] if given.get("href", "").startswith("#") else []
        if "data-node" in given or "data-points-to" in given:
            node = Node(given)
            self.nodes[-1][1].children.append(node)
            self.nodes.append((len(self.open), node))
        if "data-field" in given:
            self.nodes[-1][1].fields.append(Field(given["data-field"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag
        while self.nodes[-1][0] > len(self.open):
            self.nodes.pop()

    def handle_data(self, data: str) -> None:
        within = [given for _, given in self.open]
        classes = {name for given in within for name in given.get("class", "").split()}
        if not any("data-field" in given for given in within) or classes & _GENERATED:
            return
        marks = frozenset(_marks(self.open))
        old_marks = next(
            (given["data-old-marks"] for given in within if "data-old-marks" in given), None
        )
        tags = {tag for tag, _ in self.open}
        target = self.nodes[-1][1].fields[-1]
        if "del" not in tags:
            target.new += [(sign, marks) for sign in data]
        if "ins" not in tags:
            marks = marks if old_marks is None else frozenset(map(tuple, json.loads(old_marks)))
            target.old += [(sign, marks) for sign in data]

    def side(self, side: str) -> Any:
        """Read one side: taking all changes (new), or none (old)."""
        every = {node.id: node for node in _all(self.top) if f"data-{side}" in node.given}
        parts: dict[str, list[Node]] = {}
        for node in _all(self.top):
            if "data-continues" in node.given and f"data-{side}" not in node.given:
                parts.setdefault(node.given["data-continues"], []).append(node)
        return self._read(self.top.children[0], side, every, parts)

    def _read(self, node: Node, side: str, every: Any, parts: Any) -> Any:
        whole = [node, *parts.get(node.id, [])]
        fields = [(each.name, getattr(each, side)) for part in whole for each in part.fields]
        signs = {
            name: [sign for found, signs in fields if found == name for sign in signs]
            for name in ("heading", "text", "name")
        }
        others = [
            (name, "".join(sign for sign, _ in said))
            for name, said in fields
            if name not in signs and said
        ]
        below = [
            self._read(every[child.given.get("data-points-to", child.id)], side, every, parts)
            for part in whole
            for child in part.children
            if _stands_here(child, side)
        ]
        return (node.given[f"data-{side}"], *signs.values(), sorted(others), below)


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def _stands_here(child: Node, side: str) -> bool:
    if "data-points-to" in child.given:
        return side == "old"
    return f"data-{side}" in child.given and not (side == "old" and child.moved)


def _marks(tags: list[tuple[str, dict[str, str]]]) -> Iterator[tuple[str, str]]:
    start = next(place for place, (_, given) in enumerate(tags) if "data-field" in given)
    for tag, attributes in tags[start + 1 :]:
        if tag in _MARKS:
            yield _MARKS[tag], ""
        if tag == "a":
            yield "link", attributes["href"]
        if "data-note" in attributes:
            yield "footnote", attributes["data-note"]


def expected(tree: Tree) -> Any:
    """Say what should be read, straight from the tree."""
    computed = numbers(tree)

    def read(state: NodeState) -> Any:
        number = state.printed_number or computed.get(state.id, "")
        level = tree.outline.level(state.kind)
        name = f"{level.singular} {number}" if level and number else number
        return (
            state.kind,
            _signs(state.heading),
            _signs(state.text),
            _signs(inline(name)),
            sorted(_others(state, tree)),
            [read(child) for child in tree.children(state.id)],
        )

    return read(tree[tree.root])


def _others(state: NodeState, tree: Tree) -> Iterator[tuple[str, str]]:
    """Say which values of an element and which relations should stand on the page."""
    level = tree.outline.level(state.kind)
    for key, value in state.attributes if state.kind not in BLOCKS else ():
        known = level.attribute(key) if level else None
        yield f"label-{key}", known.label if known else BLOCK_LABELS.get(key, key)
        yield from ((f"value-{key}", said) for said in in_words(value, known and known.type))
    for kind, target in state.relations:
        other = tree.nodes.get(target)
        yield "relation", f"{kind}: " + ("" if other else "außerhalb dieses Textes")


def _signs(text: InlineText) -> Signs:
    return [
        (sign, frozenset((mark.kind, mark.value) for mark in run.marks))
        for run in text
        for sign in run.text
    ]


def settled(read: Any) -> Any:
    """Leave out what is no matter of one side.

    Values of blocks are shown only where they changed, and a target of a relation bears the
    name that it has now, wherever that is.
    """
    kind, heading, text, name, others, below = read
    others = [
        (key, "" if key == "relation" else said)
        for key, said in others
        if key == "relation" or kind not in BLOCKS
    ]
    return kind, heading, text, name, others, [settled(child) for child in below]


def read_back(old: Tree, new: Tree) -> Page:
    """Render, read back, and compare each side with its tree."""
    page = Page(comparison(synopsis(old, new)))

    assert settled(page.side("old")) == settled(expected(old))
    assert settled(page.side("new")) == settled(expected(new))
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)
    return page


@pytest.fixture
def concept() -> Tree:
    """A field with a paragraph, a list and an empty goal."""
    states = [
        NodeState(ROOT, "concept", inline("Konzept"), children=(FELD,)),
        NodeState(FELD, "feld", inline("Bildung"), children=(EINS, LISTE, ZIEL)),
        NodeState(EINS, "paragraph", text=inline("Das fällt weg. Das bleibt hier.")),
        NodeState(LISTE, "list", children=(PUNKT,)),
        NodeState(PUNKT, "list_item", text=inline("Kurse für alle")),
        NodeState(ZIEL, "ziel", inline("Sprache")),
    ]
    return Tree.of(states, root=ROOT, outline=OUTLINE)


def page_of(tree: Tree, *operations: Operation) -> str:
    return comparison(synopsis(tree, apply(operations, tree)))


@tried(20)
@given(edits(most=6))
def test_p3_both_texts_are_read_back_from_the_page(edit: Edit) -> None:
    old, operations = edit

    read_back(old, apply(operations, old))


@tried(10)
@given(trees, trees)
def test_p3_both_texts_are_read_back_however_much_has_changed(old: Tree, new: Tree) -> None:
    read_back(old, new)  # grown apart: the same ids stand elsewhere and are other things


@tried(2)
@given(st.binary(min_size=8, max_size=8), st.integers(30, 60))
def test_p3_both_texts_are_read_back_in_the_size_of_a_concept(seed: bytes, most: int) -> None:
    tree = some_tree(seed, 6)

    read_back(tree, apply(some_operations(Random(seed), tree, most), tree))


def test_p3_a_paragraph_struck_before_a_list_with_a_changed_word_is_seen(concept: Tree) -> None:
    html = page_of(
        concept, Repeal(EINS), Substitute(PUNKT, (Splice(10, inline("alle"), inline("Frauen")),))
    )

    struck = re.findall(r"<del>.*?</del>", html)
    assert len(struck) == 2
    assert "Das fällt weg. Das bleibt hier." in struck[0]
    assert "alle" in struck[1]


def test_what_is_struck_or_put_in_is_said_in_words(concept: Tree) -> None:
    html = page_of(concept, Substitute(PUNKT, (Splice(10, inline("alle"), inline("Frauen")),)))

    assert '<del><span class="kern-sr-only">gestrichen: </span>alle' in html
    assert '<ins><span class="kern-sr-only">eingefügt: </span>Frauen' in html


def test_what_is_said_of_a_text_is_in_the_language_of_the_page(concept: Tree) -> None:
    note = NodeState(node_id(31), "note", text=inline("Eine Anmerkung."))
    edit = (
        Substitute(PUNKT, (Splice(10, inline("alle"), inline("Frauen")),)),
        Reformat(PUNKT, (Splice(0, inline("Kurse"), inline("Kurse", footnote(node_id(31)))),)),
        Insert(Place(PUNKT), (note,)), Move(EINS, Place(ZIEL)),
    )  # fmt: skip

    with translation.override("en"):
        html = page_of(concept, *edit)

    assert html.startswith('<div class="fs-comparison" lang="de">')
    said = re.findall(r'<span class="kern-sr-only"([^>]*)>', html)
    assert len(said) > 4 and set(said) == {' lang="en"'}
    assert re.findall(r"<p class=\"fs-notice\"([^>]*)>", html) == [' lang="en"'] * 2
    assert re.search(r'<a href="#s-[^"]*" lang="en" aria-label=', html)
    assert '<span lang="de">Leitziel 1.1</span>' in html


def test_a_new_row_of_a_table_keeps_its_cells_under_their_heads(concept: Tree) -> None:
    table, first, second = (node_id(number) for number in (91, 92, 93))
    heads, cells = node_id(94), node_id(95)
    before = apply(
        [
            Insert(Place(FELD, None), (
                NodeState(table, "table", children=(first,)),
                NodeState(first, "row", attributes=(("header", True),), children=(heads,)),
                NodeState(heads, "cell", text=inline("Jahr")),
            )),
        ],
        concept,
    )  # fmt: skip
    new = Insert(Place(table, first), (
        NodeState(second, "row", children=(cells,)), NodeState(cells, "cell", text=inline("2024")),
    ))  # fmt: skip

    html = page_of(before, new)

    row = html.split(f'data-node="{second}"')[1].split("</tr>")[0]
    assert row.index("2024") < row.index("neu")
    assert row.count("<td") == 2 and "fs-row-mark" in row


def test_words_struck_and_words_put_in_their_place_do_not_run_together(concept: Tree) -> None:
    word, end = Splice(10, inline("alle"), inline("Frauen")), len("Kurse für alle")

    replaced = page_of(concept, Substitute(PUNKT, (word,)))
    added = page_of(concept, Substitute(PUNKT, (Splice(end, (), inline(" im Ort")),)))

    assert re.search(r'</del><span class="fs-seam"> </span><ins>', replaced)
    assert "fs-seam" not in added


def test_other_formatting_is_said_and_no_word_is_struck(concept: Tree) -> None:
    html = page_of(concept, Reformat(PUNKT, (Splice(0, inline("Kurse"), inline("Kurse", BOLD)),)))

    assert "<del>" not in html
    assert "anders formatiert, vorher ohne Auszeichnung" in html
    assert "<strong>Kurse</strong>" in html


def test_a_moved_node_and_its_old_place_lead_to_each_other(concept: Tree) -> None:
    html = page_of(concept, Move(LISTE, Place(ZIEL)))

    assert f'id="s-{LISTE}-stand-hier"' in html
    assert f'Von hier verschoben: <a href="#s-{LISTE}">Liste</a>, jetzt in Leitziel 1.1' in html
    assert f'vorher in <a href="#s-{LISTE}-stand-hier">Handlungsfeld 1</a>' in html
    assert "<del>" not in html


def test_moved_words_lead_to_each_other(concept: Tree) -> None:
    sentences = "Hier lernen alle gern und viel. ", "Dort spielen Kinder und Erwachsene zusammen. "
    tail = "Am Ende steht ein Satz, der bleibt, wo er ist."
    before, after = "".join((*sentences, tail)), "".join((*reversed(sentences), tail))
    with_text = apply([Substitute.whole(EINS, concept[EINS].text, inline(before))], concept)

    html = page_of(with_text, Substitute.whole(EINS, inline(before), inline(after)))

    (away,) = re.findall(r'<del class="fs-moved" id="([^"]*)">.*?href="#([^"]*)"', html)
    (here,) = re.findall(r'<ins class="fs-moved" id="([^"]*)">.*?href="#([^"]*)"', html)
    assert away == here[::-1]


def test_a_split_paragraph_strikes_no_word(concept: Tree) -> None:
    html = page_of(concept, Split(EINS, 14, inline(" "), node_id(30)))

    assert re.sub(r"<span.*?</span>", "", "".join(re.findall("<del>.*?</del>", html))) == (
        "<del> </del>"
    )
    assert "<ins>" not in html


def test_signs_of_html_in_a_text_are_only_text(concept: Tree) -> None:
    said = '<script>alert("x")</script> & <del>'
    operation = Retitle.whole(FELD, inline("Bildung"), inline(said))

    html = page_of(concept, operation)

    assert "<script>" not in html
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &lt;del&gt;" in html


def test_a_former_address_of_a_link_can_be_read(concept: Tree) -> None:
    old, new = link("https://a.example/"), link("https://b.example/?x=1&y=2")
    linked = apply([Reformat(PUNKT, (Splice(0, inline("Kurse"), inline("Kurse", old)),))], concept)

    html = page_of(
        linked, Reformat(PUNKT, (Splice(0, inline("Kurse", old), inline("Kurse", new)),))
    )

    assert "vorher Link auf https://a.example/" in html
    assert '<a href="https://b.example/?x=1&amp;y=2">Kurse</a>' in html


def test_a_footnote_is_called_and_numbered(concept: Tree) -> None:
    note = NodeState(node_id(31), "note", text=inline("Eine Anmerkung."))
    noted = Reformat(PUNKT, (Splice(0, inline("Kurse"), inline("Kurse", footnote(node_id(31)))),))

    html = page_of(concept, Insert(Place(PUNKT), (note,)), noted)

    assert f'<a href="#s-{note.id}" aria-label="Fußnote 1">1</a>' in html
