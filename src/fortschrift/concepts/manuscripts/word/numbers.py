"""The numbers that Word prints in front of paragraphs without holding them in the text.

A list (`w:num`) takes the looks of its levels from an abstract one and may begin anew; lists
of one abstract list count on together (ECMA-376 part 1, 17.9).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.numbers import Counts, Look, Numbered
from fortschrift.concepts.manuscripts.package import child, local, number, value
from fortschrift.concepts.manuscripts.word.styles import is_on

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_STYLES: Mapping[str, str | None] = {
    "decimal": "", "decimalZero": "02", "lowerLetter": "a", "upperLetter": "A",
    "lowerRoman": "i", "upperRoman": "I", "bullet": None, "none": None, "": None,
}  # fmt: skip


@dataclass
class Numbers:
    """Counts the paragraphs of a document from its beginning to its end."""

    looks: Mapping[int, Mapping[int, Look]] = field(default_factory=dict)
    kinds: Mapping[int, int] = field(default_factory=dict)
    own_looks: Mapping[int, Mapping[int, Look]] = field(default_factory=dict)
    begun_anew: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    _counts: dict[int, Counts] = field(default_factory=dict)
    _seen: set[int] = field(default_factory=set)

    def next(self, of: int, depth: int) -> Numbered | None:
        """Count one more paragraph of a list; None where there is no such list."""
        kind = self.kinds.get(of)
        if kind is None or not 0 <= depth < _LEVELS:
            return None
        counts = self._counts.setdefault(kind, Counts())
        if of not in self._seen:
            self._seen.add(of)
            for level, start in self.begun_anew.get(of, {}).items():
                counts.begin(level, start)
        return counts.next(self._looks_of(of, kind), depth)

    def look(self, of: int, depth: int) -> Look | None:
        """Tell how a list looks, without counting; None where there is no such list."""
        kind = self.kinds.get(of)
        return None if kind is None else self._looks_of(of, kind).get(depth)

    def _looks_of(self, of: int, kind: int) -> dict[int, Look]:
        return {**self.looks.get(kind, {}), **self.own_looks.get(of, {})}


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
        style=_STYLES.get(value(child(element, "numFmt")) or "decimal", ""),
        parts=_parts(value(child(element, "lvlText")) or ""),
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


def _parts(text: str) -> tuple[str | int, ...]:
    """Take "%1.%2" apart into words and depths."""
    pieces = _PLACE.split(text)
    return tuple(int(each) - 1 if at % 2 else each for at, each in enumerate(pieces) if each)
