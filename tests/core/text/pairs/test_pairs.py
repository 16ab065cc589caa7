"""The difference that readers are shown agrees with the one that people marked by hand."""

from statistics import fmean

import pytest

from tests.core.text.pairs import pairs_in
from tests.core.text.pairs.answering import answered
from tests.core.text.pairs.scoring import Pair, Score, score

FILES = ("own.json", "reviewer.json")
PAIRS = [pair for file in FILES for pair in pairs_in(file)]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_a_pair_is_shown_whole_and_without_patchwork(pair: Pair) -> None:
    found = scored(pair)

    assert found.rebuilds
    assert not found.unseen
    assert (found.rows, found.cuts, found.patchwork) == (1.0, 0, 0)


@pytest.mark.parametrize("file", FILES)
def test_98_of_100_marked_words_are_those_that_people_marked(file: str) -> None:
    assert fmean(scored(pair).f1 for pair in pairs_in(file)) >= 0.98


def scored(pair: Pair) -> Score:
    return score(pair, answered(pair))
