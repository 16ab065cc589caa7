"""Words are what a German reader calls words; sentences end where sentences end."""

import re
import unicodedata
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fortschrift
from fortschrift.core.text.comparison.words import (
    ends_of_words,
    is_between_words,
    is_boundary,
    is_word_start,
    sentences,
    tokens,
    tokens_with_blanks,
)
from tests.core.text.strategies import plain_texts

texts = st.lists(plain_texts | st.text(max_size=30), max_size=4).map(" ".join)


@given(texts)
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text
    assert "".join(tokens_with_blanks(text)) == text
    assert "" not in tokens(text)


@given(texts)
def test_tokens_with_blanks_are_cut_at_the_same_places(text: str) -> None:
    words = [token for token in tokens(text) if not token.isspace()]

    assert [token.rstrip() for token in tokens_with_blanks(text) if token.strip()] == words


@given(texts)
def test_words_end_where_tokens_end(text: str) -> None:
    assert list(ends_of_words(text)) == list(accumulate(map(len, tokens(text))))


@given(texts)
def test_blanks_are_never_mixed_with_words(text: str) -> None:
    for token in tokens(text):
        assert token.isspace() or not (token[0].isspace() or token[-1].isspace())


@pytest.mark.parametrize(
    "word",
    [
        "Integrationsrahmenkonzept",
        "Nord-West-Stadt",
        "CO2-Minderung",
        "15.000",
        "3,5",
        "1.250,50",
        "12.03.2018",
        "2018-03-12",
        "12. März 2018",
        "12.\u00a0März",
        "§ 36",
        "§§ 3",
        "§\u00a036a",
        "Abs. 2",
        "Absatz 2",
        "Artikel 3",
        "Nummer 4",
        "Paragraf 36",
        "Ziff. 5",
        "Ziffer 5",
        "Bürger:innen",
        "Bürger*innen",
        "Bürger_innen",
        "BürgerInnen",
        "Schüler/-innen",
        "Schüler/innen",
        "Mitarbeiter(innen)",
        "Kinder-",
        "-förderung",
        "z. B.",
        "i. d. R.",
        "e. V.",
        "2018-2021",
        "2018–2021",
        "10:30",
        "integration@wolfsburg.de",
        "https://www.wolfsburg.de/integration",
        "Kita's",
        "مُهِمّ",
        "a\u0308ndern",
        "हिन्दी",
        "👩\u200d🔧",
    ],
)
def test_a_word_is_one_token(word: str) -> None:
    assert tokens(f"Das {word} gilt, {word}; „{word}“ ({word})")[2] == word
    assert tokens(f"Das {word} gilt, {word}; „{word}“ ({word})").count(word) == 4


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Kurse.", ["Kurse", "."]),
        ("„Kita“,", ["„", "Kita", "“", ","]),
        ("Feld – Ziel", ["Feld", " ", "–", " ", "Ziel"]),
        ("Feld–Ziel", ["Feld", "–", "Ziel"]),
        ("Ende 2018.", ["Ende", " ", "2018", "."]),
        ("1, 2", ["1", ",", " ", "2"]),
        ("Kurse,Kitas", ["Kurse", ",", "Kitas"]),
        ("a \n\t b", ["a", " \n\t ", "b"]),
        ("全民教育", ["全", "民", "教", "育"]),
        ("...", [".", ".", "."]),
    ],
)
def test_signs_and_blanks_are_tokens_of_their_own(text: str, cut: list[str]) -> None:
    assert tokens(text) == cut


@given(texts)
def test_combining_marks_stay_with_what_they_stand_on(text: str) -> None:
    for one, following in zip(tokens(text), tokens(text)[1:], strict=False):
        if unicodedata.category(following[0]) == "Mn" and 0x300 <= ord(following[0]) < 0x370:
            assert one.isspace()


@pytest.mark.parametrize(
    "text",
    [
        "Gemäß § 36 Abs. 2 Nr. 3 beschließt er das.",
        "Bis zum 4. Quartal, spätestens am 12. März, ist er da.",
        "Am 3. Mai spricht Dr. Müller, z. B. im Verein Brücken e. V. zum 2. Leitziel.",
        "Es kostet ca. 3 Mio. Euro bzw. 2,5 Mio. Euro.",
        "Er fragte: „Warum?“ und ging.",
        "Kinder, Eltern usw. Alle kommen",
    ],
)
def test_abbreviations_and_ordinals_end_no_sentence(text: str) -> None:
    expected = 2 if text.startswith("Kinder") else 1

    assert len(sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das gilt. Jenes nicht.", ["Das gilt. ", "Jenes nicht."]),
        ("„Das gilt.“ Jenes nicht.", ["„Das gilt.“ ", "Jenes nicht."]),
        ("Wirklich? Ja! Gut … Eben.", ["Wirklich? ", "Ja! ", "Gut … ", "Eben."]),
        ("Bis 2027. Danach nicht.", ["Bis 2027. ", "Danach nicht."]),
        ("Bis 27. Die Stadt prüft.", ["Bis 27. ", "Die Stadt prüft."]),
        ("Der Verein e. V. Die Stadt.", ["Der Verein e. V. ", "Die Stadt."]),
        ("Zeile 1\nZeile 2", ["Zeile 1\n", "Zeile 2"]),
        ("Eins. 2018 folgt zwei.", ["Eins. ", "2018 folgt zwei."]),
        ("", []),
    ],
)
def test_sentences_hold_the_blanks_behind_them(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(texts)
def test_sentences_cover_the_text_and_begin_at_boundaries(text: str) -> None:
    found = sentences(text)

    assert "".join(text[start:end] for start, end in found) == text
    assert all(is_boundary(text, start) and is_boundary(text, end) for start, end in found)


@given(texts)
def test_no_sentence_begins_inside_a_word(text: str) -> None:
    cuts = set(accumulate(map(len, tokens(text)), initial=0))

    assert {start for start, _ in sentences(text)} <= cuts


@given(texts)
def test_what_is_said_to_be_between_words_is(text: str) -> None:
    cuts = set(accumulate(map(len, tokens(text)), initial=0))
    offsets = range(len(text) + 1)

    assert {at for at in offsets if is_word_start(text, at)} <= cuts
    assert {at for at in offsets if is_between_words(text, at)} == cuts


def test_far_behind_the_last_certain_word_nothing_is_said() -> None:
    assert is_between_words("1. " * 60, 177)
    assert not is_between_words("1. " * 100, 297)


def test_an_offset_outside_the_text_is_no_boundary() -> None:
    assert not is_boundary("Satz.", -1)
    assert not is_boundary("Satz.", 6)
    assert is_boundary("Satz.", 5)
    assert is_boundary("", 0)


def test_no_pattern_of_the_program_has_a_possessive_group() -> None:
    # Python before 3.11.5 ends such a group at the wrong place (gh-106052); Debian 12 has 3.11.2.
    possessive = re.compile(r"\)(?:[?*+]|\{[0-9,]*\})\+")
    sources = Path(fortschrift.__file__).parent.rglob("*.py")

    found = [
        f"{path.name}: {line.strip()}"
        for path in sources
        for line in path.read_text(encoding="utf-8").splitlines()
        if possessive.search(line)
    ]

    assert found == []
