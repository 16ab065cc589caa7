"""Findings: where a text does not follow its outline. Quiet hints, never an obstacle.

Texts come from outside, and reality is recorded as it is. A finding is data: a code, the
node, and what a sentence about it needs; the page makes the sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from fortschrift.core.text.blocks import is_level
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import AttributeValue, NodeState
from fortschrift.core.text.numbering import Numbers, numbers, shown_number
from fortschrift.core.text.outline import AttributeType, Level, Outline
from fortschrift.core.text.pattern import attributes_in, parse
from fortschrift.core.text.runs import footnotes
from fortschrift.core.text.tree import Tree

Code = Literal[
    "unknown_level",  # level: the outline has no such level
    "wrong_parent",  # level, parent: the outline does not foresee it there (parent "" = on top)
    "place_unknown",  # level: stands under the root because its place is not known
    "expected_missing",  # level, expected: none of these levels stands below, keys with blanks
    "no_heading",  # level
    "unknown_attribute",  # level, attribute: the level has no such attribute
    "attribute_type",  # level, attribute, type: the value does not look like the type
    "attribute_missing",  # level, attribute: the level wants it
    "unknown_option",  # level, attribute, value: not among the options of the choice
    "code_missing",  # level, attribute: the number needs it
    "number_differs",  # printed, computed
    "number_twice",  # number, first: the node that has it already
    "note_missing",  # note: a footnote mark leads to no note of this text
    "note_unused",  # no footnote mark leads to this note
]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at; `detail` is sorted, its keys are listed beside each code."""

    code: Code
    node: NodeId
    detail: tuple[tuple[str, str], ...] = ()


_Found: TypeAlias = Iterator[Finding]
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]*[1-9]")


def findings(tree: Tree, outline: Outline | None = None) -> tuple[Finding, ...]:
    """List what is to be looked at, in document order, by the tree's or another outline."""
    follows = tree.outline if outline is None else outline
    levels = {level.key: level for level in follows.levels}
    computed = numbers(tree, follows)
    seen: dict[tuple[str, str], NodeId] = {}
    referred = {note for state in tree for note in _notes_of(state)}
    found: list[Finding] = []
    for state in tree:
        found.extend(_of_notes(state, tree, referred))
        if is_level(state.kind):
            found.extend(_of_place(state, tree, follows))
            found.extend(_of_content(state, levels.get(state.kind)))
            found.extend(_of_what_is_expected(state, tree, levels.get(state.kind)))
            found.extend(_of_number(state, computed, seen))
    return tuple(found)


def _finding(code: Code, state: NodeState, **detail: str) -> Finding:
    return Finding(code, state.id, tuple(sorted(detail.items())))


def _of_place(state: NodeState, tree: Tree, outline: Outline) -> _Found:
    parent = tree.parent_of(state.id)
    above = None if parent is None or parent == tree.root else tree[parent].kind
    if state.parent_unknown:
        yield _finding("place_unknown", state, level=state.kind)
    elif outline.level(state.kind) and state.kind not in outline.may_contain(above):
        yield _finding("wrong_parent", state, level=state.kind, parent=above or "")


def _of_content(state: NodeState, level: Level | None) -> _Found:
    if level is None:
        yield _finding("unknown_level", state, level=state.kind)
        return
    if not state.heading:
        yield _finding("no_heading", state, level=state.kind)
    for key, value in state.attributes:
        yield from _of_attribute(state, key, value, level.attribute(key))
    for key in attributes_in(parse(level.numbering.pattern)):
        if state.attribute(key) is None:
            yield _finding("code_missing", state, level=state.kind, attribute=key)


def _of_what_is_expected(state: NodeState, tree: Tree, level: Level | None) -> _Found:
    """Tell what an element lacks: something its level wants to be said, something below it."""
    if level is None:
        return
    for each in level.attributes:
        if each.required and state.attribute(each.key) is None:
            yield _finding("attribute_missing", state, level=level.key, attribute=each.key)
    below = (each.kind for each in tree.walk(state.id) if each is not state)
    if level.expects and not any(kind in level.expects for kind in below):
        expected = " ".join(level.expects)
        yield _finding("expected_missing", state, level=level.key, expected=expected)


def _of_attribute(
    state: NodeState, key: str, value: AttributeValue, kind: AttributeType | None
) -> _Found:
    if kind is None:
        yield _finding("unknown_attribute", state, level=state.kind, attribute=key)
    elif not _is_of_type(value, kind):
        yield _finding("attribute_type", state, level=state.kind, attribute=key, type=kind.type)
    elif kind.options:
        for each in value if isinstance(value, tuple) else (value,):
            if each not in kind.options:
                said = {"attribute": key, "value": str(each)}
                yield _finding("unknown_option", state, level=state.kind, **said)


def _is_of_type(value: AttributeValue, kind: AttributeType) -> bool:
    """Tell whether a value looks like its type (see AttributeType)."""
    if kind.type == "flag":
        return isinstance(value, bool)
    if kind.type in ("list", "choices"):
        return isinstance(value, tuple)
    if kind.type in ("money", "number") and isinstance(value, int):
        return not isinstance(value, bool)
    if not isinstance(value, str) or kind.type == "money":
        return False
    pattern = {"date": _DATE, "number": _DECIMAL}.get(kind.type)
    return pattern is None or pattern.fullmatch(value) is not None


def _of_number(state: NodeState, computed: Numbers, seen: dict[tuple[str, str], NodeId]) -> _Found:
    printed, own = state.printed_number, computed.get(state.id)
    if printed is not None and own is not None and printed != own:
        yield _finding("number_differs", state, printed=printed, computed=own)
    number = shown_number(state, computed)
    # A printed one without a digit is a word ("entfallen") and may stand many times.
    if not number or (printed is not None and not any(sign.isdigit() for sign in printed)):
        return
    first = seen.setdefault((state.kind, number), state.id)
    if first != state.id:
        yield _finding("number_twice", state, number=number, first=str(first))


def _of_notes(state: NodeState, tree: Tree, referred: set[NodeId]) -> _Found:
    for note in _notes_of(state):
        if note not in tree or tree[note].kind != "note":
            yield _finding("note_missing", state, note=str(note))
    if state.kind == "note" and state.id not in referred:
        yield _finding("note_unused", state)


def _notes_of(state: NodeState) -> tuple[NodeId, ...]:
    return tuple(note for text in (state.heading, state.text) for _, note in footnotes(text))
