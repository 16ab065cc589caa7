"""Putting proposals up for a merge: amendments are folded into the wording they amend.

What is left are candidates, each with its effect on the common base. A candidate stands
or falls as one: if the wording falls, so do the amendments that were taken into it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from fortschrift.core.text.apply import apply
from fortschrift.core.text.composition.fold import fold
from fortschrift.core.text.effects.effect import Effect
from fortschrift.core.text.errors import ProposalError, TextError
from fortschrift.core.text.merging.proposal import Conflict, Merged, Proposal
from fortschrift.core.text.operations import Operation
from fortschrift.core.text.tree import Tree


@dataclass(frozen=True, slots=True)
class Candidate:
    """A wording with what amends it: `members` are all that it comes from, itself first.

    `alternatives` are the candidates that cannot stand beside it, whichever members say so.
    `torn` are its own members that exclude it, so that it cannot stand at all.
    `conflicts` and `lapsed` are what was left over among its amendments, `dependent` those of
    its members that another order of these would have dropped.
    """

    effect: Effect
    members: tuple[int, ...]
    alternatives: frozenset[int] = frozenset()
    torn: frozenset[int] = frozenset()
    conflicts: tuple[Conflict, ...] = ()
    lapsed: tuple[int, ...] = ()
    dependent: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PutUp:
    """Candidates by number, and amendments to what is not in the set."""

    candidates: Mapping[int, Candidate]
    lapsed: tuple[int, ...]


def put_up(
    base: Tree,
    proposals: Iterable[Proposal],
    decide: Callable[[Tree, Iterable[Proposal]], Merged],
) -> PutUp:
    """Fold amendments into what they amend; `decide` settles which of them stand.

    Raises ProposalError for a number given twice, for amendments in a circle, and for
    operations that do not fit.
    """
    by_number = _by_number(proposals)
    amending: dict[int, list[Proposal]] = defaultdict(list)
    lapsed: set[int] = set()
    for number, proposal in by_number.items():
        root = _root(proposal, by_number)
        if root is None:
            lapsed.add(number)
        elif root != number:
            amending[root].append(proposal)
    roots = (p for p in by_number.values() if p.amends is None)
    found = {p.number: _candidate(base, p, amending.get(p.number, ()), decide) for p in roots}
    return PutUp(_with_alternatives(found, by_number), tuple(sorted(lapsed)))


def _by_number(proposals: Iterable[Proposal]) -> dict[int, Proposal]:
    found: dict[int, Proposal] = {}
    for proposal in proposals:
        if proposal.number in found:
            raise ProposalError(proposal.number, "twice")
        found[proposal.number] = proposal
    return dict(sorted(found.items()))


def _root(proposal: Proposal, by_number: Mapping[int, Proposal]) -> int | None:
    """Give the wording that is amended in the end, None where a step is not in the set."""
    seen = {proposal.number}
    while proposal.amends is not None:
        if proposal.amends in seen:
            raise ProposalError(proposal.number, "circle")
        if proposal.amends not in by_number:
            return None
        proposal = by_number[proposal.amends]
        seen.add(proposal.number)
    return proposal.number


def _candidate(
    base: Tree,
    proposal: Proposal,
    amending: Iterable[Proposal],
    decide: Callable[[Tree, Iterable[Proposal]], Merged],
) -> Candidate:
    """Settle what amends a wording on that wording, and fold both to one effect."""
    number, operations = proposal.number, proposal.operations
    inner = [replace(each, amends=None) if each.amends == number else each for each in amending]
    if not inner:
        return Candidate(_effect(number, operations, base), (number,))
    try:
        amended = apply(operations, base)
    except TextError as error:
        raise ProposalError(number, "unfit", error) from error
    settled = decide(amended, inner)
    return Candidate(
        _effect(number, (*operations, *settled.operations), base),
        members=(number, *settled.adopted),
        conflicts=settled.conflicts,
        lapsed=settled.lapsed,
        dependent=settled.dependent,
    )


def _effect(number: int, operations: tuple[Operation, ...], base: Tree) -> Effect:
    try:
        effect = fold(operations, base)
        if effect != Effect(texts=effect.texts):
            apply(operations, base)  # whether blocks stand where they may, only the whole tells
    except TextError as error:
        raise ProposalError(number, "unfit", error) from error
    return effect


def _with_alternatives(
    found: Mapping[int, Candidate], by_number: Mapping[int, Proposal]
) -> dict[int, Candidate]:
    """Let candidates exclude each other where their members do, whichever of the two says so.

    Of the amendments of one candidate no two that exclude each other are left; one that
    excludes the wording itself may be.
    """
    standing = {member: number for number, each in found.items() for member in each.members}
    alternatives: dict[int, set[int]] = defaultdict(set)
    torn: dict[int, set[int]] = defaultdict(set)
    for member, number in standing.items():
        for excluded in by_number[member].alternatives - {member}:
            other = standing.get(excluded)
            if other == number:
                torn[number] |= {member, excluded} - {number}
            elif other is not None:
                alternatives[number].add(other)
                alternatives[other].add(number)
    return {
        number: replace(
            candidate,
            alternatives=frozenset(alternatives.get(number, ())),
            torn=frozenset(torn.get(number, ())),
        )
        if number in alternatives or number in torn
        else candidate
        for number, candidate in found.items()
    }
