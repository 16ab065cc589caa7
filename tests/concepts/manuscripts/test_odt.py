import random
import shutil
import subprocess
import time

import pytest

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import (
    Aside,
    Item,
    Line,
    Manuscript,
    Picture,
    Place,
    Table,
    Tracked,
)
from fortschrift.concepts.manuscripts.odt.reading import read_flat_odt, read_odt
from fortschrift.concepts.manuscripts.package import opened
from tests.concepts.manuscripts.open_documents import (
    NAMED,
    NUMBERED_HEADINGS,
    PNG,
    by_chance,
    content,
    flat,
    manifest,
    odt,
    package,
    region,
)
from tests.concepts.manuscripts.tokens import Tokens, mutated, tokens_of

WHEN = "2026-03-01T10:00:00"
INSERTED = Tracked("inserted", "Anna Muster", WHEN)
LOCKED = manifest("<manifest:encryption-data/>")
SHEET = content("").replace("office:text>", "office:spreadsheet>")
DELETED = Tracked("deleted", "Anna Muster", WHEN)


def read(data: bytes) -> Manuscript:
    with opened(data) as file:
        return read_odt(file)


def lines(body: str, **more: str) -> list[Line]:
    return list(read(odt(body, **more)).lines())


def items(*texts: str) -> str:
    return "".join(f"<text:list-item><text:p>{each}</text:p></text:list-item>" for each in texts)


def a_list(inside: str, more: str = "", *, style: str = "L1") -> str:
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


def numbers(body: str, **more: str) -> list[str]:
    return [line.number for line in lines(body, **more)]


# ---- headings and lists


def test_headings_have_their_level_and_the_name_of_their_style() -> None:
    found = lines(
        '<text:h text:style-name="Heading_20_1" text:outline-level="1">A</text:h>'
        '<text:h text:style-name="P1" text:outline-level="2">B</text:h>'
        '<text:p text:style-name="Heading_20_2">C</text:p><text:p>D</text:p>'
    )

    assert [(line.level, line.style) for line in found] == [
        (1, "Heading 1"), (2, "Heading 2"), (2, "Heading 2"), (None, ""),
    ]  # fmt: skip


def test_headings_have_the_number_that_is_printed_in_front_of_them() -> None:
    body = "".join(
        f'<text:h text:outline-level="{level}"{more}>A</text:h>'
        for level, more in (
            (1, ""), (2, ""), (2, ""), (1, ' text:is-list-header="true"'), (1, ""), (2, ""),
            (2, ' text:restart-numbering="true" text:start-value="7"'),
            (2, ' text:style-name="P1"'), (3, ""),
        )
    )  # fmt: skip

    found = numbers(body, named=NAMED + NUMBERED_HEADINGS)

    assert found == ["I.", "I.1", "I.2", "", "II.", "II.1", "II.7", "", ""]


def test_items_have_their_depth_and_the_number_that_is_printed() -> None:
    inner = f"<text:list>{items('B', 'C')}</text:list>"
    body = (
        f'<text:list text:style-name="L1">{items("A")}<text:list-item><text:p>B</text:p>{inner}'
        f"</text:list-item>{items('D')}</text:list>"
    )

    found = lines(body)

    assert [line.number for line in found] == ["1.", "2.", "a)", "b)", "3."]
    assert [line.item for line in found] == [
        Item(0, True, 1), Item(0, True, 2), Item(1, True, 1), Item(1, True, 2), Item(0, True, 3),
    ]  # fmt: skip


def test_a_list_goes_on_where_the_file_says_so_and_begins_anew_elsewhere() -> None:
    body = (
        a_list(items("A", "B"), 'xml:id="x"')
        + "<text:p>-</text:p>"
        + a_list(items("C"), 'text:continue-numbering="true"')
        + a_list(items("A"))
        + a_list(items("D"), 'text:continue-list="x"')
        + a_list(items("I").replace("list-item>", 'list-item text:start-value="9">', 1))
    )

    assert numbers(body) == ["1.", "2.", "", "3.", "1.", "4.", "9."]


def test_bullets_are_items_without_a_number_and_a_format_of_its_own_is_printed() -> None:
    inner = f"<text:list>{items('B')}</text:list>"
    body = f"<text:list-item><text:p>A</text:p>{inner}</text:list-item>"

    first, second = lines(a_list(body, style="L2"))

    assert (first.item, first.number) == (Item(0, False, 1), "")
    assert (second.item, second.number) == (Item(1, True, 1), "Ziel 1:")


def test_only_the_first_paragraph_of_an_item_takes_the_number() -> None:
    body = (
        '<text:list text:style-name="L1"><text:list-header><text:p>A</text:p></text:list-header>'
        "<text:list-item><text:p>B</text:p><text:p>C</text:p></text:list-item></text:list>"
    )

    assert numbers(body) == ["", "1.", ""]


def test_a_number_that_stands_in_the_file_is_kept_as_printed() -> None:
    assert numbers(
        '<text:h text:outline-level="1"><text:number>15b</text:number>A</text:h>'
        '<text:list text:style-name="L1"><text:list-item><text:number>(4)</text:number>'
        "<text:p>B</text:p></text:list-item></text:list>"
    ) == ["15b", "(4)"]


# ---- words


