"""From an effect to operations: an order in which every step is possible.

Words first, as they stand in the base; then texts are split; then what nodes are and
say; then everything is put where it belongs, from the top down, so that no node ever
stands below itself; then goes what is repealed, when everything that stays has left it;
last, texts are joined, when nothing stands between them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any, TypeAlias

from fortschrift.core.text.blocks import rules
from fortschrift.core.text.effects.composing import carried
from fortschrift.core.text.effects.effect import (
    KIND,
    NUMBER,
    OUTLINE,
    Effect,
    Exchange,
    TextKey,
    ValueKey,
    attribute_of,
)
from fortschrift.core.text.errors import Cycle
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import fits_kind
from fortschrift.core.text.operations import (
    ChangeKind,
    ChangeOutline,
    Insert,
    Join,
    Move,
    Operation,
    Reformat,
    Relate,
    Repeal,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Split,
    Substitute,
    Unrelate,
)
from fortschrift.core.text.runs import length
from fortschrift.core.text.splices import Splices
from fortschrift.core.text.tree import Place, Tree

Atom: TypeAlias = tuple[Any, ...]
"""What an operation stands for in the effect: its member and the key in there."""

Layers: TypeAlias = Mapping[TextKey, Sequence[Splices]]
"""The words of each text in layers on the same base: one operation for each."""


def emit(effect: Effect, base: Tree) -> tuple[Operation, ...]:
    """Give operations that do to the base what the effect says; raises Cycle."""
    layers = {key: (splices,) for key, splices in effect.texts.items()}
    return tuple(operation for operation, _ in emitted(effect, base, layers))


def emitted(effect: Effect, base: Tree, layers: Layers) -> Iterator[tuple[Operation, Atom]]:
    """Give operations, each with what it stands for, one for each layer of words."""
    outline = effect.values.get((base.root, OUTLINE))
    if outline is not None:
        yield _valued((base.root, OUTLINE), outline), ("values", (base.root, OUTLINE))
    yield from _words(effect, base, layers, early=True)
    yield from _splits(effect, base)
    yield from _values(effect, base)
    yield from _words(effect, base, layers, early=False)
    yield from _relations(effect)
    yield from _Placing(effect, base).operations()
    for node in sorted(effect.repealed):
        yield Repeal(node), ("repealed", node)
    yield from _joins(effect)


def _words(
    effect: Effect, base: Tree, layers: Layers, *, early: bool
) -> Iterator[tuple[Operation, Atom]]:
    """Replace words: of fields the kind of now has, or of those only the new kind has."""
    for (node, name), texts in layers.items():
        state = base[node]
        if early != getattr(rules(state.kind), name):
            continue
        done: Splices = ()
        for number, splices in enumerate(texts):
            here = carried(splices, done) if done else splices
            yield reworded((node, name), here), ("texts", (node, name), number)
            done = _laid_together(done, splices) if len(texts) > 1 else ()


def reworded(key: TextKey, splices: Splices) -> Operation:
    """Give the operation that replaces words of a heading or a text."""
    node, name = key
    if name == "heading":
        return Retitle(node, splices)
    if splices and all(each.only_marks for each in splices):
        return Reformat(node, splices)
    return Substitute(node, splices)


def _splits(effect: Effect, base: Tree) -> Iterator[tuple[Operation, Atom]]:
    """Split from right to left, so that the offsets further left stay what they are.

    What stands above is split first: it takes with it children that are not yet in two.
    """
    for node, breaks in sorted(effect.breaks.items(), key=lambda each: base.depth(each[0])):
        splices = effect.texts.get((node, "text"), ())
        for each in reversed(breaks):
            shift = sum(
                length(splice.new) - length(splice.old)
                for splice in splices
                if splice.end <= each.start
            )
            yield (
                Split(node, each.start + shift, each.gap, each.new, each.children),
                ("breaks", node, each.new),
            )


def _values(effect: Effect, base: Tree) -> Iterator[tuple[Operation, Atom]]:
    """Change values; what the new kind cannot have goes before the kind, the rest after."""
    kinds = {node: value for (node, name), value in effect.values.items() if name == KIND}
    late: list[tuple[ValueKey, Exchange]] = []
    for key, value in effect.values.items():
        kind = kinds.get(key[0])
        if key[1] in (KIND, OUTLINE):
            continue
        before, after = _around(key, value, kind)
        if before is not None:
            yield _valued(key, before), ("values", key)
        if after is not None:
            late.append((key, after))
    for node, value in kinds.items():
        yield _valued((node, KIND), value), ("values", (node, KIND))
    for key, value in late:
        yield _valued(key, value), ("values", key)


def _around(
    key: ValueKey, value: Exchange, kind: Exchange | None
) -> tuple[Exchange | None, Exchange | None]:
    """Tell what of an exchange comes before the node becomes something else, what after."""
    name = attribute_of(key[1])
    if kind is None or name is None:
        return value, None
    if value.new is None or fits_kind(kind.old, name, value.new):
        return value, None
    if value.old is None or fits_kind(kind.new, name, value.old):
        return None, value
    return Exchange(value.old, None), Exchange(None, value.new)


def _valued(key: ValueKey, value: Exchange) -> Operation:
    node, name = key
    old, new = value.old, value.new
    if name == KIND:
        return ChangeKind(node, old, new)
    if name == NUMBER:
        return SetPrintedNumber(node, old, new)
    if name == OUTLINE:
        return ChangeOutline(old, new)
    return SetAttribute(node, attribute_of(name) or "", old, new)


def _relations(effect: Effect) -> Iterator[tuple[Operation, Atom]]:
    for key, added in effect.relations.items():
        yield (Relate if added else Unrelate)(*key), ("relations", key)


def _joins(effect: Effect) -> Iterator[tuple[Operation, Atom]]:
    """Join texts, those further left first where several go into one."""
    for other, seam in effect.seams.items():
        yield Join(seam.node, other, seam.gap), ("seams", other)


def _laid_together(one: Splices, other: Splices) -> Splices:
    return tuple(sorted((*one, *other), key=lambda each: (each.start, each.end)))


def _index(children: Sequence[NodeId], child: NodeId | None) -> int:
    return -1 if child is None else children.index(child)


class _Placing:
    """Puts new and moving nodes where they belong."""

    def __init__(self, effect: Effect, base: Tree) -> None:
        self.effect = effect
        self.base = base
        self.parts = {
            node: tuple(each.new for each in breaks) for node, breaks in effect.breaks.items()
        }
        self.home = {part: node for node, parts in self.parts.items() for part in parts}
        self.parents = {node: place.parent for place, node in effect.standing()}
        self.taken = {child: each.new for _, each in effect.parts() for child in each.children}

    def operations(self) -> Iterator[tuple[Operation, Atom]]:
        touched = {place.parent for place in self.effect.placed}
        touched |= {
            state.id
            for state in self.effect.fresh.values()
            if any(child not in self.effect.fresh for child in state.children)
        }
        for parent in sorted(touched, key=lambda node: (self._depth(node), node)):
            yield from self._under(parent)

    def _under(self, parent: NodeId) -> Iterator[tuple[Operation, Atom]]:
        if parent in self.effect.fresh:
            yield from self._row(parent, None, self.effect.fresh[parent].children)
            return
        gaps = {
            place.after: nodes
            for place, nodes in self.effect.placed.items()
            if place.parent == parent
        }
        children = self._children(parent)
        last: NodeId | None = None
        before = -1
        for at, anchor in sorted((_index(children, each), each) for each in gaps):
            stays = next((i for i in range(at, before, -1) if self._stays(children[i])), None)
            if stays is not None:
                last = self._end(children[stays])
            yield from self._row(parent, last, gaps[anchor])
            last = next(reversed((gaps[anchor][-1], *self._along(gaps[anchor][-1]))))
            before = at

    def _along(self, node: NodeId) -> Iterator[NodeId]:
        """List what goes along with a node that is placed: the parts behind a part."""
        return self._following(node) if node in self.home else iter(())

    def _stays(self, child: NodeId) -> bool:
        return child not in self.effect.moved and child not in self.effect.repealed

    def _children(self, parent: NodeId) -> tuple[NodeId, ...]:
        """Give the children of the base that stand under a node once texts are split."""
        home = self.home.get(parent)
        if home is not None:
            taken = {each.new: each.children for each in self.effect.breaks[home]}
            return taken[parent]
        children = self.base[parent].children
        gone = {child for each in self.effect.breaks.get(parent, ()) for child in each.children}
        return tuple(child for child in children if child not in gone) if gone else children

    def _end(self, child: NodeId) -> NodeId:
        """Give the node to follow behind a child that stays: its last part in place."""
        return next(reversed((child, *self._following(child))))

    def _following(self, node: NodeId) -> Iterator[NodeId]:
        """List the parts that follow a text, or one of its parts, where that one stands."""
        parts = self.parts.get(self.home.get(node, node), ())
        start = parts.index(node) + 1 if node in parts else 0
        return takewhile(lambda part: part not in self.parents, parts[start:])

    def _row(
        self, parent: NodeId, after: NodeId | None, nodes: Sequence[NodeId]
    ) -> Iterator[tuple[Operation, Atom]]:
        for node in nodes:
            place = Place(parent, after)
            if node not in self.effect.fresh:
                unknown = self.effect.moved[node]
                yield Move(node, place, unknown), ("moved", node)
            elif parent not in self.effect.fresh:
                yield Insert(place, self._subtree(node)), ("fresh", node)
            after = node
            for part in self._along(node):
                yield self._brought_along(part, Place(parent, after))
                after = part

    def _brought_along(self, part: NodeId, place: Place) -> tuple[Operation, Atom]:
        """Let a part that another proposal made follow the one it was made of."""
        home = self.home[part]
        return Move(part, place, self.base[home].parent_unknown), ("breaks", home, part)

    def _subtree(self, top: NodeId) -> tuple[Any, ...]:
        """Give the states of a new subtree without what moves there afterwards."""
        fresh = self.effect.fresh
        return tuple(
            replace(state, children=tuple(child for child in state.children if child in fresh))
            if any(child not in fresh for child in state.children)
            else state
            for state in self.effect.subtree(top)
        )

    def _depth(self, node: NodeId) -> int:
        """Count the nodes up to the root; raises Cycle where effects laid together have none."""
        upwards: set[NodeId] = set()
        above: NodeId | None = node
        while above is not None:
            if above in upwards:
                raise Cycle(above)
            upwards.add(above)
            above = self._parent(above)
        return len(upwards)

    def _parent(self, node: NodeId) -> NodeId | None:
        if node in self.parents:
            return self.parents[node]
        if node in self.home:
            return self._parent(self.home[node])
        return self.taken.get(node) or self.base.parent_of(node)
