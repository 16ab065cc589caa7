"""Origins the slow way, to hold the engine's against: each character carries its origin.

A text is a list of (character, origin) pairs, and every operation does to that list what it
says, by the simplest code there is. Nothing here is shared with the engine but the
operations themselves, and where words may have moved, what a word and a sentence is. The
least edit script is the table of the textbook; which of several equally long ones is taken
follows the rule that `lcs.matching` states.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, repeat
from typing import Any, TypeAlias
from uuid import UUID

from fortschrift.core.text import (
    Insert,
    Join,
    Move,
    NodeId,
    NodeState,
    Operation,
    Repeal,
    Retitle,
    SetAttribute,
    Splices,
    Split,
    Substitute,
    Tree,
    plain,
)
from fortschrift.core.text.comparison.words import sentences, tokens_with_blanks

Mark: TypeAlias = tuple[UUID, int]
Pairs: TypeAlias = list[tuple[Any, Mark]]
Lengths: TypeAlias = list[tuple[int, Mark]]
Given: TypeAlias = Sequence[Sequence[Mark]]


@dataclass
class NaiveNode:
    """A node: pairs for heading, text and values; of a list one pair for each item."""

    heading: Pairs = field(default_factory=list)
    text: Pairs = field(default_factory=list)
    values: dict[str, Pairs] = field(default_factory=dict)
    children: list[NodeId] = field(default_factory=list)

    def fields(self) -> list[Pairs]:
        """List heading, text, values by key."""
        return [self.heading, self.text, *(self.values[key] for key in sorted(self.values))]

    def copy(self) -> "NaiveNode":
        """Copy all lists."""
        values = {key: list(pairs) for key, pairs in self.values.items()}
        return NaiveNode(list(self.heading), list(self.text), values, list(self.children))


Naive: TypeAlias = dict[NodeId, NaiveNode]


def begun(tree: Tree, change: UUID) -> Naive:
    """Begin with a text that one operation brought in."""
    return {state.id: _node(state, repeat((change, 0))) for state in tree}


def replayed(
    before: Naive, operations: Sequence[Operation], change: UUID, given: Given | None = None
) -> tuple[Naive, list[list[Mark]]]:
    """Do operations to a copy; tell also what each brought in, character by character.

    What was told can be `given` where the same operations are taken over.
    """
    nodes = {node: each.copy() for node, each in before.items()}
    brought = [
        _do(nodes, operation, (change, ordinal), None if given is None else given[ordinal])
        for ordinal, operation in enumerate(operations)
    ]
    return nodes, brought


def in_lengths(pairs: Pairs) -> Lengths:
    """Say origins as lengths."""
    return [(len(list(group)), mark) for mark, group in groupby(mark for _, mark in pairs)]


def _do(nodes: Naive, operation: Operation, mark: Mark, given: Sequence[Mark] | None) -> list[Mark]:
    """Do one operation, which is an origin itself; give the origins of what it brought in."""
    marks = repeat(mark) if given is None else iter(given)
    match operation:
        case Insert(place, states):
            come = [_node(state, marks) for state in states]
            nodes.update(zip((state.id for state in states), come, strict=True))
            _attach(nodes, states[0].id, place.parent, place.after)
            return [mark for node in come for pairs in node.fields() for _, mark in pairs]
        case Repeal(node):
            _detach(nodes, node)
            _delete(nodes, node)
        case Move(node, place):
            _detach(nodes, node)
            _attach(nodes, node, place.parent, place.after)
        case Split(node, at, gap, new, children):
            first = nodes[node]
            nodes[new] = NaiveNode(text=first.text[at + len(plain(gap)) :], children=[*children])
            first.text = first.text[:at]
            first.children = [each for each in first.children if each not in children]
            _attach(nodes, new, _parent(nodes, node), node)
        case Join(node, other, gap):
            _detach(nodes, other)
            between = list(zip(plain(gap), marks, strict=False))
            nodes[node].text += between + nodes[other].text
            nodes[node].children += nodes.pop(other).children
            return [mark for _, mark in between]
        case Substitute(node, splices):
            nodes[node].text, brought = _reworded(nodes[node].text, splices, mark, given)
            return brought
        case Retitle(node, splices):
            nodes[node].heading, brought = _reworded(nodes[node].heading, splices, mark, given)
            return brought
        case SetAttribute(node, key, old, new):
            before = nodes[node].values.pop(key, [])
            if new is not None:
                own = _exchanged(before, old, new, mark) if given is None else list(given)
                nodes[node].values[key] = list(zip(_units(new), own, strict=True))
                return own
    return []


def _node(state: NodeState, marks: Iterator[Mark]) -> NaiveNode:
    """Make a node of a state, dealing out marks."""

    def dealt(units: Sequence[Any]) -> Pairs:
        return [(unit, next(marks)) for unit in units]

    heading, text = dealt(plain(state.heading)), dealt(plain(state.text))
    values = {key: dealt(_units(value)) for key, value in state.attributes}
    return NaiveNode(heading, text, values, list(state.children))


def _units(value: Any) -> list[Any]:
    """Take a value apart: signs of a string, items of a list, all else is one."""
    return list(value) if isinstance(value, str | tuple) else [value]


def _parent(nodes: Naive, node: NodeId) -> NodeId:
    return next(parent for parent, each in nodes.items() if node in each.children)


def _detach(nodes: Naive, node: NodeId) -> None:
    nodes[_parent(nodes, node)].children.remove(node)


def _attach(nodes: Naive, node: NodeId, parent: NodeId, after: NodeId | None) -> None:
    children = nodes[parent].children
    children.insert(children.index(after) + 1 if after else 0, node)


def _delete(nodes: Naive, node: NodeId) -> None:
    for child in nodes.pop(node).children:
        _delete(nodes, child)


def _exchanged(before: Pairs, old: Any, new: Any, mark: Mark) -> list[Mark]:
    """Give the origins of a value: of a string by words, of a list by items."""
    if type(old) is not type(new):
        return [mark for _ in _units(new)]
    if isinstance(new, str):
        return _inherited(before, [(0, old, new)], mark)
    if not isinstance(new, tuple):
        return [before[0][1] if old == new else mark]
    found = {j: i for i, j in _least(old, new)}
    for j, item in enumerate(new):
        for i, other in enumerate(old):
            if j not in found and i not in found.values() and item == other:
                found[j] = i
    return [before[found[j]][1] if j in found else mark for j in range(len(new))]


def _reworded(
    before: Pairs, splices: Splices, mark: Mark, given: Sequence[Mark] | None
) -> tuple[Pairs, list[Mark]]:
    """Replace words; give the new text and the origins of the new words."""
    replaced = [(splice.start, plain(splice.old), plain(splice.new)) for splice in splices]
    own = _inherited(before, replaced, mark) if given is None else list(given)
    left = iter(own)
    after: Pairs = []
    at = 0
    for start, old, new in replaced:
        after += before[at:start] + [(sign, next(left)) for sign in new]
        at = start + len(old)
    return after + before[at:], own


def _inherited(before: Pairs, replaced: list[tuple[int, str, str]], mark: Mark) -> list[Mark]:
    """Give each new character the origin of the old one it is, or that of the operation."""
    new_text = "".join(new for _, _, new in replaced)
    came_from: dict[int, int] = {}  # place in all new words -> place in the text before
    hunks: list[_Hunk] = []
    begin = 0
    for start, old, new in replaced:
        stays = _stays(old, new)
        came_from |= {begin + j: start + i for j, i in stays.items()}
        hunks += _between(stays, (start, old), (begin, new))
        begin += len(new)
    came_from |= _moved(hunks)
    return [before[came_from[j]][1] if j in came_from else mark for j in range(len(new_text))]


def _stays(old: str, new: str) -> dict[int, int]:
    """Tell which new characters are which old ones: those of words in the least script."""
    stays: dict[int, int] = {}
    before, after = _words(old), _words(new)
    for i, j in _least([word.rstrip() for _, word in before], [word.rstrip() for _, word in after]):
        (old_at, old_word), (new_at, new_word) = before[i], after[j]
        size = len(old_word) if old_word == new_word else len(old_word.rstrip())
        stays |= {new_at + k: old_at + k for k in range(size)}
    return stays


def _words(text: str) -> list[tuple[int, str]]:
    """Cut a text at blanks, and signs off its words; blanks stay with the word before."""
    cut: list[tuple[int, str]] = []
    at = 0
    while at < len(text):
        end = at
        if not text[at].isspace():
            run = at
            while run < len(text) and not text[run].isspace():
                run += 1
            end = at + 1
            if _is_letter(text[at]):
                end = max(k for k in range(at, run) if _is_letter(text[k])) + 1
        while end < len(text) and text[end].isspace():
            end += 1
        cut.append((at, text[at:end]))
        at = end
    return cut


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _least(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[int, int]]:
    """Match a longest common subsequence by the table of all beginnings."""
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            longer = max(table[i][j + 1], table[i + 1][j])
            table[i + 1][j + 1] = table[i][j] + 1 if one == other else longer
    i, j = len(old), len(new)
    pairs: list[tuple[int, int]] = []
    while i and j:
        if table[i - 1][j] == table[i][j]:
            i -= 1
        elif table[i][j - 1] == table[i][j]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


@dataclass
class _Hunk:
    """Words that went and words that came at one place, and where both begin."""

    old_at: int
    old: str
    new_at: int
    new: str


def _between(stays: dict[int, int], before: tuple[int, str], after: tuple[int, str]) -> list[_Hunk]:
    """Find what went and came between the characters that stay."""
    (start, old), (begin, new) = before, after
    hunks: list[_Hunk] = []
    i = j = 0
    for next_j, next_i in (*sorted(stays.items()), (len(new), len(old))):
        if i < next_i or j < next_j:
            hunks.append(_Hunk(start + i, old[i:next_i], begin + j, new[j:next_j]))
        i, j = next_i + 1, next_j + 1
    return hunks


class _Side:
    """One side of a hunk in words, as `compare.moved` sees it."""

    def __init__(self, at: int, text: str) -> None:
        at += len(text) - len(text.lstrip())
        text = text.lstrip()
        self.tokens = tokens_with_blanks(text)
        self.words = [token.rstrip() for token in self.tokens]
        self.at = [at + sum(map(len, self.tokens[:k])) for k in range(len(self.tokens) + 1)]
        self.taken = [False] * len(self.tokens)
        whole = [
            (at + start, at + end)
            for start, end in sentences(text)
            if text[start:end].rstrip()[-1] in ".!?…"
        ]
        self.sentence_ends = {
            self.at.index(start): self.at.index(end)
            for start, end in whole
            if start in self.at and end in self.at
        }


def _moved(hunks: list[_Hunk]) -> dict[int, int]:
    """Find words that moved unchanged: new places and old ones, character by character."""
    lost = [word for hunk in hunks for word in hunk.old.split()]
    if not any(word in lost for hunk in hunks for word in hunk.new.split()):
        return {}
    gone = [_Side(hunk.old_at, hunk.old) for hunk in hunks]
    found: dict[int, int] = {}
    for hunk in hunks:
        side = _Side(hunk.new_at, hunk.new)
        at = 0
        while at < len(side.words):
            best_size, best_at = 0, -1
            best: _Side | None = None
            for other, start in _candidates(side, at, gone):
                size = _run(side, at, other, start)
                if size > best_size:
                    best, best_size, best_at = other, size, start
            if best is None or not _is_enough(side, at, best_size):
                at += 1
                continue
            last = at + best_size - 1
            length = side.at[last] + len(side.words[last]) - side.at[at]
            found |= {side.at[at] + k: best.at[best_at] + k for k in range(length)}
            best.taken[best_at : best_at + best_size] = [True] * best_size
            at += best_size
    return found


def _candidates(side: _Side, at: int, gone: list[_Side]) -> list[tuple[_Side, int]]:
    """List the first places of the next five words, then of a short sentence."""
    places = [(other, start) for other in gone for start in range(len(other.words))]
    five = side.words[at : at + 5]
    fives = [place for place in places if place[0].words[place[1] : place[1] + 5] == five]
    size = side.sentence_ends.get(at, at) - at
    shorts = [
        (other, start)
        for other, start in places
        if 2 < size < 5
        and other.sentence_ends.get(start) == start + size
        and other.words[start : start + size] == side.words[at : at + size]
    ]
    return (fives[:8] if len(five) == 5 else []) + shorts[:8]


def _run(side: _Side, at: int, other: _Side, start: int) -> int:
    """Count the words in a row that are the same with the blanks between them."""
    size = 0
    while at + size < len(side.words) and start + size < len(other.words):
        if other.taken[start + size] or side.words[at + size] != other.words[start + size]:
            break
        size += 1
        if side.tokens[at + size - 1] != other.tokens[start + size - 1]:
            break
    return size


def _is_enough(side: _Side, at: int, size: int) -> bool:
    """Tell whether it is a sentence of two words, or five words, signs not counted."""
    words = [word for word in side.words[at : at + size] if any(map(str.isalnum, word))]
    is_sentence = at in side.sentence_ends and side.sentence_ends[at] <= at + size
    return len(words) >= 5 or (len(words) >= 2 and is_sentence)
