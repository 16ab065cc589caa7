"""What is read from excerpts from minutes is what was written down before the reader was."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from fortschrift.council.excerpts import (
    LONGEST,
    OPTIONS,
    ReadItem,
    TooLong,
    contradictions,
    read,
)
from fortschrift.council.excerpts.numbers import value_of

EXPECTED = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))


def told(item: ReadItem) -> dict[str, Any]:
    """Give what was read of an item, as the expected answers write it."""
    named = ("number", "title", "reference", "result", "outcome", "manner", "resolution")
    said = {name: getattr(item, name) for name in named} | item.numbers
    return {name: found.value for name, found in said.items() if found is not None}


def value(found: Any) -> Any:
    return found.value if found else None


@pytest.mark.parametrize("case", EXPECTED, ids=[case["name"] for case in EXPECTED])
def test_an_excerpt_is_read_as_expected(case: dict[str, Any]) -> None:
    found = read(case["text"])

    assert [told(item) for item in found.items] == case["items"]
    assert value(found.body) == case.get("body")
    assert value(found.date) == (str(case["date"]) if "date" in case else None)
    assert [each.value for each in found.not_understood] == case.get("not_understood", [])
    assert [each.code for each in contradictions(found)] == case.get("contradictions", [])


def test_every_value_says_where_it_stands() -> None:
    text = "TOP Ö 5 Konzept (Vorlage 2017/0123)\neinstimmig beschlossen\nJa: 28 Nein: 0"

    (item,) = read(text).items

    places = {name: text[found.start : found.end] for name, found in item.numbers.items()}
    assert places == {"yes": "28", "no": "0"}
    assert item.reference and text[item.reference.start : item.reference.end] == "2017/0123"
    assert item.verbatim and item.verbatim.value == "einstimmig beschlossen"


def test_each_item_keeps_its_own_part_of_the_text() -> None:
    found = read("TOP 1 Eins\neinstimmig\n\nTOP 2 Zwei\nabgelehnt\n")

    assert [found.part_of(item) for item in found.items] == [
        "TOP 1 Eins\neinstimmig", "TOP 2 Zwei\nabgelehnt",
    ]  # fmt: skip


def test_more_than_anybody_looks_through_is_not_read() -> None:
    with pytest.raises(TooLong) as caught:
        read("x" * (LONGEST + 1))

    assert caught.value.size == LONGEST + 1


PIECES = st.sampled_from(
    ["TOP ", "Ö 5", "N 3", " Konzept", "Ja", "Nein", "-Stimmen", "Enth.", "Enthaltungen",
     "Befangen", ": ", " ", "\n", "\r\n", "\t", "28", "5", "0", "einer", "zwei", "1234567",
     "13.09.2017", "31.02.2017", "2017/0123", "Vorlage ", "Beschluss:", "Beschlussvorschlag:",
     "einstimmig", "mehrheitlich", "abgelehnt", "ungeändert beschlossen", "Sitzung des Rates",
     "Gremium: ", "Datum: ", "Betreff", "Anwesend", "Auszug - ", "Fraktion A: ", ",", "(", ")",
     "/", "–", "\u00b2", "\u0663", "ẞ", "İ"]
)  # fmt: skip


@given(st.text(max_size=300) | st.lists(PIECES, max_size=60).map("".join))
@example("Ja: \u00b2, Nein: \u0663")
@example("TOP\t5\nJa\n28\nNein\n\u0665")
def test_nothing_is_made_up_and_nothing_breaks(text: str) -> None:
    found = read(text)

    contradictions(found)
    for each in found.values():
        assert 0 <= each.start <= each.end <= len(text)
    for item in found.items:
        assert item.numbers.keys() <= set(OPTIONS)
        for number in item.numbers.values():
            assert value_of(text[number.start : number.end]) == number.value >= 0
        for words in (item.number, item.title, item.reference, item.verbatim, item.resolution):
            assert words is None or text[words.start : words.end] == words.value


@given(st.lists(PIECES, max_size=60).map("".join))
def test_what_is_listed_as_not_understood_was_not_read(text: str) -> None:
    found = read(text)
    read_from = [(each.start, each.end) for item in found.items for each in item.numbers.values()]

    for left in found.not_understood:
        assert text[left.start : left.end] == left.value != ""
        assert not [1 for start, end in read_from if left.start <= start < end <= left.end]
