"""Lines of a PDF become paragraphs, headings and lists, as a reader sees them."""

import pytest

from fortschrift.concepts.manuscripts.hyphens import joint
from fortschrift.concepts.manuscripts.manuscript import (
    Place,
)
from tests.concepts.manuscripts.typeset import PREAMBLE, PROSE, headings, read, texts

# ---- paragraphs and words


@pytest.mark.parametrize("justify", ["true", "false"])
def test_lines_become_paragraphs_and_hyphens_of_setting_are_undone(justify: str) -> None:
    found = read(f"#set par(justify: {justify})\n#set text(hyphenate: true)\n{PROSE}\n\n{PROSE}")

    assert texts(found) == [PROSE, PROSE]


def test_an_indent_alone_begins_a_paragraph() -> None:
    body = "#set par(justify: true, first-line-indent: 1.2em, spacing: 0.65em)\n"

    found = read(body + "\n\n".join([PROSE] * 4))

    assert texts(found) == [PROSE] * 4


def test_a_short_last_line_alone_ends_a_paragraph() -> None:
    found = read("#set par(justify: true, spacing: 0.65em)\n" + "\n\n".join([PROSE] * 3))

    assert texts(found) == [PROSE] * 3


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    preamble = PREAMBLE + "#set page(height: 9cm)\n#set par(justify: true)\n"

    found = read("\n\n".join([PROSE] * 6), preamble)

    assert texts(found) == [PROSE] * 6
    assert {each.place for each in found.blocks} >= {Place("page", 1), Place("page", 2)}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Klima-", "schutz", "Klimaschutz"),
        ("Kultur-", "und Sportvereine", "Kultur- und Sportvereine"),
        ("Hoch-", "oder Tiefbau", "Hoch- oder Tiefbau"),
        ("Hun-", "de", "Hunde"),
        ("Rad-", "Wege", "Rad-Wege"),
        ("EU-", "weit", "EU-weit"),
        ("CO2-", "neutral", "CO2-neutral"),
        ("Wärme-, Kälte-", "und Stromnetz", "Wärme-, Kälte- und Stromnetz"),
        ("Rad –", "und Fuß", "Rad – und Fuß"),
        ("Bürger/", "innen", "Bürger/innen"),
        ("2020-", "2030", "2020-2030"),
    ],
)
def test_hyphens_at_line_ends(before: str, after: str, said: str) -> None:
    end, between = joint(before, after)

    assert end + between + after == said


def test_ligatures_soft_hyphens_and_parted_accents_are_plain_letters() -> None:
    found = read("Die o\ufb00ene Fl\u00ad\u00e4che \ufb01nden und a\u0308ndern")

    assert texts(found) == ["Die offene Fläche finden und ändern"]


def test_words_keep_their_look_and_where_they_lead() -> None:
    found = read('Wir *handeln* jetzt, _nicht_ später: H#sub[2]O. #link("https://a.de")[Mehr]')

    words = next(found.lines()).words
    assert next(found.lines()).text() == "Wir handeln jetzt, nicht später: H2O. Mehr"
    looks = {each.text.strip(): set(each.styles) for each in words}
    assert looks["handeln"] == {"bold"}
    assert looks["nicht"] == {"italic"}
    assert looks["2"] == {"subscript"}
    assert [each.link for each in words if each.text == "Mehr"] == ["https://a.de"]


# ---- headings and lists


def test_headings_are_ranked_by_size_and_weight() -> None:
    found = read(
        "= Leitbild\n" + PROSE + "\n== Ziele\n" + PROSE + "\n=== Wege\n" + PROSE + "\n= Schluss\n"
        + PROSE
    )  # fmt: skip

    assert headings(found) == [(1, "Leitbild"), (2, "Ziele"), (3, "Wege"), (1, "Schluss")]


def test_numbers_rank_headings_that_look_alike() -> None:
    look = "#show heading: set text(size: 12pt)\n#set heading(numbering: '1.1')\n".replace("'", '"')

    found = read(look + f"= Eins\n{PROSE}\n== Zwei\n{PROSE}\n=== Drei\n{PROSE}\n= Vier\n{PROSE}")

    assert headings(found) == [(1, "1 Eins"), (2, "1.1 Zwei"), (3, "1.1.1 Drei"), (1, "2 Vier")]


def test_a_heading_over_two_lines_is_one() -> None:
    long = "Handlungsfeld 1: Mobilität und Verkehr in der Stadt und in allen ihren Ortsteilen"

    found = read(f"#set page(width: 12cm)\n= {long}\n{PROSE}\n= Handlungsfeld 2: Klima\n{PROSE}")

    assert headings(found) == [(1, long), (1, "Handlungsfeld 2: Klima")]


def test_the_title_of_the_first_page_is_no_heading() -> None:
    found = read(
        "#text(28pt)[*Klimakonzept*]\n#pagebreak()\n= Ziele\n" + PROSE + "\n= Wege\n" + PROSE
    )

    first = next(found.lines())
    assert (first.text(), first.level, first.style) == ("Klimakonzept", None, "Title")
    assert headings(found) == [(1, "Ziele"), (1, "Wege")]


@pytest.mark.parametrize("first", ["Vorwort", "Handlungsfeld Sprache"])
def test_a_foreword_or_chapter_in_larger_letters_is_no_title(first: str) -> None:
    found = read(
        f"#heading(level: 1)[#text(20pt)[{first}]]\n#v(1cm)\n{PROSE}\n#pagebreak()\n"
        f"= Ziele\n{PROSE}\n= Wege\n{PROSE}"
    )

    assert next(found.lines()).style != "Title"
    assert [text for _, text in headings(found)] == [first, "Ziele", "Wege"]


def test_lists_have_depth_and_numbers() -> None:
    found = read(
        f"{PROSE}\n\n- Radwege\n  - sicher\n  - breit: {PROSE}\n- Fußwege\n\nDanach.\n\n"
        '+ Erstens\n+ Zweitens\n\nEs gilt:\n\n#set enum(numbering: "a)")\n+ Alpha\n+ Beta\n'
    )

    items = [
        (each.text()[:9], each.item.depth, each.item.ordered, each.item.number, each.number)
        for each in found.lines()
        if each.item
    ]
    assert items == [
        ("Radwege", 0, False, 1, ""),
        ("sicher", 1, False, 1, ""),
        ("breit: Di", 1, False, 1, ""),
        ("Fußwege", 0, False, 1, ""),
        ("Erstens", 0, True, 1, "1."),
        ("Zweitens", 0, True, 2, "2."),
        ("Alpha", 0, True, 1, "a)"),
        ("Beta", 0, True, 2, "b)"),
    ]
