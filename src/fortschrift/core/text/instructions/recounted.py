"""A text that changes before have reached, in which sentences and words keep their first count."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from fortschrift.core.text.comparison.compare import Hunk, readable_hunks
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.instructions.grammar import Phrase, enumerated, numbered, phrase
from fortschrift.core.text.instructions.passage import Passage, Range
from fortschrift.core.text.runs import InlineText


class Recounted(Passage):
    """One side of a text that changed, counted as in the text before all changes."""

    def __init__(self, text: InlineText, before: Passage) -> None:
        """Take a text and what it was before it was changed the last time."""
        super().__init__(text)
        self._before = before
        self._hunks = list(readable_hunks(before.text, self.text))

    @property
    def first_count(self) -> int:
        """How many sentences there were at first."""
        return self._before.first_count

    def cited(self, touched: range) -> str:
        """Cite sentences, "" where the text has, and had, only one."""
        alone = max(len(self.sentences), self.first_count) < 2
        return "" if alone else f"Satz {self.numbers(touched)}"

    def numbers(self, touched: range) -> str:
        """Write the numbers that sentences had, of new ones those that they have."""
        said = [self._labels[number] for number in touched]
        counted = [int(each) for each in said if each.isdecimal()]
        if len(counted) == len(said) and all(b - a == 1 for a, b in pairwise(counted)):
            return numbered(counted)
        return enumerated(said)

    @cached_property
    def _labels(self) -> list[str]:
        """Number the sentences: one that is one of the first text still has its number."""
        sources = [self.sources(number) for number in range(len(self.sentences))]
        several = Counter(each for source in sources for each in source)
        return [
            str(min(source) + 1)
            if len(source) == 1 and several[min(source)] == 1
            else f"{number} (neu)"
            for number, source in enumerate(sources, start=1)
        ]

    def phrase(self, part: Range) -> Phrase:
        """Name the words of a range; words that stood there twice are counted as they stood."""
        found = self.at_first(part)
        if found:
            return found[0].phrase(found[1])
        within = self.touched(part)
        start, end = self.sentences[within[0]].start, self.sentences[within[-1]].end
        places = self.places(self.said(part), min(start, part.start), max(end, part.end))
        if len(places) < 2 or part.start not in places:
            return phrase(self.said(part))
        count = places.index(part.start) + 1
        return phrase(self.said(part), f" ({count}. Vorkommen in der neuen Fassung)")

    def at_first(self, part: Range) -> tuple[Passage, Range] | None:
        """Find words in the text before all changes."""
        for start, now, length in self._kept():
            if now <= part.start and part.end <= now + length:
                shift = start - now
                return self._before.at_first(Range(part.start + shift, part.end + shift))
        return None

    def sources(self, number: int) -> set[int]:
        """Give the first sentences that a sentence was made of."""
        sentence = self.sentences[number]
        was: set[int] = set()
        for start, now, length in self._kept():
            begin, end = max(sentence.start, now), min(sentence.end, now + length)
            part = self._before.stripped(start + begin - now, start + end - now)
            if begin < end and part and self._before.is_word(part):
                was |= set(self._before.touched(part))
        return {
            each for last in was or self._replaced(number) for each in self._before.sources(last)
        }

    def _replaced(self, number: int) -> Iterator[int]:
        """Give the sentence in whose place a wholly new one stands."""
        sentence = self.sentences[number]
        for start, end, now, now_end in self._hunks:
            old, new = self._before.stripped(start, end), self.stripped(now, now_end)
            if old and new.start <= sentence.start < new.end:
                places = self._before.touched(old), self.touched(new)
                if len(places[0]) == len(places[1]):
                    yield places[0][number - places[1][0]]

    def _kept(self) -> Iterator[tuple[int, int, int]]:
        """Give the stretches that stayed: where they were, where they are, how long."""
        ends = len(self._before.text), len(self.text)
        around: list[Hunk] = [(0, 0, 0, 0), *self._hunks, (ends[0], ends[0], ends[1], ends[1])]
        for (_, at, _, now), (start, *_) in pairwise(around):
            yield at, now, start - at


class History:
    """The texts that a list of changes has reached, each with those it was before."""

    def __init__(self) -> None:
        """Begin with no change."""
        self._reached: dict[tuple[NodeId, str], Passage] = {}

    def passage(self, node: NodeId, field: str, first: InlineText, now: InlineText) -> Passage:
        """Give a text as it is now, counted as it was at first."""
        known = self._reached.get((node, field)) or Passage(first)
        if known.marked != now:
            known = Recounted(now, known)
        self._reached[node, field] = known
        return known
