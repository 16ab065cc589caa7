"""The common case of carrying, done on stored data: words that keep clear of what was changed.

Thousands of open amendments stand on a text, and most of them replace a few words somewhere else
in a paragraph that a change has touched.  For those, numbers move and nothing else, so they are
not even read into values.  Whatever is not so easy is left to the engine.
"""

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fortschrift.core.text import length
from fortschrift.core.text.canonical.serialize import canonical
from fortschrift.core.text.effects.effect import KIND, Effect
from fortschrift.core.text.splices import Splices
from fortschrift.core.text.tree import Tree

#: Since this schema of operations splices lie in stored data as they are read here.
_SAYS_SPLICES_SO = 2
_FIELDS = {"substitute": "text", "reformat": "text", "retitle": "heading"}


@dataclass(frozen=True, slots=True)
class Moved:
    """Where words of one text were replaced: the ranges, and by how much what follows moves."""

    starts: Sequence[int]
    ends: Sequence[int]
    by: Sequence[int]

    @classmethod
    def of(cls, splices: Splices) -> "Moved":
        shift, by = 0, [0]
        for splice in splices:
            shift += length(splice.new) - length(splice.old)
            by.append(shift)
        return cls([each.start for each in splices], [each.end for each in splices], by)

    def shift(self, start: int, end: int) -> int | None:
        """Tell how far a range moves; None where it meets or borders on a replaced one."""
        before = bisect_left(self.ends, start)
        if before < len(self.starts) and self.starts[before] <= end:
            return None
        return self.by[before]


class Shifter:
    """Moves the words of stored wordings over one change."""

    def __init__(self, adopted: Effect, before: Tree, after: Tree) -> None:
        """Look at a change once: where words moved, and where more than words changed."""
        self._moved: dict[tuple[str, str], Moved] = {
            (str(node), name): Moved.of(splices) for (node, name), splices in adopted.texts.items()
        }
        self._standing = {str(node) for node in after.nodes}
        joined = {seam.node for seam in adopted.seams.values()}
        kinds = {node for node, name in adopted.values if name == KIND}
        # What moved out of a repealed element stands, but the engine has to say whether.
        below = {state.id for top in adopted.repealed for state in before.walk(top)}
        self._reshaped = {
            str(node) for node in {*adopted.breaks, *adopted.seams, *joined, *kinds, *below}
        }

    def shifted(self, content: str) -> str | None:
        """Give stored operations for the text after the change.

        The same text where nothing moves; None for what the engine has to look at.
        """
        envelope = json.loads(content)
        if envelope["schema"] < _SAYS_SPLICES_SO:
            return None
        moves: list[tuple[dict[str, Any], int]] = []
        places = set()
        for operation in envelope["operations"]:
            found = self._moves(operation)
            place = (operation.get("node"), _FIELDS.get(operation["op"]))
            if found is None or place in places:  # a second one is written on the first
                return None
            places.add(place)
            moves += found
        for splice, by in moves:
            splice["start"] += by
        return canonical(envelope).decode() if moves else content

    def _moves(self, operation: dict[str, Any]) -> list[tuple[dict[str, Any], int]] | None:
        """Tell which splices move how far; None where more than that is to be looked at."""
        name, node = _FIELDS.get(operation["op"]), operation.get("node")
        if name is None or node in self._reshaped or node not in self._standing:
            return None
        moved = self._moved.get((node, name))
        if moved is None:
            return []
        moves = []
        for splice in operation["splices"]:
            start = splice["start"]
            by = moved.shift(start, start + _length(splice.get("old", ())))
            if by is None:
                return None
            if by:
                moves.append((splice, by))
        return moves


def _length(runs: Sequence[Any]) -> int:
    return sum(len(run if isinstance(run, str) else run["text"]) for run in runs)
