"""A review says of each element what became of it, and keeps proposed and decided apart."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.models import RoleAssignment
from fortschrift.accounts.results import NotAllowed
from fortschrift.accounts.selectors import journal_of
from fortschrift.concepts import actions as concept_actions
from fortschrift.concepts.models import VersionStatus
from fortschrift.review import actions, selectors
from fortschrift.review.models import Review, ReviewOutcome, ReviewPlan
from fortschrift.review.outcomes import put_together
from fortschrift.review.permissions import may_decide_outcomes, may_run_reviews
from fortschrift.review.wording import stage_words
from fortschrift.sources.models import Visibility
from tests.accounts.factories import (
    NOW,
    municipality,
    operator,
    outsider,
    user_with_role,
)
from tests.concepts.factories import concept, node, text, version
from tests.council.factories import body, closed_body, council, meeting
from tests.deliberation.factories import decision
from tests.review.factories import outcome, plan, review
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role
Kind = ReviewOutcome.Kind
Stage = ReviewOutcome.Stage


def reviewed_version() -> Review:
    return review(from_version=text().version)


@pytest.mark.row("S2.33", "S2.34")
def test_aimed_at_is_not_decided() -> None:
    made = plan(triggers="bei veränderten Rahmenbedingungen")

    assert (made.rhythm, made.binding) == ("yearly", "aimed_at")
    entry = journal_of(made.municipality).first()
    assert entry is not None
    assert sentence_of(entry) == (
        "Betrieb hat für „Vielfalt leben“ festgehalten, wie oft es überprüft wird: "
        "jährlich, angestrebt."
    )


def test_a_review_goes_from_one_version_to_the_next_with_its_meetings() -> None:
    of = version()
    workshop = meeting(body(of.municipality))
    new = version(of.concept, label="2020")

    made = review(from_version=of, to_version=new, meetings=[workshop], reason="Zuwanderung")

    assert (made.from_version, made.to_version) == (of, new)
    assert list(made.meetings.all()) == [workshop]
    assert list(selectors.reviews_of(of.concept)) == [made]


@pytest.mark.row("S1.34")
def test_several_outcomes_hold_for_one_element() -> None:
    begun = reviewed_version()
    bildung = node(begun.concept, "bildung")

    for kind, detail in [(Kind.CONFIRMED, ""), (Kind.EXTENDED, "um Erwachsenenbildung")]:
        outcome(begun, node=bildung, kind=kind, detail=detail)

    kept = begun.outcomes.order_by("order").values_list("order", "kind", "detail", "stage")
    assert list(kept) == [
        (1, "confirmed", "", "proposed"), (2, "extended", "um Erwachsenenbildung", "proposed"),
    ]  # fmt: skip


def test_an_outcome_is_for_an_element_or_for_a_group() -> None:
    begun = reviewed_version()
    bildung = node(begun.concept, "bildung")

    with pytest.raises(ValidationError) as neither:
        outcome(begun, group="")
    with pytest.raises(ValidationError) as both:
        outcome(begun, node=bildung, group="Alles")

    assert list(neither.value.message_dict) == list(both.value.message_dict) == ["node"]
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewOutcome.objects.create(review=begun, order=1, kind=Kind.ADDED, stage=Stage.PROPOSED)


BAD_INPUT: dict[str, tuple[Callable[..., object], dict[str, Any]]] = {
    "slug": (review, {"slug": "Nicht Erlaubt"}),
    "kind": (outcome, {"kind": "gut"}),
    "stage": (outcome, {"stage": "halb"}),
    "date": (outcome, {"date": "gestern"}),
    "rhythm": (plan, {"rhythm": "täglich"}),
    "next_review": (plan, {"next_review": "2026-13"}),
}


@pytest.mark.parametrize("field", BAD_INPUT)
def test_bad_input_names_the_field(field: str) -> None:
    make, fields = BAD_INPUT[field]

    with pytest.raises(ValidationError) as refused:
        make(**fields)

    assert list(refused.value.message_dict) == [field]


def test_rows_of_another_concept_or_town_are_refused() -> None:
    begun = reviewed_version()
    elsewhere = text().version
    cases: list[tuple[str, Callable[[], object]]] = [
        ("node", lambda: outcome(begun, node=node(elsewhere.concept, "bildung"))),
        ("organization", lambda: outcome(begun, organization=body())),
        ("from_version", lambda: review(begun.concept, from_version=elsewhere)),
        ("meetings", lambda: review(begun.concept, meetings=[meeting()])),
        ("decision", lambda: plan(begun.concept, decision=decision())),
    ]

    for field, make in cases:
        with pytest.raises(ValidationError) as refused:
            make()
        assert list(refused.value.message_dict) == [field]


def test_an_address_and_a_place_are_given_once() -> None:
    begun = review()
    outcome(begun, order=3)

    with pytest.raises(ValidationError, match="Adresse"):
        review(begun.concept, slug=begun.slug, from_version=begun.from_version)
    with pytest.raises(ValidationError, match="An dieser Stelle"):
        outcome(begun, order=3)


def proposed(begun: Review, number: int) -> list[ReviewOutcome]:
    return [outcome(begun, group=f"Gruppe {n}", reason=f"Grund {n}") for n in range(number)]


@pytest.mark.row("S1.35")
def test_a_decision_confirms_many_outcomes_each_in_a_row_of_its_own() -> None:
    begun = reviewed_version()
    rat = council(begun.municipality)
    resolved = decision(begun.concept, organization=rat, date="2020-07-15")
    one = claim(source(begun.municipality))
    found = proposed(begun, 3)

    rows = actions.decide_outcomes(
        begun, decision=resolved, outcomes=found, claims=[one], actor=operator(), now=NOW
    )

    assert begun.outcomes.filter(stage=Stage.PROPOSED).count() == 3
    kept = begun.outcomes.filter(stage=Stage.DECIDED).order_by("order")
    assert [row.group for row in kept] == [row.group for row in found]
    assert [row.reason for row in kept] == ["Grund 0", "Grund 1", "Grund 2"]
    assert {(row.decision, row.organization, str(row.date)) for row in kept} == {
        (resolved, rat, "2020-07-15")
    }
    assert all(list(row.claims.all()) == [one] for row in rows)


def test_deciding_many_costs_no_more_queries_than_deciding_one() -> None:
    counts = []
    for number in (1, 40):
        begun = reviewed_version()
        found, resolved = proposed(begun, number), decision(begun.concept)
        with CaptureQueriesContext(connection) as captured:
            actions.decide_outcomes(
                begun, decision=resolved, outcomes=found, actor=operator(), now=NOW,
                claims=[claim(source(begun.municipality))],
            )  # fmt: skip
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_what_was_decided_is_decided_once() -> None:
    begun = reviewed_version()
    resolved = decision(begun.concept)
    found = proposed(begun, 2)

    def decide(outcomes: list[ReviewOutcome]) -> list[ReviewOutcome]:
        return actions.decide_outcomes(
            begun, decision=resolved, outcomes=outcomes, actor=operator(), now=NOW
        )

    rows = decide(found)

    for wrong in ([], found, rows, proposed(review(), 1), [*proposed(begun, 1)] * 2):
        with pytest.raises(ValidationError) as refused:
            decide(wrong)
        assert list(refused.value.message_dict) == ["outcomes"]
    assert begun.outcomes.filter(stage=Stage.DECIDED).count() == 2


def test_decided_outcomes_count_instead_of_proposed_ones() -> None:
    begun = reviewed_version()
    bildung = node(begun.concept, "bildung")
    dropped = outcome(begun, node=bildung, kind=Kind.DROPPED)
    outcome(begun, node=bildung, kind=Kind.CONFIRMED, stage=Stage.DECIDED)

    (reviewed,) = selectors.result_of(begun).reviewed

    assert reviewed.kinds == ("confirmed",)
    assert dropped in reviewed.rows


@pytest.mark.parametrize(("status", "words"), [
    (None, "vorgeschlagen, noch nicht entschieden"),
    (VersionStatus.Status.PROPOSED, "vorgeschlagen, noch nicht entschieden"),
    (VersionStatus.Status.UNKNOWN_WHETHER_ADOPTED, "vorgeschlagen, Entscheidung nicht bekannt"),
    (VersionStatus.Status.ADOPTED,
     "vorgeschlagen, Entscheidung dazu nicht erfasst"),
])  # fmt: skip
def test_a_proposal_is_never_taken_for_decided(status: str | None, words: str) -> None:
    of = version()
    begun = review(from_version=version(of.concept, label="alt"), to_version=of)
    outcome(begun)
    if status:
        concept_actions.record_status(of, status=status, actor=operator(), now=NOW)

    (reviewed,) = selectors.result_of(begun).reviewed

    assert stage_words(reviewed, selectors.statuses_of(of)) == words


def test_a_decided_outcome_names_body_and_day() -> None:
    begun = reviewed_version()
    rat = council(begun.municipality)
    actions.decide_outcomes(
        begun, decision=decision(begun.concept, organization=rat, date="2020-07-15"),
        outcomes=proposed(begun, 1), actor=operator(), now=NOW,
    )  # fmt: skip

    (reviewed,) = selectors.result_of(begun).reviewed

    assert stage_words(reviewed, set()) == "beschlossen (Rat, 15. Juli 2020)"


def test_combinations_share_no_element_and_add_up() -> None:
    begun = reviewed_version()
    for number in range(4):
        outcome(begun, group=f"Gruppe {number}")
    outcome(begun, group="Gruppe 2", kind=Kind.RENAMED)
    outcome(begun, group="Gruppe 3", kind=Kind.RENAMED)

    result = put_together(begun.outcomes.order_by("order"))

    assert [(each.kinds, len(each.reviewed)) for each in result.combinations] == [
        (("confirmed",), 2), (("confirmed", "renamed"), 2),
    ]  # fmt: skip
    assert [(count.kind, count.groups) for count in result.by_kind] == [
        ("confirmed", 4), ("renamed", 2),
    ]  # fmt: skip


def test_what_rests_on_a_closed_decision_is_not_shown() -> None:
    begun = reviewed_version()
    hidden = decision(begun.concept, organization=closed_body(begun.municipality))
    found = proposed(begun, 1)
    actions.decide_outcomes(begun, decision=hidden, outcomes=found, actor=operator(), now=NOW)

    (reviewed,) = selectors.result_of(begun).reviewed

    assert not reviewed.is_decided
    assert {row.visibility for row in begun.outcomes.filter(stage=Stage.DECIDED)} == {"body"}


def test_an_internal_review_is_not_found_and_shows_no_outcome() -> None:
    of = text().version
    begun = review(from_version=of, visibility=Visibility.INTERNAL)
    outcome(begun, node=node(of.concept, "bildung"), visibility=Visibility.PUBLIC)

    assert selectors.review(of.municipality, of.concept.slug, begun.slug) is None
    assert not selectors.outcomes_of_node(node(of.concept, "bildung"))
    assert not selectors.reviews_of(of.concept)


RUN = {Role.ADMINISTRATOR: False, Role.OFFICER: True, Role.CLERK: False, Role.READER: False}
DECIDE = {**RUN, Role.CLERK: True}


@pytest.mark.parametrize("role", RUN)
def test_who_may_run_reviews_and_record_what_was_decided(role: str) -> None:
    town = municipality()
    user = user_with_role(town, role)

    assert bool(may_run_reviews(user, town)) is RUN[Role(role)]
    assert bool(may_decide_outcomes(user, town)) is DECIDE[Role(role)]


def test_nobody_of_another_town_may() -> None:
    town = municipality()

    for user in (outsider(), None):
        assert not may_run_reviews(user, town)
        assert not may_decide_outcomes(user, town)


def test_every_act_asks() -> None:
    begun = reviewed_version()
    reader = user_with_role(begun.municipality, Role.READER)
    proposal = outcome(begun)
    resolved = decision(begun.concept)
    acts: list[Callable[[], object]] = [
        lambda: actions.plan_review(
            begun.concept, rhythm="yearly", binding="decided", actor=reader, now=NOW
        ),
        lambda: actions.begin_review(
            begun.concept, slug="x", name="x", from_version=begun.from_version, actor=reader,
            now=NOW,
        ),
        lambda: actions.record_outcome(begun, kind="added", group="x", actor=reader, now=NOW),
        lambda: actions.decide_outcomes(
            begun, decision=resolved, outcomes=[proposal], actor=reader, now=NOW
        ),
    ]  # fmt: skip

    for act in acts:
        with pytest.raises(NotAllowed):
            act()

    assert (Review.objects.count(), ReviewPlan.objects.count()) == (1, 0)
    assert ReviewOutcome.objects.get() == proposal


def big_review(number: int) -> Review:
    of = concept()
    old, new = version(of, label="alt"), version(of, label="neu")
    fields = [(f"feld{n}", "field", f"Feld {n}") for n in range(number)]
    for each in (old, new):
        text(each, *fields)
    begun = review(of, from_version=old, to_version=new)
    for key, _, _ in fields:
        outcome(begun, node=node(of, key), claims=[claim(source(of.municipality))])
    return begun


def test_reading_a_review_costs_the_same_queries_for_any_number_of_elements() -> None:
    counts = []
    for number in (2, 12):
        begun = big_review(number)
        with CaptureQueriesContext(connection) as captured:
            assert len(selectors.result_of(begun).elements) == number
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 8


def test_only_the_states_of_the_elements_shown_are_fetched() -> None:
    of = text(None, *[(f"feld{n}", "field", f"Feld {n}") for n in range(60)]).version
    begun = review(from_version=of)
    outcome(begun, node=node(of.concept, "feld7"))

    with CaptureQueriesContext(connection) as captured:
        selectors.result_of(begun)

    states = [q["sql"] for q in captured.captured_queries if "concepts_nodestate" in q["sql"]]
    assert states and all("WHERE" in sql and "node_id" in sql.split("WHERE")[1] for sql in states)
