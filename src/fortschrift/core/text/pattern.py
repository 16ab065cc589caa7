"""Numbering patterns: a small notation, kept as data in the outline.

A pattern is literal text with placeholders:

    {n}             the count, 1, 2, 3 ...; {n:02} with leading zeros, {n:a} {n:A} as
                    letters, {n:i} {n:I} as Roman numerals
    {parent}        the number of the nearest element above that has one
    {attribute.x}   the attribute x of the element itself, for codes such as "VW-08"

Where nothing above has a number, `{parent}` is left out with the separators behind it.
The *scope* says where the count begins again: under each parent, never (one running
count per level over the whole document), or for each code (the attributes in the
pattern).

>>> render(parse("{parent}.{n}"), 3, parent="2", attributes={})
'2.3'
>>> render(parse("{parent}-M{n}"), 3, parent="", attributes={})
'M3'
>>> render(parse("{attribute.area}-{n:02}"), 8, parent="", attributes={"area": "VW"})
'VW-08'
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias, get_args

from fortschrift.core.text.errors import WrongPattern
from fortschrift.core.text.intake import is_text

Scope = Literal["parent", "document", "code"]
_SCOPES = frozenset(get_args(Scope))
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}|([{}])")
_COUNT = re.compile(r"n(?::(0[1-9]|[aAiI]))?")
_ATTRIBUTE = re.compile(r"attribute\.([a-z][a-z0-9_]{0,63})")
_SEPARATORS = re.compile(r"\A[^0-9A-Za-z]*")


class Part(NamedTuple):
    """A piece of a pattern; `value` is the literal, the style of the count or the attribute."""

    kind: Literal["literal", "count", "parent", "attribute"]
    value: str = ""


Parts: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the elements of a level are numbered; the empty pattern means not at all."""

    pattern: str = ""
    scope: Scope = "parent"

    def __post_init__(self) -> None:
        """Raise WrongPattern for a placeholder or scope that does not exist."""
        parse(self.pattern)
        if self.scope not in _SCOPES:
            raise WrongPattern(self.scope, "type", self.pattern)


@lru_cache(maxsize=1024)
def parse(pattern: str) -> Parts:
    """Take a pattern apart; raises WrongPattern naming the placeholder it does not know."""
    if pattern and not is_text(pattern):
        raise WrongPattern(pattern, "name", pattern)
    parts: list[Part] = []
    at = 0
    for found in _PLACEHOLDER.finditer(pattern):
        parts.append(Part("literal", pattern[at : found.start()]))
        parts.append(_placeholder(found, pattern))
        at = found.end()
    parts.append(Part("literal", pattern[at:]))
    return tuple(part for part in parts if part != Part("literal"))


def render(parts: Parts, count: int, *, parent: str, attributes: Mapping[str, str]) -> str:
    """Write a number; an attribute that is missing is written as nothing."""
    written: list[str] = []
    drop_separators = False
    for part in parts:
        text = _written(part, count, parent, attributes)
        written.append(_SEPARATORS.sub("", text) if drop_separators else text)
        drop_separators = part.kind == "parent" and not parent
    return "".join(written)


def attributes_in(parts: Parts) -> tuple[str, ...]:
    """List the attributes a pattern writes."""
    return tuple(part.value for part in parts if part.kind == "attribute")


def _placeholder(found: re.Match[str], pattern: str) -> Part:
    name = found.group(1)
    if name == "parent":
        return Part("parent")
    if name and (count := _COUNT.fullmatch(name)):
        return Part("count", count.group(1) or "")
    if name and (attribute := _ATTRIBUTE.fullmatch(name)):
        return Part("attribute", attribute.group(1))
    raise WrongPattern(found.group(), "type", pattern)


def _written(part: Part, count: int, parent: str, attributes: Mapping[str, str]) -> str:
    if part.kind == "count":
        return counted(count, part.value)
    if part.kind == "attribute":
        return attributes.get(part.value, "")
    return parent if part.kind == "parent" else part.value


def counted(count: int, style: str) -> str:
    """Write a count from 1 upwards in a style.

    >>> counted(7, ""), counted(7, "03"), counted(28, "a"), counted(1994, "I")
    ('7', '007', 'ab', 'MCMXCIV')
    """
    if style in ("a", "A"):
        letters = _letters(count)
        return letters.upper() if style == "A" else letters
    if style in ("i", "I"):
        numeral = _roman(count)
        return numeral.lower() if style == "i" else numeral
    return str(count).zfill(int(style or "0"))


def _letters(count: int) -> str:
    """Count with letters as a spreadsheet does: a ... z, aa, ab ..."""
    letters = ""
    while count:
        count, place = divmod(count - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def _roman(count: int) -> str:
    numeral = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        numeral += sign * times
    return numeral


NOT_NUMBERED = Numbering()
