"""What became of each element: kinds that people recognise, counts that add up, nothing made up."""

from dataclasses import replace
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortschrift.concepts.comparing.became import (
    Became,
    Extent,
    Line,
    Link,
    became,
    elements,
    totals,
)
from fortschrift.core.text import (
    BOLD,
    NodeId,
    NodeState,
    Tree,
    apply,
    attributes,
    inline,
    marked,
)
from tests.concepts.factories import OUTLINE
from tests.concepts.rendering_cases import tried
from tests.core.text.strategies import edits, related_trees, seeds, trees

ROOT = NodeId(UUID(int=1))
Part = tuple[Any, ...]

#: An element with a goal, and beside it another one.
TEXT: tuple[Part, ...] = (
    (10, "field", "Bildung", (11, "goal", "Sprache", (12, "paragraph", "Kinder lernen früh."))),
    (20, "field", "Wohnen"),
)


def tree(*parts: Part) -> Tree:
    """Build a text from nested tuples (number, kind, words, *children)."""
    states = [state for part in parts for state in _states(part)]
    top = NodeState(ROOT, "concept", heading=inline("K"), children=tuple(map(_id, parts)))
    return Tree.of([top, *states], root=ROOT, outline=OUTLINE)


def _states(part: Part) -> list[NodeState]:
    _number, kind, words, *children = part
    runs = inline(words) if isinstance(words, str) else words
    is_block = kind == "paragraph"
    own = NodeState(
        _id(part), kind, heading=() if is_block else runs, text=runs if is_block else (),
        children=tuple(map(_id, children)),
    )  # fmt: skip
    return [own, *(state for child in children for state in _states(child))]


def _id(part: Part) -> NodeId:
    return NodeId(UUID(int=part[0]))


def node(number: int) -> NodeId:
    return NodeId(UUID(int=number))


def only(lines: list[Line], number: int) -> Line:
    (found,) = (line for line in lines if node(number) in (*line.old, *line.new))
    return found


def goal(*children: Part, words: str = "Sprache") -> Part:
    return (10, "field", "Bildung", (11, "goal", words, *children))


# Kinds


def test_an_equal_text_is_unchanged_throughout() -> None:
    lines = became(tree(*TEXT), tree(*TEXT))

    assert [line.kind for line in lines] == ["unchanged"] * 3


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        (goal((12, "paragraph", "Kinder lernen früh."), words="Deutsch"), "renamed"),
        (goal((12, "paragraph", "Kinder lernen früh und gern.")), "extended"),
        (goal((12, "paragraph", "Kinder lernen früh."), (13, "paragraph", "Alle.")), "extended"),
        (goal((12, "paragraph", "Kinder lernen spät.")), "amended"),
        (goal(), "amended"),
    ],
)
def test_an_element_is_told_by_what_it_says_itself(new: Part, kind: Became) -> None:
    lines = became(tree(*TEXT), tree(new, TEXT[1]))

    assert only(lines, 11).kind == kind
    assert only(lines, 10).kind == "unchanged"


def test_other_marks_alone_leave_an_element_unchanged_and_are_told() -> None:
    words = marked(inline("Kinder lernen früh."), 0, 6, BOLD)

    line = only(became(tree(*TEXT), tree(goal((12, "paragraph", words)), TEXT[1])), 11)

    assert line.kind == "unchanged" and line.besides == {"formatted"}


def test_a_value_that_came_extends_and_one_that_changed_amends() -> None:
    old, came, changed = (_with(tree(*TEXT), values) for values in ({}, {"cost": 5}, {"cost": 6}))

    assert only(became(old, came), 11).kind == "extended"
    assert only(became(came, changed), 11).kind == "amended"


def _with(of: Tree, values: dict[str, Any]) -> Tree:
    state = replace(of[node(11)], attributes=attributes(values))
    return Tree(of.root, {**of.nodes, state.id: state}, of.outline)


def test_what_moved_is_moved_and_tells_its_other_number() -> None:
    old = tree(*TEXT)
    new = tree((10, "field", "Bildung"), (20, "field", "Wohnen", TEXT[0][3]))

    line = only(became(old, new, moved=frozenset({node(11)})), 11)

    assert line.kind == "moved" and line.besides == {"renumbered"}


def test_what_is_renamed_and_moved_says_both() -> None:
    new = tree((10, "field", "Bildung"), (20, "field", "Wohnen", (11, "goal", "Deutsch",
               (12, "paragraph", "Kinder lernen früh."))))  # fmt: skip

    line = only(became(tree(*TEXT), new, moved=frozenset({node(11)})), 11)

    assert line.kind == "renamed" and line.besides == {"moved", "renumbered"}


# Coming and going


def test_what_came_is_new_and_what_went_is_dropped() -> None:
    lines = became(tree(*TEXT), tree(TEXT[0], (30, "field", "Gesundheit")))

    assert (only(lines, 20).kind, only(lines, 30).kind) == ("dropped", "added")


