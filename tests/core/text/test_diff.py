"""The difference of two texts by ids: right, short, and telling."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given

from fortschrift.core.text import (
    TREE,
    Insert,
    Join,
    Move,
    NodeId,
    NodeState,
    Operation,
    Place,
    Reformat,
    Repeal,
    Retitle,
    Split,
    Substitute,
    Tree,
    apply,
    inline,
)
from fortschrift.core.text.difference.diff import diff
from tests.core.text.amending import ITEMS, LIST, field
from tests.core.text.growing import node_id
from tests.core.text.strategies import edits, related_trees, trees

Edit = tuple[Tree, tuple[Operation, ...]]


@given(related_trees)
def test_p1_the_difference_leads_from_one_text_to_the_other(pair: tuple[Tree, Tree]) -> None:
    one, other = pair

    reached = apply(diff(one, other), one)

    assert TREE.to_bytes(reached) == TREE.to_bytes(other)


@given(trees, trees)
def test_p1_even_texts_that_agree_in_nothing_but_ids_have_one(one: Tree, other: Tree) -> None:
    reached = apply(diff(one, other), one)

    assert TREE.to_bytes(reached) == TREE.to_bytes(other)


@given(trees)
def test_p1_equal_texts_have_no_difference(tree: Tree) -> None:
    assert diff(tree, tree) == ()
    assert diff(tree, Tree(tree.root, tree.nodes, tree.outline)) == ()


@given(edits(most=6))
def test_p1_the_difference_is_no_longer_than_what_was_done(edit: Edit) -> None:
    before, operations = edit
    after = apply(operations, before)

    found = diff(before, after)

    reshaping = sum(isinstance(each, Split | Join) for each in operations)
    assert apply(found, before) == after
    assert len(found) <= len(operations) + reshaping, found


def test_what_leaves_a_text_before_that_is_joined_to_it_is_told_so() -> None:
    (inner, below, beside), (outer, *_) = map(node_id, range(20, 23)), ITEMS
    states = (
        NodeState(inner, "list", children=(below,)),
        NodeState(below, "list_item", text=inline("Treffen")),
    )
    also = NodeState(beside, "paragraph", text=inline("Einmal im Monat."))
    before = apply((Insert(Place(outer), (also,)), Insert(Place(outer), states)), field())
    done = (Move(below, Place(LIST)), Repeal(inner), Join(below, outer, inline(" ")))

    found = diff(before, apply(done, before))

    assert apply(found, before) == apply(done, before)
    assert sorted(map(repr, found)) == sorted(map(repr, done))


@given(related_trees)
def test_p1_a_text_has_one_operation_on_its_words(pair: tuple[Tree, Tree]) -> None:
    found = diff(*pair)

    texts = [each.node for each in found if isinstance(each, Substitute | Reformat)]
    headings = [each.node for each in found if isinstance(each, Retitle)]
    assert len(set(texts)) == len(texts)
    assert len(set(headings)) == len(headings)


@given(related_trees)
def test_p1_a_parent_has_the_least_number_of_moves(pair: tuple[Tree, Tree]) -> None:
    check_moves(*pair)


@given(trees, trees)
def test_p1_a_parent_of_any_two_texts_has_the_least_number_of_moves(one: Tree, other: Tree) -> None:
    check_moves(one, other)


def check_moves(one: Tree, other: Tree) -> None:
    """Check that under each parent only as many move as cannot stay in one order.

    Splits and joins come first; with what they leave the counting begins.
    """
    found = diff(one, other)
    reshaping = [at + 1 for at, each in enumerate(found) if isinstance(each, Split | Join)]
    begin = max(reshaping, default=0)
    one = apply(found[:begin], one)

    moved = [each.node for each in found[begin:] if isinstance(each, Move)]

    assert len(set(moved)) == len(moved)
    moves = Counter(map(other.parent_of, moved))
    assert moves == +Counter({state.id: least_moves(one, other, state.id) for state in other})


def least_moves(one: Tree, other: Tree, parent: NodeId) -> int:
    """Count those that come from elsewhere, and those that cannot stay in one order."""
    here = [state.id for state in other.children(parent) if state.id in one]
    may_stay = {
        node
        for node in here
        if one.parent_of(node) == parent and one[node].parent_unknown == other[node].parent_unknown
    }
    before = one[parent].children if parent in one else ()
    return len(here) - common(
        [node for node in before if node in may_stay], [node for node in here if node in may_stay]
    )


def common(one: Sequence[NodeId], other: Sequence[NodeId]) -> int:
    """Give the length of the longest common subsequence, by the table of all beginnings."""
    row = [0] * (len(other) + 1)
    for node in one:
        above = row
        row = [0]
        for at, each in enumerate(other):
            row.append(above[at] + 1 if each == node else max(above[at + 1], row[at]))
    return row[-1]
