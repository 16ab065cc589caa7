"""A passage: something with words of its own, in the form that alignment reads it in."""

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import chain

from fortschrift.core.text.comparison.words import tokens_without_blanks

NUMBER = "number="
"""How a word begins that only numbers a passage; no word of a text holds this sign."""

# "1." "2.3" "15b)" "(iv)" "a)" "§ 36" "Ziel 2.3"
_CALLED = (
    r"(?:\w*(?:feld|ziel)|abschnitt|anlage|artikel|kapitel|maßnahme|nummer|paragra(?:f|ph)|projekt"
    r"|punkt|teil|(?:art|nr)\.)\s"
)
_TYPED_NUMBER = re.compile(
    r"[^\w§]*+(?:§§?+\s?+\d++[a-z]?+\b"
    r"|(?:\d{1,3}[a-z]?+|[a-z]|[ivx]++)[.)]+(?!\S|\s[a-z]\.)"
    r"|\d\d?+(?>(?:\.\d\d?+)+)[.)]?+(?!\S)"
    rf"|({_CALLED})\d++(?>(?:\.\d++)*)[a-z]?+\b)"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """What a heading, paragraph, cell says. Only passages of one sort are ever paired.

    `values` are words that it says besides its texts. What has an equal `key` looks the
    same. `ahead` is the position of the passage that this one could be joined with, None
    where there is none. `bag` holds what stands between blanks: the words at a glance,
    while reading them takes most of the time of an alignment.
    """

    texts: tuple[str, ...]
    key: Hashable
    sort: str = ""
    ahead: int | None = None
    values: tuple[str, ...] = ()
    bag: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Fill the bag."""
        words = chain.from_iterable(text.lower().split() for text in self.texts)
        object.__setattr__(self, "bag", frozenset(chain(words, self.values)))

    def looks_like(self, other: "Passage") -> bool:
        """Tell whether two passages have the same words in the same form."""
        return self.key == other.key and self.sort == other.sort

    def words(self) -> tuple[str, ...]:
        """Read the words."""
        return (*chain.from_iterable(map(words_of, self.texts)), *self.values)


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text in small letters, without blanks and punctuation.

    >>> words_of("Die Stadt (§ 36) fördert Bürger:innen.")
    ('die', 'stadt', '§ 36', 'fördert', 'bürger:innen')

    A number that was typed at the start, before other words, is known as one.

    >>> words_of("Ziel 2.3: Die Stadt fördert")
    ('number=ziel 2.3', 'die', 'stadt', 'fördert')
    """
    text = text.lower()
    said = tokens_without_blanks(text)
    words = [word for word in said if word[-1:].isalnum() or word[:1].isalnum()]
    if typed := _TYPED_NUMBER.match(text):
        size = 2 if typed[1] else 1
        if size < len(words):
            words[:size] = [NUMBER + " ".join(words[:size])]
    return tuple(words)
