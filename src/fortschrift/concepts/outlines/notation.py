"""Numbering patterns as people write them: ``{Zahl}``, ``{oben}`` and the names of attributes.

>>> thema = AttributeType("thema", "Thema")
>>> read("I-{Thema}-{Zahl:02}", (thema,))
'I-{attribute.thema}-{n:02}'
>>> written("I-{attribute.thema}-{n:02}", (thema,))
'I-{Thema}-{Zahl:02}'
"""

import re
from collections.abc import Iterable, Sequence

from fortschrift.core.text import AttributeType
from fortschrift.core.text.pattern import Part, parse

COUNT, ABOVE = "Zahl", "oben"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def written(pattern: str, attributes: Sequence[AttributeType]) -> str:
    """Write a pattern of the engine in the words of the page."""
    return "".join(_written(part, attributes) for part in parse(pattern))


def read(words: str, attributes: Sequence[AttributeType]) -> str:
    """Read a pattern; a placeholder that means nothing stays, so that the engine names it."""
    names = {each.label.casefold(): each.key for each in attributes}

    def meant(found: re.Match[str]) -> str:
        name, _colon, style = found[1].strip().partition(":")
        word = name.casefold()
        if word == COUNT.casefold() or name == "n":
            return f"{{n:{style}}}" if style else "{n}"
        if word in (ABOVE, "parent") and not style:
            return "{parent}"
        key = names.get(found[1].strip().casefold())
        return f"{{attribute.{key}}}" if key else found[0]

    return _PLACEHOLDER.sub(meant, words)


def _written(part: Part, attributes: Iterable[AttributeType]) -> str:
    if part.kind == "count":
        return f"{{{COUNT}:{part.value}}}" if part.value else f"{{{COUNT}}}"
    if part.kind == "parent":
        return f"{{{ABOVE}}}"
    if part.kind == "attribute":
        return f"{{{_name(part.value, attributes)}}}"
    return part.value


def _name(key: str, attributes: Iterable[AttributeType]) -> str:
    """Give the name of an attribute where nothing else is called so, else its key."""
    labels = {each.key: each.label for each in attributes}
    label = labels.get(key, "")
    alike = [each for each in labels.values() if each.casefold() == label.casefold()]
    is_clear = len(alike) == 1 and not set(label) & set("{}:")
    is_word_of_ours = label.casefold() in (COUNT.casefold(), ABOVE, "n", "parent")
    return label if is_clear and not is_word_of_ours else f"attribute.{key}"
