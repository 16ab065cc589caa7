"""A page is read as it is shown."""

import pytest

from fortschrift.concepts.manuscripts.html.reading import read_pasted
from fortschrift.concepts.manuscripts.manuscript import Item, Line, Picture, Table
from tests.concepts.manuscripts.texts_of_html import PNG, PNG_ADDRESS, asides, lines

# ---- paragraphs and words


def test_headings_have_their_level() -> None:
    found = lines("<h1>A</h1><h3>B <b>c</b></h3><p>D<div role=heading aria-level=4>E</div>F")

    assert [(line.level, line.text()) for line in found] == [
        (1, "A"), (3, "B c"), (None, "D"), (4, "E"), (None, "F"),
    ]  # fmt: skip


def test_words_keep_their_looks_and_links() -> None:
    (line,) = lines(
        "a <strong>b <i>c</i></strong><sup>d</sup><span style='FONT-WEIGHT: 700'>e</span>"
        "<b style='font-weight:normal'>f</b><a href='https://example.org'>g</a>"
        "<a href='mailto:a@example.org'>h</a><a href=' javascript:x()'>i</a>"
    )

    assert [(words.text, *sorted(words.styles), words.link) for words in line.words] == [
        ("a ", ""), ("b ", "bold", ""), ("c", "bold", "italic", ""), ("d", "superscript", ""),
        ("e", "bold", ""), ("f", ""), ("g", "https://example.org"), ("h", "mailto:a@example.org"),
        ("i", ""),
    ]  # fmt: skip


def test_white_space_is_read_as_it_is_shown() -> None:
    found = lines("<p>\n a <b> b</b>\tc<br>\n d </p>  <pre>e\n  f</pre> <p>&nbsp;g</p>")

    assert [line.text() for line in found] == ["a b c\nd", "e\n  f", "\xa0g"]


def test_inserted_and_deleted_words_are_tracked_with_the_author_that_word_writes() -> None:
    found = lines(
        "<p>a <ins cite='mailto:Anna%20Muster' datetime='2026-03-01T10:00'>b</ins><del>c</del></p>"
        "<del><p>d</p></del>"
    )

    first, second = found
    assert [(w.text, w.tracked and w.tracked[:3]) for w in first.words] == [
        ("a ", None), ("b", ("inserted", "Anna Muster", "2026-03-01T10:00")),
        ("c", ("deleted", "", "")),
    ]  # fmt: skip
    assert (second.text(), second.text("before")) == ("", "d")
    assert second.end is not None and second.end.kind == "deleted"


# ---- lists


def test_items_have_their_depth_and_the_number_that_is_printed() -> None:
    found = lines(
        "<ol start=3><li>A<ol type=a><li>B<li>C</ol>D<li value=9><p>E</p><p>F</p></ol>"
        "<ul><li>G</ul><li>H"
    )

    assert [(line.text(), line.number, line.item) for line in found] == [
        ("A", "3.", Item(0, True, 3)), ("B", "a.", Item(1, True, 1)), ("C", "b.", Item(1, True, 2)),
        ("D", "", None), ("E", "9.", Item(0, True, 9)), ("F", "", None),
        ("G", "", Item(0)), ("H", "", Item(0)),
    ]  # fmt: skip


PASTED = """\
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='mso-list:Ignore'>4.<span style='font:7.0pt "Times New Roman"'>
&nbsp;&nbsp;</span></span><![endif]>Vier<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>b)<span>&nbsp;</span></span><![endif]>Innen</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><![if !supportLists]>
<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span></span>
<![endif]>Punkt</p>
<h2 style='mso-list:l2 level2 lfo3'><![if !supportLists]><span style='mso-list:Ignore'>2.3<span>
</span></span><![endif]>Leitziel</h2>
<p class=MsoNormal>Text<!--[if gte mso 9]><xml>weg</xml><![endif]--></p>
"""


def test_lists_that_word_pastes_become_items() -> None:
    found = lines(PASTED)

    assert [(line.text(), line.number, line.item) for line in found] == [
        ("Vier", "4.", Item(0, True, 4)), ("Innen", "b)", Item(1, True, 1)),
        ("Punkt", "", Item(0, False, 1)), ("Leitziel", "2.3", None), ("Text", "", None),
    ]  # fmt: skip
    assert [line.style for line in found][-2:] == ["h2", "MsoNormal"]


SPACER = """<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span>"""
FILTERED = f"""\
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt'>
<span style='font-family:Symbol'>·{SPACER}</span>Punkt</p>
<p class=MsoListParagraphCxSpLast style='margin-left:72.0pt;text-indent:-18.0pt'>b){SPACER}Innen</p>
<h2 style='margin-left:28.8pt;text-indent:-28.8pt'>2.3{SPACER}Leitziel</h2>
<p class=MsoNormal>Text <span style='font:7.0pt "Times New Roman"'>klein</span></p>
"""


