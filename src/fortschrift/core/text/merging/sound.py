"""Proposals that touch different places and still make no sound text together.

The one wants a paragraph to be a list item, the other wants it where no list is. Such
sets are rare, so they are found by trying: whatever cannot be put together is reduced to
a smallest set.
"""

from collections.abc import Iterator, Mapping

from fortschrift.core.text.apply import apply
from fortschrift.core.text.effects.effect import KIND, Effect
from fortschrift.core.text.errors import TextError
from fortschrift.core.text.merging.clash import Clash, Index
from fortschrift.core.text.merging.unify import unified
from fortschrift.core.text.merging.union import laid_together
from fortschrift.core.text.tree import Tree


def unsound_pairs(
    base: Tree, effects: Mapping[int, Effect], known: Mapping[tuple[int, ...], object]
) -> Iterator[Clash]:
    """List pairs that do not go together because of a kind, without those known to clash."""
    if not any(_changes_kinds(effect) for effect in effects.values()):
        return
    index = Index(base)
    for number, effect in sorted(effects.items()):
        for other in sorted(index.near_kinds(number, effect)):
            if (other, number) not in known:
                yield from _tried(base, {other: effects[other], number: effect})
        index.add(number, effect)


def unsound_sets(base: Tree, effects: Mapping[int, Effect]) -> tuple[Clash, ...]:
    """List smallest sets, disjoint, without which the rest makes a sound text."""
    found: list[Clash] = []
    rest = dict(effects)
    while any(_reshapes(effect) for effect in rest.values()):
        clash = next(_tried(base, rest), None)
        if clash is None:
            break
        found.append(clash)
        rest = {n: effect for n, effect in rest.items() if n not in clash.proposals}
    return tuple(found)


def _tried(base: Tree, effects: Mapping[int, Effect]) -> Iterator[Clash]:
    """Give the one smallest set that cannot stand together, if the whole cannot."""
    if _fault(base, effects) is None:
        return
    smallest = dict(effects)
    for number in sorted(effects, reverse=True):
        without = {n: effect for n, effect in smallest.items() if n != number}
        if _fault(base, without) is not None:
            smallest = without
    error = _fault(base, smallest)
    yield Clash(tuple(sorted(smallest)), "kind", getattr(error, "node", None))


def _fault(base: Tree, effects: Mapping[int, Effect]) -> TextError | None:
    """Give what is wrong with the text that effects make together."""
    try:
        apply(laid_together(base, unified(effects)).operations, base)
    except TextError as error:
        return error
    return None


def _changes_kinds(effect: Effect) -> bool:
    return any(name == KIND for _, name in effect.values)


def _reshapes(effect: Effect) -> bool:
    """Tell whether an effect could make the text of others unsound at all."""
    return _changes_kinds(effect) or bool(effect.breaks or effect.seams)
