"""Every word on the screen exists in German and in English."""

import re
from pathlib import Path
from shutil import copy

import pytest
from babel.messages.catalog import Catalog, Message

from tests.house import translations
from tests.house.translations import MO, PO, collected, compiled, kept, strings, untranslated

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def texts(catalog: Catalog) -> dict[object, Message]:
    return {(message.id, message.context): message for message in catalog if message.id}


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def test_the_english_catalogue_holds_every_text_and_no_other() -> None:
    assert texts(kept()).keys() == texts(collected()).keys()


def test_every_text_is_translated() -> None:
    assert untranslated(kept()) == []


def test_translations_keep_the_places_for_values() -> None:
    wrong = [
        message.id
        for message in texts(kept()).values()
        for string in strings(message)
        if set(PLACEHOLDER.findall(string))
        - {p for i in ids(message) for p in PLACEHOLDER.findall(i)}
        or set(PLACEHOLDER.findall(ids(message)[-1]))
        - set(PLACEHOLDER.findall(strings(message)[-1]))
    ]

    assert wrong == []


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    assert compiled(kept()) == MO.read_bytes()


def test_bringing_the_catalogue_up_to_date_twice_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, file in (("PO", PO), ("MO", MO)):
        monkeypatch.setattr(translations, name, Path(copy(file, tmp_path)))

    translations.update()
    first = [file.read_bytes() for file in sorted(tmp_path.iterdir())]
    translations.update()

    assert [file.read_bytes() for file in sorted(tmp_path.iterdir())] == first
    assert len(first) == 2


def test_the_header_says_nothing_that_changes_from_run_to_run() -> None:
    header, _, _ = PO.read_text(encoding="utf-8").partition("\n\n")

    assert not re.search(r"fuzzy|Date|Generated|\d{4}|AUTHOR|EMAIL|Team", header)


def test_english_texts_have_english_quotation_marks() -> None:
    german = [
        message.id
        for message in texts(kept()).values()
        if any(
            "„" in string or string.count("“") != string.count("”") for string in strings(message)
        )
    ]

    assert german == []