@pytest.mark.parametrize("extent", ["partial", "titles_only"])
def test_absence_from_an_incomplete_text_is_unknown_never_dropped(extent: Extent) -> None:
    more, less = tree(*TEXT), tree((20, "field", "Wohnen"))

    gone = became(more, less, extents=("complete", extent))
    come = became(less, more, extents=(extent, "complete"))

    assert only(gone, 11).kind == only(come, 11).kind == "unknown"
    assert {"dropped", "added"}.isdisjoint(line.kind for line in gone + come)


def test_words_that_an_incomplete_text_lacks_are_not_struck() -> None:
    titles = tree((10, "field", "Bildung", (11, "goal", "Deutsch")), TEXT[1])
    same = tree((10, "field", "Bildung", (11, "goal", "Sprache")), TEXT[1])

    renamed = only(became(tree(*TEXT), titles, extents=("complete", "titles_only")), 11)
    kept = only(became(tree(*TEXT), same, extents=("complete", "partial")), 11)

    assert renamed.kind == "renamed" and "wording_unknown" in renamed.besides
    assert kept.kind == "unknown" and "wording_unknown" in kept.besides


# Recorded descent


def test_elements_put_together_are_one_line() -> None:
    lines = became(tree(*TEXT), tree(TEXT[0]), links=[Link(node(20), node(10), "joined")])

    line = only(lines, 20)
    assert (line.kind, line.old, line.new) == ("joined", (node(10), node(20)), (node(10),))


def test_an_element_that_was_split_is_one_line() -> None:
    new = tree(*TEXT, (30, "field", "Nachbarschaft"))

    line = only(became(tree(*TEXT), new, links=[Link(node(20), node(30), "split")]), 20)

    assert (line.kind, line.old, line.new) == ("split", (node(20),), (node(20), node(30)))


def test_the_same_thing_under_another_identity_is_compared_as_one() -> None:
    new = tree(TEXT[0], (30, "field", "Wohnen und Nachbarschaft"))

    line = only(became(tree(*TEXT), new, links=[Link(node(20), node(30), "same")]), 20)

    assert line.kind == "renamed" and line.new == (node(30),)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("handed_on", "handed_on"), ("ended", "dropped"), ("unknown", "unknown")],
)
def test_what_is_recorded_of_an_end_wins(kind: str, expected: Became) -> None:
    lines = became(tree(*TEXT), tree(TEXT[0]), links=[Link(node(20), None, kind)])

    assert only(lines, 20).kind == expected


def test_a_descent_counts_backwards_when_the_newer_text_is_the_old_side() -> None:
    newer = tree(*TEXT, (30, "field", "Nachbarschaft"))

    line = only(became(newer, tree(*TEXT), links=[Link(node(20), node(30), "split")]), 30)

    assert (line.kind, line.old, line.new) == ("joined", (node(20), node(30)), (node(20),))


def test_descent_at_another_time_does_not_join_what_stands_on_both_sides() -> None:
    lines = became(tree(*TEXT), tree(*TEXT), links=[Link(node(20), node(10), "joined")])

    assert [line.kind for line in lines] == ["unchanged"] * 3


# Counts


def check(old: Tree, new: Tree, lines: list[Line]) -> None:
    """Check that every element of either side stands in exactly one line."""
    assert sorted(n for line in lines for n in line.old) == sorted(s.id for s in elements(old))
    assert sorted(n for line in lines for n in line.new) == sorted(s.id for s in elements(new))
    assert totals(lines).elements == (len(elements(old)), len(elements(new)))


@tried(60)
@given(related_trees, seeds, st.sampled_from(["complete", "partial", "titles_only"]))
def test_counts_add_up_for_any_two_texts_and_any_recorded_descent(
    pair: tuple[Tree, Tree], seed: bytes, extent: Extent
) -> None:
    old, new = pair[:2]
    random = Random(seed)
    every = [state.id for state in (*elements(old), *elements(new))]
    kinds = ["split", "joined", "absorbed", "same", "handed_on", "ended", "unknown"]
    links = [
        Link(random.choice(every), random.choice([*every, None]), random.choice(kinds))
        for _ in range(random.randrange(6))
        if every
    ]

    lines = became(old, new, links=links, extents=("complete", extent))

    check(old, new, lines)
    if extent != "complete":
        ended = {link.source for link in links if link.kind == "ended"}
        assert all(set(line.old) <= ended for line in lines if line.kind == "dropped")


@tried(40)
@given(edits(most=4))
def test_counts_add_up_after_any_edits(edit: Any) -> None:
    old, operations = edit
    new = apply(operations, old)

    check(old, new, became(old, new))


@tried(20)
@given(trees)
def test_a_text_compared_with_itself_is_unchanged(text: Tree) -> None:
    assert {line.kind for line in became(text, text)} <= {"unchanged"}
