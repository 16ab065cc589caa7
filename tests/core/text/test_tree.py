"""Node states and trees: sound by construction."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from fortschrift.core.text import (
    ITALIC,
    Cycle,
    DuplicateNode,
    NodeState,
    Place,
    RootTouched,
    Run,
    StrayNode,
    TextError,
    Tree,
    UnknownNode,
    WrongField,
    WrongPlace,
    WrongValue,
    inline,
    new_states,
)
from tests.core.text.growing import node_id
from tests.core.text.strategies import trees

ROOT, FIELD, GOAL, LIST, ITEM = (node_id(number) for number in range(1, 6))


def states(**changes: NodeState) -> list[NodeState]:
    """A concept with a field, a goal and a list; states can be exchanged by name."""
    usual = {
        "root": NodeState(ROOT, "concept", inline("Konzept"), children=(FIELD,)),
        "field": NodeState(FIELD, "feld", inline("Bildung"), children=(GOAL, LIST)),
        "goal": NodeState(GOAL, "ziel", inline("Sprache")),
        "list": NodeState(LIST, "list", children=(ITEM,)),
        "item": NodeState(ITEM, "list_item", text=inline("Kurse")),
    }
    return list({**usual, **changes}.values())


def test_a_tree_tells_order_parents_places_and_depth() -> None:
    tree = Tree.of(reversed(states()), root=ROOT)

    assert [state.id for state in tree] == [ROOT, FIELD, GOAL, LIST, ITEM]
    assert [state.id for state in tree.walk(LIST)] == [LIST, ITEM]
    assert [state.id for state in tree.children(FIELD)] == [GOAL, LIST]
    assert (tree.parent_of(ITEM), tree.parent_of(ROOT)) == (LIST, None)
    assert tree.place_of(GOAL) == Place(FIELD)
    assert tree.place_of(LIST) == Place(FIELD, GOAL)
    assert [state.id for state in tree.ancestors(ITEM)] == [LIST, FIELD, ROOT]
    assert (tree.depth(ROOT), tree.depth(ITEM), len(tree)) == (0, 3, 5)
    assert GOAL in tree
    assert node_id(99) not in tree


def test_a_tree_says_which_node_it_does_not_have() -> None:
    tree = Tree.of(states(), root=ROOT)

    for ask in (tree.__getitem__, tree.parent_of, tree.place_of, tree.children, tree.depth):
        with pytest.raises(UnknownNode) as caught:
            ask(node_id(99))
        assert caught.value.node == node_id(99)
    with pytest.raises(RootTouched):
        tree.place_of(ROOT)


@pytest.mark.parametrize(
    ("changes", "error", "node"),
    [
        ({"item": NodeState(ROOT, "concept")}, DuplicateNode, ROOT),
        ({"item": NodeState(node_id(9), "list_item")}, UnknownNode, ITEM),
        ({"goal": NodeState(GOAL, "ziel", children=(ITEM,))}, DuplicateNode, ITEM),
        ({"field": NodeState(FIELD, "feld", children=(GOAL, GOAL, LIST))}, DuplicateNode, GOAL),
        ({"field": NodeState(FIELD, "feld", children=(LIST,))}, StrayNode, GOAL),
        ({"goal": NodeState(GOAL, "ziel", children=(ROOT,))}, Cycle, ROOT),
        ({"root": NodeState(ROOT, "feld", children=(FIELD,))}, WrongPlace, ROOT),
        ({"goal": NodeState(GOAL, "concept")}, WrongPlace, GOAL),
        ({"goal": NodeState(GOAL, "list_item")}, WrongPlace, GOAL),
        ({"item": NodeState(ITEM, "ziel")}, WrongPlace, ITEM),
        ({"goal": NodeState(GOAL, "ziel", parent_unknown=True)}, WrongPlace, GOAL),
    ],
)
def test_what_is_no_tree_is_refused_naming_the_node(
    changes: dict[str, NodeState], error: type[TextError], node: object
) -> None:
    with pytest.raises(error) as caught:
        Tree.of(states(**changes), root=ROOT)

    assert caught.value.node == node  # type: ignore[attr-defined]


def test_a_ring_beside_the_tree_is_refused() -> None:
    one, other = node_id(7), node_id(8)
    ring = [NodeState(one, "feld", children=(other,)), NodeState(other, "feld", children=(one,))]

    with pytest.raises(Cycle):
        Tree.of([*states(), *ring], root=ROOT)


def test_a_tree_cannot_be_changed_behind_its_back() -> None:
    nodes = {state.id: state for state in states()}
    tree = Tree(ROOT, nodes)

    nodes.clear()

    assert len(tree) == 5
    with pytest.raises(TypeError):
        tree.nodes[ROOT] = tree[GOAL]  # type: ignore[index]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"kind": "Handlungsfeld"}, WrongValue),
        ({"kind": "list", "text": inline("x")}, WrongField),
        ({"kind": "row", "text": inline("x")}, WrongField),
        ({"kind": "paragraph", "heading": inline("x")}, WrongField),
        ({"kind": "paragraph", "attributes": (("kosten", 5),)}, WrongValue),
        ({"kind": "cell", "attributes": (("columns", 0),)}, WrongValue),
        ({"kind": "cell", "attributes": (("columns", True),)}, WrongValue),
        ({"kind": "row", "attributes": (("header", 1),)}, WrongValue),
        ({"kind": "image", "attributes": (("media", ("a",)),)}, WrongValue),
        ({"text": (Run("a"), Run("b"))}, WrongValue),
        ({"heading": (Run("a", (ITALIC,)), Run("b", (ITALIC,)))}, WrongValue),
        ({"attributes": (("b", 1), ("a", 1))}, WrongValue),
        ({"attributes": (("a", 1), ("a", 2))}, WrongValue),
        ({"attributes": (("A b", 1),)}, WrongValue),
        ({"attributes": (("a", ""),)}, WrongValue),
        ({"attributes": (("a", ()),)}, WrongValue),
        ({"attributes": (("a", ("x", "")),)}, WrongValue),
        ({"attributes": (("a", 0.5),)}, WrongValue),
        ({"attributes": (("a", "\x00"),)}, WrongValue),
        ({"relations": (("b", ROOT), ("a", ROOT))}, WrongValue),
        ({"relations": (("a", ROOT), ("a", ROOT))}, WrongValue),
        ({"relations": (("A", ROOT),)}, WrongValue),
        ({"printed_number": ""}, WrongValue),
        ({"printed_number": "\ud800"}, WrongValue),
    ],
)
def test_a_state_that_is_not_in_normal_form_cannot_exist(
    said: dict[str, Any], error: type[TextError]
) -> None:
    with pytest.raises(error) as caught:
        NodeState(**{"id": GOAL, "kind": "ziel", **said})

    assert caught.value.node == GOAL  # type: ignore[attr-defined]


def test_true_and_one_are_different_attribute_values() -> None:
    yes = NodeState(GOAL, "ziel", attributes=(("laufend", True),))
    one = NodeState(GOAL, "ziel", attributes=(("laufend", 1),))

    assert yes != one
    assert yes == replace(yes)
    assert hash(yes) == hash(replace(yes))
    assert yes != "ziel"


def test_a_store_learns_which_states_are_new() -> None:
    before = Tree.of(states(), root=ROOT)
    renamed = replace(before[GOAL], heading=inline("Sprache und Bildung"))
    same = replace(before[ITEM])

    after = Tree.of(states(goal=renamed, item=same), root=ROOT)

    assert new_states(before, after) == (renamed,)


@given(trees)
def test_every_node_is_walked_once_and_after_its_parent(tree: Tree) -> None:
    order = [state.id for state in tree]

    assert len(order) == len(set(order)) == len(tree)
    for position, node in enumerate(order[1:], 1):
        parent = tree.parent_of(node)
        assert parent is not None
        assert order.index(parent) < position
        assert tree.depth(node) == tree.depth(parent) + 1
        place = tree.place_of(node)
        siblings = [None, *tree[parent].children]
        assert siblings[siblings.index(place.after) + 1] == node


def test_deep_nesting_is_no_danger() -> None:
    depth = 20_000
    chain = [NodeState(node_id(n), "ziel", children=(node_id(n + 1),)) for n in range(2, depth)]
    top = NodeState(ROOT, "concept", children=(node_id(2),))

    tree = Tree.of([top, *chain, NodeState(node_id(depth), "ziel")], root=ROOT)

    assert tree.depth(node_id(depth)) == depth - 1
