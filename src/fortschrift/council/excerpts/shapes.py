"""What is read from an excerpt: values, each with the place where it stands in the text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

#: What minutes count, and those there; the names are those of ``core.rules.tally.Tally``.
OPTIONS = ("yes", "no", "abstain", "excluded", "invalid", "present")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where it was read: ``text[start:end]`` says it."""

    value: T
    start: int
    end: int


@dataclass(slots=True)
class ReadItem:
    """What is read of one agenda item; None and missing is what the text does not say.

    ``result`` is a code of AgendaItem.Result, ``outcome`` and ``manner`` codes of VoteEvent;
    ``numbers`` are by option, ``verbatim`` the words that say the result.  ``again`` are words
    and numbers that say something else than what was read before.
    """

    start: int
    end: int
    number: Found[str] | None = None
    title: Found[str] | None = None
    reference: Found[str] | None = None
    result: Found[str] | None = None
    outcome: Found[str] | None = None
    manner: Found[str] | None = None
    verbatim: Found[str] | None = None
    resolution: Found[str] | None = None
    numbers: dict[str, Found[int]] = field(default_factory=dict)
    again: list[tuple[str, Found[str] | Found[int]]] = field(default_factory=list)

    @property
    def has_vote(self) -> bool:
        """Whether it says that or how there was a vote."""
        return self.outcome is not None or bool(self.numbers.keys() - {"present"})


@dataclass(slots=True)
class Excerpt:
    """What is read from a paste; ``not_understood`` are the lines of which nothing was read."""

    text: str
    body: Found[str] | None = None
    date: Found[str] | None = None
    items: list[ReadItem] = field(default_factory=list)
    not_understood: list[Found[str]] = field(default_factory=list)

    def part_of(self, item: ReadItem) -> str:
        """Give the stretch of the text that an item was read from."""
        return self.text[item.start : item.end].strip()

    def values(self) -> Iterator[Found[str] | Found[int]]:
        """Yield everything that was read, wherever it was put."""
        yield from (each for each in (self.body, self.date) if each)
        for item in self.items:
            said = (item.number, item.title, item.reference, item.result, item.outcome,
                    item.manner, item.verbatim, item.resolution)  # fmt: skip
            yield from (each for each in said if each)
            yield from item.numbers.values()
            yield from (each for _, each in item.again)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something in what was read that does not fit: a code, the item by its place, the numbers."""

    code: str
    item: int
    found: object = None
    against: object = None
