"""The numbers that Word prints in front of paragraphs without holding them in the text.

A list (`w:num`) takes the looks of its levels from an abstract one and may begin anew; lists
of one abstract list count on together (ECMA-376 part 1, 17.9).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.package import local
from fortschrift.concepts.manuscripts.word.styles import child, is_on, number, value
from fortschrift.core.text.pattern import counted

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_STYLES: Mapping[str, str] = {
    "decimal": "", "decimalZero": "02", "lowerLetter": "a", "upperLetter": "A",
    "lowerRoman": "i", "upperRoman": "I",
}  # fmt: skip


class Look(NamedTuple):
    """How the numbers of one level of a list look."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False

    @property
    def is_number(self) -> bool:
        """Tell whether it counts, and is no bullet."""
        return self.kind not in ("bullet", "none", "") and bool(_PLACE.search(self.text))


class Numbered(NamedTuple):
    """What is printed in front of a paragraph: the number as it looks, and as it counts."""

    text: str
    value: int
    is_number: bool


@dataclass
class Numbers:
    """Counts the paragraphs of a document from its beginning to its end."""

    looks: Mapping[int, Mapping[int, Look]] = field(default_factory=dict)
    kinds: Mapping[int, int] = field(default_factory=dict)
    own_looks: Mapping[int, Mapping[int, Look]] = field(default_factory=dict)
    begun_anew: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    _counts: dict[int, dict[int, int]] = field(default_factory=dict)
    _seen: set[int] = field(default_factory=set)

    def next(self, of: int, depth: int) -> Numbered | None:
        """Count one more paragraph of a list; None where there is no such list."""
        kind = self.kinds.get(of)
        if kind is None or not 0 <= depth < _LEVELS:
            return None
        looks = {**self.looks.get(kind, {}), **self.own_looks.get(of, {})}
        counts = self._counts.setdefault(kind, {})
        if of not in self._seen:
            self._seen.add(of)
            for level, start in self.begun_anew.get(of, {}).items():
                counts[level] = start - 1
        look = looks.get(depth, Look())
        counts[depth] = counts.get(depth, look.start - 1) + 1
        for above in range(depth):
            counts.setdefault(above, looks.get(above, Look()).start)
        for below in [level for level in counts if level > depth]:
            after = looks.get(below, Look()).restart
            if after is None or (after and depth < after):
                del counts[below]
        return Numbered(_written(look, looks, counts), counts[depth], look.is_number)


def read_numbers(root: ET.Element | None) -> Numbers:
    """Read the part of the lists; a file may be without."""
    looks: dict[int, Mapping[int, Look]] = {}
    kinds: dict[int, int] = {}
    own: dict[int, Mapping[int, Look]] = {}
    anew: dict[int, Mapping[int, int]] = {}
    for element in root if root is not None else ():
        if local(element.tag) == "abstractNum":
            key = number(element, "abstractNumId")
            if key is not None:
                looks[key] = _looks(element)
        elif local(element.tag) == "num":
            key, kind = number(element, "numId"), number(child(element, "abstractNumId"))
            if key is not None and kind is not None:
                kinds[key] = kind
                anew[key], own[key] = _overrides(element)
    return Numbers(looks, kinds, own, anew)


def _looks(of: ET.Element) -> dict[int, Look]:
    found: dict[int, Look] = {}
    for element in of:
        depth = number(element, "ilvl")
        if local(element.tag) == "lvl" and depth is not None:
            found[depth] = _look(element)
    return found


def _look(element: ET.Element) -> Look:
    start = number(child(element, "start"))
    return Look(
        kind=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")) or "",
        start=1 if start is None else start,
        restart=number(child(element, "lvlRestart")),
        legal=bool(is_on(child(element, "isLgl"))),
    )


def _overrides(element: ET.Element) -> tuple[dict[int, int], dict[int, Look]]:
    starts: dict[int, int] = {}
    looks: dict[int, Look] = {}
    for each in element:
        depth = number(each, "ilvl")
        if local(each.tag) != "lvlOverride" or depth is None:
            continue
        start = number(child(each, "startOverride"))
        if start is not None:
            starts[depth] = start
        own = child(each, "lvl")
        if own is not None:
            looks[depth] = _look(own)
    return starts, looks


def _written(look: Look, looks: Mapping[int, Look], counts: Mapping[int, int]) -> str:
    def one(found: re.Match[str]) -> str:
        depth = int(found.group(1)) - 1
        kind = "decimal" if look.legal else looks.get(depth, Look()).kind
        count = counts.get(depth, 1)
        return counted(count, _STYLES[kind]) if kind in _STYLES and count > 0 else str(count)

    return _PLACE.sub(one, look.text)
