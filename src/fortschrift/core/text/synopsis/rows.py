"""Making the rows: every node of either text once, in the order of reading."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fortschrift.core.text.errors import UnknownNode
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.synopsis.content import with_content
from fortschrift.core.text.synopsis.continued import Continued, continued
from fortschrift.core.text.synopsis.naming import Naming
from fortschrift.core.text.synopsis.order import Child, Parted, laid_together
from fortschrift.core.text.synopsis.row import Row
from fortschrift.core.text.tree import Tree


def synopsis(a: Tree, b: Tree, names: tuple[Naming, Naming] | None = None) -> tuple[Row, ...]:
    """Lay two texts side by side: each node of *a* on one old side, of *b* on one new side.

    Nodes are the same where their ids are; identify them first where ids are not known.
    Linear in the nodes. Give `names` where they are known already, or where the texts are only
    parts of others by which their elements are named and numbered. Raises UnknownNode when the
    texts have different roots.
    """
    if a.root != b.root:
        raise UnknownNode(a.root)
    parts = continued(a, b)
    names = names or (Naming.of(a), Naming.of(b))
    later = frozenset(
        state.id
        for found in (parts.splits, parts.joins)
        for each in found.values()
        for state in each
    )
    rows = _Laying(a, b, parts, later, names).rows()
    return tuple(with_content(row, parts, names) for row in rows)


class _Turn(NamedTuple):
    """A row to come, and what stands below it as far as it is known."""

    row: Row
    below: list["_Turn"] | None = None


class _Laying(NamedTuple):
    a: Tree
    b: Tree
    parts: Continued
    later: frozenset[NodeId]
    names: tuple[Naming, Naming]

    def rows(self) -> Iterator[Row]:
        """Walk both texts at once; no recursion, so depth costs nothing."""
        pending = [_Turn(Row(0, self.a[self.a.root], self.b[self.b.root]))]
        while pending:
            turn = pending.pop()
            yield turn.row
            if turn.below is None and turn.row.points_to is None:
                turn, *later = self._opened(turn.row)
                pending.extend(reversed(later))
            pending.extend(reversed(turn.below or ()))

    def _opened(self, row: Row) -> list[_Turn]:
        """Give a row and those of the later parts of its text, each with what is below."""
        old, new, node = row.old, row.new, row.state.id
        joins = self.parts.joins.get(node, ())
        splits = self.parts.splits.get(node, ())
        turns = [_Turn(row, [])]
        for state in joins:
            turns.append(_Turn(row._replace(old=state, new=None, continues=node), []))
        for state in splits:
            turns.append(_Turn(row._replace(old=None, new=state, continues=node), []))
        old_children = self._children((old, *joins) if old else ())
        new_children = self._children((new, *splits) if new else ())
        for child in laid_together(old_children, new_children):
            below = turns[child.part].below
            assert below is not None
            below += map(_Turn, self._child(child, row.depth + 1))
        return turns

    def _children(self, parts: Sequence[NodeState]) -> Parted:
        """List the children of a text's parts; later parts of theirs come with the first."""
        return [
            (child, number)
            for number, part in enumerate(parts)
            for child in part.children
            if child not in self.later
        ]

    def _child(self, child: Child, depth: int) -> Iterator[Row]:
        """Give the row of a child; where it left, a pointer for each node that went with it."""
        node = child.node
        old, new = self.a.nodes.get(node), self.b.nodes.get(node)
        if child.standing == "left" and new:
            for gone in (node, *(state.id for state in self.parts.joins.get(node, ()))):
                where, called = self.names[1].place(node), self.names[0].called(gone)
                yield Row(depth, points_to=gone, elsewhere=where, called=called)
        elif child.standing == "came" and old:
            yield Row(depth, old, new, ("moved",), elsewhere=self.names[0].place(node))
        else:
            yield Row(depth, old, new)
