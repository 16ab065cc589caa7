"""The smallest valid readings, made through the acts that people use."""

from typing import Any

from fortschrift.concepts.models import Concept, VersionText
from fortschrift.participation import actions
from fortschrift.participation.actions import Invited, Sender, Wanted
from fortschrift.participation.models import Reading, Submission
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import frozen, inserting, replacing
from tests.concepts.factories import concept
from tests.council.factories import body, contact

NOT_PUBLIC = "Der Entwurf ist nicht öffentlich."


def reading(of: Concept | None = None, **fields: Any) -> Reading:
    """Open the next reading of a concept, by a body of its own unless one is given."""
    of = of or concept()
    given: dict[str, Any] = {"number": of.readings.count() + 1, "version_reason": NOT_PUBLIC}
    if "organization" not in fields:
        given["organization"] = body(of.municipality)
    return actions.open_reading(of, actor=operator(), now=NOW, **{**given, **fields})


def open_reading(of: VersionText | None = None, **fields: Any) -> Reading:
    """Open a reading of a frozen text that is open at ``NOW``, to everybody unless told else."""
    text = of or frozen()
    given = {"organization": None, "opens": "2026-11-01", "closes": "2026-12-15", **fields}
    return reading(text.version.concept, version=text.version, version_reason="", **given)


def wanted(of: Reading, **fields: Any) -> Wanted:
    """Want courses for all children."""
    text = text_of(of)
    return Wanted(operations=[replacing(text, "kurse", "neu zugewanderte", "alle")], **fields)


def wanted_besides(of: Reading) -> Wanted:
    """Want something else at another passage."""
    return Wanted(operations=[inserting(text_of(of), "raeume", "Stadtteilen", " kostenlos")])


def text_of(of: Reading) -> VersionText:
    assert of.version is not None
    return of.version.texts.get()


RESIDENT = Sender(shown_as="pseudonym", shown_name="eine Nachbarin")


def submission(of: Reading | None = None, **fields: Any) -> Submission:
    """Hand in a proposal without an account."""
    of = of or open_reading()
    given: dict[str, Any] = {
        "wanted": [wanted(of)], "kind": "change", "sender": RESIDENT, "actor": None, **fields,
    }  # fmt: skip
    return actions.submit_proposal(of, now=NOW, **given)


def members_reading(**fields: Any) -> Reading:
    """Open a reading to a body, which is open at ``NOW``."""
    text = frozen()
    return open_reading(text, organization=body(text.municipality), **fields)


def invited(of: Reading | None = None, **fields: Any) -> Invited:
    """Invite a new contact to a reading of a body."""
    of = of or members_reading()
    (made,) = actions.invite(
        of, contacts=[contact(body(of.municipality), **fields)], actor=operator(), now=NOW
    )
    return made
