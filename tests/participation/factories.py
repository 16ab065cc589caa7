"""The smallest valid readings, made through the acts that people use."""

from typing import Any

from fortschrift.concepts.models import Concept
from fortschrift.participation import actions
from fortschrift.participation.models import Reading
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import concept
from tests.council.factories import body

NOT_PUBLIC = "Der Entwurf ist nicht öffentlich."


def reading(of: Concept | None = None, **fields: Any) -> Reading:
    """Open the next reading of a concept, by a body of its own unless one is given."""
    of = of or concept()
    given: dict[str, Any] = {"number": of.readings.count() + 1, "version_reason": NOT_PUBLIC}
    if "organization" not in fields:
        given["organization"] = body(of.municipality)
    return actions.open_reading(of, actor=operator(), now=NOW, **{**given, **fields})
