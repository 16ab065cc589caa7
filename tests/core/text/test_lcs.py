"""The longest common subsequence is the longest, and always the same one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fortschrift.core.text.comparison.lcs import matching

few_letters = st.lists(st.sampled_from("abcd"), max_size=14)
many_letters = st.lists(st.integers(0, 30), max_size=40)
pairs = st.tuples(few_letters, few_letters) | st.tuples(many_letters, many_letters)


@given(pairs)
def test_the_matching_is_the_one_that_the_rule_names(
    pair: tuple[list[object], list[object]],
) -> None:
    old, new = pair

    blocks = matching(old, new)

    assert _one_by_one(blocks) == _by_the_rule(old, new)


@given(pairs)
def test_blocks_are_as_long_as_can_be(pair: tuple[list[object], list[object]]) -> None:
    blocks = matching(*pair)

    for (i, j, size), (next_i, next_j, _) in pairwise(blocks):
        assert (i + size, j + size) != (next_i, next_j)
    assert all(size > 0 for _, _, size in blocks)


def test_nothing_is_matched_with_nothing() -> None:
    assert matching("", "abc") == []
    assert matching("abc", "") == []
    assert matching("abc", "xyz") == []


def test_equal_sequences_are_one_block() -> None:
    assert matching(["der", "die", "das", "die"], ["der", "die", "das", "die"]) == [(0, 0, 4)]


def test_rows_longer_than_a_machine_word_carry_over() -> None:
    old = list(range(500))
    new = [item for item in old if item % 7]

    assert sum(size for _, _, size in matching(old, new)) == len(new)


def _one_by_one(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    return [(i + k, j + k) for i, j, size in blocks for k in range(size)]


def _by_the_rule(old: list[object], new: list[object]) -> list[tuple[int, int]]:
    """Fill the whole table, then walk back as the docstring of `matching` says."""
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            longer = max(longest[i][j + 1], longest[i + 1][j])
            longest[i + 1][j + 1] = longest[i][j] + 1 if one == other else longer
    matched: list[tuple[int, int]] = []
    i, j = len(old), len(new)
    while i and j:
        if longest[i - 1][j] == longest[i][j]:
            i -= 1
        elif longest[i][j - 1] == longest[i][j]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            matched.append((i, j))
    return matched[::-1]
