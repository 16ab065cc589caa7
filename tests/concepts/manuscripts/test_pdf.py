"""PDF files with a text layer become manuscripts; the files are set by typst, so what they say is
known."""

import random
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest
import typst

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import (
    Aside,
    Line,
    Manuscript,
    Place,
    Table,
    lines_in,
)
from fortschrift.concepts.manuscripts.pdf import bounded
from fortschrift.concepts.manuscripts.pdf.hyphens import joint
from fortschrift.concepts.manuscripts.pdf.reading import read_pdf

SENTENCES = (
    "Die Gemeinde schafft gemeinsam mit den Nachbarstädten verlässliche Strukturen für offene "
    "Büroflächen und Werkstätten.",
    "Kultur- und Sportvereine erhalten Räume, die unabhängig von Herkunft und Einkommen genutzt "
    "werden können.",
    "Straßenverkehrsplanung, Klimaanpassungsmaßnahmen und Wohnraumentwicklung werden aufeinander "
    "abgestimmt.",
    "Zuständigkeiten bleiben nachvollziehbar, Haushaltsmittel werden rechtzeitig angemeldet.",
)
PROSE = " ".join(SENTENCES)
PREAMBLE = """
#set document(date: none)
#set page(paper: "a4")
#set text(lang: "de", size: 10.5pt)
"""


def set_in(body: str, preamble: str = PREAMBLE) -> bytes:
    return bytes(_set(preamble + body))


@cache
def _set(source: str) -> bytes:
    return typst.compile(source.encode(), ignore_system_fonts=True)  # type: ignore[return-value]


def read(body: str, preamble: str = PREAMBLE) -> Manuscript:
    return read_pdf(set_in(body, preamble))


def texts(manuscript: Manuscript) -> list[str]:
    return [each.text() for each in manuscript.blocks if isinstance(each, Line)]


def headings(manuscript: Manuscript) -> list[tuple[int, str]]:
    return [(e.level, e.text()) for e in manuscript.blocks if isinstance(e, Line) and e.level]


def cells(table: Any) -> list[list[str]]:
    assert isinstance(table, Table)
    return [
        [" / ".join(line.text() for line in lines_in(cell.blocks)) for cell in row.cells]
        for row in table.rows
    ]


def tokens(said: Iterable[str]) -> Counter[str]:
    """Count words; of numbers only those that are no numbers of notes."""
    return Counter(token for text in said for token in re.findall(r"\d\d+|[^\W\d]\w*", text))


def all_said(manuscript: Manuscript) -> Counter[str]:
    return tokens(
        [*(f"{line.number} {line.text()}" for line in manuscript.lines())]
        + [aside.text for aside in manuscript.asides]
    )


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


# ---- columns


def marked(name: str, count: int) -> str:
    return "\n\n".join(f"{name}{number}. {PROSE}" for number in range(count))


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other(columns: int) -> None:
    found = read(
        f"#set par(justify: true)\n#columns({columns})[\n{marked('Absatz', 8)}\n]",
        PREAMBLE + "#set page(height: 14cm, margin: 1.5cm)\n",
    )

    assert texts(found) == [f"Absatz{number}. {PROSE}" for number in range(8)]


def test_headings_over_the_whole_width_part_the_columns() -> None:
    part = "#block(height: 8.5cm, breakable: false, columns(2)[{}])\n"
    long = "Handlungsfeld {}: Mobilität, Verkehr, Klima, Energie und Wohnen"
    body = "#set par(justify: true)\n" + "".join(
        f"= {long.format(number)}\n" + part.format(marked(f"T{number}x", 3)) for number in (1, 2)
    )

    found = read(body)

    assert [text.split(". ")[0] for text in texts(found)] == [
        long.format(1), "T1x0", "T1x1", "T1x2", long.format(2), "T2x0", "T2x1", "T2x2",
    ]  # fmt: skip


def test_a_short_heading_over_two_columns_parts_them_too() -> None:
    part = "#block(height: 8.5cm, breakable: false, columns(2)[{}])\n"
    body = "#set par(justify: true)\n" + "".join(
        f"= Feld {number}\n" + part.format(marked(f"T{number}x", 3)) for number in (1, 2)
    )

    found = read(body)

    assert [text.split(". ")[0] for text in texts(found)] == [
        "Feld 1", "T1x0", "T1x1", "T1x2", "Feld 2", "T2x0", "T2x1", "T2x2",
    ]  # fmt: skip


# ---- what stands at the edges


def test_running_heads_and_feet_stand_aside() -> None:
    preamble = (
        PREAMBLE
        + """
#set page(height: 12cm, header: [Klimakonzept Musterstadt #h(1fr) Entwurf],
    footer: context [Seite #counter(page).display() von 4])
"""
    )

    found = read("\n\n".join([PROSE] * 12), preamble)

    assert texts(found) == [PROSE] * 12
    assert found.asides[0] == Aside(Place("page", 1), "head", "Klimakonzept Musterstadt\tEntwurf")
    feet = [each.text for each in found.asides if each.kind == "foot"]
    assert feet == [f"Seite {number} von 4" for number in range(1, len(feet) + 1)]
    assert len(feet) > 2


