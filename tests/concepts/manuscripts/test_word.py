"""A Word file is read as it stands: what it says, what it prints, who changed what."""

from collections import Counter
from random import Random

import pytest

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import (
    Item,
    Line,
    Manuscript,
    Picture,
    Table,
    Tracked,
)
from fortschrift.concepts.manuscripts.package import LARGEST_PART, opened
from fortschrift.concepts.manuscripts.word.reading import read_word
from tests.concepts.manuscripts.packed import paragraph, run, word, zipped


def read(data: bytes) -> Manuscript:
    with opened(data) as package:
        return read_word(package)


def lines(data: bytes) -> list[Line]:
    return [each for each in read(data).blocks if isinstance(each, Line)]


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
    signs = '<w:r><w:tab/><w:br/><w:noBreakHyphen/><w:br w:type="page"/></w:r>'

    (line,) = lines(word(paragraph(run("a"), signs, run("b"))))

    assert line.text() == "a\t\n\u2011b"


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


# ---- headings, lists, numbers

_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def item(text: str, of: int, depth: int = 0) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{of}"/></w:numPr>'
    return paragraph(run(text), properties=numbered)


def test_numbers_are_counted_as_word_prints_them() -> None:
    body = "".join(
        (
            item("eins", 1), item("innen", 1, 1), item("noch", 1, 1), item("zwei", 1),
            item("anders", 1, 1), item("Punkt", 2), item("fünf", 3), item("sechs", 3),
        )
    )  # fmt: skip

    found = lines(word(body, parts={"numbering": _NUMBERING}))

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


# ---- tracked changes, comments, notes


def test_tracked_changes_give_both_texts_with_who_and_when() -> None:
    by = 'w:author="Erika Muster" w:date="2026-03-01T09:00:00Z"'
    (line,) = lines(
        word(
            paragraph(
                run("Die Stadt fördert "),
                f"<w:del {by}>{run('Kurse', deleted=True)}</w:del>",
                f"<w:ins {by}>{run('gute Kurse')}</w:ins>",
                run("."),
            )
        )
    )

    assert (line.text("before"), line.text()) == (
        "Die Stadt fördert Kurse.",
        "Die Stadt fördert gute Kurse.",
    )
    assert line.words[1].tracked == Tracked("deleted", "Erika Muster", "2026-03-01T09:00:00Z")


def test_the_end_of_a_paragraph_may_be_put_in_too() -> None:
    mark = '<w:rPr><w:ins w:author="A" w:date=""/></w:rPr>'

    (first, second) = lines(word(paragraph(run("a"), properties=mark) + paragraph(run("b"))))

    assert (first.end, second.end) == (Tracked("inserted", "A"), None)


def test_comments_say_what_they_stand_at() -> None:
    remark = '<w:comment w:id="1" w:author="Amt 50" w:date="d">' + paragraph(run("Wer zahlt?"))
    body = paragraph(
        run("Die "),
        '<w:commentRangeStart w:id="1"/>', run("Kurse"), '<w:commentRangeEnd w:id="1"/>',
        '<w:r><w:commentReference w:id="1"/></w:r>', run(" laufen."),
    )  # fmt: skip

    found = read(word(body, parts={"comments": remark + "</w:comment>"})).comments["1"]

    assert (found.author, found.text, found.on, found.place.number) == (
        "Amt 50", "Wer zahlt?", "Kurse", 1,
    )  # fmt: skip


def test_notes_stand_by_themselves_and_the_text_says_where_they_belong() -> None:
    note = f'<w:footnote w:id="2">{paragraph(run("Stand 2025."))}</w:footnote>'
    body = paragraph(run("Kurse"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run("."))

    found = read(word(body, parts={"footnotes": note}))

    (line,) = found.blocks
    assert isinstance(line, Line) and [each.note for each in line.words] == ["", "footnote-2", ""]
    (said,) = found.notes["footnote-2"]
    assert isinstance(said, Line) and said.text() == "Stand 2025."


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


# ---- files that cannot be read


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "broken"),
        (b"no zip at all", "broken"),
        (zipped({}), "broken"),
        (zipped({"_rels/.rels": b"<a"}), "broken"),
        (zipped({"_rels/.rels": b"<a/>"}), "broken"),
        (word(paragraph(run("a"))).replace(b"PK\x05\x06", b"PK\x05\x07"), "broken"),
        (zipped({"_rels/.rels": b" " * (LARGEST_PART + 1)}), "too_large"),
        (zipped({"_rels/.rels": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "broken"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.reason == reason


@pytest.mark.parametrize("tag", ["w:hyperlink", "w:sdt", "w:smartTag", "w:ins"])
def test_what_is_nested_without_end_is_refused(tag: str) -> None:
    depth = 50_000
    inside = f"<{tag}>" * depth + run("a") + f"</{tag}>" * depth

    with pytest.raises(Unreadable, match="broken"):
        read(word(paragraph(inside)))


def test_programs_are_not_taken_in() -> None:
    plain = word(paragraph(run("a")))
    with opened(plain) as package:
        files = {name: package.bytes_of(name) for name in package.names}

    with pytest.raises(Unreadable, match="macros"):
        read(zipped({**files, "word/vbaProject.bin": b"..."}))


def test_mutated_files_are_read_or_refused() -> None:
    chance = Random(5)
    whole = word(
        item("eins", 1) + paragraph(run("zwei"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        parts={
            "numbering": _NUMBERING,
            "footnotes": '<w:footnote w:id="2">' + item("x", 1) + "</w:footnote>",
        },
    )  # fmt: skip
    outcomes: Counter[str] = Counter()
    for _ in range(1000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read(bytes(data[: chance.choice((len(data), chance.randrange(len(data))))]))
        except Unreadable as refused:
            outcomes[refused.reason] += 1
        else:
            outcomes["read"] += 1

    assert outcomes["read"] > 10 and outcomes["broken"] > 10
