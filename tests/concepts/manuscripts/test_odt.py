"""An OpenDocument text is read as it is shown."""

from fortschrift.concepts.manuscripts.manuscript import (
    Item,
    Picture,
    Place,
    Table,
)
from tests.concepts.manuscripts.open_documents import (
    NAMED,
    NUMBERED_HEADINGS,
    PNG,
    odt,
)
from tests.concepts.manuscripts.texts_of_odt import WHEN, a_list, items, lines, numbers, read

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
