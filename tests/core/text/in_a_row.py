"""Few paragraphs in a row that are split, joined, moved and reworded again and again.

Where texts are cut and laid together while they change places, an effect is hardest to tell;
among all that may happen to a large tree such sequences are rare.
"""

from random import Random

from fortschrift.core.text import (
    Insert,
    Move,
    NodeState,
    Operation,
    Place,
    Repeal,
    Tree,
    apply,
    inline,
    plain,
)
from fortschrift.core.text.blocks import ROOT_KIND
from tests.core.text.changing import fresh_id, some_join, some_split
from tests.core.text.growing import node_id
from tests.core.text.rewording import some_rewording

_ROOT = node_id(1)


def some_row(chance: Random) -> Tree:
    """Two to five paragraphs of a few words, some with a note below."""
    states: list[NodeState] = []
    for place in range(2, chance.randint(4, 7)):
        words = " ".join(f"Wort{place}{each}" for each in range(chance.randint(1, 4)))
        notes = (node_id(20 + place),) if chance.random() < 0.15 else ()
        states += (NodeState(note, "note", text=inline("Dazu.")) for note in notes)
        states.append(NodeState(node_id(place), "paragraph", text=inline(words), children=notes))
    row = tuple(state.id for state in states if state.kind == "paragraph")
    return Tree.of([NodeState(_ROOT, ROOT_KIND, children=row), *states], root=_ROOT)


def some_steps(chance: Random, tree: Tree, most: int = 4) -> tuple[Operation, ...]:
    """Up to so many operations on paragraphs of the row, one after another."""
    steps: list[Operation] = []
    for _ in range(chance.randint(1, most)):
        operation = _step(chance, tree)
        tree = apply([operation], tree)
        steps.append(operation)
    return tuple(steps)


def _step(chance: Random, tree: Tree) -> Operation:
    row = tree.children(_ROOT)
    state = chance.choice(row) if row else None
    place = Place(_ROOT, chance.choice([None, *(each.id for each in row if each != state)]))
    new = Insert(place, (NodeState(fresh_id(tree), "paragraph", text=inline("Neues Wort")),))
    if state is None:
        return new
    kind = chance.random()
    if kind < 0.3 and " " in plain(state.text):
        return some_split(chance, tree, state)
    if kind < 0.6:
        return some_join(chance, tree) or new
    if kind < 0.8 and state.text:
        return some_rewording(chance, state)
    if kind < 0.9:
        return Move(state.id, place)
    return Repeal(state.id) if kind < 0.95 else new