def test_numbers_in_headings_on_each_page_are_no_page_numbers() -> None:
    found = read("#pagebreak()\n".join(f"= Maßnahme {number}\n{PROSE}\n" for number in range(1, 6)))

    assert headings(found) == [(1, f"Maßnahme {number}") for number in range(1, 6)]
    assert found.asides == ()


def test_a_list_of_contents_stands_aside() -> None:
    found = read(f"#outline(title: [Inhalt])\n#pagebreak()\n= Ziele\n{PROSE}\n= Wege\n{PROSE}")

    entries = [each.text for each in found.asides if each.kind == "contents"]
    assert [each.split()[0] for each in entries] == ["Ziele", "Wege"]


def test_text_that_runs_upwards_stands_aside() -> None:
    found = read(f"{PROSE}\n\n#rotate(-90deg, reflow: true)[Am Rand]")

    assert texts(found) == [PROSE]
    assert [each.kind for each in found.asides] == ["other"]


def test_footnotes_hang_on_their_words() -> None:
    found = read(
        f"#set par(justify: true)\nDas Ziel#footnote[{PROSE}] gilt.#footnote[Beschluss von 2023.]"
        f" {PROSE}"
    )

    line = next(found.lines())
    assert line.text() == f"Das Ziel gilt. {PROSE}"
    keys = [each.note for each in line.words if each.note]
    assert keys == ["footnote-1-1", "footnote-1-2"]
    assert [found.notes[key][0].text() for key in keys] == [PROSE, "Beschluss von 2023."]  # type: ignore[union-attr]


# ---- tables


SHEET = (
    ("Titel", "Radnetz ausbauen"),
    ("Beschreibung", PROSE),
    ("Zuständig", "Tiefbauamt"),
    ("Beginn", "2026"),
)


def table(kind: str, rows: Iterable[Iterable[str]]) -> str:
    return f"#{kind}" + "".join(f"[{cell}]" for row in rows for cell in row) + "\n"


def test_a_measure_sheet_in_lines_is_a_table() -> None:
    found = read(f"{PROSE}\n" + table("table(columns: (4cm, 1fr))", SHEET) + PROSE)

    before, sheet, after = found.blocks
    assert isinstance(before, Line) and isinstance(after, Line)
    assert cells(sheet) == [list(row) for row in SHEET]


@pytest.mark.parametrize("gutter", ["0.65em", "1.2em"])
def test_a_measure_sheet_without_lines_is_a_table(gutter: str) -> None:
    kind = f"grid(columns: (4cm, 1fr), row-gutter: {gutter})"

    found = read(f"{PROSE}\n\n" + table(kind, SHEET) + f"\n{PROSE}")

    assert [cells(each) for each in found.blocks if isinstance(each, Table)] == [
        [list(row) for row in SHEET]
    ]


def test_cells_over_columns_and_rows_are_one() -> None:
    body = """#table(columns: (1fr, 1fr, 1fr),
      table.cell(colspan: 3)[Kosten], table.cell(rowspan: 2)[Personal], [2025], [10 000],
      [2026], [20 000])"""

    (found,) = read(body).blocks

    assert isinstance(found, Table)
    assert cells(found) == [["Kosten"], ["Personal", "2025", "10 000"], ["2026", "20 000"]]
    assert [(row.cells[0].columns, row.cells[0].rows) for row in found.rows] == [
        (3, 1), (1, 2), (1, 1),
    ]  # fmt: skip


def test_a_table_goes_on_on_the_next_page() -> None:
    rows = [[f"M{number}", PROSE] for number in range(8)]

    found = read(table("table(columns: (3cm, 1fr))", rows), PREAMBLE + "#set page(height: 10cm)\n")

    assert len(found.blocks) == 1
    assert [row[0] for row in cells(found.blocks[0]) if row[0]] == [row[0] for row in rows]


# ---- nothing is lost


def concept(seed: int) -> tuple[str, list[str]]:
    """Give a concept as typst and what it says, numbers of notes left out."""
    chance = random.Random(seed)
    body, said = [], []
    for field in range(1, 4):
        title = f"Handlungsfeld {field}: Stadt{chance.randrange(100)}"
        body.append(f"= {title}\n")
        said.append(title)
        for _ in range(6):
            made, spoken = chance.choice(PIECES)(chance)
            body.append(made)
            said.extend(spoken)
    return "\n\n".join(body), said


def _prose(chance: random.Random) -> tuple[str, list[str]]:
    text = " ".join(chance.choices(SENTENCES, k=5))
    return text, [text]


def _noted(chance: random.Random) -> tuple[str, list[str]]:
    note, text = chance.choice(SENTENCES), chance.choice(SENTENCES)
    return f"{text}#footnote[{note}] Danach {text}", [note, text, "Danach", text]


def _list(chance: random.Random) -> tuple[str, list[str]]:
    items = chance.sample(SENTENCES, k=3)
    return "\n".join(f"- {each}" for each in items), items


