"""A Word file is read as it stands: what it says, what it prints, who changed what."""

from fortschrift.concepts.manuscripts.manuscript import (
    Item,
    Line,
    Picture,
    Table,
)
from tests.concepts.manuscripts.packed import paragraph, run, word
from tests.concepts.manuscripts.texts_of_word import NUMBERING, item, lines, read

# ---- words


def test_words_keep_what_they_look_like_and_where_they_lead() -> None:
    (line,) = lines(
        word(
            paragraph(
                run("Die "),
                run("Stadt", "<w:b/>"),
                run(" fördert", '<w:b w:val="0"/><w:i/>'),
                f'<w:hyperlink r:id="hier">{run("hier")}</w:hyperlink>',
                run("2", '<w:vertAlign w:val="superscript"/>'),
            ),
            links={"hier": "https://example.org/"},
        )
    )

    assert [(each.text, sorted(each.styles), each.link) for each in line.words] == [
        ("Die ", [], ""),
        ("Stadt", ["bold"], ""),
        (" fördert", ["italic"], ""),
        ("hier", [], "https://example.org/"),
        ("2", ["superscript"], ""),
    ]


def test_tabs_breaks_and_hyphens_are_characters_and_page_breaks_are_none() -> None:
    signs = '<w:r><w:tab/><w:br/><w:noBreakHyphen/><w:softHyphen/><w:br w:type="page"/></w:r>'

    (line,) = lines(word(paragraph(run("a"), signs, run("b"))))

    assert line.text() == "a\t\n\u2011\u00adb"


def test_of_a_field_the_words_count_that_it_shows() -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText> HYPERLINK "https://example.org/a" </w:instrText></w:r>'
    field = (sign("begin"), code, sign("separate"), run("Seite"), sign("end"))

    (line,) = lines(word(paragraph(run("Siehe "), *field)))

    assert [(each.text, each.link) for each in line.words] == [
        ("Siehe ", ""),
        ("Seite", "https://example.org/a"),
    ]


def test_contents_that_begin_and_end_in_one_paragraph_stand_aside() -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> TOC </w:instrText></w:r>"
    field = (sign("begin"), code, sign("separate"), run("Ziele ... 3"), sign("end"))

    found = read(word(paragraph(*field) + paragraph(run("Ziele"))))

    assert [(each.kind, each.text) for each in found.asides] == [("contents", "Ziele ... 3")]
    assert [line.text() for line in found.lines()] == ["Ziele"]


# ---- headings, lists, numbers


def test_numbers_are_counted_as_word_prints_them() -> None:
    body = "".join(
        (
            item("eins", 1), item("innen", 1, 1), item("noch", 1, 1), item("zwei", 1),
            item("anders", 1, 1), item("Punkt", 2), item("fünf", 3), item("sechs", 3),
        )
    )  # fmt: skip

    found = lines(word(body, parts={"numbering": NUMBERING}))

    assert [each.number for each in found] == ["1", "1.a)", "1.b)", "2", "2.a)", "", "5", "6"]
    assert found[5].item == Item(0, False, 1)
    assert found[2].item == Item(1, True, 2)


def test_a_heading_is_told_by_its_style_or_by_itself() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="b1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="eigen"><w:name w:val="Handlungsfeld"/>'
        '<w:basedOn w:val="b1"/></w:style>'
    )
    body = (
        paragraph(run("Feld"), properties='<w:pStyle w:val="eigen"/>')
        + paragraph(run("Ziel"), properties='<w:outlineLvl w:val="2"/>')
        + paragraph(run("Text"))
    )

    found = lines(word(body, parts={"styles": styles}))

    assert [(each.level, each.style) for each in found] == [
        (1, "Handlungsfeld"),
        (3, ""),
        (None, ""),
    ]


# ---- tables, what stands aside


def test_a_table_keeps_its_spans_and_header() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"

    over_two = cell("M 1", '<w:gridSpan w:val="2"/>')
    begun, going_on = cell("Wer", '<w:vMerge w:val="restart"/>'), cell("", "<w:vMerge/>")
    rows = (
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{over_two}</w:tr>"
        f"<w:tr>{begun}{cell('VHS')}</w:tr><w:tr>{going_on}{cell('AWO')}</w:tr>"
    )

    (table,) = read(word(f"<w:tbl>{rows}</w:tbl>")).blocks

    assert isinstance(table, Table)
    assert [[(c.columns, c.rows) for c in row.cells] for row in table.rows] == [
        [(2, 1)],
        [(1, 2), (1, 1)],
        [(1, 1)],
    ]
    assert [row.header for row in table.rows] == [True, False, False]


def test_what_is_no_running_text_stands_aside_with_its_place() -> None:
    box = f"<wps:txbx><w:txbxContent>{paragraph(run('Im Kasten'))}</w:txbxContent></wps:txbx>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    hidden = run("verborgen", "<w:vanish/>")
    data = word(
        paragraph(run("Text"), drawn, hidden), parts={"header": paragraph(run("Stadt Musterstadt"))}
    )

    found = read(data)

    assert [(each.kind, each.text) for each in found.asides] == [
        ("box", "Im Kasten"), ("hidden", "verborgen"), ("head", "Stadt Musterstadt"),
    ]  # fmt: skip
    (line,) = found.blocks
    assert isinstance(line, Line) and line.text() == "Text"


def test_a_picture_is_what_its_bytes_say_and_others_stand_aside() -> None:
    def drawn(name: str, described: str) -> str:
        about = f'<w:docPr descr="{described}"/>'
        return f'<w:r><w:drawing>{about}<w:blip r:embed="{name}"/></w:drawing></w:r>'

    png = b"\x89PNG\r\n\x1a\n..."
    body = paragraph(drawn("eins", "Ein Platz"), drawn("zwei", "Ein Lageplan"))

    found = read(word(body, images={"eins": png, "zwei": b"<svg/>"}))

    (picture,) = found.blocks
    assert isinstance(picture, Picture) and picture.description == "Ein Platz"
    assert found.media[picture.media] == ("image/png", png)
    assert [(each.kind, each.text) for each in found.asides] == [("other", "Ein Lageplan")]
