"""The difference that readers are shown agrees with the one that people marked by hand."""

from statistics import fmean
from typing import Any

import pytest

from fortschrift.core.text.canonical.schema import TEXT
from fortschrift.core.text.comparison.compare import readable
from fortschrift.core.text.runs import InlineText, inline, plain
from tests.core.text.pairs import pairs_in
from tests.core.text.pairs.scoring import Pair, Score, Segment, score

TEXTS = tuple(pair for pair in pairs_in("own.json") if pair.shape == "text")


@pytest.mark.parametrize("pair", TEXTS, ids=lambda pair: pair.id)
def test_a_pair_is_shown_whole_and_without_patchwork(pair: Pair) -> None:
    found = scored(pair)

    assert found.rebuilds
    assert not found.unseen
    assert (found.cuts, found.patchwork) == (0, 0)


def test_98_of_100_marked_words_are_those_that_people_marked() -> None:
    assert fmean(scored(pair).f1 for pair in TEXTS) >= 0.98


def scored(pair: Pair) -> Score:
    return score(pair, segments(text_of(pair.old), text_of(pair.new)))


def text_of(side: Any) -> InlineText:
    return inline(side) if isinstance(side, str) else TEXT.read(side)


def segments(old: InlineText, new: InlineText) -> list[Segment]:
    """Write the splices as the answers in the file are written."""
    found: list[Segment] = []
    text, at = plain(old), 0
    for splice in readable(old, new):
        found.append(("=", text[at : splice.start]))
        if splice.only_marks:
            found.append(("~", plain(splice.old)))
        else:
            found += [("-", plain(splice.old)), ("+", plain(splice.new))]
        at = splice.end
    return [segment for segment in (*found, ("=", text[at:])) if segment[1]]
