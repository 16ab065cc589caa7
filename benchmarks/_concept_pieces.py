"""Generated concepts piece by piece, with their true structure: what an import is measured on.

A concept has fields, goals and measures with numbers that are typed or that the program prints,
texts, lists, footnotes, sheets of measures, running heads, a table of contents, and changes that
three people tracked. What a piece looks like in a file of some kind is said in `_word_files`,
`_odt_files`, `_typst_files` and `_plain_files`. The same arguments give the same pieces.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Literal, NamedTuple, TypeAlias

from benchmarks._german_concepts import SEED, Writer

Numbers = Literal["typed", "printed", "none"]
TITLE = "Integrationskonzept der Stadt Musterstadt"
HEAD = "Stadt Musterstadt"
NAMES = ("Handlungsfeld", "Leitziel", "Maßnahme")
AUTHORS = ("Erika Muster", "Ömer Beispiel", "Amt 50")
DATE = "2026-03-01T09:00:00Z"
FIELDS, GOALS = 10, 9
"""Of a large concept; so many measures are in each goal that the elements are enough."""


class Element(NamedTuple):
    """An element as it truly is: its level from 1, its number, its title, the one above."""

    level: int
    number: str
    title: str
    above: int | None


class Heading(NamedTuple):
    """The title of an element as it is typed; `number` is what the program prints in front."""

    level: int
    text: str
    number: str = ""


class Text(NamedTuple):
    """A paragraph; `note` is its footnote."""

    text: str
    note: str = ""


class Exchanged(NamedTuple):
    """A paragraph in which somebody exchanged a word."""

    before: str
    old: str
    new: str
    behind: str
    author: str


class Items(NamedTuple):
    """A list with bullets."""

    texts: tuple[str, ...]


class Sheet(NamedTuple):
    """The sheet of a measure: a table of two columns."""

    rows: tuple[tuple[str, str], ...]


Piece: TypeAlias = Heading | Text | Exchanged | Items | Sheet


@dataclass
class Concept:
    """A concept in pieces, behind its title, and what it truly is."""

    pieces: list[Piece] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)

    @property
    def contents(self) -> list[str]:
        """Give the entries of the table of contents, without their pages."""
        return [_shown(each) for each in self.pieces if isinstance(each, Heading)]


def concept(
    elements: int = 1000,
    *,
    numbers: Numbers = "typed",
    seed: int = SEED,
    fields: int = FIELDS,
    goals: int = GOALS,
) -> Concept:
    """Make a concept with so many elements, about five of them on a page."""
    making = _Making(numbers, seed, fields, goals)
    making.made.pieces = list(making.pieces(elements))
    return making.made


def said_in(made: Concept) -> str:
    """Give all that a concept says after all changes, without contents and running heads."""
    return " ".join([TITLE, *map(_said, made.pieces)])


class _Making:
    def __init__(self, numbers: Numbers, seed: int, fields: int, goals: int) -> None:
        self.writer = Writer(seed)
        self.chance = Random(seed)
        self.numbers = numbers
        self.number_of_fields, self.number_of_goals = fields, goals
        self.made = Concept()

    def pieces(self, elements: int) -> Iterator[Piece]:
        for _ in range(3):
            yield Text(self.writer.text())
        goals = self.number_of_fields * self.number_of_goals
        measures = max((elements - self.number_of_fields - goals) // goals, 1)
        for one in range(1, self.number_of_fields + 1):
            yield self._element(1, str(one), None)
            yield from self._texts(2)
            above = len(self.made.elements) - 1
            for two in range(1, self.number_of_goals + 1):
                yield self._element(2, f"{one}.{two}", above)
                goal = len(self.made.elements) - 1
                yield from self._texts(1)
                for three in range(1, measures + 1):
                    if len(self.made.elements) >= elements:
                        break
                    yield self._element(3, f"{one}.{two}.{three}", goal)
                    yield from self._texts(1)
                    yield self._sheet()

    def _element(self, level: int, number: str, above: int | None) -> Heading:
        title = self.writer.title()
        is_known = self.numbers != "none"
        self.made.elements.append(Element(level, number if is_known else "", title, above))
        name = NAMES[level - 1]
        if self.numbers == "printed":
            return Heading(level, title, number)
        return Heading(level, f"{name} {number}: {title}" if is_known else f"{name}: {title}")

    def _texts(self, number: int) -> Iterator[Piece]:
        for _ in range(number):
            text = self.writer.text()
            draw = self.chance.random()
            if draw < 0.1:
                yield self._exchanged(text)
            else:
                yield Text(text, self.writer.text() if draw < 0.2 else "")
        if self.chance.random() < 0.3:
            yield Items(tuple(self.writer.item() for _ in range(self.chance.randint(2, 4))))

    def _exchanged(self, text: str) -> Exchanged:
        words = text.split(" ")
        at = self.chance.randrange(len(words))
        before, behind = " ".join(words[:at]), " ".join(words[at + 1 :])
        return Exchanged(before, words[at], "vielleicht", behind, self.chance.choice(AUTHORS))

    def _sheet(self) -> Sheet:
        rows = (("Federführung", self.writer.title()), ("Beginn", "2026"), ("Kosten", "5.000 €"))
        return Sheet(rows)


def _shown(heading: Heading) -> str:
    return f"{heading.number} {heading.text}" if heading.number else heading.text


def _said(piece: Piece) -> str:
    match piece:
        case Heading():
            return _shown(piece)
        case Text():
            return f"{piece.text} {piece.note}"
        case Exchanged():
            return f"{piece.before} {piece.new} {piece.behind}"
        case Items():
            return " ".join(piece.texts)
        case Sheet():
            return " ".join(f"{name} {said}" for name, said in piece.rows)
