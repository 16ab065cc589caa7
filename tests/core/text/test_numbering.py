"""Numbers as towns print them, from patterns alone."""

from dataclasses import replace
from typing import Any

import pytest

from fortschrift.core.text import (
    Attributes,
    Level,
    NodeId,
    NodeState,
    Numbering,
    Outline,
    Tree,
    WrongPattern,
    numbers,
    shown_number,
)
from tests.core.text.growing import node_id

# What stands under what: a shape is a nesting of (kind, parts) or (kind, parts, said).
Shape = tuple[Any, ...]
FIELDS: tuple[Shape, ...] = (
    ("feld", (("ziel", (("massnahme", ()), ("massnahme", ()))), ("ziel", ()))),
    ("feld", (("ziel", (("massnahme", ()),)),)),
)


def text_of(parts: tuple[Shape, ...]) -> Tree:
    """Grow a tree of a shape; ids count in document order."""
    states: list[NodeState] = []

    def grow(kind: str, below: tuple[Shape, ...], said: dict[str, Any]) -> NodeId:
        at = len(states)
        states.append(NodeState(node_id(at + 1), kind, **said))
        children = tuple(grow(*_complete(each)) for each in below)
        states[at] = replace(states[at], children=children)
        return states[at].id

    root = grow("concept", parts, {})
    return Tree.of(states, root=root)


def _complete(shape: Shape) -> tuple[str, tuple[Shape, ...], dict[str, Any]]:
    kind, parts, *said = shape
    return kind, parts, said[0] if said else {}


def outline_of(**numberings: Numbering) -> Outline:
    """Name the levels by their keys, each with its numbering."""
    return Outline(tuple(Level(key, key, key, numbering=each) for key, each in numberings.items()))


def numbered(tree: Tree, outline: Outline) -> list[str]:
    """List the numbers of all nodes but the root in document order, "" for none."""
    computed = numbers(tree, outline)
    return [computed.get(state.id, "") for state in tree][1:]


@pytest.mark.parametrize(
    ("patterns", "wanted"),
    [
        (("", "", ""), ["", "", "", "", "", "", "", ""]),
        (
            ("{n}", "{parent}.{n}", "{parent}.{n}"),
            ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1", "2.1.1"],
        ),
        (
            ("HF{n}", "{parent}-Z{n}", "{parent}-M{n}"),
            ["HF1", "HF1-Z1", "HF1-Z1-M1", "HF1-Z1-M2", "HF1-Z2", "HF2", "HF2-Z1", "HF2-Z1-M1"],
        ),
        (("{n:I}", "{n:a})", "{n:02}"), ["I", "a)", "01", "02", "b)", "II", "a)", "01"]),
        (("", "{n}", "{parent}.{n}"), ["", "1", "1.1", "1.2", "2", "", "1", "1.1"]),
        (("{n}", "", "{parent}.{n}"), ["1", "", "1.1", "1.2", "", "2", "", "2.1"]),
        (("", "", "{parent}-M{n}"), ["", "", "M1", "M2", "", "", "", "M3"]),
    ],
)
def test_numbers_follow_the_patterns(patterns: tuple[str, str, str], wanted: list[str]) -> None:
    outline = outline_of(
        feld=Numbering(patterns[0]), ziel=Numbering(patterns[1]), massnahme=Numbering(patterns[2])
    )

    assert numbered(text_of(FIELDS), outline) == wanted


def test_one_running_number_per_level_over_the_whole_document() -> None:
    running = Numbering("{n}", "document")

    found = numbered(text_of(FIELDS), outline_of(feld=running, ziel=running, massnahme=running))

    assert found == ["1", "1", "1", "2", "2", "2", "3", "3"]


def test_a_count_that_is_inherited_goes_on_under_a_level_without_number() -> None:
    shape: tuple[Shape, ...] = (
        ("feld", (("gruppe", (("ziel", ()), ("ziel", ()))), ("gruppe", (("ziel", ()),)))),
    )
    outline = outline_of(feld=Numbering("{n}"), ziel=Numbering("{parent}.{n}"))

    assert numbered(text_of(shape), outline) == ["1", "", "1.1", "1.2", "", "1.3"]


def _project(**said: str | int) -> Shape:
    attributes: Attributes = tuple(sorted(said.items()))
    return ("projekt", (), {"attributes": attributes})


def test_codes_of_lengerich_and_leichlingen_are_counted_by_code() -> None:
    projects = (_project(thema="Q"), _project(thema="W"), _project(thema="Q"), _project())
    outline = outline_of(projekt=Numbering("I-{attribute.thema}-{n}", "code"))
    areas = (_project(bereich="VW"), _project(bereich="VW"), _project(bereich="KL"))
    padded = outline_of(projekt=Numbering("{attribute.bereich}-{n:02}", "code"))

    assert numbered(text_of(projects), outline) == ["I-Q-1", "I-W-1", "I-Q-2", ""]
    assert numbered(text_of(areas), padded) == ["VW-01", "VW-02", "KL-01"]


def test_what_has_no_known_place_has_no_number_and_does_not_count() -> None:
    unknown: Shape = ("feld", (("ziel", ()),), {"parent_unknown": True})
    outline = outline_of(feld=Numbering("{n}"), ziel=Numbering("{parent}.{n}"))

    assert numbered(text_of((unknown, ("feld", ()))), outline) == ["", "", "1"]


def test_blocks_neither_have_numbers_nor_disturb_them() -> None:
    shape: tuple[Shape, ...] = (
        ("paragraph", ()),
        ("feld", (("list", (("list_item", ()),)), ("ziel", ()))),
    )
    outline = outline_of(feld=Numbering("{n}"), ziel=Numbering("{parent}.{n}"))

    assert numbered(text_of(shape), outline) == ["", "1", "", "", "1.1"]


def test_a_printed_number_is_shown_and_changes_no_computed_one() -> None:
    shape: tuple[Shape, ...] = (
        ("feld", (), {"printed_number": "15b"}),
        ("feld", (), {"printed_number": "entfallen"}),
        ("feld", ()),
    )
    tree = text_of(shape)
    computed = numbers(tree, outline_of(feld=Numbering("{n}")))

    assert list(computed.values()) == ["1", "2", "3"]
    assert [shown_number(state, computed) for state in tree] == ["", "15b", "entfallen", "3"]


@pytest.mark.parametrize(
    "pattern",
    ["{x}", "{n:3}", "{n:00}", "{attribute.}", "{attribute.Thema}", "{", "n}", "{{n}}", "\x00"],
)
def test_a_pattern_that_means_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(WrongPattern) as caught:
        Numbering(pattern)

    assert caught.value.pattern == pattern


def test_a_scope_that_does_not_exist_is_refused() -> None:
    with pytest.raises(WrongPattern):
        Numbering("{n}", "chapter")  # type: ignore[arg-type]
