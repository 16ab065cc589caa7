"""Findings: each kind of departure from the outline is seen, and none where there is none."""

from dataclasses import replace
from typing import Any

import pytest

from fortschrift.core.text import (
    AttributeType,
    AttributeValue,
    Finding,
    Level,
    NodeState,
    Numbering,
    Outline,
    Tree,
    attributes,
    findings,
    footnote,
    inline,
    joined,
)
from tests.core.text.growing import node_id

ROOT, FIELD, GOAL, TEXT, NOTE = (node_id(number) for number in range(1, 6))
OUTLINE = Outline(
    (
        Level("feld", "Handlungsfeld", "Handlungsfelder", ("ziel",), Numbering("{n}")),
        Level(
            "ziel",
            "Ziel",
            "Ziele",
            numbering=Numbering("{attribute.code}{n}"),
            attributes=(
                AttributeType("code", "Kürzel"),
                AttributeType("beginn", "Beginn", "date"),
                AttributeType("kosten", "Kosten", "money"),
                AttributeType("stellen", "Stellen", "number"),
                AttributeType("laufend", "läuft", "flag"),
                AttributeType("partner", "Partner", "list"),
                AttributeType("stufe", "Stufe", "choice", ("I", "II")),
                AttributeType("inhalt", "Inhalt", "long_text"),
            ),
        ),
    ),
    roots=("feld",),
)
CODE = {"code": "Z"}


def concept(**changes: NodeState) -> Tree:
    """A text without findings; states can be exchanged by name."""
    usual = {
        "root": NodeState(ROOT, "concept", inline("Konzept"), children=(FIELD,)),
        "field": NodeState(FIELD, "feld", inline("Bildung"), children=(GOAL,)),
        "goal": goal(),
        "text": NodeState(
            TEXT,
            "paragraph",
            text=joined(inline("Siehe "), inline("dort", footnote(NOTE))),
            children=(NOTE,),
        ),
        "note": NodeState(NOTE, "note", text=inline("Anmerkung")),
    }
    return Tree.of({**usual, **changes}.values(), root=ROOT, outline=OUTLINE)


def goal(said: dict[str, AttributeValue] | None = None, **changes: Any) -> NodeState:
    """A goal with a code and the given attributes."""
    fields = {"heading": inline("Sprache"), "children": (TEXT,), **changes}
    return NodeState(GOAL, "ziel", attributes=attributes({**CODE, **(said or {})}), **fields)


def test_a_text_that_follows_its_outline_has_no_findings() -> None:
    assert findings(concept()) == ()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"beginn": "2026"}, None),
        ({"beginn": "2026-03"}, None),
        ({"beginn": "2026-03-31"}, None),
        ({"beginn": "2. Quartal"}, "attribute_type"),
        ({"beginn": 2026}, "attribute_type"),
        ({"kosten": 0}, None),
        ({"kosten": True}, "attribute_type"),
        ({"kosten": "5.000 Euro"}, "attribute_type"),
        ({"stellen": 2}, None),
        ({"stellen": "0.5"}, None),
        ({"stellen": "0,5"}, "attribute_type"),
        ({"stellen": False}, "attribute_type"),
        ({"laufend": False}, None),
        ({"laufend": 1}, "attribute_type"),
        ({"partner": ("AWO",)}, None),
        ({"partner": "AWO"}, "attribute_type"),
        ({"stufe": "II"}, None),
        ({"stufe": "IV"}, "unknown_option"),
        ({"inhalt": "lang"}, None),
        ({"inhalt": ("lang",)}, "attribute_type"),
        ({"farbe": "rot"}, "unknown_attribute"),
    ],
)
def test_attributes_are_looked_at_by_type(
    said: dict[str, AttributeValue], code: str | None
) -> None:
    found = findings(concept(goal=goal(said)))

    assert [finding.code for finding in found] == ([code] if code else [])
    assert all(dict(finding.detail)["attribute"] in said for finding in found)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        (
            {"field": NodeState(FIELD, "saeule", inline("Bildung"), children=(GOAL,))},
            [
                Finding("unknown_level", FIELD, (("level", "saeule"),)),
                Finding("wrong_parent", GOAL, (("level", "ziel"), ("parent", "saeule"))),
            ],
        ),
        (
            {
                "root": NodeState(ROOT, "concept", children=(GOAL, FIELD)),
                "field": NodeState(FIELD, "feld", inline("Bildung")),
            },
            [Finding("wrong_parent", GOAL, (("level", "ziel"), ("parent", "")))],
        ),
        (
            {
                "root": NodeState(ROOT, "concept", children=(GOAL, FIELD)),
                "field": NodeState(FIELD, "feld", inline("Bildung")),
                "goal": goal(parent_unknown=True),
            },
            [Finding("place_unknown", GOAL, (("level", "ziel"),))],
        ),
        ({"goal": goal(heading=())}, [Finding("no_heading", GOAL, (("level", "ziel"),))]),
        (
            {"goal": NodeState(GOAL, "ziel", inline("Sprache"), children=(TEXT,))},
            [Finding("code_missing", GOAL, (("attribute", "code"), ("level", "ziel")))],
        ),
        (
            {"goal": goal(printed_number="15b")},
            [Finding("number_differs", GOAL, (("computed", "Z1"), ("printed", "15b")))],
        ),
        ({"goal": goal(printed_number="Z1")}, []),
        (
            {"text": NodeState(TEXT, "paragraph", text=inline("Siehe dort"), children=(NOTE,))},
            [Finding("note_unused", NOTE)],
        ),
        (
            {
                "text": NodeState(
                    TEXT, "paragraph", text=inline("x", footnote(GOAL)), children=(NOTE,)
                )
            },
            [
                Finding("note_missing", TEXT, (("note", str(GOAL)),)),
                Finding("note_unused", NOTE),
            ],
        ),
        (
            {
                "text": NodeState(TEXT, "paragraph", text=inline("x", footnote(node_id(9)))),
                "note": NodeState(NOTE, "note"),
                "field": NodeState(FIELD, "feld", inline("Bildung"), children=(GOAL, NOTE)),
            },
            [
                Finding("note_missing", TEXT, (("note", str(node_id(9))),)),
                Finding("note_unused", NOTE),
            ],
        ),
    ],
)
def test_each_departure_is_found(changes: dict[str, NodeState], wanted: list[Finding]) -> None:
    assert list(findings(concept(**changes))) == wanted


