"""Sheets and lists of measures become elements with attributes, and every word is accounted for."""

from collections import Counter
from itertools import count
from uuid import UUID, uuid4

import pytest

from fortschrift.concepts.manuscripts.corrections import Corrections, written
from fortschrift.concepts.manuscripts.corrections import read as corrections_read
from fortschrift.concepts.manuscripts.forms import ABOVE, NOT_TAKEN, ROWS, TEXT, Form
from fortschrift.concepts.manuscripts.html.reading import read_pasted
from fortschrift.concepts.manuscripts.manuscript import Manuscript, Table
from fortschrift.concepts.manuscripts.mapping import LevelMapping
from fortschrift.concepts.manuscripts.outlook import forms_in
from fortschrift.concepts.manuscripts.placed import Placed, placed
from fortschrift.concepts.manuscripts.proposing import proposed
from fortschrift.concepts.manuscripts.tables.names import Use, plain_name
from fortschrift.concepts.manuscripts.tables.shapes import shape_of
from fortschrift.concepts.manuscripts.tables.values import value_of
from fortschrift.concepts.manuscripts.titles import key_of
from fortschrift.concepts.manuscripts.understanding import after, understood
from fortschrift.core.text import NodeId, Tree, plain
from fortschrift.core.text.blocks import is_level
from fortschrift.core.text.findings import findings
from fortschrift.core.text.outline import (
    NO_OUTLINE,
    AttributeType,
    Level,
    Outline,
    ValueType,
)
from tests.concepts.manuscripts.tokens import Tokens


def table(*rows: tuple[str, ...]) -> str:
    """Write a table; a cell "#..." goes over all columns, one "^..." over two rows."""
    return f"<table>{''.join('<tr>' + ''.join(map(_cell, row)) for row in rows)}</table>"


def _cell(said: str) -> str:
    if said.startswith("#"):
        return f"<td colspan=9>{said[1:]}</td>"
    return f"<td rowspan=2>{said[1:]}</td>" if said.startswith("^") else f"<td>{said}</td>"


def brought_in(
    html: str, mapping: LevelMapping | None = None, outline: Outline = NO_OUTLINE
) -> Placed:
    found, numbers = read_pasted(html), count(1)
    made = placed(
        found, mapping or proposed(found, outline), lambda: NodeId(UUID(int=next(numbers)))
    )
    assert words_in(found) == words_of(made)
    return made


def words_in(found: Manuscript) -> Counter[str]:
    return Counter(word for line in found.lines() for word in line.text().split())


def words_of(made: Placed) -> Counter[str]:
    """Count the words of a text, of what was told, and of what is listed."""
    said = [*made.titles.values(), *(each.text for each in (*made.told, *made.not_taken))]
    for state in made.tree:
        said += plain(state.heading), plain(state.text)
    return Counter(word for text in said for word in text.split())


def shown(tree: Tree) -> list[str]:
    return [
        f"{tree.depth(state.id)} {state.kind} {state.printed_number or '-'} {plain(state.heading)}"
        for state in tree
        if is_level(state.kind)
    ]


def attributes(tree: Tree, title: str) -> dict[str, object]:
    (state,) = (each for each in tree if plain(each.heading) == title)
    return dict(state.attributes)


SHEET = (
    ("Zuständigkeit:", "Volkshochschule"), ("Beteiligte", "AWO, Caritas"),
    ("Beginn", "März 2026"), ("Kosten (in €)", "5.000 €"), ("Besonderes", "läuft"),
)  # fmt: skip


# ---- sheets


def test_a_sheet_under_a_heading_tells_its_attributes() -> None:
    made = brought_in("<h1>Maßnahme 1: Kurse</h1><p>Text.</p>" + table(*SHEET))

    assert attributes(made.tree, "Kurse") == {
        "federfuehrung": "Volkshochschule", "mitwirkung": ("AWO", "Caritas"), "beginn": "2026-03",
        "kosten": 500000, "besonderes": "läuft",
    }  # fmt: skip
    level = made.tree.outline.level("massnahme")
    assert level is not None
    assert {(each.label, each.type) for each in level.attributes} == {
        ("Federführung", "text"), ("Mitwirkung", "list"), ("Beginn", "date"), ("Kosten", "money"),
        ("Besonderes", "text"),
    }  # fmt: skip


