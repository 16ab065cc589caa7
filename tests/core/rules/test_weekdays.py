"""A weekday printed beside a date gives a slip away."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortschrift.core.rules.weekdays import differs_from_print, printed_weekday

NAMES = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]


@given(st.dates())
def test_the_right_weekday_is_never_a_finding(day: date) -> None:
    assert differs_from_print(day, f"am {NAMES[day.weekday()]}, {day:%d.%m.%Y}") is None


@given(st.dates(max_value=date(9999, 12, 24)), st.integers(min_value=1, max_value=6))
def test_a_wrong_weekday_is_told(day: date, slip: int) -> None:
    printed = (day + timedelta(days=slip)).weekday()

    assert differs_from_print(day, f"{NAMES[printed]}, im Rathaus") == printed


@pytest.mark.parametrize(("text", "weekday"), [
    ("am SONNABEND", 5),
    ("Mittwoch, der 13., also Mittwoch", 2),
    ("Montag oder Dienstag", None),
    ("Sonntagsruhe", None),
    ("", None),
])  # fmt: skip
def test_only_one_whole_word_counts(text: str, weekday: int | None) -> None:
    assert printed_weekday(text) == weekday
