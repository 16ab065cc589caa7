"""Which elements of a file are those of a text: where the words alone may deceive.

Two sheets can say the same of two measures. So an element with another title, another number and
another place is a new one, whatever its sheet says, unless its own text came along word for word;
and what is named otherwise and moved or renumbered is a doubt, which a person decides.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from fortschrift.core.text import (
    NodeId,
    NodeState,
    Tree,
    is_level,
    numbers,
    plain,
    shown_number,
)
from fortschrift.core.text.align import Alignment

_OTHER_TITLE = 0.6  # titles less alike than this say something else
_DOUBTFUL_TITLE = 0.8
_TEXT_WORDS = 12  # so many words speak for themselves
_SAME_TEXT = 0.8


class Doubt(NamedTuple):
    """An element of a file that may be one of the text, and may be another one."""

    old: NodeState
    new: NodeState
    old_number: str
    new_number: str


@dataclass
class Weighed:
    """The pairs of an alignment between a text and a file, weighed again from the top down.

    ``certain`` are elements of the text that the file names itself, ``parted`` those that somebody
    said the file does not have.
    """

    old: Tree
    new: Tree
    found: Mapping[NodeId, NodeId]
    certain: Collection[NodeId] = ()
    parted: Collection[NodeId] = ()
    pairs: dict[NodeId, NodeId] = field(init=False)
    doubts: list[Doubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pairs = dict(self.found)
        self.old_numbers, self.new_numbers = numbers(self.old), numbers(self.new)
        for state in self.new:
            before = self.old.nodes.get(self.found.get(state.id, state.id))
            if state.id not in self.found or before is None or not is_level(state.kind):
                continue
            if before.id in self.parted:
                self._part(state)
            elif before.id not in self.certain:
                self._weigh(before, state)

    @property
    def alignment(self) -> Alignment[NodeId]:
        """Give the pairs that are left."""
        return Alignment(self.pairs)

    def _weigh(self, before: NodeState, state: NodeState) -> None:
        likeness = _likeness(before.title, state.title)
        if likeness >= _DOUBTFUL_TITLE:
            return
        old_number = shown_number(before, self.old_numbers)
        new_number = shown_number(state, self.new_numbers)
        is_renumbered = bool(old_number and new_number) and old_number != new_number
        is_moved = self._is_moved(before, state)
        if is_moved and is_renumbered and likeness < _OTHER_TITLE and not self._says(before, state):
            self._part(state)
        elif is_moved or is_renumbered:
            self.doubts.append(Doubt(before, state, old_number, new_number))

    def _is_moved(self, before: NodeState, state: NodeState) -> bool:
        above, was_above = self.new.parent_of(state.id), self.old.parent_of(before.id)
        if above == self.new.root or was_above == self.old.root:
            return (above == self.new.root) != (was_above == self.old.root)
        return above is None or self.pairs.get(above) != was_above

    def _says(self, before: NodeState, state: NodeState) -> bool:
        """Tell whether the text of an element came along; its attributes do not count."""
        said, says = _words(self.old, before), _words(self.new, state)
        most = max(said.total(), says.total())
        return most >= _TEXT_WORDS and (said & says).total() >= _SAME_TEXT * most

    def _part(self, state: NodeState) -> None:
        """Let an element be a new one, with the text that stands in it itself."""
        for each in _own(self.new, state):
            self.pairs.pop(each.id, None)


def _own(tree: Tree, state: NodeState) -> Iterator[NodeState]:
    """Go through an element and its text, without the elements below it."""
    yield state
    for child in map(tree.__getitem__, state.children):
        if not is_level(child.kind):
            yield from tree.walk(child.id)


def _words(tree: Tree, state: NodeState) -> "Counter[str]":
    return Counter(
        word for each in _own(tree, state) for word in plain(each.text).casefold().split()
    )


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()
