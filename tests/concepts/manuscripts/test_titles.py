"""Titles in the ways of numbering that concepts of towns have (domain 3.1 to 3.3)."""

import pytest

from fortschrift.concepts.manuscripts.forms import Form, form_of
from fortschrift.concepts.manuscripts.manuscript import Line, Place, Words
from fortschrift.concepts.manuscripts.titles import ALL_NAMES, title_of


@pytest.mark.parametrize(
    ("line", "name", "number", "text"),
    [
        # Wolfsburg, Wolfenbüttel: none
        ("Handlungsfeld Sprache", "Handlungsfeld", "", "Sprache"),
        ("Handlungsfeld „Sprache“", "Handlungsfeld", "", "„Sprache“"),
        # Coesfeld, Paderborn, Bonn: name and number
        ("Handlungsfeld 4: Wohnen", "Handlungsfeld", "4", "Wohnen"),
        ("Handlungsfeld 4 – Wohnen", "Handlungsfeld", "4", "Wohnen"),
        ("Aufgabenbereich II: Wohnen", "Aufgabenbereich", "II", "Wohnen"),
        ("4. Handlungsfeld: Wohnen", "Handlungsfeld", "4", "Wohnen"),
        ("Leitziel 2.3", "Leitziel", "2.3", ""),
        ("Leitziel II.3 Kurse", "Leitziel", "II.3", "Kurse"),
        ("1.2 Teilziel: Kurse", "Teilziel", "1.2", "Kurse"),
        # Frankfurt: running numbers of goals and lines
        ("Ziel 23: Ehrenamt stärken", "Ziel", "23", "Ehrenamt stärken"),
        ("Handlungslinie 31: Miteinander", "Handlungslinie", "31", "Miteinander"),
        # Göttingen, Hannover
        ("Einzelziel 12: Kurse", "Einzelziel", "12", "Kurse"),
        ("Maßnahmenblatt 3: Kurse", "Maßnahmenblatt", "3", "Kurse"),
        ("Maßnahme Nr. 5 Kurse", "Maßnahme", "5", "Kurse"),
        # Rostock: decimal chapters
        ("5.6.3 Sport", "", "5.6.3", "Sport"),
        ("1.2.a Sport", "", "1.2.a", "Sport"),
        # Lengerich, Leichlingen: codes with letters of themes
        ("I-Q-1 Quartiersplatz", "", "I-Q-1", "Quartiersplatz"),
        ("Maßnahme I-Q-1: Quartiersplatz", "Maßnahme", "I-Q-1", "Quartiersplatz"),
        ("VW-08 Solardächer", "", "VW-08", "Solardächer"),
        # Detmold, LAG 21: five levels
        ("Strategisches Ziel 1.1 – Klima", "Strategisches Ziel", "1.1", "Klima"),
        ("Operatives Ziel 1.1.2: Dächer", "Operatives Ziel", "1.1.2", "Dächer"),
        # inherited
        ("Maßnahme HF1-Z2-M3 – Kurse", "Maßnahme", "HF1-Z2-M3", "Kurse"),
        ("HF1-Z2-M3: Kurse", "", "HF1-Z2-M3", "Kurse"),
        # what is no number and no level
        ("2030 werden alle Kinder gefördert", "", "", "2030 werden alle Kinder gefördert"),
        ("12.05.2026 Beschluss im Rat", "", "", "12.05.2026 Beschluss im Rat"),
        ("Ziel der Stadt", "", "", "Ziel der Stadt"),
        ("Maßnahmen", "", "", "Maßnahmen"),
    ],
)
def test_a_heading_is_taken_apart(line: str, name: str, number: str, text: str) -> None:
    assert title_of(line, ALL_NAMES) == (name, number, text)


@pytest.mark.parametrize(
    "line",
    ["Ziel ist es, Kurse zu schaffen.", "Maßnahme für alle", "3 Kurse sind geplant", "A. Muster"],
)
def test_running_text_is_no_title(line: str) -> None:
    assert title_of(line, ALL_NAMES, heading=False) == ("", "", line)


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("HF 1: Sprache", Form(name="Handlungsfeld")),
        ("HF1-Z2 Kurse", Form(name="Ziel")),
        ("HF1-Z2-M3 Abendkurse", Form(name="Maßnahme")),
        ("VW-08 Solardächer", Form(rank=2, depth=1)),
        ("II.3 Kurse", Form(rank=2, depth=2)),
        ("Maßnahmen", Form(rank=2)),
    ],
)
def test_numbers_tell_the_level_where_their_letters_do(line: str, form: Form) -> None:
    heading = Line(Place("paragraph", 1), (Words(line),), level=2)

    assert form_of(heading, ALL_NAMES) == form
