"""Outlines: sound by construction, whatever the levels are called."""

from typing import Any

import pytest

from fortschrift.core.text import OUTLINE as FORMAT
from fortschrift.core.text import AttributeType, FormatError, Level, Outline, OutlineError
from tests.core.text.growing import OUTLINE


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


def test_a_contradiction_in_a_file_is_named_with_its_path() -> None:
    data = {"levels": [{"key": "feld", "singular": "Feld", "plural": "", "numbering": {}}]}

    with pytest.raises(FormatError) as caught:
        FORMAT.from_data(data)

    assert caught.value.path == "levels[0]"
    assert isinstance(caught.value.__cause__, OutlineError)
