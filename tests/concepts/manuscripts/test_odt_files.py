"""OpenDocument files as wholes: tracked changes, what is refused, what others wrote."""

import random
import shutil
import subprocess
import time

import pytest

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import (
    Aside,
    Line,
    Place,
    Table,
)
from fortschrift.concepts.manuscripts.odt.reading import read_flat_odt
from fortschrift.concepts.manuscripts.package import opened
from tests.concepts.manuscripts.open_documents import (
    by_chance,
    flat,
    odt,
    package,
    region,
)
from tests.concepts.manuscripts.texts_of_odt import (
    DELETED,
    INSERTED,
    LOCKED,
    SHEET,
    a_list,
    items,
    lines,
    read,
)
from tests.concepts.manuscripts.tokens import Tokens, mutated, tokens_of

# ---- tracked changes


def tracked(*regions: str) -> str:
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def told(line: Line) -> list[tuple[str, str]]:
    return [(w.text, w.tracked.kind if w.tracked else "") for w in line.words]


def test_what_was_put_in_and_taken_out_stands_at_its_place() -> None:
    (line,) = lines(
        tracked(region("i", "insertion"), region("d", "deletion", "<text:p>old </text:p>"))
        + '<text:p>a <text:change text:change-id="d"/><text:change-start text:change-id="i"/>new'
        '<text:change-end text:change-id="i"/> b</text:p>'
    )

    assert line.words[1].tracked == INSERTED._replace(kind="deleted")
    assert told(line) == [("a ", ""), ("old", "deleted"), ("new", "inserted"), (" b", "")]
    assert (line.text(), line.text("before")) == ("a new b", "a old b")


def test_an_insertion_over_paragraphs_takes_their_ends_along() -> None:
    found = lines(
        tracked(region("i", "insertion"))
        + '<text:p>a<text:change-start text:change-id="i"/>b</text:p><text:p>c</text:p>'
        '<text:p>d<text:change-end text:change-id="i"/>e</text:p>'
    )

    assert [line.end for line in found] == [INSERTED, INSERTED, None]
    assert [line.text("before") for line in found] == ["a", "", "e"]


def test_a_paragraph_end_that_was_taken_out_parts_the_paragraph_again() -> None:
    taken = '<text:p>b</text:p><text:h text:outline-level="1">H</text:h><text:p>c</text:p>'
    found = lines(
        tracked(region("d", "deletion", taken))
        + '<text:p>a<text:change text:change-id="d"/>d</text:p>'
    )

    assert [line.text("before") for line in found] == ["ab", "H", "cd"]
    assert [line.level for line in found] == [None, 1, None]
    assert [line.end for line in found] == [DELETED, DELETED, None]
    assert "".join(line.text() for line in found) == "ad"


def test_a_whole_paragraph_that_was_taken_out_keeps_what_it_was() -> None:
    taken = '<text:h text:outline-level="2">A</text:h><text:p/>'
    first, second = lines(
        tracked(region("d", "deletion", taken))
        + '<text:p text:style-name="Heading_20_1"><text:change text:change-id="d"/>B</text:p>'
    )

    assert (first.level, first.text("before"), first.end) == (2, "A", DELETED)
    assert (second.level, second.text(), second.end) == (1, "B", None)


def test_lists_tables_and_notes_that_were_taken_out_come_back() -> None:
    taken = (
        f'<text:p>a</text:p><text:list text:style-name="L1">{items("b")}</text:list><table:table>'
        "<table:table-row><table:table-cell><text:p>c</text:p></table:table-cell>"
        '</table:table-row></table:table><text:p>d<text:note text:id="n"><text:note-body><text:p>e'
        "</text:p></text:note-body></text:note></text:p>"
    )
    found = read(
        odt(
            tracked(region("d", "deletion", taken))
            + a_list(items("x"))
            + '<text:p>y<text:change text:change-id="d"/>z</text:p>'
            + a_list(items("x"), 'text:continue-numbering="true"')
        )
    )

    assert [line.text("before") for line in found.lines()] == [
        "x", "ya", "b", "c", "dz", "x", "e",
    ]  # fmt: skip
    assert [line.number for line in found.lines() if line.number] == ["1.", "2."]
    (table,) = (block for block in found.blocks if isinstance(block, Table))
    assert table.rows[0].tracked == DELETED


def test_a_change_whose_mark_is_lost_stands_aside() -> None:
    found = read(odt(tracked(region("d", "deletion", "<text:p>b</text:p>")) + "<text:p>a</text:p>"))

    assert found.asides == (Aside(Place("paragraph", 2), "hidden", "b"),)


# ---- files


