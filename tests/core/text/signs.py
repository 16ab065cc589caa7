"""What is hard about a case: the signs whose shares are counted, so that hard ones are frequent."""

from collections.abc import Iterator
from typing import Any

from fortschrift.core.text import Insert, Join, Move, Operation, Repeal, Split, Tree
from fortschrift.core.text.merging.merge import merge
from fortschrift.core.text.merging.proposal import Proposal
from tests.core.text.kinds import Case

SHAPES = ("nested list", "table", "footnote", "unknown place")
DEEDS = ("move", "insert", "repeal", "split", "join")
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