def test_a_goal_without_measure_and_a_measure_without_owner_or_money_get_hints() -> None:
    made = brought_in(
        "<h1>Leitziel 1: Sprache</h1><h2>Maßnahme 1.1: Kurse</h2>"
        + table(*SHEET)
        + "<h2>Maßnahme 1.2: Treffen</h2>"
        + table(("Beginn", "2027"), ("Besonderes", "neu"))
        + "<h1>Leitziel 2: Wohnen</h1><p>Text.</p>"
    )

    hints = {
        (found.code, plain(made.tree[found.node].heading), dict(found.detail).get("attribute"))
        for found in findings(made.tree)
    }

    assert hints == {
        ("attribute_missing", "Treffen", "federfuehrung"),
        ("attribute_missing", "Treffen", "kosten"),
        ("expected_missing", "Wohnen", None),
    }


def test_a_long_value_is_text_below_its_name() -> None:
    long = "Es wird viel getan. " * 40

    made = brought_in(
        "<h1>Maßnahme 1: Kurse</h1>"
        + table(*SHEET, ("Beschreibung", "Kurz."), ("Anlass der Sache", long))
    )

    texts = [plain(state.text) for state in made.tree if state.kind == "paragraph"]
    assert texts == ["Beschreibung", "Kurz.", "Anlass der Sache", long.strip()]


def test_sheets_instead_of_headings_make_elements_under_the_goal_they_name() -> None:
    def sheet(number: str, title: str) -> str:
        return table(
            ("#Maßnahmenblatt",), ("Nr.", number), ("Titel", title), ("Ziel", "Ziel 1: Lernen"),
            ("Federführung", "VHS", "Beginn", "2026"),
        )  # fmt: skip

    made = brought_in(
        "<h1>Handlungsfeld 1: Sprache</h1>" + sheet("M 1", "Kurse") + sheet("M 2", "Räume")
    )

    assert shown(made.tree) == [
        "1 handlungsfeld 1 Sprache", "2 ziel 1 Lernen", "3 massnahme M 1 Kurse",
        "3 massnahme M 2 Räume",
    ]  # fmt: skip
    assert attributes(made.tree, "Räume") == {"beginn": "2026", "federfuehrung": "VHS"}


def test_a_sheet_that_repeats_its_heading_makes_no_second_element() -> None:
    made = brought_in("<h1>Maßnahme 3: Kurse</h1>" + table(("Maßnahme", "3. Kurse"), *SHEET))

    assert shown(made.tree) == ["1 massnahme 3 Kurse"]


MEASURE_SHEET = (
    ("Ziel", "Sprachmittlung aufbauen"), ("Zuständig", "Amt 50"), ("Kosten", "5.000 €"),
)  # fmt: skip


@pytest.mark.parametrize("levels", [(), ("Ziel", "Maßnahme")])
def test_a_sheet_below_a_measure_that_begins_with_its_goal_tells_of_the_measure(
    levels: tuple[str, ...],
) -> None:
    outline = Outline(tuple(Level(key_of(each), each, each) for each in levels))
    html = "".join(
        f"<h1>Maßnahme {number}: {title}</h1><p> </p>" + table(*MEASURE_SHEET)
        for number, title in ((1, "Kurse"), (2, "Räume"))
    )

    made = brought_in(html, outline=outline)

    assert shown(made.tree) == ["1 massnahme 1 Kurse", "1 massnahme 2 Räume"]
    assert set(attributes(made.tree, "Räume")) == {"federfuehrung", "kosten"}
    assert proposed(read_pasted(html)).forms[Form(name="Ziel", table="sheet")] == ABOVE


def test_a_sheet_of_a_goal_that_stands_below_a_field_stays_a_goal() -> None:
    html = "<h1>Maßnahme 1: Kurse</h1>" + table(*MEASURE_SHEET)
    field = "<h1>Handlungsfeld 1: Sprache</h1>"

    made = brought_in(field + table(*MEASURE_SHEET) + table(*MEASURE_SHEET) + html)

    assert [line.split()[1] for line in shown(made.tree)] == [
        "handlungsfeld", "ziel", "ziel", "massnahme",
    ]  # fmt: skip