def test_words_keep_their_looks_and_links() -> None:
    (line,) = lines(
        '<text:p>a <text:span text:style-name="B">b<text:span text:style-name="I">c</text:span>'
        '<text:span text:style-name="Plain">d</text:span></text:span>'
        '<text:span text:style-name="Up">e</text:span>'
        '<text:span text:style-name="Down">f</text:span>'
        '<text:a xlink:href="https://example.org">g</text:a>'
        '<text:a xlink:href="javascript:x()">h</text:a></text:p>'
    )

    assert [(words.text, *sorted(words.styles), words.link) for words in line.words] == [
        ("a ", ""), ("b", "bold", ""), ("c", "bold", "italic", ""), ("d", ""),
        ("e", "superscript", ""), ("f", "subscript", ""), ("g", "https://example.org"), ("h", ""),
    ]  # fmt: skip


def test_white_space_is_read_as_it_is_shown() -> None:
    (line,) = lines(
        "<text:p>\n  a <text:span> b</text:span>\n<text:s/><text:s text:c='2'/>c<text:tab/>d"
        "<text:line-break/> e\n </text:p>"
    )

    assert line.text() == "a b    c\td\ne"


def test_hidden_words_and_sections_stand_aside() -> None:
    found = read(
        odt(
            '<text:p>a<text:span text:style-name="Gone">b</text:span></text:p>'
            '<text:section text:display="none"><text:p>c</text:p></text:section>'
        )
    )

    assert [line.text() for line in found.lines()] == ["a"]
    assert [(aside.kind, aside.text) for aside in found.asides] == [
        ("hidden", "b"),
        ("hidden", "c"),
    ]


def test_a_formula_is_read_from_left_to_right() -> None:
    (line,) = lines(
        "<text:p>a <draw:frame><draw:object><math:math><math:semantics><math:mi>x</math:mi>"
        "<math:mo>=</math:mo><math:mn>1</math:mn><math:annotation>x = 1</math:annotation>"
        "</math:semantics></math:math></draw:object></draw:frame></text:p>"
    )

    assert line.text() == "a x = 1"


# ---- tables, notes, images, what stands aside


def test_tables_have_spans_and_header_rows() -> None:
    (table,) = read(
        odt(
            "<table:table><table:table-header-rows><table:table-row>"
            '<table:table-cell table:number-columns-spanned="2"><text:p>a</text:p>'
            "</table:table-cell><table:covered-table-cell/></table:table-row>"
            '</table:table-header-rows><table:table-row><table:table-cell'
            ' table:number-rows-spanned="99"><text:p>b</text:p></table:table-cell>'
            '<table:table-cell table:number-columns-repeated="2"><text:p>c</text:p>'
            "</table:table-cell></table:table-row></table:table>"
        )
    ).blocks  # fmt: skip

    assert isinstance(table, Table)
    assert [row.header for row in table.rows] == [True, False]
    assert [(cell.columns, cell.rows) for cell in table.rows[0].cells] == [(2, 1)]
    assert [(cell.columns, cell.rows) for cell in table.rows[1].cells] == [(1, 1)] * 3


def test_notes_stand_at_their_place() -> None:
    found = read(
        odt(
            '<text:p>a<text:note text:id="n" text:note-class="footnote"><text:note-citation>1'
            "</text:note-citation><text:note-body><text:p>b</text:p></text:note-body></text:note>c"
            "</text:p>"
        )
    )

    assert [(words.text, words.note) for words in next(found.lines()).words] == [
        ("a", ""), ("", "footnote-n"), ("c", ""),
    ]  # fmt: skip
    assert [line.text() for line in found.lines()] == ["ac", "b"]


def test_images_say_what_they_show_and_other_sources_stand_aside() -> None:
    frame = '<draw:frame draw:name="B"><draw:image xlink:href="{}"/>{}</draw:frame>'
    inside = frame.format("Pictures/a.png", "<svg:title>A</svg:title><svg:desc>B</svg:desc>")
    outside = frame.format("https://example.org/a.png", "")

    found = read(odt(f"<text:p>x{inside}{outside}</text:p>", Pictures__a=PNG))
    kept = read(odt(f"<text:p>{inside}</text:p>", **{"Pictures__a.png": PNG}))

    assert [aside.text for aside in found.asides] == ["A: B", "B"]
    assert kept.blocks == (Picture(Place("paragraph", 1), "Pictures/a.png", "A: B"),)
    assert kept.media == {"Pictures/a.png": ("image/png", PNG)}


def test_boxes_contents_heads_and_feet_stand_aside() -> None:
    page = (
        '<style:master-page style:name="S"><style:header><text:p>h</text:p></style:header>'
        "<style:footer><text:p>f</text:p></style:footer></style:master-page>"
    )
    found = read(
        odt(
            "<text:table-of-content><text:table-of-content-source><text:index-title-template>no"
            "</text:index-title-template></text:table-of-content-source><text:index-body>"
            "<text:p>c</text:p></text:index-body></text:table-of-content><text:p>a<draw:frame>"
            "<draw:text-box><text:p>b</text:p></draw:text-box></draw:frame></text:p>",
            pages=page,
        )
    )

    assert [line.text() for line in found.lines()] == ["a"]
    assert [(aside.kind, aside.text) for aside in found.asides] == [
        ("contents", "c"), ("box", "b"), ("head", "h"), ("foot", "f"),
    ]  # fmt: skip


def test_comments_have_author_date_and_the_words_they_stand_at() -> None:
    found = read(
        odt(
            '<text:p>a <office:annotation office:name="k"><dc:creator>Anna</dc:creator>'
            f"<dc:date>{WHEN}</dc:date><text:p>Why?</text:p></office:annotation>b</text:p>"
            '<text:p>c<office:annotation-end office:name="k"/>d</text:p>'
        )
    )

    (comment,) = found.comments.values()
    assert comment[1:] == ("Anna", WHEN, "Why?", "bc")
    assert [line.comments for line in found.lines()] == [("k",), ()]


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
