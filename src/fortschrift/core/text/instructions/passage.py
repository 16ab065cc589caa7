"""Where words stand in a text: sentences by number, words that stand there twice by counting."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from fortschrift.core.text.comparison.compare import Hunk, readable_hunks
from fortschrift.core.text.comparison.words import sentences, tokens
from fortschrift.core.text.instructions.grammar import Phrase, numbered, phrase, quoted
from fortschrift.core.text.instructions.marks import remark
from fortschrift.core.text.runs import InlineText, cut, plain


@dataclass(frozen=True, slots=True)
class Range:
    """Characters from start up to end, without the blanks around them."""

    start: int
    end: int

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return self.start < self.end


class Passage:
    """One side of a text that changed, cut into words and sentences."""

    def __init__(self, text: InlineText) -> None:
        """Take a text."""
        self.text = plain(text)
        self.marked = text
        self.sentences = [self.stripped(start, end) for start, end in sentences(self.text)]

    @property
    def first_count(self) -> int:
        """How many sentences there were before all changes."""
        return len(self.sentences)

    def at_first(self, part: Range) -> "tuple[Passage, Range] | None":
        """Find words in the text before all changes."""
        return self, part

    def sources(self, number: int) -> set[int]:
        """Give the sentences that a sentence was made of before all changes."""
        return {number}

    @cached_property
    def ends(self) -> list[int]:
        """Where words end, in order, from 0."""
        return list(accumulate(map(len, tokens(self.text)), initial=0))

    def is_between_words(self, at: int) -> bool:
        """Tell whether no word stands on both sides of an offset."""
        return self.ends[bisect_right(self.ends, at) - 1] == at

    def word_before(self, at: int) -> Range:
        """Find the word or sign before an offset; nothing at the beginning."""
        before = self.stripped(0, at)
        index = bisect_right(self.ends, max(before.end - 1, 0)) - 1
        return Range(self.ends[index], before.end) if before else before

    def word_behind(self, at: int) -> Range:
        """Find the word or sign behind an offset; nothing at the end."""
        behind = self.stripped(at, len(self.text))
        index = bisect_right(self.ends, behind.start)
        return Range(behind.start, self.ends[index]) if behind else behind

    def gap(self, at: int) -> tuple[str, str]:
        """Say in which sentence, and between which words, or sentences, an offset lies."""
        before, behind = self.word_before(at), self.word_behind(at)
        if not (before and behind):
            next_to = before or behind
            beside = f"{'nach' if before else 'vor'} {self.phrase(next_to).dative}"
            return self.cited(self.touched(next_to)), beside
        one, other = self.touched(before), self.touched(behind)
        if one != other:
            return "", f"zwischen Satz {self.numbers(one)} und Satz {self.numbers(other)}"
        both = f"{self.phrase(before).dative} und {self.phrase(behind).dative}"
        return self.cited(one), f"zwischen {both}"

    def is_word(self, part: Range) -> bool:
        """Tell whether there is more than signs."""
        return any(map(str.isalnum, self.said(part)))

    def said(self, part: Range) -> str:
        """Give the words of a range."""
        return self.text[part.start : part.end]

    def stripped(self, start: int, end: int) -> Range:
        """Leave out the blanks around some words; of blanks nothing is left, at their end."""
        said = self.text[start:end]
        begin = start + len(said) - len(said.lstrip())
        return Range(begin, max(begin, start + len(said.rstrip())))

    def whole_sentences(self, part: Range) -> range | None:
        """Give the sentences that a range consists of, None where it cuts one."""
        touched = self.touched(part)
        if not part or not touched:
            return None
        begins = self.sentences[touched[0]].start == part.start
        return touched if begins and self.sentences[touched[-1]].end == part.end else None

    def touched(self, part: Range) -> range:
        """Give the sentences that a range, or a gap between words, lies in."""
        if not self.sentences:
            return range(0)
        starts = [each.start for each in self.sentences]
        first = max(bisect_right(starts, part.start) - 1, 0)
        last = max(bisect_right(starts, max(part.end - 1, part.start)) - 1, first)
        return range(first, last + 1)

    def cited(self, touched: range) -> str:
        """Cite sentences, "" where the text has only one."""
        return f"Satz {self.numbers(touched)}" if len(self.sentences) > 1 else ""

    def numbers(self, touched: range) -> str:
        """Write the numbers of sentences."""
        return numbered([number + 1 for number in touched])

    def phrase(self, part: Range) -> Phrase:
        """Name the words of a range; words that stand there again are counted."""
        words = self.said(part)
        within = self.touched(part)
        start, end = self.sentences[within[0]].start, self.sentences[within[-1]].end
        places = self.places(words, min(start, part.start), max(end, part.end))
        if len(places) < 2 or part.start not in places:
            return phrase(words)
        return phrase(words, f" ({places.index(part.start) + 1}. Vorkommen)")

    def new_phrase(self, part: Range) -> Phrase:
        """Name the words of a range that are new, with their marks."""
        return phrase(self.said(part), self._remark(part))

    def quoted(self, part: Range | None = None) -> str:
        """Quote the words of a range, or all, with their marks."""
        part = part or self._all()
        return quoted(self.said(part)) + self._remark(part)

    def _all(self) -> Range:
        """Leave out the blanks around all words, but no line break."""
        words, last = self.stripped(0, len(self.text)), self.text.rfind("\n") + 1
        first = self.text.find("\n", 0, words.start)
        return Range(first if first >= 0 else words.start, max(words.end, last))

    def _remark(self, part: Range) -> str:
        return remark(cut(self.marked, part.start, part.end))

    def places(self, words: str, start: int, end: int) -> list[int]:
        """Find where words stand as whole words within a range."""
        found: list[int] = []
        at = self.text.find(words, start, end)
        while at >= 0:
            if self.is_between_words(at) and self.is_between_words(at + len(words)):
                found.append(at)
            at = self.text.find(words, at + 1, end)
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """Words that are other words now; one side may be empty.

    `hunk` is the change with the blanks around it: (old start, old end, new start, new end).
    """

    hunk: Hunk
    old: Range
    new: Range


def changes(old: Passage, new: Passage) -> list[Change]:
    """Find what changed, in whole words; what only blanks keep apart is one change."""
    joint: list[Hunk] = []
    for hunk in readable_hunks(old.text, new.text):
        start, end, new_start, new_end = _widened(hunk, old, new)
        if joint and not old.text[joint[-1][1] : start].strip():
            start, _, new_start, _ = joint.pop()
        joint.append((start, end, new_start, new_end))
    return [change_of(hunk, old, new) for hunk in joint]


def change_of(hunk: Hunk, old: Passage, new: Passage) -> Change:
    """Leave the blanks around a change out."""
    return Change(hunk, old.stripped(hunk[0], hunk[1]), new.stripped(hunk[2], hunk[3]))


def _widened(hunk: Hunk, old: Passage, new: Passage) -> Hunk:
    """Widen a change until on both sides it begins and ends between words."""

    def apart(at: int, new_at: int) -> bool:
        return old.is_between_words(at) and new.is_between_words(new_at)

    start, end, new_start, new_end = hunk
    while start and new_start and not apart(start, new_start):
        start, new_start = start - 1, new_start - 1
    last, new_last = len(old.text), len(new.text)
    while end < last and new_end < new_last and not apart(end, new_end):
        end, new_end = end + 1, new_end + 1
    return start, end, new_start, new_end