def test_a_sheet_is_proposed_with_confidence_and_can_be_switched_off() -> None:
    html = "<h1>Maßnahme 1: Kurse</h1>" + table(*SHEET) + table(("Rot", "eins"), ("Blau", "zwei"))
    found = read_pasted(html)
    mapping = proposed(found)
    tables = [block for block in found.blocks if isinstance(block, Table)]
    shapes = [shape_of(each, NO_OUTLINE) for each in tables]

    assert [shape and shape.confidence for shape in shapes] == [0.87, 0.35]
    assert mapping.forms[Form(table="sheet")] == ABOVE
    assert mapping.lines == {2: TEXT}
    for off in (mapping.corrected(Form(table="sheet"), TEXT), mapping.corrected_at(1, TEXT)):
        assert not attributes(brought_in(html, off).tree, "Kurse")
    listed = brought_in(html, mapping.corrected_at(1, NOT_TAKEN)).not_taken
    assert [each.text for each in listed][:2] == ["Zuständigkeit:", "Volkshochschule"]


def test_what_a_name_means_can_be_corrected() -> None:
    html = "<h1>Maßnahme 1: Kurse</h1>" + table(*SHEET)
    mapping = proposed(read_pasted(html))

    as_text = brought_in(html, mapping.corrected_use("Beginn", Use("text")))
    left_out = brought_in(html, mapping.corrected_use("Beginn", Use("none")))

    assert [plain(each.text) for each in as_text.tree if each.text] == ["Beginn", "März 2026"]
    assert [each.text for each in left_out.not_taken] == ["Beginn", "März 2026"]


# ---- what somebody says of single tables

PLAIN = (("Was", "Von wem", "Euro"), ("Kurse", "VHS", "500"), ("Räume", "Amt 50", "800"))
NAMED = {
    "was": Use("level", "massnahme"), "von wem": Use("attribute", "federfuehrung"),
    "euro": Use("attribute", "kosten"),
}  # fmt: skip


def made_of(html: str, corrections: Corrections, outline: Outline | None = None) -> Placed:
    """Build the text as corrected; every word is in it, told or listed."""
    found, numbers = read_pasted(html), count(1)
    meant = understood(found, outline, corrections)
    text = meant.resolved(after)
    made = meant.placed(text, lambda: NodeId(UUID(int=next(numbers))))
    assert words_in(found) == words_of(made)
    assert meant.account(text, made, after, amending=False).adds_up
    return made


def test_a_table_that_nobody_recognises_is_read_as_a_list_by_what_its_columns_mean() -> None:
    html = "<h1>Handlungsfeld 1: Sprache</h1>" + table(*PLAIN)

    left = made_of(html, Corrections())
    made = made_of(html, Corrections(lines={1: ROWS}, uses=NAMED))

    assert [state.kind for state in left.tree][2] == "table"
    assert shown(made.tree) == [
        "1 handlungsfeld 1 Sprache", "2 massnahme - Kurse", "2 massnahme - Räume",
    ]  # fmt: skip
    assert attributes(made.tree, "Räume") == {"federfuehrung": "Amt 50", "kosten": 80000}


def test_a_column_that_is_ignored_is_listed_with_its_place() -> None:
    ignored = Corrections(lines={0: ROWS}, uses={**NAMED, "von wem": Use("none")})

    made = made_of(table(*PLAIN), ignored)

    assert [each.text for each in made.not_taken] == ["VHS", "Amt 50"]
    assert attributes(made.tree, "Kurse") == {"kosten": 50000}


def test_a_table_that_nobody_recognises_is_read_as_a_sheet_of_the_heading_above() -> None:
    html = "<h1>Maßnahme 1: Kurse</h1>" + table(("Wo", "Haus 7"), ("Raum", "12"), ("", "offen"))

    made = made_of(html, Corrections(lines={1: ABOVE}, uses={"wo": Use("attribute", "ort")}))

    assert attributes(made.tree, "Kurse") == {"ort": "Haus 7", "raum": "12"}
    assert [plain(each.text) for each in made.tree if each.text] == ["offen"]


def test_what_a_column_means_is_kept_and_what_the_outline_lacks_is_text() -> None:
    corrections = Corrections().with_line(0, ROWS).with_use("Was", Use("level", "projekt"))
    own = Outline((Level("massnahme", "Maßnahme", "Maßnahmen"),), roots=("massnahme",))

    again = corrections_read(written(corrections.with_use("Von wem:", Use("title"))))
    made = made_of(table(*PLAIN), again, own)

    assert again.uses == {"was": Use("level", "projekt"), "von wem": Use("title")}
    assert shown(made.tree) == ["1 massnahme - VHS", "1 massnahme - Amt 50"]


