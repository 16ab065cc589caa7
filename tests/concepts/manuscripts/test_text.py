"""Text that is pasted or typed becomes paragraphs, headings, lists and tables with their lines."""

import pytest

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import (
    Item,
    Line,
    Manuscript,
    Place,
    Table,
    lines_in,
)
from fortschrift.concepts.manuscripts.text.reading import LARGEST, read_text
from tests.concepts.manuscripts.tokens import Tokens, tokens_of


def shown(text: str) -> list[tuple[int, str]]:
    return [(line.place.number, line.text()) for line in read_text(text).lines()]


def headings(text: str) -> list[tuple[int | None, str]]:
    return [(line.level, line.text()) for line in read_text(text).lines() if line.level]


def rows(found: Manuscript) -> list[list[str]]:
    (table,) = (block for block in found.blocks if isinstance(block, Table))
    return [
        ["".join(line.text() for line in lines_in(cell.blocks)) for cell in row.cells]
        for row in table.rows
    ]


# ---- paragraphs

MAIL = """\
Die Stadt schafft gemeinsam mit den Nachbarstädten verlässliche Strukturen
für offene Büroflächen und Werkstätten. Sie hat dafür seit dem
3. Mai ein Amt. Das Amt fördert Kultur-
und Sportvereine sowie Klima-
schutz.

Die Vereine erhalten Räume, die unabhängig von Herkunft und Einkommen
genutzt werden können.
"""


def test_wrapped_lines_are_joined_and_blank_lines_part_paragraphs() -> None:
    assert shown(MAIL) == [
        (1, "Die Stadt schafft gemeinsam mit den Nachbarstädten verlässliche Strukturen für offene "
            "Büroflächen und Werkstätten. Sie hat dafür seit dem 3. Mai ein Amt. Das Amt fördert "
            "Kultur- und Sportvereine sowie Klimaschutz."),
        (7, "Die Vereine erhalten Räume, die unabhängig von Herkunft und Einkommen genutzt werden "
            "können."),
    ]  # fmt: skip


def test_lines_as_word_pastes_them_are_paragraphs() -> None:
    long = "Die Stadt schafft Räume. " * 12

    assert shown(f"{long}\r\nKurz.\r\n{long}") == [
        (1, long.strip()),
        (2, "Kurz."),
        (3, long.strip()),
    ]


def test_a_short_line_ends_a_paragraph_where_no_blank_line_does() -> None:
    full = "Die Stadt schafft gemeinsam mit anderen verlässliche Strukturen"

    assert shown(f"{full}\n{full}\nfür alle.\n{full}\n{full}\nund mehr.\n") == [
        (1, f"{full} {full} für alle."), (4, f"{full} {full} und mehr."),
    ]  # fmt: skip


# ---- headings


def test_numbers_in_their_order_are_headings() -> None:
    text = (
        "Konzept\n\n1 Einleitung\nDarum geht es.\n\n1.1 Auftrag\nDer Rat beschloss es.\n\n"
        "2 Ziele\n\n2.1 Kurse\n\n20 Personen nehmen teil\n"
    )

    assert headings(text) == [(1, "1 Einleitung"), (2, "1.1 Auftrag"), (1, "2 Ziele"),
                              (2, "2.1 Kurse")]  # fmt: skip
    assert next(read_text(text).lines()).style == "Title"


@pytest.mark.parametrize("before", ["", MAIL + "\n"])
def test_a_word_parted_at_the_end_of_a_heading_is_joined(before: str) -> None:
    text = (
        "Operatives Ziel A.1: Sprach-\nkurse anbieten\nText dazu.\n\n"
        "1 Kultur-\nund Sportvereine\nText.\n\n2 Kurse -\nText.\n"
    )

    assert [said for _, said in shown(before + text)][-6:] == [
        "Operatives Ziel A.1: Sprachkurse anbieten", "Text dazu.", "1 Kultur- und Sportvereine",
        "Text.", "2 Kurse -", "Text.",
    ]  # fmt: skip


def test_letters_and_roman_numbers_stand_above_decimals() -> None:
    text = "I. Leitbild\n\nText.\n\n1.1 Kurse\n\nText.\n\nII. Ausblick\n\nText.\n"

    assert headings(text) == [(1, "I. Leitbild"), (3, "1.1 Kurse"), (1, "II. Ausblick")]


def test_words_capitals_and_lines_below_make_headings() -> None:
    text = "Präambel\nText.\n\nSPRACHE UND BILDUNG\nText.\n\nKurse\n-----\nText.\n"

    assert headings(text) == [(1, "Präambel"), (1, "SPRACHE UND BILDUNG"), (2, "Kurse")]
    assert [said for _, said in shown(text)] == [
        "Präambel", "Text.", "SPRACHE UND BILDUNG", "Text.", "Kurse", "Text.",
    ]  # fmt: skip


def test_codes_are_headings_where_several_begin_alike() -> None:
    text = "VW-01 Solardächer\nText.\n\nVW-02 Bäume\nText.\n\nEU-27 tagt\n"

    assert [said for _, said in headings(text)] == ["VW-01 Solardächer", "VW-02 Bäume"]


# ---- lists, tables, what stands aside


def test_signs_and_numbers_make_lists() -> None:
    text = "Es gibt:\n- Kurse\n  - abends\n- Räume\n\n1. Planen\n2. Bauen\n\na) hier\nb) dort\n"

    items = [(line.text(), line.number, line.item) for line in read_text(text).lines() if line.item]
    assert items == [
        ("Kurse", "", Item(0)), ("abends", "", Item(1)), ("Räume", "", Item(0)),
        ("Planen", "1.", Item(0, True, 1)), ("Bauen", "2.", Item(0, True, 2)),
        ("hier", "a)", Item(0, True, 1)), ("dort", "b)", Item(0, True, 1)),
    ]  # fmt: skip


