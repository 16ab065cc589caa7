"""Every word on the screen exists in German and in English."""

import re

from babel.messages.catalog import Catalog, Message

from tests.house.translations import MO, collected, compiled, kept

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def texts(catalog: Catalog) -> dict[object, Message]:
    return {(message.id, message.context): message for message in catalog if message.id}


def strings(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def ids(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple | list) else (message.id,)


def test_the_english_catalogue_holds_every_text_and_no_other() -> None:
    assert texts(kept()).keys() == texts(collected()).keys()


def test_every_text_is_translated() -> None:
    missing = [message.id for message in texts(kept()).values() if not all(strings(message))]

    assert missing == []


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
