"""Texts that were split or joined: where the words of one node go on in the next.

Only ids say who is who, and a part that was split off has a new one. Its words betray it:
they stood in the node before it and stand there no longer. Shown as one text with a line
end in it, the words that only changed their paragraph stay unmarked.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from fortschrift.core.text.blocks import DIVISIBLE
from fortschrift.core.text.comparison.shown import LINE_END, Pieces, Side, divided, shown_text
from fortschrift.core.text.comparison.words import tokens_without_blanks
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.runs import InlineText, joined, length, plain
from fortschrift.core.text.tree import Tree

Parts: TypeAlias = dict[NodeId, tuple[NodeState, ...]]


class Continued(NamedTuple):
    """The parts of divided texts by their first node, and the pieces of each part.

    `splits` holds new nodes, `joins` nodes that are gone; no node heads both.
    """

    splits: Parts
    joins: Parts
    texts: dict[NodeId, Pieces]


def continued(a: Tree, b: Tree) -> Continued:
    """Find the texts that were split and those that were joined."""
    found = Continued({}, {}, {})
    _find(a, b, "old", found.joins, found.texts)
    _find(b, a, "new", found.splits, found.texts)
    return found


def _find(tree: Tree, other: Tree, side: Side, into: Parts, texts: dict[NodeId, Pieces]) -> None:
    """Find texts that are one in the other tree and several, on the given side, in this one."""
    for first, following in _followed(tree, other):
        one = other[first.id]
        if first.id in texts or one.kind != first.kind or one.text == first.text:
            continue
        parts = _sharing(one, first, following)
        pieces = _pieces(one, (first, *parts), side) if parts else None
        if pieces:
            into[first.id] = tuple(parts)
            texts.update(pieces)


def _followed(tree: Tree, other: Tree) -> Iterator[tuple[NodeState, list[NodeState]]]:
    """Give divisible nodes of both trees with the siblings that follow and are only in this."""
    for parent in tree:
        first: NodeState | None = None
        following: list[NodeState] = []
        for child in tree.children(parent.id):
            if first and child.id not in other and child.kind == first.kind:
                following.append(child)
                continue
            if first and following:
                yield first, following
            is_first = child.id in other and child.kind in DIVISIBLE
            first, following = child if is_first else None, []
        if first and following:
            yield first, following


def _sharing(one: NodeState, first: NodeState, following: list[NodeState]) -> list[NodeState]:
    """Choose the siblings of which half the words are those that the first part lost."""
    spare = _words(one.text) - _words(first.text)
    parts: list[NodeState] = []
    for sibling in following:
        words = _words(sibling.text)
        if not words or 2 * (words & spare).total() < words.total():
            break
        spare -= words
        parts.append(sibling)
    return parts


def _words(text: InlineText) -> Counter[str]:
    return Counter(
        word for word in tokens_without_blanks(plain(text)) if any(map(str.isalnum, word))
    )


def _pieces(one: NodeState, parts: Sequence[NodeState], side: Side) -> dict[NodeId, Pieces] | None:
    """Show one text and its parts as one; None when too little of a part is recognised."""
    texts = [part.text for part in parts]
    laid = joined(texts[0], *(each for text in texts[1:] for each in ((LINE_END,), text)))
    ends = [end - 1 for end in accumulate(length(text) + 1 for text in texts[:-1])]
    shown = shown_text(one.text, laid) if side == "new" else shown_text(laid, one.text)
    pieces = divided(shown, side, ends)
    for text, own in zip(texts[1:], pieces[1:], strict=True):
        kept = sum(length(piece.old) for piece in own if piece.old and piece.new)
        if 2 * kept < length(text):
            return None
    return {part.id: own for part, own in zip(parts, pieces, strict=True)}
