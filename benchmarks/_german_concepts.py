"""Seeded German concepts as flat lists of paragraphs, for the measurements of the text engine.

A paragraph is `{"id", "kind", "text"}`, its kind h2 (field), h3 (goal), p or li. A word is a run of
non-blank characters, so "word" means the same for every tool that is compared. The same arguments
give the same bytes on every machine; whoever changes the order of a draw makes another input and
breaks the digests in tests/benchmarks.
"""

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple, TypeAlias, TypeVar

from benchmarks._german_words import (
    ADJECTIVES,
    FIELDS,
    GROUPS,
    INFINITIVES,
    NOUNS,
    ORGANIZATIONS,
    PARTICIPLES,
    PLACES,
    PROJECTS,
    PURPOSES,
)

T = TypeVar("T")
Paragraph: TypeAlias = dict[str, Any]

SEED = 20170913
MONTHS = ("Januar", "März", "Juni", "September", "November")
#: Paragraphs of a field, and where the heading of a goal and the list items stand in each ten.
PER_FIELD, PER_GOAL, GOAL, ITEMS = 50, 10, 1, (6, 7, 8)


class Choice(NamedTuple):
    """What a sentence is made of, drawn before its shape asks for more."""

    who: str
    how: str
    what: str
    whom: str
    where: str
    verb: int

    @property
    def infinitive(self) -> str:
        """What is to be done."""
        return INFINITIVES[self.verb]

    @property
    def done(self) -> str:
        """The same, as done."""
        return PARTICIPLES[self.verb]


class Writer:
    """Writes sentences, items and concepts; every draw comes from one seeded chance."""

    def __init__(self, seed: int = SEED) -> None:
        self.chance = Random(seed)

    def document(self, paragraphs: int) -> list[Paragraph]:
        """Write a concept of so many paragraphs; a shorter one is the beginning of a longer one."""
        written: list[Paragraph] = []
        field = goal = 0
        for number in range(paragraphs):
            if number % PER_FIELD == 0:
                field, goal = field + 1, 0
                kind, text = "h2", f"Handlungsfeld {field}: {FIELDS[(field - 1) % len(FIELDS)]}"
            elif number % PER_GOAL == GOAL:
                goal += 1
                kind, text = "h3", f"Leitziel {field}.{goal}: {self.title()}"
            elif number % PER_GOAL in ITEMS:
                kind, text = "li", self.item()
            else:
                kind, text = "p", self.text()
            written.append({"id": f"p{number:05d}", "kind": kind, "text": text})
        return written

    def title(self) -> str:
        """Write the title of a goal."""
        pick = self.pick
        return f"{capital(pick(ADJECTIVES))} {pick(NOUNS)} für {pick(GROUPS)}"

    def text(self, least: int = 3, most: int = 6) -> str:
        """Write a paragraph of some sentences."""
        return " ".join(self.sentence() for _ in range(self.chance.randint(least, most)))

    def item(self) -> str:
        """Write a list item."""
        pick, number = self.pick, self.chance.randint
        return (
            f"{pick(ADJECTIVES).capitalize()} {pick(NOUNS)} für {pick(GROUPS)} {pick(PLACES)} "
            f"(Zuständigkeit: {capital(pick(ORGANIZATIONS))}; "
            f"Beginn: {number(1, 4)}. Quartal {number(2018, 2029)})"
        )

    def sentence(self) -> str:
        """Write a sentence of one of ten shapes."""
        shape = SHAPES[self.chance.randrange(len(SHAPES))]
        pick = self.pick
        choice = Choice(
            pick(ORGANIZATIONS), pick(ADJECTIVES), pick(NOUNS), pick(GROUPS), pick(PLACES),
            self.chance.randrange(len(INFINITIVES)),
        )  # fmt: skip
        return capital(shape(self, choice)) + "."

    def amount(self) -> str:
        """Write a number: small, with separators, or a share."""
        number = self.chance.randint
        # All three are drawn whichever is taken: the order of draws is the input.
        return self.pick(
            (f"{number(2, 90)}", _separated(number(1, 40) * 500), f"{number(5, 95)} %")
        )

    def pick(self, words: tuple[T, ...]) -> T:
        """Pick one of some words."""
        return self.chance.choice(words)


