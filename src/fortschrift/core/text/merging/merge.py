"""Merging: what a set of proposals on one base gives together, and what people must resolve.

As a set, the result is the base with every proposal that is in no conflict; where
proposals clash the base wording stays. It depends on the set alone, never on the order of
giving. `in_turn` is the other way to decide, one after another, as a meeting does: there
what was adopted first stands.

A proposal is merged whole or not at all. Who wants to decide on its parts gives each part
as a proposal of its own.

>>> from uuid import UUID
>>> from fortschrift.core.text.apply import apply
>>> from fortschrift.core.text.ids import NodeId
>>> from fortschrift.core.text.node import NodeState
>>> from fortschrift.core.text.operations import Retitle
>>> from fortschrift.core.text.runs import inline
>>> from fortschrift.core.text.splices import Splice
>>> root = NodeId(UUID(int=1))
>>> base = Tree.of([NodeState(root, "concept", inline("Kurse für alle"))], root=root)
>>> def wanting(number, start, old, new):
...     return Proposal(number, (Retitle(root, (Splice(start, inline(old), inline(new)),)),))
>>> merged = merge(base, [
...     wanting(1, 0, "Kurse", "Sprachkurse"), wanting(2, 10, "alle", "Frauen"),
... ])
>>> apply(merged.operations, base)[root].title, merged.adopted
('Sprachkurse für Frauen', (1, 2))
>>> merge(base, [wanting(1, 10, "alle", "Kinder"), wanting(2, 10, "alle", "Frauen")]).conflicts
... # doctest: +ELLIPSIS
(Conflict(proposals=(1, 2), clashes=(Clash(proposals=(1, 2), kind='words', ...),)),)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fortschrift.core.text.effects.effect import Effect
from fortschrift.core.text.merging.clash import Clash, Index, all_clashes
from fortschrift.core.text.merging.cycles import cycles
from fortschrift.core.text.merging.proposal import Conflict, Merged, Proposal
from fortschrift.core.text.merging.putting import Candidate, PutUp, put_up
from fortschrift.core.text.merging.sharing import shared_places, shared_sentences
from fortschrift.core.text.merging.sound import unsound_pairs, unsound_sets
from fortschrift.core.text.merging.touching import Touch, touches
from fortschrift.core.text.merging.unify import unified
from fortschrift.core.text.merging.union import laid_together
from fortschrift.core.text.tree import Tree

_Candidates = Mapping[int, Candidate]


def merge(base: Tree, proposals: Iterable[Proposal]) -> Merged:
    """Merge proposals as a set.

    Raises ProposalError for a number given twice, for amendments in a circle, and for
    operations that do not fit the base.
    """
    put = put_up(base, proposals, merge)
    found = _Wishes(base, put.candidates).clashes()
    free = _without(put.candidates, found)
    more = unsound_sets(base, _effects(free))
    free = _without(free, more)
    return _merged(base, put, free, conflicts=_conflicts((*found, *more)))


def in_turn(base: Tree, proposals: Iterable[Proposal]) -> Merged:
    """Decide proposals one after another by number: each stands if it fits what stands already.

    A conflict names a dropped proposal and the adopted ones in its way, each with what was
    folded into it. Raises like `merge`.
    """
    put = put_up(base, proposals, in_turn)
    wishes = _Wishes(base, put.candidates)
    index = Index(base, in_turn=True)
    adopted: dict[int, Candidate] = {}
    dropped: list[Conflict] = []
    lapsed: list[int] = []
    for number, candidate in put.candidates.items():
        if candidate.alternatives & adopted.keys():
            lapsed += candidate.members
            continue
        effect, noted = wishes.effects[number], wishes.noted[number]
        in_the_way = (*_in_the_way(index, number, effect, noted), *_torn(number, candidate))
        if in_the_way:
            dropped += _conflicts(in_the_way)
        else:
            index.note(number, effect, noted)
            adopted[number] = candidate
    dependent = _contested(wishes.clashes(in_turn=True), put.candidates)
    return _merged(base, put, adopted, conflicts=dropped, lapsed=lapsed, dependent=dependent)


def clashes(base: Tree, proposals: Iterable[Proposal]) -> tuple[Clash, ...]:
    """List who clashes with whom, each smallest set once at each place.

    What is amended stands for its amendments; only where one of these excludes it are both
    named. Raises like `merge`.
    """
    return _Wishes(base, put_up(base, proposals, merge).candidates).clashes()


def _effects(candidates: _Candidates) -> dict[int, Effect]:
    return {number: candidate.effect for number, candidate in candidates.items()}


def _without(candidates: _Candidates, found: Sequence[Clash]) -> dict[int, Candidate]:
    clashing = {number for clash in found for number in clash.proposals}
    return {number: each for number, each in candidates.items() if number not in clashing}


class _Wishes:
    """The effects of candidates, equal wishes under one name, and what each touches."""

    def __init__(self, base: Tree, candidates: _Candidates) -> None:
        self.base = base
        self.candidates = candidates
        self.effects = unified(_effects(candidates))
        self.noted = {n: tuple(touches(effect, base)) for n, effect in self.effects.items()}

    def clashes(self, *, in_turn: bool = False) -> tuple[Clash, ...]:
        """List every smallest set that cannot stand together; `in_turn` lets two fill a gap."""
        met = all_clashes(self.base, self.effects, in_turn=in_turn, noting=self.noted)
        pairs = [*met, *self._alternatives()]
        circles = sorted(cycles(self.base, self.effects))
        known = dict.fromkeys([*(clash.proposals for clash in pairs), *circles])
        unsound = tuple(unsound_pairs(self.base, self.effects, known))
        smaller = [frozenset(clash.proposals) for clash in (*pairs, *unsound)]
        smallest = [each for each in circles if not any(pair < set(each) for pair in smaller)]
        return (*pairs, *(Clash(each, "cycle") for each in smallest), *unsound)

    def _alternatives(self) -> Iterator[Clash]:
        for number, candidate in self.candidates.items():
            yield from _torn(number, candidate)
            for other in sorted(candidate.alternatives):
                if number < other:
                    yield Clash((number, other), "alternative")


def _torn(number: int, candidate: Candidate) -> Iterator[Clash]:
    """List how a candidate clashes with itself: a member excludes what it amends."""
    for member in sorted(candidate.torn):
        yield Clash((min(number, member), max(number, member)), "alternative")


def _contested(found: Iterable[Clash], candidates: _Candidates) -> set[int]:
    """Give those that clash with others which could stand without them."""
    torn = {number for number, candidate in candidates.items() if candidate.torn}
    return {n for clash in found if torn.isdisjoint(clash.proposals) for n in clash.proposals}


def _in_the_way(
    index: Index, number: int, effect: Effect, noted: Sequence[Touch]
) -> tuple[Clash, ...]:
    """List how a proposal clashes with what stands already."""
    found = list(dict.fromkeys(index.met(number, effect, noted)))
    if effect.moved:
        moving = {n: each for n, each in index.effects.items() if each.moved}
        found += (Clash(e, "cycle") for e in cycles(index.base, {**moving, number: effect}))
    near = set() if found else index.near_kinds(number, effect)
    if near:
        further = (index.near_kinds(each, index.effects[each]) for each in near)
        near = near.union(*further)  # a block, what it stands under, and who put it there
        found += unsound_sets(index.base, {n: index.effects[n] for n in near} | {number: effect})
    return tuple(found)


def _conflicts(found: Sequence[Clash]) -> tuple[Conflict, ...]:
    """Put clashes that share a proposal together."""
    leader: dict[int, int] = {}

    def lead(number: int) -> int:
        while leader.setdefault(number, number) != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for clash in found:
        first = lead(clash.proposals[0])
        for number in clash.proposals[1:]:
            leader[lead(number)] = first
    groups: dict[int, list[Clash]] = {}
    for clash in found:
        groups.setdefault(lead(clash.proposals[0]), []).append(clash)
    result = (
        Conflict(tuple(sorted({n for clash in group for n in clash.proposals})), tuple(group))
        for group in groups.values()
    )
    return tuple(sorted(result, key=lambda each: each.proposals))


def _merged(
    base: Tree,
    put: PutUp,
    adopted: _Candidates,
    *,
    conflicts: Iterable[Conflict],
    lapsed: Iterable[int] = (),
    dependent: Iterable[int] = (),
) -> Merged:
    effects = unified(_effects(adopted))
    together = laid_together(base, effects)
    members = {number: each.members for number, each in put.candidates.items()}
    inner = [conflict for each in put.candidates.values() for conflict in each.conflicts]
    left = [number for each in put.candidates.values() for number in each.lapsed]
    hanging = [number for each in adopted.values() for number in each.dependent]
    return Merged(
        operations=together.operations,
        credits=tuple(_spread(credit, members) for credit in together.credits),
        adopted=tuple(sorted(_spread(adopted, members))),
        conflicts=(*(_whole(each, members) for each in conflicts), *inner),
        lapsed=tuple(sorted({*put.lapsed, *lapsed, *left})),
        dependent=tuple(sorted({*_spread(adopted.keys() & dependent, members), *hanging})),
        places=shared_places(effects),
        sentences=shared_sentences(base, effects),
    )


def _spread(numbers: Iterable[int], members: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    """Name with each candidate the amendments that were taken into it."""
    return tuple(member for number in numbers for member in members[number])


def _whole(conflict: Conflict, members: Mapping[int, tuple[int, ...]]) -> Conflict:
    candidates = members.keys() & conflict.proposals  # the others are members of one of these
    return Conflict(tuple(sorted(_spread(candidates, members))), conflict.clashes)
