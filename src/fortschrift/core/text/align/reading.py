"""A tree read for alignment: its passages in document order, and how much each node holds."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from fortschrift.core.text.align.passage import NUMBER, Passage, words_of
from fortschrift.core.text.blocks import DIVISIBLE, is_level
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.runs import plain
from fortschrift.core.text.tree import Tree

_TEXTS = frozenset({"paragraph", "list_item", "cell"})
_WORDLESS = frozenset({"list", "row", "concept"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A tree, its passages with the nodes that say them, and what each node weighs.

    A weight counts a node, what stands below it, and all their words. What says nothing
    and holds nothing that does is hollow.
    """

    tree: Tree
    passages: tuple[Passage, ...]
    nodes: tuple[NodeId, ...]
    places: dict[NodeId, int]
    order: dict[NodeId, int]
    weights: dict[NodeId, int]
    hollow: frozenset[NodeId]

    def key_of(self, node: NodeId) -> Hashable:
        """Give what looks the same as a node that is a passage."""
        return self.passages[self.places[node]].key

    def say_the_same(self, one: NodeId, other: NodeId) -> bool:
        """Tell whether two nodes that are passages have the same words, whatever they are."""
        passages, places = self.passages, self.places
        return passages[places[one]].texts == passages[places[other]].texts


def said_once(reading: Reading) -> set[Hashable]:
    """Give the keys of the passages that look like no other one of the text."""
    times = Counter(passage.key for passage in reading.passages)
    return {key for key, number in times.items() if number == 1}


def sort_of(kind: str) -> str:
    """Tell which kinds can be the same thing: those of one sort."""
    if is_level(kind):
        return "element"
    return "text" if kind in _TEXTS else kind


def read(tree: Tree, other: Tree) -> Reading:
    """Read a tree that is to be aligned with another one."""
    states = list(tree)
    saying = [state for state in states if _is_passage(state)]
    # A node of both texts that says something in one of them only is known by its id.
    nodes = tuple(
        state.id for state in saying if state.id not in other or _is_passage(other[state.id])
    )
    places = {node: place for place, node in enumerate(nodes)}
    ahead = {one: places[two] for one, two in _neighbours(tree, states) if two in places}
    said = {state.id: _passage(state, ahead.get(state.id)) for state in saying}
    passages = tuple(said[node] for node in nodes)
    order = {state.id: at for at, state in enumerate(states)}
    outwards = states[::-1]
    weights, hollow = _weights(outwards, said), _hollow(outwards, said)
    return Reading(tree, passages, nodes, places, order, weights, hollow)


def _is_passage(state: NodeState) -> bool:
    """Tell whether a node has words of its own, or would have them if it were filled in.

    What only holds others is known by them.
    """
    if state.kind in _WORDLESS:
        return False
    if state.heading or state.text:
        return True
    return not state.children and (not is_level(state.kind) or bool(state.attributes))


def _passage(state: NodeState, ahead: int | None) -> Passage:
    texts = plain(state.heading), plain(state.text)
    key = (state.kind, *texts, state.attributes, state.printed_number)
    return Passage(texts, key, sort_of(state.kind), ahead, tuple(_values(state)))


def _values(state: NodeState) -> Iterator[str]:
    """Give what else tells an element or an image from others, as words."""
    if state.printed_number is not None:
        yield f"{NUMBER}{state.printed_number}"
    for key, value in state.attributes:
        for each in value if isinstance(value, tuple) else (value,):
            yield from words_of(each) if isinstance(each, str) else (f"{key}={each}",)


def _neighbours(tree: Tree, states: Iterable[NodeState]) -> Iterator[tuple[NodeId, NodeId]]:
    """Give siblings one behind the other that could be joined."""
    for state in states:
        for one, following in pairwise(map(tree.nodes.__getitem__, state.children)):
            if one.kind == following.kind and one.kind in DIVISIBLE:
                yield one.id, following.id


def _weights(outwards: Iterable[NodeState], said: dict[NodeId, Passage]) -> dict[NodeId, int]:
    weights: dict[NodeId, int] = {}
    for state in outwards:
        own = len(said[state.id].bag) if state.id in said else 0
        weights[state.id] = 1 + own + sum(weights[child] for child in state.children)
    return weights


def _hollow(outwards: Iterable[NodeState], said: dict[NodeId, Passage]) -> frozenset[NodeId]:
    hollow: set[NodeId] = set()
    for state in outwards:
        if state.id not in said and hollow.issuperset(state.children):
            hollow.add(state.id)
    return frozenset(hollow)
