"""The outcomes of a review put together: what became of each element, and counts that add up.

Plain values over rows; no query.  An element stands in exactly one combination of kinds, so the
combinations add up to the number of elements, while the kinds may add up to more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from fortschrift.concepts.models import Node
from fortschrift.review.models import ReviewOutcome
from fortschrift.review.titles import ElementTitle

Kind = ReviewOutcome.Kind
Stage = ReviewOutcome.Stage
_PLACE = {kind: place for place, kind in enumerate(Kind.values)}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review says of one element, or of one group of elements that no source lists.

    ``rows`` are all its outcomes, ``current`` those that count: the decided ones as soon as there
    is any, else the proposed ones.
    """

    rows: Sequence[ReviewOutcome]
    old: ElementTitle | None = None
    new: ElementTitle | None = None

    @property
    def node(self) -> Node | None:
        return self.rows[0].node

    @property
    def group(self) -> str:
        return self.rows[0].group

    @property
    def newest(self) -> ElementTitle | None:
        """What it is called after the review or, where that is not known, before it."""
        return self.new or self.old

    @property
    def is_decided(self) -> bool:
        return any(row.stage == Stage.DECIDED for row in self.rows)

    @property
    def current(self) -> list[ReviewOutcome]:
        stage = Stage.DECIDED if self.is_decided else Stage.PROPOSED
        return [row for row in self.rows if row.stage == stage]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that hold, in the order of the vocabulary."""
        return tuple(sorted({row.kind for row in self.current}, key=_PLACE.__getitem__))


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many elements, and how many groups of elements, have one kind of outcome."""

    kind: str
    elements: int
    groups: int


@dataclass(frozen=True, slots=True)
class Combination:
    """The elements, or groups, for which exactly these kinds hold."""

    kinds: tuple[str, ...]
    reviewed: Sequence[Reviewed]

    @property
    def is_of_groups(self) -> bool:
        return self.reviewed[0].node is None


@dataclass(frozen=True, slots=True)
class Result:
    """All that a review found."""

    reviewed: Sequence[Reviewed]

    @property
    def elements(self) -> list[Reviewed]:
        return [each for each in self.reviewed if each.node is not None]

    @property
    def groups(self) -> list[Reviewed]:
        return [each for each in self.reviewed if each.node is None]

    @property
    def with_several(self) -> list[Reviewed]:
        """The elements and groups for which more than one kind holds."""
        return [each for each in self.reviewed if len(each.kinds) > 1]

    @property
    def by_kind(self) -> list[KindCount]:
        """Count each kind; an element with several kinds is counted under each of them."""
        elements = Counter(kind for each in self.elements for kind in each.kinds)
        groups = Counter(kind for each in self.groups for kind in each.kinds)
        found = sorted({*elements, *groups}, key=_PLACE.__getitem__)
        return [KindCount(kind, elements[kind], groups[kind]) for kind in found]

    @property
    def combinations(self) -> list[Combination]:
        """Put together what has the same kinds, elements before groups, in order of appearance."""
        together: dict[tuple[bool, tuple[str, ...]], list[Reviewed]] = defaultdict(list)
        for each in (*self.elements, *self.groups):
            together[each.node is None, each.kinds].append(each)
        return [Combination(kinds, rows) for (_, kinds), rows in together.items()]


def put_together(
    outcomes: Iterable[ReviewOutcome],
    *,
    old: Mapping[UUID, ElementTitle] | None = None,
    new: Mapping[UUID, ElementTitle] | None = None,
) -> Result:
    """Join the outcomes of each element, in the order in which elements first appear.

    ``old`` and ``new`` are the titles in the versions before and after, by the key of the node.
    """
    rows: dict[tuple[UUID | None, str], list[ReviewOutcome]] = defaultdict(list)
    for outcome in outcomes:
        rows[outcome.node_id, outcome.group].append(outcome)
    return Result([
        Reviewed(found, old.get(node) if old and node else None,
                 new.get(node) if new and node else None)
        for (node, _), found in rows.items()
    ])  # fmt: skip
