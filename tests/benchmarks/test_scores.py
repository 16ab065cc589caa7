"""What judges the engine: it passes what is right and notices what is wrong."""

from difflib import SequenceMatcher
from itertools import combinations

import pytest
from benchmarks._measure import Contender, Missing, Runs, absent, growth, in_turn, ratio
from benchmarks._peers import (
    blamed_by_git,
    difflib_hunks,
    marked_by_git,
    marked_by_wdiff,
    split_words,
)
from benchmarks._report import at_least, faster, holds, table
from benchmarks._revisions import Amounts, revision
from benchmarks._scores import (
    Hunk,
    agreement,
    cuts,
    ink,
    inserted_runs,
    least_ink,
    least_ink_of,
    origin_of_words,
    rebuilds,
    share_right,
)

OLD = "Die Stadt fördert 15.000 Kurse für Bürger:innen."
NEW = "Die Stadt fördert bis 2027 mindestens 15.500 Kurse."


def test_a_difference_that_says_all_rebuilds_both_texts() -> None:
    hunks = _hunks(OLD, NEW)

    assert rebuilds(OLD, NEW, hunks)
    assert not any(rebuilds(OLD, NEW, hunks[:at] + hunks[at + 1 :]) for at in range(len(hunks)))
    assert not rebuilds(OLD, NEW, [])
    assert not rebuilds(OLD, NEW, [(0, 0, 0, 0)])


@pytest.mark.parametrize(
    ("hunk", "expected"),
    [((18, 24, 18, 24), 0), ((20, 24, 20, 24), 2), ((18, 24, 21, 24), 1), ((5, 7, 5, 7), 4)],
)
def test_a_border_inside_a_word_or_number_is_a_cut(hunk: Hunk, expected: int) -> None:
    assert cuts(OLD, OLD, [hunk]) == expected


def test_the_least_ink_is_that_of_the_best_choice_of_kept_words() -> None:
    old, new = ["a", "bb", "ccc", "a", "dd", "bb"], ["bb", "a", "ccc", "dd", "a", "bb", "e"]

    best = max(
        ink(" ".join(words))
        for size in range(len(old) + 1)
        for words in combinations(old, size)
        if any(list(words) == list(each) for each in combinations(new, size))
    )

    assert least_ink(old, new) == ink(" ".join(old)) + ink(" ".join(new)) - 2 * best
    assert least_ink(old, old) == 0


def test_the_least_ink_of_a_revision_is_at_most_what_was_written_and_struck() -> None:
    texts = revision(0.25, amounts=Amounts(added=20))
    kept = sum(len(word) for words in texts.words.values() for word, source in words if source)
    all_ink = sum(ink(each["text"]) for each in (*texts.old, *texts.new))

    least = least_ink_of(texts)

    assert 0.99 * (all_ink - 2 * kept) < least <= all_ink - 2 * kept


def test_new_words_are_told_in_stretches() -> None:
    assert inserted_runs("Die Stadt fördert Kurse.", "Die Stadt fördert gute neue Kurse.") == [
        "gute neue"
    ]
    assert inserted_runs("", "Ein neuer Punkt") == ["Ein neuer Punkt"]
    assert inserted_runs("Ein alter Punkt", "Ein Punkt") == []


def test_missed_and_invented_pairs_both_count() -> None:
    true = {("a", "1"), ("b", "2"), ("c", "3")}

    assert agreement(true, true) == 1
    assert agreement(true - {("a", "1")}, true) == 2 / 3
    assert agreement(true | {("d", "4")}, true) == 3 / 4


def test_a_word_is_of_whom_most_of_its_characters_are() -> None:
    assert origin_of_words("ab abc", [1, 1, 0, 2, 2, 1]) == [1, 2]


def test_a_paragraph_of_which_nothing_is_said_is_wrong() -> None:
    truth = [{"id": "a", "origin": [0, 1]}, {"id": "b", "origin": [2, 2]}]

    assert share_right({"a": [0, 1], "b": [2, 2]}, truth) == 1
    assert share_right({"a": [0, 0]}, truth) == 1 / 4


def test_what_peers_say_is_read() -> None:
    git = "diff --git a/old b/new\n--- a/old\n+++ b/new\n@@ -1 +1 @@\n Die\n-alte\n+gute neue\n~\n"

    assert marked_by_git(git.encode()) == 12
    assert marked_by_wdiff(b"Die [-alte-] {+gute\nneue+} Stadt") == 12
    assert blamed_by_git(b"abc 1 1 1\nsummary 7\n\tWort\nabc 2 2\nsummary 9\n\t\n") == [7]
    assert split_words(" a  b") == [" ", "a", "  ", "b"]


def test_whoever_is_missing_is_named_and_judged_by_nothing() -> None:
    def gone() -> None:
        raise Missing("git is not installed")

    runs = in_turn({"engine": Contender(lambda: 3), "git": Contender(gone), "x": absent("no x")}, 2)
    line = faster("merge", runs["engine"], "git", runs["git"], 0.5)

    assert len(runs["engine"].seconds) == 2
    assert runs["engine"].value == 3
    assert runs["x"].missing == "no x"
    assert line.reached is None
    assert "git is not installed" in table([line])


def test_a_contender_may_run_in_fewer_rounds() -> None:
    runs = in_turn({"fast": Contender(int), "slow": Contender(int, rounds=1)}, 3)

    assert [len(each.seconds) for each in runs.values()] == [3, 1]


def test_a_ratio_is_the_median_over_the_rounds_that_both_have_run() -> None:
    assert ratio(Runs([1, 4, 9, 100]), Runs([1, 2, 3])) == 2
    assert ratio(Runs([1]), Runs()) is None


def test_growth_is_the_exponent() -> None:
    assert growth([100, 200, 400], [1, 4, 16]) == pytest.approx(2)
    assert growth([100, 200, 400], [5, 5, 5]) == pytest.approx(0)


def test_a_target_can_be_missed() -> None:
    assert at_least("adopted", 517, 518).reached is False
    assert at_least("adopted", 518, 518).reached is True
    assert holds("wrong ones", ["Ä1"], of=10).reached is False
    assert faster("slow", Runs([3.0]), "git", Runs([1.0]), 2).reached is False


def _hunks(old: str, new: str) -> list[Hunk]:
    """Turn what difflib says of words into ranges of characters."""
    old_words, new_words = split_words(old), split_words(new)
    assert SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes()
    return [
        (_length(old_words[:a]), _length(old_words[:b]),
         _length(new_words[:c]), _length(new_words[:d]))
        for tag, a, b, c, d in difflib_hunks(old, new)
        if tag != "equal"
    ]  # fmt: skip


def _length(words: list[str]) -> int:
    return sum(map(len, words))
