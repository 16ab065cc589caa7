"""Outlines: sound by construction, whatever the levels are called."""

from typing import Any

import pytest

from fortschrift.core.text import (
    BINDING_FORCE,
    AttributeType,
    FormatError,
    Level,
    Outline,
    OutlineError,
    Term,
    Vocabulary,
)
from fortschrift.core.text import OUTLINE as FORMAT
from tests.core.text.growing import OUTLINE

FORCES = Vocabulary("binding_force", (Term("framework", "verbindlicher Rahmen"),))


def level(key: str = "feld", **said: Any) -> Level:
    """A level with names, as short as can be."""
    return Level(**{"key": key, "singular": "Feld", "plural": "Felder", **said})


def test_an_outline_tells_levels_attributes_and_what_may_stand_where() -> None:
    measure = OUTLINE.level("massnahme")

    assert measure is not None
    assert (measure.plural, measure.tracked) == ("Maßnahmen", True)
    assert measure.attribute("kosten") == AttributeType("kosten", "Kosten", "money")
    assert measure.attribute("farbe") is None
    assert OUTLINE.level("saeule") is None
    assert OUTLINE.may_contain(None) == ("feld",)
    assert OUTLINE.may_contain("feld") == ("ziel",)
    assert OUTLINE.may_contain("saeule") == ()


@pytest.mark.parametrize(
    ("make", "key", "reason"),
    [
        (lambda: level("Feld"), "Feld", "key"),
        (lambda: level(""), "", "key"),
        (lambda: level("a" * 65), "a" * 65, "key"),
        (lambda: level("paragraph"), "paragraph", "reserved"),
        (lambda: level("concept"), "concept", "reserved"),
        (lambda: level(singular=""), "feld", "name"),
        (lambda: level(plural="\x00"), "feld", "name"),
        (lambda: level(may_contain=("ziel", "ziel")), "ziel", "duplicate"),
        (lambda: level(attributes=(AttributeType("a", "A"),) * 2), "a", "duplicate"),
        (lambda: level(binding_force="Sehr stark"), "feld", "key"),
        (lambda: AttributeType("A", "A"), "A", "key"),
        (lambda: AttributeType("a", ""), "a", "name"),
        (lambda: AttributeType("a", "A", "float"), "a", "type"),  # type: ignore[arg-type]
        (lambda: AttributeType("a", "A", "choice"), "a", "options"),
        (lambda: AttributeType("a", "A", "choice", ("x", "x")), "a", "options"),
        (lambda: AttributeType("a", "A", "choice", ("",)), "a", "options"),
        (lambda: AttributeType("a", "A", "text", ("x",)), "a", "options"),
        (lambda: AttributeType("a", "A", "choices"), "a", "options"),
        (lambda: AttributeType("a", "A", unit="\x00"), "a", "unit"),
        (lambda: level(expects=("ziel", "ziel")), "ziel", "duplicate"),
        (lambda: Outline((level(expects=("ziel",)),)), "ziel", "unknown_level"),
        (lambda: Term("T", "Ziel"), "T", "key"),
        (lambda: Term("t", ""), "t", "name"),
        (lambda: Vocabulary("V"), "V", "key"),
        (lambda: Vocabulary("v", (Term("t", "T"), Term("t", "U"))), "t", "duplicate"),
        (lambda: Outline(vocabularies=(Vocabulary("v"), Vocabulary("v"))), "v", "duplicate"),
        (lambda: Outline((level(binding_force="pool"),), (), (FORCES,)), "pool", "unknown_term"),
        (lambda: Outline((level(), level())), "feld", "duplicate"),
        (lambda: Outline((level(may_contain=("ziel",)),)), "ziel", "unknown_level"),
        (lambda: Outline((level(),), ("ziel",)), "ziel", "unknown_level"),
        (lambda: Outline((level(),), ("feld", "feld")), "feld", "duplicate"),
    ],
)
def test_an_outline_that_contradicts_itself_cannot_exist(make: Any, key: str, reason: str) -> None:
    with pytest.raises(OutlineError) as caught:
        make()

    assert (caught.value.key, caught.value.reason) == (key, reason)


def test_a_vocabulary_gives_words_for_keys_and_the_key_where_it_has_none() -> None:
    outline = Outline((level(binding_force="framework"),), (), (FORCES,))

    assert outline.term(BINDING_FORCE, "framework") == "verbindlicher Rahmen"
    assert outline.term("status", "done") == "done"
    assert outline.terms("status") == {}


def test_a_force_needs_no_word_where_nobody_has_given_any() -> None:
    assert Outline((level(binding_force="pool"),)).term(BINDING_FORCE, "pool") == "pool"


def test_a_contradiction_in_a_file_is_named_with_its_path() -> None:
    data = {"levels": [{"key": "feld", "singular": "Feld", "plural": "", "numbering": {}}]}

    with pytest.raises(FormatError) as caught:
        FORMAT.from_data(data)

    assert caught.value.path == "levels[0]"
    assert isinstance(caught.value.__cause__, OutlineError)
