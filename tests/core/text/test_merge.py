"""Merging: nothing is lost, order of giving does not matter, one alone is itself."""

from random import Random

from hypothesis import given

from fortschrift.core.text import TREE, Operation, Tree, apply
from fortschrift.core.text.merging.merge import in_turn, merge
from fortschrift.core.text.merging.proposal import Proposal
from tests.core.text.strategies import edits, proposals, seeds

Case = tuple[Tree, tuple[Proposal, ...]]
Edit = tuple[Tree, tuple[Operation, ...]]


@given(edits(most=6))
def test_p5_one_proposal_alone_is_applied(edit: Edit) -> None:
    base, operations = edit

    for decide in (merge, in_turn):
        merged = decide(base, [Proposal(1, operations)])

        assert (merged.adopted, merged.conflicts) == ((1,), ())
        assert TREE.to_bytes(apply(merged.operations, base)) == TREE.to_bytes(
            apply(operations, base)
        )


@given(edits(most=4))
def test_p5_two_equal_proposals_count_once(edit: Edit) -> None:
    base, operations = edit

    merged = merge(base, [Proposal(1, operations), Proposal(2, operations)])

    assert merged.adopted == (1, 2)
    assert TREE.to_bytes(apply(merged.operations, base)) == TREE.to_bytes(apply(operations, base))
    assert set(merged.credits) <= {(1, 2)}


@given(proposals())
def test_p6_each_proposal_is_in_or_in_exactly_one_conflict(case: Case) -> None:
    base, given_ones = case

    merged = merge(base, given_ones)

    listed = [*merged.adopted, *(n for each in merged.conflicts for n in each.proposals)]
    assert sorted(listed) == sorted(each.number for each in given_ones)
    assert all(len(clash.proposals) > 1 for each in merged.conflicts for clash in each.clashes)
    credited = {number for credit in merged.credits for number in credit}
    assert credited <= set(merged.adopted)


@given(proposals(), seeds)
def test_p7_the_order_of_giving_does_not_matter(case: Case, seed: bytes) -> None:
    base, given_ones = case
    shuffled = list(given_ones)
    Random(seed).shuffle(shuffled)

    assert merge(base, shuffled) == merge(base, given_ones)


@given(proposals())
def test_p7_what_is_adopted_together_makes_a_sound_text(case: Case) -> None:
    base, given_ones = case

    merged = merge(base, given_ones)

    after = apply(merged.operations, base)
    assert Tree(after.root, after.nodes, after.outline) == after


@given(proposals())
def test_p7_without_those_in_conflict_the_merge_is_the_same(case: Case) -> None:
    base, given_ones = case
    merged = merge(base, given_ones)

    again = merge(base, [each for each in given_ones if each.number in merged.adopted])

    assert again.conflicts == ()
    assert apply(again.operations, base) == apply(merged.operations, base)


@given(proposals())
def test_two_ways_to_decide_agree_where_nothing_clashes(case: Case) -> None:
    base, given_ones = case
    free = [each for each in given_ones if each.number in merge(base, given_ones).adopted]

    turn = in_turn(base, free)

    assert turn.adopted == tuple(each.number for each in free)
    assert apply(turn.operations, base) == apply(merge(base, free).operations, base)
