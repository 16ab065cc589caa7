"""The shown difference of one text: it hides nothing and marks what a reader would mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortschrift.core.text import (
    BOLD,
    AttributeValue,
    InlineText,
    inline,
    joined,
    length,
    plain,
)
from fortschrift.core.text.comparison.shown import (
    LINE_END,
    Pieces,
    divided,
    in_words,
    new_side,
    old_side,
    shown_items,
    shown_text,
)
from fortschrift.core.text.outline import ValueType
from tests.core.text.strategies import inline_texts

BEFORE = inline("Der Runde Tisch tagt im Rathaus. Gäste sind gern gesehen. Er wählt ein Team.")


def told(pieces: Pieces) -> list[tuple[str, str]]:
    """Give each piece as a reader sees it."""
    return [(piece.kind, plain(piece.old or piece.new)) for piece in pieces]


def test_replaced_words_are_struck_before_the_new_ones_are_put_in() -> None:
    pieces = shown_text(inline("Die Stadt fördert Kurse."), inline("Die Stadt bezahlt Kurse."))

    assert told(pieces) == [
        ("kept", "Die Stadt "),
        ("deleted", "fördert"),
        ("inserted", "bezahlt"),
        ("kept", " Kurse."),
    ]


def test_other_marks_on_the_same_words_are_formatting_and_no_change_of_words() -> None:
    after = joined(inline("Die "), inline("Stadt", BOLD), inline(" fördert."))

    pieces = shown_text(inline("Die Stadt fördert."), after)

    assert told(pieces) == [("kept", "Die "), ("formatted", "Stadt"), ("kept", " fördert.")]
    assert (pieces[1].old, pieces[1].new) == (inline("Stadt"), inline("Stadt", BOLD))


def test_a_moved_sentence_is_shown_as_moved_at_both_ends_under_one_number() -> None:
    after = inline("Gäste sind gern gesehen. Er wählt ein Team. Der Runde Tisch tagt im Rathaus.")

    pieces = shown_text(BEFORE, after)

    (away,) = [piece for piece in pieces if piece.kind == "moved_away"]
    (here,) = [piece for piece in pieces if piece.kind == "moved_here"]
    assert plain(away.old) == plain(here.new) == "Der Runde Tisch tagt im Rathaus."
    assert away.move == here.move == 1
    assert away.new == here.old == ()


def test_an_equal_text_is_one_kept_piece_and_an_empty_one_none() -> None:
    assert told(shown_text(BEFORE, BEFORE)) == [("kept", plain(BEFORE))]
    assert shown_text((), ()) == ()


@given(inline_texts(), inline_texts())
def test_p3_all_pieces_taken_are_the_new_text_and_none_taken_the_old(
    old: InlineText, new: InlineText
) -> None:
    pieces = shown_text(old, new)

    assert old_side(pieces) == old
    assert new_side(pieces) == new
    for piece in pieces:
        assert (piece.old == piece.new) == (piece.kind == "kept")
        assert (plain(piece.old) == plain(piece.new)) == (piece.kind in ("kept", "formatted"))
        assert piece.old or piece.new


@given(st.lists(inline_texts(), min_size=1, max_size=4), inline_texts(), st.booleans())
def test_p3_divided_pieces_are_the_parts_and_together_the_whole(
    parts: list[InlineText], whole: InlineText, parts_are_new: bool
) -> None:
    laid = joined(*(each for part in parts for each in (part, (LINE_END,))))
    ends = [sum(length(part) + 1 for part in parts[: n + 1]) - 1 for n in range(len(parts))]
    side, other = (new_side, old_side) if parts_are_new else (old_side, new_side)
    pieces = shown_text(whole, laid) if parts_are_new else shown_text(laid, whole)

    cut = divided(pieces, "new" if parts_are_new else "old", ends)

    assert [side(own) for own in cut] == [*parts, ()]
    assert joined(*(other(own) for own in cut)) == whole


def test_words_that_went_to_the_next_paragraph_are_kept_and_the_blank_is_struck() -> None:
    pieces = shown_text(inline("Erster Satz. Zweiter."), inline("Erster Satz.\nZweiter."))

    first, second = divided(pieces, "new", [12])

    assert told(first) == [("kept", "Erster Satz."), ("deleted", " ")]
    assert told(second) == [("kept", "Zweiter.")]


def test_list_values_are_shown_item_by_item() -> None:
    items = shown_items(("AWO", "Caritas", "VHS Wolfsburg"), ("AWO", "VHS Braunschweig", "DRK"))

    assert [told(item) for item in items] == [
        [("kept", "AWO")],
        [("deleted", "Caritas"), ("inserted", "VHS Braunschweig")],
        [("deleted", "VHS Wolfsburg"), ("inserted", "DRK")],
    ]


def test_an_added_item_leaves_the_others_alone() -> None:
    items = shown_items(("AWO", "VHS"), ("AWO", "DRK", "VHS"))

    assert [told(item) for item in items] == [
        [("kept", "AWO")],
        [("inserted", "DRK")],
        [("kept", "VHS")],
    ]


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (1_000_000, "money", "10.000 Euro"),
        (1_250_050, "money", "12.500,50 Euro"),
        (-5, "money", "-0,05 Euro"),
        (0, "money", "0 Euro"),
        (15_000, "number", "15.000"),
        ("0.5", "number", "0,5"),
        ("12.5.2018", "text", "12.5.2018"),
        (2027, None, "2027"),
        ("2027-03-12", "date", "12. März 2027"),
        ("2027-03", "date", "März 2027"),
        ("2027", "date", "2027"),
        ("2017-05-15..2017-08-10", "date", "zwischen 15. Mai 2017 und 10. August 2017"),
        ("im Herbst", "date", "im Herbst"),
        ("2027-13", "date", "2027-13"),
        (True, "flag", "ja"),
        (False, None, "nein"),
        ("hoch", "choice", "hoch"),
    ],
)
def test_values_are_written_in_german(
    value: AttributeValue, kind: ValueType | None, words: str
) -> None:
    assert in_words(value, kind) == (words,)
