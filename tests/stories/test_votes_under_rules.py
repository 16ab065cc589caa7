"""The votes of all example towns, judged by the rules of their bodies: nothing sensible is odd.

What can be said depends on what was published: for most votes of the two towns nothing can.
"""

import pytest

from fortschrift.core.rules.outcome import Verdict
from fortschrift.core.rules.reasons import ReasonCode
from fortschrift.council.findings import of_vote
from fortschrift.council.models import VoteEvent
from fortschrift.council.rules import computed, rule_of
from tests.stories.conftest import _django_db_helper, towns

__all__ = ["_django_db_helper", "towns"]

pytestmark = pytest.mark.django_db


def votes(town: str) -> list[VoteEvent]:
    found = VoteEvent.objects.filter(organization__municipality__slug=town)
    return list(found.order_by("meeting__date", "subject"))


def verdicts(town: str) -> dict[str, Verdict | None]:
    found = {f"{each.organization.slug}: {each.subject}": computed(each) for each in votes(town)}
    return {about: each.verdict if each else None for about, each in found.items()}


@pytest.mark.parametrize(
    "town", ["wolfenbuettel", "wolfsburg", "musterstadt", "landkreis-wolfenbuettel"]
)
def test_no_vote_of_an_example_town_differs_from_its_rules(town: str) -> None:
    assert votes(town)
    codes = {finding.code for event in votes(town) for finding in of_vote(event)}

    assert "outcome_differs" not in codes


def test_of_four_known_no_votes_in_wolfenbuettel_nothing_follows() -> None:
    (event,) = (e for e in votes("wolfenbuettel") if e.organization.slug == "rat")

    found = computed(event)

    assert found is not None and found.verdict is Verdict.OPEN
    assert found.missing == ("yes",)


def test_nobody_judges_the_round_table_of_wolfenbuettel() -> None:
    of_table = [e for e in votes("wolfenbuettel") if not e.organization.is_statutory]

    assert of_table
    assert [computed(event) for event in of_table] == [None] * len(of_table)


def test_words_alone_decide_nothing_in_wolfsburg() -> None:
    assert set(verdicts("wolfsburg").values()) == {Verdict.OPEN}


def test_every_vote_counted_in_musterstadt_comes_out_as_recorded() -> None:
    adopted = {"carried": Verdict.ADOPTED, "rejected": Verdict.NOT_ADOPTED}

    for event in votes("musterstadt"):
        found = computed(event)
        counted = event.manner != VoteEvent.Manner.NO_OPPOSITION
        expected = adopted[event.outcome] if counted else Verdict.OPEN
        assert found is not None and found.verdict is expected, event.subject


def test_the_round_table_of_musterstadt_decides_by_rules_of_its_own() -> None:
    event = next(e for e in votes("musterstadt") if not e.organization.is_statutory)

    found = computed(event)

    assert rule_of(event).value("majority.basis") == "present"
    assert found is not None
    reached = next(r for r in found.reasons if r.code is ReasonCode.MAJORITY_REACHED)
    assert dict(reached.values) == {"share": "gt_1_2", "basis": "present", "yes": 11, "whole": 12}
    assert reached.settings[0].source == "Eigene Regeln des Runden Tisches Integration"
