"""How much speaks for two passages being one, and how far they say the same.

*Evidence* is a logarithm of odds. Each word that both have is likelier if one passage
comes from the other than if both only talk of the same things, and the more so the fewer
passages have it; each word that only one has is less likely. Above zero the shared words
outweigh the others, and twice as many passages to choose from ask for log 2 more. So one
scale serves short headings and long paragraphs. Words are taken one by one and in couples
of neighbours, which tell passages apart that are made of the same few words. What a passage is
numbered by says little: in a list that lost an item the next one has the number.

Evidence chooses between passages, but two paragraphs of the same boilerplate have much of
it without being one. Whether they are is told by their *likeness*, the share of words
that stand in the same order in both: boilerplate stands in one sentence of a paragraph
and not all over it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import inf, log
from typing import NamedTuple

from fortschrift.core.text.align.passage import NUMBER, Passage
from fortschrift.core.text.comparison.lcs import size

_WORDS = 32
"""Bits for the number of a word; words are numbered from 1.

A *sign* is a whole number as well: of a word, of a couple of words (the first of them in the
bits above), or, below zero, of a word said for the nth time (n in the bits above).
"""


class Rarity(NamedTuple):
    """What signs of one length are worth: their share that stays, their weight."""

    kept: float
    weight: float

    @property
    def loss(self) -> float:
        """Give what a sign costs that one of the two does not have."""
        return -self.weight * log(1 - self.kept)

    def gain(self, chance: float) -> float:
        """Give what it is worth that both have a sign that a passage has with this chance."""
        return self.weight * log((self.kept + (1 - self.kept) * chance) / chance) + self.loss


# Tried on German paragraphs in which 5 to 50 % of the words were replaced: with 0.3 to 0.5
# much the same pairs are found. Couples break twice as easily as words, and weigh half
# because they are no evidence independent of their words. Of short numbered items the more are
# found the less a number weighs; it still has to decide where words leave it open.
WORDS = Rarity(kept=0.4, weight=1.0)
COUPLES = Rarity(kept=0.2, weight=0.5)
NUMBERS = Rarity(kept=0.4, weight=0.2)

# Passages that we imagine beside those of both texts, so that in a text of three
# paragraphs not every word counts as frequent.
_IMAGINED = 10
_LOOKS_THE_SAME = 3.0

# Likeness of a passage to a longer one that contains it, and to one that says all its
# words in another order.
_CONTAINED, _IN_ANY_ORDER = 0.9, 0.6
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """The words of a passage, its signs, and half of what they cost if nobody shares them.

    Beside them the words that number the passage itself.
    """

    words: tuple[str, ...]
    signs: frozenset[int]
    loss: float
    numbering: frozenset[int]


class Vocabulary(dict[str, int]):
    """Numbers words when they are first met, from 1, and reads the signs of passages."""

    def __init__(self) -> None:
        self._numbering: set[int] = set()

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self) + 1
        if word.startswith(NUMBER):
            self._numbering.add(number)
        return number

    def said(self, words: tuple[str, ...]) -> Said:
        """Read words."""
        numbers = [*map(self.__getitem__, words)]
        couples = {one << _WORDS | other for one, other in pairwise(numbers)}
        # The second "und" of a passage is another sign than the first.
        often = [(word, times) for word, times in Counter(numbers).items() if times > 1]
        again = [-(nth << _WORDS | word) for word, times in often for nth in range(2, times + 1)]
        numbering = self._numbering.intersection(numbers)
        loss = (len(words) - len(numbering)) * WORDS.loss + len(numbering) * NUMBERS.loss
        loss += len(couples) * COUPLES.loss
        signs = frozenset([*numbers, *couples, *again])
        return Said(words, signs, loss / 2, frozenset(numbering))

    def rarity(self, sign: int) -> Rarity:
        """Tell what kind of sign a number is."""
        if sign in self._numbering:
            return NUMBERS
        return COUPLES if sign >> _WORDS > 0 else WORDS


class _Readings(dict[int, Said]):
    """What the passages of a text say, each read when it is first asked for."""

    def __init__(self, passages: Sequence[Passage], vocabulary: Vocabulary) -> None:
        self._passages, self._vocabulary = passages, vocabulary

    def __missing__(self, at: int) -> Said:
        said = self[at] = self._vocabulary.said(self._passages[at].words())
        return said


class _Gains(dict[int, float]):
    """What it is worth that two passages share a sign."""

    def __init__(self, vocabulary: Vocabulary, frequency: Counter[int], passages: int) -> None:
        self._rarity, self._frequency, self._passages = vocabulary.rarity, frequency, passages
        self._by_frequency: dict[Rarity, dict[int, float]] = {
            each: {} for each in (WORDS, COUPLES, NUMBERS)
        }

    def __missing__(self, sign: int) -> float:
        rarity, having = self._rarity(sign), self._frequency.get(sign, 0)
        known = self._by_frequency[rarity]
        if having not in known:
            # One of those that have it is the passage itself.
            others = max(having - 1, 0.5)
            known[having] = rarity.gain(others / (self._passages + _IMAGINED))
        gain = self[sign] = known[having]
        return gain


class Evidence:
    """Weighs passages of two texts against each other; reads each passage once.

    How rare a sign is it learns from the passages that it is given to read at first.
    """

    def __init__(
        self,
        old: Sequence[Passage],
        new: Sequence[Passage],
        of_old: Collection[int],
        of_new: Collection[int],
    ) -> None:
        """Read these passages and count in how many of them each sign stands."""
        self.old, self.new = old, new
        self._vocabulary = Vocabulary()
        self.said_in_old = _Readings(old, self._vocabulary)
        self.said_in_new = _Readings(new, self._vocabulary)
        said = [self.said_in_old[i] for i in of_old]
        said += [self.said_in_new[j] for j in of_new]
        self.frequency = Counter(chain.from_iterable(each.signs for each in said))
        self._gain = _Gains(self._vocabulary, self.frequency, len(said)).__getitem__
        self._shared: dict[tuple[Said, Said], float] = {}
        self._likeness: dict[tuple[int, int], float] = {}

    def look_the_same(self, i: int, j: int) -> bool:
        """Tell whether a passage of old and one of new have the same words in the same form."""
        return self.old[i].looks_like(self.new[j])

    def of(self, i: int, j: int) -> float:
        """Weigh whether passage i of old is passage j of new."""
        if self.old[i].sort != self.new[j].sort:
            return -inf
        one, other = self.said_in_old[i], self.said_in_new[j]
        same = _LOOKS_THE_SAME if self.look_the_same(i, j) else 0.0
        return self.shared(one, other) - one.loss - other.loss + same

    def shared(self, one: Said, other: Said) -> float:
        """Give what it is worth that two passages share what they share."""
        if (one, other) not in self._shared:
            self._shared[one, other] = sum(map(self._gain, one.signs & other.signs))
        return self._shared[one, other]

    def worth(self, said: Said) -> float:
        """Give what it would be worth to share all that a passage says."""
        return self.shared(said, said)

    def together(self, parts: Iterable[Said]) -> Said:
        """Read passages as if they were one."""
        return self._vocabulary.said(tuple(chain.from_iterable(each.words for each in parts)))

    def likeness(self, i: int, j: int) -> float:
        """Tell how far passage i of old and passage j of new say the same, from 0 to 1."""
        if (i, j) not in self._likeness:
            self._likeness[i, j] = self._compared(i, j)
        return self._likeness[i, j]

    def _compared(self, i: int, j: int) -> float:
        if self.look_the_same(i, j):
            return 1.0
        one, other = self.said_in_old[i], self.said_in_new[j]
        anyhow = self.shared(one, other) / max(self.worth(one) + self.worth(other), _NOTHING)
        # Another number makes nothing unlike; the same one may make it like.
        lengths = (
            len(one.words) - len(one.numbering - other.numbering),
            len(other.words) - len(other.numbering - one.numbering),
        )
        in_order = size(one.words, other.words)
        return max(
            2 * in_order / max(sum(lengths), 1),
            _CONTAINED * in_order / max(min(lengths), 1),
            _IN_ANY_ORDER * 2 * anyhow,
        )
