"""A small concept and what people want of it, for the examples of merging and carrying on."""

from fortschrift.core.text import (
    Insert,
    NodeId,
    NodeState,
    Operation,
    Place,
    Splice,
    Substitute,
    Tree,
    apply,
    inline,
    plain,
)
from fortschrift.core.text.merging.merge import clashes
from fortschrift.core.text.merging.proposal import Proposal
from tests.core.text.growing import OUTLINE, node_id

ROOT, FIELD, GOAL, TEXT, LIST = map(node_id, range(1, 6))
ITEMS = tuple(map(node_id, range(6, 9)))
SECOND = node_id(9)

WORDS = "Die Stadt fördert jährlich 20 Kurse. Sie berichtet im Ausschuss."


def field() -> Tree:
    """A field with a goal that says two sentences and lists three things, and a second goal."""
    return Tree.of(
        [
            NodeState(ROOT, "concept", inline("Konzept"), children=(FIELD,)),
            NodeState(FIELD, "feld", inline("Bildung"), children=(GOAL, SECOND)),
            NodeState(GOAL, "ziel", inline("Sprache"), children=(TEXT, LIST)),
            NodeState(TEXT, "paragraph", text=inline(WORDS)),
            NodeState(LIST, "list", children=ITEMS),
            *(
                NodeState(node, "list_item", text=inline(words))
                for node, words in zip(ITEMS, ("Kurse", "Treffen", "Hefte"), strict=True)
            ),
            NodeState(SECOND, "ziel", inline("Schule")),
        ],
        root=ROOT,
        outline=OUTLINE,
    )


def exchange(old: str, new: str, *, node: NodeId = TEXT, within: str = WORDS) -> Operation:
    """Exchange words of a text for others."""
    return Substitute(node, (Splice(within.index(old), inline(old), inline(new)),))


def put_in(before: str, new: str) -> Operation:
    """Put words in front of others."""
    return Substitute(TEXT, (Splice(WORDS.index(before), (), inline(new)),))


def item(number: int, words: str, *, after: NodeId | None = None) -> Operation:
    """Add a list item."""
    state = NodeState(node_id(number), "list_item", text=inline(words))
    return Insert(Place(LIST, after), (state,))


def proposals(*operations: Operation | tuple[Operation, ...]) -> list[Proposal]:
    """Number proposals in the order given."""
    return [
        Proposal(number, each if isinstance(each, tuple) else (each,))
        for number, each in enumerate(operations, start=1)
    ]


def words_of(base: Tree, operations: tuple[Operation, ...], node: NodeId = TEXT) -> str:
    """Read a text after operations."""
    return plain(apply(operations, base)[node].text)


def told(base: Tree, wishes: list[Proposal]) -> list[tuple[tuple[int, ...], str]]:
    """Say who clashes with whom, and how."""
    return [(clash.proposals, clash.kind) for clash in clashes(base, wishes)]
