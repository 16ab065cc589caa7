"""Make what a page shows of a concept's text out of a tree of the engine (core.text).

Two shapes of the same tree: the text as blocks with numbered footnotes (prose.py writes them),
and its outline for navigation.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fortschrift.core.partial_date import ImpossibleDate, PartialDate
from fortschrift.core.text import (
    BLOCKS,
    RELATION,
    AttributeType,
    AttributeValue,
    InlineText,
    NodeId,
    NodeState,
    Numbers,
    Tree,
    footnotes,
    numbers,
    shown_number,
)
from fortschrift.web.content import content, joined
from fortschrift.web.dates import date_words
from fortschrift.web.prose import Block, BlockKind, Footnote, Mark, Run
from fortschrift.web.shapes import Badge, Fact, Figure, OutlineItem

_KINDS: Mapping[str, BlockKind] = {
    "paragraph": "paragraph",
    "list": "list",
    "list_item": "item",
    "table": "table",
    "row": "row",
    "cell": "cell",
    "image": "image",
}
_MARKS: Mapping[str, Mark] = {
    "bold": "bold",
    "italic": "italic",
    "superscript": "superscript",
    "subscript": "subscript",
}

_EMPTY = SafeString("")

Address = Callable[[NodeId], str]


class Passage(NamedTuple):
    """Where a passage is found.

    `anchor` is its id in the page, `href` its permanent address, `origin` the page that says where
    its words come from.
    """

    anchor: str = ""
    href: str = ""
    origin: str = ""


_NOWHERE = Passage()


def nowhere(state: NodeState) -> Passage:
    """Give no address, for texts whose passages have none."""
    return _NOWHERE


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text ready for `{% prose text.blocks text.footnotes %}`."""

    blocks: Sequence[Block]
    footnotes: Sequence[Footnote]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a page adds to the bare text, by node.

    `passage` says where each is found, asked once for each, `margins` holds finished HTML beside
    it, `figures` the pictures by the key the text names.
    """

    passage: Callable[[NodeState], Passage] = nowhere
    margins: Mapping[NodeId, SafeString] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)


def shown_text(
    tree: Tree,
    surroundings: Surroundings | None = None,
    *,
    start: NodeId | None = None,
    computed: Numbers | None = None,
) -> ShownText:
    """Show the whole text below the root, or one node (`start`) with all below it.

    `computed` are the numbers of the tree, for whoever has them already.
    """
    shower = _Shower(tree, surroundings or Surroundings(), computed or numbers(tree))
    if start is None:
        blocks = [*shower.own_text(tree[tree.root]), *shower.below(tree[tree.root])]
    else:
        blocks = [shower.block(tree[start])]
    return ShownText(blocks, list(shower.notes(start)))


def shown_runs(text: InlineText) -> list[Run]:
    """Show one line of text, footnotes called where the last word they explain ends."""
    if not any(run.marks for run in text):
        return [Run(run.text) for run in text]
    calls: dict[int, list[str]] = {}
    for end, note in footnotes(text):
        calls.setdefault(end, []).append(str(note))
    return list(_runs(text, calls))


def _runs(text: InlineText, calls: Mapping[int, Sequence[str]]) -> Iterator[Run]:
    at = 0
    for run in text:
        at += len(run.text)
        first, *others = calls.get(at) or [""]
        marks = frozenset(_MARKS[mark.kind] for mark in run.marks if mark.kind in _MARKS)
        href = next((mark.value for mark in run.marks if mark.kind == "link"), "")
        yield Run(run.text, marks, href, first)
        for note in others:
            yield Run("", footnote=note)


def shown_outline(
    tree: Tree,
    address: Address,
    *,
    current: NodeId | None = None,
    depth: int = 2,
    badges: Mapping[NodeId, Badge] | None = None,
    computed: Numbers | None = None,
) -> list[OutlineItem]:
    """List the elements of the text as a tree navigation, `depth` levels deep.

    Below the first level only the branch of the current element is open.
    """
    branch = set() if current is None else {current, *(a.id for a in tree.ancestors(current))}
    found = computed or numbers(tree)

    def items(parent: NodeState, left: int) -> list[OutlineItem]:
        elements = (tree[child] for child in parent.children) if left else ()
        return [
            OutlineItem(
                content(element.title) or _level_name(tree, element),
                address(element.id),
                shown_number(element, found),
                current=element.id == current,
                children=items(element, left - 1),
                folded=element.id not in branch,
                badge=(badges or {}).get(element.id),
            )
            for element in elements
            if element.kind not in BLOCKS
        ]

    return items(tree[tree.root], depth)


def label(tree: Tree, state: NodeState, computed: Numbers) -> str:
    """Name an element as people say it: "Leitziel 1.3"; only the number as printed, else ""."""
    number = shown_number(state, computed)
    name = _level_name(tree, state)
    # A printed "15b" or a pattern such as "Ziel {n}" may already hold the level's own name.
    if not number or not name or name in number:
        return number
    return f"{name} {number}"


def _level_name(tree: Tree, state: NodeState) -> str:
    level = tree.outline.level(state.kind)
    return level.singular if level else ""


def attribute_facts(tree: Tree, state: NodeState, computed: Numbers | None = None) -> list[Fact]:
    """List an element's attributes with the names and in the order of its level, then relations.

    Attributes the level does not know come last under their key: nothing recorded is hidden.
    ``computed`` are the numbers under which related elements are named.
    """
    level = tree.outline.level(state.kind)
    types = {each.key: each for each in level.attributes} if level else {}
    values = dict(state.attributes)
    known = [Fact(content(types[key].label), shown_value(values[key], types[key])) for key in types
             if key in values]  # fmt: skip
    strange = [Fact(key, shown_value(value)) for key, value in values.items() if key not in types]
    return known + strange + _relation_facts(tree, state, computed or {})


def _relation_facts(tree: Tree, state: NodeState, computed: Numbers) -> list[Fact]:
    """List what the element is related to, by the words of the outline."""
    related: dict[str, list[str]] = {}
    for kind, target in state.relations:
        name = _related_name(tree, target, computed)
        related.setdefault(content(tree.outline.term(RELATION, kind)), []).append(name)
    return [Fact(word, names) for word, names in related.items()]


def _related_name(tree: Tree, target: NodeId, computed: Numbers) -> str:
    if target not in tree:
        return _("ein Element außerhalb dieses Textes")
    element = tree[target]
    return joined(" ", filter(None, (label(tree, element, computed), content(element.title))))


def shown_value(value: AttributeValue, kind: AttributeType | None = None) -> str | list[str]:
    """Write the value of an attribute as its type wants: dates in words, cents as euros."""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, tuple):
        return [content(each) for each in value]
    if isinstance(value, int):
        if kind and kind.type == "money":
            return _("%(amount)s Euro") % {"amount": _euros(value)}
        return _with_unit(number_format(value, force_grouping=True), kind)
    if kind and kind.type == "number":
        return _with_unit(content(value.replace(".", ",")), kind)
    return _date(value) if kind and kind.type == "date" else content(value)


def _with_unit(number: str, kind: AttributeType | None) -> str:
    return joined(" ", [number, content(kind.unit)]) if kind and kind.unit else number


def _euros(cents: int) -> str:
    return number_format(cents / 100, 2 if cents % 100 else 0, force_grouping=True)


def _date(value: str) -> str:
    # "laufend" and the like is shown as the source has it.
    return _date_words(value, get_language()) or content(value)


@lru_cache(maxsize=4096)
def _date_words(value: str, language: str | None) -> str:
    """Write a date of an attribute out, "" for what is none; a text has the same ones often."""
    try:
        return date_words(PartialDate.parse(value))
    except ImpossibleDate:
        return ""


@dataclass(frozen=True, slots=True)
class _Shower:
    tree: Tree
    surroundings: Surroundings
    computed: Numbers

    def below(self, state: NodeState) -> list[Block]:
        children = self.tree.children(state.id)
        return [self.block(child) for child in children if child.kind != "note"]

    def own_text(self, state: NodeState) -> list[Block]:
        return [Block("wording", shown_runs(state.text))] if state.text else []

    def block(self, state: NodeState) -> Block:
        return self._part(state) if state.kind in BLOCKS else self._element(state)

    def _element(self, state: NodeState) -> Block:
        around = self.surroundings
        anchor, href, origin = around.passage(state)
        return Block(
            "section",
            shown_runs(state.heading),
            [*self.own_text(state), *self.below(state)],
            number=label(self.tree, state, self.computed),
            anchor=anchor,
            href=href,
            origin=origin,
            margin=around.margins.get(state.id, _EMPTY) if around.margins else _EMPTY,
            note=_("Platz im Text nicht bekannt") if state.parent_unknown else "",
            facts=attribute_facts(self.tree, state, self.computed),
        )

    def _part(self, state: NodeState) -> Block:
        around = self.surroundings
        anchor, href, origin = around.passage(state)
        block = Block(
            _KINDS[state.kind],
            shown_runs(state.heading if state.kind == "table" else state.text),
            self.below(state) if state.children else (),
            anchor=anchor,
            href=href,
            origin=origin,
            margin=around.margins.get(state.id, _EMPTY) if around.margins else _EMPTY,
        )
        # Most of a text is paragraphs, which have none.
        if state.attributes:
            block.ordered = state.attribute("ordered") is True
            block.start = _count(state, "start")
            block.header = state.attribute("header") is True
            block.columns = _count(state, "columns")
            block.rows = _count(state, "rows")
            block.figure = around.figures.get(str(state.attribute("media")))
        return block

    def notes(self, start: NodeId | None) -> Iterator[Footnote]:
        """Give the notes in the order of their first call, then those that nothing calls."""
        if not any(state.kind == "note" for state in self.tree.nodes.values()):
            return
        states = list(self.tree.walk(start))
        called = (note for state in states for note in _called(state))
        uncalled = (state.id for state in states if state.kind == "note")
        for note in dict.fromkeys([*called, *uncalled]):
            if note in self.tree:
                state = self.tree[note]
                origin = self.surroundings.passage(state).origin
                yield Footnote(str(note), shown_runs(state.text), self.below(state), origin)


def _called(state: NodeState) -> Iterator[NodeId]:
    for text in (state.heading, state.text):
        if any(run.marks for run in text):
            yield from (note for _end, note in footnotes(text))


def _count(state: NodeState, key: str) -> int:
    value = state.attribute(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else 1
