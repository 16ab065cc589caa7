"""Splices after one another and side by side, held against doing it on the text."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from fortschrift.core.text import InlineText, Splice, check_splices, inline, plain, spliced
from fortschrift.core.text.effects.composing import carried, collide, collisions, composed
from fortschrift.core.text.splices import in_order, misfit, taken_back
from tests.core.text.changing import some_splices
from tests.core.text.strategies import inline_texts, seeds

TEXT = inline("Die Stadt fördert Kurse.")


@given(inline_texts(), seeds)
def test_one_after_another_is_the_same_as_composed(text: InlineText, seed: bytes) -> None:
    chance = Random(seed)
    first = some_splices(chance, text)
    second = some_splices(chance, spliced(text, first))

    at_once = composed(first, second)

    check_splices(at_once)
    assert misfit(text, at_once) is None
    assert spliced(text, at_once) == spliced(spliced(text, first), second)


@given(inline_texts(), seeds)
def test_three_steps_can_be_composed_in_either_way(text: InlineText, seed: bytes) -> None:
    chance = Random(seed)
    first = some_splices(chance, text)
    second = some_splices(chance, spliced(text, first))
    third = some_splices(chance, spliced(spliced(text, first), second))

    one, other = composed(composed(first, second), third), composed(first, composed(second, third))

    assert spliced(text, one) == spliced(text, other)


@given(inline_texts(), seeds)
def test_taken_back_restores_the_text(text: InlineText, seed: bytes) -> None:
    splices = some_splices(Random(seed), text)

    back = taken_back(splices)

    check_splices(back)
    assert spliced(spliced(text, splices), back) == text


@given(inline_texts(), seeds)
def test_carried_splices_fit_and_do_the_same_in_either_order(text: InlineText, seed: bytes) -> None:
    chance = Random(seed)
    mine, theirs = some_splices(chance, text), some_splices(chance, text)
    gaps = {each.start for each in theirs if not each.old}
    if any(collisions(mine, theirs)) or any(not e.old and e.start in gaps for e in mine):
        return

    one = spliced(spliced(text, theirs), carried(mine, theirs))
    other = spliced(spliced(text, mine), carried(theirs, mine))

    assert misfit(spliced(text, theirs), carried(mine, theirs)) is None
    assert plain(one) == plain(other)


@given(inline_texts(), seeds)
def test_collisions_are_found_like_trying_all_pairs(text: InlineText, seed: bytes) -> None:
    chance = Random(seed)
    mine, theirs = some_splices(chance, text), some_splices(chance, text)

    found = list(collisions(mine, theirs))

    assert found == [(a, b) for a in mine for b in theirs if collide(a, b)]
    assert {(b, a) for a, b in found} == set(collisions(theirs, mine))


@given(st.permutations(["A", "B"]))
def test_in_a_shared_gap_what_is_there_already_stands_first(names: list[str]) -> None:
    first, second = ((Splice(18, (), inline(name)),) for name in names)

    after = spliced(spliced(TEXT, first), carried(second, first))

    assert plain(after) == f"Die Stadt fördert {names[0]}{names[1]}Kurse."


def test_what_is_put_where_words_were_struck_stands_left_of_them() -> None:
    struck = (Splice(4, inline("Stadt ")),)
    put = (Splice(4, (), inline("Gemeinde ")),)

    together = composed(struck, put)

    assert [(each.start, each.end) for each in together] == [(4, 4), (4, 10)]


def test_what_touches_through_others_is_composed_without_losing_what_stands_between() -> None:
    text = inline("0123456789")
    first = (Splice(2, inline("2"), inline("ABCD")), Splice(6, inline("6"), inline("Z")))
    second = (Splice(0, inline("01A"), inline("x")), Splice(5, inline("D345Z"), inline("y")))

    (together,) = composed(first, second)

    assert (together.start, together.end) == (0, 7)
    assert plain(spliced(text, (together,))) == "xBCy789"


def test_insertions_at_one_gap_become_one() -> None:
    one, other = Splice(4, (), inline("große ")), Splice(4, (), inline("alte "))

    assert in_order([one, other]) == (Splice(4, (), inline("große alte ")),)
