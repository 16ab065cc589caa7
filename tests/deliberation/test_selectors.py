"""Lists of what bodies ordered, asked and decided cost the same for few and for many rows."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts.models import Concept
from fortschrift.deliberation import selectors
from fortschrift.deliberation.models import Decision
from fortschrift.deliberation.wording import decision_badge, decision_word, vote_words
from fortschrift.participation.selectors import readings_of
from tests.concepts.factories import concept
from tests.deliberation.test_life_line import full_life
from tests.participation.factories import reading

pytestmark = pytest.mark.django_db


def told(row: Any) -> list[str]:
    """Say of a row what a page says of it."""
    if not isinstance(row, Decision):
        return [str(row), *(claim.source.title for claim in row.claims.all())]
    parts = [decision_word(row), vote_words(row), str(decision_badge(row)), row.organization.name]
    return parts + [str(result.question) for result in row.results.all()]


LISTS: dict[str, Callable[[Concept], Iterable[Any]]] = {
    "mandates": selectors.mandates_of,
    "questions": selectors.questions_of,
    "decisions": selectors.decisions_of,
    "referrals": selectors.referrals_of,
    "readings": readings_of,
}


def lived(times: int) -> Concept:
    of = full_life(times)
    for _ in range(times):
        reading(of)
    return of


def test_lists_cost_the_same_queries_for_any_number() -> None:
    few, many = lived(1), lived(3)

    for name, rows_of in LISTS.items():
        counts = []
        for of in (few, many):
            with CaptureQueriesContext(connection) as captured:
                assert [told(row) for row in rows_of(of)]
            counts.append(len(captured))
        assert counts[0] == counts[1], name


def test_no_list_shows_another_concept() -> None:
    lived(1)
    other = concept()

    assert {name: list(rows_of(other)) for name, rows_of in LISTS.items()} == {
        name: [] for name in LISTS
    }
