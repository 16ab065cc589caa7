"""The cases that properties are tried on are hard often enough."""

from collections import Counter

import pytest
from hypothesis import Phase, given, settings

from tests.core.text import kinds
from tests.core.text.cases import Edit
from tests.core.text.signs import DEEDS, SEEN, SHAPES, signs_of
from tests.core.text.strategies import edits

WANTED = {
    "tree": SHAPES,
    "tree and seed": SHAPES,
    "tree and outline": SHAPES,
    "two trees": (*SHAPES, *SEEN),
    "related trees": (*SHAPES, *SEEN),
    "operation": (*SHAPES, *DEEDS),
    "operations": (*SHAPES, *DEEDS),
    "operations and seed": (*SHAPES, *DEEDS),
    "proposals": (*SHAPES, *DEEDS, "conflict"),
    "proposals and seed": (*SHAPES, *DEEDS, "conflict"),
    "amended proposals": (*SHAPES, *DEEDS, "conflict"),
    "succession": (*SHAPES, *DEEDS),
}


IN_A_ROW = {
    "operations in a row": ("join", "split", "move"),
    "proposals in a row": ("join", "split", "move", "conflict"),
}
"""Cases that are about this and nothing else."""


def test_every_kind_of_case_with_a_tree_is_counted() -> None:
    with_trees = {
        name
        for name, kind in kinds.KINDS.items()
        if any(signs_of(kinds.case(kind, number)) for number in range(20))
    }

    assert with_trees == {*WANTED, *IN_A_ROW}


@pytest.mark.parametrize("kind", WANTED)
def test_each_hard_case_comes_up_in_a_tenth_of_the_cases(kind: str) -> None:
    of_kind = (kinds.case(kinds.KINDS[kind], number) for number in range(500))

    seen = Counter(sign for case in of_kind for sign in signs_of(case))

    shares = {sign: seen[sign] / 500 for sign in WANTED[kind]}
    print(f"{kind}:", {sign: f"{share:.0%}" for sign, share in shares.items()})
    assert all(share >= 0.1 for share in shares.values()), shares
    assert seen["whole concept"] >= 2


@pytest.mark.parametrize("kind", IN_A_ROW)
def test_texts_in_a_row_are_reshaped_in_most_cases(kind: str) -> None:
    of_kind = (kinds.case(kinds.KINDS[kind], number) for number in range(500))

    seen = Counter(sign for case in of_kind for sign in signs_of(case))

    shares = {sign: seen[sign] / 500 for sign in IN_A_ROW[kind]}
    print(f"{kind}:", {sign: f"{share:.0%}" for sign, share in shares.items()})
    assert all(share >= 0.15 for share in shares.values()), shares


def test_hypothesis_draws_hard_cases_as_often() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=1500, derandomize=True, database=None, phases=[Phase.generate])
    @given(edits(most=1))
    def count(edit: Edit) -> None:
        seen.update({"cases", *signs_of(edit)})

    count()

    shares = {sign: seen[sign] / seen["cases"] for sign in (*SHAPES, *DEEDS)}
    assert all(share >= 0.1 for share in shares.values()), shares
