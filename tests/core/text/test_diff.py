"""The difference of two texts by ids: right, short, and telling."""

from hypothesis import given

from fortschrift.core.text import (
    TREE,
    Join,
    Operation,
    Reformat,
    Retitle,
    Split,
    Substitute,
    Tree,
    apply,
)
from fortschrift.core.text.difference.diff import diff
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


@given(related_trees)
def test_p1_a_text_has_one_operation_on_its_words(pair: tuple[Tree, Tree]) -> None:
    found = diff(*pair)

    texts = [each.node for each in found if isinstance(each, Substitute | Reformat)]
    headings = [each.node for each in found if isinstance(each, Retitle)]
    assert len(set(texts)) == len(texts)
    assert len(set(headings)) == len(headings)
