"""What the numbers of an outline look like: of a small text made up for the purpose.

>>> from fortschrift.core.text import Level, Numbering
>>> field = Level("field", "Feld", "Felder", ("goal",), Numbering("{n:A}"))
>>> goal = Level("goal", "Ziel", "Ziele", (), Numbering("{parent}.{n}"))
>>> samples(Outline((field, goal), ("field",)))
{'field': ('A', 'B'), 'goal': ('A.1', 'A.2')}
"""

from collections import deque
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from fortschrift.core.text import (
    ROOT_KIND,
    Attributes,
    Level,
    NodeId,
    NodeState,
    Outline,
    Tree,
    attributes,
    numbers,
)
from fortschrift.core.text.pattern import attributes_in, parse

#: How many numbers of a level are shown, how many elements are made up, how deep under itself.
SHOWN, MOST, DEEPEST = 3, 400, 3
_CODE = "VW"


def samples(outline: Outline) -> dict[str, tuple[str, ...]]:
    """Give the first numbers of each level that has any, in the order of the levels."""
    tree = _made_up(outline)
    computed = numbers(tree)
    shown: dict[str, list[str]] = {level.key: [] for level in outline.levels}
    for state in tree:
        found = shown.get(state.kind)
        if found is not None and state.id in computed and len(found) < SHOWN:
            found.append(computed[state.id])
    return {key: tuple(found) for key, found in shown.items() if found}


@dataclass
class _Sketch:
    """An element of the made-up text before its children are known."""

    id: NodeId
    kind: str
    path: tuple[str, ...]
    said: Attributes = ()
    children: list[NodeId] = field(default_factory=list)


def _made_up(outline: Outline) -> Tree:
    """Put two elements of each level wherever it may stand; only the first of them goes on."""
    mint = (NodeId(UUID(int=number)) for number in count(1))
    root = _Sketch(next(mint), ROOT_KIND, ())
    sketches, growing = [root], deque([root])
    while growing:
        above = growing.popleft()
        for key in outline.may_contain(above.kind if above.path else None):
            level = outline.level(key)
            if level is None or above.path.count(key) >= DEEPEST or len(sketches) >= MOST:
                continue
            first, second = (
                _Sketch(next(mint), key, (*above.path, key), _said(level)) for _ in range(2)
            )
            above.children += [first.id, second.id]
            sketches += [first, second]
            growing.append(first)
    states = (
        NodeState(each.id, each.kind, attributes=each.said, children=tuple(each.children))
        for each in sketches
    )
    return Tree.of(states, root=root.id, outline=outline)


def _said(level: Level) -> Attributes:
    """Give values to what the number writes: an option where there are some, else letters."""
    wanted = attributes_in(parse(level.numbering.pattern))
    types = {each.key: each for each in level.attributes}
    return attributes(
        {key: types[key].options[0] if types[key].options else _CODE for key in wanted
         if key in types}
    )  # fmt: skip
