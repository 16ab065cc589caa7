"""Lines of changes: what came before what, what was taken back, where two lines part.

A line is a change and all before it, newest first, each with the change it takes back
(``repository.ancestry_of``).
"""

from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import TypeAlias
from uuid import UUID

Line: TypeAlias = Mapping[UUID, UUID | None]


def since(line: Line, change: UUID | None) -> list[UUID]:
    """Give what came after a change of the line, oldest first; all of it for None."""
    return list(takewhile(lambda each: each != change, line))[::-1]


def parting(line: Line, other: Line) -> UUID | None:
    """Give the last change that two lines have in common, None when they began apart."""
    return next((change for change in other if change in line), None)


def taken_back(line: Line) -> set[UUID]:
    """Tell which changes of a line are taken back by one that is not taken back itself."""
    found: set[UUID] = set()
    for change, undoes in line.items():
        if undoes is not None and change not in found:
            found.add(undoes)
    return found


def lasting(changes: Iterable[UUID], line: Line) -> list[UUID]:
    """Leave out of changes, oldest first, those that the next one left takes back, and that one.

    What is left leads from the same text to the same text.
    """
    left: list[UUID] = []
    for change in changes:
        if left and line[change] == left[-1]:
            left.pop()
        else:
            left.append(change)
    return left


def said_by(change: UUID, line: Line) -> UUID | None:
    """Tell which change one says: itself, the first one if it takes back an undo of that.

    None for what takes back a change; a chain of undoes is decided by how many there are.
    """
    depth, at = 0, change
    while (undone := line.get(at)) is not None:
        depth, at = depth + 1, undone
    return at if depth % 2 == 0 else None


def standing(line: Line) -> dict[UUID, UUID]:
    """Give the changes of a line whose doing stands, each with the one that does it by now.

    That is itself, or the undo of its undo.
    """
    back = taken_back(line)
    found: dict[UUID, UUID] = {}
    for change in line:
        says = said_by(change, line)
        if says is not None and not {change, says} & back:
            found.setdefault(says, change)
    return found
