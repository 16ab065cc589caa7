"""Numbers: computed from the tree and the outline's patterns, and from nothing else.

A number is a label of a version, never an identity. One as printed ("15b", "entfallen")
is recorded with the node and wins in display; it does not count and is not inherited, so
that a computed number never depends on a misprint. Nodes whose place is not known get no
number, nor does anything below them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from fortschrift.core.text.blocks import BLOCKS
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.outline import Outline
from fortschrift.core.text.pattern import (
    NOT_NUMBERED,
    Numbering,
    Parts,
    attributes_in,
    parse,
    render,
)
from fortschrift.core.text.tree import Tree

Numbers: TypeAlias = Mapping[NodeId, str]
_Patterns: TypeAlias = dict[str, tuple[Numbering, Parts]]
_NONE: tuple[Numbering, Parts] = (NOT_NUMBERED, ())


def numbers(tree: Tree, outline: Outline | None = None) -> Numbers:
    """Number the elements, by the tree's own outline or, to try it, by another one.

    Only elements that have a number are in the result. With `{parent}` in the pattern a
    count begins again under each element whose number is inherited, without it under
    each direct parent, unless the scope is the document or the code.
    """
    patterns = _patterns(tree.outline if outline is None else outline)
    numbered: dict[NodeId, str] = {}
    counts: Counter[tuple[object, ...]] = Counter()
    for state, parent, above in _placed(tree, numbered):
        numbering, parts = patterns.get(state.kind, _NONE)
        codes = _codes(state, parts)
        if not parts or codes is None:
            continue
        key = (state.kind, *_counted_within(numbering, parent, above, tuple(codes.values())))
        counts[key] += 1
        inherited = numbered[above] if above is not None else ""
        numbered[state.id] = render(parts, counts[key], parent=inherited, attributes=codes)
    return numbered


def shown_number(state: NodeState, computed: Numbers) -> str:
    """Give the number to show: as printed, else as computed, else ""."""
    if state.printed_number is not None:
        return state.printed_number
    return computed.get(state.id, "")


def _placed(tree: Tree, numbered: Numbers) -> Iterator[tuple[NodeState, NodeId, NodeId | None]]:
    """Walk the elements of known place with their parent and the nearest numbered one above.

    The caller fills `numbered` on the way; it is read when the turn of the children comes.
    """
    top = tree[tree.root]
    pending: list[tuple[NodeId, NodeId, NodeId | None]]
    pending = [(child, top.id, None) for child in reversed(top.children)]
    while pending:
        node, parent, above = pending.pop()
        state = tree.nodes[node]
        if state.parent_unknown or state.kind in BLOCKS:
            continue
        yield state, parent, above
        nearest = node if node in numbered else above
        pending.extend((child, node, nearest) for child in reversed(state.children))


def _counted_within(
    numbering: Numbering, parent: NodeId, above: NodeId | None, codes: tuple[str, ...]
) -> tuple[object, ...]:
    """Tell within what an element is counted."""
    if numbering.scope == "document":
        return ()
    if numbering.scope == "code":
        return codes
    return (above if "{parent}" in numbering.pattern else parent,)


def _patterns(outline: Outline) -> _Patterns:
    """Give the levels that are numbered, each with its pattern taken apart."""
    return {
        level.key: (level.numbering, parse(level.numbering.pattern))
        for level in outline.levels
        if level.numbering.pattern
    }


def _codes(state: NodeState, parts: Parts) -> dict[str, str] | None:
    """Give the attributes that the number writes; None when the element lacks one."""
    codes: dict[str, str] = {}
    for key in attributes_in(parts):
        value = state.attribute(key)
        if value is None or isinstance(value, tuple | bool):
            return None
        codes[key] = str(value)
    return codes
