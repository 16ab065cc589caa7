"""The order of reading: the new text, with what is gone where it stood.

A node's old and new children are laid into one another. Those that kept their order stay;
the others stand where they are now, and something is left where they stood.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from fortschrift.core.text.ids import NodeId

Parted: TypeAlias = Sequence[tuple[NodeId, int]]
"""Children in order, each with the part it stands under, from 0 and never falling: where
a text was split or joined, the children of all its parts are laid together at once."""


class Child(NamedTuple):
    """A child in its place: it stayed, came here from elsewhere or anew, or left."""

    node: NodeId
    part: int
    standing: Literal["stays", "came", "left"]


def laid_together(old: Parted, new: Parted) -> Iterator[Child]:
    """Lay old and new children into one another; what left stands before what came.

    Only one side may have several parts; children of the other side go to the part that
    they are next to.
    """
    staying = in_order([node for node, _ in old], [node for node, _ in new])
    behind = _left_behind(old, staying)
    old_parts = {node: part for node, part in old if node in staying}
    latest = 0
    for first, first_part in behind[None]:
        latest = max(latest, first_part)
        yield Child(first, latest, "left")
    for node, part in new:
        latest = max(latest, part, old_parts.get(node, 0))
        yield Child(node, latest, "stays" if node in staying else "came")
        for left, left_part in behind.get(node, ()):
            latest = max(latest, left_part)
            yield Child(left, latest, "left")


def in_order(old: Sequence[NodeId], new: Sequence[NodeId]) -> frozenset[NodeId]:
    """Choose the most nodes of both sides that follow one another as they did before."""
    if old == new:
        return frozenset(new)
    place = {node: at for at, node in enumerate(old)}
    common = [node for node in new if node in place]
    lasts: list[int] = []  # the smallest old place at which a row of this length can end
    ends: list[NodeId] = []
    before: dict[NodeId, NodeId | None] = {}
    for node in common:
        size = bisect_left(lasts, place[node])
        lasts[size : size + 1] = [place[node]]
        ends[size : size + 1] = [node]
        before[node] = ends[size - 1] if size else None
    chosen: list[NodeId] = []
    last = ends[-1] if ends else None
    while last is not None:
        chosen.append(last)
        last = before[last]
    return frozenset(chosen)


def _left_behind(old: Parted, staying: frozenset[NodeId]) -> dict[NodeId | None, Parted]:
    """Give what left, by the staying node it stood behind (None: at the beginning)."""
    behind: dict[NodeId | None, list[tuple[NodeId, int]]] = {None: []}
    at: NodeId | None = None
    for node, part in old:
        if node in staying:
            at = node
            behind[at] = []
        else:
            behind[at].append((node, part))
    return dict(behind)
