"""One play of each act on reviews."""

from collections.abc import Callable

from fortschrift.review import actions
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import node, text
from tests.council.factories import meeting, round_table
from tests.deliberation.factories import decision, mandate
from tests.review.factories import outcome, plan, review
from tests.sources.factories import claim, source


def plan_review() -> None:
    of = text().version
    plan(
        of.concept, version=of, decision=decision(of.concept),
        claims=[claim(source(of.municipality))],
    )  # fmt: skip


def begin_review() -> None:
    of = text().version
    review(
        from_version=of, mandate=mandate(of.concept, kind="review"),
        meetings=[meeting(round_table(of.municipality))],
        claims=[claim(source(of.municipality))],
    )  # fmt: skip


def record_outcome() -> None:
    of = text().version
    outcome(
        review(from_version=of), node=node(of.concept, "bildung"),
        claims=[claim(source(of.municipality))],
    )  # fmt: skip


def decide_outcomes() -> None:
    of = text().version
    begun = review(from_version=of)
    proposed = [
        outcome(begun, node=node(of.concept, "bildung"), kind=kind)
        for kind in ("confirmed", "renamed")
    ]
    actions.decide_outcomes(
        begun, decision=decision(of.concept), outcomes=proposed,
        claims=[claim(source(of.municipality))], actor=operator(), now=NOW,
    )  # fmt: skip


PLAYS: dict[str, Callable[[], object]] = {
    "plan_review": plan_review,
    "begin_review": begin_review,
    "record_outcome": record_outcome,
    "decide_outcomes": decide_outcomes,
}
