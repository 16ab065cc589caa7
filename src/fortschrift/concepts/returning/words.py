"""Every word of a file of ours that came back: in the text, in a proposal, ours, or listed.

What is ours (front page, contents, head, foot, names in sheets) is told apart from what was left
out. A line that nobody touched says what the text says; of every other line each word is looked
for in the node that the line belongs to, so that a word that was lost is missing in the sum.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fortschrift.concepts.manuscripts.account import (
    Account,
    Listed,
    listed_change,
    said_by,
    word_list,
    words_in,
)
from fortschrift.concepts.manuscripts.manuscript import Manuscript, Picture, Place, lines_in
from fortschrift.concepts.manuscripts.tracking import Marked
from fortschrift.concepts.rendering.anchors import HEADING, Anchor
from fortschrift.concepts.returning.returned import Returned
from fortschrift.concepts.returning.seen import (
    Said,
    SeenLine,
    Taken,
    everything,
    said_lines,
    settled,
    without_signs,
)
from fortschrift.core.text import NodeId, Tree, plain

OWN_ASIDES = {"head": "own_head", "foot": "own_foot", "contents": "own_contents"}
OWN_SIGN, UNREAD = "own_sign", "unread"


def account_of(
    base: Tree, went_out: Manuscript, came_back: Manuscript, text: Returned, taken: Taken,
    *, pictures: Sequence[Picture], amending: Sequence[Marked], dropped: Sequence[Marked],
) -> Account:  # fmt: skip
    """Count the words of a file, and what became of each."""
    now = _without_dangling_notes(came_back, settled(came_back, taken))
    lines = _Lines(base, settled(went_out, everything), text)
    listed = [
        *lines.listed(now),
        *(_listed(each.place, each.text, OWN_ASIDES.get(each.kind, each.kind))
          for each in came_back.asides),
        *(_listed(each.place, each.text, "comment") for each in came_back.comments.values()),
        *(_listed(each.place, each.description, "picture") for each in pictures),
        *(listed_change(each, came_back) for each in dropped),
    ]  # fmt: skip
    proposed = sum(words_in(said_by(each, came_back)) for each in amending)
    aside = sum(each.words for each in listed) - lines.listed_words
    return Account(
        words=lines.words + aside + proposed, placed=lines.placed, amending=proposed,
        listed=tuple(listed),
    )  # fmt: skip


def _listed(place: Place, text: str, why: str) -> Listed:
    return Listed(place, text, why, words_in(text))


def _without_dangling_notes(whole: Manuscript, now: Manuscript) -> Manuscript:
    """Leave out notes that only a change calls which is not taken."""
    gone = _called(whole) - _called(now)
    return replace(now, notes={key: said for key, said in now.notes.items() if key not in gone})


def _called(manuscript: Manuscript) -> set[str]:
    lines = lines_in(manuscript.blocks)
    return {words.note for line in lines for words in line.words if words.note}


class _Lines:
    """The lines of a file against those of the file that went out, and against the text."""

    def __init__(self, base: Tree, went_out: Manuscript, text: Returned) -> None:
        self.base, self.text = base, text
        self.words = self.placed = self.listed_words = 0
        self.untouched: Counter[tuple[tuple[Anchor, ...], str]] = Counter()
        self.fronts: dict[Anchor, str] = {}
        for each in _all(went_out):
            self.untouched[each.line.anchors, each.line.text] += 1
            for anchor in each.line.anchors:
                self.fronts.setdefault(anchor, self._front(anchor, each.line.text))
        self.unread = {words for each in text.not_taken for words in each.text.split("\n")}

    def _front(self, anchor: Anchor, said: str) -> str:
        """Give what our file prints in front of a heading: its level and number."""
        if anchor.part != HEADING or anchor.node not in self.base:
            return ""
        heading = plain(self.base[anchor.node].heading)
        return said[: len(said) - len(heading)] if heading and said.endswith(heading) else ""

    def listed(self, now: Manuscript) -> Iterator[Listed]:
        """Count line by line; give the lines that are not in the text."""
        for each in _all(now):
            words = words_in(each.line.text)
            self.words += words
            for listed in self._left_over(each, words):
                self.listed_words += listed.words
                yield listed
            number = each.line.line.number
            if number and each.line.line.item is None:
                self.words += words_in(number)
                self.listed_words += words_in(number)
                yield _listed(each.line.line.place, number, "number")

    def _left_over(self, said: Said, words: int) -> Iterator[Listed]:
        place, text = said.line.line.place, said.line.text
        if said.own:
            yield _listed(place, text, said.own)
        elif said.in_sheet and text.strip() in self.unread:
            yield _listed(place, text, UNREAD)
        elif self._is_untouched(said.line):
            self.placed += words
        else:
            bare = without_signs(said.line)
            if signs := words - words_in(bare):
                yield Listed(place, text, OWN_SIGN, signs)
            self.placed += self._found(said, bare)

    def _is_untouched(self, line: SeenLine) -> bool:
        return self.untouched[line.anchors, line.text] > 0 and all(
            anchor.node in self.text.tree for anchor in line.anchors
        )

    def _found(self, said: Said, text: str) -> int:
        """Count the words of a line that its node says; a value was read as a whole or not."""
        node = self.text.nodes.get(said.line.line.place)
        if node is None or node not in self.text.tree:
            return 0
        if said.in_sheet:
            return words_in(text)
        front = next(
            (front for each in said.line.anchors
             if (front := self.fronts.get(each, "")) and text.startswith(front)), "",
        )  # fmt: skip
        rest = Counter(word_list(text[len(front) :]))
        return words_in(front) + (rest & self._said_by(node)).total()

    def _said_by(self, node: NodeId) -> Counter[str]:
        state = self.text.tree[node]
        level = self.text.tree.outline.level(state.kind)
        parts = (
            level.singular if level else "", state.printed_number or "",
            plain(state.heading), plain(state.text),
        )  # fmt: skip
        return Counter(word for part in parts for word in word_list(part))


def _all(manuscript: Manuscript) -> Iterator[Said]:
    yield from said_lines(manuscript.blocks)
    notes: Iterable[Said] = (
        said for blocks in manuscript.notes.values() for said in said_lines(blocks)
    )
    yield from notes
