"""Equal wishes under one name: new nodes of several proposals that say the same.

Two people who propose the same new paragraph at one place give it two ids. Here the later
proposal takes the ids of the earlier one, so that equal wishes are equal values and
everything else can compare them.

New nodes can lead to each other: a paragraph cites a new note, a block stands under the new
half of a split text, two notes cite each other. What leads to new nodes is the same where
these are, which is assumed until something speaks against it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from fortschrift.core.text.effects.effect import Break, Effect
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


@dataclass(frozen=True, slots=True)
class _Brought:
    """New nodes that come to one place together: a subtree, or the second part of a text.

    `shape` is all that can be said of them but ids of new nodes; `leads_to` are these, in the
    order in which they were left out.
    """

    ids: tuple[NodeId, ...]
    shape: Any
    leads_to: tuple[NodeId, ...]


class Known:
    """The new nodes that were met so far."""

    def __init__(self) -> None:
        """Begin with none."""
        self._by_shape: dict[Any, list[_Brought]] = defaultdict(list)
        self._by_id: dict[NodeId, _Brought] = {}

    def take(self, effect: Effect) -> Effect:
        """Give an effect under known names, and know from now on what is new in it."""
        brought = _brought(effect)
        names = self._names(brought)
        for each in brought:
            if each.ids[0] not in names:
                leads_to = tuple(names.get(node, node) for node in each.leads_to)
                known = replace(each, leads_to=leads_to)
                self._by_shape[each.shape].append(known)
                self._by_id |= dict.fromkeys(each.ids, known)
        return _under(names, effect)

    def look(self, effect: Effect) -> Effect:
        """Give an effect under known names, and learn nothing from it."""
        return _under(self._names(_brought(effect)), effect)

    def _names(self, brought: Sequence[_Brought]) -> Names:
        """Tell what is known under which name."""
        names: Names = {}
        own = {node: each for each in brought for node in each.ids}
        for each in brought:
            known = self._by_shape.get(each.shape, ()) if each.ids[0] not in names else ()
            found = (self._if_same(each, other, own, names) for other in known)
            names = next((more for more in found if more is not None), names)
        return names

    def _if_same(
        self, one: _Brought, other: _Brought, own: Mapping[NodeId, _Brought], names: Names
    ) -> Names | None:
        """Give more names if one is the other, with all that both lead to."""
        assumed = _Assumed(dict(names), set(names.values()))
        if not assumed.add(one, other):
            return None
        while assumed.pending:
            one, other = assumed.pending.pop()
            for mine, its in zip(one.leads_to, other.leads_to, strict=True):
                if not assumed.agrees(mine, its, own.get(mine), self._by_id.get(its)):
                    return None
        return assumed.names


@dataclass(slots=True)
class _Assumed:
    """Names that hold if nothing speaks against them, and what is still to be asked."""

    names: dict[NodeId, NodeId]
    taken: set[NodeId]
    pending: list[tuple[_Brought, _Brought]] = field(default_factory=list)

    def add(self, one: _Brought, other: _Brought) -> bool:
        """Assume that one is the other, unless they differ or the other is taken."""
        if one.shape != other.shape or not self.taken.isdisjoint(other.ids):
            return False
        self.names |= dict(zip(one.ids, other.ids, strict=True))
        self.taken.update(other.ids)
        self.pending.append((one, other))
        return True

    def agrees(
        self, mine: NodeId, its: NodeId, one: _Brought | None, other: _Brought | None
    ) -> bool:
        """Tell whether a node can be another one, and assume so."""
        if mine in self.names or one is None or other is None:
            return self.names.get(mine, mine) == its
        return self.add(one, other) and self.names[mine] == its


def _brought(effect: Effect) -> tuple[_Brought, ...]:
    """List what a proposal brings in."""
    if not effect.fresh and not effect.breaks:
        return ()
    new = effect.fresh.keys() | {part.new for _, part in effect.parts()}
    parts = [_Shaping(new).part(node, part) for node, part in effect.parts()]
    blocks = [
        _Shaping(new).block(effect, place, node)
        for place, nodes in effect.placed.items()
        for node in nodes
        if node in effect.fresh
    ]
    return (*parts, *blocks)


class _Shaping:
    """Says all of new nodes but the ids of new ones, which are noted aside."""

    def __init__(self, new: Set[NodeId]) -> None:
        self._new = new
        self._met: list[NodeId] = []

    def part(self, node: NodeId, part: Break) -> _Brought:
        shape = (self._id(node), part.start, part.gap, tuple(map(self._id, part.children)))
        return _Brought((part.new,), shape, tuple(self._met))

    def block(self, effect: Effect, place: Place, top: NodeId) -> _Brought:
        states = tuple(effect.subtree(top))
        after = None if place.after is None else self._id(place.after)
        shape = (self._id(place.parent), after, *map(self._state, states))
        return _Brought(tuple(state.id for state in states), shape, tuple(self._met))

    def _id(self, node: NodeId) -> NodeId:
        if node not in self._new:
            return node
        self._met.append(node)
        return _ANY

    def _state(self, state: NodeState) -> tuple[Any, ...]:
        return (
            state.kind,
            self._text(state.heading),
            self._text(state.text),
            tuple((key, type(value), value) for key, value in state.attributes),
            tuple(map(self._id, state.children)),
            tuple((kind, self._id(target)) for kind, target in state.relations),
            state.printed_number,
            state.parent_unknown,
        )

    def _text(self, text: InlineText) -> tuple[Any, ...]:
        return tuple((run.text, tuple(map(self._mark, run.marks))) for run in text)

    def _mark(self, mark: Mark) -> Any:
        return self._id(NodeId(UUID(mark.value))) if mark.kind == "footnote" else mark


_ANY = NodeId(UUID(int=0))


def _under(names: Names, effect: Effect) -> Effect:
    changed = {old: new for old, new in names.items() if old != new}
    return renamed(effect, changed) if changed else effect


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
        pieces={
            (new(node), name): _splices(each, names) for (node, name), each in effect.pieces.items()
        },
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
