"""Equal wishes under one name: new nodes of several proposals that say the same.

Two people who propose the same new paragraph at one place give it two ids. Here the later
proposal takes the ids of the earlier one, so that equal wishes are equal values and
everything else can compare them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from fortschrift.core.text.effects.effect import Effect
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.runs import InlineText, Mark, footnote, normal
from fortschrift.core.text.splices import Splice, Splices
from fortschrift.core.text.tree import Place

Names = Mapping[NodeId, NodeId]


def unified(effects: Mapping[int, Effect]) -> dict[int, Effect]:
    """Give equal new nodes at one place the ids of the lowest number that brings them."""
    known = Known()
    return {number: known.take(effect) for number, effect in sorted(effects.items())}


class Known:
    """The new nodes that were met so far, by all that can be said of them but their ids."""

    def __init__(self) -> None:
        """Begin with none."""
        self._ids: dict[Any, tuple[NodeId, ...]] = {}

    def take(self, effect: Effect) -> Effect:
        """Give an effect under known names, and know from now on what is new in it."""
        named = tuple(_named(effect))
        for key, ids in named:
            self._ids.setdefault(key, ids)
        return self._under_names(effect, named)

    def look(self, effect: Effect) -> Effect:
        """Give an effect under known names, and learn nothing from it."""
        return self._under_names(effect, tuple(_named(effect)))

    def _under_names(
        self, effect: Effect, named: Iterable[tuple[Any, tuple[NodeId, ...]]]
    ) -> Effect:
        names: dict[NodeId, NodeId] = {}
        for key, ids in named:
            names.update(zip(ids, self._ids.get(key, ids), strict=True))
        changed = {old: new for old, new in names.items() if old != new}
        return renamed(effect, changed) if changed else effect


def _named(effect: Effect) -> Iterator[tuple[Any, tuple[NodeId, ...]]]:
    """List what a proposal brings in: what can be known about it, and its ids."""
    if not effect.fresh and not effect.breaks:
        return
    times: Counter[Any] = Counter()
    for place, nodes in effect.placed.items():
        for node in nodes:
            if node in effect.fresh:
                ids = tuple(state.id for state in effect.subtree(node))
                key = (place, likeness(effect, node))
                times[key] += 1
                yield (key, times[key]), ids
    for node, part in effect.parts():
        yield ("part", node, part.start, part.gap, part.children), (part.new,)


def likeness(effect: Effect, top: NodeId) -> tuple[NodeState, ...]:
    """Give the states of a new subtree with its own ids counted through, to compare them."""
    states = tuple(effect.subtree(top))
    names = {state.id: NodeId(UUID(int=count)) for count, state in enumerate(states)}
    return tuple(_state(state, names) for state in states)


def renamed(effect: Effect, names: Names) -> Effect:
    """Give an effect in which some new nodes have other ids."""

    def new(node: NodeId) -> NodeId:
        return names.get(node, node)

    return Effect(
        texts={
            (new(node), name): _splices(each, names) for (node, name), each in effect.texts.items()
        },
        breaks={
            node: tuple(replace(each, new=new(each.new)) for each in breaks)
            for node, breaks in effect.breaks.items()
        },
        seams={other: replace(seam, node=new(seam.node)) for other, seam in effect.seams.items()},
        values={(new(node), name): value for (node, name), value in effect.values.items()},
        relations={
            (new(node), kind, new(target)): added
            for (node, kind, target), added in effect.relations.items()
        },
        repealed=effect.repealed,
        placed={
            Place(new(place.parent), place.after): tuple(map(new, nodes))
            for place, nodes in effect.placed.items()
        },
        moved={new(node): unknown for node, unknown in effect.moved.items()},
        fresh={new(node): _state(state, names) for node, state in effect.fresh.items()},
    )


def _state(state: NodeState, names: Names) -> NodeState:
    return replace(
        state,
        id=names.get(state.id, state.id),
        heading=_text(state.heading, names),
        text=_text(state.text, names),
        children=tuple(names.get(child, child) for child in state.children),
        relations=tuple(
            sorted((kind, names.get(target, target)) for kind, target in state.relations)
        ),
    )


def _splices(splices: Splices, names: Names) -> Splices:
    return tuple(
        Splice(each.start, each.old, changed) if changed is not each.new else each
        for each in splices
        for changed in (_text(each.new, names),)
    )


def _text(text: InlineText, names: Names) -> InlineText:
    """Let footnotes lead to the nodes under their other names."""
    if not any(mark.kind == "footnote" for run in text for mark in run.marks):
        return text
    return normal((run.text, tuple(_mark(mark, names) for mark in run.marks)) for run in text)


def _mark(mark: Mark, names: Names) -> Mark:
    if mark.kind != "footnote":
        return mark
    node = NodeId(UUID(mark.value))
    return footnote(names[node]) if node in names else mark
