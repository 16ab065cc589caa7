"""Find passages that were split or joined: neighbours of a pair that complete it."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain, islice

from fortschrift.core.text.align.evidence import Evidence, Said
from fortschrift.core.text.align.matching import Matching
from fortschrift.core.text.align.passage import Passage

# What a part must add to the evidence of the pair, beyond what speaks for the pair that it
# is in itself; and which share of it the whole must say, compared with the parts before.
# Of generated revisions with a quarter of the words replaced all parts are found and no
# other; with half of them replaced 19 of 20, and 3 that are none for every 100.
_ADDS = 8.0
_AS_WELL = 0.6
# Which share of what it says beside the pair the whole must say, to look closer.
_MAY_ADD = 0.2
# Something else may have come between two parts.
_STEPS = 3
_NOTHING = 1e-9


@dataclass(slots=True)
class Side:
    """The passages of one text, whom they are paired with, and who stands beside whom."""

    passages: Sequence[Passage]
    said: Mapping[int, Said]
    partner: Mapping[int, int]
    settled: set[int]
    weigh: Callable[[int, int], float]
    ahead: dict[int, int] = field(init=False)
    behind: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Note the neighbours."""
        places = enumerate(self.passages)
        self.ahead = {at: seen.ahead for at, seen in places if seen.ahead is not None}
        self.behind = {ahead: at for at, ahead in self.ahead.items()}

    def hold(self, at: int) -> float:
        """Tell how much speaks for the pair that a passage is in."""
        return max(0.0, self.weigh(at, self.partner[at])) if at in self.partner else 0.0


@dataclass(frozen=True, slots=True)
class Parts:
    """Passages that together may be one, in order, and what they say together."""

    places: tuple[int, ...]
    said: Said
    worth: float


def find_parts(evidence: Evidence, matching: Matching) -> None:
    """Enter splits and joins; the first part becomes the pair, unless another one is given."""
    old, new = _sides(evidence, matching)
    for j in sorted(matching.old_of):
        # What was found before for another pair may have taken this one's passage.
        i = matching.old_of.get(j)
        if i is None or i in matching.splits or j in matching.joins:
            continue
        if evidence.old[i].sort != evidence.new[j].sort:
            continue
        given = j in matching.given
        if len(parts := _completed(evidence, old, i, new, j, only_ahead=given)) > 1:
            matching.split(i, parts)
        elif len(parts := _completed(evidence, new, j, old, i, only_ahead=given)) > 1:
            matching.join(parts, j)


def _sides(evidence: Evidence, matching: Matching) -> tuple[Side, Side]:
    def weigh_new(j: int, i: int) -> float:
        return evidence.of(i, j)

    said = (evidence.said_in_old, evidence.said_in_new)
    return (
        Side(evidence.old, said[0], matching.new_of, matching.settled_old, evidence.of),
        Side(evidence.new, said[1], matching.old_of, matching.settled_new, weigh_new),
    )


def _completed(
    evidence: Evidence, one: Side, whole: int, other: Side, pair: int, *, only_ahead: bool
) -> tuple[int, ...]:
    """Give the pair of a whole and the passages beside it that are parts of the whole, too."""
    ways = (other.ahead,) if only_ahead else (other.ahead, other.behind)
    near = chain.from_iterable(islice(_from(pair, beside), _STEPS) for beside in ways)
    free = [other.passages[at].bag for at in near if at not in other.settled]
    if not _may_complete(free, one.passages[whole].bag, other.passages[pair].bag):
        return (pair,)
    weigh = Completion(evidence, one.said[whole], other)
    parts = Parts((pair,), other.said[pair], evidence.worth(other.said[pair]))
    for beside in ways:
        missed = 0
        for at in _from(pair, beside):
            more = weigh.with_one_more(parts, at, at_end=beside is other.ahead)
            parts, missed = (more, 0) if more else (parts, missed + 1)
            if missed == _STEPS:
                break
    return parts.places


def _may_complete(near: Sequence[Set[str]], whole: Set[str], pair: Set[str]) -> bool:
    """Tell at a glance whether one that is near may say what the pair leaves of a whole."""
    rest = whole - pair
    return any(len(bag & rest) > _MAY_ADD * len(bag - pair) for bag in near)


def _from(at: int, beside: Mapping[int, int]) -> Iterator[int]:
    while at in beside:
        at = beside[at]
        yield at


@dataclass(frozen=True, slots=True)
class Completion:
    """Weighs whether passages of the other side complete a whole."""

    evidence: Evidence
    said: Said
    other: Side

    def with_one_more(self, parts: Parts, at: int, *, at_end: bool) -> Parts | None:
        """Give the parts with one more if the whole says it as well as those before."""
        evidence, other = self.evidence, self.other
        if at in other.settled:
            return None
        before, worth = evidence.shared(self.said, parts.said), evidence.worth(other.said[at])
        least = _AS_WELL * worth * before / max(parts.worth, _NOTHING)
        # Mostly nothing is left to be completed, or the neighbour says something else
        # altogether: then nothing need be weighed in full.
        if evidence.worth(self.said) - before < max(least, _ADDS):
            return None
        if evidence.shared(self.said, other.said[at]) < least:
            return None
        places = (*parts.places, at) if at_end else (at, *parts.places)
        said = evidence.together([other.said[place] for place in places])
        added = evidence.shared(self.said, said) - before
        gain = added - said.loss + parts.said.loss
        if added < least or gain < _ADDS + other.hold(at) or not self._in_order(places):
            return None
        return Parts(places, said, parts.worth + worth)

    def _in_order(self, places: tuple[int, ...]) -> bool:
        """Tell whether what the first part says stands in the whole before the last part's."""
        found = {word: at for at, word in enumerate(self.said.words)}
        first, last = (set(self.other.said[at].words) for at in (places[0], places[-1]))
        early = [found[word] for word in first - last if word in found]
        late = [found[word] for word in last - first if word in found]
        return bool(early and late) and sum(early) * len(late) < sum(late) * len(early)