def test_numbers_shown_twice_are_found_and_words_in_their_place_are_not() -> None:
    fields = [node_id(number) for number in range(20, 25)]
    printed = ["2", None, "entfallen", "entfallen", None]
    states = [
        NodeState(node, "feld", inline("Feld"), printed_number=number)
        for node, number in zip(fields, printed, strict=True)
    ]
    root = NodeState(ROOT, "concept", children=tuple(fields))
    tree = Tree.of([root, *states], root=ROOT, outline=OUTLINE)

    found = [finding for finding in findings(tree) if finding.code == "number_twice"]

    assert found == [
        Finding("number_twice", fields[1], (("first", str(fields[0])), ("number", "2")))
    ]


def test_a_text_can_be_tried_on_another_outline() -> None:
    codes = {finding.code for finding in findings(concept(), Outline())}

    assert codes == {"unknown_level"}


def expecting(**changes: Any) -> Outline:
    """The outline with other wishes at the field; the goal stays as it is."""
    field, aim = OUTLINE.levels
    return replace(OUTLINE, levels=(replace(field, **changes), aim))


def test_a_required_attribute_that_is_not_said_is_missing() -> None:
    outline = expecting(attributes=(AttributeType("leitung", "Leitung", required=True),))

    found = findings(concept(), outline)

    assert found == (
        Finding("attribute_missing", FIELD, (("attribute", "leitung"), ("level", "feld"))),
    )


def test_an_element_without_what_its_level_expects_below_is_noticed_however_deep() -> None:
    childless = NodeState(FIELD, "feld", inline("Bildung"), children=())
    alone = Tree.of(
        [NodeState(ROOT, "concept", inline("Konzept"), children=(FIELD,)), childless], root=ROOT
    )

    found = findings(alone, expecting(expects=("ziel",)))

    assert found == (Finding("expected_missing", FIELD, (("expected", "ziel"), ("level", "feld"))),)
    assert findings(concept(), expecting(expects=("ziel",))) == ()


def test_each_of_several_choices_must_be_an_option() -> None:
    several = AttributeType("un", "Ziele der UN", "choices", ("4", "10", "13"))
    outline = expecting(attributes=(several,))

    def field(value: AttributeValue) -> Tree:
        said = attributes({"un": value})
        return concept(
            field=NodeState(FIELD, "feld", inline("Bildung"), attributes=said, children=(GOAL,))
        )

    (strange,) = findings(field(("4", "99")), outline)
    (one,) = findings(field("4"), outline)

    assert (strange.code, dict(strange.detail)["value"]) == ("unknown_option", "99")
    assert one.code == "attribute_type"
    assert findings(field(("4", "13")), outline) == ()
