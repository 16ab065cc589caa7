"""Who clashes with whom beyond words: values, blocks taken out, split, joined, moved, made another.

The other way round, too: what looks like a clash and is none.
"""

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
    SetAttribute,
    SetPrintedNumber,
    Split,
    Tree,
    apply,
    inline,
    plain,
)
from fortschrift.core.text.errors import Unfit
from fortschrift.core.text.merging.merge import clashes, in_turn, merge
from fortschrift.core.text.merging.proposal import Proposal
from fortschrift.core.text.merging.rebase import rebase
from tests.core.text.amending import (
    FIELD,
    GOAL,
    ITEMS,
    LIST,
    SECOND,
    TEXT,
    WORDS,
    exchange,
    field,
    item,
    proposals,
    told,
)
from tests.core.text.growing import node_id

NEW, OTHER = node_id(20), node_id(21)
BLANK = inline(" ")


@pytest.fixture
def base() -> Tree:
    return field()


# ---- values


def test_one_attribute_to_two_values_is_a_conflict(base: Tree) -> None:
    wishes = proposals(*(SetAttribute(GOAL, "kosten", None, cost) for cost in (5000, 6000)))

    (clash,) = clashes(base, wishes)

    assert (clash.kind, clash.node, clash.field) == ("value", GOAL, "kosten")
    assert merge(base, wishes).operations == ()


# ---- taken out


def saving(node: NodeId) -> tuple[Operation, ...]:
    """Take out the goal, but put something of it under the other one before."""
    return Move(node, Place(SECOND)), Repeal(GOAL)


def test_words_of_what_is_saved_before_the_rest_goes_can_be_changed(base: Tree) -> None:
    merged = merge(base, proposals(saving(TEXT), exchange("20", "30")))

    after = apply(merged.operations, base)
    assert merged.adopted == (1, 2)
    assert plain(after[TEXT].text) == WORDS.replace("20", "30")


def test_two_that_take_out_the_same_and_save_the_same_do_not_clash(base: Tree) -> None:
    merged = merge(base, proposals(saving(TEXT), saving(TEXT)))

    assert merged.adopted == (1, 2)
    assert merged.credits == ((1, 2), (1, 2))


@pytest.mark.parametrize("other", [(Repeal(GOAL),), saving(LIST)], ids=["nothing", "another"])
def test_two_that_take_out_the_same_and_save_not_the_same_clash(
    base: Tree, other: tuple[Operation, ...]
) -> None:
    found = told(base, proposals(saving(TEXT), other))

    assert set(found) == {((1, 2), "deleted")}


def test_who_takes_out_a_part_shares_the_credit_for_the_whole(base: Tree) -> None:
    merged = merge(base, proposals(Repeal(ITEMS[0]), Repeal(LIST)))

    assert (merged.operations, merged.credits) == ((Repeal(LIST),), ((1, 2),))


def test_what_is_taken_out_of_something_saved_is_credited_by_itself(base: Tree) -> None:
    merged = merge(base, proposals(Repeal(ITEMS[0]), saving(LIST)))

    credited = dict(zip(merged.operations, merged.credits, strict=True))
    assert credited[Repeal(ITEMS[0])] == (1,)
    assert credited[Repeal(GOAL)] == (2,)


# ---- split and joined


def test_two_may_split_one_text_at_different_places(base: Tree) -> None:
    first, second = Split(TEXT, 36, BLANK, NEW), Split(TEXT, WORDS.index(" im"), BLANK, OTHER)

    merged = merge(base, proposals(first, second))

    after = apply(merged.operations, base)
    assert [plain(after[node].text) for node in after[GOAL].children[:3]] == [
        "Die Stadt fördert jährlich 20 Kurse.",
        "Sie berichtet",
        "im Ausschuss.",
    ]


def test_equal_splits_count_once_and_the_lower_number_names_the_part(base: Tree) -> None:
    merged = merge(base, proposals(*(Split(TEXT, 36, BLANK, new) for new in (NEW, OTHER))))

    assert apply(merged.operations, base)[GOAL].children == (TEXT, NEW, LIST)
    assert merged.credits == ((1, 2),)


def test_equal_joins_count_once_whatever_else_is_joined(base: Tree) -> None:
    base = apply([item(20, "Lotsen", after=ITEMS[2])], base)
    join, beside = Join(ITEMS[0], ITEMS[1], BLANK), Join(ITEMS[2], NEW, BLANK)

    merged = merge(base, proposals(join, (join, beside)))

    after = apply(merged.operations, base)
    assert [plain(each.text) for each in after.children(LIST)] == ["Kurse Treffen", "Hefte Lotsen"]
    assert merged.credits == ((1, 2), (2,))


def test_one_text_joined_with_one_more_is_another_wish(base: Tree) -> None:
    join, more = Join(ITEMS[0], ITEMS[1], BLANK), Join(ITEMS[0], ITEMS[2], BLANK)

    assert set(told(base, proposals(join, (join, more)))) == {((1, 2), "structure")}


def test_nothing_can_be_told_of_what_ends_in_another_text(base: Tree) -> None:
    wishes = proposals(Join(ITEMS[0], ITEMS[1], BLANK), SetPrintedNumber(ITEMS[1], None, "b"))

    assert told(base, wishes) == [((1, 2), "structure")]


def test_nothing_can_come_between_two_texts_that_are_joined(base: Tree) -> None:
    wishes = proposals(Join(ITEMS[0], ITEMS[1], BLANK), item(20, "Lotsen", after=ITEMS[0]))

    assert told(base, wishes) == [((1, 2), "structure")]