def test_tabs_make_tables() -> None:
    found = read_text("Maßnahme 1: Kurse\nFederführung\tVHS\nBeginn\t2026\nText.\n")

    assert rows(found) == [["Federführung", "VHS"], ["Beginn", "2026"]]
    (table,) = (block for block in found.blocks if isinstance(block, Table))
    assert [line.place for line in lines_in((table,))][-1] == Place("line", 3)


@pytest.mark.parametrize(
    "text",
    [
        "| Maßnahme | Wer |\n| Kurse | VHS |\n| Räume | |",
        "| Maßnahme | Wer |\n|---|:--|\n| Kurse | VHS |\n| Räume | |",
        "Maßnahme | Wer\n---------|----\nKurse | VHS\nRäume | ",
        "+----+----+\n| Maßnahme | Wer |\n+====+====+\n| Kurse | VHS |\n+--+--+\n| Räume | |",
        "Maßnahme\tWer\r\nKurse\tVHS\r\nRäume\t",
    ],
    ids=["bars", "ruled", "unframed", "boxed", "tabs"],
)
def test_upright_lines_and_tabs_make_tables(text: str) -> None:
    found = read_text(f"1. Ziele\n\n{text}\n\nDanach.\n\n2. Wege\n")

    assert rows(found) == [["Maßnahme", "Wer"], ["Kurse", "VHS"], ["Räume", ""]]
    lines = [line for line in found.blocks if isinstance(line, Line)]
    assert [line.text() for line in lines] == ["1. Ziele", "Danach.", "2. Wege"]
    assert [line.level for line in lines] == [1, None, 1]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "Nr.\tMaßnahme\tWer\n1.\tKurse\tVHS\n2.\tRäume\t\n\t\tAmt\n\t\t\n3.\tFeste\tAmt",
            [["Nr.", "Maßnahme", "Wer"], ["1.", "Kurse", "VHS"], ["2.", "Räume", ""],
             ["", "", "Amt"], ["3.", "Feste", "Amt"]],
        ),
        (
            'Maßnahme\tWer\n"Kurse\nfür ""alle"""\tVHS\nRäume\t"Amt\n\nVerein"',
            [["Maßnahme", "Wer"], ['Kurse|für "alle"', "VHS"], ["Räume", "Amt|Verein"]],
        ),
        (
            "| Maßnahme | Wer |\n| Kurse<br>abends | A\\|B |",
            [["Maßnahme", "Wer"], ["Kurse|abends", "A|B"]],
        ),
    ],
    ids=["numbers and gaps", "quoted", "breaks"],
)  # fmt: skip
def test_cells_are_read_as_they_are_meant(text: str, cells: list[list[str]]) -> None:
    (table,) = (each for each in read_text(text).blocks if isinstance(each, Table))

    assert cells == [
        ["|".join(line.text() for line in lines_in(cell.blocks)) for cell in row.cells]
        for row in table.rows
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rathaus | Zimmer 7\n\nText.", "- Kurse | VHS\n- Räume | Amt", "Das gilt a|b\nund b|c.",
        "1.\tKurse\n2.\tRäume", 'Er sagt: "Ja\tund\nimmer', "---|---\n" * 50,
    ],
)  # fmt: skip
def test_a_sign_between_words_makes_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in read_text(text).blocks)


@pytest.mark.parametrize("seed", range(40))
def test_no_word_of_a_drawn_table_is_lost(seed: int) -> None:
    tokens = Tokens(seed)
    parted = tokens.choice(("\t", " | ", "|"))
    lines = [
        tokens.choice(("", "|---|---|", '"' if tokens.chance(0.3) else "", "| ", "1. "))
        + parted.join(
            tokens.choice(("", '"', "")) + tokens.word() for _ in range(tokens.randint(1, 4))
        )
        + tokens.choice(("", "", "|", '"', "\t"))
        for _ in range(30)
    ]

    assert tokens_of(read_text("\n".join(lines))) == tokens.all


def test_entries_of_contents_stand_aside() -> None:
    text = (
        "Inhalt\n1 Einleitung ........ 3\n2 Ziele\t4\n\n2.1 Kurse .... 4\n\n1 Einleitung\nText.\n"
    )

    found = read_text(text)

    assert [(each.kind, each.place.number) for each in found.asides] == [
        ("contents", 2), ("contents", 3), ("contents", 5),
    ]  # fmt: skip
    assert [line.text() for line in found.lines()] == ["Inhalt", "1 Einleitung", "Text."]


def test_notes_at_the_end_belong_to_their_signs() -> None:
    found = read_text("Das Ziel[1] gilt. Siehe [3].\n\n[1] Beschluss von 2023.\n")

    (line,) = (block for block in found.blocks if isinstance(block, Line))
    assert [(each.text, each.note) for each in line.words] == [
        ("Das Ziel", ""), ("", "note-1"), (" gilt. Siehe [3].", ""),
    ]  # fmt: skip
    (note,) = found.notes["note-1"]
    assert isinstance(note, Line) and note.text() == "Beschluss von 2023."


@pytest.mark.parametrize(
    ("text", "reason"), [("", "empty"), (" \n", "empty"), ("a" * (LARGEST + 1), "too_large")]
)
def test_nothing_and_too_much_are_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_text(text)

    assert refused.value.reason == reason
