"""What holds for any two texts that are aligned."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from fortschrift.core.text import TREE, NodeId, Operation, Tree, apply, is_level, plain
from fortschrift.core.text.align import Alignment, align, align_blocks, identified
from tests.core.text.growing import SENTENCES
from tests.core.text.pasted import fresh, pasted
from tests.core.text.strategies import edits, seeds, trees

Edit = tuple[Tree, tuple[Operation, ...]]
blocks = st.lists(
    st.sampled_from((*SENTENCES, "entfällt", "", " ".join(SENTENCES[:3]))), max_size=30
)


def sort(tree: Tree, node: NodeId) -> str:
    kind = tree[node].kind
    if is_level(kind):
        return "element"
    return "text" if kind in ("paragraph", "list_item", "cell") else kind


def some_of(tree: Tree, seed: bytes) -> set[NodeId]:
    """Choose the nodes that keep their ids: none, half, or nearly all."""
    chance = Random(seed)
    share = chance.choice((0.0, 0.5, 0.9))
    return {node for node in tree.nodes if chance.random() < share}


@given(trees)
def test_a_text_pasted_back_unchanged_is_the_text(tree: Tree) -> None:
    """Exactly, also where several nodes say the same: they stand in the same order."""
    again = identified(tree, pasted(tree))

    assert TREE.to_bytes(again) == TREE.to_bytes(tree)


@given(edits(most=8), seeds)
def test_pairs_are_one_to_one_of_one_sort_and_ids_are_kept(edit: Edit, seed: bytes) -> None:
    old, operations = edit
    after = apply(operations, old)
    new = pasted(after, keep=some_of(after, seed))

    alignment = align(old, new)

    assert len(set(alignment.pairs.values())) == len(alignment.pairs)
    assert alignment.pairs.keys() <= new.nodes.keys()
    assert set(alignment.pairs.values()) <= old.nodes.keys()
    for node in new.nodes.keys() & old.nodes.keys():
        assert alignment.pairs[node] == node
    for node, before in alignment.pairs.items():
        assert node == before or sort(new, node) == sort(old, before)
    check_parts(alignment, old, new)


def check_parts(alignment: Alignment[NodeId], old: Tree, new: Tree) -> None:
    """Parts are siblings in order, the first is the pair and the others are in none."""
    whole_of = alignment.pairs
    taken = set(whole_of.values())
    for before, (first, *others) in alignment.splits:
        assert others
        assert whole_of[first] == before
        assert not whole_of.keys() & set(others)
        assert are_siblings_in_order(new, (first, *others))
    for (first, *others), after in alignment.joins:
        assert others
        assert whole_of[after] == first
        assert not taken & set(others)
        assert are_siblings_in_order(old, (first, *others))


def are_siblings_in_order(tree: Tree, nodes: tuple[NodeId, ...]) -> bool:
    parent = tree.parent_of(nodes[0])
    assert parent is not None
    return [child for child in tree[parent].children if child in nodes] == list(nodes)


@given(edits(most=8), seeds)
def test_a_text_under_the_ids_of_another_says_what_it_said(edit: Edit, seed: bytes) -> None:
    old, operations = edit
    after = apply(operations, old)
    new = pasted(after, keep=some_of(after, seed))

    again = identified(old, new)

    assert again == Tree(again.root, again.nodes, again.outline)
    assert said(again) == said(new)
    names = align(old, new).pairs
    for state, renamed in zip(new, again, strict=True):
        assert renamed.id == names.get(state.id, state.id)
        assert renamed.children == tuple(names.get(child, child) for child in state.children)
        assert {kind for kind, _ in renamed.relations} == {kind for kind, _ in state.relations}


def said(tree: Tree) -> list[object]:
    """List what each node says, ids aside."""
    return [
        (
            state.kind,
            plain(state.heading),
            plain(state.text),
            state.attributes,
            state.printed_number,
            state.parent_unknown,
            len(state.children),
        )
        for state in tree
    ]


@given(edits(most=4))
def test_what_nodes_are_called_makes_no_difference(edit: Edit) -> None:
    old, operations = edit
    new = apply(operations, old)

    alignment = align(old, pasted(new))

    otherwise = align(pasted(old), new)
    assert {fresh(after): fresh(before) for after, before in otherwise.pairs.items()} == (
        alignment.pairs
    )


@given(blocks, blocks)
def test_paragraphs_are_paired_one_to_one(old: list[str], new: list[str]) -> None:
    alignment = align_blocks(old, new)

    after = [*alignment.pairs, *(part for _, parts in alignment.splits for part in parts[1:])]
    before = [
        *alignment.pairs.values(),
        *(part for parts, _ in alignment.joins for part in parts[1:]),
    ]
    assert len(set(after)) == len(after)
    assert len(set(before)) == len(before)
    assert set(after) <= set(range(len(new)))
    assert set(before) <= set(range(len(old)))


@given(blocks)
def test_paragraphs_that_are_the_same_stay_at_their_places(texts: list[str]) -> None:
    assert align_blocks(texts, texts) == Alignment({at: at for at in range(len(texts))})
