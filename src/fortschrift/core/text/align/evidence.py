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

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from math import inf, log
from typing import NamedTuple, TypeAlias

from fortschrift.core.text.align.passage import NUMBER, Passage

Sign: TypeAlias = str | tuple[str, int] | tuple[str, str]
"""A word, a word said for the nth time, or a couple of words."""


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
    """The signs of a passage by number, and half of what they cost if nobody shares them.

    Beside them the words that number the passage itself.
    """

    signs: frozenset[int]
    loss: float
    numbering: frozenset[str]


class Evidence:
    """Weighs passages of two texts against each other; reads each passage once."""

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage]) -> None:
        """Number all signs and count in how many passages each stands."""
        self.old, self.new = old, new
        self._numbers: defaultdict[Sign, int] = defaultdict(count().__next__)
        self._read: dict[tuple[str, ...], Said] = {}
        self._shared: dict[tuple[Said, Said], float] = {}
        self._likeness: dict[tuple[int, int], float] = {}
        self._places: dict[int, dict[str, int]] = {}
        self.said_in_old = [self._reading(passage.words) for passage in old]
        self.said_in_new = [self._reading(passage.words) for passage in new]
        self._gain = self._gains().__getitem__

    def look_the_same(self, i: int, j: int) -> bool:
        """Tell whether a passage of old and one of new have the same words in the same form."""
        old, new = self.old[i], self.new[j]
        return old.key == new.key and old.sort == new.sort

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
            common = one.signs & other.signs
            self._shared[one, other] = sum(map(self._gain, common))
        return self._shared[one, other]

    def worth(self, said: Said) -> float:
        """Give what it would be worth to share all that a passage says."""
        return self.shared(said, said)

    def together(self, passages: Sequence[Passage]) -> Said:
        """Read passages as if they were one; what it says can be weighed against others only."""
        return self._reading(tuple(word for passage in passages for word in passage.words))

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
            len(self.old[i].words) - len(one.numbering - other.numbering),
            len(self.new[j].words) - len(other.numbering - one.numbering),
        )
        in_order = self._common(i, j)
        return max(
            2 * in_order / max(sum(lengths), 1),
            _CONTAINED * in_order / max(min(lengths), 1),
            _IN_ANY_ORDER * 2 * anyhow,
        )

    def _common(self, i: int, j: int) -> int:
        """Count the words that passages have in common in the same order.

        By the bit vectors of `lcs`, without the way back, as only the number is asked for.
        """
        if i not in self._places:
            self._places[i] = _bits(self.old[i].words)
        places = self._places[i]
        everything = (1 << len(self.old[i].words)) - 1
        resting = everything
        for word in self.new[j].words:
            if word in places:
                hits = resting & places[word]
                resting = ((resting + hits) | (resting - hits)) & everything
        return (everything ^ resting).bit_count()

    def _reading(self, words: tuple[str, ...]) -> Said:
        """Number the signs of a passage; what is said often is read once."""
        if words not in self._read:
            couples = dict.fromkeys(pairwise(words))
            signs = {*map(self._numbers.__getitem__, (*_each_once(words), *couples))}
            numbering = frozenset(word for word in words if word.startswith(NUMBER))
            loss = (len(words) - len(numbering)) * WORDS.loss + len(numbering) * NUMBERS.loss
            loss += len(couples) * COUPLES.loss
            self._read[words] = Said(frozenset(signs), loss / 2, numbering)
        return self._read[words]

    def _gains(self) -> list[float]:
        """Give for each sign what it is worth that two passages share it."""
        everything = [*self.said_in_old, *self.said_in_new]
        frequency = Counter(sign for said in everything for sign in said.signs)
        gain = {each: _by_frequency(each, len(everything)) for each in (WORDS, COUPLES, NUMBERS)}
        return [gain[_rarity(sign)](frequency[number]) for sign, number in self._numbers.items()]


def _each_once(words: tuple[str, ...]) -> Iterator[Sign]:
    """Make the second "und" of a passage another sign than the first."""
    for word, times in Counter(words).items():
        yield word
        for time in range(2, times + 1):
            yield word, time


def _rarity(sign: Sign) -> Rarity:
    if isinstance(sign, tuple):
        return COUPLES if isinstance(sign[1], str) else WORDS
    return NUMBERS if sign.startswith(NUMBER) else WORDS


def _bits(words: tuple[str, ...]) -> dict[str, int]:
    """Note for each word where it stands, as bits of a whole number."""
    places: dict[str, int] = {}
    for at, word in enumerate(words):
        places[word] = places.get(word, 0) | 1 << at
    return places


def _by_frequency(rarity: Rarity, passages: int) -> Callable[[int], float]:
    """Give the worth of a sign by the number of passages that have it, computed once each."""
    known: dict[int, float] = {}

    def gain(having: int) -> float:
        if having not in known:
            # One of those that have it is the passage itself.
            others = max(having - 1, 0.5)
            known[having] = rarity.gain(others / (passages + _IMAGINED))
        return known[having]

    return gain
