"""Which lines of plain text are headings, and of which rank: by their numbers and wording."""

import re
from collections import Counter
from collections.abc import Sequence

from fortschrift.concepts.manuscripts.text.signs import cells_of, is_underline
from fortschrift.concepts.manuscripts.text.tables import TextTables
from fortschrift.concepts.manuscripts.text.wrapping import TextLine, Wrapping
from fortschrift.concepts.manuscripts.titles import ALL_NAMES, depth_of, title_of

_LONGEST = 160
_LONGEST_BY_WORD = 80
_ENDS = (".", ";", ",", "!", "…")
_SINGLE = re.compile(r"\d{1,3}")
_DECIMAL = re.compile(r"\d{1,2}(?:\.[1-9]\d{0,2})+[a-z]?")
_LETTERS = re.compile(r"[A-ZÄÖÜ]+")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
_WORDS = frozenset(
    (
        "abkürzungen", "abkürzungsverzeichnis", "anhang", "anlage", "anlagen", "ausblick",
        "ausgangslage", "beschluss", "einführung", "einleitung", "evaluation", "fazit", "glossar",
        "grußwort", "impressum", "inhalt", "inhaltsverzeichnis", "leitbild", "literatur",
        "literaturverzeichnis", "methodik", "monitoring", "präambel", "quellen", "umsetzung",
        "vorbemerkung", "vorgehen", "vorwort", "zusammenfassung",
    )
)  # fmt: skip


class TextHeadings:
    """The headings of a text by the positions of their lines."""

    def __init__(self, lines: Sequence[TextLine], wrapping: Wrapping, tables: TextTables) -> None:
        """Look at all lines at once: a number counts where others of its kind go before."""
        self._lines = lines
        self._in_tables = tables.inside
        self._wrapping = wrapping
        self.levels: dict[int, int] = {}
        titles = {
            at: title_of(line.said, ALL_NAMES)
            for at, line in enumerate(lines)
            if self._may_be(at, line)
        }
        numbered = {at: title.number for at, title in titles.items() if title.number}
        self._by_decimals({at: each for at, each in numbered.items() if not titles[at].name})
        self._by_codes({at: each for at, each in numbered.items() if not titles[at].name})
        self._by_letters(numbered)
        self._by_words()
        self.named = frozenset(
            at
            for at in titles
            if title_of(lines[at].said, ALL_NAMES, heading=False).name
        )  # fmt: skip

    def _may_be(self, at: int, line: TextLine) -> bool:
        said = line.said
        if not said or len(said) > _LONGEST or said.endswith(_ENDS) or at in self._in_tables:
            return False
        return at == 0 or not self._wrapping.is_filled(self._lines[at - 1].said, said)

    def _by_decimals(self, numbers: dict[int, str]) -> None:
        """Take "2.3" as it is, and "2" where 1 went before or "2.1" follows."""
        parents = {each.rsplit(".", 1)[0] for each in numbers.values() if _DECIMAL.fullmatch(each)}
        last = 0
        for at, number in numbers.items():
            if _DECIMAL.fullmatch(number):
                self.levels[at] = depth_of(number)
            elif _SINGLE.fullmatch(number):
                count = int(number)
                if not self._is_in_list(at, count) and (count == last + 1 or number in parents):
                    self.levels[at], last = 1, count

    def _is_in_list(self, at: int, count: int) -> bool:
        """Tell whether the next number stands directly below, or the one before above."""
        near = (self._near(at, 1), count + 1), (self._near(at, -1), count - 1)
        return any(
            (found := re.match(r"\(?(\d{1,3})[.)]\s", line.said)) and int(found[1]) == other
            for line, other in near
            if line is not None
        )

    def _near(self, at: int, step: int) -> TextLine | None:
        at += step
        while 0 <= at < len(self._lines):
            if self._lines[at].said:
                return self._lines[at]
            at += step
        return None

    def _by_codes(self, numbers: dict[int, str]) -> None:
        """Take codes such as "VW-08" where several begin alike."""
        letters = {
            at: found[0] for at, number in numbers.items() if (found := _LETTERS.match(number))
        }
        codes = {at: each for at, each in letters.items() if numbers[at] not in _ROMAN}
        often = Counter(codes.values())
        for at, each in codes.items():
            if often[each] > 1 and any(sign.isdigit() for sign in numbers[at]):
                self.levels[at] = depth_of(numbers[at])

    def _by_letters(self, numbers: dict[int, str]) -> None:
        """Take "I." and "A." in their order; decimals below them stand one deeper."""
        for order in (_ROMAN, tuple("ABCDEFGHIJKLMN")):
            found: list[int] = []
            for at, number in numbers.items():
                if len(found) < len(order) and number == order[len(found)]:
                    found.append(at)
            if len(found) > 1:
                first = found[0]
                self.levels = {
                    at: level + (at > first) for at, level in self.levels.items()
                } | dict.fromkeys(found, 1)
                return

    def _by_words(self) -> None:
        for at, line in enumerate(self._lines):
            said = line.said
            if (
                at in self.levels
                or at in self._in_tables
                or not said
                or len(said) > _LONGEST_BY_WORD
                or cells_of(line)
            ):
                continue
            below = self._lines[at + 1] if at + 1 < len(self._lines) else None
            if below is not None and is_underline(below) and not is_underline(line):
                self.levels[at] = 1 if "=" in below.said or "*" in below.said else 2
            elif said.lower().rstrip(":") in _WORDS or _is_shouted(said):
                self.levels[at] = 1


def _is_shouted(said: str) -> bool:
    letters = [each for each in said if each.isalpha()]
    return len(letters) > 5 and said == said.upper() and not said.endswith(_ENDS)