def test_a_flat_file_is_read_as_a_packed_one() -> None:
    body = '<text:h text:outline-level="1">A</text:h><text:p>b</text:p>'
    image = (
        "<text:p><draw:frame><draw:image><office:binary-data>iVBORw0KGgo=</office:binary-data>"
        "</draw:image></draw:frame></text:p>"
    )

    found = read_flat_odt(flat(body + image))

    assert found.title == "Ein Titel"
    assert found.blocks[:2] == read(odt(body)).blocks
    assert list(found.media.values()) == [("image/png", b"\x89PNG\r\n\x1a\n")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (package({"content.xml": "<a>"}), "broken"),
        (package({"content.xml": "<a/>"}), "broken"),
        (package({}), "broken"),
        (odt("", **{"META-INF__manifest.xml": LOCKED}), "password"),
        (odt("", **{"Basic__Standard__Module1.xml": "<module>Sub Main</module>"}), "macros"),
        (odt("", **{"Scripts__python__a.py": "print()"}), "macros"),
        (package({"content.xml": SHEET}), "unknown"),
        (odt("<text:section>" * 100 + "</text:section>" * 100), "broken"),
        (odt("<text:p>" + "<text:span>" * 200 + "</text:span>" * 200 + "</text:p>"), "broken"),
        (
            odt(
                '<table:table><table:table-row table:number-rows-repeated="999999999">'
                "<table:table-cell/></table:table-row></table:table>"
            ),
            "too_large",
        ),
    ],
)  # fmt: skip
def test_what_is_not_taken_in_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.reason == reason


def test_lists_of_macros_without_any_are_no_macros() -> None:
    listed = {"Basic__script-lc.xml": "<a/>", "Basic__Standard__script-lb.xml": "<a/>"}

    assert [line.text() for line in read(odt("<text:p>a</text:p>", **listed)).lines()] == ["a"]


def test_macros_in_a_flat_file_are_refused() -> None:
    script = "<office:script><script:module>Sub</script:module></office:script>"

    with pytest.raises(Unreadable, match="macros"):
        read_flat_odt(flat("", scripts=f"<office:scripts>{script}</office:scripts>"))


# ---- nothing is lost


@pytest.mark.parametrize("seed", range(150))
def test_every_word_of_a_generated_file_comes_back_once(seed: int) -> None:
    tokens = Tokens(seed)
    data = by_chance(tokens)

    assert tokens_of(read(data)) == tokens.all


def test_a_damaged_file_is_read_or_refused_and_soon() -> None:
    chance = random.Random(4)
    began = time.process_time()
    outcomes = set()
    for seed in range(40):
        whole = by_chance(Tokens(seed))
        with opened(whole) as file:
            text = file.bytes_of("content.xml")
        for _ in range(5):
            outcomes.add(_outcome(mutated(whole, chance)))
            outcomes.add(_outcome(package({"content.xml": _damaged_names(text, chance)})))

    assert outcomes >= {"read", "broken"}
    assert time.process_time() - began < 60


def _outcome(data: bytes) -> str:
    try:
        read(data)
    except Unreadable as refused:
        return refused.reason
    return "read"


def _damaged_names(data: bytes, chance: random.Random) -> bytes:
    """Exchange names of elements and attributes, so that it stays XML and makes no sense."""
    names = ["text:p", "text:list", "text:span", "table:table-cell", "draw:frame", "text:note"]
    text = data.decode()
    for _ in range(chance.randint(1, 3)):
        text = text.replace(chance.choice(names), chance.choice(names))
    for number in ("0", "-1", "99999999999999999999", "x"):
        text = text.replace('"2"', f'"{number}"', chance.randint(0, 3))
    return text.encode()


# ---- a file that somebody else wrote

MARKDOWN = """\
# Ziele

Ein *neuer* **Weg** mit [Verweis](https://example.org) und H~2~O.[^1]

## Maßnahmen

3. drei
4. vier

    a) innen

- Punkt

| A | B |
|---|---|
| 1 | 2 |

[^1]: Eine Note.
"""


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="needs pandoc")
def test_a_file_that_pandoc_wrote_is_read() -> None:
    made = subprocess.run(
        ["pandoc", "-f", "markdown", "-t", "odt", "-o", "-"],
        input=MARKDOWN.encode(), capture_output=True, check=True,
    ).stdout  # fmt: skip

    found = read(made)

    assert [(line.level, line.number, line.text()) for line in found.lines()] == [
        (1, "", "Ziele"), (None, "", "Ein neuer Weg mit Verweis und H2O."),
        (2, "", "Maßnahmen"), (None, "3.", "drei"), (None, "4.", "vier"), (None, "a)", "innen"),
        (None, "", "Punkt"), (None, "", "A"), (None, "", "B"), (None, "", "1"), (None, "", "2"),
        (None, "", "Eine Note."),
    ]  # fmt: skip
    words = {each.text: each for line in found.lines() for each in line.words}
    assert words["neuer"].styles == {"italic"}
    assert words["Weg"].styles == {"bold"}
    assert words["2"].styles in ({"subscript"}, set())
    assert words["Verweis"].link == "https://example.org"