@pytest.mark.parametrize(
    "before",
    [
        Join(ITEMS[0], ITEMS[1], BLANK),
        Repeal(ITEMS[1]),
        Move(ITEMS[1], Place(LIST)),
    ],
    ids=["joined as well", "taken out", "moved away"],
)
def test_nothing_can_come_between_texts_that_are_joined(base: Tree, before: Operation) -> None:
    joined = (before, Join(ITEMS[0], ITEMS[2], BLANK))
    between = item(20, "Lotsen", after=ITEMS[1])

    for wishes in (proposals(joined, between), proposals(between, joined)):
        assert told(base, wishes) == [((1, 2), "structure")]
        assert in_turn(base, wishes).adopted == (1,)
    for mine, over in ((joined, (between,)), ((between,), joined)):
        with pytest.raises(Unfit):
            rebase(mine, over, base)


def test_nothing_can_come_between_a_text_and_one_that_moves_there_to_be_joined(base: Tree) -> None:
    elsewhere = NodeState(node_id(22), "list", children=(OTHER,))
    base = apply(
        [Insert(Place(SECOND), (elsewhere, NodeState(OTHER, "list_item", text=inline("Lotsen"))))],
        base,
    )
    joined = (Move(OTHER, Place(LIST, ITEMS[0])), Join(ITEMS[0], OTHER, BLANK))

    wishes = proposals(item(20, "Paten", after=ITEMS[0]), joined)

    assert ((1, 2), "structure") in told(base, wishes)
    assert in_turn(base, wishes).adopted == (1,)


# ---- made something else


def note(under: NodeId) -> Operation:
    """Put a note under a block; a note has no notes."""
    return Insert(Place(under), (NodeState(NEW, "note", text=inline("Stand 2021")),))


TO_NOTE = ChangeKind(TEXT, "paragraph", "note")


def test_what_may_not_stand_under_the_new_kind_clashes_with_the_change(base: Tree) -> None:
    wishes = proposals(TO_NOTE, note(TEXT))

    (clash,) = clashes(base, wishes)
    turn = in_turn(base, wishes)

    assert (clash.proposals, clash.kind, clash.node) == ((1, 2), "kind", NEW)
    assert merge(base, wishes).operations == ()
    assert (turn.adopted, turn.conflicts[0].clashes) == ((1,), (clash,))
    for mine, over in ((TO_NOTE, note(TEXT)), (note(TEXT), TO_NOTE)):
        with pytest.raises(Unfit) as caught:
            rebase((mine,), (over,), base)
        assert [each.kind for each in caught.value.clashes] == ["kind"]


def test_what_stands_well_under_the_new_kind_is_merged(base: Tree) -> None:
    wishes = proposals(TO_NOTE, note(ITEMS[0]), exchange("20", "30"))

    merged = merge(base, wishes)

    after = apply(merged.operations, base)
    assert (after[TEXT].kind, after.parent_of(NEW)) == ("note", ITEMS[0])
    assert in_turn(base, wishes).adopted == merged.adopted == (1, 2, 3)


def test_the_kinds_of_a_block_and_of_what_it_stands_under_must_go_together(base: Tree) -> None:
    untitled = NodeState(NEW, "ziel", children=(OTHER,))
    base = apply(
        [Insert(Place(FIELD), (untitled, NodeState(OTHER, "paragraph", text=BLANK)))], base
    )

    wishes = proposals(ChangeKind(OTHER, "paragraph", "image"), ChangeKind(NEW, "ziel", "note"))

    assert told(base, wishes) == [((1, 2), "kind")]


def test_the_second_part_of_a_text_can_become_something_else(base: Tree) -> None:
    split = (Split(TEXT, 36, BLANK, NEW), ChangeKind(NEW, "paragraph", "image"))

    merged = merge(base, proposals(split, ChangeKind(SECOND, "ziel", "massnahme")))

    after = apply(merged.operations, base)
    assert (after[TEXT].kind, after[NEW].kind) == ("paragraph", "image")
    assert after[SECOND].kind == "massnahme"


def of_three(base: Tree) -> tuple[Tree, list[Proposal]]:
    """An image cannot stand in a note: three wishes that go together two by two only."""
    base = apply([Insert(Place(FIELD), (NodeState(NEW, "ziel"),))], base)
    return base, proposals(
        ChangeKind(TEXT, "paragraph", "image"),
        Move(TEXT, Place(NEW)),
        ChangeKind(NEW, "ziel", "note"),
        exchange("20", "30"),
    )


def test_three_that_only_together_make_no_sound_text_are_one_conflict(base: Tree) -> None:
    base, wishes = of_three(base)

    merged = merge(base, wishes)

    assert clashes(base, wishes) == ()
    assert merged.adopted == (4,)
    assert [(c.proposals, c.kind) for k in merged.conflicts for c in k.clashes] == [
        ((1, 2, 3), "kind")
    ]
    for missing in range(3):
        assert merge(base, wishes[:missing] + wishes[missing + 1 :]).conflicts == ()


def test_in_turn_the_last_of_three_falls_and_those_in_its_way_are_named(base: Tree) -> None:
    base, wishes = of_three(base)

    turn = in_turn(base, wishes)

    assert turn.adopted == (1, 2, 4)
    assert [each.proposals for each in turn.conflicts] == [(1, 2, 3)]


def test_of_two_in_the_way_for_the_same_reason_the_lower_number_is_named(base: Tree) -> None:
    turn = in_turn(base, proposals(TO_NOTE, TO_NOTE, note(TEXT)))

    assert turn.adopted == (1, 2)
    assert [each.proposals for each in turn.conflicts] == [(1, 3)]
