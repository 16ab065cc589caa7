"""Running heads and feet: what stands near an edge, at the same height over pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from fortschrift.concepts.manuscripts.manuscript import Aside, AsideKind, Place
from fortschrift.concepts.manuscripts.pdf.page import Page, Rule, Strip

_ZONE = 0.15  # of the height of a page
_LARGEST = 1.15  # of the size of the body
_TALLEST_TABLE = 0.6  # of the height of a page; taller lines frame it
_APART = 1.6  # of the size of letters
_NUMBER = re.compile(r"\b\d+\b")
_ROMAN = re.compile(r"[-–| ]*[ivxlc]+[-–| ]*")
_Key = tuple[str, int, str]
_SIDES: tuple[AsideKind, AsideKind] = ("head", "foot")


def without_margins(
    pages: Sequence[tuple[Page, list[Strip]]], body: float
) -> tuple[list[list[Strip]], list[Aside]]:
    """Part the text of pages from what runs along their edges."""
    running = _Running(pages, body)
    texts: list[list[Strip]] = []
    asides: list[Aside] = []
    for page, strips in pages:
        left = strips
        for side in _SIDES:
            margin = list(running.on(page, strips, side))
            left = [each for each in left if each not in margin]
            place = Place("page", page.number)
            asides.extend(Aside(place, side, row) for row in _texts(margin))
        texts.append(left)
    return texts, asides


class _Running:
    """What is said again and again, and the heights where most pages say something."""

    def __init__(self, pages: Sequence[tuple[Page, list[Strip]]], body: float) -> None:
        self._largest = _LARGEST * body
        found: dict[_Key, set[int]] = defaultdict(set)
        for page, strips in pages:
            for side in _SIDES:
                for strip in self._near(page, strips, side):
                    for key in _keys(strip, side):
                        found[key].add(page.number)
        enough = 2 if len(pages) < 6 else 3
        self._keys = {key for key, on in found.items() if len(on) >= enough}
        self._heights = _heights(self._keys, found, len(pages))

    def on(self, page: Page, strips: list[Strip], side: AsideKind) -> Iterator[Strip]:
        """Go through the lines at one edge of a page, inwards, as long as they are running.

        Lines that come again may be text as well; running ones stand apart from what is inside.
        """
        near = self._near(page, strips, side)
        waiting: list[Strip] = []
        while near:
            row = [each for each in near if abs(each.base - near[0].base) < 2]
            near = near[len(row) :]
            if not any(self._is_running(each, side) for each in row):
                return
            waiting.extend(row)
            if _is_apart(row[0], side, strips):
                yield from waiting
                waiting = []

    def _is_running(self, strip: Strip, side: AsideKind) -> bool:
        is_said_again = any(key in self._keys for key in _keys(strip, side))
        return is_said_again or (side, round(strip.base)) in self._heights

    def _near(self, page: Page, strips: list[Strip], side: AsideKind) -> list[Strip]:
        zone = _ZONE * page.height
        sides = [rule for rule in page.rules if _is_side(rule, page)]
        small = (e for e in strips if e.size <= self._largest and not _is_in_table(e, sides))
        if side == "head":
            return sorted((each for each in small if each.base < zone), key=_height)
        low = (each for each in small if each.base > page.height - zone)
        return sorted(low, key=_height, reverse=True)


def _is_side(rule: Rule, page: Page) -> bool:
    """Tell a line that runs down beside a cell, from one that frames the page."""
    return not rule.is_flat and rule.low - rule.high < _TALLEST_TABLE * page.height


def _is_in_table(strip: Strip, sides: Sequence[Rule]) -> bool:
    """Tell whether lines run down on both sides: the end of a table at the head of a page."""
    beside = [each for each in sides if each.high <= strip.base - 0.3 * strip.size <= each.low]
    return any(each.left <= strip.left for each in beside) and any(
        each.right >= strip.right for each in beside
    )


def _is_apart(row: Strip, side: AsideKind, strips: list[Strip]) -> bool:
    if side == "head":
        steps = [each.base - row.base for each in strips if each.base > row.base + 2]
    else:
        steps = [row.base - each.base for each in strips if each.base < row.base - 2]
    return min(steps, default=row.size * _APART) >= row.size * _APART


def _height(strip: Strip) -> float:
    return strip.base


def _keys(strip: Strip, side: AsideKind) -> Iterator[_Key]:
    """Say what would have to come again: the same words, or words that count the pages."""
    height, text = round(strip.base), strip.text
    for near in (height - 1, height, height + 1):
        yield side, near, text
        for found in _NUMBER.finditer(text):
            if found.start() == 0 or found.end() == len(text) or "Seite" in text:
                counted = int(found[0][:9]) - strip.page
                yield side, near, f"{text[: found.start()]}#{counted}#{text[found.end() :]}"
        if _ROMAN.fullmatch(text):
            yield side, near, "roman"


def _heights(keys: set[_Key], found: Mapping[_Key, set[int]], pages: int) -> set[tuple[str, int]]:
    """Give the heights at which at least half of the pages have something running."""
    on: Counter[tuple[str, int]] = Counter()
    for at in {(side, height) for side, height, _ in keys}:
        on[at] = len(set().union(*(found[key] for key in keys if key[:2] == at)))
    return {at for at, count in on.items() if 2 * count >= pages}


def _texts(margin: list[Strip]) -> Iterator[str]:
    rows: dict[int, list[Strip]] = defaultdict(list)
    for strip in margin:
        rows[round(strip.base)].append(strip)
    for row in rows.values():
        yield "\t".join(each.text for each in sorted(row, key=lambda each: each.left))
