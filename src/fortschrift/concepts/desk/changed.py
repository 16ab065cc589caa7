"""What differs between two texts, as rows of a synopsis: what changed and where it stands.

Only the passages that differ are laid side by side, each with what it stands under, so that a word
exchanged in a long text costs little more than the word: looking through all nodes once.
"""

from collections.abc import Sequence
from dataclasses import replace

from fortschrift.core.text import BLOCKS, NodeId, NodeState, Numbers, Tree
from fortschrift.core.text.synopsis import Naming, Row, synopsis


def changed_rows(
    before: Tree, after: Tree, *, below: NodeId | None = None, numbers: Numbers | None = None
) -> list[Row]:
    """Give the rows that changed with those they stand under, the concept itself only if it did.

    `below` leaves out all that does not stand at or below a node; `numbers` are those of the text
    before, if they are known.
    """
    changed = _changed(before, after)
    old = Naming.of(before, numbers)
    same = not any(_counts_anew(node, before, after) for node in changed)
    new = Naming.of(after, old.computed if same and before.outline == after.outline else None)
    parts = _with_what_holds_it(changed, before, after)
    rows = synopsis(_part(before, parts), _part(after, parts), (old, new))
    if below is not None:
        rows = tuple(_below(rows, below))
    kept = _kept(rows)
    found = [row for row, stays in zip(rows, kept, strict=True) if stays]
    if len(found) > 1 and not found[0].happened and found[0].depth == 0:
        found = found[1:]
    least = min((row.depth for row in found), default=0)
    return [row._replace(depth=row.depth - least) for row in found]


def _changed(before: Tree, after: Tree) -> set[NodeId]:
    """Find the nodes that are not the same on both sides; most share their very state."""
    old, new = before.nodes, after.nodes
    differing = {
        node for node, state in new.items()
        if (was := old.get(node)) is not state and was != state
    }  # fmt: skip
    return differing | (old.keys() - new.keys())


def _counts_anew(node: NodeId, before: Tree, after: Tree) -> bool:
    """Tell whether a change of this node can change what any element is numbered."""
    return _counted(node, before) != _counted(node, after)


def _counted(node: NodeId, tree: Tree) -> object:
    state = tree.nodes.get(node)
    if state is None or state.kind in BLOCKS:
        return None
    below = [child for child in state.children if tree.nodes[child].kind not in BLOCKS]
    return state.kind, state.attributes, state.parent_unknown, below


def _with_what_holds_it(changed: set[NodeId], before: Tree, after: Tree) -> set[NodeId]:
    """Add what the changed nodes stand under, and all children where some came, went or moved."""
    kept = {before.root, *changed}
    for tree, other in ((before, after), (after, before)):
        for node in changed & tree.nodes.keys():
            was = other.nodes.get(node)
            if was is None or was.children != tree[node].children:
                kept.update(tree[node].children)
    for tree in (before, after, before):  # what moved stands under others on the other side
        for node in tuple(kept & tree.nodes.keys()):
            kept.update(tree.upwards(node))
    return kept


def _part(tree: Tree, kept: set[NodeId]) -> Tree:
    """Give the text with these nodes alone."""
    nodes: dict[NodeId, NodeState] = {}
    parents: dict[NodeId, NodeId] = {}
    for node in (each for each in tree.nodes if each in kept):
        children = tuple(child for child in tree[node].children if child in kept)
        nodes[node] = replace(tree[node], children=children)
        parents |= dict.fromkeys(children, node)
    return Tree.trusted(tree.root, nodes, tree.outline, parents)


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
