"""Rebase: operations written on one text, carried to the text that others have left.

Ranges, values and places are moved through what was recorded; nothing is compared again.
What was adopted stands: where both fill one gap it stands first, and what wants the same
is done already. What no longer fits is said with reason and place.

>>> from uuid import UUID
>>> from fortschrift.core.text.node import NodeState
>>> from fortschrift.core.text.operations import Retitle
>>> from fortschrift.core.text.runs import inline
>>> from fortschrift.core.text.splices import Splice
>>> root = NodeId(UUID(int=1))
>>> base = Tree.of([NodeState(root, "concept", inline("Kurse für alle"))], root=root)
>>> adopted = (Retitle(root, (Splice(0, inline("Kurse"), inline("Sprachkurse")),)),)
>>> (carried,) = rebase((Retitle(root, (Splice(10, inline("alle"), inline("Frauen")),)),),
...                     adopted, base)
>>> carried.splices[0].start
16
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Any

from fortschrift.core.text.apply import apply
from fortschrift.core.text.composition.fold import fold
from fortschrift.core.text.effects.composing import (
    carried,
    carried_each,
    carried_start,
    collisions,
    taken_apart,
)
from fortschrift.core.text.effects.effect import KIND, Break, Effect, TextKey, text_key
from fortschrift.core.text.effects.emit import emit
from fortschrift.core.text.errors import Unfit
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.merging.clash import Clash, Index
from fortschrift.core.text.merging.cycles import cycles
from fortschrift.core.text.merging.offsets import Offsets
from fortschrift.core.text.merging.sound import unsound_sets
from fortschrift.core.text.merging.unify import Known
from fortschrift.core.text.operations import Operation, Reformat, Retitle, Substitute
from fortschrift.core.text.splices import Splice, Splices, in_order, misfit
from fortschrift.core.text.tree import Place, Tree

_ADOPTED, _CARRIED = 0, 1


def rebase(
    operations: Iterable[Operation], over: Iterable[Operation], base: Tree
) -> tuple[Operation, ...]:
    """Carry operations on the base over others that were applied to it.

    Raises Unfit with what clashes, and like `fold` for operations that do not fit the base.
    """
    return Carrier(base, tuple(over)).carry(operations)


class Carrier:
    """Carries many lists of operations on one base over the same adopted change."""

    def __init__(self, base: Tree, over: tuple[Operation, ...]) -> None:
        """Take the change in once; raises like `apply`."""
        self.base = base
        self.after = apply(over, base)
        self.adopted = fold(over, base)
        self._offsets = Offsets(base, self.after, self.adopted)
        self._joined = {other: at for at, other in enumerate(self.adopted.seams, start=1)}
        self._index = Index(base, in_turn=True)
        self._index.add(_ADOPTED, self.adopted)
        self._known = Known()
        self._known.take(self.adopted)
        self._only_words = not any(
            (
                *(self.adopted.breaks, self.adopted.seams, self.adopted.repealed),
                any(name == KIND for _, name in self.adopted.values),
            )
        )

    def carry(self, operations: Iterable[Operation]) -> tuple[Operation, ...]:
        """Give the operations for the text after the change; raises Unfit."""
        operations = tuple(operations)
        return self._words_carried(operations) or self._all_carried(operations)

    def _words_carried(self, operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
        """Carry operations that only replace words, which most do; none where it is not so easy.

        What happens elsewhere need not be looked at: words are only in the way of words
        unless the change splits, joins, takes out or changes kinds.
        """
        carried_ones: list[Operation] = []
        seen: set[TextKey] = set()
        for operation in operations:
            if not isinstance(operation, Substitute | Reformat | Retitle):
                return ()
            key = text_key(operation)
            over = self.adopted.texts.get(key, ())
            if not self._is_easy(key, operation.splices, over) or key in seen:
                return ()
            seen.add(key)
            moved = carried(operation.splices, over) if over else operation.splices
            carried_ones.append(operation if not over else type(operation)(key[0], moved))
        return tuple(carried_ones)

    def _is_easy(self, key: TextKey, splices: Splices, over: Splices) -> bool:
        node, name = key
        return (
            self._only_words
            and node in self.base
            and misfit(getattr(self.base[node], name), splices) is None
            and not any(self._is_there(key, each) for each in splices)
            and next(collisions(splices, over), None) is None
        )

    def _is_there(self, key: TextKey, splice: Splice) -> bool:
        """Tell whether the change replaced these words so, or brought them in a step of its own."""
        texts, pieces = self.adopted.texts, self.adopted.pieces
        return splice in texts.get(key, ()) or splice in pieces.get(key, ())

    def _all_carried(self, operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
        mine = self._known.look(fold(operations, self.base))
        found = tuple(self._in_the_way(mine))
        if found:
            raise Unfit(found)
        return emit(self._carried(mine), self.after)

    def _in_the_way(self, mine: Effect) -> Iterator[Clash]:
        found = list(self._index.clashes(_CARRIED, mine))
        both = {_ADOPTED: self.adopted, _CARRIED: mine}
        if mine.moved and self.adopted.moved:
            found += (Clash(each, "cycle") for each in cycles(self.base, both))
        yield from found
        if not found and self._index.near_kinds(_CARRIED, mine):
            yield from unsound_sets(self.base, both)

    def _carried(self, mine: Effect) -> Effect:
        """Tell an effect relative to the text after the change, without what is done there."""
        mine = self._with_later_parts(mine)
        done = self.adopted
        fresh = {node: state for node, state in mine.fresh.items() if node not in done.fresh}
        moved = {node: flag for node, flag in mine.moved.items() if node not in done.moved}
        return Effect(
            texts=self._texts(mine),
            breaks=self._breaks(mine),
            seams={o: seam for o, seam in mine.seams.items() if o not in done.seams},
            values={key: each for key, each in mine.values.items() if key not in done.values},
            relations={k: each for k, each in mine.relations.items() if k not in done.relations},
            repealed=frozenset(node for node in mine.repealed if node in self.after),
            placed=self._placed(mine),
            moved=moved,
            fresh=fresh,
        )

    # ---- words

    def _texts(self, mine: Effect) -> dict[TextKey, Splices]:
        found: dict[TextKey, list[Splice]] = {}
        for (node, name), splices in sorted(mine.texts.items(), key=self._joining_order):
            over = self.adopted.texts.get((node, name), ())
            wanted = taken_apart(splices, mine.pieces.get((node, name), ()), over)
            left = tuple(each for each in wanted if not self._is_there((node, name), each))
            for before, here in zip(left, carried_each(left, over), strict=True):
                to, start = node, here.start
                if name == "text":
                    to, start = self._offsets.spot(node, before.start, here.start)
                found.setdefault((to, name), []).append(replace(here, start=start))
        return {key: in_order(splices) for key, splices in found.items()}

    def _joining_order(self, item: tuple[TextKey, Any]) -> int:
        """Put what is said in a text before what is said in those that were joined to it."""
        (node, _), _ = item
        return self._joined.get(node, 0)

    def _breaks(self, mine: Effect) -> dict[NodeId, tuple[Break, ...]]:
        found: dict[NodeId, list[Break]] = {}
        for node, each in mine.parts():
            if each in self.adopted.breaks.get(node, ()):
                continue
            over = self.adopted.texts.get((node, "text"), ())
            to, start = self._offsets.spot(node, each.start, carried_start(each.start, over))
            left = tuple(child for child in each.children if self._stays(child, node))
            found.setdefault(to, []).append(replace(each, start=start, children=left))
        return {node: tuple(breaks) for node, breaks in found.items()}

    # ---- places

    def _with_later_parts(self, mine: Effect) -> Effect:
        """Let the later parts that the change made of a text follow one that moves away."""
        homes = mine.breaks.keys() & self.adopted.breaks.keys()
        along = {part: found for home in homes for part, found in self._following(mine, home)}
        if not any(along.values()):
            return mine

        def row(nodes: tuple[NodeId, ...]) -> tuple[NodeId, ...]:
            return tuple(part for node in nodes for part in (node, *along.get(node, ())))

        moving = {part for parts in along.values() for part in parts}
        flags = {
            each.new: self.base[home].parent_unknown
            for home, each in self.adopted.parts()
            if each.new in moving
        }
        return replace(
            mine,
            placed={place: row(nodes) for place, nodes in mine.placed.items()},
            moved={**mine.moved, **flags},
            fresh={
                n: replace(state, children=row(state.children)) for n, state in mine.fresh.items()
            },
        )

    def _following(self, mine: Effect, home: NodeId) -> Iterator[tuple[NodeId, tuple[NodeId, ...]]]:
        """Tell which parts follow one that moves, up to the next that is put somewhere."""
        placed = {node for each in (mine, self.adopted) for _, node in each.standing()}
        breaks = {*mine.breaks[home], *self.adopted.breaks[home]}
        parts = [each.new for each in sorted(breaks, key=lambda each: each.start)]
        for at, part in enumerate(parts, start=1):
            if part in mine.moved and not self._is_done(part):
                yield part, tuple(takewhile(lambda each: each not in placed, parts[at:]))

    def _placed(self, mine: Effect) -> dict[Place, tuple[NodeId, ...]]:
        placed: dict[Place, tuple[NodeId, ...]] = {}
        for place, nodes in sorted(mine.placed.items(), key=self._reading_order):
            left = tuple(node for node in nodes if not self._is_done(node))
            if left:
                here = Place(
                    place.parent, self._before_part(place, left, mine) or self._anchor(place)
                )
                placed[here] = (*placed.get(here, ()), *left)
        return placed

    def _before_part(self, place: Place, nodes: tuple[NodeId, ...], mine: Effect) -> NodeId | None:
        """Give the text to stand behind where a part of it follows among the nodes."""
        if place.after is None or self._put_at(place):
            return None
        over = self.adopted.texts.get((place.after, "text"), ())
        for each in mine.breaks.get(place.after, ()):
            if each.new in nodes:
                text, _ = self._offsets.spot(
                    place.after, each.start, carried_start(each.start, over)
                )
                return text
        return None

    def _is_done(self, node: NodeId) -> bool:
        return node in self.adopted.fresh or node in self.adopted.moved

    def _reading_order(self, item: tuple[Place, Any]) -> tuple[NodeId, int]:
        place = item[0]
        if place.after is None or place.parent not in self.base:
            return place.parent, -1
        return place.parent, self.base[place.parent].children.index(place.after)

    def _anchor(self, place: Place) -> NodeId | None:
        """Give the node to stand behind: what the change has put there, or what stays."""
        if place.parent not in self.base:
            return place.after
        children = self.base[place.parent].children
        at = -1 if place.after is None else children.index(place.after)
        for child in (*reversed(children[: at + 1]), None):
            put = self._put_at(Place(place.parent, child))
            if put:
                return put[-1]
            last = self._last_part(child)
            if last is None or self._stays(last, place.parent):
                return last
        return None

    def _put_at(self, place: Place) -> list[NodeId]:
        """List what the change has put at a place, without what it joined away."""
        return [node for node in self.adopted.placed.get(place, ()) if node in self.after]

    def _stays(self, child: NodeId, parent: NodeId) -> bool:
        return (
            child in self.after
            and self.after.parent_of(child) == parent
            and (child not in self.adopted.moved)
        )

    def _last_part(self, child: NodeId | None) -> NodeId | None:
        """Give the last part of a text that the change split and left in one place."""
        if child is None or child not in self.adopted.breaks:
            return child
        standing = {node for _, node in self.adopted.standing()}
        parts = [each.new for each in self.adopted.breaks[child] if each.new not in standing]
        return parts[-1] if parts else child
