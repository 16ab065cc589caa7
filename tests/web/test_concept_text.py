"""From the engine's tree to what a page shows."""

from uuid import UUID

import pytest

from fortschrift.core.text import (
    AttributeType,
    Level,
    NodeId,
    NodeState,
    Numbering,
    Outline,
    Tree,
    attributes,
    footnote,
    inline,
    joined,
    link,
)
from fortschrift.web.concept_text import (
    Passage,
    Surroundings,
    attribute_facts,
    label,
    shown_outline,
    shown_runs,
    shown_text,
    shown_value,
)
from fortschrift.web.shapes import Fact

ROOT, FIELD, GOAL, PARAGRAPH, LATER, FIRST, LOST = (NodeId(UUID(int=n)) for n in range(1, 8))
MEASURES = (
    AttributeType("lead", "Zuständig"),
    AttributeType("cost", "Kosten", "money"),
    AttributeType("end", "Ende", "date"),
)
OUTLINE = Outline(
    (
        Level("field", "Handlungsfeld", "Handlungsfelder", ("goal",), Numbering("{n}")),
        Level("goal", "Leitziel", "Leitziele", (), Numbering("{parent}.{n}"), MEASURES),
    ),
    ("field",),
)


def tree(*, printed: str | None = None, place_unknown: bool = False) -> Tree:
    """One field with one goal, whose paragraph calls two notes in the order FIRST, LATER."""
    called = joined(inline("eins", footnote(FIRST)), inline(" zwei", footnote(LATER)))
    states = [
        NodeState(ROOT, "concept", children=(FIELD,)),
        NodeState(FIELD, "field", heading=inline("Bildung"), children=(GOAL,)),
        NodeState(
            GOAL,
            "goal",
            heading=inline("Teilhabe"),
            text=inline("Frauen nehmen teil."),
            attributes=attributes({"lead": "Bildungshaus", "cost": 123450, "strange": "x"}),
            children=(PARAGRAPH, LATER, FIRST),
            printed_number=printed,
        ),
        NodeState(PARAGRAPH, "paragraph", text=called),
        NodeState(LATER, "note", text=inline("die spätere")),
        NodeState(FIRST, "note", text=inline("die erste")),
    ]
    if place_unknown:
        states[0] = NodeState(ROOT, "concept", children=(FIELD, LOST))
        states.append(NodeState(LOST, "goal", heading=inline("Sport"), parent_unknown=True))
    return Tree.of(states, root=ROOT, outline=OUTLINE)


def test_elements_are_called_by_level_and_number() -> None:
    field = shown_text(tree()).blocks[0]

    assert field.number == "Handlungsfeld 1"
    assert field.children[0].number == "Leitziel 1.1"


def test_a_printed_number_wins_and_does_not_repeat_the_level() -> None:
    text = tree(printed="Leitziel 15b")

    assert label(text, text[GOAL], {}) == "Leitziel 15b"


def test_the_goals_own_text_stands_before_what_is_below_it() -> None:
    goal = shown_text(tree()).blocks[0].children[0]

    assert [block.kind for block in goal.children] == ["wording", "paragraph"]


def test_notes_are_numbered_as_they_are_called_and_shown_only_once() -> None:
    text = shown_text(tree())
    paragraph = text.blocks[0].children[0].children[1]

    assert [note.runs[0].text for note in text.footnotes] == ["die erste", "die spätere"]
    assert [run.footnote for run in paragraph.runs] == [note.key for note in text.footnotes]


def test_one_node_is_shown_with_the_notes_below_it() -> None:
    text = shown_text(tree(), start=GOAL)

    assert [block.number for block in text.blocks] == ["Leitziel 1.1"]
    assert len(text.footnotes) == 2


def test_an_element_whose_place_is_unknown_says_so() -> None:
    lost = shown_text(tree(place_unknown=True)).blocks[1]

    assert lost.note == "Platz im Text nicht bekannt"
    assert lost.number == ""


def test_surroundings_reach_their_passage() -> None:
    around = Surroundings(passage=lambda state: Passage(f"n{state.id.int}", f"/{state.id.int}/"))

    goal = shown_text(tree(), around).blocks[0].children[0]

    assert (goal.anchor, goal.href) == (f"n{GOAL.int}", f"/{GOAL.int}/")


def test_attributes_take_the_names_and_order_of_the_level_and_nothing_is_hidden() -> None:
    text = tree()

    assert attribute_facts(text, text[GOAL]) == [
        Fact("Zuständig", "Bildungshaus"),
        Fact("Kosten", "1.234,50 Euro"),
        Fact("strange", "x"),
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [("2024-05", "Mai 2024"), ("2024", "2024"), ("laufend", "laufend")]
)
def test_dates_are_as_precise_as_they_are_recorded(value: str, shown: str) -> None:
    assert shown_value(value, AttributeType("end", "Ende", "date")) == shown


def test_two_notes_may_end_at_the_same_word() -> None:
    both = inline("Wort", footnote(FIRST), footnote(LATER))

    assert [run.footnote for run in shown_runs(both)] == [str(LATER), str(FIRST)]


def test_links_keep_their_address() -> None:
    runs = shown_runs(inline("Satzung", link("https://example.org/satzung")))

    assert [(run.text, run.href) for run in runs] == [("Satzung", "https://example.org/satzung")]


def test_the_outline_opens_only_the_branch_one_reads() -> None:
    (field,) = shown_outline(tree(), str, depth=2)
    (open_field,) = shown_outline(tree(), str, current=GOAL, depth=2)

    assert field.folded
    assert not open_field.folded
    assert [(goal.number, goal.current) for goal in open_field.children] == [("1.1", True)]


def test_the_outline_ends_at_its_depth() -> None:
    assert [item.children for item in shown_outline(tree(), str, depth=1)] == [[]]
