"""What the desk does to the structure: only what the outline allows, and all that stands below."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fortschrift.concepts.desk import structure
from fortschrift.concepts.desk.structure import NotOffered
from fortschrift.core.text import (
    BLOCKS,
    Level,
    NodeId,
    NodeState,
    Outline,
    Tree,
    apply,
    attributes,
    inline,
    plain,
)
from tests.core.text.growing import OUTLINE, some_tree
from tests.core.text.pasted import concept

TREE = replace(
    concept(
        ("feld", "Bildung",
            ("paragraph", "Davor."),
            ("ziel", "Sprache", ("paragraph", "Alle."), ("massnahme", "Kurse")),
            ("ziel", "Schule", ("paragraph", "Gut."))),
        ("feld", "Wohnen"),
    ),
    outline=OUTLINE,
)  # fmt: skip


def node(title: str) -> NodeId:
    return next(each.id for each in TREE if title in (each.title, plain(each.text)))


def shape(tree: Tree, parent: NodeId | None = None) -> list[object]:
    """Write the elements as kind, title and what is below; passages by their words."""
    return [
        (each.kind, each.title, shape(tree, each.id)) if each.title else plain(each.text)
        for each in tree.children(parent or tree.root)
    ]


BEFORE = [
    ("feld", "Bildung", [
        "Davor.",
        ("ziel", "Sprache", ["Alle.", ("massnahme", "Kurse", [])]),
        ("ziel", "Schule", ["Gut."]),
    ]),
    ("feld", "Wohnen", []),
]  # fmt: skip


def test_down_and_up_move_among_the_elements_and_leave_the_passages() -> None:
    down = apply(structure.stepped(TREE, node("Sprache"), "down"), TREE)
    up = apply(structure.stepped(down, node("Sprache"), "up"), down)

    assert [each.title or "…" for each in down.children(node("Bildung"))] == [
        "…", "Schule", "Sprache",
    ]  # fmt: skip
    assert shape(up) == BEFORE


def test_indenting_makes_an_element_what_may_stand_there() -> None:
    tree = apply(structure.stepped(TREE, node("Schule"), "indent"), TREE)

    assert shape(tree)[0] == ("feld", "Bildung", [
        "Davor.",
        ("ziel", "Sprache", ["Alle.", ("massnahme", "Kurse", []),
                             ("massnahme", "Schule", ["Gut."])]),
    ])  # fmt: skip
    back = apply(structure.stepped(tree, node("Schule"), "outdent"), tree)
    assert shape(back) == BEFORE


def test_what_is_below_becomes_what_may_stand_there_too_or_nothing_moves() -> None:
    out = apply(structure.stepped(TREE, node("Sprache"), "outdent"), TREE)

    assert shape(out)[1] == ("feld", "Sprache", ["Alle.", ("ziel", "Kurse", [])])
    # Below "Wohnen" the field would be a goal, its goals measures, and the measure nothing at all.
    with pytest.raises(NotOffered):
        structure.moved(TREE, node("Bildung"), node("Wohnen"), "below")


@pytest.mark.parametrize(
    ("title", "steps"),
    [
        ("Bildung", {"down"}), ("Wohnen", {"up", "indent"}), ("Sprache", {"down", "outdent"}),
        ("Schule", {"up", "indent", "outdent"}), ("Kurse", {"outdent"}),
        ("Integrationskonzept", set()),
    ],
)  # fmt: skip
def test_only_steps_that_lead_somewhere_are_offered(title: str, steps: set[str]) -> None:
    assert structure.steps(TREE, node(title)) == steps


#: Goals or parts stand in a field, measures in a goal, steps in a part, nothing in either.
TWO_WAYS = Outline(
    (
        Level("feld", "Feld", "Felder", ("ziel", "teil", "satz")),
        Level("ziel", "Ziel", "Ziele", ("massnahme",)),
        Level("teil", "Teil", "Teile", ("schritt",)),
        Level("satz", "Leitsatz", "Leitsätze"),
        Level("massnahme", "Maßnahme", "Maßnahmen"),
        Level("schritt", "Schritt", "Schritte"),
    ),
    roots=("feld",),
)


def test_another_level_keeps_the_place_and_takes_what_is_below_along() -> None:
    tree = replace(TREE, outline=TWO_WAYS)
    operations = structure.relevelled(tree, node("Sprache"), "teil")

    after = apply(operations, tree)

    assert shape(after, node("Bildung")) == [
        "Davor.",
        ("teil", "Sprache", ["Alle.", ("schritt", "Kurse", [])]),
        ("ziel", "Schule", ["Gut."]),
    ]
    assert after[node("Kurse")].kind == "schritt"
    back = apply(structure.relevelled(after, node("Sprache"), "ziel"), after)
    assert shape(back) == BEFORE


def test_only_levels_that_may_stand_there_with_all_below_are_offered() -> None:
    tree = replace(TREE, outline=TWO_WAYS)

    def keys(title: str) -> list[str]:
        return [each.key for each in structure.other_levels(tree, node(title))]

    # In a sentence nothing may stand, so that what holds measures cannot become one.
    assert keys("Sprache") == ["teil"] and keys("Schule") == ["teil", "satz"]
    assert keys("Bildung") == [] and keys("Kurse") == [] and keys("Davor.") == []
    assert structure.other_levels(tree, tree.root) == []
    with pytest.raises(NotOffered):
        structure.relevelled(tree, node("Sprache"), "satz")


def test_only_levels_that_the_outline_allows_can_be_added() -> None:
    offered = {(each.where, each.level.key) for each in structure.addable(TREE, node("Sprache"))}

    assert offered == {("before", "ziel"), ("after", "ziel"), ("below", "massnahme")}
    with pytest.raises(NotOffered):
        structure.added(TREE, node("Sprache"), "below", NodeState(NodeId(node("Gut.")), "feld"))


@pytest.mark.parametrize(
    ("where", "titles"),
    [("before", ["Neu", "Sprache", "Schule"]), ("after", ["Sprache", "Neu", "Schule"])],
)
def test_an_element_is_added_beside_another_one(where: structure.Where, titles: list[str]) -> None:
    new = NodeState(NodeId(node("Gut.").__class__(int=999)), "ziel", inline("Neu"))

    tree = apply(structure.added(TREE, node("Sprache"), where, new), TREE)

    assert [each.title for each in tree.children(node("Bildung")) if each.title] == titles


def test_a_text_without_outline_can_still_be_put_in_another_order() -> None:
    tree = concept(("feld", "Eins"), ("feld", "Zwei"))
    tree = Tree(tree.root, tree.nodes)
    first, second = (each.id for each in tree.children(tree.root))

    assert structure.steps(tree, first) == {"down"} and structure.steps(tree, second) == {"up"}


def test_nothing_moves_below_itself_or_to_where_it_stands() -> None:
    for target, where in ((node("Kurse"), "below"), (node("Sprache"), "after")):
        with pytest.raises(NotOffered):
            structure.moved(TREE, node("Sprache"), target, where)  # type: ignore[arg-type]
    with pytest.raises(NotOffered):
        structure.moved(TREE, node("Sprache"), node("Schule"), "before")


def test_every_target_that_is_offered_can_be_reached() -> None:
    offered = structure.targets(TREE, node("Schule"))

    assert {TREE[state.id].title for state, _, _ in offered} == {
        "Integrationskonzept", "Bildung", "Sprache", "Kurse", "Wohnen",
    }  # fmt: skip
    for state, _, fits in offered:
        for where in fits:
            assert apply(structure.moved(TREE, node("Schule"), state.id, where), TREE) != TREE


@settings(deadline=None)
@given(seed=st.binary(min_size=4, max_size=8))
def test_the_targets_are_exactly_the_places_that_can_be_reached(seed: bytes) -> None:
    tree = some_tree(seed, 2)
    elements = [each.id for each in tree if each.kind not in BLOCKS]

    for element in elements[1:4]:
        offered = {(each.id, where) for each, _, fits in structure.targets(tree, element)
                   for where in fits}  # fmt: skip
        for target in elements:
            for where in structure.WHERES:
                assert ((target, where) in offered) == reaches(tree, element, target, where)


def reaches(tree: Tree, element: NodeId, target: NodeId, where: structure.Where) -> bool:
    try:
        return bool(structure.moved(tree, element, target, where))
    except NotOffered:
        return False


def test_parting_takes_what_follows_to_a_new_element_of_the_same_level() -> None:
    new = NodeId(node("Gut.").__class__(int=998))

    tree = apply(
        structure.parted(TREE, node("Sprache"), node("Kurse"), new, inline("Kurse zuerst")), TREE
    )

    assert shape(tree)[0] == ("feld", "Bildung", [
        "Davor.", ("ziel", "Sprache", ["Alle."]),
        ("ziel", "Kurse zuerst", [("massnahme", "Kurse", [])]), ("ziel", "Schule", ["Gut."]),
    ])  # fmt: skip


def test_uniting_takes_all_of_the_next_one_passages_first() -> None:
    tree = apply(structure.united(TREE, node("Sprache"), NodeId(node("Gut."))), TREE)

    assert shape(tree)[0] == ("feld", "Bildung", [
        "Davor.", ("ziel", "Sprache", ["Alle.", "Gut.", ("massnahme", "Kurse", [])]),
    ])  # fmt: skip


def test_uniting_keeps_what_the_first_says_fills_what_it_does_not_and_lays_lists_together() -> None:
    one = {"kosten": 100, "partner": ("AWO",)}
    two = {"kosten": 200, "beginn": "2027", "partner": ("DRK", "AWO")}
    tree = concept(("massnahme", "Eins"), ("massnahme", "Zwei"))
    first, second = (each.id for each in tree.children(tree.root))
    nodes = {
        **tree.nodes,
        first: replace(tree[first], attributes=attributes(one)),  # type: ignore[arg-type]
        second: replace(tree[second], attributes=attributes(two), text=inline("Eigene Worte.")),  # type: ignore[arg-type]
    }
    tree = Tree(tree.root, nodes, OUTLINE)
    new = NodeId(first.__class__(int=997))

    after = apply(structure.united(tree, first, new), tree)

    assert dict(after[first].attributes) == {
        "kosten": 100, "beginn": "2027", "partner": ("AWO", "DRK"),
    }  # fmt: skip
    assert shape(after) == [("massnahme", "Eins", ["Eigene Worte."])]
    assert structure.lost_by_uniting(tree, first) == ["kosten"]
