"""Recognising that a text was split or joined, when two trees are compared by ids.

By ids alone a split looks like words struck and a new paragraph, and a join like words
added and a paragraph repealed. It is called a split or join where that says it in no more
operations, so a difference is never longer for being more telling.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fortschrift.core.text.apply import apply_one
from fortschrift.core.text.blocks import DIVISIBLE
from fortschrift.core.text.comparison.compare import readable
from fortschrift.core.text.difference.differing import Differing
from fortschrift.core.text.draft import Draft
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.operations import Join, Move, Operation, Split
from fortschrift.core.text.runs import InlineText, cut, joined, length, plain
from fortschrift.core.text.tree import Place, Tree


def reshaped(old: Tree, new: Tree, found: Differing) -> tuple[tuple[Operation, ...], Tree]:
    """Give the splits and joins between two texts, and the old one with them done."""
    fresh = [state for state in found.fresh if _could_be_part(state)]
    gone = [state for state in found.gone if _could_end(state)]
    if not fresh and not gone:
        return (), old
    work = Draft(old)
    joins = _joins(_in_order(gone, old), work, new)
    done = (*joins, *_splits(_in_order(fresh, new), work, new))
    return done, work.tree() if done else old


def _in_order(states: list[NodeState], tree: Tree) -> list[NodeState]:
    """Put states in the order of the document."""
    if len(states) < 2:
        return states
    wanted = {state.id for state in states}
    return [state for state in tree if state.id in wanted]


def _could_be_part(state: NodeState) -> bool:
    return state.kind in DIVISIBLE


def _could_end(state: NodeState) -> bool:
    return state.kind in DIVISIBLE and not state.relations and state.printed_number is None


def _joins(gone: Sequence[NodeState], work: Draft, new: Tree) -> Iterator[Operation]:
    """Join what is gone with the text it went into, in document order."""
    for ended in gone:
        for node in _takers(ended.id, work, new):
            steps = _joining(work[node], work[ended.id], work, new)
            for operation in steps:
                apply_one(operation, work)
            yield from steps
            if steps:
                break


def _takers(ended: NodeId, work: Draft, new: Tree) -> Iterator[NodeId]:
    """List the texts that one may have gone into: the one before it, those with its children."""
    place = work.place_of(ended)
    siblings = work[place.parent].children
    before = reversed(siblings[: siblings.index(ended)])
    found = [next((child for child in before if child in new), None)]
    found += [new.parent_of(child) for child in work[ended].children if child in new]
    state = work[ended]
    for node in dict.fromkeys(found):
        if node is not None and node in work and node != ended:
            taker = work[node]
            if (taker.kind, taker.parent_unknown) == (state.kind, state.parent_unknown):
                yield node


def _joining(first: NodeState, ended: NodeState, work: Draft, new: Tree) -> tuple[Operation, ...]:
    """Give the steps that join two texts, none where that needs more operations."""
    text = new[first.id].text
    gap = _gap(first.text, ended.text, text)
    moving, more = _side_by_side(first.id, ended.id, work, new)
    together = joined(first.text, gap, ended.text)
    to_first = sum(_goes_to(new, child, first.id, work) for child in ended.children)
    astray = sum(child not in new for child in ended.children)
    by_join = more + 1 + (together != text) + astray
    without = (first.text != text) + 1 + to_first
    if by_join < without or (by_join == without and _continues(together, text, ended.text)):
        return (*moving, Join(first.id, ended.id, gap))
    return ()


def _goes_to(new: Tree, child: NodeId, first: NodeId, work: Draft) -> bool:
    """Tell whether a child comes to a text, or to a new one behind it that may be split off."""
    above = new.parent_of(child) if child in new else None
    if above is None or above in work:
        return above == first
    return new[above].kind in DIVISIBLE and new.place_of(above).after == first


def _side_by_side(
    first: NodeId, ended: NodeId, work: Draft, new: Tree
) -> tuple[tuple[Operation, ...], int]:
    """Bring two texts together, and count the moves that are not needed anyway."""
    place = work.place_of(ended)
    if any(state.id == first for state in work.walk(ended)):  # it has to leave what ends
        return (Move(first, place),), int(new.parent_of(first) != place.parent)
    behind = Place(work.place_of(first).parent, first)
    return ((), 0) if place == behind else ((Move(ended, behind),), 1)


def _gap(first: InlineText, second: InlineText, whole: InlineText) -> InlineText:
    """Give the blank space between two texts in the one that holds both."""
    if _starts(whole, first):
        return _blank(whole, length(first), second)
    if _ends(whole, second):
        return _blank_before(whole, length(whole) - length(second), first)
    return ()


def _splits(fresh: Sequence[NodeState], work: Draft, new: Tree) -> Iterator[Split]:
    """Split what new texts come from, in document order, so that parts can be split again."""
    for part in fresh:
        for source in _sources(part, work, new):
            cutting = _cutting(work[source], part, new)
            if _split_pays(work, source, part, cutting, new):
                operation = Split(source, cutting.at, cutting.gap, part.id, cutting.children)
                apply_one(operation, work)
                yield operation
                break


def _sources(part: NodeState, work: Draft, new: Tree) -> Iterator[NodeId]:
    """List the texts a new one may be a part of: the one before it, those it has children of."""
    before = new.place_of(part.id).after
    found = [] if before is None else [before]
    found += [work.place_of(child).parent for child in part.children if child in work]
    for node in dict.fromkeys(found):
        if node in work and node in new and work[node].kind in DIVISIBLE:
            yield node


@dataclass(frozen=True, slots=True)
class _Cutting:
    """Where a text would be cut, what goes in between, and which children go along."""

    at: int
    gap: InlineText
    children: tuple[NodeId, ...]


def _cutting(source: NodeState, part: NodeState, new: Tree) -> _Cutting:
    first, text = new[source.id].text, source.text
    if _starts(text, first):
        at = length(first)
        gap = _blank(text, at, part.text)
    elif _ends(text, part.text):
        gap = _blank_before(text, length(text) - length(part.text), first)
        at = length(text) - length(part.text) - length(gap)
    else:
        at, gap = length(text), ()
    taken = [place for place, child in enumerate(source.children) if child in part.children]
    return _Cutting(at, gap, source.children[taken[0] :] if taken else ())


def _split_pays(work: Draft, source: NodeId, part: NodeState, cutting: _Cutting, new: Tree) -> bool:
    """Tell whether splitting needs no more operations and the part continues the text."""
    state = work[source]
    behind = cutting.at + length(cutting.gap)
    rest = cut(state.text, behind, length(state.text))
    astray = [child for child in cutting.children if _stands(new, child, source)]
    own = (part.kind != state.kind) + (part.printed_number is not None) + len(part.relations)
    elsewhere = not _follows(work, source, part, new)
    by_split = (
        *(1, cut(state.text, 0, cutting.at) != new[source].text, rest != part.text),
        *(own, elsewhere, len(astray)),
    )
    comes = sum(child in cutting.children for child in part.children)
    without = (state.text != new[source].text) + 1 + comes
    if sum(by_split) > without:
        return False
    return sum(by_split) < without or _continues(rest, part.text, rest)


def _follows(work: Draft, source: NodeId, part: NodeState, new: Tree) -> bool:
    """Tell whether the part stands behind its source, which stays under its parent."""
    place = new.place_of(part.id)
    return place.after == source and work.place_of(source).parent == place.parent


def _continues(one: InlineText, other: InlineText, of: InlineText) -> bool:
    """Tell whether most of a text is found again: that at most half of it is changed."""
    most = length(of) // 2
    if not of or length(one) - length(other) > most:
        return False
    return sum(length(each.old) for each in readable(one, other)) <= most


def _stands(new: Tree, child: NodeId, parent: NodeId) -> bool:
    return child in new and new.parent_of(child) == parent


def _starts(text: InlineText, start: InlineText) -> bool:
    return length(start) <= length(text) and cut(text, 0, length(start)) == start


def _ends(text: InlineText, end: InlineText) -> bool:
    rest = length(text) - length(end)
    return bool(end) and rest >= 0 and cut(text, rest, length(text)) == end


def _blank(text: InlineText, at: int, following: InlineText) -> InlineText:
    """Cut out the blank space that begins at an offset, but for what the following text has."""
    words, own = plain(text), plain(following)
    end = len(words) - len(words[at:].lstrip()) - (len(own) - len(own.lstrip()))
    return cut(text, at, max(at, end))


def _blank_before(text: InlineText, at: int, leading: InlineText) -> InlineText:
    """Cut out the blank space that ends at an offset, but for what the leading text has."""
    own = plain(leading)
    start = len(plain(text)[:at].rstrip()) + len(own) - len(own.rstrip())
    return cut(text, min(at, start), at)
