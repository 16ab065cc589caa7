"""From one text to another one: the operations say exactly what changed."""

from hypothesis import assume, given

from fortschrift.concepts.rewriting import rewriting
from fortschrift.core.text import TREE, Operation, Tree, apply
from tests.core.text.strategies import edits, trees

Edit = tuple[Tree, tuple[Operation, ...]]


@given(edits(most=8))
def test_rewriting_leads_to_the_other_text_byte_for_byte(edit: Edit) -> None:
    before, operations = edit
    after = apply(operations, before)

    assert TREE.to_bytes(apply(rewriting(before, after), before)) == TREE.to_bytes(after)
    assert TREE.to_bytes(apply(rewriting(after, before), after)) == TREE.to_bytes(before)


@given(trees, trees)
def test_rewriting_leads_between_texts_that_have_little_in_common(one: Tree, other: Tree) -> None:
    assume(one.root == other.root)

    assert apply(rewriting(one, other), one) == other


@given(trees)
def test_equal_texts_need_no_operation(one: Tree) -> None:
    assert rewriting(one, one) == ()
