"""The synopsis of two sides, kept while the process lives for texts that can no longer change.

The key is the pair of hashes: what two frozen texts differ in is the same for ever, so nothing has
ever to be thrown away but to make room.
"""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import cast

from fortschrift.concepts.comparing.became import Extent
from fortschrift.concepts.comparing.choice import Extents, Laid
from fortschrift.concepts.selectors.comparisons import Side
from fortschrift.core.text import Tree
from fortschrift.core.text.synopsis import Row, synopsis

#: A pair of concepts of a thousand nodes takes some megabytes.
_AT_MOST = 8
_kept: OrderedDict[tuple[str, str], Sequence[Row]] = OrderedDict()
_lock = Lock()


def laid(old: Side, new: Side) -> Laid:
    """Lay two sides that both have a text side by side."""
    assert old.tree is not None and new.tree is not None
    rows = _rows(old.tree, new.tree, (old.hash, new.hash))
    return Laid(rows, Extents(extent(old), extent(new)))


def extent(side: Side) -> Extent:
    return cast("Extent", str(side.extent))


def _rows(old: Tree, new: Tree, hashes: tuple[str, str]) -> Sequence[Row]:
    if not all(hashes):
        return synopsis(old, new)
    with _lock:
        if hashes in _kept:
            _kept.move_to_end(hashes)
            return _kept[hashes]
    rows = synopsis(old, new)
    with _lock:
        _kept[hashes] = rows
        while len(_kept) > _AT_MOST:
            _kept.popitem(last=False)
    return rows
