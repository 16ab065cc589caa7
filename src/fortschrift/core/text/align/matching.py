"""Pairs of passages while they are being found."""

from collections.abc import Iterable, Mapping

from fortschrift.core.text.align.ordered import Pair


class Matching:
    """Who is paired with whom, who is still free, what was split or joined.

    `given` are pairs that are known beforehand, new to old; they are never undone.
    """

    def __init__(self, old: int, new: int, given: Mapping[int, int]) -> None:
        """Begin with so many passages on each side."""
        self.old, self.new = old, new
        self.given = frozenset(given)
        self.old_of = dict(given)
        self.new_of = {i: j for j, i in given.items()}
        self.settled_old, self.settled_new = set(self.new_of), set(self.old_of)
        self.free_old = set(range(old)) - self.new_of.keys()
        self.free_new = set(range(new)) - self.old_of.keys()
        self.splits: dict[int, tuple[int, ...]] = {}
        self.joins: dict[int, tuple[int, ...]] = {}

    def pair(self, pairs: Iterable[Pair]) -> None:
        """Pair what is free."""
        for i, j in pairs:
            self.old_of[j], self.new_of[i] = i, j
            self.free_old.remove(i)
            self.free_new.remove(j)

    def settle(self, pairs: Iterable[Pair]) -> None:
        """Pair what is free and beyond question; neither is a part of something else."""
        for i, j in pairs:
            self.pair([(i, j)])
            self.settled_old.add(i)
            self.settled_new.add(j)

    def split(self, i: int, parts: tuple[int, ...]) -> None:
        """Enter that one of old became several of new, the first of which is its pair."""
        self.release([i], parts)
        self.pair([(i, parts[0])])
        self.free_new.difference_update(parts)
        self.splits[i] = parts
        self.settled_old.add(i)
        self.settled_new.update(parts)

    def join(self, parts: tuple[int, ...], j: int) -> None:
        """Enter that several of old became one of new; the first of them is its pair."""
        self.release(parts, [j])
        self.pair([(parts[0], j)])
        self.free_old.difference_update(parts)
        self.joins[j] = parts
        self.settled_old.update(parts)
        self.settled_new.add(j)

    def release(self, old: Iterable[int], new: Iterable[int]) -> None:
        """Undo whatever pairs these are in."""
        pairs = {(i, self.new_of[i]) for i in old if i in self.new_of}
        for i, j in pairs | {(self.old_of[j], j) for j in new if j in self.old_of}:
            del self.new_of[i], self.old_of[j]
            self.free_old.add(i)
            self.free_new.add(j)
