"""What differs between two texts, as rows of a synopsis: what changed and where it stands."""

from collections.abc import Sequence

from fortschrift.core.text import NodeId, Tree
from fortschrift.core.text.synopsis import Row, synopsis


def changed_rows(before: Tree, after: Tree, *, below: NodeId | None = None) -> list[Row]:
    """Give the rows that changed with those they stand under, the concept itself only if it did.

    `below` leaves out all that does not stand at or below a node.
    """
    rows = synopsis(before, after)
    if below is not None:
        rows = tuple(_below(rows, below))
    kept = _kept(rows)
    found = [row for row, stays in zip(rows, kept, strict=True) if stays]
    if len(found) > 1 and not found[0].happened and found[0].depth == 0:
        found = found[1:]
    least = min((row.depth for row in found), default=0)
    return [row._replace(depth=row.depth - least) for row in found]


def is_changed(row: Row) -> bool:
    """Tell whether a row itself says something new; that others count anew is no news."""
    return bool(row.points_to or set(row.happened) - {"number"})


def _below(rows: Sequence[Row], node: NodeId) -> Sequence[Row]:
    start = next(
        (at for at, row in enumerate(rows) if not row.points_to and row.state.id == node), None
    )
    if start is None:
        return ()
    end = next(
        (at for at in range(start + 1, len(rows)) if rows[at].depth <= rows[start].depth
         and not rows[at].continues),
        len(rows),
    )  # fmt: skip
    return rows[start:end]


def _kept(rows: Sequence[Row]) -> list[bool]:
    """Mark what changed, and from below what holds it."""
    kept = [False] * len(rows)
    wanted: int | None = None
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        if wanted is not None and row.depth < wanted:
            kept[at], wanted = True, row.depth
        if is_changed(row):
            kept[at], wanted = True, row.depth
        if wanted == 0:
            wanted = None
    return kept
