"""What single tables of a manuscript become: elements, with what each holds of the table.

The whole text is placed, because a table goes on where the one above has ended; then it is looked
up which nodes come from which table.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from fortschrift.concepts.manuscripts.forms import NOT_TAKEN, TEXT
from fortschrift.concepts.manuscripts.manuscript import Place, Table, lines_in
from fortschrift.concepts.manuscripts.placed import Placed, placed
from fortschrift.concepts.manuscripts.understanding import Understanding
from fortschrift.core.text import NodeId, NodeState, Tree, is_level, plain


@dataclass(frozen=True, slots=True)
class FromTable:
    """An element and what a table tells of it: values and paragraphs.

    ``depth`` counts from 0 for the first elements of the table. Where ``is_new`` is false the
    element stands above the table, and ``state`` holds only the values that the table tells.
    """

    state: NodeState
    depth: int
    is_new: bool
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FromTables:
    """The text that everything becomes, and the elements of each table by its position."""

    tree: Tree
    elements: Mapping[int, tuple[FromTable, ...]]


def becomes_elements(choice: str) -> bool:
    """Tell whether a table with this choice is to be more than a table."""
    return choice not in (TEXT, NOT_TAKEN)


def from_tables(
    found: Understanding, positions: Collection[int], mint: Callable[[], NodeId]
) -> FromTables:
    """Give the elements of the tables at some positions; none for one that stays a table."""
    made = placed(found.lines, found.mapping, mint)
    tables = {at: found.lines.blocks[at] for at in positions}
    return FromTables(
        made.tree,
        {
            at: tuple(_elements(made, _places(table)))
            for at, table in tables.items()
            if isinstance(table, Table)
        },
    )


def _places(table: Table) -> frozenset[Place]:
    return frozenset((table.place, *(line.place for line in lines_in((table,)))))


def _elements(made: Placed, places: frozenset[Place]) -> Iterator[FromTable]:
    keys, texts = _told(made, places), _texts(made, places)
    new = {state.id for state in made.tree if made.places[state.id] in places}
    shown = [
        state
        for state in made.tree
        if is_level(state.kind) and (state.id in new or state.id in keys or state.id in texts)
    ]
    top = min((made.tree.depth(state.id) for state in shown), default=0)
    for state in shown:
        is_new = state.id in new
        told = tuple(
            each for each in state.attributes if is_new or each[0] in keys.get(state.id, ())
        )
        depth, said = made.tree.depth(state.id) - top, texts.get(state.id, ())
        yield FromTable(replace(state, attributes=told), depth, is_new, tuple(said))


def _told(made: Placed, places: frozenset[Place]) -> dict[NodeId, set[str]]:
    """Name the attributes that a table gives to elements."""
    found: dict[NodeId, set[str]] = {}
    for told in made.told:
        if told.key and told.place in places:
            found.setdefault(told.node, set()).add(told.key)
    return found


def _texts(made: Placed, places: frozenset[Place]) -> dict[NodeId, list[str]]:
    """Give the words of paragraphs and items from a table by the element that they stand in."""
    found: dict[NodeId, list[str]] = {}
    for state in made.tree:
        said = plain(state.text).strip()
        if said and not is_level(state.kind) and made.places[state.id] in places:
            above = (each for each in made.tree.upwards(state.id) if is_level(made.tree[each].kind))
            found.setdefault(next(above, made.tree.root), []).append(said)
    return found
