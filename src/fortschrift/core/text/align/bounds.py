"""From where on two passages count as one: all bounds of alignment that were measured.

Measured on generated revisions of a concept of 400 paragraphs (`benchmarks/`), in which
every kept paragraph has 5, 25 or 50 % of its words replaced by words of the same small
stock.

Likeness of true pairs with half of the words replaced: 49 of 50 have 0.44 or more. Of
unrelated paragraphs 1 in 50 has 0.42; of the likest among 120 that were dropped 1 in 5.
So the bound is low for those who stand at the same place, and rises with the number of
those to choose from.
"""

from math import log

BEYOND_DOUBT = 4.0
"""Evidence for a pair that others are arranged around: 55 to 1 against each rival."""

MOVED = 0.0
"""Evidence for a pair that stands elsewhere, beyond that for any one of its rivals."""

IN_A_GAP = -1.0
"""Evidence for a pair between the same neighbours: order speaks for it as well."""

RIVAL = 0.5
"""A pair is sure if no other pair of either passage has this share of its evidence."""

FREQUENT = 0.15
"""Share of all passages from which on a word tells none of them."""

OBVIOUS = 0.5
"""Share of the rarer words of two passages at much the same place that is in both."""

ENOUGH = 4
"""Words that two passages must share for that; items of a few words look alike by chance."""

SURE = 0.42
"""Likeness of sure pairs, which are looked for in the whole text."""

USUAL = 0.7
"""Share of the usual likeness of pairs that is asked of one that is found far away.

In a text that was revised lightly, what has half of its words in common is rather the same
boilerplate than a paragraph that was moved and rewritten.
"""

ALIKE = 0.34
"""Likeness of two passages between the same neighbours."""


_FOR_EACH_OTHER = 0.03


def least_likeness(choices: int) -> float:
    """Give the likeness asked of a pair that was chosen from so many."""
    return ALIKE + _FOR_EACH_OTHER * log(max(choices, 1))


def least_evidence(bound: float, choices: int) -> float:
    """Give the evidence asked of a pair that was chosen from so many."""
    return bound + log(max(choices, 1))
