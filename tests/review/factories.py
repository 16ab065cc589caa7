"""The smallest valid reviews and outcomes, made through the acts that people use."""

from itertools import count
from typing import Any

from fortschrift.concepts.models import Concept
from fortschrift.review import actions
from fortschrift.review.models import Review, ReviewOutcome, ReviewPlan
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import concept, version

_number = count(1)


def plan(of: Concept | None = None, **fields: Any) -> ReviewPlan:
    given = {"rhythm": ReviewPlan.Rhythm.YEARLY, "binding": ReviewPlan.Binding.AIMED_AT}
    return actions.plan_review(of or concept(), actor=operator(), now=NOW, **{**given, **fields})


def review(of: Concept | None = None, **fields: Any) -> Review:
    """Begin a review of a version of its own unless one is given."""
    of = of or (fields["from_version"].concept if "from_version" in fields else concept())
    number = next(_number)
    given: dict[str, Any] = {"slug": f"ueberpruefung-{number}", "name": f"Überprüfung {number}"}
    if "from_version" not in fields:
        given["from_version"] = version(of, label=f"alt-{number}")
    return actions.begin_review(of, actor=operator(), now=NOW, **{**given, **fields})


def outcome(of: Review | None = None, **fields: Any) -> ReviewOutcome:
    """Record an outcome for a group of elements unless a node is given."""
    given: dict[str, Any] = {"kind": ReviewOutcome.Kind.CONFIRMED}
    if "node" not in fields:
        given["group"] = "Die Ziele als Ganzes"
    return actions.record_outcome(of or review(), actor=operator(), now=NOW, **{**given, **fields})