def test_lists_of_a_filtered_page_of_word_become_items() -> None:
    found = lines(FILTERED)

    assert [(line.text(), line.number, line.item) for line in found] == [
        ("Punkt", "", Item(0, False, 1)), ("Innen", "b)", Item(1, True, 1)),
        ("Leitziel", "2.3", None), ("Text klein", "", None),
    ]  # fmt: skip


# ---- tables, images, notes


def test_tables_have_spans_and_header_rows() -> None:
    (title, table) = read_pasted(
        "<table><caption>T</caption><thead><tr><td colspan=2>a</thead>"
        "<tr><td rowspan=0>b<td>c<table><tr><td>d</table><tr><th>e</table>"
    ).blocks

    assert isinstance(title, Line) and title.text() == "T"
    assert isinstance(table, Table)
    assert [row.header for row in table.rows] == [True, False, True]
    assert [[(c.columns, c.rows) for c in row.cells] for row in table.rows] == [
        [(2, 1)], [(1, 2), (1, 1)], [(1, 1)],
    ]  # fmt: skip
    assert isinstance(table.rows[1].cells[1].blocks[1], Table)


def test_what_stands_between_cells_is_shown_in_front_of_the_table() -> None:
    found = lines("<table>a<tr>b<td>c</td>d</tr><p>e</p></table>f")

    assert sorted("".join(line.text() for line in found[:-2])) == ["a", "b", "d", "e"]
    assert [line.text() for line in found[-2:]] == ["c", "f"]


def test_images_in_the_file_are_kept_and_others_stand_aside() -> None:
    found = read_pasted(
        f"<p>x<img src='{PNG_ADDRESS}' alt='Ein Bild'></p><img src='https://example.org/a.png'>"
        "<img src='b.png' alt=B><img src='data:image/svg+xml,<svg/>' alt=C>"
    )

    (picture,) = (block for block in found.blocks if isinstance(block, Picture))
    assert picture.description == "Ein Bild"
    assert found.media == {picture.media: ("image/png", PNG)}
    assert [aside.text for aside in found.asides] == ["a.png", "B", "C"]


@pytest.mark.parametrize(
    "text",
    [
        "<p>a<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span>[1]</span></a></p>"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p>"
        "<a style='mso-footnote-id:ftn1' href='#_ftnref1'>[1]</a> b</p></div></div>",
        "<p>a<a class='sdfootnoteanc' href='#sdfootnote1sym'><sup>1</sup></a></p><div"
        " id='sdfootnote1'><p><a class='sdfootnotesym' href='#sdfootnote1anc'>1</a>b</p></div>",
        "<p>a<a href='#fn1' role='doc-noteref'><sup>1</sup></a></p><section><ol><li id=fn1><p>b"
        "<a href='#fnref1' class='footnote-back' role='doc-backlink'>↩</a></p></li></ol></section>",
    ],
    ids=["Word", "LibreOffice", "pandoc"],
)
def test_notes_stand_at_their_place(text: str) -> None:
    found = read_pasted(text)

    (line,) = (block for block in found.blocks if isinstance(block, Line))
    (note,) = found.notes.values()
    assert line.words[0].text == "a" and line.words[1].note in found.notes
    assert [each.text() for each in note if isinstance(each, Line)] == ["b"]
    assert [each.number for each in note if isinstance(each, Line)] == [""]


# ---- what stands aside


def test_what_frames_a_page_stands_aside_and_the_head_of_an_article_does_not() -> None:
    text = (
        "<header>a</header><nav>b</nav><article><header><h1>c</h1></header>d</article>"
        "<footer>e</footer><div title=header>f</div><p class=MsoToc1>g</p>"
    )

    assert asides(text) == [
        ("head", "a"), ("other", "b"), ("foot", "e"), ("head", "f"), ("contents", "g"),
    ]  # fmt: skip
    assert [line.text() for line in lines(text)] == ["c", "d"]


def test_what_nobody_sees_is_nothing_or_stands_aside() -> None:
    text = (
        "<head><title>T</title><style>p { color: red }</style></head><script>x < y</script><p>a"
        "<span hidden>b</span><span style='display: none'>c</span><!-- d --><style>e</style></p>"
        "<table><tr><td>f<td style='display:none'>g</table>"
    )

    assert read_pasted(text).title == "T"
    assert "".join(line.text() for line in lines(text)) == "af"
    assert sorted(asides(text)) == [("hidden", "b"), ("hidden", "c"), ("hidden", "g")]
