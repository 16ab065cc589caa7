"""What a proposal wants of the text, made of the fields somebody filled in at a passage.

A passage is any node: of an element its heading and the paragraphs under it can be edited, of a
paragraph, a list item, a cell or a note its words.  Nothing here writes anything.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from fortschrift.concepts.desk import signs
from fortschrift.concepts.desk.editing import Label, Mint, edited, fields_of
from fortschrift.concepts.desk.markup import as_read
from fortschrift.concepts.desk.structure import NotOffered, allowed
from fortschrift.core.text import (
    BLOCKS,
    InlineText,
    Insert,
    NodeId,
    NodeState,
    Operation,
    Place,
    Repeal,
    TextError,
    Tree,
    apply,
)
from fortschrift.core.text.difference.diff import diff
from fortschrift.participation.models import Submission
from fortschrift.participation.moving import Target, is_movable, moved

Kind = Submission.Kind
Fields = Mapping[str, str]
#: Blocks whose words are their own; of a list, a table or a row only parts have words.
WORDED = frozenset({"paragraph", "list_item", "cell", "note"})
PARAGRAPH = "paragraph"
_BLANK_LINE = re.compile(r"\n[ \t]*\n+")


@dataclass
class Proposed:
    """What the fields want: operations on the text, the text with them, and faults by field."""

    operations: tuple[Operation, ...]
    after: Tree
    faults: dict[str, Exception | str] = field(default_factory=dict)


def kinds_at(tree: Tree, node: NodeId) -> list[Kind]:
    """List what can be proposed at a passage, what is easiest first."""
    state, found = tree[node], [Kind.OWN_WORDS]
    if state.kind in WORDED or state.kind not in BLOCKS:
        found.append(Kind.CHANGE)
    if state.kind not in {"cell", "note", "row"}:
        found.append(Kind.ADDITION)
    if node != tree.root and state.kind not in {"cell", "row"}:
        found.append(Kind.DELETION)
    if is_movable(tree, node):
        found.append(Kind.MOVE)
    return found


def fields_at(tree: Tree, node: NodeId, label: Label) -> dict[str, str]:
    """Fill the fields for a change of a passage with what stands there."""
    given = fields_of(tree, node, label)
    names = ("wording",) if tree[node].kind in BLOCKS else ("heading", "text")
    return {name: given[name] for name in names}


def levels_at(tree: Tree, node: NodeId) -> list[tuple[str, str]]:
    """List what may be added at a passage: a paragraph or an item, an element of a level below."""
    if tree[node].kind in BLOCKS:
        return []
    return [(level.key, level.singular) for level in allowed(tree, node)]


def proposed(tree: Tree, node: NodeId, kind: str, given: Fields, mint: Mint) -> Proposed:
    """Read the fields of a form into what they want; own words want nothing of the text yet."""
    if kind == Kind.DELETION:
        return _applied(tree, (Repeal(node),))
    if kind == Kind.ADDITION:
        return _added(tree, node, given, mint)
    if kind == Kind.CHANGE:
        return _changed(tree, node, given, mint)
    if kind == Kind.MOVE:
        return _moved(tree, node, given)
    return Proposed((), tree)


def _changed(tree: Tree, node: NodeId, given: Fields, mint: Mint) -> Proposed:
    names = {"wording"} if tree[node].kind in BLOCKS else {"heading", "text", "html"}
    result = edited(tree, node, {name: given[name] for name in names & given.keys()}, mint)
    if result.faults:
        return Proposed((), tree, dict(result.faults))
    return Proposed(diff(tree, result.tree), result.tree)


def _moved(tree: Tree, node: NodeId, given: Fields) -> Proposed:
    try:
        return _applied(tree, moved(tree, node, Target.read(given.get("target", ""))))
    except NotOffered:
        return Proposed((), tree, {"target": "not_offered"})


def _added(tree: Tree, node: NodeId, given: Fields, mint: Mint) -> Proposed:
    level, words = given.get("level", ""), given.get("addition", "").strip()
    title = " ".join(given.get("title", "").split())
    if level and level not in dict(levels_at(tree, node)):
        return Proposed((), tree, {"level": "not_offered"})
    if not words and not title:
        return Proposed((), tree)
    if not level:
        return _applied(tree, _new_blocks(tree, node, words, mint))
    below = _states(words, PARAGRAPH, mint) if title else ()
    element = NodeState(
        mint(), level, heading=_read(title or " ".join(words.split())),
        children=tuple(each.id for each in below),
    )  # fmt: skip
    last = tree[node].children[-1:]
    return _applied(tree, (Insert(Place(node, last[0] if last else None), (element, *below)),))


def _new_blocks(tree: Tree, node: NodeId, words: str, mint: Mint) -> tuple[Operation, ...]:
    """Put paragraphs behind a block, or behind the last block of an element's own text."""
    state = tree[node]
    kind = "list_item" if state.kind == "list_item" else PARAGRAPH
    parent, after = _place(tree, state)
    found: list[Operation] = []
    for new in _states(words, kind, mint):
        found.append(Insert(Place(parent, after), (new,)))
        after = new.id
    return tuple(found)


def _place(tree: Tree, state: NodeState) -> tuple[NodeId, NodeId | None]:
    if state.kind not in BLOCKS:
        own = [child.id for child in tree.children(state.id) if child.kind in BLOCKS]
        return state.id, own[-1] if own else None
    parent = tree.parent_of(state.id)
    assert parent is not None  # the root is no block
    return parent, state.id


def _states(words: str, kind: str, mint: Mint) -> tuple[NodeState, ...]:
    """Make a block of each paragraph that a blank line parts off."""
    parts = (" ".join(part.split()) for part in _BLANK_LINE.split(words))
    return tuple(NodeState(mint(), kind, text=_read(part)) for part in parts if part)


def _read(words: str) -> InlineText:
    return as_read(signs.read(words, {}))


def _applied(tree: Tree, operations: tuple[Operation, ...]) -> Proposed:
    try:
        return Proposed(operations, apply(operations, tree))
    except TextError as error:
        return Proposed((), tree, {"addition": error})
