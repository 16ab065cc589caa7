"""Moves that each could be made and together put a field below itself."""

import pytest

from fortschrift.core.text import (
    Insert,
    Move,
    NodeId,
    NodeState,
    Operation,
    Place,
    Retitle,
    Tree,
    apply,
    inline,
)
from fortschrift.core.text.merging.merge import in_turn, merge
from tests.core.text.amending import ROOT, proposals, told
from tests.core.text.growing import node_id

NEW = node_id(20)
A, B, C, INNER = map(node_id, range(30, 34))


@pytest.fixture
def fields() -> Tree:
    """Three fields in a row, the second with a field in it."""
    return Tree.of(
        [
            NodeState(ROOT, "concept", children=(A, B, C)),
            NodeState(A, "feld"),
            NodeState(B, "feld", children=(INNER,)),
            NodeState(INNER, "feld"),
            NodeState(C, "feld"),
        ],
        root=ROOT,
    )


def test_two_circles_with_a_move_in_common_are_two(fields: Tree) -> None:
    wishes = proposals(Move(A, Place(INNER)), Move(B, Place(A)), Move(INNER, Place(A)))

    assert told(fields, wishes) == [((1, 2), "cycle"), ((1, 3), "cycle")]


def test_a_circle_within_a_larger_one_is_told_alone(fields: Tree) -> None:
    deep = apply([Insert(Place(B, INNER), (NodeState(NEW, "feld"),))], fields)
    wishes = proposals(Move(A, Place(INNER)), Move(B, Place(A)), Move(INNER, Place(NEW)))

    assert told(deep, wishes) == [((1, 2), "cycle")]


def test_who_moves_to_what_is_in_a_circle_is_not_in_it(fields: Tree) -> None:
    wishes = proposals(Move(C, Place(A)), Move(A, Place(B)), Move(B, Place(A)))

    assert told(fields, wishes) == [((2, 3), "cycle")]
    assert merge(fields, wishes).adopted == (1,)


def rewording(node: NodeId, new: str) -> Operation:
    """Give a field without a title one."""
    return Retitle.whole(node, (), inline(new))


def test_two_that_move_in_a_circle_and_want_other_words_clash_twice(fields: Tree) -> None:
    one = (Move(A, Place(B)), rewording(C, "Arbeit"))
    other = (Move(B, Place(A)), rewording(C, "Sprache"))

    assert told(fields, proposals(one, other)) == [((1, 2), "words"), ((1, 2), "cycle")]


def test_a_circle_of_which_two_clash_anyway_is_not_told(fields: Tree) -> None:
    one = (Move(A, Place(B)), rewording(INNER, "Arbeit"))
    other = (Move(B, Place(C)), rewording(INNER, "Sprache"))

    found = told(fields, proposals(one, other, Move(C, Place(A))))

    assert found == [((1, 2), "words")]


def test_a_place_that_is_moved_out_of_the_way_first_closes_no_circle() -> None:
    base = two_fields_that_hold_one()
    one = (Move(INNER, Place(ROOT)), Move(A, Place(INNER)))
    other = (Move(NEW, Place(ROOT)), Move(B, Place(NEW)))

    merged = merge(base, proposals(one, other))

    after = apply(merged.operations, base)
    assert merged.adopted == (1, 2)
    assert (after.parent_of(A), after.parent_of(B)) == (INNER, NEW)


def test_a_place_that_one_moves_away_closes_no_circle_with_what_stood_above_it() -> None:
    base = two_fields_that_hold_one()
    one, other = Move(A, Place(INNER)), (Move(INNER, Place(ROOT)), Move(B, Place(NEW)))

    assert told(base, proposals(one, other)) == []


def test_a_circle_is_seen_also_where_one_of_them_turns_two_fields_inside_out() -> None:
    base = two_fields_that_hold_one()
    first, second = node_id(34), node_id(35)
    more = (Insert(Place(ROOT), (NodeState(node, "feld"),)) for node in (first, second))
    base = apply(more, base)
    inside_out = (
        *(Move(NEW, Place(ROOT)), Move(INNER, Place(ROOT))),
        *(Move(A, Place(INNER)), Move(B, Place(NEW))),
    )
    wishes = proposals((*inside_out, Move(first, Place(second))), Move(second, Place(first)))

    assert told(base, wishes) == [((1, 2), "cycle")]
    assert in_turn(base, wishes).adopted == (1,)
    assert told(base, proposals(inside_out)) == []


def two_fields_that_hold_one() -> Tree:
    return Tree.of(
        [
            NodeState(ROOT, "concept", children=(A, B)),
            NodeState(A, "feld", children=(NEW,)),
            NodeState(NEW, "feld"),
            NodeState(B, "feld", children=(INNER,)),
            NodeState(INNER, "feld"),
        ],
        root=ROOT,
    )