def _plan(writer: Writer, of: Choice) -> str:
    purpose = writer.pick(PURPOSES)
    return (
        f"{of.who} wird {of.how} {of.what} für {of.whom} {of.where} {of.infinitive}, um {purpose}"
    )


def _benefit(writer: Writer, of: Choice) -> str:
    also, others = writer.pick(ADJECTIVES), writer.pick(GROUPS)
    return (
        f"{of.where} werden {of.how} und {also} {of.what} für {of.whom} {of.done}, "
        f"damit {others} davon profitieren"
    )


def _target(writer: Writer, of: Choice) -> str:
    year, amount = writer.chance.randint(2018, 2029), writer.amount()
    return f"bis zum Jahr {year} sollen mindestens {amount} {of.what} {of.where} {of.done} werden"


def _partners(writer: Writer, of: Choice) -> str:
    partners, project = writer.chance.randint(2, 14), writer.pick(PROJECTS)
    return (
        f"hierzu arbeitet {of.who} mit {partners} Partnern zusammen, insbesondere mit den Trägern "
        f"des Projekts „{project}“, und berichtet jährlich im zuständigen Fachausschuss"
    )


def _money(writer: Writer, of: Choice) -> str:
    year, euros = writer.chance.randint(2018, 2029), writer.chance.randint(2, 90) * 500
    return (
        f"für die Umsetzung stehen im Haushaltsjahr {year} voraussichtlich {_separated(euros)} "
        f"Euro aus Mitteln der Richtlinie „{writer.pick(PROJECTS)}“ zur Verfügung"
    )


def _care(writer: Writer, of: Choice) -> str:
    return (
        f"dabei ist darauf zu achten, dass {of.whom} frühzeitig beteiligt und "
        f"{of.how} {of.what} {of.where} {of.done} werden"
    )


def _law(writer: Writer, of: Choice) -> str:
    number = writer.chance.randint
    return (
        f"gemäß § {number(3, 90)} Abs. {number(1, 5)} der Hauptsatzung und dem Beschluss vom "
        f"{number(1, 28)}. {writer.pick(MONTHS)} {number(2011, 2021)} {of.done} {of.who} "
        f"die {of.what}"
    )


def _experience(writer: Writer, of: Choice) -> str:
    project, purpose = writer.pick(PROJECTS), writer.pick(PURPOSES)
    return (
        f"die Erfahrungen aus dem Modellprojekt „{project}“ zeigen, dass {of.how} {of.what} "
        f"dazu beitragen, {purpose}"
    )


def _offer(writer: Writer, of: Choice) -> str:
    without_article = writer.pick(ORGANIZATIONS)[4:]
    return (
        f"{of.whom} erhalten {of.where} {of.how} {of.what}; {of.who} koordiniert die Angebote "
        f"und vermittelt bei Bedarf, z. B. an {without_article}"
    )


def _aim(writer: Writer, of: Choice) -> str:
    verb = of.infinitive.split()[-1]
    purpose = writer.pick(PURPOSES)
    return f"ziel ist es, {purpose} und {of.how} {of.what} {of.where} dauerhaft zu {verb}"


SHAPES: tuple[Callable[[Writer, Choice], str], ...] = (
    _plan, _benefit, _target, _partners, _money, _care, _law, _experience, _offer, _aim,
)  # fmt: skip


def capital(text: str) -> str:
    """Begin a text with a capital; unlike `str.capitalize` leave the rest alone."""
    return text[:1].upper() + text[1:]


def _separated(number: int) -> str:
    return f"{number:,}".replace(",", ".")