@pytest.mark.parametrize("seed", range(60))
def test_no_word_is_lost_whatever_somebody_says_of_a_table(seed: int) -> None:
    tokens = Tokens(seed)
    names = [tokens.word() for _ in range(tokens.randint(2, 5))]
    rows = [
        tuple(tokens.word() if tokens.chance(0.7) else "" for _ in range(len(names)))
        for _ in range(tokens.randint(1, 6))
    ]
    meanings = (
        Use("title"), Use("number"), Use("text"), Use("none"), Use("level", "massnahme"),
        Use("level", "handlungsfeld"), Use("attribute", "kosten"), Use("attribute", "beginn"),
    )  # fmt: skip
    said = [(plain_name(each), tokens.choice(meanings)) for row in (names, *rows) for each in row]
    choice = tokens.choice((ROWS, ABOVE, "massnahme", "handlungsfeld", TEXT, NOT_TAKEN))
    corrections = Corrections(
        lines={1: choice}, uses={name: use for name, use in said if name and tokens.chance(0.6)}
    )

    made_of("<h1>Leitziel 1: Sprache</h1>" + table(tuple(names), *rows), corrections)


def test_an_outline_that_is_there_gives_names_and_types() -> None:
    own = (
        AttributeType("lead", "Verantwortliche Stelle"), AttributeType("money", "Kosten", "text"),
        AttributeType("stage", "Stufe der Umsetzung", "choice", ("geplant", "begonnen")),
    )  # fmt: skip
    outline = Outline((Level("measure", "Maßnahme", "Maßnahmen", attributes=own),), ("measure",))

    made = brought_in(
        "<h1>Maßnahme 1: Kurse</h1>" + table(*SHEET, ("Stufe der Umsetzung", "Begonnen")),
        outline=outline,
    )

    assert attributes(made.tree, "Kurse") == {
        "lead": "Volkshochschule", "money": "5.000 €", "stage": "begonnen", "beginn": "März 2026",
        "mitwirkung": "AWO, Caritas", "besonderes": "läuft",
    }  # fmt: skip


def test_tables_of_figures_stay_tables() -> None:
    made = brought_in(
        "<h1>Maßnahme 1: Kurse</h1>"
        + table(("2024", "12"), ("2025", "14"), ("2026", "15"))
        + table(("Jahr", "Frauen", "Männer"), ("2025", "3", "4"))
    )

    assert [state.kind for state in made.tree].count("table") == 2


# ---- lists

LIST = (
    ("Handlungsfeld", "Ziel", "Nr.", "Maßnahme", "Zuständig", "Kosten"),
    ("^HF 1: Sprache", "Ziel 1.1 Lernen", "1", "Kurse", "^VHS", "5.000 €"),
    ("", "2", "Räume", "ca. 300 €"),
    ("HF 2: Wohnen", "Bauen", "3", "Häuser", "", ""),
    ("", "Pflegen", "4", "Bänke", "Amt 60", ""),
    ("Summe", "", "", "", "", "5.300 €"),
)


def test_the_columns_of_a_list_make_a_tree_filled_downwards() -> None:
    made = brought_in("<p>Vorher.</p>" + table(*LIST) + "<p>Nachher.</p>")

    assert shown(made.tree) == [
        "1 handlungsfeld HF 1 Sprache", "2 ziel 1.1 Lernen", "3 massnahme 1 Kurse",
        "3 massnahme 2 Räume", "1 handlungsfeld HF 2 Wohnen", "2 ziel - Bauen",
        "3 massnahme 3 Häuser", "2 ziel - Pflegen", "3 massnahme 4 Bänke",
    ]  # fmt: skip
    assert attributes(made.tree, "Räume") == {"federfuehrung": "VHS", "kosten": "ca. 300 €"}
    assert [each.text for each in made.not_taken] == ["Summe", "5.300 €"]
    last = made.tree.children(made.tree.root)[-1]
    assert plain(last.text) == "Nachher."


def test_a_head_is_found_below_other_rows_and_when_it_is_repeated() -> None:
    made = brought_in(
        table(("#Liste der Stadt",), ("Titel", "Beginn"), ("Kurse", "2026"), ("Titel", "Beginn"),
              ("#Handlungsfeld 2: Wohnen",), ("Häuser", "2027"))
    )  # fmt: skip

    assert [line.split(" ", 1)[1] for line in shown(made.tree)] == [
        "massnahme - Kurse", "massnahme - Häuser",
    ]  # fmt: skip
    texts = [plain(state.text) for state in made.tree if state.kind == "paragraph"]
    assert texts == ["Liste der Stadt", "Handlungsfeld 2: Wohnen"]


