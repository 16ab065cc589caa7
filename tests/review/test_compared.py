"""Beside the elements of a comparison stands what a review said of them, if it is public."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts.comparing.page import Compared
from fortschrift.concepts.models import Version
from fortschrift.review.models import ReviewOutcome
from fortschrift.review.slots import reviewed_between
from fortschrift.sources.models import Visibility
from tests.concepts.factories import node, text, version
from tests.review.factories import outcome, review

pytestmark = pytest.mark.django_db
Kind, Stage = ReviewOutcome.Kind, ReviewOutcome.Stage
REQUEST = RequestFactory().get("/")


def pair(fields: int = 2) -> tuple[Version, Version]:
    """Make two versions with the same fields."""
    old = version(label="2011")
    new = version(old.concept, label="2020", based_on=old)
    for each in (old, new):
        text(each, *((f"feld{n}", "field", f"Feld {n}") for n in range(fields)))
    return old, new


def compared(old: Version | None, new: Version | None, keys: list[str]) -> list[Compared]:
    of = (old or new).concept  # type: ignore[union-attr]
    return [Compared(node(of, key).pk, old, new) for key in keys]


def test_what_a_review_said_of_an_element_is_told_with_its_stage_and_reason() -> None:
    old, new = pair()
    begun = review(from_version=old, to_version=new)
    for kind in (Kind.RENAMED, Kind.EXTENDED):
        outcome(begun, node=node(old.concept, "feld0"), kind=kind, stage=Stage.PROPOSED,
                reason="Der Name war zu eng.")  # fmt: skip

    pieces = reviewed_between(compared(old, new, ["feld0", "feld1"]), REQUEST)

    (piece,) = pieces.values()
    for said in ("umbenannt", "erweitert", "vorgeschlagen", "Der Name war zu eng."):
        assert said in piece
    assert piece.count("Der Name war zu eng.") == 1


def test_a_review_between_other_versions_says_nothing_here() -> None:
    old, new = pair()
    outcome(review(from_version=old), node=node(old.concept, "feld0"))

    assert reviewed_between(compared(old, new, ["feld0"]), REQUEST) == {}
    assert reviewed_between(compared(None, new, ["feld0"]), REQUEST) == {}


def test_what_is_not_public_is_not_told() -> None:
    old, new = pair()
    begun = review(from_version=old, to_version=new)
    outcome(begun, node=node(old.concept, "feld0"), visibility=Visibility.INTERNAL)

    assert reviewed_between(compared(old, new, ["feld0"]), REQUEST) == {}


def test_it_costs_the_same_for_one_element_and_for_many() -> None:
    counts = []
    for number in (1, 6):
        old, new = pair(number)
        begun = review(from_version=old, to_version=new)
        keys = [f"feld{n}" for n in range(number)]
        for key in keys:
            outcome(begun, node=node(old.concept, key))
        asked = compared(old, new, keys)
        with CaptureQueriesContext(connection) as captured:
            assert len(reviewed_between(asked, REQUEST)) == number
        counts.append(len(captured))

    assert counts[0] == counts[1]
