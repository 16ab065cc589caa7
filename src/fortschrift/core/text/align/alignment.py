"""Which part of one text is which part of another: the value that `align` gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeVar

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Alignment(Generic[K]):
    """Pairs of what is the same thing, and what was split or joined.

    `pairs` leads from new to old and is one to one. A split is (old, its parts in new, in
    order), a join (its parts in old, in order, new); in both the first part is the pair and
    the others have none. What is in no pair, split or join stands on one side only.
    """

    pairs: Mapping[K, K] = field(default_factory=dict)
    splits: tuple[tuple[K, tuple[K, ...]], ...] = ()
    joins: tuple[tuple[tuple[K, ...], K], ...] = ()

    def __post_init__(self) -> None:
        """Freeze the mapping."""
        object.__setattr__(self, "pairs", MappingProxyType(dict(self.pairs)))

    def new_of(self) -> dict[K, K]:
        """Give the pairs the other way round: from old to new."""
        return {old: new for new, old in self.pairs.items()}
