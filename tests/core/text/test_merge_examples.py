"""Amendments as a round table and a council bring them: what merges, what clashes, what lapses."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias

import pytest

from fortschrift.core.text import (
    ChangeKind,
    Insert,
    Join,
    Move,
    NodeId,
    NodeState,
    Operation,
    Place,
    Repeal,
    Retitle,
    Splice,
    Split,
    Substitute,
    Tree,
    apply,
    cut,
    footnote,
    inline,
    plain,
)
from fortschrift.core.text.errors import ProposalError, Unfit
from fortschrift.core.text.merging.clash import Clash
from fortschrift.core.text.merging.merge import clashes, in_turn, merge
from fortschrift.core.text.merging.proposal import Merged, Proposal
from fortschrift.core.text.merging.rebase import rebase
from fortschrift.core.text.runs import length
from tests.core.text.amending import (
    FIELD,
    GOAL,
    ITEMS,
    LIST,
    ROOT,
    SECOND,
    TEXT,
    WORDS,
    exchange,
    field,
    item,
    proposals,
    put_in,
    words_of,
)
from tests.core.text.growing import node_id

Decide: TypeAlias = Callable[[Tree, Iterable[Proposal]], Merged]


@pytest.fixture
def base() -> Tree:
    return field()


def test_different_words_of_one_paragraph_are_both_merged(base: Tree) -> None:
    merged = merge(base, proposals(exchange("20", "30"), exchange("Ausschuss", "Rat")))

    assert words_of(base, merged.operations) == (
        "Die Stadt fördert jährlich 30 Kurse. Sie berichtet im Rat."
    )
    assert merged.credits == ((1,), (2,))
    assert merged.sentences == ()


def test_one_sentence_changed_by_two_is_merged_and_flagged(base: Tree) -> None:
    merged = merge(base, proposals(exchange("20", "30"), exchange("jährlich", "stets")))

    (flagged,) = merged.sentences
    assert merged.adopted == (1, 2)
    assert (flagged.proposals, flagged.start, flagged.end) == ((1, 2), 0, 37)


def test_a_sentence_is_flagged_also_where_its_first_words_are_exchanged(base: Tree) -> None:
    merged = merge(base, proposals(exchange("Die Stadt", "Wolfsburg"), exchange("20", "30")))

    assert [(each.proposals, each.start) for each in merged.sentences] == [((1, 2), 0)]


def test_flagged_sentences_are_listed_in_the_order_of_the_text(base: Tree) -> None:
    both = (exchange("20", "30"), exchange("im Ausschuss", "dem Rat"))

    merged = merge(base, proposals(exchange("Sie", "Man"), both, exchange("jährlich", "stets")))

    assert [(each.proposals, each.start) for each in merged.sentences] == [
        ((2, 3), 0),
        ((1, 2), 37),
    ]


def test_a_sentence_that_two_change_alike_is_not_flagged(base: Tree) -> None:
    merged = merge(base, proposals(exchange("20", "30"), exchange("20", "30")))

    assert (merged.adopted, merged.credits, merged.sentences) == ((1, 2), ((1, 2),), ())


def test_the_same_number_to_different_values_is_one_conflict(base: Tree) -> None:
    merged = merge(base, proposals(exchange("20", "30"), exchange("20", "25")))

    (conflict,) = merged.conflicts
    (clash,) = conflict.clashes
    assert words_of(base, merged.operations) == WORDS
    assert conflict.proposals == (1, 2)
    assert (clash.kind, clash.node, clash.field) == ("words", TEXT, "text")
    assert WORDS[clash.start : clash.end] == "20"


def test_an_insertion_inside_what_another_one_strikes_is_not_lost(base: Tree) -> None:
    strike = Substitute(TEXT, (Splice(0, inline(WORDS[:37])),))

    merged = merge(base, proposals(strike, put_in("20", "mindestens ")))

    assert [each.proposals for each in merged.conflicts] == [(1, 2)]
    assert words_of(base, merged.operations) == WORDS


def test_one_strikes_a_list_item_and_another_adds_one(base: Tree) -> None:
    merged = merge(base, proposals(Repeal(ITEMS[1]), item(20, "Lotsen", after=ITEMS[1])))

    after = apply(merged.operations, base)
    assert [plain(each.text) for each in after.children(LIST)] == ["Kurse", "Lotsen", "Hefte"]


def test_work_on_what_another_one_takes_out_is_a_conflict(base: Tree) -> None:
    merged = merge(base, proposals(Repeal(GOAL), exchange("20", "30")))

    (conflict,) = merged.conflicts
    assert [clash.kind for clash in conflict.clashes] == ["deleted"]
    assert conflict.clashes[0].node == GOAL


def test_conflicts_that_share_a_proposal_are_one(base: Tree) -> None:
    both = (exchange("20", "25"), exchange("Rat", "Rat", within="Rat"))[:1]
    wide = Substitute(TEXT, (Splice(18, inline(WORDS[18:35]), inline("mehr")),))

    merged = merge(base, proposals(exchange("jährlich", "stets"), wide, both))

    (conflict,) = merged.conflicts
    assert conflict.proposals == (1, 2, 3)
    assert {clash.proposals for clash in conflict.clashes} == {(1, 2), (2, 3)}


def test_conflicts_that_share_no_proposal_are_told_apart(base: Tree) -> None:
    merged = merge(
        base,
        proposals(
            *(exchange("20", "30"), exchange("20", "25")),
            *(exchange("Ausschuss", "Rat"), exchange("Ausschuss", "Beirat")),
        ),
    )

    assert [each.proposals for each in merged.conflicts] == [(1, 2), (3, 4)]


def test_a_conflict_names_its_proposals_by_number(base: Tree) -> None:
    merged = merge(
        base, [Proposal(8, (exchange("20", "30"),)), Proposal(1, (exchange("20", "25"),))]
    )

    (conflict,) = merged.conflicts
    assert conflict.proposals == conflict.clashes[0].proposals == (1, 8)


def test_different_words_into_one_gap_of_a_sentence_clash_as_a_set(base: Tree) -> None:
    put = proposals(put_in("20", "etwa "), put_in("20", "mindestens "))

    assert merge(base, put).conflicts[0].proposals == (1, 2)
    assert words_of(base, in_turn(base, put).operations) == (
        "Die Stadt fördert jährlich etwa mindestens 20 Kurse. Sie berichtet im Ausschuss."
    )


def test_whole_sentences_into_one_gap_are_all_taken_by_number(base: Tree) -> None:
    put = proposals(put_in("Sie", "Frauen zuerst. "), put_in("Sie", "Kinder auch. "))

    merged = merge(base, reversed(put))

    (shared,) = merged.places
    assert words_of(base, merged.operations) == (
        "Die Stadt fördert jährlich 20 Kurse. Frauen zuerst. Kinder auch. "
        "Sie berichtet im Ausschuss."
    )
    assert (shared.proposals, shared.node, shared.field) == ((1, 2), TEXT, "text")
    assert shared.at == 37


def test_words_that_are_no_sentence_clash_also_between_sentences(base: Tree) -> None:
    merged = merge(base, proposals(put_in("Sie", "Und "), put_in("Sie", "Auch ")))

    assert [each.proposals for each in merged.conflicts] == [(1, 2)]
    assert words_of(base, merged.operations) == WORDS


def test_blocks_at_one_place_are_all_taken_by_number(base: Tree) -> None:
    put = proposals(item(20, "Lotsen", after=ITEMS[2]), item(21, "Paten", after=ITEMS[2]))

    merged = merge(base, reversed(put))

    after = apply(merged.operations, base)
    assert [plain(each.text) for each in after.children(LIST)][2:] == ["Hefte", "Lotsen", "Paten"]
    assert merged.places[0].proposals == (1, 2)


def test_equal_new_blocks_count_once_and_the_lower_number_names_them(base: Tree) -> None:
    merged = merge(base, proposals(item(20, "Lotsen"), item(21, "Lotsen")))

    after = apply(merged.operations, base)
    assert after[LIST].children == (node_id(20), *ITEMS)
    assert merged.credits == ((1, 2),)
    assert merged.places == ()


def note(node: NodeId, words: str, cited: NodeId) -> NodeState:
    """Make a note that cites another one."""
    return NodeState(node, "note", text=inline(words, footnote(cited)))


def test_equal_new_blocks_that_lead_to_each_other_count_once(base: Tree) -> None:
    def wish(first: int) -> tuple[Operation, ...]:
        text, other, part = map(node_id, range(first, first + 3))
        return (
            Insert(
                Place(GOAL, TEXT), (NodeState(text, "note", text=inline("Siehe", footnote(other))),)
            ),
            Insert(
                Place(SECOND, None),
                (NodeState(other, "note", text=inline("Dort", footnote(text))),),
            ),
            Split(TEXT, 36, inline(" "), part),
            Insert(Place(part, None), (NodeState(node_id(first + 3), "note", text=inline("Neu")),)),
        )

    merged = merge(base, proposals(wish(30), wish(20)))

    assert (merged.adopted, merged.conflicts) == ((1, 2), ())
    assert apply(merged.operations, base) == apply(wish(30), base)


def test_new_blocks_that_lead_elsewhere_are_two(base: Tree) -> None:
    def wish(first: int, cited: NodeId) -> tuple[Operation, ...]:
        state = NodeState(node_id(first), "paragraph", text=inline("Siehe", footnote(cited)))
        return (
            Insert(Place(GOAL, TEXT), (state,)),
            Insert(Place(SECOND, None), (NodeState(node_id(first + 1), "note"),)),
        )

    merged = merge(base, proposals(wish(20, node_id(21)), wish(30, TEXT)))

    after = apply(merged.operations, base)
    assert after[GOAL].children == (TEXT, node_id(20), node_id(30), LIST)
    assert after[SECOND].children == (node_id(21),)


def test_a_text_is_split_by_one_and_reworded_by_another(base: Tree) -> None:
    split = Split(TEXT, 36, inline(" "), node_id(20))

    merged = merge(base, proposals(split, exchange("Ausschuss", "Rat"), exchange("20", "30")))

    after = apply(merged.operations, base)
    assert [plain(after[node].text) for node in (TEXT, node_id(20))] == [
        "Die Stadt fördert jährlich 30 Kurse.",
        "Sie berichtet im Rat.",
    ]


def fields(*nodes: NodeId) -> Tree:
    """Make a text of fields one after another."""
    return Tree.of(
        [
            NodeState(ROOT, "concept", children=nodes),
            *(NodeState(node, "feld", inline("Feld")) for node in nodes),
        ],
        root=ROOT,
    )


def test_three_moves_that_only_together_go_in_a_circle_are_one_conflict() -> None:
    a, b, c = map(node_id, (2, 3, 4))
    base = fields(a, b, c)
    moves = proposals(Move(a, Place(b)), Move(b, Place(c)), Move(c, Place(a)))

    merged = merge(base, moves)
    two = merge(base, moves[:2])

    assert merged.conflicts[0].proposals == (1, 2, 3)
    assert [clash.kind for clash in merged.conflicts[0].clashes] == ["cycle"]
    assert two.adopted == (1, 2)


def test_a_circle_is_none_where_two_of_it_clash_for_another_reason() -> None:
    a, b, c = map(node_id, (2, 3, 4))
    base = fields(a, b, c)
    becomes_a_paragraph = (
        Retitle(b, (Splice(0, inline("Feld")),)),
        ChangeKind(b, "feld", "paragraph"),
        Move(b, Place(c)),
    )

    merged = merge(base, proposals(Move(a, Place(b)), becomes_a_paragraph, Move(c, Place(a))))

    (conflict,) = merged.conflicts
    assert [(each.kind, each.proposals) for each in conflict.clashes] == [("kind", (1, 2))]
    assert merged.adopted == (3,)


def test_a_circle_through_several_moves_of_one_proposal_is_found() -> None:
    a, b, c, d, e = map(node_id, range(2, 7))
    base = apply([Move(b, Place(a)), Move(d, Place(c))], fields(a, b, c, d, e))
    through = (Move(c, Place(e)), Move(d, Place(b)), Move(e, Place(d)))

    merged = merge(base, proposals(through, Move(a, Place(c))))

    (conflict,) = merged.conflicts
    assert [(each.kind, each.proposals) for each in conflict.clashes] == [("cycle", (1, 2))]


def test_who_is_in_no_smallest_circle_of_a_large_knot_is_adopted() -> None:
    a, b, c, *others = map(node_id, range(2, 17))
    base = apply([Move(b, Place(a))], fields(a, b, c, *others))
    around = [
        Move(node, Place(after)) for node, after in zip(others, (*others[1:], a), strict=True)
    ]

    merged = merge(
        base,
        proposals(Move(c, Place(b)), Move(a, Place(c)), Move(b, Place(others[0])), *around),
    )

    (conflict,) = merged.conflicts
    assert [(each.kind, each.proposals) for each in conflict.clashes] == [("cycle", (1, 2))]
    assert merged.adopted == tuple(range(3, 16))


def test_an_amendment_to_an_amendment_is_folded_into_it(base: Tree) -> None:
    first = Proposal(1, (exchange("20", "30 gute"),))
    within = WORDS.replace("20", "30 gute")
    second = Proposal(2, (exchange("gute", "neue", within=within),), amends=1)

    merged = merge(base, [second, first])

    assert "30 neue Kurse" in words_of(base, merged.operations)
    assert merged.adopted == (1, 2)
    assert merged.credits == ((1, 2),)


def test_amendments_are_named_by_number_with_what_they_do_not_amend(base: Tree) -> None:
    third = Proposal(3, (exchange("30", "25", within=WORDS.replace("20", "30")),), amends=1)

    merged = merge(base, [*proposals(exchange("20", "30"), exchange("Ausschuss", "Rat")), third])

    assert merged.adopted == (1, 2, 3)


def test_an_amendment_lapses_when_what_it_amends_is_not_there(base: Tree) -> None:
    amendments = [Proposal(n, (exchange("20", "30"),), amends=2) for n in (8, 1)]

    merged = merge(base, amendments)

    assert (merged.lapsed, merged.operations) == ((1, 8), ())


def test_alternatives_exclude_each_other_without_a_shared_passage(base: Tree) -> None:
    one = Proposal(1, (exchange("20", "30"),), alternatives=frozenset({2}))
    other = Proposal(2, (exchange("Ausschuss", "Rat"),))

    as_a_set, turn = merge(base, [one, other]), in_turn(base, [one, other])

    assert as_a_set.conflicts[0].clashes == (Clash((1, 2), "alternative"),)
    assert (turn.adopted, turn.lapsed) == ((1,), (2,))


def test_an_alternative_to_what_is_not_in_the_set_excludes_nothing(base: Tree) -> None:
    one = Proposal(1, (exchange("20", "30"),), alternatives=frozenset({9}))

    merged = merge(base, [one])

    assert (merged.adopted, merged.conflicts) == ((1,), ())


def test_in_turn_what_was_adopted_first_stands_and_is_named(base: Tree) -> None:
    put = proposals(exchange("20", "30"), exchange("20", "25"), exchange("Ausschuss", "Rat"))

    turn = in_turn(base, put)

    assert turn.adopted == (1, 3)
    assert [each.proposals for each in turn.conflicts] == [(1, 2)]
    assert turn.dependent == (1,)


def test_in_turn_nobody_depends_on_the_order_who_shares_a_gap(base: Tree) -> None:
    put = proposals(put_in("20", "etwa "), put_in("20", "mindestens "))

    turn = in_turn(base, put)

    assert (turn.adopted, turn.dependent) == ((1, 2), ())


def test_who_touches_whom_is_listed_for_the_agenda(base: Tree) -> None:
    put = proposals(exchange("20", "30"), exchange("20", "25"), Repeal(GOAL), Repeal(SECOND))

    found = clashes(base, put)

    assert sorted((clash.proposals, clash.kind) for clash in found) == [
        ((1, 2), "words"),
        ((1, 3), "deleted"),
        ((2, 3), "deleted"),
    ]


def test_an_amendment_is_carried_to_the_next_reading(base: Tree) -> None:
    adopted = (put_in("jährlich", "dauerhaft und "), Move(GOAL, Place(FIELD, SECOND)))
    mine = (exchange("20", "30"),)

    carried = rebase(mine, adopted, base)

    assert words_of(apply(adopted, base), carried) == (
        "Die Stadt fördert dauerhaft und jährlich 30 Kurse. Sie berichtet im Ausschuss."
    )


def test_a_move_that_ends_in_a_circle_with_what_was_adopted_no_longer_fits() -> None:
    a, b = map(node_id, (2, 3))
    base = fields(a, b)
    adopted = (Move(b, Place(a)), ChangeKind(a, "feld", "ziel"))

    with pytest.raises(Unfit) as caught:
        rebase((Move(a, Place(b)),), adopted, base)

    assert [each.kind for each in caught.value.clashes] == ["cycle"]


def test_what_comes_behind_a_joined_text_stands_behind_what_both_became() -> None:
    first, second, other, new = map(node_id, (2, 3, 4, 5))
    base = Tree.of(
        [
            NodeState(ROOT, "concept", children=(first, second, other)),
            NodeState(first, "paragraph", text=inline("Eins.")),
            NodeState(second, "paragraph", text=inline("Zwei.")),
            NodeState(other, "paragraph", text=inline("Drei.")),
        ],
        root=ROOT,
    )
    mine = (Insert(Place(ROOT, second), (NodeState(new, "paragraph", text=inline("Neu.")),)),)
    adopted = (Join(first, second, inline(" ")), Move(first, Place(ROOT)))

    carried = rebase(mine, adopted, base)

    assert apply((*adopted, *carried), base)[ROOT].children == (first, new, other)


@pytest.mark.parametrize("wish", ["etwa ", "immerhin ", "mindestens "])
def test_what_a_step_of_the_change_put_into_a_gap_is_there_already(base: Tree, wish: str) -> None:
    steps = ("etwa ", "immerhin ", "mindestens ")
    first = WORDS.index("20")
    adopted = tuple(
        Substitute(TEXT, (Splice(first + at, (), inline(words)),))
        for at, words in zip((0, 5, 14), steps, strict=True)
    )

    carried = rebase((put_in("20", wish),), adopted, base)
    turn = in_turn(base, proposals(adopted, put_in("20", wish)))
    one_by_one = in_turn(base, proposals(*(put_in("20", each) for each in (*steps, wish))))

    assert carried == ()
    assert (
        apply(turn.operations, base) == apply(adopted, base) == apply(one_by_one.operations, base)
    )
    assert {number for each in turn.credits for number in each} == {1, 2}


def test_what_two_put_into_a_gap_alike_is_there_once_though_one_did_it_by_steps(base: Tree) -> None:
    def put(at: int, words: str) -> Operation:
        return Substitute(TEXT, (Splice(at, (), inline(words)),))

    between, end = WORDS.index("Sie"), len(WORDS)
    at_once = (put(end, " Ja."), put(between, "Gut so. Sehr gut. "))
    by_steps = (
        put(end, " Ja."),
        put(end + 4, " Nein."),
        put(between, "Gut so. "),
        put(between + 8, "Sehr gut. "),
    )

    texts = [
        words_of(base, (*at_once, *rebase(by_steps, at_once, base))),
        words_of(base, (*by_steps, *rebase(at_once, by_steps, base))),
        words_of(base, merge(base, proposals(at_once, by_steps)).operations),
        words_of(base, in_turn(base, proposals(by_steps, at_once)).operations),
    ]

    assert texts == [words_of(base, by_steps)] * 4


def test_what_comes_behind_a_text_with_its_part_stands_behind_what_was_adopted_there(
    base: Tree,
) -> None:
    part, new = node_id(20), node_id(21)
    adopted = (Insert(Place(GOAL, TEXT), (NodeState(new, "paragraph", text=inline("Neu.")),)),)
    mine = (Split(TEXT, 36, inline(" "), part), Move(LIST, Place(GOAL, TEXT)))

    carried = rebase(mine, adopted, base)
    turn = in_turn(base, proposals(adopted, mine))

    after = apply((*adopted, *carried), base)
    assert after[GOAL].children == (TEXT, new, LIST, part)
    assert after == apply(turn.operations, base)


def test_a_later_part_follows_an_earlier_one_that_moves_carried_as_merged(base: Tree) -> None:
    early, late = node_id(20), node_id(21)
    adopted = (Split(TEXT, 36, inline(" "), late),)
    mine = (Split(TEXT, 17, inline(" "), early), Move(early, Place(SECOND)))

    carried = rebase(mine, adopted, base)
    turn = in_turn(base, proposals(adopted, mine))

    after = apply((*adopted, *carried), base)
    assert after[SECOND].children == (early, late)
    assert after == apply(turn.operations, base)


@pytest.mark.parametrize("decide", [merge, in_turn])
def test_a_text_is_split_with_what_stands_below_it_and_is_split_itself(
    base: Tree, decide: Decide
) -> None:
    top, below, part, other = ITEMS[0], node_id(20), node_id(21), node_id(22)
    state = NodeState(below, "paragraph", text=inline("Eins. Zwei."))
    base = apply((Insert(Place(top), (state,)),), base)
    inner = (Split(below, 5, inline(" "), part),)
    outer = (Split(top, length(base[top].text), (), other, (below,)),)

    merged = decide(base, proposals(inner, outer))

    after = apply(merged.operations, base)
    assert merged.adopted == (1, 2)
    assert (after[top].children, after[other].children) == ((), (below, part))


def test_who_moves_and_joins_as_was_adopted_besides_other_things_has_nothing_left_to_do(
    base: Tree,
) -> None:
    mine = (Move(ITEMS[1], Place(LIST)), Join(ITEMS[1], ITEMS[0], ()))
    adopted = (exchange("20", "30"), *mine)

    assert rebase(mine, adopted, base) == ()


def test_a_sentence_that_was_adopted_is_not_brought_again_with_the_next_one(base: Tree) -> None:
    end, more = length(base[TEXT].text), inline(" Noch einer.")
    adopted = (Substitute(TEXT, (Splice(end, (), more),)),)
    mine = (
        *adopted,
        Substitute(TEXT, (Splice(end + length(more), (), inline(" Und ein dritter.")),)),
    )

    carried = rebase(mine, adopted, base)

    after = apply((*adopted, *carried), base)
    assert plain(after[TEXT].text).endswith("Ausschuss. Noch einer. Und ein dritter.")
    assert after == apply(in_turn(base, proposals(adopted, mine)).operations, base)


def test_who_splits_where_another_one_strikes_the_rest_is_in_the_way(base: Tree) -> None:
    part, end = node_id(20), length(base[TEXT].text)
    adopted = (Substitute(TEXT, (Splice(35, cut(base[TEXT].text, 35, end)),)),)
    words = Splice(end - 35, (), inline(" Jedes Jahr."))
    mine = (Split(TEXT, 35, (), part), Substitute(part, (words,)))

    with pytest.raises(Unfit):
        rebase(mine, adopted, base)

    assert in_turn(base, proposals(adopted, mine)).adopted == (1,)


def test_equal_proposals_that_split_and_change_what_begins_there_count_once(base: Tree) -> None:
    part = node_id(20)
    mine = (Split(TEXT, 35, (), part), Substitute(part, (Splice(0, inline("."), inline("!")),)))

    assert merge(base, proposals(mine, mine)).adopted == (1, 2)


def test_what_no_longer_fits_says_where_and_why(base: Tree) -> None:
    with pytest.raises(Unfit) as caught:
        rebase((exchange("20", "30"),), (exchange("20", "25"),), base)

    (clash,) = caught.value.clashes
    assert (clash.kind, clash.node, clash.start, clash.end) == ("words", TEXT, 27, 29)


@pytest.mark.parametrize("number", [1, 3])
def test_a_number_given_twice_is_refused(base: Tree, number: int) -> None:
    twice = replace(proposals(exchange("20", "30"))[0], number=number)

    with pytest.raises(ProposalError) as caught:
        merge(base, [twice, twice])

    assert (caught.value.number, caught.value.reason) == (number, "twice")


def test_amendments_in_a_circle_are_refused(base: Tree) -> None:
    one = Proposal(1, (exchange("20", "30"),), amends=2)
    other = Proposal(2, (exchange("20", "30"),), amends=1)

    with pytest.raises(ProposalError) as caught:
        merge(base, [one, other])

    assert caught.value.reason == "circle"


def test_an_amendment_that_leads_into_a_circle_is_refused(base: Tree) -> None:
    amends = {1: 2, 2: 3, 3: 2}

    with pytest.raises(ProposalError) as caught:
        merge(base, [Proposal(n, (exchange("20", "30"),), amends=m) for n, m in amends.items()])

    assert caught.value.reason == "circle"


def test_operations_that_do_not_fit_name_the_proposal_and_the_operation(base: Tree) -> None:
    fits, stale = exchange("20", "30"), exchange("Ausschuss", "Rat", within="Ausschuss")

    with pytest.raises(ProposalError) as caught:
        merge(base, [Proposal(7, (fits, stale))])

    assert (caught.value.number, caught.value.reason) == (7, "unfit")
    assert caught.value.cause is not None
    assert caught.value.cause.operation == 1


@pytest.mark.parametrize(
    "wrong",
    [
        Substitute(LIST, (Splice(0, (), inline("Text")),)),
        Insert(Place(LIST), (NodeState(node_id(30), "paragraph"),)),
        Move(FIELD, Place(GOAL)),
        Repeal(node_id(99)),
        Substitute(TEXT, (Splice(500, inline("Kurse")),)),
    ],
    ids=["no text there", "no such child", "under itself", "unknown", "outside the text"],
)
def test_what_cannot_be_done_to_the_base_is_refused_before_anything_is_merged(
    base: Tree, wrong: Operation
) -> None:
    for decide in (merge, in_turn, clashes):
        with pytest.raises(ProposalError) as caught:
            decide(base, proposals(exchange("20", "30"), wrong))

        assert (caught.value.number, caught.value.reason) == (2, "unfit")
