"""Wordings carried to the next reading: what was split, joined, moved or said since they came."""

import pytest

from fortschrift.core.text import (
    ChangeKind,
    Insert,
    Join,
    Move,
    NodeState,
    Operation,
    Place,
    Splice,
    Split,
    Stale,
    Substitute,
    Tree,
    apply,
    inline,
)
from fortschrift.core.text.errors import Unfit
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
    put_in,
    words_of,
)
from tests.core.text.growing import node_id

NEW, OTHER = node_id(20), node_id(21)
BLANK = inline(" ")


@pytest.fixture
def base() -> Tree:
    return field()


def test_words_of_joined_texts_are_carried_to_where_they_stand_now(base: Tree) -> None:
    adopted = (
        Join(ITEMS[0], ITEMS[1], inline(", ")),
        Join(ITEMS[0], ITEMS[2], inline(" und ")),
    )
    mine = (
        exchange("Treffen", "Reisen", node=ITEMS[1], within="Treffen"),
        exchange("Hefte", "Bücher", node=ITEMS[2], within="Hefte"),
    )

    carried = rebase(mine, adopted, base)

    assert words_of(apply(adopted, base), carried, ITEMS[0]) == "Kurse, Reisen und Bücher"


def test_what_ends_a_text_stays_before_what_begins_the_one_that_was_joined_to_it(
    base: Tree,
) -> None:
    adopted = (Join(ITEMS[0], ITEMS[1], ()),)
    mine = (
        Substitute(ITEMS[1], (Splice(0, (), inline("große ")),)),
        Substitute(ITEMS[0], (Splice(len("Kurse"), (), inline(" und ")),)),
    )

    carried = rebase(mine, adopted, base)

    assert words_of(apply(adopted, base), carried, ITEMS[0]) == "Kurse und große Treffen"


def test_words_of_a_joined_text_are_carried_past_what_was_changed_in_it(base: Tree) -> None:
    adopted = (
        exchange("Tr", "Gute Tr", node=ITEMS[1], within="Treffen"),
        Join(ITEMS[0], ITEMS[1], BLANK),
    )
    mine = (exchange("en", "chen", node=ITEMS[1], within="Treffen"),)

    carried = rebase(mine, adopted, base)

    assert words_of(apply(adopted, base), carried, ITEMS[0]) == "Kurse Gute Treffchen"


def test_two_steps_on_one_text_are_carried_as_what_they_do_together(base: Tree) -> None:
    adopted = (put_in("jährlich", "stets und "),)
    ahead = "Ab 2027: "
    mine = (
        put_in("Die", ahead),
        Substitute(TEXT, (Splice(len(ahead) + WORDS.index("fördert"), (), inline("selbst ")),)),
    )

    carried = rebase(mine, adopted, base)

    assert words_of(apply(adopted, base), carried) == (
        "Ab 2027: Die Stadt selbst fördert stets und jährlich 20 Kurse. Sie berichtet im Ausschuss."
    )


def test_words_that_are_not_those_of_the_base_are_refused(base: Tree) -> None:
    stale = exchange("30", "40", within=WORDS.replace("20", "30"))

    for adopted in ((), (put_in("Die", "Ja. "),)):
        with pytest.raises(Stale):
            rebase((stale,), adopted, base)


def test_a_new_block_with_what_moves_there_is_not_made_twice(base: Tree) -> None:
    def wish(number: int) -> tuple[Operation, ...]:
        new = NodeState(node_id(number), "ziel", inline("Sprachkurse"))
        return Insert(Place(FIELD, SECOND), (new,)), Move(TEXT, Place(new.id))

    assert rebase(wish(21), wish(20), base) == ()


def test_what_comes_between_the_parts_of_a_text_stays_there_when_it_is_split_again(
    base: Tree,
) -> None:
    between = NodeState(OTHER, "paragraph", text=inline("Neu."))
    mine = (Split(TEXT, 36, BLANK, NEW), Insert(Place(GOAL, TEXT), (between,)))
    adopted = (Split(TEXT, WORDS.index(" im"), BLANK, node_id(22)),)

    carried = rebase(mine, adopted, base)

    after = apply(carried, apply(adopted, base))
    assert after[GOAL].children == (TEXT, OTHER, NEW, node_id(22), LIST)


def test_a_new_block_follows_a_text_whose_second_part_was_put_elsewhere(base: Tree) -> None:
    adopted = (Split(TEXT, 36, BLANK, NEW), Move(NEW, Place(SECOND)))
    mine = (Insert(Place(GOAL, TEXT), (NodeState(OTHER, "paragraph"),)),)

    carried = rebase(mine, adopted, base)

    assert apply(carried, apply(adopted, base))[GOAL].children == (TEXT, OTHER, LIST)


def test_a_new_block_follows_the_text_in_which_what_came_there_ended(base: Tree) -> None:
    elsewhere = NodeState(node_id(22), "list", children=(OTHER,))
    lotsen = NodeState(OTHER, "list_item", text=inline("Lotsen"))
    base = apply([Insert(Place(SECOND), (elsewhere, lotsen))], base)
    adopted = (Move(OTHER, Place(LIST, ITEMS[1])), Join(OTHER, ITEMS[2], BLANK))
    mine = (item(20, "Paten", after=ITEMS[1]),)

    carried = rebase(mine, adopted, base)

    after = apply(carried, apply(adopted, base))
    assert after[LIST].children == (*ITEMS[:2], OTHER, NEW)


def test_what_was_adopted_at_a_place_stands_before_a_part_that_comes_there(base: Tree) -> None:
    adopted = (Insert(Place(GOAL, TEXT), (NodeState(node_id(22), "paragraph"),)),)
    between = NodeState(OTHER, "paragraph", text=inline("Neu."))
    mine = (Split(TEXT, 36, BLANK, NEW), Insert(Place(GOAL, TEXT), (between,)))

    carried = rebase(mine, adopted, base)

    after = apply(carried, apply(adopted, base))
    assert after[GOAL].children == (TEXT, node_id(22), OTHER, NEW, LIST)


def test_a_boundary_that_went_to_the_right_is_still_one_after_a_step(base: Tree) -> None:
    mine = (Join(ITEMS[0], ITEMS[1], BLANK), Split(ITEMS[0], len("Kurse Tref"), (), NEW))
    first = (exchange("Heft", "Schulheft", node=ITEMS[2], within="Hefte"),)
    second = (Split(ITEMS[0], len("Kur"), (), OTHER),)

    halfway = rebase(mine, first, base)

    clashes = []
    for operations, over, at in (
        (mine, (*first, *second), base),
        (halfway, second, apply(first, base)),
    ):
        with pytest.raises(Unfit) as caught:
            rebase(operations, over, at)
        clashes.append(caught.value.clashes)
    assert clashes[0] == clashes[1]
    assert [(clash.kind, clash.node) for clash in clashes[0]] == [("structure", ITEMS[0])]


def test_a_circle_with_what_was_adopted_is_told_also_where_kinds_change(base: Tree) -> None:
    mine = (Move(SECOND, Place(GOAL)), ChangeKind(GOAL, "ziel", "massnahme"))

    with pytest.raises(Unfit) as caught:
        rebase(mine, (Move(GOAL, Place(SECOND)),), base)

    assert [clash.kind for clash in caught.value.clashes] == ["cycle"]
