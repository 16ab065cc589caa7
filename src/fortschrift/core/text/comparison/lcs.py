"""The longest common subsequence of two sequences, by bit vectors.

One Python integer holds a row of the table that the textbook fills cell by cell: bit i
says whether the subsequence grows when item i of the old side is added. A row follows
from the one before by four operations on whole integers, which run in C (Crochemore,
Iliopoulos, Pinzon, Reid 2001; Hyyrö 2004). The cost hardly depends on what is equal, so
a total rewrite costs no more than a small edit.
"""

from collections.abc import Hashable, Sequence
from typing import TypeAlias

Block: TypeAlias = tuple[int, int, int]
"""(i, j, length): old[i : i + length] is matched with new[j : j + length]."""


def matching(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Block]:
    """Match a longest common subsequence, as blocks that are as long as can be.

    Of many that are equally long it is always the same one. Look at both sequences from
    their ends: the last item of the old side is given up if that loses nothing; else the
    last item of the new side is given up if that loses nothing; else the two are matched.

    >>> matching("die gute Stadt".split(), "die sehr gute Stadt".split())
    [(0, 0, 1), (1, 2, 2)]
    """
    places = _places(old)
    # What stands on the new side only can be given up at any time; it gets no row.
    candidates = [j for j, item in enumerate(new) if item in places]
    if not candidates:
        return []
    rows = _rows([places[new[j]] for j in candidates], (1 << len(old)) - 1)
    return _blocks(rows, candidates, len(old))


def size(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """Count the items of a longest common subsequence.

    >>> size("die gute Stadt".split(), "die sehr gute Stadt".split())
    3
    """
    places = _places(old)
    rows = _rows([places[item] for item in new if item in places], (1 << len(old)) - 1)
    return rows[-1].bit_count() if rows else 0


def _places(items: Sequence[Hashable]) -> dict[Hashable, int]:
    """Note for each item where it stands, as bits of a whole number."""
    places: dict[Hashable, int] = {}
    bit = 1
    for item in items:
        places[item] = places.get(item, 0) | bit
        bit <<= 1
    return places


def _rows(places: list[int], everything: int) -> list[int]:
    """Give for each new item the bits of the old items at which the subsequence grows."""
    rows: list[int] = []
    resting = everything  # the bits at which it does not grow
    for each in places:
        hits = resting & each
        resting = ((resting + hits) | (resting - hits)) & everything
        rows.append(everything ^ resting)
    return rows


def _blocks(rows: list[int], candidates: list[int], i: int) -> list[Block]:
    """Walk back through the rows and collect the matches."""
    blocks: list[Block] = []
    start = new_start = end = -1
    row = len(rows) - 1
    while row >= 0:
        # The highest place at which it grows; all old items behind it are given up.
        i = (rows[row] & ((1 << i) - 1)).bit_length() - 1
        if i < 0:
            break
        bit = 1 << i
        while row and rows[row - 1] & bit:
            row -= 1
        j = candidates[row]
        row -= 1
        if i + 1 != start or j + 1 != new_start:
            if end > start:
                blocks.append((start, new_start, end - start))
            end = i + 1
        start, new_start = i, j
    if end > start:
        blocks.append((start, new_start, end - start))
    blocks.reverse()
    return blocks
