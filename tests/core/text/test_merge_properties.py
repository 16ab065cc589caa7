"""Merging loses nothing, mixes up nobody, and says why when it does not merge.

What must come out is worked out here from `apply` alone: each proposal by itself on the
base, its letters counted, its nodes and values looked up. Nothing is asked of the code that
folds, lays together or finds clashes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import permutations
from random import Random
from typing import TypeAlias

from hypothesis import given

from fortschrift.core.text import (
    TREE,
    Insert,
    Join,
    Move,
    NodeId,
    NodeState,
    Operation,
    Place,
    Reformat,
    Repeal,
    Retitle,
    Splice,
    Split,
    Substitute,
    Tree,
    apply,
    inline,
    length,
    plain,
)
from fortschrift.core.text.apply import apply_one
from fortschrift.core.text.draft import Draft
from fortschrift.core.text.errors import Unfit
from fortschrift.core.text.merging.merge import clashes, in_turn, merge
from fortschrift.core.text.merging.proposal import Merged, Proposal
from fortschrift.core.text.merging.rebase import rebase
from tests.core.text.changing import minted_anew, some_place
from tests.core.text.growing import node_id
from tests.core.text.strategies import amended_proposals, edits, proposals, seeds, trees

Case: TypeAlias = tuple[Tree, tuple[Proposal, ...]]
Edit: TypeAlias = tuple[Tree, tuple[Operation, ...]]
Letters: TypeAlias = Counter[str]


@given(proposals())
def test_p6_the_letters_of_each_adopted_proposal_come_and_go_with_its_credits(case: Case) -> None:
    base, given_ones = case

    for decide in (merge, in_turn):
        merged = decide(base, given_ones)

        alone = {each.number: apply(each.operations, base) for each in given_ones}
        if _some_go_twice(base, [alone[number] for number in merged.adopted]):
            return  # who takes out less than another does so by the other's operation
        credited = _letters_by_credit(base, merged)
        for number in merged.adopted:
            assert credited[number] == _gained(base, alone[number]), number


@given(proposals())
def test_p6_what_an_adopted_proposal_says_of_a_node_is_said_of_it(case: Case) -> None:
    base, given_ones = case

    for decide in (merge, in_turn):
        merged = decide(base, given_ones)

        after = apply(merged.operations, base)
        alone = [apply(p.operations, base) for p in given_ones if p.number in merged.adopted]
        for one in alone:
            _assert_said(base, one, after)
        for state in base:
            # who joins texts gives the one the other's children; another may move them further
            wished = {one.parent_of(state.id) for one in alone if state.id in one}
            others = wished - {base.parent_of(state.id)}
            if others and state.id in after and others <= base.nodes.keys():
                assert after.parent_of(state.id) in others


def _assert_said(base: Tree, alone: Tree, after: Tree) -> None:
    """See that the values which one proposal changes are changed in the result."""
    for state in base:
        if state.id not in alone:
            assert state.id not in after
            continue
        here = alone[state.id]
        if state.id not in after:  # taken out or joined by another, so this one at most rewords it
            assert replace(here, children=(), text=()) == replace(state, children=(), text=())
            continue
        there = after[state.id]
        assert here.kind in (state.kind, there.kind)
        assert here.printed_number in (state.printed_number, there.printed_number)
        for key in {*dict(state.attributes), *dict(here.attributes)}:
            wish = here.attribute(key)
            assert repr(wish) in (repr(state.attribute(key)), repr(there.attribute(key)))
        for relation in {*state.relations} ^ {*here.relations}:
            if relation[1] in base:
                assert (relation in here.relations) == (relation in there.relations)


@given(amended_proposals)
def test_p7_each_proposal_is_adopted_lapsed_or_in_exactly_one_conflict(case: Case) -> None:
    base, given_ones = case

    for decide in (merge, in_turn):
        merged = decide(base, given_ones)

        numbers = {each.number for each in given_ones}
        left = numbers - {*merged.adopted, *merged.lapsed}
        assert not {*merged.adopted} & {*merged.lapsed}
        assert all(set(conflict.proposals) <= numbers for conflict in merged.conflicts)
        if decide is merge:
            listed = Counter(n for each in merged.conflicts for n in each.proposals)
            assert set(listed) == left
            assert set(listed.values()) <= {1}
        else:
            assert left <= {n for each in merged.conflicts for n in each.proposals}


@given(amended_proposals)
def test_p7_amendments_stand_only_with_what_they_amend_and_alternatives_never_both(
    case: Case,
) -> None:
    base, given_ones = case

    for decide in (merge, in_turn):
        adopted = {*decide(base, given_ones).adopted}

        for each in given_ones:
            if each.number in adopted:
                assert each.amends is None or each.amends in adopted
                assert not each.alternatives & adopted


@given(amended_proposals)
def test_p7_those_depend_on_the_order_that_another_order_drops(case: Case) -> None:
    base, given_ones = case

    turn = in_turn(base, given_ones)

    assert {*turn.dependent} == {*turn.adopted} & _dropped_in_some_order(base, given_ones)
    assert merge(base, given_ones).dependent == ()


def _dropped_in_some_order(base: Tree, given_ones: Iterable[Proposal]) -> set[int]:
    """Try all orders of those on the base, and on each of them of those that amend it."""
    by_number = {each.number: each for each in given_ones}
    roots = [each for each in by_number.values() if each.amends is None]
    dropped: set[int] = set()
    for order in permutations(range(-len(roots), 0)):
        anew = dict(zip((each.number for each in roots), order, strict=True))
        old = {new: number for number, new in anew.items()}
        turn = in_turn(base, [_renumbered(each, anew) for each in by_number.values()])
        dropped |= by_number.keys() - {old.get(number, number) for number in turn.adopted}
    for root in roots:
        inner = [
            replace(each, amends=None) if each.amends == root.number else each
            for each in by_number.values()
            if root in _amended_by(each, by_number)
        ]
        if inner:
            dropped |= _dropped_in_some_order(apply(root.operations, base), inner)
    return dropped


def _renumbered(proposal: Proposal, anew: Mapping[int, int]) -> Proposal:
    amends = proposal.amends
    return replace(
        proposal,
        number=anew.get(proposal.number, proposal.number),
        amends=None if amends is None else anew.get(amends, amends),
        alternatives=frozenset(anew.get(each, each) for each in proposal.alternatives),
    )


def _amended_by(proposal: Proposal, by_number: Mapping[int, Proposal]) -> list[Proposal]:
    """Give what a proposal amends, and what that one amends in turn."""
    found: list[Proposal] = []
    while proposal.amends in by_number:
        proposal = by_number[proposal.amends]
        found.append(proposal)
    return found


@given(edits(most=6), seeds)
def test_p7_an_amendment_is_taken_into_the_wording_that_it_amends(edit: Edit, seed: bytes) -> None:
    base, operations = edit
    amended = apply(operations, base)
    place = some_place(Random(seed), amended, "paragraph")
    if place is None:
        return
    new = Insert(place, (NodeState(node_id(3000), "paragraph", text=inline("Zusatz.")),))

    merged = merge(base, [Proposal(3, operations), Proposal(5, (new,), amends=3)])

    assert (merged.adopted, merged.conflicts, merged.lapsed) == ((3, 5), (), ())
    assert apply(merged.operations, base) == apply((*operations, new), base)
    lapsed = merge(base, [Proposal(5, (new,), amends=3)])
    assert (lapsed.operations, lapsed.adopted, lapsed.lapsed) == ((), (), (5,))


@given(proposals())
def test_p7_a_clash_names_a_smallest_set_that_cannot_stand_together(case: Case) -> None:
    base, given_ones = case
    by_number = {each.number: each for each in given_ones}

    for clash in clashes(base, given_ones):
        together = [by_number[number] for number in clash.proposals]

        assert len(together) > 1
        assert merge(base, together).adopted == ()
        for missing in together:
            rest = [each for each in together if each is not missing]
            found = clashes(base, rest)
            assert not found or len(rest) > 2
            assert all(set(each.proposals) != {p.number for p in rest} for each in found)


@given(trees, seeds)
def test_p7_blocks_at_one_place_are_all_taken_by_number_and_listed(tree: Tree, seed: bytes) -> None:
    chance = Random(seed)
    place = some_place(chance, tree, "paragraph")
    if place is None:
        return
    numbers = chance.sample(range(1, 50), chance.randint(2, 4))
    new = {number: node_id(4000 + number) for number in numbers}
    given_ones = [
        Proposal(n, (Insert(place, (_paragraph(new[n], f"Absatz {n}."),)),)) for n in numbers
    ]

    for decide in (merge, in_turn):
        merged = decide(tree, given_ones)

        after = apply(merged.operations, tree)
        children = after[place.parent].children
        begin = 0 if place.after is None else children.index(place.after) + 1
        come = [new[number] for number in sorted(numbers)]
        assert children[begin : begin + len(come)] == tuple(come)
        assert merged.conflicts == ()
        assert [(each.place, each.proposals) for each in merged.places] == [
            (place, tuple(sorted(numbers)))
        ]


@given(trees, seeds)
def test_p7_whole_sentences_share_a_gap_and_words_do_not(tree: Tree, seed: bytes) -> None:
    chance = Random(seed)
    paragraph = _paragraph(node_id(4000), "Erster Satz hier. Zweiter Satz dort.")
    base = apply([Insert(Place(tree.root), (paragraph,))], tree)
    numbers = sorted(chance.sample(range(1, 50), 2))
    said = {number: f" Satz von {number}." for number in numbers}

    def wanting(number: int, at: int, words: str) -> Proposal:
        splices = (Splice(at, (), inline(words)),)
        return Proposal(number, (Substitute(paragraph.id, splices),))

    whole = merge(base, [wanting(n, len("Erster Satz hier."), said[n]) for n in numbers])
    inside = merge(base, [wanting(n, len("Erster"), f" {n}") for n in numbers])
    sentence = merge(base, [wanting(n, len("Erster"), said[n]) for n in numbers])
    in_meeting = in_turn(base, [wanting(n, len("Erster"), f" {n}") for n in numbers])

    text = plain(apply(whole.operations, base)[paragraph.id].text)
    first, second = numbers
    assert text == f"Erster Satz hier.{said[first]}{said[second]} Zweiter Satz dort."
    assert [(each.node, each.at, each.proposals) for each in whole.places] == [
        (paragraph.id, len("Erster Satz hier."), (first, second))
    ]
    assert (inside.operations, sentence.operations) == ((), ())
    assert [(c.kind, c.proposals, c.start, c.end) for k in inside.conflicts for c in k.clashes] == [
        ("words", (first, second), len("Erster"), len("Erster"))
    ]
    text = plain(apply(in_meeting.operations, base)[paragraph.id].text)
    assert text == f"Erster {first} {second} Satz hier. Zweiter Satz dort."


@given(trees, seeds)
def test_p5_what_one_proposal_brings_twice_stands_twice(tree: Tree, seed: bytes) -> None:
    place = some_place(Random(seed), tree, "paragraph")
    if place is None:
        return

    def twice(number: int) -> Proposal:
        new = (_paragraph(node_id(number * 10 + at), "Das Gleiche.") for at in range(2))
        return Proposal(number, tuple(Insert(place, (state,)) for state in new))

    merged = merge(tree, [twice(500), twice(400)])

    after = apply(merged.operations, tree)
    assert after.nodes.keys() - tree.nodes.keys() == {node_id(4000), node_id(4001)}
    assert merged.credits == ((400, 500), (400, 500))


@given(trees, seeds)
def test_p7_moves_in_a_circle_are_one_smallest_set(tree: Tree, seed: bytes) -> None:
    chance = Random(seed)
    size = chance.randint(2, 5)
    nodes = [node_id(5000 + at) for at in range(size)]
    states = [NodeState(node, "feld", inline(f"Feld {at}")) for at, node in enumerate(nodes)]
    base = apply([Insert(Place(tree.root), (state,)) for state in states], tree)
    numbers = chance.sample(range(1, 50), size)
    circle = [
        Proposal(number, (Move(nodes[at], Place(nodes[(at + 1) % size])),))
        for at, number in enumerate(numbers)
    ]
    beside = Proposal(60, (Retitle.whole(nodes[0], states[0].heading, inline("Anders")),))

    found = clashes(base, [*circle, beside])
    assert [(each.kind, each.proposals) for each in found] == [("cycle", tuple(sorted(numbers)))]
    merged = merge(base, [*circle, beside])
    opened = merge(base, circle[:-1])

    (conflict,) = merged.conflicts
    assert conflict.clashes == found
    assert merged.adopted == (60,)
    assert opened.conflicts == ()
    for at in range(size - 1):
        after = apply(opened.operations, base)
        assert after.parent_of(nodes[at]) == nodes[at + 1]
    turn = in_turn(base, circle)
    assert turn.adopted == tuple(sorted(numbers)[:-1])


@given(proposals(), seeds)
def test_p8_one_accepted_alone_is_itself_whatever_else_was_proposed(
    case: Case, seed: bytes
) -> None:
    base, given_ones = case
    mine = Random(seed).choice(given_ones)
    others = tuple(each for each in given_ones if each is not mine)
    merge(base, given_ones)

    for decide in (merge, in_turn):
        merged = decide(base, [mine])

        alone = apply(mine.operations, base)
        assert TREE.to_bytes(apply(merged.operations, base)) == TREE.to_bytes(alone)
        assert {number for credit in merged.credits for number in credit} <= {mine.number}
    rejected = [replace(each, operations=()) for each in others]
    assert apply(merge(base, [mine, *rejected]).operations, base) == alone


@given(edits(most=4))
def test_p5_of_equal_proposals_the_ids_of_the_lower_number_stay(edit: Edit) -> None:
    base, operations = edit
    lower, higher = minted_anew(operations, 1), minted_anew(operations, 2)
    if _cites_what_is_gone(lower, base):
        return  # a footnote mark still says the id of a note that came and went

    merged = merge(base, [Proposal(8, higher), Proposal(4, lower)])

    assert (merged.adopted, merged.conflicts) == ((4, 8), ())
    assert TREE.to_bytes(apply(merged.operations, base)) == TREE.to_bytes(apply(lower, base))
    assert set(merged.credits) <= {(4, 8)}


@given(proposals())
def test_p10_merging_keeps_ids_and_new_ones_stand_for_what_they_stood_for(case: Case) -> None:
    base, given_ones = case

    for decide in (merge, in_turn):
        merged = decide(base, given_ones)

        after = apply(merged.operations, base)
        alone = [apply(p.operations, base) for p in given_ones if p.number in merged.adopted]
        gone = {node for one in alone for node in base.nodes.keys() - one.nodes.keys()}
        assert base.nodes.keys() & after.nodes.keys() == base.nodes.keys() - gone
        for node in after.nodes.keys() - base.nodes.keys():
            brought = [one[node] for one in alone if node in one]
            assert len(brought) == 1
            own = {child for child in brought[0].children if child not in base}
            here = {child for child in after[node].children if child not in base}
            assert own & after.nodes.keys() <= here
            assert len(own) <= len(here)  # of equal ones another proposal's id may stand there


@given(proposals(most=2))
def test_p10_carrying_on_keeps_ids(case: Case) -> None:
    base, given_ones = case
    if len(given_ones) < 2:
        return
    over, mine = given_ones[0].operations, given_ones[1].operations
    try:
        carried = rebase(mine, over, base)
    except Unfit:
        return

    middle, alone = apply(over, base), apply(mine, base)
    after = apply(carried, middle)

    gone = base.nodes.keys() - alone.nodes.keys()
    assert middle.nodes.keys() - after.nodes.keys() == gone & middle.nodes.keys()
    assert after.nodes.keys() - middle.nodes.keys() <= alone.nodes.keys() - base.nodes.keys()


@given(trees, seeds)
def test_p4_what_looks_like_a_marker_is_merged_as_the_text_it_is(tree: Tree, seed: bytes) -> None:
    chance = Random(seed)
    signs = ("<<<<<<<", "=======", ">>>>>>>", "{+neu+}", "[-alt-]", "\u2028", "\ufeff", "&amp;")
    words = [chance.choice(signs) for _ in range(3)]
    node = node_id(4000)
    base = apply([Insert(Place(tree.root), (_paragraph(node, f"{words[0]} | {words[1]}"),))], tree)
    behind = length(base[node].text)

    one = Proposal(1, (Substitute(node, (Splice(0, inline(words[0]), inline(words[2])),)),))
    end = Splice(behind - len(words[1]), inline(words[1]), inline(words[1] + words[0]))
    other = Proposal(2, (Substitute(node, (end,)),))
    wanted = f"{words[2]} | {words[1]}{words[0]}"
    if words[0] == words[2]:
        return
    after = apply(merge(base, [other, one]).operations, base)

    assert plain(after[node].text) == wanted


def _paragraph(node: NodeId, words: str) -> NodeState:
    return NodeState(node, "paragraph", text=inline(words))


def _cites_what_is_gone(operations: tuple[Operation, ...], base: Tree) -> bool:
    """Tell whether the result names a node that the operations brought in and took out."""
    brought = [state.id for each in operations if isinstance(each, Insert) for state in each.states]
    brought += [each.new for each in operations if isinstance(each, Split)]
    after = apply(operations, base)
    said = TREE.to_bytes(after).decode()
    gone = [node for node, times in Counter(brought).items() if times > 1 or node not in after]
    return any(str(node) in said for node in gone)


def _letters(states: Iterable[NodeState]) -> Letters:
    found: Letters = Counter()
    for state in states:
        found.update(plain(state.heading))
        found.update(plain(state.text))
    return found


def _difference(more: Letters, less: Letters) -> Letters:
    """Count what is more and, below zero, what is less, without what is the same."""
    found = Counter(more)
    found.subtract(less)
    return Counter({letter: count for letter, count in found.items() if count})


def _gained(before: Tree, after: Tree) -> Letters:
    return _difference(_letters(after), _letters(before))


def _letters_by_credit(base: Tree, merged: Merged) -> dict[int, Letters]:
    """Count what the operations do that are credited to each proposal."""
    more: dict[int, Letters] = {number: Counter() for number in merged.adopted}
    less: dict[int, Letters] = {number: Counter() for number in merged.adopted}
    draft = Draft(base)
    for operation, credit in zip(merged.operations, merged.credits, strict=True):
        come, go = _come_and_go(operation, draft)
        for number in credit:
            more[number] += come
            less[number] += go
        apply_one(operation, draft)
    return {number: _difference(more[number], less[number]) for number in merged.adopted}


def _come_and_go(operation: Operation, draft: Draft) -> tuple[Letters, Letters]:
    """Count the letters that an operation puts in and those that it takes out."""
    match operation:
        case Insert(_, states):
            return _letters(states), Counter()
        case Repeal(node):
            return Counter(), _letters(draft.walk(node))
        case Split(_, _, gap):
            return Counter(), Counter(plain(gap))
        case Join(_, _, gap):
            return Counter(plain(gap)), Counter()
        case Substitute(_, splices) | Reformat(_, splices) | Retitle(_, splices):
            come = "".join(plain(each.new) for each in splices)
            return Counter(come), Counter("".join(plain(each.old) for each in splices))
        case _:
            return Counter(), Counter()


def _some_go_twice(base: Tree, alone: Iterable[Tree]) -> bool:
    """Tell whether several take out one node and not all the same ones."""
    gone = [base.nodes.keys() - one.nodes.keys() for one in alone]
    taken = [each for each in gone if each]
    return any(one & other and one != other for one in taken for other in taken)
