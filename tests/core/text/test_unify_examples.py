"""Equal wishes under one name: what looks the same and leads elsewhere keeps its own."""

from uuid import UUID

import pytest

from fortschrift.core.text import (
    Insert,
    NodeId,
    NodeState,
    Operation,
    Place,
    Tree,
    apply,
    footnote,
    inline,
    joined,
)
from fortschrift.core.text.merging.merge import merge
from tests.core.text.amending import GOAL, LIST, SECOND, TEXT, field, proposals
from tests.core.text.growing import node_id


@pytest.fixture
def base() -> Tree:
    return field()


def cited_in(state: NodeState) -> list[NodeId]:
    """List the nodes that the footnotes of a text lead to."""
    return [NodeId(UUID(mark.value)) for run in state.text for mark in run.marks]


def test_new_blocks_that_lead_to_different_parts_of_a_new_one_are_two(base: Tree) -> None:
    def wish(first: int, cited: int) -> tuple[Operation, ...]:
        text, whole, *parts = map(node_id, range(first, first + 4))
        return (
            Insert(
                Place(GOAL, TEXT),
                (NodeState(text, "paragraph", text=inline("Siehe", footnote(parts[cited]))),),
            ),
            Insert(
                Place(SECOND),
                (
                    NodeState(whole, "paragraph", children=tuple(parts)),
                    *(NodeState(part, "note", text=inline("Dort")) for part in parts),
                ),
            ),
        )

    merged = merge(base, proposals(wish(20, 0), wish(30, 1)))

    after = apply(merged.operations, base)
    assert after[SECOND].children == (node_id(21),)
    assert after[GOAL].children == (TEXT, node_id(20), node_id(30), LIST)
    assert [cited_in(after[node_id(number)]) for number in (20, 30)] == [
        [node_id(22)],
        [node_id(23)],
    ]


def test_two_equal_notes_are_not_one_that_is_cited_twice(base: Tree) -> None:
    def wish(first: int, *notes: int) -> tuple[Operation, ...]:
        cited = (joined(inline("Siehe "), inline("dort. ", footnote(node_id(n)))) for n in notes)
        text = joined(*cited)
        return (
            Insert(Place(GOAL, TEXT), (NodeState(node_id(first), "paragraph", text=text),)),
            *(
                Insert(Place(SECOND), (NodeState(node_id(n), "note", text=inline("Dort")),))
                for n in sorted({*notes})
            ),
        )

    merged = merge(base, proposals(wish(20, 21, 21), wish(30, 31, 32)))

    after = apply(merged.operations, base)
    assert len(set(cited_in(after[node_id(20)]))) == 1
    assert len(set(cited_in(after[node_id(30)]))) == 2
