"""Effects laid side by side on one base, when nothing in them clashes.

Because every range and place is one of the base, laying together is only collecting:
nothing is shifted, and the order in which effects are given does not matter. What several
want is done once and credited to all of them.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from fortschrift.core.text.effects.composing import taken_apart
from fortschrift.core.text.effects.effect import Break, Effect, TextKey
from fortschrift.core.text.effects.emit import Atom, emitted
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.operations import Operation
from fortschrift.core.text.splices import Splice, Splices
from fortschrift.core.text.tree import Place, Tree

Credits: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Credited:
    """Operations on a base, and for each the proposals it comes from."""

    operations: tuple[Operation, ...]
    credits: tuple[Credits, ...]


def laid_together(base: Tree, effects: Mapping[int, Effect]) -> Credited:
    """Give the operations that do all the effects; they must not clash.

    Words that different proposals replace in one text are operations of their own, so that
    each character comes from the proposal that brought it. What comes to one place stands
    there by number.
    """
    ordered = _taken_apart(sorted(effects.items()))
    credits = _credits(ordered, base)
    layers, words = _layers(ordered)
    together = _together(ordered, base)
    found = [
        (operation, words.get(atom) or credits[atom])
        for operation, atom in emitted(together, base, layers)
    ]
    return Credited(tuple(each for each, _ in found), tuple(each for _, each in found))


_Ordered = Sequence[tuple[int, Effect]]


def _together(ordered: _Ordered, base: Tree) -> Effect:
    """Collect everything but the words, which are laid in layers."""
    texts: dict[TextKey, set[Splice]] = defaultdict(set)
    breaks: dict[NodeId, dict[int, Break]] = defaultdict(dict)
    placed: dict[Place, dict[NodeId, None]] = defaultdict(dict)
    together = Effect(texts={}, seams={}, values={}, relations={}, moved={}, fresh={})
    repealed: set[NodeId] = set()
    for _, effect in ordered:
        for name in ("seams", "values", "relations", "moved", "fresh"):
            getattr(together, name).update(getattr(effect, name))
        repealed |= effect.repealed
        for key, splices in effect.texts.items():
            texts[key].update(splices)
        for node, each in effect.parts():
            breaks[node][each.start] = each
        for place, nodes in effect.placed.items():
            placed[place].update(dict.fromkeys(nodes))
    return replace(
        together,
        texts={key: _in_order(splices) for key, splices in texts.items()},
        breaks={node: tuple(each for _, each in sorted(at.items())) for node, at in breaks.items()},
        placed={place: tuple(nodes) for place, nodes in placed.items()},
        repealed=frozenset(
            node for node in repealed if _over(node, repealed, together.moved, base) is None
        ),
    )


def _layers(
    ordered: _Ordered,
) -> tuple[dict[TextKey, list[Splices]], dict[Atom, Credits]]:
    """Put the words of each text into layers: one for each set of proposals that want them."""
    wanted: dict[TextKey, dict[Splice, list[int]]] = defaultdict(lambda: defaultdict(list))
    turns: dict[tuple[TextKey, Splice], int] = {}
    for number, effect in ordered:
        for key, splices in effect.texts.items():
            turn, gap = 0, -1
            for splice in splices:
                wanted[key][splice].append(number)
                turn = turn + 1 if not splice.old and splice.start == gap else 0
                gap = -1 if splice.old else splice.start
                turns.setdefault((key, splice), turn)
    layers: dict[TextKey, list[Splices]] = {}
    words: dict[Atom, Credits] = {}
    for key, found in wanted.items():
        by_credit: dict[tuple[int, int, Credits], list[Splice]] = defaultdict(list)
        for splice, numbers in found.items():
            by_credit[numbers[0], turns[key, splice], tuple(numbers)].append(splice)
        groups = sorted(by_credit.items())
        layers[key] = [_in_order(splices) for _, splices in groups]
        words |= {("texts", key, layer): each for layer, ((*_, each), _) in enumerate(groups)}
    return layers, words


def _taken_apart(ordered: _Ordered) -> _Ordered:
    """Take words of one gap apart where another proposal wants a piece of them alone."""
    if not any(effect.pieces for _, effect in ordered):
        return ordered
    result: list[tuple[int, Effect]] = []
    for number, effect in ordered:
        others = [each for other, each in ordered if other != number]
        apart = {
            key: taken_apart(effect.texts[key], pieces, _wanted(key, others))
            for key, pieces in effect.pieces.items()
        }
        result.append((number, replace(effect, texts={**effect.texts, **apart})))
    return result


def _wanted(key: TextKey, effects: Iterable[Effect]) -> set[Splice]:
    return {splice for effect in effects for splice in effect.texts.get(key, ())}


def _credits(ordered: _Ordered, base: Tree) -> dict[Atom, Credits]:
    found: dict[Atom, tuple[int, ...]] = defaultdict(tuple)
    for number, effect in ordered:
        for atom in _atoms(effect):
            found[atom] = (*found[atom], number)
    gone = {atom[1] for atom in found if atom[0] == "repealed"}
    moved = {atom[1] for atom in found if atom[0] == "moved"}
    for node in gone:
        top = _over(node, gone, moved, base)
        while top is not None:
            joint = {*found["repealed", top], *found["repealed", node]}
            found["repealed", top] = tuple(sorted(joint))
            top = _over(top, gone, moved, base)
    return found


def _atoms(effect: Effect) -> list[Atom]:
    """List what an effect consists of, as `emitted` names it."""
    atoms: list[Atom] = [("seams", other) for other in effect.seams]
    atoms += (("values", key) for key in effect.values)
    atoms += (("relations", key) for key in effect.relations)
    atoms += (("repealed", node) for node in effect.repealed)
    atoms += (("moved", node) for node in effect.moved)
    atoms += (("breaks", node, each.new) for node, each in effect.parts())
    atoms += (("fresh", node) for node in effect.fresh)
    return atoms


def _in_order(splices: Any) -> Splices:
    """Sort splices; two at one gap stay two, in the order in which they were given."""
    return tuple(sorted(splices, key=lambda each: (each.start, each.end)))


def _over(node: NodeId, gone: Set[NodeId], moved: Container[NodeId], base: Tree) -> NodeId | None:
    """Give the node above that takes this one out with it, unless something between moves."""
    below = node
    for state in base.ancestors(node):
        if below in moved:
            return None
        if state.id in gone:
            return state.id
        below = state.id
    return None
