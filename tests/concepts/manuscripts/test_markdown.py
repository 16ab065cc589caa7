"""Markdown becomes what it stands for, with the lines it stands in."""

import pytest

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import Item, Line, Place, Table, lines_in
from fortschrift.concepts.manuscripts.markdown import LARGEST, is_markdown, read_markdown

TEXT = """\
# Konzept

## Handlungsfeld 1: Sprache

Ein *Text*[^1] mit
[Verweis](https://example.org/) und [^fehlt].

- Kurse
  - abends

3. Drei

| Name | Wert |
|------|------|
| Ende | 2026 |

[^1]: Die Note.

<p>Roh</p>

[nirgends]: https://example.org/b "Titel"
"""


def test_blocks_have_their_level_item_and_line() -> None:
    found = [
        (line.place, line.level, line.item, line.text())
        for line in read_markdown(TEXT).blocks
        if isinstance(line, Line)
    ]

    assert found == [
        (Place("line", 1), 1, None, "Konzept"),
        (Place("line", 3), 2, None, "Handlungsfeld 1: Sprache"),
        (Place("line", 5), None, None, "Ein Text mit Verweis und [^fehlt]."),
        (Place("line", 8), None, Item(0), "Kurse"),
        (Place("line", 9), None, Item(1), "abends"),
        (Place("line", 11), None, Item(0, True, 3), "Drei"),
        (Place("line", 19), None, None, "Roh"),
    ]


def test_cells_stand_in_the_line_of_their_row() -> None:
    (table,) = (block for block in read_markdown(TEXT).blocks if isinstance(block, Table))

    assert [(line.place.number, line.text()) for line in lines_in((table,))] == [
        (13, "Name"), (13, "Wert"), (15, "Ende"), (15, "2026"),
    ]  # fmt: skip


def test_words_keep_looks_links_and_notes() -> None:
    found = read_markdown(TEXT)
    line = next(line for line in found.lines() if line.text().startswith("Ein"))

    assert [(each.text, sorted(each.styles), each.link, each.note) for each in line.words] == [
        ("Ein ", [], "", ""), ("Text", ["italic"], "", ""), ("", [], "", "fn:1"),
        (" mit ", [], "", ""), ("Verweis", [], "https://example.org/", ""),
        (" und [^fehlt].", [], "", ""),
    ]  # fmt: skip
    (note,) = found.notes["fn:1"]
    assert isinstance(note, Line) and (note.text(), note.place.number) == ("Die Note.", 17)


def test_an_address_that_nothing_leads_to_is_listed() -> None:
    (aside,) = read_markdown(TEXT).asides

    assert aside.place == Place("line", 21)
    assert "https://example.org/b" in aside.text


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("# Ziele", True), ("Siehe [hier](https://example.org)", True), ("|a|b|\n|--|--|", False),
        ("1. Ziele\n- Kurse", False), ("2 * 3 * 4", False), ("Titel\n-----", False),
        ("#1 der Liste", False),
    ],
)  # fmt: skip
def test_markdown_is_told_by_what_nobody_types_by_chance(text: str, is_meant: bool) -> None:
    assert is_markdown(text) is is_meant


@pytest.mark.parametrize(
    ("text", "reason"),
    [(" ", "empty"), ("a" * (LARGEST + 1), "too_large"), ("> " * 500 + "a", "broken")],
)
def test_nothing_too_much_and_too_deep_are_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_markdown(text)

    assert refused.value.reason == reason
