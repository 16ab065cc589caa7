"""What a proposal touches of its base: the keys under which others may stand in its way.

A touch is a (role, key) pair. Two proposals have to do with each other only where a role
of the one meets a role of the other at one key, so clashes are found by looking up and
not by trying each against each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from fortschrift.core.text.effects.effect import KIND, Break, Effect, TextKey
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.splices import Splice
from fortschrift.core.text.tree import Place, Tree

Role = Literal[
    "words",  # a range of a text; key: node and field
    "value",  # a value set; key: node and name
    "goes",  # a node moves; key: node
    "gone",  # a node is taken out; key: node
    "at",  # work on a node; key: node
    "shaped",  # a text is split or joined; key: node
    "shifted",  # a node is moved, taken out or changed in kind; key: node
    "sharing",  # children of a text go with its part, or to another text; key: node
    "under",  # something comes to stand under a node; key: node
    "ends",  # a text ends in another one; key: node
    "noted",  # a node is told something besides its words; key: node
    "seam",  # a place between two texts that are joined; key: place
    "filled",  # something comes to stand at a place; key: place
    "fresh",  # a node is brought in; key: node
]
Touch: TypeAlias = tuple[Role, Any, Any]
"""Role, key, and what is wished there (None where being there is all)."""


@dataclass(frozen=True, slots=True)
class Range:
    """A range of a text and what is wished for it."""

    start: int
    end: int
    wish: Splice | Break

    @property
    def parts(self) -> bool:
        """Tell whether a text is split here where no blank space is dropped."""
        return isinstance(self.wish, Break) and self.start == self.end


def touches(effect: Effect, base: Tree) -> Iterator[Touch]:
    """List all that a proposal touches."""
    for key, found in ranges(effect):
        yield "words", key, found
    for value_key, value in effect.values.items():
        yield "value", value_key, value.new
    for node, destination in destinations(effect):
        yield "goes", node, destination
    for node in effect.repealed:
        yield "gone", node, None
    for place in effect.placed:
        yield "filled", place, None
    for place in _seams(effect, base):
        yield "seam", place, None
    for node in effect.fresh:
        yield "fresh", node, effect.fresh[node]
    for _, part in effect.parts():
        yield "fresh", part.new, part
    yield from _nodes(effect, base)


def ranges(effect: Effect) -> Iterator[tuple[TextKey, Range]]:
    """List the ranges of words, and where texts are split."""
    for key, splices in effect.texts.items():
        for splice in splices:
            yield key, Range(splice.start, splice.end, splice)
    for node, each in effect.parts():
        yield (node, "text"), Range(each.start, each.end, each)


def destinations(effect: Effect) -> Iterator[tuple[NodeId, Any]]:
    """Tell where each moving node goes: its place and whether the parent is unknown.

    Behind which of several that come to one place does not matter: they are all taken.
    """
    for place, nodes in effect.placed.items():
        for node in nodes:
            if node in effect.moved:
                yield node, (place, effect.moved[node])
    for state in effect.fresh.values():
        for child in state.children:
            if child in effect.moved:
                yield child, (Place(state.id), effect.moved[child])


def _seams(effect: Effect, base: Tree) -> Iterator[Place]:
    """List the places between texts that are joined, where nothing else can come to stand."""
    placed = {node: place for place, nodes in effect.placed.items() for node in nodes}
    last: dict[NodeId, NodeId] = {}
    homes = _homes(effect)
    for other, seam in effect.seams.items():
        before = last.get(seam.node, seam.node)
        last[seam.node] = other
        if before in placed and other in placed:
            continue  # they come together
        home = homes.get(before, before)
        start = placed.get(before) or Place(base.place_of(home).parent, home)
        end = placed.get(other) or base.place_of(other)
        if start.parent == end.parent and start.parent in base:  # else children are shared out
            row = (None, *base[start.parent].children)
            for child in row[row.index(start.after) : row.index(end.after) + 1]:
                yield Place(start.parent, child)


def worked(effect: Effect) -> set[NodeId]:
    """Give the nodes that a proposal works on, other than taking them out."""
    return _said(effect) | _filled(effect) | _shaped(effect) | effect.moved.keys()


def _said(effect: Effect) -> set[NodeId]:
    said = {node for node, _ in effect.texts} | {node for node, _ in effect.values}
    return said | {node for node, _, _ in effect.relations}


def _filled(effect: Effect) -> set[NodeId]:
    return {place.parent for place in effect.placed}


def _shaped(effect: Effect) -> set[NodeId]:
    return {*effect.breaks, *effect.seams, *_taking(effect)}


def _homes(effect: Effect) -> dict[NodeId, NodeId]:
    """Tell of second parts of texts whose text they were."""
    return {part.new: node for node, part in effect.parts()}


def _sharing(effect: Effect) -> set[NodeId]:
    """Give the texts whose children do not all stay with them."""
    parting = {node for node, part in effect.parts() if part.children}
    return {*parting, *effect.seams, *_taking(effect)}


def _taking(effect: Effect) -> set[NodeId]:
    """Give the texts that others are joined to."""
    homes = _homes(effect)
    return {homes.get(seam.node, seam.node) for seam in effect.seams.values()}


def _nodes(effect: Effect, base: Tree) -> Iterator[Touch]:
    for node in worked(effect):
        if node in base:
            yield "at", node, None
    for node in _shaped(effect):
        yield "shaped", node, shape(effect, node)
    for node in _shifted(effect):
        yield "shifted", node, None
    for node in _filled(effect):
        yield "under", node, None
    for node in _sharing(effect):
        yield "sharing", node, None
    for node in effect.seams:
        yield "ends", node, None
    for node in {*(key[0] for key in effect.values), *(key[0] for key in effect.relations)}:
        yield "noted", node, None


def _shifted(effect: Effect) -> set[NodeId]:
    moved, gone = effect.moved.keys(), effect.repealed
    if not (moved or gone or effect.values):
        return set()
    homes = _homes(effect)
    kinds = {homes.get(node, node) for node in kinds_changed(effect)}
    return {*moved, *gone, *kinds}


def kinds_changed(effect: Effect) -> set[NodeId]:
    """Give the nodes that become something else."""
    return {node for node, name in effect.values if name == KIND}


def near(effect: Effect, base: Tree) -> set[NodeId]:
    """Give the nodes whose kind matters for what a proposal does."""
    said = _said(effect) | _filled(effect) | effect.moved.keys()
    return said | _parents(base, kinds_changed(effect))


def shape(effect: Effect, node: NodeId) -> Any:
    """Say how a text is split or joined, to compare it with another proposal's wish."""
    homes = _homes(effect)
    into = sorted(
        (str(other), seam.gap)
        for other, seam in effect.seams.items()
        if node in (seam.node, homes.get(seam.node))
    )
    return effect.breaks.get(node), effect.seams.get(node), tuple(into)


def shift(effect: Effect, node: NodeId) -> Any:
    """Say where a node goes and what it becomes, to compare it with another proposal's wish."""
    goes = next((goes for moving, goes in destinations(effect) if moving == node), None)
    return goes, node in effect.repealed, effect.values.get((node, KIND))


def _parents(base: Tree, nodes: set[NodeId]) -> set[NodeId]:
    found = (base.parent_of(node) for node in nodes if node in base)
    return {node for node in found if node is not None}
