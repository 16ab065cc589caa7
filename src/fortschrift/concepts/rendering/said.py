"""What formats say alike: pieces of words that are ours and no part of either text."""

from collections.abc import Iterator

from fortschrift.core.text.blocks import BLOCKS
from fortschrift.core.text.comparison.shown import Piece, Pieces, ShownValue
from fortschrift.core.text.runs import Marks, Run
from fortschrift.core.text.synopsis import Change, Row, ShownRelation


def exchanged(old: str, new: str) -> Pieces:
    """Show one name in the place of another."""
    if old == new:
        return standing(old, "kept")
    return standing(old, "deleted") + standing(new, "inserted")


def standing(said: str, change: Change) -> Pieces:
    """Show words that are kept, deleted or inserted as a whole."""
    if not said:
        return ()
    text = (Run(said),)
    old = text if change != "inserted" else ()
    return (Piece(change, old, text if change != "deleted" else ()),)


def relation(shown: ShownRelation) -> Pieces:
    """Show a relation: its word and what the other node is called."""
    return standing(f"{shown.word}: {shown.name or 'außerhalb dieses Textes'}", shown.change)


def told_values(row: Row) -> list[ShownValue]:
    """Choose the attributes to tell in words: of a block only those that changed.

    Whether a list is numbered or a cell is a header is seen.
    """
    if row.state.kind not in BLOCKS:
        return list(row.values)
    if not row.old or not row.new:
        return []
    return [
        value
        for value in row.values
        if any(piece.kind != "kept" for item in value.items for piece in item)
    ]


def segments(piece: Piece) -> Iterator[tuple[str, Marks, Marks]]:
    """Cut a formatted piece where its old or its new marks change."""
    old, new = list(piece.old), list(piece.new)
    taken_old = taken_new = 0
    while old and new:
        size = min(len(old[0].text) - taken_old, len(new[0].text) - taken_new)
        yield old[0].text[taken_old : taken_old + size], old[0].marks, new[0].marks
        taken_old, taken_new = taken_old + size, taken_new + size
        if taken_old == len(old[0].text):
            old, taken_old = old[1:], 0
        if taken_new == len(new[0].text):
            new, taken_new = new[1:], 0
