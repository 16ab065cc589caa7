"""What the engine guarantees about any text and any change (numbers as in the design)."""

from dataclasses import replace
from random import Random
from uuid import UUID

from hypothesis import given

from fortschrift.core.text import (
    NODE,
    OPERATIONS,
    OUTLINE,
    TREE,
    InlineText,
    Insert,
    Join,
    Move,
    NodeId,
    NodeState,
    Operation,
    Outline,
    Relations,
    Repeal,
    Retitle,
    Split,
    Tree,
    apply,
    findings,
    inline,
    inverse,
    inverse_of_all,
    numbers,
)
from fortschrift.core.text.canonical.serialize import TEXT
from tests.core.text.strategies import edits, inline_texts, outlines, seeds, trees

Edit = tuple[Tree, tuple[Operation, ...]]


@given(edits())
def test_p2_taking_back_restores_the_text_byte_for_byte(edit: Edit) -> None:
    before, (operation,) = edit
    after = apply([operation], before)

    restored = apply(inverse(operation, before), after)

    assert restored == before
    assert TREE.to_bytes(restored) == TREE.to_bytes(before)


@given(edits(most=6))
def test_p2_taking_back_many_restores_the_text(edit: Edit) -> None:
    before, operations = edit

    restored = apply(inverse_of_all(operations, before), apply(operations, before))

    assert TREE.to_bytes(restored) == TREE.to_bytes(before)


@given(edits())
def test_taking_back_twice_is_doing_it_again(edit: Edit) -> None:
    before, (operation,) = edit
    after = apply([operation], before)
    (undo,) = inverse(operation, before)

    again = apply(inverse(undo, after), before)

    assert again == after


@given(edits(most=6))
def test_applied_operations_leave_a_sound_tree(edit: Edit) -> None:
    before, operations = edit

    after = apply(operations, before)

    checked = Tree(after.root, after.nodes, after.outline)
    assert checked == after
    assert all(checked.parent_of(node) == after.parent_of(node) for node in after.nodes)


@given(edits(most=6))
def test_many_operations_at_once_do_what_they_do_one_by_one(edit: Edit) -> None:
    tree, operations = edit
    at_once = apply(operations, tree)

    for operation in operations:
        tree = apply([operation], tree)

    assert tree == at_once


@given(edits())
def test_p10_ids_survive_everything_but_insert_and_repeal(edit: Edit) -> None:
    before, (operation,) = edit

    after = apply([operation], before)

    gone = before.nodes.keys() - after.nodes.keys()
    come = after.nodes.keys() - before.nodes.keys()
    assert bool(gone) == isinstance(operation, Repeal | Join)
    assert bool(come) == isinstance(operation, Insert | Split)
    if isinstance(operation, Retitle | Move):
        assert {_said(state) for state in after} - {_said(state) for state in before} == (
            {_said(after[operation.node])} - {_said(before[operation.node])}
        )


@given(edits())
def test_untouched_nodes_keep_their_very_states(edit: Edit) -> None:
    before, (operation,) = edit

    after = apply([operation], before)

    changed = [node for node in after.nodes if after[node] is not before.nodes.get(node)]
    new = len(after.nodes.keys() - before.nodes.keys())
    assert len(changed) <= new + 3  # a node and its old and new parent


@given(trees)
def test_p13_a_tree_has_one_spelling_and_comes_back_from_it(tree: Tree) -> None:
    data = TREE.to_bytes(tree)

    assert TREE.from_bytes(data) == tree
    assert TREE.to_bytes(TREE.from_bytes(data)) == data
    assert TREE.from_data(TREE.to_data(tree)) == tree


@given(trees)
def test_p13_node_states_come_back_alone_and_in_bulk(tree: Tree) -> None:
    stored = [NODE.to_bytes(state) for state in tree]

    assert [NODE.from_bytes(data) for data in stored] == list(tree)
    assert NODE.from_stored(data.decode() for data in stored) == tuple(tree)


@given(edits(most=4))
def test_p13_operations_come_back_and_do_the_same(edit: Edit) -> None:
    tree, operations = edit

    back = OPERATIONS.from_bytes(OPERATIONS.to_bytes(operations))

    assert back == operations
    assert TREE.to_bytes(apply(back, tree)) == TREE.to_bytes(apply(operations, tree))


@given(outlines)
def test_p13_outlines_come_back(outline: Outline) -> None:
    assert OUTLINE.from_bytes(OUTLINE.to_bytes(outline)) == outline


@given(inline_texts())
def test_p4_any_text_is_only_text(text: InlineText) -> None:
    assert TEXT.from_bytes(TEXT.to_bytes(text)) == text


@given(edits())
def test_equal_texts_are_those_with_equal_bytes(edit: Edit) -> None:
    before, operations = edit
    after = apply(operations, before)

    assert (before == after) == (TREE.to_bytes(before) == TREE.to_bytes(after))


@given(trees, seeds)
def test_p12_numbers_depend_on_shape_and_patterns_only(tree: Tree, seed: bytes) -> None:
    other = _with_other_words_and_ids(tree, Random(seed))

    computed, elsewhere = numbers(tree), numbers(other)

    assert [computed.get(state.id) for state in tree] == [
        elsewhere.get(state.id) for state in other
    ]


@given(trees, outlines)
def test_findings_are_about_nodes_of_the_text_and_never_an_error(
    tree: Tree, outline: Outline
) -> None:
    found = (*findings(tree), *findings(tree, outline))

    assert all(finding.node in tree for finding in found)
    assert all(finding.detail == tuple(sorted(finding.detail)) for finding in found)


def _said(state: NodeState) -> tuple[NodeId, str, InlineText, InlineText, object, Relations]:
    """Give what a state says, apart from what stands below it and where it stands."""
    return (
        state.id,
        state.kind,
        state.heading,
        state.text,
        state.attributes,
        state.relations,
    )


def _with_other_words_and_ids(tree: Tree, chance: Random) -> Tree:
    """Say something else under other ids in the same shape."""
    new = {node: NodeId(UUID(int=chance.getrandbits(128))) for node in tree.nodes}
    states = [
        replace(
            state,
            id=new[state.id],
            children=tuple(new[child] for child in state.children),
            heading=inline("Anders") if state.heading else (),
            text=(),
            relations=(),
            printed_number=None,
        )
        for state in tree
    ]
    chance.shuffle(states)
    return Tree.of(states, root=new[tree.root], outline=tree.outline)
