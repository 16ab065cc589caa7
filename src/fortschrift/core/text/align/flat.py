"""Align two texts that are nothing but paragraphs."""

from collections.abc import Sequence

from fortschrift.core.text.align.alignment import Alignment
from fortschrift.core.text.align.passage import Passage
from fortschrift.core.text.align.passages import matched


def align_blocks(old: Sequence[str], new: Sequence[str]) -> Alignment[int]:
    """Find the paragraphs of *old* again in *new*; both are named by their positions.

    >>> align_blocks(["Die Stadt baut.", "Kurse", "Wohnen"], ["Wohnen", "Die Stadt baut um."])
    Alignment(pairs=mappingproxy({0: 2, 1: 0}), splits=(), joins=())
    """
    matching, _ = matched(_passages(old), _passages(new), {})
    return Alignment(
        dict(sorted(matching.old_of.items())),
        tuple(sorted(matching.splits.items())),
        tuple((parts, j) for j, parts in sorted(matching.joins.items())),
    )


def _passages(texts: Sequence[str]) -> list[Passage]:
    last = len(texts) - 1
    return [
        Passage((text,), text, ahead=at + 1 if at < last else None) for at, text in enumerate(texts)
    ]
