"""The cases that properties are tried on, each made from a seed and a size and nothing else.

Hypothesis (`strategies`) and the long runner (`long`) both draw from here: a seed that fails
in the one can be given to the other. What is hard in practice comes up often; `test_strategies`
counts how often.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TypeAlias

from fortschrift.core.text import (
    Insert,
    Move,
    NodeState,
    Operation,
    Place,
    Repeal,
    Splice,
    Substitute,
    Tree,
    apply,
    cut,
    inline,
    is_level,
    length,
    may_stand_under,
    plain,
)
from fortschrift.core.text.blocks import DIVISIBLE
from fortschrift.core.text.merging.proposal import Proposal
from tests.core.text.changing import (
    minted_anew,
    some_join,
    some_operation,
    some_operations,
    some_place,
    some_splices,
    some_split,
)
from tests.core.text.growing import Grower, node_id, some_text, some_tree
from tests.core.text.in_a_row import some_row, some_steps
from tests.core.text.rewording import some_rewording

Edit: TypeAlias = tuple[Tree, tuple[Operation, ...]]
Pair: TypeAlias = tuple[Tree, Tree]
Proposed: TypeAlias = tuple[Tree, tuple[Proposal, ...]]
Succession: TypeAlias = tuple[
    Tree, tuple[Operation, ...], tuple[Operation, ...], tuple[Operation, ...]
]
Seeded: TypeAlias = tuple[Tree, bytes]

CONCEPT = 6
"""A size at which a tree has some hundred nodes, as a concept has."""

SIZES = (0,) * 19 + (1,) * 20 + (2,) * 39 + (3,) * 20 + (CONCEPT,) * 2
"""Sizes to draw from evenly: more than one case in a hundred is as large as a concept."""


def of_seed(number: int) -> tuple[bytes, int]:
    """Give the seed and the size of a numbered case."""
    seed = number.to_bytes(8, "big")
    return seed, Random(b"size" + seed).choice(SIZES)


def tree_and_seed(seed: bytes, size: int) -> Seeded:
    """A tree, and a seed for what a test does with it."""
    return some_tree(seed, size), bytes(reversed(seed))


def two_trees(seed: bytes, size: int) -> Pair:
    """Two trees that agree in nothing but the ids they use."""
    return some_tree(seed, size), some_tree(seed + b"other", size)


def edit(seed: bytes, size: int, most: int = 1) -> Edit:
    """A tree and one to *most* operations that can be applied to it one after another."""
    tree = some_tree(seed, size)
    chance = Random(seed + b"edit")
    if most > 1 and chance.random() < 0.3:
        return tree, _at_one_text(chance, tree, most)
    return tree, some_operations(chance, tree, most)


def _at_one_text(chance: Random, tree: Tree, most: int) -> tuple[Operation, ...]:
    """Change the words of one text again and again, split it, join it with the next."""
    state = _text(chance, tree)
    if state is None or state.kind not in DIVISIBLE:
        return some_operations(chance, tree, most)
    chosen: list[Operation] = []
    for _ in range(chance.randint(2, most)):
        here = tree.nodes.get(state.id)
        can_be_cut = here is not None and here.kind in DIVISIBLE and " " in plain(here.text)
        if here is None or not can_be_cut or chance.random() < 0.2:
            operation = (some_join(chance, tree) if chance.random() < 0.5 else None) or (
                some_operation(chance, tree)
            )
        elif chance.random() < 0.3:
            operation = some_split(chance, tree, here)
        else:
            operation = some_rewording(chance, here)
        chosen.append(operation)
        tree = apply([operation], tree)
    return tuple(chosen)


def related(seed: bytes, size: int) -> Pair:
    """Two texts of one root with many nodes in common: one changed at length, either way."""
    tree, operations = edit(seed, size, 12)
    other = apply(operations, tree)
    return (tree, other) if seed[-1] % 2 else (other, tree)


def succession(seed: bytes, size: int) -> Succession:
    """A tree, operations on it, and two changes of it one after the other."""
    tree = some_tree(seed, size)
    chance = Random(seed + b"succession")
    wish = _wishes(chance, tree)
    mine = minted_anew(wish(), 1)
    first = minted_anew(wish(), 2)
    second = minted_anew(some_operations(chance, apply(first, tree), 2), 3)
    return tree, mine, first, second


def wordings(seed: bytes, size: int, most: int = 4) -> Proposed:
    """A tree and proposals on it, each with new ids of its own; many want the same place."""
    tree = some_tree(seed, size)
    chance = Random(seed + b"wordings")
    wish = _wishes(chance, tree)
    made = [wish() for _ in range(chance.randint(1, most))]
    if chance.random() < 0.2:
        made.append(made[0])
    return tree, tuple(
        Proposal(number, minted_anew(operations, number))
        for number, operations in enumerate(made, start=1)
    )


def steps_in_a_row(seed: bytes, size: int) -> Edit:
    """A row of paragraphs, and what is done to them one after another."""
    chance = Random(seed + b"row")
    row = some_row(chance)
    return row, some_steps(chance, row, 2 + size)


def wordings_in_a_row(seed: bytes, size: int) -> Proposed:
    """A row of paragraphs, and proposals that reshape it."""
    chance = Random(seed + b"row")
    row = some_row(chance)
    return row, tuple(
        Proposal(number, minted_anew(some_steps(chance, row), number))
        for number in range(1, chance.choice((2, 2, 3)) + 1)
    )


def amended(seed: bytes, size: int) -> Proposed:
    """Proposals of which some amend others, or those that amend, and some exclude each other."""
    tree, given = wordings(seed, size)
    chance = Random(seed + b"amended")
    proposals = list(given)
    texts = {each.number: apply(each.operations, tree) for each in proposals}
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        number = len(texts) + 1
        amends = chance.choice((*texts, 99)) if chance.random() < 0.1 else chance.choice([*texts])
        under = texts.get(amends, tree)
        operations = minted_anew(some_operations(chance, under, 2), number)
        texts[number] = apply(operations, under)
        proposals.append(Proposal(number, operations, amends=amends))
    if len(proposals) > 1 and chance.random() < 0.3:
        one, other = chance.sample(range(len(proposals)), 2)
        alternatives = frozenset({proposals[other].number})
        proposals[one] = replace(proposals[one], alternatives=alternatives)
    return tree, tuple(proposals)


_Wish: TypeAlias = Callable[[], tuple[Operation, ...]]


def _wishes(chance: Random, tree: Tree) -> _Wish:
    """Choose what proposals are about; give what makes one wish after the other."""
    about = chance.choice(_HARD)(chance, tree)

    def wish() -> tuple[Operation, ...]:
        operation = about() if about and chance.random() < 0.8 else None
        if operation is None:
            return some_operations(chance, tree, 3)
        if chance.random() < 0.7:
            return (operation,)
        return operation, *some_operations(chance, apply([operation], tree), 2)

    return wish


_Hard: TypeAlias = Callable[[Random, Tree], Callable[[], Operation | None] | None]


def _all_at_random(chance: Random, tree: Tree) -> None:
    """Let each wish be about anything."""


def _text(chance: Random, tree: Tree, least: int = 2) -> NodeState | None:
    texts = [state for state in tree if length(state.text) >= least]
    return chance.choice(texts) if texts else None


def _one_text(chance: Random, tree: Tree) -> Callable[[], Operation | None] | None:
    """Let all be about the words of one text."""
    state = _text(chance, tree)
    if state is None:
        return None
    return lambda: Substitute(state.id, some_splices(chance, state.text))


def _words_apart(chance: Random, tree: Tree) -> Callable[[], Operation | None] | None:
    """Let all be about single words of one text; some stand next to each other."""
    state = _text(chance, tree)
    return None if state is None else lambda: some_rewording(chance, state)


def _same_words(chance: Random, tree: Tree) -> Callable[[], Operation | None] | None:
    """Let all be about the same few words, exactly or nearly."""
    state = _text(chance, tree, 8)
    if state is None:
        return None
    start = chance.randint(0, length(state.text) - 6)

    def wish() -> Operation:
        begin, end = start + chance.choice((0, 0, 1, 3)), start + chance.choice((4, 5, 5, 6))
        old = cut(state.text, begin, end)
        new = chance.choice((inline("neu"), inline("anders"), some_text(chance), ()))
        return Substitute(state.id, (Splice(begin, old, new if new != old else ()),))

    return wish


def _same_gap(chance: Random, tree: Tree) -> Callable[[], Operation | None] | None:
    """Let all put words into one gap, or into or around words beside it."""
    state = _text(chance, tree)
    if state is None:
        return None
    at = chance.choice((0, length(state.text), chance.randint(0, length(state.text))))

    def wish() -> Operation:
        new = chance.choice((inline(" Neuer Satz."), inline(" Noch einer."), inline("neu")))
        end = min(at + chance.choice((0, 0, 0, 1, 2)), length(state.text))
        return Substitute(state.id, (Splice(at, cut(state.text, at, end), new),))

    return wish


def _same_place(chance: Random, tree: Tree) -> Callable[[], Operation | None] | None:
    """Let all put a block at one place, some the very same."""
    place = some_place(chance, tree, "paragraph")
    if place is None:
        return None
    text = some_text(chance)

    def wish() -> Operation:
        grower = Grower(chance, iter(range(1000, 2000)), 1)
        if chance.random() < 0.3:
            return Insert(place, (NodeState(node_id(1000), "paragraph", text=text),))
        grower.paragraph()
        return Insert(place, tuple(grower.states.values()))

    return wish


def _same_node_moved(chance: Random, tree: Tree) -> Callable[[], Operation | None] | None:
    """Let all move one node, to a few places."""
    nodes = [state for state in tree if state.id != tree.root]
    if not nodes:
        return None
    state = chance.choice(nodes)
    within = frozenset(each.id for each in tree.walk(state.id))
    places = [some_place(chance, tree, state.kind, without=within) for _ in range(2)]

    def wish() -> Operation | None:
        place = chance.choice(places)
        return None if place is None else Move(state.id, place)

    return wish


def _circle(chance: Random, tree: Tree) -> Callable[[], Operation | None] | None:
    """Let each put one of two or three elements under the next, around in a circle."""
    elements = [state for state in tree if is_level(state.kind)]
    chance.shuffle(elements)
    circle: list[NodeState] = []
    wanted = chance.choice((2, 3))
    for state in elements:
        line = {state.id, *(each.id for each in tree.ancestors(state.id))}
        apart = all(
            each.id not in line and state.id not in {a.id for a in tree.ancestors(each.id)}
            for each in circle
        )
        if apart and len(circle) < wanted:
            circle.append(state)
    if len(circle) < 2:
        return None
    turn = iter(range(1000))

    def wish() -> Operation | None:
        at = next(turn) % len(circle)
        node, under = circle[at], circle[(at + 1) % len(circle)]
        if not may_stand_under(node.kind, under.kind):
            return None
        return Move(node.id, Place(under.id, chance.choice((None, *under.children))))

    return wish


def _deleted_under_work(chance: Random, tree: Tree) -> Callable[[], Operation | None] | None:
    """Let some take out a subtree and others work below it, or move something out of it."""
    tops = [state for state in tree if state.children and state.id != tree.root]
    if not tops:
        return None
    top = chance.choice(tops)
    below = list(tree.walk(top.id))

    def wish() -> Operation | None:
        state = chance.choice(below)
        if chance.random() < 0.4:
            return Repeal(chance.choice((top.id, state.id)))
        if chance.random() < 0.4:
            within = frozenset(each.id for each in tree.walk(state.id))
            place = some_place(chance, tree, state.kind, without=within)
            return Move(state.id, place) if place else None
        if state.text:
            return Substitute(state.id, some_splices(chance, state.text))
        return None

    return wish


def _reshaped_under_work(chance: Random, tree: Tree) -> Callable[[], Operation | None] | None:
    """Let some split a text or join it and others change its words, children or place."""
    texts = [s for s in tree if s.kind in DIVISIBLE and " " in plain(s.text)]
    if not texts:
        return None
    state = chance.choice(texts)

    def wish() -> Operation | None:
        lot = chance.random()
        if lot < 0.35:
            return some_split(chance, tree, state)
        if lot < 0.5:
            return some_join(chance, tree)
        if lot < 0.85:
            return some_rewording(chance, state)
        return chance.choice((Repeal(state.id), some_operation(chance, tree)))

    return wish


_HARD: tuple[_Hard, ...] = (
    *(_all_at_random, _all_at_random, _one_text, _words_apart, _words_apart, _same_words),
    *(_same_gap, _same_place),
    *(_same_node_moved, _circle, _deleted_under_work, _reshaped_under_work),
    _reshaped_under_work,
)