def test_a_second_row_of_names_counts() -> None:
    made = brought_in(
        "<table><tr><td>Maßnahme<td colspan=2>Zeitplan<tr><td><td>Beginn<td>Ende"
        "<tr><td>Kurse<td>2026<td>2027</table>"
    )

    assert attributes(made.tree, "Kurse") == {"beginn": "2026", "ende": "2027"}


def test_a_list_can_be_switched_off() -> None:
    html = table(*LIST)
    mapping = proposed(read_pasted(html))

    made = brought_in(html, mapping.corrected(Form(table="list"), TEXT))

    assert mapping.forms[Form(table="list")] == ROWS
    assert shown(made.tree) == []


# ---- values


@pytest.mark.parametrize(
    ("said", "type_", "value"),
    [
        ("2026", "date", "2026"), ("03/2026", "date", "2026-03"),
        ("1.3.2026", "date", "2026-03-01"),
        ("1. März 2026", "date", "2026-03-01"), ("31.2.2026", "date", "31.2.2026"),
        ("2026-03-01", "date", "2026-03-01"), ("ab 2026", "date", "ab 2026"),
        ("5.000 €", "money", 500000), ("12,50 EUR", "money", 1250), ("1500", "money", "1500"),
        ("ca. 5 T€", "money", "ca. 5 T€"), ("3,50", "number", "3.5"), ("1.200", "number", 1200),
        ("AWO; VHS", "list", ("AWO", "VHS")), ("AWO\n- VHS", "list", ("AWO", "VHS")),
        ("Amt für Jugend, Familie und Soziales", "list", ("Amt für Jugend, Familie und Soziales",)),
        ("ja", "flag", True), ("vielleicht", "flag", "vielleicht"),
    ],
)  # fmt: skip
def test_values_are_read_after_their_type_or_stay_as_printed(
    said: str, type_: ValueType, value: object
) -> None:
    assert value_of(said, AttributeType("key", "Name", type_)) == value


def test_corrections_and_the_account_know_of_tables() -> None:
    found = read_pasted("<h1>Maßnahme 1: Kurse</h1>" + table(*SHEET))
    numbers = count(1)

    for corrections in (Corrections(), Corrections({Form(table="sheet"): TEXT})):
        meant = understood(found, None, corrections)
        text = meant.resolved(after)
        made = meant.placed(text, lambda: NodeId(UUID(int=next(numbers))))
        assert meant.account(text, made, after, amending=False).adds_up
        assert [each.form for each in forms_in(meant)] == [
            Form(name="Maßnahme"), Form(table="sheet"),
        ]  # fmt: skip
        assert bool(attributes(made.tree, "Kurse")) is not bool(corrections)


def test_a_sheet_that_is_switched_to_the_heading_above_gives_that_level_its_attributes() -> None:
    found = read_pasted("<h1>Teilziel 1: Kurse</h1>" + table(("Ziel", "Lernen"), *SHEET))
    switched = Corrections({Form(name="Ziel", table="sheet"): ABOVE})

    mapping = understood(found, None, switched).mapping

    (level,) = mapping.outline.levels
    assert level.key == "teilziel"
    assert [each.label for each in level.attributes] == [
        "Federführung", "Mitwirkung", "Beginn", "Kosten", "Besonderes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "type_", "value"),
    [
        ("Kosten", "text", "12500,5"), ("Kosten (in €)", "money", 1250050),
        ("Kosten (in T€)", "text", "12500,5"), ("Kosten (Tsd. Euro)", "text", "12500,5"),
    ],
)  # fmt: skip
def test_a_unit_that_the_file_does_not_tell_is_not_made_up(
    name: str, type_: str, value: object
) -> None:
    sheet = (("Federführung", "Amt 50"), ("Beginn", "2026"), (name, "12500,5"))
    html = f"<h1>Handlungsfeld 1: Sprache</h1><h2>Maßnahme 1: Kurse</h2>{table(*sheet)}"
    found = read_pasted(html)

    made = placed(found, understood(found, None, Corrections()).mapping, lambda: NodeId(uuid4()))

    assert attributes(made.tree, "Kurse")["kosten"] == value
    level = made.tree.outline.level("massnahme")
    told = level.attribute("kosten") if level else None
    assert told is not None and told.type == type_
