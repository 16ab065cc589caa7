"""The numbers that an OpenDocument file prints in front of headings and items of lists.

Each list at the outermost level counts anew unless it says that it goes on; headings are one
list through the whole document (ODF 1.3 part 3, 5.3 and 19.880).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.manuscript import Item
from fortschrift.concepts.manuscripts.numbers import Counts, Look, Numbered
from fortschrift.concepts.manuscripts.package import local, number, value

_PLACE = re.compile(r"%(\d{1,2})%")
_DEEPEST = 9
_LEVELS = (
    "list-level-style-number", "list-level-style-bullet", "list-level-style-image",
    "outline-level-style",
)  # fmt: skip

Looks = Mapping[int, Look]


@dataclass
class List:
    """A list that is being read, at one depth; `key` and `outermost` style name the whole of it."""

    style: str
    counts: Counts
    key: str | None = None
    outermost: str = ""
    depth: int = 0


@dataclass
class Turn:
    """An item that is being read: its first paragraph takes the number."""

    of: List
    style: str
    start: int | None = None
    printed: str | None = None
    taken: bool = False
    lists: int = 0


@dataclass
class Lists:
    """Counts the lists and headings of a document from its beginning to its end."""

    styles: Mapping[str, Looks] = field(default_factory=dict)
    outline: Looks = field(default_factory=dict)
    _headings: Counts = field(default_factory=Counts)
    _by_id: dict[str | None, Counts] = field(default_factory=dict)
    _by_style: dict[str, Counts] = field(default_factory=dict)

    def enter(self, element: ET.Element, turn: Turn | None) -> List:
        """Begin to read a list, which may stand in an item of another one."""
        goes_on = value(element, "continue-numbering") == "true"
        if turn is not None:
            turn.lists += 1
            inner = replace(
                turn.of,
                style=value(element, "style-name") or turn.of.style,
                depth=min(turn.of.depth + 1, _DEEPEST),
            )
            if turn.lists > 1 and not goes_on:
                inner.counts.forget(inner.depth)
            return inner
        style = value(element, "style-name") or ""
        continued = value(element, "continue-list")
        counts = self._by_id.get(continued) if continued is not None else None
        if counts is None and goes_on:
            counts = self._by_style.get(style)
        return List(style, counts or Counts(), value(element, "id"), style)

    def enter_numbered(self, element: ET.Element) -> Turn:
        """Begin to read a paragraph that is an item by itself."""
        key, style = value(element, "list-id"), value(element, "style-name") or ""
        depth = min(max((number(element, "level") or 1) - 1, 0), _DEEPEST)
        of = List(style, self._by_id.get(key) or Counts(), key, style, depth)
        return Turn(of, style, number(element, "start-value"))

    def item(self, turn: Turn, list_style: str | None, is_deleted: bool) -> tuple[Item, str]:
        """Count an item; what is taken out counts no more."""
        turn.taken = True
        of = turn.of
        looks = self.styles.get(turn.style or list_style or "", {})
        if is_deleted:
            return Item(of.depth, looks.get(of.depth, Look(None)).is_number), ""
        self._by_style[of.outermost] = self._by_id[of.key] = of.counts
        if turn.start is not None:
            of.counts.begin(of.depth, turn.start)
        found = of.counts.next(looks, of.depth)
        return Item(of.depth, found.is_number, found.value), _printed(turn.printed, found)

    def heading(self, element: ET.Element, level: int) -> str:
        """Count a heading of a rank and give its number."""
        if not self.outline:
            return ""
        start = number(element, "start-value")
        if start is not None:
            self._headings.begin(level - 1, start)
        elif value(element, "restart-numbering") == "true":
            self._headings.forget(level - 1)
        return _printed(None, self._headings.next(self.outline, level - 1))


def read_lists(roots: Iterable[ET.Element | None]) -> Lists:
    """Read the list styles, and that of the headings, wherever they stand."""
    styles: dict[str, Looks] = {}
    outline: Looks = {}
    for root in roots:
        for element in root if root is not None else ():
            if local(element.tag) == "list-style":
                styles[value(element, "name") or ""] = _looks(element)
            elif local(element.tag) == "outline-style":
                looks = _looks(element)
                outline = looks if any(each.is_number for each in looks.values()) else {}
    return Lists(styles, outline)


def _printed(said: str | None, found: Numbered) -> str:
    if said is not None:
        return said.strip()
    return found.text.strip() if found.is_number else ""


def _looks(of: ET.Element) -> dict[int, Look]:
    levels: dict[int, ET.Element] = {}
    for element in of:
        level = number(element, "level")
        if local(element.tag) in _LEVELS and level is not None and 0 < level <= _DEEPEST + 1:
            levels[level - 1] = element
    kinds = {depth: _kind(element) for depth, element in levels.items()}
    return {
        depth: Look(kinds[depth], _parts(element, depth, kinds), _start(element))
        for depth, element in levels.items()
    }


def _kind(element: ET.Element) -> str | None:
    """Give the style of `counted` for a level, None where it does not count."""
    said = value(element, "num-format") or ""
    if local(element.tag).endswith(("bullet", "image")) or not said:
        return None
    if said in ("a", "A", "i", "I"):
        return said
    return "02" if said.startswith("01") else ""


def _start(element: ET.Element) -> int:
    start = number(element, "start-value")
    return 1 if start is None else start


def _parts(
    element: ET.Element, depth: int, kinds: Mapping[int, str | None]
) -> tuple[str | int, ...]:
    if kinds[depth] is None:
        return ()
    whole = value(element, "num-list-format")
    if whole:
        pieces = _PLACE.split(whole)
        return tuple(max(int(one) - 1, 0) if at % 2 else one for at, one in enumerate(pieces))
    shown = min(max(number(element, "display-levels") or 1, 1), depth + 1)
    parts: list[str | int] = [value(element, "num-prefix") or ""]
    for above in range(depth + 1 - shown, depth + 1):
        if kinds.get(above) is not None:
            parts += [above, "."]
    return (*parts[:-1], value(element, "num-suffix") or "")
