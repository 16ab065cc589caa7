"""What is hard about a case: the signs whose shares are counted, so that hard ones are frequent."""

from collections.abc import Iterator
from typing import Any

from fortschrift.core.text import Insert, Join, Move, NodeId, Operation, Repeal, Split, Tree
from fortschrift.core.text.merging.merge import merge
from fortschrift.core.text.merging.proposal import Proposal
from tests.core.text.kinds import Case

SHAPES = ("nested list", "table", "footnote", "unknown place")
DEEDS = ("move", "insert", "repeal", "split", "join")
SEEN = ("move", "insert", "repeal")
"""What was done, as far as two trees show it."""
OF_CONCEPTS = 200
"""So many nodes has a tree that counts as a whole concept."""

_DEEDS: dict[type, str] = {
    Move: "move",
    Insert: "insert",
    Repeal: "repeal",
    Split: "split",
    Join: "join",
}


def signs_of(case: Case) -> set[str]:
    """Name what is hard about a case of any kind."""
    values = tuple(_flat(case))
    trees = [each for each in values if isinstance(each, Tree)]
    found = {sign for tree in trees for sign in _shapes(tree)}
    found |= {_DEEDS[type(each)] for each in values if type(each) in _DEEDS}
    if len(trees) == 2:
        found |= set(_seen(*trees))
    proposals = [each for each in values if isinstance(each, Proposal)]
    if proposals and merge(trees[0], proposals).conflicts:
        found.add("conflict")
    return found


def _flat(case: Any) -> Iterator[Tree | Operation | Proposal]:
    """List the trees, operations and proposals in a case."""
    if isinstance(case, Proposal):
        yield case
        yield from case.operations
    elif isinstance(case, Tree) or type(case) in _DEEDS:
        yield case
    elif type(case) in (tuple, list):
        for each in case:
            yield from _flat(each)


def _seen(one: Tree, other: Tree) -> Iterator[str]:
    """Compare two trees: nodes that one of them has, and common ones that stand elsewhere."""
    if other.nodes.keys() - one.nodes.keys():
        yield "insert"
    if one.nodes.keys() - other.nodes.keys():
        yield "repeal"
    if _order(one, other) != _order(other, one):
        yield "move"


def _order(tree: Tree, other: Tree) -> dict[NodeId, list[NodeId]]:
    """Give the children that are in another tree as well, under the parents that are."""
    return {
        state.id: [child for child in state.children if child in other]
        for state in tree
        if state.id in other
    }


def _shapes(tree: Tree) -> Iterator[str]:
    for state in tree:
        parent = tree.parent_of(state.id)
        if state.kind == "list" and parent is not None and tree[parent].kind == "list_item":
            yield "nested list"
        if state.kind == "row":
            yield "table"
        if state.kind == "note":
            yield "footnote"
        if state.parent_unknown:
            yield "unknown place"
    if len(tree) >= OF_CONCEPTS:
        yield "whole concept"
