"""The hand-made answers fit their texts, and the score punishes what it says it punishes."""

import unicodedata
from typing import Any

import pytest

from fortschrift.core.text.canonical.schema import TEXT
from tests.core.text.pairs import pairs_in
from tests.core.text.pairs.scoring import Pair, Row, Score, cuts, hunks, pair_of, rebuilds, score

OWN = pairs_in("own.json")
PAIRS = (*OWN, *pairs_in("reviewer.json"))
named = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)


def a_pair(old: Any, new: Any, *answers: list[Any], shape: str = "text") -> Pair:
    data = {"id": "a", "about": "", "shape": shape, "old": old, "new": new, "answers": answers}
    return pair_of(data)


def as_data(pair: Pair, rows: tuple[Row, ...]) -> list[Any]:
    if pair.shape == "text":
        return list(rows[0].marks)
    return [{"old": row.old, "new": row.new, "marks": row.marks} for row in rows]


def marked(text: str) -> list[tuple[str, str]]:
    """Read "Ziel |-4.|+5.| bleibt": each part begins with its sign, a kept one may not."""
    return [
        (part[0], part[1:]) if part[0] in "-+~" else ("=", part) for part in text.split("|") if part
    ]


def test_there_are_thirty_pairs_and_more_each_with_its_own_name() -> None:
    assert len({pair.id for pair in PAIRS}) == len(PAIRS)
    assert len(OWN) >= 30


@named
def test_every_answer_gives_old_and_new_letter_by_letter(pair: Pair) -> None:
    assert all(rebuilds(pair, answer) for answer in pair.answers)


@named
def test_every_answer_scores_full_against_its_own_pair(pair: Pair) -> None:
    for number, answer in enumerate(pair.answers):
        found = score(pair, as_data(pair, answer))

        assert found == Score(1.0, 1.0, 0, False, True, 0, found.answer)
        assert pair.answers[found.answer] == answer or found.answer < number


@named
def test_every_text_is_one_that_intake_leaves_alone(pair: Pair) -> None:
    for side in (pair.old, pair.new):
        for paragraph in side if pair.shape == "paragraphs" else [side]:
            runs = [paragraph] if isinstance(paragraph, str) and paragraph else list(paragraph)
            texts = [run.text for run in TEXT.read(runs)]
            assert [unicodedata.normalize("NFC", text) for text in texts] == texts


@named
def test_showing_nothing_is_unseen(pair: Pair) -> None:
    nothing = [("=", "")] if pair.shape == "text" else _row_by_row(pair)

    assert score(pair, nothing).unseen


def _row_by_row(pair: Pair) -> list[Any]:
    return [{"old": [at], "new": [at], "marks": []} for at in range(len(pair.old))]


@pytest.mark.parametrize(
    "pair",
    [pair for pair in OWN if isinstance(pair.old, str)],
    ids=lambda pair: pair.id,
)
def test_everything_out_and_in_is_no_good_answer_unless_it_is_the_answer(pair: Pair) -> None:
    everything = [["-", pair.old], ["+", pair.new]]
    rightly = {"rewrite-whole-text", "all-deleted", "empty-old"}

    assert (score(pair, everything).f1 == 1.0) == (pair.id in rightly)


@pytest.mark.parametrize(
    ("marks", "count"),
    [
        ("Integrations|+rahmen|konzept", 2),
        ("|-Konzept|+Konzepte|", 0),
        ("|-15|+20|.000 Euro", 2),
        ("12.|-03|+04|.2018", 4),
        ("Bürger|+:innen|", 1),
        ("Schüler|-/-|+*|innen", 4),
        ("Ziel |-4|+5|.", 0),
        ("2018|--|+–|2021", 0),
        ("Kita-|-Platz|+Plätze|", 0),
        ("CO|~2|", 0),
        ("ك|-َ|+ُ|تب", 4),
    ],
)
def test_a_border_inside_a_word_number_or_gender_form_is_a_cut(marks: str, count: int) -> None:
    assert cuts(marked(marks)) == count


@pytest.mark.parametrize(
    ("marks", "count"),
    [
        ("a b", 0),
        ("|-a|+b|", 1),
        ("|-a|+b| |-c|+d|", 2),
        ("|-a| |-c|", 1),
        ("|-a|+b| c |-d|+e|", 2),
        ("a|- |+\n|b", 0),
        ("|~a| |~b|", 1),
    ],
)
def test_a_change_is_one_stretch_out_and_one_in(marks: str, count: int) -> None:
    assert hunks(marked(marks)) == count


def test_blanks_do_not_count() -> None:
    pair = a_pair("a b c", "a c", [["=", "a "], ["-", "b "], ["=", "c"]])

    assert score(pair, [["=", "a"], ["-", " b"], ["=", " c"]]) == Score(
        1.0, 1.0, 0, False, True, 0, 0
    )


def test_a_word_marked_too_many_costs_precision() -> None:
    pair = a_pair("a b c", "a x c", [["=", "a "], ["-", "b"], ["+", "x"], ["=", " c"]])

    found = score(pair, [["=", "a "], ["-", "b c"], ["+", "x c"]])

    assert found.f1 == pytest.approx(2 * 2 / (4 + 2))


def test_the_nearest_allowed_answer_counts() -> None:
    swapped = [
        [["-", "a "], ["=", "b"], ["+", " a"]],
        [["+", "b "], ["=", "a"], ["-", " b"]],
    ]

    assert score(a_pair("a b", "b a", *swapped), swapped[1]).answer == 1


def test_a_text_that_cannot_be_rebuilt_scores_nothing() -> None:
    found = score(a_pair("a", "b", [["-", "a"], ["+", "b"]]), [["-", "a"], ["+", "c"]])

    assert (found.rebuilds, found.f1) == (False, 0.0)


def test_format_shown_as_words_out_and_in_is_not_the_same() -> None:
    pair = a_pair(["a"], [{"marks": ["bold"], "text": "a"}], [["~", "a"]])

    assert score(pair, [["~", "a"]]).f1 == 1.0
    assert score(pair, [["-", "a"], ["+", "a"]]).f1 == 0.0


def test_needless_changes_are_patchwork() -> None:
    pair = a_pair("a b c d", "w x c z", [["-", "a b c d"], ["+", "w x c z"]])

    found = score(pair, [["-", "a b"], ["+", "w x"], ["=", " c "], ["-", "d"], ["+", "z"]])

    assert found.patchwork == 1


def test_a_split_shown_as_a_new_paragraph_has_wrong_rows() -> None:
    split = [
        {"old": [0], "new": [0, 1], "marks": [["=", "a."], ["-", " "], ["+", "\n"], ["=", "b."]]}
    ]
    pair = a_pair(["a. b."], ["a.", "b."], split, shape="paragraphs")

    found = score(
        pair,
        [
            {"old": [0], "new": [0], "marks": [["=", "a."], ["-", " b."]]},
            {"old": [], "new": [1], "marks": [["+", "b."]]},
        ],
    )

    assert found.rebuilds
    assert found.f1 == 0.0
    assert found.rows < 1.0


def test_a_paragraph_in_no_row_is_not_rebuilt() -> None:
    kept = [{"old": [0], "new": [0], "marks": [["=", "a"]]}]
    pair = a_pair(["a", "b"], ["a"], [*kept, {"old": [1], "new": [], "marks": [["-", "b"]]}],
                  shape="paragraphs")  # fmt: skip

    assert not score(pair, kept).rebuilds


def test_an_unknown_sign_is_refused() -> None:
    with pytest.raises(ValueError, match="no sign"):
        score(a_pair("a", "a", [["=", "a"]]), [["?", "a"]])