def _columns(chance: random.Random) -> tuple[str, list[str]]:
    items = [" ".join(chance.choices(SENTENCES, k=3)) for _ in range(4)]
    return f"#block(height: 9cm, breakable: false, columns(2)[{' '.join(items)}])", items


def _sheet(chance: random.Random) -> tuple[str, list[str]]:
    kind = chance.choice(("table(columns: (3cm, 1fr))", "grid(columns: (4cm, 1fr), gutter: 1em)"))
    return table(kind, SHEET), [cell for row in SHEET for cell in row]


PIECES = (_prose, _noted, _list, _columns, _sheet)


@pytest.mark.parametrize("seed", range(12))
def test_all_words_that_go_in_come_out(seed: int) -> None:
    body, said = concept(seed)
    justify = "true" if seed % 2 else "false"

    found = read(f"#set par(justify: {justify})\n#set text(hyphenate: true)\n{body}")

    assert all_said(found) == tokens(said)


# ---- files that cannot be read


def minimal(*objects: str, extra: str = "") -> bytes:
    """Write a PDF by hand."""
    data, places = "%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj {each} endobj\n"
    table_at = len(data)
    data += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n"
    data += "".join(f"{place:010} 00000 n \n" for place in places)
    data += f"trailer <</Size {len(places) + 1} /Root 1 0 R {extra}>>\n"
    return (data + f"startxref\n{table_at}\n%%EOF\n").encode("latin-1")


def stream(content: str, said: str = "") -> str:
    return f"<</Length {len(content)} {said}>> stream\n{content}\nendstream"


CATALOG, PAGES = "<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>"
PAGE = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources {}>>"
FONT = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
IMAGE = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"


def reason_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_pdf(data)
    return refused.value.reason


def test_a_file_by_hand_is_read() -> None:
    data = minimal(
        CATALOG, PAGES, PAGE.format("<</Font <</F 5 0 R>>>>"),
        stream("BT /F 12 Tf 72 700 Td (Guten Tag) Tj ET"), FONT,
    )  # fmt: skip

    assert texts(read_pdf(data)) == ["Guten Tag"]


def test_a_page_turned_on_its_side_is_read_as_it_is_shown() -> None:
    data = minimal(
        CATALOG, PAGES, PAGE.format("<</Font <</F 5 0 R>>>> /Rotate 90"),
        stream("BT /F 12 Tf 0 1 -1 0 300 100 Tm (Guten Tag) Tj ET"), FONT,
    )  # fmt: skip

    assert texts(read_pdf(data)) == ["Guten Tag"]


def test_pages_that_are_pictures_are_a_scan() -> None:
    data = minimal(
        CATALOG, PAGES, PAGE.format("<</XObject <</I 5 0 R>>>>"),
        stream("500 0 0 700 40 40 cm /I Do"), stream("0", f"{IMAGE} /BitsPerComponent 8"),
    )  # fmt: skip

    assert reason_of(data) == "scan"


def test_pages_without_anything_are_empty() -> None:
    assert reason_of(minimal(CATALOG, PAGES, PAGE.format("<<>>"), stream(""))) == "empty"
    assert reason_of(b"") == "empty"


def test_a_locked_file_asks_for_its_password() -> None:
    lock = f"<</Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{'41' * 32}> /U <{'42' * 32}>>>"
    data = minimal(
        CATALOG, PAGES, PAGE.format("<<>>"), stream(""), lock,
        extra=f"/Encrypt 5 0 R /ID [<{'00' * 16}> <{'00' * 16}>]",
    )  # fmt: skip

    assert reason_of(data) == "password"


def test_what_is_no_pdf_is_unknown() -> None:
    assert reason_of(b"PK\x03\x04" + b"0" * 100) == "unknown"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95])
def test_a_file_that_was_cut_off_is_broken(share: float) -> None:
    data = set_in(f"= Ziele\n{PROSE}")

    assert reason_of(data[: int(share * len(data))]) == "broken"


@pytest.mark.parametrize("seed", range(25))
def test_a_mutated_file_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(set_in(f"= Ziele\n{PROSE}\n- {PROSE}#footnote[Ja.]"))
    for _ in range(chance.choice((1, 20, 400))):
        data[chance.randrange(10, len(data) - 10)] = chance.randrange(256)

    try:
        read_pdf(bytes(data))
    except Unreadable as refused:
        assert refused.reason in {"broken", "empty", "scan", "password"}


def test_a_reader_that_dies_or_hangs_leaves_a_broken_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    data = set_in("Ziele")
    dies, hangs = tmp_path / "dies.py", tmp_path / "hangs.py"
    dies.write_text("import os; os.abort()")
    hangs.write_text("import time; time.sleep(60)")

    monkeypatch.setattr(bounded, "MOST_SECONDS", 0.3)
    for program in (dies, hangs):
        monkeypatch.setattr(bounded, "_PROGRAM", program)
        assert reason_of(data) == "broken"
