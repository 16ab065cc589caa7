"""Amendments to amendments beside others: who excludes whom, and who depends on the order."""

import pytest

from fortschrift.core.text import Tree
from fortschrift.core.text.merging.clash import Clash
from fortschrift.core.text.merging.merge import in_turn, merge
from fortschrift.core.text.merging.proposal import Conflict, Proposal
from tests.core.text.amending import WORDS, exchange, field, proposals


@pytest.fixture
def base() -> Tree:
    return field()


def amending(first: str, second: str, number: int, *alternatives: int) -> Proposal:
    """Amend the proposal 1, which wants the first instead of "20", to want the second."""
    words = exchange(first, second, within=WORDS.replace("20", first))
    return Proposal(number, (words,), amends=1, alternatives=frozenset(alternatives))


@pytest.mark.parametrize("says", [2, 3])
def test_an_alternative_to_an_amendment_to_an_amendment_excludes_what_that_one_amends(
    base: Tree, says: int
) -> None:
    one = Proposal(1, (exchange("20", "30"),))
    within = amending("30", "25", 2, *([3] if says == 2 else []))
    alternatives = frozenset({2} if says == 3 else ())
    beside = Proposal(3, (exchange("Ausschuss", "Rat"),), alternatives=alternatives)

    as_a_set, turn = merge(base, [one, within, beside]), in_turn(base, [one, within, beside])

    assert as_a_set.adopted == ()
    assert as_a_set.conflicts == (Conflict((1, 2, 3), (Clash((1, 3), "alternative"),)),)
    assert (turn.adopted, turn.conflicts, turn.lapsed) == ((1, 2), (), (3,))
    assert turn.dependent == (1, 2)


def test_in_turn_a_wording_lapses_with_the_amendment_whose_alternative_was_adopted(
    base: Tree,
) -> None:
    one = Proposal(1, (exchange("20", "30"),))
    within = amending("30", "25", 2, 0)
    before = Proposal(0, (exchange("Ausschuss", "Rat"),))

    turn = in_turn(base, [one, within, before])

    assert (turn.adopted, turn.conflicts, turn.lapsed) == ((0,), (), (1, 2))
    assert turn.dependent == (0,)


def test_alternatives_among_the_amendments_to_one_proposal_leave_it_alone(base: Tree) -> None:
    one = Proposal(1, (exchange("20", "30"),))
    words = exchange("Ausschuss", "Rat", within=WORDS.replace("20", "30"))
    given = [one, amending("30", "25", 2, 3), Proposal(3, (words,), amends=1)]

    as_a_set, turn = merge(base, given), in_turn(base, given)

    assert as_a_set.adopted == (1,)
    assert as_a_set.conflicts == (Conflict((2, 3), (Clash((2, 3), "alternative"),)),)
    assert (turn.adopted, turn.conflicts, turn.lapsed) == ((1, 2), (), (3,))
    assert turn.dependent == (2,)


def test_an_alternative_to_a_deeper_amendment_of_the_same_proposal_is_seen(base: Tree) -> None:
    one = Proposal(1, (exchange("20", "30"),))
    within = WORDS.replace("20", "25")
    deeper = Proposal(4, (exchange("25", "26", within=within),), amends=2)
    beside = Proposal(
        3, (exchange("Ausschuss", "Rat", within=WORDS.replace("20", "30")),),
        amends=1, alternatives=frozenset({4}),
    )  # fmt: skip

    merged = merge(base, [one, amending("30", "25", 2), beside, deeper])

    assert merged.adopted == (1,)
    assert merged.conflicts == (Conflict((2, 3, 4), (Clash((2, 3), "alternative"),)),)


@pytest.mark.parametrize("says", [1, 2])
def test_what_is_an_alternative_to_what_it_amends_cannot_stand_with_it(
    base: Tree, says: int
) -> None:
    one = Proposal(1, (exchange("20", "30"),), alternatives=frozenset({2} if says == 1 else ()))
    within = amending("30", "25", 2, *([1] if says == 2 else []))
    rival, beside = Proposal(3, (exchange("20", "40"),)), Proposal(4, (exchange("Kurse", "Feste"),))

    for decide in (merge, in_turn):
        merged = decide(base, [one, within, beside])

        assert merged.adopted == (4,)
        assert merged.conflicts == (Conflict((1, 2), (Clash((1, 2), "alternative"),)),)
    assert (in_turn(base, [one, within, rival]).adopted) == (3,)
    assert in_turn(base, [one, within, rival]).dependent == ()
    assert merge(base, [one, within, rival]).adopted == ()


def test_an_amendment_to_an_amendment_depends_on_the_order_of_those_beside_it(base: Tree) -> None:
    one = Proposal(1, (exchange("20", "30"),))

    turn = in_turn(base, [one, amending("30", "25", 2), amending("30", "26", 3)])

    assert (turn.adopted, turn.dependent) == ((1, 2), (2,))


def test_an_amendment_depends_on_the_order_with_what_it_amends(base: Tree) -> None:
    one, rival = proposals(exchange("20", "30"), exchange("20", "40"))

    turn = in_turn(base, [one, rival, amending("30", "25", 5)])

    assert (turn.adopted, turn.dependent) == ((1, 5), (1, 5))
