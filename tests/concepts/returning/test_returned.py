"""A Word file of ours comes back: untouched it is the same text, edited it is the edited one."""

from collections import Counter
from collections.abc import Callable
from itertools import count

from hypothesis import given

from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.rendering.docx import document, tracked_document
from fortschrift.concepts.rendering.stamp import Stamp
from fortschrift.concepts.returning.returned import Returned, returned
from fortschrift.concepts.returning.seen import nothing
from fortschrift.core.text import TREE, NodeId, Tree, apply, plain
from fortschrift.core.text.synopsis import synopsis
from tests.concepts.rendering_cases import tried
from tests.concepts.test_rendering_docx import Edit
from tests.core.text.growing import node_id
from tests.core.text.strategies import edits, trees

STAMP = Stamp("Konzept", "Musterstadt", "Fassung 2026", hash="0" * 64)


def minting() -> Callable[[], NodeId]:
    numbers = count(9001)
    return lambda: node_id(next(numbers))


def back(base: Tree, data: bytes, went_out: bytes | None = None) -> Returned:
    """Read a file that came back; what went out is the file of the base."""
    return returned(base, read(went_out or document(base, STAMP)), read(data), minting())


@tried(60)
@given(trees)
def test_a_file_that_nobody_touched_is_the_same_text_with_the_same_ids(tree: Tree) -> None:
    found = back(tree, document(tree, STAMP))

    assert TREE.to_bytes(found.tree) == TREE.to_bytes(tree)
    assert found.not_taken == ()


@tried(60)
@given(edits(most=6))
def test_a_tracked_file_that_nobody_touched_is_both_its_texts(edit: Edit) -> None:
    old, operations = edit
    new = apply(operations, old)
    data = tracked_document(synopsis(old, new), author="Rat", stamp=STAMP)

    after = returned(new, read(data), read(data), minting())
    before = returned(old, read(data), read(data), minting(), taken=nothing)

    assert TREE.to_bytes(after.tree) == TREE.to_bytes(new)
    assert TREE.to_bytes(before.tree) == TREE.to_bytes(old)


@tried(60)
@given(edits(most=3))
def test_no_word_is_lost_whatever_was_done_to_the_file(edit: Edit) -> None:
    old, operations = edit
    new = apply(operations, old)

    found = back(old, document(new, STAMP))

    assert not words_of(new) - words_of(found.tree)


def words_of(tree: Tree) -> Counter[str]:
    """Count the words of all headings and texts."""
    return Counter(
        word
        for state in tree
        for text in (state.heading, state.text)
        for word in plain(text).split()
    )
