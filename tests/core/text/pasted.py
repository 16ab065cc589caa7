"""Texts as they come back from a word processor: ids of their own, written down by their words."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import count
from typing import Any, TypeAlias
from uuid import UUID

from fortschrift.core.text import InlineText, Mark, NodeId, NodeState, Tree, inline, normal, plain
from fortschrift.core.text.align import align
from fortschrift.core.text.blocks import rules
from tests.core.text.growing import OUTLINE, node_id

Spec: TypeAlias = tuple[Any, ...]
"""A kind, its words (heading or text), and the specs of its children."""

COURSES = "Die Volkshochschule baut ihre Sprachkurse bis 2027 auf 15.000 Plätze aus."
SCHOOLS = "An jeder Grundschule berät eine Lehrkraft neu zugewanderte Eltern."
HOUSING = "Das Sozialamt vermittelt Wohnungen an kinderreiche Familien."
SPORT = "Vereine öffnen ihre Übungsstunden für junge Geflüchtete."
WORK = "Das Jobcenter begleitet den Einstieg in den ersten Arbeitsmarkt."
HEALTH = "Gesundheitslotsen erklären Vorsorge in sieben Sprachen."

_OTHER = 0x5DEECE66D1CE4E5B9A3F


def concept(*specs: Spec, first: int = 1) -> Tree:
    """Build a concept; ids are those of numbers from *first* on, in document order."""
    states: list[NodeState] = []
    root = _grow(("concept", "Integrationskonzept", *specs), count(first), states)
    return Tree.of(states, root=root, outline=OUTLINE)


def _grow(spec: Spec, mint: Iterator[int], states: list[NodeState]) -> NodeId:
    kind, words, *below = spec
    node = node_id(next(mint))
    said = {"heading" if rules(kind).heading else "text": inline(words)} if words else {}
    children = tuple(_grow(child, mint, states) for child in below)
    states.append(NodeState(node, kind, children=children, **said))
    return node


def paragraph(text: str) -> Spec:
    return ("paragraph", text)


def items(*texts: str | Spec) -> Spec:
    return ("list", "", *(("list_item", each) if isinstance(each, str) else each for each in texts))


def table(*rows: str) -> Spec:
    cells = (tuple(("cell", text) for text in row.split("|")) for row in rows)
    return ("table", "", *(("row", "", *row) for row in cells))


def found(old: Tree, new: Tree) -> dict[str, str]:
    """Give what was paired by its words, from new to old; the roots and equal words aside."""
    pairs = align(old, new).pairs.items()
    by_words = ((words(new, after), words(old, before)) for after, before in pairs)
    return {after: before for after, before in by_words if after != before}


def missing(old: Tree, new: Tree) -> tuple[set[str], set[str]]:
    """Give the words of what stands in old only and in new only."""
    pairs = align(old, new).pairs
    only_old = {words(old, node) for node in old.nodes.keys() - set(pairs.values())}
    return only_old, {words(new, node) for node in new.nodes.keys() - pairs.keys()}


def words(tree: Tree, node: NodeId) -> str:
    """Give the words by which a node is known in a test, or its kind if it has none."""
    state = tree[node]
    return plain(state.heading) or plain(state.text) or state.kind


def pasted(tree: Tree, *, keep: Collection[NodeId] = ()) -> Tree:
    """Give every node a fresh id but those to keep; marks and relations follow."""
    names = {node: fresh(node) for node in tree.nodes if node not in keep}
    states = [_renamed(state, names) for state in tree]
    return Tree.of(states, root=names.get(tree.root, tree.root), outline=tree.outline)


def fresh(node: NodeId) -> NodeId:
    """Give the id that a node has in a pasted text."""
    return NodeId(UUID(int=node.int ^ _OTHER))


def _renamed(state: NodeState, names: dict[NodeId, NodeId]) -> NodeState:
    return replace(
        state,
        id=names.get(state.id, state.id),
        heading=_marks_renamed(state.heading, names),
        text=_marks_renamed(state.text, names),
        children=tuple(names.get(child, child) for child in state.children),
        relations=tuple(
            sorted((kind, names.get(target, target)) for kind, target in state.relations)
        ),
    )


def _marks_renamed(text: InlineText, names: dict[NodeId, NodeId]) -> InlineText:
    pieces = ((run.text, [_renamed_mark(mark, names) for mark in run.marks]) for run in text)
    return normal((said, tuple(marks)) for said, marks in pieces)


def _renamed_mark(mark: Mark, names: dict[NodeId, NodeId]) -> Mark:
    if mark.kind != "footnote":
        return mark
    note = NodeId(UUID(mark.value))
    return Mark("footnote", str(names.get(note, note)))
