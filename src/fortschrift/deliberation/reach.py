"""How far a proposal reaches: what changes most is put to the vote first.

It is the order of council law ("der weitestgehende Antrag zuerst"); how far one reaches is for the
body to say, so this is only the order in which the office is offered them.
"""

from collections.abc import Iterable, Sequence

from fortschrift.core.text import (
    Insert,
    NodeState,
    Operation,
    Repeal,
    Retitle,
    Substitute,
    Tree,
    plain,
)
from fortschrift.core.text.splices import Splice


def reach(operations: Iterable[Operation], tree: Tree) -> int:
    """Count the words that would go or come; anything else counts as one."""
    return sum(_words(each, tree) for each in operations)


def _words(operation: Operation, tree: Tree) -> int:
    match operation:
        case Repeal(node) if node in tree:
            return 1 + _said_in(list(tree.walk(node)))
        case Insert(_, states):
            return 1 + _said_in(states)
        case Substitute(_, splices) | Retitle(_, splices):
            return sum(map(_replaced, splices))
        case _:
            return 1


def _said_in(states: Sequence[NodeState]) -> int:
    return sum(_count(plain(each.heading)) + _count(plain(each.text)) for each in states)


def _replaced(splice: Splice) -> int:
    return _count(plain(splice.old)) + _count(plain(splice.new))


def _count(words: str) -> int:
    return len(words.split())
