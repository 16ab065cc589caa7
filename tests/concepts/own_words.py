"""Texts in which no word stands twice, and changes that bring in words nobody used before.

So where a word comes from is known without any engine: from whoever brought it in.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, pairwise
from random import Random
from uuid import UUID

from fortschrift.core.text import (
    InlineText,
    Insert,
    Join,
    Move,
    NodeId,
    NodeState,
    Operation,
    Place,
    Repeal,
    Retitle,
    Splice,
    Split,
    Substitute,
    Tree,
    apply,
    inline,
    plain,
)

WORD = re.compile(r"\w+")
Words = list[re.Match[str]]


@dataclass
class Writer:
    """Writes at random, each word once."""

    chance: Random
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def words(self, number: int = 1) -> str:
        return " ".join(f"Wort{next(self._numbers)}" for _ in range(number))

    def paragraph(self) -> str:
        return f"{self.words(4)}. {self.words(3)}."

    def parts(self) -> tuple[tuple[object, ...], ...]:
        """Write a text as the factories take it: two fields with paragraphs."""
        return tuple(
            (f"feld-{name}", "field", self.words(),
             *((f"absatz-{name}-{n}", "paragraph", self.paragraph()) for n in range(2)))
            for name in ("a", "b")
        )  # fmt: skip

    def operations(self, tree: Tree, number: int) -> tuple[Operation, ...]:
        """Give up to so many operations, each for what the ones before leave."""
        chosen: list[Operation] = []
        for _ in range(number):
            made = self.chance.choice(_MAKERS)(self, tree)
            if made is not None:
                chosen.append(made)
                tree = apply([made], tree)
        return tuple(chosen)

    def rivals(self, tree: Tree) -> tuple[Operation, ...]:
        """Give two operations that replace the same word."""
        state = self.some(tree, "paragraph")
        words = list(WORD.finditer(plain(state.text))) if state else []
        if state is None or not words:
            return ()
        at = self.chance.randrange(len(words))
        splices = [_replaced(self, plain(state.text), words, at) for _ in range(2)]
        return tuple(Substitute(state.id, (splice,)) for splice in splices)

    def node(self) -> NodeId:
        return NodeId(UUID(int=self.chance.getrandbits(128), version=4))

    def some(self, tree: Tree, kind: str) -> NodeState | None:
        found = [state for state in tree if state.kind == kind]
        return self.chance.choice(found) if found else None

    def some_field(self, tree: Tree) -> NodeState:
        found = self.some(tree, "field")
        assert found is not None
        return found

    def place(self, tree: Tree, without: NodeId | None = None) -> Place:
        parent = self.some_field(tree)
        left = [child for child in parent.children if child != without]
        return Place(parent.id, self.chance.choice([None, *left]))


def brought_by(operation: Operation) -> set[str]:
    """Tell the words that an operation says first."""
    match operation:
        case Substitute(_, splices) | Retitle(_, splices):
            new = words_in(*(each.new for each in splices))
            return new - words_in(*(each.old for each in splices))
        case Insert(_, states):
            return words_in(*(runs for each in states for runs in (each.heading, each.text)))
    return set()


def words_in(*texts: InlineText) -> set[str]:
    return {word for runs in texts for word in WORD.findall(plain(runs))}


# ---- words of a paragraph


def _replaced(writer: Writer, text: str, words: Words, at: int) -> Splice:
    return Splice(words[at].start(), inline(words[at].group()), inline(writer.words()))


def _replaced_around(writer: Writer, text: str, words: Words, at: int) -> Splice:
    """Replace some words in a row, and say the first of them again between the new ones."""
    last = words[min(at + 2, len(words) - 1)]
    old = text[words[at].start() : last.end()]
    new = f"{writer.words()} {words[at].group()} {writer.words()}"
    return Splice(words[at].start(), inline(old), inline(new))


def _inserted(writer: Writer, text: str, words: Words, at: int) -> Splice:
    return Splice(words[at].end(), (), inline(f" {writer.words(2)}"))


def _struck(writer: Writer, text: str, words: Words, at: int) -> Splice:
    end = words[at].end() + text.startswith(" ", words[at].end())
    return Splice(words[at].start(), inline(text[words[at].start() : end]), ())


_Make = Callable[[Writer, str, Words, int], Splice]


def _reword(writer: Writer, tree: Tree) -> Operation | None:
    state = writer.some(tree, "paragraph")
    words = list(WORD.finditer(plain(state.text))) if state else []
    if state is None or not words:
        return None
    makes: list[_Make] = [_replaced, _replaced, _inserted, _inserted, _replaced_around, _struck]
    at = writer.chance.randrange(len(words))
    return Substitute(
        state.id, (writer.chance.choice(makes)(writer, plain(state.text), words, at),)
    )


# ---- blocks


def _add(writer: Writer, tree: Tree) -> Operation:
    state = NodeState(writer.node(), "paragraph", text=inline(writer.paragraph()))
    return Insert(writer.place(tree), (state,))


def _repeal(writer: Writer, tree: Tree) -> Operation | None:
    state = writer.some(tree, "paragraph")
    return state and Repeal(state.id)


def _move(writer: Writer, tree: Tree) -> Operation | None:
    state = writer.some(tree, "paragraph")
    return state and Move(state.id, writer.place(tree, without=state.id))


def _split(writer: Writer, tree: Tree) -> Operation | None:
    state = writer.some(tree, "paragraph")
    blanks = [at for at, sign in enumerate(plain(state.text)) if sign == " "] if state else []
    if state is None or not blanks:
        return None
    return Split(state.id, writer.chance.choice(blanks), inline(" "), writer.node())


def _join(writer: Writer, tree: Tree) -> Operation | None:
    pairs = list(pairwise(writer.some_field(tree).children))
    return Join(*writer.chance.choice(pairs), inline(" ")) if pairs else None


def _retitle(writer: Writer, tree: Tree) -> Operation:
    state = writer.some_field(tree)
    return Retitle.whole(state.id, state.heading, inline(writer.words()))


_MAKERS: tuple[Callable[[Writer, Tree], Operation | None], ...] = (
    *(_reword,) * 6, *(_add, _add, _repeal, _move, _split, _join, _retitle),
)  # fmt: skip
