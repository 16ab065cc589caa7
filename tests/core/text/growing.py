"""German concept texts at random: trees, and operations that can be applied to them.

Not evenly at random: what is hard in practice (nested lists, tables, footnotes, marks
across words, elements of unknown place, moves) comes up often. `test_strategies`
counts how often.

Chance is a `random.Random` handed in and not Hypothesis itself, because drawing every
word from Hypothesis takes fifty times as long, and 100,000 cases are wanted.
`strategies` draws the seed and the size, so that a failing case still gets smaller.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from fortschrift.core.text import (
    BOLD,
    ITALIC,
    SUBSCRIPT,
    Attributes,
    AttributeType,
    AttributeValue,
    InlineText,
    Level,
    NodeId,
    NodeState,
    Numbering,
    Outline,
    Relations,
    Term,
    Tree,
    Vocabulary,
    attributes,
    footnote,
    inline,
    joined,
    length,
    link,
    marked,
)
from fortschrift.core.text.pattern import Scope

_TURN = 0x9E3779B97F4A7C15F39CC0605CEDC835  # odd, so that ids differ, and scattered


def node_id(number: int) -> NodeId:
    """Mint the id of a number; ids sort differently from their numbers."""
    return NodeId(UUID(int=number * _TURN % 2**128))


OUTLINE = Outline(
    levels=(
        Level("feld", "Handlungsfeld", "Handlungsfelder", ("ziel",), Numbering("{n}")),
        Level("ziel", "Leitziel", "Leitziele", ("massnahme",), Numbering("{parent}.{n}")),
        Level(
            "massnahme",
            "Maßnahme",
            "Maßnahmen",
            numbering=Numbering("{parent}.{n}"),
            attributes=(
                AttributeType("beginn", "Beginn", "date"),
                AttributeType("kosten", "Kosten", "money"),
                AttributeType("laufend", "läuft bereits", "flag"),
                AttributeType("partner", "Mitwirkende", "list"),
                AttributeType("stufe", "Priorität", "choice", ("hoch", "mittel")),
            ),
            tracked=True,
            binding_force="adopted",
        ),
    ),
    roots=("feld",),
)
LEVELS = tuple(level.key for level in OUTLINE.levels)
PATTERNS = ("", "{n}", "{parent}.{n}", "{n:02}", "{n:A}", "HF{n:I}", "{parent}-M{n}")
SCOPES: tuple[Scope, ...] = ("parent", "document", "code")

SENTENCES = (
    "Die Stadt baut ihre Sprachkurse bis 2027 auf 15.000 Plätze aus.",
    "Der Runde Tisch „Ankommen“ berichtet jährlich im Ausschuss für Jugend und Soziales.",
    "Bürger:innen aller Stadtteile werden gemäß § 36 Abs. 2 NKomVG beteiligt.",
    "Integrationsrahmenkonzept – Fortschreibung 2021",
    "Kinder, Jugendliche und ihre Eltern",
    "CO2-Minderung und Straßenbegleitgrün",
    "التعليم للجميع مُهِمّ",
    "a\u0308 ersetzt ä nicht\nzweite Zeile\tmit Tabulator",
    "### *kein* [Markdown](http://x) <b>&amp;</b> {parent}",
)
MARKS = (BOLD, ITALIC, SUBSCRIPT, link("https://www.wolfsburg.de/"), footnote(node_id(7)))
PRINTED = (None, None, None, "15b", "entfallen", "II")


def words(chance: Random) -> InlineText:
    """Say one sentence without marks."""
    return inline(chance.choice(SENTENCES))


def some_text(chance: Random) -> InlineText:
    """Say one or two sentences, half of the time with marks that overlap."""
    text = joined(*(words(chance) for _ in range(chance.randint(1, 2))))
    for mark in chance.sample(MARKS, chance.choice((0, 0, 1, 2))):
        start = chance.randint(0, length(text) - 1)
        text = marked(text, start, chance.randint(start + 1, length(text)), mark)
    return text


def some_value(chance: Random) -> AttributeValue:
    """Give an attribute value of any type."""
    values: tuple[AttributeValue, ...] = (
        chance.choice(("2027-03", "2027", "im Herbst", "0.5")),
        chance.random() < 0.5,
        chance.choice((0, 1, -5, 1_500_000)),
        tuple(chance.sample(SENTENCES, chance.randint(1, 3))),
    )
    return chance.choice(values)


def some_attributes(chance: Random) -> Attributes:
    """Give none to two attributes."""
    keys = chance.sample(("beginn", "kosten", "laufend", "partner", "sonstiges"), 2)
    return attributes({key: some_value(chance) for key in keys[: chance.randint(0, 2)]})


def some_relations(chance: Random) -> Relations:
    """Give none to two relations, to nodes that may be here or elsewhere."""
    kinds = ("betrifft", "dient")
    pairs = {(chance.choice(kinds), node_id(chance.randint(1, 40))) for _ in range(2)}
    return tuple(sorted(pairs))[: chance.randint(0, 2)]


def some_outline(chance: Random) -> Outline:
    """Give an outline with the usual levels, other numbers and other wishes."""

    def some_levels() -> tuple[str, ...]:
        return tuple(chance.sample(LEVELS, chance.randint(0, 2)))

    levels = tuple(
        replace(
            level,
            numbering=Numbering(chance.choice(PATTERNS), chance.choice(SCOPES)),
            may_contain=some_levels(),
            tracked=chance.random() < 0.5,
        )
        for level in OUTLINE.levels
    )
    return _saying_more(Outline(levels, some_levels()))


def _saying_more(outline: Outline) -> Outline:
    """Let every other outline use what schema version 2 can say.

    Chance of its own, so that what is drawn after an outline stays what it was.
    """
    chance = Random(repr(outline))
    if chance.random() < 0.5:
        return outline
    first, *others = outline.levels
    unit = AttributeType("plaetze", "Plätze", "number", unit="Plätze", required=True)
    several = AttributeType("ziele_der_un", "Ziele der UN", "choices", ("4", "10"))
    first = replace(first, expects=(chance.choice(LEVELS),), attributes=(unit, several))
    words = Vocabulary(chance.choice(("relation", "status")), (Term("serves", "dient"),))
    return replace(outline, levels=(first, *others), vocabularies=(words,))


@dataclass
class Grower:
    """Grows subtrees: decides what stands where and keeps the states in document order."""

    chance: Random
    mint: Iterator[int]
    size: int = 2
    states: dict[NodeId, NodeState] = field(default_factory=dict)

    def grow(self, kind: str, *children: Callable[[], NodeId], **said: Any) -> NodeId:
        """Add a node before its children, then tell it about them."""
        state = NodeState(node_id(next(self.mint)), kind, **said)
        self.states[state.id] = state
        grown = tuple(child() for child in children)
        self.states[state.id] = replace(state, children=grown)
        return state.id

    def tree(self) -> Tree:
        """Grow a concept: fields, goals, measures, blocks, and what has no place yet."""
        chance = self.chance
        fields = chance.randint(min(self.size, 1), self.size)
        parts = [lambda: self.element("feld", 2) for _ in range(fields)]
        parts += [self.block for _ in range(chance.randint(0, self.size))]
        if chance.random() < 0.25:
            parts.append(lambda: self.element("massnahme", 0, unknown=True))
        root = self.grow("concept", *parts, heading=words(chance))
        outline = OUTLINE if chance.random() < 0.8 else some_outline(chance)
        return Tree.of(self.states.values(), root=root, outline=outline)

    def element(self, kind: str, depth: int, *, unknown: bool = False) -> NodeId:
        """Grow an element of a level with blocks and elements below."""
        chance = self.chance
        below = LEVELS[LEVELS.index(kind) + 1 :]
        children = [self.block for _ in range(chance.randint(0, self.size))]
        for _ in range(chance.randint(0, self.size) if below and depth else 0):
            children.append(lambda: self.element(chance.choice(below), depth - 1))
        return self.grow(
            kind,
            *children,
            heading=words(chance),
            text=words(chance) if chance.random() < 0.2 else (),
            attributes=some_attributes(chance),
            relations=some_relations(chance),
            printed_number=chance.choice(PRINTED),
            parent_unknown=unknown,
        )

    def block(self) -> NodeId:
        """Grow a block as it stands under an element."""
        grown = self.chance.choice(
            (self.paragraph, self.paragraph, self.cited, self.list_of_items, self.table, self.image)
        )
        return grown()

    def paragraph(self) -> NodeId:
        """Grow a paragraph."""
        return self.grow("paragraph", text=some_text(self.chance))

    def cited(self) -> NodeId:
        """Grow a paragraph with a footnote on its end."""
        text = words(self.chance)
        note = lambda: self.grow("note", text=words(self.chance))  # noqa: E731
        paragraph = self.grow("paragraph", note, text=text)
        (grown,) = self.states[paragraph].children
        with_mark = marked(text, length(text) - 5, length(text), footnote(grown))
        self.states[paragraph] = replace(self.states[paragraph], text=with_mark)
        return paragraph

    def list_of_items(self, depth: int = 2) -> NodeId:
        """Grow a list; its items hold lists again as long as depth lasts."""
        ordered = (("ordered", True),) if self.chance.random() < 0.5 else ()
        items = [lambda: self.item(depth) for _ in range(self.chance.randint(1, 3))]
        return self.grow("list", *items, attributes=ordered)

    def item(self, depth: int) -> NodeId:
        """Grow a list item, one in three with a list of its own."""
        nested = depth and self.chance.random() < 0.33
        children = [lambda: self.list_of_items(depth - 1)] if nested else []
        return self.grow("list_item", *children, text=some_text(self.chance))

    def table(self) -> NodeId:
        """Grow a table with a row of headers."""
        width = self.chance.randint(1, 3)
        rows = [self._row(width, header=True), self._row(width, header=False)]
        return self.grow("table", *rows, heading=words(self.chance))

    def image(self) -> NodeId:
        """Grow an image with caption and alternative text."""
        said = {"heading": words(self.chance), "text": words(self.chance)}
        return self.grow("image", attributes=(("media", "foto-1"),), **said)

    def _row(self, width: int, *, header: bool) -> Callable[[], NodeId]:
        cells = [lambda: self.grow("cell", text=words(self.chance))] * width
        said = (("header", True),) if header else ()
        return lambda: self.grow("row", *cells, attributes=said)


def some_tree(seed: bytes, size: int) -> Tree:
    """Grow a concept of about ten times as many nodes as size squared."""
    return Grower(Random(seed), count(1), size).tree()
