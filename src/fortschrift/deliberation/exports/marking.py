"""A proposal in the words of the text: what stays, what would go, what would come.

Told by signs as well as by type, so that it can be read in black and white and aloud.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from fortschrift.core.text import Insert, NodeId, Operation, Repeal, Retitle, Substitute, Tree
from fortschrift.core.text.runs import InlineText, cut, length, plain
from fortschrift.core.text.splices import Splices

Side = Literal["kept", "struck", "new"]
_SIGNS = {"kept": ("", ""), "struck": ("[− ", " −]"), "new": ("[+ ", " +]")}


class Piece(NamedTuple):
    """Words that stay, would go, or would come."""

    side: Side
    words: str

    @property
    def with_signs(self) -> str:
        """Write the words with the signs that say what becomes of them."""
        before, behind = _SIGNS[self.side]
        return f"{before}{self.words.strip()}{behind}" if before else self.words


def marked(operations: Sequence[Operation], tree: Tree) -> list[list[Piece]]:
    """Mark what operations do to each passage; what is no matter of words is left to sentences.

    Only the first one at a passage: the next would be told by words that nobody has read.
    """
    seen: set[NodeId] = set()
    found: list[list[Piece]] = []
    for each in operations:
        found += [passage for passage in _passages(each, tree, seen) if passage]
    return found


def _passages(operation: Operation, tree: Tree, seen: set[NodeId]) -> Iterator[list[Piece]]:
    match operation:
        case Substitute(node, splices) | Retitle(node, splices) if node in tree:
            if node not in seen:
                seen.add(node)
                state = tree[node]
                is_text = isinstance(operation, Substitute)
                yield list(_spliced(state.text if is_text else state.heading, splices))
        case Insert(_, states):
            for state in states:
                yield from ([Piece("new", plain(each))] for each in (state.heading, state.text)
                            if each)  # fmt: skip
        case Repeal(node) if node in tree:
            for state in tree.walk(node):
                yield from ([Piece("struck", plain(each))] for each in (state.heading, state.text)
                            if each)  # fmt: skip


def _spliced(text: InlineText, splices: Splices) -> Iterator[Piece]:
    at = 0
    for splice in splices:
        pieces: list[tuple[Side, InlineText]] = [
            ("kept", cut(text, at, splice.start)), ("struck", splice.old), ("new", splice.new),
        ]  # fmt: skip
        yield from (Piece(side, plain(words)) for side, words in pieces if words)
        at = splice.end
    if at < length(text):
        yield Piece("kept", plain(cut(text, at, length(text))))


def in_one_line(pieces: Sequence[Piece]) -> str:
    """Write a passage with its signs; a blank parts what would go from what would come.

    >>> in_one_line([Piece("kept", "Für "), Piece("struck", "manche"), Piece("new", "alle")])
    'Für [− manche −] [+ alle +]'
    """
    written = ""
    for piece in pieces:
        needs_blank = written.endswith("]") and piece.side != "kept"
        written += (" " if needs_blank else "") + piece.with_signs
    return written
